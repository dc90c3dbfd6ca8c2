"""Edits of shots: what is seen and how long, their order, and their division."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from filmstudio.errors import BadInput, Conflict
from filmstudio.film.commands import (
    AddShot,
    ChooseTake,
    DeleteShot,
    DrawAnother,
    DuplicateShot,
    Lock,
    MergeShots,
    MoveShot,
    SetLength,
    SetShot,
    SetSubject,
    SplitShot,
)
from filmstudio.film.edit_lines import MOST_LINES, given, numbered, split_line
from filmstudio.film.finding import (
    inserted,
    label_of,
    member_of,
    open_shot,
    place_of,
    scene_number,
    shot_of,
    with_shot,
    with_shots,
    without,
)
from filmstudio.film.storyboard import Line, Shot, Storyboard, Subject, Transition

MOST_SHOTS = 1000
MOST_SUBJECTS = 6
MOST_TAKES = 1000
LONGEST_HOLD = 12.0
Name = Callable[[str], str]
"""Gives a new id for a "scene", "shot", "line" or "character"."""


def set_shot(board: Storyboard, command: SetShot) -> Storyboard:
    shot = open_shot(board, command.shot)
    update = given(
        command,
        *("size", "camera", "join", "lead", "hold", "action", "prop", "colour", "focus"),
        *("title", "subtitle", "credits"),
    )
    if update.get("size") in ("title", "credits") and shot.lines:
        raise BadInput("Nobody speaks over a title. Move the shot's lines first.")
    return with_shot(board, shot.id, lambda one: one.model_copy(update=update))


def set_length(board: Storyboard, command: SetLength) -> Storyboard:
    """Holds a shot for so long that it lasts as wanted. Raises BadInput where its lines do not fit
    in, or where it would stand still for too long."""
    shot = open_shot(board, command.shot)
    spoken = 0.0
    if shot.lines:
        pauses = sum(line.pause_after for line in shot.lines)
        spoken = shot.lead + command.speech + pauses
    hold = round(command.seconds - spoken, 3)
    if hold < 0:
        raise BadInput(
            "Shot {shot} says its lines for {seconds} s: it cannot be shorter. Shorten its "
            "lines first.",
            shot=label_of(board, shot.id),
            seconds=spoken,
        )
    if hold > LONGEST_HOLD:
        raise BadInput(
            "Shot {shot} would stand still for {seconds} s; at most {most} s are "
            "good to watch. Add a shot instead.",
            shot=label_of(board, shot.id),
            seconds=round(hold),
            most=round(LONGEST_HOLD),
        )
    return with_shot(board, shot.id, lambda one: one.model_copy(update={"hold": hold}))


def set_subject(board: Storyboard, command: SetSubject) -> Storyboard:
    shot = open_shot(board, command.shot)
    member_of(board, command.character)
    update = given(command, "x", "facing", "pose", "holds", "colour", "emotion")
    rest = [one for one in shot.subjects if one.character != command.character]
    if not command.shown:
        return with_shot(board, shot.id, lambda one: one.model_copy(update={"subjects": (*rest,)}))
    found = [one for one in shot.subjects if one.character == command.character]
    if found:
        changed = found[0].model_copy(update=update)
        subjects = tuple(changed if one is found[0] else one for one in shot.subjects)
    else:
        if len(rest) >= MOST_SUBJECTS:
            raise BadInput("A shot shows at most {n} people.", n=MOST_SUBJECTS)
        subjects = (*shot.subjects, Subject(**{"character": command.character} | update))
    return with_shot(board, shot.id, lambda one: one.model_copy(update={"subjects": subjects}))


def _room(board: Storyboard, more: int = 1) -> None:
    if len(board.shots()) + more > MOST_SHOTS:
        raise BadInput("A film may have {n} shots.", n=MOST_SHOTS)


def add_shot(board: Storyboard, command: AddShot, name: Name) -> Storyboard:
    number = scene_number(board, command.scene)
    _room(board)
    shot = Shot(id=name("shot"), size=command.size, hold=command.seconds, lead=0.0)
    shots = inserted(board.scenes[number].shots, command.at, shot)
    return with_shots(board, number, shots)


def copied(shot: Shot, name: Name) -> Shot:
    """A shot with ids of its own, open to changes."""
    lines = tuple(line.model_copy(update={"id": name("line")}) for line in shot.lines)
    return shot.model_copy(update={"id": name("shot"), "lines": lines, "locked": False})


def duplicate_shot(board: Storyboard, command: DuplicateShot, name: Name) -> Storyboard:
    at = place_of(board, command.shot)
    _room(board)
    shots = board.scenes[at.scene].shots
    copy = copied(shots[at.shot], name).model_copy(update={"join": Transition()})
    return with_shots(board, at.scene, inserted(shots, at.shot + 1, copy))


def delete_shot(board: Storyboard, command: DeleteShot) -> Storyboard:
    open_shot(board, command.shot)
    at = place_of(board, command.shot)
    return with_shots(board, at.scene, without(board.scenes[at.scene].shots, at.shot))


def move_shot(board: Storyboard, command: MoveShot) -> Storyboard:
    """Moves a shot; `at` counts among the shots that are there without it."""
    at, target = place_of(board, command.shot), scene_number(board, command.scene)
    shot = shot_of(board, command.shot)
    rest = without(board.scenes[at.scene].shots, at.shot)
    if target == at.scene:
        return with_shots(board, target, inserted(rest, command.at, shot))
    board = with_shots(board, target, inserted(board.scenes[target].shots, command.at, shot))
    return with_shots(board, at.scene, rest)


def split_shot(board: Storyboard, command: SplitShot, name: Name) -> Storyboard:
    """Two shots of one, joined by a cut; the second has the hold, the first a short one."""
    shot = open_shot(board, command.shot)
    _room(board)
    number = numbered(shot.lines, command.line)
    first: tuple[Line, ...] = shot.lines[:number]
    second: tuple[Line, ...] = shot.lines[number:]
    if command.letter:
        before, after = split_line(shot.lines[number], command.letter, name("line"))
        first, second = (*first, before), (after, *second[1:])
    if not first:
        raise BadInput("There is nothing before this line to make a shot of. Choose a later line.")
    at = place_of(board, shot.id)
    short = min(shot.hold, Shot.model_fields["hold"].default)
    head = shot.model_copy(update={"lines": first, "hold": short})
    tail = shot.model_copy(
        update={"id": name("shot"), "lines": second, "join": Transition(), "take": 0}
    )
    shots = board.scenes[at.scene].shots
    return with_shots(board, at.scene, (*shots[: at.shot], head, tail, *shots[at.shot + 1 :]))


def merge_shots(board: Storyboard, command: MergeShots) -> Storyboard:
    """One shot of two: the first one's picture, everybody who was seen, the lines of both."""
    first = open_shot(board, command.shot)
    at = place_of(board, first.id)
    shots = board.scenes[at.scene].shots
    if at.shot + 1 >= len(shots):
        raise Conflict("This is the last shot of its scene: there is none to join it with.")
    second = open_shot(board, shots[at.shot + 1].id)
    if {first.size, second.size} & {"title", "credits"}:
        raise BadInput("A title stands alone: it is not joined with other shots.")
    lines = (*first.lines, *second.lines)
    if len(lines) > MOST_LINES:
        raise BadInput(
            "A shot may have {most} lines; these would be {n}.",
            most=MOST_LINES,
            n=len(lines),
        )
    seen = {one.character for one in first.subjects}
    more = tuple(one for one in second.subjects if one.character not in seen)
    update: dict[str, Any] = {
        "lines": lines,
        "subjects": (*first.subjects, *more)[:MOST_SUBJECTS],
        "hold": second.hold if second.lines or not first.lines else min(second.hold, LONGEST_HOLD),
        "action": " ".join(text for text in (first.action, second.action) if text),
    }
    if not lines:
        update["hold"] = min(LONGEST_HOLD, first.hold + second.hold)
    merged = first.model_copy(update=update)
    return with_shots(board, at.scene, (*shots[: at.shot], merged, *shots[at.shot + 2 :]))


def lock(board: Storyboard, command: Lock) -> Storyboard:
    shot_of(board, command.shot)
    return with_shot(
        board, command.shot, lambda one: one.model_copy(update={"locked": command.locked})
    )


def choose_take(board: Storyboard, command: ChooseTake) -> Storyboard:
    shot = open_shot(board, command.shot)
    return with_shot(board, shot.id, lambda one: one.model_copy(update={"take": command.take}))


def draw_another(board: Storyboard, command: DrawAnother) -> Storyboard:
    shot = open_shot(board, command.shot)
    take = max(command.highest, shot.take) + 1
    if take > MOST_TAKES:
        raise BadInput("A shot may have {n} takes. Choose one of them.", n=MOST_TAKES)
    return with_shot(board, shot.id, lambda one: one.model_copy(update={"take": take}))
