"""What the pages of the settings share: the list of parts, a row of a part, the password asked anew."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.button import Words, button
from components.field import field
from components.floating import dialog
from components.form import api_form
from components.icon import icon
from components.link import parts
from components.shell import shell
from components.text import t
from state.settings import SettingsState as S

PARTS = (
    ("/settings", "Profile", "user"),
    ("/settings/security", "Security", "shield"),
    ("/settings/keys", "Your own keys", "key"),
    ("/settings/api", "API keys", "laptop"),
    ("/settings/notifications", "Notifications", "bell"),
    ("/settings/data", "Your data", "download"),
)
_PARTS = [
    *(t("Profile"), t("Security"), t("Your own keys"), t("API keys"), t("Notifications")),
    t("Your data"),
]


class _Picker(rx.Component):
    library = "$/studio/picture"
    tag = "PicturePicker"
    label: rx.Var[str]
    unreadable: rx.Var[str]
    refused: rx.Var[str]
    on_done: rx.EventHandler[rx.event.passthrough_event_spec(str)]
    on_fail: rx.EventHandler[rx.event.passthrough_event_spec(str)]


def picture_picker(done: Any, fail: Any) -> rx.Component:
    """Brings a picture; `done` is told the id of its file, `fail` a sentence."""
    return _Picker.create(
        label=t("Choose a picture"),
        unreadable=t("This is no picture that a browser can read. Choose a JPEG, PNG or WebP."),
        refused=t("The picture could not be sent. Try again in a moment."),
        on_done=done,
        on_fail=fail,
    )


def settings(title: Words, here: str, *rows: rx.Component, dialogs: rx.Component) -> rx.Component:
    """A part of the settings: the list of parts beside it."""
    places = parts(
        *(
            rx.el.a(
                icon(sign, small=True),
                t(name),
                href=href,
                aria_current="page" if href == here else "false",
            )
            for href, name, sign in PARTS
        ),
        class_name="set-parts",
        label=t("Settings"),
    )
    return shell(
        rx.el.div(
            places,
            rx.el.div(
                rx.el.h1(title, class_name="title l"),
                rx.cond(
                    S.signed_in & S.opened, rx.fragment(*rows), rx.el.div(class_name="set-wait")
                ),
                class_name="set-body",
            ),
            class_name="set",
        ),
        dialogs,
        here="/settings",
    )


def setting(title: Words, about: Words | None, *content: rx.Component) -> rx.Component:
    """A row: what it is on one side, its controls on the other."""
    told = [rx.el.p(about, class_name="sm mut")] if about is not None else []
    return rx.el.section(
        rx.el.div(rx.el.h2(title, class_name="h"), *told),
        rx.el.div(*content),
        class_name="set-row",
    )


def password_dialog() -> rx.Component:
    """Asks for the password before something that touches the account's security. It goes to the
    API, never through the socket."""
    return dialog(
        rx.cond(
            S.has_password,
            api_form(
                rx.el.p(t("Ten minutes are free after that."), class_name="mut sm"),
                rx.el.input(
                    type="hidden", name="", value=S.email, custom_attrs={"autoComplete": "username"}
                ),
                field(
                    t("Your password"),
                    "password",
                    id="confirm-password",
                    type="password",
                    complete="current-password",
                    error=S.password_error,
                    auto_focus=True,
                ),
                rx.el.div(
                    button(t("Back"), kind="quiet", on_click=S.ask("")),
                    button(t("Go on"), kind="primary", type="submit", busy=t("One moment…")),
                    class_name="acts",
                ),
                action="/api/v1/auth/confirm",
                on_done=S.password_given,
                class_name="stack",
            ),
            rx.el.p(
                t(
                    "This account has no password. Sign out, sign in again with the service you "
                    "use, then come back within ten minutes."
                ),
                class_name="mut",
            ),
        ),
        label=t("Is it you?"),
        open=S.asking == "password",
        close=S.ask(""),
    )


def wrong(error: rx.Var[str] | str) -> rx.Component:
    """What is wrong in a dialog, in a sentence."""
    return rx.el.div(
        rx.cond(
            error != "", rx.el.p(icon("alert", small=True), rx.el.span(error), class_name="err")
        ),
        role="alert",
    )
