"""The page for new films: the script at the left, what the studio reads in it at the right."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors

from components.badge import chip
from components.button import button, link_button
from components.empty import empty
from components.floating import dialog, menu, menu_item
from components.icon import icon
from components.page import Page
from components.script import Bring, Saved, Script
from components.shell import shell
from components.slate import cell, slate
from components.text import said, t
from pages.new_dock import dock, length_dialog
from pages.new_read import cast, scenes, world
from state.base import AppState
from state.new import NewState

S: Any = NewState
"""The state, whose variables are expressions of the browser here."""


def _samples(label: rx.Var[str], face_class: str) -> rx.Component:
    return menu(
        label,
        rx.fragment(icon("script", small=True), label),
        rx.foreach(
            S.samples,
            lambda one: menu_item(
                rx.el.span(
                    rx.el.span(one["title"], lang=one["lang"], class_name="h2"),
                    rx.el.span(said(one["about"]), class_name="xs dim"),
                    class_name="new-sample",
                ),
                on_click=S.use_sample(one["id"]),
            ),
        ),
        face_class=face_class,
    )


def _head() -> rx.Component:
    return rx.el.div(
        rx.el.h1(t("New film"), class_name="title m"),
        rx.el.span(class_name="grow"),
        button(t("Import a file"), kind="quiet", sign="upload", data_pick="true"),
        _samples(t("Use a sample"), "btn quiet"),
        class_name="new-head",
    )


def _clash() -> rx.Component:
    return rx.cond(
        S.clash != "",
        rx.el.div(
            rx.el.p(
                Saved.create(
                    at=S.clash,
                    lang=AppState.lang,
                    words=t("You have another script here, saved at {time}."),
                )
            ),
            button(t("Open that one"), kind="line", on_click=S.take_other),
            button(t("Keep this one"), kind="line", on_click=S.keep_mine),
            role="alert",
            class_name="new-ask",
        ),
    )


def _kept() -> rx.Component:
    """That it is saved, or why it is not."""
    return rx.el.span(
        rx.cond(
            has_connection_errors,
            t("Not saved yet. We’ll keep trying."),
            rx.cond(
                S.unsaved != "",
                S.unsaved,
                rx.cond(
                    AppState.signed_in,
                    Saved.create(at=S.saved["at"], lang=AppState.lang, words=t("Saved {time}")),
                    rx.cond(S.answered > 0, t("Kept in this browser"), ""),
                ),
            ),
        ),
        role="status",
        class_name="sm dim new-saved",
    )


def _script() -> rx.Component:
    words = rx.cond(
        S.slate.contains("words"),
        rx.el.span(
            t("{n} of {most} words", n=S.slate["words"], most=S.slate["allowed"]),
            class_name=rx.cond(S.slate["over"], "sm bad", "sm mut"),
        ),
    )
    return rx.el.section(
        _clash(),
        Script.create(
            page=S.page,
            found=S.found,
            saved=S.saved,
            nudge=S.nudge,
            answered=S.answered,
            who=AppState.person["email"],
            online=~has_connection_errors,
            label=t("Script"),
            hint=t("Write or paste a script: a story in prose, a screenplay, or “Mara: Hello?”"),
            too_long=t("The script has more than 400,000 characters. Take a part of it."),
            on_write=S.wrote,
            class_name="page new-page",
        ),
        rx.el.div(
            words,
            rx.el.span(
                rx.el.span(t("Cast"), class_name="c"),
                rx.el.span(t("Places"), class_name="p"),
                rx.el.span(t("Sounds"), class_name="s"),
                class_name="sm mut new-key",
            ),
            _kept(),
            class_name="new-foot",
        ),
        aria_label=t("Script"),
        class_name="new-left",
    )


def _sentence(kind: str, *content: rx.Component) -> rx.Component:
    return rx.el.div(
        rx.el.span("?" if kind == "ask" else "!", class_name="new-star", aria_hidden="true"),
        *content,
        class_name=f"new-ask {kind}",
    )


def _told() -> rx.Component:
    """What keeps the script from being a film, else what should be known of it, one at a time."""
    wrong = rx.cond(S.wrong != "", _sentence("bad", rx.el.p(S.wrong, class_name="grow")))
    hint = rx.cond(
        S.hint != "",
        _sentence(
            "limit",
            rx.el.p(S.hint, class_name="grow"),
            link_button(t("See the plans"), "/pricing", kind="line"),
        ),
    )
    note = rx.cond(
        S.warnings.length() > 0,
        _sentence(
            "note",
            rx.el.p(S.warnings[S.asked], class_name="grow"),
            rx.cond(
                S.warnings.length() > 1,
                button(
                    t("Next of {n}", n=S.warnings.length()), kind="line", on_click=S.next_warning
                ),
            ),
        ),
    )
    return rx.fragment(rx.el.div(wrong, hint, role="alert"), note)


def _numbers() -> rx.Component:
    cost = rx.cond(
        S.slate["metered"],
        rx.el.div(
            rx.el.dt(t("Cost")),
            rx.el.dd(
                S.slate["credits"],
                rx.el.span(" ", t("credits"), class_name="new-unit"),
                class_name="t",
            ),
        ),
    )
    return slate(
        cell(t("Scenes"), S.slate["scenes"], big=True),
        cell(t("Shots"), S.slate["shots"], big=True),
        cell(t("Cast"), S.slate["cast"], big=True),
        cell(t("Length"), rx.el.span(S.slate["length"], class_name="new-time"), big=True),
        cost,
        class_name="new-slate",
    )


def _nothing() -> rx.Component:
    """Before there is a script."""
    begun = rx.el.ul(
        rx.foreach(
            S.samples[:4],
            lambda one: rx.el.li(
                rx.el.button(
                    rx.el.span(one["title"], lang=one["lang"], class_name="h2"),
                    rx.el.span(said(one["about"]), class_name="sm dim"),
                    type="button",
                    on_click=S.use_sample(one["id"]),
                )
            ),
        ),
        class_name="new-samples",
    )
    nothing = empty(
        t("A page becomes shots."),
        t("Write, paste or drop a script: scenes, cast and sounds are read while you write."),
        button(t("Import a file"), kind="line", sign="upload", data_pick="true"),
        _samples(t("Use a sample"), "btn line"),
    )
    return rx.fragment(nothing, begun)


def _reading() -> rx.Component:
    heard = rx.cond(
        S.scenes.length() > 0,
        t(
            "Read: scenes {scenes}, shots {shots}, cast {cast}, length {length}",
            scenes=S.slate["scenes"],
            shots=S.slate["shots"],
            cast=S.slate["cast"],
            length=S.slate["length"],
        ),
        "",
    )
    return rx.el.section(
        rx.el.div(
            rx.el.h2(t("What we read"), class_name="title m"),
            rx.cond(S.reading, chip(t("Reading"), "live")),
            class_name="row between new-title",
        ),
        rx.el.p(heard, role="status", class_name="vh"),
        _told(),
        rx.cond(
            S.scenes.length() > 0,
            rx.fragment(
                _numbers(),
                rx.el.div(
                    scenes(),
                    rx.el.div(cast(), world(), class_name="new-column"),
                    class_name="new-grid",
                ),
            ),
            rx.cond(S.wrong == "", _nothing()),
        ),
        aria_label=t("What we read"),
        class_name="new-right",
    )


def _sign_in() -> rx.Component:
    return dialog(
        rx.el.p(t("Sign in to make the film. Your script stays here."), class_name="mut"),
        rx.el.div(
            link_button(
                t("Sign in"), "/auth/login?then=/projects/new", kind="primary", data_safe="true"
            ),
            link_button(t("Create an account"), "/auth/register?then=/projects/new", kind="line"),
            class_name="acts",
        ),
        label=t("Make the film"),
        open=S.asks_sign_in,
        close=S.stay_guest,
    )


def view() -> rx.Component:
    """The page."""
    bring = {
        "bringing": t("Bringing {name}"),
        "stop": t("Stop"),
        "close": t("Close"),
        "drop": t("Drop the script here"),
        "one": t("Bring one script at a time."),
        "kind": t("{name} is no script. Bring text, Fountain, Final Draft, Word or PDF."),
        "empty": t("{name} is empty."),
        "large": t("{name} is too large: your plan takes files of up to {most} MB."),
        "guest": t("Sign in to bring Word, PDF and Final Draft files, or paste the text."),
        "offline": t("The file did not arrive: the studio can’t be reached. Try again."),
        "refused": t("{name} could not be brought (status {status}). Try again."),
    }
    return shell(
        Bring.create(
            _head(),
            rx.el.div(_script(), _reading(), class_name="new-cols"),
            dock(),
            signed_in=AppState.signed_in,
            most=S.most,
            words=bring,
            on_done=S.brought,
            class_name="new",
        ),
        length_dialog(),
        _sign_in(),
        here="/projects/new",
        own="new",
        wide=True,
        foot=False,
    )


PAGE = Page(
    route="/projects/new",
    title="New film",
    about="Paste a script and see what becomes of it: scenes, cast, voices, length.",
    view=view,
    load=(S.open,),
)
