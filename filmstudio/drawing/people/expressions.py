"""Expressions: how each emotion sets brows, lids, mouth corners and colour of a face."""

from __future__ import annotations

from dataclasses import dataclass

from filmstudio.film.vocabulary import Emotion


@dataclass(frozen=True)
class Expression:
    """Offsets from a friendly neutral face.

    `inner` and `outer` raise the ends of both brows, `lift` the left and right brow as a
    whole (design units); `wide` opens the eyes, `lower_lid` raises the lower lids;
    `smile` and `part` add to the mouth's smile and opening; `blush` and `tear` are 0-1.
    """

    inner: float = 0.0
    outer: float = 0.0
    lift: tuple[float, float] = (0.0, 0.0)
    wide: float = 0.0
    lower_lid: float = 0.0
    smile: float = 0.0
    part: float = 0.0
    blush: float = 0.0
    tear: float = 0.0
    droop: float = 0.0
    """How far the head hangs, 0-1."""


EXPRESSIONS: dict[Emotion, Expression] = {
    "neutral": Expression(smile=0.2),
    "happy": Expression(inner=0.8, outer=0.8, lower_lid=0.32, smile=0.6, blush=0.35),
    "sad": Expression(inner=3.0, outer=-1.6, wide=-0.14, smile=-0.5, tear=0.7, droop=0.5),
    "angry": Expression(inner=-3.2, outer=1.6, wide=-0.1, lower_lid=0.12, smile=-0.42),
    "afraid": Expression(inner=3.6, outer=0.6, wide=0.16, smile=-0.42, part=0.08),
    "surprised": Expression(inner=3.6, outer=3.4, wide=0.2, smile=-0.02, part=0.16),
    "tender": Expression(inner=1.6, outer=-0.4, wide=-0.12, lower_lid=0.16, smile=0.4, blush=0.5),
    "amused": Expression(lift=(0.2, 1.8), outer=0.6, lower_lid=0.3, smile=0.55, blush=0.15),
    "excited": Expression(
        part=0.16, inner=2.0, outer=2.2, wide=0.14, lower_lid=0.14, smile=0.75, blush=0.4
    ),
    "thoughtful": Expression(lift=(-0.6, 1.5), inner=-0.4, wide=-0.1, smile=-0.05, droop=0.15),
    "urgent": Expression(inner=-1.0, outer=1.6, wide=0.1, smile=-0.18),
    "tired": Expression(inner=0.9, outer=-1.4, wide=-0.3, smile=-0.22, droop=0.35),
}
