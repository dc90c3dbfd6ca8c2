"""Tells every web process when somebody's rights have changed, so that none goes on with old ones.

Whatever changes an account, a session or a key, in whichever process, is told once it is committed.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.orm.attributes import instance_state

from filmstudio.store.redis import client
from filmstudio.store.tables import ApiKey, LoginSession, User

CHANNEL = "filmstudio:rights"
RIGHTS: dict[type, tuple[str, ...]] = {
    User: ("role", "status", "plan", "totp_enabled_at", "deleted_at"),
    LoginSession: ("revoked_at", "mfa_at", "cookie_hash"),
    ApiKey: ("revoked_at", "expires_at", "scopes", "hash"),
}
"""What decides who somebody is and what he may do."""


_here: list[weakref.WeakMethod[Callable[[], None]]] = []


def hear(forget: Callable[[], None]) -> None:
    """Calls a method with every change that this process commits, before the change is answered:
    whoever signs out here is not known here to the very next request."""
    _here.append(weakref.WeakMethod(forget))


def _tell() -> None:
    for reference in list(_here):
        forget = reference()
        if forget is None:
            _here.remove(reference)
        else:
            forget()
    client().publish(CHANNEL, "changed")


def _note(session: Session) -> None:
    if not session.info.get("rights"):
        session.info["rights"] = True
        session.info.setdefault("after_commit", []).append(_tell)


@event.listens_for(Session, "after_flush")
def _flushed(session: Session, _context: Any) -> None:
    if any(type(row) in RIGHTS for row in session.deleted):
        _note(session)
        return
    for row in session.dirty:
        history = instance_state(row).attrs
        if any(history[name].history.has_changes() for name in RIGHTS.get(type(row), ())):
            _note(session)
            return


@event.listens_for(Session, "do_orm_execute")
def _executed(state: ORMExecuteState) -> None:
    changes = state.is_update or state.is_delete
    if changes and state.bind_mapper is not None and state.bind_mapper.class_ in RIGHTS:
        _note(state.session)
