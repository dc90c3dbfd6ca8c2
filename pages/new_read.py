"""What the studio has read in a script: its scenes, its cast with their voices, its world."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.floating import menu, menu_choice, menu_item
from components.icon import icon
from components.script import Sound
from components.slate import panel
from components.text import t
from pages.new_words import VOICES, language_name
from state.new import NewState

S: Any = NewState
"""The state, whose variables are expressions of the browser here."""


def _scene(scene: Any) -> rx.Component:
    length = {"style": {"--p": f"{scene['share']}%"}}
    return rx.el.li(
        rx.el.span(scene["number"], class_name="title new-no"),
        rx.el.div(
            rx.el.p(scene["heading"], class_name="script sm new-heading"),
            rx.el.p(scene["about"], class_name="sm dim"),
            class_name="grow",
        ),
        rx.el.span(
            rx.el.span(scene["length"], class_name="tc mut"),
            rx.el.span(rx.el.i(), class_name="thin", aria_hidden="true", custom_attrs=length),
            class_name="new-length",
        ),
    )


def scenes() -> rx.Component:
    """The scenes, and how long each will be."""
    return panel(
        t("Scenes"),
        rx.el.ol(rx.foreach(S.scenes, _scene), class_name="ruled new-scenes"),
        flush=True,
    )


def _voice(who: Any) -> rx.Component:
    """The voice of somebody, and others to choose from."""
    return menu(
        t("Voice of {name}: {voice}", name=who["name"], voice=who["voice"]),
        rx.fragment(who["voice"], icon("down", small=True)),
        *(
            menu_choice(name, who["kind"] == kind, on_click=S.choose_voice(who["id"], kind))
            for kind, name in VOICES
        ),
        rx.el.hr(),
        menu_item(t("Another voice like this"), on_click=S.choose_voice(who["id"], "")),
    )


def _member(who: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            rx.cond(
                who["face"] != "",
                rx.el.img(src=who["face"], alt=""),
                rx.cond(who["initial"] != "", who["initial"], icon("voice")),
            ),
            class_name="ava new-face",
            aria_hidden="true",
        ),
        rx.el.div(
            rx.el.p(who["name"], class_name="h2"),
            rx.el.p(who["about"], class_name="sm dim"),
            class_name="grow",
        ),
        rx.el.button(
            icon("play", small=True, fill=True),
            type="button",
            class_name="btn quiet icon new-hear",
            aria_label=t("Hear {name}", name=who["name"]),
            title=t("Hear {name}", name=who["name"]),
            data_busy=rx.cond(S.hearing == who["id"], "true", "false"),
            on_click=S.hear(who["id"]),
        ),
        _voice(who),
        class_name="row",
    )


def cast() -> rx.Component:
    """Who is heard."""
    return panel(
        t("Cast and voices"),
        rx.el.ul(rx.foreach(S.cast, _member), class_name="ruled new-cast"),
        rx.el.p(
            rx.cond(S.hearing != "", t("The voice is being made…"), ""),
            role="status",
            class_name="vh",
        ),
        Sound.create(n=S.sound["n"], src=S.sound["src"]),
        flush=True,
    )


def _fact(name: rx.Var[str], value: Any) -> rx.Component:
    return rx.el.div(rx.el.dt(name), rx.el.dd(value))


def world() -> rx.Component:
    """Where it plays and how it sounds."""
    return panel(
        t("The world"),
        rx.el.p(S.world["logline"], class_name="sm mut", dir="auto"),
        rx.el.dl(
            _fact(t("Culture"), S.world["culture"]),
            _fact(t("Language"), language_name(S.world["language"])),
            _fact(t("Music"), S.world["music"]),
            _fact(t("Pace"), S.world["pace"]),
            class_name="sm new-facts",
        ),
    )
