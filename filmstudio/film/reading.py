"""A reading: what the studio finds in a script while it is being written."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from filmstudio.film.storyboard import Look, Voice
from filmstudio.film.vocabulary import AgeGroup, Culture, Gender, Mood, TimeOfDay, Weather


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Mark(_Part):
    """Words of the text to be underlined: characters from `start` up to `end`.

    `ref` is the cast id, the place or the sound that the words mean.
    """

    kind: Literal["cast", "place", "sound"]
    start: int
    end: int
    ref: str


class Covered(_Part):
    """The words that a shot covers, as on a lined script; `label` is its number, such as 2B."""

    shot: str
    label: str
    start: int
    end: int


class SceneRead(_Part):
    """A scene as it was understood. `start` is where it begins in the text (-1: not found)."""

    id: str
    number: int
    heading: str
    place: str
    name: str
    interior: bool
    time: TimeOfDay
    weather: Weather
    mood: Mood
    summary: str
    shots: int
    lines: int
    seconds: float
    start: int = -1


class Speaker(_Part):
    """Somebody of the cast, or the narrator, with the voice that would be heard."""

    id: str
    name: str
    role: str = ""
    age: AgeGroup = "adult"
    gender: Gender | Literal[""] = ""
    culture: Culture = "western"
    look: Look = Look()
    lines: int
    voice: Voice
    first: str = ""
    """The first words of theirs, by which the voice can be tried."""


class Reading(_Part):
    """What was read. `seconds` is about how long the film will be, the whole film in `shots`."""

    text: str
    """The text to which all places refer."""
    form: str
    language: str
    title: str
    logline: str
    culture: Culture
    genre: str
    words: int
    seconds: float
    shots: int
    scenes: tuple[SceneRead, ...]
    cast: tuple[Speaker, ...]
    """The narrator first where there is one, then everybody who appears."""
    marks: tuple[Mark, ...]
    covered: tuple[Covered, ...]
    warnings: tuple[str, ...]


def shot_label(scene: int, shot: int) -> str:
    """The number of a shot as slates have it: scene 2, first shot is 2A; after 2Z comes 2AA.

    Both count from 1. Raises ValueError for less.
    """
    if scene < 1 or shot < 1:
        raise ValueError("Scenes and shots count from 1.")
    letters = ""
    while shot:
        shot, rest = divmod(shot - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{scene}{letters}"
