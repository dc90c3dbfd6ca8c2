"""Gestures of the arms while somebody speaks: raised, held and lowered over a phase of 0 to 1."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from filmstudio.drawing.people.brush import Point
from filmstudio.drawing.people.rig import Arm, Build, Skeleton

GESTURES = ("open-hand", "point", "hand-to-chest", "shrug", "wave", "nod", "pray")
_UP, _DOWN = 0.26, 0.74
_LEVELS, _SWINGS = 10, 2


@dataclass(frozen=True)
class Moment:
    """A gesture at one step: how far it is raised (0-1) and its small movement (-1 to 1)."""

    kind: str
    raised: float
    swing: float


def moment(kind: str, phase: float) -> Moment | None:
    """The drawn step of a gesture at `phase`; None where no arm moves."""
    if kind not in GESTURES or kind == "nod" or not 0 < phase < 1:
        return None
    rise = min(1.0, phase / _UP, (1 - phase) / (1 - _DOWN))
    rise = rise * rise * (3 - 2 * rise)
    level = round(rise * _LEVELS) / _LEVELS
    if level <= 0:
        return None
    beat = max(0.0, min(1.0, (phase - _UP) / (_DOWN - _UP)))
    swing = math.sin(math.tau * beat * (2 if kind == "wave" else 1))
    steps = 4 if kind == "wave" else _SWINGS
    return Moment(kind, level, round(swing * steps) / steps if level >= 1 else 0.0)


def arms_of(kind: str, bones: Skeleton, holding: Sequence[int]) -> tuple[int, ...]:
    """Which arms a gesture takes: the near one, or the free one when the near one holds something."""
    if len(holding) > 1:
        return ()
    if kind in ("shrug", "pray") and not holding:
        return (0, 1)
    near = bones.near if bones.near >= 0 else 0
    return (1 - near,) if near in holding else (near,)


def gesture_arm(body: Build, bones: Skeleton, index: int, now: Moment) -> Arm:
    """One arm of a gesture at one moment, blended from its rest.

    Elbows stay near the ribs and forearms come towards us, so they are drawn shorter than they are.
    """
    rest = bones.arms[index]
    side = -1 if index == 0 else 1
    (nx, ny), (x, y) = bones.neck, rest.shoulder
    t, s, up, fore, facing = body.torso, body.shoulder, body.upper, body.fore, bones.facing
    swing = now.swing
    way = math.copysign(1.0, facing) if abs(facing) > 0.15 else float(side)
    hand, angle = "open", 0.0
    elbow = (x + side * 9, y + up * 0.92)
    if now.kind == "open-hand":
        near = min(1.0, abs(facing) * 2)
        wrist = (
            elbow[0] + side * 20 * (1 - near) + math.copysign(54 * near, facing),
            elbow[1] - fore * (0.5 - 0.2 * near) - 4 * swing,
        )
        angle = _angle(elbow, wrist) + 14 * (facing if abs(facing) > 0.15 else side)
    elif now.kind == "point":
        elbow = (x + way * up * 0.3, y + up * 0.84)
        wrist = (elbow[0] + way * fore * 0.86, elbow[1] - fore * 0.42 - 3 * swing)
        hand, angle = "point", _angle(elbow, wrist) + way * 14
    elif now.kind == "hand-to-chest":
        elbow = (x + side * 15, y + up * 0.86)
        wrist = (nx + side * s * 0.36 + facing * 8, ny + t * 0.42 - 2 * swing)
        hand, angle = "flat", _angle(elbow, wrist)
    elif now.kind == "shrug":
        wrist = (elbow[0] + side * fore * 0.52, elbow[1] - fore * 0.34 - 4 * swing)
        angle = _angle(elbow, wrist) + side * 18
    elif now.kind == "wave":
        elbow = (x + side * up * 0.56, y + up * 0.6)
        wrist = (elbow[0] + side * (10 + 12 * swing), elbow[1] - fore * 0.94)
        angle = _angle(elbow, wrist) + side * (4 + 8 * swing)
    else:
        elbow = (x + side * 13, y + up * 0.84)
        wrist = (nx + side * 4.4 + facing * 10, ny + t * 0.46)
        hand, angle = "edge", -90.0 - side * 2
    e = now.raised
    start = rest.angle
    while angle - start > 180:
        angle -= 360
    while angle - start < -180:
        angle += 360
    # The hand travels outwards on an arc, never through the body.
    arc = side * math.sin(math.pi * e) * s * 0.14
    return Arm(
        rest.shoulder,
        _between(rest.elbow, elbow, e),
        (_between(rest.wrist, wrist, e)[0] + arc, _between(rest.wrist, wrist, e)[1]),
        hand if e > 0.35 else "rest",
        start + (angle - start) * e,
    )


def _between(a: Point, b: Point, part: float) -> Point:
    return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part


def _angle(start: Point, end: Point) -> float:
    return math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))
