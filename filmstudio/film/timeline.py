"""The timeline: when everything in the film happens, in whole frames and in seconds."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from filmstudio.film.storyboard import Transition
from filmstudio.film.time import FrameRate
from filmstudio.film.vocabulary import Viseme


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Word(_Part):
    """A spoken word. Seconds; in a voice from its own start, in a timeline from the film's."""

    text: str
    start: float
    end: float


class Phoneme(_Part):
    """A speech sound in the International Phonetic Alphabet with its mouth shape."""

    symbol: str
    viseme: Viseme
    start: float
    end: float


class Spoken(_Part):
    """What a voice made of a line: seconds counted from the first sample of the recording."""

    seconds: float
    words: tuple[Word, ...]
    phonemes: tuple[Phoneme, ...]
    engine: str = ""
    voice: str = ""


class MouthEvent(_Part):
    """From `time` on (seconds of the film) the speaker's mouth goes to this shape."""

    time: float
    viseme: Viseme


class LineTime(_Part):
    id: str
    shot: str
    speaker: str
    text: str
    offset: float = 0.0
    """Seconds from the start of its shot; does not change when the shot moves in the film."""
    start: float
    end: float
    words: tuple[Word, ...]
    phonemes: tuple[Phoneme, ...]
    mouth: tuple[MouthEvent, ...]


class ShotTime(_Part):
    """A shot's place in the film; its join happens within its first `join_frames` frames."""

    id: str
    scene: str
    start: int
    frames: int
    join: Transition = Transition()
    join_frames: int = 0
    steps: int = 0
    """Steps by which the cut made it longer (or, below 0, shorter) to meet the target length."""


class SceneTime(_Part):
    id: str
    start: int
    frames: int


class Caption(_Part):
    """One caption on screen, at most two lines of text. Seconds of the film."""

    start: float
    end: float
    lines: tuple[str, ...]
    speaker: str = ""
    words: tuple[Word, ...] = ()


class Timeline(_Part):
    rate: FrameRate
    frames: int
    seconds: float
    shots: tuple[ShotTime, ...]
    scenes: tuple[SceneTime, ...]
    lines: tuple[LineTime, ...]
    warnings: tuple[str, ...] = ()

    def shot(self, id: str) -> ShotTime:
        """Where this shot lies. Raises KeyError where there is none."""
        for shot in self.shots:
            if shot.id == id:
                return shot
        raise KeyError(id)
