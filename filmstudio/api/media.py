"""Answers with files: whole or in ranges, from this machine or by a link into the storage."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import Response
from fastapi.responses import FileResponse, RedirectResponse

from filmstudio.errors import Missing
from filmstudio.store.blobs import blobs

LINK_SECONDS = 3600
_SAFE = {"Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "private"}
"""What creators bring never acts within our pages."""
_LASTING = {"Cache-Control": "private, max-age=31536000, immutable"}

CONTENT: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The bytes.",
        "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
    },
    206: {
        "description": "A range of the bytes.",
        "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
    },
    307: {"description": "The bytes lie at the address in `Location`."},
}
"""Answers of a route that gives a file."""


def file_answer(
    path: Path, name: str, media_type: str, *, inline: bool = False, lasting: bool = False
) -> Response:
    """A file of this machine; ranges (RFC 9110, 14) are answered with 206. A `lasting` one is never
    another under the same address: who has fetched it keeps it."""
    return FileResponse(
        path,
        media_type=media_type,
        filename=name,
        headers=_SAFE | (_LASTING if lasting else {}),
        content_disposition_type="inline" if inline else "attachment",
    )


def blob_answer(key: str, name: str, media_type: str) -> Response:
    """A blob: from the folder it lies in, or by a link that holds an hour. Raises Missing."""
    path = blobs().local(key)
    if path is not None:
        return file_answer(path, name, media_type)
    url = blobs().download_url(key, name, LINK_SECONDS)
    if url is None:
        raise Missing("This file is no longer kept.", code="gone")
    return RedirectResponse(url, 307)
