"""Finds a project for somebody who may see, change or own it."""

from __future__ import annotations

import uuid

from sqlmodel import Session

from filmstudio.errors import Forbidden, NotFound
from filmstudio.services.actor import Actor
from filmstudio.services.renders.access import may_edit, may_see
from filmstudio.store.db import locked
from filmstudio.store.tables import Project


def seen(session: Session, actor: Actor, id: uuid.UUID) -> Project:
    """A project that the actor may see. Raises SignInNeeded, and NotFound for strangers."""
    actor.user()
    project = session.get(Project, id)
    if project is None:
        raise NotFound("There is no such project.")
    may_see(session, actor, project)
    return project


def edited(session: Session, actor: Actor, id: uuid.UUID) -> Project:
    """A project that the actor may change, locked. Raises as `seen`, and Forbidden for viewers."""
    may_edit(session, actor, seen(session, actor, id))
    return _locked(session, id)


def owned(session: Session, actor: Actor, id: uuid.UUID) -> Project:
    """The actor's own project, locked. Raises as `seen`, and Forbidden for everybody else on it."""
    project = seen(session, actor, id)
    actor.must_have("write")
    if project.owner_id != actor.user_id:
        raise Forbidden("Only the project's owner may do this.")
    return _locked(session, id)


def _locked(session: Session, id: uuid.UUID) -> Project:
    project = locked(session, Project, id)
    if project is None or project.deleted_at is not None:
        raise NotFound("There is no such project.")  # somebody deleted it just now
    return project
