"""What is read, written and looked into: letters, books, newspapers, telephones, cameras."""

from __future__ import annotations

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
from filmstudio.drawing.people.things.thing import PAPER, STEEL, Thing
from filmstudio.film.picture import RGB

_INK: RGB = (116.0, 100.0, 96.0)


def _letter(c: skia.Canvas, tone: RGB) -> None:
    c.rotate(-8)
    c.drawRect(
        skia.Rect.MakeLTRB(-22, -54, 26, 8),
        linear((-22, -54), (26, 8), shade(tone, 0.3), shade(tone, -0.12)),
    )
    for k in range(7):
        end = 20 - 9 * (k % 3 == 2) - 14 * (k == 6)
        c.drawLine(-16, -44 + k * 7, end, -44 + k * 7, stroke(_INK, 1.1, 0.6))
    c.drawPath(polygon([(26, -54), (14, -54), (26, -42)]), fill(shade(tone, -0.16)))
    c.drawLine(-22, -22, 26, -22, stroke(shade(tone, -0.3), 0.8, 0.4))


def _newspaper(c: skia.Canvas, tone: RGB) -> None:
    for side in (-1, 1):
        page = [(0, -42), (side * 46, -48), (side * 46, 20), (0, 26)]
        c.drawPath(
            polygon(page), linear((0, 0), (side * 46, 0), shade(tone, -0.2), shade(tone, 0.1))
        )
        c.save()
        c.skew(0, side * -0.13)
        left = 4 if side > 0 else -43
        c.drawRect(skia.Rect.MakeLTRB(left, -36, left + 39, -28), fill(shade(_INK, -0.3), 0.75))
        c.drawRect(skia.Rect.MakeLTRB(left + 20, -23, left + 39, -6), fill(_INK, 0.5))
        for k in range(9):
            y = -23 + k * 4.6
            c.drawLine(left, y, left + 17, y, stroke(_INK, 1.2, 0.55))
            if k >= 4:
                c.drawLine(left + 21, y, left + 39, y, stroke(_INK, 1.2, 0.55))
        c.restore()
    c.drawLine(0, -42, 0, 26, stroke(shade(tone, -0.5), 1.0, 0.5))


def _map(c: skia.Canvas, tone: RGB) -> None:
    xs = (-46, -16, 16, 46)
    for k in range(3):
        a, b = xs[k], xs[k + 1]
        up, down = (-4, 4) if k % 2 else (4, -4)
        fold = [(a, -42 + up), (b, -42 + down), (b, 18 + down), (a, 18 + up)]
        c.drawPath(polygon(fold), fill(shade(tone, 0.12 if k % 2 else -0.1)))
    c.drawPath(
        curve([(-44, 4), (-30, -14), (-12, -6), (4, -22), (24, -16), (44, -32)], closed=False),
        stroke((92, 136, 160), 4.4, 0.75),
    )
    c.drawPath(
        curve([(-34, 10), (-12, 6), (8, -4), (26, 2)], closed=False),
        stroke((170, 60, 48), 1.8, 0.8),
    )
    for turn in (-1, 1):
        c.drawLine(22 - 4, -2 - 4 * turn, 30, -2 + 8 * turn - 4 * turn, stroke((182, 44, 40), 2.4))
    for x, y in ((-26, -28), (6, 8), (-2, -32)):
        c.drawPath(polygon([(x - 6, y + 4), (x, y - 6), (x + 6, y + 4)]), fill((126, 144, 96), 0.8))


def _photograph(c: skia.Canvas, tone: RGB) -> None:
    c.rotate(7)
    c.drawRect(skia.Rect.MakeLTRB(-22, -54, 22, 4), fill(shade(tone, 0.2)))
    c.drawRect(
        skia.Rect.MakeLTRB(-18, -50, 18, -10),
        linear((0, -50), (0, -10), (166, 186, 196), (216, 196, 160)),
    )
    for x, r in ((-7, 6.0), (7, 5.2)):
        c.drawCircle(x, -30, r, fill((118, 84, 66)))
        c.drawPath(
            curve(
                [(x - r * 1.6, -10), (x - r, -22), (x + r, -22), (x + r * 1.6, -10)], tension=0.5
            ),
            fill((96, 74, 80)),
        )


def _book(c: skia.Canvas, tone: RGB) -> None:
    c.drawPath(
        polygon([(-37, -35), (0, -26), (37, -35), (37, 9), (0, 17), (-37, 9)]),
        fill(shade(tone, -0.1)),
    )
    for side in (-1, 1):
        page = polygon([(side * 34, -39), (0, -30), (0, 12), (side * 34, 3)])
        ends = ((-34, 0), (0, 0)) if side < 0 else ((34, 0), (0, 0))
        c.drawPath(page, linear(*ends, (252, 247, 236), (214, 203, 184)))
        for k in range(5):
            c.drawLine(side * 6, -22 + k * 6.4, side * 29, -28.4 + k * 6.4, stroke(_INK, 1.0, 0.5))


def _phone(c: skia.Canvas, tone: RGB) -> None:
    c.rotate(6)
    c.drawRoundRect(
        skia.Rect.MakeLTRB(-13, -42, 13, 12),
        4.5,
        4.5,
        linear((-13, 0), (13, 0), shade(tone, 0.24), shade(tone, -0.3)),
    )
    c.drawRoundRect(skia.Rect.MakeLTRB(-11, -40, -1, -29), 3, 3, fill(shade(tone, -0.5)))
    for y in (-37, -32):
        c.drawCircle(-6, y, 2.1, fill((70, 84, 110)))
        c.drawCircle(-6.6, y - 0.6, 0.7, fill((220, 230, 244), 0.8))


def _camera(c: skia.Canvas, tone: RGB) -> None:
    c.drawRoundRect(skia.Rect.MakeLTRB(-17, -40, 12, -28), 3, 3, fill(shade(tone, 0.16)))
    c.drawRoundRect(
        skia.Rect.MakeLTRB(-36, -32, 36, 12),
        5,
        5,
        linear((0, -32), (0, 12), shade(tone, 0.24), shade(tone, -0.24)),
    )
    c.drawRect(skia.Rect.MakeLTRB(-36, -30, 36, -21), fill(STEEL))
    c.drawCircle(27, -34, 3.6, fill(shade(STEEL, 0.2)))
    c.drawRoundRect(skia.Rect.MakeLTRB(-31, -29, -20, -22.6), 1, 1, fill((206, 226, 236)))
    c.drawCircle(3, -6, 17.4, fill(shade(STEEL, -0.2)))
    c.drawCircle(3, -6, 14.6, fill((28, 28, 34)))
    c.drawCircle(
        3,
        -6,
        10.6,
        radial(
            (0, -10), 15, (0.0, (150, 176, 214), 1), (0.5, (48, 62, 96), 1), (1.0, (14, 16, 26), 1)
        ),
    )
    c.drawOval(oval(-1, -11, 3.2, 2), fill((255, 255, 255), 0.7))


_PAGES = ((40.0, 6.0), (-40.0, 6.0))
THINGS: dict[str, Thing] = {
    "letter": Thing(_letter, (-36, -64, 38, 18), PAPER),
    "newspaper": Thing(_newspaper, (-50, -56, 50, 32), (226.0, 220.0, 206.0), ((44.0, 2.0), (-44.0, 2.0))),
    "map": Thing(_map, (-50, -50, 50, 26), (226.0, 206.0, 160.0), _PAGES),
    "photograph": Thing(_photograph, (-32, -62, 32, 12), (244.0, 240.0, 230.0)),
    "book": Thing(_book, (-42, -46, 42, 22), (124.0, 54.0, 52.0)),
    "phone": Thing(_phone, (-22, -50, 24, 18), (44.0, 46.0, 56.0)),
    "camera": Thing(_camera, (-42, -44, 42, 18), (44.0, 44.0, 50.0), ((36.0, -2.0), (-36.0, -2.0))),
}  # fmt: skip
