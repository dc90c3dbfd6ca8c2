"""People on a project, and the page by which everybody else may see its film."""

from __future__ import annotations

import re
import unicodedata
import uuid
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, select

from filmstudio.errors import BadInput, Forbidden, NotFound
from filmstudio.services.actor import Actor
from filmstudio.services.projects.access import owned, seen
from filmstudio.settings import settings
from filmstudio.store.once import insert_once
from filmstudio.store.tables import Collaborator, Project, User
from filmstudio.store.types import now
from filmstudio.vault import token

MOST = 50
Visibility = Literal["private", "unlisted", "public"]


@dataclass(frozen=True)
class Member:
    """Somebody on a project."""

    user_id: uuid.UUID
    name: str
    email: str
    role: str


def members(session: Session, actor: Actor, id: uuid.UUID) -> list[Member]:
    """The people on a project, its owner first. Raises NotFound."""
    project = seen(session, actor, id)
    owner = session.get_one(User, project.owner_id)
    rows = session.exec(
        select(User, Collaborator.role)
        .where(Collaborator.project_id == id, Collaborator.user_id == User.id)
        .order_by(User.name, User.id)  # type: ignore[arg-type]
    ).all()
    return [
        Member(user.id, user.name, user.email, role) for user, role in [(owner, "owner"), *rows]
    ]


def invite(session: Session, actor: Actor, id: uuid.UUID, email: str, role: str) -> Member:
    """Puts somebody who has an account on a project, or changes the role he has there.

    Raises NotFound, Forbidden for everybody but the owner, BadInput.
    """
    project = owned(session, actor, id)
    user = session.exec(
        select(User).where(User.email == email.strip().lower(), User.status == "active")
    ).first()
    if user is None:
        raise BadInput("Nobody has an account with this address. Ask them to register first.")
    if user.id == project.owner_id:
        raise BadInput("The project is yours already.")
    if len(members(session, actor, id)) > MOST:
        raise BadInput("A project may have {n} people.", n=MOST)
    insert_once(session, Collaborator(project_id=id, user_id=user.id, role=role))
    row = session.exec(
        select(Collaborator).where(Collaborator.project_id == id, Collaborator.user_id == user.id)
    ).one()
    row.role = role
    session.add(row)
    return Member(user.id, user.name, user.email, role)


def dismiss(session: Session, actor: Actor, id: uuid.UUID, user_id: uuid.UUID) -> None:
    """Takes somebody off a project: the owner anybody, everybody himself. Raises NotFound."""
    project = seen(session, actor, id)
    actor.must_have("write")
    if actor.user_id not in (project.owner_id, user_id):
        raise Forbidden("Only the project's owner may do this.")
    row = session.exec(
        select(Collaborator).where(Collaborator.project_id == id, Collaborator.user_id == user_id)
    ).first()
    if row is None:
        raise NotFound("This person is not on the project.")
    session.delete(row)


def share(session: Session, actor: Actor, id: uuid.UUID, visibility: Visibility) -> Project:
    """Opens or closes the film's page. A link that was closed never opens again.

    Raises NotFound, Forbidden for everybody but the owner.
    """
    project = owned(session, actor, id)
    if visibility == "private":
        project.slug = None
    elif project.slug is None:
        # 96 random bits: nobody finds an unlisted film by trying.
        project.slug = f"{_readable(project.title)}{token(12)}"
    project.visibility, project.updated_at = visibility, now()
    session.add(project)
    return project


def _readable(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")
    return f"{words}-" if words else ""


def page_of(project: Project) -> str:
    """The address of the film's page, or "" where it has none."""
    return f"{settings().origin}/films/{project.slug}" if project.slug else ""
