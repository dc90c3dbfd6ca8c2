"""Asking for a link by which a new password can be chosen."""

from __future__ import annotations

import reflex as rx

from components.button import button, link_button
from components.entrance import entrance
from components.field import field
from components.form import api_form
from components.page import Page
from components.text import t
from state.entrance import EntranceState as E


def _form() -> rx.Component:
    return rx.cond(
        E.sends_letters,
        api_form(
            rx.el.p(
                t("Write the address of your account, and we send a link to it."), class_name="mut"
            ),
            field(
                t("E-mail"),
                "email",
                type="email",
                complete="username",
                error=E.email_error,
                big=True,
                required=True,
            ),
            button(
                t("Send the link"),
                type="submit",
                kind="primary",
                big=True,
                full=True,
                busy=t("Sending…"),
            ),
            action="/api/v1/auth/forgot-password",
            on_done=E.answered,
            class_name="stack",
        ),
        rx.el.p(
            t(
                "This studio sends no letters. Ask its owner for a new password: "
                "filmstudio admin reset-password does it."
            ),
            class_name="lead",
        ),
    )


def _done() -> rx.Component:
    return rx.el.div(
        rx.el.p(
            t("If this address has an account, we have written to it. The link holds an hour."),
            class_name="lead",
        ),
        role="status",
    )


def view() -> rx.Component:
    """The page."""
    return entrance(
        t("A new password."),
        rx.cond(E.step == "done", _done(), _form()),
        link_button(t("Back to signing in"), "/auth/login", kind="quiet"),
    )


PAGE = Page(route="/auth/forgot", title="A new password", view=view, load=(E.enter,))
