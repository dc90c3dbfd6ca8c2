"""Lights, flowers and what fits between two fingers."""

from __future__ import annotations

import math

import skia

from filmstudio.drawing.people.brush import (
    curve,
    fill,
    linear,
    oval,
    polygon,
    radial,
    shade,
    stroke,
)
from filmstudio.drawing.people.things.thing import GOLD, STEEL, Thing, sheen
from filmstudio.film.picture import RGB

GLOW: RGB = (255.0, 190.0, 96.0)


def _flame(c: skia.Canvas, x: float, y: float, size: float) -> None:
    """A flame that stands at (x, y), with its light round it."""
    reach = size * 2.6
    c.drawCircle(
        x,
        y - size * 0.5,
        reach,
        radial((x, y - size * 0.5), reach, (0.0, GLOW, 0.5), (0.4, GLOW, 0.16), (1.0, GLOW, 0.0)),
    )
    shape = curve(
        [
            (x, y - size),
            (x + size * 0.25, y - size * 0.34),
            (x, y),
            (x - size * 0.25, y - size * 0.34),
        ]
    )
    c.drawPath(
        shape,
        radial(
            (x, y - size * 0.26),
            size * 0.8,
            (0.0, (255, 252, 224), 1),
            (0.5, (255, 206, 84), 1),
            (1.0, (238, 118, 44), 1),
        ),
    )


def _lamp(c: skia.Canvas, tone: RGB) -> None:
    bowl = curve([(-26, -16), (27, -19), (15, 3), (0, 7), (-15, 3)], tension=0.6)
    c.drawPath(bowl, linear((-24, -16), (24, 6), shade(tone, 0.3), tone, shade(tone, -0.4)))
    c.drawOval(oval(0, -16.8, 25, 4.6), fill(shade(tone, -0.2)))
    c.drawOval(oval(0, -16.4, 21, 3.2), fill((120, 76, 30)))
    _flame(c, 14, -18, 28)


def _lantern(c: skia.Canvas, tone: RGB) -> None:
    c.drawArc(oval(0, -54, 17, 30), 180, 180, False, stroke(shade(tone, -0.3), 2.8))
    c.drawCircle(
        0, -26, 62, radial((0, -26), 62, (0.0, GLOW, 0.44), (0.5, GLOW, 0.14), (1.0, GLOW, 0.0))
    )
    c.drawPath(polygon([(-19, -50), (19, -50), (12, -62), (-12, -62)]), sheen(-19, 19, tone))
    c.drawRoundRect(skia.Rect.MakeLTRB(-6, -67, 6, -61), 2, 2, fill(shade(tone, -0.2)))
    glass = curve([(-14, -50), (14, -50), (18, -24), (14, -4), (-14, -4), (-18, -24)], tension=0.5)
    c.drawPath(
        glass,
        radial(
            (0, -18),
            34,
            (0.0, (255, 238, 176), 0.95),
            (0.6, (255, 190, 96), 0.8),
            (1.0, (196, 140, 84), 0.7),
        ),
    )
    _flame(c, 0, -10, 24)
    for x in (-17, 17):
        c.drawLine(x, -50, x, -4, stroke(shade(tone, -0.36), 2.6))
    c.drawLine(-18, -28, 18, -28, stroke(shade(tone, -0.36), 1.4))
    c.drawRoundRect(skia.Rect.MakeLTRB(-21, -6, 21, 10), 3, 3, sheen(-21, 21, tone))


def _candle(c: skia.Canvas, tone: RGB) -> None:
    c.drawRoundRect(skia.Rect.MakeLTRB(-8, -46, 8, 8), 2, 2, sheen(-8, 8, tone, 0.8))
    c.drawOval(oval(0, -46, 8, 2.4), fill(shade(tone, 0.4)))
    for x, low in ((-6, -28), (4.6, -34)):
        c.drawLine(x, -45, x, low, stroke(shade(tone, 0.34), 3.0))
    c.drawLine(0, -46, 0, -52, stroke((60, 44, 36), 1.6))
    _flame(c, 0, -49, 26)
    c.drawOval(oval(0, 9, 20, 5.2), sheen(-20, 20, GOLD))
    c.drawOval(oval(0, 8, 14, 3), fill(shade(GOLD, -0.3)))


def _torch(c: skia.Canvas, tone: RGB) -> None:
    c.drawPath(polygon([(-7, -44), (7, -44), (4, 34), (-4, 34)]), sheen(-6, 6, tone))
    c.drawRoundRect(skia.Rect.MakeLTRB(-10, -56, 10, -40), 3, 3, sheen(-10, 10, (96, 76, 64)))
    _flame(c, 0, -50, 52)


def _flower(c: skia.Canvas, tone: RGB) -> None:
    c.drawPath(curve([(0, -46), (2, -16), (-2, 24)], closed=False), stroke((78, 118, 58), 3.2))
    for side, y in ((1, -8.0), (-1, 2.0)):
        leaf = curve([(0, y), (side * 12, y - 14), (side * 24, y - 13), (side * 14, y - 2)])
        c.drawPath(leaf, linear((0, y), (side * 22, y - 12), (84, 124, 60), (122, 158, 78)))
    for ring, count, reach, size in ((0, 8, 16.0, 10.0), (1, 6, 9.0, 7.6)):
        for k in range(count):
            turn = math.tau * (k + 0.5 * ring) / count
            x, y = reach * math.cos(turn), -56 + reach * math.sin(turn)
            c.drawCircle(
                x,
                y,
                size,
                radial(
                    (x * 0.4, -56 + (y + 56) * 0.4),
                    size * 2.4,
                    (0.0, shade(tone, -0.26 + 0.2 * ring), 1),
                    (1.0, shade(tone, 0.3 + 0.1 * ring), 1),
                ),
            )
            c.drawCircle(x, y, size, stroke(shade(tone, -0.36), 0.8, 0.3))
    c.drawCircle(
        0, -56, 6.8, radial((-2, -58), 9, (0.0, (255, 226, 122), 1), (1.0, (206, 142, 44), 1))
    )


def _rose(c: skia.Canvas, tone: RGB) -> None:
    c.drawPath(curve([(0, -44), (2, -10), (-1, 28)], closed=False), stroke((66, 104, 54), 3.2))
    for side, y in ((1, -6), (-1, 6)):
        c.drawPath(
            curve([(0, y), (side * 11, y - 13), (side * 22, y - 12), (side * 13, y - 1)]),
            fill((84, 126, 64)),
        )
    cup = curve([(-17, -62), (0, -74), (17, -62), (13, -44), (0, -38), (-13, -44)])
    c.drawPath(
        cup,
        radial(
            (-5, -64), 34, (0.0, shade(tone, 0.3), 1), (0.6, tone, 1), (1.0, shade(tone, -0.5), 1)
        ),
    )
    for size in (12.0, 8.4, 4.8):
        swirl = curve(
            [
                (-size, -60),
                (0, -60 - size * 0.8),
                (size, -61),
                (size * 0.3, -54),
                (-size * 0.5, -55),
            ],
            closed=False,
        )
        c.drawPath(swirl, stroke(shade(tone, -0.44), 1.5, 0.75))
    for side in (-1, 1):
        petal = curve([(side * 18, -62), (side * 20, -50), (side * 5, -39), (side * 4, -49)])
        c.drawPath(petal, linear((0, -62), (0, -39), shade(tone, 0.2), shade(tone, -0.26)))


def _key(c: skia.Canvas, tone: RGB) -> None:
    c.rotate(20)
    paint = linear((-12, -60), (12, 10), shade(tone, 0.5), tone, shade(tone, -0.4))
    c.drawRoundRect(skia.Rect.MakeLTRB(-2.8, -50, 2.8, 6), 1, 1, paint)
    for y, reach in ((-49, 13), (-40, 10)):
        c.drawRect(skia.Rect.MakeLTRB(0, y, reach, y + 5), paint)
    ring = stroke(shade(tone, -0.1), 5.4)
    c.drawCircle(0, 14, 10.6, ring)
    c.drawArc(oval(0, 14, 10.6, 10.6), 190, 110, False, stroke(shade(tone, 0.5), 2.0, 0.9))


def _ring(c: skia.Canvas, tone: RGB) -> None:
    c.drawCircle(0, -22, 9.4, stroke(shade(tone, -0.3), 4.2))
    c.drawCircle(0, -22, 9.4, stroke(shade(tone, 0.2), 2.2))
    gem = polygon([(-6, -36), (-3, -41), (3, -41), (6, -36), (0, -29)])
    c.drawPath(gem, linear((-6, -41), (6, -29), (244, 252, 255), (120, 190, 226)))


def _coin(c: skia.Canvas, tone: RGB) -> None:
    c.drawCircle(
        0, -22, 12, radial((-4, -27), 20, (0.0, shade(tone, 0.5), 1), (1.0, shade(tone, -0.3), 1))
    )
    c.drawCircle(0, -22, 9, stroke(shade(tone, -0.4), 1.3, 0.8))
    c.drawPath(
        polygon(
            [(0, -29), (2, -24), (7, -22), (2, -20), (0, -15), (-2, -20), (-7, -22), (-2, -24)]
        ),
        fill(shade(tone, -0.3)),
    )


def _pen(c: skia.Canvas, tone: RGB) -> None:
    c.rotate(24)
    c.drawRoundRect(skia.Rect.MakeLTRB(-3, -52, 3, 14), 2, 2, sheen(-3, 3, tone))
    c.drawPath(polygon([(-3, 14), (3, 14), (0, 25)]), fill(shade(STEEL, 0.2)))
    c.drawRect(skia.Rect.MakeLTRB(-3.2, -26, 3.2, -22), fill(GOLD))


def _knife(c: skia.Canvas, tone: RGB) -> None:
    c.rotate(14)
    blade = curve([(-4, -12), (-4, -58), (5, -70), (6, -12)], tension=0.5)
    c.drawPath(blade, linear((-4, 0), (6, 0), shade(tone, 0.5), shade(tone, -0.2)))
    c.drawRoundRect(skia.Rect.MakeLTRB(-4.4, -12, 5.4, 20), 2.4, 2.4, sheen(-5, 6, (84, 54, 40)))


def _feather(c: skia.Canvas, tone: RGB) -> None:
    c.rotate(16)
    vane = curve([(0, -84), (12, -62), (11, -30), (2, -6), (-9, -26), (-10, -58)])
    c.drawPath(vane, linear((-10, 0), (12, 0), shade(tone, 0.3), shade(tone, -0.24)))
    c.drawLine(0, -82, 1, 20, stroke((238, 228, 206), 1.6))
    for k in range(9):
        y = -70 + k * 7
        for side in (-1, 1):
            c.drawLine(0.5, y + 6, side * 8, y, stroke(shade(tone, -0.36), 0.8, 0.5))


THINGS: dict[str, Thing] = {
    "lamp": Thing(_lamp, (-62, -108, 90, 46), (190.0, 124.0, 60.0)),
    "storm-lantern": Thing(_lantern, (-64, -92, 64, 38), (96.0, 98.0, 104.0), hangs=84.0),
    "candle": Thing(_candle, (-70, -132, 70, 18), (242.0, 232.0, 206.0)),
    "torch": Thing(_torch, (-138, -214, 138, 64), (112.0, 76.0, 48.0)),
    "flower": Thing(_flower, (-32, -88, 32, 30), (226.0, 92.0, 132.0)),
    "rose": Thing(_rose, (-28, -80, 28, 34), (188.0, 30.0, 46.0)),
    "key": Thing(_key, (-32, -60, 34, 32), (186.0, 152.0, 82.0), close=False),
    "ring": Thing(_ring, (-16, -46, 16, 4), GOLD, close=False),
    "coin": Thing(_coin, (-16, -38, 16, 4), GOLD, close=False),
    "pen": Thing(_pen, (-24, -54, 28, 30), (40.0, 54.0, 92.0), close=False),
    "knife": Thing(_knife, (-14, -78, 28, 28), STEEL, close=False),
    "feather": Thing(_feather, (-20, -92, 40, 30), (148.0, 112.0, 80.0), close=False),
}  # fmt: skip
