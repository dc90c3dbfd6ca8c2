"""Mouth shapes of sounds."""

import pytest

from filmstudio.film.vocabulary import Viseme
from filmstudio.speech.engines.espeak import Espeak
from filmstudio.speech.languages import LANGUAGES
from filmstudio.speech.script import script_of
from filmstudio.speech.visemes import VISEMES, letters, visemes_of

from .sentences import SENTENCES


def test_every_shape_but_silence_is_used():
    assert set(VISEMES.values()) == set(Viseme.__args__) - {"sil"}


@pytest.mark.parametrize(
    ("symbol", "shapes"),
    [
        ("ˈɑː", ("aa",)), ("aɪ", ("aa", "I")), ("ˌaʊ", ("aa", "U")), ("oʊ", ("O", "U")),
        ("ɔɪ", ("O", "I")), ("tʃ", ("CH",)), ("dʒ", ("CH",)), ("ts", ("SS",)), ("pʰ", ("PP",)),
        ("ɛ̃", ("E",)), ("l̩", ("nn",)), ("iː", ("I",)), ("", ("sil",)), ("ˈ", ("sil",)), ("ç", ("kk",)),
    ],
)  # fmt: skip
def test_shapes(symbol, shapes):
    assert visemes_of(symbol) == shapes


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_no_sound_of_any_language_is_silent_by_accident(language, espeak: Espeak):
    spoken = LANGUAGES[language]
    text = script_of(SENTENCES[language], spoken).spoken
    take = espeak.synthesise(text, f"{spoken.espeak[0]}+f1", 1.0)
    marks = {"ʲ", "ʰ", "ː"}
    silent = {p.symbol for p in take.phones if p.symbol and not letters(p.symbol)} - marks
    assert silent == set()
