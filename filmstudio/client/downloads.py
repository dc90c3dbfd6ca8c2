"""What was made, on its way to the disk: gone on with after a fault, written whole or not at all."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any, BinaryIO

import httpx

from filmstudio.client import errors, retry
from filmstudio.client.core import Core
from filmstudio.client.steps import Flow, Read, Request, Shut, Tell, Wait, Work

CONVERSION = 900.0
"""Seconds for which a film that is being converted is waited for."""
Target = str | os.PathLike[str]
Progress = Callable[[tuple[int, int | None]], Any]
"""Is told the bytes that are here, and of how many where that is known."""


@dataclass(frozen=True)
class Stretch:
    """What an answer brings: its bytes begin at `start`, of `total` (None: not told)."""

    start: int
    total: int | None


def stretch_of(response: httpx.Response) -> Stretch:
    """The part of the whole that an answer brings. Raises Unexpected for one that does not say."""
    headers = response.headers
    if response.status_code == 206:
        told = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", headers.get("content-range", ""))
        if told is None:
            raise errors.Unexpected("The studio sent a part and did not say which.")
        return Stretch(int(told[1]), None if told[2] == "*" else int(told[2]))
    length = headers.get("content-length", "")
    return Stretch(0, int(length) if length.isascii() and length.isdigit() else None)


def name_of(disposition: str) -> str:
    """The name that a Content-Disposition gives a file, without any folder.

    >>> name_of('attachment; filename="The-Last-Ferry.mp4"'), name_of('inline; filename="../../x"')
    ('The-Last-Ferry.mp4', 'x')
    """
    header = Message()
    header["Content-Disposition"] = disposition
    last = re.split(r"[/\\]", header.get_filename() or "")[-1]
    kept = "".join(letter for letter in last if letter.isprintable()).strip(" .")
    return kept or "film"


class Part:
    """A file in the making, beside the place where it will be."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.path = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")
        self.size = 0
        self._stream: BinaryIO = self.path.open("xb")

    def write(self, piece: bytes) -> None:
        """Adds bytes."""
        self._stream.write(piece)
        self.size += len(piece)

    def restart(self) -> None:
        """Forgets what was written."""
        self._stream.seek(0)
        self._stream.truncate()
        self.size = 0

    def finish(self) -> Path:
        """Puts the file in its place, once the disk has it."""
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._stream.close()
        os.replace(self.path, self.target)
        return self.target

    def drop(self) -> None:
        """Leaves nothing behind of a file that was not finished."""
        self._stream.close()
        self.path.unlink(missing_ok=True)


def _target(to: Target, response: httpx.Response) -> Path:
    path = Path(to)
    if path.is_dir():
        return path / name_of(response.headers.get("content-disposition", ""))
    return path


def download(
    core: Core, request: Request, to: Target, progress: Progress | None = None
) -> Flow[Path]:
    """The path of what was fetched; `to` is a file or a folder. Raises FileTrouble, Unreachable."""
    part: Part | None = None
    try:
        failures, validator = 0, ""
        while True:
            have = part.size if part else 0
            response: httpx.Response = yield from core.send(
                _ranged(request, have, validator), stream=True, patience=CONVERSION
            )
            stretch = stretch_of(response)
            validator = response.headers.get("etag", "")
            if part is None:
                path: Path = yield Work(lambda: _target(to, response))  # noqa: B023 - run at once
                part = yield Work(lambda: Part(path))  # noqa: B023
            elif stretch.start != have:
                yield Work(part.restart)
            fault = yield from _receive(response, part, stretch.total, progress)
            if fault is None and stretch.total in (None, part.size):
                target: Path = yield Work(part.finish)
                part = None
                return target
            can_go_on = bool(validator) and not validator.startswith("W/")
            failures = 0 if can_go_on and part.size > have else failures + 1
            if failures > core.retries:
                raise core.unreachable(fault or httpx.ReadError("the file ended too early"))
            if not can_go_on:
                yield Work(part.restart)  # nothing says that the rest would be of the same file
            yield Wait(retry.pause(failures, None))
    except OSError as error:
        where = error.filename or to
        raise errors.FileTrouble(
            f"{where} cannot be written: {error.strerror or error}."
        ) from error
    finally:
        if part is not None:
            part.drop()


def _ranged(request: Request, have: int, validator: str) -> Request:
    headers = {**request.headers, "Accept-Encoding": "identity"}
    if have:
        headers |= {"Range": f"bytes={have}-", "If-Range": validator}
    return Request(request.method, request.url, request.query, headers, timeout=request.timeout)


def _receive(
    response: httpx.Response, part: Part, total: int | None, progress: Progress | None
) -> Flow[httpx.TransportError | None]:
    """Writes what comes; the fault that ended it, if one did."""
    while True:
        try:
            piece = yield Read(response)
        except httpx.TransportError as fault:
            yield Shut(response)
            return fault
        if piece is None:
            yield Shut(response)
            return None
        yield Work(lambda: part.write(piece))  # noqa: B023 - run at once
        if progress is not None:
            yield Tell(progress, (part.size, total))
