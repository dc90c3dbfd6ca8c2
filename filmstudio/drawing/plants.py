"""Plants: leaves by the thousand, broad trees, palms, pines, bushes, ferns, grass and flowers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import skia

from filmstudio.drawing.canvas import Canvas, View, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.foliage import Clump, kites, leaves, tones
from filmstudio.drawing.light import SNOW, LightScheme
from filmstudio.film.picture import RGB


def trunk(
    canvas: Canvas,
    points: Sequence[tuple[float, float, float]],
    bark: RGB,
    light: LightScheme,
    distance: float = 0.0,
) -> None:
    """A limb along (x, y, half width), lit on the key's side."""
    left = [(x - w, y) for x, y, w in points]
    right = [(x + w, y) for x, y, w in reversed(points)]
    path = skia.Path()
    path.moveTo(*left[0])
    for (x0, y0), (x1, y1) in pairwise(left):
        path.quadTo(x0, (y0 + y1) / 2, x1, y1)
    path.lineTo(*right[0])
    for (x0, y0), (x1, y1) in pairwise(right):
        path.quadTo(x0, (y0 + y1) / 2, x1, y1)
    path.close()
    x, _, w = points[0]
    lit, dim = light.lit(bark, 0.8, distance), light.lit(shade(bark, -0.45), 0.0, distance)
    pair = [lit, mix(lit, dim, 0.6), dim]
    if light.sun_x > 0.5:
        pair.reverse()
    canvas.path(path, linear((x - w, 0), (x + w, 0), pair, [0, 0.45, 1]))


def tree(
    canvas: Canvas,
    x: float,
    y: float,
    height: float,
    albedo: RGB,
    light: LightScheme,
    rng: np.random.Generator,
    *,
    distance: float = 0.0,
    bark: RGB = (92.0, 66.0, 48.0),
    spread: float = 1.0,
    bloom: RGB | None = None,
    bare: bool = False,
) -> None:
    """A broad-leaved tree that stands at (x, y)."""
    h, lean = height, rng.uniform(-0.06, 0.06) * height
    trunk(
        canvas,
        [
            (x - h * 0.005, y + h * 0.012, h * 0.062), (x + lean * 0.2, y - h * 0.1, h * 0.036),
            (x + lean * 0.5, y - h * 0.3, h * 0.028), (x + lean, y - h * 0.58, h * 0.016),
        ],
        bark, light, distance,
    )  # fmt: skip
    cx, cy = x + lean, y - h * 0.62
    clumps: list[Clump] = [(cx, cy - h * 0.06, h * 0.2)]
    count = 8 if distance > 0.5 else 11
    for i in range(count):
        a = 2 * math.pi * (i + rng.uniform(-0.3, 0.3)) / count
        reach = rng.uniform(0.75, 1.12)
        clumps.append(
            (
                cx + h * 0.3 * spread * math.cos(a) * reach,
                cy + h * 0.2 * math.sin(a) * reach,
                h * rng.uniform(0.09, 0.155),
            )
        )
    limb = light.lit(shade(bark, -0.2), 0.2, distance)
    for bx, by, _ in clumps[1::2]:
        path = skia.Path()
        path.moveTo(x + lean * 0.5, y - h * rng.uniform(0.28, 0.42))
        path.quadTo(x + (bx - x) * 0.4, by + h * 0.1, bx, by)
        canvas.path(path, ink(limb, stroke=h * 0.017))
    if bare:
        _twigs(canvas, clumps, limb, rng, h)
        return
    amount = int(h * (5.2 if distance < 0.5 else 3.0)) + 160
    size = max(2.6, h * (0.017 if distance < 0.5 else 0.022))
    leaves(
        canvas, clumps, albedo, light, rng, size=size, count=min(amount, 2600), distance=distance,
        bloom=bloom,
    )  # fmt: skip


def _twigs(
    canvas: Canvas, clumps: Sequence[Clump], colour: RGB, rng: np.random.Generator, h: float
) -> None:
    for bx, by, br in clumps:
        for _ in range(7):
            a = rng.uniform(-math.pi, 0)
            r = br * rng.uniform(0.6, 1.3)
            end = (bx + math.cos(a) * r, by + math.sin(a) * r)
            canvas.line(bx, by, *end, ink(colour, 0.9, stroke=max(1.0, h * 0.005)))


def bush(
    canvas: Canvas,
    x: float,
    y: float,
    width: float,
    albedo: RGB,
    light: LightScheme,
    rng: np.random.Generator,
    *,
    distance: float = 0.0,
    bloom: RGB | None = None,
    height: float = 0.55,
) -> None:
    """A bush `width` wide whose foot is at y."""
    clumps = [
        (
            x + width * (0.42 * (i - 2.5) / 2.5),
            y - width * height * rng.uniform(0.25, 0.62) * (1 - abs(i - 2.5) * 0.14),
            width * rng.uniform(0.14, 0.22),
        )
        for i in range(6)
    ]
    size = max(2.6, width * 0.022)
    leaves(
        canvas, clumps, albedo, light, rng, size=size, count=int(260 + width * 1.6),
        distance=distance, bloom=bloom,
    )  # fmt: skip


def crown_canvas(view: View, x: float, y: float, height: float, lean: float) -> Canvas:
    """A canvas that holds the crown of the palm of these measures, however its fronds fall."""
    top_x, top_y = x + lean, y - height
    return Canvas(
        view,
        top_x - height * 0.6,
        top_y - height * 0.5,
        top_x + height * 0.6,
        top_y + height * 0.56,
    )


def palm(
    crown: Canvas,
    stem: Canvas,
    x: float,
    y: float,
    height: float,
    lean: float,
    light: LightScheme,
    rng: np.random.Generator,
    *,
    distance: float = 0.0,
    albedo: RGB = (62.0, 112.0, 58.0),
    nuts: bool = True,
) -> None:
    """A coconut palm: the stem on one canvas, the crown (for the wind) on another."""
    bark = rgb("8a6f57")
    lit, dim = light.lit(bark, 0.9, distance), light.lit(shade(bark, -0.5), 0.0, distance)
    steps = 22
    at = [(x + lean * (i / steps) ** 1.7, y - height * i / steps) for i in range(steps + 1)]
    sunny = -1 if light.sun_x < 0.5 else 1
    for i in range(steps):
        w = height * (0.019 + 0.017 * (1 - i / steps) ** 3 + 0.006 * (1 - i / steps))
        (ax, ay), (bx, by) = at[i], at[i + 1]
        ring = [(ax - w, ay), (ax + w, ay), (bx + w * 0.86, by), (bx - w * 0.86, by)]
        pair = [lit, dim] if sunny < 0 else [dim, lit]
        stem.shape(ring, linear((ax - w, 0), (ax + w, 0), pair))
        stem.line(
            ax - w * 0.98, ay, ax + w * 0.98, ay - w * 0.12,
            ink(light.lit(shade(bark, -0.6), 0, distance), 0.55, stroke=max(0.8, w * 0.14)),
        )  # fmt: skip
    tx, ty = at[-1]
    dark = light.lit(shade(albedo, -0.45), 0.0, distance)
    middle = light.lit(albedo, 0.45, distance, up=0.4)
    bright = light.lit(mix(shade(albedo, 0.22), rgb("ffe68a"), 0.28), 1.0, distance, up=1.0)
    if light.rim_strength > 0.6:
        bright = mix(bright, mix(light.rim, light.haze, light.haze_at(distance)), 0.5)
    order = [6, 5, 7, 4, 8, 3, 9, 2, 10, 1, 11, 0, 12]
    for i in order:
        a = math.pi * (-1.14 + 1.28 * i / 12) + rng.uniform(-0.09, 0.09)
        _frond(
            crown, tx, ty, a, height * rng.uniform(0.36, 0.5), (dark, middle, bright), sunny, rng
        )
    if nuts:
        nut = light.lit(rgb("7a6a34"), 0.5, distance)
        for dx, dy in ((-0.018, 0.02), (0.016, 0.024), (0.0, 0.034), (0.03, 0.012)):
            r = height * 0.0165
            crown.oval(tx + dx * height, ty + dy * height, r, r * 1.1, ink(nut))
            crown.oval(
                tx + dx * height - r * 0.3, ty + dy * height - r * 0.3, r * 0.4, r * 0.4,
                ink(shade(nut, 0.25), 0.8),
            )  # fmt: skip


def _frond(
    canvas: Canvas,
    x: float,
    y: float,
    angle: float,
    length: float,
    ramp: tuple[RGB, RGB, RGB],
    sunny: int,
    rng: np.random.Generator,
) -> None:
    dx, dy = math.cos(angle) * length, math.sin(angle) * length * 0.8
    cx, cy = x + dx * 0.55, y + dy * 0.95 - length * 0.2
    ex, ey = x + dx, y + dy + length * (0.3 + 0.16 * abs(math.cos(angle)))
    t = np.linspace(0.06, 1, 40)
    px = (1 - t) ** 2 * x + 2 * t * (1 - t) * cx + t * t * ex
    py = (1 - t) ** 2 * y + 2 * t * (1 - t) * cy + t * t * ey
    along = np.arctan2(np.gradient(py), np.gradient(px))
    blade = length * (0.24 * np.sin(np.pi * np.minimum(1, t * 0.86 + 0.1)) + 0.02)
    rib = skia.Path()
    rib.moveTo(x, y)
    rib.quadTo(cx, cy, ex, ey)
    shapes, colours = [], []
    for side in (-1, 1):
        turn = along + side * (0.95 + 0.3 * t) + rng.normal(0, 0.06, len(t))
        vx, vy = np.cos(turn) * blade * 0.8, np.sin(turn) * blade * 0.62 + blade * 0.5
        shapes.append(
            kites(
                px + vx / 2, py + vy / 2, np.arctan2(vy, vx), np.hypot(vx, vy) / 2, length * 0.0082
            )
        )
        upper = 1.0 if side * math.cos(angle) < 0 else 0.0
        facing = 0.5 + 0.3 * (1 if math.cos(angle) * sunny > 0 else -0.6)
        tone = 0.06 + 0.62 * upper * facing + 0.3 * (1 - t) * 0.4 + rng.normal(0, 0.07, len(t))
        colours.append(tones(*ramp, tone))
    canvas.path(rib, ink(mix(ramp[1], ramp[2], 0.3), stroke=length * 0.014))
    for i in (0, 1) if math.cos(angle) > 0 else (1, 0):
        canvas.flecks(shapes[1 - i], colours[1 - i])


def pine(
    canvas: Canvas,
    x: float,
    y: float,
    height: float,
    albedo: RGB,
    light: LightScheme,
    rng: np.random.Generator,
    *,
    distance: float = 0.0,
) -> None:
    """A spruce of drooping boughs."""
    dim = light.lit(rgb("4a382c"), 0.2, distance)
    canvas.shape(
        [(x - height * 0.016, y), (x + height * 0.016, y), (x, y - height * 0.95)], ink(dim)
    )
    count = int(46 + height * (0.34 if distance < 0.6 else 0.2))
    t = np.sort(rng.random(count) ** 0.8)
    side = np.where(rng.random(count) < 0.5, -1.0, 1.0)
    reach = height * (0.025 + 0.215 * (1 - t) ** 0.9) * rng.uniform(0.72, 1.1, count)
    ay = y - height * (0.08 + 0.9 * t)
    droop = reach * (0.34 + 0.2 * rng.random(count))
    bx, by = x + side * reach, ay + droop
    dark = light.lit(shade(albedo, -0.4), 0.0, distance, up=0.15)
    middle = light.lit(albedo, 0.35, distance, up=0.5)
    bright = light.lit(shade(albedo, 0.2), 0.95, distance, up=1.0)
    sunny = -1.0 if light.sun_x < 0.5 else 1.0
    tone = 0.38 + 0.22 * side * sunny + rng.normal(0, 0.12, count)
    canvas.shape(
        [(x - height * 0.15, y - height * 0.1), (x + height * 0.15, y - height * 0.1),
         (x, y - height * 0.97)], ink(dark)
    )  # fmt: skip
    shapes = kites(
        (x + bx) / 2, (ay + by) / 2, np.arctan2(by - ay, bx - x), np.hypot(bx - x, by - ay) / 2 * 1.1,
        np.maximum(1.2, reach * 0.2),
    )  # fmt: skip
    canvas.flecks(shapes, tones(dark, middle, bright, tone))
    tip = kites(
        np.asarray([x]), np.asarray([y - height * 0.97]), np.asarray([-math.pi / 2]),
        height * 0.05, height * 0.008,
    )  # fmt: skip
    canvas.flecks(tip, tones(dark, middle, bright, np.asarray([0.6])))


def grass(
    canvas: Canvas,
    left: float,
    right: float,
    y: float,
    height: float,
    albedo: RGB,
    light: LightScheme,
    rng: np.random.Generator,
    *,
    count: int,
    spread: float = 0.0,
    distance: float = 0.0,
    bend: float = 0.25,
) -> None:
    """Blades from `left` to `right`, their feet at y to y + `spread`."""
    x = rng.uniform(left, right, count)
    foot = y + spread * np.sort(rng.random(count))
    tall = height * rng.uniform(0.45, 1.0, count)
    angle = -math.pi / 2 + rng.normal(0, bend, count) + 0.12 * light.wind
    cx, cy = x + np.cos(angle) * tall / 2, foot + np.sin(angle) * tall / 2
    dark = light.lit(shade(albedo, -0.4), 0.05, distance, up=0.3)
    middle = light.lit(albedo, 0.45, distance, up=0.7)
    bright = light.lit(mix(shade(albedo, 0.25), rgb("ffe88a"), 0.25), 0.95, distance, up=1.0)
    tone = 0.45 + rng.normal(0, 0.22, count)
    shapes = kites(cx, cy, angle, tall / 2, np.maximum(0.9, tall * 0.035))
    canvas.flecks(shapes, tones(dark, middle, bright, tone))


def flowers(
    canvas: Canvas,
    left: float,
    right: float,
    top: float,
    bottom: float,
    palette: Sequence[RGB],
    light: LightScheme,
    rng: np.random.Generator,
    *,
    count: int,
    size: float,
) -> None:
    """Small blossoms strewn over a band; larger towards its lower edge."""
    if light.snow:
        count //= 5
    where = np.sort(rng.random(count))
    for part in where:
        x, y = rng.uniform(left, right), top + (bottom - top) * float(part)
        r = size * (0.45 + 0.55 * float(part)) * rng.uniform(0.7, 1.2)
        petal = light.lit(palette[int(rng.integers(len(palette)))], rng.uniform(0.4, 1.0))
        for k in range(5):
            a = 2 * math.pi * k / 5 + rng.uniform(-0.2, 0.2)
            canvas.oval(
                x + math.cos(a) * r * 0.6, y + math.sin(a) * r * 0.45, r * 0.5, r * 0.4, ink(petal)
            )
        canvas.oval(x, y, r * 0.28, r * 0.24, ink(light.lit(rgb("f3c63e"), 0.8)))


def fern(
    canvas: Canvas,
    x: float,
    y: float,
    length: float,
    albedo: RGB,
    light: LightScheme,
    rng: np.random.Generator,
    *,
    fronds: int = 8,
) -> None:
    """A fern whose fronds arch from (x, y)."""
    dark = light.lit(shade(albedo, -0.5), 0.0)
    middle = light.lit(albedo, 0.4, up=0.5)
    bright = light.lit(mix(shade(albedo, 0.2), rgb("f6f08a"), 0.2), 1.0, up=1.0)
    for k in rng.permutation(fronds):
        a = -math.pi / 2 + (int(k) - (fronds - 1) / 2) * (2.5 / fronds) + rng.uniform(-0.12, 0.12)
        reach = length * rng.uniform(0.75, 1.1)
        ex = x + math.cos(a) * reach
        ey = y + math.sin(a) * reach * 0.85 + abs(math.cos(a)) * reach * 0.3
        cx, cy = (x + ex) / 2, min(y, ey) - reach * 0.25
        t = np.linspace(0.08, 1, 26)
        px = (1 - t) ** 2 * x + 2 * t * (1 - t) * cx + t * t * ex
        py = (1 - t) ** 2 * y + 2 * t * (1 - t) * cy + t * t * ey
        along = np.arctan2(np.gradient(py), np.gradient(px))
        blade = reach * 0.17 * (1 - t) ** 0.7 + 1.5
        for side in (-1, 1):
            turn = along + side * 1.05
            shapes = kites(
                px + np.cos(turn) * blade / 2, py + np.sin(turn) * blade / 2, turn, blade / 2,
                np.maximum(1.0, blade * 0.16),
            )  # fmt: skip
            tone = 0.4 - 0.2 * side * np.sign(math.cos(a)) + 0.2 * t + rng.normal(0, 0.06, len(t))
            canvas.flecks(shapes, tones(dark, middle, bright, tone))


def snow_on(light: LightScheme, facing: float = 0.7, distance: float = 0.0) -> RGB:
    """The colour of lying snow here."""
    return light.lit(SNOW, facing, distance)
