"""A project as its page shows it: what is being made of it now, and the last film that was finished."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TypedDict

from sqlmodel import Session, col, select

from filmstudio.services import plans
from filmstudio.services.actor import Actor
from filmstudio.services.films import Film, film_of, of_project
from filmstudio.services.jobs import making
from filmstudio.services.jobs.making import Gathered, Making
from filmstudio.services.results import Finished
from filmstudio.store.tables import Render


@dataclass(frozen=True)
class Found:
    """What the database knows: the newest job, and the newest one that was finished."""

    newest: Gathered
    finished: Gathered | None


class Standing(TypedDict):
    """`making` is the newest job; `film` the last finished film that is still kept, and `made` the
    job it came from."""

    making: Making | None
    film: Film | None
    made: Making | None
    finished_at: str
    took: float


def gather(session: Session, actor: Actor, project_id: uuid.UUID) -> Found:
    """What a project's page shows. Raises SignInNeeded, NotFound."""
    newest = making.gather(session, actor, project_id)
    if newest.render is None or newest.render.state == "completed":
        return Found(newest, newest if newest.render else None)
    found = session.exec(
        select(Render)
        .where(Render.project_id == project_id, Render.state == "completed")
        .order_by(col(Render.id).desc())
        .limit(1)
    ).first()
    if found is None:
        return Found(newest, None)
    works = making.works_of(session, found.id)
    return Found(newest, Gathered(newest.project, newest.role, found, works))


def told(found: Found, plan: str) -> Standing:
    """The same for a page of somebody with this plan. Reads artifacts: call it in a thread, outside
    of transactions."""
    newest, finished = making.told(found.newest), found.finished
    standing = Standing(making=newest, film=None, made=None, finished_at="", took=0.0)
    if finished is None or finished.render is None or "film" not in finished.render.result:
        return standing
    render = finished.render
    standing["film"] = film_of(
        finished_of(finished),
        plans.plan_of(plan),
        of_project(finished_of(finished)),
        render.order.get("captions") == "burn",
    )
    if standing["film"] is not None:
        standing["made"] = newest if finished is found.newest else making.told(finished)
    if render.finished_at is not None:
        standing["finished_at"] = render.finished_at.isoformat()
        standing["took"] = (render.finished_at - render.created_at).total_seconds()
    return standing


def finished_of(gathered: Gathered) -> Finished:
    """The result of a finished job."""
    render, project = gathered.render, gathered.project
    assert render is not None
    lines = int(render.order.get("lines", 1080))
    return Finished(render.id, project.id, project.title, lines, dict(render.result))
