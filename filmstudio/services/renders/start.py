"""Starts and retries renders: checks, quotes, reserves credits and rings."""

from __future__ import annotations

import uuid
from functools import partial
from typing import Any

from sqlmodel import Session, select

from filmstudio.errors import BadInput, Conflict, NotFound
from filmstudio.film.order import Order
from filmstudio.services import plans, quotes
from filmstudio.services.actor import Actor
from filmstudio.services.renders.access import may_edit
from filmstudio.services.renders.news import ENDED, tell
from filmstudio.store import queue
from filmstudio.store.db import after_commit
from filmstudio.store.tables import Project, Render, User, Version

GOALS = ("film", "thumbnails")


def start(
    session: Session,
    actor: Actor,
    project_id: uuid.UUID,
    *,
    version: int | None = None,
    goals: tuple[str, ...] = GOALS,
    order: dict[str, Any] | None = None,
) -> Render:
    """Enters a render of a project, reserves its credits and wakes a worker.

    `version` is the storyboard version to render; None: the current one, 0: the script anew.
    `order` changes single options of the project's order for this render.
    Raises NotFound, Forbidden, BadInput, Conflict where one is running already, PaymentNeeded.
    """
    project = session.get(Project, project_id)
    if project is None:
        raise NotFound("There is no such project.")
    may_edit(session, actor, project)
    number = project.version if version is None else version
    if number and not _has_version(session, project, number):
        raise NotFound("The project has no version {version}.", version=number)
    if not number and project.source_file_id is None:
        raise BadInput("The project has no script yet. Add one, then make the film.")
    running = session.exec(
        select(Render.id).where(Render.project_id == project.id, Render.state.not_in(ENDED))  # type: ignore[attr-defined]
    ).first()
    if running is not None:
        raise Conflict(
            "A film of this project is being made. Wait for it, or cancel it first.",
            code="running",
        )
    owner = session.get_one(User, project.owner_id)
    plan = plans.plan_of(owner.plan)
    wanted = Order.model_validate({**project.order, **(order or {})})
    seconds, words = quotes.of_project(session, project, number, wanted.duration)
    plans.permit(plan, seconds=seconds)
    wanted = plans.fitted(plan, wanted, frozenset(order or ()))
    render = Render(
        project_id=project.id,
        user_id=owner.id,
        version=number,
        goals=list(goals),
        order=wanted.model_dump(mode="json"),
        priority=plan.priority,
        seconds=seconds,
        takes=_takes(session, project, number),
    )
    session.add(render)
    session.flush()
    quotes.enter(session, render, words)
    tell(session, render)
    after_commit(session, partial(queue.wake, "cpu"))
    return render


def _has_version(session: Session, project: Project, number: int) -> bool:
    found = select(Version.id).where(Version.project_id == project.id, Version.number == number)
    return session.exec(found).first() is not None


def _takes(session: Session, project: Project, number: int) -> dict[str, int]:
    found = select(Version.takes).where(Version.project_id == project.id, Version.number == number)
    return dict(session.exec(found).first() or {})


def retry(session: Session, actor: Actor, render_id: uuid.UUID) -> Render:
    """Starts a failed or cancelled render again: what it had made is found kept.

    Raises NotFound, Forbidden, Conflict where it has not failed.
    """
    old = session.get(Render, render_id)
    project = session.get(Project, old.project_id) if old else None
    if old is None or project is None:
        raise NotFound("There is no such job.")
    may_edit(session, actor, project)
    if old.state not in ("failed", "cancelled"):
        raise Conflict("Only a job that failed or was cancelled can be tried again.")
    return start(
        session, actor, project.id, version=old.version, goals=tuple(old.goals), order=old.order
    )
