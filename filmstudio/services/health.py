"""Whether the studio can work: each part it needs, and what is wrong with it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil
import redis
from sqlmodel import select

from filmstudio.errors import StudioError
from filmstudio.said import said
from filmstudio.settings import settings
from filmstudio.store import migrate
from filmstudio.store.blobs import blobs
from filmstudio.store.db import database
from filmstudio.store.queue import QUEUES, queue
from filmstudio.store.redis import client

DISK_BYTES = 512 * 2**20
"""Less free room than that, and no film can be made."""
MEMORY_BYTES = 256 * 2**20


@dataclass(frozen=True)
class Check:
    """One part of the studio. `note` says what is wrong, or how much there is."""

    name: str
    ok: bool
    note: str = ""


def _database() -> str:
    with database().reading() as session:
        session.execute(select(1))
    if not migrate.is_current(database()):
        raise _Unwell("The tables are not the newest: run `filmstudio up` or upgrade them.")
    return "sqlite" if database().is_sqlite else "postgres"


def _redis() -> str:
    client().ping()
    return ""


def _storage() -> str:
    blobs().size("health/none")
    if settings().s3_bucket:
        return "s3"
    if not os.access(_data(), os.W_OK | os.X_OK):
        raise _Unwell("The data folder cannot be written.")
    return "folder"


def _queues() -> str:
    return ", ".join(f"{name}: {queue(client(), name).count}" for name in QUEUES)


def _data() -> Path:
    """The data folder, or what will hold it."""
    place = settings().data
    while not place.exists():
        place = place.parent
    return place


def _disk() -> str:
    free = shutil.disk_usage(_data()).free
    if free < DISK_BYTES:
        raise _Unwell("Only {n} MB are free on the disk.", n=free // 2**20)
    return said("{size} free", size=_large(free))


def _memory() -> str:
    free = psutil.virtual_memory().available
    if free < MEMORY_BYTES:
        raise _Unwell("Only {n} MB of memory are free.", n=free // 2**20)
    return said("{size} free", size=_large(free))


def _large(bytes: int) -> str:
    """Many bytes as people say them: 812 MB, 60 GB."""
    return f"{bytes // 2**20} MB" if bytes < 2**30 else f"{bytes / 2**30:.0f} GB"


class _Unwell(StudioError):
    code = "unwell"


PARTS: dict[str, Callable[[], str]] = {
    "database": _database,
    "redis": _redis,
    "storage": _storage,
    "queues": _queues,
    "disk": _disk,
    "memory": _memory,
}


def look() -> list[Check]:
    """Looks at every part; none of them can stop the others from being looked at."""
    return [_look(name, part) for name, part in PARTS.items()]


def _look(name: str, part: Callable[[], str]) -> Check:
    try:
        return Check(name, True, part())
    except StudioError as error:
        return Check(name, False, error.message)
    except redis.RedisError:
        return Check(name, False, said("Redis cannot be reached."))
