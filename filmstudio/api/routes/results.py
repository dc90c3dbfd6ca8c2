"""What was made: listed, fetched in ranges, converted, or all at once as a ZIP."""

from __future__ import annotations

import re
import uuid
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from fastapi import Path as InPath
from fastapi.responses import StreamingResponse
from pydantic import ConfigDict

from filmstudio.api import media
from filmstudio.api.context import SignedIn
from filmstudio.api.shapes import Shown
from filmstudio.errors import NotFound
from filmstudio.services import exports, results
from filmstudio.services.actor import Actor
from filmstudio.store.db import database

router = APIRouter(tags=["results"])
Format = Literal["mp4", "hevc", "webm", "gif", "srt", "vtt", "ass", "wav", "jpg", "json"]
JobId = Annotated[uuid.UUID | None, Query(description="Empty: the newest finished job.")]


class ArtifactShown(Shown):
    """A file that was made. `url` gives it, in ranges where asked."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "captions/en.srt",
                    "kind": "captions",
                    "media_type": "application/x-subrip",
                    "bytes": 1840,
                    "url": "/api/v1/projects/0198c5f0-6a54-7e21-9c7b-4f6a5d3e2b11/artifacts/"
                    "captions/en.srt?job_id=0198c5f0-6a54-7e21-9c7b-4f6a5d3e2b13",
                }
            ]
        }
    )

    name: str
    kind: str
    media_type: str
    bytes: int
    url: str


class ResultShown(Shown):
    """What a job has made. `film` is the address of the film itself."""

    job_id: uuid.UUID
    project_id: uuid.UUID
    film: str | None
    archive: str
    artifacts: list[ArtifactShown]


def _finished(actor: Actor, project_id: uuid.UUID, job_id: uuid.UUID | None) -> results.Finished:
    with database().reading() as session:
        return results.finished(session, actor, project_id, job_id)


def _shown(of: results.Finished) -> list[ArtifactShown]:
    base = f"/api/v1/projects/{of.project_id}/artifacts"
    return [
        ArtifactShown(
            name=one.name,
            kind=one.slot,
            media_type=one.media_type,
            bytes=one.bytes,
            url=f"{base}/{one.name}?job_id={of.job_id}",
        )
        for one in results.parts(of)
    ]


@router.get("/jobs/{job_id}/result")
def get_result(job_id: uuid.UUID, actor: SignedIn) -> ResultShown:
    """What a job has made. 409 until it is completed."""
    with database().reading() as session:
        of = results.job_result(session, actor, job_id)
    shown = _shown(of)
    film = next((one.url for one in shown if one.name == "film.mp4"), None)
    return ResultShown(
        job_id=of.job_id,
        project_id=of.project_id,
        film=film,
        archive=f"/api/v1/projects/{of.project_id}/archive?job_id={of.job_id}",
        artifacts=shown,
    )


@router.get("/projects/{project_id}/artifacts")
def list_artifacts(
    project_id: uuid.UUID, actor: SignedIn, job_id: JobId = None
) -> list[ArtifactShown]:
    """The files of a finished film."""
    return _shown(_finished(actor, project_id, job_id))


@router.get(
    "/projects/{project_id}/artifacts/{name:path}",
    responses=media.CONTENT,
    response_class=Response,
)
def get_artifact(
    project_id: uuid.UUID,
    name: Annotated[str, InPath(max_length=200)],
    actor: SignedIn,
    job_id: JobId = None,
) -> Response:
    """One file of a finished film; ranges are honoured."""
    of = _finished(actor, project_id, job_id)
    one = results.part(of, name)
    if one.slot == "film":
        results.permitted(actor, of)
    inline = one.media_type.startswith(("video/", "image/", "audio/", "text/vtt"))
    return media.file_answer(one.path(), _name(of, one.name), one.media_type, inline=inline)


@router.get("/projects/{project_id}/download", responses=media.CONTENT, response_class=Response)
def download(
    project_id: uuid.UUID,
    actor: SignedIn,
    format: Annotated[Format, Query(description="What kind of file.")] = "mp4",
    quality: Annotated[
        str, Query(max_length=8, description="360p, 480p, 720p, 1080p or 4K; empty: as made.")
    ] = "",
    lang: Annotated[
        str, Query(max_length=16, description="Language of captions; empty: the film's.")
    ] = "",
    job_id: JobId = None,
) -> Response:
    """The film in a format and size, its captions, its sound or a thumbnail; ranges are honoured.
    A conversion that takes long is answered by 503 with `Retry-After`: ask again."""
    of = _finished(actor, project_id, job_id)
    found = results.parts(of)
    if format in exports.FORMATS:
        film = next((one for one in found if one.name == "film.mp4"), None)
        if film is None:
            raise results.gone()
        export = exports.wanted(actor, of, film, format, quality)
        path = exports.made(export) if export else film.path()
        kind = results.MEDIA_TYPES[path.suffix]
        return media.file_answer(path, _name(of, path.name, quality), kind)
    names = {
        "srt": rf"captions/{re.escape(lang) or '[^/]+'}\.srt",
        "vtt": rf"captions/{re.escape(lang) or '[^/]+'}\.vtt",
        "ass": rf"captions/{re.escape(lang) or '[^/]+'}\.ass",
        "wav": r"stems/(mix|master|programme|film)\.wav",
        "jpg": r"thumbnails/.*\.jpg",
        "json": r"storyboard\.json",
    }
    for one in found:
        if re.fullmatch(names[format], one.name):
            return media.file_answer(one.path(), _name(of, one.name), one.media_type)
    if lang:
        raise NotFound("This film has no {format} in {lang}.", format=format, lang=lang)
    raise NotFound("This film has no {format}.", format=format)


@router.get(
    "/projects/{project_id}/archive",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "A ZIP of everything.",
            "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
        }
    },
)
def get_archive(project_id: uuid.UUID, actor: SignedIn, job_id: JobId = None) -> StreamingResponse:
    """Everything that was made, as a ZIP that is written as it is sent."""
    of = _finished(actor, project_id, job_id)
    results.permitted(actor, of)
    return StreamingResponse(
        results.archive(results.parts(of)),
        media_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{_name(of, "film.zip")}"'},
    )


def _name(of: results.Finished, file: str, quality: str = "") -> str:
    """A name for the file on the caller's disk, from the film's title."""
    title = re.sub(r"[^A-Za-z0-9]+", "-", of.title).strip("-")[:60] or "film"
    last = file.rsplit("/", 1)[-1]
    stem, _, ending = last.rpartition(".")
    middle = f"-{quality}" if quality else ""
    tail = f"-{stem}" if "/" in file else ""
    return f"{title}{tail}{middle}.{ending}"
