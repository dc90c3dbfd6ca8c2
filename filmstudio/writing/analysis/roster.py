"""Who is who in a script: names, ids, and which words or pronouns mean whom."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from filmstudio.film.storyboard import NARRATOR
from filmstudio.writing.analysis.lexicon import Hit, Phrases, lexicon, wordset
from filmstudio.writing.analysis.text import Token, slug, tokens

_EXTENSION = regex.compile(r"\s*[(\[（][^)\]）]*[)\]）]\s*")
_COPULAS = frozenset(["was", "is", "were", "are", "became", "era", "était", "war"])
_ANOTHER = frozenset(
    ["a", "an", "another", "new", "un", "una", "une", "ein", "eine", "otro", "otra"]
)


def clean_name(speaker: str) -> str:
    """A speaker's name without extension: "AMMA (V.O.)" is "Amma"; "DR. RAO" is "Dr. Rao"."""
    name = _EXTENSION.sub(" ", speaker).strip(" :.\t") or speaker.strip()
    name = regex.sub(r"^(?:the|an?)\s+(?=\p{L})", "", name, flags=regex.IGNORECASE)
    name = regex.sub(r"(?<=\p{L})(?:['’]s)?\s+voice$", "", name, flags=regex.IGNORECASE)
    if name.isupper() and len(name) > 1:
        name = regex.sub(r"\p{L}[\p{L}\p{M}'’]*", lambda m: m.group().capitalize(), name)
    return name[:1].upper() + name[1:]


def is_narrator(speaker: str, language: str) -> bool:
    """Whether a speaker is the narrator, who is heard and never seen."""
    name = clean_name(speaker).lower()
    return slug(name) == NARRATOR or name in wordset("people", language, "narrators")


def _is_predicate(line: tuple[Token, ...], at: int) -> bool:
    """Whether a role only says what somebody is: "He was a small man"; "there was a man" is one."""
    words = [token.text for token in line[max(0, at - 5) : at]]
    for back in range(len(words) - 1, -1, -1):
        if words[back] in _ANOTHER:
            lead = words[max(0, back - 2) : back]
            return bool(lead) and lead[-1] in _COPULAS and lead[0] not in ("there", "once")
    return False


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
    silent_animals: dict[str, str] = field(default_factory=dict)
    """Animals that act and never speak, by name: they are things of the scene, not of the cast."""
    _joined: set[str] = field(default_factory=set)
    """Words that were a member's name before the name was known: "an old woman" is Mrs. Grey."""
    _finder: Phrases[str] | None = None

    def add(self, name: str) -> str:
        """The id of a name; people who are called alike are one."""
        id = slug(name)
        if id not in self.names:
            self.names[id] = name
            self.alias(name, id)
        return id

    def merge(self, id: str, into: str) -> None:
        """Two ids are one person: whatever meant the first means the second. The earlier place is kept."""
        order = list(self.names.items())
        first = min(at for at, (one, _) in enumerate(order) if one in (id, into))
        kept = (into, self.names[into])
        order = [item for item in order if item[0] not in (id, into)]
        order.insert(first, kept)
        self.names = dict(order)
        self._joined |= {alias for alias, one in self.aliases.items() if one == id}
        self.aliases = {alias: into if one == id else one for alias, one in self.aliases.items()}
        self._finder = None

    def drop(self, id: str) -> None:
        """Nobody of this id is in the cast."""
        self.names.pop(id)
        self.aliases = {alias: one for alias, one in self.aliases.items() if one != id}
        self._finder = None

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
        animals = wordset("people", self.language, "animals")
        line = tokens(sentence)
        found = []
        for hit in self._finder.find(sentence):
            raw = sentence[hit.start : hit.end]
            head = tokens(hit.phrase)[-1].text
            is_role = hit.phrase in roles or head in roles or head in animals
            # "rose" the flower is not Rose, but "the fisherman" is the Fisherman.
            if raw[0].islower() and not is_role:
                continue
            # "A new sheriff" is not the Sheriff Cole we know.
            before = line[hit.first - 1].text if hit.first else ""
            if is_role and _is_predicate(line, hit.first):
                continue
            known = slug(hit.phrase) == hit.value or hit.phrase in self._joined
            if is_role and before in _ANOTHER and not known:
                continue
            found.append(hit)
        return found

    def people(self, sentence: str) -> tuple[str, ...]:
        """Who is in a sentence, by name or by pronoun, in its order; remembers them."""
        hits = self.mentions(sentence)
        named = list(dict.fromkeys(hit.value for hit in hits))
        before = sentence[: hits[0].start] if hits else sentence
        # "He ran with his sister Lily": who "he" is comes first, unless it is Lily's own clause;
        # "Beside her sat a boy": the boy does.
        meant = [id for id in self._by_pronoun(before) if id not in named]
        acts = {token.text for token in tokens(before)} & wordset(
            "telling", self.language, "subjects"
        )
        both = [*meant, *named] if acts else [*named, *meant]
        found = both if named else list(self._by_pronoun(sentence))
        if found:
            rest = [id for id in self.last if id not in found]
            self.last = tuple([*found, *rest][:3])
        return tuple(found)

    def subject_end(self, sentence: str) -> int:
        """The number of the word that first means somebody, by name or pronoun; -1 where none does."""
        hits = self.mentions(sentence)
        named = hits[0].last if hits else -1
        pronouns = (
            wordset("telling", self.language, "female")
            | wordset("telling", self.language, "male")
            | wordset("telling", self.language, "plural")
        )
        for number, token in enumerate(tokens(sentence)):
            if 0 <= named <= number:
                return named
            if token.text in pronouns:
                return number
        return named

    def _by_pronoun(self, sentence: str) -> tuple[str, ...]:
        spoken = [token.text for token in tokens(sentence)]
        if set(spoken) & wordset("telling", self.language, "plural"):
            return self.last[:2]
        female = wordset("telling", self.language, "female")
        male = wordset("telling", self.language, "male")
        for word in spoken:
            gender = "female" if word in female else "male" if word in male else ""
            if gender:
                for id in self.last:
                    if self.genders.get(id, gender) in (gender, "", "non-binary"):
                        return (id,)
        return ()
