"""Tests of ElevenLabs voices against a server that answers as theirs: timing, casting, limits, refusals."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmstudio.errors import BadInput, Broken, Busy, Refused
from filmstudio.film.storyboard import Voice
from filmstudio.providers import elevenlabs
from filmstudio.providers.elevenlabs import ElevenLabs, pieces
from filmstudio.providers.embedded import VoicePart, VoiceRequest
from filmstudio.providers.keys import OwnKey, try_key
from filmstudio.speech.sound import loudness
from tests.listener import Answer
from tests.providers.fakes import (
    LETTER_SECONDS,
    VOICE_SECRET,
    FakeVoices,
    running,
    speech,
    voice_error,
)

LINE = "The ferry, she said, leaves at 7 tonight. Hurry!"


@pytest.fixture
def fake():
    return FakeVoices()


@pytest.fixture
def voices(fake):
    with running(fake) as listener:
        yield ElevenLabs(OwnKey("elevenlabs", VOICE_SECRET, listener.url, private=True))


def ask(voices, text=LINE, language="en", **given):
    return voices.run(VoiceRequest(text, given.pop("voice", Voice()), language, **given))


def test_a_line_is_spoken_with_the_times_of_its_words_and_mouth_shapes(voices):
    take = ask(voices)
    spoken = take.spoken
    assert take.samples.dtype == np.float32
    assert len(take.samples) / 48_000 == pytest.approx(spoken.seconds)
    assert loudness(take.samples) == pytest.approx(-23, abs=1.0)
    assert " ".join(word.text for word in spoken.words) == LINE
    first = spoken.words[0].start
    for word in spoken.words:
        letters = word.text.rstrip(".,!")
        at = LINE.index(letters)
        assert word.start - first == pytest.approx(at * LETTER_SECONDS, abs=0.012)
        assert word.end - word.start == pytest.approx(len(letters) * LETTER_SECONDS, abs=0.012)
    assert first == pytest.approx(0.02, abs=0.02)
    ends = 0.0
    for phoneme in spoken.phonemes:
        assert phoneme.start >= ends - 1e-6
        ends = phoneme.end
    assert ends <= spoken.seconds + 1e-6
    ferry = spoken.words[1]
    within = [p for p in spoken.phonemes if ferry.start - 0.02 <= p.start < ferry.end]
    assert within[0].viseme == "FF"
    assert {p.viseme for p in spoken.phonemes} >= {"FF", "PP", "E", "sil"} - {"PP"}
    assert (spoken.engine, spoken.voice) == ("elevenlabs", spoken.voice)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Über den Fluss fährt heute niemand mehr."),
        ("hi", "नदी के उस पार कोई नहीं जाता।"),
        ("ja", "今夜は船が出ません。"),
        ("zh", "今晚没有渡船。"),
        ("ar", "لا يوجد عبارة الليلة."),
        ("th", "คืนนี้ไม่มีเรือข้ามฟาก"),
    ],
)
def test_every_script_has_words_in_order_and_moving_lips(voices, language, text):
    spoken = ask(voices, text, language).spoken
    starts = [word.start for word in spoken.words]
    assert starts == sorted(starts)
    assert all(word.end > word.start for word in spoken.words)
    assert len([p for p in spoken.phonemes if p.viseme != "sil"]) >= 5
    assert spoken.words[-1].end > 0.8 * spoken.seconds


def test_emotion_and_delivery_reach_the_vendor(voices, fake):
    ask(voices, "No.", voice=Voice(rate=1.5), emotion="angry")
    ask(voices, "No.", voice=Voice(rate=0.5), emotion="tired")
    fast, slow = (one["voice_settings"] for one in fake.spoken)
    assert (fast["speed"], slow["speed"]) == (1.2, 0.7)
    assert fast["stability"] < slow["stability"]


def test_parts_get_voices_of_their_kind_and_two_of_a_kind_differ(voices, fake):
    parts = [
        VoicePart("female", "adult", 1),
        VoicePart("female", "adult", 2),
        VoicePart("male", "elder", 1),
        VoicePart("female", "child", 1),
        VoicePart("female", "adult", 1),
    ]
    for part in parts:
        ask(voices, "Hello.", part=part)
    told = [one["voice"] for one in fake.spoken]
    assert {told[0], told[1]} <= {"ada1", "bea2", "cleo3"}
    assert told[0] != told[1]
    assert told[2:] == ["eli5", "ada1", told[0]]


def test_the_storyboards_own_choice_is_used_and_one_that_is_gone_is_said(voices, fake):
    ask(voices, "Hello.", voice=Voice(engine="elevenlabs", name="gus7"))
    assert fake.spoken[0]["voice"] == "gus7"
    with pytest.raises(Broken, match="does not have this voice"):
        ask(voices, "Hello.", voice=Voice(engine="elevenlabs", name="gone"))
    with pytest.raises(BadInput):
        ask(voices, "Hello.", voice=Voice(engine="elevenlabs", name="../../v1/user"))


def test_voices_are_listed_over_pages(voices):
    listed = voices.voices()
    assert len(listed) == 7
    assert (listed[0].id, listed[0].gender, listed[0].age) == ("ada1", "female", "young")


def test_long_lines_go_in_pieces_and_their_times_run_on(voices, fake, monkeypatch):
    monkeypatch.setattr(elevenlabs, "LIMITS", {"eleven_multilingual_v2": 60})
    fake.most = 60
    text = " ".join(f"Sentence number {word} is not long." for word in ("one", "two", "three"))
    spoken = ask(voices, text).spoken
    assert len(fake.spoken) >= 2
    assert "".join(one["text"] for one in fake.spoken) == text
    assert "previous_text" not in fake.spoken[0]
    assert fake.spoken[1]["previous_text"].endswith(fake.spoken[0]["text"][-10:])
    starts = [word.start for word in spoken.words]
    assert starts == sorted(starts)
    assert spoken.words[-1].end > 0.9 * spoken.seconds
    assert " ".join(word.text for word in spoken.words) == text


@given(st.text(alphabet="ab .!?\n", max_size=300), st.integers(1, 60))
def test_pieces_are_the_text(text, most):
    found = pieces(text, most)
    assert "".join(found) == text
    assert all(0 < len(piece) <= most for piece in found)


@pytest.mark.parametrize(
    ("answer", "family", "sentence"),
    [
        (voice_error(401, "quota_exceeded", "You have 0 credits."), Broken, "too few characters"),
        (voice_error(401, "missing_permissions", "no"), Broken, "does not accept your key"),
        (voice_error(401, "detected_unusual_activity", "Unusual."), Broken, "Unusual"),
        (voice_error(429, "system_busy", "busy"), Busy, "busy"),
        (voice_error(403, "content_against_policy", "Not this."), Refused, "declined.*Not this"),
        (Answer(422, {"detail": [{"loc": ["body"], "msg": "field required", "type": "x"}]}),
         Broken, "field required"),
        (Answer(500, b"<html>"), Broken, "fault of its own"),
        (Answer(200, b"not json"), Broken, "not understood"),
        (Answer(200, {"audio_base64": "!!!", "alignment": None}), Broken, "cannot be read"),
        (Answer(302, b"", {"Location": "http://127.0.0.1/"}), Broken, "302"),
    ],
)  # fmt: skip
def test_refusals_are_told_by_family(voices, fake, answer, family, sentence):
    fake.turns = [answer]
    with pytest.raises(family, match=sentence) as told:
        ask(voices, "Hello.")
    assert VOICE_SECRET not in str(told.value)


def test_a_rate_limit_says_how_long_to_wait(voices, fake):
    fake.turns = [voice_error(429, "too_many_concurrent_requests", "2", retry_after="17")]
    with pytest.raises(Busy) as told:
        ask(voices, "Hello.")
    assert told.value.retry_after == 17
    assert ask(voices, "Hello.").spoken.words


def broken_times(answer):
    answer["alignment"]["character_end_times_seconds"].pop()
    return answer


def wild_times(answer):
    times = answer["alignment"]["character_start_times_seconds"]
    times[1], times[2] = -5.0, 1e9
    return answer


def test_times_that_cannot_be_are_refused_or_held_within_the_recording(voices, fake):
    fake.edit = broken_times
    with pytest.raises(Broken, match="do not fit"):
        ask(voices, "Hello you.")
    fake.edit = wild_times
    spoken = ask(voices, "Hello you.").spoken
    assert all(0 <= w.start <= w.end <= spoken.seconds for w in spoken.words)
    fake.edit = lambda answer: answer | {"alignment": None}
    with pytest.raises(Broken, match="without the times"):
        ask(voices, "Hello you.")
    fake.edit = lambda answer: answer | {"audio_base64": ""}
    with pytest.raises(Broken):
        ask(voices, "Hello you.")


def test_a_bad_key_and_a_server_that_is_away_are_sentences(fake):
    with running(fake) as listener:
        wrong = OwnKey("elevenlabs", "0" * 32, listener.url, private=True)
        with pytest.raises(Broken, match="does not accept your key") as told:
            ask(ElevenLabs(wrong), "Hello.")
        assert told.value.code == "provider_key"
        with pytest.raises(Broken, match="does not accept"):
            try_key(wrong)
        good = OwnKey("elevenlabs", VOICE_SECRET, listener.url, private=True)
        assert try_key(good) == "ElevenLabs takes this key."
        assert VOICE_SECRET not in repr(good)
        assert VOICE_SECRET not in ElevenLabs(good).version
    with pytest.raises(Broken, match="could not be reached"):
        ask(ElevenLabs(good), "Hello.")


def test_private_addresses_need_the_owners_permission(fake):
    with running(fake) as listener, pytest.raises(Broken, match="not public"):
        ask(ElevenLabs(OwnKey("elevenlabs", VOICE_SECRET, listener.url)), "Hello.")


@pytest.mark.parametrize("text", ["", "…", "!!!"])
def test_a_line_that_says_nothing_costs_nothing(voices, fake, text):
    with pytest.raises(BadInput, match="nothing to speak"):
        ask(voices, text)
    assert fake.spoken == []


def test_the_fake_itself_speaks_every_letter():
    answer = speech("ab c")
    assert answer["alignment"]["characters"] == ["a", "b", " ", "c"]
