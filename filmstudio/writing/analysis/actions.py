"""Decides what a sentence of action shows: who does what with which thing, or that it must be told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

import regex

from filmstudio.film.story import Happening, Telling
from filmstudio.film.vocabulary import Emotion, Mood, Pose, ShotSize
from filmstudio.writing.analysis.cast import Roster
from filmstudio.writing.analysis.emotion import emotion_of
from filmstudio.writing.analysis.lexicon import Hit, Phrases, inverted, lexicon, phrases, wordset
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
    for hit in _verbs(language).find(sentence):
        if hit.first <= after or _is_noun(hit, line, language):
            continue
        one: dict[str, Any] = lexicon("verbs", language)["classes"][hit.value]
        return Deed(
            hit.value,
            cast(Pose, one["pose"]),
            cast(Emotion, one.get("emotion", "neutral")),
            bool(one.get("holds", False)),
            hit.first,
        )
    return None


def _is_noun(hit: Hit[str], line: tuple[Any, ...], language: str) -> bool:
    before = line[hit.first - 1].text if hit.first else ""
    if before in _BEFORE_NOUN:
        return True
    is_base = hit.phrase in _bases(language)
    return is_base and before not in _BEFORE_BASE and hit.phrase not in ("read",)


def things_in(sentence: str, language: str) -> list[str]:
    """The things that a sentence names, each once, in its order."""
    return list(dict.fromkeys(hit.value for hit in props(language).find(sentence)))


def _camera_wish(sentence: str, language: str) -> ShotSize | str:
    """CLOSE ON is an insert or a close shot, WIDE ON a wide one (only as the sentence's first words)."""
    for key, size in (
        ("camera_insert", "insert"),
        ("camera_wide", "wide"),
        ("camera_close", "close"),
    ):
        hit = phrases("telling", language, key).first(sentence)
        if hit and hit.first == 0 and (sentence[: hit.end].isupper() or key == "camera_insert"):
            return size
    return ""


def is_quiet(sentence: str, language: str) -> bool:
    """Whether the sentence is a beat of silence and nothing else."""
    hit = phrases("telling", language, "beats").first(sentence)
    return hit is not None and len(tokens(sentence)) <= (hit.last - hit.first + 1) + 1


def must_be_told(sentence: str, language: str, who: tuple[str, ...]) -> bool:
    """Film grammar: action is shown; told is what cannot be: time passing, memory, background.

    A sentence of a screenplay is told only when it is about somebody's inner life or the past
    and nobody does anything in it that can be seen.
    """
    if phrases("times", language, "passing").first(sentence):
        return True
    deed = deed_of(sentence, language)
    visible = deed is not None
    inner = phrases("telling", language, "inner").first(sentence)
    background = phrases("telling", language, "background").first(sentence)
    if visible or len(tokens(sentence)) < 4:
        return False
    return bool(background) or bool(inner and who)


def telling(
    sentence: str, language: str, roster: Roster, mood: Mood, *, time_passes: bool = False
) -> Telling:
    """What the narrator says in this sentence, with what the picture can show."""
    who = roster.people(sentence)
    deed = deed_of(sentence, language, roster.subject_end(sentence))
    passes = time_passes or phrases("times", language, "passing").first(sentence) is not None
    return Telling(
        text=sentence,
        emotion=emotion_of(sentence, language, mood=mood),
        verb=deed.name if deed and who else "",
        pose=deed.pose if deed and who else "stand",
        subjects=who,
        props=tuple(things_in(sentence, language)),
        time_passes=passes,
    )


def happening(sentence: str, language: str, roster: Roster, mood: Mood) -> Happening:
    """What this sentence shows."""
    if is_quiet(sentence, language):
        return Happening(text=sentence, quiet=True, subjects=roster.people(sentence))
    who = roster.people(sentence)
    found = things_in(sentence, language)
    deed = deed_of(sentence, language, roster.subject_end(sentence))
    wish = _camera_wish(sentence, language)
    if not who and deed and deed.first == 0:
        who = roster.last
    nature = wordset("verbs", language, "nature")
    describes = not who
    if not who and deed and {token.text.rstrip("s") for token in tokens(sentence)} & nature:
        deed = None
    felt = emotion_of(sentence, language)
    if felt == "neutral" and deed and who:
        felt = deed.emotion
    return Happening(
        text=sentence,
        verb=deed.name if deed and who else "",
        pose=deed.pose if deed and who else "stand",
        subjects=who,
        prop=_matter(sentence, found, deed, language),
        emotion=felt,
        look=cast(ShotSize, wish) if wish else "",
        describes=describes,
    )


def _matter(sentence: str, found: list[str], deed: Deed | None, language: str) -> str:
    """The thing that matters: the first one after the verb, else the first that is not scenery."""
    scenery = wordset("props", language, "scenery")
    if deed:
        for hit in props(language).find(sentence):
            if hit.first > deed.first:
                return hit.value
    return next((thing for thing in found if thing not in scenery), found[0] if found else "")


def is_super(sentence: str) -> str:
    """The words of a SUPER or title card, else ""."""
    match = regex.match(r"^(?:SUPER(?:IMPOSE)?|TITLE CARD|CHYRON)\s*[:\-]\s*(.+)$", sentence)
    return match.group(1).strip(" \"'“”") if match else ""
