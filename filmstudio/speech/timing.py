"""The times of words and sounds in a recording whose maker tells only when each letter is heard."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from filmstudio.errors import Broken, Missing
from filmstudio.film.timeline import Spoken
from filmstudio.speech.alignment import Span, sounds, words_by_letters, words_by_marks
from filmstudio.speech.engines import installed
from filmstudio.speech.engines.base import Phone
from filmstudio.speech.languages import Language
from filmstudio.speech.script import Script
from filmstudio.speech.speak import timed_phonemes, timed_words

WINDOW = 40
"""Letters within which a word is looked for: numbers and marks may be told otherwise."""


@dataclass(frozen=True)
class Letters:
    """Characters as they were read, each with start and end in seconds of the recording."""

    characters: tuple[str, ...]
    starts: tuple[float, ...]
    ends: tuple[float, ...]

    def then(self, other: Letters, seconds: float) -> Letters:
        """Both, the other one `seconds` later: the timing of two recordings, one after the other."""
        return Letters(
            self.characters + other.characters,
            self.starts + tuple(start + seconds for start in other.starts),
            self.ends + tuple(end + seconds for end in other.ends),
        )


def _kept(text: str) -> str:
    """Its letters, digits and vowel signs in lower case, one for one."""
    return "".join(
        letter.lower()[:1] for letter in text if unicodedata.category(letter)[0] in "LNM"
    )


def words_by_characters(script: Script, letters: Letters) -> list[Span]:
    """Start and end of each token of a script. Where a word is not found among the letters (a
    number that is told in words), the time between its neighbours is shared out by length."""
    heard = [
        (_kept(character), start, end)
        for character, start, end in zip(
            letters.characters, letters.starts, letters.ends, strict=True
        )
        if _kept(character)
    ]
    text = "".join(one[0][0] for one in heard)
    found: list[Span | None] = []
    at = 0
    for token in script.tokens:
        wanted = _kept(token.text)
        place = text.find(wanted, at, at + len(wanted) + WINDOW) if wanted else -1
        if place < 0:
            found.append(None)
            continue
        at = place + len(wanted)
        found.append((heard[place][1], max(heard[place][1], heard[at - 1][2])))
    return _filled(script, found, heard[-1][2] if heard else 0.0)


def _filled(script: Script, found: list[Span | None], end: float) -> list[Span]:
    """The spans with those between known ones shared out by letters."""
    spans: list[Span] = []
    index = 0
    while index < len(found):
        known = found[index]
        if known is not None:
            spans.append(known)
            index += 1
            continue
        until = next((i for i in range(index, len(found)) if found[i] is not None), len(found))
        begin = spans[-1][1] if spans else 0.0
        following = found[until] if until < len(found) else None
        stop = max(begin, following[0] if following else end)
        weights = [max(1, len(script.tokens[i].spoken)) for i in range(index, until)]
        for weight in weights:
            width = (stop - begin) * weight / sum(weights)
            last = spans[-1][1] if len(spans) > index else begin
            spans.append((last, last + width))
        index = until
    return spans


def spoken_by_letters(
    script: Script,
    language: Language,
    letters: Letters,
    seconds: float,
    *,
    engine: str = "",
    voice: str = "",
) -> Spoken:
    """What was said, with the times of words and of sounds and mouth shapes within them.

    The sounds are those that espeak-ng reads in the same words, each word's stretched over the
    time in which the word is heard. Raises Missing where espeak-ng is not installed.
    """
    espeak = installed().get("espeak")
    if espeak is None:
        raise Missing(
            "Mouth shapes need espeak-ng beside this voice: pip install espeakng-loader.",
            code="no_voice_engine",
        )
    spans = words_by_characters(script, letters)
    guide = espeak.synthesise(script.spoken, f"{language.espeak[0]}+f1", 1.0)
    if guide.phones is None or not sounds(guide.phones):
        raise Broken("espeak-ng gave no sounds for this line.")
    if guide.words is not None and language.spaced:
        read = words_by_marks(script, guide.words, guide.phones)
    else:
        read = words_by_letters(script, guide.phones)
    phones = _carried(sounds(guide.phones), read, spans)
    return Spoken(
        seconds=seconds,
        words=timed_words(script, spans, seconds),
        phonemes=timed_phonemes(phones, seconds),
        engine=engine,
        voice=voice,
    )


def _carried(phones: Sequence[Phone], read: Sequence[Span], spans: Sequence[Span]) -> list[Phone]:
    """The guide's sounds at the recording's times: each within the word that it is a part of."""
    moved: list[Phone] = []
    word = 0
    for phone in phones:
        middle = (phone.start + phone.end) / 2
        while word + 1 < len(read) and middle >= read[word + 1][0]:
            word += 1
        (start, end), (begin, until) = read[word], spans[word]
        scale = (until - begin) / (end - start) if end > start else 0.0
        places = [
            min(max(begin + (at - start) * scale, begin), until) for at in (phone.start, phone.end)
        ]
        moved.append(Phone(phone.symbol, places[0], places[1]))
    return moved
