"""Settings: creators' own keys for vendors."""

from __future__ import annotations

import reflex as rx

from components.account import setting, settings, wrong
from components.badge import chip
from components.button import button
from components.field import field
from components.floating import confirm, dialog
from components.form import api_form
from components.page import Page
from components.text import t
from state.own_keys import OwnKeysState as S
from state.own_keys import Vendor

_MAKES = [t("scripts"), t("translations"), t("review"), t("voices")]


def _vendor(one: Vendor) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(one["title"], class_name="h2"),
            rx.el.p(
                rx.cond(
                    one["last4"] != "",
                    rx.el.span("•••• ", one["last4"], class_name="tc set-last4"),
                ),
                one["about"],
                class_name="sm dim",
            ),
            rx.cond(one["standing"] == "bad", rx.el.p(one["note"], class_name="sm bad")),
            class_name="grow",
        ),
        rx.match(
            one["standing"],
            ("ok", chip(t("Working"), "ok")),
            ("bad", chip(t("Not taken"), "bad")),
            rx.fragment(),
        ),
        rx.cond(
            one["has"],
            rx.el.span(
                button(
                    t("Test"),
                    kind="quiet",
                    busy=t("Testing…"),
                    is_busy=S.testing == one["name"],
                    on_click=S.test(one["name"]),  # type: ignore[misc]
                    aria_label=t("Test {vendor}", vendor=one["title"]),
                ),
                button(
                    t("Replace"),
                    kind="quiet",
                    on_click=S.about("give", one["name"]),
                    aria_label=t("Replace {vendor}", vendor=one["title"]),
                ),
                button(
                    t("Remove"),
                    kind="quiet",
                    on_click=S.about("remove", one["name"]),
                    aria_label=t("Remove {vendor}", vendor=one["title"]),
                ),
                class_name="row set-acts",
            ),
            button(
                t("Add key"),
                kind="line",
                on_click=S.about("give", one["name"]),
                aria_label=t("Add key of {vendor}", vendor=one["title"]),
            ),
        ),
        class_name="row fw set-vendor",
        key=one["name"],
    )


def _give() -> rx.Component:
    vendor = S.vendor
    return dialog(
        api_form(
            rx.el.p(
                t("It goes straight into the vault, is tested at once, and is never shown again."),
                class_name="mut sm",
            ),
            field(
                t("Key"),
                "key",
                id="own-key",
                type="password",
                complete="off",
                hint=t("It {looks}.", looks=vendor["hint"]),
                auto_focus=True,
            ),
            rx.cond(
                vendor["own_base"],
                field(
                    t("Address of the service, where it is another"),
                    "base_url",
                    id="own-base",
                    type="url",
                    default_value=vendor["base"],
                    placeholder="https://",
                ),
            ),
            rx.cond(
                vendor["texts"],
                field(
                    t("Model, where another is wanted"),
                    "options.model",
                    id="own-model",
                    default_value=vendor["model"],
                ),
            ),
            wrong(S.form_error),
            rx.el.div(
                button(t("Back"), kind="quiet", on_click=S.ask("")),
                button(t("Keep and test"), kind="primary", type="submit", busy=t("One moment…")),
                class_name="acts",
            ),
            action=f"/api/v1/users/me/provider-keys/{vendor['name']}",
            method="PUT",
            on_done=S.kept,
            class_name="stack",
        ),
        label=t("Your key for {vendor}", vendor=vendor["title"]),
        open=S.asking == "give",
        close=S.ask(""),
    )


def view() -> rx.Component:
    """The page."""
    return settings(
        t("Your own keys"),
        "/settings/keys",
        setting(
            t("Vendors"),
            t(
                "Stored encrypted. Used only for your films. We show the last four characters and "
                "nothing else."
            ),
            rx.el.div(
                rx.el.ul(rx.foreach(S.vendors, _vendor), class_name="ruled"), class_name="panel"
            ),
        ),
        dialogs=rx.fragment(
            _give(),
            confirm(
                t("Remove your key for {vendor}?", vendor=S.vendor["title"]),
                t(
                    "Films that are made from now on use what is built in. Films that are there stay."
                ),
                open=S.asking == "remove",
                stay=S.ask(""),
                keep=t("Keep"),
                go=S.remove,
                do=t("Remove"),
            ),
        ),
    )


PAGE = Page(
    route="/settings/keys", title="Your own keys", view=view, load=(S.open, S.look), private=True
)
