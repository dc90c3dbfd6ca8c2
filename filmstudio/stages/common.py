"""What several stages share: the documents of a render, opened and typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from filmstudio.engine.stage import View
from filmstudio.film.earlier import Earlier
from filmstudio.film.order import Order
from filmstudio.film.screenplay import Screenplay
from filmstudio.film.storyboard import NARRATOR, Storyboard, Voice
from filmstudio.film.timeline import Spoken, Timeline

if TYPE_CHECKING:
    from filmstudio.film.story import Story


def order_of(view: View) -> Order:
    return Order.model_validate(view.document("order"))


def earlier_of(view: View) -> Earlier:
    return Earlier.model_validate(view.document("earlier"))


def screenplay_of(view: View) -> Screenplay:
    return Screenplay.model_validate(view.document("screenplay"))


def story_of(view: View) -> Story:
    from filmstudio.film.story import Story

    return Story.model_validate(view.document("story"))


_BOARDS: dict[str, Storyboard] = {}
_TIMELINES: dict[str, Timeline] = {}


def storyboard_of(view: View) -> Storyboard:
    """The storyboard; parsed once for each version of it."""
    key = view.digest("storyboard")
    if key not in _BOARDS:
        _BOARDS.clear()
        _BOARDS[key] = Storyboard.model_validate(view.document("storyboard"))
    return _BOARDS[key]


def timeline_of(view: View) -> Timeline:
    """The timeline; parsed once for each version of it."""
    key = view.digest("timeline")
    if key not in _TIMELINES:
        _TIMELINES.clear()
        _TIMELINES[key] = Timeline.model_validate(view.document("timeline"))
    return _TIMELINES[key]


def spoken_of(view: View, line: str) -> Spoken:
    return Spoken.model_validate(view.document("voice", line))


def voice_of(storyboard: Storyboard, speaker: str) -> Voice:
    """The voice of a speaker's id as the storyboard has it."""
    if speaker == NARRATOR:
        return storyboard.narrator
    return storyboard.character(speaker).voice


def pans(storyboard: Storyboard) -> Mapping[str, float]:
    """A small place in the stereo picture for each speaker: where they mostly stand."""
    found: dict[str, list[float]] = {}
    for _, shot in storyboard.shots():
        for subject in shot.subjects:
            found.setdefault(subject.character, []).append(subject.x)
    return {who: round((sum(xs) / len(xs) - 0.5) * 0.6, 2) for who, xs in found.items() if xs}
