"""Makes a screenplay of Fountain text (fountain.io/syntax), in one pass over its lines.

Leading spaces mean nothing here; line breaks are kept in action and lyrics. A speech is one
utterance: its line breaks become spaces and a kept blank line (two spaces) a line break.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from dataclasses import dataclass, field

from filmstudio.errors import BadInput
from filmstudio.film.screenplay import (
    Action,
    Dialogue,
    Element,
    Note,
    PageBreak,
    SceneHeading,
    Screenplay,
    Section,
    Synopsis,
    Transition,
)
from filmstudio.said import said
from filmstudio.writing.readers.finish import finish
from filmstudio.writing.readers.inline import squeeze, strip_emphasis

# Stand-ins from the private use area for what was taken out of a line.
_CUT = "\ue0fe"
_NOTE = "\ue0ff"
_TITLE_KEYS = frozenset(
    [
        "title",
        "credit",
        "author",
        "authors",
        "source",
        "notes",
        "date",
        "contact",
        "copyright",
        "revision",
        "format",
        "language",
        "font",
    ]
) | {"draft date", "written by", "based on"}
_TITLE_KEY = re.compile(r"([A-Za-z][\w '-]{0,40}):(.*)")
HEADING = re.compile(
    r"(?:(?i:INT\.?\s?/\s?EXT|EXT\.?\s?/\s?INT|I\s?/\s?E|E\s?/\s?I|INT|EXT|EST)\."
    r"|(?:INT\.?/EXT|EXT\.?/INT|I/E|E/I|INT|EXT|EST)\s)\s*\S"
)
_NUMBER = re.compile(r"\s*#([\w.-]{1,20})#\s*$")
_FORCED_HEADING = re.compile(r"\.(?=\w)")
_CUT_TO = re.compile(r"[^a-z]{0,60}TO:$")
_FADE = re.compile(
    r"(?:FADE (?:IN|OUT|TO BLACK|TO WHITE|UP)|(?:SMASH |JUMP |MATCH |HARD |TIME )?CUT"
    r"|CUT TO BLACK|(?:SLOW |CROSS )?DISSOLVE|WIPE|IRIS (?:IN|OUT))[.:]"
)
_PAGE_BREAK = re.compile(r"={3,}$")
_SECTION = re.compile(r"(#{1,12})\s*(.*)")
_ABBREVIATED = re.compile(r"\b(?:JR|SR|DR|ESQ|[^\W\d_])\.$")
_PARENS = re.compile(r"\(([^()]{0,200})\)")
_STARTS_ALONE = ("#", "=", "!", "~", ">", "@")


def read_fountain(text: str, *, name: str = "The script", title: str = "") -> Screenplay:
    """The screenplay in Fountain text. Raises BadInput for a comment or note that never closes."""
    title_page, body, offset = _title_page(text)
    elements = parse(body, first_line=1 + offset)
    if not title_page and (line := _title_line(elements)):
        title_page = {"Title": line}
        del elements[0]
    return finish(
        "fountain",
        elements,
        name=name,
        title=title,
        title_page=title_page,
    )


def _title_line(elements: list[Element]) -> str:
    """The title of a script without a title page: a short line, no sentence, that stands alone
    above the first scene heading; "" where there is none."""
    if len(elements) < 3 or elements[1].kind != "scene_heading":
        return ""
    first = elements[0]
    line = first.text if isinstance(first, Action) else ""
    short = 0 < len(line) <= 70 and len(line.split()) <= 9 and "\n" not in line
    # Marks of vowels (Devanagari, Thai and others) are letters as much as their letter.
    titled = short and unicodedata.category(line[-1])[0] in "LMN" and not line[0].islower()
    return line if titled else ""


def parse(text: str, *, first_line: int = 1) -> list[Element]:
    """The elements of a Fountain body. `first_line` is the number that messages give its first line."""
    text = text.replace(_CUT, "").replace(_NOTE, "")
    lines, notes = _take_out(text, first_line)
    return _Body(lines, deque(notes)).elements()


def _title_page(text: str) -> tuple[dict[str, str], str, int]:
    lines = text.split("\n")
    start = next((i for i, line in enumerate(lines) if line.strip()), 0)
    first = _TITLE_KEY.match(lines[start])
    if not first or first.group(1).strip().lower() not in _TITLE_KEYS:
        return {}, text, 0
    fields: dict[str, list[str]] = {}
    key = ""
    end = next((i for i in range(start, len(lines)) if not lines[i].strip()), len(lines))
    for line in lines[start:end]:
        found = None if line.startswith(("   ", "\t")) else _TITLE_KEY.match(line)
        if found:
            key = squeeze(found.group(1))
            fields[key] = [found.group(2)]
        else:
            fields[key].append(line)
    page = {
        key: "\n".join(filter(None, (strip_emphasis(v).strip() for v in values)))
        for key, values in fields.items()
    }
    return page, "\n".join(lines[end:]), end


def _take_out(text: str, first_line: int) -> tuple[list[str], list[str]]:
    """Lines without boneyard and notes, and the notes in order; each leaves a stand-in."""
    parts: list[str] = []
    notes: list[str] = []
    place = 0
    opening = re.compile(r"/\*|\[\[")
    while found := opening.search(text, place):
        start = found.start()
        parts.append(text[place:start])
        boneyard = found.group() == "/*"
        end = text.find("*/" if boneyard else "]]", found.end())
        nested = -1 if boneyard else text.find("[[", found.end(), max(end, 0))
        if end < 0 or (nested >= 0 and "\n\n" in text[found.end() : nested]):
            line = first_line + text.count("\n", 0, start)
            what = said("a comment with /*") if boneyard else said("a note with [[")
            close = "*/" if boneyard else "]]"
            raise BadInput(
                "Line {line} opens {mark} that never closes: put {close} where it ends.",
                code="script_unclosed",
                line=line,
                mark=what,
                close=close,
            )
        if boneyard:
            parts.append(_CUT)
        else:
            notes.append(squeeze(text[found.end() : end]))
            parts.append(_NOTE)
        place = end + 2
    parts.append(text[place:])
    lines = [
        line for line in "".join(parts).split("\n") if not line.strip() or line.strip(_CUT + " \t")
    ]
    return [line.replace(_CUT, "") for line in lines], notes


@dataclass
class _Body:
    """The lines still to read and the elements made so far."""

    lines: list[str]
    notes: deque[str]
    at: int = 0
    made: list[Element] = field(default_factory=list)

    def elements(self) -> list[Element]:
        fresh = True
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.strip():
                self.at += 1
                fresh = True
                continue
            if not line.strip(_NOTE + " \t"):
                self.at += 1
                self._notes(line)
                continue
            before = self.at
            fresh = self._element(line.strip(), fresh)
            for used in self.lines[before : self.at]:
                self._notes(used)
        return self.made

    def _notes(self, line: str) -> None:
        for _ in range(line.count(_NOTE)):
            self.made.append(Note(text=self.notes.popleft()))

    def _next_blank(self) -> bool:
        after = self.at + 1
        return after >= len(self.lines) or not self.lines[after].strip(_NOTE + " \t")

    def _element(self, line: str, fresh: bool) -> bool:
        """Reads one element; true where the next line may begin an element of its own."""
        plain = line.replace(_NOTE, "").strip()
        single = self._single(plain, fresh)
        if single is not None:
            self.at += 1
            self.made.append(single)
            return True
        if words(plain).startswith("~"):
            self._lyrics()
            return False
        forced = plain.startswith("@")
        fits = fresh and not self._next_blank() and not plain.startswith("!")
        cue = _cue(plain) if forced or fits else None
        if cue:
            self._speech(*cue)
            return True
        self._action()
        return True

    def _single(self, line: str, fresh: bool) -> Element | None:
        """The element that this line is by itself, if it is one."""
        if _PAGE_BREAK.match(line):
            return PageBreak()
        if found := _SECTION.match(line):
            text = words(found.group(2))
            return Section(text=text, level=len(found.group(1))) if text else None
        if line.startswith("=") and words(line[1:]):
            return Synopsis(text=words(line[1:]))
        if line.startswith(">") and words(line.strip("> <")):
            if line.endswith("<"):
                return Action(text=words(line[1:-1]), centered=True)
            return Transition(text=words(line[1:]))
        if _FORCED_HEADING.match(line):
            return heading(line[1:])
        if fresh and HEADING.match(line):
            return heading(line)
        if fresh and self._next_blank() and (_CUT_TO.match(line) or _FADE.fullmatch(line)):
            return Transition(text=words(line))
        return None

    def _lyrics(self) -> None:
        sung: list[str] = []
        while self.at < len(self.lines):
            line = words(self.lines[self.at])
            if not line.startswith("~"):
                break
            sung.append(line[1:].strip())
            self.at += 1
        if any(sung):
            self.made.append(Dialogue(speaker="", text="\n".join(filter(None, sung)), lyrics=True))

    def _action(self) -> None:
        told: list[str] = []
        start = self.at
        while self.at < len(self.lines):
            line = self.lines[self.at].strip()
            if not line:
                break
            if self.at > start and (line.startswith(_STARTS_ALONE) or _FORCED_HEADING.match(line)):
                break
            told.append(words(line.removeprefix("!") if self.at == start else line))
            self.at += 1
        text = "\n".join(filter(None, told))
        if text:
            self.made.append(Action(text=text))

    def _speech(self, speaker: str, extension: str, dual: bool) -> None:
        self.at += 1
        block: list[str] = []
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.strip() and len(line) < 2:
                break
            block.append(line.strip())
            self.at += 1
        made = speeches(speaker, block, extension=extension, dual=dual)
        if made:
            self.made.extend(made)
        else:
            self.made.append(Action(text=words(" ".join([speaker, *block]))))


def words(text: str) -> str:
    """A line's words: no emphasis, no stand-ins, single spaces."""
    return squeeze(strip_emphasis(text.replace(_NOTE, "")))


def heading(line: str) -> SceneHeading:
    """The scene heading on a line, its `#number#` taken off."""
    number = _NUMBER.search(line)
    text = line[: number.start()] if number else line
    return SceneHeading(text=words(text), number=number.group(1) if number else "")


def _cue(line: str) -> tuple[str, str, bool] | None:
    """Speaker, extension and dual mark, where the line can be a character's name."""
    forced = line.startswith("@")
    dual = line.endswith("^")
    text = line.removeprefix("@").rstrip("^ \t")
    extension = words(" ".join(_PARENS.findall(text)))
    speaker = words(_PARENS.sub(" ", text)).strip(" -")
    if not any(c.isalpha() for c in speaker):
        return None
    if forced:
        return speaker, extension, dual
    if len(speaker) > 60 or speaker != speaker.upper() or "(" in speaker:
        return None
    if speaker[-1] in "!?:;,…।" or (speaker[-1] == "." and not _ABBREVIATED.search(speaker)):
        return None
    if not any(c.isupper() for c in speaker) and (
        len(speaker.split()) > 3 or len(speaker) > 24 or any(c in ".,。、！？" for c in speaker)
    ):
        return None
    return speaker, extension, dual


def speeches(
    speaker: str, block: list[str], *, extension: str = "", dual: bool = False
) -> list[Element]:
    """The speeches under a name: a new one begins at each parenthetical and where singing starts."""
    made: list[Element] = []
    text: list[str] = []
    manner = ""
    singing = False

    def flush() -> None:
        nonlocal text
        if singing:
            spoken = "\n".join(filter(None, text))
        else:
            spoken = "\n".join(
                filter(
                    None, (squeeze(part) for part in " ".join(t or "\0" for t in text).split("\0"))
                )
            )
        if spoken:
            made.append(
                Dialogue(
                    speaker=speaker, text=spoken, extension=extension, parenthetical=manner,
                    dual=dual, lyrics=singing,
                )
            )  # fmt: skip
        text = []

    lines = deque(block)
    while lines:
        line = words(lines.popleft())
        if line.startswith("("):
            while ")" not in line and lines:
                line += " " + words(lines.popleft())
            if line.endswith(")"):
                flush()
                manner = line[1:-1].strip()
                continue
        if line.startswith("~") is not singing and line:
            flush()
            singing = line.startswith("~")
        text.append(line.removeprefix("~").strip())
    flush()
    return made
