"""The audit log: who did what to whom."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import Session, col

from filmstudio.services.actor import Actor
from filmstudio.services.words import one_line
from filmstudio.store.tables import AuditEntry

DETAIL_LENGTH = 200


def note(session: Session, actor: Actor, action: str, target: object = "", **details: Any) -> None:
    """Writes down, with the transaction, that `actor` did `action` (`login`, `user.suspend`) to
    `target` (an id). `details` are short facts; never secrets or addresses of others."""
    session.add(
        AuditEntry(
            actor_id=actor.user_id,
            action=action,
            target=one_line(str(target), 100),
            address=one_line(actor.address, 64),
            details={name: _short(value) for name, value in details.items()},
        )
    )


def _short(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [_short(one) for one in sorted(value, key=str)][:50]
    return one_line(str(value), DETAIL_LENGTH)


def listed(
    actor: Actor, action: str = "", user_id: uuid.UUID | None = None
) -> Select[tuple[AuditEntry]]:
    """The log for admins: all of it, one action, or what one user did and what was done to it.

    Raises Forbidden for everybody else.
    """
    actor.must_be("admin")
    found: Select[tuple[AuditEntry]] = select(AuditEntry)
    if action:
        found = found.where(col(AuditEntry.action) == action)
    if user_id is not None:
        by, to = col(AuditEntry.actor_id) == user_id, col(AuditEntry.target) == str(user_id)
        found = found.where(by | to)
    return found
