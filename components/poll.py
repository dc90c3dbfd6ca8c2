"""Pages that look again while something goes on."""

from __future__ import annotations

from typing import Any

import reflex as rx


class _Poll(rx.Component):
    library = "$/studio/poll"
    tag = "Poll"
    seconds: rx.Var[float]
    on: rx.Var[bool]
    on_tick: rx.EventHandler[rx.event.no_args_event_spec]


def poll(seconds: float, on: rx.Var[bool] | bool, tick: Any) -> rx.Component:
    """Calls `tick` every so many seconds while `on`, and at once when the page is looked at again."""
    return _Poll.create(seconds=seconds, on=on, on_tick=tick)
