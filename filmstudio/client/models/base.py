"""What all answers of the studio have in common. Fields that a newer studio adds are ignored."""

from __future__ import annotations

from typing import Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

T = TypeVar("T")
ID = UUID | str


class Document(BaseModel):
    """Base of all answers."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Page(Document, Generic[T]):
    """One page of a list; the client's iterators read them for you."""

    items: list[T]
    next_cursor: str | None = None
