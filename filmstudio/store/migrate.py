"""Brings the database to the newest tables, and says whether it is there."""

from __future__ import annotations

import sys
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from filmstudio.errors import Missing
from filmstudio.store.db import Database, reachable


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
    config = Config()
    config.set_main_option("script_location", str(folder()))
    config.attributes["database"] = database
    return config


def upgrade(database: Database, to: str = "head") -> None:
    """Runs the migrations that are missing. Raises Busy where the database is away."""
    with reachable():
        command.upgrade(_config(database), to)


def downgrade(database: Database, to: str) -> None:
    """Takes migrations back."""
    with reachable():
        command.downgrade(_config(database), to)


def check(database: Database) -> None:
    """Raises alembic's CommandError where tables and migrations differ."""
    command.check(_config(database))


def is_current(database: Database) -> bool:
    """Whether the database has the newest tables."""
    with reachable(), database.engine.connect() as connection:
        heads = MigrationContext.configure(connection).get_current_heads()
    return set(heads) == set(ScriptDirectory(str(folder())).get_heads())


def newest() -> str:
    """The name of the newest migration."""
    return ",".join(sorted(ScriptDirectory(str(folder())).get_heads()))


def is_known(revision: str) -> bool:
    """Whether this studio has the migrations that led to a database."""
    known = {script.revision for script in ScriptDirectory(str(folder())).walk_revisions()}
    return set(revision.split(",")) <= known
