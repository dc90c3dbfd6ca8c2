"""What previews are made from: as little of a storyboard as they show, so that few edits touch them."""

from __future__ import annotations

from typing import Any

from filmstudio.errors import BadInput
from filmstudio.film.earlier import Earlier
from filmstudio.film.finding import line_of, place_of, scene_number
from filmstudio.film.order import Order
from filmstudio.film.storyboard import (
    NARRATOR,
    Line,
    MusicCue,
    Scene,
    Setting,
    Shot,
    Storyboard,
    Transition,
    Voice,
)

LINES = 360
"""The shorter side of a preview in pixels."""
SAMPLE_LINE = "sample"
MOST_SHOTS = 30
"""Shots of a scene that are shown together."""


def _request(board: Storyboard, order: Order) -> dict[str, Any]:
    """The documents of a preview by their slots."""
    return {
        "storyboard": board.model_dump(mode="json"),
        "order": order.model_dump(mode="json"),
        "track": {"name": ""},
        "earlier": Earlier().model_dump(mode="json"),
    }


def _order(board: Storyboard, order: Order) -> Order:
    music = "none" if order.music in ("none", "track") else "auto"
    return Order(aspect=board.aspect, lines=LINES, quality="draft", rate=order.rate, music=music)


def _bare(board: Storyboard, **more: Any) -> Storyboard:
    """A storyboard without what no preview shows."""
    update = {"title": "", "logline": "", "warnings": (), "target_seconds": 0.0} | more
    return board.model_copy(update=update)


def _alone(scene: Scene, shots: tuple[Shot, ...]) -> Scene:
    """A scene of some of its shots; what the others hold does not stand about in it either."""
    from filmstudio.stages.illustrate import dressed

    return scene.model_copy(
        update={"shots": shots, "setting": dressed(scene), "heading": "", "summary": ""}
    )


def of_shot(board: Storyboard, shot: str, order: Order, watermark: str) -> dict[str, Any]:
    """One shot, with its voices, the sound of its place and its scene's music. Raises Gone."""
    at = place_of(board, shot)
    scene = board.scenes[at.scene]
    one = scene.shots[at.shot].model_copy(update={"join": Transition(), "locked": False})
    alone = _bare(board, scenes=(_alone(scene, (one,)),), watermark=watermark)
    return _request(alone, _order(board, order))


def of_scene(board: Storyboard, scene: str, order: Order, watermark: str) -> dict[str, Any]:
    """A whole scene, with the joins between its shots. Raises Gone, and BadInput for a long one."""
    found = board.scenes[scene_number(board, scene)]
    if len(found.shots) > MOST_SHOTS:
        raise BadInput(
            "This scene has {n} shots; {most} are shown at once. Split the scene, or "
            "look at its shots one by one.",
            n=len(found.shots),
            most=MOST_SHOTS,
        )
    first = found.shots[0].model_copy(update={"join": Transition()})
    shots = tuple(shot.model_copy(update={"locked": False}) for shot in (first, *found.shots[1:]))
    alone = _bare(board, scenes=(_alone(found, shots),), watermark=watermark)
    return _request(alone, _order(board, order))


def of_pictures(board: Storyboard, shots: list[str] | None, order: Order) -> dict[str, Any]:
    """The pictures of some shots (None: of all): nothing that is only heard. Raises Gone."""
    for shot in shots or ():
        place_of(board, shot)
    scenes = []
    for scene in board.scenes:
        chosen = tuple(
            shot.model_copy(
                update={
                    "lines": (),
                    "lead": 0.0,
                    "hold": 4.0,
                    "join": Transition(),
                    "action": "",
                    "locked": False,
                }
            )
            for shot in scene.shots
            if shots is None or shot.id in shots
        )
        if chosen:
            quiet = {"music": MusicCue()}
            scenes.append(_alone(scene, chosen).model_copy(update=quiet))
    cast = tuple(
        member.model_copy(update={"voice": Voice(), "role": "", "personality": ""})
        for member in board.cast
    )
    bare = _bare(board, scenes=tuple(scenes), cast=cast, narrator=Voice(), watermark="")
    return _request(bare, _order(board, order))


def of_line(board: Storyboard, line: str, voice: Voice | None) -> dict[str, Any]:
    """One line, in another voice where one is given. Raises Gone."""
    shot, said = line_of(board, line)
    if voice is not None:
        board = _in_voice(board, said.speaker, voice)
    scene = Scene(
        id="scene",
        setting=Setting(place="studio"),
        shots=(Shot(id=shot.id, size="medium", lines=(said,)),),
    )
    return _request(_bare(board, scenes=(scene,), watermark=""), Order())


def _in_voice(board: Storyboard, speaker: str, voice: Voice) -> Storyboard:
    if speaker == NARRATOR:
        return board.model_copy(update={"narrator": voice})
    cast = tuple(
        member.model_copy(update={"voice": voice}) if member.id == speaker else member
        for member in board.cast
    )
    return board.model_copy(update={"cast": cast})


def of_words(line: Line, voice: Voice, language: str) -> dict[str, Any]:
    """Words that belong to no storyboard yet, in a voice."""
    said = line.model_copy(update={"id": SAMPLE_LINE, "speaker": NARRATOR})
    scene = Scene(
        id="scene",
        setting=Setting(place="studio"),
        shots=(Shot(id="shot", size="medium", lines=(said,)),),
    )
    board = Storyboard(language=language, narrator=voice, scenes=(scene,))
    return _request(board, Order())
