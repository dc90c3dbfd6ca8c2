"""How the studio does, for admins who have given their second factor: numbers, jobs, health."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import Field

from filmstudio.api.context import Reading, SignedIn
from filmstudio.api.cursor import Cursor, Limit, Page, page
from filmstudio.api.shapes import Shown
from filmstudio.services import overview
from filmstudio.services.jobs.reading import progress_of
from filmstudio.store.db import database
from filmstudio.store.tables import Render

router = APIRouter(prefix="/admin", tags=["admin"])

JobState = Literal["queued", "processing", "completed", "failed", "cancelled"]


class Stats(Shown):
    """People and films: of the last 30 days, where not said otherwise."""

    people: int = Field(description="Accounts that there are.")
    new_people: int
    active_people: int
    films: int = Field(description="Films that were finished.")
    minutes: float = Field(description="Minutes of finished film.")
    failed: int
    queued: int = Field(description="Now.")
    processing: int = Field(description="Now.")
    dead: int = Field(description="Tasks that were given up and not tried again since.")
    paying: int = Field(description="Plans that are paid for now.")
    revenue: int = Field(description="US cents a month of the plans that are paid for now.")


class AdminJob(Shown):
    """A job as admins see it: whose it is, and how far it has come."""

    id: uuid.UUID
    title: str
    owner: str = Field(description="The address of who started it.")
    state: str
    progress: Annotated[int, Field(ge=0, le=100)]
    step: str
    error: str
    created_at: datetime
    finished_at: datetime | None


class PartHealth(Shown):
    """A part of the studio. `note` says what is wrong with it, or how much there is."""

    name: str
    ok: bool
    note: str


class QueueHealth(Shown):
    """A queue and how many workers give signs of life; null where redis cannot be asked."""

    queue: str
    alive: int | None


class StageHealth(Shown):
    """The tasks of a stage, and the mean seconds of those of the last day (null: none was made)."""

    stage: str
    waiting: int
    running: int
    seconds: float | None


class SystemHealth(Shown):
    """Every part, queue and stage. `ok`: all parts are well."""

    ok: bool
    parts: list[PartHealth]
    workers: list[QueueHealth]
    stages: list[StageHealth]


@router.get("/stats")
def stats(actor: SignedIn, session: Reading) -> Stats:
    """How many people there are, and what they made."""
    return Stats.model_validate(overview.numbers(session, actor))


@router.get("/jobs")
def list_jobs_of_all(
    actor: SignedIn,
    session: Reading,
    state: JobState | None = None,
    limit: Limit = 50,
    cursor: Cursor = "",
) -> Page[AdminJob]:
    """Jobs of everybody, newest first."""

    def shown(render: Render) -> AdminJob:
        job = overview.job_of(session, actor, render)
        return AdminJob(
            id=job.id,
            title=job.title,
            owner=job.owner,
            state=job.state,
            progress=progress_of(job.state, job.part),
            step=job.step,
            error=job.error,
            created_at=job.created_at,
            finished_at=job.finished_at,
        )

    found = overview.listed(actor, state or "")
    return page(session, found, shown, order=(Render.id,), limit=limit, cursor=cursor)


@router.get("/system-health")
def system_health(actor: SignedIn) -> SystemHealth:
    """Database, redis, storage, queues, disk and memory; workers by queue; tasks by stage."""
    parts = overview.parts(actor)  # asks each, so no transaction is kept open for it
    with database().reading() as session:
        stages = overview.stages(session, actor)
    return SystemHealth(
        ok=all(part.ok for part in parts),
        parts=[PartHealth.model_validate(part) for part in parts],
        workers=[QueueHealth.model_validate(one) for one in overview.workers(actor)],
        stages=[StageHealth.model_validate(one) for one in stages],
    )
