"""Whether a tab is still there."""

from __future__ import annotations

import reflex as rx


def is_open(app: rx.App | None, token: str, sid: str) -> bool:
    """Whether the socket `sid` of the tab `token` is still held by this process."""
    space = app.event_namespace if app is not None else None
    if space is None:
        return False
    record = space._token_manager.token_to_socket.get(token)
    return record is not None and record.sid == sid
