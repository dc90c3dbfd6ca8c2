"""A cast whose voices fit and cannot be mistaken for each other."""

import numpy as np
import pytest
import pyworld

from filmstudio.errors import BadInput, Missing
from filmstudio.film.storyboard import Character, Voice
from filmstudio.speech import casting
from filmstudio.speech.casting import BUILDS, TREMBLE, cast_voice, narrator_voice
from filmstudio.speech.engines import installed
from filmstudio.speech.speak import choose, speak

SIX = [
    Character(id="maya", name="Maya", age="adult", gender="female"),
    Character(id="leo", name="Leo", age="adult", gender="male"),
    Character(id="zoe", name="Zoe", age="child", gender="female"),
    Character(id="sam", name="Sam", age="elder", gender="male"),
    Character(id="kim", name="Kim", age="teen", gender="female"),
    Character(id="ben", name="Ben", age="adult", gender="male"),
]
LINES = {
    "en": "The old man walked down to the pier, and nobody was there.",
    "es": "El viejo caminó hasta el muelle, y no había nadie.",
    "hi": "बूढ़ा आदमी घाट तक चला गया, और वहाँ कोई नहीं था।",
}


def _cast(language: str) -> dict[str, Voice]:
    voices = {"narrator": narrator_voice(language)}
    for member in SIX:
        voices[member.id] = cast_voice(member, language=language, taken=list(voices.values()))
    return voices


def _heard(voice: Voice, language: str) -> tuple[float, float]:
    """Median fundamental in Hz, and centre of the spectrum's envelope in Hz on a log scale."""
    samples, _ = speak(LINES[language], voice, language=language)
    low = samples[::3].astype(np.float64)
    f0, at = pyworld.dio(low, 16_000, f0_floor=55, f0_ceil=500)
    envelope = pyworld.cheaptrick(low, f0, at, 16_000)[f0 > 0].mean(axis=0)
    frequency = np.linspace(0, 8000, len(envelope))
    band = (frequency > 300) & (frequency < 4500)
    weight = np.sqrt(envelope[band])
    return float(np.median(f0[f0 > 0])), float(
        np.exp((weight * np.log(frequency[band])).sum() / weight.sum())
    )


@pytest.mark.parametrize("language", sorted(LINES))
def test_a_cast_of_six_and_a_narrator_differ_by_ear(language):
    voices = _cast(language)
    for voice in voices.values():
        assert voice.engine in installed()
        assert choose(voice, language).warnings == ()
        assert voice.name
    heard = {who: _heard(voice, language) for who, voice in voices.items()}
    names = list(voices)
    for index, one in enumerate(names):
        for other in names[index + 1 :]:
            a, b = voices[one], voices[other]
            semitones = abs(12 * np.log2(heard[one][0] / heard[other][0]))
            colour = abs(12 * np.log2(heard[one][1] / heard[other][1]))
            same = (a.engine, a.name.removesuffix(TREMBLE)) == (
                b.engine,
                b.name.removesuffix(TREMBLE),
            )
            assert not same or semitones + colour > 1.5, (one, other, semitones, colour)
            assert semitones + colour > 0.8, (one, other, semitones, colour)


@pytest.mark.parametrize("language", sorted(LINES))
def test_ages_and_genders_are_heard(language):
    voices = _cast(language)
    pitch = {who: _heard(voice, language)[0] for who, voice in voices.items()}
    assert pitch["zoe"] > pitch["kim"] > pitch["maya"] > pitch["leo"]
    assert pitch["zoe"] > 215
    assert 75 < pitch["sam"] < 130
    assert pitch["leo"] < 135
    assert voices["sam"].name.endswith(TREMBLE)
    assert voices["sam"].rate < 0.97 * voices["leo"].rate + 0.02


def test_casting_is_the_same_again_and_not_by_order_of_names():
    assert _cast("en") == _cast("en")
    first = cast_voice(SIX[0], language="en", taken=[])
    assert first == cast_voice(SIX[0].model_copy(update={"name": "Other"}), language="en", taken=[])


@pytest.mark.parametrize("build", sorted(BUILDS))
def test_every_age_and_gender_has_a_voice(build):
    age, gender = build
    voice = cast_voice(Character(id="x", name="X", age=age, gender=gender), language="ta", taken=[])
    assert voice.engine
    assert 0.8 < voice.rate < 1.15


def test_temper_changes_the_pace():
    def rate(personality: str) -> float:
        member = SIX[0].model_copy(update={"personality": personality})
        return cast_voice(member, language="en", taken=[]).rate

    assert rate("a calm, wise woman") < rate("") < rate("Lively and quick to laugh")


def test_narrator_of_a_wanted_gender():
    male = narrator_voice("en", gender="male")
    female = narrator_voice("en", gender="female")
    assert _heard(male, "en")[0] < 140 < _heard(female, "en")[0]
    assert male.rate < 1


def test_errors(monkeypatch):
    with pytest.raises(BadInput, match="no voice for the language 'xx'"):
        cast_voice(SIX[0], language="xx", taken=[])
    monkeypatch.setattr(casting, "installed", dict)
    with pytest.raises(Missing, match="No voice engine is installed"):
        narrator_voice("en")
