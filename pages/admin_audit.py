"""Administration: who did what to whom."""

from __future__ import annotations

import reflex as rx

from components.administration import administration
from components.button import button
from components.icon import icon
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
            rx.el.div(
                icon("search", small=True),
                rx.el.input(
                    type="search",
                    class_name="in",
                    placeholder=t("An action: login, user.suspend, credits.grant"),
                    aria_label=t("Action"),
                    default_value=S.action,
                    on_change=S.find.debounce(400),  # type: ignore[attr-defined]
                ),
                class_name="projects-search",
                role="search",
            ),
            class_name="projects-tools",
        ),
        rx.cond(
            S.entries,
            rx.el.ul(rx.foreach(S.entries, entry), class_name="panel ruled"),
            rx.el.p(t("Nothing like this was done."), class_name="mut"),
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
