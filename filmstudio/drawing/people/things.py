"""Things that a hand can hold, drawn about the middle of the palm."""

from __future__ import annotations

from collections.abc import Callable

import skia

from filmstudio.drawing.people.brush import (
    Point,
    curve,
    fill,
    linear,
    oval,
    polygon,
    radial,
    shade,
    stroke,
)
from filmstudio.drawing.people.headwear import GOLD
from filmstudio.film.picture import RGB


def _cup(c: skia.Canvas, tone: RGB) -> None:
    c.drawArc(oval(15, -6, 9, 9), -90, 180, False, stroke(shade(tone, -0.1), 3.6))
    c.drawPath(
        curve([(-14, -22), (14, -22), (13, 2), (8, 11), (-8, 11), (-13, 2)], tension=0.5),
        linear((-14, 0), (14, 0), shade(tone, 0.3), shade(tone, -0.2)),
    )
    c.drawOval(oval(0, -22, 14, 3.6), fill(shade(tone, -0.3)))
    c.drawOval(oval(0, -21.4, 11.6, 2.6), fill((92, 54, 34)))
    for x in (-4, 4):
        c.drawPath(
            curve([(x, -27), (x + 2.6, -33), (x - 1.6, -39), (x + 1, -46)], closed=False),
            stroke((255, 255, 255), 2.2, 0.28, blur=1.0),
        )


def _letter(c: skia.Canvas, tone: RGB) -> None:
    c.save()
    c.rotate(-8)
    c.drawRect(
        skia.Rect.MakeLTRB(-20, -50, 26, 8),
        linear((-20, -50), (26, 8), (252, 246, 232), (230, 218, 194)),
    )
    for k in range(6):
        c.drawLine(
            -14, -42 + k * 7, 20 - 9 * (k % 3 == 2), -42 + k * 7, stroke((126, 108, 100), 1.2, 0.65)
        )
    c.drawPath(polygon([(26, -50), (15, -50), (26, -39)]), fill((214, 200, 172)))
    c.restore()


def _lamp(c: skia.Canvas, tone: RGB) -> None:
    c.drawCircle(
        0, -30, 60, radial((0, -30), 60, (0.0, (255, 206, 110), 0.5), (1.0, (255, 170, 60), 0.0))
    )
    c.drawPath(
        curve([(-24, -16), (24, -18), (14, 2), (0, 6), (-14, 2)], tension=0.6),
        linear((0, -16), (0, 6), shade(GOLD, 0.2), shade(GOLD, -0.4)),
    )
    c.drawOval(oval(0, -16.6, 24, 4.2), fill(shade(GOLD, -0.3)))
    c.drawPath(
        curve([(0, -48), (7.4, -27), (0, -17), (-7.4, -27)]),
        radial(
            (0, -23),
            26,
            (0.0, (255, 250, 214), 1.0),
            (0.5, (255, 196, 70), 1.0),
            (1.0, (240, 110, 40), 1.0),
        ),
    )


def _book(c: skia.Canvas, tone: RGB) -> None:
    c.drawPath(
        polygon([(-36, -34), (0, -26), (36, -34), (36, 8), (0, 16), (-36, 8)]),
        fill(shade(tone, -0.1)),
    )
    c.drawPath(
        polygon([(-33, -37), (0, -29), (0, 12), (-33, 4)]),
        linear((-33, 0), (0, 0), (252, 247, 236), (222, 212, 194)),
    )
    c.drawPath(
        polygon([(33, -37), (0, -29), (0, 12), (33, 4)]),
        linear((0, 0), (33, 0), (226, 216, 198), (252, 247, 236)),
    )
    for k in range(4):
        for side in (-1, 1):
            c.drawLine(
                side * 6, -21 + k * 7, side * 28, -27 + k * 7, stroke((136, 120, 112), 1.0, 0.55)
            )


def _umbrella(c: skia.Canvas, tone: RGB) -> None:
    c.drawLine(0, 12, 0, -190, stroke((70, 56, 50), 3.4))
    c.drawArc(oval(6, 14, 6, 8), 0, 180, False, stroke((108, 66, 40), 4.2))
    dome = curve([(-112, -150), (-84, -196), (0, -226), (84, -196), (112, -150)], closed=False)
    hem = [
        (112, -150),
        (84, -160),
        (56, -150),
        (28, -160),
        (0, -150),
        (-28, -160),
        (-56, -150),
        (-84, -160),
        (-112, -150),
    ]
    for a, b in zip(hem[:-1:2], hem[2::2], strict=True):
        dome.quadTo((a[0] + b[0]) / 2, -166, b[0], b[1])
    c.drawPath(dome, linear((-90, -220), (90, -150), shade(tone, 0.24), shade(tone, -0.28)))
    for x in (-56, 0, 56):
        c.drawPath(
            curve([(0, -226), (x * 0.7, -196), (x, -151)], closed=False),
            stroke(shade(tone, -0.4), 1.2, 0.6),
        )
    c.drawLine(0, -226, 0, -236, stroke((70, 56, 50), 3.0))


def _phone(c: skia.Canvas, tone: RGB) -> None:
    c.save()
    c.rotate(6)
    c.drawRoundRect(
        skia.Rect.MakeLTRB(-12, -38, 13, 12),
        4.5,
        4.5,
        linear((-12, 0), (13, 0), (62, 64, 76), (26, 27, 34)),
    )
    c.drawRoundRect(skia.Rect.MakeLTRB(-10, -36, -1, -26), 3, 3, fill((18, 18, 24)))
    c.drawCircle(-5.5, -31, 2.6, fill((70, 84, 110)))
    c.restore()


def _bell(c: skia.Canvas, tone: RGB) -> None:
    c.rotate(180)
    c.drawLine(0, 10, 0, -18, stroke(shade(GOLD, -0.35), 5.0))
    c.drawPath(
        curve([(-6, -22), (6, -22), (12, -42), (20, -52), (-20, -52), (-12, -42)], tension=0.5),
        linear((-20, 0), (20, 0), shade(GOLD, 0.3), shade(GOLD, -0.35)),
    )
    c.drawOval(oval(0, -52, 20, 4.0), fill(shade(GOLD, -0.4)))
    c.drawCircle(0, -55, 4.2, fill(shade(GOLD, -0.15)))


def _stick(c: skia.Canvas, tone: RGB) -> None:
    c.drawPath(
        polygon([(-3.6, -34), (3.6, -34), (2.6, 225), (-2.6, 225)]),
        linear((-4, 0), (4, 0), (146, 100, 64), (88, 56, 36)),
    )
    c.drawCircle(0, -35, 5.4, fill((120, 80, 50)))


_THINGS: dict[str, tuple[Callable[[skia.Canvas, RGB], None], tuple[float, float, float, float]]] = {
    "cup": (_cup, (-20, -50, 28, 16)), "letter": (_letter, (-36, -60, 38, 16)), "lamp": (_lamp, (-64, -94, 64, 34)),
    "book": (_book, (-42, -44, 42, 20)), "umbrella": (_umbrella, (-118, -240, 118, 28)), "phone": (_phone, (-20, -46, 22, 18)),
    "bell": (_bell, (-26, -14, 26, 62)), "stick": (_stick, (-12, -46, 12, 230)),
}  # fmt: skip
THINGS = tuple(_THINGS)
"""The things a hand can hold."""
_ALIASES = {
    "mug": "cup", "tea": "cup", "coffee": "cup", "glass": "cup", "paper": "letter", "note": "letter", "lantern": "lamp",
    "diya": "lamp", "candle": "lamp", "notebook": "book", "mobile": "phone", "staff": "stick", "cane": "stick",
    "parasol": "umbrella",
}  # fmt: skip


def thing_named(text: str) -> str:
    """The thing this word or phrase asks for, or "" where it is not one that a hand holds here."""
    for word in reversed(text.lower().replace("-", " ").split()):
        found = _ALIASES.get(word, word)
        if found in _THINGS:
            return found
    return ""


def thing_box(name: str, at: Point) -> tuple[float, float, float, float]:
    """What a held thing covers when the palm is at `at`."""
    left, top, right, bottom = _THINGS[name][1]
    return at[0] + left, at[1] + top, at[0] + right, at[1] + bottom


def draw_thing(canvas: skia.Canvas, name: str, at: Point, colour: RGB) -> None:
    """The thing upright in a hand whose palm is at `at`."""
    canvas.save()
    canvas.translate(*at)
    _THINGS[name][0](canvas, colour)
    canvas.restore()
