"""What lies around every page: the first script, the fonts, and the language of the document."""

from __future__ import annotations

import json

import reflex as rx
from reflex_components_core.base.error_boundary import ErrorBoundary

from components.text import t
from state.base import AppState
from state.words import LANGUAGES, RIGHT_TO_LEFT

_FIRST = """
(function (d) {
  var said = function (name) {
    var found = document.cookie.match("(?:^|; )filmstudio_" + name + "=([a-z]+)");
    return found ? found[1] : "";
  };
  var theme = said("theme"), lang = said("lang");
  var dark = theme === "dark" || (theme !== "light" && !matchMedia("(prefers-color-scheme: light)").matches);
  d.dataset.theme = dark ? "dark" : "light";
  if (%(languages)s.indexOf(lang) > 0) {
    d.lang = lang;
    d.dir = %(mirrored)s.indexOf(lang) < 0 ? "ltr" : "rtl";
    d.dataset.waits = "";
    setTimeout(function () { delete d.dataset.waits; }, 2500);
  }
})(document.documentElement);
"""
"""Before anything is shown: theme, language and direction by the cookies. Where the language is
another than the page was built in, its words are waited for, but not for long."""


def head() -> list[rx.Component]:
    """What stands in the head of every page."""
    first = _FIRST % {
        "languages": json.dumps(list(LANGUAGES)),
        "mirrored": json.dumps(sorted(RIGHT_TO_LEFT)),
    }
    return [
        rx.el.script(first),
        rx.el.meta(
            name="viewport", content="width=device-width, initial-scale=1, viewport-fit=cover"
        ),
        rx.el.meta(name="color-scheme", content="dark light"),
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
        rx.el.link(rel="apple-touch-icon", href="/icons/apple-touch-icon.png"),
        rx.el.link(rel="manifest", href="/manifest.webmanifest"),
        rx.el.meta(name="theme-color", content="#141414"),
    ]


def boundary(_stateful: bool) -> rx.Component:
    """Around every page: what is shown where one fails in the browser. The fault is noted by the
    studio."""
    return ErrorBoundary.create(
        fallback_render=rx.el.main(
            rx.el.h1(t("This page stopped."), class_name="title l"),
            rx.el.p(t("It was noted. What was saved is safe."), class_name="mut"),
            rx.el.p(rx.el.a(t("Load it again"), href="", class_name="btn primary")),
            class_name="wrap main stack",
        )
    )


class Document(rx.Component):
    """Keeps language, direction and theme of the document as the state says."""

    library = "$/studio/document"
    tag = "Document"
    lang: rx.Var[str]
    dir: rx.Var[str]
    theme: rx.Var[str]
    ready: rx.Var[bool]


def document() -> rx.Component:
    """Part of every page."""
    return Document.create(
        lang=AppState.lang, dir=AppState.dir, theme=AppState.theme, ready=AppState.is_hydrated
    )
