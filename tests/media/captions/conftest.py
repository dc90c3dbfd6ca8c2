"""Spoken lines for the tests of captions: words at a steady pace, pauses at punctuation."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from filmstudio.film.timeline import LineTime, Word


def spoken(
    said: Sequence[tuple[str, str]],
    *,
    letters_per_second: float = 14.0,
    gap: float = 0.6,
    start: float = 0.3,
) -> tuple[list[LineTime], float]:
    """Lines for (speaker, text) pairs, and the second at which all is said."""
    now = start
    lines = []
    for number, (speaker, text) in enumerate(said):
        begin = now
        words = []
        for part in text.split():
            length = (len(part) + 1) / letters_per_second
            words.append(Word(text=part, start=now, end=now + length))
            now += length + (0.25 if part[-1] in ",.!?" else 0.0)
        lines.append(
            LineTime(
                id=f"line-{number}",
                shot="shot",
                speaker=speaker,
                text=text,
                start=begin,
                end=now,
                words=tuple(words),
                phonemes=(),
                mouth=(),
            )
        )
        now += gap
    return lines, now


Speak = Callable[..., tuple[list[LineTime], float]]


@pytest.fixture(scope="session")
def speak() -> Speak:
    return spoken
