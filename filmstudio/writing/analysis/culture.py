"""Reads the culture of a story from names, kinship, food, dress, prayer and place."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import cast, get_args

from filmstudio.errors import BadInput
from filmstudio.film.vocabulary import Culture
from filmstudio.said import said
from filmstudio.writing.analysis.lexicon import Phrases, data, inverted, phrases
from filmstudio.writing.analysis.people import name_facts, role_facts

CULTURES: tuple[str, ...] = get_args(Culture)


@lru_cache(maxsize=1)
def _cues() -> Phrases[str]:
    return Phrases(inverted(data("cultures")["cues"]))


def asked_culture(culture: str) -> Culture:
    """The culture that the creator asked for. Raises BadInput for a word we do not know."""
    name = culture.strip().lower().replace(" ", "-").replace("_", "-")
    if name not in CULTURES:
        raise BadInput(
            "The culture '{culture}' is not known; choose one of: {known}.",
            culture=culture,
            known=list(CULTURES),
        )
    return cast(Culture, name)


def read_culture(
    texts: Iterable[str], names: Iterable[str], language: str
) -> tuple[Culture, tuple[str, ...]]:
    """The culture that the cues agree on, and a warning where they do not.

    Each cue counts once however often it stands; a name that is at home in several
    cultures counts a share for each. Cues of neighbours (north and south India) do not quarrel.
    """
    scores: dict[str, float] = {}
    evidence: dict[str, list[str]] = {}
    found = {hit.phrase: hit.value for text in texts for hit in _cues().find(text)}
    for phrase, culture in found.items():
        scores[culture] = scores.get(culture, 0.0) + 1.0
        evidence.setdefault(culture, []).append(phrase)
    cued = set(scores)
    told = 0
    for name in names:
        homes = name_facts(name).cultures
        kin = role_facts(name, language).culture
        if kin and name.lower() not in found:
            scores[kin] = scores.get(kin, 0.0) + 1.0
            evidence.setdefault(kin, []).append(name)
            cued.add(kin)
        told += bool(homes)
        for home in sorted(homes):
            scores[home] = scores.get(home, 0.0) + 1.2 / len(homes)
            evidence.setdefault(home, []).append(name)
    fallback = data("cultures")["by_language"].get(language, "western")
    scores[fallback] = scores.get(fallback, 0.0) + 0.4
    ranked = sorted(scores, key=lambda c: (-scores[c], CULTURES.index(c)))
    best = ranked[0]
    if best not in cued and scores[best] <= 0.6 * told:
        # Names alone, from everywhere: a crew of many nations is at home in none of them.
        return cast(Culture, fallback), ()
    families = [set(family) for family in data("cultures")["families"]]
    for other in ranked[1:]:
        neighbours = any({best, other} <= family for family in families)
        if scores[other] >= 1.9 and scores[other] >= 0.5 * scores[best] and not neighbours:
            warning = said(
                "The script points to {best} ({cues}) and to {other} ({others}); the film is drawn "
                "as {best}. Set the culture of the film or of a character if that is wrong.",
                best=best,
                cues=_some(evidence[best]),
                other=other,
                others=_some(evidence[other]),
            )
            return cast(Culture, best), (warning,)
    return cast(Culture, best), ()


def _some(cues: list[str]) -> list[str]:
    return [f"'{cue}'" for cue in cues[:3]]


def is_traditional(texts: list[str], language: str) -> bool:
    """Whether people dress as in a tale of old: kings and "long ago", and nothing modern."""
    old = {hit.value for text in texts for hit in phrases("telling", language, "old").find(text)}
    new = {hit.value for text in texts for hit in phrases("telling", language, "modern").find(text)}
    return len(old) > len(new)
