"""Cursor pages: a list in a stable order, read on from where the last page ended."""

from __future__ import annotations

import base64
import binascii
import json
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel
from sqlalchemy import ColumnElement, Select, tuple_
from sqlmodel import Session

from filmstudio.errors import BadInput

S = TypeVar("S")

Limit = Annotated[int, Query(ge=1, le=100, description="Things a page.")]
Cursor = Annotated[
    str, Query(max_length=400, description="`next_cursor` of the page before; empty: the first.")
]


class Page(BaseModel, Generic[S]):
    """A page of a list. `next_cursor` is null on the last one."""

    items: list[S]
    next_cursor: str | None = None


def page(
    session: Session,
    query: Select[Any],
    show: Callable[[Any], S],
    *,
    order: tuple[Any, ...],
    limit: int,
    cursor: str = "",
    descending: bool = True,
) -> Page[S]:
    """The rows of `query` after the cursor, as shown by `show`.

    `order` are the columns to sort by, the last of them unique (an id); the query selects one
    entity. Raises BadInput for a cursor that is none of this list.
    """
    if cursor:
        after = tuple_(*_read(cursor, order))
        place: ColumnElement[bool] = (
            tuple_(*order) < after if descending else tuple_(*order) > after
        )
        query = query.where(place)
    sorting = [column.desc() if descending else column.asc() for column in order]
    rows = session.execute(query.order_by(*sorting).limit(limit + 1)).scalars().all()
    more = len(rows) > limit
    shown = rows[:limit]
    return Page(
        items=[show(row) for row in shown],
        next_cursor=_write([getattr(shown[-1], column.key) for column in order]) if more else None,
    )


def _write(values: list[Any]) -> str:
    text = json.dumps([_plain(value) for value in values], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID) else value


def _read(cursor: str, order: tuple[Any, ...]) -> list[Any]:
    from sqlalchemy import bindparam

    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(values, list) or len(values) != len(order):
            raise ValueError(cursor)
        return [
            bindparam(None, _typed(value, _kind(column)), type_=column.type, unique=True)
            for value, column in zip(values, order, strict=True)
        ]
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise BadInput(
            "This cursor is none of this list. Take `next_cursor` of the page before.",
            code="cursor",
        ) from error


def _kind(column: Any) -> type[Any]:
    # A decorated type does not say what it is in Python; the one under it does.
    kind: type[Any] = getattr(column.type, "impl", column.type).python_type
    return kind


def _typed(value: Any, kind: type[Any]) -> Any:
    if kind is datetime:
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise ValueError(value)
        return moment
    if kind is uuid.UUID:
        return uuid.UUID(value)
    if type(value) is not kind or (kind is int and abs(value) >= 2**63):
        raise ValueError(value)
    if isinstance(value, str) and "\x00" in value:
        raise ValueError(value)
    return value
