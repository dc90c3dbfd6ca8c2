"""Fields: a label above, the control, and below it what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reflex as rx

from components.button import Flag, Words
from components.icon import icon
from components.text import t


class Secret(rx.Component):
    """An input for a password, which can be shown."""

    library = "$/studio/form"
    tag = "Secret"
    name: rx.Var[str]
    show: rx.Var[str]
    hide: rx.Var[str]
    eye: rx.Var[rx.Component]
    required: rx.Var[bool]
    auto_focus: rx.Var[bool]


def _around(
    id: str,
    label: Words,
    control: rx.Component,
    error: Words | None,
    hint: Words | None,
    beside: rx.Component | None,
) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.label(label, html_for=id),
            beside if beside is not None else rx.fragment(),
            class_name="lab",
        ),
        control,
        rx.el.p(hint, id=f"{id}-hint", class_name="hint") if hint is not None else rx.fragment(),
        rx.cond(
            error,
            rx.el.p(
                icon("alert", small=True), rx.el.span(error), id=f"{id}-error", class_name="err"
            ),
        )
        if error is not None
        else rx.fragment(),
        class_name="field",
    )


def _attributes(
    id: str, error: Words | None, hint: Words | None, given: dict[str, Any]
) -> dict[str, Any]:
    """What ties a control to its words, for screen readers."""
    told: dict[str, Any] = {}
    described = f"{id}-hint" if hint is not None else ""
    if error is not None:
        told["aria-invalid"] = rx.cond(error, "true", "false")
        told["aria-describedby"] = rx.cond(error, f"{id}-error", described)
    elif described:
        told["aria-describedby"] = described
    return told | given


def field(
    label: Words,
    name: str,
    *,
    error: Words | None = None,
    hint: Words | None = None,
    beside: rx.Component | None = None,
    type: str = "text",
    complete: str = "",
    big: bool = False,
    class_name: str = "",
    custom_attrs: dict[str, Any] | None = None,
    **more: Any,
) -> rx.Component:
    """A line to type into. `error` is a state's sentence, empty while nothing is wrong; `complete`
    is the token of autocomplete (https://html.spec.whatwg.org/#autofill)."""
    id = more.pop("id", f"field-{name}")
    given = dict(custom_attrs or {})
    if complete:
        given["autoComplete"] = complete
    shared = {
        "id": id,
        "class_name": f"in{' big' if big else ''} {class_name}".strip(),
        "custom_attrs": _attributes(id, error, hint, given),
    }
    if type == "password":
        control: rx.Component = Secret.create(
            name=name,
            show=t("Show the password"),
            hide=t("Hide it"),
            eye=icon("eye", small=True),
            **shared,
            **more,
        )
    else:
        control = rx.el.input(name=name, type=type, **shared, **more)
    return _around(id, label, control, error, hint, beside)


def area(
    label: Words,
    name: str,
    *,
    error: Words | None = None,
    hint: Words | None = None,
    rows: int = 4,
    **more: Any,
) -> rx.Component:
    """A text of several lines, in the face of scripts."""
    id = more.pop("id", f"field-{name}")
    control = rx.el.textarea(
        name=name,
        id=id,
        rows=rows,
        class_name="in area",
        custom_attrs=_attributes(id, error, hint, more.pop("custom_attrs", {})),
        **more,
    )
    return _around(id, label, control, error, hint, None)


def select(
    label: Words,
    name: str,
    options: Sequence[tuple[str, Words]],
    *,
    error: Words | None = None,
    hint: Words | None = None,
    **more: Any,
) -> rx.Component:
    """One of many: pairs of value and words."""
    id = more.pop("id", f"field-{name}")
    control = rx.el.span(
        rx.el.select(
            *(rx.el.option(words, value=value) for value, words in options),
            name=name,
            id=id,
            class_name="in",
            custom_attrs=_attributes(id, error, hint, more.pop("custom_attrs", {})),
            **more,
        ),
        icon("down", small=True),
        class_name="picker",
    )
    return _around(id, label, control, error, hint, None)


def segments(
    label: Words, options: Sequence[tuple[str, Words]], value: Words, choose: Any
) -> rx.Component:
    """One of a few, all in sight. `choose` is an event that takes the value."""
    return rx.el.div(
        *(
            rx.el.button(
                words,
                type="button",
                aria_pressed=rx.cond(value == one, "true", "false"),
                on_click=choose(one),
            )
            for one, words in options
        ),
        role="group",
        aria_label=label,
        class_name="seg",
    )


def switch(
    label: Words,
    on: Flag,
    turn: Any,
    *,
    about: Words | None = None,
    id: str = "",
    **more: Any,
) -> rx.Component:
    """Something that is on or off at once. `turn` is an event that takes the new value."""
    return rx.el.div(
        rx.el.div(
            rx.el.label(label, html_for=id or rx.Var.create(f"switch-{label!s}"))
            if id
            else rx.el.span(label),
            rx.el.p(about, class_name="hint") if about is not None else rx.fragment(),
        ),
        rx.el.button(
            type="button",
            id=id or None,
            role="switch",
            class_name="sw",
            aria_checked=rx.cond(on, "true", "false"),
            aria_label=label,
            on_click=turn(~on),
            **more,
        ),
        class_name="settingrow",
    )


def checkbox(label: Words | rx.Component, name: str, **more: Any) -> rx.Component:
    """Something that is agreed to or not, and sent with a form."""
    return rx.el.label(
        rx.el.input(type="checkbox", name=name, class_name="cb", **more),
        rx.el.span(label),
        class_name="check",
    )


def search(
    find: Any, value: Any, placeholder: Words, *, label: Words | None = None
) -> rx.Component:
    """A field that looks for what is typed, a moment after the last key. `find` is an event that
    takes the words."""
    return rx.el.div(
        icon("search", small=True),
        rx.el.input(
            type="search",
            class_name="in",
            placeholder=placeholder,
            aria_label=placeholder if label is None else label,
            default_value=value,
            on_change=find.debounce(300),
        ),
        class_name="search",
        role="search",
    )
