"""What watchers of a render are told: a numbered snapshot, the same from database and redis."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session

from filmstudio.store import events
from filmstudio.store.db import after_commit
from filmstudio.store.redis import client
from filmstudio.store.tables import Render

ENDED = ("completed", "failed", "cancelled")


def snapshot(render: Render) -> dict[str, Any]:
    """The state of a render as plain values. `sequence` grows with every change."""
    return {
        "render": str(render.id),
        "project": str(render.project_id),
        "sequence": render.sequence,
        "state": render.state,
        "part": round(render.part, 4),
        "step": render.step,
        "left": render.left,
        "warnings": len(render.warnings),
        "error_code": render.error_code,
        "error": render.error,
    }


def tell(session: Session, render: Render, **more: Any) -> None:
    """Counts a change of the render up and tells it, with what `more` says, once it is committed."""
    render.sequence += 1
    session.add(render)
    news = snapshot(render) | more
    channels = [
        events.render_channel(render.id),
        events.project_channel(render.project_id),
        events.user_channel(render.user_id),
    ]
    after_commit(session, lambda: events.publish(client(), channels, news))
