"""Sessions: signed-in browsers and programs, their refresh tokens, and how they end."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, select

from filmstudio.errors import Conflict, Forbidden, NotFound, SignInNeeded
from filmstudio.services import audit
from filmstudio.services.accounts import tokens
from filmstudio.services.actor import Actor
from filmstudio.services.words import one_line
from filmstudio.store.db import locked
from filmstudio.store.tables import LoginSession, RefreshToken, User
from filmstudio.store.types import now
from filmstudio.vault import fingerprint, token

COOKIE = "filmstudio_session"
"""The browser's session cookie (httpOnly, SameSite=Lax, Secure where the studio has https)."""
IDLE = timedelta(days=7)
"""A session that nobody uses for so long ends; so does a refresh token."""
LONGEST = timedelta(days=90)
"""However much it is used, a session ends then."""
RECENT = timedelta(minutes=10)
"""How long a password that was given counts as recent."""
AT_ONCE = timedelta(seconds=5)
"""Two requests of one client may use a refresh token at the same moment: the second is refused,
but only a later one is taken for a thief's."""


@dataclass(frozen=True)
class SignedIn:
    """A new session and its secrets, which are never shown again."""

    user: User
    session_id: uuid.UUID
    access_token: str = field(default="", repr=False)
    refresh_token: str = field(default="", repr=False)
    cookie: str = field(default="", repr=False)
    expires_at: datetime = field(default_factory=now)
    """When the session ends if nobody uses it."""


def open_session(
    session: Session,
    user: User,
    asked: Actor,
    *,
    browser: bool = False,
    second_factor: bool = False,
    confirmed: bool = True,
) -> SignedIn:
    """Signs a user in who has shown that he is it: a browser gets a cookie, a program tokens."""
    moment = now()
    cookie = token() if browser else ""
    row = LoginSession(
        user_id=user.id,
        kind="browser" if browser else "api",
        cookie_hash=fingerprint(cookie) if cookie else None,
        user_agent=one_line(asked.user_agent, 400),
        address=one_line(asked.address, 64),
        mfa_at=moment if second_factor else None,
        confirmed_at=moment if confirmed else None,
        created_at=moment,
        used_at=moment,
        expires_at=moment + IDLE,
    )
    session.add(row)
    user.last_seen_at = moment
    session.add(user)
    session.flush()
    refresh_token = "" if browser else _new_refresh_token(session, row)
    access = "" if browser else tokens.issue(user.id, row.id)
    return SignedIn(user, row.id, access, refresh_token, cookie, row.expires_at)


def _new_refresh_token(session: Session, row: LoginSession) -> str:
    secret = token()
    session.add(
        RefreshToken(session_id=row.id, hash=fingerprint(secret), expires_at=row.expires_at)
    )
    return secret


def refresh(session: Session, asked: Actor, refresh_token: str) -> SignedIn:
    """New tokens for a refresh token, which works once.

    Raises SignInNeeded for one that is unknown, run out or of an ended session; for one that was
    used before it also ends the session, for somebody else has it (RFC 9700, section 4.14.2).
    Raises Conflict where another request has used it this very moment.
    """
    no_good = SignInNeeded("The refresh token is no good: sign in again.", code="refresh_token")
    found = session.exec(
        select(RefreshToken).where(RefreshToken.hash == fingerprint(refresh_token))
    ).one_or_none()
    # The session's row is locked first, so that requests with the same token come one by one.
    row = locked(session, LoginSession, found.session_id) if found else None
    kept = locked(session, RefreshToken, found.id) if found else None
    if not (row and kept) or row.revoked_at:
        raise no_good
    moment = now()
    if kept.used_at:
        if moment - kept.used_at <= AT_ONCE:
            raise Conflict(
                "Another request has just used this refresh token: go on with the new one.",
                code="refresh_token_used",
            )
        _end(session, row)
        who = Actor(row.user_id, address=asked.address)
        audit.note(session, who, "session.reuse", row.id)
        raise no_good.keeping()
    user = session.get_one(User, row.user_id)
    if kept.expires_at <= moment or row.expires_at <= moment or user.status != "active":
        raise no_good
    kept.used_at = moment
    prolong(row, moment)
    row.address = one_line(asked.address, 64) or row.address
    session.add_all([kept, row])
    return SignedIn(
        user,
        row.id,
        tokens.issue(user.id, row.id),
        _new_refresh_token(session, row),
        expires_at=row.expires_at,
    )


def prolong(row: LoginSession, moment: datetime) -> None:
    """Notes that a session is in use."""
    row.used_at = moment
    row.expires_at = min(moment + IDLE, row.created_at + LONGEST)


def _end(session: Session, row: LoginSession) -> None:
    row.revoked_at = row.revoked_at or now()
    session.add(row)


def logout(session: Session, actor: Actor) -> None:
    """Ends the session that asks. Its tokens and cookie are refused from now on."""
    actor.user()
    row = session.get(LoginSession, actor.session_id) if actor.session_id else None
    if row is None:
        raise Forbidden("An API key is not signed in: revoke it instead.", code="session")
    _end(session, row)
    audit.note(session, actor, "logout", row.id)


def living(session: Session, actor: Actor) -> list[LoginSession]:
    """The actor's sessions that are signed in, the one used last first."""
    found = select(LoginSession).where(
        LoginSession.user_id == actor.user(),
        LoginSession.revoked_at == None,  # noqa: E711
        LoginSession.expires_at > now(),
    )
    return list(session.exec(found.order_by(LoginSession.used_at.desc())).all())  # type: ignore[attr-defined]


def end_session(session: Session, actor: Actor, session_id: uuid.UUID) -> None:
    """Signs one of the actor's browsers or programs out. Raises NotFound."""
    by_people(actor)
    row = session.get(LoginSession, session_id)
    if row is None or row.user_id != actor.user() or row.revoked_at:
        raise NotFound("There is no such session.")
    _end(session, row)
    audit.note(session, actor, "session.end", row.id)


def end_all_others(session: Session, actor: Actor) -> int:
    """Signs the actor out everywhere else; how many sessions were ended."""
    by_people(actor)
    ended = end_others(session, actor.user(), actor.session_id)
    audit.note(session, actor, "session.end_others", actor.user(), ended=ended)
    return ended


def end_others(session: Session, user_id: uuid.UUID, but: uuid.UUID | None = None) -> int:
    """Signs a user out everywhere, except in the session `but`; how many were ended."""
    ending = update(LoginSession).where(
        LoginSession.user_id == user_id,  # type: ignore[arg-type]
        LoginSession.revoked_at == None,  # type: ignore[arg-type]  # noqa: E711
    )
    if but is not None:
        ending = ending.where(LoginSession.id != but)  # type: ignore[arg-type]
    return int(session.execute(ending.values(revoked_at=now())).rowcount)  # type: ignore[attr-defined]


def by_people(actor: Actor) -> None:
    """Raises Forbidden where a key asks: what touches an account's security is people's."""
    actor.user()
    if actor.key_id is not None:
        raise Forbidden("API keys may not do this: sign in.", code="session")


def is_recent(session: Session, actor: Actor) -> bool:
    """Whether the password was given in the actor's session a short while ago."""
    row = session.get(LoginSession, actor.session_id) if actor.session_id else None
    return row is not None and row.confirmed_at is not None and now() - row.confirmed_at <= RECENT


def must_be_recent(session: Session, actor: Actor) -> None:
    """Raises Forbidden unless the password was given in this session a short while ago: a browser
    that was left open must not be enough to take an account over."""
    by_people(actor)
    if not is_recent(session, actor):
        raise Forbidden("Give your password again first.", code="confirm_password")
