"""Settings, first part: name, picture, address, language and theme."""

from __future__ import annotations

import reflex as rx

from components.account import password_dialog, picture_picker, setting, settings, wrong
from components.button import button
from components.choices import language_switch, theme_switch
from components.field import field
from components.floating import dialog
from components.form import api_form
from components.page import Page
from components.text import t
from state.settings import SettingsState as S


def _picture() -> rx.Component:
    return rx.el.div(
        rx.el.span(
            rx.cond(
                S.avatar != "",
                rx.el.img(src=S.avatar, alt=""),
                rx.el.span(S.person["initials"], aria_hidden="true"),
            ),
            class_name="set-face",
        ),
        picture_picker(S.show_picture, S.tell),
        rx.cond(
            S.avatar != "",
            button(t("Take it away"), kind="quiet", on_click=S.show_picture("")),
        ),
        class_name="row fw",
    )


def _name() -> rx.Component:
    return rx.el.form(
        field(
            t("Name"),
            "name",
            id="profile-name",
            complete="name",
            default_value=S.name,
            key=S.name,
            error=S.name_error,
            max_length=200,
        ),
        button(t("Save"), type="submit"),
        on_submit=S.rename,
        class_name="stack set-form",
    )


def _address() -> rx.Component:
    return rx.el.div(
        rx.el.p(S.email, class_name="set-email"),
        rx.cond(
            S.confirmed,
            rx.fragment(),
            rx.el.p(t("Not confirmed yet: follow the link in our letter."), class_name="sm bad"),
        ),
        button(t("Change the address"), kind="line", on_click=S.ask_securely("email")),
        class_name="stack set-start",
    )


def _change_address() -> rx.Component:
    return dialog(
        api_form(
            rx.el.p(
                t(
                    "We write to the new address. It counts when the link in the letter is followed."
                ),
                class_name="mut sm",
            ),
            field(
                t("New address"),
                "email",
                id="new-email",
                type="email",
                complete="email",
                auto_focus=True,
            ),
            wrong(S.form_error),
            rx.el.div(
                button(t("Back"), kind="quiet", on_click=S.ask("")),
                button(t("Send the letter"), kind="primary", type="submit", busy=t("One moment…")),
                class_name="acts",
            ),
            action="/api/v1/auth/change-email",
            on_done=S.written,
            class_name="stack",
        ),
        label=t("Change the address"),
        open=S.asking == "email",
        close=S.ask(""),
    )


def view() -> rx.Component:
    """The page."""
    return settings(
        t("Profile"),
        "/settings",
        setting(t("Picture"), t("Shown to people on your projects."), _picture()),
        setting(t("Name"), t("As it stands in credits and invitations."), _name()),
        setting(t("E-mail"), t("You sign in with it, and our letters go there."), _address()),
        setting(
            t("Language"),
            t("Of the pages and of our letters. Films have their own."),
            rx.el.div(language_switch(start=True, look="btn line"), class_name="row"),
        ),
        setting(
            t("Theme"),
            t("Pictures and the player are black in both."),
            rx.el.div(theme_switch(start=True, look="btn line"), class_name="row"),
        ),
        dialogs=rx.fragment(password_dialog(), _change_address()),
    )


PAGE = Page(route="/settings", title="Settings", view=view, load=(S.open,), private=True)
