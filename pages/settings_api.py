"""Settings: keys for programs, shown once."""

from __future__ import annotations

import reflex as rx

from components.account import password_dialog, setting, settings, wrong
from components.badge import chip
from components.button import button, link_button
from components.field import field, segments, select
from components.floating import confirm, dialog
from components.form import api_form, revealed
from components.link import anchor
from components.page import Page
from components.text import t
from state.security import Key
from state.security import KeysState as S

_SCOPES = [t("reads"), t("changes")]
_DAYS = (
    ("30", t("30 days")),
    ("90", t("90 days")),
    ("365", t("a year")),
    ("", t("until I revoke it")),
)


def _key(one: Key) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                one["name"],
                rx.cond(one["over"], chip(t("Ended"))),
                class_name="h2 row fw",
            ),
            rx.el.p(
                rx.el.span(one["prefix"], "…", class_name="tc set-last4"),
                one["about"],
                class_name="sm dim",
            ),
            class_name="grow",
        ),
        rx.el.span(
            rx.cond(
                one["over"],
                rx.fragment(),
                button(
                    t("Rotate"),
                    kind="quiet",
                    on_click=S.about("rotate", one["id"]),
                    aria_label=t("Rotate {name}", name=one["name"]),
                ),
            ),
            button(
                t("Revoke"),
                kind="quiet",
                on_click=S.about("revoke", one["id"]),
                aria_label=t("Revoke {name}", name=one["name"]),
            ),
            class_name="row set-acts",
        ),
        class_name="row fw",
        key=one["id"],
    )


def _make() -> rx.Component:
    return dialog(
        api_form(
            field(
                t("What is it for?"),
                "name",
                id="key-name",
                placeholder=t("build server"),
                max_length=100,
                auto_focus=True,
            ),
            rx.el.div(
                rx.el.p(t("It may"), class_name="lab"),
                segments(
                    t("It may"),
                    [("read", t("Read")), ("write", t("Read and change"))],
                    S.scope,
                    S.choose_scope,
                ),
            ),
            select(
                t("It is good for"),
                "",
                _DAYS,
                id="key-days",
                value=S.days,
                on_change=S.choose_days,
            ),
            wrong(S.form_error),
            rx.el.div(
                button(t("Back"), kind="quiet", on_click=S.ask("")),
                button(t("Make the key"), kind="primary", type="submit", busy=t("One moment…")),
                class_name="acts",
            ),
            action="/api/v1/users/me/api-keys",
            extra=S.wanted,
            shows=["key"],
            on_done=S.made,
            class_name="stack",
        ),
        label=t("New API key"),
        open=S.asking == "key",
        close=S.ask(""),
    )


def _dialogs() -> rx.Component:
    return rx.fragment(
        password_dialog(),
        _make(),
        dialog(
            rx.el.p(
                t("Keep it where only your program reads it. It is not shown again."),
                class_name="mut",
            ),
            revealed("key", t("New API key")),
            rx.el.div(
                button(t("I have kept it"), kind="primary", on_click=S.ask("")), class_name="acts"
            ),
            label=t("Your new key"),
            open=S.asking == "new-key",
            close=S.ask(""),
            wide=True,
        ),
        dialog(
            api_form(
                rx.el.p(
                    t(
                        "A new key takes its place. The old one goes on working for a day, so that "
                        "your programs can change over."
                    ),
                    class_name="mut",
                ),
                wrong(S.form_error),
                rx.el.div(
                    button(t("Back"), kind="quiet", on_click=S.ask("")),
                    button(t("Rotate"), kind="primary", type="submit", busy=t("One moment…")),
                    class_name="acts",
                ),
                action=f"/api/v1/users/me/api-keys/{S.chosen}/rotate",
                shows=["key"],
                on_done=S.made,
                class_name="stack",
            ),
            label=t("Rotate {name}?", name=S.chosen_name),
            open=S.asking == "rotate",
            close=S.ask(""),
        ),
        confirm(
            t("Revoke {name}?", name=S.chosen_name),
            t("Programs that use this key are refused at once. It does not come back."),
            open=S.asking == "revoke",
            stay=S.ask(""),
            keep=t("Keep"),
            go=S.revoke,
            do=t("Revoke"),
        ),
    )


def view() -> rx.Component:
    """The page."""
    listed = rx.cond(
        S.keys,
        rx.el.div(rx.el.ul(rx.foreach(S.keys, _key), class_name="ruled"), class_name="panel"),
        rx.el.p(t("No program has a key yet."), class_name="mut"),
    )
    return settings(
        t("API keys"),
        "/settings/api",
        setting(
            t("Keys for programs"),
            t("What a person does here, a program does with a key."),
            rx.el.div(
                listed,
                rx.cond(
                    S.in_plan,
                    button(
                        t("New API key"),
                        sign="plus",
                        on_click=S.ask_securely("key"),
                        class_name="set-start",
                    ),
                    rx.el.div(
                        rx.el.p(t("API keys are part of the plans Pro and Enterprise.")),
                        link_button(t("See the plans"), "/credits", kind="line"),
                        class_name="row fw between",
                    ),
                ),
                class_name="stack",
            ),
        ),
        setting(
            t("How it is called"),
            None,
            rx.el.p(
                t("Every call, with an example and a form to try it:"),
                " ",
                anchor("/api/v1/docs", href="/api/v1/docs", class_name="tc"),
            ),
        ),
        dialogs=_dialogs(),
    )


PAGE = Page(route="/settings/api", title="API keys", view=view, load=(S.open, S.look), private=True)
