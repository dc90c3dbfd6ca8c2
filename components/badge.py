"""Small marks: states, drafts, credits, and who made a part. Each says it in words too."""

from __future__ import annotations

from typing import Literal

import reflex as rx

from components.button import Words
from components.icon import icon
from components.text import t

PAPERS = ("White", "Blue", "Pink", "Yellow", "Green", "Goldenrod", "Buff", "Salmon", "Cherry")
"""Revision papers, in the order that every production uses."""


def chip(label: Words, kind: Literal["", "live", "ok", "bad"] = "") -> rx.Component:
    """A state, in a word."""
    dot = [rx.el.span(class_name="dot live")] if kind == "live" else []
    return rx.el.span(*dot, label, class_name=f"chip {kind}".strip())


def chip_of(label: Words, kind: rx.Var[str]) -> rx.Component:
    """A state whose kind is the state's to say: live, ok, bad or empty."""
    return rx.el.span(label, class_name=f"chip {kind}")


def dot(kind: Literal["", "live", "bad", "off"] = "") -> rx.Component:
    """A dot beside words."""
    return rx.el.span(class_name=f"dot {kind}".strip(), aria_hidden="true")


def draft(number: rx.Var[int] | int) -> rx.Component:
    """A draft, by its paper: 1 is White, 9 is Cherry; then the papers begin anew."""
    if isinstance(number, int):
        paper = (number - 1) % len(PAPERS)
        return rx.el.span(t(PAPERS[paper]), class_name=f"draft paper-{paper + 1}")
    names = [(place, t(name)) for place, name in enumerate(PAPERS)]
    place = (number - 1) % len(PAPERS)
    label = rx.match(place, *names, t(PAPERS[0]))
    return rx.el.span(label, class_name=f"draft paper-{place + 1}")


# Translators: the colours of paper on which drafts of a script are printed.
_NAMES = [
    *(t("White"), t("Blue"), t("Pink"), t("Yellow"), t("Green"), t("Goldenrod")),
    *(t("Buff"), t("Salmon"), t("Cherry")),
]


def changed(number: rx.Var[int] | int = 3) -> rx.Component:
    """The asterisk on the paper of the draft in which something changed."""
    paper = (number - 1) % len(PAPERS) + 1
    return rx.el.span(
        rx.el.span("*", aria_hidden="true"),
        rx.el.span(t("changed"), class_name="vh"),
        class_name=f"star paper-{paper}",
    )


def credit(label: Words, href: str = "/credits") -> rx.Component:
    """What is left to spend, and the way to where it is told."""
    return rx.el.a(icon("clapper", small=True), label, href=href, class_name="credit")


def provider(
    label: Words, kind: Literal["", "key", "gpu", "warn"] = "", why: Words | None = None
) -> rx.Component:
    """Who made a part: hollow is built in, amber an own key, blue a graphics worker; amber words are
    a fallback, with its reason beside it."""
    reason = [rx.el.span(why, class_name="xs dim")] if why is not None else []
    return rx.fragment(rx.el.span(label, class_name=f"prov {kind}".strip()), *reason)
