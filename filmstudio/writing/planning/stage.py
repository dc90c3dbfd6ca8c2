"""Where people stand and look in a scene, and what part of the place is behind them."""

from __future__ import annotations

from dataclasses import dataclass, field

from filmstudio.film.storyboard import Subject
from filmstudio.film.vocabulary import ShotSize
from filmstudio.writing.planning.setup import Act, Setup

_SPREAD = (0.0, 0.04, -0.04, 0.02, -0.02)
_FOCUS_SHIFT = (0.0, 0.05, -0.05, 0.1, -0.1)
_PLACE_FOCUS = (0.4, 0.65, 0.25, 0.75, 0.5, 0.2, 0.8)

# How far from the middle of the frame a single stands: behind the looking room in front of the face.
_SINGLE_X = {"medium": 0.08, "close": 0.06, "wide": 0.1}
_SINGLE_FACING = {"medium": 0.5, "close": 0.35, "wide": 0.6}


@dataclass
class Stage:
    """The 180-degree line of one scene: each person's side, fixed when they first come in.

    Space, 1: A looks right from the left, B looks left from the right; somebody who comes
    third stands across from the person they first deal with. Sides never change in a scene.
    """

    alone: bool = False
    """Only one person is in the scene: they stand nearer the middle."""
    sides: dict[str, int] = field(default_factory=dict)
    """-1 stands left and looks right, 1 stands right and looks left."""
    _frames: dict[tuple[object, ...], int] = field(default_factory=dict)

    def enter(self, person: str, across_from: str = "") -> None:
        """Give a person their side for the scene."""
        if person in self.sides:
            return
        if across_from in self.sides:
            self.sides[person] = -self.sides[across_from]
        else:
            self.sides[person] = -1 if len(self.sides) % 2 == 0 else 1

    def facing(self, person: str) -> int:
        """1 where the person looks right, -1 where they look left."""
        return -self.sides.get(person, -1)

    def opposite(self, one: str, other: str) -> bool:
        """Whether two people face each other, so that one frame can hold both."""
        return one != other and self.sides.get(one) == -self.sides.get(other, 0)

    def frame(self, setup: Setup, size: ShotSize) -> tuple[tuple[Subject, ...], float]:
        """Who stands where in this shot, and the part of the place behind them (focus, 0-1).

        A frame that repeats one of the scene is moved: no composition twice (which shot, 5).
        """
        people = self._framed(setup, size)
        acts = dict(zip(setup.people, setup.acts, strict=False))
        # An empty wide and an establishing shot are the same frame, a title and credits their own.
        empty = "place" if size in ("wide", "establishing", "insert") else size
        key = (
            (size, *(people if size == "over-shoulder" else sorted(people))) if people else (empty,)
        )
        turn = self._frames.get(key, 0)
        self._frames[key] = turn + 1
        if not people:
            return (), self._place_focus(turn, setup)
        shift = _FOCUS_SHIFT[turn % 5]
        spread = _SPREAD[(turn // 5) % 5]
        if len(people) == 1:
            return (self._single(people[0], acts, size, spread),), self._behind(people[0], shift)
        subjects = self._pair(people, acts, size, spread)
        middle = 0.5 if size != "over-shoulder" else self._behind(people[0], 0.0)
        return subjects, _clamp(middle + shift)

    def _framed(self, setup: Setup, size: ShotSize) -> list[str]:
        """At most two people, on either side of the line; establishing shots and inserts show none."""
        if size in ("establishing", "insert", "title", "credits") or not setup.people:
            return []
        first = setup.people[0]
        if size in ("medium", "close"):
            return [first]
        for other in setup.people[1:]:
            if self.opposite(first, other):
                return [first, other]
        return [first]

    def _behind(self, person: str, shift: float) -> float:
        """The reverse shows the other part of the place: A before its left, B before its right."""
        return _clamp((0.3 if self.sides.get(person, -1) < 0 else 0.7) + shift)

    def _place_focus(self, turn: int, setup: Setup) -> float:
        if setup.purpose in ("title", "credits"):
            return 0.6
        base = _PLACE_FOCUS[turn % 7]
        return _clamp(base + 0.05 * (turn // 7 % 3))

    def _single(self, person: str, acts: dict[str, Act], size: ShotSize, spread: float) -> Subject:
        side = self.sides.get(person, -1)
        offset = _SINGLE_X.get(size, 0.06) * (0.5 if self.alone else 1.0)
        facing = _SINGLE_FACING.get(size, 0.5) * (0.5 if self.alone else 1.0)
        act = acts.get(person, Act())
        if act.pose in ("walk", "run"):
            facing = 0.9
        return _subject(person, 0.5 + side * offset + spread, -side * facing, act)

    def _pair(
        self, people: list[str], acts: dict[str, Act], size: ShotSize, spread: float
    ) -> tuple[Subject, ...]:
        """Two people from left to right. Over the shoulder, the second is the shoulder, near us."""
        main, other = people
        side = self.sides.get(main, -1)
        if size == "over-shoulder":
            return (
                _subject(main, 0.5 + side * 0.1 + spread, -side * 0.6, acts.get(main, Act())),
                _subject(other, 0.5 - side * 0.36, side * 0.9, acts.get(other, Act())),
            )
        gap = 0.17 if size == "two-shot" else 0.2
        pair = sorted(people, key=lambda person: self.sides.get(person, 0))
        return tuple(
            _subject(
                person,
                0.5 + self.sides[person] * gap + spread,
                -self.sides[person] * 0.75,
                acts.get(person, Act()),
            )
            for person in pair
        )


def _subject(person: str, x: float, facing: float, act: Act) -> Subject:
    return Subject(
        character=person,
        x=round(min(0.95, max(0.05, x)), 3),
        facing=round(facing, 2),
        pose=act.pose,
        holds=act.holds,
        colour=act.colour,
        emotion=act.emotion,
    )


def _clamp(focus: float) -> float:
    return round(min(0.9, max(0.1, focus)), 2)
