"""What every voice engine offers: a name, voices, and speech with its timing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def pcm_to_float(body: bytes) -> NDArray[np.float32]:
    """Little-endian 16-bit samples as floats in -1..1."""
    import numpy as np

    return np.frombuffer(body, "<i2").astype(np.float32) / np.float32(32768)


@dataclass(frozen=True)
class WordMark:
    """A spoken word: characters `start` to `end` of the text, heard from `begin` (seconds)."""

    start: int
    end: int
    begin: float


@dataclass(frozen=True)
class Phone:
    """A speech sound in IPA, `start` to `end` in seconds of the recording. Empty: a pause."""

    symbol: str
    start: float
    end: float


@dataclass(frozen=True)
class EngineVoice:
    """A voice of an engine. `pitch` is its usual fundamental in Hz, `accent` a language tag."""

    name: str
    language: str
    gender: str
    pitch: float
    accent: str = ""
    bends: bool = True
    """Whether the engine itself can move its pitch; else a vocoder does, at a cost in time."""


@dataclass(frozen=True)
class Take:
    """What an engine made of a text: mono samples in -1..1 and, where it knows, their timing."""

    samples: NDArray[np.float32]
    sample_rate: int
    words: tuple[WordMark, ...] | None
    phones: tuple[Phone, ...] | None
    semitones_left: float = 0.0
    """The part of the asked pitch that the engine could not do itself."""
    range_left: float = 1.0
    """The part of the asked pitch range that the engine could not do itself."""


class Engine(Protocol):
    """A voice engine. Its calls may be made from any thread."""

    @property
    def name(self) -> str:
        """Its short name, as in `Voice.engine`."""

    @property
    def version(self) -> str:
        """The version of the engine behind it; empty where it is not installed."""

    def is_available(self) -> tuple[bool, str]:
        """Whether it can speak on this machine, and if not, why, in words."""

    def voices(self, language: str) -> tuple[EngineVoice, ...]:
        """Its voices for a language (a code of `languages`), best first; empty: none."""

    def synthesise(
        self, text: str, voice: str, rate: float, *, semitones: float = 0.0, span: float = 1.0
    ) -> Take:
        """Speak `text`.

        `rate` multiplies the engine's own calm reading speed, `semitones` moves the
        fundamental, `span` widens (over 1) or narrows its melody. The same call gives
        the same samples always. Raises Missing where the engine is not installed and
        Broken where it fails.
        """
