"""Around a finished film: who made what, chapters, downloads, drafts, and sharing it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.badge import chip, draft
from components.button import button
from components.field import field, segments
from components.floating import dialog
from components.player import chapters, download, when
from components.slate import panel, slate
from components.steps import maker
from components.text import t
from state.base import AppState
from state.project import ProjectState

P: Any = ProjectState
"""Its vars, as components see them."""


def provenance() -> rx.Component:
    """Who made what."""

    def cell(id: str, name: Any, value: Any, foot: rx.Component) -> rx.Component:
        return rx.el.div(rx.el.dt(name), rx.el.dd(value), rx.el.dd(foot, class_name="film-by"))

    def by(id: str) -> rx.Component:
        return rx.foreach(
            P.film_steps,
            lambda step: rx.cond(step["id"] == id, maker(step), rx.fragment()),
        )

    inside = (P.loudness <= -13.0) & (P.loudness >= -15.0)
    return slate(
        cell("draw", t("Pictures"), P.film_words["shots"], by("draw")),
        cell("speak", t("Voices"), P.film_words["voices"], by("speak")),
        cell("film", t("Lips"), P.film_words["speaking"], by("film")),
        cell("music", t("Music"), P.film_words["scenes"], by("music")),
        rx.cond(
            P.loudness < 0,
            cell(
                "sound",
                t("Sound"),
                rx.el.span(P.film_words["sound"], class_name="tc"),
                rx.el.p(
                    rx.cond(inside, t("within the web target"), t("outside the web target of -14")),
                    class_name=rx.cond(inside, "prov", "prov warn"),
                ),
            ),
        ),
    )


def _piece(piece: Any) -> rx.Component:
    name = rx.match(
        piece["kind"],
        ("film", t("Film")),
        ("hevc", t("Film, smaller")),
        ("web", t("For the web")),
        ("gif", t("Moving picture")),
        ("captions", t("Captions")),
        ("sound", t("Sound alone")),
        ("picture", t("Thumbnail")),
        t("Everything"),
    )
    return rx.el.li(
        rx.el.div(
            rx.el.p(name, class_name="h2"),
            rx.el.p(piece["about"], class_name="sm dim"),
            class_name="grow",
        ),
        rx.el.span(piece["size"], class_name="sm mut", dir="ltr"),
        download(
            piece["href"],
            t("Download: {name}, {about}", name=name, about=piece["about"]),
            on_fail=AppState.tell,
        ),
        class_name="row",
    )


def _draft(row: Any) -> rx.Component:
    return rx.el.li(
        draft(row["number"]),
        rx.el.p(
            rx.cond(row["note"] != "", rx.fragment(row["note"], ", "), ""),
            when(row["when"], P.lang),
            class_name="sm dim grow",
        ),
        rx.cond(row["shown"], chip(t("This film"), "ok")),
        class_name="row",
    )


def aside() -> rx.Component:
    owner = P.facts["role"] == "owner"
    return rx.el.aside(
        panel(t("Chapters"), chapters(P.film_scenes), flush=True),
        rx.cond(
            owner,
            panel(
                t("Share"),
                rx.el.p(_visibility(), class_name="sm mut"),
                button(t("Share the film"), full=True, sign="link", on_click=P.ask_about("share")),
            ),
        ),
        panel(
            t("Download"),
            rx.el.ul(rx.foreach(P.pieces, _piece), class_name="ruled film-pieces"),
            flush=True,
        ),
        rx.cond(
            P.drafts.length() > 0,
            panel(
                t("Drafts"), rx.el.ul(rx.foreach(P.drafts, _draft), class_name="ruled"), flush=True
            ),
        ),
        class_name="film-side",
        aria_label=t("About the film"),
    )


def _visibility() -> rx.Var[str]:
    return rx.match(
        P.facts["visibility"],
        ("public", t("Public: everybody may watch it, and find it.")),
        ("unlisted", t("Unlisted: whoever has the link may watch it.")),
        t("Private: you, and the people on the project."),
    )


def share() -> rx.Component:
    options = [("private", t("Private")), ("unlisted", t("Unlisted")), ("public", t("Public"))]
    return dialog(
        rx.el.div(
            segments(t("Who may watch"), options, P.facts["visibility"], P.share),
            rx.el.p(_visibility(), class_name="sm mut"),
            rx.cond(
                P.facts["page"] != "",
                rx.el.div(
                    rx.el.code(P.facts["page"], class_name="film-link"),
                    button(
                        t("Copy the link"),
                        kind="line",
                        sign="link",
                        on_click=[rx.set_clipboard(P.facts["page"]), P.copied],
                    ),
                    class_name="stack s",
                ),
            ),
            rx.el.form(
                field(
                    t("Send to an e-mail address"),
                    "email",
                    type="email",
                    complete="off",
                    error=P.friend_error,
                    hint=t("They may watch for 7 days, without an account."),
                ),
                rx.el.div(
                    button(t("Send the link"), type="submit", busy=t("Sending…")),
                    button(t("Take sent links back"), kind="quiet", on_click=P.take_back),
                    class_name="row fw",
                ),
                on_submit=P.send_link,
                no_validate=True,
                class_name="stack s",
            ),
            class_name="stack",
        ),
        label=t("Share “{title}”", title=P.facts["title"]),
        open=P.asking == "share",
        close=P.ask_about(""),
    )
