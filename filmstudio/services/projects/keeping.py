"""Makes projects, changes, copies and deletes them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePath
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Select, update
from sqlmodel import Session, col, or_, select

from filmstudio.errors import BadInput, NotFound
from filmstudio.film.order import Order
from filmstudio.film.storyboard import Storyboard
from filmstudio.services.actor import Actor
from filmstudio.services.files import keeping as files
from filmstudio.services.projects import storyboards
from filmstudio.services.projects.access import owned, seen
from filmstudio.services.projects.merging import faults_of, merged
from filmstudio.store.db import locked
from filmstudio.store.tables import Collaborator, Preview, Project, Render, Version
from filmstudio.store.types import now

TITLE = 200


@dataclass(frozen=True)
class Wanted:
    """A project to be made: from a script, from a storyboard, or empty at first."""

    title: str = ""
    kind: str = "film"
    order: Mapping[str, Any] | None = None
    source_file_id: uuid.UUID | None = None
    track_file_id: uuid.UUID | None = None
    storyboard: Storyboard | None = None
    words: str = ""
    """The script's first words, from which a title is taken where none is given."""


def order_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """Checked options of a production. Raises BadInput that names each wrong one."""
    try:
        return Order.model_validate(values).model_dump(mode="json")
    except ValidationError as error:
        raise faults_of(error, "order") from error


def create(session: Session, actor: Actor, wanted: Wanted) -> Project:
    """Makes a project of the actor's. Raises SignInNeeded, NotFound, BadInput."""
    actor.must_have("write")
    project = Project(owner_id=actor.user(), kind=wanted.kind)
    project.order = order_of(wanted.order or {})
    name = ""
    if wanted.source_file_id is not None:
        file = files.ready(session, actor, wanted.source_file_id, "script")
        project.source_file_id, name = file.id, PurePath(file.name).stem
    if wanted.track_file_id is not None:
        project.track_file_id = files.ready(session, actor, wanted.track_file_id, "audio").id
    board_title = wanted.storyboard.title if wanted.storyboard else ""
    first = next((line.strip() for line in wanted.words.splitlines() if line.strip()), "")
    first = first.removeprefix("Title:").strip()
    project.title = (wanted.title.strip() or board_title or first[:80] or name)[:TITLE]
    session.add(project)
    session.flush()
    if wanted.storyboard is not None:
        storyboards.add(session, project, wanted.storyboard, actor, "Given")
    return project


def listed(
    actor: Actor, *, search: str = "", kind: str = "", shared: bool | None = None
) -> Select[Any]:
    """The projects that the actor has a part in; `shared`: only those of others, or only own.
    `search` is looked for in titles, and in the lines of current storyboards."""
    user = actor.user()
    theirs = select(Collaborator.project_id).where(Collaborator.user_id == user)
    part = {
        None: or_(Project.owner_id == user, col(Project.id).in_(theirs)),
        True: col(Project.id).in_(theirs),
        False: col(Project.owner_id) == user,
    }[shared]
    found = select(Project).where(part, col(Project.deleted_at).is_(None))
    if search:
        in_title = col(Project.title).icontains(search, autoescape=True)
        found = found.where(or_(in_title, _current(search).exists()))
    return found.where(Project.kind == kind) if kind else found


def _current(search: str) -> Select[Any]:
    """The lines of a project's current storyboard, where they have this text."""
    return (
        select(Version.spoken)
        .where(Version.project_id == Project.id, Version.number == Project.version)
        .where(col(Version.spoken).icontains(search, autoescape=True))
    )


def found_lines(session: Session, projects: Sequence[Project], search: str) -> dict[uuid.UUID, str]:
    """The first line with this text, of each project that has one and whose title has not."""
    folded = search.lower()
    ids = [project.id for project in projects if folded not in project.title.lower()]
    rows = session.execute(
        _current(search).add_columns(col(Version.project_id)).where(col(Project.id).in_(ids))
    )
    lines = {id: [one for one in said.split("\n") if folded in one.lower()] for said, id in rows}
    return {id: found[0] for id, found in lines.items() if found}


@dataclass(frozen=True)
class Standing:
    """What a list shows beside each project: the actor's role, and its newest job."""

    role: str
    job_id: uuid.UUID | None = None
    job_state: str = ""


def standings(
    session: Session, actor: Actor, projects: Sequence[Project]
) -> dict[uuid.UUID, Standing]:
    """The standing of each project, in two queries for all of them."""
    ids = [project.id for project in projects]
    roles = dict(
        session.exec(
            select(Collaborator.project_id, Collaborator.role).where(
                Collaborator.user_id == actor.user(), col(Collaborator.project_id).in_(ids)
            )
        ).all()
    )
    newest: dict[uuid.UUID, tuple[uuid.UUID, str]] = {
        project: (id, state)
        for project, id, state in session.exec(
            select(Render.project_id, Render.id, Render.state)
            .where(col(Render.project_id).in_(ids))
            .order_by(col(Render.id))
        )
    }
    return {
        project.id: Standing(
            "owner" if project.owner_id == actor.user_id else roles.get(project.id, ""),
            *newest.get(project.id, (None, "")),
        )
        for project in projects
    }


def change(session: Session, actor: Actor, id: uuid.UUID, patch: Mapping[str, Any]) -> Project:
    """Changes title, options, script or music of a project; `patch` has only what changes, and
    options within `order` are merged. Raises NotFound, Forbidden, BadInput."""
    from filmstudio.services.projects.access import edited

    project = edited(session, actor, id)
    if "title" in patch:
        project.title = str(patch["title"]).strip()[:TITLE]
    if "order" in patch:
        project.order = order_of(merged(project.order, patch["order"]))
    for field, kind in (("source_file_id", "script"), ("track_file_id", "audio")):
        if field in patch:
            file_id = patch[field]
            if file_id is not None:
                file_id = files.ready(session, actor, file_id, kind).id
            setattr(project, field, file_id)
    project.updated_at = now()
    session.add(project)
    return project


def delete(
    session: Session,
    actor: Actor,
    id: uuid.UUID,
    cancel: Callable[[Session, Actor, uuid.UUID], object],
) -> None:
    """Deletes a project; its films and links go with it, and what is being made is cancelled."""
    project = owned(session, actor, id)
    running = session.exec(
        select(Render.id).where(
            Render.project_id == id, col(Render.state).in_(("queued", "processing"))
        )
    ).all()
    for render_id in running:
        cancel(session, actor, render_id)
    session.execute(
        update(Preview)
        .where(col(Preview.project_id) == id, col(Preview.state) == "queued")
        .values(state="failed", error_code="deleted", error="The project was deleted.")
    )
    project.deleted_at, project.slug, project.visibility = now(), None, "private"
    session.add(project)


RETURNS = timedelta(days=30)
"""How long a deleted project can come back."""


def restore(session: Session, actor: Actor, id: uuid.UUID) -> Project:
    """Brings a deleted project back, with its films; its link stays closed. What is there already
    stays as it is. Raises SignInNeeded, NotFound for everybody but its owner and after a month."""
    actor.must_have("write")
    project = locked(session, Project, id)
    if project is None or project.owner_id != actor.user():
        raise NotFound("There is no such project.")
    if project.deleted_at is not None and now() - project.deleted_at > RETURNS:
        raise NotFound("This project was deleted too long ago.")
    project.deleted_at = None
    session.add(project)
    return project


def duplicate(session: Session, actor: Actor, id: uuid.UUID, title: str = "") -> Project:
    """A copy of a project, with its current storyboard as the first version; the actor's own.

    The script goes along only where it is the actor's too. Raises NotFound, BadInput.
    """
    source = seen(session, actor, id)
    actor.must_have("write")
    own = source.owner_id == actor.user_id
    if not own and not source.version:
        raise BadInput("This project has no storyboard yet that could be copied.")
    copy = Project(
        owner_id=actor.user(),
        kind=source.kind,
        title=(title.strip() or f"{source.title} (copy)")[:TITLE],
        order=dict(source.order),
        source_file_id=source.source_file_id if own else None,
        track_file_id=source.track_file_id if own else None,
    )
    session.add(copy)
    session.flush()
    if source.version:
        current = session.exec(
            select(Version).where(Version.project_id == id, Version.number == source.version)
        ).one()
        board = Storyboard.model_validate(current.storyboard)
        note = f"Copied from version {source.version}"
        storyboards.add(session, copy, board, actor, note, dict(current.takes))
    return copy
