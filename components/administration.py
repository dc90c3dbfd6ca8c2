"""What the pages of the administration share: their places, and who is let in."""

from __future__ import annotations

import reflex as rx

from components.button import Words, button, link_button
from components.empty import empty
from components.field import field
from components.form import api_form
from components.link import parts
from components.shell import shell
from components.text import t
from state.admin import AdminState as S

PLACES = (
    ("/admin", "Overview"),
    ("/admin/people", "People"),
    ("/admin/jobs", "Jobs"),
    ("/admin/audit", "Audit"),
)
_PLACES = [t("Overview"), t("People"), t("Jobs"), t("Audit")]


def _code() -> rx.Component:
    return api_form(
        rx.el.h2(t("Your second step"), class_name="title m"),
        rx.el.p(
            t("This session was signed in without it. Running the studio needs it."),
            class_name="mut",
        ),
        field(
            t("The six digits your app shows"),
            "code",
            id="admin-code",
            complete="one-time-code",
            input_mode="numeric",
            error=S.code_error,
            class_name="tc set-code",
        ),
        button(t("Go on"), kind="primary", type="submit", busy=t("One moment…")),
        action="/api/v1/auth/mfa/verify",
        on_done=S.code_given,
        class_name="stack admin-door",
    )


def _door() -> rx.Component:
    """What those see who may not be here, or not yet."""
    return rx.match(
        S.standing,
        (
            "setup",
            rx.el.div(
                rx.el.h2(t("Set up a second step first"), class_name="title m"),
                rx.el.p(
                    t(
                        "Who runs the studio can reach everybody’s films. A password alone is not "
                        "enough for that."
                    ),
                    class_name="mut",
                ),
                link_button(t("Security"), "/settings/security", kind="primary"),
                class_name="stack admin-door",
            ),
        ),
        ("code", _code()),
        (
            "role",
            empty(
                t("This is for the people who run the studio."),
                "",
                link_button(t("Home"), "/dashboard", kind="line"),
            ),
        ),
        rx.el.div(class_name="admin-wait"),
    )


def administration(title: Words, here: str, *content: rx.Component) -> rx.Component:
    """A page of the administration."""
    return shell(
        rx.el.div(
            rx.el.h1(title, class_name="title l"),
            rx.cond(
                S.standing == "in",
                parts(
                    *(
                        rx.el.a(
                            t(name), href=href, aria_current="page" if href == here else "false"
                        )
                        for href, name in PLACES
                    ),
                    class_name="seg",
                    label=t("Administration"),
                ),
            ),
            class_name="row between fw admin-head",
        ),
        rx.cond(S.standing == "in", rx.fragment(*content), _door()),
        here="/admin",
    )
