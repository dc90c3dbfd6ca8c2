"""Films in lists: the picture, what stands on it, title and draft below."""

from __future__ import annotations

import reflex as rx

from components.badge import draft
from components.button import link_button
from components.icon import icon
from components.progress import leader, length_of
from components.shot import cross
from components.text import t
from state.cards import FilmCard, SampleCard

_KINDS = [t("Film"), t("Product video"), t("Podcast"), t("Explainer")]


def film_picture(film: FilmCard) -> rx.Component:
    """A film's picture. While it is made, how far it is; where there is none, a crossed frame."""
    return rx.el.span(
        rx.cond(
            film["cover"] != "",
            rx.el.img(src=film["cover"], alt="", loading="lazy"),
            cross(),
        ),
        rx.cond(film["length"] != "", rx.el.span(film["length"], class_name="len")),
        rx.cond(
            film["says"] != "",
            rx.el.span(
                rx.match(
                    film["state"],
                    ("making", rx.el.span(class_name="dot live")),
                    ("failed", icon("alert", small=True)),
                    rx.fragment(),
                ),
                film["says"],
                class_name="st",
            ),
        ),
        class_name=rx.match(
            film["state"],
            ("making", "frame is-rendering"),
            ("failed", "frame card-failed"),
            ("draft", "frame is-waiting"),
            "frame",
        ),
        custom_attrs=length_of(film["progress"]),
    )


def film_about(film: FilmCard) -> rx.Component:
    """What kind of film it is, and on which draft; the line that a search has found."""
    return rx.fragment(
        rx.el.p(
            rx.el.span(film["kind"]),
            rx.cond(film["draft"] > 0, draft(film["draft"])),
            class_name="sm dim row fw about",
        ),
        rx.cond(film["line"] != "", rx.el.q(film["line"], class_name="sm found", dir="auto")),
    )


def film_card(film: FilmCard, *, under: bool = False) -> rx.Component:
    """A film, and the way to it; `under` a heading of its own kind or right below the page's."""
    name = rx.el.h3 if under else rx.el.h2
    return rx.el.a(
        film_picture(film),
        name(film["title"], class_name="title"),
        film_about(film),
        href=film["href"],
        class_name="filmcard",
    )


def sample_scripts(samples: list[SampleCard]) -> rx.Component:
    """Scripts to begin with, each a page."""

    def one(sample: SampleCard) -> rx.Component:
        return rx.el.li(
            rx.el.a(
                rx.el.h3(sample["title"], class_name="title", lang=sample["lang"]),
                rx.el.p(sample["about"], class_name="sm"),
                rx.el.p(
                    sample["opening"],
                    class_name="samplecard-opening",
                    lang=sample["lang"],
                    dir="auto",
                    aria_hidden="true",
                ),
                href=sample["href"],
                class_name="page samplecard",
            ),
            key=sample["href"],
        )

    return rx.cond(
        samples,
        rx.el.section(
            rx.el.h2(t("Or begin with a sample and change it"), class_name="h"),
            rx.el.ul(rx.foreach(samples, one), class_name="g4 samplecards"),
            class_name="stack",
        ),
    )


def first_film(samples: list[SampleCard]) -> rx.Component:
    """What somebody sees who has made no film yet."""
    return rx.fragment(
        rx.el.section(
            leader("1", t("Nothing shot yet."), 0.0),
            rx.el.div(
                rx.el.h2(t("Nothing shot yet."), class_name="title l"),
                rx.el.p(
                    t(
                        "Write a few lines and the studio reads them back as scenes, cast and "
                        "cost before you spend anything."
                    ),
                    class_name="mut lead",
                ),
                rx.el.div(
                    link_button(t("Start a film"), "/projects/new", kind="primary", big=True),
                    link_button(t("How to write a script"), "/docs", kind="line", big=True),
                    class_name="row fw",
                ),
            ),
            class_name="projects-empty",
        ),
        sample_scripts(samples),
    )
