"""Help: how to write a script, what can be brought, keys, what films cost, and the API."""

from __future__ import annotations

import reflex as rx

from components.button import Words, link_button
from components.link import anchor
from components.page import Page
from components.shell import shell
from components.slate import panel
from components.text import t
from state.base import AppState

_PARTS = (
    ("script", t("Write a script")),
    ("files", t("Bring a file")),
    ("read", t("What the studio reads")),
    ("edit", t("Change a film")),
    ("keys", t("Keys")),
    ("cost", t("What it costs")),
    ("own", t("Your own keys")),
    ("api", t("The API")),
)

_FILES = (
    (".txt", t("Plain prose or dialogue, in any language")),
    (".fountain", t("Screenplays in Fountain")),
    (".fdx", t("Final Draft")),
    (".docx", t("Word and most word processors")),
    (".pdf", t("Text in it; scanned pages are not read")),
)

_EDITOR = (
    (("↑", "↓", "←", "→"), t("From card to card")),
    (("Enter",), t("Edit the line")),
    (("Esc",), t("Back")),
    (("Space",), t("Play from here")),
    (("J", "K", "L"), t("Backwards, stop, forwards")),
    ((",", "."), t("A frame back, a frame on")),
    (("1", "9"), t("Circle a take")),
    (("D",), t("Draw another picture")),
    (("H",), t("Hear the line")),
    (("Shift", "K"), t("Lock the shot")),
    (("S",), t("Split the shot")),
    (("Alt", "↑"), t("Move the shot")),
    (("Ctrl", "Z"), t("Undo")),
    (("Ctrl", "Enter"), t("Make the film")),
    (("?",), t("All keys")),
)
_PLAYER = (
    (("Space",), t("Play, pause")),
    (("J", "L"), t("Ten seconds back, on")),
    (("←", "→"), t("Five seconds back, on")),
    (("↑", "↓"), t("Louder, quieter")),
    (("M",), t("Mute")),
    (("C",), t("Captions")),
    (("F",), t("Full screen")),
    (("0", "9"), t("To a tenth of the film")),
    (("<", ">"), t("Slower, faster")),
)


def _part(id: str, title: Words, *content: rx.Component) -> rx.Component:
    return rx.el.section(
        rx.el.h2(title, class_name="title m"), *content, id=id, class_name="docs-part stack"
    )


def _sample() -> rx.Component:
    """A page as a script supervisor lines it: two shots over one scene."""

    def shot(number: str, x: str, *lines: rx.Component) -> rx.Component:
        return rx.el.div(
            rx.el.span(rx.el.b(number), class_name="tram", custom_attrs={"style": {"--x": x}}),
            *lines,
            class_name="cov",
        )

    return rx.el.div(
        rx.el.p("EXT. HARBOUR - NIGHT", class_name="sl"),
        shot(
            "1A",
            "16%",
            rx.el.p("A ferry waits. Rain runs down the lamps.", class_name="ac"),
        ),
        shot(
            "1B",
            "8%",
            rx.el.p("Anna", class_name="cue"),
            rx.el.p("(out of breath)", class_name="par"),
            rx.el.p("Is it the last one?", class_name="dia"),
        ),
        class_name="page docs-page",
        lang="en",
        dir="ltr",
        role="img",
        aria_label=t("A page of a script, with the lines of two shots down its side"),
    )


def _script() -> rx.Component:
    return _part(
        "script",
        t("Write a script"),
        rx.el.p(
            t(
                "A few sentences are enough: who is where, what happens, what they say. The studio "
                "finds scenes, people and their voices by itself, and shows what it read before "
                "anything is made."
            ),
            class_name="lead",
        ),
        rx.el.div(
            rx.el.div(
                rx.el.p(t("If you want to be sure, write as screenplays are written:")),
                rx.el.ul(
                    rx.el.li(
                        t("A scene begins with INT. or EXT., the place, and the time of day.")
                    ),
                    rx.el.li(t("What is seen stands in a paragraph of its own.")),
                    rx.el.li(t("Who speaks stands alone, in capitals; below it, what is said.")),
                    rx.el.li(t("How it is said stands between, in brackets.")),
                    rx.el.li(
                        t("In prose, put what is said in quotation marks and say who says it.")
                    ),
                    class_name="docs-list",
                ),
                class_name="stack",
            ),
            _sample(),
            class_name="docs-two",
        ),
        rx.el.p(
            t(
                "About 150 words make a minute. Say the weather, the hour, the clothes: all of it is "
                "drawn. A person who is described once looks the same in every scene."
            )
        ),
        link_button(t("Start a film"), "/projects/new", kind="primary", class_name="docs-start"),
    )


def _files() -> rx.Component:
    def row(ending: str, about: Words) -> rx.Component:
        return rx.el.tr(rx.el.td(ending, class_name="tc"), rx.el.td(about))

    return _part(
        "files",
        t("Bring a file"),
        rx.el.div(rx.el.table(rx.el.tbody(*(row(*one) for one in _FILES))), class_name="panel"),
        rx.el.p(
            t(
                "How large a file may be depends on the plan; the page says it before you wait. "
                "Files are looked at before they are kept, and they stay yours."
            ),
            class_name="mut",
        ),
    )


def _read() -> rx.Component:
    return _part(
        "read",
        t("What the studio reads"),
        rx.el.p(
            t(
                "Down the page run lines, numbered 1A, 1B: each is a shot, and covers the words "
                "beside it. People are underlined in red, places in blue, sounds wave in brown. "
                "Where something was read wrongly, change the words; it is read again at once."
            )
        ),
    )


def _edit() -> rx.Component:
    return _part(
        "edit",
        t("Change a film"),
        rx.el.p(
            t(
                "Open the storyboard, change a line, a voice, a picture, the length of a shot. Only "
                "what the change touches is made again, and the bar below says beforehand how many "
                "shots that is, how long it takes and what it costs. Every save is a draft on its "
                "own paper: White, Blue, Pink and so on; each can come back."
            )
        ),
    )


def _keys() -> rx.Component:
    def row(keys: tuple[str, ...], about: Words) -> rx.Component:
        return rx.el.tr(
            rx.el.td(*(rx.el.kbd(key) for key in keys), class_name="docs-keys", dir="ltr"),
            rx.el.td(about),
        )

    return _part(
        "keys",
        t("Keys"),
        rx.el.div(
            panel(
                t("In the storyboard"),
                rx.el.table(rx.el.tbody(*(row(*one) for one in _EDITOR))),
                flush=True,
            ),
            panel(
                t("In the player"),
                rx.el.table(rx.el.tbody(*(row(*one) for one in _PLAYER))),
                flush=True,
            ),
            class_name="docs-two",
        ),
        rx.el.p(t("Single letters work outside of fields only."), class_name="mut"),
    )


def _cost() -> rx.Component:
    return _part(
        "cost",
        t("What it costs"),
        rx.el.p(
            t(
                "Three credits buy a minute of film that is begun. The button says the price before "
                "you press it. What fails is given back in full; what you stop before it started "
                "too. On a studio that takes no payments films cost nothing."
            )
        ),
        rx.cond(
            AppState.signed_in,
            link_button(t("Your credits"), "/credits", kind="line", class_name="docs-start"),
            link_button(t("Plans"), "/pricing", kind="line", class_name="docs-start"),
        ),
    )


def _own() -> rx.Component:
    return _part(
        "own",
        t("Your own keys"),
        rx.el.p(
            t(
                "Nothing is needed: pictures, voices and music are made by the studio itself. If you "
                "have a key of OpenAI, Anthropic, ElevenLabs or another vendor, give it under "
                "Settings; your films are then made with it. If the vendor fails, the studio goes on "
                "with what is built in, and the film says so."
            )
        ),
    )


def _api() -> rx.Component:
    example = (
        "curl -H 'X-API-Key: …' -H 'Content-Type: application/json' \\\n"
        '  -d \'{"script": "EXT. HARBOUR - NIGHT\\n\\nA ferry waits."}\' \\\n'
        "  …/api/v1/generate/film"
    )
    return _part(
        "api",
        t("The API"),
        rx.el.p(
            t(
                "Everything on these pages can be done by a program: make a key under Settings, then "
                "send a script and wait for the film."
            )
        ),
        rx.el.pre(rx.el.code(example), class_name="docs-code", dir="ltr", tab_index=0),
        rx.el.p(
            anchor(t("Every call, with examples"), href="/api/v1/docs"),
            " · ",
            anchor("openapi.json", href="/api/v1/openapi.json", class_name="tc"),
        ),
    )


def view() -> rx.Component:
    """The page."""
    return shell(
        rx.el.div(
            rx.el.nav(
                *(anchor(words, href=f"#{id}") for id, words in _PARTS),
                class_name="set-parts",
                aria_label=t("Parts of the help"),
            ),
            rx.el.div(
                rx.el.h1(t("Help"), class_name="title l"),
                *(_script(), _files(), _read(), _edit(), _keys(), _cost(), _own(), _api()),
                class_name="docs",
            ),
            class_name="set",
        ),
        here="/docs",
    )


PAGE = Page(
    route="/docs",
    title="Help",
    about="How to write a script for AI Film Studio, which files it reads, its keys and its API.",
    view=view,
)
