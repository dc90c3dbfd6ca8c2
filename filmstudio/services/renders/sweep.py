"""The sweeper: takes back what the dead held, and rings again for what was forgotten."""

from __future__ import annotations

import uuid
from datetime import timedelta
from functools import partial

from sqlmodel import Session, col, func, select

from filmstudio.errors import Broken
from filmstudio.services.renders import ending
from filmstudio.services.renders.claims import WAITING
from filmstudio.services.renders.news import ENDED
from filmstudio.settings import settings
from filmstudio.store import queue
from filmstudio.store.db import after_commit, locked
from filmstudio.store.tables import DeadLetter, Making, Render, Task
from filmstudio.store.types import now

QUIET_SECONDS = 3.0
"""A render for which nothing is queued or running that long has lost its next step."""


def sweep(session: Session) -> list[uuid.UUID]:
    """One round. Returns the renders whose plan has to be looked at. Harmless at any time, and
    in several processes at once."""
    moment = now()
    expired = session.exec(
        select(Making.key, Making.task_id).where(
            Making.state == "claimed", col(Making.lease_until) < moment
        )
    ).all()
    for key, task_id in expired:
        _take_back(session, key, task_id)
    _adopt_strays(session)
    for name in queue.QUEUES:
        waiting = session.exec(
            select(func.count())
            .select_from(Task)
            .where(
                Task.state == "queued",
                Task.queue == name,
                (col(Task.not_before).is_(None)) | (col(Task.not_before) <= moment),
            )
        ).one()
        if waiting:
            after_commit(session, partial(queue.wake, name, waiting))
    return _quiet(session)


def _take_back(session: Session, key: str, task_id: uuid.UUID | None) -> None:
    """Frees an artifact whose maker gave no sign of life, and queues its task again."""
    task = session.get(Task, task_id) if task_id else None
    render = locked(session, Render, task.render_id) if task else None
    making = locked(session, Making, key)
    if making is None or making.state != "claimed" or (making.lease_until or now()) >= now():
        return
    making.state, making.lease_until = "free", None
    session.add(making)
    if task is not None and render is not None:
        _queue_again(session, render, task.id)


def _queue_again(session: Session, render: Render, task_id: uuid.UUID) -> None:
    task = locked(session, Task, task_id)
    if task is None or task.state != "running":
        return
    if render.state in ENDED:
        task.state = "cancelled"
    elif task.attempts >= settings().task_attempts:
        name = f"{task.stage} {task.unit}".strip()
        error = Broken(
            "{work} was given up: {n} times the process that made it ended or hung. "
            "Try again; if it happens again, tell the operator.",
            code="gave_up",
            work=name,
            n=task.attempts,
        )
        task.state, task.error_code, task.error = "failed", error.code, error.message
        session.add(
            DeadLetter(task_id=task.id, render_id=render.id, name=name, error=error.message)
        )
        ending.fail(session, render.id, error)
    else:
        task.state, task.holder = "queued", ""
        task.not_before = now() + timedelta(seconds=0.2 * 2**task.attempts)
    session.add(task)


def _adopt_strays(session: Session) -> None:
    """Queues running tasks again that nobody holds: their maker died between two steps."""
    strays = session.exec(
        select(Task.id, Task.render_id)
        .outerjoin(Making, (col(Making.task_id) == Task.id) & (col(Making.state) == "claimed"))
        .where(
            Task.state == "running",
            col(Making.key).is_(None),
            col(Task.started_at) < now() - timedelta(seconds=settings().lease_seconds),
        )
    ).all()
    for task_id, render_id in strays:
        render = locked(session, Render, render_id)
        if render is not None:
            _queue_again(session, render, task_id)


def _quiet(session: Session) -> list[uuid.UUID]:
    """Renders in the making for which nothing is queued or running, and nothing happened lately."""
    before = now() - timedelta(seconds=QUIET_SECONDS)
    busy = select(Task.render_id).where(col(Task.state).in_(WAITING))
    return list(
        session.exec(
            select(Render.id).where(
                col(Render.state).in_(("queued", "processing")),
                col(Render.id).not_in(busy),
                (col(Render.advanced_at).is_(None)) | (col(Render.advanced_at) < before),
                col(Render.created_at) < before,
            )
        )
    )
