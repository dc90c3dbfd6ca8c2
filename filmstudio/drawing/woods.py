"""Woods: trunks that leave the picture, and the roof of leaves."""

from __future__ import annotations

import numpy as np

from filmstudio.drawing.canvas import Canvas, ink
from filmstudio.drawing.colour import rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.light import LightScheme
from filmstudio.drawing.plants import Clump, kites, leaves, tones, trunk
from filmstudio.film.picture import RGB


def column(
    canvas: Canvas, x: float, y: float, half: float, bark: RGB, light: LightScheme, rng: np.random.Generator,
    distance: float, *, branches: bool = False, leaf: RGB | None = None, near: bool = False,
) -> None:  # fmt: skip
    """A trunk that leaves the top of the picture."""
    top = canvas.view.top - 10
    lean = rng.uniform(-0.6, 0.6) * half
    trunk(
        canvas,
        [(x, y + half * 0.25, half * 1.75), (x + lean * 0.1, y - half * 1.1, half * 1.08), (x + lean * 0.4, y - half * 4, half * 0.94), (x + lean, top, half * 0.74)],
        bark, light, distance,
    )  # fmt: skip
    if distance > 0.6:
        return
    dark = light.lit(shade(bark, -0.6), 0.0, distance)
    pale = light.lit(shade(bark, 0.25), 0.8, distance)
    for _ in range(int(10 + half * 0.7)):
        t = rng.random()
        px = x + lean * t + rng.uniform(-0.8, 0.8) * half * (1 - 0.25 * t)
        py = y + (top - y) * t
        length = rng.uniform(24, 90)
        canvas.curve(
            [
                (px, py),
                (px + rng.uniform(-3, 3), py - length * 0.5),
                (px + rng.uniform(-2, 2), py - length),
            ],
            ink(dark if rng.random() < 0.65 else pale, 0.4, stroke=rng.uniform(1.2, 3.0)),
        )
    if near:
        count = 120
        up = rng.random(count) ** 2 * 0.4
        mx = x + rng.uniform(-1, 1, count) * half * (1.25 - up)
        my = y - up * (y - top)
        moss = rgb("86a84a")
        shapes = kites(
            mx, my, rng.uniform(0, 6, count), rng.uniform(3, 6, count), rng.uniform(1.6, 3.0, count)
        )
        canvas.flecks(
            shapes,
            tones(
                light.lit(shade(moss, -0.4), 0, distance),
                light.lit(moss, 0.4, distance),
                light.lit(shade(moss, 0.2), 0.9, distance),
                rng.random(count),
            ),
        )
    if not branches or leaf is None:
        return
    for _ in range(3):
        side = -1 if rng.random() < 0.5 else 1
        by = rng.uniform(120, 430)
        reach = half * rng.uniform(3.4, 6.0)
        ex, ey = x + side * reach, by - reach * rng.uniform(0.15, 0.5)
        canvas.curve(
            [
                (x + side * half * 0.5, by + half),
                (x + side * reach * 0.5, by - reach * 0.05),
                (ex, ey),
            ],
            ink(light.lit(shade(bark, -0.25), 0.2, distance), stroke=half * 0.26),
        )
        if light.snow:
            canvas.curve(
                [
                    (x + side * half, by + half * 0.6),
                    (x + side * reach * 0.5, by - reach * 0.05 - half * 0.13),
                    (ex, ey - half * 0.1),
                ],
                ink(light.lit((238, 243, 252), 0.7, distance), 0.9, stroke=half * 0.12),
            )
            continue
        balls: list[Clump] = [
            (
                ex + rng.uniform(-0.5, 0.5) * reach,
                ey + rng.uniform(-0.35, 0.2) * reach,
                reach * rng.uniform(0.16, 0.28),
            )
            for _ in range(4)
        ]
        leaves(
            canvas, balls, leaf, light, rng, size=max(5.0, half * 0.2), count=120, distance=distance
        )


def crowns(
    canvas: Canvas, easel: Easel, drop: float, leaf: RGB, distance: float, count: int, name: str
) -> None:
    """The roof of leaves along the top of the picture."""
    light, view, rng = easel.light, easel.view, easel.fork(name)
    if light.snow:
        return
    span = view.right - view.left
    balls: list[Clump] = [
        (
            view.left + span * (i + rng.random()) / count,
            view.top + rng.uniform(-0.2, 1.0) * drop,
            rng.uniform(50, 110),
        )
        for i in range(count)
    ]
    leaves(canvas, balls, leaf, light, rng, size=9.0, count=60 * count, distance=distance)
