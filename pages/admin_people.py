"""Administration: people; find them, give credits and plans, suspend, promote."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.administration import administration
from components.badge import chip
from components.button import button
from components.field import field, search
from components.floating import confirm, dialog, menu, menu_item
from components.icon import icon
from components.page import Page
from components.text import t
from state.admin_people import Account
from state.admin_people import PeopleState as S

_ROLES = [
    ("user", t("User")),
    ("moderator", t("Moderator")),
    ("admin", t("Admin")),
    ("super_admin", t("Super admin")),
]
_PLANS = [("free", "Free"), ("standard", "Standard"), ("pro", "Pro"), ("enterprise", "Enterprise")]


def _person(one: Account) -> rx.Component:
    return rx.el.tr(
        rx.el.td(
            rx.el.p(one["email"], class_name="h2 admin-email"),
            rx.el.p(one["name"], class_name="sm dim"),
        ),
        rx.el.td(rx.match(one["role"], *_ROLES, one["role"]), class_name="mut"),
        rx.el.td(one["plan"], class_name="mut only-d"),
        rx.el.td(
            rx.cond(
                one["status"] == "active",
                rx.el.span(one["about"], class_name="sm dim"),
                chip(one["status"], "bad"),
            ),
            class_name="only-d",
        ),
        rx.el.td(
            menu(
                t("What to do with {email}", email=one["email"]),
                icon("more"),
                menu_item(t("Give credits"), on_click=S.about("give", one["id"])),
                menu_item(t("Role"), on_click=S.about("role", one["id"])),
                menu_item(t("Plan"), on_click=S.about("plan", one["id"])),
                rx.el.hr(),
                rx.cond(
                    one["status"] == "suspended",
                    menu_item(t("Let in again"), on_click=S.admit(one["id"])),
                    menu_item(
                        t("Suspend"), on_click=S.about("suspend", one["id"]), class_name="danger"
                    ),
                ),
                face_class="btn quiet icon",
            ),
            class_name="n admin-do",
        ),
        key=one["id"],
    )


def _give() -> rx.Component:
    return dialog(
        rx.el.form(
            field(
                t("Credits"),
                "credits",
                id="give-credits",
                input_mode="numeric",
                auto_focus=True,
                error=S.form_error,
            ),
            field(t("Note, which they see"), "note", id="give-note", max_length=200),
            rx.el.div(
                button(t("Back"), kind="quiet", on_click=S.close),
                button(t("Give credits"), kind="primary", type="submit"),
                class_name="acts",
            ),
            on_submit=S.give,
            class_name="stack",
        ),
        label=t("Give {email} credits", email=S.one["email"]),
        open=S.asking == "give",
        close=S.close,
    )


def _choices(
    what: str, label: rx.Var[str], options: list, value: Any, choose: object
) -> rx.Component:  # type: ignore[type-arg]
    return dialog(
        rx.el.div(
            *(
                rx.el.button(
                    words,
                    type="button",
                    role="radio",
                    aria_checked=rx.cond(value == name, "true", "false"),
                    on_click=choose(name),  # type: ignore[operator]
                )
                for name, words in options
            ),
            role="radiogroup",
            aria_label=label,
            class_name="admin-choices",
        ),
        label=label,
        open=S.asking == what,
        close=S.close,
    )


def view() -> rx.Component:
    """The page."""
    head = rx.el.tr(
        rx.el.th(t("Person"), scope="col"),
        rx.el.th(t("Role"), scope="col"),
        rx.el.th(t("Plan"), scope="col", class_name="only-d"),
        rx.el.th(t("Seen"), scope="col", class_name="only-d"),
        rx.el.th(rx.el.span(t("What to do"), class_name="vh"), scope="col"),
    )
    return administration(
        t("People"),
        "/admin/people",
        rx.el.div(
            search(S.find, S.search, t("Search addresses and names")),
            class_name="tools",
        ),
        rx.cond(
            S.people,
            rx.el.div(
                rx.el.table(rx.el.thead(head), rx.el.tbody(rx.foreach(S.people, _person))),
                class_name="panel admin-table",
            ),
            rx.el.p(t("Nobody is like this."), class_name="mut"),
        ),
        rx.cond(
            S.more,
            rx.el.p(
                button(t("Show more"), kind="line", on_click=S.show_more),
                class_name="center projects-more",
            ),
        ),
        _give(),
        _choices(
            "role", t("Role of {email}", email=S.one["email"]), _ROLES, S.one["role"], S.set_role
        ),
        _choices(
            "plan", t("Plan of {email}", email=S.one["email"]), _PLANS, S.one["plan"], S.set_plan
        ),
        confirm(
            t("Suspend {email}?", email=S.one["email"]),
            t("They are signed out at once and their keys stop. Films stay; it can be undone."),
            open=S.asking == "suspend",
            stay=S.close,
            keep=t("Back"),
            go=S.suspend,
            do=t("Suspend"),
        ),
    )


PAGE = Page(route="/admin/people", title="People", view=view, load=(S.enter, S.look), private=True)
