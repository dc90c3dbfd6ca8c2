"""Makes speaker, way of speaking and remaining action of the words beside a quotation.

A tag is read only where it is certain (subject and speech verb, then nothing, a way of
speaking, an addressee or a clause of action); whatever else stands there stays told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from filmstudio.writing.readers import eastasian
from filmstudio.writing.readers.grammar import (
    COURTESY,
    NOUNS_IN_ING,
    PREPOSITIONS,
    PUNCTUATION,
    Grammar,
    bare,
)

_ADVERBS = frozenset(
    ("aloud", "again", "back", "at", "loud", "one", "once", "now", "later", "presently", "together")
)
"""Words that follow a tag's subject and tell how or when: "said Lena one day"."""
_OTHERS = frozenset(
    {
        "everyone", "everybody", "nobody", "someone", "somebody", "something", "nothing", "it",
        "there", "people", "others", "all", "both", "neither", "none", "each",
    }
)  # fmt: skip
_ABSOLUTE = re.compile(r"(his|her|their|my)\s+((?:[\w’'-]+\s+){1,3}?)([\w-]+ing)\b(.*)", re.DOTALL)
_AS_CLAUSE = re.compile(r"(?:as|while|when)\s+(he|she|they|it)\s+(\w.*)", re.DOTALL)


@dataclass(frozen=True)
class Tag:
    """A tag as read. `action` is a sentence still to be told, "" for a pure tag.

    `aside` is true where the tag broke off with a comma, so that the speech goes on.
    """

    who: str
    manner: str = ""
    action: str = ""
    aside: bool = False


class Tags:
    """Reads the tags of one language."""

    def __init__(self, grammar: Grammar) -> None:
        self._g = grammar

    def after(self, told: str, *, comma: bool) -> Tag | None:
        """The tag in what follows a quotation (`said Meera, rising.`). `comma`: it ended with one."""
        comma = comma or told.startswith(",")
        told = told.lstrip(" ,;—–")
        if self._g.language in ("zh", "ja"):
            near = eastasian.after(told, self._g.language)
            if near is None:
                return None
            rest = told[near[2] :].strip("，。、：")
            return Tag(near[0], near[1], rest, told.endswith(("，", "、", "：")))
        tokens = self._g.tokens(told)
        if not tokens:
            return None
        if self._g.uncased:
            return self._after_uncased(tokens)
        certain = comma or told[0].islower()
        start = 0
        if bare(tokens[0]).lower() in self._g.link and len(tokens) > 2:
            start = 1
        verb = self._g.verb(tokens[start]) or self._unknown(tokens[start], certain)
        adverb = ""
        if verb:
            at = start + 1
            joined = re.search(r"-(?:t-)?((?:il|elle|je|ils|elles))\W*$", tokens[start].lower())
            if joined:
                return self._rest(joined.group(1), verb, "", tokens[at:], tokens[start])
            if tokens[start][-1] in PUNCTUATION:
                return None
            at, adverb = self._g.adverb(tokens, at)
            count = self._g.subject(tokens[at:])
            if not count:
                return None
            who = tokens[at : at + count]
            return self._rest(" ".join(who), verb, adverb, tokens[at + count :], who[-1])
        count = self._g.subject(tokens[start:])
        at, adverb = self._g.adverb(tokens, start + count)
        if not count or at >= len(tokens):
            return None
        if tokens[start + count - 1][-1] in PUNCTUATION:
            return None
        verb = self._g.verb(tokens[at]) or self._unknown(tokens[at], certain)
        if not verb or (verb in self._g.weak and not certain):
            return None
        who = tokens[start : start + count]
        return self._rest(" ".join(who), verb, adverb, tokens[at + 1 :], tokens[at])

    def _unknown(self, token: str, certain: bool) -> str | None:
        """An English past tense where only a tag can stand: `“Why?” he quavered.`"""
        low = bare(token).lower()
        fits = certain and self._g.language == "en" and low.endswith("ed") and len(low) > 3
        return low if fits else None

    def _after_uncased(self, tokens: list[str]) -> Tag | None:
        """The tag of a language whose names have no capitals: `सीता ने कहा` or `என்றாள் மீனா`."""
        at = next((i for i, token in enumerate(tokens[:5]) if self._g.verb(token)), -1)
        if at < 0:
            return None
        manner = self._g.manner[self._g.verb(tokens[at]) or ""]
        if at == 0:
            count = self._g.subject(tokens[1:])
            who, rest = tokens[1 : 1 + count], tokens[1 + count :]
        else:
            marked = next((i for i, token in enumerate(tokens[:at]) if token == self._g.marker), at)
            who, rest = tokens[:marked], tokens[at + 1 :]
        while who and bare(who[0]).lower() in self._g.intro:
            who = who[1:]
        if not who or (rest and tokens[at][-1] not in PUNCTUATION):
            return None
        aside = (rest or tokens)[-1].endswith(",")
        return Tag(bare(" ".join(who)), manner, " ".join(rest), aside)

    def _rest(self, who: str, verb: str, adverb: str, rest: list[str], last: str) -> Tag | None:
        """The tag once its subject and verb are known; None where the rest does not fit a tag."""
        who = bare(who)
        if who.partition(" ")[0] in COURTESY:
            who = who[0].upper() + who[1:]
        manner = " ".join(filter(None, (self._g.manner.get(verb, ""), adverb)))
        if not rest:
            return Tag(who, manner, aside=last.endswith(","))
        text = " ".join(rest)
        aside = text.endswith(",")
        if last[-1] not in ",":
            if last[-1] in PUNCTUATION:
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
        whole = " ".join(rest)
        if self._g.language != "en":
            how, comma, more = whole.partition(",")
            short = len(how.split()) <= 6 and first not in self._g.link
            return (bare(how), comma + more) if short else ("", whole)
        if first in ("as", "while", "when", "and", "then", "but", "until", "before"):
            return ("", " ".join(rest))
        adverbial = first.endswith("ly") or first in _ADVERBS
        if verb in self._g.objects and not adverbial and first not in PREPOSITIONS:
            count = self._g.subject(rest) or (
                1 if first in ("him", "her", "them", "me", "us", "it") else 0
            )
            if not count:
                return None, ""
            over = rest[count:]
            addressee = "to " + bare(" ".join(rest[:count]))
            if over and rest[count - 1][-1] not in PUNCTUATION:
                manner, after = self._manner(over, "")
                return (None, "") if manner is None else (f"{addressee} {manner}".strip(), after)
            return addressee, " ".join(over)
        if first.endswith("ing") and first not in NOUNS_IN_ING:
            return "", " ".join(rest)
        if not adverbial and first not in PREPOSITIONS:
            return None, ""
        said: list[str] = []
        for token in rest:
            low = bare(token).lower()
            if said and (low in ("as", "while", "when", "until", "before", "who") or len(said) > 8):
                break
            if said and low in ("and", "then") and not said[-1].endswith("ly"):
                break
            said.append(token)
            if token[-1] in PUNCTUATION:
                break
        return bare(" ".join(said)), " ".join(rest[len(said) :])

    def _action(self, who: str, text: str, verbatim: str) -> str:
        """A sentence of the clause of action that a tag carries, with the tag's own subject."""
        text = text.rstrip(" ,;:")
        whole = _capital(f"{verbatim}, {text}")
        if self._g.language != "en":
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
            if words and bare(words[0]).lower() in _OTHERS:
                return _stop(_capital(rest))
            if words and self._g.subject(words) and bare(words[0]).lower() not in self._g.i - {"i"}:
                return _stop(_capital(rest))
            return _stop(f"{subject} {rest}")
        if first == "who":
            return _stop(f"{subject} {text[4:]}")
        words = text.split()
        lead = next((bare(w).lower() for w in words if not bare(w).lower().endswith("ly")), "")
        if lead.endswith("ing") and lead not in NOUNS_IN_ING:
            return _stop(f"{subject} {was} {text}")
        if found := _ABSOLUTE.match(text):
            noun = found.group(2).split()[-1]
            plural = "were" if noun.endswith("s") and not noun.endswith("ss") else "was"
            owner, things, doing, rest = found.groups()
            return _stop(f"{_capital(owner)} {things.strip()} {plural} {doing}{rest}")
        return _stop(whole)

    def before(self, told: str) -> tuple[Tag, str] | None:
        """The tag that leads up to a quotation (`Ravi looked up and asked,`) and what is left to tell."""
        if self._g.language in ("zh", "ja"):
            near = eastasian.before(told, self._g.language)
            return (Tag(near[0], near[1]), told[: near[2]].strip("，、")) if near else None
        tokens = told.split()
        for back in range(1, min(9, len(tokens)) + 1):
            at = len(tokens) - back
            low = bare(tokens[at]).lower()
            manner = self._g.manner.get(low, self._g.participles.get(low))
            if manner is None:
                if tokens[at][-1] in ".!?;" and back > 1:
                    return None
                continue
            tail = tokens[at + 1 :]
            if at and tokens[at - 1].lower() in ("to", "not", "never"):
                return None
            if low in self._g.weak and not told.endswith((",", ":", "：")):
                return None
            head = tokens[:at]
            adverb = ""
            if head and bare(head[-1]).lower().endswith("ly") and self._g.language == "en":
                adverb = bare(head.pop())
            found = self._lead(head)
            if found is None and tail and not self._content(head):
                count = self._g.subject(tail)
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
        return any(bare(t).lower() not in self._g.intro for t in tokens)

    def _lead(self, head: list[str]) -> tuple[str, str] | None:
        """Subject of the words before a speech verb, and those words as a sentence, if they tell more."""
        while head and bare(head[-1]).lower() in ("and", "then", "y", "et", "und", "e", "और"):
            head = head[:-1]
        if not head:
            return None
        if self._g.uncased:
            marked = [i for i, t in enumerate(head) if t == self._g.marker]
            end = marked[0] if marked else len(head)
            named = head[max(0, end - 2 if not marked else end - 3) : end]
            while len(named) > 1 and bare(named[0]).lower() in self._g.intro:
                named = named[1:]
            # "She lifted the lamp and said": what was done before is told.
            joins = [i for i, t in enumerate(head) if i > end and t in self._g.link]
            done = _stop(" ".join(head[: joins[-1]])) if joins and joins[-1] > end + 2 else ""
            return (bare(" ".join(named)), done) if named else None
        starts = [0, *(i + 1 for i, t in enumerate(head) if t[-1] in ",;")]
        for start in reversed(starts):
            skip = start
            while skip < len(head) and bare(head[skip]).lower() in self._g.intro:
                skip += 1
            count = self._g.subject(head[skip:])
            if not count:
                continue
            who = bare(" ".join(head[skip : skip + count]))
            if skip + count < len(head):
                return who, _stop(" ".join(head))
            return who, self._circumstance(head[:start])
        for start in range(1, len(head)):
            if start + self._g.subject(head[start:]) == len(head):
                return bare(" ".join(head[start:])), self._circumstance(head[:start])
        return None

    def _circumstance(self, words: list[str]) -> str:
        """What stands before a tag's subject (`At dawn`, `When it rained,`) as a sentence of its own."""
        while words and bare(words[-1]).lower() in (self._g.link | self._g.intro):
            words = words[:-1]
        if not self._content(words):
            return ""
        if len(words) > 2 and words[0].lower() in ("when", "as", "while"):
            words = words[1:]
        return _capital(_stop(" ".join(words)))

    def beat(self, sentence: str) -> list[str]:
        """Phrases that may be the subject of a told sentence, likeliest first."""
        tokens = sentence.split()
        found = []
        for start in [0, *(i + 1 for i, t in enumerate(tokens[:14]) if t[-1] == ",")]:
            while start < len(tokens) and bare(tokens[start]).lower() in self._g.intro:
                start += 1
            count = self._g.subject(tokens[start:])
            if count and start + count < len(tokens):
                found.append(bare(" ".join(tokens[start : start + count])))
        return found


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _stop(text: str) -> str:
    if text.endswith((".", "!", "?", "…", "।", "。")):
        return text
    hindi = any("\u0900" <= letter <= "\u097f" for letter in text)
    return text.rstrip(" ,;:—–") + ("।" if hindi else ".")
