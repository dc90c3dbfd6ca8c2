"""Keeps the colours that a script gives its things: an umbrella once called yellow stays yellow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from filmstudio.film.story import Beat, Speech
from filmstudio.writing.analysis.appearance import colour_at
from filmstudio.writing.analysis.verbs import things_found
from filmstudio.writing.planning.setup import Setup


def colours_in(beat: Beat, language: str, known: Mapping[str, str]) -> dict[str, str]:
    """The things of a beat whose colour it names, each with its #rrggbb.

    What is told or happens may change a colour; what is only spoken of gives one to a thing
    that has none yet.
    """
    found = {}
    for hit in things_found(beat.text, language):
        colour = colour_at(beat.text, hit, language)
        if colour and not (isinstance(beat, Speech) and hit.value in known):
            found[hit.value] = colour
    return found


def painted(setup: Setup, colours: Mapping[str, str]) -> Setup:
    """The setup with the colours of the thing it shows and of those that people hold."""
    acts = tuple(replace(act, colour=colours.get(act.holds, "")) for act in setup.acts)
    return setup.but(acts=acts, colour=colours.get(setup.prop, ""))
