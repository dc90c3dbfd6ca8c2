"""Joins two names of one person: Imani and Commander Okoro, the old woman and Mrs. Grey."""

from __future__ import annotations

from itertools import pairwise

import regex

from filmstudio.film.screenplay import Dialogue, Screenplay
from filmstudio.writing.analysis.lexicon import lexicon, wordset
from filmstudio.writing.analysis.people import (
    TITLES,
    is_given_name,
    name_facts,
    person_words,
    role_facts,
)
from filmstudio.writing.analysis.roster import Roster, is_narrator
from filmstudio.writing.analysis.text import sentences, slug, tokens

_TITLED = r"(?:(?:Mrs?|Ms|Dr|Miss|Captain|Madame|Monsieur|Frau|Herr|Señora?|Don|Doña)\.?\s+)?"
_NAME = rf"({_TITLED}\p{{Lu}}[\p{{L}}\p{{M}}'’\-]+(?:\s+\p{{Lu}}[\p{{L}}'’\-]+)?)"
_INTRODUCES = regex.compile(
    rf"\b(?:[Mm]y name is|[Mm]y name['’]s|[Ii] am called|(?:[Tt]hey|[Pp]eople|[Ff]olk) call me|[Cc]all me|[Mm]e llamo"
    rf"|[Mm]i nombre es|[Jj]e m['’]appelle|[Mm]on nom est|[Ii]ch heiße|[Mm]ein Name ist)\s+{_NAME}"
)
_I_AM = regex.compile(rf"\b(?:I am|I['’]m|[Ss]oy|[Jj]e suis|[Ii]ch bin)\s+{_NAME}(?=[.,!;]|$)")
_VOCATIVE = regex.compile(rf"(?:^{_NAME}(?=,)|,\s+{_NAME}\s?(?=[.!?…,]|$))")
_NAMED = r"(?:named|called|by the name of|whose name was|llamad[oa]|de nombre|nommée?|appelée?|du nom de|namens|mit Namen)"
_ARTICLES = (
    r"(?:an?|the|his|her|their|un|une|le|la|una|el|los|ein|eine|der|die|das|seine?|ihre?|sa|son|su)"
)
_INDEFINITE = regex.compile(
    r"\b(?:an?|une?|un[ao]?|eine?|एक|ஒரு)\s+(?:[\p{L}\-]+\s+){0,3}$", regex.IGNORECASE
)


def join_names(roster: Roster, screenplay: Screenplay) -> None:
    """Make one person of two names wherever the script says that they are one."""
    actions = [e.text for e in screenplay.elements if e.kind == "action"]
    _full_names(roster)
    _introduced(roster, screenplay)
    _named_roles(roster, actions)
    _voices(roster, screenplay)
    _answered_by_name(roster, screenplay)
    _came_in(roster, screenplay)
    _leave_animals_out(roster, screenplay, actions)


def animal_of(name: str, texts: list[str], language: str) -> str:
    """The kind of animal that a name means, by itself or by what the texts say; "" for a person."""
    animals = wordset("people", language, "animals")
    own = [token.text for token in tokens(name) if token.text in animals]
    if own:
        return "" if name_facts(name).cultures else own[-1]
    for text in texts:
        for words in roles_told(name, text):
            if person_words(language).find(words):
                return ""
            told = [token.text for token in tokens(words) if token.text in animals]
            if told:
                return told[-1]
    return ""


def _leave_animals_out(roster: Roster, screenplay: Screenplay, actions: list[str]) -> None:
    """An animal that never speaks is seen, and is nobody in the cast."""
    speak = {roster.id_of(one.speaker) for one in _talk(roster, screenplay)}
    for id, name in list(roster.names.items()):
        kind = "" if id in speak else animal_of(name, actions, roster.language)
        if kind:
            roster.drop(id)
            roster.silent_animals[name] = kind


def _is_proper(roster: Roster, id: str) -> bool:
    """Whether somebody goes by a name of their own and not by what they are."""
    name = roster.names[id]
    line = tokens(name)
    if any(is_given_name(token.text) or token.text in TITLES for token in line):
        return True
    return not person_words(roster.language).find(name) and not _is_animal(roster, name)


def _is_animal(roster: Roster, name: str) -> bool:
    animals = wordset("people", roster.language, "animals")
    return any(token.text in animals for token in tokens(name))


def _fits(roster: Roster, role: str, name: str) -> bool:
    """Whether a name can be borne by who is called by this role: its gender says nothing against it."""
    one = role_facts(roster.names[role], roster.language).gender
    other = name_facts(roster.names.get(name, name)).gender
    return not one or not other or one == other


def _full_names(roster: Roster) -> None:
    """IMANI and COMMANDER IMANI OKORO are one, and so are JOAQUIM and OLD JOAQUIM, where no other
    member has that name; the longer name is kept with the place in the cast of the one who came
    first."""
    words = lexicon("people", roster.language)
    beside = {*words["traits"], *(one for ages in words["ages"].values() for one in ages), *TITLES}
    for id, name in list(roster.names.items()):
        parts = {token.text for token in tokens(name)}
        longer = [
            other
            for other, full in roster.names.items()
            if other != id and parts < {token.text for token in tokens(full)}
        ]
        if len(longer) != 1:
            continue
        rest = {token.text for token in tokens(roster.names[longer[0]])} - parts
        if any(is_given_name(part) for part in parts) or (
            rest <= beside and _is_proper(roster, id)
        ):
            roster.merge(id, longer[0])


def _introduced(roster: Roster, screenplay: Screenplay) -> None:
    """The girl who says "My name is Nora" is Nora; "I'm Tom" says it where Tom is a name."""
    for element in screenplay.elements:
        if element.kind != "dialogue":
            continue
        match = _INTRODUCES.search(element.text)
        if match is None:
            match = _I_AM.search(element.text)
            if match and not (_knows(roster, match.group(1)) or _names_somebody(match.group(1))):
                continue
        id = roster.id_of(element.speaker)
        if not match or not id or _is_proper(roster, id):
            continue
        named = roster.add(match.group(1))
        if named != id and _fits(roster, id, named):
            roster.merge(id, named)


def _knows(roster: Roster, name: str) -> bool:
    return bool(roster.id_of(name))


def _names_somebody(name: str) -> bool:
    return any(is_given_name(token.text) or token.text in TITLES for token in tokens(name))


def _named_roles(roster: Roster, actions: list[str]) -> None:
    """ "A fisherman named Bhola", "Meera, a nurse", "the boy, Arjun": two words, one person."""
    for id, name in list(roster.names.items()):
        for text in actions:
            for words in roles_told(name, text):
                hits = person_words(roster.language).find(words)
                if hits and slug(hits[-1].value) != id:
                    role = slug(hits[-1].value)
                    if role in roster.names and not is_given_name(roster.names[role]):
                        roster.merge(role, id)
                    roster.alias(hits[-1].value, id)


def roles_told(name: str, text: str) -> list[str]:
    """The words by which a text says what the bearer of a name is, as in "Meera, a nurse"."""
    quoted = f"(?i:{regex.escape(name)})"
    end = r"(?![\p{L}\p{M}])"
    patterns = (
        rf"((?:[\p{{L}}\-]+\s+){{1,4}})(?i:{_NAMED})\s+{quoted}{end}",
        rf"\b{quoted}(?:\s+\p{{Lu}}[\p{{L}}'’\-]+)?\s*(?:\([^)]*\))?\s*,\s*(?:\d+\s*,\s*)?"
        rf"((?i:{_ARTICLES})\s[^,.;]{{2,40}})",
        rf"\b(?i:the|la|le|el|der|die|his|her|their)\s+([\p{{L}}\- ]{{2,24}}),?\s+{quoted}{end}",
        rf"\b{quoted}\s+(?:was|is|était|era|war)\s+({_ARTICLES}\s+(?:[\p{{L}}\-]+\s+){{0,2}}[\p{{L}}\-]+)",
        rf"(?<![\p{{L}}\p{{M}}]){quoted}\s+(?:नाम\s+(?:का|की|के)|என்ற|என்னும்)\s+"
        r"((?:[\p{L}\p{M}\-]+\s+){0,3}[\p{L}\p{M}\-]+)",
        rf"(?:उसकी|उसका|उनकी|उनका|அவரது|அவள்|அவன்)\s+((?:[\p{{L}}\p{{M}}]+\s+){{1,2}}){quoted}{end}",
    )
    return [match.group(1) for match in (regex.search(one, text) for one in patterns) if match]


def _voices(roster: Roster, screenplay: Screenplay) -> None:
    """ "“Lost something?” asked a voice. The man had followed her.": the voice is the man's."""
    heard = wordset("people", roster.language, "voices")
    stops = wordset("telling", roster.language, "abbreviations")
    for element, after in pairwise(screenplay.elements):
        if element.kind != "dialogue" or after.kind != "action":
            continue
        id = roster.id_of(element.speaker)
        if not id or tokens(roster.names[id])[-1].text not in heard:
            continue
        seen = [hit.value for hit in roster.mentions(sentences(after.text, stops)[0])]
        if seen and seen[0] != id:
            roster.merge(id, seen[0])


def _answered_by_name(roster: Roster, screenplay: Screenplay) -> None:
    """The boy says "Grandmother!" and is answered "He will come, Yann": the boy is Yann.

    Sure only where two people speak in turn and the name is nobody else's who is there.
    """
    talk = _talk(roster, screenplay)
    for at, (first, answer) in enumerate(pairwise(talk)):
        role = roster.id_of(first.speaker)
        other = roster.id_of(answer.speaker)
        if not role or not other or role == other or _is_proper(roster, role):
            continue
        before = {roster.id_of(one.speaker) for one in talk[max(0, at - 3) : at + 2]} - {""}
        if len(before) > 2:
            continue
        for match in _VOCATIVE.finditer(answer.text):
            called = match.group(1) or match.group(2)
            if not (_names_somebody(called) or _speaks(called, talk)):
                continue
            named = roster.id_of(called)
            if person_words(roster.language).find(called) and not _names_somebody(called):
                continue
            if (named and named in before) or not _fits(roster, role, named or called):
                continue
            named = named or roster.add(called)
            roster.merge(role, named)
            break


def _speaks(name: str, talk: list[Dialogue]) -> bool:
    return any(slug(one.speaker) == slug(name) for one in talk)


def _talk(roster: Roster, screenplay: Screenplay) -> list[Dialogue]:
    return [
        element
        for element in screenplay.elements
        if isinstance(element, Dialogue)
        and element.speaker.strip()
        and not is_narrator(element.speaker, roster.language)
    ]


def _came_in(roster: Roster, screenplay: Screenplay) -> None:
    """ "A boy came through the gate. “Is it from Papa?” asked Jonas.": the boy is Jonas.

    In prose only, where the next words are those of a name never read before, and nobody else
    has come in with it.
    """
    if screenplay.form != "prose":
        return
    told = ""
    for before, element in pairwise(screenplay.elements):
        if before.kind == "action":
            told += f" {before.text}"
        if before.kind != "action" or element.kind != "dialogue":
            continue
        named = roster.id_of(element.speaker)
        if not named or not _is_proper(roster, named) or not _names_somebody(element.speaker):
            continue
        spoken = [token.text for token in tokens(roster.names[named])]
        if any(token.text in spoken for token in tokens(told)):
            continue
        last = sentences(before.text, wordset("telling", roster.language, "abbreviations"))[-1]
        new = [
            hit
            for hit in person_words(roster.language).find(last)
            if _INDEFINITE.search(last[: hit.start])
        ]
        if len(new) != 1 or len(roster.mentions(last)) > 1:
            continue
        role = roster.id_of(new[0].value)
        if role == named or (role and (_is_proper(roster, role) or not _fits(roster, role, named))):
            continue
        gender = role_facts(new[0].value, roster.language).gender
        if gender and name_facts(roster.names[named]).gender not in ("", gender):
            continue
        if role:
            roster.merge(role, named)
        roster.alias(new[0].value, named)
        told += f" {element.speaker}"
