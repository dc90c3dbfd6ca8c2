"""Links that are sent by e-mail: random, kept as hashes, good once and for a while."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Literal

from sqlalchemy import update
from sqlmodel import Session, select

from filmstudio.errors import BadInput
from filmstudio.settings import settings
from filmstudio.store.db import locked
from filmstudio.store.tables import OneTimeToken, User
from filmstudio.store.types import now
from filmstudio.vault import fingerprint, token

Purpose = Literal["verify", "email", "reset", "mfa"]
GOOD_FOR: dict[Purpose, timedelta] = {
    "verify": timedelta(hours=24),
    "email": timedelta(hours=24),
    "reset": timedelta(hours=1),
    "mfa": timedelta(minutes=5),
}
PAGES = {"verify": "/auth/verify", "email": "/auth/verify", "reset": "/auth/reset"}


def make(session: Session, user: User, purpose: Purpose, **data: Any) -> str:
    """A new secret for a link; the database keeps its hash."""
    secret = token()
    session.add(
        OneTimeToken(
            user_id=user.id,
            purpose=purpose,
            hash=fingerprint(secret),
            data=data,
            expires_at=now() + GOOD_FOR[purpose],
        )
    )
    return secret


def url(purpose: Purpose, secret: str) -> str:
    """Where the link leads."""
    return f"{settings().origin}{PAGES[purpose]}?token={secret}"


def find(session: Session, secret: str, *purposes: Purpose) -> tuple[OneTimeToken, User]:
    """The link and whose it is, both locked. Raises BadInput for one that is unknown, used or run
    out."""
    found = session.exec(
        select(OneTimeToken).where(OneTimeToken.hash == fingerprint(secret))
    ).one_or_none()
    # The user's row is locked first, as everywhere: nobody waits in a circle.
    user = locked(session, User, found.user_id) if found else None
    row = locked(session, OneTimeToken, found.id) if found else None
    good = row and row.purpose in purposes and not row.used_at and row.expires_at > now()
    if row is None or user is None or not good:
        raise BadInput("This link is no longer good: ask for a new one.", code="link")
    return row, user


def use_up(session: Session, user: User, *purposes: Purpose) -> None:
    """Makes every link of these purposes that the user was sent useless."""
    session.flush()
    session.execute(
        update(OneTimeToken)
        .where(OneTimeToken.user_id == user.id)  # type: ignore[arg-type]
        .where(OneTimeToken.purpose.in_(purposes))  # type: ignore[attr-defined]
        .where(OneTimeToken.used_at == None)  # type: ignore[arg-type]  # noqa: E711
        .values(used_at=now())
    )
