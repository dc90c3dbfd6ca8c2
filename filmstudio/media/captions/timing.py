"""Gives every piece of a spoken line its time, from the times of the spoken words."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from difflib import Match, SequenceMatcher

import regex

from filmstudio.film.timeline import LineTime
from filmstudio.media.captions import breaking
from filmstudio.media.captions.rules import Limits, width

_LETTER = regex.compile(r"[\p{L}\p{M}\p{N}]")
_SURE = 3
"""Letters in a row that must agree before text and spoken words count as the same there."""


@dataclass(frozen=True)
class Timed:
    """A piece of a line and when it is said, in seconds of the film."""

    piece: breaking.Piece
    start: float
    end: float
    line: int
    speaker: str
    last: bool
    """The line ends with it."""


def _letters(text: str) -> list[str]:
    return _LETTER.findall(text.casefold())


def _letter_times(line: LineTime, letters: list[str]) -> list[tuple[float, float]]:
    """Start and end of each letter of the line's text.

    Where the spoken words spell the text their times hold; elsewhere (numbers read out,
    abbreviations, another script) time is shared evenly between the nearest known letters.
    """
    spoken: list[str] = []
    known: list[tuple[float, float]] = []
    for word in line.words:
        own = _letters(unicodedata.normalize("NFC", word.text))
        step = (word.end - word.start) / max(1, len(own))
        known += [(word.start + step * i, word.start + step * (i + 1)) for i in range(len(own))]
        spoken += own
    first = line.words[0].start if line.words else line.start
    last = line.words[-1].end if line.words else line.end
    if spoken == letters:
        return known
    filled: list[tuple[float, float]] = []
    in_text = in_speech = 0
    for block in _agreements(letters, spoken):
        left = known[in_speech][0] if in_speech < block.b else filled[-1][1] if filled else first
        if block.b > in_speech:
            right = known[block.b - 1][1]
        else:
            right = known[block.b][0] if block.b < len(known) else last
        step = (max(left, right) - left) / max(1, block.a - in_text)
        filled += [(left + step * i, left + step * (i + 1)) for i in range(block.a - in_text)]
        filled += known[block.b : block.b + block.size]
        in_text, in_speech = block.a + block.size, block.b + block.size
    return filled


def _agreements(letters: list[str], spoken: list[str]) -> list[Match]:
    """Stretches in which text and spoken words have the same letters, and an empty one at the
    end of both."""
    matcher = SequenceMatcher(None, letters, spoken, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size >= _SURE]
    return [*blocks, Match(len(letters), len(spoken), 0)]


def _chopped(piece: breaking.Piece, limit: Limits) -> list[breaking.Piece]:
    """A piece wider than a row, cut between user-perceived characters."""
    if width(piece.text, limit) <= limit.row:
        return [piece]
    parts = [""]
    for cluster in breaking.clusters(piece.text):
        if parts[-1] and width(parts[-1] + cluster, limit) > limit.row - 2:
            parts.append("")
        parts[-1] += cluster
    head = [breaking.Piece(part, space=False, cost=breaking.ANYWHERE) for part in parts[:-1]]
    return [*head, breaking.Piece(parts[-1], piece.space, piece.cost)]


def timed(number: int, line: LineTime, language: str, limit: Limits) -> list[Timed]:
    """The line's text in pieces with their times; no piece is wider than a row."""
    text = unicodedata.normalize("NFC", line.text)
    chunks = tuple(unicodedata.normalize("NFC", word.text) for word in line.words)
    whole = breaking.pieces(text, language, chunks)
    pieces = [part for piece in whole for part in _chopped(piece, limit)]
    times = _letter_times(line, _letters(text))
    made: list[Timed] = []
    at = 0
    previous = times[0][0] if times else line.start
    for index, piece in enumerate(pieces):
        count = len(_letters(piece.text))
        own = times[at : at + count]
        start = max(previous, own[0][0]) if own else previous
        end = max(start, own[-1][1]) if own else start
        last = index == len(pieces) - 1
        if last and not limit.wide:
            piece = replace(piece, space=True)
        made.append(Timed(piece, start, end, number, line.speaker, last))
        at += count
        previous = end if not own else start
    return made
