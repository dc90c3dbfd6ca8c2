"""Notices: what a user is told by the bell of their pages, at once, and by a letter where they want one."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, func, select

from filmstudio.errors import NotFound
from filmstudio.services import letters, push
from filmstudio.services.actor import Actor
from filmstudio.settings import settings
from filmstudio.store.db import after_commit
from filmstudio.store.events import publish, user_channel
from filmstudio.store.redis import client
from filmstudio.store.tables import Notification, User
from filmstudio.store.types import new_id, now


@dataclass(frozen=True)
class Kind:
    """A kind of notice. `letter` names its template; empty: the bell alone. `always` sends it
    whatever the user chose. `page` is where its letter's button leads to."""

    letter: str = ""
    wanted: bool = True
    always: bool = False
    page: str = "/dashboard"


KINDS: dict[str, Kind] = {
    "film_ready": Kind("film_ready", page="/projects/{project_id}"),
    "film_failed": Kind("film_failed", page="/projects/{project_id}"),
    "credits_low": Kind("credits_low", page="/credits"),
    "credits_granted": Kind(page="/credits"),
    "receipt": Kind("receipt", always=True, page="/credits"),
    "payment_failed": Kind("payment_failed", always=True, page="/credits"),
    "plan_changed": Kind("plan_changed", always=True, page="/credits"),
    "invitation": Kind("invitation", page="/projects/{project_id}"),
    "comment": Kind(page="/projects/{project_id}"),
    "webhook_dead": Kind("webhook_dead", page="/settings"),
    "youtube_live": Kind("youtube_live", page="/projects/{project_id}"),
    "password_changed": Kind("password_changed", always=True, page="/settings"),
    "second_factor": Kind("second_factor", always=True, page="/settings"),
    "new_sign_in": Kind("new_sign_in", always=True, page="/settings"),
}
"""What letters need besides: film_ready, film_failed, invitation and youtube_live `project_id` and
`title` (and `reason`, `inviter`); credits_low `credits`; receipt and payment_failed `amount` and
`what`; plan_changed `plan`; webhook_dead `event`, `address` and `reason`; new_sign_in `device` and
`address`."""


def wants_letter(user: User, kind: str) -> bool:
    """Whether a letter goes out: by `User.notify`, a table of kind to true or false."""
    found = KINDS[kind]
    if not found.letter:
        return False
    return found.always or bool(user.notify.get(kind, found.wanted))


def wants_push(user: User, kind: str) -> bool:
    """Whether the user's browsers are told too: by `push_<kind>` of `User.notify`."""
    return bool(KINDS[kind].letter and user.notify.get(f"push_{kind}", True))


def tell(session: Session, user_id: uuid.UUID, kind: str, **data: Any) -> Notification | None:
    """Tells a user something; None where there is no such user any more.

    It is kept for the bell, told to open pages after the commit, pushed to the browsers that the
    user has subscribed, and put into a letter where the user wants one. `data` is what its sentence needs; `url` says where the letter's button leads,
    when that is elsewhere than usual.
    """
    user = session.get(User, user_id)
    if user is None or user.status == "deleted":
        return None
    plain = {name: value if _is_plain(value) else str(value) for name, value in data.items()}
    notice = Notification(id=new_id(), user_id=user_id, kind=kind, data=plain)
    session.add(notice)
    news = {
        "type": "notification",
        "id": str(notice.id),
        "kind": kind,
        "data": plain,
        "created_at": notice.created_at.isoformat(),
    }
    after_commit(session, lambda: publish(client(), [user_channel(user_id)], news))
    told = {"url": settings().origin + KINDS[kind].page.format_map(plain)} | plain
    if wants_push(user, kind):
        title = letters.write(KINDS[kind].letter, user.language or "en", told).subject
        push.send(session, user_id, notice.id, title, str(told["url"]), kind)
    if wants_letter(user, kind):
        letters.send(
            session, user.email, KINDS[kind].letter, user.language, f"notice:{notice.id}", **told
        )
    return notice


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, str | int | float | bool)


def mine(
    session: Session, actor: Actor, *, unread: bool = False, most: int = 50
) -> Sequence[Notification]:
    """The newest notices of who asks."""
    found = select(Notification).where(Notification.user_id == actor.user())
    if unread:
        found = found.where(Notification.read_at.is_(None))  # type: ignore[union-attr]
    newest = found.order_by(Notification.id.desc()).limit(most)  # type: ignore[attr-defined]
    return session.exec(newest).all()


def unread(session: Session, actor: Actor) -> int:
    """How many notices of who asks are unread."""
    found = select(func.count()).where(
        Notification.user_id == actor.user(),
        Notification.read_at.is_(None),  # type: ignore[union-attr]
    )
    return session.exec(found).one()


def read(session: Session, actor: Actor, id: uuid.UUID | None = None) -> int:
    """Marks one notice as read, or all; how many were unread. Raises NotFound."""
    fresh = update(Notification).where(
        Notification.user_id == actor.user(),  # type: ignore[arg-type]
        Notification.read_at.is_(None),  # type: ignore[union-attr]
    )
    if id is not None:
        found = session.get(Notification, id)
        if found is None or found.user_id != actor.user():
            raise NotFound("There is no such notice.")
        fresh = fresh.where(Notification.id == id)  # type: ignore[arg-type]
    return int(session.connection().execute(fresh.values(read_at=now())).rowcount)
