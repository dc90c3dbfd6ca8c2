"""How far something is: the stick for a film, the thin bar for a stage, the leader for time left."""

from __future__ import annotations

import reflex as rx

from components.button import Number, Words


def length_of(percent: Number) -> dict[str, object]:
    """Attributes that set the length `--p` of a bar, 0 to 100."""
    # A variable as a whole: Reflex does not look for the state within a plain dictionary.
    return {"style": rx.Var.create({"--p": f"{percent}%"})}


def stick(percent: Number, label: Words, *, runs: bool = True) -> rx.Component:
    """The clapstick: of a whole film, 0 to 100. Its stripes move while it `runs`."""
    return rx.el.div(
        rx.el.i(),
        role="progressbar",
        class_name="stick runs" if runs else "stick",
        aria_label=label,
        aria_valuemin="0",
        aria_valuemax="100",
        aria_valuenow=f"{percent}",
        custom_attrs=length_of(percent),
    )


def thin(percent: Number, label: Words, *, live: bool = False) -> rx.Component:
    """A thin bar: of one stage, 0 to 100."""
    return rx.el.div(
        rx.el.i(),
        role="progressbar",
        class_name="thin live" if live else "thin",
        aria_label=label,
        aria_valuemin="0",
        aria_valuemax="100",
        aria_valuenow=f"{percent}",
        custom_attrs=length_of(percent),
    )


class _Leader(rx.Component):
    library = "$/studio/leader"
    tag = "Leader"
    text: rx.Var[str]
    share: rx.Var[float]
    label: rx.Var[str]


def leader(text: Words, label: Words, share: Number = 0.3, *, small: bool = False) -> rx.Component:
    """The countdown before a film: time left as words, and how much of the round is swept (0 to
    1)."""
    return _Leader.create(
        text=text, label=label, share=share, class_name="leader s" if small else "leader"
    )
