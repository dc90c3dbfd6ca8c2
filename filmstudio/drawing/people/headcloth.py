"""Cloth worn instead of showing hair: headscarf and turban."""

from __future__ import annotations

import skia

from filmstudio.drawing.people.brush import (
    Strand,
    curve,
    draw_strands,
    linear,
    shade,
    stroke,
)
from filmstudio.drawing.people.features import View
from filmstudio.drawing.people.looks import Appearance


def draw_headscarf(canvas: skia.Canvas, look: Appearance, view: View) -> skia.Path:
    """A soft scarf round the face, crossed under the chin and laid over the shoulders."""
    w, cloth, turn = look.face.half_width, look.second, view.turn
    opening = curve(
        [(view.x(0), -84), (view.x(24), -78), (w * 0.86 + turn * 6, -56), (w * 0.82 + turn * 7, -30),
         (w * 0.56 + turn * 8, -8), (turn * 9, 2.5), (-w * 0.56 + turn * 8, -8), (-w * 0.82 + turn * 7, -30),
         (-w * 0.86 + turn * 6, -56), (view.x(-24), -78)]
    )  # fmt: skip
    outer = curve(
        [(-turn * 3, -109), (w * 0.66 - turn * 3, -102), (w + 8 - turn * 3, -72), (w + 9, -34), (w * 0.95, -4),
         (w * 1.05, 22), (w * 1.3, 42), (0, 58), (-w * 1.3, 42), (-w * 1.05, 22), (-w * 0.95, -4), (-w - 9, -34),
         (-w - 8 - turn * 3, -72), (-w * 0.66 - turn * 3, -102)]
    )  # fmt: skip
    shape = skia.Op(outer, opening, skia.PathOp.kDifference_PathOp)
    path = shape if shape is not None else outer
    canvas.drawPath(
        path, linear((-30, -108), (30, 40), shade(cloth, 0.16), cloth, shade(cloth, -0.22))
    )
    folds: list[Strand] = [
        ((-w * 0.8, -92), (-w - 1, -50), (-w * 0.8, -6)), ((w * 0.6, -100), (w + 2, -56), (w * 0.86, -10)),
        ((-w * 0.86, -8), (-4, 22), (w * 0.9, 30)), ((w * 0.8, -4), (10, 14), (-w * 0.9, 34)),
        ((-w * 0.6, -2), (0, 34), (w * 1.1, 44)),
    ]  # fmt: skip
    draw_strands(canvas, path, folds, cloth, 1.6)
    return path


def draw_turban(canvas: skia.Canvas, look: Appearance, view: View) -> skia.Path:
    w, cloth, turn = look.face.half_width, look.second, view.turn
    path = curve(
        [(-w - 5, -66), (-w - 10, -88), (-w * 0.7, -116), (-turn * 4, -126), (w * 0.7, -116), (w + 10, -88), (w + 5, -66),
         (view.x(24), -79), (view.x(0), -88), (view.x(-24), -79)]
    )  # fmt: skip
    canvas.drawPath(
        path, linear((-30, -124), (30, -66), shade(cloth, 0.18), cloth, shade(cloth, -0.2))
    )
    x = view.x(0)
    canvas.save()
    canvas.clipPath(path, skia.ClipOp.kIntersect, True)
    for step in range(6):
        y = -86 - step * 6.6
        for side in (-1, 1):
            canvas.drawPath(
                curve(
                    [
                        (x, y + 1.0 - step * 0.6),
                        (x + side * 22, y + 3.0 - step),
                        (side * (w + 14), y + 20 - step * 3),
                    ],
                    closed=False,
                ),
                stroke(shade(cloth, -0.34), 1.2, 0.5),
            )
            canvas.drawPath(
                curve(
                    [
                        (x, y + 2.4),
                        (x + side * 22, y + 4.6 - step),
                        (side * (w + 14), y + 21.8 - step * 3),
                    ],
                    closed=False,
                ),
                stroke(shade(cloth, 0.34), 0.9, 0.35),
            )
    canvas.restore()
    return path
