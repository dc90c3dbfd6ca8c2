"""What plays in the editor: the monitor, the timeline and recordings."""

from __future__ import annotations

import reflex as rx
from reflex.event import EventHandler, no_args_event_spec, passthrough_event_spec


class Monitor(rx.Component):
    """The picture of where the reel is. Its two children are the signs for play and pause; `words`
    are play, pause and waits."""

    library = "$/studio/reel"
    tag = "Monitor"
    chosen: rx.Var[str]
    words: rx.Var[dict[str, str]]
    on_need: EventHandler[passthrough_event_spec(str)]
    on_reach: EventHandler[passthrough_event_spec(str)]


class PlayKey(rx.Component):
    """Plays from where the reel is, or from a shot."""

    library = "$/studio/reel"
    tag = "PlayKey"
    words: rx.Var[dict[str, str]]
    shot: rx.Var[str]


class Timecode(rx.Component):
    """Where the reel is: 0:29.4."""

    library = "$/studio/reel"
    tag = "Timecode"


class Timeline(rx.Component):
    """Ruler, playhead and what is between them. The first child is the head of the ruler."""

    library = "$/studio/reel"
    tag = "Timeline"
    label: rx.Var[str]
    words: rx.Var[dict[str, str]]
    chosen: rx.Var[str]
    on_reach: EventHandler[passthrough_event_spec(str)]


class Recording(rx.Component):
    """A recording with its wave. `turn` says that it is heard as soon as it is there; its children
    are the signs for hear and stop."""

    library = "$/studio/reel"
    tag = "Recording"
    src: rx.Var[str]
    turn: rx.Var[bool]
    words: rx.Var[dict[str, str]]
    on_want: EventHandler[no_args_event_spec]
