"""Cups, pots, plates and what is eaten, as hands hold them."""

from __future__ import annotations

import math

import skia

from filmstudio.drawing.people.brush import curve, fill, oval, polygon, radial, shade, stroke
from filmstudio.drawing.people.things.thing import WOOD, Thing, sheen
from filmstudio.film.picture import RGB


def _cup(c: skia.Canvas, tone: RGB) -> None:
    c.drawArc(oval(16, -8, 9, 9.5), -100, 200, False, stroke(shade(tone, -0.14), 3.8))
    body = curve([(-15, -24), (15, -24), (14, 1), (9, 10), (-9, 10), (-14, 1)], tension=0.5)
    c.drawPath(body, sheen(-15, 15, tone))
    c.drawOval(oval(0, -24, 15, 3.8), fill(shade(tone, 0.2)))
    c.drawOval(oval(0, -23.6, 12.6, 2.8), fill((92, 54, 34)))
    c.drawOval(oval(-3, -23.8, 5, 1.0), fill((168, 118, 84), 0.7))
    for x in (-4, 4):
        steam = curve([(x, -29), (x + 2.6, -35), (x - 1.6, -41), (x + 1, -48)], closed=False)
        c.drawPath(steam, stroke((255, 255, 255), 2.2, 0.26, blur=1.2))


def _glass(c: skia.Canvas, tone: RGB) -> None:
    c.drawPath(polygon([(-11, -34), (11, -34), (8.5, 10), (-8.5, 10)]), fill((226, 238, 244), 0.42))
    c.drawPath(polygon([(-10, -20), (10, -20), (8, 8), (-8, 8)]), fill(tone, 0.82))
    c.drawOval(oval(0, -20, 10, 2.4), fill(shade(tone, 0.3), 0.95))
    c.drawOval(oval(0, -34, 11, 2.6), stroke((255, 255, 255), 1.1, 0.85))
    c.drawLine(-8.6, -30, -6.8, 4, stroke((255, 255, 255), 1.9, 0.6))
    c.drawLine(8.8, -30, 7.2, 6, stroke((255, 255, 255), 0.9, 0.5))


def _bottle(c: skia.Canvas, tone: RGB) -> None:
    body = [
        (-4.5, -68), (4.5, -68), (5, -48), (12, -36), (12.5, 6), (9, 12), (-9, 12), (-12.5, 6),
        (-12, -36), (-5, -48),
    ]  # fmt: skip
    c.drawPath(curve(body, tension=0.45), sheen(-13, 13, tone))
    c.drawRoundRect(skia.Rect.MakeLTRB(-6, -74, 6, -64), 1.6, 1.6, sheen(-6, 6, WOOD))
    c.drawRect(skia.Rect.MakeLTRB(-12, -26, 12, -6), fill((244, 236, 216), 0.95))
    c.drawRect(skia.Rect.MakeLTRB(-12, -19, 12, -14), fill(shade(tone, -0.1), 0.7))


def _pot(c: skia.Canvas, tone: RGB) -> None:
    body = [
        (-15, -46), (15, -46), (18, -38), (37, -16), (38, 8), (24, 30), (-24, 30), (-38, 8),
        (-37, -16), (-18, -38),
    ]  # fmt: skip
    path = curve(body, tension=0.8)
    c.drawPath(path, sheen(-38, 38, tone))
    c.save()
    c.clipPath(path, skia.ClipOp.kIntersect, True)
    for y, wide, part in ((-24, 3.4, 0.34), (-18, 1.2, 0.34), (20, 1.6, -0.3)):
        band = curve([(-40, y - 3), (0, y + 5), (40, y - 3)], closed=False)
        c.drawPath(band, stroke(shade(tone, part), wide, 0.8))
    c.drawOval(oval(-18, -6, 7, 16), fill((255, 244, 226), 0.2, blur=4))
    c.restore()
    c.drawOval(oval(0, -47, 19, 5), fill(shade(tone, 0.16)))
    c.drawOval(oval(0, -46.6, 14.6, 3.2), fill(shade(tone, -0.66)))


def _plate(c: skia.Canvas, tone: RGB) -> None:
    c.drawOval(oval(0, 6, 44, 10), fill(shade(tone, -0.2)))
    c.drawOval(oval(0, 3, 44, 9.6), sheen(-44, 44, tone, 0.6))
    c.drawOval(oval(0, 3.4, 31, 6.2), fill(shade(tone, -0.1)))
    rice = [(-25, 3), (-16, -9), (-4, -14), (9, -10), (15, 3), (0, 7)]
    c.drawPath(
        curve(rice), radial((-6, -9), 24, (0.0, (255, 252, 240), 1), (1.0, (220, 208, 184), 1))
    )
    for x, y, r, leaf in (
        (15, -2, 7.5, (206, 90, 44)),
        (23, 1, 5.5, (222, 122, 52)),
        (9, 2, 5.0, (108, 142, 58)),
    ):
        c.drawCircle(
            x,
            y,
            r,
            radial(
                (x - 2, y - 3), r * 1.6, (0.0, shade(leaf, 0.36), 1), (1.0, shade(leaf, -0.24), 1)
            ),
        )
    for x in (-6, 5):
        steam = curve([(x, -18), (x + 4, -26), (x - 3, -33), (x + 2, -42)], closed=False)
        c.drawPath(steam, stroke((255, 255, 255), 2.4, 0.24, blur=1.4))


def _bowl(c: skia.Canvas, tone: RGB) -> None:
    body = curve([(-28, -18), (28, -18), (24, 0), (11, 10), (-11, 10), (-24, 0)], tension=0.6)
    c.drawPath(body, sheen(-28, 28, tone))
    c.drawOval(oval(0, -18, 28, 6), fill(shade(tone, 0.24)))
    c.drawOval(oval(0, -17.4, 24.4, 4.6), fill((214, 142, 74)))
    for x, y in ((-10, -19), (2, -17), (11, -19)):
        c.drawOval(oval(x, y, 4.4, 1.8), fill((238, 190, 120), 0.9))


def _bread(c: skia.Canvas, tone: RGB) -> None:
    loaf = curve(
        [(-40, 4), (-36, -14), (-18, -24), (12, -25), (36, -15), (41, 3), (30, 11), (-30, 11)]
    )
    c.drawPath(
        loaf,
        radial(
            (-8, -22),
            62,
            (0.0, shade(tone, 0.42), 1),
            (0.55, tone, 1),
            (1.0, shade(tone, -0.42), 1),
        ),
    )
    for x in (-20, -3, 14):
        cut = curve([(x - 6, -6), (x, -15), (x + 10, -20)], closed=False)
        c.drawPath(cut, stroke(shade(tone, 0.66), 4.2, 0.9))
        c.drawPath(cut, stroke(shade(tone, -0.4), 1.0, 0.4))


def _apple(c: skia.Canvas, tone: RGB) -> None:
    body = curve(
        [(0, -30), (10, -34), (20, -22), (15, 0), (5, 6), (-5, 6), (-15, 0), (-20, -22), (-10, -34)]
    )
    c.drawPath(
        body,
        radial(
            (-6, -22), 34, (0.0, shade(tone, 0.44), 1), (0.5, tone, 1), (1.0, shade(tone, -0.4), 1)
        ),
    )
    c.drawPath(curve([(0, -30), (1, -37), (5, -43)], closed=False), stroke((92, 62, 40), 2.4))
    c.drawPath(curve([(3, -38), (12, -46), (20, -43), (12, -37)]), fill((98, 142, 62)))
    c.drawOval(oval(-9, -22, 3.4, 6), fill((255, 255, 255), 0.34, blur=1.4))


def _bucket(c: skia.Canvas, tone: RGB) -> None:
    c.drawPath(polygon([(-27, -30), (27, -30), (20, 26), (-20, 26)]), sheen(-27, 27, tone))
    for y, half in ((-12, 25), (12, 22)):
        c.drawLine(-half, y, half, y, stroke(shade(tone, -0.4), 1.8, 0.6))
    c.drawOval(oval(0, -30, 27, 6), fill(shade(tone, 0.2)))
    c.drawOval(oval(0, -29.4, 23.6, 4.4), fill((70, 110, 138)))
    c.drawArc(oval(0, -30, 25, 34), 180, 180, False, stroke((96, 98, 104), 2.6))


def _basket(c: skia.Canvas, tone: RGB) -> None:
    c.drawArc(oval(0, -22, 30, 42), 180, 180, False, stroke(shade(tone, -0.3), 5.6))
    c.drawArc(oval(0, -22, 30, 42), 180, 180, False, stroke(shade(tone, 0.16), 2.6))
    for k, (x, y) in enumerate(((-20.0, -25.0), (-7.0, -29.0), (7.0, -28.0), (20.0, -24.0))):
        fruit = ((206, 74, 52), (226, 152, 56), (138, 160, 70), (200, 60, 66))[k]
        c.drawCircle(
            x,
            y,
            9.4,
            radial((x - 3, y - 4), 15, (0.0, shade(fruit, 0.42), 1), (1.0, shade(fruit, -0.26), 1)),
        )
    body = curve([(-36, -22), (36, -22), (31, 8), (25, 22), (-25, 22), (-31, 8)], tension=0.4)
    c.drawPath(body, sheen(-36, 36, tone))
    c.save()
    c.clipPath(body, skia.ClipOp.kIntersect, True)
    for row in range(6):
        y = -17.0 + row * 8
        for k in range(-7, 8):
            x = k * 9 + 4.5 * (row % 2)
            slat = oval(x, y, 4.3, 3.2)
            c.drawOval(slat, fill(shade(tone, 0.22), 0.8))
            c.drawArc(slat, 20, 140, False, stroke(shade(tone, -0.5), 1.2, 0.7))
    c.restore()
    c.drawRoundRect(skia.Rect.MakeLTRB(-38, -26, 38, -18), 4, 4, sheen(-38, 38, shade(tone, 0.06)))
    for k in range(-8, 9):
        c.drawLine(k * 4.5 - 2, -25, k * 4.5 + 2, -19, stroke(shade(tone, -0.4), 1.1, 0.6))


def _ball(c: skia.Canvas, tone: RGB) -> None:
    c.drawCircle(
        0,
        0,
        32,
        radial(
            (-10, -13), 52, (0.0, shade(tone, 0.5), 1), (0.5, tone, 1), (1.0, shade(tone, -0.5), 1)
        ),
    )
    for turn in (0.0, 2.1, 4.2):
        x, y = 32 * math.cos(turn), 32 * math.sin(turn)
        seam = curve(
            [
                (x, y),
                (x * 0.3 - y * 0.3, y * 0.3 + x * 0.3),
                (-x * 0.4 - y * 0.8, -y * 0.4 + x * 0.8),
            ],
            closed=False,
        )
        c.drawPath(seam, stroke(shade(tone, 0.62), 2.6, 0.8))
    c.drawOval(oval(-11, -15, 6, 4), fill((255, 255, 255), 0.4, blur=1.6))


_SIDES = ((38.0, 6.0), (-38.0, 6.0))
THINGS: dict[str, Thing] = {
    "cup": Thing(_cup, (-20, -52, 30, 16), (236.0, 226.0, 208.0)),
    "glass": Thing(_glass, (-16, -40, 16, 14), (214.0, 150.0, 74.0)),
    "bottle": Thing(_bottle, (-18, -78, 18, 16), (62.0, 104.0, 78.0)),
    "pot": Thing(_pot, (-42, -56, 42, 34), (182.0, 92.0, 56.0), _SIDES),
    "plate": Thing(_plate, (-48, -48, 48, 20), (240.0, 236.0, 228.0), ((40.0, 8.0), (-40.0, 8.0))),
    "bowl": Thing(_bowl, (-32, -28, 32, 14), (94.0, 122.0, 148.0)),
    "bread": Thing(_bread, (-46, -30, 46, 16), (202.0, 138.0, 72.0), ((34.0, 8.0), (-34.0, 8.0))),
    "apple": Thing(_apple, (-24, -48, 24, 10), (198.0, 48.0, 46.0)),
    "bucket": Thing(_bucket, (-32, -68, 32, 30), (132.0, 140.0, 150.0), ((26.0, 6.0), (-26.0, 6.0)), 64.0),
    "basket": Thing(_basket, (-42, -74, 42, 26), (178.0, 130.0, 74.0), ((34.0, 8.0), (-34.0, 8.0)), 64.0),
    "ball": Thing(_ball, (-36, -36, 36, 36), (206.0, 66.0, 54.0), ((32.0, 6.0), (-32.0, 6.0))),
}  # fmt: skip
