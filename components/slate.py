"""Slates: data in ruled cells, as on the board that is clapped before a take."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.button import Words


def cell(name: Words, value: Any, *, big: bool = False) -> rx.Component:
    """One cell: its name, and its value."""
    return rx.el.div(rx.el.dt(name), rx.el.dd(value, class_name="t" if big else ""))


def slate(*cells: rx.Component, class_name: str = "") -> rx.Component:
    """Cells in a row; on a phone in two columns."""
    return rx.el.dl(*cells, class_name=f"slate {class_name}".strip())


def panel(
    title: Words, *children: rx.Component, beside: rx.Component | None = None, flush: bool = False
) -> rx.Component:
    """A part of a page with a title of its own. `flush` lets lists and tables touch its edges."""
    return rx.el.section(
        rx.el.div(
            rx.el.h2(title, class_name="h2 grow"),
            beside if beside is not None else rx.fragment(),
            class_name="hd",
        ),
        rx.fragment(*children) if flush else rx.el.div(*children, class_name="bd"),
        class_name="panel",
    )
