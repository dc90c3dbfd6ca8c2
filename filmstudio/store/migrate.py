"""Brings the database to the newest tables, and says whether it is there.

Alembic is loaded where something is to be changed. That nothing is, is said without it: every start
asks, and loading it takes longer than many a request.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from filmstudio.errors import Missing

if TYPE_CHECKING:
    from alembic.config import Config

    from filmstudio.store.db import Database

_NAMES = re.compile(r"""^revision = ["'](\w+)["']\ndown_revision = (?:["'](\w+)["']|None)$""", re.M)
_STANDS = "SELECT version_num FROM alembic_version"


def folder() -> Path:
    """Where the migrations lie: in the source tree, or beside an installed package."""
    places = (
        Path(__file__).resolve().parents[2] / "alembic",
        Path(sys.prefix) / "share" / "filmstudio" / "alembic",
    )
    for place in places:
        if (place / "env.py").is_file():
            return place
    raise Missing("The migrations of the database are not installed. Install the package again.")


def _config(database: Database) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(folder()))
    config.attributes["database"] = database
    return config


def upgrade(database: Database, to: str = "head") -> None:
    """Runs the migrations that are missing. Raises Busy where the database is away."""
    from alembic import command

    from filmstudio.store.db import reachable

    with reachable():
        command.upgrade(_config(database), to)


def downgrade(database: Database, to: str) -> None:
    """Takes migrations back."""
    from alembic import command

    from filmstudio.store.db import reachable

    with reachable():
        command.downgrade(_config(database), to)


def check(database: Database) -> None:
    """Raises alembic's CommandError where tables and migrations differ."""
    from alembic import command

    command.check(_config(database))


def is_current(database: Database) -> bool:
    """Whether the database has the newest tables. Raises Busy where it is away."""
    from sqlalchemy import inspect

    from filmstudio.store.db import reachable

    with reachable(), database.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        return _are_newest(row[0] for row in connection.exec_driver_sql(_STANDS))


def is_current_file(path: Path) -> bool:
    """The same of a file of SQLite, with nothing but the standard library. False, too, where the
    file cannot be read: to upgrade it says why."""
    if not path.is_file():
        return False
    try:
        with contextlib.closing(sqlite3.connect(path)) as connection:
            return _are_newest(row[0] for row in connection.execute(_STANDS).fetchall())
    except sqlite3.Error:
        return False


def _are_newest(found: Iterable[str]) -> bool:
    return set(found) == set(newest().split(","))


@lru_cache(maxsize=1)
def _migrations() -> dict[str, str]:
    """Every migration by its name, and the name of the one before it (empty: none)."""
    found = {}
    for file in (folder() / "versions").glob("*.py"):
        named = _NAMES.search(file.read_text())
        if named is None:
            raise Missing(f"{file.name} does not say which migration it is. Install it again.")
        found[named[1]] = named[2] or ""
    return found


def newest() -> str:
    """The name of the newest migration."""
    found = _migrations()
    return ",".join(sorted(set(found) - set(found.values())))


def is_known(revision: str) -> bool:
    """Whether this studio has the migrations that led to a database."""
    return set(revision.split(",")) <= set(_migrations())
