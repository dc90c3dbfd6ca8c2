"""Finds verbs of action and things in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from filmstudio.film.vocabulary import Emotion, Pose
from filmstudio.writing.analysis.lexicon import Hit, Phrases, inverted, lexicon, wordset
from filmstudio.writing.analysis.text import tokens

_BEFORE_BASE = frozenset(
    [
        "to",
        "they",
        "we",
        "you",
        "i",
        "and",
        "can",
        "must",
        "will",
        "would",
        "could",
        "should",
        "let",
        "not",
        "don't",
        "didn't",
        "doesn't",
        "both",
        "who",
        "cannot",
        "might",
        "may",
        "shall",
        "lets",
        "let's",
        "then",
        "people",
        "children",
        "men",
        "women",
    ]
)
_BEFORE_NOUN = frozenset(
    [
        "the",
        "a",
        "an",
        "her",
        "his",
        "their",
        "its",
        "my",
        "your",
        "our",
        "of",
        "with",
        "in",
        "on",
        "at",
        "by",
        "from",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "many",
        "some",
        "few",
        "several",
        "these",
        "those",
        "no",
        "each",
        "every",
        "this",
        "that",
        "old",
        "small",
        "little",
        "more",
        "into",
        "for",
        "between",
    ]
)


_NONE = frozenset(
    [
        "no",
        "without",
        "not",
        "never",
        "neither",
        "nor",
        "sin",
        "sans",
        "ohne",
        "kein",
        "keine",
        "bina",
    ]
)


@dataclass(frozen=True)
class Deed:
    """A verb that was found: its class, and how it is shown."""

    name: str
    pose: Pose
    emotion: Emotion
    holds: bool
    first: int


def _inflections(verb: str, irregular: dict[str, list[str]]) -> set[str]:
    """The forms of an English verb; of a phrase, its first word is inflected."""
    head, _, rest = verb.partition(" ")
    forms = {head, *irregular.get(head, ())}
    if head.endswith(("s", "x", "z", "ch", "sh", "o")):
        forms.add(head + "es")
    elif head.endswith("y") and head[-2] not in "aeiou":
        forms |= {head[:-1] + "ies", head[:-1] + "ied"}
    else:
        forms.add(head + "s")
    stem = head[:-1] if head.endswith("e") and not head.endswith("ee") else head
    forms.add(stem + "ing")
    if head not in irregular and not head.endswith("y"):
        forms.add(stem + "ed")
    if head.endswith("y") and head[-2] in "aeiou":
        forms.add(head + "ed")
    return {f"{form} {rest}".strip() for form in forms}


@lru_cache(maxsize=16)
def _verbs(language: str) -> Phrases[str]:
    """Every form of every verb -> its class."""
    entry = lexicon("verbs", language)
    table: dict[str, str] = {}
    for name, one in entry["classes"].items():
        for verb in one["verbs"]:
            for form in sorted(_inflections(verb, entry["irregular"])):
                table.setdefault(form, name)
        for form in one.get("forms", ()):
            table[form] = name
    return Phrases(table)


@lru_cache(maxsize=16)
def _bases(language: str) -> frozenset[str]:
    return frozenset(v for c in lexicon("verbs", language)["classes"].values() for v in c["verbs"])


@lru_cache(maxsize=16)
def props(language: str) -> Phrases[str]:
    """The words for things -> the thing that is drawn."""
    return Phrases(inverted(lexicon("props", language)["props"]))


def deed_of(sentence: str, language: str, after: int = -1) -> Deed | None:
    """The first verb of action after word number `after`; nouns that look like verbs are not."""
    line = tokens(sentence)
    hits = _verbs(language).find(sentence)
    for number, hit in enumerate(hits):
        if hit.first <= after or _is_noun(hit, line, language):
            continue
        name = _of_the_body(hit, line)
        next_ = hits[number + 1] if number + 1 < len(hits) else None
        if name == "walk" and next_ and next_.value == "run" and next_.first - hit.last <= 2:
            name = "run"  # "Came running".
        one: dict[str, Any] = lexicon("verbs", language)["classes"][name]
        return Deed(
            name,
            cast(Pose, one["pose"]),
            cast(Emotion, one.get("emotion", "neutral")),
            bool(one.get("holds", False)),
            hit.first,
        )
    return None


def _of_the_body(hit: Hit[str], line: tuple[Any, ...]) -> str:
    """Eyes that open look, and hands that are folded pray: the body is not a thing in hand."""
    objects = {token.text for token in line[hit.last + 1 : hit.last + 4]}
    if hit.value == "handle" and objects & {"eye", "eyes", "mouth", "lips"}:
        return "see"
    if hit.value in ("handle", "embrace") and objects & {"hands", "palms"} and "fold" in hit.phrase:
        return "pray"
    return hit.value


def _is_noun(hit: Hit[str], line: tuple[Any, ...], language: str) -> bool:
    before = line[hit.first - 1].text if hit.first else ""
    if before in _BEFORE_NOUN:
        return True
    is_base = hit.phrase in _bases(language)
    return is_base and before not in _BEFORE_BASE and hit.phrase not in ("read",)


def things_found(sentence: str, language: str) -> list[Hit[str]]:
    """Where a sentence names things: "no kite" names none, and "phones ring" no ring."""
    line = tokens(sentence)
    also_verbs = wordset("props", language, "also_verbs")
    found = []
    for hit in props(language).find(sentence):
        before = [token.text for token in line[max(0, hit.first - 3) : hit.first]]
        if set(before[-2:]) & _NONE:
            continue
        if hit.phrase in also_verbs and not set(before) & _BEFORE_NOUN:
            continue
        found.append(hit)
    return found


def things_in(sentence: str, language: str) -> list[str]:
    """The things that a sentence names, each once, in its order."""
    return list(dict.fromkeys(hit.value for hit in things_found(sentence, language)))
