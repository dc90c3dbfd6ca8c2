"""What tests of renders start from: a person, a script, a project, and the hands of a worker."""

from __future__ import annotations

import hashlib
import tempfile
import uuid
from pathlib import Path

from sqlmodel import select

from filmstudio.services.actor import Actor
from filmstudio.services.renders.start import start
from filmstudio.store.blobs import blobs
from filmstudio.store.db import database
from filmstudio.store.tables import File, Project, Render, Task, User

SCRIPT = "Title: Tea\n\nINT. KITCHEN - DAY\n\nANN\nIs there tea?\n\nBEN\nThere is.\n"
SMALL = {"quality": "draft", "lines": 144, "captions": "none", "music": "none"}


def person(email: str = "ann@example.com", plan: str = "free", role: str = "user") -> Actor:
    with database().transaction() as session:
        user = User(email=email, plan=plan, role=role)
        session.add(user)
    return Actor(user_id=user.id, role=role, plan=plan)


def project_of(actor: Actor, script: str = SCRIPT, **order: object) -> Project:
    with tempfile.NamedTemporaryFile(suffix=".fountain") as kept:
        Path(kept.name).write_text(script)
        digest = hashlib.sha256(script.encode()).hexdigest()
        blobs().put(f"files/{digest}", Path(kept.name))
    with database().transaction() as session:
        file = File(
            owner_id=actor.user(),
            name="tea.fountain",
            kind="script",
            bytes=len(script),
            blob=f"files/{digest}",
            facts={"words": len(script.split())},
        )
        session.add(file)
        session.flush()
        project = Project(
            owner_id=actor.user(), title="Tea", source_file_id=file.id, order={**SMALL, **order}
        )
        session.add(project)
    return project


def toy(actor: Actor, wish: str = "", **more: object) -> Render:
    """A render of the toy recipe; its plan is not looked at yet."""
    project = project_of(actor, SCRIPT + uuid.uuid4().hex, watermark=wish)
    render = started(actor, project, goals=("film",), **more)
    with database().transaction() as session:
        row = session.get_one(Render, render.id)
        row.recipe = "toy"
        session.add(row)
    return row


def tasks_of(render: Render) -> list[Task]:
    with database().reading() as session:
        return list(session.exec(select(Task).where(Task.render_id == render.id)))


def started(actor: Actor, project: Project, **more: object) -> Render:
    with database().transaction() as session:
        return start(session, actor, project.id, **more)  # type: ignore[arg-type]


def render_row(id: object) -> Render:
    with database().reading() as session:
        return session.get_one(Render, id)
