"""Things on their way out, letters, webhook deliveries and pushed notices: taken up by one process at a time, with waits."""

from __future__ import annotations

import random
import uuid
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import CursorResult, update
from sqlmodel import select

from filmstudio.store.db import database
from filmstudio.store.tables import Delivery, Mail, PushMessage
from filmstudio.store.types import now

T = TypeVar("T", Mail, Delivery, PushMessage)
FIRST_WAIT, LONGEST_WAIT = 30.0, 6 * 3600.0
GIVE_UP = timedelta(days=3)
"""So long is it tried, counted from when it was written."""


def wait(attempts: int, asked: float = 0.0) -> timedelta:
    """How long after the `attempts`-th failure it is tried again: doubled each time, less up to
    half of it by chance, so that many which failed together do not come back together; and not
    before `asked` seconds."""
    longest = min(FIRST_WAIT * 2.0 ** min(attempts - 1, 20), LONGEST_WAIT)
    chosen = max(longest * random.uniform(0.5, 1.0), min(asked, LONGEST_WAIT))
    return timedelta(seconds=chosen)


def due(model: type[T], most: int) -> list[uuid.UUID]:
    """The ids of what should go out now, longest due first."""
    with database().reading() as session:
        found = (
            select(model.id)
            .where(model.state == "waiting", model.next_at <= now())  # type: ignore[operator]
            .order_by(model.next_at)  # type: ignore[arg-type]
            .limit(most)
        )
        return list(session.exec(found).all())


def claim(model: type[T], id: uuid.UUID, lease: float) -> T | None:
    """The row, if it is still due and this process takes it up; nobody else does for `lease` seconds.

    `attempts` counts the claims: only who made the latest one may say how it ended.
    """
    moment = now()
    with database().transaction() as session:
        row = session.get(model, id)
        if row is None or row.state != "waiting" or row.next_at is None or row.next_at > moment:
            return None
        changed = session.connection().execute(
            update(model)
            .where(
                model.id == id,  # type: ignore[arg-type]
                model.state == "waiting",  # type: ignore[arg-type]
                model.attempts == row.attempts,  # type: ignore[arg-type]
                model.next_at <= moment,  # type: ignore[arg-type, operator]
            )
            .values(attempts=row.attempts + 1, next_at=moment + timedelta(seconds=lease))
        )
        assert isinstance(changed, CursorResult)
        if changed.rowcount != 1:
            return None
        session.refresh(row)
    return row


def finish(row: T, **changes: Any) -> bool:
    """Writes how a claim ended, if it is still the latest one."""
    model = type(row)
    with database().transaction() as session:
        changed = session.connection().execute(
            update(model)
            .where(
                model.id == row.id,  # type: ignore[arg-type]
                model.state == "waiting",  # type: ignore[arg-type]
                model.attempts == row.attempts,  # type: ignore[arg-type]
            )
            .values(**changes)
        )
        assert isinstance(changed, CursorResult)
        return changed.rowcount == 1


def again(row: Mail | Delivery | PushMessage, asked: float = 0.0) -> dict[str, Any]:
    """What a failure changes: when it is tried again, or that it was given up."""
    following: datetime = now() + wait(row.attempts, asked)
    if following - row.created_at > GIVE_UP:
        return {"state": "dead", "next_at": None}
    return {"next_at": following}


def retry_after(text: str) -> float:
    """Seconds of a Retry-After header that gives a number; 0 for anything else."""
    return min(float(text), 86400.0) if text.strip().isdecimal() and len(text) < 9 else 0.0
