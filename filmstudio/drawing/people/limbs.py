"""Arms, hands, legs and feet as they are drawn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import skia

from filmstudio.drawing.people.brush import (
    Point,
    bend,
    curve,
    fill,
    linear,
    polygon,
    shade,
    stroke,
    tube,
)
from filmstudio.drawing.people.rig import Arm, Build, Leg
from filmstudio.film.picture import RGB

Finger = tuple[Sequence[Point], float, float]


@dataclass(frozen=True)
class Hand:
    """A hand pointing along +x from the wrist, its thumb towards -y: fingers far to near, and thumb."""

    fingers: tuple[Finger, ...]
    thumb: Finger
    palm: tuple[Point, ...] = (
        (-4, -7.2),
        (6, -8.8),
        (15, -8.6),
        (19, -4),
        (18, 4),
        (14, 9.2),
        (5, 9.0),
        (-4, 7.2),
    )


_BASES: tuple[Point, ...] = ((14.5, -5.9), (16.5, -1.9), (16.2, 2.3), (13.6, 6.2))


def _fingers(tips: Sequence[Point], radius: float = 3.5, arch: float = 0.0) -> tuple[Finger, ...]:
    out: list[Finger] = []
    for base, tip, slim in zip(_BASES, tips, (1.0, 1.04, 1.0, 0.86), strict=True):
        middle = ((base[0] + tip[0]) / 2, (base[1] + tip[1]) / 2 - arch)
        out.append(((base, middle, tip), radius * slim, radius * slim * 0.8))
    return tuple(out)


HANDS: dict[str, Hand] = {
    "rest": Hand(
        _fingers(((28, -2.4), (31.5, 0.8), (30.5, 4.0), (25.5, 7.0)), arch=1.8),
        (((4, -5.5), (13, -9.6), (20.5, -7.6)), 4.0, 3.0),
    ),
    "open": Hand(
        _fingers(((33, -13.5), (38.5, -4.6), (37, 5.0), (29.5, 13.2))),
        (((3, -6), (11, -14.5), (17.5, -20)), 4.2, 3.0),
    ),
    "flat": Hand(
        _fingers(((33, -5.6), (37.5, -1.8), (36, 2.4), (29.5, 6.3))),
        (((3, -6), (12, -12.5), (20, -14)), 4.2, 3.0),
    ),
    "point": Hand(
        (
            (((13.6, 6.4), (20, 7.0), (18, 3.5)), 3.6, 3.2), (((15.8, 2.4), (22.5, 2.8), (20, 0)), 3.7, 3.3),
            (((16, -1.6), (23, -1.8), (21, -3.5)), 3.7, 3.3), (((14.5, -6.2), (27, -7.0), (39, -7.4)), 3.6, 2.8),
        ),
        (((5, -6), (13, -9.0), (19, -4.2)), 4.0, 3.2),
    ),
    "grip": Hand(
        (
            (((13.6, 6.0), (21, 6.6), (17, 3.2)), 3.6, 3.2), (((15.8, 2.2), (23.6, 2.6), (19, 0.4)), 3.8, 3.4),
            (((16, -1.9), (24, -2.0), (19.5, -3.6)), 3.8, 3.4), (((14.5, -5.9), (22.5, -6.3), (18.5, -7)), 3.6, 3.2),
        ),
        (((5, -5.5), (12, -9.0), (18.5, -4.6)), 4.1, 3.3),
    ),
    "edge": Hand(
        ((((8, 0.5), (22, -0.2), (36, -1.6)), 5.2, 2.6),),
        (((5, -2), (13, -6.2), (20.5, -7.4)), 3.4, 2.5),
        ((-4, -5.6), (6, -6.0), (13, -5.0), (16, 0), (13, 5.2), (5, 6.0), (-4, 5.6)),
    ),
}  # fmt: skip
HANDS["clasp"] = HANDS["grip"]
"""Hands by what they do; one that clasps holds the same thing as the other hand."""


def draw_hand(
    canvas: skia.Canvas, kind: str, wrist: Point, angle: float, flip: int, size: float, skin: RGB
) -> None:
    """A hand at the wrist, turned by `angle` degrees; `flip` -1 mirrors the thumb to the other side."""
    hand = HANDS[kind]
    line = shade(skin, -0.34)
    canvas.save()
    canvas.translate(*wrist)
    canvas.rotate(angle)
    canvas.scale(size, size * flip)
    canvas.drawPath(curve(hand.palm), fill(shade(skin, -0.02)))
    for points, start, end in hand.fingers:
        shape = tube(points, (start, (start + end) / 2, end))
        canvas.drawPath(shape, stroke(line, 0.9, 0.5))
        canvas.drawPath(shape, fill(skin))
    canvas.drawPath(curve(hand.palm), fill(skin, 0.9))
    for points, start, _ in hand.fingers:
        (x, y), (mx, my) = points[0], points[1]
        canvas.drawPath(
            tube(((x - 3, y), (x, y), (mx, my)), (start * 0.86, start * 0.9, start * 0.9)),
            fill(skin),
        )
    points, start, end = hand.thumb
    shape = tube(points, (start * 1.15, start, end))
    canvas.drawPath(shape, stroke(line, 0.9, 0.45))
    canvas.drawPath(shape, fill(skin))
    x, y = points[0]
    canvas.drawCircle(x - 1, y + 2.4, start * 1.25, fill(skin))
    canvas.restore()


@dataclass(frozen=True)
class Sleeve:
    """`length` is the part of the arm that is covered, `loose` widens it, `drape` hangs below the wrist."""

    length: float
    colour: RGB
    loose: float = 1.12
    drape: float = 0.0
    cuff: RGB | None = None


def draw_arm(
    canvas: skia.Canvas,
    arm: Arm,
    body: Build,
    side: int,
    skin: RGB,
    sleeve: Sleeve,
    *,
    thumb: int = 0,
) -> None:
    """One arm with its sleeve and hand. `side` is -1 for the arm on the left of the screen."""
    r0, r1, r2 = body.arm
    bare = tube((arm.shoulder, arm.elbow, arm.wrist), (r0 * 0.96, r1, r2 * 0.9))
    canvas.drawPath(bare, fill(skin))
    draw_hand(
        canvas, arm.hand, arm.wrist, arm.angle, thumb or _thumb_side(arm, side), body.hand, skin
    )
    if sleeve.length <= 0:
        return
    points, radii = _part((arm.shoulder, arm.elbow, arm.wrist), (r0 * 1.02, r1, r2), sleeve.length)
    wide = [radius * sleeve.loose for radius in radii]
    if sleeve.length < 1:
        wide[-1] *= 1.08
    wide[0] = r0 * min(1.12, sleeve.loose)
    if sleeve.drape:
        wide[-1] *= 1.1 + sleeve.drape / 60
    end = points[-1]
    if sleeve.drape and abs(end[0] - points[1][0]) > 16:
        _draw_drape(canvas, points, sleeve)
    cloth = tube(points, wide, round_end=False)
    canvas.drawPath(cloth, fill(sleeve.colour))
    before = points[-2]
    length = math.hypot(end[0] - before[0], end[1] - before[1]) or 1.0
    nx, ny = -(end[1] - before[1]) / length, (end[0] - before[0]) / length
    w = wide[-1]
    ux, uy = (end[0] - before[0]) / length, (end[1] - before[1]) / length
    rim = [
        (end[0] + nx * w, end[1] + ny * w), (end[0] + ux * 2.2, end[1] + uy * 2.2), (end[0] - nx * w, end[1] - ny * w),
    ]  # fmt: skip
    canvas.drawPath(curve([*rim, (end[0] - ux * 2, end[1] - uy * 2)]), fill(sleeve.colour))
    canvas.drawPath(curve(rim, closed=False), stroke(shade(sleeve.colour, -0.4), 1.2, 0.6))
    if sleeve.cuff is not None:
        band = [
            (end[0] + nx * w - ux * 4, end[1] + ny * w - uy * 4),
            (end[0] - ux * 2, end[1] - uy * 2),
            (end[0] - nx * w - ux * 4, end[1] - ny * w - uy * 4),
        ]
        canvas.drawPath(curve(band, closed=False), stroke(sleeve.cuff, 4.4))
    if len(points) > 2 and sleeve.length > 0.7:
        _elbow_folds(canvas, arm, r1 * sleeve.loose, sleeve.colour)


def _draw_drape(canvas: skia.Canvas, points: Sequence[Point], sleeve: Sleeve) -> None:
    elbow, end = points[1], points[-1]
    fallen = sleeve.drape
    low = max(elbow[1], end[1])
    shape = [
        (elbow[0], elbow[1] - 12), (end[0], end[1] - 13), (end[0] + 2, end[1] + 10), (end[0] * 0.8 + elbow[0] * 0.2, low + fallen),
        (end[0] * 0.4 + elbow[0] * 0.6, low + fallen * 0.96), (elbow[0], elbow[1] + 14),
    ]  # fmt: skip
    canvas.drawPath(
        curve(shape, tension=0.7),
        linear((0, low - 20), (0, low + fallen), sleeve.colour, shade(sleeve.colour, -0.16)),
    )


def _thumb_side(arm: Arm, side: int) -> int:
    """Which way the thumb points: forwards and inwards for hanging hands, up for raised ones."""
    return 1 if side > 0 else -1


def _part(
    points: tuple[Point, Point, Point], radii: tuple[float, float, float], length: float
) -> tuple[list[Point], list[float]]:
    """The first `length` (0-1) of a bent limb with its radii."""
    if length >= 1:
        return list(points), list(radii)
    shoulder, elbow, _wrist = points
    if length <= 0.5:
        t = length / 0.5
        middle = (
            shoulder[0] + (elbow[0] - shoulder[0]) * t / 2,
            shoulder[1] + (elbow[1] - shoulder[1]) * t / 2,
        )
        end = (
            shoulder[0] + (elbow[0] - shoulder[0]) * t,
            shoulder[1] + (elbow[1] - shoulder[1]) * t,
        )
        far = radii[0] + (radii[1] - radii[0]) * t
        return [shoulder, middle, end], [radii[0], (radii[0] + far) / 2, far]
    t = (length - 0.5) / 0.5
    line = bend(points, 12)
    end = line[min(len(line) - 1, 12 + round(12 * t))]
    return [shoulder, elbow, end], [radii[0], radii[1], radii[1] + (radii[2] - radii[1]) * t]


def _elbow_folds(canvas: skia.Canvas, arm: Arm, radius: float, colour: RGB) -> None:
    (sx, sy), (ex, ey), (wx, wy) = arm.shoulder, arm.elbow, arm.wrist
    turn = (ex - sx) * (wy - ey) - (ey - sy) * (wx - ex)
    inner = 1.0 if turn > 0 else -1.0
    dx, dy = wx - sx, wy - sy
    length = math.hypot(dx, dy) or 1.0
    nx, ny = -dy / length * inner, dx / length * inner
    for along, depth in ((-4.0, 0.95), (2.5, 1.1), (8.0, 0.7)):
        x, y = ex + dx / length * along, ey + dy / length * along
        canvas.drawPath(
            curve([(x + nx * radius * 0.95, y + ny * radius * 0.95), (x + nx * radius * 0.4, y + ny * radius * 0.4 + 1.0),
                   (x + nx * radius * (0.5 - depth * 0.6), y + ny * radius * (0.5 - depth * 0.6))], closed=False),
            stroke(shade(colour, -0.42), 1.3, 0.4),
        )  # fmt: skip


@dataclass(frozen=True)
class Trouser:
    """What covers a leg: its colour (None: bare skin), how far down (1: the ankle) and how wide it falls."""

    colour: RGB | None
    length: float = 1.0
    loose: float = 1.12
    cuff: float = 1.15


def draw_leg(
    canvas: skia.Canvas,
    leg: Leg,
    body: Build,
    skin: RGB,
    wear: Trouser,
    shoe: str,
    shoe_colour: RGB,
) -> None:
    """One leg with its foot: `shoe` is shoe, sandal or bare."""
    r0, r1, r2 = body.leg
    if leg.foot:
        _draw_foot(canvas, leg, body, skin, shoe, shoe_colour)
    points = (leg.hip, leg.knee, leg.ankle)
    canvas.drawPath(tube(points, (r0, r1 * 0.92, r2 * 0.85)), fill(skin))
    if wear.colour is None:
        return
    ends, radii = _part(points, (r0 * 1.04, r1, r2), wear.length)
    wide = [
        radii[0] * min(wear.loose, 1.1),
        radii[1] * wear.loose,
        radii[2] * wear.loose * wear.cuff,
    ]
    cloth = tube(ends, wide, round_end=wear.length < 1)
    canvas.drawPath(cloth, fill(wear.colour))
    canvas.save()
    canvas.clipPath(cloth, skia.ClipOp.kIntersect, True)
    (kx, ky), (ax, ay) = ends[1], ends[-1]
    for dy in (-5, 3):
        canvas.drawPath(
            curve(
                [(kx - r1 * 1.4, ky + dy), (kx, ky + dy + 3), (kx + r1 * 0.8, ky + dy - 1)],
                closed=False,
            ),
            stroke(shade(wear.colour, -0.4), 1.4, 0.24),
        )
    canvas.drawPath(
        curve([(ax - wide[2], ay - 4), (ax, ay - 1), (ax + wide[2], ay - 5)], closed=False),
        stroke(shade(wear.colour, -0.4), 1.3, 0.4),
    )
    canvas.restore()


def _draw_foot(
    canvas: skia.Canvas, leg: Leg, body: Build, skin: RGB, shoe: str, colour: RGB
) -> None:
    x, y = leg.ankle
    size = body.foot / 25.0
    side = leg.ahead
    long = 12 + 27 * abs(side)
    way = 1.0 if side >= 0 else -1.0
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(way * leg.toe)
    canvas.scale(size * way, size)
    back = -13.0
    sole = [
        (-9.0, -8.0), (9.0, -8.0), (12.0 + long * 0.1, 4.0), (long * 0.9, 11.0), (long + 4, 18.0), (long + 2, 24.0),
        (back + 2, 24.0), (back, 16.0), (back + 2, 2.0),
    ]  # fmt: skip
    shape = curve(sole, tension=0.75)
    if shoe == "shoe":
        canvas.drawPath(shape, linear((0, -8), (0, 24), shade(colour, 0.12), shade(colour, -0.2)))
        canvas.drawPath(
            curve([(back + 0.5, 21.6), ((back + long) / 2, 22.6), (long + 3, 21.6)], closed=False),
            stroke(shade(colour, -0.6), 3.4),
        )
    else:
        canvas.drawPath(shape, fill(skin))
        for k in range(3):
            canvas.drawLine(
                long - 2 - k * 4,
                19 - k,
                long + 1 - k * 3.4,
                23,
                stroke(shade(skin, -0.35), 0.8, 0.5),
            )
        if shoe == "sandal":
            canvas.drawPath(
                polygon([(back, 22), (long + 4, 22), (long + 4, 26), (back, 26)]),
                fill(shade(colour, -0.2)),
            )
            canvas.drawPath(
                curve([(8, 2), (long * 0.55, 12), (long * 0.8, 22)], closed=False),
                stroke(colour, 3.4),
            )
            canvas.drawPath(
                curve([(-6, 20), (4, 8), (long * 0.55, 12)], closed=False), stroke(colour, 3.0)
            )
    canvas.restore()
