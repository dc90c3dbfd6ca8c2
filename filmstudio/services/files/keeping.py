"""Keeps files as blobs and rows, finds them again, and forgets them."""

from __future__ import annotations

import logging
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Select
from sqlmodel import Session, col, or_, select

from filmstudio.errors import BadInput, Conflict, Missing, NotFound, StudioError
from filmstudio.services import plans
from filmstudio.services.actor import Actor
from filmstudio.services.files.kinds import KINDS, TEXTS, ending_of
from filmstudio.services.files.looking import Looked, clean_name, look
from filmstudio.store.blobs import blobs
from filmstudio.store.db import after_commit, locked
from filmstudio.store.tables import File, Project
from filmstudio.store.types import new_id, now

log = logging.getLogger(__name__)
UPLOAD_SECONDS = 3600
"""How long a direct upload may take to begin."""


@dataclass(frozen=True)
class Kept:
    """A file whose bytes are kept, and which is not entered yet."""

    id: uuid.UUID
    looked: Looked
    blob: str


@dataclass(frozen=True)
class DirectUpload:
    """Where a browser may put a file. `url` is empty where it has to pass through the studio."""

    file: File
    url: str
    headers: dict[str, str]


@contextmanager
def desk() -> Iterator[Path]:
    """A folder to look at files in, gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="filmstudio-files-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def upload_limit(actor: Actor) -> int:
    """The largest file that the actor may bring, in bytes. Raises SignInNeeded, Forbidden."""
    actor.user()
    actor.must_have("write")
    return plans.plan_of(actor.plan).upload_bytes


def keep(actor: Actor, path: Path, name: str, id: uuid.UUID | None = None) -> Kept:
    """Looks at a file and keeps its bytes. Talks to the storage: call it outside of transactions.

    Raises BadInput, PaymentNeeded, Busy, NoSpace.
    """
    plans.permit(plans.plan_of(actor.plan), upload_bytes=path.stat().st_size)
    looked = look(path, name)
    id = id or new_id()
    blob = f"files/{id}/{looked.sha256[:16]}.{looked.kind.endings[0]}"
    blobs().put(blob, looked.path, looked.kind.media_type)
    return Kept(id, looked, blob)


def drop(kept: Kept) -> None:
    """Takes back what `keep` kept, where it is not to be entered after all."""
    _delete(kept.blob)


def enter(session: Session, actor: Actor, kept: Kept) -> File:
    """Enters a kept file as the actor's."""
    file = File(id=kept.id, owner_id=actor.user())
    return _fill(session, file, kept)


def _fill(session: Session, file: File, kept: Kept) -> File:
    looked = kept.looked
    file.name, file.kind = looked.name, looked.kind.name
    file.media_type, file.bytes = looked.kind.media_type, looked.bytes
    file.sha256, file.blob, file.facts = looked.sha256, kept.blob, looked.facts
    file.state = "ready"
    session.add(file)
    session.flush()
    return file


def script_of(actor: Actor, text: str, name: str = "script.txt") -> Kept:
    """Keeps a pasted script as a file. Raises as `keep`."""
    with desk() as folder:
        path = folder / "script"
        path.write_text(text)
        return keep(actor, path, name)


def mine(session: Session, actor: Actor, id: uuid.UUID) -> File:
    """A file of the actor's. Raises NotFound for those of others and for deleted ones."""
    file = session.get(File, id)
    if file is None or file.owner_id != actor.user() or file.deleted_at is not None:
        raise NotFound("There is no such file.")
    return file


def ready(session: Session, actor: Actor, id: uuid.UUID, *kinds: str) -> File:
    """A file of the actor's that can be used as one of these kinds. Raises NotFound, BadInput."""
    file = mine(session, actor, id)
    if file.state != "ready":
        raise BadInput("{name} is not uploaded yet.", name=file.name)
    if kinds and file.kind not in kinds:
        wanted = " or ".join(kinds)
        raise BadInput(
            "{name} is {kind}; what is needed here is {wanted}.",
            name=file.name,
            kind=file.media_type,
            wanted=wanted,
        )
    return file


def listed(actor: Actor, kind: str = "") -> Select[Any]:
    """The actor's files."""
    found = select(File).where(File.owner_id == actor.user(), col(File.deleted_at).is_(None))
    return found.where(File.kind == kind) if kind else found


def delete(session: Session, actor: Actor, id: uuid.UUID) -> None:
    """Forgets a file and its bytes. Raises NotFound; Conflict while a project is made from it."""
    actor.must_have("write")
    file = mine(session, actor, id)
    locked(session, File, id)
    project = session.exec(
        select(Project).where(
            or_(Project.source_file_id == id, Project.track_file_id == id),
            col(Project.deleted_at).is_(None),
        )
    ).first()
    if project is not None:
        raise Conflict(
            "The project “{project}” is made from {name}. Delete the project first.",
            code="in_use",
            project=project.title or project.id,
            name=file.name,
        )
    session.delete(file)
    after_commit(session, partial(_delete, file.blob))


def begin_upload(
    session: Session, actor: Actor, name: str, media_type: str, size: int
) -> DirectUpload:
    """Makes room for a file that a browser puts into the storage itself.

    Raises BadInput, PaymentNeeded. Nothing is believed of what is said here: the file is looked
    at when it is there (`arrived`).
    """
    actor.must_have("write")
    name = clean_name(name)
    plans.permit(plans.plan_of(actor.plan), upload_bytes=size)
    endings = {one for kind in (*KINDS.values(), *TEXTS.values()) for one in kind.endings}
    if ending_of(name) not in endings:
        raise BadInput("{name}: this kind of file is not taken.", code="media_type", name=name)
    file = File(owner_id=actor.user(), name=name, media_type=media_type, bytes=size)
    file.state, file.blob = "uploading", f"incoming/{file.id}"
    url = blobs().upload_url(file.blob, media_type, size, UPLOAD_SECONDS) or ""
    if url:
        session.add(file)
        session.flush()
    return DirectUpload(file, url, {"Content-Type": media_type} if url else {})


def fetch_upload(actor: Actor, file: File) -> Kept:
    """Looks at a file that was put into the storage directly, and keeps it. Call it outside of
    transactions. Raises Conflict where it has not arrived, else as `keep`."""
    size = blobs().size(file.blob)
    if size is None:
        raise Conflict("The file has not arrived yet. Put it to its address first.")
    plans.permit(plans.plan_of(actor.plan), upload_bytes=size)
    with desk() as folder:
        path = folder / "upload"
        try:
            blobs().fetch(file.blob, path)
        except Missing as error:
            raise Conflict("The file has not arrived yet. Put it to its address first.") from error
        return keep(actor, path, file.name, file.id)


def arrived(session: Session, actor: Actor, kept: Kept) -> File:
    """Enters a direct upload that was looked at. Raises NotFound, Conflict where it was before."""
    mine(session, actor, kept.id)
    file = locked(session, File, kept.id)
    if file is None or file.state != "uploading":
        raise Conflict("This upload is finished already.")
    after_commit(session, partial(_delete, file.blob))
    return _fill(session, file, kept)


def refused(session: Session, actor: Actor, id: uuid.UUID) -> None:
    """Notes that a direct upload was refused, and forgets its bytes."""
    file = mine(session, actor, id)
    file.state = "refused"
    session.add(file)
    after_commit(session, partial(_delete, file.blob))


def forget_unfinished(session: Session) -> int:
    """Removes direct uploads that did not arrive within a day; how many."""
    late = now() - timedelta(days=1)
    rows = session.exec(
        select(File).where(File.state == "uploading", col(File.created_at) < late).limit(500)
    ).all()
    for file in rows:
        session.delete(file)
        after_commit(session, partial(_delete, file.blob))
    return len(rows)


def _delete(blob: str) -> None:
    try:
        blobs().delete(blob)
    except StudioError as error:
        # The row is gone already: what stays is bytes that nobody can reach.
        log.warning("a blob stays for now: %s: %s", blob, error)
