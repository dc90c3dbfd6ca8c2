"""What a finished job has made: its films, captions, stems and pictures, one by one or as a ZIP."""

from __future__ import annotations

import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from filmstudio.engine.artifact import Artifact
from filmstudio.errors import Conflict, Damaged, NotFound
from filmstudio.services import plans
from filmstudio.services.actor import Actor
from filmstudio.services.projects.access import seen
from filmstudio.store.artifacts import artifacts
from filmstudio.store.tables import Render

MEDIA_TYPES = {
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".gif": "image/gif",
    ".wav": "audio/wav",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".srt": "application/x-subrip",
    ".vtt": "text/vtt",
    ".ass": "text/x-ssa",
}
_CHUNK = 1 << 18


@dataclass(frozen=True)
class Part:
    """One file of a result. `name` is its place in the package, `file` its name in the artifact."""

    name: str
    slot: str
    artifact: Artifact
    file: str

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES.get(Path(self.name).suffix, "application/octet-stream")

    @property
    def bytes(self) -> int:
        return self.artifact.path(self.file).stat().st_size

    def path(self) -> Path:
        """The file, whole. Raises NotFound where it is damaged or gone."""
        try:
            return self.artifact.verified(self.file)
        except (Damaged, FileNotFoundError) as error:
            artifacts().drop(self.artifact.key)
            raise gone() from error


@dataclass(frozen=True)
class Finished:
    """A finished job: what it is of, and the artifacts it made by slot."""

    job_id: uuid.UUID
    project_id: uuid.UUID
    title: str
    lines: int
    result: dict[str, str]


def gone() -> NotFound:
    """What is said where the parts of a film were removed."""
    return NotFound("This is no longer kept. Make the film again: it takes a moment.", code="gone")


def finished(
    session: Session, actor: Actor, project_id: uuid.UUID, job_id: uuid.UUID | None = None
) -> Finished:
    """The newest finished job of a project, or the one given. Raises NotFound, Conflict."""
    project = seen(session, actor, project_id)
    found = select(Render).where(Render.project_id == project_id)
    if job_id is None:
        found = found.where(Render.state == "completed").order_by(col(Render.id).desc())
    else:
        found = found.where(Render.id == job_id)
    render = session.exec(found.limit(1)).first()
    if render is None and job_id is not None:
        raise NotFound("There is no such job.")
    if render is None:
        raise NotFound("The project has no finished film yet.", code="no_film")
    if render.state != "completed":
        raise Conflict(
            "This job is {state}: it has nothing to fetch.", code="not_finished", state=render.state
        )
    lines = int(render.order.get("lines", 1080))
    return Finished(render.id, project_id, project.title, lines, dict(render.result))


def job_result(session: Session, actor: Actor, job_id: uuid.UUID) -> Finished:
    """As `finished`, for a job alone."""
    render = session.get(Render, job_id)
    if render is None:
        actor.user()
        raise NotFound("There is no such job.")
    return finished(session, actor, render.project_id, job_id)


def parts(of: Finished) -> list[Part]:
    """The files of a result, as in the package of the command line. Reads artifacts: call it
    outside of transactions. What is no longer kept is left out; raises NotFound where all is."""
    kept = {slot: artifacts().get(key) for slot, key in sorted(of.result.items())}
    language = _language(kept.get("storyboard"))
    found = [
        Part(name, slot, artifact, file)
        for slot, artifact in kept.items()
        if artifact is not None
        for file in sorted(artifact.files)
        if (name := _place(slot, file, language))
    ]
    if not found:
        raise gone()
    return found


def _language(storyboard: Artifact | None) -> str:
    return str(storyboard.document().get("language", "en")) if storyboard else "en"


def _place(slot: str, file: str, language: str) -> str:
    ending = Path(file).suffix
    if slot == "film" and ending == ".mp4":
        return "film.mp4"
    if slot in ("storyboard", "timeline") and file == "document.json":
        return f"{slot}.json"
    if slot == "captions" and ending in (".srt", ".vtt", ".ass"):
        return f"captions/{language}{ending}"
    if slot == "mix" and ending == ".wav":
        return f"stems/{file}"
    if slot == "thumbnails" and ending == ".jpg":
        return f"thumbnails/{file}"
    return ""


def part(of: Finished, name: str) -> Part:
    """One file of a result by its place. Raises NotFound."""
    for one in parts(of):
        if one.name == name:
            return one
    raise NotFound("This film has no '{name}'.", name=name)


def permitted(actor: Actor, of: Finished) -> None:
    """Raises PaymentNeeded where the film is larger than the actor's plan includes: a smaller one
    can be had by `quality`."""
    plans.permit(plans.plan_of(actor.plan), lines=of.lines)


class _Sink:
    """What a ZIP is written to: gives the bytes on instead of keeping them."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []

    def write(self, data: Any) -> int:
        self.waiting.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        return None

    def take(self) -> bytes:
        taken, self.waiting = b"".join(self.waiting), []
        return taken


def archive(found: list[Part]) -> Iterator[bytes]:
    """A ZIP of all files, in pieces; nothing is kept whole anywhere. Films and pictures are packed
    already, so they are stored as they are."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as packed:  # type: ignore[call-overload]
        for one in found:
            info = zipfile.ZipInfo(one.name, (1980, 1, 1, 0, 0, 0))
            packs = one.media_type.startswith(("text/", "application/"))
            info.compress_type = zipfile.ZIP_DEFLATED if packs else zipfile.ZIP_STORED
            info.external_attr = 0o644 << 16
            with one.path().open("rb") as source, packed.open(info, "w", force_zip64=True) as entry:
                while data := source.read(_CHUNK):
                    entry.write(data)
                    if piece := sink.take():
                        yield piece
    yield sink.take()
