"""Commands: everything that a person can do to a storyboard, as plain documents.

A field that is left out stays as it is. Places (`at`) count from 0; None is the end.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from filmstudio.film.storyboard import (
    Camera,
    CaptionStyle,
    Colour,
    Look,
    Setting,
    Transition,
    Voice,
)
from filmstudio.film.vocabulary import (
    AgeGroup,
    Culture,
    Emotion,
    Gender,
    Mood,
    Pose,
    ShotSize,
    Style,
    TimeOfDay,
    Weather,
)

LONGEST_TEXT = 5000
Id = Annotated[str, Field(min_length=1, max_length=100)]
Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
Place = Annotated[int, Field(ge=0, le=10_000)]


class _Command(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SetLine(_Command):
    """What is said, by whom and how."""

    do: Literal["set_line"] = "set_line"
    line: Id
    text: Text | None = None
    speaker: Id | None = None
    emotion: Emotion | None = None
    delivery: Annotated[str, Field(max_length=200)] | None = None
    language: Annotated[str, Field(max_length=16)] | None = None
    pause_after: float | None = Field(None, ge=0, le=5)
    unseen: bool | None = None


class AddLine(_Command):
    do: Literal["add_line"] = "add_line"
    shot: Id
    text: Text
    speaker: Id
    emotion: Emotion = "neutral"
    at: Place | None = None


class DeleteLine(_Command):
    do: Literal["delete_line"] = "delete_line"
    line: Id


class MoveLine(_Command):
    """Moves a line within its shot or to another one."""

    do: Literal["move_line"] = "move_line"
    line: Id
    shot: Id
    at: Place | None = None


class SetShot(_Command):
    """Size, camera, transition into the shot, pauses, and what is seen and written in it."""

    do: Literal["set_shot"] = "set_shot"
    shot: Id
    size: ShotSize | None = None
    camera: Camera | None = None
    join: Transition | None = None
    lead: float | None = Field(None, ge=0, le=10)
    hold: float | None = Field(None, ge=0, le=12)
    action: Text | None = None
    prop: Annotated[str, Field(max_length=60)] | None = None
    colour: Colour | None = None
    focus: float | None = Field(None, ge=0, le=1)
    title: Annotated[str, Field(max_length=200)] | None = None
    subtitle: Annotated[str, Field(max_length=300)] | None = None
    credits: Annotated[tuple[Text, ...], Field(max_length=60)] | None = None


class SetLength(_Command):
    """How long a shot is: its hold takes up what its lines leave. `speech` are the seconds that its
    lines take, without the pauses; who applies the command fills it in."""

    do: Literal["set_length"] = "set_length"
    shot: Id
    seconds: float = Field(ge=1.2, le=60)
    speech: float = Field(0.0, ge=0)


class SetSubject(_Command):
    """Who is seen in a shot, where and how; `shown` False takes somebody out of it."""

    do: Literal["set_subject"] = "set_subject"
    shot: Id
    character: Id
    shown: bool = True
    x: float | None = Field(None, ge=0, le=1)
    facing: float | None = Field(None, ge=-1, le=1)
    pose: Pose | None = None
    holds: Annotated[str, Field(max_length=60)] | None = None
    colour: Colour | None = None
    emotion: Emotion | None = None


class AddShot(_Command):
    do: Literal["add_shot"] = "add_shot"
    scene: Id
    at: Place | None = None
    size: ShotSize = "medium"
    seconds: float = Field(4.0, ge=1.2, le=12)


class DuplicateShot(_Command):
    """A copy behind the shot, with lines of its own and not locked."""

    do: Literal["duplicate_shot"] = "duplicate_shot"
    shot: Id


class DeleteShot(_Command):
    """Deletes a shot; a scene that has no other one goes with it."""

    do: Literal["delete_shot"] = "delete_shot"
    shot: Id


class MoveShot(_Command):
    """Moves a shot within its scene or to another one; a scene that is left empty goes."""

    do: Literal["move_shot"] = "move_shot"
    shot: Id
    scene: Id
    at: Place | None = None


class SplitShot(_Command):
    """Makes two shots of one: from `line` on, or from its letter number `letter` on, the words
    belong to the second."""

    do: Literal["split_shot"] = "split_shot"
    shot: Id
    line: Id
    letter: int = Field(0, ge=0)


class MergeShots(_Command):
    """Makes one shot of this one and the next of its scene, with the lines of both."""

    do: Literal["merge_shots"] = "merge_shots"
    shot: Id


class SetScene(_Command):
    """Where and when a scene happens, and its music."""

    do: Literal["set_scene"] = "set_scene"
    scene: Id
    heading: Annotated[str, Field(max_length=300)] | None = None
    summary: Text | None = None
    place: Annotated[str, Field(min_length=1, max_length=60)] | None = None
    name: Annotated[str, Field(max_length=120)] | None = None
    interior: bool | None = None
    time: TimeOfDay | None = None
    weather: Weather | None = None
    mood: Mood | None = None
    culture: Culture | None = None
    props: Annotated[tuple[Id, ...], Field(max_length=20)] | None = None
    genre: Annotated[str, Field(max_length=40)] | None = None
    intensity: float | None = Field(None, ge=0, le=1)
    tempo: float | None = Field(None, ge=0, le=220)


class AddScene(_Command):
    """A scene with one silent shot of its place."""

    do: Literal["add_scene"] = "add_scene"
    setting: Setting
    heading: Annotated[str, Field(max_length=300)] = ""
    at: Place | None = None


class DuplicateScene(_Command):
    do: Literal["duplicate_scene"] = "duplicate_scene"
    scene: Id


class DeleteScene(_Command):
    do: Literal["delete_scene"] = "delete_scene"
    scene: Id


class MoveScene(_Command):
    do: Literal["move_scene"] = "move_scene"
    scene: Id
    at: Place | None = None


class SplitScene(_Command):
    """Begins a new scene, of the same place and time, with this shot."""

    do: Literal["split_scene"] = "split_scene"
    shot: Id


class MergeScenes(_Command):
    """Takes the shots of the next scene into this one, whose place and music stay."""

    do: Literal["merge_scenes"] = "merge_scenes"
    scene: Id


class SetFilm(_Command):
    do: Literal["set_film"] = "set_film"
    title: Annotated[str, Field(max_length=200)] | None = None
    style: Style | None = None
    aspect: Literal["16:9", "9:16", "1:1", "4:5"] | None = None
    language: Annotated[str, Field(min_length=2, max_length=16)] | None = None
    target_seconds: float | None = Field(None, ge=0, le=3600)
    seed: int | None = Field(None, ge=0, le=2**31)


class SetCaptions(_Command):
    """How words stand on the picture."""

    do: Literal["set_captions"] = "set_captions"
    captions: CaptionStyle


class SetCharacter(_Command):
    do: Literal["set_character"] = "set_character"
    character: Id
    name: Annotated[str, Field(min_length=1, max_length=80)] | None = None
    role: Annotated[str, Field(max_length=120)] | None = None
    age: AgeGroup | None = None
    gender: Gender | None = None
    culture: Culture | None = None
    personality: Annotated[str, Field(max_length=300)] | None = None
    look: Look | None = None


class AddCharacter(_Command):
    do: Literal["add_character"] = "add_character"
    name: Annotated[str, Field(min_length=1, max_length=80)]
    age: AgeGroup = "adult"
    gender: Gender = "non-binary"
    culture: Culture = "western"


class DeleteCharacter(_Command):
    """Takes somebody out of the cast who neither speaks nor is seen."""

    do: Literal["delete_character"] = "delete_character"
    character: Id


class SetVoice(_Command):
    """The voice of a member of the cast, or of the `narrator`."""

    do: Literal["set_voice"] = "set_voice"
    character: Id
    voice: Voice


class Lock(_Command):
    """Locks a shot against changes, or opens it again."""

    do: Literal["lock"] = "lock"
    shot: Id
    locked: bool = True


class ChooseTake(_Command):
    """Circles a take: the picture of this number is the one in the film."""

    do: Literal["choose_take"] = "choose_take"
    shot: Id
    take: int = Field(ge=0, le=1000)


class DrawAnother(_Command):
    """A new picture: the take after the highest one that was drawn; who applies it says which."""

    do: Literal["draw_another"] = "draw_another"
    shot: Id
    highest: int = Field(0, ge=0, le=1000)


class Several(_Command):
    """Commands that are one step: all of them or none."""

    do: Literal["several"] = "several"
    commands: Annotated[tuple[One, ...], Field(min_length=1, max_length=200)]


One = Annotated[
    SetLine | AddLine | DeleteLine | MoveLine | SetShot | SetLength | SetSubject | AddShot
    | DuplicateShot | DeleteShot | MoveShot | SplitShot | MergeShots | SetScene | AddScene
    | DuplicateScene | DeleteScene | MoveScene | SplitScene | MergeScenes | SetFilm | SetCaptions
    | SetCharacter | AddCharacter | DeleteCharacter | SetVoice | Lock | ChooseTake | DrawAnother,
    Field(discriminator="do"),
]  # fmt: skip
Several.model_rebuild()
Command = Annotated[One | Several, Field(discriminator="do")]
_adapter: TypeAdapter[Any] = TypeAdapter(Command)


def command_of(document: Any) -> Any:
    """The command of a document such as {"do": "lock", "shot": "s1"}. Raises ValidationError."""
    return _adapter.validate_python(document)
