"""Every component in every state, in both themes; served where `FILMSTUDIO_GALLERY` is set."""

from __future__ import annotations

import reflex as rx

from components.badge import PAPERS, changed, chip, credit, draft, provider
from components.button import button, icon_button, link_button
from components.choices import language_switch, theme_switch
from components.empty import empty
from components.field import area, checkbox, field, segments, select, switch
from components.floating import confirm, dialog, menu, menu_item, menu_link, sheet
from components.icon import icon
from components.page import Page
from components.progress import leader, stick, thin
from components.shell import shell
from components.shot import frame, shot_card, shot_frame
from components.slate import cell, panel, slate
from state.gallery import GalleryState as G

PICTURE = "/favicon.svg"


def _part(title: str, *children: rx.Component) -> rx.Component:
    return rx.el.section(rx.el.h2(title, class_name="h"), *children)


def _buttons() -> rx.Component:
    return _part(
        "Buttons",
        rx.el.div(
            button("Make the film", kind="primary", cost="6 credits"),
            button("Play scene"),
            button("Duplicate", kind="line"),
            button("Undo changes", kind="quiet"),
            button("Delete film", kind="danger"),
            button("Redo", disabled=True),
            link_button("Open", "/", kind="line"),
            icon_button("More", "more"),
            button("Save", kind="line", busy="Saving…", is_busy=G.working, on_click=G.work),
            class_name="row fw",
        ),
        rx.el.div(
            button("Start a film", kind="primary", big=True),
            button("Watch this one", kind="line", big=True, sign="play"),
            class_name="row fw",
        ),
        rx.el.div(
            segments("Look", [("grid", "Grid"), ("list", "List")], G.look, G.choose),
            credit("24 credits"),
            language_switch(),
            theme_switch(),
            class_name="row fw",
        ),
    )


def _fields(theme: str) -> rx.Component:
    return _part(
        "Fields",
        rx.el.div(
            field("Title", "title", id=f"{theme}-title", default_value="The last ferry"),
            field(
                "Wrong",
                "wrong",
                id=f"{theme}-wrong",
                error=rx.Var.create("Your plan makes films up to 3 minutes."),
            ),
            field(
                "Password",
                "secret",
                id=f"{theme}-secret",
                type="password",
                complete="off",
                hint="Ten characters or more.",
            ),
            select("Voice", "voice", [("a", "Mara"), ("b", "Sam")], id=f"{theme}-voice"),
            area(
                "Line",
                "line",
                id=f"{theme}-line",
                default_value="It didn’t take them. It kept them.",
            ),
            rx.el.div(
                switch("Captions", G.on, G.turn, about="Burnt into the picture"),
                checkbox("I may use this voice", "may"),
            ),
            class_name="g3",
        ),
    )


def _shots() -> rx.Component:
    def card(state: str, under: str, **more: object) -> rx.Component:
        picture = shot_frame(state, PICTURE, "", "2C", **more)  # type: ignore[arg-type]
        return rx.el.li(picture, rx.el.p(under, class_name="xs dim"))

    return _part(
        "Shots",
        rx.el.ul(
            card("waiting", "Waiting"),
            card("drawing", "Drawing", percent=58),
            card("speaking", "Speaking"),
            card("rendering", "Rendering, 62 %", percent=62),
            card("done", "Done: the picture alone"),
            card("failed", "Failed", retry=G.work),
            card("done", "Locked", locked=True),
            card("done", "Changed in this draft", changed=changed(3)),
            card("kept", "Kept, in a comparison"),
            rx.el.li(
                shot_card(
                    shot_frame("done", PICTURE, "", "2C"),
                    "Shot 2C",
                    under="Selected",
                    selected=True,
                )
            ),
            rx.el.li(
                shot_card(
                    shot_frame("done", PICTURE, "", "2C"), "Shot 2C", under="Lifted", lifted=True
                )
            ),
            rx.el.li(
                frame(PICTURE, "", tag="2A", length="0:56"), rx.el.p("A film", class_name="xs dim")
            ),
            class_name="states",
        ),
    )


def _progress() -> rx.Component:
    return _part(
        "Progress and badges",
        rx.el.div(
            leader("1:40", "About 1 min 40 s left", 0.58),
            rx.el.div(
                stick(58, "The film"),
                thin(64, "Pictures", live=True),
                thin(30, "Voices"),
                rx.el.div(
                    chip("Making", "live"),
                    chip("Working", "ok"),
                    chip("Out of quota", "bad"),
                    chip("Draft"),
                    provider("built in"),
                    provider("your key", "key"),
                    provider("graphics worker", "gpu"),
                    provider("built in", "warn", why="Your key is out of quota."),
                    class_name="row fw",
                ),
                rx.el.div(*(draft(at + 1) for at in range(len(PAPERS))), class_name="row fw"),
                class_name="grow stack",
            ),
            class_name="row",
        ),
        slate(
            cell("Length", rx.el.span("1:24", class_name="tc")),
            cell("Cost", "6 credits"),
            cell("Scenes", "5", big=True),
            cell("Cast", "Mara, Sam"),
        ),
    )


def _floating() -> rx.Component:
    return _part(
        "What floats",
        rx.el.div(
            button("Ask", kind="line", on_click=G.float("ask")),
            button("Dialog", kind="line", on_click=G.float("dialog")),
            button("Sheet", kind="line", on_click=G.float("sheet")),
            menu(
                "Menu",
                rx.fragment("Menu", icon("down", small=True)),
                menu_item("Duplicate", on_click=G.work),
                menu_link("Open", "/"),
                rx.el.hr(),
                menu_item("Delete", class_name="danger"),
                face_class="btn line",
            ),
            button("Say a problem", kind="line", on_click=G.fail),
            button("Break", kind="line", on_click=G.break_down),
            class_name="row fw",
        ),
        panel("A panel", rx.el.p("What is in it."), beside=button("Edit", kind="quiet")),
        panel(
            "Nothing here",
            empty(
                "No films yet",
                "Begin with a script, or with a sample.",
                button("Start a film", kind="primary"),
                button("Open a sample", kind="line"),
            ),
            flush=True,
        ),
    )


def _once() -> rx.Component:
    """Dialogs are there once."""
    return rx.fragment(
        confirm(
            "Delete “Harbour lights”?",
            "The film, its 9 pictures and 2 drafts go. You can bring it back for 30 days.",
            open=G.floating == "ask",
            stay=G.float(""),
            keep="Keep it",
            go=G.float(""),
            do="Delete film",
        ),
        dialog(
            rx.el.p("Something to read."),
            label="A dialog",
            open=G.floating == "dialog",
            close=G.float(""),
        ),
        sheet(
            rx.el.p("Something to set."),
            label="Shot 2C",
            open=G.floating == "sheet",
            close=G.float(""),
        ),
    )


def view() -> rx.Component:
    """The page: the same twice, dark and light."""
    half = [_buttons, _shots, _progress, _floating]
    return shell(
        rx.el.h1("Components", class_name="vh"),
        *(
            rx.el.div(
                *(part() for part in half[:1]),
                _fields(theme),
                *(part() for part in half[1:]),
                class_name="gallery",
                data_theme=theme,
            )
            for theme in ("dark", "light")
        ),
        _once(),
        here="/dev/components",
        wide=True,
    )


PAGE = Page(route="/dev/components", title="Components", view=view)
