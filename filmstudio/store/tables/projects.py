"""Projects, their versions, the people on them, and the files that creators bring."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from filmstudio.store.types import Document, Instant, new_id, now


class Project(SQLModel, table=True):
    """A production: what the creator gave and asked for. Its films are its renders."""

    __tablename__ = "projects"

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    owner_id: uuid.UUID = Field(foreign_key="users.id", ondelete="CASCADE", index=True)
    kind: str = Field(default="film", max_length=20)
    title: str = Field(default="", max_length=200)
    order: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    """`film.order.Order` as JSON."""
    source_file_id: uuid.UUID | None = None
    """The script that was uploaded or pasted (a pasted one is kept as a file too)."""
    track_file_id: uuid.UUID | None = None
    version: int = 0
    """The number of the current version; 0 before the first storyboard."""
    visibility: str = Field(default="private", max_length=16)
    """private, unlisted or public."""
    slug: str | None = Field(default=None, max_length=80, unique=True)
    created_at: datetime = Field(default_factory=now, sa_type=Instant, index=True)
    updated_at: datetime = Field(default_factory=now, sa_type=Instant, index=True)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)


class Version(SQLModel, table=True):
    """A saved storyboard of a project. Versions are never changed, only added."""

    __tablename__ = "versions"
    __table_args__ = (UniqueConstraint("project_id", "number"),)

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    project_id: uuid.UUID = Field(foreign_key="projects.id", ondelete="CASCADE", index=True)
    number: int
    author_id: uuid.UUID | None = None
    note: str = Field(default="", max_length=200)
    storyboard: dict[str, Any] = Field(sa_type=Document)
    spoken: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """Its lines, as searches find them: one each."""
    takes: dict[str, int] = Field(default_factory=dict, sa_type=Document)
    """Unit name to the number of the take that was chosen."""
    created_at: datetime = Field(default_factory=now, sa_type=Instant)


class Collaborator(SQLModel, table=True):
    """Somebody else on a project, as viewer or editor."""

    __tablename__ = "collaborators"
    __table_args__ = (UniqueConstraint("project_id", "user_id"),)

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    project_id: uuid.UUID = Field(foreign_key="projects.id", ondelete="CASCADE", index=True)
    user_id: uuid.UUID = Field(foreign_key="users.id", ondelete="CASCADE", index=True)
    role: str = Field(default="viewer", max_length=16)
    created_at: datetime = Field(default_factory=now, sa_type=Instant)


class File(SQLModel, table=True):
    """A file that a creator brought: counted, looked at, and kept as a blob."""

    __tablename__ = "files"

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    owner_id: uuid.UUID = Field(foreign_key="users.id", ondelete="CASCADE", index=True)
    name: str = Field(default="", max_length=255)
    kind: str = Field(default="", max_length=20)
    """script, image, audio, video or document."""
    media_type: str = Field(default="", max_length=100)
    bytes: int = 0
    sha256: str = Field(default="", max_length=64)
    blob: str = Field(default="", max_length=300)
    """The key of the blob that holds it."""
    state: str = Field(default="ready", max_length=16)
    """uploading (a direct upload that was not finished yet), ready or refused."""
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    """What was found in it: width, height, seconds, pages."""
    created_at: datetime = Field(default_factory=now, sa_type=Instant, index=True)
    deleted_at: datetime | None = Field(default=None, sa_type=Instant)
