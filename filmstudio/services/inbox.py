"""The inbox: what other systems send us, kept once and handled once."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from sqlmodel import Session, select

from filmstudio.store.db import locked
from filmstudio.store.once import insert_once
from filmstudio.store.tables import Inbox
from filmstudio.store.types import new_id, now


def record(
    session: Session, source: str, external_id: str, kind: str, body: dict[str, Any]
) -> Inbox | None:
    """Keeps an event of another system (its signature was verified before); None for one that is
    known already. Only a new one may do work."""
    row = Inbox(id=new_id(), source=source, external_id=external_id, kind=kind, body=body)
    if not insert_once(session, row):
        return None
    return session.get(Inbox, row.id)


def handle(session: Session, id: uuid.UUID, work: Callable[[Session, Inbox], None]) -> bool:
    """Runs `work` for an event that was not handled yet, in the transaction that marks it so;
    whether it ran. Two that handle it at once wait for each other."""
    row = locked(session, Inbox, id)
    if row is None or row.handled_at is not None:
        return False
    work(session, row)
    row.handled_at, row.error = now(), ""
    session.add(row)
    return True


def failed(session: Session, id: uuid.UUID, why: str) -> None:
    """Notes why handling failed, in a transaction of its own; it stays to be handled."""
    row = locked(session, Inbox, id)
    if row is not None and row.handled_at is None:
        row.error = why[:2000]
        session.add(row)


def unhandled(session: Session, *, older_than: float = 60.0, most: int = 100) -> Sequence[Inbox]:
    """Events that came `older_than` seconds ago or earlier and are not handled: for the sweeper."""
    found = select(Inbox).where(
        Inbox.handled_at.is_(None),  # type: ignore[union-attr]
        Inbox.received_at < now() - timedelta(seconds=older_than),
    )
    return session.exec(found.order_by(Inbox.id).limit(most)).all()  # type: ignore[arg-type]
