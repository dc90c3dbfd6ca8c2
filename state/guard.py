"""A tab shows one person's things: what another has left in it is forgotten before it is shown.

Reflex keeps the state of a tab by a name that the tab itself remembers, and shows all of it as soon as
the tab opens a page again. Whoever has signed in there meanwhile must not see it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reflex.middleware import Middleware
from reflex.state import BaseState, State
from reflex_base.event import Event
from reflex_base.utils.format import format_event_handler

from state.base import AppState, given, recognised

if TYPE_CHECKING:
    from reflex.app import App

SHOWS_ALL = frozenset(
    format_event_handler(State.event_handlers[name]) for name in ("hydrate", "hydrate_and_load")
)
"""Events by which a tab asks for everything it had."""


def _all_of(kind: type[BaseState]) -> Iterator[type[BaseState]]:
    yield kind
    for below in kind.get_substates():
        yield from _all_of(below)


class OnePerson(Middleware):
    """Runs before every event; does something before a tab is shown everything."""

    async def preprocess(self, app: App, state: BaseState, event: Event) -> None:
        """Forgets what a tab holds where it is another person's now."""
        if event.name not in SHOWS_ALL:
            return
        mine = await state.get_state(AppState)
        whose = (await asyncio.to_thread(recognised, given(mine)))[0]
        if whose == mine._whose:
            return
        for kind in _all_of(AppState):
            one = await state.get_state(kind)
            for name, field in kind.__fields__.items():
                if field._owner is kind:
                    setattr(one, name, field.default_value())
