"""A model's judgement of a story: what it is asked scene by scene, and how that joins what rules read.

The words of the script, who speaks them and their order stay as the readers found them: a model
judges, it does not rewrite.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, WithJsonSchema

from filmstudio.film.story import Beat, Speech, Story, StoryScene
from filmstudio.film.storyboard import Character, Look
from filmstudio.film.vocabulary import (
    GENRES,
    PLACES,
    AgeGroup,
    Culture,
    Emotion,
    Gender,
    Mood,
    Pose,
    TimeOfDay,
    Weather,
)

BEATS_AT_ONCE = 80


def _words(words: Sequence[str]) -> tuple[Any, Any]:
    """What holds a string to these words, in its schema and when it is read."""

    def check(word: str) -> str:
        if word not in words:
            raise ValueError(f"{word!r} is none of {', '.join(words)}")
        return word

    return AfterValidator(check), WithJsonSchema({"type": "string", "enum": list(words)})


Place = Annotated[str, _words(PLACES)[0], _words(PLACES)[1]]
Genre = Annotated[str, _words(GENRES)[0], _words(GENRES)[1]]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Person(_Answer):
    id: str
    gender: Gender
    age: AgeGroup
    role: str
    personality: str


class Scene(_Answer):
    number: int
    place: Place
    interior: bool
    time: TimeOfDay
    weather: Weather
    mood: Mood


class Overview(_Answer):
    """The story as a whole."""

    title: str
    logline: str
    culture: Culture
    music: Genre
    turn: int
    people: list[Person]
    scenes: list[Scene]


class BeatView(_Answer):
    number: int
    emotion: Emotion
    pose: Pose
    subjects: list[str]


class Beats(_Answer):
    """Some of its beats."""

    beats: list[BeatView]


OVERVIEW_TASK = """\
You are the script editor of an animated film. You get a script that was cut into numbered scenes \
and numbered beats, and its cast. Judge it as a whole. "title" and "logline" (one sentence) are in \
the script's language. "culture" is the world in which it is set, "music" the genre that would \
carry it, "turn" the number of the beat at which the story turns (-1 if it does not). Give every \
person of the cast and every scene, each once, by the ids and numbers that you were given. What the \
script says of a place, time or person always counts more than what is usual."""
BEATS_TASK = """\
You are the director of an animated film. You get its cast and a run of numbered beats of its \
script. For each beat give the feeling with which it is said or shown ("emotion"), what whoever is \
seen mainly does ("pose") and the ids of those of the cast whom the picture should show \
("subjects", empty where the beat shows only a place or thing). Give every beat once, by its number."""


def cast_lines(story: Story) -> list[dict[str, str]]:
    return [{"id": one.id, "name": one.name, "role": one.role} for one in story.cast]


def overview_material(story: Story) -> str:
    """The whole script as a model reads it."""
    number = 0
    scenes = []
    for index, scene in enumerate(story.scenes):
        beats = []
        for beat in scene.beats:
            beats.append(_line(number, beat))
            number += 1
        scenes.append(
            {"number": index, "heading": scene.heading or scene.setting.name, "beats": beats}
        )
    return json.dumps(
        {"language": story.language, "cast": cast_lines(story), "scenes": scenes},
        ensure_ascii=False,
    )


def beats_material(story: Story, first: int, last: int) -> str:
    """The beats `first` to `last` (without it)."""
    beats = [_line(i, beat) for i, (_, beat) in enumerate(story.beats())][first:last]
    return json.dumps({"cast": cast_lines(story), "beats": beats}, ensure_ascii=False)


def _line(number: int, beat: Beat) -> dict[str, Any]:
    if isinstance(beat, Speech):
        said = {"says": beat.text} | ({"how": beat.delivery} if beat.delivery else {})
        return {"number": number, "who": beat.speaker, **said}
    return {"number": number, "told" if beat.kind == "telling" else "shown": beat.text}


def overview_faults(story: Story, answer: Overview) -> str:
    """What is wrong with an overview, in words; empty: nothing."""
    ids, numbers = {one.id for one in story.cast}, set(range(len(story.scenes)))
    if not {one.id for one in answer.people} <= ids:
        return f"people has unknown ids; there are {', '.join(sorted(ids))}."
    if {one.number for one in answer.scenes} != numbers or len(answer.scenes) != len(numbers):
        return f"scenes must hold each number from 0 to {len(numbers) - 1} once."
    if not -1 <= answer.turn < len(story.beats()):
        return f"turn must lie between -1 and {len(story.beats()) - 1}."
    return ""


def beats_faults(story: Story, first: int, last: int, answer: Beats) -> str:
    """What is wrong with a run of beats, in words; empty: nothing."""
    ids = {one.id for one in story.cast}
    numbers = [one.number for one in answer.beats]
    if sorted(numbers) != list(range(first, last)):
        return f"beats must hold each number from {first} to {last - 1} once."
    if not {id for one in answer.beats for id in one.subjects} <= ids:
        return f"subjects has unknown ids; there are {', '.join(sorted(ids))}."
    return ""


def joined(story: Story, overview: Overview, beats: Sequence[BeatView], *, titled: bool) -> Story:
    """The story with a model's judgement. `titled`: the script names its title itself."""
    views = {one.number: one for one in beats}
    places = {one.number: one for one in overview.scenes}
    people = {one.id: one for one in overview.people}
    scenes = []
    number = 0
    for index, scene in enumerate(story.scenes):
        found = []
        for beat in scene.beats:
            found.append(_seen(beat, views[number]))
            number += 1
        scenes.append(_settled(scene, places[index], found))
    shown = {id for scene in scenes for id in scene.present}
    shown |= {b.speaker for s in scenes for b in s.beats if isinstance(b, Speech)}
    cast = tuple(_who(one, people.get(one.id)) for one in story.cast if one.id in shown)
    changes: dict[str, Any] = {
        "logline": " ".join(overview.logline.split())[:300] or story.logline,
        "culture": overview.culture,
        "music": overview.music,
        "turn": overview.turn,
        "cast": cast,
        "scenes": tuple(scenes),
    }
    if not titled and overview.title.strip():
        changes["title"] = " ".join(overview.title.split())[:120]
    return Story.model_validate(story.model_copy(update=changes).model_dump())


def _seen(beat: Beat, view: BeatView) -> Beat:
    if isinstance(beat, Speech):
        return beat.model_copy(update={"emotion": view.emotion})
    subjects = tuple(dict.fromkeys(view.subjects))[:4]
    return beat.model_copy(
        update={"emotion": view.emotion, "pose": view.pose, "subjects": subjects}
    )


def _settled(scene: StoryScene, view: Scene, beats: list[Beat]) -> StoryScene:
    changes: dict[str, Any] = {"weather": view.weather, "mood": view.mood, "place": view.place}
    if not scene.heading:
        # A heading such as EXT. PIER - NIGHT is the script's own word.
        changes |= {"interior": view.interior, "time": view.time}
    present: dict[str, None] = {}
    for beat in beats:
        if not isinstance(beat, Speech):
            present.update(dict.fromkeys(beat.subjects))
        elif beat.seen:
            present[beat.speaker] = None
    return scene.model_copy(
        update={
            "setting": scene.setting.model_copy(update=changes),
            "beats": tuple(beats),
            "present": tuple(present),
        }
    )


def _who(member: Character, view: Person | None) -> Character:
    if view is None:
        return member
    changes: dict[str, Any] = {
        "role": member.role or " ".join(view.role.split())[:60],
        "personality": member.personality or " ".join(view.personality.split())[:120],
        "gender": view.gender,
        "age": view.age,
    }
    if (view.gender, view.age) != (member.gender, member.age):
        # Hair and dress were chosen for somebody else: they are chosen anew.
        kept = member.look.model_dump(include={"skin", "eyes", "glasses"})
        changes["look"] = Look(**kept)
    return member.model_copy(update=changes)
