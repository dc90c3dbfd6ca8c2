"""The draft as it lies: what the state sends in parts is put together, and shown where it is in time."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex.event import EventHandler, passthrough_event_spec


class Rows(rx.Component):
    """Shows nothing: it puts scenes and shelves together for all that shows shots. `rate` are frames
    a second."""

    library = "$/studio/rows"
    tag = "Rows"
    scenes: rx.Var[list[dict[str, Any]]]
    shelves: rx.Var[list[dict[str, Any]]]
    rate: rx.Var[float]


class SceneLength(rx.Component):
    """How long a scene is, after a comma; nothing while that is not known."""

    library = "$/studio/rows"
    tag = "SceneLength"
    scene: rx.Var[str]


class Strip(rx.Component):
    """All shots in a row, and which of them are made again."""

    library = "$/studio/rows"
    tag = "Strip"


class Tracks(rx.Component):
    """Shots, voice, music and captions of the timeline. `words` are their names (shots, voice, music,
    captions), and shot, with {shot} in it."""

    library = "$/studio/rows"
    tag = "Tracks"
    words: rx.Var[dict[str, str]]
    genres: rx.Var[dict[str, str]]
    chosen: rx.Var[str]
    on_choose: EventHandler[passthrough_event_spec(str)]
