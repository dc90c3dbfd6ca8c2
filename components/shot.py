"""Frames of a film and cards of shots, in every state that a shot can be in.

A state is always told by shape or words too, never by colour alone. A shot that is done is bare.
"""

from __future__ import annotations

from typing import Any, Literal

import reflex as rx

from components.button import Flag, Number, Words
from components.icon import icon
from components.text import t

State = Literal["waiting", "drawing", "speaking", "rendering", "done", "failed", "kept"]
_WAVE = (
    *(6.6, 5.3, 3.8, 5.0, 4.0, 10.0, 8.0, 6.4, 8.7, 8.6, 12.0, 11.3, 11.8, 10.9, 10.9, 12.3, 11.2),
    *(10.5, 7.2, 7.4, 10.2, 7.1, 10.6, 9.0, 11.7, 12.4, 8.1, 9.8, 8.8, 2.7, 2.4, 6.3, 0.7, 4.3),
)
"""Where the bars of the wave begin, of 30; it says that a voice is being made, and shows none."""


def frame(
    src: Words | None,
    alt: Words,
    *over: rx.Component,
    tag: Words | None = None,
    length: Words | None = None,
    class_name: str = "",
    size: tuple[int, int] | None = None,
    first: bool = False,
    **image: Any,
) -> rx.Component:
    """A picture of a film: never cropped nor rounded. `tag` is the shot's number, `length` its time.

    `size` are the picture's own pixels; what is seen `first` is loaded first, all others as they come
    into sight.
    """
    attrs: dict[str, Any] = {"width": size[0], "height": size[1]} if size else {}
    attrs |= {"fetchPriority": "high"} if first else {"loading": "lazy"}
    more = [rx.el.span(tag, class_name="tag")] if tag is not None else []
    more += [rx.el.span(length, class_name="len tc")] if length is not None else []
    inside = [rx.el.img(src=src, alt=alt, custom_attrs=attrs, **image)] if src is not None else []
    return rx.el.span(*inside, *over, *more, class_name=f"frame {class_name}".strip())


def cross() -> rx.Component:
    """The lines over a frame that has no picture yet."""
    return rx.el.svg(
        rx.el.path(d="M0 0L100 100M100 0L0 100"),
        view_box="0 0 100 100",
        preserve_aspect_ratio="none",
        class_name="cross",
        aria_hidden="true",
    )


def _wave() -> rx.Component:
    bars = "".join(
        f"M{at * 5.9:.1f} {top}h2.9v{30 - 2 * top:.1f}h-2.9z" for at, top in enumerate(_WAVE)
    )
    return rx.el.svg(
        rx.el.path(d=bars),
        view_box="0 0 200 30",
        preserve_aspect_ratio="none",
        class_name="wave",
        aria_hidden="true",
    )


def shot_frame(
    state: State,
    src: Words | None,
    alt: Words,
    tag: Words,
    *,
    percent: Number = 0,
    locked: bool = False,
    changed: rx.Component | None = None,
    why: Words | None = None,
    retry: Any = None,
) -> rx.Component:
    """The frame of a shot as it stands. `percent` is how much is drawn or rendered; `changed` is the
    asterisk of the draft in which it changed; a failed shot says `why`, and `retry` is the event that
    tries again."""
    marks = [rx.el.span(icon("lock"), rx.el.span(t("locked"), class_name="vh"), class_name="lk")]
    mark = rx.el.span(
        *(marks if locked else []), *([changed] if changed is not None else []), class_name="mk"
    )
    classes = [
        f"is-{state}" if state != "done" else "",
        "is-changed" if changed is not None else "",
    ]
    over: list[rx.Component] = [mark] if locked or changed is not None else []
    style: dict[str, str] = {}
    if state == "waiting":
        over.append(cross())
        src = None
    elif state == "speaking":
        over.append(_wave())
    elif state == "rendering":
        style["--p"] = f"{percent}%"
    elif state == "failed":
        label = why if why is not None else t("Couldn’t draw this shot.")
        foot = [icon("retry", small=True), rx.el.span(label, " ", rx.el.b(t("Try again")))]
        over.append(
            rx.el.button(*foot, type="button", class_name="st", on_click=retry)
            if retry is not None
            else rx.el.span(*foot, class_name="st")
        )
    number = rx.el.span(tag, class_name="tag")
    if state == "drawing" and src is not None:
        style["--left"] = f"calc(100% - {percent}%)"
        pictures = [
            rx.el.img(src=src, alt="", class_name="raw"),
            rx.el.img(src=src, alt=alt, class_name="dev"),
        ]
    else:
        pictures = [rx.el.img(src=src, alt=alt)] if src is not None else []
    return rx.el.span(
        *pictures,
        *over,
        number,
        class_name=" ".join(["frame", *(one for one in classes if one)]),
        custom_attrs={"style": rx.Var.create(style)} if style else {},
    )


def shot_card(
    picture: rx.Component,
    label: Words,
    *,
    under: Words | None = None,
    selected: Flag = False,
    lifted: bool = False,
    choose: Any = None,
    **more: Any,
) -> rx.Component:
    """A shot to choose: viewfinder corners while it is selected. `label` says what is chosen."""
    return rx.el.div(
        rx.el.button(
            picture,
            type="button",
            class_name="shot lifted" if lifted else "shot",
            aria_label=label,
            aria_pressed=rx.cond(selected, "true", "false"),
            **({"on_click": choose} if choose is not None else {}),
            **more,
        ),
        rx.el.p(under, class_name="xs dim under") if under is not None else rx.fragment(),
    )
