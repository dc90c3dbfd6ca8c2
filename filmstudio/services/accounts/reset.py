"""New passwords: for who forgot the old one, and for who wants another."""

from __future__ import annotations

from sqlmodel import Session, select

from filmstudio.errors import BadInput
from filmstudio.services import audit, letters, notices
from filmstudio.services.accounts import attempts, links, passwords
from filmstudio.services.accounts.email import email_of
from filmstudio.services.accounts.sessions import end_others, must_be_recent
from filmstudio.services.actor import Actor
from filmstudio.settings import settings
from filmstudio.store.tables import User
from filmstudio.store.types import new_id, now
from filmstudio.vault import token


def forgot(session: Session, asked: Actor, email: str) -> None:
    """Sends a link by which a new password can be chosen, if there is such an account. The caller
    is told the same either way, and as much is done."""
    attempts.limit("letter", attempts.network(asked.address), attempts.LETTER)
    email = email_of(email)
    attempts.limit("letter", attempts.key(email), attempts.LETTER_TO)
    user = session.exec(select(User).where(User.email == email)).one_or_none()
    audit.note(session, asked, "password.forgot", user.id if user else "")
    if user is None or user.status not in ("active", "deleted"):
        letters.write("reset", "en", {"url": links.url("reset", token())})
        return
    links.use_up(session, user, "reset")
    url = links.url("reset", links.make(session, user, "reset"))
    letters.send(session, user.email, "reset", user.language, f"reset:{new_id()}", url=url)


def reset(session: Session, asked: Actor, secret: str, password: str) -> None:
    """Sets the password by a link, confirms the address and signs out everywhere.

    Raises BadInput where the link or the password is not good.
    """
    attempts.limit("link", attempts.network(asked.address), attempts.LINK)
    passwords.check(password)
    kept = passwords.hashed(password)
    _, user = links.find(session, secret, "reset")
    if user.status not in ("active", "deleted"):
        raise BadInput("This link is no longer good: ask for a new one.", code="link")
    passwords.check(password, (user.email, user.name))
    user.email_verified_at = user.email_verified_at or now()
    links.use_up(session, user, "reset", "mfa", "verify")
    attempts.succeeded(session, user.email)
    who = Actor(user.id, address=asked.address)
    set_password(session, who, user, kept)
    audit.note(session, who, "password.reset", user.id)


def set_password(session: Session, actor: Actor, user: User, kept: str) -> None:
    """Keeps a new password's hash, signs out everywhere else and tells the owner."""
    user.password_hash = kept
    session.add(user)
    end_others(session, user.id, actor.session_id)
    there = f"{settings().origin}/auth/forgot"
    notices.tell(session, user.id, "password_changed", url=there)


def change_password(session: Session, actor: Actor, password: str) -> None:
    """Sets the actor's own password and signs out everywhere else.

    Raises Forbidden without a recent password, BadInput for one that is no good.
    """
    passwords.check(password)
    kept = passwords.hashed(password)
    must_be_recent(session, actor)
    user = session.get_one(User, actor.user())
    passwords.check(password, (user.email, user.name))
    links.use_up(session, user, "reset", "mfa")
    set_password(session, actor, user, kept)
    audit.note(session, actor, "password.change", user.id)
