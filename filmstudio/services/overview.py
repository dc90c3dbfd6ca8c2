"""How the studio does, for the people who run it: parts, queues, jobs, people and what they made."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from redis.exceptions import RedisError
from rq import Worker
from sqlalchemy import Select
from sqlmodel import Session, col, func, select

from filmstudio.services import health
from filmstudio.services.actor import Actor
from filmstudio.services.plans import PLANS
from filmstudio.store.queue import QUEUES, queue
from filmstudio.store.redis import client
from filmstudio.store.tables import DeadLetter, Project, Render, Subscription, Task, User
from filmstudio.store.types import now

DAY = timedelta(days=1)
MONTH = timedelta(days=30)
MOST = 200


@dataclass(frozen=True)
class Numbers:
    """People and films: of the last 30 days where not said otherwise. `minutes` are of finished
    film, `revenue` US cents a month of plans that are paid for."""

    people: int
    new_people: int
    active_people: int
    films: int
    minutes: float
    failed: int
    queued: int
    processing: int
    dead: int
    paying: int
    revenue: int


@dataclass(frozen=True)
class Stage:
    """The tasks of one stage: how many wait and run now, and the mean seconds of those that were
    made in the last day (None: none was)."""

    stage: str
    waiting: int
    running: int
    seconds: float | None


@dataclass(frozen=True)
class Workers:
    """Workers of a queue that give signs of life; None where redis cannot be asked."""

    queue: str
    alive: int | None


@dataclass(frozen=True)
class Job:
    """A render as the people who run the studio see it."""

    id: uuid.UUID
    title: str
    owner: str
    state: str
    part: float
    step: str
    error: str
    created_at: datetime
    finished_at: datetime | None


def parts(actor: Actor) -> list[health.Check]:
    """Every part of the studio. Asks each: call it in a thread, outside of transactions. Raises
    Forbidden."""
    actor.must_be("admin")
    return health.look()


def numbers(session: Session, actor: Actor) -> Numbers:
    """What there is and was made. Raises Forbidden."""
    actor.must_be("admin")
    since = now() - MONTH
    alive = col(User.status).not_in(("erased", "deleted"))
    people, new, active = session.exec(
        select(
            func.count(),
            func.count().filter(col(User.created_at) > since),
            func.count().filter(col(User.last_seen_at) > since),
        )
        .select_from(User)
        .where(alive)
    ).one()
    ended = col(Render.finished_at) > since
    films, seconds, failed = session.exec(
        select(
            func.count().filter(col(Render.state) == "completed"),
            func.coalesce(func.sum(Render.seconds).filter(col(Render.state) == "completed"), 0.0),
            func.count().filter(col(Render.state) == "failed"),
        )
        .select_from(Render)
        .where(ended)
    ).one()
    going = dict(
        session.exec(
            select(Render.state, func.count())
            .where(col(Render.state).in_(("queued", "processing")))
            .group_by(Render.state)
        ).all()
    )
    dead = session.exec(
        select(func.count()).select_from(DeadLetter).where(col(DeadLetter.requeued_at).is_(None))
    ).one()
    sold = session.exec(
        select(Subscription.plan, func.count())
        .where(Subscription.state == "active", col(Subscription.source).in_(("stripe", "paypal")))
        .group_by(Subscription.plan)
    ).all()
    return Numbers(
        people=people,
        new_people=new,
        active_people=active,
        films=films,
        minutes=float(seconds) / 60,
        failed=failed,
        queued=going.get("queued", 0),
        processing=going.get("processing", 0),
        dead=dead,
        paying=sum(many for _, many in sold),
        revenue=sum(PLANS[plan].price * many for plan, many in sold if plan in PLANS),
    )


def stages(session: Session, actor: Actor) -> list[Stage]:
    """Stages with tasks that wait, run, or were made in the last day; the longest queue first.
    Raises Forbidden."""
    actor.must_be("admin")
    going = session.exec(
        select(
            Task.stage,
            func.count().filter(col(Task.state) == "queued"),
            func.count().filter(col(Task.state) == "running"),
        )
        .where(col(Task.state).in_(("queued", "running")))
        .group_by(Task.stage)
    ).all()
    waits = {stage: (waiting, running) for stage, waiting, running in going}
    took = dict(
        session.exec(
            select(Task.stage, func.avg(Task.wall))
            .where(Task.state == "done", col(Task.finished_at) > now() - DAY)
            .group_by(Task.stage)
        ).all()
    )
    found = [Stage(stage, *waits.get(stage, (0, 0)), took.get(stage)) for stage in {*waits, *took}]
    return sorted(found, key=lambda one: (-one.waiting, -one.running, one.stage))


def workers(actor: Actor) -> list[Workers]:
    """Workers by queue. Raises Forbidden."""
    actor.must_be("admin")
    try:
        connection = client()
        return [Workers(name, Worker.count(connection, queue(connection, name))) for name in QUEUES]
    except RedisError:
        return [Workers(name, None) for name in QUEUES]


def jobs(session: Session, actor: Actor, state: str = "", most: int = 50) -> Sequence[Job]:
    """The newest jobs of everybody; of one state, where it is given. Raises Forbidden."""
    actor.must_be("admin")
    found = (
        select(  # type: ignore[call-overload]
            *(Render.id, Project.title, User.email, Render.state, Render.part, Render.step),
            *(Render.error, Render.created_at, Render.finished_at),
        )
        .join(Project, col(Project.id) == col(Render.project_id))
        .join(User, col(User.id) == col(Render.user_id))
    )
    if state:
        found = found.where(Render.state == state)
    newest = found.order_by(col(Render.id).desc()).limit(min(max(1, most), MOST))
    return [Job(*row) for row in session.exec(newest)]


def listed(actor: Actor, state: str = "") -> Select[Any]:
    """The renders of everybody; of one state, where it is given. Raises Forbidden."""
    actor.must_be("admin")
    found = select(Render)
    return found.where(Render.state == state) if state else found


def job_of(session: Session, actor: Actor, render: Render) -> Job:
    """A render as the people who run the studio see it. Raises Forbidden."""
    actor.must_be("admin")
    project, owner = session.get(Project, render.project_id), session.get(User, render.user_id)
    return Job(
        id=render.id,
        title=project.title if project else "",
        owner=owner.email if owner else "",
        state=render.state,
        part=render.part,
        step=render.step,
        error=render.error,
        created_at=render.created_at,
        finished_at=render.finished_at,
    )
