"""Controls of the inspector: a label, what is chosen, and why something was refused."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors

from components.board import Choice
from components.button import Words
from components.icon import icon
from pages.editor_words import Words as Options
from state.editor import EditorState

DRAFT: Any = EditorState
SHEET = DRAFT.sheet
ONLINE = ~has_connection_errors
FIXED = SHEET["locked"] | DRAFT.reads
"""Whether the chosen shot cannot be changed: it is locked, or who looks may only read."""


def do(command: dict[str, Any], field: Words = "") -> Any:
    """An event that carries out a command; `field` is where a refusal of it stands."""
    return DRAFT.do(command, field)


def refusal(at: Words) -> rx.Component:
    """Why what was tried here was refused; the field shows again what it was."""
    return rx.cond(
        (DRAFT.refused != "") & (DRAFT.refused_at == at),
        rx.el.p(
            icon("alert", small=True),
            rx.el.span(DRAFT.refused),
            role="alert",
            class_name="err",
        ),
    )


def labelled(label: Words, control: rx.Component, refused: Words = "", **more: Any) -> rx.Component:
    return rx.el.div(
        rx.el.label(rx.el.span(label, class_name="lab"), control),
        refusal(refused) if refused else rx.fragment(),
        **{"class_name": "field"} | more,
    )


def choice(options: Options, value: rx.Var[str], pick: Any) -> rx.Component:
    return rx.el.span(
        Choice.create(
            *(rx.el.option(words, value=one) for one, words in options),
            value=value,
            answers=DRAFT.answers,
            disabled=FIXED,
            on_pick=pick,
            class_name="in",
        ),
        icon("down", small=True),
        class_name="picker",
    )
