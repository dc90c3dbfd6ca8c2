"""The page of a project: its film being made, live, and then the film."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components import making
from components.button import button, icon_button, link_button
from components.empty import empty
from components.film import aside, provenance, share
from components.floating import confirm
from components.page import Page
from components.player import player, transcript, when
from components.production import production
from components.steps import notes, steps
from components.text import t
from state.base import AppState
from state.project import ProjectState

P: Any = ProjectState
"""Its vars, as components see them."""


def _beside() -> rx.Component:
    """What can be done, at the end of the bar."""
    return rx.fragment(
        rx.cond(
            (P.mode == "making") & P.may_edit,
            button(t("Stop"), kind="line", class_name="only-d", on_click=P.ask_about("stop")),
        ),
        rx.cond(
            (P.mode == "film") & (P.facts["role"] == "owner"),
            rx.fragment(
                button(
                    t("Share"),
                    kind="primary",
                    sign="share",
                    class_name="only-d",
                    on_click=P.ask_about("share"),
                ),
                icon_button(
                    t("Share"), "share", class_name="only-p", on_click=P.ask_about("share")
                ),
            ),
        ),
    )


def _making() -> rx.Component:
    return rx.el.div(
        making.preview(),
        steps(),
        making.strip(),
        making.heard(),
        rx.cond(
            P.may_edit,
            rx.el.section(
                rx.el.p(_stopping(), class_name="sm mut"),
                button(t("Stop making"), kind="line", full=True, on_click=P.ask_about("stop")),
                class_name="making-stop only-p",
            ),
        ),
        class_name="making",
    )


def _stopping() -> rx.Var[str]:
    """What happens to the credits when the making is stopped."""
    taken = t(
        "{n} credits were taken when the making began. Stopping now keeps what is made, and does "
        "not return them.",
        n=P.credits,
    )
    held = t("The making has not begun: the {n} credits that are held come back.", n=P.credits)
    free = t("What is made so far is kept: when you make the film again, it goes on from there.")
    return rx.cond(P.facts["metered"] & (P.credits > 0), rx.cond(P.started, taken, held), free)


def _stopped() -> rx.Component:
    """The film was stopped, or failed: why, and what can be done."""
    failed = P.state == "failed"
    return rx.el.section(
        rx.el.div(
            rx.el.h2(
                rx.cond(failed, t("The film could not be made"), t("The making was stopped")),
                class_name="title m",
            ),
            rx.el.p(
                rx.cond(failed, P.error, t("What was made is kept.")), class_name="mut", dir="auto"
            ),
            rx.cond(
                failed & P.facts["metered"] & (P.credits > 0),
                rx.el.p(t("Its {n} credits were given back.", n=P.credits), class_name="sm mut"),
            ),
            class_name="grow",
        ),
        rx.cond(
            P.may_edit,
            rx.el.div(
                button(t("Try again"), kind="primary", sign="retry", on_click=P.retry),
                link_button(
                    t("Edit storyboard"),
                    f"/projects/{P.facts['id']}/edit",
                    kind="line",
                    sign="pencil",
                ),
                class_name="row fw",
            ),
        ),
        class_name=rx.cond(failed, "film-setback bad", "film-setback"),
        role="status",
    )


def _film() -> rx.Component:
    return rx.el.div(
        rx.el.section(
            rx.cond((P.state == "failed") | (P.state == "cancelled"), _stopped()),
            player(
                film=P.film_job,
                title=P.facts["title"],
                sources=P.sources,
                tracks=P.tracks,
                poster=P.poster,
                seconds=P.length,
                scenes=P.film_scenes,
                burnt=P.burnt,
                language=P.film_language,
                on_fail=AppState.tell,
            ),
            rx.el.div(
                rx.el.div(
                    rx.el.h2(P.facts["title"], class_name="title l"),
                    rx.el.p(
                        P.about,
                        ". ",
                        t("Finished"),
                        " ",
                        when(P.finished_at, P.lang),
                        ", ",
                        t("made in {time}", time=P.took),
                        ".",
                        class_name="mut",
                    ),
                ),
                rx.el.div(
                    rx.cond(
                        P.may_edit,
                        link_button(
                            t("Edit storyboard"),
                            f"/projects/{P.facts['id']}/edit",
                            kind="line",
                            sign="pencil",
                        ),
                    ),
                    button(t("Duplicate"), kind="line", sign="copy", on_click=P.duplicate),
                    class_name="row",
                ),
                class_name="film-head",
            ),
            provenance(),
            notes(P.film_warnings, P.film_key_failed),
            transcript(P.film_lines),
        ),
        aside(),
        class_name="film",
    )


def _nothing() -> rx.Component:
    """A project whose film was not made yet."""
    return rx.el.div(
        empty(
            t("No film yet"),
            t("The project is there. Make its film, or look at the storyboard first."),
            rx.cond(P.may_edit, button(t("Make the film"), kind="primary", on_click=P.make)),
            link_button(t("Edit storyboard"), f"/projects/{P.facts['id']}/edit", kind="line"),
        ),
        class_name="wrap main",
    )


def _missing() -> rx.Component:
    return rx.el.div(
        empty(
            t("There is no such project"),
            t("It was deleted, or it belongs to somebody who has not shared it with you."),
            link_button(t("Your films"), "/projects", kind="primary"),
        ),
        class_name="wrap main",
    )


def _waiting() -> rx.Component:
    """The shape of the page, until it is known."""
    return rx.el.div(
        rx.el.div(rx.el.div(class_name="frame"), class_name="making-stage"),
        rx.el.div(class_name="making-side"),
        class_name="making",
        aria_busy="true",
    )


def view() -> rx.Component:
    """The page."""
    shown = rx.cond(
        P.missing,
        _missing(),
        rx.match(
            P.mode,
            ("making", _making()),
            ("film", _film()),
            (
                "stopped",
                rx.el.div(
                    _stopped(),
                    making.preview(),
                    making.strip(),
                    making.heard(),
                    class_name="making over",
                ),
            ),
            ("empty", _nothing()),
            _waiting(),
        ),
    )
    page = production(
        shown,
        rx.el.p(P.said, role="status", class_name="vh"),
        confirm(
            t("Stop making “{title}”?", title=P.facts["title"]),
            _stopping(),
            open=P.asking == "stop",
            stay=P.ask_about(""),
            keep=t("Go on making"),
            go=P.stop,
            do=t("Stop"),
        ),
        share(),
        id=P.facts["id"],
        title=rx.cond(P.facts["title"] != "", P.facts["title"], t("Film")),
        version=P.facts["version"],
        here="film",
        beside=_beside(),
    )
    return rx.el.div(rx.cond(AppState.signed_in, page), on_unmount=P.close)


PAGE = Page(route="/projects/[id]", title="Film", view=view, load=(P.open,), private=True)
