"""Puppet: one person in one shot, who acts frame by frame."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Literal

from filmstudio.drawing.people.body import (
    arm_box,
    arms_sprite,
    body_sprite,
    breathed,
    core_parts,
    ground_shadow,
    joined,
)
from filmstudio.drawing.people.brush import Box
from filmstudio.drawing.people.face import BackOfHead, Head
from filmstudio.drawing.people.gestures import GESTURES, Moment, arms_of, gesture_arm, moment
from filmstudio.drawing.people.grips import Held, grip
from filmstudio.drawing.people.kept import Kept
from filmstudio.drawing.people.light import Part, finished, laid, open_air, shadowed
from filmstudio.drawing.people.looks import appearance
from filmstudio.drawing.people.rig import HEADING, Skeleton, build, skeleton, stride
from filmstudio.drawing.people.things.catalogue import THINGS, form_in, thing_named
from filmstudio.film.picture import Acting, Light, Sprite
from filmstudio.film.storyboard import Character
from filmstudio.film.vocabulary import Emotion, Pose, Style

Framing = Literal["bust", "full", "back"]
CUT = 250.0
"""Where a bust ends, in design units below the base of the neck."""
PHASES = 24
"""Steps of a walk, run, wave or dance."""
_BREATHS = 5
_KEEP = 64 << 20
"""Bytes of bodies that are kept; gestures and shadows may have a part of it more."""
_CYCLE_SECONDS: dict[Pose, float] = {"walk": 1.1, "run": 0.72, "wave": 0.9, "dance": 2.0}


def turned_to_stay(
    character: Character, pose: Pose, facing: float, unit: float, seconds: float, room: float
) -> float:
    """The `facing` with which a full figure that walks or runs travels `room` pixels at most.

    One who would leave the frame comes more towards us instead, as the slant of a street would
    bring them: feet still do not slide. Below a third of the stride they come straight at us.
    """
    if pose not in ("walk", "run"):
        return facing
    body = build(appearance(character))
    scale = unit * body.size / 600.0
    whole = stride(body, math.copysign(1.0, facing), pose) * scale / _CYCLE_SECONDS[pose]
    travel = abs(stride(body, facing, pose)) * scale / _CYCLE_SECONDS[pose] * seconds
    if travel <= room:
        return facing
    part = room / max(1e-6, abs(whole) * seconds)
    return math.copysign(part / HEADING if part >= 0.28 else 0.1, facing)


class Puppet:
    """A character in one shot.

    `bust` is waist-up and `back` over the shoulder from behind: origin at the base of the
    neck, `unit` the height of the head in pixels. `full` is the whole figure: origin on the
    ground between the feet, `unit` the height of a standing adult (children are smaller by
    themselves). `facing` -1 to 1 turns head and torso. `below` is how many
    pixels under the origin of a bust are in the frame: less need be painted in close-ups. `warnings` are sentences for the
    creator about what of the look could not be followed.
    """

    def __init__(
        self,
        character: Character,
        *,
        framing: Framing,
        unit: float,
        facing: float,
        light: Light,
        style: Style = "cinematic",
        pose: Pose = "stand",
        holds: str = "",
        colour: str = "",
        emotion: Emotion = "neutral",
        below: float | None = None,
    ) -> None:
        self.look = appearance(character)
        self.body = build(self.look)
        self.framing, self.pose, self.light, self.style = framing, pose, light, style
        self.facing = max(-1.0, min(1.0, facing))
        self.warnings = self.look.warnings
        self._held, self._colour = form_in(thing_named(holds), character.culture), colour
        if holds and not self._held:
            self.warnings += (
                f"{character.name or character.id} cannot be drawn holding '{holds}'; "
                f"I can draw {', '.join(THINGS)}. The hand stays empty.",
            )
        if not self._held and not holds and "stick" in self.look.accessories:
            self._held = "stick"
        full = framing == "full"
        self.scale = unit * self.body.size / 600.0 if full else unit / 100.0
        self._cut = CUT if below is None else max(30.0, min(CUT, below / self.scale + 6.0))
        self._cycles = full and pose in _CYCLE_SECONDS
        self._poses: dict[int, tuple[Skeleton, Held | None]] = {}
        self._bodies: Kept[Sprite] = Kept(_KEEP)
        self._gestures: Kept[Sprite] = Kept(_KEEP // 2)
        self._shadows: Kept[Sprite] = Kept(_KEEP // 8)
        self._cores: dict[tuple[tuple[int, ...], bool], list[Part]] = {}
        self._head: Head | BackOfHead
        if framing == "back":
            self._head = BackOfHead(self.look, self.facing, self.scale, light, style)
        else:
            self._head = Head(self.look, self.facing, self.scale, light, style, emotion)
        self.bounds = self._reach()

    @property
    def pace(self) -> float:
        """Pixels a second that a walking or running figure must travel so that its feet do not slide.

        Negative to the left; 0 for whoever stays in place or comes straight at us. It holds
        while `Acting.extras["time"]` carries the seconds of the shot.
        """
        if self.framing != "full" or self.pose not in ("walk", "run"):
            return 0.0
        return stride(self.body, self.facing, self.pose) * self.scale / _CYCLE_SECONDS[self.pose]

    @property
    def shade(self) -> int:
        """The side on screen of the umbrella that is held (-1 left, 1 right); 0 without one."""
        held = self._pose(0)[1]
        return held.side if held and held.name == "umbrella" else 0

    def _bones(self, step: int) -> Skeleton:
        """The skeleton at a step of its cycle; busts have their origin at the neck."""
        return self._pose(step)[0]

    def _holding(self) -> tuple[int, ...]:
        """The arms that hold something."""
        held = self._pose(0)[1]
        return held.arms if held else ()

    def _pose(self, step: int) -> tuple[Skeleton, Held | None]:
        found = self._poses.get(step)
        if found is None:
            full = self.framing == "full"
            pose = self.pose if full else "stand"
            if self._held and pose == "hold":
                pose = "stand"
            facing = self.facing if self.framing != "back" else -self.facing
            bones = skeleton(self.body, pose, facing, step / PHASES)
            if not full:
                bones = _moved(bones, -bones.neck[0], -bones.neck[1])
            held = None
            if self._held and pose not in ("pray", "dance"):
                other = pose in ("wave", "point")
                bones, held = grip(
                    self.body, bones, self._held, full=full, colour=self._colour, other=other
                )
            found = bones, held
            self._poses[step] = found
        return found

    def _step(self, acting: Acting) -> int:
        if not self._cycles:
            return 0
        time = acting.extras.get("time")
        phase = acting.phase if time is None else time / _CYCLE_SECONDS[self.pose]
        return math.floor((phase % 1.0) * PHASES) % PHASES

    def _body(
        self, step: int, without: tuple[int, ...], breath: int, bare: tuple[int, ...] = ()
    ) -> Sprite:
        """The body at a step without some arms; `bare` shoulders have no root of a hanging arm."""
        bottom = None if self.framing == "full" else self._cut
        if breath:

            def lifted() -> Sprite:
                still = self._body(step, without, 0, bare)
                return breathed(still, breath / _BREATHS * 0.9 * self.scale, CUT * 0.8 * self.scale)

            return self._bodies.get((step, without, bare, breath), lifted)

        def painted() -> Sprite:
            bones = self._bones(step)
            whole = body_sprite(
                self._core(step, bare, len(without) > 1), self.look, self.body, bones, self.scale, self.light, self.style,
                without=without, held=self._pose(step)[1], bottom=bottom,
            )  # fmt: skip
            self._head_shadow(whole, bones)
            return whole

        return self._bodies.get((step, without, bare, 0), painted)

    def _core(self, step: int, bare: tuple[int, ...], all_roots: bool) -> list[Part]:
        """Legs and torso at a step; busts keep theirs, since gestures need them again."""
        found = self._cores.get((bare, all_roots))
        if found is not None:
            return found
        bottom = None if self.framing == "full" else self._cut
        core = core_parts(
            self.look, self.body, self._bones(step), self.scale, self.light, self.style,
            bottom=bottom, behind=self.framing == "back", bare=bare, all_roots=all_roots,
        )  # fmt: skip
        if self.framing == "bust":
            self._cores[bare, all_roots] = core
        return core

    def _head_shadow(self, body: Sprite, bones: Skeleton) -> None:
        """The shadow of head and hair on neck and shoulders."""
        x, y = self._chin(bones)
        caster = self._head.still((x, y), bones.tilt)
        light = self.light.direction
        shadowed(
            body, caster, (-light[0] * 3 * self.scale, 6.5 * self.scale), 3.2 * self.scale, 0.62
        )

    def _chin(self, bones: Skeleton) -> tuple[float, float]:
        """The chin in pixels."""
        lean = bones.lean
        gap = self.body.neck_gap
        x = bones.neck[0] + math.sin(lean) * gap + bones.facing * 3.0
        return x * self.scale, (bones.neck[1] - math.cos(lean) * gap) * self.scale

    def sprites(self, acting: Acting) -> list[Sprite]:
        """What to composite for this moment, far to near, in local pixels.

        Premultiplied BGRA; a part that did not change since the last call is the same array object.
        """
        step = self._step(acting)
        bones = self._bones(step)
        if self.framing == "back":
            return [self._body(0, (), 0), self._head.sprites(acting, self._chin(bones))[1]]
        behind, head = self._head.sprites(acting, self._chin(bones), bones.tilt)
        out = list[Sprite]()
        if self.framing == "full":
            out.append(
                self._shadows.get(
                    step,
                    lambda: ground_shadow(bones, self.body, self.scale, self.light),
                )
            )
            if behind is not None:
                out.append(behind)
            return [*out, self._body(step, (), 0), head]
        if behind is not None:
            out.append(behind)
        now = moment(acting.gesture, acting.phase)
        busy = arms_of(now.kind, bones, self._holding()) if now else ()
        breath = round((0.5 + 0.5 * math.sin(math.tau * acting.breath)) * _BREATHS)
        bare = busy if now and now.kind in ("point", "wave") else ()
        out += [self._body(0, busy, breath, bare), head]
        if now and busy:
            out.append(self._gestures.get(now, lambda: self._gesture(bones, busy, bare, now)))
        return out

    def _gesture(
        self, bones: Skeleton, busy: tuple[int, ...], bare: tuple[int, ...], now: Moment
    ) -> Sprite:
        arms = [(index, gesture_arm(self.body, bones, index, now)) for index in busy]
        parts = arms_sprite(
            self.look, self.body, arms, self.scale, self.light, self.style, bottom=self._cut
        )
        beneath = self._body(0, busy, 0, bare)
        parts = [
            (
                finished(
                    part, self.light, self.scale, self.style, open_air=open_air(part, beneath)
                ),
                soft,
            )
            for part, soft in parts
        ]
        return laid(parts, beneath, self.scale)

    def _reach(self) -> Box:
        """Local pixels that enclose everything this puppet can draw."""
        boxes = list[Box]()
        for step in range(PHASES if self._cycles else 1):
            bones = self._bones(step)
            body = self._frame(*self._pose(step))
            head = self._head_reach(bones)
            boxes += [body, head]
        if self.framing == "bust":
            bones = self._bones(0)
            moments = (moment(kind, step / 48) for kind in GESTURES for step in range(48))
            for now in {now for now in moments if now}:
                for index in arms_of(now.kind, bones, self._holding()):
                    arm = gesture_arm(self.body, bones, index, now)
                    boxes.append(self._pixels(arm_box(arm, self.body, self.look), self._cut))
        return joined(boxes)

    def _pixels(self, box: Box, bottom: float | None) -> Box:
        edge, pad = self.scale, 8.0 + 9.0 * self.scale
        low = box[3] if bottom is None else min(box[3], bottom)
        return box[0] * edge - pad, box[1] * edge - pad, box[2] * edge + pad, low * edge + pad

    def _frame(self, bones: Skeleton, held: Held | None) -> Box:
        body, look = self.body, self.look
        boxes = [
            arm_box(arm, body, look, held if held and index == held.first else None)
            for index, arm in enumerate(bones.arms)
        ]
        xs = [p[0] for leg in bones.legs for p in (leg.hip, leg.knee, leg.ankle)] + [
            bones.neck[0],
            bones.hip[0],
        ]
        wide = max(body.shoulder * 1.35 + 12, body.leg[0] * 1.6 + 40)
        low = max(leg.ankle[1] for leg in bones.legs) + body.leg[0] * 1.6 + 42
        boxes.append((min(xs) - wide, bones.neck[1] - body.neck_gap - 46, max(xs) + wide, low))
        if bones.seat:
            boxes.append((bones.hip[0] - 100, -bones.seat - 14, bones.hip[0] + 100, 10))
        if self.framing == "full":
            half = wide + body.hip * 1.6 + 40
            boxes.append((min(xs) - half, -30, max(xs) + half, 34))
        return self._pixels(joined(boxes), None if self.framing == "full" else self._cut)

    def _head_reach(self, bones: Skeleton) -> Box:
        left, top, right, bottom = self._head.reach()
        x, y = self._chin(bones)
        return left + x, top + y, right + x, bottom + y


def _moved(bones: Skeleton, dx: float, dy: float) -> Skeleton:
    """The skeleton shifted as a whole."""

    def at(point: tuple[float, float]) -> tuple[float, float]:
        return point[0] + dx, point[1] + dy

    left, right = (
        replace(arm, shoulder=at(arm.shoulder), elbow=at(arm.elbow), wrist=at(arm.wrist))
        for arm in bones.arms
    )
    first, second = (
        replace(leg, hip=at(leg.hip), knee=at(leg.knee), ankle=at(leg.ankle)) for leg in bones.legs
    )
    return replace(
        bones, neck=at(bones.neck), hip=at(bones.hip), arms=(left, right), legs=(first, second)
    )
