"""What the gallery of components holds; for those who make pages."""

from __future__ import annotations

import asyncio

import reflex as rx

from filmstudio.errors import BadInput
from state.base import AppState


class GalleryState(AppState):
    """Enough to try every component."""

    floating: str = ""
    """Which dialog is open."""
    on: bool = True
    look: str = "grid"
    working: bool = False
    name: str = ""
    name_error: str = ""

    @rx.event
    def float(self, what: str) -> None:
        """Opens a dialog, or closes it."""
        self.floating = what

    @rx.event
    def turn(self, on: bool) -> None:
        """Turns the switch."""
        self.on = on

    @rx.event
    def choose(self, look: str) -> None:
        """Chooses one of a few."""
        self.look = look

    @rx.event(background=True)
    async def work(self) -> None:
        """Is busy for a moment."""
        async with self:
            self.working = True
        await asyncio.sleep(1.0)
        async with self:
            self.working = False
            self._toast("Film saved.")

    @rx.event
    def check(self, given: dict[str, str]) -> None:
        """Refuses a field."""
        self.name_error = "" if given.get("name") else self._say("Write a name.")

    @rx.event
    def fail(self) -> None:
        """Fails as a service does."""
        raise BadInput("The script has 1,204 words. Shorten it to 500, or choose a larger plan.")

    @rx.event
    def break_down(self) -> None:
        """Fails as nothing should."""
        raise RuntimeError("broken on purpose, with a secret inside")
