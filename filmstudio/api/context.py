"""What a route is given: who asks, a session that may write, a session for reading.

A transaction is committed before the answer is sent. Its connection is taken at the first
statement, within the route's own thread: between threads a request holds nothing that another
one waits for.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Annotated

from fastapi import Depends
from sqlmodel import Session
from starlette.requests import HTTPConnection

from filmstudio.errors import SignInNeeded, StudioError
from filmstudio.services import idempotency
from filmstudio.services.accounts.sessions import COOKIE as COOKIE
from filmstudio.services.actor import GUEST, Actor
from filmstudio.store.db import database

READING = frozenset({"GET", "HEAD", "OPTIONS"})


carrying_out: ContextVar[uuid.UUID | None] = ContextVar("carrying_out", default=None)
"""The repeatable request (see `api.idempotency`) that is being carried out."""


@contextmanager
def writing() -> Iterator[Session]:
    """A transaction of a route that has to do something before or after it."""
    with database().transaction() as session:
        yield session
        request = carrying_out.get()
        if request is not None:
            idempotency.carried_out(session, request)


def _transaction() -> Iterator[Session]:
    with writing() as session:
        yield session


def _reading() -> Iterator[Session]:
    with database().reading() as session:
        yield session


Transaction = Annotated[Session, Depends(_transaction, scope="function")]
"""A session that may write; committed when the route returns, rolled back when it raises."""
Reading = Annotated[Session, Depends(_reading, scope="function")]
"""A session for reading only."""


async def actor_of(connection: HTTPConnection) -> Actor:
    """Who asks on this connection. Raises as `CurrentActor`."""
    refused: StudioError | None = getattr(connection.state, "refused", None)
    if refused is not None:
        raise refused
    actor: Actor = getattr(connection.state, "actor", GUEST)
    if actor.scopes:
        method = connection.scope.get("method", "GET")
        actor.must_have("read" if method in READING else "write")
    return actor


async def _signed_in(actor: Annotated[Actor, Depends(actor_of)]) -> Actor:
    if actor.is_guest:
        raise SignInNeeded("Sign in first.")
    return actor


CurrentActor = Annotated[Actor, Depends(actor_of)]
"""Who asks; a guest where nothing was given. Raises SignInNeeded where what was given is no good,
Forbidden where an API key lacks the scope for reading or writing."""
SignedIn = Annotated[Actor, Depends(_signed_in)]
"""As CurrentActor, and never a guest."""
