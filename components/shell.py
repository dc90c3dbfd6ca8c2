"""What lies around the content of a page: the bar above, the tabs of a phone, the footer."""

from __future__ import annotations

from collections.abc import Sequence

import reflex as rx

from components.badge import credit
from components.bell import bell
from components.button import icon_button, link_button
from components.choices import language_switch, theme_switch
from components.floating import menu, menu_item, menu_link
from components.form import api_form
from components.icon import icon, mark
from components.link import anchor
from components.notices import lost, problem, toasts
from components.text import t
from state.base import AppState

Place = tuple[str, str, str]
"""An address, its name in English, and its icon."""


def brand() -> rx.Component:
    """The studio's name, and the way to its first page."""
    return rx.el.a(
        mark(),
        rx.el.span("AI Film Studio"),
        href=rx.cond(AppState.signed_in, "/dashboard", "/"),
        class_name="brand",
        aria_label=t("AI Film Studio, home"),
    )


def sign_out(class_name: str = "") -> rx.Component:
    """Ends the session, then shows the first page."""
    return api_form(
        menu_item(t("Sign out"), type="submit", class_name=class_name),
        action="/api/v1/auth/logout",
        then="/",
    )


def _is_admin() -> rx.Var[bool]:
    role = rx.Var.create(AppState.person["role"])
    return (role == "admin") | (role == "super_admin")


def _account() -> rx.Component:
    person = AppState.person
    return menu(
        t("Your account"),
        rx.cond(
            person["avatar"] != "",
            rx.el.img(src=person["avatar"], alt=""),
            rx.el.span(person["initials"], aria_hidden="true"),
        ),
        rx.el.div(
            rx.el.p(person["name"], class_name="h2 trunc"),
            rx.el.p(person["email"], class_name="xs dim trunc"),
            class_name="who",
        ),
        menu_link(t("Settings"), "/settings"),
        menu_link(t("Credits"), "/credits"),
        rx.cond(_is_admin(), menu_link(t("Administration"), "/admin")),
        rx.el.hr(),
        sign_out(),
        face_class="ava",
    )


def _current(here: str, href: str) -> str:
    return "page" if here == href else "false"


def _link(href: str, label: rx.Var[str], here: str) -> rx.Component:
    return rx.el.a(label, href=href, aria_current=_current(here, href))


def top(here: str) -> rx.Component:
    """The bar above. `here` is the address of the page, whose place is marked."""
    places = rx.cond(
        AppState.signed_in,
        rx.fragment(
            _link("/dashboard", t("Home"), here),
            _link("/projects", t("Films"), here),
            _link("/credits", t("Credits"), here),
            _link("/settings", t("Settings"), here),
            rx.cond(_is_admin(), _link("/admin", t("Administration"), here)),
        ),
        rx.fragment(
            anchor(t("Films"), href="/#films"),
            _link("/pricing", t("Plans"), here),
            _link("/docs", t("Help"), here),
        ),
    )
    people = rx.fragment(
        rx.cond(
            AppState.person["credits"] != "",
            credit(
                rx.fragment(
                    rx.el.span(t("{n} credits", n=AppState.person["credits"]), class_name="only-d"),
                    rx.el.span(AppState.person["credits"], class_name="only-p"),
                )
            ),
        ),
        link_button(
            t("New film"), "/projects/new", kind="primary", sign="plus", class_name="only-d"
        ),
        bell(),
        _account(),
    )
    guests = rx.fragment(
        language_switch(wide=False),
        link_button(t("Sign in"), "/auth/login", kind="quiet"),
        link_button(t("Start a film"), "/auth/register", kind="primary", class_name="only-d"),
    )
    return rx.el.header(
        rx.el.div(
            brand(),
            rx.el.nav(places, class_name="tabs only-d", aria_label=t("Main")),
            rx.el.span(class_name="grow"),
            rx.cond(AppState.signed_in, people, guests),
            class_name="row wrap",
        ),
        class_name="top",
    )


TABS: tuple[Place, ...] = (
    ("/dashboard", "Home", "home"),
    ("/projects", "Films", "film"),
    ("/projects/new", "New film", "plus"),
    ("/credits", "Credits", "clapper"),
    ("/settings", "Settings", "settings"),
)


def tabbar(here: str, places: Sequence[Place] = TABS) -> rx.Component:
    """The tabs of a phone: five, and what makes something new in the middle."""
    return rx.el.nav(
        *(
            rx.el.a(
                icon(sign),
                rx.el.span(t(name)),
                href=href,
                class_name="new" if sign == "plus" else "",
                aria_current=_current(here, href),
            )
            for href, name, sign in places
        ),
        class_name="tabbar",
        aria_label=t("Sections"),
    )


_TABS = [t("Home"), t("Films"), t("New film"), t("Credits"), t("Settings")]


def footer() -> rx.Component:
    """Ways that are always there, the language and the theme."""
    return rx.el.footer(
        rx.el.div(
            rx.el.nav(
                rx.el.a(t("Plans"), href="/pricing"),
                rx.el.a(t("Help"), href="/docs"),
                anchor(t("API"), href="/api/v1/docs"),
                class_name="tabs",
                aria_label=t("Footer"),
            ),
            rx.el.span(class_name="grow"),
            language_switch(up=True),
            theme_switch(up=True),
            class_name="row wrap",
        ),
        class_name="foot",
    )


def shell(
    *content: rx.Component,
    here: str,
    wide: bool = False,
    tabs: Sequence[Place] | None = TABS,
    foot: bool = True,
    own: str = "",
) -> rx.Component:
    """A page: its content between what is always there.

    `here` is its address; `wide` leaves the width to the content; `tabs` are those of the phone for
    people who are signed in, None for none. A page with its `own` way of lying has the classes
    `<own>-studio` and `<own>-main` (`:has()` in a style of all pages makes every change of every
    page slow).
    """
    kinds = ["main"] + ([] if wide else ["wrap"]) + ([f"{own}-main"] if own else [])
    body = rx.el.main(*content, id="main", tab_index=-1, class_name=" ".join(kinds))
    bar = rx.cond(AppState.signed_in, tabbar(here, tabs)) if tabs is not None else rx.fragment()
    studio = f"studio {own}-studio" if own else "studio"
    tabbed = rx.cond(AppState.signed_in, f"{studio} tabbed", studio) if tabs else studio
    return rx.fragment(
        anchor(t("Skip to content"), href="#main", class_name="skip"),
        rx.el.div(
            top(here),
            problem(),
            body,
            footer() if foot else rx.fragment(),
            class_name=tabbed,
        ),
        bar,
        toasts(),
        lost(),
    )


__all__ = ["brand", "footer", "icon_button", "shell", "sign_out", "tabbar", "top"]
