"""Joins shots: cuts inside a scene, dissolves for time passing, fades at the end of an act."""

from __future__ import annotations

from filmstudio.film.story import StoryScene
from filmstudio.film.storyboard import Transition
from filmstudio.writing.planning.setup import CUT

DISSOLVE = Transition(kind="dissolve", seconds=0.8)
"""Joins, 1: 0.6-1.0 s for time passing."""
LONG_DISSOLVE = Transition(kind="dissolve", seconds=1.0)
FADE = Transition(kind="fade", seconds=0.8)
"""Joins, 1: fade to black for the end of an act, the film's first and last picture."""
WIPE = Transition(kind="wipe", seconds=0.6)


def asked_join(text: str) -> Transition | None:
    """The join that the script asks for, in its own words; None where it asks for none we know."""
    words = text.upper()
    if "DISSOLVE" in words:
        return DISSOLVE
    if "WIPE" in words:
        return WIPE
    if "FADE" in words:
        return FADE
    if "CUT" in words:
        return CUT
    return None


def join_scene(scene: StoryScene) -> Transition:
    """How a scene is joined to the one before it."""
    if scene.opens == "first":
        return FADE
    asked = asked_join(scene.join) if scene.join else None
    if asked is not None:
        return asked
    return {"act": FADE, "later": DISSOLVE, "elsewhere": CUT, "continuous": CUT}[scene.opens]
