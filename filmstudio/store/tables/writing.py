"""Scripts that are being written: one for each person, before a film is made of it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from filmstudio.store.types import Document, Instant, now


class ScriptDraft(SQLModel, table=True):
    """What somebody has written on the page for new films, and chosen there."""

    __tablename__ = "script_drafts"

    user_id: uuid.UUID = Field(foreign_key="users.id", ondelete="CASCADE", primary_key=True)
    text: str = ""
    order: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    """`film.order.Order` as JSON, the chosen voices within it."""
    file_id: uuid.UUID | None = None
    """The file that the text came from, if it did."""
    file_text: str = Field(default="", max_length=64)
    """SHA-256 of the text as the file had it."""
    revision: int = 1
    """Grows with every save: who saves says which one was seen."""
    updated_at: datetime = Field(default_factory=now, sa_type=Instant)
