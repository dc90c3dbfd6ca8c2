"""The steps of making a film: time left, how far each is, and who makes it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.icon import icon
from components.progress import leader, stick, thin
from components.text import t
from state.progress import Progress
from state.project import ProjectState

P: Any = ProjectState
R: Any = Progress
"""Their vars, as components see them."""


def maker(step: Any) -> rx.Component:
    """Who makes a step."""
    instead = step["instead"] != ""
    name = rx.match(
        step["maker"],
        ("key", rx.cond(step["vendor"] != "", step["vendor"], t("your key"))),
        ("gpu", t("graphics worker")),
        ("track", t("your own track")),
        t("built in"),
    )
    kind = rx.match(step["maker"], ("key", "key"), ("gpu", "gpu"), ("track", "key"), "")
    return rx.cond(
        step["maker"] != "",
        rx.el.p(
            rx.cond(
                instead, t("{maker}, instead of {other}", maker=name, other=step["instead"]), name
            ),
            class_name=rx.cond(instead, f"prov warn {kind}", f"prov {kind}"),
        ),
    )


def step_name(id: Any) -> rx.Var[str]:
    """The name of a step."""
    return rx.match(
        id,
        ("read", t("Read the script")),
        ("draw", t("Draw pictures")),
        ("speak", t("Record voices")),
        ("film", t("Move lips and camera")),
        ("music", t("Write the music")),
        t("Mix, caption, cut"),
    )


def _step(step: Any) -> rx.Component:
    live = step["state"] == "live"
    count = rx.cond(
        (step["id"] == "read") & (P.scenes.length() > 0),
        rx.cond(
            step["state"] == "done",
            P.read_words,
            "",
        ),
        rx.cond(
            (step["total"] > 0) & ((step["state"] != "wait") | (step["done"] > 0)),
            t("{n} of {all}", n=step["done"], all=step["total"]),
            "",
        ),
    )
    return rx.el.li(
        rx.el.span(
            rx.match(
                step["state"],
                (
                    "done",
                    rx.fragment(icon("check", small=True), rx.el.span(t("Done"), class_name="vh")),
                ),
                (
                    "failed",
                    rx.fragment(
                        icon("alert", small=True), rx.el.span(t("Failed"), class_name="vh")
                    ),
                ),
                (
                    "live",
                    rx.fragment(
                        rx.el.span(class_name="dot live"),
                        rx.el.span(t("Under way"), class_name="vh"),
                    ),
                ),
                rx.fragment(
                    rx.el.span(class_name="dot off"), rx.el.span(t("Waiting"), class_name="vh")
                ),
            ),
            class_name="ic",
        ),
        rx.el.div(
            rx.el.p(
                rx.el.span(step_name(step["id"]), class_name="h2"),
                rx.el.span(count, class_name="sm mut"),
                class_name="row between",
            ),
            maker(step),
            rx.cond(live, thin(step["percent"], step_name(step["id"]), live=True)),
            class_name="grow",
        ),
        class_name=step["state"],
    )


def steps() -> rx.Component:
    """Time left and the steps, each with who makes it; below, what its owner should know."""
    return rx.el.aside(
        rx.el.div(
            rx.el.div(
                leader(
                    rx.cond(R.clock != "", R.clock, R.percent.to_string()),
                    rx.cond(R.left != "", R.left, t("{n} %", n=R.percent)),
                    (R.percent / 100).to(float),
                ),
                rx.el.div(
                    rx.el.p(t("{n} %", n=R.percent), class_name="title m"),
                    rx.el.p(
                        rx.cond(
                            R.left != "",
                            R.left,
                            rx.cond(
                                P.state == "queued",
                                t("In the queue"),
                                t("Working out how long it takes"),
                            ),
                        ),
                        class_name="mut",
                    ),
                    rx.el.p(
                        t(
                            "You can close this page. We’ll write to {email} when it’s done.",
                            email=P.person["email"],
                        ),
                        class_name="sm dim making-mail",
                    ),
                ),
                class_name="making-left",
            ),
            stick(R.percent, t("The film"), runs=True),
            class_name="making-time",
        ),
        rx.el.ol(rx.foreach(P.steps, _step), class_name="making-steps"),
        notes(P.warnings, P.key_failed),
        class_name="making-side",
        aria_label=t("Progress"),
    )


def notes(warnings: Any, key_failed: Any) -> rx.Component:
    """What its owner should know: who stood in for whom, and why. `key_failed`: somebody stood in for
    an own key."""
    return rx.cond(
        warnings.length() > 0,
        rx.el.div(
            rx.foreach(warnings, lambda one: rx.el.p(one, class_name="sm")),
            rx.cond(key_failed, rx.el.a(t("Change your keys"), href="/settings", class_name="sm")),
            class_name="making-note",
        ),
    )
