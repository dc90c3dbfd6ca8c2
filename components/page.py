"""A page: its address, its title, what it shows, and for whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx

from components.document import document
from components.pwa import worker
from components.text import t


@dataclass(frozen=True)
class Page:
    """One page. `title` and `about` are English texts that catalogs translate; `load` are events
    that run when it opens; `private` pages are for people who are signed in."""

    route: str
    title: str
    view: Callable[[], rx.Component]
    about: str = ""
    load: tuple[Any, ...] = ()
    private: bool = False

    def add_to(self, app: rx.App, arrive: Any, admit: Any, attend: Any) -> None:
        """Adds the page to the application; the bell attends once the page has what it shows."""
        first = (arrive, admit) if self.private else (arrive,)
        app.add_page(
            self._whole(),
            route=self.route,
            title=t(self.title),
            description=self.about or None,
            image="",
            on_load=[*first, *self.load, attend],
        )

    def _whole(self) -> Callable[[], rx.Component]:
        """The page with what is part of every page. It counts as a function of the page's own module:
        Reflex writes what changes in a page into one script for each module, and that of a page is
        loaded with that page alone."""

        def whole() -> rx.Component:
            return rx.fragment(document(), worker(), self.view())

        whole.__module__ = self.view.__module__
        return whole
