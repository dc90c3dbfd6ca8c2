"""Edits: a command carried out on a storyboard gives another sound one, or a sentence why not."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError

from filmstudio.errors import BadInput, Conflict
from filmstudio.faults import fault_of
from filmstudio.film import edit_lines, edit_shots
from filmstudio.film.commands import (
    AddCharacter,
    AddScene,
    DeleteCharacter,
    DeleteScene,
    DuplicateScene,
    MergeScenes,
    MoveScene,
    SetCaptions,
    SetCharacter,
    SetFilm,
    SetScene,
    SetVoice,
    Several,
    SplitScene,
)
from filmstudio.film.edit_lines import given
from filmstudio.film.edit_shots import MOST_SHOTS, Name, copied
from filmstudio.film.finding import (
    inserted,
    member_of,
    open_scene,
    place_of,
    put,
    scene_number,
    with_scenes,
    without,
)
from filmstudio.film.storyboard import (
    NARRATOR,
    Character,
    MusicCue,
    Scene,
    Shot,
    Storyboard,
)

MOST_SCENES, MOST_CAST = 300, 60
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def edited(board: Storyboard, command: Any, name: Name | None = None) -> Storyboard:
    """The storyboard after a command of `film.commands`; the one that was given stays as it is.

    `name` gives new ids; without it they are counted. The same storyboard, command and names give
    the same result. Raises BadInput and its kinds, or Conflict for what is locked.
    """
    changed = _carried_out(board, command, name or counted(board))
    try:
        return Storyboard.model_validate(changed.model_dump(mode="json"))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = " > ".join(str(part) for part in first["loc"])
        raise BadInput("{field}: {fault}", field=place, fault=fault_of(first)) from error


def counted(board: Storyboard) -> Name:
    """Names that no part of the storyboard has, in order: shot-1, shot-2."""
    taken = {scene.id for scene in board.scenes} | {shot.id for _, shot in board.shots()}
    taken |= {line.id for line in board.lines()} | {member.id for member in board.cast}

    def name(kind: str) -> str:
        number = 1
        while f"{kind}-{number}" in taken:
            number += 1
        taken.add(f"{kind}-{number}")
        return f"{kind}-{number}"

    return name


def _carried_out(board: Storyboard, command: Any, name: Name) -> Storyboard:
    if isinstance(command, Several):
        for one in command.commands:
            board = _carried_out(board, one, name)
        return board
    plain = _PLAIN.get(command.do)
    if plain is not None:
        return plain(board, command)
    if command.do == "add_line":
        return edit_lines.add_line(board, command, name("line"))
    return _NAMING[command.do](board, command, name)


def _set_scene(board: Storyboard, command: SetScene) -> Storyboard:
    scene = open_scene(board, command.scene)
    where = ("place", "name", "interior", "time", "weather", "mood", "culture", "props")
    update = given(command, "heading", "summary")
    update["setting"] = scene.setting.model_copy(update=given(command, *where))
    update["music"] = scene.music.model_copy(update=given(command, "genre", "intensity", "tempo"))
    number = scene_number(board, scene.id)
    return with_scenes(board, put(board.scenes, number, scene.model_copy(update=update)))


def _room(board: Storyboard, shots: int = 1) -> None:
    if len(board.scenes) >= MOST_SCENES:
        raise BadInput("A film may have {n} scenes.", n=MOST_SCENES)
    if len(board.shots()) + shots > MOST_SHOTS:
        raise BadInput("A film may have {n} shots.", n=MOST_SHOTS)


def _add_scene(board: Storyboard, command: AddScene, name: Name) -> Storyboard:
    _room(board)
    shot = Shot(id=name("shot"), size="wide", lead=0.0, hold=4.0)
    music = MusicCue(genre=board.scenes[0].music.genre) if board.scenes else MusicCue()
    scene = Scene(
        id=name("scene"),
        heading=command.heading,
        setting=command.setting,
        shots=(shot,),
        music=music,
    )
    return with_scenes(board, inserted(board.scenes, command.at, scene))


def _duplicate_scene(board: Storyboard, command: DuplicateScene, name: Name) -> Storyboard:
    number = scene_number(board, command.scene)
    scene = board.scenes[number]
    _room(board, len(scene.shots))
    shots = tuple(copied(shot, name) for shot in scene.shots)
    copy = scene.model_copy(update={"id": name("scene"), "shots": shots})
    return with_scenes(board, inserted(board.scenes, number + 1, copy))


def _delete_scene(board: Storyboard, command: DeleteScene) -> Storyboard:
    open_scene(board, command.scene)
    return with_scenes(board, without(board.scenes, scene_number(board, command.scene)))


def _move_scene(board: Storyboard, command: MoveScene) -> Storyboard:
    """Moves a scene; `at` counts among the other scenes."""
    number = scene_number(board, command.scene)
    rest = without(board.scenes, number)
    return with_scenes(board, inserted(rest, command.at, board.scenes[number]))


def _split_scene(board: Storyboard, command: SplitScene, name: Name) -> Storyboard:
    at = place_of(board, command.shot)
    if not at.shot:
        raise BadInput("The scene begins with this shot already. Choose a later one.")
    _room(board, 0)
    scene = board.scenes[at.scene]
    head = scene.model_copy(update={"shots": scene.shots[: at.shot]})
    tail = scene.model_copy(update={"id": name("scene"), "shots": scene.shots[at.shot :]})
    scenes = (*board.scenes[: at.scene], head, tail, *board.scenes[at.scene + 1 :])
    return with_scenes(board, scenes)


def _merge_scenes(board: Storyboard, command: MergeScenes) -> Storyboard:
    number = scene_number(board, command.scene)
    if number + 1 >= len(board.scenes):
        raise Conflict("This is the last scene: there is none to join it with.")
    first, second = board.scenes[number], open_scene(board, board.scenes[number + 1].id)
    merged = first.model_copy(update={"shots": (*first.shots, *second.shots)})
    return with_scenes(board, (*board.scenes[:number], merged, *board.scenes[number + 2 :]))


def _set_film(board: Storyboard, command: SetFilm) -> Storyboard:
    """Changes the film as a whole. Another title is written on its card too."""
    update = given(command, "title", "style", "aspect", "language", "target_seconds", "seed")
    old = board.title
    board = board.model_copy(update=update)
    if command.title is None or command.title == old:
        return board
    scenes = []
    for scene in board.scenes:
        shots = tuple(
            shot.model_copy(update={"title": command.title})
            if shot.size == "title" and shot.title == old and not shot.locked
            else shot
            for shot in scene.shots
        )
        scenes.append(scene.model_copy(update={"shots": shots}))
    return board.model_copy(update={"scenes": tuple(scenes)})


def _set_captions(board: Storyboard, command: SetCaptions) -> Storyboard:
    if not _COLOUR.fullmatch(command.captions.colour):
        raise BadInput("Write the colour of captions as #rrggbb, like #ffcc00.")
    return board.model_copy(update={"captions": command.captions})


def _set_character(board: Storyboard, command: SetCharacter) -> Storyboard:
    member = member_of(board, command.character)
    names = ("name", "role", "age", "gender", "culture", "personality", "look")
    changed = member.model_copy(update=given(command, *names))
    cast = tuple(changed if one.id == member.id else one for one in board.cast)
    return board.model_copy(update={"cast": cast})


def _add_character(board: Storyboard, command: AddCharacter, name: Name) -> Storyboard:
    if len(board.cast) >= MOST_CAST:
        raise BadInput("A film may have a cast of {n}.", n=MOST_CAST)
    member = Character(
        id=name("character"),
        name=command.name,
        age=command.age,
        gender=command.gender,
        culture=command.culture,
    )
    return board.model_copy(update={"cast": (*board.cast, member)})


def _delete_character(board: Storyboard, command: DeleteCharacter) -> Storyboard:
    member = member_of(board, command.character)
    lines = sum(line.speaker == member.id for line in board.lines())
    shown = sum(
        any(one.character == member.id for one in shot.subjects) for _, shot in board.shots()
    )
    if lines or shown:
        raise Conflict(
            "{name} speaks {lines} lines and is seen in {shown} shots. Give the lines to "
            "somebody else and take the character out of the shots first.",
            name=member.name,
            lines=lines,
            shown=shown,
        )
    cast = tuple(one for one in board.cast if one.id != member.id)
    return board.model_copy(update={"cast": cast})


def _set_voice(board: Storyboard, command: SetVoice) -> Storyboard:
    if command.character == NARRATOR:
        return board.model_copy(update={"narrator": command.voice})
    member = member_of(board, command.character)
    changed = member.model_copy(update={"voice": command.voice})
    cast = tuple(changed if one.id == member.id else one for one in board.cast)
    return board.model_copy(update={"cast": cast})


_PLAIN: dict[str, Callable[[Storyboard, Any], Storyboard]] = {
    "set_line": edit_lines.set_line,
    "delete_line": edit_lines.delete_line,
    "move_line": edit_lines.move_line,
    "set_shot": edit_shots.set_shot,
    "set_length": edit_shots.set_length,
    "set_subject": edit_shots.set_subject,
    "delete_shot": edit_shots.delete_shot,
    "move_shot": edit_shots.move_shot,
    "merge_shots": edit_shots.merge_shots,
    "lock": edit_shots.lock,
    "choose_take": edit_shots.choose_take,
    "draw_another": edit_shots.draw_another,
    "set_scene": _set_scene,
    "delete_scene": _delete_scene,
    "move_scene": _move_scene,
    "merge_scenes": _merge_scenes,
    "set_film": _set_film,
    "set_captions": _set_captions,
    "set_character": _set_character,
    "delete_character": _delete_character,
    "set_voice": _set_voice,
}
_NAMING: dict[str, Callable[[Storyboard, Any, Name], Storyboard]] = {
    "add_shot": edit_shots.add_shot,
    "duplicate_shot": edit_shots.duplicate_shot,
    "split_shot": edit_shots.split_shot,
    "add_scene": _add_scene,
    "duplicate_scene": _duplicate_scene,
    "split_scene": _split_scene,
    "add_character": _add_character,
}
