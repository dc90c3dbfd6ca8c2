"""What jobs are told as: state, progress, tasks by type, what they cost and what went wrong."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    Row,
    Select,
    Uuid,
    and_,
    bindparam,
    func,
    or_,
    select,
)
from sqlmodel import Session, col

from filmstudio.errors import NotFound
from filmstudio.services.actor import Actor
from filmstudio.store.tables import Collaborator, Project, Render, Task
from filmstudio.store.types import now

TYPES: dict[str, str] = {
    "read": "script_analysis",
    "write": "script_analysis",
    "board": "script_analysis",
    "illustrate": "image_generation",
    "speak": "voice_synthesis",
    "animate": "animation",
    "join": "animation",
    "score": "music",
    "mix": "mix",
    "caption": "subtitle_generation",
    "edit": "video_composition",
    "compose": "video_composition",
    "thumbnails": "thumbnail_generation",
}
"""The type that the API gives to the work of a stage."""


@dataclass(frozen=True)
class Status:
    """Where a job stands. `progress` is 0 to 100, and 100 only when it is completed."""

    id: uuid.UUID
    project_id: uuid.UUID
    state: str
    progress: int
    step: str
    estimated_completion: datetime | None
    sequence: int
    error: dict[str, str] | None = None


@dataclass(frozen=True)
class Work:
    """All tasks of one type: how many there are so far, who makes them, and what they took."""

    type: str
    state: str
    done: int
    total: int
    cached: int
    providers: list[str]
    wall_seconds: float
    cpu_seconds: float


@dataclass(frozen=True)
class Job:
    """A job as a whole."""

    status: Status
    render: Render
    tasks: list[Work] = field(default_factory=list)


def progress_of(state: str, part: float) -> int:
    """Percent, where 100 means that there is something to fetch."""
    return 100 if state == "completed" else min(99, int(part * 100 + 1e-6))


_STATUS = (
    *(col(Render.id), col(Render.project_id), col(Render.state), col(Render.part)),
    *(col(Render.step), col(Render.left), col(Render.sequence)),
    *(col(Render.error_code), col(Render.error)),
)


def _theirs(user_id: uuid.UUID | BindParameter[Any]) -> Any:
    """That a render's project is the user's, or shared with him, and not deleted."""
    shared = select(Collaborator.id).where(  # type: ignore[call-overload]
        col(Collaborator.project_id) == Project.id, col(Collaborator.user_id) == user_id
    )
    return and_(
        col(Render.project_id) == Project.id,
        col(Project.deleted_at).is_(None),
        or_(col(Project.owner_id) == user_id, shared.exists()),
    )


def status_of(row: Row[Any]) -> Status:
    """A status from its columns."""
    left = row.left if row.state == "processing" else None
    return Status(
        id=row.id,
        project_id=row.project_id,
        state=row.state,
        progress=progress_of(row.state, row.part),
        step=row.step,
        estimated_completion=now() + timedelta(seconds=left) if left is not None else None,
        sequence=row.sequence,
        error={"code": row.error_code, "message": row.error} if row.error_code else None,
    )


def status_in(news: Mapping[str, Any]) -> Status:
    """A status from the news of a render."""
    left = news["left"] if news["state"] == "processing" else None
    return Status(
        id=uuid.UUID(news["render"]),
        project_id=uuid.UUID(news["project"]),
        state=news["state"],
        progress=progress_of(news["state"], news["part"]),
        step=news["step"],
        estimated_completion=now() + timedelta(seconds=left) if left is not None else None,
        sequence=news["sequence"],
        error={"code": news["error_code"], "message": news["error"]}
        if news["error_code"]
        else None,
    )


def status(session: Session | Connection, actor: Actor, id: uuid.UUID) -> Status:
    """Where a job stands, in one query of a few columns. Raises SignInNeeded, NotFound."""
    row = session.execute(_one_status(), {"job": id, "user": actor.user()}).one_or_none()
    if row is None:
        raise no_such_job()
    return status_of(row)


def no_such_job() -> NotFound:
    """What is raised for a job that is not there, or none of the actor's."""
    return NotFound("There is no such job.")


@lru_cache(maxsize=1)
def _one_status() -> Any:
    """The statement of `status`, put together once: that takes longer than its execution."""
    theirs = _theirs(bindparam("user", type_=Uuid()))
    return select(*_STATUS).where(col(Render.id) == bindparam("job"), theirs)


def statuses_for(
    session: Session | Connection, asked: Sequence[tuple[uuid.UUID, uuid.UUID]]
) -> dict[tuple[uuid.UUID, uuid.UUID], Status]:
    """Where jobs stand, by job and by the user who asks; without those that are none of his. One
    query for all, and another one where somebody asks for a project of others."""
    rows = session.execute(_many_status(), {"jobs": list({job for job, _ in asked})}).all()
    found = {row.id: row for row in rows}
    known = [(found[job], user) for job, user in asked if job in found]
    others = {(row.project_id, user) for row, user in known if row.owner_id != user}
    shared: set[tuple[uuid.UUID, uuid.UUID]] = set()
    if others:
        given = {"projects": [one for one, _ in others], "users": [user for _, user in others]}
        shared = {(row.project_id, row.user_id) for row in session.execute(_shares(), given)}
    return {
        (row.id, user): status_of(row)
        for row, user in known
        if row.owner_id == user or (row.project_id, user) in shared
    }


@lru_cache(maxsize=1)
def _many_status() -> Any:
    return select(*_STATUS, col(Project.owner_id)).where(  # type: ignore[call-overload]
        col(Render.id).in_(bindparam("jobs", expanding=True)),
        col(Render.project_id) == Project.id,
        col(Project.deleted_at).is_(None),
    )


@lru_cache(maxsize=1)
def _shares() -> Any:
    return select(col(Collaborator.project_id), col(Collaborator.user_id)).where(
        col(Collaborator.project_id).in_(bindparam("projects", expanding=True)),
        col(Collaborator.user_id).in_(bindparam("users", expanding=True)),
    )


def statuses(session: Session, actor: Actor, project_id: uuid.UUID, most: int = 20) -> list[Status]:
    """Where the newest jobs of a project stand, the oldest first. Raises NotFound."""
    from filmstudio.services.projects.access import seen

    seen(session, actor, project_id)
    found = select(*_STATUS).where(col(Render.project_id) == project_id)
    rows = session.execute(found.order_by(col(Render.id).desc()).limit(most)).all()
    return [status_of(row) for row in reversed(rows)]


def job(session: Session, actor: Actor, id: uuid.UUID) -> Job:
    """A job with its tasks. Raises SignInNeeded, NotFound."""
    found = select(Render).where(col(Render.id) == id, _theirs(actor.user()))
    render = session.execute(found).scalars().one_or_none()
    if render is None:
        raise no_such_job()
    return jobs(session, [render])[0]


def jobs(session: Session, renders: Sequence[Render]) -> list[Job]:
    """Jobs with their tasks, in one more query for all of them."""
    counted = session.execute(
        select(
            *(col(Task.render_id), col(Task.stage), col(Task.state), col(Task.provider)),
            func.count().label("many"),
            func.sum(Task.wall).label("wall"),
            func.sum(Task.cpu).label("cpu"),
        )
        .where(col(Task.render_id).in_([render.id for render in renders]))
        .group_by(col(Task.render_id), col(Task.stage), col(Task.state), col(Task.provider))
    ).all()
    return [
        Job(status_of(_as_row(render)), render, _works([r for r in counted if r[0] == render.id]))
        for render in renders
    ]


def _as_row(render: Render) -> Any:
    return render


def _works(rows: Sequence[Row[Any]]) -> list[Work]:
    works = []
    for type in dict.fromkeys(TYPES.values()):
        mine = [row for row in rows if TYPES.get(row.stage, row.stage) == type]
        if not mine:
            continue
        many: dict[str, int] = {}
        for row in mine:
            many[row.state] = many.get(row.state, 0) + row.many
        works.append(
            Work(
                type=type,
                state=_together(many),
                done=many.get("done", 0) + many.get("cached", 0),
                total=sum(many.values()),
                cached=many.get("cached", 0),
                providers=sorted({row.provider for row in mine if row.provider}),
                wall_seconds=round(sum(row.wall for row in mine), 3),
                cpu_seconds=round(sum(row.cpu for row in mine), 3),
            )
        )
    return works


def _together(many: Mapping[str, int]) -> str:
    """One state for several tasks."""
    if many.get("running"):
        return "processing"
    if many.get("queued"):
        return "processing" if many.get("done") or many.get("cached") else "queued"
    if many.get("failed"):
        return "failed"
    return "cancelled" if many.get("cancelled") else "completed"


def listed(actor: Actor, *, state: str = "", project_id: uuid.UUID | None = None) -> Select[Any]:
    """The jobs of all projects that the actor has a part in."""
    found = select(Render).where(_theirs(actor.user()))
    if state:
        found = found.where(col(Render.state) == state)
    return found.where(col(Render.project_id) == project_id) if project_id else found
