"""Cuts a script into scenes: by its headings, and in prose where the place or the time changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import regex

from filmstudio.film.screenplay import Dialogue, Screenplay
from filmstudio.film.vocabulary import TimeOfDay
from filmstudio.writing.analysis.lexicon import phrases, wordset
from filmstudio.writing.analysis.surroundings import Heading, Place, find_place, heading, time_of
from filmstudio.writing.analysis.text import sentences, tokens, words
from filmstudio.writing.analysis.verbs import deed_of

Opening = Literal["first", "continuous", "elsewhere", "later", "act"]
_ACT_END = regex.compile(r"FADE (?:OUT|TO BLACK)|END OF ACT|BLACKOUT", regex.IGNORECASE)
_FADE_IN = regex.compile(r"^FADE IN\b", regex.IGNORECASE)
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
_REACHED = ("reach", "enter", "arrive", "came")
_LEAST_WORDS = 12
"""A prose scene shorter than this is not a scene of its own unless time has passed."""


@dataclass
class Cut:
    """A scene as the script cuts it, before its setting is settled."""

    heading: str = ""
    slug_line: Heading | None = None
    place: Place | None = None
    time: TimeOfDay | None = None
    opens: Opening = "elsewhere"
    join: str = ""
    items: list[str | Dialogue] = field(default_factory=list)
    """Sentences of action and speeches, in order."""

    @property
    def words(self) -> int:
        return sum(words(item if isinstance(item, str) else item.text) for item in self.items)

    def texts(self) -> list[str]:
        """The sentences of action."""
        return [item for item in self.items if isinstance(item, str)]


def cut(screenplay: Screenplay, language: str) -> list[Cut]:
    """The scenes of a script, each with what it holds. Empty scenes are left out."""
    abbreviations = wordset("telling", language, "abbreviations")
    free = screenplay.form in ("prose", "dialogue")
    cuts = [Cut(opens="first")]
    act_over = False
    join = ""
    for element in screenplay.elements:
        if element.kind == "scene_heading":
            line = heading(element.text, language)
            opens: Opening = "act" if act_over else "continuous" if line.same else "elsewhere"
            if "LATER" in line.extra.upper():
                opens = "later"
            cuts.append(Cut(element.text.strip(), line, opens=opens, join=join))
            act_over, join = False, ""
        elif element.kind == "section":
            act_over = act_over or bool(cuts[-1].items)
            if free and cuts[-1].items:
                cuts.append(Cut(opens="act"))
        elif element.kind == "transition":
            if _ACT_END.search(element.text):
                act_over = True
            elif not _FADE_IN.search(element.text):
                join = element.text.strip()
        elif element.kind == "dialogue" and element.text.strip():
            cuts[-1].items.append(element)
        elif element.kind == "action":
            for sentence in sentences(element.text, abbreviations):
                _take(cuts, sentence, language, free)
    cuts = [one for one in cuts if one.items or one.slug_line]
    if free:
        cuts = _merged(cuts)
    if len(cuts) > 1 and cuts[0].slug_line is None and not free:
        cuts[1].items[:0] = cuts[0].items
        cuts = cuts[1:]
    if cuts:
        cuts[0].opens = "first"
    return cuts


def _take(cuts: list[Cut], sentence: str, language: str, free: bool) -> None:
    """Put a sentence into the running scene, or open the next one with it."""
    now = cuts[-1]
    if free:
        jump = time_jump(sentence, language)
        placed = now.place is not None
        goes = arrives(sentence, language, opening=jump or not now.items, placed=placed)
        moved = goes is not None and now.place is not None and goes.place != now.place.place
        if (jump or moved) and now.items:
            place = goes or now.place
            cuts.append(Cut(place=place, opens="later" if jump else "elsewhere"))
            now = cuts[-1]
        elif goes is not None and now.place is None:
            now.place = goes
        if jump or now.time is None:
            now.time = time_of(sentence, language) or now.time
    now.items.append(sentence)


def time_jump(sentence: str, language: str) -> bool:
    """Whether a sentence begins with a jump in time: "That night", "The next morning"."""
    hits = phrases("times", language, "jumps").find(sentence)
    return bool(hits) and hits[0].first <= 1


def arrives(sentence: str, language: str, *, opening: bool, placed: bool = False) -> Place | None:
    """The place that a sentence goes to or happens in; a place that is only spoken of is not.

    "At the river, ..." and "she walked to the market" arrive; "she dreamed of the sea" does
    not. In the opening sentence of a scene any "in the ..." will do, and a scene that has no
    place yet (`placed`) takes the way somebody goes along.
    """
    line = tokens(sentence)
    arrive = wordset("places", language, "arrive")
    rest = wordset("places", language, "rest")
    deed = deed_of(sentence, language)
    moves = deed is not None and deed.name in ("walk", "run")
    best: Place | None = None
    for hit in phrases("places", language, "words").find(sentence):
        before = line[max(0, hit.first - 4) : hit.first]
        prepositions = [
            token.text
            for token in before
            if (token.text in arrive or token.text in rest)
            and "," not in sentence[token.end : hit.start]
        ]
        if hit.phrase == "home" and moves:
            return find_place("home", True, language)
        if not prepositions:
            continue
        near = prepositions[-1]
        starts = hit.first <= 5 and line[0].text in rest and near in rest
        goes = (near in arrive or (near in _ALONG and not placed)) and (
            moves or near.startswith(_REACHED)
        )
        if starts or goes or (opening and best is None and near in rest and near not in _PAST):
            best = find_place(sentence[hit.start : hit.end], None, language)
            if starts:
                break
    return best


def _merged(cuts: list[Cut]) -> list[Cut]:
    """Prose scenes too short to stand alone join the scene after them (the last, the one before)."""
    kept: list[Cut] = []
    for one in cuts:
        if (
            kept
            and kept[-1].words < _LEAST_WORDS
            and one.opens == "elsewhere"
            and not one.slug_line
        ):
            kept[-1].items += one.items
            kept[-1].place = one.place or kept[-1].place
            kept[-1].time = kept[-1].time or one.time
        else:
            kept.append(one)
    if len(kept) > 1 and kept[-1].words < _LEAST_WORDS // 2 and not kept[-1].slug_line:
        kept[-2].items += kept[-1].items
        kept.pop()
    return kept
