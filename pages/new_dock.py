"""The dock along the bottom of the page for new films: options, and the button that makes the film."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.button import button
from components.field import field
from components.floating import dialog, menu, menu_choice, menu_item
from components.icon import icon
from components.script import MakeButton
from components.text import t
from pages.new_words import (
    ASPECTS,
    CAPTIONS,
    LANGUAGES,
    LENGTHS,
    MUSIC,
    STYLES,
    Words,
    language_name,
    name_of,
)
from state.new import NewState

S: Any = NewState
"""The state, whose variables are expressions of the browser here."""


def _cell(name: rx.Var[str], value: Any, *items: rx.Component) -> rx.Component:
    face = rx.fragment(
        rx.el.span(name, class_name="k"),
        " ",
        rx.el.span(rx.el.span(value), icon("down", small=True), class_name="v"),
    )
    return menu(
        t("{name} {value}", name=name, value=value),
        face,
        *items,
        face_class="new-cell",
        up=True,
        start=True,
    )


def _choices(option: str, words: Words) -> list[rx.Component]:
    return [
        menu_choice(name, S.options[option] == value, on_click=S.choose(option, value))
        for value, name in words
    ]


def _length_choice(value: str, name: rx.Var[str]) -> rx.Component:
    beyond = rx.cond(S.longest < int(value or 0), rx.el.span(t("larger plan"), class_name="xs dim"))
    return menu_choice(
        rx.fragment(name, beyond),
        S.options["duration"] == value,
        on_click=S.choose("duration", value),
    )


def _length() -> rx.Component:
    chosen = name_of(S.options["duration"], LENGTHS, t("{n} s", n=S.options["duration"]))
    return _cell(
        t("Length"),
        chosen,
        *(_length_choice(value, name) for value, name in LENGTHS),
        rx.el.hr(),
        menu_item(t("Another length…"), on_click=S.open_length(True)),
    )


def _language() -> rx.Component:
    read = S.world["language"]
    as_written = rx.cond(
        S.scenes.length() > 0,
        t("{language}, as written", language=language_name(read)),
        t("As written"),
    )
    chosen = rx.cond(S.options["language"] == "", as_written, language_name(S.options["language"]))
    return _cell(
        t("Language"),
        chosen,
        menu_choice(
            t("As written"), S.options["language"] == "", on_click=S.choose("language", "")
        ),
        *(
            menu_choice(
                rx.el.span(name, lang=code),
                S.options["language"] == code,
                on_click=S.choose("language", code),
            )
            for code, name in LANGUAGES.items()
        ),
    )


def _option(label: rx.Var[str], option: str, words: Words) -> rx.Component:
    return _cell(
        label,
        name_of(S.options[option], words, words[0][1]),
        *_choices(option, words),
    )


def dock() -> rx.Component:
    """Options in ruled cells, and the button with its price."""
    cost = rx.cond(
        S.slate["metered"],
        rx.el.span(t("{n} credits", n=S.slate["credits"]), class_name="cost"),
    )
    return rx.el.div(
        rx.el.div(
            _option(t("Look"), "style", STYLES),
            _option(t("Shape"), "aspect", ASPECTS),
            _length(),
            _language(),
            _option(t("Music"), "music", MUSIC),
            _option(t("Captions"), "captions", CAPTIONS),
            role="group",
            aria_label=t("Options of the film"),
            class_name="new-options",
        ),
        MakeButton.create(
            rx.el.span(
                rx.el.span(t("Make the film"), class_name="on"),
                rx.el.span(t("Beginning…"), class_name="off", aria_hidden="true"),
                class_name="labels",
            ),
            cost,
            busy=S.making,
            on_make=S.make,
            class_name="btn primary big new-make",
        ),
        class_name="new-dock",
    )


def length_dialog() -> rx.Component:
    """Asks for a length that is not in the list."""
    return dialog(
        rx.el.form(
            field(
                t("Length"),
                "length",
                error=S.length_error,
                hint=t("In seconds, or as minutes and seconds: 75 or 1:15. From 0:30 to 5:00."),
                input_mode="text",
                default_value=S.options["duration"],
            ),
            rx.el.div(
                button(t("Set the length"), kind="primary", type="submit"), class_name="acts"
            ),
            on_submit=S.set_length,
            no_validate=True,
        ),
        label=t("Length of the film"),
        open=S.length_open,
        close=S.open_length(False),
    )
