"""People of the tests: how they register, sign in and read their letters."""

from __future__ import annotations

import json
import re
from typing import Any

from sqlmodel import select

from filmstudio.services.accounts import login, register, sessions
from filmstudio.services.accounts.authenticate import authenticate
from filmstudio.services.actor import Actor
from filmstudio.store.db import database
from filmstudio.store.tables import Mail, User
from filmstudio.vault import vault

PASSWORD = "seven green kettles hum"
ASKED = Actor(address="192.0.2.1", user_agent="Browser/1")


def do(use_case: Any, *given: Any, **named: Any) -> Any:
    """Carries a use case out in a transaction of its own."""
    with database().transaction() as session:
        return use_case(session, *given, **named)


def who(**proofs: str) -> Actor:
    with database().reading() as session:
        return authenticate(session, **proofs)


def user_of(email: str) -> User:
    with database().reading() as session:
        return session.exec(select(User).where(User.email == email)).one()


def change(row: Any, **facts: Any) -> None:
    with database().transaction() as session:
        kept = session.get_one(type(row), row.id)
        for name, value in facts.items():
            setattr(kept, name, value)


def owner() -> Actor:
    """The studio's owner, signed in."""
    return enter("owner@example.com")


def enter(email: str, **facts: Any) -> Actor:
    """Somebody who has registered and signed in, just now."""
    do(register.register, ASKED, email, PASSWORD)
    if facts:
        change(user_of(email), **facts)
    return who(bearer=sign_in(email).access_token)


def sign_in(email: str, password: str = PASSWORD, **how: Any) -> Any:
    return do(login.login, ASKED, email, password, **how)


def with_second_factor(actor: Actor) -> Actor:
    """The same, as if the second factor had been given."""
    from dataclasses import replace

    return replace(actor, second_factor=True)


def letters() -> list[tuple[str, str, dict[str, Any]]]:
    """Who was written what: address, letter and what it tells."""
    with database().reading() as session:
        rows = session.exec(select(Mail).order_by(Mail.id)).all()
    told = [json.loads(vault().decrypt(row.data["sealed"], f"mail:{row.id}")) for row in rows]
    return [(row.to, row.template, data) for row, data in zip(rows, told, strict=True)]


def secret_of(letter: tuple[str, str, dict[str, Any]]) -> str:
    """The secret of the link in a letter."""
    found = re.search(r"token=([\w-]+)$", letter[2]["url"])
    assert found
    return found[1]


__all__ = [
    "ASKED",
    "PASSWORD",
    "change",
    "do",
    "enter",
    "letters",
    "owner",
    "secret_of",
    "sessions",
    "sign_in",
    "user_of",
    "who",
    "with_second_factor",
]
