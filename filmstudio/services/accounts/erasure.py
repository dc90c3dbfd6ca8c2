"""Leaving: an account is closed at once, may come back for two weeks, and is then erased."""

from __future__ import annotations

import contextlib
import logging
import uuid
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import delete, or_, update
from sqlmodel import Session, SQLModel, col, select

from filmstudio.errors import Conflict, StudioError
from filmstudio.services import audit, letters, subscriptions
from filmstudio.services.accounts import attempts
from filmstudio.services.accounts.roles import keep_one_super_admin
from filmstudio.services.accounts.sessions import end_others, must_be_recent
from filmstudio.services.actor import Actor
from filmstudio.services.renders.ending import cancel
from filmstudio.services.renders.news import ENDED
from filmstudio.settings import settings
from filmstudio.store.blobs import blobs
from filmstudio.store.db import after_commit, locked
from filmstudio.store.tables import (
    ApiKey,
    AuditEntry,
    Collaborator,
    CreditAccount,
    File,
    Idempotency,
    Identity,
    LoginSession,
    Mail,
    Notification,
    OneTimeToken,
    Preview,
    Project,
    ProviderKey,
    PushSubscription,
    RecoveryCode,
    Render,
    ScriptDraft,
    Step,
    User,
    Webhook,
)
from filmstudio.store.types import now

log = logging.getLogger(__name__)

GRACE = timedelta(days=14)
"""Who signs in again within this time has the account back."""
_OWNED: tuple[tuple[type[SQLModel], str], ...] = (
    (Render, "user_id"),
    (Project, "owner_id"),
    (File, "owner_id"),
    (ScriptDraft, "user_id"),
    (Collaborator, "user_id"),
    (Preview, "owner_id"),
    (Step, "user_id"),
    (Webhook, "user_id"),
    (Notification, "user_id"),
    (PushSubscription, "user_id"),
    (ProviderKey, "user_id"),
    (ApiKey, "user_id"),
    (Identity, "user_id"),
    (OneTimeToken, "user_id"),
    (RecoveryCode, "user_id"),
    (LoginSession, "user_id"),
)
"""What goes with an account. Credits, subscriptions and invoices stay: books are kept by law, and
they name nobody once the account names nobody."""


def leave(session: Session, actor: Actor) -> datetime:
    """Closes the actor's own account; when it will be erased. Sessions end, keys no longer work.

    Raises Forbidden without a recent password, Conflict for the last super admin.
    """
    must_be_recent(session, actor)
    if actor.role == "super_admin":
        keep_one_super_admin(session, session.get_one(User, actor.user()))
    going = select(Render.id).where(
        Render.user_id == actor.user(), col(Render.state).not_in(list(ENDED))
    )
    for render_id in session.exec(going).all():
        cancel(session, actor, render_id)
    user = locked(session, User, actor.user())
    assert user is not None
    user.status, user.deleted_at = "deleted", now()
    session.add(user)
    end_others(session, user.id)
    until = user.deleted_at + GRACE
    letters.send(
        *(session, user.email, "account_leaving", user.language),
        f"leave:{user.id}:{user.deleted_at.timestamp():.0f}",
        date=f"{until:%Y-%m-%d}",
        url=f"{settings().origin}/auth/login",
    )
    audit.note(session, actor, "user.leave", user.id)
    return until


def erase_due(session: Session) -> int:
    """Erases the accounts that were closed two weeks ago; how many. Called by the scheduler."""
    due = select(User.id).where(
        User.status == "deleted",
        User.deleted_at <= now() - GRACE,  # type: ignore[operator]
    )
    erased = 0
    for user_id in session.exec(due.limit(20)).all():
        # Another scheduler may have been faster, or its owner come back this moment.
        with contextlib.suppress(Conflict):
            erase(session, user_id)
            erased += 1
    return erased


def erase(session: Session, user_id: uuid.UUID) -> None:
    """Erases one account that was closed. Raises Conflict where it is not closed.

    The row stays without a person in it, so that books and audit still add up.
    """
    # Subscriptions and credits are locked before the user, as everywhere.
    subscription = subscriptions.current(session, user_id)
    if subscription is not None:
        subscriptions.end(session, subscription)
    account = locked(session, CreditAccount, user_id)
    user = locked(session, User, user_id)
    if user is None or user.status != "deleted":
        raise Conflict("This account was not closed, or has come back.", code="not_closed")
    if account is not None:
        account.renews_at = None
        session.add(account)
    email, language = user.email, user.language
    _drop_blobs(session, user_id)
    for table, column in _OWNED:
        session.execute(delete(table).where(col(getattr(table, column)) == user_id))
    session.execute(delete(Idempotency).where(col(Idempotency.owner) == str(user_id)))
    session.execute(delete(Mail).where(col(Mail.to) == email))
    attempts.succeeded(session, email)
    about = or_(col(AuditEntry.actor_id) == user_id, col(AuditEntry.target) == str(user_id))
    session.execute(update(AuditEntry).where(about).values(address="", details={}))
    fresh = User(id=user_id, email="")
    for name in type(user).model_fields:
        if name not in ("id", "created_at", "deleted_at", "plan"):
            setattr(user, name, getattr(fresh, name))
    user.email, user.status = f"{user_id}@erased.invalid", "erased"
    session.add(user)
    audit.note(session, Actor(), "user.erase", user_id)
    letters.send(session, email, "account_deleted", language, f"erased:{user_id}")


def _drop_blobs(session: Session, user_id: uuid.UUID) -> None:
    """Forgets the files' bytes after the commit, where nobody else's row names them."""
    mine = session.exec(select(File.blob).where(File.owner_id == user_id, File.blob != "")).all()
    for key in set(mine):
        others = select(File.id).where(File.blob == key, File.owner_id != user_id).limit(1)
        if session.exec(others).first() is None:
            after_commit(session, partial(_forget, key))


def _forget(key: str) -> None:
    try:
        blobs().delete(key)
    except StudioError as error:
        log.warning("a blob of an erased account stays for now: %s: %s", key, error)
