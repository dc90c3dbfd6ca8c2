"""What is carried along: umbrellas, bags, staffs, brooms, swords, ropes, boxes."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

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


def _umbrella(c: skia.Canvas, tone: RGB) -> None:
    c.rotate(-5)
    c.drawLine(0, 12, 0, -248, stroke((70, 56, 50), 3.6))
    c.drawArc(oval(7, 14, 7, 9), 0, 180, False, stroke((108, 66, 40), 4.6))
    dome = curve([(-124, -168), (-94, -218), (0, -252), (94, -218), (124, -168)], closed=False)
    ribs = (-124, -74, -26, 26, 74, 124)
    for a, b in zip(ribs[:0:-1], ribs[-2::-1], strict=True):
        dome.quadTo((a + b) / 2, -186, b, -168)
    under = curve([(-120, -170), (-60, -194), (0, -200), (60, -194), (120, -170), (0, -172)])
    c.drawPath(under, fill(shade(tone, -0.62)))
    c.drawPath(dome, linear((-96, -244), (100, -172), shade(tone, 0.3), tone, shade(tone, -0.34)))
    c.save()
    c.clipPath(dome, skia.ClipOp.kIntersect, True)
    for number, (a, b) in enumerate(itertools.pairwise(ribs)):
        if number % 2:
            panel = skia.Path()
            panel.moveTo(0, -252)
            panel.quadTo(a * 0.78, -226, a, -162)
            panel.lineTo(b, -162)
            panel.quadTo(b * 0.78, -226, 0, -252)
            c.drawPath(panel, fill(shade(tone, -0.4), 0.24))
    for x in ribs[1:-1]:
        rib = skia.Path()
        rib.moveTo(0, -252)
        rib.quadTo(x * 0.78, -226, x, -168)
        c.drawPath(rib, stroke(shade(tone, -0.46), 1.4, 0.6))
    c.restore()
    c.drawLine(0, -251, 0, -263, stroke((70, 56, 50), 3.4))


def _stick(c: skia.Canvas, tone: RGB) -> None:
    shaft = polygon([(-3.8, -36), (3.8, -36), (2.6, 225), (-2.6, 225)])
    c.drawPath(shaft, sheen(-4, 4, tone))
    c.drawCircle(
        0, -37, 5.8, radial((-2, -39), 9, (0.0, shade(tone, 0.3), 1), (1.0, shade(tone, -0.2), 1))
    )


def _broom(c: skia.Canvas, tone: RGB) -> None:
    c.rotate(8)
    c.drawRect(skia.Rect.MakeLTRB(-3.2, -132, 3.2, 78), sheen(-3.4, 3.4, WOOD))
    head = curve(
        [(-8, 72), (8, 72), (15, 92), (28, 136), (0, 141), (-28, 136), (-15, 92)], tension=0.5
    )
    c.drawPath(head, sheen(-28, 28, tone))
    for k in range(-7, 8):
        line = curve([(k * 1.0, 80), (k * 1.9, 104), (k * 3.7, 137)], closed=False)
        c.drawPath(line, stroke(shade(tone, -0.44 if k % 2 else 0.34), 1.1, 0.6))
    for y, half in ((82, 11), (90, 13.6)):
        c.drawLine(-half, y, half, y, stroke((162, 52, 44), 2.6))


def _sword(c: skia.Canvas, tone: RGB) -> None:
    c.rotate(12)
    blade = polygon([(-5.4, -16), (-4.6, -142), (0, -158), (4.6, -142), (5.4, -16)])
    c.drawPath(
        blade,
        linear(
            (-5.4, 0),
            (5.4, 0),
            shade(tone, 0.5),
            shade(tone, 0.2),
            shade(tone, -0.3),
            shade(tone, 0.1),
        ),
    )
    c.drawLine(0, -20, 0, -148, stroke(shade(tone, -0.3), 1.2, 0.7))
    guard = curve([(-25, -13), (0, -18), (25, -13), (25, -9), (0, -11), (-25, -9)], tension=0.6)
    c.drawPath(guard, linear((0, -18), (0, -9), shade(GOLD, 0.4), shade(GOLD, -0.3)))
    c.drawRoundRect(skia.Rect.MakeLTRB(-3.6, -10, 3.6, 18), 2, 2, sheen(-4, 4, (96, 56, 40)))
    c.drawCircle(
        0, 21, 5.4, radial((-2, 19), 8, (0.0, shade(GOLD, 0.4), 1), (1.0, shade(GOLD, -0.3), 1))
    )


def _rope(c: skia.Canvas, tone: RGB) -> None:
    def strand(path: skia.Path, points: Sequence[tuple[float, float]]) -> None:
        c.drawPath(path, stroke(shade(tone, -0.5), 8.6))
        c.drawPath(path, stroke(tone, 7.2))
        for (x, y), (nx, ny) in itertools.pairwise(points):
            turn = math.atan2(ny - y, nx - x) + 0.9
            dx, dy = 3.4 * math.cos(turn), 3.4 * math.sin(turn)
            c.drawLine(x - dx, y - dy, x + dx, y + dy, stroke(shade(tone, -0.38), 1.3, 0.8))
            c.drawLine(
                x - dx + 1.6, y - dy, x + dx + 1.6, y + dy, stroke(shade(tone, 0.36), 1.0, 0.5)
            )

    for k in (3, 2, 1, 0):
        rx, ry = 26 - k * 1.8, 30 - k * 2.4
        x0, y0 = (k - 1.5) * 5.0, 22 + (k % 2) * 3
        ring = [
            (x0 + rx * math.sin(t / 40 * math.tau), y0 - ry * math.cos(t / 40 * math.tau))
            for t in range(41)
        ]
        strand(curve(ring[:-1]), ring)
    end = [(9, 8), (24, 24), (29, 44), (25, 62)]
    strand(curve(end, closed=False), end)


def _bag(c: skia.Canvas, tone: RGB) -> None:
    c.drawArc(oval(0, -30, 19, 31), 180, 180, False, stroke(shade(tone, -0.44), 4.8))
    c.drawArc(oval(0, -30, 19, 31), 180, 180, False, stroke(shade(tone, 0.1), 2.0))
    body = curve([(-30, -30), (30, -30), (37, 14), (31, 27), (-31, 27), (-37, 14)], tension=0.4)
    c.drawPath(body, sheen(-37, 37, tone))
    flap = curve([(-31, -31), (31, -31), (32, -10), (15, 2), (-15, 2), (-32, -10)], tension=0.5)
    c.drawPath(flap, linear((0, -31), (0, 2), shade(tone, 0.14), shade(tone, -0.16)))
    c.drawPath(flap, stroke(shade(tone, -0.5), 1.2, 0.7))
    c.drawRoundRect(skia.Rect.MakeLTRB(-5, -4, 5, 8), 2, 2, fill(GOLD))
    for x in (-29, 29):
        c.drawLine(x, -22, x * 1.08, 18, stroke(shade(tone, 0.4), 0.9, 0.5))


def _suitcase(c: skia.Canvas, tone: RGB) -> None:
    c.drawArc(oval(0, -32, 13, 13), 180, 180, False, stroke((70, 46, 34), 5))
    box = skia.Rect.MakeLTRB(-44, -32, 44, 28)
    c.drawRoundRect(
        box, 6, 6, linear((-44, -32), (44, 28), shade(tone, 0.24), tone, shade(tone, -0.32))
    )
    for x in (-27, 27):
        c.drawRect(skia.Rect.MakeLTRB(x - 4, -32, x + 4, 28), fill(shade(tone, -0.5), 0.8))
        c.drawRect(skia.Rect.MakeLTRB(x - 4.6, -21, x + 4.6, -15), fill(GOLD))
    for x, y in ((-44, -32), (36, -32), (-44, 20), (36, 20)):
        c.drawRoundRect(skia.Rect.MakeXYWH(x, y, 8, 8), 3, 3, fill(shade(tone, -0.6)))


def _box(c: skia.Canvas, tone: RGB) -> None:
    c.drawRect(
        skia.Rect.MakeLTRB(-32, -22, 32, 30),
        linear((-32, 0), (32, 0), shade(tone, 0.12), shade(tone, -0.26)),
    )
    c.drawRect(
        skia.Rect.MakeLTRB(-35, -32, 35, -18),
        linear((-35, 0), (35, 0), shade(tone, 0.26), shade(tone, -0.16)),
    )
    ribbon: RGB = (244.0, 222.0, 160.0) if tone[0] > tone[2] else (236.0, 110.0, 96.0)
    c.drawRect(skia.Rect.MakeLTRB(-6, -32, 6, 30), sheen(-6, 6, ribbon))
    for side in (-1, 1):
        bow = curve([(0, -33), (side * 16, -50), (side * 27, -43), (side * 18, -33)])
        c.drawPath(bow, linear((0, -50), (0, -33), shade(ribbon, 0.3), shade(ribbon, -0.26)))
    c.drawCircle(0, -35, 4.6, fill(shade(ribbon, -0.1)))


def _flag(c: skia.Canvas, tone: RGB) -> None:
    c.drawRect(skia.Rect.MakeLTRB(-2.4, -140, 2.4, 26), sheen(-2.6, 2.6, WOOD))
    cloth = curve(
        [(2, -138), (26, -144), (52, -134), (78, -141), (76, -92), (52, -86), (26, -96), (2, -90)],
        tension=0.8,
    )
    c.drawPath(
        cloth,
        linear((2, 0), (78, 0), tone, shade(tone, 0.26), shade(tone, -0.2), shade(tone, 0.16)),
    )
    c.drawCircle(0, -141, 3.6, fill(shade(STEEL, 0.2)))


_EDGES = ((33.0, 8.0), (-33.0, 8.0))
THINGS: dict[str, Thing] = {
    "umbrella": Thing(_umbrella, (-152, -276, 134, 30), (178.0, 50.0, 56.0)),
    "stick": Thing(_stick, (-12, -48, 12, 230), WOOD, close=False),
    "broom": Thing(_broom, (-52, -140, 36, 148), (206.0, 164.0, 92.0)),
    "sword": Thing(_sword, (-32, -168, 44, 34), (196.0, 206.0, 216.0)),
    "rope": Thing(_rope, (-46, -22, 46, 72), (188.0, 152.0, 100.0)),
    "bag": Thing(_bag, (-42, -66, 42, 32), (138.0, 86.0, 54.0), ((34.0, 8.0), (-34.0, 8.0)), 58.0),
    "suitcase": Thing(_suitcase, (-50, -52, 50, 34), (146.0, 88.0, 52.0), ((44.0, 8.0), (-44.0, 8.0)), 46.0),
    "box": Thing(_box, (-40, -58, 40, 34), (186.0, 52.0, 60.0), _EDGES),
    "flag": Thing(_flag, (-10, -152, 88, 32), (196.0, 52.0, 48.0)),
}  # fmt: skip
