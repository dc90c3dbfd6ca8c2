"""Reads the emotion of a line from its parenthetical, its words and its punctuation."""

from __future__ import annotations

from typing import cast

import regex

from filmstudio.film.vocabulary import Emotion, Mood
from filmstudio.writing.analysis.lexicon import lexicon, phrases, wordset
from filmstudio.writing.analysis.text import tokens

_REACH = 3
"""How many words before a feeling a negator is looked for."""
_SHOUT = regex.compile(r"\b\p{Lu}{3,}\b")


def delivery_emotion(delivery: str, language: str) -> Emotion | None:
    """The emotion that a parenthetical asks for: "(whispering)" is tender, "(shouting)" angry."""
    hit = phrases("emotions", language, "delivery").first(delivery)
    return cast(Emotion, hit.value) if hit else None


def emotion_of(text: str, language: str, *, delivery: str = "", mood: Mood = "neutral") -> Emotion:
    """The emotion of one line.

    The parenthetical decides; then the words, where a negated feeling is not felt ("not
    afraid") but may turn into another ("never happy" is sad); then the punctuation; then the
    mood of the scene, for lines that exclaim or trail off only: a plain line stays plain.
    """
    asked = delivery_emotion(delivery, language) if delivery else None
    if asked:
        return asked
    scores = _scores(text, language)
    lexical = lexicon("emotions", language)
    if scores:
        best = max(scores, key=lambda name: (scores[name], -list(lexical["words"]).index(name)))
        if scores[best] > 0:
            return cast(Emotion, best)
    lean = cast(Emotion, lexical["mood_lean"].get(mood, "neutral"))
    return _by_punctuation(text, lean)


def _scores(text: str, language: str) -> dict[str, float]:
    negators = wordset("emotions", language, "negators")
    negated = lexicon("emotions", language)["negated"]
    line = tokens(text)
    scores: dict[str, float] = {}
    for hit in phrases("emotions", language, "words").find(text):
        before = [token.text for token in line[max(0, hit.first - _REACH) : hit.first]]
        # A comma ends the reach of "no": "No, I love you" is not a denial of love.
        gap = text[line[max(0, hit.first - _REACH)].start : hit.start]
        clause = tokens(gap[max(gap.rfind(","), gap.rfind("."), gap.rfind("!"), 0) :])
        denied = (
            any(word in negators or word.endswith("n't") for word in before[-len(clause) :])
            if clause
            else False
        )
        name = hit.value
        weight = 1.0 + 0.5 * (len(tokens(hit.phrase)) - 1)
        if denied:
            name, weight = negated.get(name, "neutral"), 0.6
            if name == "neutral":
                continue
        scores[name] = scores.get(name, 0.0) + weight
    return scores


def _by_punctuation(text: str, lean: Emotion) -> Emotion:
    """?! is surprise, capitals are anger, ! is what the scene leans to, ... is thought."""
    end = text.rstrip("\"'”’») ")
    if end.endswith(("?!", "!?")):
        return "surprised"
    if _SHOUT.search(text) and "!" in text:
        return "angry" if lean not in ("afraid", "urgent", "happy") else lean
    if end.endswith("!"):
        return lean if lean not in ("neutral", "tender", "sad") else "excited"
    if end.endswith(("...", "…", "--", "—")):
        return lean if lean in ("sad", "afraid", "tender") else "thoughtful"
    return "neutral"
