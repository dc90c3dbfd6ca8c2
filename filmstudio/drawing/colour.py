"""Colours: reading, mixing, shading. A colour is red, green, blue from 0 to 255."""

from __future__ import annotations

from filmstudio.film.picture import RGB

BLACK: RGB = (0.0, 0.0, 0.0)
WHITE: RGB = (255.0, 255.0, 255.0)
INK: RGB = (14.0, 10.0, 30.0)
"""What shadows go towards: a blue black, for pure black looks dead on a screen."""


def rgb(text: str) -> RGB:
    """The colour written as `rrggbb` or `#rrggbb`. Raises ValueError for anything else."""
    text = text.lstrip("#")
    if len(text) != 6:
        raise ValueError(f"{text!r} is not a colour of the form rrggbb.")
    return (float(int(text[0:2], 16)), float(int(text[2:4], 16)), float(int(text[4:6], 16)))


def mix(a: RGB, b: RGB, t: float) -> RGB:
    """`a` at t = 0, `b` at t = 1."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t)


def shade(colour: RGB, amount: float) -> RGB:
    """Lighter towards white for `amount` 0 to 1, darker towards ink for 0 to -1."""
    return mix(colour, WHITE, amount) if amount > 0 else mix(colour, INK, -amount)


def times(colour: RGB, factor: RGB) -> RGB:
    """The colour seen under light: channel by channel, with a soft shoulder above 220."""
    return (
        _shoulder(colour[0] * factor[0]),
        _shoulder(colour[1] * factor[1]),
        _shoulder(colour[2] * factor[2]),
    )


def plus(a: RGB, b: RGB, k: float = 1.0) -> RGB:
    """`a + k b`, kept within 0 to 255."""
    return (
        min(255.0, max(0.0, a[0] + b[0] * k)),
        min(255.0, max(0.0, a[1] + b[1] * k)),
        min(255.0, max(0.0, a[2] + b[2] * k)),
    )


def luma(colour: RGB) -> float:
    """Brightness from 0 to 255, with the weights of ITU-R BT.709."""
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def saturate(colour: RGB, factor: float) -> RGB:
    """Saturation times `factor` at equal luma: 0 is grey, 1 leaves it."""
    grey = luma(colour)
    red, green, blue = (min(255.0, max(0.0, grey + (v - grey) * factor)) for v in colour)
    return (red, green, blue)


def bgra(colour: RGB, alpha: float = 1.0) -> tuple[int, int, int, int]:
    """The premultiplied pixel of this colour."""
    return (
        round(_byte(colour[2]) * alpha),
        round(_byte(colour[1]) * alpha),
        round(_byte(colour[0]) * alpha),
        round(255 * alpha),
    )


def _byte(value: float) -> float:
    return min(255.0, max(0.0, value))


def _shoulder(value: float) -> float:
    if value <= 220:
        return max(0.0, value)
    return 220 + 35 * (1 - 1 / (1 + (value - 220) / 35))
