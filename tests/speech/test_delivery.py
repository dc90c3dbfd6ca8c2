"""Emotions and parentheticals."""

import pytest

from filmstudio.film.vocabulary import Emotion
from filmstudio.speech.delivery import EMOTIONS, Manner, manner_of


def test_every_emotion_has_a_manner():
    assert set(EMOTIONS) == set(Emotion.__args__)
    assert manner_of("neutral") == Manner()


def test_parentheticals_are_understood():
    assert manner_of("neutral", "whispering").breath == 1.0
    assert manner_of("neutral", "in a whisper").breath == 1.0
    assert manner_of("neutral", "shouting over the wind").decibels > 2
    assert manner_of("neutral", "softly, hesitating").rate < 0.9
    assert manner_of("neutral", "to Maya") == Manner()
    assert manner_of("neutral", "not whispering") == Manner()


def test_manners_stay_human():
    manner = manner_of("excited", "shouting, breathless, laughing, furious, nervous, surprised")
    assert 0.7 <= manner.rate <= 1.4
    assert manner.semitones <= 6
    assert manner.span <= 1.8


@pytest.mark.parametrize(("emotion", "slower"), [("sad", True), ("tired", True), ("urgent", False)])
def test_direction_of_rate(emotion, slower):
    assert (manner_of(emotion).rate < 1) is slower
