"""Makes speaker, way of speaking and remaining action of the words beside a quotation.

A tag is read only where it is certain (subject and speech verb, then nothing, a way of
speaking, an addressee or a clause of action); whatever else stands there stays told.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

_PUNCTUATION = ".,;:!?…।。، "
_PREPOSITIONS = frozenset(
    "to at into from with in under without through over across behind beside near by on after "
    "against between for like".split()
)
_STOP = _PREPOSITIONS | frozenset(
    "and but as while when who whom whose because until before if so then that which had has was "
    "were is did would could".split()
)
_NOUNS_IN_ING = frozenset("king darling sibling being thing duckling youngling".split())
_NOUNS_IN_LY = frozenset("lily emily sally molly polly kelly family butterfly fly".split())
_ABSOLUTE = re.compile(r"(his|her|their|my)\s+((?:[\w’'-]+\s+){1,3}?)([\w-]+ing)\b(.*)", re.DOTALL)
_AS_CLAUSE = re.compile(r"(?:as|while|when)\s+(he|she|they|it)\s+(\w.*)", re.DOTALL)


@lru_cache(maxsize=1)
def speech_data() -> dict[str, Any]:
    """Speech verbs, pronouns and articles by language, and the nouns and names that tell gender."""
    path = files("filmstudio.writing.readers").joinpath("data/speech.json")
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return data


@dataclass(frozen=True)
class Tag:
    """A tag as read. `action` is a sentence still to be told, "" for a pure tag.

    `aside` is true where the tag broke off with a comma, so that the speech goes on.
    """

    who: str
    manner: str = ""
    action: str = ""
    aside: bool = False


class Grammar:
    """How a language tells who speaks. Languages without a table are read by the English one."""

    def __init__(self, language: str) -> None:
        data = speech_data()
        self.language = language if language in data else "en"
        table = data[self.language]
        english = data["en"] if self.language not in ("en", "hi", "ta") else {}
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
        self.articles = frozenset(table["articles"].split()) | frozenset(
            english.get("articles", "").split() if self.language == "en" else ()
        )
        self.indefinite = frozenset(table["indefinite"].split())
        self.intro = frozenset(table["intro"].replace("-", " ").split())
        self.link = frozenset(table["link"].split())
        self.marker = table.get("marker")
        self.uncased = self.language in ("hi", "ta")
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
        if low in self.articles or low.startswith("l'") or low.startswith("l’"):
            return self._noun_phrase(tokens)
        return self._name(tokens)

    def _uncased(self, tokens: list[str]) -> int:
        for count, token in enumerate(tokens[:4], 1):
            if token[-1] in _PUNCTUATION or count == 3:
                return count
        return min(len(tokens), 3)

    def _name(self, tokens: list[str]) -> int:
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
            if token[-1] in _PUNCTUATION and low + "." not in self.honorifics:
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
                or (low.endswith("ly") and low not in _NOUNS_IN_LY and self.language == "en")
                or (
                    low.endswith("ing")
                    and len(low) > 5
                    and low not in _NOUNS_IN_ING
                    and self.language == "en"
                )
                or (index > 1 and low.endswith("ed") and self.language == "en")
            ):
                break
            count = index + 1
            if token[-1] in _PUNCTUATION:
                break
        if count + 1 < len(tokens) and tokens[count].lower() == "of" and count > 1:
            rest = 1 if tokens[count + 1].lower() not in self.articles else 2
            return min(len(tokens), count + 1 + rest)
        return count if count > 1 else 0

    def after(self, told: str, *, comma: bool) -> Tag | None:
        """The tag in what follows a quotation (`said Meera, rising.`). `comma`: it ended with one."""
        tokens = self._tokens(told)
        if not tokens:
            return None
        start = 0
        if bare(tokens[0]).lower() in self.link and len(tokens) > 2:
            start = 1
        verb = self.verb(tokens[start])
        adverb = ""
        if verb:
            at = start + 1
            joined = re.search(r"-(?:t-)?((?:il|elle|je|ils|elles))\W*$", tokens[start].lower())
            if joined:
                return self._rest(joined.group(1), verb, "", tokens[at:], tokens[start])
            if tokens[start][-1] in _PUNCTUATION:
                return None
            at, adverb = self._adverb(tokens, at)
            count = self.subject(tokens[at:])
            if not count:
                return None
            who = tokens[at : at + count]
            return self._rest(" ".join(who), verb, adverb, tokens[at + count :], who[-1])
        count = self.subject(tokens[start:])
        at, adverb = self._adverb(tokens, start + count)
        if not count or at >= len(tokens):
            return None
        if tokens[start + count - 1][-1] in _PUNCTUATION:
            return None
        verb = self.verb(tokens[at])
        if not verb or (verb in self.weak and not comma):
            return None
        who = tokens[start : start + count]
        return self._rest(" ".join(who), verb, adverb, tokens[at + 1 :], tokens[at])

    def _tokens(self, told: str) -> list[str]:
        tokens = told.split()
        # "went on" and "cried out" are one verb of two words.
        for index in range(min(8, len(tokens) - 1)):
            pair = f"{tokens[index]} {tokens[index + 1]}"
            if bare(pair).lower() in self.manner and " " in bare(pair):
                tokens[index : index + 2] = [pair]
        return tokens

    def _adverb(self, tokens: list[str], at: int) -> tuple[int, str]:
        if at < len(tokens) and bare(tokens[at]).lower().endswith("ly") and self.language == "en" and (
            bare(tokens[at]).lower() not in _NOUNS_IN_LY
        ):  # fmt: skip
            return at + 1, bare(tokens[at])
        return at, ""

    def _rest(self, who: str, verb: str, adverb: str, rest: list[str], last: str) -> Tag | None:
        """The tag once its subject and verb are known; None where the rest does not fit a tag."""
        who = bare(who)
        manner = " ".join(filter(None, (self.manner[verb], adverb)))
        if not rest:
            return Tag(who, manner, aside=last.endswith(","))
        text = " ".join(rest)
        aside = text.endswith(",")
        if last[-1] not in ",":
            if last[-1] in _PUNCTUATION:
                return None
            how, text = self._manner(rest, verb)
            if how is None:
                return None
            manner = " ".join(filter(None, (manner, how)))
        text = text.strip(" ,")
        if not bare(text):
            return Tag(who, manner, aside=aside)
        if len(rest) <= 2 and bare(rest[-1]).lower().endswith("ing"):
            return Tag(who, " ".join(filter(None, (manner, bare(text)))), aside=aside)
        return Tag(who, manner, self._action(who, text, f"{verb} {who}"), aside)

    def _manner(self, rest: list[str], verb: str) -> tuple[str | None, str]:
        """The way of speaking that the rest begins with, and what is left; None where it is neither."""
        first = bare(rest[0]).lower()
        if self.language != "en":
            how = " ".join(rest).split(",")[0]
            left = " ".join(rest)[len(how) :]
            return (
                (bare(how), left)
                if len(how.split()) <= 6 and first not in self.link
                else ("", " ".join(rest))
            )
        if first in ("as", "while", "when", "and", "then", "but", "until", "before"):
            return ("", " ".join(rest))
        adverbial = first.endswith("ly") or first in ("aloud", "again", "back", "at", "loud")
        if verb in self.objects and not adverbial and first not in _PREPOSITIONS:
            count = self.subject(rest) or (
                1 if first in ("him", "her", "them", "me", "us", "it") else 0
            )
            if not count:
                return None, ""
            left = rest[count:]
            if left and rest[count - 1][-1] not in _PUNCTUATION:
                more, after = self._manner(left, "")
                if more is None:
                    return None, ""
                return " ".join(filter(None, ("to " + bare(" ".join(rest[:count])), more))), after
            return "to " + bare(" ".join(rest[:count])), " ".join(left)
        if first.endswith("ing") and first not in _NOUNS_IN_ING:
            return "", " ".join(rest)
        if not adverbial and first not in _PREPOSITIONS:
            return None, ""
        how: list[str] = []
        for token in rest:
            low = bare(token).lower()
            if how and (low in ("as", "while", "when", "until", "before", "who") or len(how) > 8):
                break
            if how and low in ("and", "then") and not how[-1].endswith("ly"):
                break
            how.append(token)
            if token[-1] in _PUNCTUATION:
                break
        return bare(" ".join(how)), " ".join(rest[len(how) :])

    def _action(self, who: str, text: str, verbatim: str) -> str:
        """A sentence of the clause of action that a tag carries, with the tag's own subject."""
        text = text.rstrip(" ,;:")
        whole = _capital(f"{verbatim}, {text}")
        if self.language != "en":
            return _stop(whole)
        subject = _capital(who)
        low = who.lower()
        was = "were" if low in ("they", "we", "you") else "was"
        first = bare(text.split()[0]).lower()
        if found := _AS_CLAUSE.match(text):
            return _stop(f"{subject} {found.group(2)}")
        if first in ("and", "then", "but"):
            rest = re.sub(r"^(?:(?:and|then|but)\s+)+", "", text)
            words = rest.split()
            if words and self.subject(words) and bare(words[0]).lower() not in self.i - {"i"}:
                return _stop(_capital(rest))
            return _stop(f"{subject} {rest}")
        if first == "who":
            return _stop(f"{subject} {text[4:]}")
        words = text.split()
        lead = next((bare(w).lower() for w in words if not bare(w).lower().endswith("ly")), "")
        if lead.endswith("ing") and lead not in _NOUNS_IN_ING:
            return _stop(f"{subject} {was} {text}")
        if found := _ABSOLUTE.match(text):
            noun = found.group(2).split()[-1]
            plural = "were" if noun.endswith("s") and not noun.endswith("ss") else "was"
            owner, things, doing, rest = found.groups()
            return _stop(f"{_capital(owner)} {things.strip()} {plural} {doing}{rest}")
        return _stop(whole)

    def before(self, told: str) -> tuple[Tag, str] | None:
        """The tag that leads up to a quotation (`Ravi looked up and asked,`) and what is left to tell."""
        tokens = told.split()
        for back in range(1, min(9, len(tokens)) + 1):
            at = len(tokens) - back
            low = bare(tokens[at]).lower()
            manner = self.manner.get(low, self.participles.get(low))
            if manner is None:
                if tokens[at][-1] in ".!?;" and back > 1:
                    return None
                continue
            tail = tokens[at + 1 :]
            if low in self.weak and not told.endswith((",", ":", "：")):
                return None
            head = tokens[:at]
            adverb = ""
            if head and bare(head[-1]).lower().endswith("ly") and self.language == "en":
                adverb = bare(head.pop())
            found = self._lead(head)
            if found is None and tail and not self._content(head):
                count = self.subject(tail)
                if count and len(tail) - count <= 3:
                    return Tag(bare(" ".join(tail[:count])), manner), ""
            if found is None:
                return None
            who, left = found
            how: str | None = ""
            if tail:
                how, over = self._manner(tail, low)
                if how is None or bare(over):
                    return None
            return Tag(who, " ".join(filter(None, (manner, adverb, how)))), left
        return None

    def _content(self, tokens: list[str]) -> bool:
        return any(bare(t).lower() not in self.intro for t in tokens)

    def _lead(self, head: list[str]) -> tuple[str, str] | None:
        """Subject of the words before a speech verb, and those words as a sentence, if they tell more."""
        while head and bare(head[-1]).lower() in ("and", "then", "y", "et", "und", "e", "और"):
            head = head[:-1]
        if not head:
            return None
        if self.uncased:
            marked = [i for i, t in enumerate(head) if t == self.marker]
            end = marked[0] if marked else len(head)
            who = head[max(0, end - 2 if not marked else end - 3) : end]
            return (bare(" ".join(who)), "") if who else None
        starts = [0, *(i + 1 for i, t in enumerate(head) if t[-1] in ",;")]
        for start in reversed(starts):
            clause = head[start:]
            skip = 0
            while skip < len(clause) and bare(clause[skip]).lower() in self.intro:
                skip += 1
            count = self.subject(clause[skip:])
            if not count:
                continue
            who = bare(" ".join(clause[skip : skip + count]))
            rest = clause[skip + count :]
            if not rest and not self._content(head[:start]):
                return who, ""
            left = " ".join(head).rstrip(" ,;:")
            if not rest:
                # "At dawn the boy said": the time is worth telling, with nothing done in it.
                return who, ""
            return who, _stop(left)
        return None

    def beat(self, sentence: str) -> str:
        """The subject of a told sentence, "" where it has none that could be a person."""
        tokens = sentence.split()
        clauses = [0, *(i + 1 for i, t in enumerate(tokens[:14]) if t[-1] == ",")]
        for start in clauses:
            while start < len(tokens) and bare(tokens[start]).lower() in self.intro:
                start += 1
            count = self.subject(tokens[start:])
            if count and start + count < len(tokens):
                return bare(" ".join(tokens[start : start + count]))
        return ""


def bare(text: str) -> str:
    """Words without the punctuation and brackets around them."""
    return text.strip(_PUNCTUATION + '()[]—–-“”"‘*')


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _stop(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…", "।", "。")) else text.rstrip(" ,;:—–") + "."


@lru_cache(maxsize=32)
def grammar(language: str) -> Grammar:
    """The grammar of tags for a language code."""
    return Grammar(language)
