"""The pages by which one comes in: a frame of a film beside a form."""

from __future__ import annotations

import reflex as rx

from components.button import Words
from components.choices import language_switch
from components.frames import frame_path
from components.icon import icon
from components.link import anchor
from components.notices import lost, problem
from components.shell import brand
from components.text import t
from state.entrance import EntranceState


def entrance(title: Words, *content: rx.Component) -> rx.Component:
    """A page with a form. What went wrong as a whole is told above it."""
    return rx.fragment(
        anchor(t("Skip to content"), href="#main", class_name="skip"),
        rx.el.main(
            rx.el.figure(
                rx.el.span(
                    rx.el.img(
                        src=frame_path("entrance"),
                        alt=t("A frame of the film: Nora and Elias on a beach at dawn"),
                        custom_attrs={"width": 1280, "height": 720},
                    ),
                    rx.el.span("You said she never waits.", lang="en", dir="ltr", class_name="cap"),
                    class_name="frame",
                ),
                rx.el.figcaption(
                    t("The last ferry, made with the studio from 192 words."), class_name="xs"
                ),
                class_name="entrance-picture",
            ),
            rx.el.div(
                rx.el.div(brand(), language_switch(), class_name="row between"),
                problem(),
                rx.el.div(
                    rx.el.h1(title, class_name="title xl"),
                    rx.el.div(
                        rx.cond(
                            EntranceState.error != "",
                            rx.el.p(
                                icon("alert"), EntranceState.error, class_name="entrance-error"
                            ),
                        ),
                        role="alert",
                    ),
                    *content,
                    class_name="entrance-form",
                ),
                class_name="entrance-side",
            ),
            id="main",
            tab_index=-1,
            class_name="entrance",
        ),
        lost(),
    )


def or_rule() -> rx.Component:
    """Between two ways."""
    return rx.el.p(rx.el.span(t("or")), class_name="entrance-or sm dim")


def other_services() -> rx.Component:
    """Ways in by other services, where the studio is registered with some."""
    return rx.cond(
        EntranceState.services.length() > 0,  # type: ignore[attr-defined]
        rx.el.div(
            rx.el.div(
                rx.foreach(
                    EntranceState.services,
                    lambda service: anchor(
                        service["name"],
                        href="/api/v1/auth/oauth/"
                        + service["id"]
                        + "?then="
                        + rx.Var(f"encodeURIComponent({EntranceState.then!s})", _var_type=str).to(
                            str
                        ),
                        class_name="btn line",
                    ),
                ),
                class_name="entrance-services",
            ),
            or_rule(),
            class_name="stack",
        ),
    )
