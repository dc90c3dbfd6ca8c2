"""The landing page: what the studio does, and films that were made with it."""

from __future__ import annotations

import reflex as rx

from components.page import Page
from components.text import t


def view() -> rx.Component:
    """The page."""
    return rx.el.main(rx.el.h1(t("Your script, on screen."), class_name="title"), class_name="wrap")


PAGE = Page(route="/", title="AI Film Studio", view=view)
