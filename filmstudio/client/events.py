"""The news of a job: server-sent events, read on where the connection broke off."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx
from pydantic import ValidationError

from filmstudio.client import errors, retry, routes
from filmstudio.client.core import Core
from filmstudio.client.models import ID, Job, Status
from filmstudio.client.steps import Flow, Read, Shut, Tell, Wait

SILENCE = 45.0
"""Seconds without a byte after which the connection is taken for lost; the studio speaks each 15."""
SHORT = 2.0
"""For fewer seconds no stream is opened."""
LONGEST = 1 << 20
"""Characters of one event, at most."""


@dataclass(frozen=True)
class Event:
    """A server-sent event."""

    event: str
    data: str
    id: str


@dataclass
class Parser:
    """Reads an event stream (WHATWG HTML, 9.2.6) from pieces cut anywhere.

    >>> Parser().feed(b"id: 7\\nevent: end\\ndata: {}\\n\\n: still there\\n\\n")
    [Event(event='end', data='{}', id='7')]
    """

    _rest: bytes = b""
    _event: str = ""
    _id: str = ""
    _data: list[str] = field(default_factory=list)
    _size: int = 0

    def feed(self, piece: bytes) -> list[Event]:
        """The events that this piece completes. Raises Unexpected for one without end."""
        text = self._rest + piece
        # A CR at the end may be the first half of a CRLF.
        held = b"\r" if text.endswith(b"\r") else b""
        lines = text[: len(text) - len(held)].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        *whole, rest = lines.split(b"\n")
        self._rest = rest + held
        found = [event for line in whole if (event := self._line(line.decode("utf-8", "replace")))]
        if len(self._rest) + self._size > LONGEST:
            raise errors.Unexpected("The studio sends an event without end.")
        return found

    def _line(self, line: str) -> Event | None:
        if not line:
            event = Event(self._event or "message", "\n".join(self._data), self._id)
            is_event = bool(self._data)
            self._event, self._data, self._size = "", [], 0
            return event if is_event else None
        name, _, value = line.removeprefix("\ufeff").partition(":")
        value = value.removeprefix(" ")
        if name == "data":
            self._data.append(value)
            self._size += len(value) + 1
        elif name == "event":
            self._event = value
        elif name == "id" and "\0" not in value:
            self._id = value
        return None


def follow(
    core: Core,
    job_id: ID,
    each: Callable[[Status], Any],
    *,
    after: int = -1,
    until: float = float("inf"),
) -> Flow[Status | None]:
    """Yields the step `each` makes of every status newer than `after`, until the job ends; gives the
    last one. None: it had not ended by `until` (a time.monotonic()).

    A lost connection is taken up again with Last-Event-ID. Where connections do not last, the
    job is asked for between them: then only a studio that cannot be reached at all ends it.
    """
    last, broken = after, 0
    while (left := until - time.monotonic()) > 0:
        if left < SHORT:
            yield Wait(min(left, 0.5))
            status = yield from core.call(routes.JOB_STATUS, job_id=job_id)
            if status.sequence > last:
                last = status.sequence
                yield each(status)
            if status.is_ended:
                return status
            continue
        patience = min(SILENCE, left)
        headers = {"Accept": "text/event-stream", "Accept-Encoding": "identity"}
        if last >= 0:
            headers["Last-Event-ID"] = str(last)
        request = core.request(routes.JOB_EVENTS, headers=headers, timeout=patience, job_id=job_id)
        response: httpx.Response = yield from core.send(request, stream=True)
        parser = Parser()
        while True:
            try:
                piece = yield Read(response)
            except httpx.TransportError:
                break
            if piece is None:
                break
            for event in parser.feed(piece):
                news = _status(event)
                if news is None or news.sequence <= last:
                    continue
                last, broken = news.sequence, 0
                yield each(news)
                if news.is_ended:
                    yield Shut(response)
                    return news
            if until - time.monotonic() < patience:
                break  # the next connection is patient for what is left
        yield Shut(response)
        status = yield from core.call(routes.JOB_STATUS, job_id=job_id)
        if status.sequence > last:
            last, broken = status.sequence, 0
            yield each(status)
        if status.is_ended:
            return status
        broken += 1
        if broken > 1:
            pause = min(retry.pause(broken - 2, None), max(0.0, until - time.monotonic()))
            yield Wait(pause)
    return None


def _status(event: Event) -> Status | None:
    if event.event not in ("progress", "end"):
        return None
    try:
        return Status.model_validate(json.loads(event.data))
    except (ValueError, ValidationError) as error:
        raise errors.Unexpected("The studio sent news that this client does not know.") from error


def wait(
    core: Core,
    job_id: ID,
    progress: Callable[[Status], Any] | None = None,
    timeout: float | None = None,
) -> Flow[Job]:
    """The job when it is completed. Raises JobFailed, JobCancelled, TimedOut."""
    until = float("inf") if timeout is None else time.monotonic() + timeout
    each = progress or (lambda _: None)
    ended = yield from follow(core, job_id, lambda status: Tell(each, status), until=until)
    job = yield from core.call(routes.JOB, job_id=job_id)
    if ended is None and not job.is_ended:
        raise errors.TimedOut(
            f"The job is not ready after {timeout:g} seconds: {job.progress} %.", job
        )
    if job.state == "failed":
        raise errors.JobFailed(job.error.message if job.error else "The job failed.", job)
    if job.state == "cancelled":
        raise errors.JobCancelled("The job was cancelled.", job)
    return job
