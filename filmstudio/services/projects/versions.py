"""Versions of a project as drafts on coloured paper: listed, compared, and which one the film is of."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from filmstudio.film.comparing import Comparison, compared
from filmstudio.film.papers import paper
from filmstudio.film.storyboard import Storyboard
from filmstudio.services.actor import Actor
from filmstudio.services.projects import storyboards
from filmstudio.services.projects.access import seen
from filmstudio.store.tables import Render, User, Version


@dataclass(frozen=True)
class Listed:
    """A version in the list. `is_current`: the draft begins from it; `is_film`: the project's
    newest finished film was made of it."""

    number: int
    paper: str
    note: str
    author: str
    created_at: datetime
    is_current: bool
    is_film: bool


def listed(session: Session, actor: Actor, id: uuid.UUID, most: int = 100) -> list[Listed]:
    """The newest versions of a project, the newest first. Raises NotFound for strangers."""
    project = seen(session, actor, id)
    film = session.exec(
        select(Render.version)
        .where(Render.project_id == id, Render.state == "completed")
        .order_by(col(Render.id).desc())
        .limit(1)
    ).first()
    rows = session.exec(
        select(Version.number, Version.note, Version.created_at, User.name)
        .outerjoin(User, col(User.id) == Version.author_id)
        .where(Version.project_id == id)
        .order_by(col(Version.number).desc())
        .limit(most)
    ).all()
    return [
        Listed(
            number=number,
            paper=paper(number),
            note=note,
            author=author or "",
            created_at=created_at,
            is_current=number == project.version,
            is_film=number == film,
        )
        for number, note, created_at, author in rows
    ]


def compare(session: Session, actor: Actor, id: uuid.UUID, before: int, after: int) -> Comparison:
    """What differs between two versions of a project. Raises NotFound."""
    boards: Sequence[Storyboard] = [
        Storyboard.model_validate(storyboards.version(session, actor, id, number).storyboard)
        for number in (before, after)
    ]
    return compared(*boards)
