"""Settings: a copy of everything, and leaving."""

from __future__ import annotations

import reflex as rx

from components.account import password_dialog, setting, settings, wrong
from components.button import button
from components.floating import dialog
from components.form import api_form
from components.icon import icon
from components.link import anchor
from components.page import Page
from components.text import t
from state.settings import SettingsState as S


def _leave() -> rx.Component:
    return dialog(
        api_form(
            rx.el.p(
                t(
                    "Films, scripts, voices and keys of {email} are erased in two weeks. Sign in "
                    "before, and everything is back. What is being made stops now.",
                    email=S.email,
                ),
                class_name="mut",
            ),
            wrong(S.form_error),
            rx.el.div(
                button(t("Stay"), kind="quiet", on_click=S.ask(""), data_safe="true"),
                button(t("Close my account"), kind="stop", type="submit", busy=t("One moment…")),
                class_name="acts",
            ),
            action="/api/v1/users/me",
            method="DELETE",
            then="/",
            on_done=S.refused,
            class_name="stack",
        ),
        label=t("Close the account?"),
        open=S.asking == "leave",
        close=S.ask(""),
    )


def view() -> rx.Component:
    """The page."""
    return settings(
        t("Your data"),
        "/settings/data",
        setting(
            t("A copy of everything"),
            t("Projects, scripts, drafts, files, credits and what was noted of you, as one ZIP."),
            anchor(
                icon("download", small=True),
                t("Download the copy"),
                href="/api/v1/users/me/export",
                download="",
                class_name="btn solid",
            ),
        ),
        setting(
            t("Close the account"),
            t("It is erased after two weeks, and can come back until then."),
            button(t("Close my account"), kind="danger", on_click=S.ask_securely("leave")),
        ),
        dialogs=rx.fragment(password_dialog(), _leave()),
    )


PAGE = Page(route="/settings/data", title="Your data", view=view, load=(S.open,), private=True)
