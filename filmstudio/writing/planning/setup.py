"""A setup: what one shot is to show and say, before its size and camera are chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from filmstudio.film.storyboard import Line, Transition
from filmstudio.film.vocabulary import Emotion, Pose, ShotSize

Purpose = Literal[
    "title",
    "establish",
    "speak",
    "listen",
    "tell",
    "show",
    "insert",
    "silence",
    "breathe",
    "credits",
]
CUT = Transition()
Need = Literal["always", "if-it-fits", "if-there-is-room"]
"""Whether a shot may be left out: essential, dropped when the film is too long, or added when short."""


@dataclass(frozen=True)
class Act:
    """What one person does in a setup."""

    pose: Pose = "stand"
    holds: str = ""
    colour: str = ""
    emotion: Emotion = "neutral"


@dataclass(frozen=True)
class Setup:
    """One shot to be. `sizes` are the sizes that suit it, best first; `people` the one it is
    about, then whom else it may show; `acts` says what they do, in the same order."""

    id: str
    purpose: Purpose
    sizes: tuple[ShotSize, ...]
    people: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    lines: tuple[Line, ...] = ()
    lead: float = 0.2
    hold: float = 0.1
    action: str = ""
    prop: str = ""
    colour: str = ""
    verb: str = ""
    turn: bool = False
    need: Need = "always"
    join: Transition = CUT
    title: str = ""
    subtitle: str = ""
    credits: tuple[str, ...] = ()

    def but(self, **changes: object) -> Setup:
        """The same setup with some things changed."""
        return replace(self, **changes)  # type: ignore[arg-type]
