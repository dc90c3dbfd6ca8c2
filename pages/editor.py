"""The storyboard editor: scenes as rows, shots as cards, and what a render would make again."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors

from components.badge import draft
from components.bell import bell
from components.board import Board, EditorKeys, SavedAt, SceneRow, Shots
from components.button import button, icon_button, link_button
from components.empty import empty
from components.floating import menu, menu_item
from components.icon import icon
from components.notices import lost, problem, toasts
from components.page import Page
from components.progress import leader
from components.reel import PlayKey
from components.rows import Rows, SceneLength, Strip
from components.text import t
from pages.editor_controls import do
from pages.editor_inspector import inspector
from pages.editor_panels import panels
from pages.editor_timeline import timeline
from pages.editor_words import MOODS, SIZES, said
from state.base import AppState
from state.editor import EditorState
from state.editor_cast import CastState
from state.editor_shelves import NAMES
from state.editor_versions import VersionsState

DRAFT: Any = EditorState
PAPERS: Any = VersionsState
CAST: Any = CastState

PLAYS = {"play": t("Play from here"), "pause": t("Pause")}


def _tabs(class_name: str) -> rx.Component:
    film = rx.Var.create("/projects/").to(str) + DRAFT.project
    return rx.el.nav(
        rx.el.a(t("Film"), href=film),
        rx.el.a(t("Storyboard"), href=film + "/edit", aria_current="page"),
        rx.el.button(t("Cast"), type="button", on_click=CAST.list_cast),
        rx.el.button(t("Versions"), type="button", on_click=PAPERS.list_versions),
        class_name=f"tabs {class_name}",
        aria_label=t("Project"),
    )


def _head() -> rx.Component:
    saved = SavedAt.create(at=DRAFT.saved_at, lang=AppState.lang, text=t("Saved {time}"))
    return rx.el.header(
        rx.el.div(
            link_button(
                "",
                "/projects",
                kind="quiet",
                after=icon("back", flip=True),
                class_name="icon",
                aria_label=t("Back to your films"),
            ),
            rx.el.h1(DRAFT.film_title, class_name="title trunc ed-title"),
            rx.el.button(
                draft(DRAFT.next_paper),
                rx.el.span(t("draft: all versions"), class_name="vh"),
                type="button",
                class_name="btn quiet only-d",
                on_click=PAPERS.list_versions,
            ),
            rx.el.span(
                rx.cond(has_connection_errors, t("Not saved yet. We’ll keep trying"), saved),
                role="status",
                class_name="sm dim only-d",
            ),
            rx.el.span(class_name="grow"),
            _tabs("only-d"),
            rx.el.span(class_name="grow only-d"),
            icon_button(
                t("Undo"),
                "undo",
                on_click=DRAFT.step_back,
                disabled=~DRAFT.can_undo,
                class_name="ed-flip",
            ),
            icon_button(
                t("Redo"),
                "redo",
                on_click=DRAFT.step_on,
                disabled=~DRAFT.can_redo,
                class_name="ed-flip only-d",
            ),
            menu(
                t("More"),
                icon("more"),
                menu_item(t("Captions"), on_click=DRAFT.show_panel("captions")),
                menu_item(t("All keys"), on_click=DRAFT.show_panel("keys")),
                face_class="btn quiet icon",
            ),
            bell("only-d"),
            class_name="row",
        ),
        _tabs("only-p ed-ptabs"),
        class_name="top",
    )


def _scene(scene: Any) -> rx.Component:
    id, number = scene["id"], scene["number"]
    return SceneRow.create(
        rx.el.header(
            rx.el.div(
                rx.el.h2(scene["heading"], dir="auto", class_name="script ed-heading"),
                rx.el.p(
                    said(MOODS, scene["mood"]),
                    SceneLength.create(scene=id, class_name="tc"),
                    class_name="xs dim",
                ),
                class_name="grow",
            ),
            rx.el.div(
                PlayKey.create(
                    icon("play", small=True, fill=True),
                    icon("pause", small=True, fill=True),
                    words={"play": t("Play scene {n}", n=number), "pause": t("Pause")},
                    shot=scene["shots"][0],
                    class_name="btn quiet icon",
                ),
                menu(
                    t("Scene {n}", n=number),
                    icon("more", small=True),
                    menu_item(
                        t("Duplicate scene"), on_click=do({"do": "duplicate_scene", "scene": id})
                    ),
                    menu_item(
                        t("Move up"),
                        on_click=DRAFT.move_scene(id, number - 2),
                    ),
                    menu_item(t("Move down"), on_click=DRAFT.move_scene(id, number)),
                    menu_item(
                        t("Join with the next scene"),
                        on_click=do({"do": "merge_scenes", "scene": id}),
                    ),
                    rx.el.hr(),
                    menu_item(
                        t("Delete scene"),
                        class_name="danger",
                        on_click=DRAFT.delete_scene(id),
                    ),
                    face_class="btn quiet icon",
                    start=True,
                ),
                class_name="row ed-acts",
            ),
        ),
        Shots.create(
            icon("grip", small=True, fill=True),
            icon("lock"),
            rx.el.li(
                rx.el.button(
                    icon("plus"),
                    rx.el.span(t("Add shot")),
                    type="button",
                    class_name="ed-add",
                    on_click=do({"do": "add_shot", "scene": id}),
                ),
            ),
            ids=scene["shots"],
            number=number,
            chosen=DRAFT.chosen,
            paper=(DRAFT.next_paper - 1) % 9 + 1,
        ),
        key=id,
        scene=id,
        number=number,
        label=t("Scene {n}", n=number),
        grip=t("Drag to move scene {n}", n=number),
        class_name="ed-scene",
    )


def _board() -> rx.Component:
    words = {
        "lifted": t(
            "Shot {shot} lifted. Arrows move it, Space puts it down, Escape takes it back."
        ),
        "place": t("Place {n} of {of}, scene {scene}."),
        "back": t("Shot {shot} is back where it was."),
        "moved": t("Shot {shot} moved to {n} of {of}, scene {scene}."),
        "narrator": t("Narrator"),
        "locked": t(", locked"),
        "changed": t(", changed"),
        "none": t("No line"),
        "grip": t("Move {shot}"),
    }
    return Board.create(
        rx.foreach(DRAFT.scenes, _scene),
        words=words,
        sizes=dict(SIZES),
        chosen=DRAFT.chosen,
        on_move=DRAFT.move_shot,
        on_move_scene=DRAFT.move_scene,
        on_choose=lambda id: [DRAFT.choose(id), DRAFT.look_at_takes()],
        on_open=DRAFT.open_shot,
        on_pick=lambda id: [DRAFT.open_shot(id), DRAFT.look_at_takes()],
        class_name="ed-board",
    )


def _bar() -> rx.Component:
    tell = rx.cond(
        DRAFT.costs != "",
        rx.el.p(DRAFT.costs, class_name="grow bad"),
        rx.el.p(
            rx.el.b(DRAFT.bar),
            " ",
            rx.el.span(DRAFT.bar_rest, class_name="mut"),
            class_name="grow",
        ),
    )
    strip = Strip.create(class_name="ed-strip only-d")
    return rx.cond(
        DRAFT.differs & ~DRAFT.reads,
        rx.el.div(
            draft(DRAFT.next_paper),
            strip,
            tell,
            rx.cond(
                DRAFT.changes > 0,
                button(
                    t("Undo changes"),
                    kind="quiet",
                    class_name="only-d",
                    on_click=DRAFT.discard,
                ),
            ),
            button(
                DRAFT.make_label,
                kind="primary",
                cost=DRAFT.cost,
                on_click=DRAFT.make,
                disabled=(DRAFT.costs != "") | DRAFT.making,
            ),
            role="status",
            class_name="ed-bar",
        ),
    )


def _nothing() -> rx.Component:
    return empty(
        t("No storyboard yet"),
        t("The storyboard is drawn up when the film is made for the first time."),
        link_button(
            t("Go to the film"),
            rx.Var.create("/projects/").to(str) + DRAFT.project,
            kind="primary",
        ),
    )


def _waits() -> rx.Component:
    return rx.el.div(leader("3", t("Fetching the storyboard")), class_name="ed-wait")


def view() -> rx.Component:
    """The page."""
    there = rx.fragment(
        Rows.create(
            scenes=DRAFT.scenes.to(list[dict[str, Any]]),
            shelves=[getattr(DRAFT, name) for name in NAMES],
            rate=DRAFT.rate,
        ),
        rx.el.main(
            _board(),
            inspector(),
            timeline(),
            _bar(),
            id="main",
            tab_index=-1,
            class_name=rx.cond(DRAFT.opens, "ed opens", "ed"),
        ),
        EditorKeys.create(letters=DRAFT.letters, chosen=DRAFT.chosen, on_do=DRAFT.key),
        panels(),
    )
    body = rx.match(
        DRAFT.stands,
        ("there", there),
        ("none", rx.el.main(_nothing(), id="main", class_name="ed-alone")),
        rx.el.main(_waits(), id="main", class_name="ed-alone"),
    )
    return rx.fragment(
        rx.el.a(t("Skip to content"), href="#main", class_name="skip"),
        rx.cond(
            AppState.signed_in,
            rx.el.div(
                _head(),
                problem(),
                body,
                class_name=rx.cond(
                    DRAFT.next_paper > 0,
                    f"studio ed-studio paper-{(DRAFT.next_paper - 1) % 9 + 1}",
                    "studio ed-studio",
                ),
            ),
        ),
        toasts(),
        lost(),
    )


PAGE = Page(
    route="/projects/[id]/edit",
    title="Storyboard",
    view=view,
    load=(EditorState.open,),
    private=True,
)
