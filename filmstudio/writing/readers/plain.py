"""Makes a screenplay of plain text, after telling Fountain, `Name: line` dialogue and prose apart."""

from __future__ import annotations

import re
from typing import Literal

from filmstudio.film.screenplay import Screenplay
from filmstudio.writing.readers.fountain import HEADING

_TRANSITION = re.compile(
    r"\s*(?:>?\s*(?:FADE (?:IN|OUT|TO BLACK)|[A-Z ]{0,20}CUT TO|DISSOLVE TO)[.:]|>[^<>]+<)\s*$"
)
_FORCED = re.compile(r"\s*(?:@[^\W\d_]|~\S|\.[A-Z]{2})")
_ASIDE = re.compile(r"\s*(?:\[\[|/\*)")
_CREDITS = re.compile(r"(?:Credit|Draft date|Contact):", re.IGNORECASE)
_CUE = re.compile(r"\s*@?([^a-z\n:]{2,40}?)\s*(?:\([^()\n]{1,30}\)\s*)?\^?\s*$")
_LABEL_SHARE = 0.4


def form_of(text: str, *, fountain: bool = False) -> Literal["fountain", "dialogue", "prose"]:
    """How a plain text is written. `fountain` says that the file's name promises Fountain.

    Scene headings, transitions, forced marks and capital cues are counted for Fountain; the
    share of lines that begin `Name:` decides for dialogue; what is neither is prose.
    """
    from filmstudio.writing.readers.dialogue import label_of

    marks = cues = labels = filled = 0
    blank = True
    lines = text.split("\n")
    for number, line in enumerate(lines):
        stripped = line.strip()
        if stripped:
            filled += 1
            if (blank and HEADING.match(stripped)) or _TRANSITION.match(line) or _ASIDE.match(line):
                marks += 2
            elif _FORCED.match(line) or (number < 12 and _CREDITS.match(line)):
                marks += 1
            elif label_of(stripped):
                labels += 1
            elif (
                blank
                and _is_cue(stripped)
                and number + 1 < len(lines)
                and lines[number + 1].strip()
            ):
                cues += 1
        blank = not stripped
    if labels >= 2 and labels >= _LABEL_SHARE * (filled - marks) and cues < labels:
        return "dialogue"
    if marks >= 2 or cues >= 2 or (fountain and (marks or cues or not labels)):
        return "fountain"
    return "dialogue" if labels and labels >= _LABEL_SHARE * filled else "prose"


def _is_cue(line: str) -> bool:
    found = _CUE.match(line)
    return bool(found) and any(c.isupper() for c in line) and line[-1] not in "!?:;,…"


def read_plain(
    text: str, *, name: str = "The script", title: str = "", fountain: bool = False
) -> Screenplay:
    """The screenplay in clean plain text (see `source.clean`). Raises BadInput."""
    match form_of(text, fountain=fountain):
        case "fountain":
            from filmstudio.writing.readers.fountain import read_fountain

            return read_fountain(text, name=name, title=title)
        case "dialogue":
            from filmstudio.writing.readers.dialogue import read_dialogue

            return read_dialogue(text, name=name, title=title)
        case _:
            from filmstudio.writing.readers.prose import read_prose

            return read_prose(text, name=name, title=title)
