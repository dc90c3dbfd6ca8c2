"""Runs migrations on the studio's database."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import JSON
from sqlmodel import AutoString, SQLModel

import filmstudio.store.tables  # noqa: F401  (fills the metadata)
from filmstudio.store.db import database
from filmstudio.store.types import Instant


def render(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """How our own column types are written in a migration."""
    if kind == "type" and isinstance(item, Instant):
        return "types.Instant()"
    if kind == "type" and isinstance(item, JSON):
        return "types.Document"
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String({item.length or ''})"
    return False


def run() -> None:
    """Upgrades or downgrades; on Postgres one process at a time, the others wait."""
    base = context.config.attributes.get("database") or database()
    with base.engine.execution_options(writes=True).connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            render_as_batch=True,
            compare_type=True,
            render_item=render,
        )
        with context.begin_transaction():
            if not base.is_sqlite:
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(7021)")
            context.run_migrations()


run()
