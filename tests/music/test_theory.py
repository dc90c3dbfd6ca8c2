"""Scales, chords and voice leading."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmstudio.errors import BadInput
from filmstudio.music import theory


def test_parse_key_reads_names_and_minor() -> None:
    assert theory.parse_key("Bb minor", "joyful", 0) == theory.Key(10, "minor")
    assert theory.parse_key("F#m", "joyful", 0) == theory.Key(6, "minor")
    assert theory.parse_key("D", "joyful", 0) == theory.Key(2, "major")


@pytest.mark.parametrize("text", ["H", "Q minor", "D banana", "12"])
def test_parse_key_refuses_what_is_no_key(text: str) -> None:
    with pytest.raises(BadInput, match="is not a key"):
        theory.parse_key(text, "joyful", 0)


def test_dominant_of_minor_has_the_leading_note() -> None:
    chord = theory.chord_on(theory.Key(9, "minor"), 4)
    assert chord.tones == (4, 8, 11)


@pytest.mark.parametrize("mood", ["neutral", "melancholy", "tense", "heroic", "romantic"])
def test_progression_prepares_the_tonic(mood: str) -> None:
    degrees = theory.progression(mood, 9, 1, cadence=True)
    assert len(degrees) == 9
    assert degrees[0] in (0, 1, 3, 5)
    assert degrees[-1] in (3, 4, 6)


@given(st.lists(st.integers(0, 6), min_size=2, max_size=8), st.integers(0, 11))
def test_voices_move_little_and_sound_the_chord(degrees: list[int], tonic: int) -> None:
    key = theory.Key(tonic, "major")
    voiced = []
    previous: tuple[int, ...] = ()
    for degree in degrees:
        chord = theory.chord_on(key, degree)
        previous = theory.voice(previous, chord, 4, 48, 76)
        assert {p % 12 for p in previous} == set(chord.tones)
        assert all(48 <= p <= 76 for p in previous)
        voiced.append(previous)
    for a, b in pairwise(voiced):
        assert sum(abs(x - y) for x, y in zip(a, b, strict=True)) / 4 <= 5


def test_frequency_of_concert_pitch() -> None:
    assert theory.frequency(69) == pytest.approx(440)
    assert theory.frequency(57) == pytest.approx(220)
