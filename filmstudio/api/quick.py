"""Answers the one request that is made all the time: where a job stands.

It is asked by every page and program that waits for a film. The machinery of FastAPI takes longer
than the query, so this stands before it; `routes.jobs.get_status` is the same route for the
document, and answers addresses that are not quite right.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from filmstudio.api.context import actor_of
from filmstudio.api.gathering import Gathered
from filmstudio.api.routes.jobs import status_text, text_of
from filmstudio.services.jobs import reading
from filmstudio.store.db import database

_PATH = re.compile(
    r"/api/v1/jobs/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/status"
)


class QuickStatus:
    """ASGI middleware; within the door, which says who asks and tells errors."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.statuses: Gathered[tuple[uuid.UUID, uuid.UUID], reading.Status] = Gathered(_look)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = scope["type"] == "http" and scope["method"] == "GET"
        place = _PATH.fullmatch(scope["path"]) if found else None
        if place is None:
            await self.app(scope, receive, send)
            return
        scope["state"]["route"] = "/jobs/{job_id}/status"
        actor, job_id = await actor_of(HTTPConnection(scope)), uuid.UUID(place[1])
        if database().is_sqlite:
            # Readers of SQLite in WAL wait for nobody, and the query takes less than a change of
            # threads.
            body = status_text(actor, job_id).encode()
        else:
            status = await self.statuses.one((job_id, actor.user()))
            if status is None:
                raise reading.no_such_job()
            body = text_of(status).encode()
        headers = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _look(
    asked: Sequence[tuple[uuid.UUID, uuid.UUID]],
) -> dict[tuple[uuid.UUID, uuid.UUID], reading.Status]:
    with database().glance() as connection:
        return reading.statuses_for(connection, asked)
