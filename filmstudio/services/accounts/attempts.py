"""Guessing made slow: a growing delay for each account, and limits for each network address.

Both hold for addresses that nobody has an account by, so that neither tells who has one.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import logging
from datetime import timedelta
from functools import lru_cache

from limits import parse_many
from limits.storage import RedisStorage
from limits.strategies import MovingWindowRateLimiter
from redis import ConnectionPool
from redis.exceptions import RedisError
from sqlmodel import Session

from filmstudio.errors import TooMany
from filmstudio.settings import settings
from filmstudio.store.db import locked
from filmstudio.store.once import insert_once
from filmstudio.store.redis import client
from filmstudio.store.tables import LoginAttempts
from filmstudio.store.types import now
from filmstudio.vault import vault

log = logging.getLogger(__name__)

FREE_TRIES = 5
"""Wrong passwords before the first delay."""
FIRST_DELAY = timedelta(seconds=30)
LONGEST_DELAY = timedelta(hours=1)
FORGOTTEN = timedelta(days=1)
"""Wrong passwords older than this do not count."""

LOGIN = "20/minute;200/hour"
REGISTER = "10/minute;30/hour"
LETTER = "10/minute;40/hour"
LETTER_TO = "3/minute;6/hour"
"""For letters to one address, whoever asks for them."""
LINK = "20/minute;100/hour"


def network(address: str) -> str:
    """Whom a limit is for: an IPv4 address, or the /64 of an IPv6 one, which one household has."""
    try:
        found = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return address[:64]
    if found.version == 6:
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def limit(action: str, who: str, allowed: str) -> None:
    """Counts one `action` of `who`. Raises TooMany beyond what is allowed (`20/minute;200/hour`).

    Where redis is away nobody is kept out: the delay of accounts is in the database.
    """
    window = _window(client().connection_pool)
    try:
        for item in parse_many(allowed):
            if not window.hit(item, action, who):
                reset = window.get_window_stats(item, action, who).reset_time
                raise TooMany(
                    "That was tried too often. Wait a while, then try again.",
                    retry_after=max(1.0, reset - now().timestamp()),
                )
    except RedisError as error:
        log.warning("limits of %s are not counted: %s", action, error)


@lru_cache(maxsize=2)
def _window(pool: ConnectionPool) -> MovingWindowRateLimiter:
    storage = RedisStorage("redis://", connection_pool=pool, key_prefix="filmstudio:attempts")
    return MovingWindowRateLimiter(storage)


def key(email: str) -> str:
    """The name under which an address is counted: nobody can read addresses out of the table."""
    return hmac.digest(vault().derive("login attempts"), email.encode(), hashlib.sha256).hex()


def delay(failures: int) -> timedelta:
    """How long an account is closed after so many wrong passwords: none for the first few, then
    half a minute that doubles up to an hour."""
    if failures < FREE_TRIES:
        return timedelta(0)
    return min(LONGEST_DELAY, FIRST_DELAY * 2 ** min(failures - FREE_TRIES, 20))


def check(session: Session, email: str) -> None:
    """Raises TooMany while an address is closed. Reads only."""
    _check(session.get(LoginAttempts, key(email)))


def begin(session: Session, email: str) -> LoginAttempts:
    """The count of an address, locked: guesses that come at once are judged one by one.

    Raises TooMany while the address is closed.
    """
    insert_once(session, LoginAttempts(hash=key(email)))
    row = locked(session, LoginAttempts, key(email))
    assert row is not None
    _check(row)
    return row


def _check(row: LoginAttempts | None) -> None:
    if row is not None and row.locked_until and row.locked_until > now():
        left = (row.locked_until - now()).total_seconds()
        raise TooMany(
            "There were too many wrong passwords. Wait a while, or choose a new password.",
            retry_after=left,
            code="locked",
        )


def failed(session: Session, row: LoginAttempts) -> None:
    """Counts a wrong password or code."""
    moment = now()
    row.failures = 1 if moment - row.failed_at > FORGOTTEN else row.failures + 1
    row.failed_at = moment
    row.locked_until = moment + delay(row.failures)
    session.add(row)


def succeeded(session: Session, email: str) -> None:
    """Forgets the wrong ones after a right one."""
    row = session.get(LoginAttempts, key(email))
    if row is not None:
        session.delete(row)


def forget_old(session: Session) -> int:
    """Removes counts that no longer matter; how many. Called by the scheduler."""
    from sqlalchemy import delete

    old = delete(LoginAttempts).where(LoginAttempts.failed_at < now() - FORGOTTEN)  # type: ignore[arg-type]
    return int(session.connection().execute(old).rowcount)


def letters_are_sent() -> bool:
    """Whether this studio sends letters; without a mail server nobody can confirm an address."""
    return bool(settings().smtp_url.get_secret_value())
