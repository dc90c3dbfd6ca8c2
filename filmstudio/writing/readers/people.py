"""Makes names of the people a tale speaks of: names, descriptions and pronouns resolved to one each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from filmstudio.writing.readers.grammar import Grammar, bare, speech_data

NARRATOR = "Narrator"
_NAMED = re.compile(
    r"\b(?i:a|an|the|his|her|their|my|one)\s+((?:[\w-]+\s+){0,3}?[\w-]+),?\s+"
    r"(?:named|called|whose name was|by the name of)\s+([^\W\d_a-z][\w’'-]+)"
)
_APPOSED = re.compile(
    r"\b([^\W\d_a-z][\w’'-]+),\s+(?:a|an|the|his|her|their|my)\s+((?:[\w-]+\s+){0,3}?[\w-]+)(?=[,.])"
)


_GENERIC = frozenset(("girl", "boy", "child", "woman", "man", "kid"))
_CONTRASTS = frozenset(
    {
        "old", "young", "little", "big", "tall", "short", "thin", "fat", "first", "second", "third",
        "other", "eldest", "elder", "younger", "youngest", "older", "rich", "poor", "blind",
    }
)  # fmt: skip
_YOUNG = frozenset(("little", "young", "small"))
_CAPITAL = re.compile(r"\.?\s+[A-ZÀ-ÖØ-ÞА-Я]")
_STARTERS = frozenset(
    [
        "it",
        "there",
        "here",
        "this",
        "these",
        "those",
        "what",
        "who",
        "when",
        "where",
        "how",
        "why",
        "if",
        "as",
        "in",
        "on",
        "at",
        "by",
        "from",
        "with",
        "after",
        "before",
        "all",
        "nobody",
        "everybody",
        "everyone",
        "someone",
        "something",
        "nothing",
        "only",
        "even",
        "inside",
        "outside",
        "long",
        "once",
        "soon",
        "not",
        "never",
        "then",
        "out",
        "up",
        "down",
        "under",
        "over",
        "between",
        "some",
        "many",
        "every",
        "each",
        "both",
    ]
)
"""Words that begin a sentence with a capital and name nobody."""
_COPULAS = frozenset(("was", "is", "were", "are", "became", "been"))
_FAR = 25
"""Mentions after which somebody is no longer at hand for a pronoun."""


@dataclass
class Person:
    """Someone in the tale. `gender` is "f", "m" or "" where nothing told it."""

    name: str
    gender: str = ""
    head: str = ""
    modifiers: set[str] = field(default_factory=set)
    seen: int = -1
    named: bool = False
    animal: bool = False
    spoke: bool = False

    @property
    def talks(self) -> bool:
        """Animals talk only once the tale made them: a dog in the street is nobody's partner."""
        return self.spoke or not self.animal


class People:
    """Everyone met so far, and who was spoken of last."""

    def __init__(self, grammar: Grammar, text: str) -> None:
        data = speech_data()
        self._grammar = grammar
        self._text = text
        self._heads = {w: g for g, words in data["people"].items() for w in words.split()}
        self._animals = frozenset(data["animals"].split())
        self._heads.update(dict.fromkeys(self._animals, ""))
        self._given = {w: g for g, words in data["names"].items() for w in words.split()}
        self._honorifics = grammar.honorifics
        self._gendered = self._votes(text)
        self._clock = 0
        self.all: list[Person] = []
        self._by_token: dict[str, Person] = {}
        self._alias: dict[str, str] = {}
        for noun_phrase, name in _NAMED.findall(text):
            self._introduce(noun_phrase, name)
        for name, noun_phrase in _APPOSED.findall(text):
            head = noun_phrase.split()[-1].lower()
            if head in self._heads:
                self._introduce(noun_phrase, name)

    def _introduce(self, noun_phrase: str, name: str) -> None:
        """Keeps that `an old potter named Kannan` makes one person of the potter and Kannan."""
        *modifiers, head = noun_phrase.lower().split()
        person = self._named(name)
        if person and head not in self._alias:
            self._alias[head] = _owner(name)
            person.gender = _plain_gender(self._heads.get(head, "")) or person.gender
            person.head = person.head or head
            person.modifiers.update(modifiers)

    def _tick(self, person: Person) -> Person:
        self._clock += 1
        person.seen = self._clock
        return person

    def _named(self, phrase: str) -> Person | None:
        """The person of a capitalised phrase, met before or new."""
        tokens = [t if t.lower() in self._honorifics else _owner(bare(t)) for t in phrase.split()]
        tokens = [t for t in tokens if t]
        titles = [t for t in tokens if t.lower() in self._honorifics]
        names = [t for t in tokens if t not in titles] or tokens
        if not names:
            return None
        for token in names:
            if token.lower() in self._by_token:
                return self._by_token[token.lower()]
        gender = next((self._given[t.lower()] for t in names if t.lower() in self._given), "")
        for title in titles:
            low = title.lower().rstrip(".")
            gender = gender or _plain_gender(self._heads.get(low, ""))
            gender = gender or {
                "mr": "m",
                "mrs": "f",
                "ms": "f",
                "miss": "f",
                "sir": "m",
                "lord": "m",
                "lady": "f",
            }.get(low, "")
        person = Person(
            " ".join(tokens), gender or self._gendered.get(names[0].lower(), ""), named=True
        )
        self.all.append(person)
        for token in names:
            self._by_token[token.lower()] = person
        return person

    def _votes(self, text: str) -> dict[str, str]:
        """Gender of each capitalised word, by the pronouns that follow it within its sentence."""
        she, he = {"she", "her", "hers", "herself"}, {"he", "his", "him", "himself"}
        she, he = she | self._grammar.she, he | self._grammar.he
        votes: dict[str, int] = {}
        small: set[str] = set()
        first: list[str] = []
        for sentence in re.split(r"(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)[.!?…]", text):
            tokens = re.findall(r"[^\W\d_][\w’'-]*", sentence)
            # A pronoun that begins a sentence means whom the sentence before was about.
            run = first
            last = -2
            first = []
            for place, token in enumerate(tokens):
                word = _owner(token)
                low = word.lower()
                if low in he or low in she:
                    for name in run:
                        votes[name] = votes.get(name, 0) + (1 if low in she else -1)
                elif word[0].isupper() and low not in self._grammar.articles | _STARTERS:
                    run = [*run, low] if last == place - 1 else [low]
                    last = place
                    first = run if not first or first[0] == run[0] else first
                else:
                    small.add(low)
        return {n: "f" if v > 0 else "m" for n, v in votes.items() if v and n not in small}

    def _described(self, phrase: str) -> Person | None:
        """The person of an article and noun, met before or new."""
        tokens = [_owner(bare(t)) for t in re.sub(r"^[lL]['’]", "l' ", phrase).split()]
        kept = [t for t in tokens if t]
        while kept and (kept[0].lower() in self._grammar.articles or kept[0].lower() == "l'"):
            kept = kept[1:]
        if not kept:
            return None
        main = kept[: [t.lower() for t in kept].index("of")] if "of" in kept[1:] else kept
        head = next(
            (t.lower() for t in reversed(main) if t.lower() in self._heads), main[-1].lower()
        )
        if head in self._alias:
            return self._named(self._alias[head])
        if any(t.lower() in self._by_token for t in kept if t[0].isupper()):
            return self._named(" ".join(t for t in kept if t[0].isupper()))
        modifiers = {t.lower() for t in main} & _CONTRASTS
        same = [p for p in self.all if p.head == head]
        for person in sorted(same, key=lambda p: -p.seen):
            if not modifiers or not person.modifiers or modifiers & person.modifiers:
                person.modifiers |= modifiers
                return person
        if not same and (only := self._only_one(head, modifiers)):
            self._alias[head] = only.name.split()[-1]
            return only
        if self._grammar.language == "en":
            small = self._grammar.articles | {"of"}
            name = " ".join(t if t.lower() in small else t[:1].upper() + t[1:] for t in kept)
        else:
            name = phrase[:1].upper() + phrase[1:]
        gender = _plain_gender(self._heads.get(head, ""))
        person = Person(name, gender, head, modifiers, animal=head in self._animals)
        self.all.append(person)
        return person

    def _only_one(self, head: str, modifiers: set[str]) -> Person | None:
        """The one named person that `the girl` can mean where no `a girl` was ever brought in."""
        if head not in _GENERIC:
            return None
        if re.search(
            rf"\b(?:a|an|one|another|two)\s+(?:\w+\s+)?{head}\b", self._text, re.IGNORECASE
        ):
            return None
        gender = _plain_gender(self._heads.get(head, ""))
        fitting = [
            p
            for p in self.all
            if p.named and p.gender in (gender, "") and modifiers <= p.modifiers | _YOUNG
        ]
        return fitting[0] if len(fitting) == 1 else None

    def resolve(self, phrase: str, *, before: str = "") -> str:
        """The one name of who a phrase means; "" where a pronoun fits nobody.

        `before` is who spoke just before: a pronoun means them only where nobody else fits.
        """
        low = phrase.lower()
        grammar = self._grammar
        if low in grammar.i:
            return NARRATOR
        if low in grammar.pronouns:
            gender = "m" if low in grammar.he else "f" if low in grammar.she else ""
            person = self._latest(gender, before)
        elif low.split()[0] in grammar.articles or low.startswith(("l'", "l’")):
            person = self._described(phrase)
        elif grammar.uncased:
            person = self._uncased(phrase)
        else:
            person = self._named(phrase)
        return self._tick(person).name if person else ""

    def _uncased(self, phrase: str) -> Person:
        for person in self.all:
            if person.name == phrase:
                return person
        person = Person(phrase)
        self.all.append(person)
        return person

    def _latest(self, gender: str, before: str = "") -> Person | None:
        """Who was spoken of last and fits; who spoke just before only where nobody near does."""
        met = sorted((p for p in self.all if p.seen >= 0 and p.talks), key=lambda p: -p.seen)
        fitting = [p for p in met if not gender or p.gender == gender]
        near = [p for p in fitting if p.name != before and p.seen > self._clock - _FAR]
        unknown = [p for p in met if gender and not p.gender]
        return next(iter(near or fitting or unknown), None)

    def latest(self, without: set[str], among: set[str] | None = None) -> str:
        """The name of who was spoken of last, none of `without`; "" where nobody was."""
        met = [p for p in self.all if p.seen >= 0 and p.talks and p.name not in without]
        if among is None:
            met = [p for p in met if p.seen > self._clock - _FAR]
        else:
            met = [p for p in met if p.name in among]
        return max(met, key=lambda p: p.seen).name if met else ""

    def may_be(self, pronoun: str, name: str) -> bool:
        """Whether a pronoun can mean the person of this name, whose gender it then tells."""
        low = pronoun.lower()
        gender = "m" if low in self._grammar.he else "f" if low in self._grammar.she else ""
        for person in self.all:
            if person.name == name and gender and person.gender in ("", gender):
                person.gender = gender
                return True
        return False

    def speaks(self, name: str) -> None:
        """Marks that this person speaks now."""
        for person in self.all:
            if person.name == name:
                person.spoke = True
                self._tick(person)

    def talks(self, name: str) -> bool:
        """Whether this person may be thought to speak."""
        return all(person.talks for person in self.all if person.name == name)

    def known(self, phrase: str) -> bool:
        """Whether a phrase means a person without doubt: met before, or a noun for people."""
        low = phrase.lower()
        words = [_owner(bare(w)).lower() for w in low.split()]
        if not words:
            return False
        if low in self._grammar.pronouns:
            return True
        if words[0] in self._grammar.articles:
            return words[-1] in self._heads or any(p.head == words[-1] for p in self.all)
        return any(
            w in self._by_token or w in self._given or w in self._gendered for w in words
        ) or (words[0] in self._honorifics and len(words) > 1)

    def notice(self, told: str) -> None:
        """Marks everyone that a told passage speaks of, in order."""
        before: tuple[Person, int] | None = None
        for found in re.finditer(r"[^\W_][\w’'-]*", told):
            word = _owner(found.group())
            low = word.lower()
            if before and word[0].isupper() and told[before[1] : found.start()].isspace():
                # `Ada Moreau` is one person, who goes by her first name.
                self._by_token.setdefault(low, before[0])
                before = before[0], found.end()
                continue
            before = None
            if word[0].isupper() and low in self._honorifics and _CAPITAL.match(told, found.end()):
                continue
            if low in self._by_token and word[0].isupper():
                before = self._tick(self._by_token[low]), found.end()
            elif word[0].isupper() and (low in self._given or low in self._gendered):
                title = told[max(0, found.start() - 12) : found.start()].split(" ")[-2:-1]
                formal = title and title[0].lower() in ("mr.", "mrs.", "ms.", "dr.", "miss")
                person = self._named(f"{title[0]} {word}" if formal else word)
                if person:
                    before = self._tick(person), found.end()
            elif low in self._heads:
                after = re.match(r"\s+([\w-]+)", told[found.end() : found.end() + 40])
                if not after or after.group(1).lower() not in self._heads:
                    self._notice_noun(told, found.start(), word)

    def _notice_noun(self, told: str, start: int, word: str) -> None:
        before = told[max(0, start - 40) : start].split()
        phrase = [word]
        for token in reversed(before[-4:]):
            if token[-1] in ".,;:!?":
                return
            phrase.insert(0, token)
            if token.lower() in self._grammar.articles:
                lead = [word.lower() for word in before[: len(before) - len(phrase) + 1]][-2:]
                if lead and lead[-1] in _COPULAS and lead[0] != "there":
                    return  # "He was a small man" brings in nobody.
                person = self._described(" ".join(phrase))
                if person:
                    self._tick(person)
                return

    def vocative(self, speech: str) -> set[str]:
        """Names of those a speech calls by name: they do not speak it."""
        called = set()
        for found in re.finditer(r"(?:^|,\s)([^\W\d_][\w’-]+)(?=[,.!?]|$)", speech):
            low = found.group(1).lower()
            person = self._by_token.get(low)
            if person:
                called.add(person.name)
            called.update(p.name for p in self.all if p.head == low)
        return called


def _owner(name: str) -> str:
    return re.sub(r"['’]s$|['’]$", "", name)


def _plain_gender(value: str) -> str:
    return value if value in ("f", "m") else ""
