"""Gestures of the arms while somebody speaks: raised, held and lowered over a phase of 0 to 1."""

from __future__ import annotations

import math
from dataclasses import dataclass

from filmstudio.drawing.people.rig import Arm, Build, Skeleton, joint

GESTURES = ("open-hand", "point", "hand-to-chest", "shrug", "wave", "nod", "pray")
_UP, _DOWN = 0.26, 0.74
_LEVELS, _BEATS = 10, 8


@dataclass(frozen=True)
class Moment:
    """A gesture at one step: how far it is raised (0-1) and where its small movement is (0-1)."""

    kind: str
    raised: float
    beat: float


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
    return Moment(kind, level, round(beat * _BEATS) / _BEATS if level >= 1 else float(beat > 0.5))


def arms_of(kind: str, bones: Skeleton, held: int) -> tuple[int, ...]:
    """Which arms a gesture takes: the near one, or the free one when the near one holds something."""
    if kind in ("shrug", "pray") and held < 0:
        return (0, 1)
    near = bones.near if bones.near >= 0 else 0
    return (1 - near,) if held == near else (near,)


def gesture_arm(body: Build, bones: Skeleton, index: int, now: Moment) -> Arm:
    """One arm of a gesture at one moment, blended from its rest."""
    rest = bones.arms[index]
    side = -1 if index == 0 else 1
    nx, ny = bones.neck
    t, s = body.torso, body.shoulder
    swing = math.sin(math.tau * now.beat)
    way = math.copysign(1.0, bones.facing) if abs(bones.facing) > 0.15 else float(side)
    hand, offset, bend, short = "open", 0.0, -float(side), 0.92
    if now.kind == "open-hand":
        goal = (nx + side * s * 0.84 + bones.facing * 12, ny + t * 0.5 - 5 * swing)
        offset = side * 8.0
    elif now.kind == "point":
        goal = (nx + way * s * 1.35, ny + t * 0.34 - 3 * swing)
        hand, short = "point", 0.95
        bend = way if side * way > 0 else -float(side)
    elif now.kind == "hand-to-chest":
        goal = (nx + side * s * 0.34 + bones.facing * 7, ny + t * 0.4 - 2 * swing)
        hand, short = "flat", 0.86
    elif now.kind == "shrug":
        goal = (nx + side * s * 1.28, ny + t * 0.44 - 4 * swing)
        offset, short = side * 26.0, 0.84
    elif now.kind == "wave":
        goal = (nx + side * (s * 1.1 + 7 * math.sin(2 * math.tau * now.beat)), ny - 26)
        offset = 10 * math.sin(2 * math.tau * now.beat)
    else:
        goal = (nx + side * 4.4 + bones.facing * 10, ny + t * 0.44)
        hand, short = "edge", 0.92
    e = now.raised
    wrist = (
        rest.wrist[0] + (goal[0] - rest.wrist[0]) * e,
        rest.wrist[1] + (goal[1] - rest.wrist[1]) * e,
    )
    # The hand travels outwards on an arc, never through the body.
    wrist = (wrist[0] + side * math.sin(math.pi * e) * s * 0.16, wrist[1])
    length = 1 + (short - 1) * e
    elbow, wrist = joint(rest.shoulder, wrist, body.upper * length, body.fore * length, bend)
    along = math.degrees(math.atan2(wrist[1] - elbow[1], wrist[0] - elbow[0]))
    if now.kind == "pray" and e > 0.6:
        along += (-90 - side * 2.0 - along) * (e - 0.6) / 0.4
    return Arm(rest.shoulder, elbow, wrist, hand if e > 0.35 else "rest", along + offset * e)
