"""Times carried from one recording to another, measured against an engine that knows its own."""

import numpy as np
import pytest

from filmstudio.speech.alignment import (
    Warp,
    sounds,
    warp_by_phones,
    words_by_letters,
    words_by_marks,
)
from filmstudio.speech.engines import installed
from filmstudio.speech.engines.base import Phone, WordMark
from filmstudio.speech.languages import find
from filmstudio.speech.script import script_of
from filmstudio.speech.speak import warp_to

TEXTS = (
    "The old man walked slowly down to the pier.",
    "He had not been there for years, and the boards creaked under his feet.",
    "I remember everything, she said. Every name, every face.",
)


def _phones(text: str, length: float = 0.1) -> list[Phone]:
    return [Phone(s.strip("_"), i * length, (i + 1) * length) for i, s in enumerate(text.split())]


def test_warping_by_sound_beats_a_linear_scale_and_is_within_a_frame():
    here = installed()
    if not {"flite", "espeak"} <= set(here):
        pytest.skip("this measurement needs flite, which knows its own times, and espeak-ng")
    warped, linear = [], []
    for voice in ("slt", "rms"):
        for text in TEXTS:
            take = here["flite"].synthesise(text, voice, 1.0)
            guide = here["espeak"].synthesise(text, "en-us+f1", 1.0)
            true = warp_by_phones(guide.phones, take.phones)
            carry = warp_to(guide, take)
            heard, theirs = sounds(guide.phones), sounds(take.phones)
            scale = Warp([heard[0].start, heard[-1].end], [theirs[0].start, theirs[-1].end])
            for phone in heard:
                warped.append(abs(carry(phone.start) - true(phone.start)))
                linear.append(abs(scale(phone.start) - true(phone.start)))
    assert np.median(warped) < 0.020
    assert np.mean(warped) < 0.035
    assert np.mean(warped) < 0.6 * np.mean(linear)


def test_marks_give_words_and_merged_words_share():
    script = script_of("Out of the blue", find("en"))
    phones = _phones("aʊ t ʌ v ð ə b l uː")
    marks = [WordMark(0, 3, 0.0), WordMark(4, 10, 0.2), WordMark(11, 15, 0.6)]
    spans = words_by_marks(script, marks, phones)
    assert spans[0] == pytest.approx((0.0, 0.2))
    assert spans[3] == pytest.approx((0.6, 0.9))
    assert spans[1][0] == pytest.approx(0.2)
    assert spans[1][1] <= spans[2][0] < spans[2][1] <= 0.6 + 1e-9


def test_letters_share_out_phones_between_pauses():
    script = script_of("大海记得。我们走。", find("zh"))
    phones = [*_phones("t a x a i ɕ i t ə"), Phone("", 0.9, 1.5)]
    phones += [Phone(p.symbol, p.start + 1.5, p.end + 1.5) for p in _phones("w o m ə n ts")]
    spans = words_by_letters(script, phones)
    texts = [token.text for token in script.tokens]
    assert spans[texts.index("我")][0] == pytest.approx(1.5)
    assert spans[texts.index("我") - 1][1] == pytest.approx(0.9)


def test_nothing_heard_gives_empty_words():
    assert words_by_marks(script_of("a b", find("en")), [], []) == [(0.0, 0.0), (0.0, 0.0)]


def test_sounds_join_marks_and_drop_language_notes():
    phones = [
        Phone("(en)aɪ", 0, 0.1),
        Phone("m", 0.1, 0.2),
        Phone("ʲ", 0.2, 0.25),
        Phone("", 0.3, 0.5),
    ]
    assert sounds(phones) == [Phone("aɪ", 0, 0.1), Phone("mʲ", 0.1, 0.25)]


def test_warp_by_phones_follows_what_both_say():
    guide = _phones("h ə l oʊ w ɜː l d")
    target = _phones("h ɛ l oʊ _ w ɜː l d", 0.2)
    warp = warp_by_phones(guide, target)
    assert warp(0.4) == pytest.approx(1.0)
    assert warp(0.7) == pytest.approx(1.6)


def test_a_start_at_a_jump_goes_after_it():
    warp = Warp([0, 1.0002, 1.0008, 2], [0, 1.0002, 1.5008, 2.5])
    assert warp.spans([(0.5, 1.0), (1.0, 1.5)])[0][1] == pytest.approx(1.0)
    assert warp.spans([(0.5, 1.0), (1.0, 1.5)])[1][0] == pytest.approx(1.5, abs=0.002)
