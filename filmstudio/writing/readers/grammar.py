"""Makes out subjects and speech verbs of a told sentence, from each language's word lists."""

from __future__ import annotations

import json
import re
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

PUNCTUATION = ".,;:!?…।。، "
PREPOSITIONS = frozenset(
    [
        "to",
        "at",
        "into",
        "from",
        "with",
        "in",
        "under",
        "without",
        "through",
        "over",
        "across",
        "behind",
        "beside",
        "near",
        "by",
        "on",
        "after",
        "against",
        "between",
        "for",
        "like",
    ]
)
_STOP = PREPOSITIONS | frozenset(
    [
        "and",
        "but",
        "as",
        "while",
        "when",
        "who",
        "whom",
        "whose",
        "because",
        "until",
        "before",
        "if",
        "so",
        "then",
        "that",
        "which",
        "had",
        "has",
        "was",
        "were",
        "is",
        "did",
        "would",
        "could",
    ]
)
NOUNS_IN_ING = frozenset(["king", "darling", "sibling", "being", "thing", "duckling", "youngling"])
COURTESY = frozenset(
    [
        "don",
        "doña",
        "dom",
        "dona",
        "donna",
        "fray",
        "sor",
        "suor",
        "tío",
        "tía",
        "tio",
        "tia",
        "monsieur",
        "madame",
        "mademoiselle",
    ]
)
"""Words that stand before a name, in small letters: "dice don Ramón"."""
NOUNS_IN_LY = frozenset(
    ["lily", "emily", "sally", "molly", "polly", "kelly", "family", "butterfly", "fly"]
)


@lru_cache(maxsize=1)
def speech_data() -> dict[str, Any]:
    """Speech verbs, pronouns and articles by language, and the nouns and names that tell gender."""
    path = files("filmstudio.writing.readers").joinpath("data/speech.json")
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return data


class Grammar:
    """How a language tells who speaks. Languages without a table are read by the English one."""

    def __init__(self, language: str) -> None:
        data = speech_data()
        self.language = language if language in data else "en"
        table = data[self.language]
        self.manner: dict[str, str] = {
            verb.replace("-", " ") if self.language == "en" else verb: manner
            for manner, verbs in table["said"].items()
            for verb in verbs.split()
        }
        self.weak = frozenset(table["weak"].split())
        self.objects = frozenset(table.get("objects", "").split())
        self.participles = {
            verb: manner
            for manner, verbs in table.get("participles", {}).items()
            for verb in verbs.split()
        }
        self.he, self.she = frozenset(table["he"].split()), frozenset(table["she"].split())
        self.they, self.i = frozenset(table["they"].split()), frozenset(table["i"].split())
        self.pronouns = self.he | self.she | self.they | self.i
        self.articles = frozenset(table["articles"].split())
        self.intro = frozenset(table["intro"].replace("-", " ").split())
        self.link = frozenset(table["link"].split())
        self.marker = table.get("marker")
        self.uncased = self.language in ("hi", "ta", "zh", "ja")
        self.honorifics = frozenset(data["honorifics"].split())

    @cached_property
    def verb_start(self) -> re.Pattern[str]:
        """Matches a speech verb, with an inverted subject's hyphen or not, at the start."""
        verbs = sorted(self.manner, key=len, reverse=True)
        pattern = "|".join(re.escape(verb) for verb in verbs)
        return re.compile(
            rf"(?:(?:me|te|se|lui|lhe|le|gli)\s+)?(?:{pattern})(?:-t)?\b", re.IGNORECASE
        )

    def verb(self, token: str) -> str | None:
        """The verb in a token: `demanda-t-il` holds demanda; None for other words."""
        low = bare(token).lower()
        if low in self.manner:
            return low
        stem = re.sub(r"-(?:t-)?(?:il|elle|je|ils|elles)$", "", low)
        return stem if stem != low and stem in self.manner else None

    def subject(self, tokens: list[str]) -> int:
        """How many of the first tokens name a person: a pronoun, a name, or an article and noun."""
        if not tokens:
            return 0
        first = tokens[0]
        low = bare(first).lower()
        if low in self.pronouns:
            return 1
        if self.uncased:
            return self._uncased(tokens)
        if low in self.articles or low.startswith(("l'", "l’")):
            return self._noun_phrase(tokens)
        return self._name(tokens)

    def _uncased(self, tokens: list[str]) -> int:
        for count, token in enumerate(tokens[:4], 1):
            if token[-1] in PUNCTUATION or count == 3:
                return count
        return min(len(tokens), 3)

    def _name(self, tokens: list[str]) -> int:
        if bare(tokens[0]).lower() in COURTESY and tokens[0][-1] not in PUNCTUATION:
            named = self._name(tokens[1:]) if len(tokens) > 1 else 0
            return named + 1 if named else 0
        count = 0
        for token in tokens[:5]:
            word = bare(token)
            low = word.lower()
            if not word or not (
                word[0].isupper() or (count and low in ("de", "van", "von", "bin"))
            ):
                break
            if not count and (low in self.intro or low in _STOP or self.verb(token)):
                break
            count += 1
            if token[-1] in PUNCTUATION and low + "." not in self.honorifics:
                break
        return count

    def _noun_phrase(self, tokens: list[str]) -> int:
        count = 1 if not tokens[0].lower().startswith(("l'", "l’")) else 0
        for index, token in enumerate(tokens[count : count + 5], count):
            low = bare(token).lower()
            if (
                low in _STOP
                or low in self.link
                or self.verb(token)
                or (low.endswith("ly") and low not in NOUNS_IN_LY and self.language == "en")
                or (
                    low.endswith("ing")
                    and len(low) > 5
                    and low not in NOUNS_IN_ING
                    and self.language == "en"
                )
                or (index > 1 and low.endswith("ed") and self.language == "en")
            ):
                break
            count = index + 1
            if token[-1] in PUNCTUATION:
                break
        if count + 1 < len(tokens) and tokens[count].lower() == "of" and count > 1:
            rest = 1 if tokens[count + 1].lower() not in self.articles else 2
            return min(len(tokens), count + 1 + rest)
        return count if count > 1 else 0

    def tokens(self, told: str) -> list[str]:
        tokens = told.split()
        # "went on" and "cried out" are one verb of two words.
        for index in range(min(8, len(tokens) - 1)):
            pair = f"{tokens[index]} {tokens[index + 1]}"
            if bare(pair).lower() in self.manner and " " in bare(pair):
                tokens[index : index + 2] = [pair]
        return tokens

    def adverb(self, tokens: list[str], at: int) -> tuple[int, str]:
        if at < len(tokens) and bare(tokens[at]).lower().endswith("ly") and self.language == "en" and (
            bare(tokens[at]).lower() not in NOUNS_IN_LY
        ):  # fmt: skip
            return at + 1, bare(tokens[at])
        return at, ""


def bare(text: str) -> str:
    """Words without the punctuation and brackets around them."""
    return text.strip(PUNCTUATION + '()[]—–-“”"‘*')


@lru_cache(maxsize=32)
def grammar(language: str) -> Grammar:
    """The grammar of tags for a language code."""
    return Grammar(language)
