"""What is done to accounts at the studio's own command line, by whoever runs the machine."""

from __future__ import annotations

from sqlmodel import Session, select

from filmstudio.errors import BadInput, Conflict, NotFound
from filmstudio.services import audit
from filmstudio.services.accounts import attempts, links, passwords, roles, second_factor
from filmstudio.services.accounts.email import email_of
from filmstudio.services.accounts.register import OWNER
from filmstudio.services.accounts.reset import set_password
from filmstudio.services.actor import OPERATOR, RANK
from filmstudio.services.words import one_line
from filmstudio.store.db import locked
from filmstudio.store.once import insert_once
from filmstudio.store.tables import StudioSetting, User
from filmstudio.store.types import now


def by_email(session: Session, email: str) -> User:
    """The account of an address, locked. Raises NotFound."""
    address = email_of(email)
    id = session.exec(select(User.id).where(User.email == address)).first()
    user = locked(session, User, id) if id else None
    if user is None:
        raise NotFound(f"Nobody has an account by {address}.")
    return user


def create_user(
    session: Session, email: str, password: str, name: str = "", role: str = ""
) -> User:
    """A new account whose address counts as confirmed. The first one of a studio is its owner,
    unless another role is asked for. Raises BadInput, and Conflict where there is one already."""
    email = email_of(email)
    if role and role not in RANK:
        raise BadInput(f"There is no role {role!r}: choose one of {', '.join(RANK)}.")
    passwords.check(password, (email, name))
    kept = passwords.hashed(password)
    is_first = session.exec(select(User.id).limit(1)).first() is None
    user = User(
        email=email,
        name=one_line(name, 200),
        role=role or ("super_admin" if is_first else "user"),
        password_hash=kept,
        email_verified_at=now(),
    )
    if user.role == "super_admin":
        insert_once(session, StudioSetting(name=OWNER, value={"user_id": str(user.id)}))
    if not insert_once(session, user):
        raise Conflict(f"There is an account by {email} already.")
    audit.note(session, OPERATOR, "user.create", user.id, role=user.role)
    return session.get_one(User, user.id)


def give_role(session: Session, email: str, role: str) -> User:
    """Gives an account a role. Raises as `roles.change_user`."""
    return roles.change_user(session, OPERATOR, by_email(session, email).id, role=role)


def suspend(session: Session, email: str, *, admit: bool = False) -> User:
    """Suspends an account, or admits it again. Raises as `roles.change_user`."""
    status = "active" if admit else "suspended"
    return roles.change_user(session, OPERATOR, by_email(session, email).id, status=status)


def reset_password(
    session: Session, email: str, password: str, *, without_second_factor: bool = False
) -> User:
    """Sets an account's password, opens a locked one, and signs out everywhere. Also takes the
    second factor away where its owner has lost it. Raises NotFound, BadInput."""
    passwords.check(password, (email,))
    kept = passwords.hashed(password)
    user = by_email(session, email)
    set_password(session, OPERATOR, user, kept)
    links.use_up(session, user, "reset", "mfa", "verify")
    attempts.succeeded(session, user.email)
    if without_second_factor:
        second_factor.forget(session, user)
    audit.note(
        session, OPERATOR, "password.set", user.id, without_second_factor=without_second_factor
    )
    return user
