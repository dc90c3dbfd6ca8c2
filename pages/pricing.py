"""What a film costs, and the plans."""

from __future__ import annotations

import reflex as rx

from components.page import Page
from components.plans import plans
from components.shell import shell
from components.text import t
from state.plans import A_MINUTE, EXAMPLES, OFFERS, PACKS


def _length(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}"


def _costs() -> rx.Component:
    return rx.el.section(
        rx.el.h2(t("What a film costs"), class_name="title l"),
        rx.el.p(
            t(
                "{n} credits buy a minute, rounded up to the next full one. You see the cost before "
                "you start, and it is held until the film is done. A film that fails gives it back. "
                "Making shots again inside the same minutes costs nothing.",
                n=A_MINUTE,
            ),
            class_name="lead mut",
        ),
        rx.el.dl(
            *(
                rx.el.div(
                    rx.el.dt(rx.el.span(_length(seconds), class_name="tc"), class_name="t"),
                    rx.el.dd(t("{n} credits", n=credits)),
                )
                for seconds, credits in EXAMPLES
            ),
            class_name="slate",
        ),
        rx.el.p(
            t("More credits can be bought at any time, and they do not expire:"),
            class_name="mut",
        ),
        rx.el.dl(
            *(
                rx.el.div(rx.el.dt(t("{n} credits", n=credits)), rx.el.dd(price))
                for credits, price in PACKS
            ),
            class_name="slate packs",
        ),
        class_name="pricing-part",
    )


def _yes(value: bool) -> rx.Component:
    return rx.el.span(t("yes")) if value else rx.el.span(t("no"), class_name="dim")


def _table() -> rx.Component:
    rows: list[tuple[rx.Var[str], list[rx.Component | rx.Var[str] | str]]] = [
        (
            t("Credits a month"),
            [str(one.credits) if one.credits else t("no limit") for one in OFFERS],
        ),
        (t("Longest film"), [t("{n} min", n=one.minutes) for one in OFFERS]),
        (t("Download"), [one.lines for one in OFFERS]),
        (t("Watermark"), [_yes(one.watermark) for one in OFFERS]),
        (t("API keys"), [_yes(one.keys) for one in OFFERS]),
        (t("Requests a minute"), [str(one.requests) for one in OFFERS]),
        (t("Largest file you can bring"), [one.upload for one in OFFERS]),
        (t("Your own name and logo"), [_yes(one.white_label) for one in OFFERS]),
    ]
    return rx.el.section(
        rx.el.h2(t("Side by side"), class_name="title l"),
        rx.el.div(
            rx.el.table(
                rx.el.caption(t("What each plan includes"), class_name="vh"),
                rx.el.thead(
                    rx.el.tr(
                        rx.el.td(),
                        *(rx.el.th(one.label, scope="col") for one in OFFERS),
                    )
                ),
                rx.el.tbody(
                    *(
                        rx.el.tr(
                            rx.el.th(name, scope="row"), *(rx.el.td(value) for value in values)
                        )
                        for name, values in rows
                    )
                ),
            ),
            class_name="panel",
            tab_index=0,
            role="region",
            aria_label=t("What each plan includes"),
        ),
        class_name="pricing-part",
    )


def _own() -> rx.Component:
    return rx.el.section(
        rx.el.h2(t("Or run it yourself"), class_name="title l"),
        rx.el.p(
            t(
                "The whole studio runs on a laptop, without an account, a key, a meter or a network. "
                "It is free software: two commands, and films are yours from the first line to the "
                "last frame."
            ),
            class_name="lead mut",
        ),
        class_name="pricing-part",
    )


def view() -> rx.Component:
    """The page."""
    return shell(
        rx.el.h1(t("Three credits, one minute."), class_name="title xl"),
        plans(rx.el.h2),
        _costs(),
        _table(),
        _own(),
        here="/pricing",
    )


PAGE = Page(
    route="/pricing",
    title="Plans",
    view=view,
    about="What a film costs in AI Film Studio: three credits a minute, and plans from free up.",
)
