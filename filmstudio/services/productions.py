"""Productions: from a script to a project and the film of it that is being made, in one go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from filmstudio.errors import BadInput
from filmstudio.services.actor import Actor
from filmstudio.services.files import keeping as files
from filmstudio.services.projects import keeping as projects
from filmstudio.services.renders import start as renders
from filmstudio.store.db import database
from filmstudio.store.tables import Project, Render


def kept_script(actor: Actor, text: str, order: Mapping[str, Any]) -> files.Kept:
    """Keeps a pasted script as a file, after a look at the options. Talks to the storage: call it
    outside of transactions, and `files.drop` what is not entered after all. Raises BadInput."""
    projects.order_of(order)
    is_screenplay = any(
        line.startswith(("INT.", "EXT.", "INT/EXT", "Title:")) for line in text.splitlines()
    )
    return files.script_of(actor, text, "script.fountain" if is_screenplay else "script.txt")


def project_of(
    session: Session, actor: Actor, wanted: projects.Wanted, script: files.Kept | None
) -> Project:
    """Makes the project; `script` is the pasted one, kept already."""
    if script is not None:
        wanted = replace(wanted, source_file_id=files.enter(session, actor, script).id)
    return projects.create(session, actor, wanted)


def begin(
    session: Session, actor: Actor, wanted: projects.Wanted, script: files.Kept | None
) -> tuple[Project, Render]:
    """Makes the project and starts its film. Raises as `projects.create` and `renders.start`."""
    actor.must_have("write")
    if script is None and wanted.source_file_id is None and wanted.storyboard is None:
        raise BadInput("Give a script, the file of one, or a storyboard.")
    project = project_of(session, actor, wanted, script)
    return project, renders.start(session, actor, project.id)


def produce(actor: Actor, wanted: projects.Wanted, text: str = "") -> Project:
    """As `begin`, with transactions of its own: all of it is done, or nothing. `text` is a pasted
    script, for which `wanted` names no file. Call it in a thread."""
    actor.user()
    actor.must_have("write")
    script = kept_script(actor, text, wanted.order or {}) if text.strip() else None
    project = None
    try:
        with database().transaction() as session:
            project, _ = begin(session, actor, replace(wanted, words=text[:2000]), script)
    finally:
        if project is None and script is not None:
            files.drop(script)
    return project
