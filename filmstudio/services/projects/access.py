"""Finds a project for somebody who may see, change or own it."""

from __future__ import annotations

import uuid

from sqlmodel import Session, select

from filmstudio.errors import Forbidden, NotFound
from filmstudio.services.actor import Actor
from filmstudio.store.db import locked
from filmstudio.store.tables import Collaborator, Project


def role_in(session: Session, actor: Actor, project: Project) -> str:
    """owner, editor, viewer, or "" for somebody who has no part in a project."""
    if project.deleted_at is not None or actor.user_id is None:
        return ""
    if project.owner_id == actor.user_id:
        return "owner"
    found = session.exec(
        select(Collaborator.role).where(
            Collaborator.project_id == project.id, Collaborator.user_id == actor.user_id
        )
    ).first()
    return found or ""


def seen(session: Session, actor: Actor, id: uuid.UUID) -> Project:
    """A project that the actor may see. Raises SignInNeeded, and NotFound for strangers: public
    films have pages of their own, a project is its people's."""
    actor.user()
    project = session.get(Project, id)
    if project is None or not role_in(session, actor, project):
        raise NotFound("There is no such project.")
    return project


def edited(session: Session, actor: Actor, id: uuid.UUID) -> Project:
    """A project that the actor may change, locked. Raises as `seen`, and Forbidden for viewers."""
    project = seen(session, actor, id)
    actor.must_have("write")
    if role_in(session, actor, project) == "viewer":
        raise Forbidden("You may watch this project, not change it. Ask its owner.")
    return locked(session, Project, id) or project


def owned(session: Session, actor: Actor, id: uuid.UUID) -> Project:
    """The actor's own project, locked. Raises as `seen`, and Forbidden for everybody else on it."""
    project = seen(session, actor, id)
    actor.must_have("write")
    if project.owner_id != actor.user_id:
        raise Forbidden("Only the project's owner may do this.")
    return locked(session, Project, id) or project
