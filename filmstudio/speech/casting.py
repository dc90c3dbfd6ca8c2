"""Which voice a character and the narrator get: fitting in age and gender, and unlike the others."""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from filmstudio.errors import Missing
from filmstudio.film.storyboard import Character, Voice
from filmstudio.film.vocabulary import AgeGroup, Culture, Gender
from filmstudio.speech.engines import engines, installed
from filmstudio.speech.engines.base import EngineVoice
from filmstudio.speech.languages import find, served_by

TREMBLE = "+tremble"
"""Added to a voice's name for the tremor of old age."""


@dataclass(frozen=True)
class Build:
    """What kind of voice is looked for: fundamental in Hz, size of the body's resonances, rate.

    `body` scales the formants against a grown woman's: a man has 0.86, a child of eight 1.17.
    """

    hertz: float
    body: float
    rate: float = 1.0


BUILDS: dict[tuple[AgeGroup, Gender], Build] = {
    ("child", "female"): Build(265, 1.17, 1.0),
    ("child", "male"): Build(250, 1.15, 1.0),
    ("child", "non-binary"): Build(258, 1.16, 1.0),
    ("teen", "female"): Build(222, 1.06, 1.04),
    ("teen", "male"): Build(142, 0.93, 1.03),
    ("teen", "non-binary"): Build(180, 1.0, 1.03),
    ("adult", "female"): Build(185, 1.0),
    ("adult", "male"): Build(110, 0.86),
    ("adult", "non-binary"): Build(150, 0.93),
    ("elder", "female"): Build(166, 0.97, 0.9),
    ("elder", "male"): Build(100, 0.84, 0.9),
    ("elder", "non-binary"): Build(132, 0.91, 0.9),
}
"""Fundamentals and formant scales after Lee, Potamianos and Narayanan 1999 (ages 5-18, adults)
and Baken and Orlikoff 2000 (old age)."""
NARRATION_RATE = 0.93
BODIES = {"female": 1.0, "male": 0.86}
_QUALITY = {"pico": 0.0, "flite": 0.35, "espeak": 2.4}
_ACCENTS: dict[Culture, tuple[str, ...]] = {"latin-american": ("es-419", "pt-br")}
_VARIATIONS = (
    (0.0, 0.0), (-1.5, -0.03), (1.5, 0.03), (-2.5, 0.0), (2.5, 0.0), (0.0, -0.06), (0.0, 0.06),
    (-3.0, -0.06), (3.0, 0.05),
)  # fmt: skip
"""Semitones and formant scale by which voices of one build are told apart."""
_TEMPERS = (
    (r"calm|wise|patient|gentle|shy|slow|thoughtful|serene|gruff", 0.95),
    (r"lively|energetic|nervous|excitable|playful|curious|quick|restless|cheerful", 1.05),
)


@dataclass(frozen=True)
class _Heard:
    """A voice as it sounds."""

    engine: str
    name: str
    hertz: float
    body: float


def cast_voice(character: Character, *, language: str, taken: Sequence[Voice]) -> Voice:
    """The voice that fits this character best and is clearly unlike those in `taken`.

    The same arguments give the same voice. Every field is filled. Raises BadInput for a
    language without a voice and Missing where no engine is installed.
    """
    build = BUILDS[character.age, character.gender]
    rate = build.rate * _temper(character.personality)
    # A few per cent of difference in pace help the ear; the id keeps them the same for ever.
    rate *= 1 + (zlib.crc32(character.id.encode()) % 7 - 3) / 100
    accents = (language.replace("_", "-").lower(), *_ACCENTS.get(character.culture, ()))
    found = _best(build, language, taken, accents)
    name = found.name + (TREMBLE if character.age == "elder" else "")
    return found.model_copy(update={"rate": round(rate, 3), "name": name})


def narrator_voice(
    language: str, *, gender: Gender | str = "", taken: Sequence[Voice] = ()
) -> Voice:
    """The most pleasant calm voice that is unlike those in `taken`. Errors as `cast_voice`.

    `gender` is female, male, non-binary, or empty for the best voice there is.
    """
    wanted: tuple[Gender, ...] = ("female", "male")
    if gender in ("female", "male", "non-binary"):
        wanted = (gender,)  # type: ignore[assignment]
    choices = [
        candidate
        for one in wanted
        for candidate in _candidates(BUILDS["adult", one], language, taken, ("en-gb",))
    ]
    found = min(choices, key=lambda pair: pair[0])[1]
    return found.model_copy(update={"rate": NARRATION_RATE})


def _temper(personality: str) -> float:
    factor = 1.0
    for pattern, change in _TEMPERS:
        if re.search(rf"\b(?:{pattern})", personality.lower()):
            factor *= change
    return factor


def _best(build: Build, language: str, taken: Sequence[Voice], accents: tuple[str, ...]) -> Voice:
    return min(_candidates(build, language, taken, accents), key=lambda pair: pair[0])[1]


def _candidates(
    build: Build, language: str, taken: Sequence[Voice], accents: tuple[str, ...]
) -> Iterator[tuple[float, Voice]]:
    """Every way to make this build on this machine with its penalty, the first being preferred."""
    spoken = find(language)
    here = installed()
    able = [name for name in served_by(spoken) if name in here]
    if not able:
        reasons = " ".join(one.is_available()[1] for one in engines().values())
        raise Missing(
            "No voice engine is installed. {reasons}", code="no_voice_engine", reasons=reasons
        )
    others = [heard for voice in taken if (heard := _heard(voice)) is not None]
    for engine in able:
        offered = here[engine].voices(spoken.code)
        for order, one in enumerate(offered):
            for step, (semitones, body) in enumerate(_VARIATIONS):
                voice = _fitted(engine, one, build, semitones, build.body + body)
                penalty = _QUALITY[engine] + 0.02 * order + 0.09 * step + _strain(voice)
                penalty += 0.6 * (_accent_misses(one, spoken.espeak[0], accents))
                mine = _Heard(
                    engine, one.name, one.pitch * 2 ** (voice.pitch / 12), build.body + body
                )
                penalty += sum(_likeness(mine, other) for other in others)
                yield penalty, voice


def _fitted(engine: str, one: EngineVoice, build: Build, semitones: float, body: float) -> Voice:
    timbre = min(max(body / BODIES[one.gender], 0.7), 1.4)
    pitch = 12 * math.log2(build.hertz / one.pitch) + semitones
    natural = 12 * math.log2(timbre)
    if not one.bends and abs(pitch - natural) < 2.5:
        pitch = natural
    return Voice(
        engine=engine,
        name=one.name,
        rate=build.rate,
        pitch=round(min(max(pitch, -12.0), 12.0), 2),
        timbre=round(timbre, 3),
    )


def _strain(voice: Voice) -> float:
    """How far a voice is bent: formants cost most, then pitch that does not go with them."""
    natural = 12 * math.log2(voice.timbre)
    return 5 * abs(math.log(voice.timbre)) + 0.1 * abs(voice.pitch - natural)


def _accent_misses(one: EngineVoice, usual: str, wanted: tuple[str, ...]) -> bool:
    if any(accent == one.accent for accent in wanted):
        return False
    return (
        bool(one.accent) and one.accent not in (usual, "en", "en-gb") and one.name not in ("awb",)
    )


def _heard(voice: Voice) -> _Heard | None:
    """How a taken voice sounds; None where its engine or name is not known here."""
    name = voice.name.removesuffix(TREMBLE)
    for engine, one in installed().items():
        if voice.engine not in ("", engine):
            continue
        for language in ("en", "") if engine == "flite" else _languages(engine, name):
            for offered in one.voices(language):
                if offered.name == name or (not name and voice.engine == engine):
                    return _Heard(
                        engine,
                        offered.name,
                        offered.pitch * 2 ** (voice.pitch / 12),
                        BODIES[offered.gender] * voice.timbre,
                    )
    return None


def _languages(engine: str, name: str) -> list[str]:
    from filmstudio.speech.languages import LANGUAGES

    base = name.partition("+")[0]
    return [
        code
        for code, language in LANGUAGES.items()
        if base in (language.pico if engine == "pico" else language.espeak)
    ]


def _likeness(mine: _Heard, other: _Heard) -> float:
    """A penalty that is large where two voices could be confused."""
    semitones = abs(12 * math.log2(mine.hertz / other.hertz))
    apart = semitones / 2.5 + abs(mine.body - other.body) / 0.06
    if mine.engine != other.engine:
        apart += 1.6
    elif mine.name != other.name:
        apart += 0.9
    return 4.0 * math.exp(-((apart / 2.0) ** 2)) + (6.0 if apart < 1.2 else 0.0)
