"""Signing in with a password, and a second factor where the account has one."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlmodel import Session, select

from filmstudio.errors import BadInput, Forbidden, SignInNeeded
from filmstudio.services import audit, notices
from filmstudio.services.accounts import attempts, links, passwords, second_factor
from filmstudio.services.accounts.email import email_of
from filmstudio.services.accounts.sessions import SignedIn, by_people, open_session
from filmstudio.services.actor import Actor
from filmstudio.services.words import one_line
from filmstudio.store.db import database
from filmstudio.store.tables import LoginSession, User
from filmstudio.store.types import now


@dataclass(frozen=True)
class SecondFactorNeeded:
    """The password was right, and a code is wanted: `ticket` is good for five minutes."""

    ticket: str = field(repr=False)


def _wrong() -> SignInNeeded:
    # One sentence for an unknown address, a wrong password and an unconfirmed address.
    return SignInNeeded(
        "Address and password do not fit, or the address is not confirmed yet: look for our "
        "letter.",
        code="wrong_password",
    ).keeping()


def _wrong_code() -> SignInNeeded:
    return SignInNeeded("This code is not the right one.", code="wrong_code").keeping()


def _look(email: str, password: str) -> tuple[bool, str | None, str | None]:
    """Whether the password fits, the hash it was held against, and a newer one where due.

    Done before the transaction writes anything: the hash takes its time by design, and nobody
    should wait for the database meanwhile.
    """
    with database().reading() as session:
        attempts.check(session, email)
        kept = session.exec(select(User.password_hash).where(User.email == email)).first()
    good, newer = passwords.fits(password, kept)
    return good, kept, newer


def login(
    session: Session,
    asked: Actor,
    email: str,
    password: str,
    *,
    code: str = "",
    browser: bool = False,
) -> SignedIn | SecondFactorNeeded:
    """Signs in with address and password, and a code of the second factor where there is one.

    An account that its owner deleted a short while ago comes back. Raises SignInNeeded where they
    do not fit, TooMany after too many wrong ones, Forbidden for a suspended account.
    """
    attempts.limit("login", attempts.network(asked.address), attempts.LOGIN)
    email = email_of(email)
    good, kept, newer = _look(email, password)
    user = session.exec(
        select(User)
        .where(User.email == email)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    count = attempts.begin(session, email)  # locked after the user, as everywhere
    who = Actor(user.id if user else None, address=asked.address)
    if user is None or not good or user.password_hash != kept:
        attempts.failed(session, count)
        audit.note(session, who, "login.wrong", user.id if user else "")
        raise _wrong()
    _may_enter(user)
    if newer:
        user.password_hash = newer
    if user.totp_enabled_at is not None:
        if not code:
            return SecondFactorNeeded(links.make(session, user, "mfa", browser=browser))
        if not second_factor.accept(session, user, code):
            attempts.failed(session, count)
            audit.note(session, who, "login.wrong_code", user.id)
            raise _wrong_code()
    attempts.succeeded(session, email)
    return _entered(session, user, asked, browser, user.totp_enabled_at is not None)


def second_step(session: Session, asked: Actor, ticket: str, code: str) -> SignedIn:
    """Signs in with the code that `login` asked for. Raises SignInNeeded for a wrong one or a ticket
    that ran out."""
    attempts.limit("login", attempts.network(asked.address), attempts.LOGIN)
    try:
        row, user = links.find(session, ticket, "mfa")
    except BadInput as error:
        raise SignInNeeded("That took too long: sign in again.", code="ticket") from error
    _may_enter(user)
    count = attempts.begin(session, user.email)
    if not second_factor.accept(session, user, code):
        attempts.failed(session, count)
        audit.note(session, Actor(user.id, address=asked.address), "login.wrong_code", user.id)
        raise _wrong_code()
    links.use_up(session, user, "mfa")
    attempts.succeeded(session, user.email)
    return _entered(session, user, asked, bool(row.data.get("browser")), True)


def _may_enter(user: User) -> None:
    if user.status == "suspended":
        raise Forbidden("This account is suspended. Write to the studio's owner.", code="suspended")
    if user.status == "erased":
        raise _wrong()


def enter(
    session: Session, user: User, asked: Actor, *, browser: bool
) -> SignedIn | SecondFactorNeeded:
    """Signs in somebody who was recognised elsewhere; the second factor is still asked for."""
    _may_enter(user)
    if user.totp_enabled_at is not None:
        return SecondFactorNeeded(links.make(session, user, "mfa", browser=browser))
    return _entered(session, user, asked, browser, False)


def _entered(session: Session, user: User, asked: Actor, browser: bool, second: bool) -> SignedIn:
    who = Actor(user.id, address=asked.address, user_agent=asked.user_agent)
    if user.status == "deleted":
        user.status, user.deleted_at = "active", None
        audit.note(session, who, "user.return", user.id)
    known = session.exec(
        select(LoginSession.user_agent).where(LoginSession.user_id == user.id).distinct()
    ).all()
    entered = open_session(session, user, asked, browser=browser, second_factor=second)
    audit.note(session, who, "login", entered.session_id)
    device = one_line(asked.user_agent, 120)
    if known and one_line(asked.user_agent, 400) not in known:
        notices.tell(
            *(session, user.id, "new_sign_in"), device=device, address=one_line(asked.address, 64)
        )
    return entered


def confirm(session: Session, actor: Actor, password: str) -> None:
    """Takes the password again before something that touches the account's security.

    Raises SignInNeeded for a wrong one, Forbidden for an account without a password (sign in
    anew with the service it uses).
    """
    by_people(actor)
    with database().reading() as reading:
        user = reading.get_one(User, actor.user())
    if user.password_hash is None:
        raise Forbidden(
            "This account has no password: sign out, and in again with the service you use.",
            code="no_password",
        )
    good, kept, _ = _look(user.email, password)
    count = attempts.begin(session, user.email)
    user = session.get_one(User, actor.user())
    row = session.get(LoginSession, actor.session_id)
    if row is None or not good or user.password_hash != kept:
        attempts.failed(session, count)
        audit.note(session, actor, "confirm.wrong", user.id)
        raise SignInNeeded("This is not your password.", code="wrong_password").keeping()
    attempts.succeeded(session, user.email)
    row.confirmed_at = now()
    session.add(row)
