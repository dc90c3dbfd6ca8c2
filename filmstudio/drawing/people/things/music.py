"""Instruments, as those who play them hold them."""

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
from filmstudio.drawing.people.things.thing import GOLD, STEEL, WOOD, Thing, sheen
from filmstudio.film.picture import RGB


def _trumpet(c: skia.Canvas, tone: RGB) -> None:
    c.rotate(-24)
    dark, light = shade(tone, -0.46), shade(tone, 0.5)

    def pipe(points: list[tuple[float, float]], width: float) -> None:
        path = curve(points, closed=False, tension=0.8)
        c.drawPath(path, stroke(dark, width))
        c.drawPath(path, stroke(tone, width * 0.72))
        c.save()
        c.translate(0, -width * 0.16)
        c.drawPath(path, stroke(light, width * 0.24, 0.9))
        c.restore()

    pipe([(-64, -12), (-20, -12), (34, -12)], 4.6)
    pipe([(34, -12), (44, -8), (45, 4), (34, 9), (-26, 9)], 4.6)
    pipe([(-26, 9), (-38, 4), (-37, -6), (-26, -9.6)], 4.2)
    for x in (-9, 3, 15):
        c.drawRoundRect(
            skia.Rect.MakeLTRB(x - 4.6, -19, x + 4.6, 18), 2, 2, sheen(x - 4.6, x + 4.6, tone)
        )
        c.drawRect(skia.Rect.MakeLTRB(x - 1.2, -27, x + 1.2, -19), fill(shade(STEEL, 0.2)))
        c.drawOval(oval(x, -28, 4.2, 1.9), fill((246, 240, 226)))
        c.drawRoundRect(skia.Rect.MakeLTRB(x - 5.2, -20, x + 5.2, -17), 1, 1, fill(light))
        c.drawRoundRect(skia.Rect.MakeLTRB(x - 5.2, 16, x + 5.2, 19), 1, 1, fill(dark))
    bell = curve(
        [(20, -15), (44, -16), (62, -23), (76, -37), (76, 13), (62, -1), (44, -8), (20, -9)],
        tension=0.7,
    )
    c.drawPath(bell, linear((0, -34), (0, 10), light, tone, dark, shade(tone, -0.1)))
    c.drawOval(oval(76, -12, 5.4, 25), linear((0, -36), (0, 12), light, shade(tone, -0.1)))
    c.drawOval(oval(77, -12, 3.4, 21), fill(shade(tone, -0.62)))
    cup = polygon([(-64, -15), (-72, -17.4), (-75, -17.4), (-75, -6.6), (-72, -6.6), (-64, -9)])
    c.drawPath(cup, linear((0, -18), (0, -6), shade(STEEL, 0.5), shade(STEEL, -0.3)))


def _waist(half: float, waist: float, top: float, middle: float, bottom: float) -> skia.Path:
    """The outline of a body with a waist, along x from `top` (neck end) to `bottom`."""
    return curve(
        [
            (top, -half * 0.46), (top, half * 0.46), (top - half * 0.5, half * 0.8), (middle, waist),
            (bottom + half * 0.9, half), (bottom + half * 0.14, half * 0.66), (bottom, 0),
            (bottom + half * 0.14, -half * 0.66), (bottom + half * 0.9, -half), (middle, -waist),
            (top - half * 0.5, -half * 0.8),
        ]
    )  # fmt: skip


def _guitar(c: skia.Canvas, tone: RGB) -> None:
    c.scale(-1, 1)
    c.rotate(-16)
    body = _waist(42, 25, 28, -4, -74)
    c.save()
    c.translate(1.4, 3.4)
    c.drawPath(body, fill(shade(tone, -0.6)))
    c.restore()
    c.drawPath(
        body,
        radial(
            (-26, -18),
            84,
            (0.0, shade(tone, 0.34), 1),
            (0.6, tone, 1),
            (1.0, shade(tone, -0.44), 1),
        ),
    )
    c.drawPath(body, stroke(shade(tone, 0.5), 1.6, 0.8))
    c.drawCircle(-4, 0, 13.4, fill(shade(tone, 0.44)))
    c.drawCircle(-4, 0, 11.6, fill((36, 22, 16)))
    c.drawRoundRect(skia.Rect.MakeLTRB(-50, -13, -44, 13), 2, 2, fill((58, 36, 24)))
    c.drawRect(
        skia.Rect.MakeLTRB(4, -5, 118, 5), linear((0, -5), (0, 5), (104, 68, 44), (64, 40, 28))
    )
    for k in range(11):
        x = 112 - 92 * (1 - 0.9**k) / (1 - 0.9**11)
        c.drawLine(x, -5, x, 5, stroke((212, 204, 190), 0.8, 0.8))
    c.drawPath(
        polygon([(118, -5.4), (124, -8), (146, -9), (146, 9), (124, 8), (118, 5.4)]),
        fill((76, 48, 32)),
    )
    for x in (126, 133, 140):
        for y in (-11, 11):
            c.drawCircle(x, y, 2.6, fill((232, 226, 212)))
    for k in range(5):
        y = -4 + k * 2
        c.drawLine(-46, y * 1.5, 120, y, stroke((240, 236, 226), 0.6, 0.75))


def _violin(c: skia.Canvas, tone: RGB) -> None:
    c.scale(-1, 1)
    c.rotate(-30)
    body = _waist(22, 12, 22, 2, -38)
    c.drawPath(
        body,
        radial(
            (-12, -9), 48, (0.0, shade(tone, 0.34), 1), (0.55, tone, 1), (1.0, shade(tone, -0.5), 1)
        ),
    )
    c.drawPath(body, stroke(shade(tone, -0.5), 1.2, 0.7))
    for y in (-8.0, 8.0):
        hole = curve([(-12, y - 1.6), (-5, y), (3, y + 1.6)], closed=False)
        c.drawPath(hole, stroke((40, 20, 14), 1.6))
    c.drawPath(polygon([(-34, -2), (-12, -4.6), (-12, 4.6), (-34, 2)]), fill((34, 26, 24)))
    c.drawRect(skia.Rect.MakeLTRB(-9, -5.6, -7, 5.6), fill((226, 186, 130)))
    c.drawRect(
        skia.Rect.MakeLTRB(2, -2.8, 64, 2.8), linear((0, -3), (0, 3), (70, 50, 44), (30, 22, 20))
    )
    c.drawCircle(70, 0, 5, fill(shade(tone, -0.3)))
    c.drawCircle(70, 0, 2.2, fill(shade(tone, 0.2)))
    for x, y in ((61.0, -6.0), (66.0, 6.5)):
        c.drawLine(x, 0, x, y, stroke((34, 26, 24), 2.4))
    for string in (-1.8, -0.6, 0.6, 1.8):
        c.drawLine(-14, string * 1.4, 66, string, stroke((244, 240, 230), 0.5, 0.8))
    # The bow lies across the strings.
    c.drawPath(
        curve([(-42, 30), (0, 4), (34, -34)], closed=False, tension=0.3), stroke((104, 58, 34), 2.4)
    )
    c.drawLine(-41, 32, 35, -31, stroke((246, 242, 232), 1.0, 0.9))


def _drum(c: skia.Canvas, tone: RGB) -> None:
    c.drawPath(polygon([(-38, -30), (38, -30), (36, 26), (-36, 26)]), sheen(-38, 38, tone))
    c.drawOval(oval(0, 26, 36, 9), sheen(-36, 36, shade(tone, -0.2)))
    for k in range(-3, 3):
        a, b = k * 11.6, k * 11.6 + 5.8
        for x in (a, k * 11.6 + 11.6):
            c.drawLine(x, -22, b, 28, stroke((244, 234, 214), 1.5, 0.85))
    c.drawOval(oval(0, 27, 37, 9), stroke(shade(WOOD, 0.1), 4.4))
    c.drawRect(skia.Rect.MakeLTRB(-39, -34, 39, -25), sheen(-39, 39, shade(WOOD, 0.1)))
    c.drawOval(oval(0, -33, 39, 10.6), sheen(-39, 39, shade(WOOD, 0.16)))
    c.drawOval(
        oval(0, -34, 35.4, 8.8),
        radial((-8, -37), 40, (0.0, (255, 250, 238), 1), (1.0, (222, 206, 176), 1)),
    )


def _flute(c: skia.Canvas, tone: RGB) -> None:
    c.rotate(-14)
    c.drawRoundRect(
        skia.Rect.MakeLTRB(-74, -5.4, 74, 5.4),
        5,
        5,
        linear((0, -6), (0, 6), shade(tone, 0.4), tone, shade(tone, -0.4)),
    )
    for x in (-66, -24, 66):
        c.drawRect(skia.Rect.MakeLTRB(x - 3.4, -6, x + 3.4, 6), fill(shade((162, 40, 44), -0.1)))
    c.drawOval(oval(-48, -1, 4.2, 2.6), fill((48, 28, 18)))
    for k in range(6):
        c.drawOval(oval(-8 + k * 12, -1, 2.9, 2.3), fill((48, 28, 18)))


def _bell(c: skia.Canvas, tone: RGB) -> None:
    c.drawRoundRect(skia.Rect.MakeLTRB(-4, -12, 4, 16), 3, 3, sheen(-4, 4, shade(WOOD, -0.1)))
    c.drawCircle(0, 17, 6, fill(shade(tone, -0.2)))
    c.drawOval(oval(0, 59, 5.6, 6), fill(shade(tone, -0.5)))
    body = curve(
        [(-7, 19), (7, 19), (14, 30), (17, 46), (27, 58), (-27, 58), (-17, 46), (-14, 30)],
        tension=0.6,
    )
    c.drawPath(body, sheen(-25, 25, tone))
    c.drawOval(oval(0, 58, 27, 5), linear((-27, 0), (27, 0), shade(tone, 0.3), shade(tone, -0.5)))
    c.drawOval(oval(0, 58.6, 22, 3.2), fill(shade(tone, -0.66)))
    for y, half in ((33, 14.4), (46, 17.4)):
        c.drawPath(
            curve([(-half, y), (0, y + 2.4), (half, y)], closed=False),
            stroke(shade(tone, -0.4), 1.5, 0.7),
        )
    c.drawOval(oval(-7, 39, 2.6, 11), fill((255, 250, 230), 0.4, blur=1.4))


THINGS: dict[str, Thing] = {
    "trumpet": Thing(_trumpet, (-86, -78, 92, 48), GOLD),
    "guitar": Thing(_guitar, (-152, -70, 96, 70), (186.0, 104.0, 48.0), ((44.0, 8.0), (-84.0, -24.0))),
    "violin": Thing(_violin, (-80, -64, 60, 54), (166.0, 82.0, 40.0), ((42.0, 4.0), (-42.0, -26.0))),
    "drum": Thing(_drum, (-46, -48, 46, 42), (176.0, 52.0, 46.0), ((38.0, 6.0), (-38.0, 6.0))),
    "flute": Thing(_flute, (-82, -32, 82, 32), (206.0, 158.0, 90.0), ((44.0, -11.0), (-14.0, 4.0))),
    "bell": Thing(_bell, (-32, -18, 32, 70), GOLD),
}  # fmt: skip
