"""The script page and what belongs to it: bringing files, when it was saved, the button."""

from __future__ import annotations

from typing import Any

import reflex as rx

_EDITOR = [
    "@codemirror/state@6.7.6",
    "@codemirror/view@6.43.15",
    "@codemirror/commands@6.11.1",
]


class Script(rx.Component):
    """A script that is written. `page` gives it a text ({n, text, revision, opening, taken}; a
    new n replaces what is there); `on_write` tells {text, n, base, page, opening} after each pause, and `answered` is the n that was dealt
    with; `found` is what was read of one of them, `saved` that it is kept ({n, revision})."""

    library = "$/studio/script"
    tag = "Script"
    lib_dependencies: list[str] = _EDITOR
    page: rx.Var[dict[str, Any]]
    found: rx.Var[dict[str, Any]]
    saved: rx.Var[dict[str, Any]]
    nudge: rx.Var[int]
    """Sends once more what is there whenever it changes."""
    answered: rx.Var[int]
    who: rx.Var[str]
    """Whose words they are; empty for guests."""
    online: rx.Var[bool]
    label: rx.Var[str]
    hint: rx.Var[str]
    too_long: rx.Var[str]
    on_write: rx.EventHandler[rx.event.passthrough_event_spec(dict[str, Any])]


class Saved(rx.Component):
    """When something was saved, by the reader's own clock: `words` has {time} in it."""

    library = "$/studio/script"
    tag = "Saved"
    at: rx.Var[str]
    lang: rx.Var[str]
    words: rx.Var[str]


class Sound(rx.Component):
    """Plays `src` once each time `n` changes."""

    library = "$/studio/script"
    tag = "Sound"
    n: rx.Var[int]
    src: rx.Var[str]


class MakeButton(rx.Component):
    """A button that tells {text}: the script as it stands."""

    library = "$/studio/script"
    tag = "MakeButton"
    busy: rx.Var[bool]
    on_make: rx.EventHandler[rx.event.passthrough_event_spec(dict[str, Any])]


class Bring(rx.Component):
    """Takes script files that are dropped, pasted or chosen (by whatever within it has `data_pick`),
    brings them to the studio and tells {id, name}. `most` is the largest one, in bytes."""

    library = "$/studio/bring"
    tag = "Bring"
    signed_in: rx.Var[bool]
    most: rx.Var[int]
    words: rx.Var[dict[str, str]]
    on_done: rx.EventHandler[rx.event.passthrough_event_spec(dict[str, Any])]
