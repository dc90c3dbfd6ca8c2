"""Real studios behind a port, people with accounts in them, and both clients driven alike."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
import redis
from anyio.from_thread import BlockingPortal, start_blocking_portal
from sqlmodel import select

from filmstudio.client import AsyncFilmStudio, FilmStudio, Tokens
from filmstudio.processes import die_with_parent
from filmstudio.services.accounts import passwords, sessions
from filmstudio.services.actor import Actor
from filmstudio.store.db import database
from filmstudio.store.tables import User
from filmstudio.store.types import now
from tests.client.wire import Wire
from tests.servers import (
    ROOT,
    RedisServer,
    Studio,
    answers,
    forget_everything,
    new_sqlite,
)

PASSWORD = "seven green kettles hum"
SCRIPT = "Title: Tea\n\nINT. KITCHEN - DAY\n\nANN\nIs there tea?\n\nBEN\nThere is.\n"


@dataclass
class Driven:
    """A client whose methods block, whichever of the two it is: the asynchronous one runs in the
    event loop of a portal."""

    client: Any
    portal: BlockingPortal | None = None

    def __getattr__(self, area: str) -> Any:
        found = getattr(self.client, area)
        return _Area(found, self.portal) if hasattr(found, "transport") else found


@dataclass
class _Area:
    area: Any
    portal: BlockingPortal | None

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.area, name)
        if self.portal is None or not callable(method):
            return method
        portal = self.portal

        def call(*args: Any, **given: Any) -> Any:
            made = method(*args, **given)
            if hasattr(made, "__anext__"):
                return _read(portal, made)

            async def awaited() -> Any:
                return await made

            return portal.call(awaited)

        return call


def _read(portal: BlockingPortal, things: Any) -> Iterator[Any]:
    try:
        while True:
            try:
                yield portal.call(things.__anext__)
            except StopAsyncIteration:
                return
    finally:
        portal.call(things.aclose)


@pytest.fixture(params=["sync", "async"])
def client_of(request: pytest.FixtureRequest) -> Iterator[Callable[..., Driven]]:
    """Makes clients, blocking or asynchronous; `answer` takes the place of the network."""
    with ExitStack() as stack:
        portal = None
        if request.param == "async":
            portal = stack.enter_context(start_blocking_portal())

        def make(
            base: str = "http://studio",
            *,
            answer: Callable[[httpx.Request], httpx.Response] | None = None,
            **given: Any,
        ) -> Driven:
            kind: Any = httpx.AsyncClient if portal else httpx.Client
            if answer is not None:
                given["http"] = kind(transport=httpx.MockTransport(answer))
            client: Any = (AsyncFilmStudio if portal else FilmStudio)(base, **given)
            if portal is not None:
                stack.callback(lambda: portal.call(client.close))
            else:
                stack.callback(client.close)
            return Driven(client, portal)

        yield make


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Waiting takes no time; the list holds how long each wait would have been."""
    told: list[float] = []

    async def nap(seconds: float) -> None:
        told.append(seconds)

    monkeypatch.setattr("filmstudio.client.transports.time.sleep", told.append)
    monkeypatch.setattr("filmstudio.client.transports.anyio.sleep", nap)
    return told


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Web:
    """The web server of a studio, which can be killed and started again."""

    studio: Studio
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "granian", "--interface", "asgi", "--factory"),
                *("--host", "127.0.0.1", "--port", str(self.port), "--workers", "1"),
                *("--log-level", "warning", "filmstudio.api.app:serve"),
            ],
            cwd=ROOT,
            env=os.environ | self.studio.env,
            preexec_fn=die_with_parent,
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if answers(self.url):
                return
            time.sleep(0.1)
        raise AssertionError("The web server did not start.")

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(30)


@pytest.fixture(scope="module")
def house(redis_server: RedisServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A studio on SQLite that all tests of a module share: each has people of its own."""
    data = tmp_path_factory.mktemp("house")
    new_sqlite(data)
    redis.Redis.from_url(redis_server.url).flushall()
    env = {"FILMSTUDIO_DATA": str(data), "DATABASE_URL": "", "REDIS_URL": redis_server.url}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in env.items():
            patch.setenv(name, value)
        forget_everything()
        yield Studio(data, "", redis_server.url, env)
    forget_everything()


@pytest.fixture(scope="module")
def web(house: Studio) -> Iterator[Web]:
    """Its web server."""
    server = Web(house)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def wire(web: Web) -> Iterator[Wire]:
    """A connection to the web server that can be cut."""
    with Wire(web.port) as one:
        yield one


def account(name: str, **columns: Any) -> str:
    """The address of somebody with a password."""
    email = f"{name}-{uuid.uuid4().hex[:8]}@example.com"
    with database().transaction() as session:
        session.add(
            User(
                email=email,
                name=name,
                password_hash=passwords.hashed(PASSWORD),
                email_verified_at=now(),
                **{"plan": "pro"} | columns,
            )
        )
    return email


@pytest.fixture
def ann(web: Web, client_of: Callable[..., Driven]) -> Driven:
    """Ann's client, signed in."""
    return client_of(web.url, tokens=signed_in(account("ann")))


def signed_in(email: str) -> Tokens:
    """The tokens of a sign-in, without asking the web server: guests may ask it seldom."""
    with database().transaction() as session:
        user = session.exec(select(User).where(User.email == email)).one()
        entered = sessions.open_session(session, user, Actor())
    return Tokens(entered.access_token, entered.refresh_token, time.time() + 900)
