"""The dialogs of the storyboard page: keys, captions, versions, where a shot moves, and a clash."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.badge import chip, draft
from components.board import Choice, SavedAt
from components.button import Words, button
from components.field import switch
from components.floating import dialog, menu, menu_choice, menu_item
from components.icon import icon
from components.reel import Recording
from components.text import t
from pages.editor_words import DIFFERENCES, KINDS, PACES, VOICES, name_of, said
from pages.editor_words import Words as Options
from state.base import AppState
from state.editor import EditorState
from state.editor_cast import CastState
from state.editor_versions import VersionsState

DRAFT: Any = EditorState
PAPERS: Any = VersionsState
CAST: Any = CastState

KEYS: tuple[tuple[str, rx.Var[str]], ...] = (
    ("← ↑ → ↓", t("Go from shot to shot")),
    ("Enter", t("Edit the line")),
    ("Esc", t("Back to the shot")),
    ("Space", t("Play from here")),
    ("J  K  L", t("Back, stop, on; again for faster")),
    (",  .", t("A frame back or on")),
    ("1 – 9", t("Circle a take")),
    ("D", t("Draw another picture")),
    ("H", t("Hear the line")),
    ("Shift K", t("Lock or unlock the shot")),
    ("S", t("Split the shot")),
    ("Delete", t("Delete the shot")),
    ("Alt ← →", t("Move the shot")),
    ("Ctrl Z", t("Undo")),
    ("Shift Ctrl Z", t("Redo")),
    ("Ctrl Enter", t("Make the film")),
    ("?", t("All keys")),
)
CAPTIONS: tuple[tuple[str, rx.Var[str], Options], ...] = (
    (
        "mode",
        t("Captions"),
        (
            ("burn", t("In the picture")),
            ("soft", t("To switch on and off")),
            ("none", t("None")),
        ),
    ),
    ("position", t("Where"), (("bottom", t("Below")), ("top", t("Above")))),
    (
        "size",
        t("How large"),
        (("small", t("Small")), ("medium", t("Medium")), ("large", t("Large"))),
    ),
    (
        "colour",
        t("Colour"),
        (("#ffffff", t("White")), ("#ffe680", t("Yellow")), ("#a8cbec", t("Blue"))),
    ),
    ("plate", t("Behind the words"), (("plate", t("A dark plate")), ("bare", t("Nothing")))),
)


def _dialog(name: str, label: Words, *children: rx.Component, wide: bool = False) -> rx.Component:
    return dialog(
        *children,
        label=label,
        open=DRAFT.panel == name,
        close=DRAFT.show_panel(""),
        wide=wide,
    )


def _keys() -> rx.Component:
    rows = [
        rx.fragment(rx.el.dt(*(rx.el.kbd(one) for one in keys.split("  "))), rx.el.dd(what))
        for keys, what in KEYS
    ]
    return _dialog(
        "keys",
        t("All keys"),
        rx.el.dl(*rows, class_name="ed-keys"),
        switch(
            t("Keys of one letter"),
            DRAFT.letters,
            DRAFT.turn_letters,
            about=t("They work outside of fields. Turn them off if you speak to your computer."),
        ),
        wide=True,
    )


def _captions() -> rx.Component:
    fields = [
        rx.el.label(
            rx.el.span(label, class_name="lab"),
            rx.el.span(
                Choice.create(
                    *(rx.el.option(words, value=value) for value, words in options),
                    value=DRAFT.captions[name],
                    answers=DRAFT.answers,
                    on_pick=lambda value, name=name: DRAFT.set_captions(name, value),
                    class_name="in",
                ),
                icon("down", small=True),
                class_name="picker",
            ),
            class_name="field",
        )
        for name, label, options in CAPTIONS
    ]
    return _dialog("captions", t("Captions"), rx.el.div(*fields, class_name="stack"))


def _move() -> rx.Component:
    def place(scene: Any) -> rx.Component:
        return rx.el.button(
            rx.el.span(scene["number"], class_name="title s"),
            rx.el.span(scene["heading"], class_name="script grow"),
            type="button",
            class_name="ed-pick",
            on_click=DRAFT.move_to(scene["id"]),
            key=scene["id"],
        )

    return _dialog(
        "move",
        t("Move shot {shot} to …", shot=DRAFT.sheet["label"]),
        rx.el.p(t("It goes to the end of the scene."), class_name="mut"),
        rx.el.div(rx.foreach(DRAFT.scenes, place), class_name="ed-picks"),
    )


def _side(head: Words, text: rx.Var[str], *more: rx.Component) -> rx.Component:
    gone = rx.el.p(t("Taken out"), class_name="dim")
    return rx.el.div(
        rx.el.h3(head, class_name="h2"),
        rx.cond(text != "", rx.el.p(text, class_name="script"), gone),
        *more,
        class_name="ed-side",
    )


def _clash() -> rx.Component:
    def pair(one: Any) -> rx.Component:
        theirs = rx.cond(DRAFT.clash_by != "", DRAFT.clash_by, t("As it is now"))
        return rx.el.div(
            _side(t("Yours"), one["mine"]), _side(theirs, one["theirs"]), class_name="ed-sides"
        )

    return dialog(
        rx.el.p(DRAFT.clash_about, class_name="mut"),
        rx.foreach(DRAFT.clashing, pair),
        rx.el.div(
            button(
                t("Keep theirs"),
                kind="line",
                on_click=DRAFT.settle(False),
                data_safe="true",
            ),
            button(t("Keep yours"), kind="solid", on_click=DRAFT.settle(True)),
            class_name="acts",
        ),
        label=t("Two people changed this"),
        open=DRAFT.panel == "clash",
        close=DRAFT.settle(False),
        wide=True,
    )


def _version(one: Any) -> rx.Component:
    current = one["is_current"]
    return rx.el.li(
        draft(one["number"]),
        rx.el.div(
            rx.el.p(
                t("Version {n}", n=one["number"]),
                rx.cond(current, chip(t("now"))),
                rx.cond(one["is_film"], chip(t("the film"), "ok")),
                class_name="row h2",
            ),
            rx.el.p(
                SavedAt.create(at=one["at"], lang=AppState.lang, text="{day}"),
                rx.cond(one["author"] != "", rx.fragment(", ", one["author"])),
                rx.cond(one["note"] != "", rx.fragment(". ", one["note"])),
                class_name="xs dim",
            ),
            class_name="grow",
        ),
        rx.cond(
            ~current,
            rx.el.div(
                button(t("Compare"), kind="quiet", on_click=PAPERS.compare(one["number"])),
                button(t("Restore"), kind="line", on_click=PAPERS.restore(one["number"])),
                class_name="row",
            ),
        ),
        rx.cond(PAPERS.compared == one["number"], _comparison()),
        key=one["number"].to(str),
    )


def _comparison() -> rx.Component:
    def row(one: Any) -> rx.Component:
        return rx.el.li(
            rx.el.p(
                said(KINDS, one["kind"]),
                " ",
                rx.el.span(one["label"], class_name="tc"),
                " ",
                rx.el.b(said(DIFFERENCES, one["what"])),
                class_name="sm",
            ),
            rx.cond(
                one["before"] != "", rx.el.p(rx.el.s(one["before"]), class_name="script sm dim")
            ),
            rx.cond(one["after"] != "", rx.el.p(one["after"], class_name="script sm")),
        )

    return rx.el.div(
        rx.el.h3(t("What changed since then"), class_name="h2"),
        rx.cond(
            PAPERS.differences.length() > 0,
            rx.el.ul(rx.foreach(PAPERS.differences, row), class_name="ruled"),
            rx.el.p(t("Nothing."), class_name="mut"),
        ),
        class_name="ed-compared",
    )


def _versions() -> rx.Component:
    none = rx.el.p(
        t("No version is saved yet. Each film that you make from here saves one."),
        class_name="mut",
    )
    return _dialog(
        "versions",
        t("Versions"),
        rx.cond(
            PAPERS.versions.length() > 0,
            rx.el.ul(rx.foreach(PAPERS.versions, _version), class_name="ed-versions"),
            none,
        ),
        wide=True,
    )


def _member(one: Any) -> rx.Component:
    id = one["id"]
    kind = rx.cond(one["kind"] != "", said(VOICES, one["kind"]), t("Narrator’s voice")).to(str)
    wait = rx.cond(CAST.listens == id, t("Recording the line"), "").to(str)
    return rx.el.li(
        rx.el.div(
            rx.el.p(name_of(one["name"]), class_name="h2"),
            rx.el.p(t("{n} lines", n=one["lines"]), class_name="xs dim"),
            class_name="grow",
        ),
        menu(
            t("Voice of {name}: {voice}", name=name_of(one["name"]), voice=kind),
            rx.fragment(kind, icon("down", small=True)),
            *(
                menu_choice(words, one["kind"] == value, on_click=CAST.give_voice(id, value))
                for value, words in VOICES
            ),
            rx.el.hr(),
            menu_item(t("Another voice like this"), on_click=CAST.give_voice(id, "")),
            face_class="btn line",
        ),
        rx.el.span(
            Choice.create(
                *(rx.el.option(f"{pace}×", value=pace) for pace in PACES),
                value=one["rate"],
                answers=DRAFT.answers,
                on_pick=lambda pace: CAST.set_pace(id, pace),
                class_name="in tc",
                custom_attrs={"aria-label": t("Pace")},
            ),
            icon("down", small=True),
            class_name="picker",
        ),
        rx.cond(
            one["line"] != "",
            Recording.create(
                icon("play", small=True, fill=True),
                icon("pause", small=True, fill=True),
                src=one["src"],
                turn=CAST.listens == id,
                words={"hear": t("Hear the voice"), "stop": t("Stop"), "about": wait},
                on_want=CAST.listen(id),
                class_name="ed-voice",
            ),
        ),
        key=id,
    )


def _cast() -> rx.Component:
    return _dialog(
        "cast",
        t("Cast"),
        rx.el.p(
            t("Another voice or pace speaks all lines of that person again."), class_name="mut"
        ),
        rx.el.ul(rx.foreach(CAST.cast, _member), class_name="ed-cast"),
        wide=True,
    )


def panels() -> rx.Component:
    """All of them; each is there while it is open."""
    return rx.fragment(_keys(), _captions(), _move(), _clash(), _versions(), _cast())
