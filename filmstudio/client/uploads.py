"""Files on their way to the studio, read from the disk as they are sent."""

from __future__ import annotations

import mimetypes
import os
import uuid
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import anyio.to_thread
import httpx

from filmstudio.client import errors, retry, routes
from filmstudio.client.core import Core
from filmstudio.client.models import File, UploadPlace
from filmstudio.client.steps import Ask, Flow, Request, Wait, Work

PIECE = 1 << 18
DIRECT = 8 << 20
"""Files from this size on are put into the studio's storage directly, where it has one."""
Source = str | os.PathLike[str] | bytes


@dataclass(frozen=True)
class Brought:
    """A file to send: a path, or bytes at hand."""

    source: Path | bytes
    name: str
    size: int

    @property
    def media_type(self) -> str:
        """What its name says it is; the studio looks for itself."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"


class Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """The bytes of a file between a head and a tail; can be sent any number of times."""

    def __init__(self, brought: Brought, head: bytes = b"", tail: bytes = b"") -> None:
        self.brought, self.head, self.tail = brought, head, tail
        self.size = len(head) + brought.size + len(tail)

    def __iter__(self) -> Iterator[bytes]:
        yield self.head
        with self._open() as stream:
            left = self.brought.size
            while left:
                piece = self._piece(stream, left)
                left -= len(piece)
                yield piece
        yield self.tail

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self.head
        with await anyio.to_thread.run_sync(self._open) as stream:
            left = self.brought.size
            while left:
                piece = await anyio.to_thread.run_sync(self._piece, stream, left)
                left -= len(piece)
                yield piece
        yield self.tail

    def _open(self) -> BinaryIO:
        source = self.brought.source
        if isinstance(source, bytes):
            return BytesIO(source)
        try:
            return source.open("rb")
        except OSError as error:
            raise _unreadable(source, error) from error

    def _piece(self, stream: BinaryIO, left: int) -> bytes:
        try:
            piece = stream.read(min(PIECE, left))
        except OSError as error:
            raise _unreadable(self.brought.name, error) from error
        if not piece:
            raise errors.FileTrouble(f"{self.brought.name} became shorter while it was sent.")
        return piece


def _unreadable(what: object, error: OSError) -> errors.FileTrouble:
    return errors.FileTrouble(f"{what} cannot be read: {error.strerror or error}.")


def brought(source: Source, name: str = "") -> Brought:
    """What is to be sent. Raises FileTrouble for what is no readable file or has no name."""
    if isinstance(source, bytes):
        if not name:
            raise errors.FileTrouble("Bytes need a name that says what they are: name='a.txt'.")
        return Brought(source, name, len(source))
    path = Path(source)
    try:
        if not path.is_file():
            raise errors.FileTrouble(f"There is no file {path}.")
        return Brought(path, name or path.name, path.stat().st_size)
    except OSError as error:
        raise _unreadable(path, error) from error


def form(core: Core, file: Brought, key: str) -> Request:
    """The request that brings a file as a form (RFC 7578).

    The boundary follows from the key, so that a repetition is the same request to the byte.
    """
    boundary = uuid.uuid5(uuid.NAMESPACE_URL, key).hex
    escaped = file.name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="{escaped}"\r\n'
        f"Content-Type: {file.media_type}\r\n\r\n"
    )
    body = Body(file, head.encode(), f"\r\n--{boundary}--\r\n".encode())
    headers = {
        "Content-Type": f"multipart/form-data; boundary={boundary}",
        "Content-Length": str(body.size),
    }
    return core.request(routes.UPLOAD, headers=headers, key=key, body=body)


def upload(core: Core, source: Source, name: str = "", key: str = "") -> Flow[File]:
    """Brings a file: directly into the storage where the studio offers that, else as a form."""
    file: Brought = yield Work(lambda: brought(source, name))
    key = key or str(uuid.uuid4())
    if file.size >= DIRECT:
        wanted = {"name": file.name, "media_type": file.media_type, "bytes": file.size}
        place = yield from core.call(routes.BEGIN_UPLOAD, json=wanted, key=f"{key}-begin")
        if place.url and place.file:
            yield from _put(core, file, place)
            return (
                yield from core.call(
                    routes.FINISH_UPLOAD, key=f"{key}-finish", file_id=place.file.id
                )
            )
    response = yield from core.send(form(core, file, key))
    return core.read(routes.UPLOAD, response)[0]


def _put(core: Core, file: Brought, place: UploadPlace) -> Flow[None]:
    """Puts a file where the storage said. It is not the studio: it gets no credentials of ours, and
    the same bytes put twice are there once."""
    body = Body(file)
    headers = {**place.headers, "Content-Length": str(body.size)}
    request = Request("PUT", place.url or "", headers=headers, body=body)
    for attempt in range(core.retries + 1):
        try:
            response: httpx.Response = yield Ask(request)
        except httpx.TransportError as fault:
            said = str(fault) or type(fault).__name__
        else:
            if response.is_success:
                return
            said = f"it answered with status {response.status_code}"
            if response.status_code < 500 and response.status_code not in (408, 429):
                break
        if attempt < core.retries:
            yield Wait(retry.pause(attempt, None))
    raise errors.Unreachable(f"{file.name} could not be put into the storage: {said}.")
