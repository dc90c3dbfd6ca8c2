"""The rules captions are held to, and a checker that knows nothing of how they were made."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from filmstudio.film.time import FrameRate
from filmstudio.film.timeline import Caption, LineTime

_CLUSTER = regex.compile(r"\X")
_LETTERS = regex.compile(r"[^\p{L}\p{M}\p{N}]+")


@dataclass(frozen=True)
class Limits:
    """What a language's readers are given. Seconds, characters, frames."""

    row: int = 42
    speed: float = 17.0
    rows: int = 2
    shortest: float = 0.83
    longest: float = 7.0
    gap: int = 2
    sync: float = 0.08
    cut: float = 0.5
    """A caption that lies over a shot change does so by at least this on both sides."""
    wide: bool = False
    """Full-width writing: characters of half width count a half."""


def limits(language: str) -> Limits:
    """The limits for a language (ISO 639-1, with or without a region).

    After the Netflix Timed Text Style Guides: 42 characters a row and 17 a second, Chinese,
    Japanese and Korean 16 and 9, Thai 35 a row.
    """
    code = language.lower().replace("_", "-").split("-")[0]
    if code in ("zh", "ja", "ko", "yue"):
        return Limits(row=16, speed=9.0, wide=True)
    if code == "th":
        return Limits(row=35)
    return Limits()


def width(row: str, limit: Limits) -> float:
    """Characters of a row as they count against `Limits.row`.

    Code points that take room: marks that sit on a letter count too, so that every tool that
    counts a row finds it short enough. Full-width signs count 1 among their own and 2 elsewhere.
    """
    own = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in row)
    return own / 2 if limit.wide else float(own)


def reading(text: str, limit: Limits) -> float:
    """Characters to be read, as they count against `Limits.speed`: what a reader calls a
    character (a grapheme cluster of UAX 29), spaces included."""
    if limit.wide:
        return width(text, limit)
    return float(len(_CLUSTER.findall(text)))


def violations(
    captions: Sequence[Caption],
    *,
    language: str,
    rate: FrameRate,
    cuts: Sequence[float] = (),
    lines: Sequence[LineTime] = (),
) -> list[str]:
    """Every broken rule as a sentence; an empty list means that the captions are in order.

    `cuts` are the seconds at which shots change. With `lines` it also checks that no word is
    lost, added or out of order and that each caption starts with its first word.
    """
    limit = limits(language)
    frame = 1 / float(rate)
    tiny = 1e-6
    said: list[str] = []
    for number, caption in enumerate(captions, 1):
        name = f"Caption {number} ({caption.start:.2f} s)"
        if not 1 <= len(caption.lines) <= limit.rows:
            said.append(f"{name} has {len(caption.lines)} rows; 1 to {limit.rows} are allowed.")
        for row in caption.lines:
            if width(row, limit) > limit.row:
                said.append(f"{name} has a row of {width(row, limit):g} characters: {row!r}.")
            if not row.strip() or row != row.strip():
                said.append(f"{name} has a row that is empty or not trimmed: {row!r}.")
        seconds = caption.end - caption.start
        if seconds < limit.shortest - tiny:
            said.append(f"{name} is shown {seconds:.2f} s; at least {limit.shortest} s are due.")
        if seconds > limit.longest + tiny:
            said.append(f"{name} is shown {seconds:.2f} s; at most {limit.longest} s are due.")
        speed = reading(" ".join(caption.lines), limit) / max(seconds, tiny)
        if speed > limit.speed + 1e-3:
            said.append(f"{name} must be read at {speed:.1f} characters a second.")
        for cut in (round(cut / frame) * frame for cut in cuts):
            before, after = cut - caption.start, caption.end - cut
            inside = before > tiny and after > tiny
            if inside and min(before, after) < limit.cut - tiny:
                said.append(
                    f"{name} lies over the shot change at {cut:.2f} s by only "
                    f"{min(before, after):.2f} s."
                )
        for value in (caption.start, caption.end):
            if abs(value / frame - round(value / frame)) > 1e-3:
                said.append(f"{name} does not start or end on a frame ({value:.4f} s).")
    for number, (one, two) in enumerate(pairwise(captions), 1):
        if two.start - one.end < limit.gap * frame - tiny:
            said.append(
                f"Captions {number} and {number + 1} are {(two.start - one.end) / frame:.1f} "
                f"frames apart; at least {limit.gap} are due."
            )
    if lines:
        said += _against_speech(captions, lines, limit)
    return said


def _letters(text: str) -> str:
    return _LETTERS.sub("", unicodedata.normalize("NFC", text))


def _against_speech(
    captions: Sequence[Caption], lines: Sequence[LineTime], limit: Limits
) -> list[str]:
    shown = "".join(_letters(row) for caption in captions for row in caption.lines)
    spoken = "".join(_letters(line.text) for line in lines)
    # Marks may have changed their order where two lines met, which changes no letter.
    shown, spoken = (unicodedata.normalize("NFC", text) for text in (shown, spoken))
    if shown != spoken:
        at = next(
            (i for i, (a, b) in enumerate(zip(shown, spoken, strict=False)) if a != b),
            min(len(shown), len(spoken)),
        )
        return [
            f"The captions and the speech differ at letter {at}: "
            f"{shown[at : at + 20]!r} is shown, {spoken[at : at + 20]!r} is spoken."
        ]
    said = []
    starts = _first_words(lines)
    position = 0
    for number, caption in enumerate(captions, 1):
        due = starts.get(position)
        if due is not None and abs(caption.start - due) > limit.sync + 1e-6:
            said.append(
                f"Caption {number} starts at {caption.start:.2f} s, "
                f"{caption.start - due:+.2f} s from its first word."
            )
        position += sum(len(_letters(row)) for row in caption.lines)
    return said


def _first_words(lines: Sequence[LineTime]) -> dict[int, float]:
    """When the letter at each position of the spoken text starts a word, as far as the words of
    a line spell its text."""
    starts: dict[int, float] = {}
    position = 0
    for line in lines:
        text = _letters(line.text)
        if text:
            starts[position] = line.words[0].start if line.words else line.start
        if "".join(_letters(word.text) for word in line.words).casefold() == text.casefold():
            at = position
            for word in line.words:
                if _letters(word.text):
                    starts[at] = word.start
                at += len(_letters(word.text))
        position += len(text)
    return starts
