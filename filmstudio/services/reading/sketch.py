"""Reads a script as the film's first stages will, in one go and without keeping anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from filmstudio.film.order import Order
from filmstudio.film.reading import Reading, SceneRead, Speaker
from filmstudio.film.storyboard import NARRATOR, Storyboard, Voice

MOST_WARNINGS = 20
FIRST_WORDS = 160
"""Letters of somebody's first line that are given with a reading."""


@dataclass(frozen=True)
class Asked:
    """A script to be read: pasted `text`, or a file at `path`; what is asked for beside it in
    `order`, and voices that were chosen, by cast id."""

    text: str = ""
    path: str = ""
    order: Order = field(default_factory=Order)
    voices: tuple[tuple[str, dict[str, Any]], ...] = ()


def sketch(asked: Asked) -> Reading:
    """What is in a script. Raises BadInput for whatever cannot become a film."""
    from filmstudio.stages.board import expected_seconds
    from filmstudio.writing.analysis import analyse
    from filmstudio.writing.fountain_text import fountain_text
    from filmstudio.writing.marks import covered_by, marks_in, scene_starts
    from filmstudio.writing.planning.estimate import rates_of, shot_seconds
    from filmstudio.writing.readers import read_script, read_text
    from filmstudio.writing.readers.source import load

    text = asked.text
    if asked.path:
        path = Path(asked.path)
        screenplay = read_script(path)
        source = load(path)
        text = source.text() if source.kind == "text" else fountain_text(screenplay)
    else:
        screenplay = read_text(text)
    story = analyse(screenplay, style=asked.order.style)
    board = _planned(story, asked)
    rates = rates_of(board)
    starts = scene_starts(text, screenplay, story)
    scenes = []
    for number, (scene, start) in enumerate(zip(board.scenes, starts, strict=True), 1):
        seconds = sum(shot_seconds(shot, board.language, rates) for shot in scene.shots)
        scenes.append(
            SceneRead(
                id=scene.id,
                number=number,
                heading=scene.heading,
                place=scene.setting.place,
                name=scene.setting.name,
                interior=scene.setting.interior,
                time=scene.setting.time,
                weather=scene.setting.weather,
                mood=scene.setting.mood,
                summary=scene.summary,
                shots=len(scene.shots),
                lines=sum(len(shot.lines) for shot in scene.shots),
                seconds=round(seconds, 1),
                start=start,
            )
        )
    return Reading(
        text=text,
        form=screenplay.form,
        language=board.language,
        title=board.title,
        logline=board.logline,
        culture=story.culture,
        genre=story.music,
        words=screenplay.words,
        seconds=round(expected_seconds(board), 1),
        shots=len(board.shots()),
        scenes=tuple(scenes),
        cast=_speakers(board),
        marks=marks_in(text, screenplay, story),
        covered=covered_by(text, board),
        warnings=board.warnings[:MOST_WARNINGS],
    )


def _planned(story: Any, asked: Asked) -> Storyboard:
    """The storyboard that the film's own stages would make of the story, voices included."""
    from filmstudio.film.earlier import Earlier
    from filmstudio.stages.board import for_length, give_voices, with_voices
    from filmstudio.writing.planning import plan

    order = asked.order

    def planned(target: float, _earlier: Earlier | None) -> Storyboard:
        return plan(
            story,
            target_seconds=target,
            style=order.style,
            aspect=order.aspect,
            seed=order.seed,
            captions=order.captions,
            music=order.music,
            language=order.language,
        )

    board = for_length(planned, order.duration, Earlier())
    chosen = {id: Voice.model_validate(voice) for id, voice in asked.voices}
    return give_voices(with_voices(board, {**order.voices, **chosen}))


def _speakers(board: Storyboard) -> tuple[Speaker, ...]:
    said = [line.speaker for line in board.lines()]
    first = {line.speaker: line.text for line in reversed(board.lines())}
    found = []
    if NARRATOR in said:
        found.append(
            Speaker(
                id=NARRATOR,
                name="Narrator",
                lines=said.count(NARRATOR),
                voice=board.narrator,
                first=_begun(first[NARRATOR]),
            )
        )
    found += [
        Speaker(
            id=member.id,
            name=member.name,
            role=member.role,
            age=member.age,
            gender=member.gender,
            culture=member.culture,
            look=member.look,
            lines=said.count(member.id),
            voice=member.voice,
            first=_begun(first.get(member.id, "")),
        )
        for member in board.cast
    ]
    return tuple(found)


def _begun(text: str) -> str:
    """So much of a line as is enough to know a voice by; cut between words, where there are some."""
    if len(text) <= FIRST_WORDS:
        return text
    return text[:FIRST_WORDS].rpartition(" ")[0] or text[:FIRST_WORDS]
