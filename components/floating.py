"""What floats above a page: dialogs, sheets and menus."""

from __future__ import annotations

from typing import Any

import reflex as rx

from components.button import Flag, Words, button, icon_button
from components.text import t


class _Dialog(rx.Component):
    library = "$/studio/floating"
    tag = "Dialog"
    open: rx.Var[bool]
    label: rx.Var[str]
    alert: rx.Var[bool]
    on_close: rx.EventHandler[rx.event.no_args_event_spec]


class _Menu(rx.Component):
    library = "$/studio/floating"
    tag = "Menu"
    label: rx.Var[str]
    face: rx.Var[rx.Component]
    face_class: rx.Var[str]
    up: rx.Var[bool]
    start: rx.Var[bool]
    on_open: rx.EventHandler[rx.event.no_args_event_spec]


def dialog(
    *children: rx.Component, label: Words, open: Flag, close: Any, wide: bool = False
) -> rx.Component:
    """A dialog, open while the state says so. Escape, and a click beside it, ask to `close` it."""
    return _Dialog.create(
        rx.el.div(
            rx.el.h2(label, class_name="title"),
            icon_button(t("Close"), "close", on_click=close),
            class_name="hd",
        ),
        *children,
        label=label,
        open=open,
        on_close=close,
        class_name="dialog wide" if wide else "dialog",
    )


def confirm(
    label: Words, about: Words, *, open: Flag, stay: Any, keep: Words, go: Any, do: Words
) -> rx.Component:
    """Asks before something goes. It names the thing and says what goes, and for how long it can
    come back; the safe answer has the focus."""
    return _Dialog.create(
        rx.el.h2(label, class_name="title"),
        rx.el.p(about, class_name="mut"),
        rx.el.div(
            button(keep, kind="quiet", on_click=stay, data_safe="true"),
            button(do, kind="stop", on_click=go),
            class_name="acts",
        ),
        label=label,
        alert=True,
        open=open,
        on_close=stay,
        class_name="dialog",
    )


def sheet(*children: rx.Component, label: Words, open: Flag, close: Any) -> rx.Component:
    """A panel at the side; on a phone it comes from below."""
    return _Dialog.create(
        rx.el.div(
            rx.el.h2(label, class_name="h"),
            icon_button(t("Close"), "close", on_click=close),
            class_name="hd",
        ),
        *children,
        label=label,
        open=open,
        on_close=close,
        class_name="sheet",
    )


def menu(
    label: Words,
    face: rx.Component,
    *items: rx.Component,
    face_class: str = "btn quiet",
    up: bool = False,
    start: bool = False,
    on_open: Any = None,
) -> rx.Component:
    """A button and its menu. `label` says what the menu is; `up` opens it above, `start` towards
    the end of the line."""
    more = {} if on_open is None else {"on_open": on_open}
    return _Menu.create(
        *items, label=label, face=face, face_class=face_class, up=up, start=start, **more
    )


def menu_item(label: Words, **more: Any) -> rx.Component:
    """Something that a menu does."""
    return rx.el.button(label, **{"type": "button", "role": "menuitem"} | more)


def menu_link(label: Words, href: Words, **more: Any) -> rx.Component:
    """Somewhere that a menu leads to."""
    return rx.el.a(label, href=href, role="menuitem", **more)


def menu_choice(label: Words, chosen: Flag, **more: Any) -> rx.Component:
    """One of several, of which one is chosen."""
    return rx.el.button(
        label,
        type="button",
        role="menuitemradio",
        aria_checked=rx.cond(chosen, "true", "false"),
        **more,
    )
