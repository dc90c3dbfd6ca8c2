"""Signing in: with a password, by another service, and with a second factor."""

from __future__ import annotations

import reflex as rx

from components.button import button
from components.entrance import entrance, other_services
from components.field import field
from components.form import api_form
from components.page import Page
from components.text import t
from state.entrance import EntranceState as E


def _password() -> rx.Component:
    return rx.el.div(
        other_services(),
        api_form(
            field(
                t("E-mail"),
                "email",
                type="email",
                complete="username",
                error=E.email_error,
                big=True,
                required=True,
            ),
            field(
                t("Password"),
                "password",
                type="password",
                complete="current-password",
                error=E.password_error,
                big=True,
                beside=rx.el.a(t("Forgot it?"), href="/auth/forgot"),
            ),
            button(
                t("Sign in"),
                type="submit",
                kind="primary",
                big=True,
                full=True,
                busy=t("Signing in…"),
            ),
            action="/api/v1/auth/login",
            extra={"browser": True},
            keep="ticket",
            then=E.then,
            on_done=E.answered,
            class_name="stack",
        ),
        rx.el.p(
            t("New here?"),
            " ",
            rx.el.a(t("Make an account"), href="/auth/register", class_name="strong"),
            class_name="mut",
        ),
        class_name="stack l",
    )


def _code() -> rx.Component:
    return api_form(
        rx.el.p(
            t(
                "Your account has a second factor. Write the code that your authenticator shows now."
            ),
            class_name="mut",
        ),
        field(
            t("Code"),
            "code",
            complete="one-time-code",
            error=E.code_error,
            hint=t("Or one of your recovery codes."),
            big=True,
            auto_focus=True,
            custom_attrs={"autoCapitalize": "none", "spellCheck": False},
        ),
        button(t("Go on"), type="submit", kind="primary", big=True, full=True, busy=t("Looking…")),
        button(t("Start again"), kind="quiet", on_click=E.begin_anew),
        action="/api/v1/auth/mfa/verify",
        takes="ticket",
        then=E.then,
        on_done=E.answered,
        class_name="stack",
    )


def view() -> rx.Component:
    """The page."""
    return entrance(t("Back to work."), rx.cond(E.step == "code", _code(), _password()))


PAGE = Page(route="/auth/login", title="Sign in", view=view, load=(E.enter,))
