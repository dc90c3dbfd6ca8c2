"""A second reader of SubRip, WebVTT and ASS that shares no code with the writer of captions."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from pathlib import Path

# Marks that steer the direction or the joining of letters and are not read.
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_TAG = re.compile(r"</?[a-zA-Z][^>]*>|<\d[\d:.]*>")
_OVERRIDE = re.compile(r"\{[^}]*\}")
_SRT_TIMES = re.compile(
    r"(\d{1,3}):([0-5]\d):([0-5]\d),(\d{3}) --> (\d{1,3}):([0-5]\d):([0-5]\d),(\d{3})(?: .*)?"
)
_VTT_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_VTT_TIMES = re.compile(_VTT_TIME + r"[ \t]+-->[ \t]+" + _VTT_TIME + r"(?:[ \t]+\S.*)?")
_ASS_TIME = re.compile(r"(\d+):([0-5]\d):([0-5]\d)\.(\d{2})")


@dataclass(frozen=True)
class Cue:
    """A caption as read: seconds, and its rows without tags and invisible marks."""

    start: float
    end: float
    rows: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.rows)


@dataclass(frozen=True)
class Parsed:
    cues: tuple[Cue, ...]
    faults: tuple[str, ...]


def _seconds(parts: tuple[str | None, ...], per_second: int = 1000) -> float:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + rest / per_second


def _clean(row: str) -> str:
    return _INVISIBLE.sub("", _TAG.sub("", row)).strip()


def _text_of(path: Path, faults: list[str]) -> str:
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        faults.append(f"{path.name} is not UTF-8 at byte {error.start}")
        return ""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _ordered(cues: list[Cue], faults: list[str], name: str) -> Parsed:
    for number, cue in enumerate(cues, 1):
        if cue.end <= cue.start:
            faults.append(f"{name}: cue {number} ends before it starts")
        if not any(cue.rows):
            faults.append(f"{name}: cue {number} has no words")
    for number, (one, two) in enumerate(itertools.pairwise(cues), 1):
        if two.start < one.start:
            faults.append(f"{name}: cue {number + 1} comes before cue {number}")
    return Parsed(tuple(cues), tuple(faults))


def srt(path: Path) -> Parsed:
    """Reads SubRip: number, times with a comma, rows, blank line."""
    faults: list[str] = []
    cues: list[Cue] = []
    blocks = re.split(r"\n[ \t]*\n+", _text_of(path, faults).strip("\n"))
    for expected, block in enumerate((block for block in blocks if block.strip()), 1):
        rows = block.split("\n")
        if rows[0].strip() != str(expected):
            faults.append(f"{path.name}: block {expected} is numbered {rows[0].strip()[:12]!r}")
        found = _SRT_TIMES.fullmatch(rows[1].strip()) if len(rows) > 1 else None
        if found is None:
            faults.append(f"{path.name}: block {expected} has no times in its second row")
            continue
        parts = found.groups()
        cues.append(
            Cue(_seconds(parts[:4]), _seconds(parts[4:]), tuple(_clean(row) for row in rows[2:]))
        )
    return _ordered(cues, faults, path.name)


def vtt(path: Path) -> Parsed:
    """Reads WebVTT (W3C WebVTT 1.0, 4): header, then cues with an optional name."""
    faults: list[str] = []
    cues: list[Cue] = []
    text = _text_of(path, faults)
    if not re.match(r"WEBVTT(?:[ \t][^\n]*)?(?:\n|$)", text):
        faults.append(f"{path.name} does not begin with WEBVTT")
    blocks = re.split(r"\n\n+", text.strip("\n"))[1:]
    for block in blocks:
        rows = block.split("\n")
        if re.match(r"(NOTE|STYLE|REGION)(\s|$)", rows[0]):
            continue
        at = 0 if "-->" in rows[0] else 1
        found = _VTT_TIMES.fullmatch(rows[at]) if len(rows) > at else None
        if found is None:
            faults.append(f"{path.name}: a block without times: {rows[0][:30]!r}")
            continue
        parts = found.groups()
        words = tuple(_clean(_unescaped(row)) for row in rows[at + 1 :])
        cues.append(Cue(_seconds(parts[:4]), _seconds(parts[4:]), words))
    return _ordered(cues, faults, path.name)


def _unescaped(row: str) -> str:
    row = _TAG.sub("", row)
    for name, sign in (("lt", "<"), ("gt", ">"), ("nbsp", "\u00a0"), ("lrm", ""), ("rlm", "")):
        row = row.replace(f"&{name};", sign)
    return row.replace("&amp;", "&")


def ass(path: Path) -> Parsed:
    """Reads the events of an Advanced SubStation Alpha script."""
    faults: list[str] = []
    cues: list[Cue] = []
    text = _text_of(path, faults)
    for section in ("[Script Info]", "[V4+ Styles]", "[Events]"):
        if section not in text:
            faults.append(f"{path.name} has no section {section}")
    names: list[str] = []
    inside = False
    for row in text.split("\n"):
        if row.startswith("["):
            inside = row.strip() == "[Events]"
        elif inside and row.startswith("Format:"):
            names = [name.strip() for name in row.removeprefix("Format:").split(",")]
        elif inside and row.startswith("Dialogue:"):
            if not {"Start", "End", "Text"} <= set(names):
                faults.append(f"{path.name}: events without a format")
                break
            values = row.removeprefix("Dialogue:").strip().split(",", len(names) - 1)
            event = dict(zip(names, values, strict=False))
            start, end = (
                _ASS_TIME.fullmatch(event.get(key, "").strip()) for key in ("Start", "End")
            )
            if start is None or end is None:
                faults.append(f"{path.name}: an event without times: {row[:40]!r}")
                continue
            words = _OVERRIDE.sub("", event["Text"])
            cues.append(
                Cue(
                    _seconds(start.groups(), 100),
                    _seconds(end.groups(), 100),
                    tuple(_clean(part) for part in re.split(r"\\[Nn]", words)),
                )
            )
    return _ordered(cues, faults, path.name)
