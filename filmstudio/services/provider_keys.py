"""Creators' own provider keys: kept encrypted, shown by their last four letters, opened for their owner's work."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Mapping, Sequence

from redis.exceptions import RedisError
from sqlmodel import Session, select

from filmstudio.errors import NotFound, StudioError
from filmstudio.providers.keys import (
    VENDORS,
    OwnKey,
    Vendor,
    checked_key,
    taken,
    try_key,
    vendor_of,
)
from filmstudio.said import said
from filmstudio.services.actor import Actor
from filmstudio.settings import settings
from filmstudio.store import cards
from filmstudio.store.db import database, locked
from filmstudio.store.redis import client
from filmstudio.store.tables import ProviderKey, User
from filmstudio.store.types import new_id, now
from filmstudio.vault import vault

log = logging.getLogger(__name__)


def _purpose(user_id: uuid.UUID, provider: str) -> str:
    return f"provider-key:{user_id}:{provider}"


def put(
    session: Session,
    actor: Actor,
    provider: str,
    secret: str,
    base_url: str = "",
    options: Mapping[str, str] | None = None,
) -> ProviderKey:
    """Keeps a key in place of an older one. Only its form is looked at: `test` asks the vendor.

    Raises BadInput for a key, address or option that cannot be right.
    """
    actor.must_have("write")
    key = checked_key(provider, secret, base_url, options)
    locked(session, User, actor.user())  # of two that put the first key at once, one waits
    row = _find(session, actor, provider) or ProviderKey(
        id=new_id(), user_id=actor.user(), provider=provider, secret=""
    )
    row.secret = vault().encrypt(key.secret, _purpose(actor.user(), provider))
    row.last4 = key.secret[-4:] if len(key.secret) >= 12 else ""
    row.base_url = key.base_url
    row.options = dict(key.options)
    row.created_at, row.checked_at, row.check_note = now(), None, ""
    session.add(row)
    session.flush()
    return row


def _find(session: Session, actor: Actor, provider: str) -> ProviderKey | None:
    vendor_of(provider)
    mine = select(ProviderKey).where(
        ProviderKey.user_id == actor.user(), ProviderKey.provider == provider
    )
    return session.exec(mine).one_or_none()


def get(session: Session, actor: Actor, provider: str) -> ProviderKey:
    """What is known of a key; its secret stays closed. Raises NotFound and BadInput."""
    actor.must_have("read")
    row = _find(session, actor, provider)
    if row is None:
        raise NotFound("You have given no key for {vendor}.", vendor=vendor_of(provider).title)
    return row


def listed(session: Session, actor: Actor) -> Sequence[ProviderKey]:
    """The keys of who asks, by provider."""
    actor.must_have("read")
    mine = select(ProviderKey).where(ProviderKey.user_id == actor.user())
    return session.exec(mine.order_by(ProviderKey.provider)).all()


def remove(session: Session, actor: Actor, provider: str) -> None:
    """Forgets a key. Raises NotFound."""
    actor.must_have("write")
    session.delete(get(session, actor, provider))


def opened(row: ProviderKey) -> OwnKey:
    """The key itself. Raises Missing where its master key is gone."""
    secret = vault().decrypt(row.secret, _purpose(row.user_id, row.provider))
    private = settings().private_providers
    return OwnKey(row.provider, secret, row.base_url, dict(row.options), private)


def keys_of(session: Session, user_id: uuid.UUID) -> tuple[list[OwnKey], list[str]]:
    """The keys with which a user's own renders are made, and sentences about those that cannot be
    opened. For workers: what is returned stays in memory."""
    rows = session.exec(select(ProviderKey).where(ProviderKey.user_id == user_id)).all()
    found: list[OwnKey] = []
    notes: list[str] = []
    for row in sorted(rows, key=lambda row: row.provider):
        try:
            found.append(opened(row))
        except StudioError as error:
            notes.append(
                said(
                    "Your key for {provider} was not used: {why}",
                    provider=row.provider,
                    why=error.message,
                )
            )
    return found, notes


def check(key: OwnKey) -> tuple[bool, str]:
    """Asks the vendor, over the network: whether it takes the key, and a sentence that says it.
    Never called within a transaction."""
    try:
        return True, try_key(key)
    except StudioError as error:
        return False, error.message


def note_check(session: Session, actor: Actor, provider: str, sentence: str) -> ProviderKey:
    """Keeps what a check found. Raises NotFound where the key is gone meanwhile."""
    row = get(session, actor, provider)
    row.checked_at, row.check_note = now(), sentence[:500]
    session.add(row)
    session.flush()
    return row


def test(actor: Actor, provider: str) -> tuple[bool, str]:
    """Asks the vendor whether it takes the actor's key, and keeps what it said: whether, and a
    sentence. Waits for the network: called in a thread, outside of transactions.

    Raises NotFound, BadInput, Missing where the key cannot be opened.
    """
    actor.must_have("write")
    with database().reading() as session:
        key = opened(get(session, actor, provider))
    ok, note = check(key)
    with database().transaction() as session:
        note_check(session, actor, provider, note)
    return ok, note


def was_taken(row: ProviderKey) -> bool:
    """Whether the vendor took the key when it was tested last."""
    return row.check_note == taken(vendor_of(row.provider))


def reencrypt_all(session: Session) -> int:
    """Encrypts with the current master key whatever older ones encrypted; how many keys it was.

    Run after a master key was put in front of FILMSTUDIO_SECRET_KEYS; then the old one can go.
    """
    count = 0
    for id in session.exec(select(ProviderKey.id)).all():
        row = locked(session, ProviderKey, id)
        if row is None or vault().is_current(row.secret):
            continue
        purpose = _purpose(row.user_id, row.provider)
        row.secret = vault().encrypt(vault().decrypt(row.secret, purpose), purpose)
        session.add(row)
        count += 1
    return count


def vendors() -> list[Vendor]:
    """The vendors that one may bring a key for."""
    return list(VENDORS.values())


def offers() -> list[cards.Offer]:
    """What the fleet can do now; nothing where redis is away."""
    try:
        return cards.offers(client())
    except RedisError as error:
        log.warning("cards are not read: %s", error)
        return []
