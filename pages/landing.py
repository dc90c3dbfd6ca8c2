"""The landing page: a page of script beside the frame it became, and what can be done with both."""

from __future__ import annotations

import reflex as rx

from components.badge import changed, draft
from components.button import link_button
from components.frames import frame_path
from components.link import anchor
from components.page import Page
from components.plans import plans
from components.shell import shell
from components.shot import frame
from components.text import t
from filmstudio.words import LANGUAGES
from state.base import AppState

TITLES = {
    "en": "The Last Ferry",
    "es": "El último ferry",
    "fr": "Le dernier bac",
    "de": "Die letzte Fähre",
    "pt": "A última balsa",
    "it": "L’ultimo traghetto",
    "hi": "आख़िरी नाव",
    "ta": "கடைசிப் படகு",
    "th": "เรือเที่ยวสุดท้าย",
    "ja": "最後の渡し船",
    "zh": "末班渡轮",
    "ar": "العبّارة الأخيرة",
}
"""One title in every language of the studio."""
START = rx.cond(AppState.signed_in, "/projects/new", "/auth/register")


def _tram(number: str, place: str) -> rx.Component:
    """The line down the page for a shot that covers what lies beside it."""
    return rx.el.i(rx.el.b(number), class_name=f"tram {place}")


def _script() -> rx.Component:
    """A part of examples/the_last_ferry.fountain, lined."""
    return rx.el.div(
        rx.el.div(
            _tram("1A", "x1"),
            rx.el.p(rx.el.span("1", class_name="sno"), "Ext. harbour - dusk", class_name="sl"),
            rx.el.p(
                "Rain-dark boats knock against the pier. NORA, a young teacher in a red coat, runs "
                "towards the last ferry.",
                class_name="ac",
            ),
            rx.el.div(
                _tram("1B", "x2"),
                rx.el.p("Elias", class_name="cue"),
                rx.el.p("She never waits. Where is it you must be?", class_name="dia"),
                class_name="cov",
            ),
            rx.el.div(
                _tram("1C", "x3"),
                rx.el.i(class_name="wire"),
                rx.el.p("Nora", class_name="cue"),
                rx.el.p(
                    rx.el.span(
                        "The island. My mother is ill, and I promised her tonight.",
                        class_name="now",
                    ),
                    class_name="dia",
                ),
                class_name="cov lit",
            ),
            class_name="cov",
        ),
        rx.el.div(
            _tram("2A", "x1"),
            rx.el.p(rx.el.span("2", class_name="sno"), "Int. kitchen - night", class_name="sl"),
            rx.el.p("A kettle steams beside a single candle.", class_name="ac"),
            class_name="cov last",
        ),
        lang="en",
        dir="ltr",
        role="img",
        aria_label=t("A page of a script. Lines down the page show which shot covers what."),
        class_name="page landing-page",
    )


def _strip() -> rx.Component:
    pictures = [("1A", "ferry-1a"), ("1B", "ferry-1b"), ("1C", "ferry-1c"), ("2A", "ferry-2a")]
    return rx.el.div(
        *(
            frame(
                frame_path(name),
                t("Shot {number}", number=tag),
                tag=tag,
                class_name="on" if tag == "1C" else "",
                size=(360, 203),
            )
            for tag, name in pictures
        ),
        class_name="landing-strip",
    )


def _head(title: rx.Var[str], lead: rx.Var[str]) -> rx.Component:
    """How a part begins: its name, and what it is about beside it."""
    return rx.el.div(
        rx.el.h2(title, class_name="title xl"),
        rx.el.p(lead, class_name="lead mut"),
        class_name="landing-two",
    )


def _hero() -> rx.Component:
    return rx.el.section(
        rx.el.h1(t("A page of script. A minute of film."), class_name="vh"),
        rx.el.p(t("A page of script."), class_name="title big b1", aria_hidden="true"),
        rx.el.p(t("A minute of film."), class_name="title big b2", aria_hidden="true"),
        rx.el.p(
            t(
                "Paste a script and watch it become a narrated film, shot by shot. Change any line "
                "later, and only that shot is made again."
            ),
            class_name="lead under",
        ),
        rx.el.p(
            link_button(t("Start a film"), START, kind="primary", big=True),
            anchor(t("See what it made"), href="#films", class_name="btn line big"),
            class_name="act",
        ),
        _script(),
        rx.el.figure(
            frame(
                frame_path("hero"),
                t("Nora at the harbour at dusk, in the middle of a word"),
                rx.el.span(
                    "The island. My mother is ill, and I promised her tonight.",
                    lang="en",
                    dir="ltr",
                    class_name="cap",
                ),
                tag="1C",
                size=(960, 540),
                first=True,
            ),
            rx.el.span(rx.el.i(), class_name="landing-scrub", aria_hidden="true"),
            _strip(),
            class_name="landing-film",
        ),
        class_name="landing-hero",
    )


def _film(name: str, title: str, words: int, about: rx.Var[str]) -> rx.Component:
    return rx.el.li(
        frame(frame_path(name), "", size=(560, 315)),
        rx.el.h3(title, class_name="title s", lang="en"),
        rx.el.p(about, class_name="sm mut"),
        rx.el.p(t("Made from {n} words", n=words), class_name="xs dim"),
    )


def _films() -> rx.Component:
    return rx.el.section(
        rx.el.h2(t("Three pages, three films."), class_name="title xl"),
        rx.el.ul(
            _film(
                "ferry",
                "The Last Ferry",
                192,
                t("A drama in three scenes, in two voices and a storm"),
            ),
            _film(
                "bell", "The Potter’s Bell", 153, t("A folk tale with a narrator, from plain prose")
            ),
            _film(
                "bus", "Night Bus", 157, t("A dialogue in the rain, from a list of who says what")
            ),
            class_name="g3",
        ),
        id="films",
        class_name="landing-part",
    )


def _change() -> rx.Component:
    kept = ["ferry-1a", "ferry-1b", "ferry-2a", "ferry-2b", "ferry-3a", "ferry-3b"]
    cards = [frame(frame_path(name), "", class_name="is-kept", size=(360, 203)) for name in kept]
    cards.insert(
        2,
        frame(
            frame_path("ferry-1c"),
            "",
            rx.el.span(changed(3), class_name="mk"),
            class_name="is-changed paper-3",
            size=(360, 203),
        ),
    )
    return rx.el.section(
        _head(
            t("Change a line. Keep the film."),
            t(
                "Every line, voice, picture and cut stays yours to change. The studio marks what "
                "you touched, makes only that again, and keeps the rest exactly as it was."
            ),
        ),
        rx.el.div(
            changed(3),
            rx.el.p(
                rx.el.b("NORA"),
                rx.el.br(),
                rx.el.s("The island. My mother is ill."),
                rx.el.br(),
                "The island. My mother is ill, and I promised her tonight.",
            ),
            lang="en",
            dir="ltr",
            class_name="page landing-line",
        ),
        rx.el.div(*cards, class_name="landing-kept"),
        rx.el.div(
            draft(3),
            rx.el.p(
                rx.el.b(t("1 shot to make again.")),
                " ",
                rx.el.span(t("The rest is kept. No credits."), class_name="mut"),
            ),
            class_name="landing-bar",
        ),
        class_name="landing-part",
    )


def _brings() -> rx.Component:
    ways = [
        (t("A screenplay"), t("Fountain or Final Draft, with scenes, cues and dialogue")),
        (t("A document"), t("Word or PDF, as it comes from the writer")),
        (t("Plain prose"), t("A tale or an idea; who speaks is read from it")),
        (t("Lines"), t("A list of who says what, one below the other")),
    ]
    return rx.el.section(
        rx.el.h2(t("Bring what you have."), class_name="title xl"),
        rx.el.ul(
            *(
                rx.el.li(rx.el.h3(name, class_name="h"), rx.el.p(about, class_name="sm mut"))
                for name, about in ways
            ),
            class_name="g4 landing-brings",
        ),
        class_name="landing-part",
    )


def _languages() -> rx.Component:
    return rx.el.section(
        _head(
            t("One story, twelve languages."),
            t(
                "Write in any of them: each has its own voices, and captions follow them word by "
                "word. The studio itself speaks them too, from right to left where that is how "
                "it is read."
            ),
        ),
        rx.el.ul(
            *(
                rx.el.li(
                    rx.el.span(rx.el.bdi(title), class_name="title"),
                    rx.el.span(LANGUAGES[lang], class_name="xs dim"),
                    lang=lang,
                )
                for lang, title in TITLES.items()
            ),
            class_name="landing-titles",
        ),
        class_name="landing-part",
    )


def _billing() -> rx.Component:
    """The block of names at the foot of a film poster."""
    names: list[tuple[rx.Var[str], object]] = [
        (t("a production of"), "AI Film Studio"),
        (t("with the voices of"), "Nora & Elias"),
        (t("pictures"), t("drawn line by line")),
        (t("music"), t("scored scene by scene")),
        (t("captions"), t("timed to the word")),
        (t("written by"), t("you")),
    ]
    credits = [
        rx.el.span(rx.el.small(role, " "), name, class_name="landing-name") for role, name in names
    ]
    film = rx.el.span("The Last Ferry", lang="en", dir="ltr", class_name="landing-name")
    words = [part for one in (credits[0], film, *credits[1:]) for part in (one, " ")]
    return rx.el.p(*words, class_name="title landing-bill")


def _plans() -> rx.Component:
    return rx.el.section(
        _head(
            t("Three credits, one minute."),
            t(
                "You see the cost before you start. A film that fails costs nothing. Making a "
                "shot again inside the same minutes costs nothing."
            ),
        ),
        plans(),
        rx.el.p(
            t("Or run the whole studio on your own laptop: no account, no key, no meter."),
            class_name="sm dim",
        ),
        id="plans",
        class_name="landing-part",
    )


def view() -> rx.Component:
    """The page."""
    parts = (_hero(), _films(), _change(), _brings(), _languages(), _plans(), _billing())
    return shell(*parts, here="/")


PAGE = Page(
    route="/",
    title="AI Film Studio: a page of script, a minute of film",
    view=view,
    about="Paste a script and watch it become a narrated film, shot by shot. Change any line later, "
    "and only that shot is made again.",
)
