"""Mouth shapes: which of the fifteen visemes each sound of the International Phonetic Alphabet takes."""

from __future__ import annotations

import unicodedata

from filmstudio.film.vocabulary import Viseme

_GROUPS: tuple[tuple[Viseme, str], ...] = (
    ("PP", "p b m ɓ ʙ"),
    ("FF", "f v ɸ β ʋ ɱ ⱱ"),
    ("TH", "θ ð"),
    ("DD", "t d ʈ ɖ ɗ ᶑ"),
    ("kk", "k g ɡ x ɣ q ɢ χ ħ ʕ h ɦ c ɟ ç ʝ ɠ ʄ ɰ ʔ"),
    ("CH", "ʃ ʒ ʂ ʐ ɕ ʑ ɧ"),
    ("SS", "s z ɬ ɮ"),
    ("nn", "n l ŋ ɲ ɳ ɴ ɭ ɫ ʎ ʟ ɺ"),
    ("RR", "r ɹ ɾ ʀ ʁ ɻ ɽ"),
    ("aa", "a ɑ ɐ æ ʌ ɒ ä ɶ"),
    ("E", "e ɛ ε ə ɜ ɚ ɝ ø œ ɘ ɞ ɵ ᵊ"),
    ("I", "i ɪ j y ʏ ɨ ᵻ ɿ ʅ"),
    ("O", "o ɔ ɤ"),
    ("U", "u ʊ w ɯ ʉ ɥ ʍ ᵿ"),
)
VISEMES: dict[str, Viseme] = {
    symbol: viseme for viseme, symbols in _GROUPS for symbol in symbols.split()
}
"""One letter of the IPA to its viseme, after ISO 14496-2 (MPEG-4 FAP) groups by place of
articulation; sounds made behind the tongue's tip share `kk`."""

VOWELS: frozenset[Viseme] = frozenset({"aa", "E", "I", "O", "U"})
_AFFRICATES = {"tʃ": "CH", "dʒ": "CH", "tɕ": "CH", "dʑ": "CH", "ʈʂ": "CH", "ts": "SS", "dz": "SS"}


def letters(symbol: str) -> list[str]:
    """The sounds of an IPA string: stress, length, tone and other marks are dropped."""
    plain = unicodedata.normalize("NFD", symbol)
    return [letter for letter in plain if letter in VISEMES]


def visemes_of(symbol: str) -> tuple[Viseme, ...]:
    """The mouth shapes of one phoneme in order: two for a diphthong, `sil` for a pause.

    Neighbouring equal shapes are one; an affricate is the shape of its release.
    """
    sounds = letters(symbol)
    joined = "".join(sounds)
    for pair, viseme in _AFFRICATES.items():
        if joined == pair:
            return (viseme,)  # type: ignore[return-value]
    shapes: list[Viseme] = []
    for sound in sounds:
        if not shapes or shapes[-1] != VISEMES[sound]:
            shapes.append(VISEMES[sound])
    return tuple(shapes) or ("sil",)
