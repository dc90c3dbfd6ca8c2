"""Spoken lines: timing, level, clean ends, sameness, and every kind of text."""

import hashlib
import subprocess
import sys
from functools import cache

import numpy as np
import pyloudnorm
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filmstudio.errors import BadInput, Missing
from filmstudio.film.storyboard import Voice
from filmstudio.film.vocabulary import Emotion
from filmstudio.speech import speak as module
from filmstudio.speech.engines import installed
from filmstudio.speech.languages import LANGUAGES, available
from filmstudio.speech.script import clean
from filmstudio.speech.speak import choose, notes, speak

from .sentences import SENTENCES

LINE = 'Dr. Smith paid $12.50 at 10:30 — "Really?" she asked. I NEVER knew that...'
RATE = 48_000
ENGLISH = [("pico", "en-GB"), ("pico", "en-US"), ("flite", "slt"), ("flite", "rms"),
           ("flite", "awb"), ("espeak", "en-us+f1")]  # fmt: skip


@cache
def _spoken(engine: str, name: str, text: str = LINE):
    if engine not in installed():
        pytest.skip(f"{engine} is not installed")
    return speak(text, Voice(engine=engine, name=name), language="en")


def _check_times(samples, spoken):
    assert spoken.seconds == pytest.approx(len(samples) / RATE)
    for parts in (spoken.words, spoken.phonemes):
        last = 0.0
        for part in parts:
            assert last - 1e-6 <= part.start <= part.end <= spoken.seconds + 1e-4
            last = part.end
    assert all(phone.end > phone.start for phone in spoken.phonemes)


@pytest.mark.parametrize(("engine", "name"), ENGLISH)
class TestEnglishVoice:
    def test_words_and_times(self, engine, name):
        samples, spoken = _spoken(engine, name)
        assert samples.dtype == np.float32
        assert (spoken.engine, spoken.voice) == (engine, name)
        assert " ".join(word.text for word in spoken.words) == clean(LINE)
        _check_times(samples, spoken)
        assert all(word.end - word.start > 0.04 for word in spoken.words)
        first, last = spoken.words[0], spoken.words[-1]
        assert first.start < 0.25
        assert last.end > spoken.seconds - 0.35

    def test_sounds_cover_the_voice(self, engine, name):
        samples, spoken = _spoken(engine, name)
        energy = np.cumsum(np.concatenate([[0.0], samples.astype(np.float64) ** 2]))
        inside = sum(
            energy[int(p.end * RATE)] - energy[int(p.start * RATE)]
            for p in spoken.phonemes
            if p.viseme != "sil"
        )
        assert inside / energy[-1] > 0.9

    def test_ends_level_and_peak(self, engine, name):
        samples, _ = _spoken(engine, name)
        loud = np.flatnonzero(np.abs(samples) > 10 ** (-50 / 20))
        assert loud[0] <= 0.020 * RATE
        assert len(samples) - loud[-1] <= 0.020 * RATE
        assert abs(samples[0]) < 1e-3
        assert abs(samples[-1]) < 1e-3
        measured = pyloudnorm.Meter(RATE).integrated_loudness(samples.astype(np.float64))
        assert measured == pytest.approx(-23, abs=0.7)
        assert np.abs(samples).max() < 10 ** (-2.9 / 20)

    def test_pace_is_that_of_dialogue(self, engine, name):
        text = (
            "The old man had not been there for many years, and the wooden boards creaked under "
            "his feet. Somebody has to repair this, he said, before the winter comes and takes it."
        )
        _, spoken = _spoken(engine, name, text)
        assert 140 < len(text.split()) / spoken.seconds * 60 < 195


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_every_language_speaks(language):
    text = SENTENCES[language]
    samples, spoken = speak(text, Voice(), language=language)
    _check_times(samples, spoken)
    glue = " " if LANGUAGES[language].spaced else ""
    assert glue.join(word.text for word in spoken.words) == text
    assert len(spoken.words) >= 3
    assert all(phone.viseme != "sil" for phone in spoken.phonemes if phone.symbol)
    assert len({phone.viseme for phone in spoken.phonemes}) >= 5
    speech = sum(phone.end - phone.start for phone in spoken.phonemes if phone.viseme != "sil")
    assert speech > 0.75 * spoken.seconds


def test_sentences_cover_the_languages():
    assert set(SENTENCES) == set(LANGUAGES) == set(available())


def test_pauses_follow_the_marks():
    def gap(text: str) -> float:
        words = speak(text, Voice(engine="espeak"), language="en")[1].words
        return words[2].start - words[1].end

    plain = gap("We waited until the morning.")
    comma = gap("We waited, until the morning.")
    dash = gap("We waited — until the morning.")
    ellipsis = gap("We waited... until the morning.")
    assert plain < 0.1 < comma < dash < ellipsis < 0.9


def test_a_long_native_pause_is_shortened():
    if "pico" not in installed():
        pytest.skip("Pico is not installed")
    words = speak("Wait... I know you.", Voice(engine="pico"), language="en")[1].words
    assert 0.4 < words[1].start - words[0].end < 0.9


@pytest.mark.parametrize("emotion", Emotion.__args__)
def test_every_emotion_can_be_said(emotion):
    samples, spoken = speak("You took the boat.", Voice(), language="en", emotion=emotion)
    assert spoken.seconds > 0.6
    assert np.isfinite(samples).all()


def test_sad_is_slower_and_excited_faster():
    line = "I never said that you could take the boat."
    sad, neutral, excited = (
        speak(line, Voice(engine="espeak"), language="en", emotion=one)[1].seconds
        for one in ("sad", "neutral", "excited")
    )
    assert sad > 1.07 * neutral > 1.07 * 1.05 * excited


def test_a_whisper_has_no_tone_and_is_softer():
    import pyworld

    def voiced(delivery: str) -> float:
        samples, _ = speak("I never said no.", Voice(), language="en", delivery=delivery)
        f0, _ = pyworld.harvest(samples[::3].astype(np.float64), 16_000)
        return float((f0 > 0).mean())

    assert voiced("whispering") < 0.25 < 0.5 < voiced("")


def test_shouting_is_louder_than_whispering():
    level = [
        pyloudnorm.Meter(RATE).integrated_loudness(
            speak("I never said no.", Voice(), language="en", delivery=how)[0].astype(np.float64)
        )
        for how in ("whispering", "", "shouting")
    ]
    assert level[0] + 2 < level[1] < level[2] - 1


def test_timbre_and_pitch_keep_the_pace():
    plain = speak(LINE, Voice(engine="espeak", name="en-us+f1"), language="en")[1]
    child = speak(
        LINE, Voice(engine="espeak", name="en-us+f1", pitch=4, timbre=1.17), language="en"
    )[1]
    assert child.seconds == pytest.approx(plain.seconds, rel=0.06)


def test_the_same_bytes_in_fresh_processes():
    script = (
        "import hashlib, sys\n"
        "from filmstudio.speech.speak import speak\n"
        "from filmstudio.film.storyboard import Voice\n"
        "digest = hashlib.sha256()\n"
        "for voice, how in ((Voice(), 'whispering'), (Voice(engine='espeak'), ''),\n"
        "    (Voice(engine='flite', name='rms', pitch=-3.0), 'sad'), (Voice(pitch=2.0), '')):\n"
        "    samples, spoken = speak('Wait, I know you.', voice, language='en', delivery=how)\n"
        "    digest.update(samples.tobytes() + spoken.model_dump_json().encode())\n"
        "print(digest.hexdigest())"
    )
    runs = {
        subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=120).stdout
        for _ in range(2)
    }
    assert len(runs) == 1
    assert len(runs.pop().strip()) == 64


def test_the_same_bytes_after_other_lines():
    def digest() -> str:
        return hashlib.sha256(speak(LINE, Voice(), language="en")[0].tobytes()).hexdigest()

    first = digest()
    speak("Something else.", Voice(engine="espeak", pitch=3), language="en", emotion="angry")
    assert digest() == first


@pytest.mark.parametrize("empty", ["", "   ", "...", "😀", "<b></b>", "—", "***", "\u200b\x00"])
def test_nothing_to_speak(empty):
    with pytest.raises(BadInput, match="nothing to speak"):
        speak(empty, Voice(), language="en")


def test_an_unknown_language_lists_those_there_are():
    with pytest.raises(BadInput) as caught:
        speak("Hello.", Voice(), language="tlh")
    assert "'tlh'" in caught.value.message
    assert "Tamil (ta)" in caught.value.message
    assert "Japanese (ja)" in caught.value.message


def test_too_long_a_line():
    with pytest.raises(BadInput, match="20,001 letters"):
        speak("a" * 20_001, Voice(), language="en")


def test_no_engine_at_all(monkeypatch):
    monkeypatch.setattr(module, "installed", dict)
    with pytest.raises(Missing, match="No voice engine is installed"):
        speak("Hello.", Voice(), language="en")


def test_a_voice_of_another_language_is_replaced_with_a_note():
    chosen = choose(Voice(engine="flite", name="slt"), "hi")
    assert chosen.engine == "espeak"
    assert "flite does not speak Hindi. espeak speaks instead" in chosen.warnings[0]
    same = choose(Voice(engine="espeak", name="en-us+Reed+tremble"), "hi")
    assert (same.name, same.tremble, same.warnings) == ("hi+Reed", True, ())
    unknown = choose(Voice(engine="espeak", name="hal"), "en")
    assert "no English voice 'hal'" in unknown.warnings[0]
    assert "engine called 'hal'" in choose(Voice(engine="hal"), "en").warnings[0]


def test_a_region_chooses_the_accent():
    if "pico" not in installed():
        pytest.skip("Pico is not installed")
    assert choose(Voice(), "en-GB").name == "en-GB"
    assert choose(Voice(), "en").name == "en-US"
    assert choose(Voice(engine="espeak"), "es-419").name.startswith("es-419+")


def test_notes_tell_what_cannot_be_done_well():
    assert notes("Hello.", Voice(), language="en") == ()
    assert "short vowels" in notes(SENTENCES["ar"], Voice(), language="ar")[-1]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=st.text(max_size=40),
    language=st.sampled_from(["en", "fr", "hi", "ja", "zh", "th", "ar", "ru"]),
)
def test_any_text_gives_sound_or_a_sentence(text, language):
    try:
        samples, spoken = speak(text, Voice(), language=language)
    except BadInput as fault:
        said = fault.message
        assert "nothing to speak" in said
        return
    assert np.isfinite(samples).all()
    assert np.abs(samples).max() <= 10 ** (-3 / 20) + 1e-6
    _check_times(samples, spoken)
    assert spoken.words
