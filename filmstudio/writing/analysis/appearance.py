"""Reads how a person looks from the words around their name: hair, beard, glasses, dress."""

from __future__ import annotations

from typing import Any

import regex

from filmstudio.writing.analysis.lexicon import Hit, lexicon, phrases, wordset
from filmstudio.writing.analysis.people import Facts
from filmstudio.writing.analysis.text import tokens

_BEFORE = 5
"""Words before a name that can describe it: "a tall red-haired girl"."""
_NEAR = 3
"""Words between a colour and what it colours: "a long grey woollen coat"."""


def colour_at(text: str, hit: Hit[str], language: str) -> str:
    """The colour (#rrggbb) that is said of a thing found in a text; "" for none.

    Before it ("a broken yellow umbrella"), after it in Romance languages ("un parapluie
    rouge"), or said of it ("the umbrella was yellow").
    """
    colours: dict[str, str] = lexicon("dress", language)["colours"]
    line = tokens(text)
    for token in reversed(line[max(0, hit.first - _NEAR) : hit.first]):
        if token.text in colours:
            return colours[token.text]
        stops = wordset("dress", language, "parts") | _garment_words(language)
        if token.text in stops or "," in text[token.end : hit.start]:
            break
    after = line[hit.last + 1 : hit.last + 3]
    follows = bool(lexicon("dress", language)["colour_follows"])
    for number, token in enumerate(after):
        if token.text in colours and (follows or number):
            gap = text[hit.end : token.start]
            return colours[token.text] if not regex.search(r"[,.;:]", gap) else ""
        if not follows and token.text not in wordset("dress", language, "was"):
            break
        if token.text in wordset("dress", language, "parts"):
            break
    return ""


def _garment_words(language: str) -> frozenset[str]:
    groups = lexicon("dress", language)["garments"]
    return frozenset(word for words in groups.values() for word in words)


def looks_in(before: str, after: str, language: str) -> Facts:
    """What the words before a person and those after say of their looks.

    `before` ends where the name or role begins and only its noun phrase counts; `after` is the
    clause that begins behind it.
    """
    line = tokens(before)
    start = line[-_BEFORE].start if len(line) >= _BEFORE else 0
    lead = before[start:]
    cut = regex.split(r"[,.;:—]", lead)[-1]
    told = f"{cut} {after}".strip()
    garment, colour = _garment(told, language)
    hair, hair_colour = _hair(told, language)
    beard, beard_colour = _beard(told, language)
    things = _worn_things(told, language)
    return Facts(
        garment=garment,
        colour=colour,
        hair=hair,
        hair_colour=hair_colour or beard_colour,
        beard=beard,
        glasses=phrases("dress", language, "glasses").first(told) is not None,
        accessories=tuple(things),
        second_colour=next((colour for colour in things.values() if colour), ""),
    )


def _is_worn(text: str, hit: Hit[str], language: str) -> bool:
    """Whether what is named is on somebody: "in a coat", "wearing a cap"; "takes the coat" is not."""
    line = tokens(text)
    before = [token.text for token in line[max(0, hit.first - 7) : hit.first]]
    after = [token.text for token in line[hit.last + 1 : hit.last + 3]]
    worn = wordset("dress", language, "worn")
    near = any(word in worn for word in before)
    return near or any(word in wordset("dress", language, "worn_after") for word in after)


def _garment(text: str, language: str) -> tuple[str, str]:
    for hit in phrases("dress", language, "garments").find(text):
        if _is_worn(text, hit, language) or _leads(text, hit, language):
            return hit.value, colour_at(text, hit, language)
    return "", ""


def _leads(text: str, hit: Hit[str], language: str) -> bool:
    """ "Bald, moustache, navy suit": a list of looks, each between commas without an article."""
    lead, comma, _ = text[: hit.start].rpartition(",")
    near = [token.text for token in tokens(text[len(lead) : hit.start])]
    after = text[hit.end :].lstrip()
    listed = bool(comma) and len(near) <= 2 and after[:1] in (",", ".", ";", ")", "")
    return listed and not wordset("dress", language, "parts") & set(near)


def _worn_things(text: str, language: str) -> dict[str, str]:
    """Cap, hat, scarf and the like that are worn, each with its colour."""
    found: dict[str, str] = {}
    for hit in phrases("dress", language, "accessories").find(text):
        if _is_worn(text, hit, language) or _leads(text, hit, language):
            found.setdefault(hit.value, colour_at(text, hit, language))
    return found


def _hair(text: str, language: str) -> tuple[str, str]:
    """Hair style and colour: "curly red hair", "red-haired", "bald", "with pigtails"."""
    styles = phrases("dress", language, "hair_styles")
    told = phrases("dress", language, "hair_told").first(text)
    style = told.value if told else ""
    colour = ""
    whole = phrases("dress", language, "haired").first(text)
    if whole:
        colour = lexicon("dress", language)["hair_colours"].get(whole.value, "")
    for hit in phrases("dress", language, "hair").find(text):
        line = tokens(text)
        first = line[max(0, hit.first - 4)].start
        last = line[min(len(line) - 1, hit.last + 3)].end
        # What stands before hair is said of it; behind it only in its own clause.
        behind = regex.split(r"[,.;]", text[hit.end : last])[0]
        near = f"{text[first : hit.start]} {behind}"
        words = phrases("dress", language, "hair_colours").find(near)
        colour = colour or (words[-1].value if words else "")
        shaped = styles.find(near)
        style = style or (shaped[0].value if shaped else "")
    return style, colour


def _beard(text: str, language: str) -> tuple[str, str]:
    """The beard and the colour it tells of the hair: "a long white beard"."""
    hit = phrases("dress", language, "beards").first(text)
    if hit is None:
        return "", ""
    line: tuple[Any, ...] = tokens(text)
    near = text[line[max(0, hit.first - 3)].start : hit.start]
    after = text[hit.end : line[min(len(line) - 1, hit.last + 2)].end]
    if {token.text for token in tokens(near)} & wordset("dress", language, "no"):
        return "none", ""
    where = near if not lexicon("dress", language)["colour_follows"] else f"{near} {after}"
    colours = phrases("dress", language, "hair_colours").find(where)
    lengths = phrases("dress", language, "beard_lengths").first(where)
    beard = hit.value
    if beard == "short" and lengths:
        beard = lengths.value
    return beard, colours[-1].value if colours else ""
