"""Fills in who each member of the cast is: age, gender, culture, role, character and look."""

from __future__ import annotations

from itertools import pairwise
from typing import cast

import regex

from filmstudio.film.screenplay import Screenplay
from filmstudio.film.storyboard import Character, Look
from filmstudio.film.vocabulary import AgeGroup, Culture, Gender, Weather
from filmstudio.said import said
from filmstudio.writing.analysis.appearance import looks_in
from filmstudio.writing.analysis.joining import animal_of, roles_told
from filmstudio.writing.analysis.lexicon import wordset
from filmstudio.writing.analysis.looks import look_of
from filmstudio.writing.analysis.people import (
    Facts,
    age_told,
    age_word,
    described,
    name_facts,
    person_words,
    pronoun_votes,
    role_facts,
)
from filmstudio.writing.analysis.roster import Roster
from filmstudio.writing.analysis.text import digest, sentences, tokens


def characters_of(
    screenplay: Screenplay,
    roster: Roster,
    home: Culture,
    traditional: bool,
    language: str,
    weather: Weather = "clear",
) -> tuple[tuple[Character, ...], tuple[str, ...]]:
    """The cast in the order of appearance, and warnings.

    Gender: the script's word (grandmother, he), then the lexicon of names, then a choice that
    depends on the name alone. Looks never repeat in a cast. `weather` is the worst that they are
    out in: it chooses what they wear where the script does not.
    """
    stops = wordset("telling", language, "abbreviations")
    told = [e.text for e in screenplay.elements if e.kind == "action"]
    lines = [sentence for text in told for sentence in sentences(text, stops)]
    cast_: list[Character] = []
    looks: list[Look] = []
    warnings: list[str] = []
    for name, kind in roster.silent_animals.items():
        if name.lower() != kind:
            warnings.append(
                said(
                    "{name}, the {kind}, never speaks and animals do not act yet: nobody plays the "
                    "part.",
                    name=name,
                    kind=kind,
                )
            )
    for id, name in roster.names.items():
        about = [line for line in lines if id in _named_in(roster, line)]
        facts = _facts(name, about, lines, roster, id, language)
        culture = _culture(facts, home)
        gender = cast(Gender, facts.gender or ("female" if digest(id, "gender") % 2 else "male"))
        age = cast(AgeGroup, facts.age or "adult")
        look = look_of(
            id,
            facts,
            age=age,
            gender=gender,
            culture=culture,
            traditional=traditional,
            taken=looks,
            weather=weather,
        )
        looks.append(look)
        kind = animal_of(name, told, language)
        if kind:
            warnings.append(
                said(
                    "{name} is an animal; animals do not act yet, so a person plays the part.",
                    name=name,
                )
                if kind in name.lower()
                else said(
                    "{name} is a {kind}; animals do not act yet, so a person plays the part.",
                    name=name,
                    kind=kind,
                )
            )
        cast_.append(
            Character(
                id=id,
                name=name,
                role="" if person_words(language).find(name) else facts.role,
                age=age,
                gender=gender,
                culture=culture,
                personality=", ".join(_traits(about, name, language)),
                look=look,
            )
        )
    return tuple(cast_), tuple(warnings)


def _named_in(roster: Roster, line: str) -> list[str]:
    return [hit.value for hit in roster.mentions(line)]


def _facts(
    name: str, about: list[str], lines: list[str], roster: Roster, id: str, language: str
) -> Facts:
    facts = Facts()
    clauses = _clauses_about(lines, roster, id, language)
    for before, after in clauses:
        facts = facts.over(looks_in(before, after, language))
    for before, after in clauses:
        facts = facts.over(Facts(age=age_told(f"{before} {after}", language)))
    for line in about[:6]:
        facts = facts.over(described(line, name, language))
        for words in roles_told(name, line):
            facts = facts.over(role_facts(words, language))
            facts = facts.over(Facts(age=age_word(words, language)))
    facts = facts.over(role_facts(name, language))
    for alias, owner in roster.aliases.items():
        if owner == id and alias != name.lower():
            facts = facts.over(role_facts(alias, language))
    facts = facts.over(name_facts(name))
    if not facts.age and any(_is_childs(line, name) for line in about):
        facts = facts.over(Facts(age="child"))
    facts = facts.over(Facts(gender=_told_by_looks(facts)))
    if not facts.gender:
        votes = sum(
            pronoun_votes(line, language)
            for line in about
            if len(set(_named_in(roster, line))) == 1
        )
        votes = votes or _votes_after(lines, roster, id, language)
        if votes:
            facts = Facts(gender="female" if votes > 0 else "male").over(facts)
    return facts


_OWN = regex.compile(
    r"\s*(?:\([^)]*\))?\s*,?\s*(?:\d+\s*,\s*)?(?:an?|the|his|her|their|une?|le|la|un[ao]?|el|eine?|der|die)\s[^,.;]*$",
    regex.IGNORECASE,
)
"""Between a name and the word for what its bearer is: "Edmund, a thin young"."""
_MALE_LOOKS = frozenset(["dhoti"])
_FEMALE_LOOKS = frozenset(["dress", "sari", "salwar"])
_DESCRIBING_LINES = 12


def _told_by_looks(facts: Facts) -> str:
    """The gender that a beard or a dress tells where nothing else does."""
    if (facts.beard and facts.beard != "none") or facts.garment in _MALE_LOOKS:
        return "male"
    return "female" if facts.garment in _FEMALE_LOOKS else ""


def _clauses_about(
    lines: list[str], roster: Roster, id: str, language: str
) -> list[tuple[str, str]]:
    """What stands before and behind each mention of a person, up to the next person named; then
    what a sentence that goes on with "she" or "his" says of them."""
    found: list[tuple[str, str]] = []
    pronouns = wordset("telling", language, "female") | wordset("telling", language, "male")
    last = ""
    for line in lines:
        hits = roster.mentions(line)
        if not hits:
            first = next((token.text for token in tokens(line)), "")
            if last == id and first in pronouns:
                found.append(("", line))
            continue
        last = hits[0].value
        owned = {hit.start for hit in hits if hit.value == id}
        others = [hit.start for hit in hits if hit.value != id]
        others += [hit.start for hit in person_words(language).find(line)]
        edge = 0
        for hit in hits:
            if hit.value == id:
                ends = [
                    at
                    for at in others
                    if at > hit.end and at not in owned and not _OWN.match(line[hit.end : at])
                ]
                # "A red-haired girl" describes, "Ginger" is a name.
                told = line[hit.start : hit.end]
                lead = line[edge : hit.end] if told[0].islower() else line[edge : hit.start]
                found.append((lead, line[hit.end : min(ends, default=len(line))]))
            edge = hit.end
    return found[:_DESCRIBING_LINES]


_CHILDS = regex.compile(
    r"\b(?:his|her|their) (?:little|baby|big) (?:brother|sister)\b|\b(?:had|got|lost|flew|flies|loves?d?) (?:a|an|his|her)"
    r" (?:\p{L}+ )?(?:kite|doll|toy|teddy bear|teddy|balloon)\b|\bplayed (?:with|in)\b|\b(?:his|her) (?:toy|toys|school)\b",
    regex.IGNORECASE,
)


def _is_childs(line: str, name: str) -> bool:
    """Whether a sentence about somebody names what is a child's: a toy, a little sister, school."""
    return bool(_CHILDS.search(line)) and line.lstrip("“\"'").startswith((name, "He ", "She "))


def _votes_after(lines: list[str], roster: Roster, id: str, language: str) -> int:
    """Pronouns of the sentence after one that names this person alone."""
    votes = 0
    for line, after in pairwise(lines):
        if set(_named_in(roster, line)) == {id} and not _named_in(roster, after):
            votes += pronoun_votes(after, language)
    return votes


def _culture(facts: Facts, home: Culture) -> Culture:
    """The story's culture, unless kinship or a name that is not at home there says another."""
    if facts.culture and facts.culture != home and not facts.cultures:
        return cast(Culture, facts.culture)
    if facts.cultures and home not in facts.cultures:
        return cast(Culture, sorted(facts.cultures)[0])
    return home


def _traits(about: list[str], name: str, language: str) -> list[str]:
    """Words of character that stand close to the name where the person is first named."""
    traits = wordset("people", language, "traits")
    for line in about[:2]:
        at = line.lower().find(name.lower())
        near = line[max(0, at - 30) : at + len(name) + 70]
        found = [token.text for token in tokens(near) if token.text in traits]
        if found:
            return list(dict.fromkeys(found))[:3]
    return []
