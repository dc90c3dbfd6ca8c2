"""Splits long speeches and narration into lines that one shot can carry."""

from __future__ import annotations

from collections.abc import Callable

from filmstudio.writing.analysis.lexicon import wordset
from filmstudio.writing.analysis.text import clauses, join, joint, sentences, tokens

LONGEST_LINE = 14.0
"""Seconds: no line is longer, for captions, voices and eyes."""

SLACK = 1.2
"""A sentence this much over the ideal length is still left whole."""

Measure = Callable[[str], float]
"""Seconds that a voice needs for a text."""


def split_line(text: str, measure: Measure, ideal: float, language: str = "en") -> list[str]:
    """A text as lines of about `ideal` seconds, broken at sentences, then clauses, then words.

    Joined again (`text.join`) they are the text. A line is never broken inside a word: a
    single word longer than LONGEST_LINE stays whole.
    """
    pieces: list[str] = []
    for sentence in sentences(text, wordset("telling", language, "abbreviations")):
        if measure(sentence) <= ideal * SLACK:
            pieces.append(sentence)
        else:
            pieces += _gather(_parts(sentence, measure, ideal, language), measure, ideal)
    return _gather(pieces, measure, ideal)


def _parts(sentence: str, measure: Measure, ideal: float, language: str) -> list[str]:
    """A long sentence in clauses; a long clause before a conjunction; what is left, between words."""
    parts: list[str] = []
    for clause in clauses(sentence):
        if measure(clause) <= ideal * SLACK:
            parts.append(clause)
            continue
        halves = _at_conjunctions(clause, measure, ideal, language)
        for half in halves:
            parts += (
                [half] if measure(half) <= LONGEST_LINE else _between_words(half, measure, ideal)
            )
    return parts


def _at_conjunctions(clause: str, measure: Measure, ideal: float, language: str) -> list[str]:
    joining = wordset("telling", language, "conjunctions")
    parts: list[str] = []
    start = 0
    line = tokens(clause)
    for number, token in enumerate(line):
        far = number >= 4 and len(line) - number >= 3
        space = token.start > 0 and clause[token.start - 1] == " "
        if (
            token.text in joining
            and far
            and space
            and measure(clause[start : token.start]) >= ideal * 0.5
        ):
            parts.append(clause[start : token.start].strip())
            start = token.start
    parts.append(clause[start:].strip())
    return [part for part in parts if part]


def _between_words(text: str, measure: Measure, ideal: float) -> list[str]:
    pieces: list[str] = []
    for word in text.split(" "):
        if pieces and measure(f"{pieces[-1]} {word}") <= ideal:
            pieces[-1] += " " + word
        else:
            pieces.append(word)
    return pieces


def _gather(pieces: list[str], measure: Measure, ideal: float) -> list[str]:
    """Neighbouring pieces put together while they stay within the ideal; a last crumb joins its neighbour."""
    lines: list[str] = []
    for piece in pieces:
        if lines:
            both = lines[-1] + joint(lines[-1], piece) + piece
            crumb = measure(piece) < 1.0 and measure(both) <= LONGEST_LINE
            if measure(both) <= ideal or crumb:
                lines[-1] = both
                continue
        lines.append(piece)
    return lines


def list_items(sentence: str, language: str, things: Callable[[str], list[str]]) -> list[str]:
    """The items of a list of three things or more, each with its words; empty where it is none.

    Film grammar: a list becomes a montage, one image an item. "He packed a lamp, a rope, and a
    knife." is "He packed a lamp,", "a rope,", "and a knife."
    """
    parts = clauses(sentence)
    if len(parts) < 2:
        return []
    joined: list[str] = []
    for part in parts:
        pieces = _split_and(part, language, things) if part is parts[-1] else [part]
        joined += pieces
    named = [bool(things(part)) for part in joined]
    if len({thing for part in joined for thing in things(part)[:1]}) < 3:
        return []
    items: list[str] = []
    for part, has in zip(joined, named, strict=True):
        if items and (not has or (len(tokens(part)) > 7)):
            items[-1] = join([items[-1], part])
        else:
            items.append(part)
    return items if len(items) >= 3 else []


def _split_and(part: str, language: str, things: Callable[[str], list[str]]) -> list[str]:
    for token in tokens(part)[1:]:
        if token.text in ("and", "or", "y", "et", "und", "और"):
            left, right = part[: token.start].strip(), part[token.start :].strip()
            if things(left) and things(right):
                return [left, right]
    return [part]
