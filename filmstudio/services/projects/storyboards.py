"""Storyboards of projects: every save is a version, and nobody overwrites what he has not seen."""

from __future__ import annotations

import uuid
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Select
from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from filmstudio.errors import BadInput, Conflict, NotFound
from filmstudio.film.storyboard import Storyboard
from filmstudio.said import said
from filmstudio.services.actor import Actor
from filmstudio.services.given import storyboard_faults
from filmstudio.services.projects.access import edited, seen
from filmstudio.services.projects.merging import Faulty, and_more, faults_of, merged
from filmstudio.store.tables import Project, Render, Version
from filmstudio.store.types import now


class Stale(Conflict):
    """Somebody else saved meanwhile."""

    status = 412
    code = "stale"


def checked(document: Any) -> Storyboard:
    """A sound storyboard. Raises BadInput that names everything that is wrong with it."""
    try:
        board = Storyboard.model_validate(document)
    except ValidationError as error:
        raise faults_of(error, "storyboard") from error
    except RecursionError as error:
        raise BadInput("The storyboard is nested too deeply.") from error
    faults = storyboard_faults(board)
    if faults:
        first = and_more(faults[0], len(faults) - 1)
        raise Faulty(first, [("storyboard", one) for one in faults])
    return board


def add(
    session: Session,
    project: Project,
    board: Storyboard,
    actor: Actor,
    note: str = "",
    takes: dict[str, int] | None = None,
) -> Version:
    """Adds a version to a project that is locked, or new."""
    version = Version(
        project_id=project.id,
        number=project.version + 1,
        author_id=actor.user_id,
        note=note[:200],
        storyboard=board.model_dump(mode="json"),
        spoken="\n".join(" ".join(line.text.split()) for line in board.lines()),
        takes=takes or {},
    )
    project.version, project.updated_at = version.number, now()
    session.add(project)
    session.add(version)
    session.flush()
    return version


def version(session: Session, actor: Actor, id: uuid.UUID, number: int | None = None) -> Version:
    """A version of a project, the current one by default. Raises NotFound."""
    project = seen(session, actor, id)
    number = project.version if number is None else number
    found = session.exec(
        select(Version).where(Version.project_id == id, Version.number == number)
    ).first()
    if found is None:
        if not number:
            raise NotFound(_NONE_YET, code="no_storyboard")
        raise NotFound(
            "The project has no version {version}.", code="no_storyboard", version=number
        )
    return found


def current(session: Session, project: Project) -> Version:
    """The current version of a project that has one."""
    return session.exec(
        select(Version).where(Version.project_id == project.id, Version.number == project.version)
    ).one()


_NONE_YET = said("The project has no storyboard yet. Make its film, or give it one.")


def made_of(session: Session, actor: Actor, id: uuid.UUID) -> str:
    """The artifact that holds the storyboard which the studio wrote for the project's last film.

    Raises NotFound where there is none.
    """
    seen(session, actor, id)
    found = session.exec(
        select(Render.result)
        .where(Render.project_id == id, Render.state == "completed")
        .order_by(col(Render.id).desc())
        .limit(1)
    ).first()
    if not found or "storyboard" not in found:
        raise NotFound(_NONE_YET, code="no_storyboard")
    return str(found["storyboard"])


def listed(session: Session, actor: Actor, id: uuid.UUID) -> Select[Any]:
    """The versions of a project, without their storyboards."""
    seen(session, actor, id)
    without = defer(Version.storyboard)  # type: ignore[arg-type]
    return select(Version).where(Version.project_id == id).options(without)


def save(
    session: Session,
    actor: Actor,
    id: uuid.UUID,
    board: Storyboard,
    *,
    expected: int | None,
    note: str = "",
) -> Version:
    """Saves a storyboard as a new version; the same one again adds none.

    `expected` is the version that the caller has seen (0: none, None: whichever).
    Raises NotFound, Forbidden, Stale.
    """
    project = edited(session, actor, id)
    _is_seen(project, expected)
    if project.version:
        current = version(session, actor, id)
        if current.storyboard == board.model_dump(mode="json"):
            return current
        return add(session, project, board, actor, note, dict(current.takes))
    return add(session, project, board, actor, note)


def patch(
    session: Session,
    actor: Actor,
    id: uuid.UUID,
    change: dict[str, Any],
    *,
    expected: int | None,
    base: dict[str, Any] | None = None,
    note: str = "",
) -> Version:
    """Saves the current storyboard with a merge patch on it.

    `base` is what is changed where the project has no version yet. Raises as `save`, and BadInput.
    """
    project = edited(session, actor, id)
    _is_seen(project, expected)
    if base is None or project.version:
        base = version(session, actor, id).storyboard
    return save(session, actor, id, checked(merged(base, change)), expected=expected, note=note)


def _is_seen(project: Project, expected: int | None) -> None:
    if expected is not None and expected != project.version:
        raise Stale(
            "Somebody saved version {version} meanwhile; you have seen {seen}. Load "
            "the storyboard again, then make your change.",
            version=project.version,
            seen=expected,
        )


def restore(session: Session, actor: Actor, id: uuid.UUID, number: int) -> Version:
    """Makes an old version the current one, as a new version. Raises NotFound, Forbidden."""
    project = edited(session, actor, id)
    old = version(session, actor, id, number)
    board = Storyboard.model_validate(old.storyboard)
    return add(session, project, board, actor, f"Version {number} again", dict(old.takes))
