"""Who asks: from a token, key or cookie to the actor that every use case decides by."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NoReturn

from sqlmodel import Session, select

from filmstudio.errors import Forbidden, SignInNeeded
from filmstudio.services.accounts import tokens
from filmstudio.services.accounts.sessions import prolong
from filmstudio.services.actor import GUEST, Actor
from filmstudio.services.words import one_line
from filmstudio.store.db import database
from filmstudio.store.tables import ApiKey, LoginSession, User
from filmstudio.store.types import now
from filmstudio.vault import fingerprint

TOUCHED = timedelta(minutes=5)
"""The last use is written down no more often than this."""
KEY_PREFIX = "fs_live_"
LONGEST = 4096


def authenticate(
    session: Session,
    *,
    bearer: str = "",
    api_key: str = "",
    cookie: str = "",
    address: str = "",
    user_agent: str = "",
) -> Actor:
    """Who asks: a guest where nothing is given.

    Of several proofs the most deliberate counts: key, then token, then cookie. A key may also be
    given as a bearer token. Raises SignInNeeded where what is given is no good, and Forbidden for a
    suspended account or a key whose owner's plan has none.
    """
    address, user_agent = one_line(address, 64), one_line(user_agent, 400)
    if not api_key and bearer.startswith(KEY_PREFIX):
        api_key = bearer
    if api_key:
        return _by_key(session, api_key[:LONGEST], address, user_agent)
    if bearer:
        claim = tokens.read(bearer)
        found = LoginSession.id == claim.session_id
        actor = _by_session(session, found, "api", address, user_agent)
        if actor.user_id != claim.user_id:
            _ended()
        return actor
    if cookie:
        found = LoginSession.cookie_hash == fingerprint(cookie[:LONGEST])
        return _by_session(session, found, "browser", address, user_agent)
    if address or user_agent:
        return Actor(address=address, user_agent=user_agent)
    return GUEST


def _ended() -> NoReturn:
    raise SignInNeeded("You are signed out: sign in again.", code="signed_out")


def _may_enter(user: User) -> None:
    if user.status == "suspended":
        raise Forbidden("This account is suspended. Write to the studio's owner.", code="suspended")
    if user.status != "active":
        _ended()


def _by_session(session: Session, found: bool, kind: str, address: str, user_agent: str) -> Actor:
    pair = session.exec(
        select(LoginSession, User).where(found, LoginSession.user_id == User.id)
    ).one_or_none()
    if pair is None:
        _ended()
    row, user = pair
    moment = now()
    if row.kind != kind or row.revoked_at or row.expires_at <= moment:
        _ended()
    _may_enter(user)
    if moment - row.used_at > TOUCHED:
        _touch(session, row, moment)
    return Actor(
        user_id=user.id,
        role=user.role,
        plan=user.plan,
        session_id=row.id,
        second_factor=row.mfa_at is not None and user.totp_enabled_at is not None,
        address=address,
        user_agent=user_agent,
    )


def _by_key(session: Session, secret: str, address: str, user_agent: str) -> Actor:
    pair = session.exec(
        select(ApiKey, User).where(ApiKey.hash == fingerprint(secret), ApiKey.user_id == User.id)
    ).one_or_none()
    moment = now()
    if pair is None or pair[0].revoked_at or (pair[0].expires_at or moment) < moment:
        raise SignInNeeded(
            "This API key is no good: it is unknown, revoked or run out.", code="key"
        )
    key, user = pair
    _may_enter(user)
    if not keys_in_plan(user.plan):
        raise Forbidden("API keys are part of the plans Pro and Enterprise.", code="plan")
    if key.used_at is None or moment - key.used_at > TOUCHED:
        _touch(session, key, moment)
    return Actor(
        user_id=user.id,
        role=user.role,
        plan=user.plan,
        key_id=key.id,
        scopes=frozenset(key.scopes),
        address=address,
        user_agent=user_agent,
    )


def keys_in_plan(plan: str) -> bool:
    """Whether a plan has API keys; where films are not metered, every one has."""
    from filmstudio.services.plans import plan_of  # type: ignore[import-untyped,unused-ignore]

    return bool(plan_of(plan).api_keys)


def _touch(session: Session, row: LoginSession | ApiKey, moment: datetime) -> None:
    """Writes the last use down: with the caller's transaction where it is one that writes, else in
    a short one of its own."""
    if session.get_bind().get_execution_options().get("writes"):
        _used(session, row, moment)
    else:
        with database().transaction() as own:
            _used(own, row, moment)


def _used(session: Session, row: LoginSession | ApiKey, moment: datetime) -> None:
    kept = session.get(type(row), row.id)
    if isinstance(kept, LoginSession):
        prolong(kept, moment)
        session.get_one(User, kept.user_id).last_seen_at = moment
    elif kept is not None:
        kept.used_at = moment
