"""Bodies and poses: where every joint of a person is, in design units."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from filmstudio.drawing.people.brush import Point
from filmstudio.drawing.people.looks import Appearance
from filmstudio.film.vocabulary import AgeGroup, Pose


@dataclass(frozen=True)
class Build:
    """Lengths and half widths of a body whose head is 100 units high. `size` scales it to an adult."""

    size: float
    neck: float
    shoulder: float
    chest: float
    waist: float
    hip: float
    torso: float
    thigh: float
    shin: float
    foot: float
    upper: float
    fore: float
    hand: float
    arm: tuple[float, float, float]
    leg: tuple[float, float, float]
    lean: float = 0.0

    @property
    def neck_gap(self) -> float:
        """From the base of the neck up to the chin."""
        return 17.0 if self.size < 0.9 else 20.0

    @property
    def height(self) -> float:
        return 100 + self.neck_gap + self.torso + self.thigh + self.shin + self.foot


_BUILDS: dict[AgeGroup, Build] = {
    "child": Build(0.86, 12.5, 43, 36, 35, 36, 132, 84, 80, 19, 58, 52, 0.74, (11.5, 9.6, 7.6), (17, 13, 9)),
    "teen": Build(0.97, 15.0, 57, 46, 41, 42, 172, 126, 118, 23, 76, 69, 0.92, (14.0, 11.2, 8.6), (21, 15, 10)),
    "adult": Build(1.0, 18.5, 68, 55, 49, 47, 190, 136, 128, 25, 84, 76, 1.0, (16.5, 12.8, 9.6), (24, 17.5, 12)),
    "elder": Build(0.97, 16.5, 63, 54, 52, 49, 188, 124, 118, 24, 83, 75, 0.98, (15.0, 12.2, 9.4), (22, 16.5, 11.5), 0.07),
}  # fmt: skip


def build(look: Appearance) -> Build:
    """The body of this person: by age, narrower and softer for women, each a little different."""
    base = _BUILDS[look.age]
    if look.feminine and look.age != "child":
        base = replace(
            base,
            neck=base.neck * 0.78, shoulder=base.shoulder * 0.82, chest=base.chest * 0.83,
            waist=base.waist * 0.76, hip=base.hip * 1.0, hand=base.hand * 0.88,
            arm=(base.arm[0] * 0.8, base.arm[1] * 0.8, base.arm[2] * 0.82),
            leg=(base.leg[0] * 0.94, base.leg[1] * 0.88, base.leg[2] * 0.84),
        )  # fmt: skip
    wide = look.stout
    return replace(
        base,
        size=base.size * look.tall, chest=base.chest * (0.5 + 0.5 * wide), waist=base.waist * wide,
        hip=base.hip * (0.5 + 0.5 * wide), shoulder=base.shoulder * (0.7 + 0.3 * wide),
    )  # fmt: skip


@dataclass(frozen=True)
class Arm:
    """Joints of one arm, how its hand is held (see `limbs.HANDS`) and the hand's angle in degrees."""

    shoulder: Point
    elbow: Point
    wrist: Point
    hand: str = "rest"
    angle: float = 90.0


@dataclass(frozen=True)
class Leg:
    """Joints of one leg; `toe` is the foot's angle in degrees (0 flat), `ahead` -1..1 its direction.

    `foot` is False where it is out of sight behind the body.
    """

    hip: Point
    knee: Point
    ankle: Point
    toe: float = 0.0
    ahead: float = 0.0
    foot: bool = True


@dataclass(frozen=True)
class Skeleton:
    """A body in a pose, origin on the ground between the feet; index 0 is left on screen.

    `near` is the index of the arm and leg nearest to us, or -1 from the front.
    """

    facing: float
    near: int
    neck: Point
    hip: Point
    lean: float
    arms: tuple[Arm, Arm]
    legs: tuple[Leg, Leg]
    seat: float = 0.0
    tilt: float = 0.0


def joint(
    start: Point, end: Point, first: float, second: float, bend: float
) -> tuple[Point, Point]:
    """Middle joint and reachable end of two bones (law of cosines); `bend` +1 or -1 picks its side."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    reach = math.hypot(dx, dy)
    length = max(abs(first - second) + 1e-3, min(first + second - 1e-3, reach))
    ux, uy = (dx / reach, dy / reach) if reach > 1e-6 else (0.0, 1.0)
    end = (start[0] + ux * length, start[1] + uy * length)
    along = (first * first - second * second + length * length) / (2 * length)
    away = math.sqrt(max(0.0, first * first - along * along)) * bend
    return (start[0] + ux * along - uy * away, start[1] + uy * along + ux * away), end


def arm_to(
    body: Build,
    shoulder: Point,
    wrist: Point,
    side: int,
    hand: str,
    angle: float,
    bend: float | None = None,
    short: float = 1.0,
) -> Arm:
    """An arm that reaches for `wrist`. `side` is -1 left, 1 right; `short` is its foreshortening."""
    elbow, end = joint(
        shoulder,
        wrist,
        body.upper * short,
        body.fore * short,
        side * -1.0 if bend is None else bend,
    )
    return Arm(shoulder, elbow, end, hand, angle)


def resting(body: Build, shoulder: Point, side: int, facing: float) -> Arm:
    """An arm that hangs at ease."""
    reach = (body.upper + body.fore) * 0.992
    wrist = (shoulder[0] + side * body.shoulder * 0.12 + facing * 6.0, shoulder[1] + reach)
    return arm_to(body, shoulder, wrist, side, "rest", 90 - side * 4.0 - facing * 5)


def shoulders(body: Build, neck: Point, hip: Point, facing: float) -> tuple[Point, Point]:
    """Both shoulder joints, foreshortened by the body's turn."""
    dx, dy = hip[0] - neck[0], hip[1] - neck[1]
    length = math.hypot(dx, dy) or 1.0
    ux, uy = dx / length, dy / length
    half = (body.shoulder - body.arm[0] * 0.82) * (1 - 0.2 * abs(facing))
    drop = body.arm[0] * 1.12 + 14.5
    centre = (neck[0] + ux * drop + facing * 1.0, neck[1] + uy * drop)
    return (
        (centre[0] - uy * half, centre[1] + ux * half),
        (centre[0] + uy * half, centre[1] - ux * half),
    )


_STANCE = {"walk": 0.52, "run": 0.38}
"""The part of a step cycle for which a foot is on the ground."""


HEADING = 1.25
"""How much of its way across the frame a figure goes, for how far it is turned."""


def _heading(facing: float) -> float:
    """How far a walker goes across the frame: 0 towards us, 1 or -1 in profile."""
    return 0.0 if abs(facing) < 0.2 else math.copysign(min(1.0, abs(facing) * HEADING), facing)


def stride(body: Build, facing: float, pose: Pose) -> float:
    """Design units travelled in one cycle of two steps without sliding feet."""
    reach = (body.thigh + body.shin) * (0.42 if pose == "run" else 0.3)
    return _heading(facing) * 2 * reach / _STANCE[pose]


def _walk(body: Build, facing: float, phase: float, run: bool) -> Skeleton:
    ahead = _heading(facing)
    long = body.thigh + body.shin
    reach_out = long * (0.42 if run else 0.3)
    lift = long * (0.34 if run else 0.13)
    bob = math.cos(4 * math.pi * phase)
    height = long * (0.94 if run else 0.975) + body.foot + bob * (5.0 if run else 2.4)
    hip = (0.0, -height)
    lean = ahead * (0.2 if run else 0.05)
    neck = (hip[0] + math.sin(lean) * body.torso, hip[1] - math.cos(lean) * body.torso)
    near = -1 if not ahead else (0 if ahead > 0 else 1)
    legs, arms = list[Leg](), list[Arm]()
    ends = shoulders(body, neck, hip, max(-1.0, min(1.0, ahead * 1.2)))
    for index, side in ((0, -1), (1, 1)):
        along = (phase + 0.5 * index) % 1.0
        stance = _STANCE["run" if run else "walk"]
        if along < stance:
            part = along / stance
            forward, up, toe = (
                1 - 2 * part,
                0.0,
                -16.0 * max(0.0, 0.25 - part) + 34 * max(0.0, part - 0.72),
            )
        else:
            part = (along - stance) / (1 - stance)
            eased = part * part * (3 - 2 * part)
            forward, up = -1 + 2 * eased, math.sin(math.pi * part) ** 1.2
            toe = 34 * (1 - part) - 16 * part * part
        spread = body.hip * 0.42 * (1 - 0.62 * abs(ahead))
        socket = (hip[0] + side * spread, hip[1] + 2)
        ankle = (
            side * spread * 0.9 + ahead * forward * reach_out,
            -body.foot - up * lift + (0.0 if ahead else forward * 5.0),
        )
        if run and along >= stance:
            ankle = (ankle[0] - ahead * reach_out * 0.35 * math.sin(math.pi * part), ankle[1])
        knee, foot = joint(socket, ankle, body.thigh, body.shin, -1.0 if ahead >= 0 else 1.0)
        if not ahead:
            knee = ((socket[0] + ankle[0]) / 2 + side * 2, (socket[1] + ankle[1]) / 2 + 3)
            foot = ankle
        legs.append(Leg(socket, knee, foot, toe * (1 if ahead else 0), ahead or side * 0.3))
        swing = -math.cos(2 * math.pi * (along - 0.02))
        if run:
            wrist = (
                ends[index][0] + ahead * (18 + 46 * swing) + side * 4, ends[index][1] + body.upper * 0.98 - 34 * max(0.0, swing),
            )  # fmt: skip
            angle = 90 if not ahead else 90 - ahead * (70 + 30 * swing)
            grip = "grip"
        else:
            reach = (body.upper + body.fore) * (0.97 if ahead else 0.992)
            wrist = (
                ends[index][0] + side * 6 + ahead * (6 + swing * reach * 0.28),
                ends[index][1] + reach * (1 - 0.03 * abs(swing)) - (0 if ahead else 5 * swing),
            )
            angle, grip = 90 - ahead * (10 + 26 * swing), "rest"
        bend = (1.0 if ahead > 0 else -1.0) if ahead else -side * 1.0
        arms.append(arm_to(body, ends[index], wrist, side, grip, angle, bend))
    return Skeleton(facing, near, neck, hip, lean, (arms[0], arms[1]), (legs[0], legs[1]))


def skeleton(body: Build, pose: Pose, facing: float, phase: float = 0.0) -> Skeleton:
    """The body in a pose; `phase` 0-1 moves walk, run, wave and dance."""
    if pose in ("walk", "run"):
        return _walk(body, facing, phase, pose == "run")
    long = body.thigh + body.shin
    near = -1 if abs(facing) < 0.15 else (0 if facing > 0 else 1)
    wave = math.sin(2 * math.pi * phase)
    hip, seat = (0.0, -long - body.foot), 0.0
    if pose == "sit":
        seat = body.shin + body.foot - body.leg[0] * 0.2
        hip = (-facing * body.thigh * 0.3, -seat - body.leg[0] * 0.9)
    elif pose == "kneel":
        hip = (-facing * 6.0, -body.thigh * 0.94 - body.leg[1] * 0.8)
    elif pose == "dance":
        hip = (wave * 10.0, hip[1] + 7.0)
    lean = body.lean * (facing if abs(facing) > 0.2 else 0.25)
    if pose == "dance":
        lean = -wave * 0.06
    neck = (hip[0] + math.sin(lean) * body.torso, hip[1] - math.cos(lean) * body.torso)
    ends = shoulders(body, neck, hip, facing)
    legs = tuple(_leg(body, pose, hip, facing, side, wave) for side in (-1, 1))
    arms = [resting(body, ends[0], -1, facing), resting(body, ends[1], 1, facing)]
    busy = 0 if facing >= 0 else 1
    side = -1 if busy == 0 else 1
    toward = facing if abs(facing) > 0.25 else -side * 0.0
    if pose == "pray":
        middle = (neck[0] + facing * 12, neck[1] + body.torso * 0.46)
        for index, where in ((0, -1), (1, 1)):
            arms[index] = arm_to(
                body,
                ends[index],
                (middle[0] + where * 4.2, middle[1]),
                where,
                "edge",
                -90 - where * 2.0,
                short=0.92,
            )
    elif pose == "wave":
        at = (ends[busy][0] + side * (34 + 11 * wave), ends[busy][1] - body.fore * 0.84)
        arms[busy] = arm_to(
            body,
            ends[busy],
            at,
            side,
            "open",
            -90 + side * (6 + 16 * wave),
            bend=side * 1.0,
            short=0.9,
        )
    elif pose == "point":
        way = facing if abs(facing) > 0.2 else float(side)
        index = busy
        at = (
            ends[index][0] + math.copysign((body.upper + body.fore) * 0.93, way),
            ends[index][1] + 4,
        )
        arms[index] = arm_to(
            body,
            ends[index],
            at,
            side,
            "point",
            0.0 if way > 0 else 180.0,
            bend=math.copysign(1.0, way),
        )
    elif pose == "hold":
        at = (ends[busy][0] * 0.62 - side * 6 + toward * 34, neck[1] + body.torso * 0.56)
        arms[busy] = arm_to(
            body,
            ends[busy],
            at,
            side,
            "grip",
            -90 + (24 * (1 if toward >= 0 else -1) if toward else -side * 30),
            short=0.94,
        )
    elif pose == "sit":
        for index, where in ((0, -1), (1, 1)):
            lap = legs[index].knee
            at = (hip[0] * 0.25 + lap[0] * 0.75, lap[1] - body.leg[1] - 9)
            arms[index] = arm_to(body, ends[index], at, where, "flat", 90 - 55 * facing, short=0.95)
    elif pose == "kneel":
        for index, where in ((0, -1), (1, 1)):
            at = (neck[0] + where * body.hip * 0.36 + facing * 24, hip[1] + body.thigh * 0.18)
            arms[index] = arm_to(
                body, ends[index], at, where, "flat", 90 - where * -18 - facing * 30, short=0.95
            )
    elif pose == "dance":
        high = 0 if wave >= 0 else 1
        power = min(1.0, abs(wave) * 1.6)
        for index, where in ((0, -1), (1, 1)):
            rise = power if index == high else -power * 0.2
            at = (
                ends[index][0] + where * (body.upper * (1.15 - 0.5 * max(0.0, rise))),
                ends[index][1] + body.upper * 0.5 - rise * body.upper * 1.7,
            )
            arms[index] = arm_to(
                body,
                ends[index],
                at,
                where,
                "open",
                (90 - where * 90) * 1.0 + where * (-55 * rise - 5),
                bend=where * 1.0 if rise > 0 else -where * 1.0,
                short=0.95,
            )
    tilt = facing * 2.0 * (pose == "pray") + (wave * 4 if pose == "dance" else 0.0)
    return Skeleton(
        facing, near, neck, hip, lean, (arms[0], arms[1]), (legs[0], legs[1]), seat=seat, tilt=tilt
    )


def _leg(body: Build, pose: Pose, hip: Point, facing: float, side: int, wave: float) -> Leg:
    spread = body.hip * 0.44 * (1 - 0.3 * abs(facing))
    socket = (hip[0] + side * spread, hip[1] + 2)
    toes = facing if abs(facing) > 0.3 else side * 0.42 + facing * 0.6
    if pose == "sit":
        out = facing * body.thigh * 0.82
        knee = (
            socket[0] + out + side * (1 - abs(facing)) * 7,
            hip[1] + body.leg[0] * 0.25 + (1 - abs(facing)) * body.thigh * 0.2,
        )
        return Leg(socket, knee, (knee[0] - facing * 3, -body.foot), 0.0, toes)
    if pose == "kneel":
        knee = (socket[0] + facing * 12 + side * 5, -body.leg[1] * 0.9)
        if abs(facing) < 0.3:
            return Leg(socket, knee, (knee[0], knee[1] - 16), foot=False)
        return Leg(
            socket, knee, (knee[0] - facing * body.shin * 0.9, -body.foot * 0.95), 0.0, -facing
        )
    ankle = (side * spread * 1.04 + facing * 3, -body.foot)
    if pose == "dance":
        ankle = (side * spread * 1.5, -body.foot - max(0.0, side * wave) * body.shin * 0.34)
        knee, foot = joint(socket, ankle, body.thigh, body.shin, -side * 1.0)
        return Leg(socket, knee, foot, 0.0, side * 0.6)
    knee = ((socket[0] + ankle[0]) / 2 + side * 1.6 + facing * 4, (socket[1] + ankle[1]) / 2)
    return Leg(socket, knee, ankle, 0.0, toes)
