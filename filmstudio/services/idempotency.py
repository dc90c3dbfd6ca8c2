"""Requests that carry an Idempotency-Key: carried out once, their answers given again for a day."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from filmstudio.errors import BadInput, Conflict, Missing
from filmstudio.store.once import insert_once
from filmstudio.store.tables import Idempotency
from filmstudio.store.types import new_id, now
from filmstudio.vault import vault

KEPT = timedelta(hours=24)
LONGEST = timedelta(minutes=15)
"""No request takes longer; one that is still being worked on then has died."""
WORKING, DONE = 0, 1
"""States of a row before it has an answer: begun, and carried out (the answer was lost, or was too
long to be kept). From 100 on it is the answer's HTTP status."""


@dataclass(frozen=True)
class Kept:
    """An answer that was given before. `request` is the digest of what was asked."""

    request: str
    status: int
    body: str
    headers: dict[str, str] = field(default_factory=dict)


def claim(session: Session, owner: str, key: str) -> uuid.UUID | Kept:
    """The id under which this request is to be carried out, or the answer it had before.

    Raises Conflict while it is being carried out, or where its answer was lost.
    """
    moment = now()
    mine = (col(Idempotency.owner) == owner) & (col(Idempotency.key) == key)
    session.execute(delete(Idempotency).where(mine, col(Idempotency.created_at) < moment - KEPT))
    id = new_id()
    if insert_once(session, Idempotency(id=id, owner=owner, key=key, request="", status=WORKING)):
        return id
    row = session.exec(select(Idempotency).where(mine)).one()
    if row.status >= 100:
        return Kept(row.request, row.status, _opened(row), row.headers)
    if row.status == DONE:
        raise _lost()
    died = (
        update(Idempotency)
        .where(
            col(Idempotency.id) == row.id,
            col(Idempotency.created_at) == row.created_at,
            col(Idempotency.created_at) < moment - LONGEST,
        )
        .values(created_at=moment)
    )
    if session.execute(died).rowcount:  # type: ignore[attr-defined]
        return row.id
    raise Conflict("This request is being carried out just now. Wait for it.", code="in_progress")


def carried_out(session: Session, id: uuid.UUID) -> None:
    """Notes, in the transaction of its effect, that a request was carried out: whatever happens
    after that, it is not carried out again."""
    session.execute(
        update(Idempotency)
        .where(col(Idempotency.id) == id, col(Idempotency.status) == WORKING)
        .values(status=DONE)
    )


def answered(session: Session, id: uuid.UUID, kept: Kept) -> None:
    """Keeps the answer of a request; encrypted, for it may show a new key or token."""
    body = vault().encrypt(kept.body, purpose_of(id))
    session.execute(
        update(Idempotency)
        .where(col(Idempotency.id) == id)
        .values(request=kept.request, status=kept.status, headers=kept.headers, body=body)
    )


def purpose_of(id: uuid.UUID) -> str:
    """What a kept answer is encrypted for: it can be read in its own row alone."""
    return f"answer:{id}"


def _opened(row: Idempotency) -> str:
    try:
        return vault().decrypt(row.body, purpose_of(row.id))
    except Missing as error:
        raise _lost() from error


def _lost() -> Conflict:
    return Conflict(
        "This request was carried out, and its answer is not kept. Look whether it did what "
        "you wanted before you send it under another key.",
        code="answer_lost",
    )


def released(session: Session, id: uuid.UUID) -> None:
    """Forgets a request that changed nothing, so that it may be sent again."""
    session.execute(
        delete(Idempotency).where(col(Idempotency.id) == id, col(Idempotency.status) == WORKING)
    )


def same(kept: Kept, request: str) -> None:
    """Raises BadInput where a key comes again with another request."""
    if kept.request != request:
        raise BadInput(
            "This Idempotency-Key was used for another request. Give each request its own.",
            code="idempotency_key",
        )
