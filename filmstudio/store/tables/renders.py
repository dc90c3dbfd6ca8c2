"""Renders, their tasks, and the claims on artifacts: the truth about all work."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from filmstudio.store.types import Document, Instant, new_id, now


class Render(SQLModel, table=True):
    """One making of a project's film; the API calls it a job.

    `given` holds the artifact keys of what comes from outside (slot to key), `result` those of
    what was asked for. `sequence` grows with everything that a watcher should hear of.
    """

    __tablename__ = "renders"
    __table_args__ = (Index("ix_renders_state_created", "state", "created_at"),)

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    project_id: uuid.UUID = Field(foreign_key="projects.id", ondelete="CASCADE", index=True)
    user_id: uuid.UUID = Field(foreign_key="users.id", ondelete="CASCADE", index=True)
    """Who pays for it: the project's owner."""
    version: int = 0
    """The storyboard version it renders; 0 renders the script."""
    recipe: str = Field(default="film", max_length=20)
    goals: list[str] = Field(default_factory=list, sa_type=Document)
    given: dict[str, str] = Field(default_factory=dict, sa_type=Document)
    takes: dict[str, int] = Field(default_factory=dict, sa_type=Document)
    order: dict[str, Any] = Field(default_factory=dict, sa_type=Document)
    state: str = Field(default="queued", max_length=16)
    """queued, processing, completed, failed or cancelled."""
    priority: int = 0
    credits: int = 0
    seconds: float = 0.0
    """The length that was quoted; of the film when it is finished."""
    sequence: int = 0
    part: float = 0.0
    """How far it is, 0 to 1, by cost."""
    step: str = Field(default="", max_length=200)
    left: float | None = None
    """Seconds to go, where known."""
    providers: dict[str, str] = Field(default_factory=dict, sa_type=Document)
    warnings: list[str] = Field(default_factory=list, sa_type=Document)
    result: dict[str, str] = Field(default_factory=dict, sa_type=Document)
    error_code: str = Field(default="", max_length=40)
    error: str = ""
    created_at: datetime = Field(default_factory=now, sa_type=Instant, index=True)
    started_at: datetime | None = Field(default=None, sa_type=Instant)
    finished_at: datetime | None = Field(default=None, sa_type=Instant)
    advanced_at: datetime | None = Field(default=None, sa_type=Instant)
    """When its plan was last looked at; the sweeper looks again where nothing follows."""
    told_at: datetime | None = Field(default=None, sa_type=Instant)
    """When watchers were last told of progress within a task."""


class Task(SQLModel, table=True):
    """One unit of a render: a stage for one shot, line, scene or the whole film."""

    __tablename__ = "tasks"
    __table_args__ = (
        UniqueConstraint("render_id", "stage", "unit"),
        Index("ix_tasks_queue", "queue", "state", "priority"),
        Index("ix_tasks_key", "key"),
    )

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    render_id: uuid.UUID = Field(foreign_key="renders.id", ondelete="CASCADE", index=True)
    user_id: uuid.UUID = Field(index=True)
    stage: str = Field(max_length=40)
    unit: str = Field(default="", max_length=100)
    key: str = Field(max_length=64)
    provider: str = Field(default="", max_length=60)
    excluded: list[str] = Field(default_factory=list, sa_type=Document)
    """Providers that failed for it."""
    queue: str = Field(default="cpu", max_length=8)
    priority: int = 0
    cost: float = Field(default=1.0)
    state: str = Field(default="queued", max_length=12)
    """queued, running, done, cached, failed or cancelled."""
    attempts: int = 0
    """How often it was taken up, deaths included."""
    failures: int = 0
    """How often it ended with an error."""
    not_before: datetime | None = Field(default=None, sa_type=Instant)
    holder: str = Field(default="", max_length=100)
    part: float = 0.0
    note: str = Field(default="", max_length=200)
    wall: float = 0.0
    cpu: float = 0.0
    error_code: str = Field(default="", max_length=40)
    error: str = ""
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
    started_at: datetime | None = Field(default=None, sa_type=Instant)
    finished_at: datetime | None = Field(default=None, sa_type=Instant)


class Making(SQLModel, table=True):
    """The claim on one artifact: who makes it, until when, and whether it is made.

    `fence` rises with every claim: only the latest one may say that the artifact is made.
    """

    __tablename__ = "makings"

    key: str = Field(primary_key=True, max_length=64)
    state: str = Field(default="claimed", max_length=12)
    """free, claimed or kept."""
    fence: int = 0
    task_id: uuid.UUID | None = None
    holder: str = Field(default="", max_length=100)
    lease_until: datetime | None = Field(default=None, sa_type=Instant, index=True)
    digest: str = Field(default="", max_length=64)
    bytes: int = Field(default=0, sa_type=BigInteger)
    made_at: datetime | None = Field(default=None, sa_type=Instant)
    used_at: datetime | None = Field(default=None, sa_type=Instant, index=True)


class DeadLetter(SQLModel, table=True):
    """A task that was given up after all attempts, kept for the operator."""

    __tablename__ = "dead_letters"

    id: uuid.UUID = Field(default_factory=new_id, primary_key=True)
    task_id: uuid.UUID = Field(index=True)
    render_id: uuid.UUID = Field(index=True)
    name: str = Field(default="", max_length=160)
    error: str = ""
    created_at: datetime = Field(default_factory=now, sa_type=Instant)
    requeued_at: datetime | None = Field(default=None, sa_type=Instant)
