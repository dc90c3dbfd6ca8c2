"""Links that the browser follows itself: within a page, out of the pages, and with a full load.

`rx.el.a` is followed by the router of the pages, which knows pages only.
"""

from __future__ import annotations

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML

from state.base import AppState


class _Anchor(BaseHTML):
    tag = "a"
    href: rx.Var[str]
    download: rx.Var[str]
    target: rx.Var[str]
    rel: rx.Var[str]


anchor = _Anchor.create


class _Parts(rx.Component):
    library = "$/studio/parts"
    tag = "Parts"
    label: rx.Var[str]
    dir: rx.Var[str]


def parts(*ways: rx.Component, label: rx.Var[str], class_name: str) -> rx.Component:
    """The ways between the parts of a page; in a narrow row the current one is scrolled into sight."""
    return _Parts.create(*ways, label=label, dir=AppState.dir, class_name=class_name)
