"""Scenes and shots that are chosen and moved by mouse, touch and keys; fields that keep what is typed
until it is answered; and the keys of the editor."""

from __future__ import annotations

import reflex as rx
from reflex.event import EventHandler, no_args_event_spec, passthrough_event_spec

DRAG = "@dnd-kit/core@6.3.1"


class Board(rx.Component):
    """All scenes. `words` are what it announces: lifted, place, back and moved, with {shot}, {n},
    {of} and {scene} in them; and what it says of a shot: narrator, locked, changed, none (nobody
    speaks in it) and grip. `sizes` are the names of sizes."""

    library = "$/studio/board"
    tag = "Board"
    lib_dependencies: list[str] = [DRAG]  # noqa: RUF012 (a field of Reflex, copied for each)
    words: rx.Var[dict[str, str]]
    sizes: rx.Var[dict[str, str]]
    chosen: rx.Var[str]
    on_move: EventHandler[passthrough_event_spec(str, str, int)]
    """A shot, the scene it goes to, and its place there among the others."""
    on_move_scene: EventHandler[passthrough_event_spec(str, int)]
    on_choose: EventHandler[passthrough_event_spec(str)]
    on_open: EventHandler[passthrough_event_spec(str)]
    on_pick: EventHandler[passthrough_event_spec(str)]
    """As `on_choose`, by a press of the mouse or a finger: the shot is wanted in full."""


class SceneRow(rx.Component):
    """One scene; `grip` says what its number is for."""

    library = "$/studio/board"
    tag = "SceneRow"
    scene: rx.Var[str]
    number: rx.Var[int]
    label: rx.Var[str]
    grip: rx.Var[str]


class Shots(rx.Component):
    """The shots of a scene, by their ids. Its three children are the signs of the grip and of a lock,
    and what comes after the shots; `paper` is the colour of what has changed."""

    library = "$/studio/board"
    tag = "Shots"
    ids: rx.Var[list[str]]
    number: rx.Var[int]
    chosen: rx.Var[str]
    paper: rx.Var[int]


class Drawer(rx.Component):
    """The inspector of shot `of`: a column, a drawer or a sheet, by the room there is."""

    library = "$/studio/board"
    tag = "Drawer"
    of: rx.Var[str]
    open: rx.Var[bool]
    label: rx.Var[str]
    on_close: EventHandler[no_args_event_spec]


class LineArea(rx.Component):
    """A text that saves itself. `of` is the id of what it belongs to."""

    library = "$/studio/held"
    tag = "LineArea"
    value: rx.Var[str]
    of: rx.Var[str]
    answers: rx.Var[int]
    online: rx.Var[bool]
    disabled: rx.Var[bool]
    placeholder: rx.Var[str]
    on_save: EventHandler[passthrough_event_spec(str, str)]


class Choice(rx.Component):
    """One of many, which shows at once what was chosen."""

    library = "$/studio/held"
    tag = "Choice"
    value: rx.Var[str]
    answers: rx.Var[int]
    disabled: rx.Var[bool]
    on_pick: EventHandler[passthrough_event_spec(str)]


class Amount(rx.Component):
    """A number."""

    library = "$/studio/held"
    tag = "Amount"
    value: rx.Var[str]
    answers: rx.Var[int]
    disabled: rx.Var[bool]
    on_pick: EventHandler[passthrough_event_spec(float)]


class SavedAt(rx.Component):
    """When something was saved: `text` with {time} or {day} in it."""

    library = "$/studio/held"
    tag = "SavedAt"
    at: rx.Var[str]
    lang: rx.Var[str]
    text: rx.Var[str]


class EditorKeys(rx.Component):
    """The keys of the editor; `letters` are single ones."""

    library = "$/studio/keys"
    tag = "EditorKeys"
    letters: rx.Var[bool]
    chosen: rx.Var[str]
    on_do: EventHandler[passthrough_event_spec(str, str)]
