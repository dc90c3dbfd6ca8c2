"""Settings: which letters are wanted, and whether this browser is told."""

from __future__ import annotations

import reflex as rx

from components.account import setting, settings
from components.field import switch
from components.page import Page
from components.pwa import push_switch
from components.text import t
from state.settings import Letter
from state.settings import SettingsState as S

_LETTERS = [
    *(t("A film is finished"), t("A film was not finished"), t("Few credits are left")),
    *(t("Somebody asks you to a project"), t("A webhook could not be delivered")),
    t("A film is on YouTube"),
]


def _letter(one: Letter) -> rx.Component:
    return rx.el.li(
        switch(one["label"], one["on"], lambda on: S.want(one["kind"], on)),
        key=one["kind"],
    )


def view() -> rx.Component:
    """The page."""
    return settings(
        t("Notifications"),
        "/settings/notifications",
        setting(
            t("Letters"),
            t("Everything is told under News on your first page too."),
            rx.el.div(
                rx.el.ul(rx.foreach(S.letters, _letter), class_name="ruled"), class_name="panel"
            ),
        ),
        setting(
            t("This device"),
            t("Told when a film is done, even while no page of ours is open."),
            rx.el.div(push_switch(), class_name="panel"),
        ),
        setting(
            t("Always sent"),
            None,
            rx.el.p(
                t("Receipts, failed payments, and what touches the security of your account."),
                class_name="mut",
            ),
        ),
        dialogs=rx.fragment(),
    )


PAGE = Page(
    route="/settings/notifications",
    title="Notifications",
    view=view,
    load=(S.open,),
    private=True,
)
