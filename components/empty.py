"""What a page shows where there is nothing yet: the leader, one sentence, what can be done."""

from __future__ import annotations

import reflex as rx

from components.button import Words
from components.progress import leader


def empty(title: Words, about: Words, *actions: rx.Component) -> rx.Component:
    """Nothing here so far. `about` may be empty where the title says it all."""
    return rx.el.div(
        leader("3", title, 0.34, small=True),
        rx.el.h2(title, class_name="title s"),
        rx.fragment() if isinstance(about, str) and not about else rx.el.p(about, class_name="mut"),
        rx.el.div(*actions, class_name="row fw"),
        class_name="empty",
    )
