"""Families: who calls whom grandmother is of one skin with her."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from filmstudio.film.story import Speech, StoryScene
from filmstudio.film.storyboard import Character
from filmstudio.writing.analysis.lexicon import phrases
from filmstudio.writing.analysis.people import role_facts

_STOPS = ",.!?…;:—–"
_OLDER = ("child", "teen", "adult", "elder")


def called(text: str, language: str) -> str:
    """The word of kinship that a speech calls somebody by; "" where there is none.

    It stands at an end of the sentence between its stops: "Grandmother! The radio says ..." and
    "Come in, father." call; "my grandmother was a baker" and "Father says no" tell.
    """
    for hit in phrases("people", language, "kin").find(text):
        before = text[: hit.start].rstrip(" \"“‘'«¡¿")
        after = text[hit.end :].lstrip(" \"”’'»")
        opens = not before or before[-1] in _STOPS
        closes = not after or after[0] in _STOPS
        if opens and closes:
            return hit.phrase
    return ""


def as_families(
    cast: Sequence[Character], scenes: Iterable[StoryScene], language: str
) -> tuple[Character, ...]:
    """The cast in which relatives have one skin: the elder's, in the order of the film.

    Whom a speech calls is who last spoke in the scene, else who speaks next, among those whose
    gender and age the word fits.
    """
    people = {one.id: one for one in cast}
    parent: dict[str, str] = {}
    for scene in scenes:
        spoken = [beat for beat in scene.beats if isinstance(beat, Speech)]
        for at, speech in enumerate(spoken):
            word = called(speech.text, language)
            if not word or speech.speaker not in people:
                continue
            told = role_facts(word, language)
            near = [*reversed(spoken[:at]), *spoken[at + 1 :]]
            for other in near:
                relative = people.get(other.speaker)
                if relative is None or other.speaker == speech.speaker:
                    continue
                older = _OLDER.index(relative.age) >= _OLDER.index(people[speech.speaker].age)
                if relative.gender == told.gender and older:
                    parent.setdefault(speech.speaker, relative.id)
                    break
    return tuple(
        one
        if (eldest := _eldest(one.id, parent)) == one.id
        else one.model_copy(
            update={"look": one.look.model_copy(update={"skin": people[eldest].look.skin})}
        )
        for one in cast
    )


def _eldest(id: str, parent: dict[str, str]) -> str:
    """The end of the line of parents; where people call each other in a ring, the first again."""
    seen = [id]
    while id in parent and parent[id] not in seen:
        id = parent[id]
        seen.append(id)
    return id
