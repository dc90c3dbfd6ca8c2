"""The database: one transaction a request or task, and what follows once it is committed."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from redis.exceptions import RedisError
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import DBAPIError, DisconnectionError, InterfaceError, OperationalError
from sqlmodel import Session, SQLModel, create_engine, select

from filmstudio.errors import Busy, StudioError
from filmstudio.files import disk_errors
from filmstudio.settings import settings

log = logging.getLogger(__name__)
T = TypeVar("T", bound=SQLModel)

BUSY_SECONDS = 30
"""How long a writer of SQLite waits for another."""
IDLE_SECONDS = 1.0
"""A connection to a server that was idle for longer is tried before it is used."""


class Database:
    """An engine and its transactions. SQLite runs in WAL with BEGIN IMMEDIATE for writers, so that
    no transaction fails half-way because another began to write first."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = url.startswith("sqlite")
        if self.is_sqlite:
            path = Path(url.removeprefix("sqlite:///"))
            with disk_errors(path.parent, making=True):
                path.parent.mkdir(parents=True, exist_ok=True)
            self.engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, pool_size=20)
            _tune_sqlite(self.engine)
        else:
            self.engine = create_engine(
                url, pool_size=10, max_overflow=20, connect_args={"connect_timeout": 5}
            )
            _ping_idle(self.engine)
        alone = {"single": True} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        self._single = self.engine.execution_options(**alone)
        self._writers = self.engine.execution_options(writes=True)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session that may write: committed at the end, then what `after_commit` was given runs.

        An error rolls it back, except one that `keeps` what was written. Raises Busy where the
        database cannot be reached.
        """
        kept: StudioError | None = None
        with reachable(), Session(self._writers, expire_on_commit=False) as session:
            with session.begin():
                try:
                    yield session
                except StudioError as error:
                    if not error.keeps:
                        raise
                    kept = error
            follow = session.info.pop("after_commit", [])
        for call in follow:
            # The commit stands whatever happens here: doorbells and news are rung again by the
            # sweeper, or read from the database by whoever missed them.
            try:
                call()
            except RedisError as error:
                log.warning("not told: %s", error)
        if kept is not None:
            raise kept

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading only. Raises Busy where the database cannot be reached."""
        with reachable(), Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextlib.contextmanager
    def glance(self) -> Iterator[Connection]:
        """A connection for one SELECT: without a transaction around it and without a session, each
        of which takes longer than a small query. Raises as `reading`."""
        with reachable(), self._single.connect() as connection:
            yield connection

    def forget_connections(self) -> None:
        """For a forked process: leaves the parent's connections alone and opens its own."""
        self.engine.dispose(close=False)


@contextlib.contextmanager
def reachable() -> Iterator[None]:
    """Turns a database that is away or overloaded into Busy."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise Busy(
            "The studio's database cannot be reached just now. Try again in a moment.",
            retry_after=2.0,
            code="database",
        ) from error
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
        raise Busy(
            "The connection to the studio's database was lost. Try again in a moment.",
            retry_after=2.0,
            code="database",
        ) from error


def _ping_idle(engine: Engine) -> None:
    """A server that was restarted must not cost the next request its connection; one that answered
    a moment ago is not asked again, which would double the time of a small query."""

    @event.listens_for(engine, "checkout")
    def _checkout(connection: Any, record: Any, _proxy: Any) -> None:
        if time.monotonic() - record.info.get("returned", 0.0) > IDLE_SECONDS:
            try:
                engine.dialect.do_ping(connection)
            except engine.dialect.loaded_dbapi.Error as error:
                raise DisconnectionError from error  # the pool opens another

    @event.listens_for(engine, "checkin")
    def _checkin(_connection: Any, record: Any) -> None:
        record.info["returned"] = time.monotonic()


def _tune_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself
        # SQLite's own knows the letters of ASCII alone: nobody would find an Élise by "élise".
        connection.create_function("lower", 1, _lower, deterministic=True)
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        options = connection.get_execution_options()
        if not options.get("single"):
            connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")


def _lower(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


def after_commit(session: Session, call: Callable[[], object]) -> None:
    """Runs `call` once the transaction is committed, and never if it is not."""
    session.info.setdefault("after_commit", []).append(call)


def locked(session: Session, model: type[T], id: Any) -> T | None:
    """The row as it is now, locked until the end of the transaction; None where there is none."""
    primary = next(iter(model.__table__.primary_key))  # type: ignore[attr-defined]
    found = select(model).where(primary == id).with_for_update()
    return session.exec(found.execution_options(populate_existing=True)).one_or_none()


@lru_cache(maxsize=1)
def database() -> Database:
    """The database of this process, by the settings."""
    return Database(settings().database)
