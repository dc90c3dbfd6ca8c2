"""Choosing a new password, by the link of a letter."""

from __future__ import annotations

import reflex as rx

from components.button import button, link_button
from components.entrance import entrance
from components.field import field
from components.form import api_form
from components.page import Page
from components.text import t
from state.entrance import SHORTEST_PASSWORD
from state.entrance import EntranceState as E


def _form() -> rx.Component:
    return api_form(
        field(
            t("New password"),
            "password",
            type="password",
            complete="new-password",
            error=E.password_error,
            hint=t(
                "{n} characters or more. Three or four words that have nothing to do with each other "
                "are good.",
                n=SHORTEST_PASSWORD,
            ),
            big=True,
        ),
        button(
            t("Set the password"),
            type="submit",
            kind="primary",
            big=True,
            full=True,
            busy=t("Setting it…"),
        ),
        rx.el.p(t("You are signed out everywhere else by it."), class_name="sm dim"),
        action="/api/v1/auth/reset-password",
        query="token",
        on_done=E.answered,
        class_name="stack",
    )


def _done() -> rx.Component:
    return rx.el.div(
        rx.el.p(t("The new password is set. Sign in with it."), class_name="lead"),
        link_button(t("Sign in"), "/auth/login", kind="primary", big=True),
        role="status",
        class_name="stack l",
    )


def _no_link() -> rx.Component:
    return rx.el.div(
        rx.el.p(t("This page needs the link of a letter."), class_name="lead"),
        link_button(t("Ask for one"), "/auth/forgot", kind="line", big=True),
        class_name="stack l",
    )


def view() -> rx.Component:
    """The page."""
    return entrance(
        t("A new password."),
        rx.cond(E.step == "done", _done(), rx.cond(E.has_link, _form(), _no_link())),
    )


PAGE = Page(route="/auth/reset", title="A new password", view=view, load=(E.enter,))
