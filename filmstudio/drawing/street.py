"""Streets in one-point perspective: walls of houses, carriageway, kerbs, vehicles."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import skia

from filmstudio.drawing.canvas import Canvas, ink, linear, smooth
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.light import LightScheme
from filmstudio.film.picture import RGB


def on_wall(
    canvas: Canvas,
    vanish: tuple[float, float],
    foot: tuple[float, float],
    near: float,
    far: float,
    length: float,
    draw: Callable[[], None],
    height: float = 1000.0,
) -> None:
    """Draw flat and see it in perspective on a wall that runs to the vanishing point.

    The wall meets the ground at `foot` where the depth is 1; `near` and `far` are depths
    along it. `draw` works in its own units: x from 0 at the left
    end of the wall as we see it to `length`, y up from 0 to -`height`, one unit being a unit of the view at depth 1.
    """
    vx, vy = vanish
    fx, fy = foot

    def at(depth: float, up: float) -> skia.Point:
        return skia.Point(vx + (fx - vx) / depth, vy + (fy - up - vy) / depth)

    matrix = skia.Matrix()
    source = [
        skia.Point(0, 0),
        skia.Point(length, 0),
        skia.Point(length, -height),
        skia.Point(0, -height),
    ]
    if fx > vx:
        near, far = far, near
    target = [at(near, 0), at(far, 0), at(far, height), at(near, height)]
    if not matrix.setPolyToPoly(source, target):
        raise ValueError("The wall is seen edge on: near and far must differ.")
    canvas.pen.save()
    canvas.pen.concat(matrix)
    draw()
    canvas.pen.restore()


def car(
    canvas: Canvas, x: float, y: float, width: float, light: LightScheme, paint: RGB, *, rear: bool
) -> None:
    """A car seen from the front or the rear; y is the road under its wheels."""
    n = width
    on = light.lamps
    canvas.oval(x, y, n * 0.56, n * 0.06, ink((8, 8, 14), 0.6, blur=n * 0.025))
    for side in (-1, 1):
        canvas.rect(
            x + side * n * 0.38 - n * 0.085, y - n * 0.2, n * 0.17, n * 0.2,
            ink(light.lit(rgb("18181c"), 0.2)), round=n * 0.03,
        )  # fmt: skip
    cabin = smooth(
        [(x - n * 0.42, y - n * 0.44), (x - n * 0.33, y - n * 0.7), (x - n * 0.2, y - n * 0.76),
         (x + n * 0.2, y - n * 0.76), (x + n * 0.33, y - n * 0.7), (x + n * 0.42, y - n * 0.44)], True,
    )  # fmt: skip
    canvas.path(
        cabin,
        linear(
            (0, y - n * 0.76),
            (0, y - n * 0.44),
            [light.lit(shade(paint, 0.25), 0.9, up=0.9), light.lit(paint, 0.5)],
        ),
    )
    pane = skia.Path()
    pane.moveTo(x - n * 0.36, y - n * 0.46)
    pane.lineTo(x - n * 0.28, y - n * 0.67)
    pane.quadTo(x, y - n * 0.72, x + n * 0.28, y - n * 0.67)
    pane.lineTo(x + n * 0.36, y - n * 0.46)
    pane.close()
    glass = mix(light.lit(rgb("242c36"), 0.2), light.sky[3], 0.22)
    canvas.path(
        pane,
        linear(
            (x - n * 0.3, y - n * 0.7),
            (x + n * 0.3, y - n * 0.46),
            [shade(glass, 0.22), glass, shade(glass, -0.2)],
        ),
    )
    body = smooth(
        [(x - n * 0.49, y - n * 0.14), (x - n * 0.5, y - n * 0.3), (x - n * 0.44, y - n * 0.45),
         (x, y - n * 0.49), (x + n * 0.44, y - n * 0.45), (x + n * 0.5, y - n * 0.3),
         (x + n * 0.49, y - n * 0.14), (x, y - n * 0.11)], True,
    )  # fmt: skip
    canvas.path(
        body,
        linear(
            (0, y - n * 0.5),
            (0, y - n * 0.12),
            [
                light.lit(shade(paint, 0.22), 0.95),
                light.lit(paint, 0.6),
                light.lit(shade(paint, -0.45), 0.1),
            ],
        ),
    )
    dark = light.lit(rgb("1c1c22"), 0.2)
    if rear:
        canvas.line(
            x - n * 0.34,
            y - n * 0.42,
            x + n * 0.34,
            y - n * 0.42,
            ink(light.lit(shade(paint, -0.5), 0.1), 0.6, stroke=n * 0.012),
        )
    else:
        canvas.rect(x - n * 0.2, y - n * 0.33, n * 0.4, n * 0.09, ink(dark), round=n * 0.03)
    canvas.rect(
        x - n * 0.13,
        y - n * 0.22,
        n * 0.26,
        n * 0.07,
        ink(light.lit(rgb("e8e4d4"), 0.7)),
        round=n * 0.01,
    )
    canvas.rect(x - n * 0.46, y - n * 0.17, n * 0.92, n * 0.035, ink(dark, 0.6), round=n * 0.015)
    lens = rgb("ff4a3c") if rear else rgb("fff4d8")
    for side in (-1, 1):
        px, py = x + side * n * 0.38, y - n * 0.31
        tone = mix(light.lit(rgb("b02a28") if rear else rgb("e8e6de"), 0.7), lens, on)
        canvas.oval(px, py, n * 0.085, n * 0.05, ink(tone))
        if on > 0.4:
            canvas.glow(px, py, n * (0.34 if rear else 0.75), lens, (0.5 if rear else 0.75) * on)
        canvas.oval(
            x + side * n * 0.47,
            y - n * 0.5,
            n * 0.05,
            n * 0.035,
            ink(light.lit(shade(paint, -0.3), 0.4)),
        )


def rickshaw(
    canvas: Canvas, x: float, y: float, width: float, light: LightScheme, *, rear: bool
) -> None:
    """An auto-rickshaw from the front or the rear, green and yellow."""
    n, on = width, light.lamps
    yellow, green = rgb("f2b824"), rgb("2f7a48")
    canvas.oval(x, y, n * 0.5, n * 0.06, ink((8, 8, 14), 0.6, blur=n * 0.03))
    for px in (-0.36, 0.36) if rear else (-0.36, 0.0, 0.36):
        canvas.rect(
            x + px * n - n * 0.055,
            y - n * 0.2,
            n * 0.11,
            n * 0.2,
            ink(light.lit(rgb("1a1a1c"), 0.2)),
            round=n * 0.03,
        )
    hood = smooth(
        [(x - n * 0.45, y - n * 0.5), (x - n * 0.44, y - n * 0.98), (x - n * 0.3, y - n * 1.14), (x, y - n * 1.18),
         (x + n * 0.3, y - n * 1.14), (x + n * 0.44, y - n * 0.98), (x + n * 0.45, y - n * 0.5)], True,
    )  # fmt: skip
    canvas.path(hood, linear((x - n * 0.45, 0), (x + n * 0.45, 0), light.across(yellow)))
    glass = mix(light.lit(rgb("2a3038"), 0.2), light.sky[3], 0.22)
    top, foot, half = (0.98, 0.72, 0.2) if rear else (1.02, 0.56, 0.36)
    canvas.rect(
        x - n * half,
        y - n * top,
        2 * n * half,
        n * (top - foot),
        linear(
            (x - n * half, y - n),
            (x + n * half, y - n * 0.5),
            [shade(glass, 0.25), glass, shade(glass, -0.2)],
        ),
        round=n * 0.05,
    )
    if not rear:
        canvas.line(
            x, y - n * top, x, y - n * foot, ink(light.lit(rgb("2a2a2c"), 0.3), stroke=n * 0.018)
        )
        canvas.rect(
            x - n * 0.4, y - n * 1.08, n * 0.8, n * 0.07, ink(light.lit(green, 0.5)), round=n * 0.03
        )
    body = smooth(
        [(x - n * 0.47, y - n * 0.14), (x - n * 0.47, y - n * 0.5), (x, y - n * 0.58), (x + n * 0.47, y - n * 0.5),
         (x + n * 0.47, y - n * 0.14), (x, y - n * 0.11)], True,
    )  # fmt: skip
    canvas.path(
        body,
        linear(
            (0, y - n * 0.56),
            (0, y - n * 0.12),
            [
                light.lit(shade(green, 0.18), 0.9),
                light.lit(green, 0.5),
                light.lit(shade(green, -0.45), 0.1),
            ],
        ),
    )
    canvas.rect(x - n * 0.47, y - n * 0.31, n * 0.94, n * 0.05, ink(light.lit(yellow, 0.6)))
    canvas.rect(x - n * 0.14, y - n * 0.24, n * 0.28, n * 0.08, ink(light.lit(rgb("f0e2a0"), 0.7)))
    lens = rgb("ff4a3c") if rear else rgb("fff4d8")
    for px in (-0.36, 0.36) if rear else (0.0,):
        size, py = (0.055, y - n * 0.38) if rear else (0.1, y - n * 0.43)
        tone = mix(light.lit(rgb("b02a28") if rear else rgb("e8e6de"), 0.7), lens, on)
        canvas.oval(x + px * n, py, n * size, n * size, ink(tone))
        canvas.glow(x + px * n, py, n * 0.5, lens, 0.7 * on)


def carriageway(
    easel: Easel,
    canvas: Canvas,
    top: float,
    vanish: tuple[float, float],
    half: float,
    asphalt: RGB,
    *,
    lines: bool = True,
) -> None:
    """A road that runs away: `half` is its half width at the foot of the plate."""
    light, view = easel.light, easel.view
    vx, vy = vanish
    reach = view.bottom - vy

    def edge(u: float, y: float) -> tuple[float, float]:
        return vx + u * (y - vy) / reach, y

    canvas.shape(
        [edge(-half, top), edge(half, top), edge(half, view.bottom), edge(-half, view.bottom)],
        linear((0, top), (0, view.bottom), [light.lit(shade(asphalt, 0.12), 0.5, 0.35, up=0.5), light.lit(asphalt, 0.45, up=0.45), light.lit(shade(asphalt, -0.35), 0.3, up=0.45)]),
    )  # fmt: skip
    if not lines or light.snow:
        return
    paint = ink(light.lit(rgb("efe6cc"), 0.7), 0.7)
    y, gap = view.bottom + 30, 0.0
    while y > top + 6:
        nearer = vy + (y - vy) * 0.86
        if int(gap) % 2 == 0:
            canvas.shape([edge(-9, y), edge(9, y), edge(9, nearer), edge(-9, nearer)], paint)
        y, gap = vy + (y - vy) * 0.8, gap + 1
        gap += 1
    for side in (-1, 1):
        canvas.shape(
            [
                edge(side * half * 0.93, top),
                edge(side * half * 0.945, top),
                edge(side * half * 0.945, view.bottom),
                edge(side * half * 0.93, view.bottom),
            ],
            paint,
        )


def wires(
    canvas: Canvas, points: list[tuple[float, float]], light: LightScheme, rng: np.random.Generator
) -> None:
    """Cables slung from pole to pole."""
    for k in range(4):
        path = skia.Path()
        path.moveTo(points[0][0], points[0][1] + 6 * k)
        for (ax, ay), (bx, by) in pairwise(points):
            sag = 26 + 16 * rng.random()
            path.quadTo((ax + bx) / 2, (ay + by) / 2 + sag + 6 * k, bx, by + 6 * k)
        canvas.path(path, ink(light.lit(rgb("22242c"), 0.2), 0.8, stroke=1.7))
