"""Estimates how long words take to speak and shots to play, before any voice has spoken."""

from __future__ import annotations

from functools import lru_cache

import regex

from filmstudio.film.storyboard import NARRATOR, Line, Shot, Storyboard
from filmstudio.film.vocabulary import Emotion

NARRATION_WPM = 150
DIALOGUE_WPM = 170
"""Film grammar, time: narration 145-160 words a minute, dialogue 160-180."""

_VOWELS = regex.compile(
    r"[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüœąęıаеёиоуыэюяієїαεηιουωάέήίόύώ]+", regex.IGNORECASE
)
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}'’]+")
_PAUSE = regex.compile(r"[,;:—–،、，；：](?=\s|\p{L})|[.!?…।。！？؟](?=\s|\p{L})")
SYLLABLES_A_WORD = 1.4
"""English prose as spoken; a minute of W words has W times this many syllables."""
_BETWEEN_PAUSES = 1.12
"""Words a minute count the pauses in; between them speech is this much faster."""

# Syllables a second relative to English: Pellegrino, Coupé, Marsico (2011), "A cross-language
# perspective on speech information rate": Spanish 7.82, French 7.18, German 5.97, English 6.19,
# Italian 6.99, Japanese 7.84, Mandarin 5.18.
_PACE = {"es": 1.26, "fr": 1.16, "de": 0.96, "it": 1.13, "ja": 1.27, "zh": 0.84, "pt": 1.15}

_EMOTION_PACE: dict[Emotion, float] = {"urgent": 1.1, "excited": 1.06, "angry": 1.04, "sad": 0.92,
                                       "tired": 0.9, "tender": 0.95, "thoughtful": 0.94}  # fmt: skip


def syllables(text: str) -> float:
    """Syllables of a text: vowel groups in alphabets, signs in Han, kana, hangul and Indic scripts."""
    count = 0.0
    for word in _WORD.findall(text):
        signs = len(regex.findall(r"[\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}]", word))
        indic = len(
            regex.findall(
                r"[\p{Devanagari}\p{Bengali}\p{Tamil}\p{Telugu}\p{Kannada}\p{Malayalam}\p{Gujarati}\p{Gurmukhi}]",
                word,
            )
        )
        if signs:
            count += signs
        elif indic:
            count += max(1, len(regex.findall(r"\p{Lo}", word)) * 0.8)
        elif regex.search(r"\p{Thai}", word):
            count += max(1, len(regex.findall(r"\p{Lo}", word)) / 2.6)
        elif regex.search(r"[\p{Arabic}\p{Hebrew}]", word):
            count += max(1, len(word) / 2.2)
        elif word.isdigit():
            count += 2 * len(word)
        else:
            groups = len(_VOWELS.findall(word))
            silent = (
                word.lower().endswith("e")
                and groups > 1
                and not word.lower().endswith(("le", "ee"))
            )
            # A word of consonants (an abbreviation, a sound) is read letter by letter.
            count += max(1, groups - silent) if groups else max(1, len(word) * 0.8)
    return count


@lru_cache(maxsize=16384)
def speech_seconds(
    text: str, language: str, *, narrated: bool, rate: float = 1.0, emotion: Emotion = "neutral"
) -> float:
    """Seconds that a voice needs for a text at the pace of the director's handbook."""
    wpm = NARRATION_WPM if narrated else DIALOGUE_WPM
    a_second = wpm * SYLLABLES_A_WORD / 60 * _PACE.get(language, 1.0) * _BETWEEN_PAUSES
    seconds = syllables(text) / a_second
    if language == "en":
        # Short words take longer than their one syllable: half by words, half by syllables.
        by_words = len(_WORD.findall(text)) / (wpm / 60 * _BETWEEN_PAUSES)
        seconds = (seconds + by_words) / 2
    seconds += 0.16 * len(_PAUSE.findall(text)) + 0.12
    return seconds / (rate * _EMOTION_PACE.get(emotion, 1.0))


def line_seconds(line: Line, language: str, rate: float = 1.0) -> float:
    """Seconds of a line's speech, without the pause after it."""
    return speech_seconds(
        line.text,
        line.language or language,
        narrated=line.speaker == NARRATOR,
        rate=rate,
        emotion=line.emotion,
    )


def shot_seconds(shot: Shot, language: str, rates: dict[str, float] | None = None) -> float:
    """Seconds of a shot: lead, lines with their pauses, hold; without lines its hold is all of it."""
    if not shot.lines:
        return shot.hold
    speech = sum(
        line_seconds(line, language, (rates or {}).get(line.speaker, 1.0)) + line.pause_after
        for line in shot.lines
    )
    return shot.lead + speech + shot.hold


def rates_of(storyboard: Storyboard) -> dict[str, float]:
    """How fast each voice speaks, by cast id."""
    rates = {member.id: member.voice.rate for member in storyboard.cast}
    rates[NARRATOR] = storyboard.narrator.rate
    return rates


def estimate_seconds(storyboard: Storyboard) -> float:
    """Seconds of the whole film, estimated from its words, pauses and holds."""
    rates = rates_of(storyboard)
    return sum(shot_seconds(shot, storyboard.language, rates) for _, shot in storyboard.shots())
