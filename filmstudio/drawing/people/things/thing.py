"""What a thing is: how it is drawn, what it covers and how hands take it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import skia

from filmstudio.drawing.people.brush import Box, Point, linear, shade
from filmstudio.film.picture import RGB

GOLD: RGB = (214.0, 164.0, 60.0)
WOOD: RGB = (146.0, 98.0, 60.0)
STEEL: RGB = (168.0, 176.0, 186.0)
PAPER: RGB = (248.0, 240.0, 222.0)


@dataclass(frozen=True)
class Thing:
    """A thing in design units about the palm that holds it, drawn for the hand right on screen.

    `colour` is its own where the script names none. `hands` are the palms of the outer and the
    inner hand from the middle of a thing that takes both. `hangs` is how far it drops when a
    standing figure carries it by its handle. `close` says that it bears being shown alone.
    """

    draw: Callable[[skia.Canvas, RGB], None]
    box: Box
    colour: RGB
    hands: tuple[Point, Point] | None = None
    hangs: float = 0.0
    close: bool = True


def sheen(left: float, right: float, tone: RGB, depth: float = 1.0) -> skia.Paint:
    """A round body lit from the left: light, itself, dark, and a little light again."""
    return linear(
        (left, 0),
        (right, 0),
        shade(tone, 0.12 * depth),
        shade(tone, 0.34 * depth),
        tone,
        shade(tone, -0.34 * depth),
        shade(tone, -0.2 * depth),
    )
