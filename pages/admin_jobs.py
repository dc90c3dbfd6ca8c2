"""Administration: jobs of everybody, and tasks that were given up."""

from __future__ import annotations

import reflex as rx

from components.administration import administration
from components.badge import chip
from components.button import button
from components.field import segments
from components.page import Page
from components.poll import poll
from components.slate import panel
from components.text import t
from state.admin_people import JobRow, Letter
from state.admin_people import JobsState as S

_STATES = [
    ("", t("All")),
    ("queued", t("Waiting")),
    ("processing", t("Running")),
    ("failed", t("Failed")),
    ("completed", t("Finished")),
]


def _job(job: JobRow) -> rx.Component:
    return rx.el.tr(
        rx.el.td(
            rx.el.p(job["title"], class_name="h2"),
            rx.el.p(job["owner"], class_name="sm dim admin-email"),
        ),
        rx.el.td(
            rx.match(
                job["state"],
                ("processing", chip(t("Running"), "live")),
                ("queued", chip(t("Waiting"))),
                ("completed", chip(t("Finished"), "ok")),
                ("failed", chip(t("Failed"), "bad")),
                chip(t("Cancelled")),
            ),
            rx.el.p(job["about"], class_name="sm dim"),
        ),
        rx.el.td(job["when"], class_name="n sm dim only-d"),
        key=job["id"],
    )


def _letter(letter: Letter) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(letter["name"], class_name="h2 admin-email"),
            rx.el.p(letter["error"], class_name="sm bad"),
            rx.el.p(letter["when"], class_name="sm dim"),
            class_name="grow",
        ),
        button(
            t("Try again"),
            kind="line",
            on_click=S.requeue(letter["id"]),
            aria_label=t("Try again: {name}", name=letter["name"]),
        ),
        class_name="row fw",
        key=letter["id"],
    )


def view() -> rx.Component:
    """The page."""
    head = rx.el.tr(
        rx.el.th(t("Film"), scope="col"),
        rx.el.th(t("State"), scope="col"),
        rx.el.th(t("Begun"), scope="col", class_name="n only-d"),
    )
    return administration(
        t("Jobs"),
        "/admin/jobs",
        rx.cond(
            S.letters,
            rx.el.div(
                panel(
                    t("Given up"),
                    rx.el.ul(rx.foreach(S.letters, _letter), class_name="ruled"),
                    flush=True,
                ),
                class_name="admin-letters",
            ),
        ),
        rx.el.div(segments(t("State"), _STATES, S.only, S.choose), class_name="tools"),
        rx.cond(
            S.jobs,
            rx.el.div(
                rx.el.table(rx.el.thead(head), rx.el.tbody(rx.foreach(S.jobs, _job))),
                class_name="panel",
            ),
            rx.el.p(t("No job is like this."), class_name="mut"),
        ),
        poll(4, S.going, S.look),
    )


PAGE = Page(route="/admin/jobs", title="Jobs", view=view, load=(S.enter, S.look), private=True)
