"""Keys for programs: shown once, kept as hashes, limited by scopes, changed without an outage."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session, select

from filmstudio.errors import BadInput, Conflict, NotFound, PaymentNeeded
from filmstudio.services import audit
from filmstudio.services.accounts.authenticate import KEY_PREFIX, keys_in_plan
from filmstudio.services.accounts.sessions import by_people, must_be_recent
from filmstudio.services.actor import Actor
from filmstudio.services.words import one_line
from filmstudio.store.db import locked
from filmstudio.store.tables import ApiKey, User
from filmstudio.store.types import now
from filmstudio.vault import fingerprint, token

SCOPES = ("read", "write")
MOST = 20
"""Keys that an account may have at once."""
LONGEST_OVERLAP = timedelta(days=7)
SHOWN = len(KEY_PREFIX) + 4
"""Characters of a key that are kept, so that people can tell keys apart."""


@dataclass(frozen=True)
class NewKey:
    """A key and its secret, which is never shown again."""

    key: ApiKey
    secret: str = field(repr=False)


def keys(session: Session, actor: Actor) -> list[ApiKey]:
    """The actor's keys that were not revoked, newest first."""
    found = select(ApiKey).where(ApiKey.user_id == actor.user(), ApiKey.revoked_at == None)  # noqa: E711
    return list(session.exec(found.order_by(ApiKey.id.desc())).all())  # type: ignore[attr-defined]


def create(
    session: Session,
    actor: Actor,
    name: str,
    scopes: list[str],
    expires_at: datetime | None = None,
) -> NewKey:
    """A new key. Raises Forbidden without a recent password, PaymentNeeded where the plan has no
    keys, BadInput for scopes there are none of."""
    must_be_recent(session, actor)
    _must_have_keys(actor)
    wanted = sorted(set(scopes))
    if not wanted or not set(wanted) <= set(SCOPES):
        raise BadInput("Choose scopes of {scopes}.", code="scopes", scopes=" and ".join(SCOPES))
    if expires_at is not None and expires_at <= now():
        raise BadInput("The key would have run out already.", code="expires_at")
    return _create(session, actor, one_line(name, 100), wanted, expires_at)


def _must_have_keys(actor: Actor) -> None:
    if not keys_in_plan(actor.plan):
        raise PaymentNeeded("API keys are part of the plans Pro and Enterprise.", code="plan")


def _create(
    session: Session, actor: Actor, name: str, scopes: list[str], expires_at: datetime | None
) -> NewKey:
    locked(session, User, actor.user())  # of two requests at once, the second counts the first
    if len(living(session, actor)) >= MOST:
        raise Conflict("You have {n} keys: revoke one first.", code="too_many_keys", n=MOST)
    secret = KEY_PREFIX + token()
    key = ApiKey(
        user_id=actor.user(),
        name=name,
        prefix=secret[:SHOWN],
        hash=fingerprint(secret),
        scopes=scopes,
        expires_at=expires_at,
    )
    session.add(key)
    session.flush()
    audit.note(session, actor, "key.create", key.id, scopes=scopes)
    return NewKey(key, secret)


def living(session: Session, actor: Actor) -> list[ApiKey]:
    """The actor's keys that are good now."""
    return [key for key in keys(session, actor) if key.expires_at is None or key.expires_at > now()]


def rotate(session: Session, actor: Actor, key_id: uuid.UUID, overlap: timedelta) -> NewKey:
    """A new key of the same name, scopes and end; the old one goes on working for `overlap`, so
    that programs can change over one by one. Raises as `create`, and NotFound."""
    must_be_recent(session, actor)
    _must_have_keys(actor)
    if not timedelta(0) <= overlap <= LONGEST_OVERLAP:
        raise BadInput("Both keys can be good for {n} days at most.", n=LONGEST_OVERLAP.days)
    old = _own(session, actor, key_id)
    if old.expires_at is not None and old.expires_at <= now():
        raise Conflict("This key has run out: make a new one.", code="expired")
    new = _create(session, actor, old.name, list(old.scopes), old.expires_at)
    until = now() + overlap
    if not overlap:
        old.revoked_at = until
    old.expires_at = min(until, old.expires_at or until)
    session.add(old)
    audit.note(session, actor, "key.rotate", old.id, into=new.key.id)
    return new


def revoke(session: Session, actor: Actor, key_id: uuid.UUID) -> None:
    """Makes a key useless at once. Raises NotFound."""
    by_people(actor)
    key = _own(session, actor, key_id)
    key.revoked_at = now()
    session.add(key)
    audit.note(session, actor, "key.revoke", key.id)


def _own(session: Session, actor: Actor, key_id: uuid.UUID) -> ApiKey:
    key = locked(session, ApiKey, key_id)
    if key is None or key.user_id != actor.user() or key.revoked_at is not None:
        raise NotFound("There is no such key.")
    return key
