"""What lists show of projects: newest job, length and picture of the film, in two queries for all."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import ColumnElement, ScalarSelect
from sqlmodel import Session, col, func, select

from filmstudio.errors import BadInput
from filmstudio.services.actor import Actor
from filmstudio.services.jobs.reading import progress_of
from filmstudio.services.projects.keeping import found_lines, listed, standings
from filmstudio.store.tables import Project, Render

State = Literal["", "making", "finished", "failed", "draft"]
STATES: tuple[State, ...] = ("", "making", "finished", "failed", "draft")
SORTS = ("newest", "oldest", "title")
MOST = 200
"""Projects a list shows at once."""


@dataclass(frozen=True)
class Card:
    """A project in a list. `state` is that of its newest job: making, failed, finished (also of one
    that was cancelled, where an older film is there) or draft; `progress` 0 to 100; `seconds` and
    `cover` (the key of its thumbnails) are of its newest finished film; `line` is what a search found in
    it."""

    project: Project
    role: str
    job_id: uuid.UUID | None
    state: State
    progress: int
    step: str
    left: float | None
    error: str
    seconds: float
    cover: str
    line: str = ""


@dataclass(frozen=True)
class Shelf:
    """A part of somebody's projects: `total` is how many there are of this choice."""

    cards: list[Card]
    total: int


def shelf(
    session: Session,
    actor: Actor,
    *,
    search: str = "",
    kind: str = "",
    state: str = "",
    sort: str = "newest",
    most: int = 24,
) -> Shelf:
    """The first `most` projects of a choice. Raises SignInNeeded, BadInput."""
    if state not in STATES or sort not in SORTS:
        raise BadInput("There is no such order or state of projects.")
    search = search.strip()[:200]
    found = listed(actor, search=search, kind=kind[:20])
    if state:
        found = found.where(_is_in(state))
    total = session.exec(select(func.count()).select_from(found.subquery())).one()
    order = {
        "newest": (col(Project.updated_at).desc(), col(Project.id).desc()),
        "oldest": (col(Project.updated_at), col(Project.id)),
        "title": (func.lower(Project.title), col(Project.id)),
    }[sort]
    page = found.order_by(*order).limit(min(max(1, most), MOST))
    projects = session.execute(page).scalars().all()
    made = cards(session, actor, projects)
    if search:
        lines = found_lines(session, projects, search)
        made = [replace(card, line=lines.get(card.project.id, "")) for card in made]
    return Shelf(made, total)


def _newest(*states: str) -> ScalarSelect[Any]:
    """The state of a project's newest job; of those states, where some are given."""
    found = select(Render.state).where(col(Render.project_id) == col(Project.id))
    if states:
        found = found.where(col(Render.state).in_(states))
    return found.order_by(col(Render.id).desc()).limit(1).correlate(Project).scalar_subquery()


def _is_in(state: str) -> ColumnElement[bool]:
    if state == "making":
        return _newest().in_(("queued", "processing"))
    if state == "failed":
        return _newest() == "failed"
    if state == "finished":
        is_there = _newest("completed").is_not(None)
        return is_there & _newest().in_(("completed", "cancelled"))
    is_nothing = _newest().is_(None)
    return is_nothing | ((_newest() == "cancelled") & _newest("completed").is_(None))


def cards(session: Session, actor: Actor, projects: Sequence[Project]) -> list[Card]:
    """The cards of projects that the actor may see, in their order."""
    ids = [project.id for project in projects]
    roles = standings(session, actor, projects)
    renders: Sequence[Any] = session.exec(
        select(
            *(Render.project_id, Render.id, Render.state, Render.part, Render.step, Render.left),  # type: ignore[call-overload]
            *(Render.error, Render.seconds, Render.result),
        )
        .where(col(Render.project_id).in_(ids))
        .order_by(col(Render.id))
    ).all()
    newest = {row.project_id: row for row in renders}
    done = {row.project_id: row for row in renders if row.state == "completed"}
    return [
        _card(project, roles[project.id].role, newest.get(project.id), done.get(project.id))
        for project in projects
    ]


def _card(project: Project, role: str, newest: Any, done: Any) -> Card:
    state: State = "finished" if done else "draft"
    if newest is not None and newest.state in ("queued", "processing"):
        state = "making"
    elif newest is not None and newest.state == "failed":
        state = "failed"
    going = newest if state in ("making", "failed") else None
    return Card(
        project=project,
        role=role,
        job_id=newest.id if newest is not None else None,
        state=state,
        progress=progress_of(newest.state, newest.part) if going is not None else 0,
        step=going.step if going is not None else "",
        left=going.left if going is not None and state == "making" else None,
        error=going.error if going is not None else "",
        seconds=done.seconds if done is not None else 0.0,
        cover=done.result.get("thumbnails", "") if done is not None else "",
    )
