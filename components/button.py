"""Buttons. One of a view is primary; what is spent shows in the button's cost cell."""

from __future__ import annotations

from typing import Any, Literal

import reflex as rx

from components.icon import icon

Kind = Literal["primary", "solid", "line", "quiet", "danger", "stop"]
Words = str | rx.Var[str]
Flag = bool | rx.Var[bool]
Number = rx.Var[Any] | int | float


def _classes(kind: Kind, big: bool, full: bool, alone: bool, more: str) -> str:
    names = ["btn", kind, "big" * big, "full" * full, "icon" * alone, more]
    return " ".join(name for name in names if name)


def _face(
    label: Words, sign: str, cost: Words | None, busy: Words | None, small: bool
) -> list[Any]:
    picture = [icon(sign, small=small)] if sign else []
    cell = [rx.el.span(cost, class_name="cost")] if cost is not None else []
    if busy is None:
        return [*picture, label, *cell]
    labels = rx.el.span(
        rx.el.span(*picture, label, class_name="on"),
        rx.el.span(busy, class_name="off", aria_hidden="true"),
        class_name="labels",
    )
    return [labels, *cell]


def button(
    label: Words,
    *,
    kind: Kind = "solid",
    sign: str = "",
    cost: Words | None = None,
    busy: Words | None = None,
    is_busy: Flag | None = None,
    big: bool = False,
    full: bool = False,
    class_name: str = "",
    **more: Any,
) -> rx.Component:
    """A button that does something. `label` is verb and object: Make the film.

    `cost` is what it spends, as words; `busy` is the label while it works, shown while `is_busy`
    (or while its form is sent), with the same width.
    """
    if is_busy is not None:
        more["data_busy"] = rx.cond(is_busy, "true", "false")
        more["aria_disabled"] = rx.cond(is_busy, "true", "false")
    return rx.el.button(
        *_face(label, sign, cost, busy, small=not big),
        class_name=_classes(kind, big, full, False, class_name),
        **{"type": "button"} | more,
    )


def icon_button(label: Words, sign: str, *, kind: Kind = "quiet", **more: Any) -> rx.Component:
    """A button with a picture alone; `label` is what a screen reader says and a pointer sees."""
    return rx.el.button(
        icon(sign),
        class_name=_classes(kind, False, False, True, more.pop("class_name", "")),
        aria_label=label,
        title=label,
        **{"type": "button"} | more,
    )


def link_button(
    label: Words,
    href: Words,
    *,
    kind: Kind = "solid",
    sign: str = "",
    after: rx.Component | None = None,
    big: bool = False,
    full: bool = False,
    class_name: str = "",
    **more: Any,
) -> rx.Component:
    """A link that looks like a button, for going somewhere."""
    parts = [*_face(label, sign, None, None, small=not big), *([after] if after else [])]
    return rx.el.a(
        *parts, href=href, class_name=_classes(kind, big, full, False, class_name), **more
    )
