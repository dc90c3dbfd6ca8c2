"""The bell: how much news is unread, the newest of it with the way to what it is about."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.floating import menu, menu_item
from components.icon import icon
from components.text import t
from state.bell import BellState
from state.news import News

S: Any = BellState


def bell(class_name: str = "") -> rx.Component:
    """The bell of who is signed in; what comes while the page is open is announced."""
    count = rx.cond(
        S.unread > 0,
        rx.el.span(S.unread_count, class_name="bell-count tc", aria_hidden="true"),
    )
    head = rx.el.p(t("News"), class_name="h2 who", role="presentation")
    nothing = rx.el.p(
        t("Finished films and what needs you will be told here."),
        class_name="bell-none mut",
        role="menuitem",
        aria_disabled="true",
        tab_index=-1,
    )
    list_ = rx.fragment(
        rx.foreach(S.told, _piece),
        rx.cond(
            S.unread > 0,
            rx.fragment(rx.el.hr(), menu_item(t("Mark as read"), on_click=S.read_all)),
        ),
    )
    return rx.el.span(
        menu(
            S.bell_name,
            rx.fragment(icon("bell"), count),
            head,
            rx.cond(S.told, list_, nothing),
            face_class="btn quiet icon bell-face",
            on_open=S.look,
        ),
        rx.el.span(S.heard, role="status", class_name="vh"),
        class_name=f"bell {class_name}".strip(),
    )


def sign_of(one: News) -> rx.Component:
    """The sign before a piece of news."""
    return rx.match(
        one["sign"],
        ("done", rx.el.span(icon("done"), class_name="ok")),
        ("alert", rx.el.span(icon("alert"), class_name="lampink")),
        ("comment", rx.el.span(icon("comment"))),
        rx.el.span(icon("bell")),
    )


def _piece(one: News) -> rx.Component:
    return rx.el.a(
        sign_of(one),
        rx.el.span(
            rx.el.span(
                one["text"], class_name=rx.cond(one["fresh"], "bell-text fresh", "bell-text")
            ),
            rx.el.span(
                rx.cond(one["fresh"], rx.el.span(t("unread"), ", ", class_name="vh")),
                one["when"],
                class_name="xs dim",
            ),
            class_name="grow bell-said",
        ),
        rx.el.span(
            class_name=rx.cond(one["fresh"], "dot live", "dot bell-read"), aria_hidden="true"
        ),
        href=one["href"],
        role="menuitem",
        on_click=S.read_one(one["id"]),
        class_name="bell-piece",
        key=one["id"],
    )
