"""The inspector of the storyboard page: the chosen shot in full, and everything that can be changed."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.board import Amount, Choice, Drawer, LineArea
from components.button import Words, button, icon_button
from components.floating import menu, menu_item
from components.icon import icon
from components.reel import Monitor, Recording
from components.shot import cross
from components.text import t
from pages.editor_controls import DRAFT, FIXED, ONLINE, SHEET, choice, do, labelled, refusal
from pages.editor_words import (
    EMOTIONS,
    FAR,
    GENRES,
    INTENSITIES,
    JOINS,
    MOVES,
    SIZES,
    name_of,
    said,
)


def _set(**values: Any) -> Any:
    return do({"do": "set_shot", "shot": SHEET["id"]} | values, "shot")


def _head() -> rx.Component:
    id = SHEET["id"]
    return rx.el.div(
        rx.el.span(class_name="ed-hold", aria_hidden="true"),
        rx.el.span(SHEET["label"], class_name="title ed-no"),
        rx.el.h2(
            said(SIZES, SHEET["size"]),
            rx.cond(SHEET["who"] != "", rx.fragment(", ", name_of(SHEET["who"]))),
            class_name="grow h2 trunc",
        ),
        rx.cond(
            SHEET["locked"],
            icon_button(
                t("Unlock the shot"),
                "lock",
                aria_pressed="true",
                on_click=do({"do": "lock", "shot": id, "locked": False}),
            ),
            icon_button(
                t("Lock the shot"),
                "unlock",
                aria_pressed="false",
                on_click=do({"do": "lock", "shot": id, "locked": True}),
            ),
        ),
        menu(
            t("More for shot {shot}", shot=SHEET["label"]),
            icon("more"),
            menu_item(t("Add a line"), disabled=SHEET["titled"], on_click=DRAFT.begin_line),
            menu_item(t("Duplicate"), on_click=do({"do": "duplicate_shot", "shot": id})),
            menu_item(t("Split"), on_click=DRAFT.split),
            menu_item(
                t("Join with the next shot"),
                disabled=SHEET["last"],
                on_click=do({"do": "merge_shots", "shot": id}),
            ),
            menu_item(
                t("Begin a scene here"),
                disabled=SHEET["starts_scene"],
                on_click=do({"do": "split_scene", "shot": id}),
            ),
            menu_item(t("Move to …"), on_click=DRAFT.show_panel("move")),
            rx.el.hr(),
            menu_item(t("Delete shot"), class_name="danger", on_click=DRAFT.delete_shot(id)),
            face_class="btn quiet icon",
        ),
        icon_button(
            t("Close"),
            "close",
            class_name="ed-close",
            custom_attrs={"data-first": ""},
            on_click=DRAFT.close_shot,
        ),
        class_name="ed-ih",
    )


def _monitor() -> rx.Component:
    return Monitor.create(
        icon("play", fill=True),
        icon("pause", fill=True),
        chosen=DRAFT.chosen,
        words={
            "play": t("Play from here"),
            "pause": t("Pause"),
            "waits": t("Making a preview of this shot"),
        },
        on_need=DRAFT.need_clip,
        on_reach=DRAFT.choose,
        class_name="frame ed-monitor",
    )


def _line(line: Any) -> rx.Component:
    people = rx.el.span(
        Choice.create(
            rx.foreach(
                DRAFT.people,
                lambda one: rx.el.option(name_of(one["name"]), value=one["id"], key=one["id"]),
            ),
            value=line["speaker"],
            answers=DRAFT.answers,
            disabled=FIXED,
            on_pick=lambda who: do(
                {"do": "set_line", "line": line["id"], "speaker": who}, line["id"]
            ),
            class_name="in",
        ),
        icon("down", small=True),
        class_name="picker",
    )
    was = rx.cond(
        line["was"] != "",
        rx.el.span(
            rx.el.span(t("was")),
            " ",
            rx.el.s(line["was"], dir="auto", class_name="script trunc"),
            class_name="row ed-was xs dim",
        ),
    )
    return rx.el.div(
        rx.el.div(
            rx.el.div(rx.el.label(t("Line"), html_for=line["id"]), was, class_name="lab"),
            LineArea.create(
                id=line["id"],
                value=line["text"],
                of=line["id"],
                answers=DRAFT.answers,
                online=ONLINE,
                disabled=FIXED,
                on_save=DRAFT.set_line,
                class_name=rx.cond(line["was"] != "", "in area chg", "in area"),
            ),
            refusal(line["id"]),
            class_name="field",
        ),
        rx.el.div(
            labelled(t("Speaker"), people),
            labelled(
                t("Feeling"),
                choice(
                    EMOTIONS,
                    line["emotion"],
                    lambda how: do(
                        {"do": "set_line", "line": line["id"], "emotion": how}, line["id"]
                    ),
                ),
            ),
            class_name="ed-f2",
        ),
        rx.el.div(
            Recording.create(
                icon("play", small=True, fill=True),
                icon("pause", small=True, fill=True),
                src=line["src"],
                turn=DRAFT.hears == line["id"],
                words={
                    "hear": t("Hear the line"),
                    "stop": t("Stop"),
                    "about": rx.cond(
                        DRAFT.hears == line["id"],
                        t("Recording the line"),
                        t("Hear the line"),
                    ),
                },
                on_want=DRAFT.hear(line["id"]),
                class_name="ed-voice",
            ),
            rx.cond(
                SHEET["lines"].length() > 1,
                icon_button(
                    t("Delete the line"),
                    "trash",
                    disabled=FIXED,
                    on_click=do({"do": "delete_line", "line": line["id"]}, line["id"]),
                ),
            ),
            class_name="row",
        ),
        key=line["id"],
        class_name="ed-linebox",
    )


def _lines() -> rx.Component:
    new = rx.el.div(
        rx.el.div(rx.el.label(t("Line"), html_for="ed-new"), class_name="lab"),
        LineArea.create(
            id="ed-new",
            value="",
            of="new:" + SHEET["id"].to(str),
            answers=DRAFT.answers,
            online=ONLINE,
            disabled=FIXED,
            on_save=DRAFT.set_line,
            placeholder=t("Nobody speaks. Write what is said."),
            class_name="in area",
        ),
        refusal("new"),
        class_name="field",
    )
    return rx.cond(
        SHEET["titled"],
        rx.el.div(
            _text(t("Title"), "title"),
            _text(t("Below it"), "subtitle"),
            class_name="stack s",
        ),
        rx.fragment(
            rx.foreach(SHEET["lines"], _line),
            rx.cond((SHEET["lines"].length() == 0) | DRAFT.adds, new),
        ),
    )


def _text(label: Words, name: str) -> rx.Component:
    return rx.el.div(
        rx.el.div(rx.el.label(label, html_for=f"ed-{name}"), class_name="lab"),
        LineArea.create(
            id=f"ed-{name}",
            value=SHEET[name].to(str),
            of=SHEET["id"] + f":{name}",
            answers=DRAFT.answers,
            online=ONLINE,
            disabled=FIXED,
            on_save=DRAFT.set_words,
            class_name="in area",
        ),
        refusal(name),
        class_name="field",
    )


def _take(take: Any) -> rx.Component:
    circle = rx.el.svg(
        rx.el.path(d="M18 10C45 1 84 3 95 20C103 38 88 62 50 66C18 69 0 54 3 34C5 18 26 6 62 5"),
        view_box="0 0 100 70",
        preserve_aspect_ratio="none",
        class_name="circ",
        aria_hidden="true",
    )
    picture = rx.cond(
        take["pic"] != "", rx.el.img(src=take["pic"], alt="", loading="lazy"), cross()
    )
    return rx.el.button(
        rx.el.span(picture, class_name="frame"),
        rx.el.span(take["name"], class_name="tc"),
        rx.cond(take["chosen"], circle),
        type="button",
        class_name="ed-take",
        aria_pressed=rx.cond(take["chosen"], "true", "false"),
        aria_label=t("Take {n}", n=take["name"]),
        disabled=FIXED,
        on_click=do({"do": "choose_take", "shot": SHEET["id"], "take": take["n"]}, "take"),
        key=take["n"].to(str),
    )


def _takes() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.span(t("Picture"), class_name="lab"),
            button(
                t("Draw another"),
                kind="quiet",
                sign="pencil",
                disabled=FIXED,
                on_click=do({"do": "draw_another", "shot": SHEET["id"]}, "take"),
            ),
            class_name="row between ed-takehead",
        ),
        rx.el.div(
            rx.foreach(SHEET["takes"], _take),
            class_name="ed-takes",
            role="group",
            aria_label=t("Picture"),
        ),
        refusal("take"),
    )


def _camera() -> rx.Component:
    length = Amount.create(
        value=SHEET["length"],
        answers=DRAFT.answers,
        disabled=FIXED,
        on_pick=DRAFT.set_length,
        class_name="in tc",
    )
    return rx.el.div(
        labelled(
            t("Size"), choice(SIZES, SHEET["size"], lambda size: _set(size=size)), refused="shot"
        ),
        labelled(t("Length, seconds"), length, refused="length"),
        labelled(
            t("Camera"),
            choice(MOVES, SHEET["move"], lambda move: DRAFT.set_camera(move, SHEET["far"])),
            refused="camera",
        ),
        rx.cond(
            SHEET["move"] != "hold",
            labelled(
                t("How far"),
                choice(FAR, SHEET["far"], lambda far: DRAFT.set_camera(SHEET["move"], far)),
            ),
        ),
        rx.cond(
            SHEET["first"],
            rx.fragment(),
            labelled(
                t("From the shot before"),
                choice(JOINS, SHEET["join"], DRAFT.set_join),
                refused="join",
            ),
        ),
        class_name="ed-f2",
    )


def _music() -> rx.Component:
    scene = SHEET["scene"]
    return rx.el.fieldset(
        rx.el.legend(t("Music of scene {n}", n=SHEET["scene_number"]), class_name="h2"),
        rx.el.div(
            labelled(
                t("Music"),
                choice(
                    GENRES,
                    SHEET["genre"],
                    lambda genre: do({"do": "set_scene", "scene": scene, "genre": genre}, "music"),
                ),
                refused="music",
            ),
            labelled(
                t("How loud"),
                choice(INTENSITIES, SHEET["intensity"], DRAFT.set_intensity),
            ),
            class_name="ed-f2",
        ),
        button(
            t("Captions of the film"),
            kind="quiet",
            class_name="ed-addline",
            on_click=DRAFT.show_panel("captions"),
        ),
        class_name="ed-music",
    )


def inspector() -> rx.Component:
    """The chosen shot."""
    return Drawer.create(
        _head(),
        rx.el.div(
            _monitor(),
            rx.cond(
                SHEET["locked"],
                rx.el.p(
                    icon("lock", small=True),
                    t("This shot is locked. Unlock it to change it."),
                    class_name="row sm mut",
                ),
            ),
            _lines(),
            _takes(),
            _camera(),
            _music(),
            class_name="ed-ib",
        ),
        of=SHEET["id"],
        open=DRAFT.opens,
        label=t("Shot {shot}", shot=SHEET["label"]),
        on_close=DRAFT.close_shot,
        class_name="ed-insp",
    )
