"""The page of a film, for everybody who has its address."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.button import link_button
from components.empty import empty
from components.page import Page
from components.player import chapters, player, transcript
from components.shell import shell
from components.slate import panel
from components.text import t
from state.base import AppState
from state.film import FilmState

F: Any = FilmState
"""Its vars, as components see them."""


def _film() -> rx.Component:
    return rx.el.div(
        rx.el.section(
            player(
                film=F.address,
                title=F.title,
                sources=F.sources,
                tracks=F.tracks,
                poster=F.poster,
                seconds=F.length,
                scenes=F.scenes,
                burnt=F.burnt,
                language=F.language,
                on_fail=AppState.tell,
            ),
            rx.el.div(
                rx.el.div(
                    rx.el.h1(F.title, class_name="title l", dir="auto"),
                    rx.el.p(F.about, class_name="mut"),
                ),
                rx.el.div(
                    link_button(t("Make a film of your own"), "/projects/new", kind="primary"),
                    class_name="row",
                ),
                class_name="film-head",
            ),
            rx.cond(F.lines.length() > 0, transcript(F.lines)),
        ),
        rx.el.aside(
            panel(t("Chapters"), chapters(F.scenes), flush=True),
            class_name="film-side",
            aria_label=t("About the film"),
        ),
        class_name="film public",
    )


def _missing() -> rx.Component:
    return empty(
        t("There is no such film"),
        t("Its page was closed, or the link you were sent has run out. Ask whoever sent it."),
        link_button(t("Other films"), "/", kind="line"),
    )


def view() -> rx.Component:
    """The page."""
    return shell(
        rx.cond(
            F.missing,
            rx.fragment(rx.el.h1(t("Film"), class_name="vh"), _missing()),
            rx.cond(
                F.address != "",
                _film(),
                rx.el.div(
                    rx.el.section(
                        rx.el.h1(t("Film"), class_name="vh"), rx.el.div(class_name="frame")
                    ),
                    class_name="film public",
                    aria_busy="true",
                ),
            ),
        ),
        here="/films",
        wide=True,
    )


PAGE = Page(route="/films/[slug]", title="Film", view=view, load=(F.open,))
