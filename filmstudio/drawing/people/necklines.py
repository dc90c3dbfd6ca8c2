"""Necklines: collars, lapels, hoods and wraps, and the bare skin they leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import skia

from filmstudio.drawing.people.brush import (
    Point,
    curve,
    fill,
    linear,
    polygon,
    radial,
    shade,
    stroke,
)
from filmstudio.drawing.people.garments import blouse
from filmstudio.drawing.people.headwear import GOLD
from filmstudio.drawing.people.looks import Appearance
from filmstudio.drawing.people.rig import Build
from filmstudio.film.picture import RGB


class Torso:
    """What the garment painters share: canvas, measures and the middle line of the turned chest."""

    def __init__(
        self, canvas: skia.Canvas, look: Appearance, body: Build, facing: float, behind: bool
    ) -> None:
        self.canvas, self.look, self.body = canvas, look, body
        self.behind = behind
        self.facing = facing
        self.t = body.torso
        self.n = body.neck
        self.k = body.torso / 202.0
        self.mid = facing * body.chest * 0.3
        self.half = body.chest * (1 - 0.13 * abs(facing))

    def line(
        self,
        points: Sequence[Point],
        colour: RGB,
        width: float,
        alpha: float = 1.0,
        blur: float = 0.0,
    ) -> None:
        self.canvas.drawPath(curve(points, closed=False), stroke(colour, width, alpha, blur=blur))


def _opening(wear: Torso, points: Sequence[Point]) -> None:
    """Bare skin where a neckline leaves the chest free."""
    skin = wear.look.skin
    path = curve(points, tension=0.8)
    canvas = wear.canvas
    canvas.drawPath(path, fill(shade(skin, -0.05)))
    canvas.save()
    canvas.clipPath(path, skia.ClipOp.kIntersect, True)
    for side in (-1, 1):
        wear.line(
            [(wear.mid * 0.5 + side * 3, 13), (side * wear.n * 1.3, 9), (side * wear.n * 2.2, 8)],
            shade(skin, -0.35),
            1.3,
            0.3,
            0.5,
        )
    canvas.restore()


def _round(wear: Torso, depth: float = 15.0) -> None:
    n, m = wear.n, wear.mid * 0.55
    _opening(
        wear, [(-n * 1.42, -6), (-n * 1.25, 4), (m, depth), (n * 1.25, 4), (n * 1.42, -6), (0, -14)]
    )
    wear.line(
        [
            (-n * 1.46, -3),
            (-n * 1.2 + m * 0.2, 5.5),
            (m, depth + 1),
            (n * 1.2 + m * 0.2, 5.5),
            (n * 1.46, -3),
        ],
        shade(wear.look.cloth, -0.22),
        3.6,
    )


def _deep(wear: Torso) -> None:
    n, m = wear.n, wear.mid * 0.6
    tone = blouse(wear.look) if wear.look.garment == "sari" else wear.look.cloth
    _opening(
        wear,
        [(-n * 1.7, -6), (-n * 1.5, 8), (m, 26 * wear.k), (n * 1.5, 8), (n * 1.7, -6), (0, -14)],
    )
    wear.line(
        [(-n * 1.74, -3), (-n * 1.5, 9), (m, 27 * wear.k), (n * 1.5, 9), (n * 1.74, -3)],
        shade(tone, 0.24),
        2.4,
    )


def _collar(wear: Torso) -> None:
    n, m, cloth = wear.n, wear.mid, wear.look.cloth
    _opening(wear, [(-n, -8), (m * 0.6, 20), (n, -8)])
    wear.line(
        [(m * 0.6, 18), (m * 0.95, wear.t * 0.5), (m, wear.t + 16)], shade(cloth, -0.3), 1.6, 0.7
    )
    wear.line(
        [(m * 0.6 + 5, 20), (m * 0.95 + 5.4, wear.t * 0.5), (m + 5.4, wear.t + 16)],
        shade(cloth, 0.2),
        0.9,
        0.5,
    )
    for i in range(5):
        y = 34 * wear.k + i * 34 * wear.k
        x = m * (0.68 + 0.3 * min(1.0, y / wear.t)) + 2.5
        wear.canvas.drawCircle(x, y, 1.9, fill(shade(cloth, 0.5)))
        wear.canvas.drawCircle(x, y, 1.9, stroke(shade(cloth, -0.35), 0.5, 0.6))
    for side in (-1, 1):
        wing = [
            (side * n * 1.2, -9),
            (side * n * 1.62, 2),
            (m * 0.6 + side * n * 0.98, 21),
            (m * 0.6 + side * 0.8, 17),
        ]
        wear.canvas.drawPath(
            polygon([(x + 0.6, y + 1.8) for x, y in wing]), fill(shade(cloth, -0.5), 0.35, blur=1.0)
        )
        wear.canvas.drawPath(
            curve(wing, tension=0.3), fill(shade(cloth, 0.12 if side < 0 else 0.05))
        )


def _hood(wear: Torso) -> None:
    n, m, cloth = wear.n, wear.mid * 0.6, wear.look.cloth
    _opening(wear, [(-n * 1.1, -8), (m, 14), (n * 1.1, -8)])
    back = curve(
        [
            (-n * 2.5, 12),
            (-n * 2.2, -7),
            (-n * 1.2, -13),
            (-n * 0.95, 0),
            (m, 17),
            (n * 0.95, 0),
            (n * 1.2, -13),
            (n * 2.2, -7),
            (n * 2.5, 12),
            (n * 1.2, 28),
            (m, 35),
            (-n * 1.2, 28),
        ]
    )
    wear.canvas.drawPath(back, linear((0, -10), (0, 36), shade(cloth, 0.08), shade(cloth, -0.24)))
    wear.line([(-n * 0.95, 0), (m, 17.5), (n * 0.95, 0)], shade(cloth, -0.45), 2.0, 0.7)
    for side, low in ((-1, 74), (1, 66)):
        wear.line(
            [(m + side * 9, 29), (m + side * 10.4, 48), (m * 1.2 + side * 9.4, low * wear.k)],
            (244, 240, 232),
            2.4,
        )
    pocket = [
        (wear.mid - wear.half * 0.62, wear.t * 0.92),
        (wear.mid - wear.half * 0.42, wear.t * 0.68),
        (wear.mid + wear.half * 0.42, wear.t * 0.68),
        (wear.mid + wear.half * 0.62, wear.t * 0.92),
    ]
    wear.canvas.drawPath(polygon(pocket, closed=False), stroke(shade(cloth, -0.35), 1.6, 0.6))
    wear.canvas.drawRect(
        skia.Rect.MakeLTRB(-90, wear.t - 1, 90, wear.t + 14), fill(shade(cloth, -0.2))
    )


def _lapels(wear: Torso) -> None:
    n, m, look, low = wear.n, wear.mid, wear.look, wear.t * 0.58
    coat = look.garment == "coat"
    shirt = shade(look.second, 0.25) if coat else (246.0, 243.0, 236.0)
    wear.canvas.drawPath(polygon([(-n * 1.3, -8), (m, low + 4), (n * 1.3, -8)]), fill(shirt))
    _opening(wear, [(-n * 0.92, -8), (m * 0.5, 13), (n * 0.92, -8)])
    if not coat:
        for side in (-1, 1):
            wear.canvas.drawPath(
                polygon(
                    [
                        (side * n * 1.1, -9),
                        (side * n * 1.2, 3),
                        (m * 0.5 + side * n * 0.62, 22),
                        (m * 0.5, 14),
                    ]
                ),
                fill(shade(shirt, -0.02 if side < 0 else -0.07)),
            )
        if not look.feminine:
            tie = (154.0, 38.0, 58.0)
            wear.canvas.drawPath(
                polygon(
                    [(m * 0.5 - 5, 14), (m * 0.5 + 5, 14), (m * 0.6 + 3.4, 23), (m * 0.6 - 3.4, 23)]
                ),
                fill(shade(tie, -0.12)),
            )
            wear.canvas.drawPath(
                polygon(
                    [
                        (m * 0.6 - 3.4, 23),
                        (m * 0.6 + 3.4, 23),
                        (m + 7, low - 8),
                        (m, low + 4),
                        (m - 7, low - 8),
                    ]
                ),
                linear((m - 7, 0), (m + 7, 0), shade(tie, 0.12), shade(tie, -0.2)),
            )
    for side in (-1, 1):
        lapel = [
            (side * n * 1.22, -9),
            (side * n * 1.9, 5),
            (m * 0.5 + side * wear.half * 0.66, 44 * wear.k),
            (m * 0.5 + side * wear.half * 0.5, 50 * wear.k),
            (m * 0.6 + side * wear.half * 0.58, 58 * wear.k),
            (m, low + 4),
        ]
        wear.canvas.drawPath(
            polygon([(x + 0.6, y + 2.4) for x, y in lapel]),
            fill(shade(look.cloth, -0.6), 0.4, blur=1.4),
        )
        wear.canvas.drawPath(polygon(lapel), fill(shade(look.cloth, 0.13 if side < 0 else 0.05)))
        wear.canvas.drawPath(polygon(lapel), stroke(shade(look.cloth, -0.4), 0.8, 0.6))
    wear.line(
        [(m, low + 4), (m + 2, wear.t), (m + 3, wear.t + 20)], shade(look.cloth, -0.5), 1.7, 0.8
    )
    for y in (low + 14, low + 40) if not coat else (low + 12, low + 36, low + 60):
        wear.canvas.drawCircle(m + 5, y, 2.7, fill(shade(look.cloth, -0.45)))
        wear.canvas.drawCircle(m + 4.5, y - 0.6, 1.2, fill(shade(look.cloth, 0.25), 0.6))
    if not coat:
        x = wear.half * 0.46 + m * 0.5
        wear.canvas.drawPath(
            polygon(
                [
                    (x - 8, 70 * wear.k),
                    (x - 5, 63 * wear.k),
                    (x, 68 * wear.k),
                    (x + 4, 62 * wear.k),
                    (x + 8, 70 * wear.k),
                ]
            ),
            fill((240, 236, 228)),
        )


def _mandarin(wear: Torso) -> None:
    n, m, look = wear.n, wear.mid, wear.look
    trim = look.second
    _opening(wear, [(-n * 0.9, -8), (m * 0.6, 22), (n * 0.9, -8)])
    placket = [
        (m * 0.6 - 6, 14),
        (m * 0.95 - 6, 96 * wear.k),
        (m * 0.95, 102 * wear.k),
        (m * 0.95 + 6, 96 * wear.k),
        (m * 0.6 + 6, 14),
    ]
    wear.canvas.drawPath(polygon(placket), fill(shade(look.cloth, -0.12)))
    wear.canvas.drawPath(polygon(placket, closed=False), stroke(trim, 1.6, 0.85))
    for i in range(4):
        wear.canvas.drawCircle(
            m * (0.66 + 0.08 * i),
            (28 + i * 20) * wear.k,
            2.1,
            radial(
                (m * 0.66, (27 + i * 20) * wear.k),
                3,
                (0.0, shade(trim, 0.5), 1.0),
                (1.0, trim, 1.0),
            ),
        )
    for side in (-1, 1):
        wear.line(
            [(side * n * 1.22, -7), (side * n * 1.1, 4), (m * 0.6 + side * 3.4, 16)],
            look.cloth,
            6.6,
        )
        wear.line(
            [(side * n * 1.3, -4), (side * n * 1.22, 7), (m * 0.6 + side * 4.4, 19.5)],
            trim,
            1.6,
            0.9,
        )


def _wrap(wear: Torso) -> None:
    n, m, look = wear.n, wear.mid, wear.look
    low = wear.t * 0.6
    _opening(wear, [(-n * 1.15, -8), (m * 0.7, 34 * wear.k), (n * 1.15, -8)])
    # The wearer's left side lies over the right one, as the living wear it.
    for side, colour in ((-1, (248.0, 244.0, 236.0)), (1, (248.0, 244.0, 236.0))):
        wear.line(
            [(side * n * 1.22, -9), (side * n * 1.0 + m * 0.3, 9), (m - side * 6, 48 * wear.k)],
            colour,
            5.4,
        )
    tone = shade(look.cloth, 0.16)
    wear.line([(-n * 1.5, -8), (-n * 1.25 + m * 0.3, 10), (m + wear.half * 0.5, low)], tone, 8.0)
    wear.canvas.drawPath(
        polygon(
            [
                (n * 1.6, -4),
                (m - 4, 46 * wear.k),
                (m - wear.half * 0.9, low + 6),
                (m + wear.half, low + 6),
                (wear.half, 30),
            ]
        ),
        fill(look.cloth),
    )
    wear.line(
        [(n * 1.5, -8), (n * 1.25 + m * 0.3, 10), (m - wear.half * 0.5, low)],
        shade(tone, -0.06),
        8.0,
    )
    wear.line(
        [(n * 1.8, -4), (n * 1.55 + m * 0.3, 14), (m - wear.half * 0.36, low)],
        shade(look.cloth, -0.4),
        1.2,
        0.6,
    )
    band = skia.Rect.MakeLTRB(-90, low, 90, low + 40 * wear.k)
    wear.canvas.drawRect(
        band,
        linear(
            (0, low), (0, low + 40 * wear.k), shade(look.second, 0.12), shade(look.second, -0.22)
        ),
    )
    wear.canvas.drawRect(
        skia.Rect.MakeLTRB(-90, low + 16 * wear.k, 90, low + 22 * wear.k),
        fill(shade(look.second, -0.35)),
    )
    wear.canvas.drawCircle(m, low + 19 * wear.k, 4.2, fill(GOLD))


def _slit(wear: Torso) -> None:
    n, m, look = wear.n, wear.mid, wear.look
    _opening(
        wear,
        [(-n * 1.0, -8), (m * 0.5, 12), (m * 0.65, 44 * wear.k), (m * 0.5 + 3, 12), (n * 1.0, -8)],
    )
    for width, tone in ((8.0, shade(look.second, -0.1)), (2.0, shade(look.second, 0.45))):
        wear.line(
            [(-n * 1.35, -8), (-n * 1.1, 6), (m * 0.5 - 4, 15), (m * 0.68, 54 * wear.k)],
            tone,
            width,
        )
        wear.line(
            [(n * 1.35, -8), (n * 1.1, 6), (m * 0.5 + 5, 15), (m * 0.68, 54 * wear.k)], tone, width
        )
    low = wear.t * 0.66
    wear.line([(-90, low - 2), (m, low + 4), (90, low - 2)], shade(look.second, -0.2), 7.0)


NECKS: dict[str, Callable[[Torso], None]] = {
    "round": _round, "deep": _deep, "collar": _collar, "hood": _hood, "lapels": _lapels, "mandarin": _mandarin,
    "wrap": _wrap, "slit": _slit,
}  # fmt: skip
