"""Makes a guess of the language a text is written in, by its script and its commonest words."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import lru_cache
from importlib.resources import files

_SAMPLE = 200_000
"""Characters looked at: more never changes the answer."""

# Ranges of the Unicode Standard's block list (Blocks.txt).
_BLOCKS: tuple[tuple[int, int, str], ...] = (
    (0x0041, 0x024F, "latin"),
    (0x1E00, 0x1EFF, "latin"),
    (0x0370, 0x03FF, "greek"),
    (0x1F00, 0x1FFF, "greek"),
    (0x0400, 0x052F, "cyrillic"),
    (0x0590, 0x05FF, "hebrew"),
    (0x0600, 0x06FF, "arabic"),
    (0x0750, 0x077F, "arabic"),
    (0xFB50, 0xFDFF, "arabic"),
    (0xFE70, 0xFEFF, "arabic"),
    (0x0900, 0x097F, "devanagari"),
    (0x0980, 0x09FF, "bengali"),
    (0x0A00, 0x0A7F, "gurmukhi"),
    (0x0A80, 0x0AFF, "gujarati"),
    (0x0B80, 0x0BFF, "tamil"),
    (0x0C00, 0x0C7F, "telugu"),
    (0x0C80, 0x0CFF, "kannada"),
    (0x0D00, 0x0D7F, "malayalam"),
    (0x0E00, 0x0E7F, "thai"),
    (0x1100, 0x11FF, "hangul"),
    (0xAC00, 0xD7AF, "hangul"),
    (0x3040, 0x30FF, "kana"),
    (0x3400, 0x4DBF, "han"),
    (0x4E00, 0x9FFF, "han"),
    (0xF900, 0xFAFF, "han"),
    (0x20000, 0x3FFFF, "han"),
)
_ONE_LANGUAGE = {
    "greek": "el", "hebrew": "he", "bengali": "bn", "gurmukhi": "pa", "gujarati": "gu",
    "tamil": "ta", "telugu": "te", "kannada": "kn", "malayalam": "ml", "thai": "th",
    "hangul": "ko", "kana": "ja", "han": "zh",
}  # fmt: skip
_URDU = set("ٹڈڑںےھہۓ")
_PERSIAN = set("پچگژیک")
_UKRAINIAN = set("іїєґ")
_RUSSIAN = set("ыэъё")
# A Han character carries about as much as a Latin word part; letters of alphabets are many.
_WEIGHT = {"han": 3, "kana": 3, "hangul": 2}
_WORD = re.compile(r"[^\W\d_]+(?:[\u0900-\u0903\u093a-\u094f]+[^\W\d_]*)*")


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, dict[str, float]]:
    """Word -> language -> weight: a word that k languages share counts 1/k for each."""
    data = json.loads(
        files("filmstudio.writing").joinpath("data/languages.json").read_text("utf-8")
    )
    shared = Counter(word for words in data.values() for word in set(words.split()))
    lexicon: dict[str, dict[str, float]] = {}
    for language, words in data.items():
        for word in words.split():
            lexicon.setdefault(word, {})[language] = 1.0 / shared[word]
    return lexicon


def _block(code: int) -> str:
    return next((name for low, high, name in _BLOCKS if low <= code <= high), "")


def detect_language(text: str) -> str:
    """The ISO 639-1 code of the text's main language; "en" where it has no letters to tell by.

    The Unicode script decides first; where several languages share one, their own letters
    (Arabic, Cyrillic) or function words (Latin, Devanagari) do. Linear in the text's length.
    """
    sample = text[:_SAMPLE].lower()
    counts: Counter[str] = Counter()
    letters = Counter(sample)
    for letter, number in letters.items():
        if letter.isalpha() and (block := _block(ord(letter))):
            counts[block] += number * _WEIGHT.get(block, 1)
    if not counts:
        return "en"
    # Japanese mixes both: a fair share of kana among the Han tells it from Chinese.
    if counts["kana"] and counts["kana"] * 10 >= counts["han"]:
        counts["kana"] += counts.pop("han", 0)
    script = max(sorted(counts), key=lambda name: counts[name])
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script]
    if script == "arabic":
        return _arabic(letters)
    if script == "cyrillic":
        own = sum(letters[c] for c in _UKRAINIAN)
        return "uk" if own > sum(letters[c] for c in _RUSSIAN) else "ru"
    return _by_words(sample, ("hi", "mr") if script == "devanagari" else _LATIN)


_LATIN = ("en", "es", "fr", "de", "pt", "it", "nl", "sv", "pl", "tr", "id", "vi")


def _arabic(letters: Counter[str]) -> str:
    total = sum(number for letter, number in letters.items() if letter.isalpha())
    if sum(letters[c] for c in _URDU) * 50 > total:
        return "ur"
    return "fa" if sum(letters[c] for c in _PERSIAN) * 50 > total else "ar"


def _by_words(sample: str, languages: tuple[str, ...]) -> str:
    lexicon = _lexicon()
    scores = dict.fromkeys(languages, 0.0)
    for match in _WORD.finditer(sample):
        for language, weight in lexicon.get(match.group(), {}).items():
            if language in scores:
                scores[language] += weight
    if "en" in scores and not any(c.isalpha() for c in set(sample) if not c.isascii()):
        # Other Latin alphabets hardly write a sentence without a letter of their own.
        scores["en"] += 1.0
    # The first of equals wins, so that the order above is the order of likelihood.
    return max(languages, key=lambda language: scores[language])
