"""Cloth that hangs: curtains at windows, drapes between columns, each moving a little in the air."""

from __future__ import annotations

import numpy as np
import skia

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import rgb, shade
from filmstudio.drawing.furniture_windows import Pane
from filmstudio.drawing.light import LightScheme
from filmstudio.drawing.rooms import Room
from filmstudio.film.picture import RGB


def hang_curtains(
    room: Room, canvas: Canvas, pane: Pane, cloth: RGB, wood: RGB, *, long: float, wide: float = 40.0,
    tied: bool = False, depth: float = 0.21,
) -> None:  # fmt: skip
    """A rod over a window and a curtain at each side of it that moves in the draught."""
    light, rng = room.light, room.easel.fork(f"curtains {pane.x:.0f}")
    top = pane.sill + pane.high + 10
    reach = pane.wide / 2 + 16
    with room.plane(canvas, pane.x, room.back - 7):
        canvas.line(-reach, -top, reach, -top, ink(light.lit(wood, 0.4), stroke=3))
        for k in (-1, 1):
            canvas.oval(k * reach, -top, 3.4, 3.4, ink(light.lit(shade(wood, 0.2), 0.8)))
    for k in (-1, 1):
        x = pane.x + k * (reach - wide * 0.42)
        a, b = (
            room.p(x - wide, top + 4, room.back - 6),
            room.p(x + wide, top - long - 9, room.back - 6),
        )
        hung = Canvas(room.easel.view, a[0], a[1], b[0], b[1])
        with room.plane(hung, x, room.back - 6):
            curtain(hung, 0, -top, wide, long, cloth, light, rng, tied=k if tied else 0)
        room.easel.sway(
            hung, lean=0.024, period=4.2 + k * 0.3, phase=0.3 * k, depth=depth, hangs=True
        )


def curtain(
    canvas: Canvas, x: float, top: float, wide: float, long: float, cloth: RGB, light: LightScheme,
    rng: np.random.Generator, *, tied: int = 0, sheer: float = 1.0,
) -> None:  # fmt: skip
    """A curtain hung from (x, top) to both sides; `tied` gathers it towards -1 left or 1 right."""
    folds = max(4, round(wide / 9))
    path = skia.Path()
    left, right = x - wide / 2, x + wide / 2
    waist = top + long * 0.6
    path.moveTo(left, top)
    path.lineTo(right, top)
    if tied:
        knot = left + wide * 0.2 if tied < 0 else right - wide * 0.2
        path.cubicTo(right, top + long * 0.3, knot + wide * 0.3, waist - long * 0.1,
                     knot + wide * 0.12, waist)  # fmt: skip
        path.quadTo(knot + wide * 0.3, top + long * 0.8, knot + wide * 0.34, top + long)
        path.lineTo(knot - wide * 0.34, top + long)
        path.quadTo(knot - wide * 0.3, top + long * 0.8, knot - wide * 0.12, waist)
        path.cubicTo(knot - wide * 0.3, waist - long * 0.1, left, top + long * 0.3, left, top)
    else:
        path.lineTo(right + wide * 0.06, top + long)
        for i in range(folds):
            a = right + wide * 0.06 - (wide * 1.12) * (i + 0.5) / folds
            b = right + wide * 0.06 - (wide * 1.12) * (i + 1) / folds
            path.quadTo(a, top + long + rng.uniform(1, 5), b, top + long)
    path.close()
    colours: list[RGB] = []
    for _ in range(folds):
        colours += [
            light.lit(shade(cloth, rng.uniform(0.02, 0.16)), 0.85),
            light.lit(cloth, 0.4),
            light.lit(shade(cloth, rng.uniform(-0.45, -0.25)), 0.05),
        ]
    canvas.path(
        path,
        linear((left, 0), (right, 0), colours, alphas=[sheer] * len(colours)),
    )
    canvas.path(
        path,
        linear((0, top), (0, top + long), [(10, 6, 18)] * 3, [0, 0.12, 1], alphas=[0.35, 0, 0.12]),
    )
    if tied:
        knot = left + wide * 0.2 if tied < 0 else right - wide * 0.2
        canvas.rect(knot - wide * 0.15, waist - 3, wide * 0.3, 6,
                    ink(light.lit(rgb("d8ac4a"), 0.7)), round=3)  # fmt: skip
