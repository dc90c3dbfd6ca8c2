"""Administration: who did what to whom."""

from __future__ import annotations

import reflex as rx

from components.administration import administration
from components.button import button
from components.field import search
from components.page import Page
from components.text import t
from pages.admin import entry
from state.admin import AuditState as S


def view() -> rx.Component:
    """The page."""
    return administration(
        t("Audit"),
        "/admin/audit",
        rx.el.div(
            search(
                S.find,
                S.action,
                t("An action: login, user.suspend, credits.grant"),
                label=t("Action"),
            ),
            class_name="tools",
        ),
        rx.cond(
            S.entries,
            rx.el.ul(rx.foreach(S.entries, entry), class_name="panel ruled"),
            rx.el.div(
                rx.el.p(t("Nothing like this was done."), class_name="mut admin-foot"),
                class_name="panel",
            ),
        ),
        rx.cond(
            S.more,
            rx.el.p(
                button(t("Show older ones"), kind="line", on_click=S.show_more),
                class_name="center projects-more",
            ),
        ),
    )


PAGE = Page(route="/admin/audit", title="Audit", view=view, load=(S.enter, S.look), private=True)
