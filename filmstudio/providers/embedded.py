"""The embedded makers: they need no key, no model and no network, and serve every film."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from filmstudio.engine.provider import Provider
from filmstudio.film.storyboard import Setting, Voice
from filmstudio.film.timeline import Spoken
from filmstudio.film.vocabulary import Culture, Emotion, Mood, Style

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from filmstudio.film.picture import Plate

EMBEDDED = 3
"""The tier of makers that are part of the studio: asked last."""


@dataclass(frozen=True)
class PictureRequest:
    """A place (or, with `prop`, a thing in that place) for a frame of width x height pixels."""

    setting: Setting
    style: Style
    width: int
    height: int
    seed: int
    prop: str = ""
    colour: str = ""
    """Of the thing, as `#rrggbb`; empty: its own."""


@dataclass(frozen=True)
class VoicePart:
    """Whose line it is, for makers with voices of their own: gender (empty for the narrator), age,
    and the how many-th of that gender and age in the cast, from 1 on (0: the narrator)."""

    gender: str = ""
    age: str = "adult"
    number: int = 0


@dataclass(frozen=True)
class VoiceRequest:
    """A line to be spoken."""

    text: str
    voice: Voice
    language: str
    emotion: Emotion = "neutral"
    delivery: str = ""
    part: VoicePart = VoicePart()


@dataclass(frozen=True)
class Recording:
    """Mono float32 samples at 48 kHz and the time of every word and sound in them."""

    samples: NDArray[np.float32]
    spoken: Spoken
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class MusicRequest:
    """A scene's music and ambience. Times are seconds of the scene; genre "none" is silence."""

    genre: str
    mood: Mood
    culture: Culture
    setting: dict[str, Any]
    seconds: float
    tempo: float
    intensity: float
    seed: int
    speech: list[list[float]]
    opening: bool
    ending: bool
    swell: float | None


@dataclass(frozen=True)
class Music:
    """Stereo float32 (2, n) at 48 kHz each."""

    music: NDArray[np.float32]
    ambience: NDArray[np.float32]
    description: str
    warnings: tuple[str, ...] = ()


class Illustrator:
    """Paints places and things by rule."""

    name = "embedded-illustrator"
    version = "1"
    capability = "picture"
    crafts = ("drawing",)
    tier = EMBEDDED

    def is_available(self) -> tuple[bool, str]:
        return True, "Draws places, people and things on this machine."

    def run(self, request: PictureRequest) -> Plate:
        if request.prop:
            from filmstudio.drawing.insert import paint_insert

            return paint_insert(
                request.prop,
                request.setting,
                style=request.style,
                width=request.width,
                height=request.height,
                seed=request.seed,
                colour=request.colour,
            )
        from filmstudio.drawing.paint import paint

        return paint(
            request.setting,
            style=request.style,
            width=request.width,
            height=request.height,
            seed=request.seed,
        )


class Voices:
    """Speaks with the engines that are installed: Pico, flite, espeak-ng."""

    name = "embedded-voices"
    capability = "voice"
    crafts = ("speech",)
    tier = EMBEDDED

    @property
    def version(self) -> str:
        """Ours and the engines': lines are spoken again when an engine comes or goes."""
        from filmstudio.speech.engines import installed

        return " ".join(["1", *(f"{name} {one.version}" for name, one in installed().items())])

    def is_available(self) -> tuple[bool, str]:
        from filmstudio.speech.engines import engines, installed

        speaking = installed()
        notes = [engine.is_available()[1] for engine in engines().values()]
        silent = " ".join(note for note in notes if note)
        return bool(speaking), f"Speaks with {', '.join(speaking)}. {silent}".strip()

    def run(self, request: VoiceRequest) -> Recording:
        from filmstudio.speech.speak import notes, speak

        samples, spoken = speak(
            request.text,
            request.voice,
            language=request.language,
            emotion=request.emotion,
            delivery=request.delivery,
        )
        warnings = notes(request.text, request.voice, language=request.language)
        return Recording(samples, spoken, warnings)


class Composer:
    """Composes and plays each scene's music, and makes the sound of its place."""

    name = "embedded-composer"
    capability = "music"
    crafts = ("music",)
    tier = EMBEDDED

    @property
    def version(self) -> str:
        """Ours and the soundfont's: music is played again when the instruments change."""
        from filmstudio.music import soundfont

        font = None if soundfont.missing() else soundfont.find()
        return f"1 {font.name} {font.stat().st_size}" if font else "1"

    def is_available(self) -> tuple[bool, str]:
        return True, "Composes in several genres on this machine."

    def run(self, request: MusicRequest) -> Music:
        from filmstudio.music.ambience import ambience, for_setting
        from filmstudio.music.compose import ScoreRequest, compose, for_film
        from filmstudio.tape import blank

        setting = Setting.model_validate(request.setting)
        length = round(request.seconds * 48000)
        warnings: tuple[str, ...] = ()
        description = "no music"
        music = blank(length)
        if request.genre != "none":
            score = compose(
                ScoreRequest(
                    genre=request.genre or for_film(request.mood, request.culture, setting.place),
                    mood=request.mood,
                    seconds=request.seconds,
                    tempo=request.tempo,
                    intensity=request.intensity,
                    seed=request.seed,
                    speech=tuple((a, b) for a, b in request.speech),
                    opening=request.opening,
                    ending=request.ending,
                    swell=request.swell,
                    culture=request.culture,
                )
            )
            music, warnings, description = score.samples, score.warnings, score.description
        bed = ambience(for_setting(setting), request.seconds, request.seed)
        return Music(music, bed, description, warnings)


def embedded() -> tuple[Provider, ...]:
    """All embedded makers."""
    from filmstudio.providers.text import Writer

    return Writer(), Illustrator(), Voices(), Composer()
