"""Foliage: leaf shapes and balls of leaves by the thousand, lit from one side."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from filmstudio.drawing.canvas import Canvas, ink
from filmstudio.drawing.colour import bgra, mix, shade
from filmstudio.drawing.light import LightScheme
from filmstudio.film.picture import RGB

Clump = tuple[float, float, float]


"""Centre and radius of a ball of leaves, in units."""


_KITE = np.asarray([(-1, 0), (-0.45, -0.62), (0.35, -0.55), (1, 0), (0.35, 0.55), (-0.45, 0.62)])


"""A leaf of half length 1 that points to the right."""


def tones(dark: RGB, middle: RGB, bright: RGB, at: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Opaque BGRA along a ramp dark (0) - middle (0.5) - bright (1)."""
    ramp = np.asarray([bgra(dark), bgra(middle), bgra(bright)], np.float64)
    at = np.clip(at, 0, 1)
    out = np.empty((len(at), 4))
    for channel in range(4):
        out[:, channel] = np.interp(at, [0, 0.5, 1], ramp[:, channel])
    return np.rint(out).astype(np.uint8)


def kites(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    angle: NDArray[np.float64],
    length: NDArray[np.float64] | float,
    width: NDArray[np.float64] | float,
) -> NDArray[np.float32]:
    """Leaf shapes (n, 6, 2) about (x, y); `length` and `width` are half sizes."""
    along = _KITE[None, :, 0] * np.broadcast_to(length, x.shape)[:, None]
    across = _KITE[None, :, 1] * np.broadcast_to(width, x.shape)[:, None] / 0.62
    cos, sin = np.cos(angle)[:, None], np.sin(angle)[:, None]
    return np.stack(
        [x[:, None] + along * cos - across * sin, y[:, None] + along * sin + across * cos], axis=2
    ).astype(np.float32)


def leaves(
    canvas: Canvas,
    clumps: Sequence[Clump],
    albedo: RGB,
    light: LightScheme,
    rng: np.random.Generator,
    *,
    size: float,
    count: int,
    distance: float = 0.0,
    bloom: RGB | None = None,
) -> None:
    """Balls of leaves lit from the key's side: dark ones behind, bright ones last."""
    side = -1.0 if light.sun_x < 0.5 else 1.0
    low = 1 - min(1.0, max(0.0, light.sun_height))
    lx, ly = side * (0.35 + 0.4 * low), -0.85 + 0.35 * low
    dark = light.lit(shade(albedo, -0.42), 0.05, distance, up=0.12)
    middle = light.lit(albedo, 0.4, distance, up=0.55)
    bright = light.lit(mix(shade(albedo, 0.16), (250, 226, 120), 0.22), 1.0, distance, up=0.95)
    if light.rim_strength > 0.6:
        glow = mix(light.rim, light.haze, light.haze_at(distance))
        bright = mix(bright, glow, 0.3 * (light.rim_strength - 0.4))
    balls = np.asarray(clumps, np.float64)
    for bx, by, br in clumps:
        canvas.oval(bx, by, br * 0.93, br * 0.86, ink(dark))
    weight = balls[:, 2] ** 2
    # Fewer leaves than this would leave the balls bare and show them as discs.
    count = max(count, min(2600, int(1.5 * weight.sum() / size**2)))
    which = rng.choice(len(balls), count, p=weight / weight.sum())
    bx, by, br = balls[which].T
    turn = rng.uniform(0, 2 * math.pi, count)
    reach = np.sqrt(rng.random(count)) * 1.1
    dx, dy = np.cos(turn) * reach, np.sin(turn) * reach * 0.92
    x, y = bx + dx * br, by + dy * br
    cx, cy = balls[:, 0].mean(), balls[:, 1].mean()
    spread = max(np.ptp(balls[:, 0]), np.ptp(balls[:, 1]), float(balls[:, 2].max())) / 2 + 1e-6
    tone = (
        0.44 + 0.30 * (dx * lx + dy * ly)
        + 0.26 * ((x - cx) * lx + (y - cy) * ly) / spread
        + rng.normal(0, 0.09, count)
    )  # fmt: skip
    order = np.argsort(tone + rng.normal(0, 0.08, count))
    angle = np.arctan2(dy, dx) * 0.35 + rng.uniform(-0.9, 0.9, count)
    length = size * rng.uniform(0.75, 1.3, count)
    shapes = kites(x, y, angle, length, length * 0.52)
    colours = tones(dark, middle, bright, tone)
    if bloom is not None and not light.snow:
        petals = rng.random(count) < 0.16
        pale, deep = light.lit(bloom, 0.8, distance), light.lit(shade(bloom, -0.25), 0.2, distance)
        colours[petals] = tones(deep, pale, pale, tone)[petals]
    canvas.flecks(shapes[order], colours[order])
