"""Confirming an address, by the link of a letter.

By a press and not by opening the page: programs that look at letters open what they find in them.
"""

from __future__ import annotations

import reflex as rx

from components.button import button, link_button
from components.entrance import entrance
from components.form import api_form
from components.page import Page
from components.text import t
from state.entrance import EntranceState as E


def _form() -> rx.Component:
    return api_form(
        rx.el.p(t("One press, and this address is yours here."), class_name="lead"),
        button(
            t("Confirm the address"),
            type="submit",
            kind="primary",
            big=True,
            full=True,
            busy=t("Confirming…"),
        ),
        action="/api/v1/auth/verify-email",
        query="token",
        on_done=E.answered,
        class_name="stack",
    )


def _done() -> rx.Component:
    return rx.el.div(
        rx.el.p(t("The address is confirmed."), class_name="lead"),
        link_button(
            rx.cond(E.signed_in, t("Go on"), t("Sign in")),
            rx.cond(E.signed_in, "/dashboard", "/auth/login"),
            kind="primary",
            big=True,
        ),
        role="status",
        class_name="stack l",
    )


def _no_link() -> rx.Component:
    return rx.el.div(
        rx.el.p(t("This page needs the link of a letter."), class_name="lead"),
        link_button(
            rx.cond(E.signed_in, t("Go on"), t("Sign in")),
            rx.cond(E.signed_in, "/dashboard", "/auth/login"),
            kind="line",
            big=True,
        ),
        class_name="stack l",
    )


def view() -> rx.Component:
    """The page."""
    return entrance(
        t("Is this you?"),
        rx.cond(E.step == "done", _done(), rx.cond(E.has_link, _form(), _no_link())),
    )


PAGE = Page(route="/auth/verify", title="Confirm your address", view=view, load=(E.enter,))
