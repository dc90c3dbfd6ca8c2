"""The first page of who is signed in: what is being made, the newest films, the month, and news."""

from __future__ import annotations

import reflex as rx

from components.bell import sign_of
from components.button import button, link_button
from components.film_card import film_card, first_film
from components.page import Page
from components.poll import poll
from components.progress import leader, length_of, stick
from components.shell import shell
from components.shot import cross
from components.slate import cell, panel, slate
from components.text import t
from state.bell import BellState
from state.dashboard import Bar, Going, Shot
from state.dashboard import DashboardState as S
from state.news import News


def _shot(shot: Shot) -> rx.Component:
    return rx.el.li(
        rx.cond(shot["picture"] != "", rx.el.img(src=shot["picture"], alt=""), cross()),
        class_name=rx.cond(
            shot["picture"] != "",
            rx.cond(shot["busy"], "frame dash-busy", "frame"),
            "frame is-waiting",
        ),
        key=shot["id"],
    )


def _going(film: Going) -> rx.Component:
    return rx.el.section(
        rx.el.a(
            rx.cond(
                (S.strip_of == film["id"]) & (S.hero != ""),
                rx.fragment(
                    rx.el.img(src=S.hero, alt="", key=S.hero),
                    rx.el.span(S.hero_label, class_name="tag"),
                ),
                rx.cond(
                    film["cover"] != "",
                    rx.el.img(src=film["cover"], alt=""),
                    leader(film["clock"], film["stands"], film["share"]),
                ),
            ),
            href=film["href"],
            class_name="frame dash-picture",
            aria_hidden="true",
            tab_index=-1,
        ),
        rx.el.div(
            rx.el.div(
                rx.el.div(
                    rx.el.h2(rx.el.a(film["title"], href=film["href"]), class_name="title m"),
                    rx.el.p(film["stands"], class_name="mut", aria_live="polite"),
                    class_name="grow",
                ),
                rx.el.span(t("{n} %", n=film["progress"]), class_name="title l dash-percent"),
                class_name="row between dash-top",
            ),
            rx.cond(
                S.strip_of == film["id"],
                rx.el.ul(rx.foreach(S.strip, _shot), class_name="dash-strip", aria_hidden="true"),
            ),
            stick(film["progress"], film["title"]),
            rx.el.div(
                link_button(t("Watch it being made"), film["href"]),
                class_name="row dash-acts",
            ),
            class_name="dash-about",
        ),
        class_name="dash-run",
        key=film["id"],
    )


def _recent() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2(t("Recent"), class_name="h"),
            link_button(S.total_words, "/projects", kind="quiet"),
            class_name="row between dash-head",
        ),
        rx.el.ul(
            rx.foreach(
                S.recent, lambda film: rx.el.li(film_card(film, under=True), key=film["id"])
            ),
            class_name="g4 projects-grid",
        ),
    )


def _bar(bar: Bar) -> rx.Component:
    return rx.el.li(
        rx.el.span(bar["label"], class_name="vh"),
        class_name=rx.cond(bar["today"], "t", ""),
        title=bar["label"],
        custom_attrs=length_of(bar["height"]),
    )


def _month() -> rx.Component:
    return panel(
        S.month,
        rx.el.div(
            slate(
                rx.cond(
                    S.person["credits"] != "",
                    cell(t("Credits left"), S.person["credits"], big=True),
                    cell(t("Credits"), t("not needed"), big=True),
                ),
                cell(t("Minutes made"), S.minutes_made, big=True),
                cell(t("Films"), S.films_made, big=True),
                class_name="dash-slate",
            ),
            rx.el.div(
                rx.el.ol(
                    rx.foreach(S.bars, _bar),
                    class_name="dash-bars",
                    aria_label=t("Minutes of film made each day"),
                ),
                rx.el.div(
                    rx.el.span(S.first_day),
                    rx.el.span(S.today),
                    class_name="row between xs dim dash-axis",
                    aria_hidden="true",
                ),
                class_name="dash-chart",
            ),
        ),
        beside=rx.el.span(t("minutes of film, by day"), class_name="sm dim"),
        flush=True,
    )


def _piece(one: News) -> rx.Component:
    return rx.el.li(
        sign_of(one),
        rx.el.div(
            rx.el.p(
                rx.cond(one["fresh"], rx.el.b(one["text"]), one["text"]),
            ),
            rx.el.a(
                one["act"],
                href=one["href"],
                class_name="sm mut",
                on_click=BellState.read_one(one["id"]),
            ),
            class_name="grow",
        ),
        rx.el.span(one["when"], class_name="sm dim dash-when"),
        class_name="row dash-piece",
        key=one["id"],
    )


def _news() -> rx.Component:
    return panel(
        t("News"),
        rx.cond(
            S.news,
            rx.el.ul(rx.foreach(S.news, _piece), class_name="ruled"),
            rx.el.p(
                t("Finished films and what needs you will be told here."),
                class_name="mut dash-none",
            ),
        ),
        beside=rx.cond(
            S.news,
            button(t("Mark as read"), kind="quiet", on_click=[BellState.read_all, S.look_at_news]),
        ),
        flush=True,
    )


def view() -> rx.Component:
    """The page."""
    return shell(
        rx.el.h1(t("Today"), class_name="title l"),
        rx.cond(
            S.signed_in & S.opened,
            rx.fragment(
                rx.foreach(S.going, _going),
                rx.cond(
                    S.total > 0,
                    rx.cond(S.recent, _recent()),
                    first_film(S.samples),
                ),
                rx.el.div(_month(), _news(), class_name="dash-grid"),
            ),
            rx.el.div(class_name="dash-run dash-waits"),
        ),
        poll(2, S.is_going, S.look),
        here="/dashboard",
        own="dash",
    )


PAGE = Page(route="/dashboard", title="Home", view=view, load=(S.open,), private=True)
