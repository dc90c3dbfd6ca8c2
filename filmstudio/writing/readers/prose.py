"""Makes a screenplay of plain prose: what is told as action, what is quoted as the speakers' lines."""

from __future__ import annotations

import re
import unicodedata

from filmstudio.film.screenplay import SceneHeading, Screenplay
from filmstudio.writing.readers.dialogue import TITLE_KEYS, chapter_of, scene_of
from filmstudio.writing.readers.finish import finish
from filmstudio.writing.readers.inline import squeeze, strip_emphasis
from filmstudio.writing.readers.teller import Teller

BREAK = re.compile(r"(?:[*#~•·⁂=–—_-]\s*){3,}|[#⁂]|\*")
_BY = re.compile(
    r"(?:(?:written |a story )?by|von|par|por|di|door|av)\s+(\S.{0,60})$", re.IGNORECASE
)
_UNSPACED_END = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f，。！？、」』]$")


def read_prose(text: str, *, name: str = "The script", title: str = "") -> Screenplay:
    """The screenplay in prose. Pure tags (`said Ravi softly`) become speaker and way of speaking.

    Headings come only of explicit ones (`Chapter`, `Scene`, `***`). Raises BadInput where
    nothing is told or spoken.
    """
    fields, tale = _front_matter(text)
    paragraphs = paragraphs_of(tale)
    teller = Teller("\n".join(paragraphs))
    for paragraph in paragraphs:
        if BREAK.fullmatch(paragraph):
            teller.heading(SceneHeading(text=""))
        elif heading := scene_of(paragraph) or chapter_of(paragraph):
            teller.heading(heading)
        else:
            for part in _before_dash(paragraph):
                teller.paragraph(strip_emphasis(part))
    elements = teller.elements()
    return finish(
        "prose",
        elements,
        name=name,
        title=title,
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


def _before_dash(paragraph: str) -> list[str]:
    """A paragraph in which a speech set off by a dash follows what is told, as two."""
    found = re.search(r"(?<=[.!?…])\s+(?=[—–][\w¿¡])", paragraph)
    if found is None or re.search(r"[—–]", paragraph[: found.start()]):
        return [paragraph]
    return [paragraph[: found.start()], paragraph[found.end() :]]


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """The title and its like above a tale, and the tale: `Title: ...` lines, or lines standing alone."""
    fields: dict[str, str] = {}
    lines = text.strip("\n").split("\n")
    while lines:
        key, colon, value = lines[0].partition(":")
        named = key.strip("*_# ")
        if lines[0].strip() and not (colon and named.lower() in TITLE_KEYS and len(value) <= 200):
            break
        if named:
            fields[named.capitalize()] = strip_emphasis(value.strip("* "))
        lines.pop(0)
    end = next((i for i, line in enumerate(lines) if not line.strip()), len(lines))
    head, rest = lines[:end], "\n".join(lines[end:])
    if "Title" in fields or not rest.strip() or not 1 <= len(head) <= 2 or not is_title(head[0]):
        return fields, "\n".join(lines)
    if len(head) == 2:
        author = _BY.match(head[1].strip("*_# "))
        if not author:
            return fields, "\n".join(lines)
        fields["Author"] = squeeze(author.group(1))
    return {"Title": strip_emphasis(head[0].strip("*_# ")), **fields}, rest


def is_title(line: str) -> bool:
    """Whether a line that stands alone above a tale can be its title."""
    words = line.strip("*_# ")
    if not words or chapter_of(words) or scene_of(words):
        return False
    if line.startswith("# "):
        return True
    short = len(words.split()) <= 9 and len(words) <= 70
    # A word of Hindi or Tamil may end in a vowel sign, which is a mark and no letter.
    ends_in_word = unicodedata.category(words[-1])[0] in "LMN"
    return short and ends_in_word and words[0] not in "“\"«„「‘'—–"
