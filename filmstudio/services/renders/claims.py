"""Taking up tasks: the most urgent and fairest one, held by a lease and a fence."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import and_, exists, func, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from filmstudio.engine.plan import Unit
from filmstudio.recipes import recipe as recipe_of
from filmstudio.store.once import insert_once
from filmstudio.store.tables import Making, Render, Task
from filmstudio.store.types import now

DONE = ("done", "cached")
WAITING = ("queued", "running")


@dataclass(frozen=True)
class Claim:
    """A task that this worker holds: it alone may say what became of it, while its fence stands."""

    task_id: uuid.UUID
    render_id: uuid.UUID
    user_id: uuid.UUID
    recipe: str
    work: Unit
    fence: int
    holder: str
    filled: dict[tuple[str, str], str] = field(default_factory=dict)
    begun: bool = False
    """Whether its render had started before."""


def _held(moment: datetime) -> object:
    """Whether somebody alive makes a task's artifact just now."""
    return exists().where(
        Making.key == Task.key,  # type: ignore[arg-type]
        Making.state == "claimed",  # type: ignore[arg-type]
        col(Making.lease_until) > moment,
    )


def claim(
    session: Session, queue: str, holder: str, lease: float, last: Claim | None = None
) -> Claim | None:
    """Takes the next task of a queue, or None where nothing can be taken.

    Order: priority of the plan, fewest running tasks of the user, oldest render, costliest unit.
    Light stages of the render that this worker was on last go first: they take a moment, and
    nothing of it can go on without them.
    """
    moment = now()
    running = aliased(Task)
    busy = (
        select(running.user_id, func.count().label("tasks"))
        .where(running.state == "running")
        .group_by(col(running.user_id))
        .subquery()
    )
    found = (
        select(Task)
        .outerjoin(busy, busy.c.user_id == Task.user_id)
        .where(
            Task.state == "queued",
            Task.queue == queue,
            or_(col(Task.not_before).is_(None), col(Task.not_before) <= moment),
            ~_held(moment),  # type: ignore[operator]
        )
        .order_by(
            col(Task.priority).desc(),
            func.coalesce(busy.c.tasks, 0),
            col(Task.render_id),
            col(Task.cost).desc(),
        )
        .limit(1)
        .with_for_update(skip_locked=True, of=Task)
    )
    task = None
    if last is not None:
        light = [stage.name for stage in recipe_of(last.recipe).stages if stage.light]
        near = found.where(Task.render_id == last.render_id, col(Task.stage).in_(light))
        task = session.exec(near).first()
    task = task or session.exec(found).first()
    if task is None:
        return None
    fence = _raise_fence(session, task, holder, moment, lease)
    if fence is None:
        return None
    task.state, task.holder, task.started_at = "running", holder, moment
    task.attempts += 1
    task.part, task.note = 0.0, ""
    session.add(task)
    render = session.get_one(Render, task.render_id)
    return Claim(
        task.id,
        task.render_id,
        task.user_id,
        render.recipe,
        Unit(task.stage, task.unit, task.key, task.provider, task.cost),
        fence,
        holder,
        filled(session, render),
        render.started_at is not None,
    )


def _raise_fence(
    session: Session, task: Task, holder: str, moment: datetime, lease: float
) -> int | None:
    insert_once(session, Making(key=task.key, state="free"))
    taken = (
        update(Making)
        .where(
            col(Making.key) == task.key,
            or_(
                col(Making.state) != "claimed",
                col(Making.lease_until).is_(None),
                col(Making.lease_until) <= moment,
            ),
        )
        .values(
            state="claimed",
            fence=Making.fence + 1,
            holder=holder,
            task_id=task.id,
            lease_until=moment + timedelta(seconds=lease),
        )
        .returning(col(Making.fence))
    )
    return session.execute(taken).scalar_one_or_none()


def filled(session: Session, render: Render) -> dict[tuple[str, str], str]:
    """What is made of a render so far: slot and unit to artifact key."""
    slots = {stage.name: stage.makes for stage in recipe_of(render.recipe).stages}
    places = {(slot, ""): key for slot, key in render.given.items()}
    rows = session.exec(
        select(Task.stage, Task.unit, Task.key).where(
            Task.render_id == render.id, col(Task.state).in_(DONE)
        )
    )
    for stage, unit, key in rows:
        places[slots[stage], unit] = key
    return places


def renew(session: Session, held: Claim, lease: float) -> bool:
    """Holds a claim for longer; False where it was lost to another."""
    renewed = (
        update(Making)
        .where(
            col(Making.key) == held.work.key,
            col(Making.fence) == held.fence,
            col(Making.state) == "claimed",
        )
        .values(lease_until=now() + timedelta(seconds=lease))
    )
    return bool(session.execute(renewed).rowcount)  # type: ignore[attr-defined]


def is_wanted(session: Session, held: Claim) -> bool:
    """Whether the task, or the same artifact in another render, is still wanted."""
    wanted = exists().where(
        Task.key == held.work.key,  # type: ignore[arg-type]
        or_(
            and_(col(Task.id) == held.task_id, col(Task.state) == "running"),
            and_(col(Task.id) != held.task_id, col(Task.state).in_(WAITING)),
        ),
    )
    return bool(session.execute(select(wanted)).scalar())


def release(session: Session, held: Claim) -> bool:
    """Ends a claim without a result; False where it was lost already."""
    freed = (
        update(Making)
        .where(
            col(Making.key) == held.work.key,
            col(Making.fence) == held.fence,
            col(Making.state) == "claimed",
        )
        .values(state="free", lease_until=None)
    )
    return bool(session.execute(freed).rowcount)  # type: ignore[attr-defined]
