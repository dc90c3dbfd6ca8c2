"""How renders end: completed, failed or cancelled; each once, and the credits with them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from functools import partial

from sqlalchemy import update
from sqlmodel import Session, col

from filmstudio.errors import NotFound, StudioError
from filmstudio.services import credits, metrics, notices, webhooks
from filmstudio.services.actor import Actor
from filmstudio.services.renders.access import may_edit
from filmstudio.services.renders.claims import WAITING
from filmstudio.services.renders.news import ENDED, tell
from filmstudio.store import counts
from filmstudio.store.db import after_commit, locked
from filmstudio.store.tables import Project, Render, Task
from filmstudio.store.types import now


def _drop_tasks(session: Session, render: Render) -> None:
    """Nothing of an ended render is worked on any more; who works on it sees that in a moment."""
    waiting = (
        update(Task)
        .where(col(Task.render_id) == render.id, col(Task.state).in_(WAITING))
        .values(state="cancelled", finished_at=now())
    )
    session.execute(waiting)


def complete(
    session: Session,
    render: Render,
    result: dict[str, str],
    seconds: float,
    warnings: Iterable[str],
) -> None:
    """The film is made. `render` is locked by the caller."""
    if render.state in ENDED:
        return
    render.state, render.finished_at = "completed", now()
    render.part, render.left, render.step = 1.0, 0.0, ""
    render.result, render.seconds = result, seconds
    render.warnings = list(dict.fromkeys([*render.warnings, *warnings]))
    _drop_tasks(session, render)
    session.flush()
    credits.close(session, render)
    _count(session, render)
    tell(session, render)
    _announce(session, render, "job.completed")


def fail(session: Session, render_id: uuid.UUID, error: StudioError) -> None:
    """Ends a render with what went wrong; its credits are given back in full."""
    render = locked(session, Render, render_id)
    if render is None or render.state in ENDED:
        return
    render.state, render.finished_at, render.left = "failed", now(), None
    render.error_code, render.error = error.code, error.message
    _drop_tasks(session, render)
    credits.close(session, render)
    _count(session, render)
    tell(session, render)
    _announce(session, render, "job.failed")


def cancel(session: Session, actor: Actor, render_id: uuid.UUID) -> Render:
    """Stops a render: credits come back where it had not started. Ended ones stay as they are.

    Raises NotFound for renders of others, Forbidden for viewers.
    """
    render = locked(session, Render, render_id)
    project = session.get(Project, render.project_id) if render else None
    if render is None or project is None:
        raise NotFound("There is no such job.")
    may_edit(session, actor, project)
    if render.state in ENDED:
        return render
    render.state, render.finished_at, render.left = "cancelled", now(), None
    _drop_tasks(session, render)
    credits.close(session, render)
    _count(session, render)
    tell(session, render)
    _announce(session, render, "job.cancelled")
    return render


def _count(session: Session, render: Render) -> None:
    counted = [counts.one("renders_ended", state=render.state)]
    if render.error_code:
        counted.append(metrics.error("render", render.error_code))
    after_commit(session, partial(counts.add, *counted))


NOTICES = {"job.completed": "film_ready", "job.failed": "film_failed"}
"""What the owner is told by bell and letter; somebody who cancelled knows it."""


def _announce(session: Session, render: Render, event: str) -> None:
    """Tells the owner by bell and letter, and their webhooks, once."""
    project = session.get_one(Project, render.project_id)
    body = {
        "job_id": str(render.id),
        "project_id": str(render.project_id),
        "state": render.state,
        "seconds": render.seconds,
        "credits": render.credits,
        "error": {"code": render.error_code, "message": render.error} if render.error else None,
    }
    webhooks.emit(session, render.user_id, event, f"{event}:{render.id}", body)
    if event in NOTICES:
        notices.tell(
            session,
            render.user_id,
            NOTICES[event],
            job_id=str(render.id),
            project_id=str(render.project_id),
            title=project.title,
            reason=render.error,
        )
