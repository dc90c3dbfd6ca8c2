"""Says where a sentence of prose goes, and whether time jumps before it."""

from __future__ import annotations

from typing import Any, cast

from filmstudio.film.vocabulary import INTERIORS, TimeOfDay
from filmstudio.writing.analysis.lexicon import Hit, lexicon, phrases, wordset
from filmstudio.writing.analysis.surroundings import Place, find_place
from filmstudio.writing.analysis.text import tokens
from filmstudio.writing.analysis.verbs import deed_of

_ALONG = frozenset(["up", "down", "along", "across", "through", "past"])
_PAST = frozenset(
    [
        "from",
        "over",
        "above",
        "around",
        "behind",
        "through",
        "across",
        "de",
        "del",
        "desde",
        "von",
        "vom",
    ]
)
"""Prepositions after which a place is passed or left, not stood in."""
_REACHED = ("reach", "enter", "arrive", "came")
_WATERSIDE = frozenset(["beach", "sea", "harbour", "riverside"])
_REACH = 4
"""How many words before a place its preposition is looked for."""


def time_jump(sentence: str, language: str) -> bool:
    """Whether a sentence begins with a jump in time: "That night", "The next morning", "One
    sunny morning", or tells what went on for all of a day."""
    hits = phrases("times", language, "jumps").find(sentence)
    if hits and hits[0].first <= 1:
        return True
    return _part_of_day(sentence, language) or span_of(sentence, language) is not None


def _part_of_day(sentence: str, language: str) -> bool:
    """ "One sunny morning", "On a cold winter night": a head, at most two words, a part of the day."""
    nouns = wordset("times", language, "jump_nouns")
    line = tokens(sentence)
    for hit in phrases("times", language, "jump_heads").find(sentence)[:1]:
        if hit.first <= 1:
            near = line[hit.last + 1 : hit.last + 4]
            ends = [at for at, token in enumerate(near) if token.text in nouns]
            return bool(ends) and "," not in sentence[hit.end : near[ends[0]].start]
    return False


def span_of(sentence: str, language: str) -> TimeOfDay | None:
    """The part of the day that passes in a sentence: "All day the kiln glowed", "They walked all
    night". "She had waited all day" looks back, and jumps nowhere."""
    line = tokens(sentence)
    before = wordset("times", language, "looks_back")
    for hit in phrases("times", language, "spans").find(sentence):
        if hit.first <= 1:
            return cast(TimeOfDay, hit.value)
        deed = deed_of(sentence, language)
        goes = deed is not None and deed.name in ("walk", "run")
        if goes and not {token.text for token in line[: hit.first]} & before:
            return cast(TimeOfDay, hit.value)
    return None


def new_day(sentence: str, language: str) -> bool:
    """Whether a jump leads to another day, of which the hour is not told: "Three days later"."""
    return phrases("times", language, "new_day").first(sentence) is not None


def arrives(sentence: str, language: str, *, opening: bool, placed: bool = False) -> Place | None:
    """The place that a sentence goes to or happens in; a place that is only spoken of is not.

    "At the river, ..." and "she walked to the market" arrive, and so does a crowd that gathers
    before the temple; "she dreamed of the sea" does not. In the opening sentence of a scene any
    "in the ..." will do, then a place of which it is told how it was ("The market was full"); a
    scene that has no place yet (`placed`) takes the way somebody goes along.
    """
    line = tokens(sentence)
    deed = deed_of(sentence, language)
    moves = deed is not None and deed.name in ("walk", "run")
    gathers = phrases("places", language, "gather").first(sentence)
    best: Place | None = None
    for hit in phrases("places", language, "words").find(sentence):
        if hit.phrase == "home" and moves:
            return find_place("home", True, language)
        located = hit.phrase in wordset("places", language, "located")
        direct = _goes_after(hit, line[: hit.last + 3], language)
        if located or direct or _postponed(hit, line, language):
            if opening or _goes_after(hit, line, language):
                best = best or find_place(sentence[hit.start : hit.end], None, language)
            continue
        near = _preposition(hit, line, sentence, language)
        if not near:
            continue
        rests = near in wordset("places", language, "rest")
        starts = hit.first <= 5 and line[0].text in wordset("places", language, "rest") and rests
        along = near in _ALONG and (not placed or opening)
        if near == "onto" and placed and not opening and hit.value == "road":
            continue  # A path that somebody steps onto leads through the place they are in.
        goes = (near in wordset("places", language, "arrive") or along) and (
            moves or near.startswith(_REACHED)
        )
        meets = gathers is not None and gathers.last < hit.first and rests
        opens = opening and best is None and rests and near not in _PAST
        if starts or goes or opens or meets:
            best = find_place(sentence[hit.start : hit.end], None, language)
            if starts or meets:
                break
    if best is None and opening:
        best = _described(sentence, language)
    return best


def _preposition(hit: Hit[str], line: tuple[Any, ...], sentence: str, language: str) -> str:
    """The last preposition before a place; "" where there is none. "Before the market opened" has none."""
    known = wordset("places", language, "arrive") | wordset("places", language, "rest")
    before = line[max(0, hit.first - _REACH) : hit.first]
    found = [
        token.text
        for token in before
        if token.text in known and "," not in sentence[token.end : hit.start]
    ]
    if not found:
        return ""
    after = line[hit.last + 1].text if hit.last + 1 < len(line) else ""
    opened = after in wordset("places", language, "events")
    return "" if found[-1] == "before" and opened else str(found[-1])


def _postponed(hit: Hit[str], line: tuple[Any, ...], language: str) -> bool:
    """Whether words after a place say that somebody is there, as in Hindi."""
    after = wordset("places", language, "rest_after")
    return any(token.text in after for token in line[hit.last + 1 : hit.last + 3])


def _goes_after(hit: Hit[str], line: tuple[Any, ...], language: str) -> bool:
    """Whether a verb of arriving follows a place, as in languages whose verbs come last."""
    verbs = wordset("places", language, "arrive_after")
    return any(token.text in verbs for token in line[hit.last + 1 :])


def _described(sentence: str, language: str) -> Place | None:
    """The place that a sentence is about: "The market was full of people"."""
    line = tokens(sentence)
    lies = wordset("places", language, "lies")
    for hit in phrases("places", language, "words").find(sentence):
        after = {token.text for token in line[hit.last + 1 : hit.last + 3]}
        before = line[hit.first - 1].text if hit.first else ""
        if before in wordset("places", language, "the") and after & lies:
            return find_place(sentence[hit.start : hit.end], None, language)
    return None


def overlooks(sentence: str, language: str, now: Place | None) -> Place | None:
    """The waterside that somebody looks out on: "Kannan looked at the lamps on the water".

    None indoors, where water is seen through a window, and beside water already.
    """
    if now is not None and (now.interior or now.place in INTERIORS or now.place in _WATERSIDE):
        return None
    deed = deed_of(sentence, language)
    water = phrases("places", language, "overlooked").first(sentence)
    if water is None or deed is None or deed.name != "see" or deed.first > water.first:
        return None
    return find_place(water.value, None, language)


def goes_in(sentence: str, language: str, now: Place | None) -> Place | None:
    """The inside of the place that was come to: "Inside, a candle burned"."""
    if now is None or now.interior:
        return None
    hit = phrases("places", language, "within").first(sentence)
    inside = str(lexicon("places", language)["words"].get(now.name, "")).partition("|")[2]
    if hit is None or hit.first or not inside or inside.startswith("~"):
        return None
    return find_place(now.name, True, language)
