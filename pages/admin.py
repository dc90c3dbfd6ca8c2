"""Administration: how the studio does now, and what was made in the last month."""

from __future__ import annotations

import reflex as rx

from components.administration import administration
from components.button import button, link_button
from components.icon import icon
from components.page import Page
from components.poll import poll
from components.slate import cell, panel, slate
from components.text import t
from state.admin import Entry, Part, StageRow
from state.admin import OverviewState as S

_PARTS = [
    *(t("Database"), t("Redis"), t("Storage"), t("Queues"), t("Disk"), t("Memory")),
]


def _part(part: Part) -> rx.Component:
    return rx.el.div(
        rx.el.dt(
            rx.el.span(class_name=rx.cond(part["ok"], "dot", "dot bad"), aria_hidden="true"),
            part["name"],
        ),
        rx.el.dd(part["note"]),
    )


def _alarm() -> rx.Component:
    return rx.el.div(
        rx.cond(
            S.alarm != "",
            rx.el.div(
                icon("alert"),
                rx.el.p(S.alarm, class_name="grow"),
                button(t("Look again"), kind="quiet", on_click=S.look),
                class_name="admin-alarm",
            ),
        ),
        role="alert",
    )


def _numbers() -> rx.Component:
    n = S.numbers
    return panel(
        t("The last 30 days"),
        slate(
            cell(t("Films"), n["films"], big=True),
            cell(t("Minutes made"), n["minutes"], big=True),
            cell(t("Failed"), n["failed"], big=True),
            class_name="admin-slate",
        ),
        slate(
            cell(t("People"), n["people"], big=True),
            cell(t("New"), n["new_people"], big=True),
            cell(t("Active"), n["active_people"], big=True),
            class_name="admin-slate",
        ),
        rx.cond(
            n["revenue"] != "",
            rx.el.p(
                t("{price} a month from {n} paying people.", price=n["revenue"], n=n["paying"]),
                class_name="sm mut admin-foot",
            ),
            rx.el.p(
                t("Nobody pays here, or payments are not set up."), class_name="sm mut admin-foot"
            ),
        ),
        flush=True,
    )


def _stage(stage: StageRow) -> rx.Component:
    return rx.el.tr(
        rx.el.td(stage["name"]),
        rx.el.td(stage["waiting"], class_name="n tc"),
        rx.el.td(stage["running"], class_name="n tc"),
        rx.el.td(stage["each"], class_name="n tc dim"),
        key=stage["name"],
    )


def _stages() -> rx.Component:
    head = rx.el.tr(
        rx.el.th(t("Stage"), scope="col"),
        rx.el.th(t("Waiting"), scope="col", class_name="n"),
        rx.el.th(t("Running"), scope="col", class_name="n"),
        rx.el.th(t("Each"), scope="col", class_name="n"),
    )
    return panel(
        t("Queues"),
        rx.cond(
            S.stages,
            rx.el.table(rx.el.thead(head), rx.el.tbody(rx.foreach(S.stages, _stage))),
            rx.el.p(t("Nothing waits, and nothing was made today."), class_name="mut admin-foot"),
        ),
        beside=rx.el.span(S.numbers["going"], class_name="sm dim"),
        flush=True,
    )


def entry(one: Entry) -> rx.Component:
    """Something that was done."""
    return rx.el.li(
        rx.el.span(one["day"], " ", one["time"], class_name="tc dim admin-when"),
        rx.el.p(
            rx.el.b(one["who"]),
            " ",
            one["action"],
            " ",
            rx.el.span(one["details"], class_name="mut"),
            class_name="grow",
        ),
        class_name="row sm admin-entry",
        key=one["id"],
    )


def view() -> rx.Component:
    """The page."""
    return administration(
        t("Studio overview"),
        "/admin",
        rx.cond(
            S.opened,
            rx.fragment(
                _alarm(),
                rx.el.dl(
                    rx.foreach(S.parts, _part),
                    rx.foreach(S.workers, _part),
                    class_name="slate admin-health",
                ),
                rx.el.div(
                    _numbers(),
                    _stages(),
                    panel(
                        t("Audit"),
                        rx.cond(
                            S.newest,
                            rx.el.ul(rx.foreach(S.newest, entry), class_name="ruled"),
                            rx.el.p(t("Nothing like this was done."), class_name="mut admin-foot"),
                        ),
                        beside=link_button(t("All"), "/admin/audit", kind="quiet"),
                        flush=True,
                    ),
                    panel(
                        t("Given up"),
                        rx.el.p(
                            rx.cond(
                                S.numbers["dead"] == "",
                                t("No task was given up."),
                                S.numbers["dead"],
                            ),
                            class_name="mut",
                        ),
                        beside=link_button(t("Jobs"), "/admin/jobs", kind="quiet"),
                    ),
                    class_name="admin-grid",
                ),
            ),
            rx.el.div(class_name="admin-wait"),
        ),
        poll(15, S.opened, S.look),
    )


PAGE = Page(route="/admin", title="Administration", view=view, load=(S.enter, S.look), private=True)
