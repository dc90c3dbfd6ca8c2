"""Decides what a sentence of action shows: who does what with which thing, or that it must be told."""

from __future__ import annotations

from typing import cast

from filmstudio.film.story import Happening, Telling
from filmstudio.film.vocabulary import Mood, ShotSize
from filmstudio.writing.analysis.emotion import emotion_of
from filmstudio.writing.analysis.lexicon import phrases, wordset
from filmstudio.writing.analysis.roster import Roster
from filmstudio.writing.analysis.text import tokens
from filmstudio.writing.analysis.verbs import Deed, deed_of, props, things_in


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
    if phrases("telling", language, "absent").first(sentence):
        who = ()
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
