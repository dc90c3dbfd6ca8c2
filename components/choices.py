"""Choices that every page offers: the language and the theme."""

from __future__ import annotations

import reflex as rx

from components.floating import menu, menu_choice
from components.icon import icon
from components.text import t
from state.base import AppState
from state.words import LANGUAGES


def language_switch(
    *, up: bool = False, wide: bool = True, start: bool = False, look: str = "btn quiet"
) -> rx.Component:
    """Languages, each by its own name in its own script. `up` opens the list above; where it is not
    `wide`, a phone shows the sign alone."""
    name = rx.match(AppState.lang, *LANGUAGES.items(), "English")
    face = rx.fragment(
        icon("languages", small=True), rx.el.span(name, class_name="" if wide else "only-d")
    )
    return menu(
        t("Language: {name}", name=name),
        face,
        *(
            menu_choice(
                rx.el.span(own, lang=code),
                AppState.lang == code,
                on_click=AppState.speak(code),
            )
            for code, own in LANGUAGES.items()
        ),
        up=up,
        start=start,
        face_class=look,
    )


def theme_switch(*, up: bool = False, start: bool = False, look: str = "btn quiet") -> rx.Component:
    """Dark, light, or as the system has it."""
    names = [("system", t("As the system")), ("dark", t("Dark")), ("light", t("Light"))]
    name = rx.match(AppState.theme, *names[1:], names[0][1])
    return menu(
        t("Theme: {name}", name=name),
        rx.fragment(icon("theme", small=True), rx.el.span(name)),
        *(
            menu_choice(label, AppState.theme == code, on_click=AppState.light(code))
            for code, label in names
        ),
        up=up,
        start=start,
        face_class=look,
    )
