"""The player of a film, the lines and chapters that move with it, and files to fetch."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.button import Words
from components.icon import icon
from components.text import t


class _Player(rx.Component):
    library = "$/studio/player"
    tag = "Player"
    film: rx.Var[str]
    title: rx.Var[str]
    sources: rx.Var[list[dict[str, Any]]]
    tracks: rx.Var[list[dict[str, Any]]]
    poster: rx.Var[str]
    seconds: rx.Var[float]
    scenes: rx.Var[list[dict[str, Any]]]
    burnt: rx.Var[bool]
    language: rx.Var[str]
    words: rx.Var[dict[str, str]]
    on_fail: rx.EventHandler[rx.event.passthrough_event_spec(str)]


class _Lines(rx.Component):
    library = "$/studio/player"
    tag = "Lines"
    lines: rx.Var[list[dict[str, Any]]]
    narrator: rx.Var[str]
    label: rx.Var[str]


class _Chapters(rx.Component):
    library = "$/studio/player"
    tag = "Chapters"
    scenes: rx.Var[list[dict[str, Any]]]
    label: rx.Var[str]


class _Download(rx.Component):
    library = "$/studio/fetching"
    tag = "Download"
    href: rx.Var[str]
    label: rx.Var[str]
    busy_label: rx.Var[str]
    face: rx.Var[rx.Component]
    on_fail: rx.EventHandler[rx.event.passthrough_event_spec(str)]


class _When(rx.Component):
    library = "$/studio/making"
    tag = "When"
    at: rx.Var[str]
    lang: rx.Var[str]


def _words() -> rx.Var[dict[str, str]]:
    said: dict[str, Any] = {
        "player": t("Player"),
        "play": t("Play"),
        "pause": t("Pause"),
        "back": t("Back 5 seconds"),
        "on": t("Forward 5 seconds"),
        "mute": t("Mute"),
        "loud": t("Sound on"),
        "volume": t("Volume"),
        "speed": t("Speed"),
        "keys": t("Single-letter keys"),
        "captions": t("Captions"),
        "off": t("Off"),
        "quality": t("Quality"),
        "small": t("Picture in picture"),
        "full": t("Full screen"),
        "unfull": t("Leave full screen"),
        "place": t("Position"),
        "position": t("{now} of {all}, chapter {n}, {name}"),
        "preparing": t("Preparing {size}. It plays in a moment."),
        "broken": t("The film could not be played. Load the page again, or choose another size."),
    }
    return rx.Var.create(said)


def player(
    *,
    film: Words,
    title: Words,
    sources: Any,
    tracks: Any,
    poster: Words,
    seconds: Any,
    scenes: Any,
    burnt: Any,
    language: Words,
    on_fail: Any,
) -> rx.Component:
    """The player. `film` is its job, `sources` the film's sizes with their addresses, the first as it
    was made; `scenes` are its chapters, whose shots have small pictures."""
    return _Player.create(
        film=film,
        title=title,
        sources=sources,
        tracks=tracks,
        poster=poster,
        seconds=seconds,
        scenes=scenes,
        burnt=burnt,
        language=language,
        words=_words(),
        on_fail=on_fail,
    )


def transcript(lines: Any) -> rx.Component:
    """Every line; a press goes there."""
    return rx.el.section(
        rx.el.div(
            rx.el.h2(t("Every line"), class_name="h"),
            rx.el.span(t("Press a line to go there"), class_name="sm dim"),
            class_name="row between",
        ),
        _Lines.create(lines=lines, narrator=t("Narrator"), label=t("Lines")),
        class_name="said",
    )


def chapters(scenes: Any) -> rx.Component:
    """The scenes; a press goes there."""
    return _Chapters.create(scenes=scenes, label=t("Chapters"))


def download(href: Words, label: Words, *, on_fail: Any) -> rx.Component:
    """A file to fetch, which may have to be made first."""
    return _Download.create(
        href=href,
        label=label,
        busy_label=t("It is being made. It comes by itself."),
        face=icon("download"),
        on_fail=on_fail,
        class_name="btn quiet icon fetch",
    )


def when(at: Words, lang: Words) -> rx.Component:
    """A moment, by the person's own clock and calendar."""
    return _When.create(at=at, lang=lang)
