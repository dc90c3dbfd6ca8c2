"""Moves the camera where there is a reason to, and says how far."""

from __future__ import annotations

from filmstudio.film.storyboard import Camera, Setting
from filmstudio.film.vocabulary import CameraMove, ShotSize
from filmstudio.writing.analysis.text import digest
from filmstudio.writing.planning.setup import Setup

FARTHEST = 0.12
"""The most of the frame that a move travels in one shot, whatever its length."""
_SPEED: dict[ShotSize, float] = {
    "title": 0.02, "establishing": 0.026, "wide": 0.028, "two-shot": 0.02, "over-shoulder": 0.02,
    "medium": 0.022, "close": 0.02, "insert": 0.024, "credits": 0.0,
}  # fmt: skip
"""Movement, 1: 2-6 % of the frame a second, close-ups slower than wides."""
STILLNESS = 8.0
"""Seconds after which even a locked-off shot needs movement inside it."""


def move_for(
    setup: Setup, size: ShotSize, setting: Setting, seconds: float, *, ending: bool, looks: int
) -> Camera:
    """The camera of a shot: its reason decides the move, its size and length the amount.

    `ending` marks the last picture of the story, `looks` is 1 where the person looks right.
    """
    move = reason(setup, size, setting, ending=ending, looks=looks)
    if move == "hold" and seconds > STILLNESS:
        move = "push-in"
    if move == "hold":
        return Camera()
    return Camera(move=move, amount=travel(size, seconds))


def travel(size: ShotSize, seconds: float) -> float:
    """The part of the frame that a move travels in a shot of this size and length, in hundredths."""
    return max(0.02, round(min(FARTHEST, _SPEED[size] * seconds), 2))


def reason(
    setup: Setup, size: ShotSize, setting: Setting, *, ending: bool, looks: int
) -> CameraMove:
    """Movement, 1: push in for realisation, pull out for loneliness or an ending, pan to reveal,
    track with someone who moves, hold still for dialogue."""
    if setup.purpose == "credits":
        return "hold"
    if ending:
        return "pull-out"
    if setup.purpose == "title":
        return "push-in"
    if setup.turn:
        return "push-in"
    if setup.purpose in ("speak", "listen"):
        return "hold"
    if setup.purpose == "silence":
        return "push-in"
    if any(act.pose in ("walk", "run") for act in setup.acts) and size in ("wide", "medium"):
        return "track"
    if size == "insert":
        return "push-in"
    if setup.verb in ("realise", "pray", "embrace", "weep", "smile") and size in (
        "close",
        "medium",
        "two-shot",
    ):
        return "push-in"
    if setup.verb == "rise":
        return "tilt-up"
    if size in ("establishing", "wide") and not setup.people:
        return _reveal(setup, setting)
    if setup.people and setting.mood == "melancholy" and size == "wide" and len(setup.people) == 1:
        return "pull-out"
    if setup.purpose == "tell":
        if size == "wide":
            return "pan-right" if looks > 0 else "pan-left"
        return "push-in" if size == "close" else "hold"
    return "hold"


def _reveal(setup: Setup, setting: Setting) -> CameraMove:
    """A place is revealed by a pan or found by a slow push; height by a tilt."""
    if setting.place in ("temple", "mountains", "forest", "palace-hall", "temple-hall", "library"):
        moves: tuple[CameraMove, ...] = ("tilt-up", "push-in", "pan-right")
    else:
        moves = ("pan-right", "push-in", "pan-left")
    return moves[digest(setup.id, setup.action[:24]) % 3]
