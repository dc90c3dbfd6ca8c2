"""The studio as an installed application: the worker behind the pages, and notices that it shows."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.text import t
from state.base import AppState


class Worker(rx.Component):
    """Registers the worker once a page lives, and tells it the words of the page for no network."""

    library = "$/studio/pwa"
    tag = "Worker"
    words: rx.Var[dict[str, Any]]
    ready: rx.Var[bool]


class PushSwitch(rx.Component):
    """Whether this browser is told while no page is open. It asks the browser and the API itself."""

    library = "$/studio/pwa"
    tag = "PushSwitch"
    label: rx.Var[str]
    says: rx.Var[dict[str, Any]]


def worker() -> rx.Component:
    """Part of every page."""
    return Worker.create(
        words={
            "lang": AppState.lang,
            "dir": AppState.dir,
            "title": t("No network just now"),
            "text": t(
                "Films go on being made. This page comes back by itself when the network does."
            ),
            "again": t("Try again"),
        },
        ready=AppState.is_hydrated,
    )


def push_switch() -> rx.Component:
    """The switch of this browser, with a sentence that says how it stands."""
    return PushSwitch.create(
        label=t("Tell this browser"),
        says={
            "on": t("This browser is told."),
            "off": t("This browser is not told."),
            "denied": t(
                "Notices of this site are blocked. Allow them in the browser's settings of this site."
            ),
            "unable": t(
                "This browser cannot show notices, or not of this address: it needs https."
            ),
            "failed": t("It did not work just now. Try again in a moment."),
            "waits": "",
        },
        class_name="settingrow",
    )
