"""Keeps the rhythm: no shot too short to be read, never three alike in length."""

from __future__ import annotations

from collections.abc import Sequence

from filmstudio.film.storyboard import Shot
from filmstudio.writing.planning.estimate import shot_seconds
from filmstudio.writing.planning.fit import SHORTEST, Planned

_ALIKE = 0.12
"""Seconds within which an eye takes two lengths for the same."""


def long_enough(shot: Shot, language: str) -> Shot:
    """Time, 2: nothing under 1.2 s. A shot of one short word is held."""
    short = SHORTEST - shot_seconds(shot, language)
    if short <= 0:
        return shot
    return shot.model_copy(update={"hold": round(shot.hold + short + 0.05, 2)})


def vary_lengths(shots: Sequence[Planned], language: str) -> list[Planned]:
    """Time, 2: never the same length three times in a row: the third is held a quarter second longer."""
    kept: list[Planned] = []
    for one in shots:
        if len(kept) >= 2:
            lengths = [shot_seconds(p.shot, language) for p in (*kept[-2:], one)]
            if max(lengths) - min(lengths) < _ALIKE:
                hold = round(one.shot.hold + 0.25, 2)
                one = one.but(one.shot.model_copy(update={"hold": hold}))
        kept.append(one)
    return kept
