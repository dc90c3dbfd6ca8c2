"""Grips: how arms take the thing that somebody holds."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from filmstudio.drawing.people.brush import Point
from filmstudio.drawing.people.rig import Arm, Build, Skeleton, arm_to
from filmstudio.drawing.people.things.catalogue import THINGS

CHEST = 0.33
"""Where hands hold things in a view from the waist up, in torsos below the neck: above captions."""
BELLY = 0.46
"""Where the hands of a full figure do."""
PALM = 13.0
"""From the wrist to the middle of the palm of a hand of size 1, in design units."""


@dataclass(frozen=True)
class Held:
    """A thing in hands: its name, where its middle is, and the side on screen it is drawn for.

    `first` is the index of the arm under whose hand it is drawn; `arms` are all that hold it.
    """

    name: str
    at: Point
    side: int
    first: int
    arms: tuple[int, ...]
    colour: str = ""


def _palm_at(
    body: Build, bones: Skeleton, index: int, palm: Point, hand: str, angle: float, bend: float
) -> Arm:
    """The arm whose palm is at a point, its hand at an angle in degrees."""
    side = -1 if index == 0 else 1
    reach, turn = PALM * body.hand, math.radians(angle)
    wrist = (palm[0] - math.cos(turn) * reach, palm[1] - math.sin(turn) * reach)
    shoulder = bones.arms[index].shoulder
    far = math.dist(shoulder, wrist)
    # A forearm that comes towards us is drawn shorter than it is.
    least = 0.74 if hand == "clasp" else 0.84
    short = min(1.0, max(least, far / (body.upper + body.fore)))
    return arm_to(body, shoulder, wrist, side, hand, angle, bend, short)


def grip(
    body: Build,
    bones: Skeleton,
    name: str,
    *,
    full: bool,
    colour: str = "",
    other: bool = False,
) -> tuple[Skeleton, Held]:
    """The skeleton with its arms at the thing `name`, and where the thing is.

    One-handed things are in the near hand (or the `other`, where the near one waves or points);
    what takes both is before the middle of the body. A standing figure carries by the handle what
    has one.
    """
    thing = THINGS[name]
    near = bones.near if bones.near >= 0 else 0
    near = 1 - near if other else near
    side = -1 if near == 0 else 1
    (nx, ny), torso, facing = bones.neck, body.torso, bones.facing
    arms = list(bones.arms)
    if full and thing.hangs:
        arm = arms[near]
        turn = math.radians(arm.angle)
        reach = PALM * body.hand
        at = (arm.wrist[0] + math.cos(turn) * reach, arm.wrist[1] + math.sin(turn) * reach)
        arms[near] = replace(arm, hand="grip")
        held = Held(name, (at[0], at[1] + thing.hangs), side, near, (near,), colour)
    elif thing.hands is None:
        way = math.copysign(1.0, facing) if abs(facing) > 0.15 else -float(side)
        shoulder = arms[near].shoulder[0]
        palm = (
            nx + (shoulder - nx) * 0.78 + way * 12 + facing * 10,
            ny + torso * (BELLY if full else CHEST),
        )
        arms[near] = _palm_at(body, bones, near, palm, "grip", -90 - side * 16, -side * 1.0)
        held = Held(name, palm, side, near, (near,), colour)
    else:
        middle = (nx + facing * 16, ny + torso * (BELLY + 0.06 if full else CHEST + 0.11))
        for index, (x, y) in ((near, thing.hands[0]), (1 - near, thing.hands[1])):
            out = -1 if index == 0 else 1
            lean = 26.0 if y > -8 else 62.0
            # Palms face each other across the thing, fingers a little up.
            angle = -90.0 - out * lean
            palm = (middle[0] + side * x, middle[1] + y)
            arms[index] = _palm_at(body, bones, index, palm, "clasp", angle, -out * 1.0)
        order = (0, 1) if bones.near != 0 else (1, 0)
        held = Held(name, middle, side, order[0], (0, 1), colour)
    return replace(bones, arms=(arms[0], arms[1])), held
