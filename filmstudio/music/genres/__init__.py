"""Genres: one module each, holding a STYLE that writes a piece for a form."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from filmstudio.music.form import Form, ScoreRequest
from filmstudio.music.score import Piece


@dataclass(frozen=True)
class Style:
    """How a genre is made: usual tempo (beats a minute) and beats a bar for a request, the
    writer, the level of the room (0..1) and its reverberation time in seconds.
    """

    tempo: Callable[[ScoreRequest], float]
    meter: Callable[[ScoreRequest], int]
    write: Callable[[Form, random.Random], Piece]
    room: float = 0.3
    tail: float = 1.6


def by_mood(base: float, **moods: float) -> Callable[[ScoreRequest], float]:
    """A tempo rule: `base`, or the mood's own, up to 8 % faster or slower with intensity."""

    def tempo(request: ScoreRequest) -> float:
        return moods.get(request.mood, base) * (1 + 0.16 * (request.intensity - 0.5))

    return tempo


def beats(count: int) -> Callable[[ScoreRequest], int]:
    """A meter rule: always `count` beats a bar."""
    return lambda request: count
