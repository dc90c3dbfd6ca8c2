"""What lies around the pages of one project: its bar, with the way back, its title and its parts."""

from __future__ import annotations

import reflex as rx

from components.badge import draft
from components.button import Words
from components.icon import icon
from components.link import anchor
from components.notices import lost, problem, toasts
from components.text import t


def _parts(id: rx.Var[str], here: str) -> rx.Component:
    """The ways between the pages of a project."""
    places = [("film", t("Film"), ""), ("edit", t("Storyboard"), "/edit")]
    return rx.fragment(
        *(
            rx.el.a(
                name,
                href=f"/projects/{id}{end}",
                aria_current="page" if part == here else "false",
            )
            for part, name, end in places
        )
    )


def production(
    *content: rx.Component,
    id: rx.Var[str],
    title: Words,
    version: rx.Var[int],
    here: str,
    beside: rx.Component,
) -> rx.Component:
    """A page of a project. `here` is film or edit; `beside` are the buttons at the end of the bar."""
    bar = rx.el.header(
        rx.el.div(
            rx.el.a(
                icon("back", flip=True),
                href="/projects",
                class_name="btn quiet icon",
                aria_label=t("Back to films"),
            ),
            rx.el.h1(title, class_name="title s trunc"),
            rx.cond(version > 0, rx.el.span(draft(version), class_name="only-d prod-draft")),
            rx.el.nav(_parts(id, here), class_name="tabs only-d", aria_label=t("Project")),
            rx.el.span(class_name="grow"),
            beside,
            class_name="row prod-bar",
        ),
        rx.el.nav(
            rx.el.div(_parts(id, here), class_name="tabs"),
            class_name="only-p prod-tabs",
            aria_label=t("Project, phone"),
        ),
        class_name="top",
    )
    return rx.fragment(
        anchor(t("Skip to content"), href="#main", class_name="skip"),
        rx.el.div(
            bar,
            problem(),
            rx.el.main(*content, id="main", tab_index=-1, class_name="prod"),
            class_name="studio",
        ),
        toasts(),
        lost(),
    )
