"""The storyboard: one document from which the whole film is made, and which a person edits.

Lengths are seconds, colours are `#rrggbb`, positions are fractions of the frame.
A field left at its default means "the studio decides". Ids are stable: they name the
same scene, shot or line through every edit.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from filmstudio.film.vocabulary import (
    AgeGroup,
    CameraMove,
    Culture,
    Emotion,
    Gender,
    Mood,
    Pose,
    ShotSize,
    Style,
    TimeOfDay,
    TransitionKind,
    Weather,
)

SCHEMA_VERSION = 1
NARRATOR = "narrator"
"""The id by which lines name the narrator, who is heard and never seen."""


Colour = Annotated[str, Field(pattern=r"^(#[0-9a-fA-F]{6})?$")]
"""A colour as `#rrggbb`, or "" where the script names none."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Look(_Part):
    """How a character looks in every scene. Empty strings: chosen from culture, age and gender."""

    skin: str = ""
    hair_colour: str = ""
    hair_style: str = ""
    eyes: str = ""
    garment: str = ""
    colour: str = ""
    second_colour: str = ""
    beard: Literal["", "none", "stubble", "short", "long", "moustache"] = ""
    glasses: bool = False
    accessories: tuple[str, ...] = ()
    """For example: bindi, earrings, cap, hat, crown, headphones, scarf, garland, stick."""


class Voice(_Part):
    """How a character sounds in every scene.

    `engine` is espeak, pico, flite or "" for the best there is; `name` one of its voices.
    `rate` multiplies speed, `pitch` is in semitones and `timbre` scales the formants
    (0.85 a large body, 1.15 a small one).
    """

    engine: str = ""
    name: str = ""
    rate: float = Field(1.0, ge=0.5, le=2.0)
    pitch: float = Field(0.0, ge=-12, le=12)
    timbre: float = Field(1.0, ge=0.7, le=1.4)


class Character(_Part):
    id: str
    name: str
    role: str = ""
    age: AgeGroup = "adult"
    gender: Gender = "non-binary"
    culture: Culture = "western"
    personality: str = ""
    look: Look = Look()
    voice: Voice = Voice()


class Setting(_Part):
    """Where and when a scene happens, as it is drawn."""

    place: str
    """A place that the illustrator draws; see `vocabulary.PLACES`."""
    name: str = ""
    """The place as the script calls it, for example "The old pier"."""
    interior: bool = False
    time: TimeOfDay = "day"
    weather: Weather = "clear"
    mood: Mood = "neutral"
    culture: Culture = "western"
    props: tuple[str, ...] = ()


class Camera(_Part):
    """A camera move: `amount` is the part of the frame travelled over the whole shot."""

    move: CameraMove = "hold"
    amount: float = Field(0.0, ge=0, le=0.5)


class Transition(_Part):
    """How a shot is joined to the one before it."""

    kind: TransitionKind = "cut"
    seconds: float = Field(0.0, ge=0, le=3)


class Subject(_Part):
    """A person in a shot: where they stand (0 left, 1 right), which way they face and what they do."""

    character: str
    x: float = Field(0.5, ge=0, le=1)
    facing: float = Field(0.0, ge=-1, le=1)
    """-1 looks left, 0 at us, 1 looks right."""
    pose: Pose = "stand"
    holds: str = ""
    colour: Colour = ""
    """The colour of what is held, where the script names one."""
    emotion: Emotion = "neutral"


class Line(_Part):
    """One speech or one piece of narration: what is said, by whom and how."""

    id: str
    speaker: str
    text: str
    emotion: Emotion = "neutral"
    delivery: str = ""
    """The script's parenthetical, for example "whispering"."""
    language: str = ""
    """Empty: the film's language."""
    pause_after: float = Field(0.35, ge=0, le=5)
    unseen: bool = False
    """A voice-over or a voice from outside the picture: the speaker's lips do not move."""


class Shot(_Part):
    id: str
    size: ShotSize
    subjects: tuple[Subject, ...] = ()
    camera: Camera = Camera()
    join: Transition = Transition()
    lines: tuple[Line, ...] = ()
    lead: float = Field(0.3, ge=0, le=10)
    """Seconds before the first line starts."""
    hold: float = Field(0.4, ge=0, le=12)
    """Seconds after the last line's pause; for a shot without lines, its whole length."""
    action: str = ""
    """What happens, in the script's words."""
    prop: str = ""
    """The thing an insert shows, or that matters in the picture."""
    colour: Colour = ""
    """The colour of `prop`, where the script names one."""
    focus: float = Field(0.5, ge=0, le=1)
    """Which part of the place is behind: 0 its left, 1 its right."""
    title: str = ""
    subtitle: str = ""
    credits: tuple[str, ...] = ()
    take: int = Field(0, ge=0)
    locked: bool = False


class MusicCue(_Part):
    """Music under a scene: a genre of `vocabulary.GENRES`, `none`, or the creator's own file."""

    genre: str = ""
    intensity: float = Field(0.5, ge=0, le=1)
    tempo: float = Field(0.0, ge=0, le=220)
    """Beats a minute; 0: the genre's own."""


class Scene(_Part):
    id: str
    heading: str = ""
    setting: Setting
    shots: tuple[Shot, ...]
    music: MusicCue = MusicCue()
    summary: str = ""


class CaptionStyle(_Part):
    mode: Literal["burn", "soft", "none"] = "burn"
    font: str = ""
    colour: str = "#ffffff"
    size: float = Field(0.043, ge=0.02, le=0.1)
    """Height of the letters as a part of the frame's height."""
    position: Literal["bottom", "top"] = "bottom"
    background: float = Field(0.46, ge=0, le=1)
    """Opacity of the plate behind the words."""


class Storyboard(_Part):
    """The whole film as a document. See the module's text for units and ids."""

    schema_version: Literal[1] = 1
    title: str = ""
    language: str = "en"
    style: Style = "cinematic"
    aspect: Literal["16:9", "9:16", "1:1", "4:5"] = "16:9"
    target_seconds: float = Field(0.0, ge=0, le=3600)
    """The length asked for; 0: as long as the story needs."""
    seed: int = Field(1, ge=0)
    narrator: Voice = Voice()
    cast: tuple[Character, ...] = ()
    scenes: tuple[Scene, ...] = ()
    captions: CaptionStyle = CaptionStyle()
    watermark: str = ""
    logline: str = ""
    warnings: tuple[str, ...] = ()

    def character(self, id: str) -> Character:
        """The cast member with this id. Raises KeyError where there is none."""
        for member in self.cast:
            if member.id == id:
                return member
        raise KeyError(id)

    def shots(self) -> list[tuple[Scene, Shot]]:
        """Every shot with its scene, in the order of the film."""
        return [(scene, shot) for scene in self.scenes for shot in scene.shots]

    def lines(self) -> list[Line]:
        """Every line in the order it is heard."""
        return [line for _, shot in self.shots() for line in shot.lines]


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a storyboard document."""
    schema = Storyboard.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "AI Film Studio storyboard"
    return schema
