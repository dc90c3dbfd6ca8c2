"""Finds the people of a script: who speaks, and who is named or called by what they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import regex

from filmstudio.film.screenplay import Screenplay
from filmstudio.writing.analysis.lexicon import lexicon, phrases
from filmstudio.writing.analysis.people import is_given_name, person_words
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
_INTRODUCES = regex.compile(
    r"\b(?:[Mm]y name is|[Ii] am called|[Cc]all me|[Mm]e llamo|[Jj]e m['’]appelle|[Ii]ch heiße)\s+(\p{Lu}\p{L}+)"
)
_ARTICLE = regex.compile(
    r"\b(?:the|an?|his|her|their|el|la|un|una|le|une|der|die|das|ein|eine|su|son|sa|sein|ihr)\s+"
    r"(?:[\p{L}\-]+\s+){0,2}$",
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
    named = _named(actions, spoken, prose)
    roles = _roles(actions, language, spoken)
    for element in screenplay.elements:
        if element.kind == "dialogue" and element.speaker.strip():
            if not is_narrator(element.speaker, language) and slug(clean_name(element.speaker)):
                roster.add(clean_name(element.speaker))
        elif element.kind == "action":
            for name in _in_order(element.text, [*named, *roles]):
                roster.add(name)
    _merge_full_names(roster)
    _merge_introduced(roster, screenplay)
    _merge_named_roles(roster, actions, language)
    for id, name in list(roster.names.items()):
        parts = [token.text for token in tokens(name)]
        if len(parts) > 1:
            for part in (parts[0], parts[-1]):
                if is_given_name(part) or person_words(language).find(part):
                    roster.alias(part, id)
    return roster


def _merge_full_names(roster: Roster) -> None:
    """IMANI and COMMANDER IMANI OKORO are one, where no other member has that name; the longer
    name is kept with the place in the cast of the one who came first."""
    for id, name in list(roster.names.items()):
        parts = {token.text for token in tokens(name)}
        longer = [
            other
            for other, full in roster.names.items()
            if other != id and parts < {token.text for token in tokens(full)}
        ]
        if len(longer) == 1 and any(is_given_name(part) for part in parts):
            roster.merge(id, longer[0])


def _merge_introduced(roster: Roster, screenplay: Screenplay) -> None:
    """The girl who says "My name is Nora" is Nora."""
    for element in screenplay.elements:
        if element.kind != "dialogue":
            continue
        match = _INTRODUCES.search(element.text)
        id = roster.id_of(element.speaker)
        if not match or not id or is_given_name(roster.names[id].split()[0]):
            continue
        named = roster.add(match.group(1))
        if named != id:
            roster.merge(id, named)


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


def _roles(actions: list[str], language: str, spoken: set[str]) -> list[str]:
    """People who are called by what they are: "the old fisherman" twice, or once as who acts."""
    counts: Counter[str] = Counter()
    sure: set[str] = set()
    named = {part for id in spoken for part in id.split("-")}
    for text in actions:
        for sentence in sentences(text):
            for hit in person_words(language).find(sentence):
                raw = sentence[hit.start : hit.end]
                if slug(hit.value) in named:
                    continue
                if raw.isupper() and not sentence.isupper():
                    sure.add(hit.value)
                article = _ARTICLE.search(sentence[: hit.start])
                if article or raw[0].isupper():
                    counts[hit.value] += 1
                if article and article.start() == 0 and deed_of(sentence, language, hit.last):
                    sure.add(hit.value)
    return [title_case(role) for role, count in counts.items() if count >= 2 or role in sure]


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
                        roster.merge(role, id)
                    roster.alias(hits[-1].value, id)
