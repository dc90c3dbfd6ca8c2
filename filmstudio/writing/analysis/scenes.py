"""Cuts a script into scenes: by its headings, and in prose where the place or the time changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import regex

from filmstudio.film.screenplay import Dialogue, Screenplay
from filmstudio.film.vocabulary import TimeOfDay
from filmstudio.writing.analysis.lexicon import wordset
from filmstudio.writing.analysis.moves import (
    arrives,
    goes_in,
    new_day,
    overlooks,
    span_of,
    time_jump,
)
from filmstudio.writing.analysis.surroundings import Heading, Place, heading, time_of
from filmstudio.writing.analysis.text import sentences, words

Opening = Literal["first", "continuous", "elsewhere", "later", "act"]
_ACT_END = regex.compile(r"FADE (?:OUT|TO BLACK)|END OF ACT|BLACKOUT", regex.IGNORECASE)
_FADE_IN = regex.compile(r"^FADE IN\b", regex.IGNORECASE)
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
    home: Place | None = None
    """Where people are while they look out on what is seen in this scene."""
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
        goes = goes_in(sentence, language, now.place) or goes
        view = None if goes else overlooks(sentence, language, now.place)
        goes = goes or view
        moved = goes is not None and now.place is not None and goes.place != now.place.place
        span = span_of(sentence, language)
        if span and span == now.time and not moved:
            jump = False
        if (jump or moved) and now.items:
            place = goes or now.home or now.place
            home = now.place if view else None
            cuts.append(Cut(place=place, opens="later" if jump else "elsewhere", home=home))
            now = cuts[-1]
        elif goes is not None and now.place is None:
            now.place = goes
        if jump or now.time is None:
            now.time = span or time_of(sentence, language) or now.time
            if jump and now.time is None and new_day(sentence, language):
                now.time = "day"
    now.items.append(sentence)


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
