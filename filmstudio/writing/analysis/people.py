"""What a name, a kinship word or a pronoun says of a person: age, gender, culture, dress."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any

import regex

from filmstudio.writing.analysis.lexicon import Phrases, data, lexicon, wordset
from filmstudio.writing.analysis.text import tokens

_AGE = regex.compile(
    r"(?:\(|,\s*|\b(?:aged?|about|around)\s+)(?P<lead>early|mid|late)?[ -]*(?P<age>\d{1,2})(?P<s>['’]?s)?\b(?!\s*(?:%|km|am|pm|o['’]clock))",
    regex.IGNORECASE,
)


@dataclass(frozen=True)
class Facts:
    """What is known of a person; empty where nothing is."""

    gender: str = ""
    age: str = ""
    culture: str = ""
    role: str = ""
    garment: str = ""
    hair: str = ""
    beard: str = ""
    accessories: tuple[str, ...] = ()
    glasses: bool = False
    colour: str = ""
    """Of the garment, as the script says it."""
    second_colour: str = ""
    """Of the scarf, cap or hat."""
    hair_colour: str = ""
    cultures: frozenset[str] = field(default_factory=frozenset)
    """Cultures in which the name is at home."""

    def over(self, other: Facts) -> Facts:
        """These facts, with `other` where these are silent."""
        return Facts(
            self.gender or other.gender,
            self.age or other.age,
            self.culture or other.culture,
            self.role or other.role,
            self.garment or other.garment,
            self.hair or other.hair,
            self.beard or other.beard,
            tuple(dict.fromkeys((*self.accessories, *other.accessories))),
            self.glasses or other.glasses,
            # A colour belongs to the garment it was said of.
            self.colour or (other.colour if self.garment in ("", other.garment) else ""),
            self.second_colour or other.second_colour,
            self.hair_colour or other.hair_colour,
            self.cultures or other.cultures,
        )


@lru_cache(maxsize=1)
def _names() -> dict[str, dict[str, set[str]]]:
    """name -> gender -> cultures."""
    table: dict[str, dict[str, set[str]]] = {}
    for culture, genders in data("names").items():
        for gender, names in genders.items():
            for name in names:
                table.setdefault(name, {}).setdefault(gender, set()).add(culture)
    return table


@lru_cache(maxsize=16)
def person_words(language: str) -> Phrases[str]:
    """The kinship words and roles of a language, each with itself as value."""
    return Phrases({word: word for word in lexicon("people", language)["people"]})


TITLES: dict[str, str] = {
    **dict.fromkeys(
        ("mr", "mister", "sir", "lord", "shri", "señor", "monsieur", "herr", "signor", "senhor"),
        "male",
    ),
    **dict.fromkeys(
        ("mrs", "ms", "miss", "madam", "madame", "lady", "smt", "shrimati", "señora", "señorita",
         "mademoiselle", "frau", "fräulein", "signora", "senhora"),
        "female",
    ),
}  # fmt: skip


def name_facts(name: str) -> Facts:
    """What a name says: its title ("Mrs."), else its given name.

    A given name that is both a woman's and a man's says no gender.
    """
    title = next((TITLES[t.text] for t in tokens(name) if t.text in TITLES), "")
    for token in tokens(name):
        genders = _names().get(token.text)
        if genders:
            cultures = frozenset().union(*genders.values())
            gender = next(iter(genders)) if len(genders) == 1 else ""
            return Facts(gender=title or gender, cultures=cultures)
    return Facts(gender=title)


def is_given_name(word: str) -> bool:
    """Whether a word is in the lexicon of given names."""
    return word.lower() in _names()


def role_facts(text: str, language: str) -> Facts:
    """What the last kinship word or role in a text says ("the old fisherman", "Captain Rao")."""
    hits = person_words(language).find(text)
    if not hits:
        return Facts()
    entry: dict[str, Any] = lexicon("people", language)["people"][hits[-1].value]
    facts = _entry(entry, hits[-1].value)
    aged = age_word(text, language)
    if (aged and not facts.age) or (aged and facts.age == "adult"):
        facts = Facts(age=aged).over(facts)
    return facts


def _entry(entry: dict[str, Any], role: str) -> Facts:
    return Facts(
        gender=entry.get("gender", ""),
        age=entry.get("age", ""),
        culture=entry.get("culture", ""),
        role=role,
        garment=entry.get("garment", ""),
        hair=entry.get("hair", ""),
        beard=entry.get("beard", ""),
        accessories=tuple(entry.get("accessories", ())),
        glasses=bool(entry.get("glasses", False)),
    )


def age_word(text: str, language: str) -> str:
    """The age group that a word tells: "old", "little", "retired"."""
    ages = lexicon("people", language)["ages"]
    line = {token.text for token in tokens(text)}
    return next((str(age) for age, names in ages.items() if line & set(names)), "")


def described(sentence: str, name: str, language: str) -> Facts:
    """What a sentence that introduces a person says: "MEERA (30s), a tired nurse, ..."."""
    at = sentence.lower().find(name.lower())
    if at < 0:
        return Facts()
    before, after = sentence[:at], sentence[at + len(name) : at + len(name) + 80]
    facts = Facts()
    age = _AGE.match(after.lstrip()) or _AGE.search(after[:28])
    if age:
        facts = Facts(age=age_group(int(age["age"])))
    apposition = regex.match(
        r"\s*(?:\([^)]*\))?\s*,\s*(?:\d+\s*,\s*)?((?:an?|the|his|her|their)\s[^,.;]{2,48})", after
    )
    if apposition:
        facts = facts.over(role_facts(apposition.group(1), language))
    inside = regex.match(r"\s*\(([^)]{2,40})\)", after)
    if inside:
        facts = facts.over(role_facts(inside.group(1), language))
    called = regex.search(r"((?:\b[\p{L}\-]+\s+){1,4})(?:named|called)\s+$", before)
    if called:
        facts = facts.over(role_facts(called.group(1), language))
    near = before.rstrip().rsplit(" ", 2)[-2:]
    if len(near) > 0:
        aged = age_word(" ".join(near), language)
        if aged:
            facts = facts.over(Facts(age=aged))
    return facts


def age_told(text: str, language: str) -> str:
    """The age group that years tell: "ten years old", "a twelve-year-old", "दस साल की"."""
    numbers = lexicon("people", language)["numbers"]
    years = wordset("people", language, "years")
    line = [part for token in tokens(text) for part in token.text.split("-")]
    for word, after in pairwise(line):
        if after in years and (word in numbers or (word.isdigit() and len(word) < 3)):
            told = line[line.index(after, line.index(word)) + 1 :][:2]
            if wordset("people", language, "of_age") & {after, *told}:
                return age_group(int(numbers.get(word, 0) or word))
    return ""


def age_group(years: int) -> str:
    """Years as an age group: child to 12, teen to 18, elder from 60."""
    if years <= 12:
        return "child"
    if years <= 18:
        return "teen"
    return "adult" if years < 60 else "elder"


def pronoun_votes(text: str, language: str) -> int:
    """Female minus male pronouns of a text."""
    female = wordset("telling", language, "female")
    male = wordset("telling", language, "male")
    line = [token.text for token in tokens(text)]
    votes = sum(word in female for word in line) - sum(word in male for word in line)
    return votes + _agreement(line, language)


def _agreement(line: list[str], language: str) -> int:
    """Female minus male verbs, where verbs agree with who acts, as in Hindi and Tamil."""
    telling = lexicon("telling", language)
    votes = sum(word in telling["female_forms"] for word in line)
    votes -= sum(word in telling["male_forms"] for word in line)
    votes += sum(word.endswith(end) for word in line for end in telling["female_endings"])
    return votes - sum(word.endswith(end) for word in line for end in telling["male_endings"])
