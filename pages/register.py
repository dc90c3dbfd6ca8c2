"""A new account."""

from __future__ import annotations

import reflex as rx

from components.button import button, link_button
from components.entrance import entrance, other_services
from components.field import field
from components.form import api_form
from components.page import Page
from components.text import t
from state.entrance import SHORTEST_PASSWORD
from state.entrance import EntranceState as E


def _form() -> rx.Component:
    return rx.el.div(
        other_services(),
        api_form(
            field(t("Name"), "name", complete="name", error=E.name_error, big=True, max_length=200),
            field(
                t("E-mail"),
                "email",
                type="email",
                complete="email",
                error=E.email_error,
                big=True,
                required=True,
            ),
            field(
                t("Password"),
                "password",
                type="password",
                complete="new-password",
                error=E.password_error,
                hint=t(
                    "{n} characters or more. Three or four words that have nothing to do with each "
                    "other are good.",
                    n=SHORTEST_PASSWORD,
                ),
                big=True,
            ),
            button(
                t("Make an account"),
                type="submit",
                kind="primary",
                big=True,
                full=True,
                busy=t("Making it…"),
            ),
            action="/api/v1/auth/register",
            extra={"language": E.lang},
            on_done=E.answered,
            class_name="stack",
        ),
        rx.el.p(
            t("You have one?"),
            " ",
            rx.el.a(t("Sign in"), href="/auth/login", class_name="strong"),
            class_name="mut",
        ),
        class_name="stack l",
    )


def _done() -> rx.Component:
    return rx.el.div(
        rx.el.p(
            rx.cond(
                E.sends_letters,
                t("We have written to this address: follow the link in the letter, then sign in."),
                t("Your account is open. Sign in, and start a film."),
            ),
            class_name="lead",
        ),
        link_button(t("Sign in"), "/auth/login", kind="primary", big=True),
        role="status",
        class_name="stack l",
    )


def view() -> rx.Component:
    """The page."""
    return entrance(t("Your first film."), rx.cond(E.step == "done", _done(), _form()))


PAGE = Page(route="/auth/register", title="Make an account", view=view, load=(E.enter,))
