"""Who may see and who may change a project, and with it its renders."""

from __future__ import annotations

from sqlmodel import Session, select

from filmstudio.errors import Forbidden, NotFound
from filmstudio.services.actor import Actor
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


def may_see(session: Session, actor: Actor, project: Project) -> None:
    """Raises SignInNeeded for guests and NotFound for strangers. Public films have pages of their
    own; a project is its people's."""
    actor.user()
    if not role_in(session, actor, project):
        raise NotFound("There is no such project.")


def may_edit(session: Session, actor: Actor, project: Project) -> None:
    """Raises as `may_see`, and Forbidden for viewers and for keys that may only read."""
    may_see(session, actor, project)
    actor.must_have("write")
    if role_in(session, actor, project) == "viewer":
        raise Forbidden("You may watch this project, not change it. Ask its owner.")
