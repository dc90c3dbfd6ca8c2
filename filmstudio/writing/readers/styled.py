"""Makes screenplay elements of paragraphs whose style says what they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from filmstudio.film.screenplay import (
    Action,
    Element,
    Note,
    SceneHeading,
    Section,
    Synopsis,
    Transition,
)
from filmstudio.writing.readers.fountain import speeches
from filmstudio.writing.readers.inline import squeeze

# Style names of Final Draft, Highland, Fade In, WriterDuet and of Word screenplay templates.
_ROLES = {
    "scene heading": "heading", "slugline": "heading", "slug line": "heading", "slug": "heading",
    "shot": "action", "action": "action", "general": "action", "description": "action",
    "stage direction": "action", "cast list": "note", "character": "character",
    "character name": "character", "parenthetical": "parenthetical", "dialogue": "dialogue",
    "dialog": "dialogue", "lyrics": "lyrics", "singing": "lyrics", "transition": "transition",
    "new act": "section", "end of act": "note", "act": "section", "synopsis": "synopsis",
    "summary": "synopsis", "note": "note",
}  # fmt: skip


@dataclass(frozen=True)
class Styled:
    """A paragraph: its style's name, its words, scene number and whether it is spoken at once."""

    style: str
    text: str
    number: str = ""
    dual: bool = False


def role_of(style: str) -> str:
    """The role that a style's name stands for; "" where it is no screenplay style."""
    name = squeeze(style.replace("_", " ").replace("-", " ")).lower()
    for prefix in ("screenplay ", "script ", "sp ", "fd "):
        name = name.removeprefix(prefix)
    return _ROLES.get(name, "")


def build(paragraphs: Iterable[Styled]) -> list[Element]:
    """The elements in order. Paragraphs of an unknown style are action."""
    made: list[Element] = []
    speaker = extension = ""
    block: list[str] = []
    dual = False

    def flush() -> None:
        nonlocal block
        if block:
            spoken = speeches(speaker, block, extension=extension, dual=dual)
            made.extend(spoken or [Action(text=squeeze(" ".join([speaker, *block])))])
        block = []

    for paragraph in paragraphs:
        role = role_of(paragraph.style)
        text = paragraph.text.strip()
        if not text:
            continue
        match role:
            case "character":
                flush()
                name, _, rest = text.partition("(")
                speaker = squeeze(name)
                extension = squeeze(rest.replace("(", " ").replace(")", " "))
                dual = paragraph.dual
                continue
            case "parenthetical":
                inner = squeeze(text).strip("()").strip()
                block.append(f"({inner})")
                continue
            case "dialogue":
                block.append(squeeze(text))
                continue
            case "lyrics":
                block.extend("~" + squeeze(line) for line in text.split("\n"))
                continue
        flush()
        match role:
            case "heading":
                made.append(SceneHeading(text=squeeze(text), number=paragraph.number))
            case "transition":
                made.append(Transition(text=squeeze(text)))
            case "section":
                made.append(Section(text=squeeze(text)))
            case "synopsis":
                made.append(Synopsis(text=squeeze(text)))
            case "note":
                made.append(Note(text=squeeze(text)))
            case _:
                made.append(Action(text="\n".join(map(squeeze, text.split("\n")))))
        speaker = extension = ""
        dual = False
    flush()
    return made
