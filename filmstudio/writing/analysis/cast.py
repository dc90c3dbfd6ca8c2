"""Finds the people of a script: who speaks, who is named, and which words mean whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import regex

from filmstudio.film.screenplay import Screenplay
from filmstudio.film.storyboard import NARRATOR
from filmstudio.writing.analysis.lexicon import Hit, Phrases, lexicon, phrases, wordset
from filmstudio.writing.analysis.people import is_given_name, person_words
from filmstudio.writing.analysis.text import slug, title_case, tokens

_EXTENSION = regex.compile(r"\s*[(\[（][^)\]）]*[)\]）]\s*")
_ALSO_WORDS = frozenset(
    [
        "rose",
        "mark",
        "grace",
        "daisy",
        "lily",
        "iris",
        "june",
        "ivy",
        "hope",
        "will",
        "may",
        "violet",
        "hazel",
        "dawn",
        "lan",
        "long",
        "noi",
        "sun",
        "art",
        "ray",
        "joy",
        "max",
        "shan",
        "bo",
        "an",
        "mali",
        "wei",
        "fang",
        "hope",
        "faith",
        "boon",
        "gang",
        "jun",
        "mei",
        "asha",
        "tara",
        "lei",
        "sora",
        "ama",
        "sean",
        "nina",
        "kim",
        "sam",
        "ana",
        "devi",
        "rani",
        "shiv",
        "ram",
        "ravi",
        "chai",
        "dates",
        "ali",
        "song",
        "ling",
        "tian",
        "mina",
        "rin",
    ]
)
_AFTER_PLACE = frozenset(["in", "at", "from", "near", "of", "to", "outside", "around", "across"])


def clean_name(speaker: str) -> str:
    """A speaker's name without extension: "AMMA (V.O.)" is "Amma"; "DR. RAO" is "Dr. Rao"."""
    name = _EXTENSION.sub(" ", speaker).strip(" :.\t") or speaker.strip()
    name = regex.sub(r"^(?:the|an?)\s+(?=\p{L})", "", name, flags=regex.IGNORECASE)
    if name.isupper() and len(name) > 1:
        name = regex.sub(r"\p{L}[\p{L}\p{M}'’]*", lambda m: m.group().capitalize(), name)
    return name[:1].upper() + name[1:]


def is_narrator(speaker: str, language: str) -> bool:
    """Whether a speaker is the narrator, who is heard and never seen."""
    name = clean_name(speaker).lower()
    return slug(name) == NARRATOR or name in wordset("people", language, "narrators")


@dataclass
class Roster:
    """Who is who. `names` maps ids to names in the order of appearance; `aliases` words to ids.

    While a scene is read it remembers whom "he", "she" and "they" mean.
    """

    language: str
    names: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)
    last: tuple[str, ...] = ()
    _finder: Phrases[str] | None = None

    def add(self, name: str) -> str:
        """The id of a name; people who are called alike are one."""
        id = slug(name)
        if id not in self.names:
            self.names[id] = name
            self.alias(name, id)
        return id

    def id_of(self, speaker: str) -> str:
        """The id of a speaker as the script writes them; "" for nobody we know."""
        name = clean_name(speaker)
        key = " ".join(token.text for token in tokens(name))
        return self.aliases.get(key) or (slug(name) if slug(name) in self.names else "")

    def alias(self, words: str, id: str) -> None:
        """Let these words mean this person, unless they mean somebody already."""
        key = " ".join(token.text for token in tokens(words))
        if key and key not in self.aliases:
            self.aliases[key] = id
            self._finder = None

    def mentions(self, sentence: str) -> list[Hit[str]]:
        """Where people are called by name or by what they are."""
        if self._finder is None:
            self._finder = Phrases(self.aliases)
        roles = lexicon("people", self.language)["people"]
        found = []
        for hit in self._finder.find(sentence):
            raw = sentence[hit.start : hit.end]
            # "rose" the flower is not Rose, but "the fisherman" is the Fisherman.
            if (
                raw[0].islower()
                and hit.phrase not in roles
                and tokens(hit.phrase)[-1].text not in roles
            ):
                continue
            found.append(hit)
        return found

    def people(self, sentence: str) -> tuple[str, ...]:
        """Who is in a sentence, by name or by pronoun, in its order; remembers them."""
        named = list(dict.fromkeys(hit.value for hit in self.mentions(sentence)))
        found = named or list(self._by_pronoun(sentence))
        if found:
            rest = [id for id in self.last if id not in found]
            self.last = tuple([*found, *rest][:3])
        return tuple(found)

    def subject_end(self, sentence: str) -> int:
        """The number of the word that ends the first mention of somebody; -1 where there is none."""
        hits = self.mentions(sentence)
        if hits:
            return hits[0].last
        pronouns = (
            wordset("telling", self.language, "female")
            | wordset("telling", self.language, "male")
            | wordset("telling", self.language, "plural")
        )
        for number, token in enumerate(tokens(sentence)):
            if token.text in pronouns:
                return number
        return -1

    def _by_pronoun(self, sentence: str) -> tuple[str, ...]:
        line = {token.text for token in tokens(sentence)}
        if line & wordset("telling", self.language, "plural"):
            return self.last[:2]
        for gender in ("female", "male"):
            if line & wordset("telling", self.language, gender):
                for id in self.last:
                    if self.genders.get(id, gender) in (gender, "", "non-binary"):
                        return (id,)
        return ()


def roster_of(screenplay: Screenplay, language: str) -> Roster:
    """Everybody who speaks, then everybody whom the action names, in the order of the script."""
    roster = Roster(language)
    speakers = [
        e.speaker for e in screenplay.elements if e.kind == "dialogue" and e.speaker.strip()
    ]
    actions = [e.text for e in screenplay.elements if e.kind == "action"]
    spoken = {slug(clean_name(s)) for s in speakers}
    prose = screenplay.form == "prose"
    named = _named(actions, spoken, prose)
    roles = _roles(actions, language, prose)
    for element in screenplay.elements:
        if element.kind == "dialogue" and element.speaker.strip():
            if not is_narrator(element.speaker, language) and slug(clean_name(element.speaker)):
                roster.add(clean_name(element.speaker))
        elif element.kind == "action":
            for name in _in_order(element.text, [*named, *roles]):
                roster.add(name)
    _merge_named_roles(roster, actions, language)
    for id, name in list(roster.names.items()):
        parts = [token.text for token in tokens(name)]
        if len(parts) > 1:
            for part in (parts[0], parts[-1]):
                if is_given_name(part) or person_words(language).find(part):
                    roster.alias(part, id)
    return roster


def _in_order(text: str, names: Iterable[str]) -> list[str]:
    places = []
    for name in names:
        match = regex.search(
            rf"(?<![\p{{L}}]){regex.escape(name)}(?![\p{{L}}])", text, regex.IGNORECASE
        )
        if match:
            places.append((match.start(), -len(name), name))
    return [name for _, _, name in sorted(places)]


def _named(actions: list[str], spoken: set[str], prose: bool) -> list[str]:
    """Names in the action: known given names, capitals with an age, words that act as names twice."""
    sure: dict[str, None] = {}
    inside: Counter[str] = Counter()
    placed: Counter[str] = Counter()
    barred = lexicon("people", "en")["not_names"]
    for text in actions:
        for match in regex.finditer(
            r"\b(\p{Lu}[\p{Lu}'’.\- ]*\p{Lu})\s*[,(]\s*(?:\d|early|mid|late|an? )", text
        ):
            sure[clean_name(match.group(1))] = None
        line = tokens(text)
        for at, token in enumerate(line):
            word = token.raw.removesuffix("'s").removesuffix("’s")
            if (
                not word[0].isupper()
                or token.text in barred
                or len(word) < 2
                or slug(word) in spoken
            ):
                continue
            start = at == 0 or text[line[at - 1].end : token.start].strip(" \"“‘'(") != ""
            caps = word.isupper() and not text.isupper()
            if is_given_name(word) and (not start or token.text not in _ALSO_WORDS or caps):
                sure[clean_name(word) if caps else word] = None
            elif not start and not caps and not word.isupper():
                inside[word] += 1
                placed[word] += line[at - 1].text in _AFTER_PLACE
    if prose:
        for word, count in inside.items():
            lone = not person_words("en").find(word) and not phrases("places", "en", "words").find(
                word
            )
            if count >= 2 and placed[word] * 2 <= count and lone:
                sure[word] = None
    taken = {part for id in spoken for part in id.split("-")}
    return [name for name in sure if slug(name) not in taken]


def _roles(actions: list[str], language: str, prose: bool) -> list[str]:
    """People who are called by what they are: "the old fisherman", twice or more."""
    counts: Counter[str] = Counter()
    caps: set[str] = set()
    pattern = regex.compile(
        r"\b(?:the|an?|his|her|their|el|la|un|una|le|der|die|das|ein|eine)\s+(?:[\p{L}\-]+\s+){0,2}$",
        regex.IGNORECASE,
    )
    for text in actions:
        for hit in person_words(language).find(text):
            raw = text[hit.start : hit.end]
            if raw.isupper() and not text.isupper():
                caps.add(hit.value)
            if pattern.search(text[: hit.start]) or raw[0].isupper():
                counts[hit.value] += 1
    return [title_case(role) for role, count in counts.items() if count >= 2 or role in caps]


def _merge_named_roles(roster: Roster, actions: list[str], language: str) -> None:
    """ "A fisherman named Bhola", "Meera, a nurse", "the boy, Arjun": two words, one person."""
    for id, name in list(roster.names.items()):
        quoted = regex.escape(name)
        for text in actions:
            near = [
                regex.search(
                    rf"((?:[\p{{L}}\-]+\s+){{1,4}})(?:named|called)\s+{quoted}\b",
                    text,
                    regex.IGNORECASE,
                ),
                regex.search(
                    rf"\b{quoted}\s*(?:\([^)]*\))?\s*,\s*(?:\d+\s*,\s*)?((?:an?|the)\s[^,.;]{{2,40}})",
                    text,
                    regex.IGNORECASE,
                ),
                regex.search(rf"\bthe\s+([\p{{L}}\- ]{{2,24}}),?\s+{quoted}\b", text),
            ]
            for match in near:
                hits = person_words(language).find(match.group(1)) if match else []
                if hits and slug(hits[-1].value) != id:
                    role = slug(hits[-1].value)
                    if role in roster.names and not is_given_name(roster.names[role]):
                        roster.names.pop(role)
                        for alias, owner in list(roster.aliases.items()):
                            if owner == role:
                                roster.aliases[alias] = id
                        roster._finder = None
                    roster.alias(hits[-1].value, id)
