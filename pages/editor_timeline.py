"""The timeline of the storyboard page: ruler, shots, voice, music, captions and the playhead."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.icon import icon
from components.reel import Marks, PlayKey, Score, Timecode, Timeline
from components.text import t
from pages.editor_words import GENRES, said
from state.editor import EditorState

DRAFT: Any = EditorState

REEL = DRAFT.reel


def _at(part: Any) -> dict[str, Any]:
    return {"style": {"left": part["left"], "width": part["wide"]}}


def _track(label: rx.Var[str], *parts: rx.Component, class_name: str = "") -> rx.Component:
    return rx.fragment(
        rx.el.span(label, class_name="ed-lb"),
        rx.el.div(
            rx.el.div(*parts, class_name="ed-track"),
            dir="ltr",
            class_name=f"ed-tr {class_name}".strip(),
        ),
    )


def _shot(shot: Any) -> rx.Component:
    picture = rx.cond(
        shot["pic"] != "", rx.el.img(src=shot["pic"], alt="", loading="lazy"), rx.fragment()
    )
    state = rx.cond(shot["changed"], "ed-cl ed-sh ch", "ed-cl ed-sh")
    return rx.el.button(
        picture,
        rx.el.b(shot["label"]),
        type="button",
        tab_index=-1,
        aria_label=t("Shot {shot}", shot=shot["label"]),
        aria_pressed=rx.cond(DRAFT.chosen == shot["id"], "true", "false"),
        on_click=DRAFT.choose(shot["id"]),
        class_name=state,
        custom_attrs=_at(shot),
        key=shot["id"],
    )


def _voice(line: Any) -> rx.Component:
    return rx.el.span(
        Marks.create(words=line["words"]),
        class_name=f"ed-cl ed-vo tint-{line['tint']}" + rx.cond(line["changed"], " ch", ""),
        custom_attrs=_at(line),
        key=line["id"],
    )


def _music(scene: Any) -> rx.Component:
    return rx.el.span(
        rx.el.em(said(GENRES, scene["genre"])),
        class_name="ed-mu",
        custom_attrs=_at(scene),
        key=scene["id"],
    )


def _caption(line: Any) -> rx.Component:
    return rx.el.span(
        line["text"],
        class_name=rx.cond(line["changed"], "ed-cl ed-cp ch", "ed-cl ed-cp"),
        custom_attrs=_at(line),
        key=line["id"],
    )


def timeline() -> rx.Component:
    """When everything happens."""
    head = rx.el.div(
        PlayKey.create(
            icon("play", fill=True),
            icon("pause", fill=True),
            words={"play": t("Play from here"), "pause": t("Pause")},
            class_name="btn quiet icon",
        ),
        Timecode.create(class_name="tc"),
        class_name="ed-tlh",
    )
    return Timeline.create(
        head,
        _track(t("Shots"), rx.foreach(REEL["shots"], _shot), class_name="shots"),
        _track(t("Voice"), rx.foreach(REEL["lines"], _voice)),
        _track(
            t("Music"),
            Score.create(path=REEL["score"], class_name="ed-score"),
            rx.foreach(REEL["scenes"], _music),
        ),
        _track(t("Captions"), rx.foreach(REEL["lines"], _caption)),
        seconds=REEL["seconds"],
        label=t("Timeline"),
        words={"playhead": t("Playhead")},
        chosen=DRAFT.chosen,
        on_reach=DRAFT.choose,
        class_name="ed-tl",
    )
