"""What editing keeps: the draft of each project, the steps that led to it, and previews."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from filmstudio.store.types import Document, Instant, new_id, now


class Draft(SQLModel, table=True):
    """The storyboard of a project as it is being edited. It becomes a version when it is committed."""

    __tablename__ = "drafts"

    project_id: uuid.UUID = Field(primary_key=True, foreign_key="projects.id", ondelete="CASCADE")
    base: int = 0
    """The version that it began from; 0 for the storyboard that the studio wrote."""
    revision: int = 0
    """Grows with every step."""
    storyboard: dict[str, Any] = Field(sa_type=Document)
    origin: dict[str, Any] = Field(sa_type=Document)
    """The storyboard that it began from."""
    drawn: dict[str, int] = Field(default_factory=dict, sa_type=Document)
    """The highest take that was drawn of each shot."""
    saved_at: datetime = Field(default_factory=now, sa_type=Instant)


class Step(SQLModel, table=True):
    """One step of editing: what it changed, so that it can be taken back."""

    __tablename__ = "steps"
    __table_args__ = (UniqueConstraint("project_id", "revision"),)

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    project_id: uuid.UUID = Field(foreign_key="projects.id", ondelete="CASCADE", index=True)
    user_id: uuid.UUID = Field(index=True)
    revision: int
    """The revision of the draft that it led to."""
    kind: str = Field(default="edit", max_length=8)
    """edit, undo or redo."""
    name: str = Field(default="", max_length=40)
    """What was done, for example set_line."""
    target: str = Field(default="", max_length=120)
    """What it was done to; steps of the same kind on the same thing soon after are one."""
    parts: list[str] = Field(default_factory=list, sa_type=Document)
    before: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    after: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    undone: bool = False
    created_at: datetime = Field(default_factory=now, sa_type=Instant)


class Preview(SQLModel, table=True):
    """A picture, a recording or a clip that somebody wants to see before the film is made."""

    __tablename__ = "previews"

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    owner_id: uuid.UUID = Field(foreign_key="users.id", ondelete="CASCADE", index=True)
    """Who asked first."""
    project_id: uuid.UUID | None = Field(
        default=None, foreign_key="projects.id", ondelete="CASCADE", index=True
    )
    """None for voices that are heard before there is a project."""
    kind: str = Field(max_length=12)
    """shot, pictures or voice."""
    key: str = Field(unique=True, max_length=64)
    """Digest of what is asked for."""
    request: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    """The documents that it is made from; empty when it is made."""
    state: str = Field(default="queued", max_length=12, index=True)
    """queued, running, ready or failed."""
    part: float = 0.0
    result: dict[str, str] = Field(default_factory=dict, sa_type=Document)
    """Unit (a shot or line, "" for the whole) to artifact key, as they are made."""
    attempts: int = 0
    fence: int = 0
    lease_until: datetime | None = Field(default=None, sa_type=Instant)
    error_code: str = Field(default="", max_length=40)
    error: str = ""
    created_at: datetime = Field(default_factory=now, sa_type=Instant, index=True)
    finished_at: datetime | None = Field(default=None, sa_type=Instant)
