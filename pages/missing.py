"""What is shown where there is no such page."""

from __future__ import annotations

import reflex as rx

from components.button import link_button
from components.empty import empty
from components.page import Page
from components.shell import shell
from components.text import t
from state.base import AppState


def view() -> rx.Component:
    """The page."""
    return shell(
        rx.el.h1(t("No such page"), class_name="vh"),
        empty(
            t("This scene was cut."),
            t("There is nothing at this address. It may have been moved or deleted."),
            link_button(
                t("To the first page"),
                rx.cond(AppState.signed_in, "/dashboard", "/"),
                kind="primary",
            ),
        ),
        here="",
    )


PAGE = Page(route="404", title="No such page", view=view)
