"""The dressed torso: neckline, collar, closure, drapery and jewels of every garment."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

import numpy as np
import skia

from filmstudio.drawing.people.brush import (
    curve,
    fill,
    linear,
    radial,
    shade,
    stroke,
)
from filmstudio.drawing.people.garments import CUTS, blouse, fill_cloth, torso_outline
from filmstudio.drawing.people.headwear import GOLD
from filmstudio.drawing.people.looks import Appearance
from filmstudio.drawing.people.necklines import NECKS, Torso
from filmstudio.drawing.people.rig import Build


def draw_torso(
    canvas: skia.Canvas, look: Appearance, body: Build, facing: float, *, behind: bool = False
) -> None:
    """Neck, torso and garment with the base of the neck at the origin."""
    wear = Torso(canvas, look, body, facing, behind)
    cloth = look.cloth
    if look.garment == "sari":
        cloth = blouse(look)
    elif look.garment == "dhoti":
        cloth = shade(look.cloth, 0.1)
    outline = curve(
        torso_outline(body, look, facing, 10.0 if CUTS[look.garment].hem == 0 else 6.0),
        tension=0.85,
    )
    _draw_neck(wear)
    canvas.drawPath(outline, fill_cloth(cloth, -body.shoulder, body.shoulder))
    canvas.save()
    # Collars and openings may stand over the top edge of the cloth.
    collar = skia.Path()
    collar.addRect(skia.Rect.MakeLTRB(-wear.n * 2.6, -16, wear.n * 2.6, 15))
    whole = skia.Op(outline, collar, skia.PathOp.kUnion_PathOp)
    canvas.clipPath(outline if whole is None else whole, skia.ClipOp.kIntersect, True)
    fold = shade(cloth, -0.4)
    for side in (-1, 1):
        for start, end in ((0.58, 0.62), (0.7, 0.7)):
            wear.line(
                [
                    (side * wear.half * 0.97, wear.t * start), (side * wear.half * 0.72 + wear.mid * 0.4, wear.t * (end + 0.015)),
                    (side * wear.half * 0.46 + wear.mid * 0.6, wear.t * end),
                ],
                fold, 2.4, 0.17, 1.5,
            )  # fmt: skip
        wear.line(
            [(side * wear.half * 0.93, wear.t * 0.36), (side * wear.half * 0.76 + wear.mid * 0.3, wear.t * 0.33), (side * wear.half * 0.64 + wear.mid * 0.4, wear.t * 0.27)],
            fold, 2.6, 0.2, 1.6,
        )  # fmt: skip
    if not behind:
        NECKS[CUTS[look.garment].neck](wear)
        canvas.clipPath(outline, skia.ClipOp.kIntersect, True)
        _EXTRA.get(look.garment, lambda _: None)(wear)
    else:
        wear.line([(-wear.n * 1.5, 3), (0, 11), (wear.n * 1.5, 3)], shade(cloth, -0.3), 3.4, 0.6)
        wear.line([(0, 20), (1, wear.t * 0.5), (0, wear.t)], fold, 2.0, 0.25, 1.2)
    canvas.restore()
    _worn(wear)


def _draw_neck(wear: Torso) -> None:
    n, skin, f = wear.n, wear.look.skin, wear.facing
    top = -wear.body.neck_gap - 36
    shape = curve(
        [
            (n + f * 5, top), (n * 0.96 + f * 3, -16), (n * 1.02, -7), (n * 1.2, 3), (wear.mid * 0.5, 22),
            (-n * 1.2, 3), (-n * 1.02, -7), (-n * 0.96 + f * 3, -16), (-n + f * 5, top),
        ],
        tension=0.8,
    )  # fmt: skip
    canvas = wear.canvas
    canvas.drawPath(shape, fill(shade(skin, -0.05)))
    canvas.save()
    canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
    if not wear.behind:
        for side in (-1, 1):
            wear.line(
                [(side * n * 0.75 + f * 3, -12), (side * n * 0.5 + wear.mid * 0.3, 2), (wear.mid * 0.5 + side * 2.6, 10)],
                shade(skin, -0.4), 1.4, 0.16, 0.8,
            )  # fmt: skip
    canvas.restore()


def _sari(wear: Torso) -> None:
    """The end of the sari: pleats from the hip over the shoulder, with its woven border."""
    look, half, t, m = wear.look, wear.half, wear.t, wear.mid
    cloth, trim = look.cloth, look.second
    side = 1.0
    shoulder = wear.body.shoulder * (1 - 0.17 * abs(wear.facing))
    waist = skia.Rect.MakeLTRB(-90, t * 0.66, 90, t + 20)
    wear.canvas.drawRect(waist, fill(cloth))
    wear.canvas.drawRect(
        skia.Rect.MakeLTRB(-90, t * 0.5, 90, t * 0.68), fill(shade(look.skin, -0.08))
    )
    fallen = [
        (side * shoulder * 0.95, 10), (side * shoulder * 0.36, -2), (side * wear.n * 1.3, 10), (m * 0.6 - half * 0.3, t * 0.34),
        (m - half * 1.0, t * 0.62), (m - half * 1.3, t * 0.98), (m + half * 1.2, t * 1.06), (m + half * 1.15, t * 0.6), (side * shoulder * 1.05, 60),
    ]  # fmt: skip
    path = curve(fallen, tension=0.6)
    wear.canvas.drawPath(
        path, linear((half, 0), (-half, t), shade(cloth, 0.12), shade(cloth, -0.1))
    )
    wear.canvas.save()
    wear.canvas.clipPath(path, skia.ClipOp.kIntersect, True)
    for i in range(5):
        spread = i / 4
        wear.line(
            [
                (side * (shoulder * (0.46 + 0.4 * spread)), 2),
                (m + half * (0.05 + 0.5 * spread), t * 0.42),
                (m - half * (0.9 - 1.1 * spread), t * (0.8 + 0.16 * spread)),
            ],
            shade(cloth, -0.4),
            1.5,
            0.45,
        )
    wear.canvas.restore()
    edge = [
        (side * shoulder * 0.36, -2),
        (side * wear.n * 1.3, 10),
        (m * 0.6 - half * 0.3, t * 0.34),
        (m - half * 1.0, t * 0.62),
        (m - half * 1.3, t * 0.8),
    ]
    wear.line([(x + 2.4, y + 3) for x, y in edge], trim, 7.0)
    wear.line([(x + 6.6, y + 4.6) for x, y in edge], shade(trim, -0.35), 1.1, 0.8)
    wear.line(edge, shade(trim, 0.3), 1.3)


def _dupatta(wear: Torso) -> None:
    look = wear.look
    shoulder = wear.body.shoulder * 0.74 * (1 - 0.17 * abs(wear.facing))
    for side in (-1, 1):
        fall = [
            (side * shoulder * 0.5, -4),
            (side * shoulder * 1.15, 8),
            (side * shoulder * 1.12, wear.t * 0.5),
            (side * shoulder * 0.92, wear.t * 0.9),
            (side * shoulder * 0.52, wear.t * 0.88),
            (side * shoulder * 0.5, wear.t * 0.4),
        ]
        wear.canvas.drawPath(
            curve(fall, tension=0.7),
            linear((0, 0), (0, wear.t), shade(look.second, 0.14), shade(look.second, -0.14)),
        )
        for k in (0.64, 0.82, 1.0):
            wear.line(
                [
                    (side * shoulder * k, 4),
                    (side * shoulder * k, wear.t * 0.45),
                    (side * shoulder * (k - 0.1), wear.t * 0.88),
                ],
                shade(look.second, -0.35),
                1.2,
                0.4,
            )
    scarf = [
        (-shoulder * 0.55, -4),
        (-wear.n * 0.6, 20),
        (wear.mid * 0.6, 29),
        (wear.n * 0.6, 20),
        (shoulder * 0.55, -4),
    ]
    wear.line(scarf, look.second, 9.0)
    wear.line([(x, y + 4.2) for x, y in scarf], shade(look.second, 0.36), 1.4)


def _uniform(wear: Torso) -> None:
    look, m = wear.look, wear.mid
    wear.canvas.drawRect(
        skia.Rect.MakeLTRB(-90, wear.t * 0.9, 90, wear.t * 0.98), fill((40, 34, 34))
    )
    wear.canvas.drawRect(
        skia.Rect.MakeLTRB(m - 6, wear.t * 0.895, m + 6, wear.t * 0.985), fill(GOLD)
    )
    for side in (-1, 1):
        x = m * 0.5 + side * wear.half * 0.5
        wear.canvas.drawRoundRect(
            skia.Rect.MakeLTRB(x - 11, 62 * wear.k, x + 11, 84 * wear.k),
            2,
            2,
            stroke(shade(look.cloth, -0.35), 1.2, 0.8),
        )
        wear.line(
            [(x - 11, 68 * wear.k), (x, 71 * wear.k), (x + 11, 68 * wear.k)],
            shade(look.cloth, -0.35),
            1.2,
            0.8,
        )
    x = m * 0.5 + wear.half * 0.5
    wear.canvas.drawCircle(
        x,
        54 * wear.k,
        4.4,
        radial((x - 1, 53 * wear.k), 5, (0.0, shade(GOLD, 0.5), 1.0), (1.0, GOLD, 1.0)),
    )


def _angavastram(wear: Torso) -> None:
    """The folded cloth over one shoulder that goes with a dhoti."""
    look = wear.look
    s = wear.body.shoulder * (1 - 0.17 * abs(wear.facing))
    cloth = shade(look.cloth, 0.3)
    fall = [
        (s * 0.34, -4),
        (s * 0.86, 6),
        (s * 0.8, wear.t * 0.5),
        (s * 0.72, wear.t * 1.02),
        (s * 0.3, wear.t * 1.02),
        (s * 0.32, wear.t * 0.5),
    ]
    wear.canvas.drawPath(curve(fall, tension=0.5), fill(cloth))
    for k in (0.44, 0.58):
        wear.line(
            [(s * k, 0), (s * (k - 0.02), wear.t * 0.5), (s * (k - 0.06), wear.t)],
            shade(cloth, -0.3),
            1.2,
            0.4,
        )
    wear.line(
        [(s * 0.79, 8), (s * 0.74, wear.t * 0.5), (s * 0.66, wear.t * 1.02)], look.second, 4.4
    )


_EXTRA: dict[str, Callable[[Torso], None]] = {
    "sari": _sari, "salwar": _dupatta, "uniform": _uniform, "dhoti": _angavastram,
}  # fmt: skip


def _worn(wear: Torso) -> None:
    """Scarf and garland, over everything."""
    n, m, wears = wear.n, wear.mid * 0.5, wear.look.accessories
    if "scarf" in wears:
        tone = wear.look.second
        loop = curve(
            [(-n * 1.7, -10), (-n * 2.0, 4), (m, 22), (n * 2.0, 4), (n * 1.7, -10), (m, 3)]
        )
        wear.canvas.drawPath(loop, linear((0, -10), (0, 22), shade(tone, 0.14), shade(tone, -0.2)))
        if not wear.behind:
            end = [(m + 4, 14), (m + 22, 16), (m + 26, 60), (m + 22, 96), (m + 6, 94), (m + 7, 54)]
            wear.canvas.drawPath(
                curve(end, tension=0.7),
                linear((0, 14), (0, 96), shade(tone, 0.06), shade(tone, -0.16)),
            )
            for k in range(4):
                wear.line(
                    [(m + 8 + k * 4, 93), (m + 8 + k * 4, 99), (m + 8 + k * 4, 102)], tone, 1.8
                )
    if "garland" in wears and not wear.behind:
        reach, depth = n * 1.9, wear.t * 0.5
        line = [
            (m * (1 + math.cos(a)) / 2 + reach * math.sin(a), -3 + depth * math.cos(a))
            for a in np.linspace(-1.57, 1.57, 160)
        ]
        lengths = np.cumsum([0.0, *(math.dist(a, b) for a, b in itertools.pairwise(line))])
        for number, along in enumerate(np.arange(0.0, lengths[-1], 7.4)):
            x, y = line[int(np.searchsorted(lengths, along))]
            tone = (242.0, 154.0, 40.0) if number % 3 else (250.0, 240.0, 222.0)
            bead = radial(
                (x - 1.6, y - 2), 8.0, (0.0, shade(tone, 0.3), 1.0), (1.0, shade(tone, -0.24), 1.0)
            )
            wear.canvas.drawCircle(x, y, 5.6, bead)
