"""New accounts, and addresses that are confirmed or changed.

Whether an address has an account is told to nobody but who reads its letters: the answer and the
work are the same.
"""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from filmstudio.errors import BadInput
from filmstudio.services import audit, letters, welcome
from filmstudio.services.accounts import attempts, links, passwords
from filmstudio.services.accounts.email import email_of
from filmstudio.services.accounts.sessions import must_be_recent
from filmstudio.services.actor import Actor
from filmstudio.services.words import one_line
from filmstudio.settings import settings
from filmstudio.store.db import after_commit
from filmstudio.store.once import insert_once
from filmstudio.store.tables import StudioSetting, User
from filmstudio.store.types import new_id, now

OWNER = "owner"
"""The studio setting that says who owns it; its row is also what changes of roles lock."""


def register(
    session: Session, asked: Actor, email: str, password: str, name: str = "", language: str = "en"
) -> None:
    """Opens an account, or writes to who has one by this address already.

    The first account of a fresh studio is its owner. With a mail server, an account opens when
    its address is confirmed by the link in the letter, with the password that was given along
    with that very link: who registers somebody else's address first gains nothing by it.
    Without one it is open at once. Raises BadInput for a bad address or password.
    """
    attempts.limit("register", attempts.network(asked.address), attempts.REGISTER)
    email, name = email_of(email), one_line(name, 200)
    attempts.limit("letter", attempts.key(email), attempts.LETTER_TO)
    passwords.check(password, (email, name))
    kept = passwords.hashed(password)
    user = new_user(session, email, name, language, kept)
    if user is not None and user.role == "super_admin":
        audit.note(session, Actor(user.id, address=asked.address), "studio.owned", user.id)
        owner = Actor(user.id, role=user.role, plan=user.plan)
        after_commit(session, lambda: welcome.give_sample(owner))
        return
    if user is None:
        user = session.exec(select(User).where(User.email == email)).one()
    else:
        audit.note(session, Actor(user.id, address=asked.address), "register", user.id)
    # Both letters are written, and one is sent.
    secret = links.make(session, user, "verify", password_hash=kept, name=name)
    key = f"register:{new_id()}"
    if user.email_verified_at or user.status != "active":
        links.use_up(session, user, "verify")
        there = f"{settings().origin}/auth/login"
        letters.send(session, email, "account_exists", user.language, key, url=there)
    else:
        session.flush()
        letters.send(session, email, "verify", language, key, url=links.url("verify", secret))


def new_user(
    session: Session, email: str, name: str, language: str, password_hash: str | None
) -> User | None:
    """A new account, or None where its address has one. The first one of a fresh studio is its
    owner; of two that come at once, one is."""
    user = User(email=email, name=name, language=language[:16])
    is_first = session.exec(select(User.id).limit(1)).first() is None
    if is_first and insert_once(
        session, StudioSetting(name=OWNER, value={"user_id": str(user.id)})
    ):
        user.role = "super_admin"
        user.email_verified_at = now()
    if user.email_verified_at or not attempts.letters_are_sent():
        user.password_hash = password_hash
    if not insert_once(session, user):
        return None
    return session.get_one(User, user.id)


def verify_email(session: Session, asked: Actor, secret: str) -> User:
    """Confirms an address by the link that was sent there: of a new account, or a new address of an
    old one. Raises BadInput where the link is not good."""
    attempts.limit("link", attempts.network(asked.address), attempts.LINK)
    row, user = links.find(session, secret, "verify", "email")
    if user.status != "active":
        raise BadInput("This link is no longer good: ask for a new one.", code="link")
    who = Actor(user.id, address=asked.address)
    old = user.email
    if row.purpose == "email":
        user.email = row.data["email"]
    elif user.email_verified_at is None:
        user.password_hash = row.data.get("password_hash") or user.password_hash
        user.name = row.data.get("name") or user.name
    user.email_verified_at = now()
    _save(session, user)
    links.use_up(session, user, "verify", "email")
    if row.purpose == "email":
        links.use_up(session, user, "reset")
        there = f"{settings().origin}/settings"
        key = f"email:{row.id}"
        shown = hidden(user.email)
        letters.send(session, old, "email_changed", user.language, key, email=shown, url=there)
    audit.note(session, who, "email.confirm", user.id)
    return user


def _save(session: Session, user: User) -> None:
    """Raises BadInput where somebody else has taken the address meanwhile."""
    try:
        with session.begin_nested():
            session.add(user)
            session.flush()
    except IntegrityError as error:
        raise BadInput("This link is no longer good: ask for a new one.", code="link") from error


def hidden(email: str) -> str:
    """An address by which its owner knows it and others do not: `a…@example.com`."""
    local, _, domain = email.partition("@")
    return f"{local[:1]}…@{domain}"


def change_email(session: Session, actor: Actor, email: str) -> None:
    """Sends a link to a new address; it becomes the account's when the link is followed. Without a
    mail server it is the account's at once.

    Raises Forbidden without a recent password, BadInput for something that is no address.
    """
    email = email_of(email)
    attempts.limit("letter", attempts.key(email), attempts.LETTER_TO)
    must_be_recent(session, actor)
    user = session.get_one(User, actor.user())
    links.use_up(session, user, "email")
    secret = links.make(session, user, "email", email=email)
    key = f"email:{new_id()}"
    other = session.exec(select(User.id).where(User.email == email)).first()
    audit.note(session, actor, "email.change", user.id)
    if not attempts.letters_are_sent():
        if other is not None:
            raise BadInput("This address cannot be yours: an account has it.", code="email")
        user.email, user.email_verified_at = email, None
        _save(session, user)
        return
    if other is None:
        url = links.url("email", secret)
        letters.send(session, email, "verify", user.language, key, url=url)
    else:
        there = f"{settings().origin}/auth/login"
        letters.send(session, email, "account_exists", user.language, key, url=there)
