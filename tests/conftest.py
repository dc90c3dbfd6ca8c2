"""Settings of all tests: on a build server the same examples are tried on every run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from hypothesis import settings
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from filmstudio.services.accounts import passwords
from tests.servers import (
    RedisServer,
    Studio,
    empty_postgres,
    new_sqlite,
    running_postgres,
    running_redis,
    standing_in,
)

settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True, max_examples=60)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")

STRONG = passwords.HASHES
passwords.HASHES = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
"""Hundreds of people sign in, in tests: their passwords are hashed with the least effort there is."""


@pytest.fixture
def strong_passwords() -> Iterator[None]:
    """Passwords are hashed with the studio's own strength."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "HASHES", STRONG)
        yield


@pytest.fixture(scope="session")
def redis_server() -> Iterator[RedisServer]:
    """One redis for all tests of this process."""
    with running_redis() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """One Postgres for all tests of this process."""
    with running_postgres(durable=False) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgres"])
def studio(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    redis_server: RedisServer,
) -> Iterator[Studio]:
    """A studio with empty tables, on SQLite and on Postgres; settings and connections are its own."""
    data, url = tmp_path / "data", ""
    if request.param == "sqlite":
        new_sqlite(data)
    else:
        url = empty_postgres(request.getfixturevalue("postgres_server"))
    redis.Redis.from_url(redis_server.url).flushall()
    with standing_in(data, url, redis_server.url) as made:
        yield made


WAITING = (
    "worker",
    "pages",
    "recipes",
    "client",
    "commands",
    "engine",
    "services",
    "api",
    "drawing",
)
"""Folders whose tests wait for other processes, the longest first: what is begun early can wait
beside the rest. Files with few tests would be begun last, by pytest-xdist's own order."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    root = Path(__file__).parent

    def rank(item: pytest.Item) -> int:
        folder = item.path.relative_to(root).parts[0]
        return WAITING.index(folder) if folder in WAITING else len(WAITING)

    items.sort(key=rank)
