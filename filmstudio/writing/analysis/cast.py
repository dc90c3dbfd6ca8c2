"""Finds the people of a script: who speaks, and who is named or called by what they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import regex

from filmstudio.film.screenplay import Screenplay
from filmstudio.writing.analysis.appearance import looks_in
from filmstudio.writing.analysis.joining import join_names
from filmstudio.writing.analysis.lexicon import Hit, phrases, wordset
from filmstudio.writing.analysis.people import TITLES, Facts, is_given_name, person_words
from filmstudio.writing.analysis.roster import Roster, clean_name, is_narrator
from filmstudio.writing.analysis.text import sentences, slug, title_case, tokens
from filmstudio.writing.analysis.verbs import deed_of

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
_HOLY = frozenset(["goddess", "god", "lord", "saint", "deity", "bhagwan", "san", "santa", "saint-"])
"""Who is prayed to does not act."""
_ARTICLE = regex.compile(
    r"\b(?:the|an?|his|her|their|el|la|un|una|le|une|der|die|das|ein|eine|su|son|sa|sein|ihr)\s+"
    r"(?:[\p{L}\-]+\s+){0,2}$",
    regex.IGNORECASE,
)


_INDEFINITE = regex.compile(
    r"\b(?:an?|une?|una|eine?|another|otr[oa]|एक|ஒரு)\s+(?:[\p{L}\p{M}\-]+\s+){0,3}$",
    regex.IGNORECASE,
)


def roster_of(screenplay: Screenplay, language: str) -> Roster:
    """Everybody who speaks, then everybody whom the action names, in the order of the script."""
    roster = Roster(language)
    speakers = [
        e.speaker for e in screenplay.elements if e.kind == "dialogue" and e.speaker.strip()
    ]
    actions = [e.text for e in screenplay.elements if e.kind == "action"]
    spoken = {slug(clean_name(s)) for s in speakers}
    prose = screenplay.form == "prose"
    named = _named(actions, spoken, prose, language)
    roles = _roles(actions, language, spoken)
    for element in screenplay.elements:
        if element.kind == "dialogue" and element.speaker.strip():
            if not is_narrator(element.speaker, language) and slug(clean_name(element.speaker)):
                roster.add(clean_name(element.speaker))
        elif element.kind == "action":
            for name in _in_order(element.text, [*named, *roles]):
                roster.add(name)
    join_names(roster, screenplay)
    for id, name in list(roster.names.items()):
        parts = [token.text for token in tokens(name)]
        if len(parts) > 1:
            for part in (parts[0], parts[-1]):
                titled = part == parts[-1] and parts[0] in TITLES
                if titled or is_given_name(part) or person_words(language).find(part):
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


def _named(actions: list[str], spoken: set[str], prose: bool, language: str) -> list[str]:
    """Names in the action: known given names, capitals with an age, words that act as names twice."""
    sure: dict[str, None] = {}
    inside: Counter[str] = Counter()
    placed: Counter[str] = Counter()
    barred = wordset("people", language, "not_names")
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
            if at and line[at - 1].text in _HOLY:
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


def _is_new(sentence: str, hit: Hit[str], language: str) -> bool:
    """Whether a sentence brings in somebody who is described: "a tall woman in a blue scarf", "a
    boy with glasses". "He was a boy with glasses" brings in nobody."""
    article = _INDEFINITE.search(sentence[: hit.start])
    if article is None:
        return False
    before = [token.text for token in tokens(sentence[: article.start()])][-1:]
    after = regex.split(r"[.;]", sentence[hit.end :])[0]
    told = looks_in(sentence[article.start() : hit.start], after, language)
    return told != Facts() and not set(before) & wordset("people", language, "likened")


def _roles(actions: list[str], language: str, spoken: set[str]) -> list[str]:
    """People who are called by what they are: "the old fisherman" twice, or once as who acts."""
    counts: Counter[str] = Counter()
    sure: set[str] = set()
    named = {part for id in spoken for part in id.split("-")}
    for text in actions:
        for sentence in sentences(text, wordset("telling", language, "abbreviations")):
            for hit in person_words(language).find(sentence):
                raw = sentence[hit.start : hit.end]
                new = _is_new(sentence, hit, language) and slug(hit.value) not in spoken
                if slug(hit.value) in named and not new:
                    continue
                if new or (raw.isupper() and not sentence.isupper()):
                    sure.add(hit.value)
                article = _ARTICLE.search(sentence[: hit.start])
                if article or raw[0].isupper():
                    counts[hit.value] += 1
                if article and article.start() == 0 and deed_of(sentence, language, hit.last):
                    sure.add(hit.value)
    return [title_case(role) for role, count in counts.items() if count >= 2 or role in sure]
