"""Credits and plan: the balance, every change of it, what films cost, and the plans."""

from __future__ import annotations

import reflex as rx

from components.badge import chip
from components.button import button, link_button
from components.floating import confirm
from components.icon import icon
from components.link import anchor
from components.page import Page
from components.progress import length_of
from components.shell import shell
from components.slate import cell, panel, slate
from components.text import t
from state.credits import Bill, Line, Pack, PlanRow, Price
from state.credits import CreditsState as S

_KINDS = [
    *(t("The month’s credits"), t("Bought"), t("Given by the studio"), t("Taken back")),
    t("A film"),
]


def _left() -> rx.Component:
    return rx.el.div(
        rx.el.p(S.balance, class_name="title credits-number"),
        rx.el.div(
            rx.el.p(t("credits left"), class_name="title m"),
            rx.el.p(S.enough, class_name="mut"),
            rx.el.div(
                rx.el.i(class_name="a"),
                rx.el.i(class_name="b"),
                class_name="credits-split",
                aria_hidden="true",
                custom_attrs=length_of(S.monthly_share),
            ),
            rx.el.p(
                rx.el.b(S.monthly, class_name="mut"),
                " ",
                rx.cond(S.renews != "", t("monthly, new on {day}", day=S.renews), t("monthly")),
                class_name="sm dim",
            ),
            rx.el.p(
                rx.el.b(S.bought, class_name="mut"),
                " ",
                t("bought, never run out"),
                class_name="sm dim",
            ),
            rx.cond(
                S.reserved > 0,
                rx.el.p(
                    rx.el.b(S.reserved, class_name="mut"),
                    " ",
                    t("held by films that are being made"),
                    class_name="sm dim",
                ),
            ),
        ),
        class_name="credits-left",
    )


def _free() -> rx.Component:
    return rx.el.div(
        rx.el.h2(t("Films cost nothing here."), class_name="title credits-free"),
        rx.el.p(
            rx.cond(
                S.metered,
                t("Your plan has no limit of credits."),
                t("This studio takes no payments: everybody may make as many films as they like."),
            ),
            class_name="lead mut",
        ),
        slate(
            cell(t("Films made"), S.films_made, big=True),
            cell(t("Minutes made"), S.minutes_made, big=True),
        ),
        rx.el.div(
            link_button(t("Start a film"), "/projects/new", kind="primary", big=True),
            link_button(t("Your films"), "/projects", kind="line", big=True),
            class_name="row fw",
        ),
        class_name="stack credits-nothing",
    )


def _pack(pack: Pack) -> rx.Component:
    return rx.el.button(
        rx.el.b(pack["credits"], class_name="title"),
        rx.el.span(pack["minutes"], class_name="sm dim"),
        rx.el.span(pack["price"], class_name="tc"),
        type="button",
        role="radio",
        aria_checked=rx.cond(S.pack == pack["credits"], "true", "false"),
        on_click=S.choose(pack["credits"]),
    )


def _buy() -> rx.Component:
    return rx.cond(
        S.sells,
        rx.el.div(
            rx.el.h2(t("Buy credits"), class_name="h"),
            rx.el.div(
                rx.foreach(S.packs, _pack),
                class_name="credits-packs",
                role="radiogroup",
                aria_label=t("How many"),
            ),
            button(
                t("Buy {n} credits", n=S.pack),
                kind="primary",
                cost=S.pack_price,
                big=True,
                full=True,
                on_click=S.buy,
            ),
            class_name="credits-buy",
        ),
        rx.el.div(
            rx.el.h2(t("Buying is not set up here"), class_name="h"),
            rx.el.p(
                t("This studio takes no payments. Ask its owner for credits or a larger plan."),
                class_name="mut",
            ),
            class_name="credits-buy",
        ),
    )


def _line(line: Line) -> rx.Component:
    return rx.el.tr(
        rx.el.td(line["day"], class_name="tc dim"),
        rx.el.td(
            rx.cond(
                line["href"] != "",
                rx.el.a(line["what"], href=line["href"], class_name="credits-what"),
                rx.el.span(line["what"], class_name="credits-what"),
            ),
            " ",
            rx.el.span(line["about"], class_name="dim credits-about"),
        ),
        rx.el.td(
            line["change"],
            class_name=rx.match(line["kind"], ("plus", "n tc ok"), ("minus", "n tc"), "n tc dim"),
        ),
        rx.el.td(line["balance"], class_name="n tc mut"),
        key=line["id"],
    )


def _ledger() -> rx.Component:
    head = rx.el.tr(
        rx.el.th(t("Day"), scope="col"),
        rx.el.th(t("What"), scope="col"),
        rx.el.th(t("Credits"), scope="col", class_name="n"),
        rx.el.th(t("Balance"), scope="col", class_name="n"),
    )
    return panel(
        t("Every credit"),
        rx.cond(
            S.lines,
            rx.fragment(
                rx.el.table(rx.el.thead(head), rx.el.tbody(rx.foreach(S.lines, _line))),
                rx.cond(
                    S.next != "",
                    rx.el.p(
                        button(t("Show older ones"), kind="line", on_click=S.show_more),
                        class_name="center credits-more",
                    ),
                ),
            ),
            rx.el.p(t("No credit has come or gone yet."), class_name="mut credits-none"),
        ),
        flush=True,
    )


def _plan(plan: PlanRow) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(
                plan["label"],
                rx.cond(plan["mine"], chip(t("Yours"))),
                class_name="h2 row fw credits-plan",
            ),
            rx.el.p(plan["about"], class_name="sm dim"),
            class_name="grow",
        ),
        rx.el.span(plan["price"], class_name="tc"),
        rx.cond(
            S.sells & ~rx.Var.create(plan["mine"]).to(bool),
            button(
                t("Choose"),
                kind="line",
                on_click=S.subscribe(plan["name"]),
                aria_label=t("Choose {plan}", plan=plan["label"]),
            ),
        ),
        class_name=rx.cond(plan["mine"], "row credits-mine", "row"),
        key=plan["name"],
    )


def _plans() -> rx.Component:
    renews = rx.cond(
        S.renews != "",
        rx.el.span(
            rx.cond(S.ends, t("ends {day}", day=S.renews), t("renews {day}", day=S.renews)),
            class_name="sm dim",
        ),
    )
    return panel(
        t("Plan"),
        rx.el.ul(rx.foreach(S.plans, _plan), class_name="ruled"),
        rx.cond(
            S.has_subscription,
            rx.el.div(
                button(t("Cancel plan"), kind="quiet", on_click=S.ask("cancel")),
                class_name="credits-foot",
            ),
        ),
        beside=renews,
        flush=True,
    )


def _prices() -> rx.Component:
    def row(price: Price) -> rx.Component:
        return rx.el.tr(
            rx.el.td(price["length"], class_name="tc"),
            rx.el.td(price["credits"], class_name="n"),
            key=price["length"],
        )

    head = rx.el.tr(
        rx.el.th(t("Length of the film"), scope="col"),
        rx.el.th(t("Cost"), scope="col", class_name="n"),
    )
    return panel(
        t("What films cost"),
        rx.el.table(rx.el.thead(head), rx.el.tbody(rx.foreach(S.prices, row))),
        rx.el.p(
            t(
                "Three credits a minute that is begun. Making a film again after an edit costs new "
                "minutes only; what fails is given back."
            ),
            class_name="sm mut credits-foot",
        ),
        flush=True,
    )


def _bills() -> rx.Component:
    def row(bill: Bill) -> rx.Component:
        return rx.el.li(
            rx.el.span(bill["day"], class_name="tc mut"),
            rx.el.p(bill["what"], class_name="grow"),
            rx.el.span(bill["amount"], class_name="tc"),
            rx.cond(
                bill["url"] != "",
                anchor(
                    icon("download"),
                    href=bill["url"],
                    target="_blank",
                    rel="noopener",
                    class_name="btn quiet icon",
                    aria_label=t("Invoice of {day}", day=bill["day"]),
                ),
            ),
            class_name="row",
            key=bill["id"],
        )

    return rx.cond(
        S.bills,
        panel(t("Invoices"), rx.el.ul(rx.foreach(S.bills, row), class_name="ruled"), flush=True),
    )


def view() -> rx.Component:
    """The page."""
    return shell(
        rx.el.h1(t("Credits and plan"), class_name="vh"),
        rx.cond(
            S.signed_in & S.opened,
            rx.cond(
                S.metered,
                rx.fragment(
                    rx.el.section(
                        rx.cond(S.unlimited, _free(), _left()), _buy(), class_name="credits-top"
                    ),
                    rx.el.div(
                        rx.el.div(_ledger(), class_name="stack"),
                        rx.el.div(_plans(), _prices(), _bills(), class_name="stack"),
                        class_name="credits-grid",
                    ),
                ),
                rx.el.section(_free(), class_name="credits-top alone"),
            ),
            rx.el.div(class_name="credits-wait"),
        ),
        confirm(
            t("Cancel the plan?"),
            t(
                "It goes on until {day}; then the free plan begins. Films and bought credits stay.",
                day=S.renews,
            ),
            open=S.asking == "cancel",
            stay=S.ask(""),
            keep=t("Keep the plan"),
            go=S.cancel,
            do=t("Cancel plan"),
        ),
        here="/credits",
    )


PAGE = Page(route="/credits", title="Credits and plan", view=view, load=(S.open,), private=True)
