"""Rows that are kept once: a second one with the same unique key is nothing new."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert_once(session: Session, row: SQLModel) -> bool:
    """Inserts the row unless its unique key is there already; whether it was new.

    Two transactions that insert the same key wait for each other: one of them is told False.
    """
    table = type(row).__table__  # type: ignore[attr-defined]
    values: dict[str, Any] = {column.name: getattr(row, column.name) for column in table.columns}
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    statement = dialect.insert(table).values(values).on_conflict_do_nothing()
    kept = session.connection().execute(statement.returning(*table.primary_key)).first()
    return kept is not None
