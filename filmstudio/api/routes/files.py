"""Files that creators bring: scripts, pictures, sound and film."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, Literal

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import ConfigDict, Field

from filmstudio.api import media, uploads
from filmstudio.api.context import Reading, SignedIn, Transaction, writing
from filmstudio.api.cursor import Cursor, Limit, Page, page
from filmstudio.api.shapes import Given, Shown
from filmstudio.errors import BadInput, Conflict
from filmstudio.services.actor import Actor
from filmstudio.services.files import keeping
from filmstudio.store.db import database
from filmstudio.store.tables import File

router = APIRouter(prefix="/files", tags=["files"])

FILE_EXAMPLE: Any = {
    "id": "0198c5f0-6a54-7e21-9c7b-4f6a5d3e2b10",
    "name": "the_last_ferry.fountain",
    "kind": "script",
    "media_type": "text/plain",
    "bytes": 2180,
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "state": "ready",
    "facts": {"words": 361},
    "created_at": "2026-03-01T09:30:00Z",
}


class FileShown(Shown):
    """A file: what it is was found by its bytes. `facts` are width, height, seconds, pages or
    words, where the kind has them."""

    model_config = ConfigDict(from_attributes=True, json_schema_extra={"examples": [FILE_EXAMPLE]})

    id: uuid.UUID
    name: str
    kind: str
    media_type: str
    bytes: int
    sha256: str
    state: Literal["uploading", "ready", "refused"]
    facts: dict[str, Any]
    created_at: datetime


class UploadWanted(Given):
    """A file that the caller wants to put into the storage directly."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"name": "harbour.mp4", "media_type": "video/mp4", "bytes": 48_000_000}]
        }
    )

    name: str = Field(min_length=1, max_length=255)
    media_type: str = Field(
        "application/octet-stream", max_length=100, pattern=r"^[a-z]+/[a-z0-9.+-]+$"
    )
    bytes: int = Field(gt=0, le=2**31)


class UploadPlace(Shown):
    """Where to PUT the file, with these headers, and what to call when it is there. `url` is null
    on a studio without a bucket: send the file to `POST /files` instead."""

    file: FileShown | None
    url: str | None
    headers: dict[str, str]
    expires_in: int


_MULTIPART: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["files"],
                    "properties": {
                        "files": {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": uploads.MOST_FILES,
                            "items": {"type": "string", "format": "binary"},
                        }
                    },
                }
            }
        },
    }
}


def shown(file: File) -> FileShown:
    """A file as the API shows it."""
    return FileShown.model_validate(file)


@router.post("", status_code=201, openapi_extra=_MULTIPART)
async def upload(request: Request, actor: SignedIn) -> list[FileShown]:
    """Brings files, up to 20 at once; all are kept, or none where one is refused. Pictures are
    written anew without what cameras note in them."""
    most = await run_in_threadpool(keeping.upload_limit, actor)
    with keeping.desk() as folder:
        brought, _ = await uploads.read(request, folder, most)
        if not brought:
            raise BadInput("The form holds no file.")
        return await run_in_threadpool(keep_all, actor, brought)


def keep_all(actor: Actor, brought: list[uploads.Brought]) -> list[FileShown]:
    """Keeps every file of a request, or none."""
    kept: list[keeping.Kept] = []
    entered = False
    try:
        for one in brought:
            kept.append(keeping.keep(actor, one.path, one.name))
        with writing() as session:
            files = [shown(keeping.enter(session, actor, one)) for one in kept]
        entered = True
        return files
    finally:
        if not entered:
            for left in kept:
                keeping.drop(left)


@router.get("")
def list_files(
    session: Reading,
    actor: SignedIn,
    limit: Limit = 50,
    cursor: Cursor = "",
    kind: Literal["", "script", "image", "audio", "video", "document"] = "",
) -> Page[FileShown]:
    """Your files, the newest first."""
    found = keeping.listed(actor, kind)
    return page(session, found, shown, order=(File.created_at, File.id), limit=limit, cursor=cursor)


@router.post("/uploads", status_code=201)
def begin_upload(wanted: UploadWanted, session: Transaction, actor: SignedIn) -> UploadPlace:
    """Makes room for a direct upload: PUT the bytes to `url`, then `POST /files/uploads/{id}`."""
    place = keeping.begin_upload(session, actor, wanted.name, wanted.media_type, wanted.bytes)
    return UploadPlace(
        file=shown(place.file) if place.url else None,
        url=place.url or None,
        headers=place.headers,
        expires_in=keeping.UPLOAD_SECONDS if place.url else 0,
    )


@router.post("/uploads/{file_id}")
def finish_upload(file_id: uuid.UUID, actor: SignedIn) -> FileShown:
    """Looks at a direct upload that has arrived, and keeps it or refuses it."""
    with database().reading() as session:
        file = keeping.mine(session, actor, file_id)
    if file.state != "uploading":
        raise Conflict("This upload is finished already.")
    try:
        kept = keeping.fetch_upload(actor, file)
    except BadInput:
        with writing() as session:
            keeping.refused(session, actor, file_id)
        raise
    with writing() as session:
        return shown(keeping.arrived(session, actor, kept))


@router.get("/{file_id}")
def get_file(file_id: uuid.UUID, session: Reading, actor: SignedIn) -> FileShown:
    """What is known of a file."""
    return shown(keeping.mine(session, actor, file_id))


@router.get("/{file_id}/content", responses=media.CONTENT, response_class=Response)
def get_content(file_id: uuid.UUID, actor: SignedIn) -> Response:
    """The file itself; ranges are honoured."""
    with database().reading() as session:
        file = keeping.ready(session, actor, file_id)
    return media.blob_answer(file.blob, file.name, file.media_type)


@router.delete("/{file_id}", status_code=204)
def delete_file(file_id: uuid.UUID, session: Transaction, actor: SignedIn) -> None:
    """Forgets a file. 409 while a project is made from it."""
    keeping.delete(session, actor, file_id)
