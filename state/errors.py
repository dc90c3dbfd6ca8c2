"""What a browser is told where an event fails: in one place, for every state."""

from __future__ import annotations

import asyncio
import logging

from reflex_base.event.processor.base_state_processor import chain_updates

from filmstudio.errors import StudioError
from state.base import AppState
from state.words import english

log = logging.getLogger(__name__)
UNFORESEEN = english("Something went wrong in the studio. It was noted; try again in a moment.")


def told(exception: Exception) -> None:
    """Shows an error of ours as its sentence; a fault is noted, and shown without its inside."""
    if isinstance(exception, StudioError):
        said = str(exception.message)
    else:
        log.error("unforeseen, in an event of a page", exc_info=exception)
        said = UNFORESEEN
    # Called within the failed event's context, which knows the tab it came from.
    telling = asyncio.ensure_future(chain_updates(AppState.tell(said), handler_name="told"))
    _telling.add(telling)
    telling.add_done_callback(_telling.discard)


_telling: set[asyncio.Future[None]] = set()
"""Kept here until they are done: the loop itself holds tasks only weakly."""
