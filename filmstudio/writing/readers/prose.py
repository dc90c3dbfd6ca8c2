"""Makes a screenplay of plain prose: what is told as action, what is quoted as the speakers' lines."""

from __future__ import annotations

import re

from filmstudio.film.screenplay import SceneHeading, Screenplay
from filmstudio.writing.readers.dialogue import TITLE_KEYS, chapter_of, scene_of
from filmstudio.writing.readers.finish import finish
from filmstudio.writing.readers.inline import squeeze, strip_emphasis
from filmstudio.writing.readers.teller import Teller

BREAK = re.compile(r"(?:[*#~•·⁂=–—_-]\s*){3,}|[#⁂]|\*")
_UNSPACED_END = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f，。！？、」』]$")


def read_prose(text: str, *, name: str = "The script", title: str = "") -> Screenplay:
    """The screenplay in prose. Pure tags (`said Ravi softly`) become speaker and way of speaking.

    Headings come only of explicit ones (`Chapter`, `Scene`, `***`). Raises BadInput where
    nothing is told or spoken.
    """
    paragraphs = paragraphs_of(text)
    fields, paragraphs, found = _front_matter(paragraphs)
    teller = Teller("\n".join(paragraphs))
    for paragraph in paragraphs:
        if BREAK.fullmatch(paragraph):
            teller.heading(SceneHeading(text=""))
        elif heading := scene_of(paragraph) or chapter_of(paragraph):
            teller.heading(heading)
        else:
            teller.paragraph(strip_emphasis(paragraph))
    elements = teller.elements()
    return finish(
        "prose",
        elements,
        name=name,
        title=title or found,
        title_page=fields,
        warnings=teller.warnings,
    )


def paragraphs_of(text: str) -> list[str]:
    """Paragraphs: parted by blank lines, or each line its own where no line was wrapped."""
    lines = [line.strip() for line in text.split("\n")]
    filled = [line for line in lines if line]
    ended = sum(bool(re.search(r"[.!?…:।。！？”\"»」’)*-]$", line)) for line in filled)
    own_lines = "" not in "\n".join(lines).strip("\n").split("\n") and ended >= 0.8 * len(filled)
    made: list[str] = []
    open_paragraph = False
    for line in lines:
        alone = not line or own_lines or BREAK.fullmatch(line) or scene_of(line) or chapter_of(line)
        if alone or not open_paragraph:
            if line:
                made.append(line)
            open_paragraph = bool(line) and not alone
            continue
        glue = "" if _UNSPACED_END.search(made[-1]) else " "
        made[-1] = f"{made[-1]}{glue}{line}"
    return [squeeze(paragraph) for paragraph in made]


def _front_matter(paragraphs: list[str]) -> tuple[dict[str, str], list[str], str]:
    """`Title: ...` fields, the paragraphs after them, and a title that stands alone above the tale."""
    fields: dict[str, str] = {}
    rest = list(paragraphs)
    while rest:
        key, colon, value = rest[0].partition(":")
        if not colon or key.strip("*_# ").lower() not in TITLE_KEYS or len(value) > 200:
            break
        fields[key.strip("*_# ")] = strip_emphasis(value.strip("* "))
        rest.pop(0)
    first = rest[0] if rest else ""
    single = first.strip("*_# ")
    if (
        not fields.get("Title")
        and len(rest) > 1
        and (first.startswith("# ") or (len(single.split()) <= 9 and len(single) <= 70))
        and single
        and (single[-1].isalnum() or first.startswith("#"))
        and not chapter_of(single)
        and not scene_of(single)
        and single[0] not in "“\"«„「‘'—–"
    ):
        return fields, rest[1:], strip_emphasis(single)
    return fields, rest, ""
