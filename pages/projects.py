"""The list of films: search, filter, sort; select some, and copy, fetch or delete them."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.button import Words, button, icon_button
from components.field import search
from components.film_card import film_about, film_card, film_picture, first_film
from components.floating import confirm, dialog, menu, menu_choice
from components.icon import icon
from components.link import anchor
from components.page import Page
from components.poll import poll
from components.shell import shell
from components.text import t
from state.cards import FilmCard
from state.projects import ProjectsState as S

_KINDS = [
    ("", t("Every kind")),
    ("film", t("Film")),
    ("product", t("Product video")),
    ("podcast", t("Podcast")),
    ("explainer", t("Explainer")),
]
_STATES = [
    ("", t("Every state")),
    ("making", t("Being made")),
    ("finished", t("Finished")),
    ("failed", t("Not finished")),
    ("draft", t("Not made yet")),
]
_SORTS = [
    ("newest", t("Newest first")),
    ("oldest", t("Oldest first")),
    ("title", t("By title")),
]


def _choice(
    label: Words, what: str, options: list[tuple[str, rx.Var[str]]], value: Any
) -> rx.Component:
    now = rx.match(value, *options, options[0][1])
    return menu(
        t("{what}: {now}", what=label, now=now),
        rx.fragment(now, icon("down", small=True)),
        *(menu_choice(words, value == one, on_click=S.choose(what, one)) for one, words in options),
        face_class="btn line",
        start=True,
    )


def _look(look: str, label: Words, sign: str) -> rx.Component:
    return rx.el.button(
        icon(sign, small=True),
        type="button",
        aria_label=label,
        title=label,
        aria_pressed=rx.cond(S.look == look, "true", "false"),
        on_click=S.choose("look", look),
    )


def _tools() -> rx.Component:
    return rx.el.div(
        search(S.find, S.search, t("Search titles and lines")),
        rx.el.div(
            _choice(t("Kind"), "kind", _KINDS, S.kind),
            _choice(t("State"), "state", _STATES, S.standing),
            _choice(t("Order"), "sort", _SORTS, S.sort),
            class_name="projects-filters",
        ),
        rx.el.div(
            _look("grid", t("Grid"), "grid"),
            _look("list", t("List"), "list"),
            class_name="seg only-d end",
            role="group",
            aria_label=t("Look"),
        ),
        class_name="tools",
    )


def _is_on(film: FilmCard) -> rx.Var[bool]:
    return rx.Var.create(S.selected).to(list[str]).contains(film["id"])


def _tick(film: FilmCard) -> rx.Component:
    is_on = _is_on(film)
    return rx.el.label(
        rx.el.input(
            type="checkbox",
            class_name="cb",
            checked=is_on,
            on_change=lambda _: S.select(film["id"]),
            aria_label=t("Select {title}", title=film["title"]),
        ),
        class_name="projects-tick",
    )


def _in_grid(film: FilmCard) -> rx.Component:
    is_on = _is_on(film)
    return rx.el.li(
        film_card(film),
        _tick(film),
        class_name=rx.cond(is_on, "projects-one on", "projects-one"),
        key=film["id"],
    )


def _in_list(film: FilmCard) -> rx.Component:
    is_on = _is_on(film)
    return rx.el.li(
        _tick(film),
        rx.el.a(
            film_picture(film),
            rx.el.span(
                rx.el.span(film["title"], class_name="h2 trunc"),
                film_about(film),
                class_name="grow",
            ),
            rx.el.span(film["changed"], class_name="sm dim only-d"),
            href=film["href"],
        ),
        class_name=rx.cond(is_on, "projects-row on", "projects-row"),
        key=film["id"],
    )


def _bulk() -> rx.Component:
    def act(label: Words, sign: str, do: object, kind: str = "") -> rx.Component:
        return rx.el.button(
            icon(sign, small=True),
            rx.el.span(label, class_name="only-d"),
            type="button",
            class_name=f"btn quiet {kind}",
            aria_label=label,
            on_click=do,
        )

    return rx.el.div(
        rx.cond(
            S.selected_count > 0,
            rx.el.div(
                rx.el.b(S.selected_words),
                rx.el.span(class_name="grow"),
                act(t("Download"), "download", S.ask("download")),
                act(t("Duplicate"), "copy", S.copy_selected),
                act(t("Delete"), "trash", S.ask("delete"), "bad"),
                icon_button(t("Clear the selection"), "close", on_click=S.unselect),
                class_name="projects-bulk",
                role="region",
                aria_label=t("What is selected"),
            ),
        ),
        aria_live="polite",
    )


def _downloads() -> rx.Component:
    def one(film: FilmCard) -> rx.Component:
        return rx.el.li(
            rx.el.span(film["title"], class_name="grow"),
            rx.cond(
                film["length"] != "",
                anchor(
                    icon("download", small=True),
                    t("ZIP of everything"),
                    href=f"/api/v1/projects/{film['id']}/archive",
                    download="",
                    class_name="btn line",
                ),
                rx.el.span(t("Not made yet"), class_name="sm dim"),
            ),
            class_name="row",
        )

    return dialog(
        rx.el.p(
            t("Each ZIP holds the film, its captions, sounds, pictures and storyboard."),
            class_name="mut sm",
        ),
        rx.el.ul(rx.foreach(S.chosen, one), class_name="ruled projects-zips"),
        label=t("Download"),
        open=S.asking == "download",
        close=S.ask(""),
    )


def _delete() -> rx.Component:
    return confirm(
        rx.cond(
            S.selected_count == 1,
            t("Delete “{title}”?", title=S.chosen[0]["title"]),
            t("Delete {n} films?", n=S.selected_count),
        ),
        t(
            "Films and drafts go, links to them close, and what is being made stops. "
            "Undo brings the films back; the links stay closed."
        ),
        open=(S.asking == "delete") & (S.selected_count > 0),
        stay=S.ask(""),
        keep=t("Keep"),
        go=S.delete_selected,
        do=t("Delete"),
    )


def _none_found() -> rx.Component:
    return rx.el.div(
        rx.el.p(t("No film is like this."), class_name="h"),
        rx.el.p(
            t("Titles and lines are searched; try a shorter word, or show everything."),
            class_name="mut",
        ),
        button(t("Show everything"), kind="line", on_click=S.clear),
        class_name="empty",
    )


def _list() -> rx.Component:
    return rx.fragment(
        _tools(),
        rx.cond(
            S.films,
            rx.fragment(
                rx.cond(
                    S.look == "grid",
                    rx.el.ul(rx.foreach(S.films, _in_grid), class_name="g4 projects-grid"),
                    rx.el.ul(rx.foreach(S.films, _in_list), class_name="projects-rows"),
                ),
                rx.cond(
                    S.more,
                    rx.el.p(
                        button(t("Show more"), kind="line", on_click=S.show_more),
                        class_name="center projects-more",
                    ),
                ),
            ),
            _none_found(),
        ),
    )


def _waiting() -> rx.Component:
    return rx.el.ul(
        *(rx.el.li(rx.el.span(class_name="frame is-waiting")) for _ in range(4)),
        class_name="g4 projects-grid",
        aria_label=t("Loading"),
    )


def view() -> rx.Component:
    """The page."""
    return shell(
        rx.el.div(
            rx.el.h1(t("Films"), class_name="title l"),
            rx.el.span(S.summary, class_name="mut only-d"),
            class_name="row between projects-head",
        ),
        rx.cond(
            S.signed_in & S.opened,
            rx.cond((S.total > 0) | S.narrowed, _list(), first_film(S.samples)),
            _waiting(),
        ),
        _bulk(),
        _downloads(),
        _delete(),
        poll(4, S.going, S.refresh),
        here="/projects",
    )


PAGE = Page(route="/projects", title="Films", view=view, load=(S.open,), private=True)
