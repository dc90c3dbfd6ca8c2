"""Finds scenes, shots, lines and people of a storyboard, and says in a sentence where there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from filmstudio.errors import BadInput, Conflict
from filmstudio.film.reading import shot_label
from filmstudio.film.storyboard import NARRATOR, Character, Line, Scene, Shot, Storyboard

T = TypeVar("T")


class Gone(BadInput):
    """What was to be edited is not in the storyboard any more."""

    code = "not_there"


class Locked(Conflict):
    """A shot that was locked against changes."""

    code = "locked"


@dataclass(frozen=True)
class At:
    """Where a shot is: numbers from 0."""

    scene: int
    shot: int


def place_of(board: Storyboard, shot: str) -> At:
    """Where a shot is. Raises Gone."""
    for number, scene in enumerate(board.scenes):
        for place, one in enumerate(scene.shots):
            if one.id == shot:
                return At(number, place)
    raise Gone("This shot is not in the storyboard any more.")


def label_of(board: Storyboard, shot: str) -> str:
    """The number of a shot on its slate, such as 2C."""
    at = place_of(board, shot)
    return shot_label(at.scene + 1, at.shot + 1)


def shot_of(board: Storyboard, shot: str) -> Shot:
    at = place_of(board, shot)
    return board.scenes[at.scene].shots[at.shot]


def open_shot(board: Storyboard, shot: str) -> Shot:
    """A shot that may be changed. Raises Gone, Locked."""
    found = shot_of(board, shot)
    if found.locked:
        raise Locked("Shot {shot} is locked. Unlock it first.", shot=label_of(board, shot))
    return found


def scene_number(board: Storyboard, scene: str) -> int:
    """The number of a scene, from 0. Raises Gone."""
    for number, one in enumerate(board.scenes):
        if one.id == scene:
            return number
    raise Gone("This scene is not in the storyboard any more.")


def open_scene(board: Storyboard, scene: str) -> Scene:
    """A scene of which no shot is locked. Raises Gone, Locked."""
    found = board.scenes[scene_number(board, scene)]
    for shot in found.shots:
        open_shot(board, shot.id)
    return found


def line_of(board: Storyboard, line: str) -> tuple[Shot, Line]:
    """A line and its shot. Raises Gone."""
    for _, shot in board.shots():
        for one in shot.lines:
            if one.id == line:
                return shot, one
    raise Gone("This line is not in the storyboard any more.")


def member_of(board: Storyboard, character: str) -> Character:
    """A member of the cast. Raises Gone."""
    for member in board.cast:
        if member.id == character:
            return member
    raise Gone("This character is not in the cast any more.")


def must_speak(board: Storyboard, speaker: str) -> None:
    """Raises Gone for a speaker who is neither the narrator nor in the cast."""
    if speaker != NARRATOR:
        member_of(board, speaker)


def with_shot(board: Storyboard, shot: str, change: Callable[[Shot], Shot]) -> Storyboard:
    """The storyboard with one shot changed."""
    at = place_of(board, shot)
    scene = board.scenes[at.scene]
    return with_shots(board, at.scene, put(scene.shots, at.shot, change(scene.shots[at.shot])))


def with_shots(board: Storyboard, scene: int, shots: Sequence[Shot]) -> Storyboard:
    """The storyboard with other shots in a scene; a scene without any goes."""
    changed = board.scenes[scene].model_copy(update={"shots": tuple(shots)})
    scenes = put(board.scenes, scene, changed) if shots else without(board.scenes, scene)
    return with_scenes(board, scenes)


def with_scenes(board: Storyboard, scenes: Sequence[Scene]) -> Storyboard:
    """The storyboard with other scenes. Raises BadInput for none."""
    if not scenes:
        raise BadInput("A film has at least one shot. Change it instead of deleting it.")
    return board.model_copy(update={"scenes": tuple(scenes)})


def put(of: Sequence[T], at: int, one: T) -> tuple[T, ...]:
    """A row with one place taken by another."""
    return (*of[:at], one, *of[at + 1 :])


def without(of: Sequence[T], at: int) -> tuple[T, ...]:
    return (*of[:at], *of[at + 1 :])


def inserted(of: Sequence[T], at: int | None, *ones: T) -> tuple[T, ...]:
    """A row with some more before place `at`; None or a place beyond: at its end."""
    place = len(of) if at is None else min(at, len(of))
    return (*of[:place], *ones, *of[place:])
