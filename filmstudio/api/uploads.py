"""Reads multipart bodies piece by piece: each file is counted as it comes and ends up on disk."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from filmstudio.errors import BadInput, StudioError

MOST_FILES = 20
TOTAL_BYTES = 256 * 2**20
"""What all files of a request may have together, or two of the largest."""
FIELD_BYTES = 2 * 2**20
"""The largest field that is no file: a pasted script."""


class TooLarge(StudioError):
    """A file is larger than the caller may bring."""

    status = 413
    code = "too_large"


class _Counting(MultiPartParser):
    """Stops as soon as one file is too large, whatever the request's length said."""

    def __init__(self, *given: Any, most: int, **options: Any) -> None:
        super().__init__(*given, **options)
        self.most, self.bytes = most, 0
        self.left = max(2 * most, TOTAL_BYTES)

    def on_part_begin(self) -> None:
        self.bytes = 0
        super().on_part_begin()

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        self.bytes += end - start
        self.left -= end - start
        if self.bytes > self.most or self.left < 0:
            raise MultiPartException("too large")
        super().on_part_data(data, start, end)


@dataclass(frozen=True)
class Brought:
    """A file of a request on this machine's disk, under the name the caller gave it."""

    path: Path
    name: str


async def read(
    request: Request, folder: Path, most: int, most_files: int = MOST_FILES
) -> tuple[list[Brought], dict[str, str]]:
    """The files and fields of a multipart request; files of up to `most` bytes, in `folder`.

    Raises TooLarge, and BadInput for a body that is no multipart form.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise BadInput("Send the files as multipart/form-data.", code="media_type")
    parser = _Counting(
        *(request.headers, request.stream()),
        most=most,
        max_files=most_files,
        max_fields=50,
        max_part_size=FIELD_BYTES,
    )
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError) as error:
        if parser.bytes > most or parser.left < 0:
            raise TooLarge(
                "A file may have {most} MB, and all files of a request {all_most} MB.",
                most=most // 2**20,
                all_most=max(2 * most, TOTAL_BYTES) // 2**20,
            ) from error
        said = getattr(error, "message", "") or "it cannot be read"
        raise BadInput(
            "The form is not well formed: {why}", code="bad_request", why=said
        ) from error
    brought, fields = [], {}
    try:
        for number, (name, value) in enumerate(form.multi_items()):
            if isinstance(value, UploadFile):
                path = folder / f"{number}"
                await run_in_threadpool(_write, value, path)
                brought.append(Brought(path, value.filename or "file"))
            else:
                fields[name] = value
    finally:
        await asyncio.shield(form.close())
    return brought, fields


def _write(upload: UploadFile, path: Path) -> None:
    with path.open("wb") as target:
        shutil.copyfileobj(upload.file, target, 1 << 20)
