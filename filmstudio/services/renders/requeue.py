"""Dead letters: tasks that were given up, and how an operator has them tried again."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from functools import partial

from sqlalchemy import update
from sqlmodel import Session, col, select

from filmstudio.errors import Conflict, NotFound
from filmstudio.services import audit
from filmstudio.services.actor import Actor
from filmstudio.services.renders.claims import DONE
from filmstudio.services.renders.news import ENDED, tell
from filmstudio.store import queue
from filmstudio.store.db import after_commit, locked
from filmstudio.store.tables import DeadLetter, Render, Task
from filmstudio.store.types import now


def letters(session: Session, actor: Actor) -> Sequence[DeadLetter]:
    """Tasks that were given up and not tried again since, oldest first. Raises Forbidden."""
    actor.must_be("admin")
    waiting = select(DeadLetter).where(col(DeadLetter.requeued_at).is_(None))
    return session.exec(waiting.order_by(col(DeadLetter.created_at), col(DeadLetter.id))).all()


def requeue(session: Session, actor: Actor, letter_id: uuid.UUID) -> Render:
    """Takes a failed render up again: what it has made stays, what failed is tried anew.

    Its credits went back to the owner when it failed; what follows is on the studio. Raises
    Forbidden, NotFound, Conflict where it is no longer failed or its project is busy.
    """
    actor.must_be("admin")
    letter = session.get(DeadLetter, letter_id)
    if letter is None:
        raise NotFound("There is no dead letter {letter}.", letter=letter_id)
    render = locked(session, Render, letter.render_id)
    if render is None:
        raise NotFound("The film of this letter was deleted.")
    if render.state != "failed":
        raise Conflict(
            "The film of this letter is {state}: there is nothing to try again.", state=render.state
        )
    busy = select(Render.id).where(
        Render.project_id == render.project_id, col(Render.state).not_in(ENDED)
    )
    if session.exec(busy).first() is not None:
        raise Conflict("Another film of this project is being made. Wait for it.", code="running")
    render.state, render.error_code, render.error = "queued", "", ""
    render.started_at = render.finished_at = render.advanced_at = None
    session.add(render)
    session.execute(
        update(Task)
        .where(col(Task.render_id) == render.id, col(Task.state).not_in(DONE))
        .values(
            state="cancelled",
            attempts=0,
            failures=0,
            excluded=[],
            error_code="",
            error="",
            not_before=None,
        )
    )
    session.execute(
        update(DeadLetter)
        .where(col(DeadLetter.render_id) == render.id, col(DeadLetter.requeued_at).is_(None))
        .values(requeued_at=now())
    )
    audit.note(session, actor, "job.requeue", render.id, task=letter.name)
    tell(session, render)
    after_commit(session, partial(queue.wake, "cpu"))
    return render
