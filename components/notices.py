"""What the studio says by itself: what went wrong, what was done, and that it cannot be reached."""

from __future__ import annotations

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors

from components.button import icon_button
from components.icon import icon
from components.text import t
from state.base import AppState


class _Toast(rx.Component):
    library = "$/studio/floating"
    tag = "Toast"
    on_close: rx.EventHandler[rx.event.no_args_event_spec]


def problem() -> rx.Component:
    """What went wrong, in a sentence; it stays until it is closed."""
    return rx.el.div(
        rx.cond(
            AppState.problem != "",
            rx.el.div(
                rx.el.div(
                    icon("alert"),
                    rx.el.p(AppState.problem),
                    icon_button(t("Close"), "close", on_click=AppState.close_problem),
                    class_name="row wrap",
                ),
                class_name="problem",
            ),
        ),
        role="alert",
        class_name="problems",
    )


def toasts() -> rx.Component:
    """What was done. They go by themselves; errors are never told here."""
    return rx.el.div(
        rx.foreach(
            AppState.toasts,
            lambda toast: _Toast.create(
                rx.el.span(toast["text"]),
                rx.cond(
                    toast["undo"],
                    rx.el.button(
                        t("Undo"),
                        type="button",
                        class_name="btn undo",
                        on_click=AppState.undo(toast["id"]),
                    ),
                ),
                icon_button(t("Close"), "close", on_click=AppState.dismiss(toast["id"])),
                key=toast["id"],
                on_close=AppState.dismiss(toast["id"]),
            ),
        ),
        role="status",
        class_name="toasts",
    )


def lost() -> rx.Component:
    """That the studio cannot be reached; it is tried again all the while."""
    return rx.cond(
        has_connection_errors,
        rx.el.p(
            t("The studio can’t be reached. We’ll keep trying; what you typed stays here."),
            role="status",
            class_name="lost",
        ),
    )
