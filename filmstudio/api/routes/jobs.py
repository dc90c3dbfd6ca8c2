"""Jobs: films in the making. Where they stand, what they made, and their news as they come."""

from __future__ import annotations

import asyncio
import contextlib
import json
import uuid
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from typing import Annotated, Any, Literal

import anyio
from fastapi import APIRouter, Header, Response, WebSocket, WebSocketDisconnect
from pydantic import ConfigDict, Field
from sse_starlette import EventSourceResponse, ServerSentEvent

from filmstudio.api.context import CurrentActor, Reading, SignedIn, Transaction, actor_of
from filmstudio.api.cursor import Cursor, Limit, Page, page
from filmstudio.api.shapes import Given, Shown
from filmstudio.errors import StudioError, TooMany
from filmstudio.services.actor import Actor
from filmstudio.services.jobs import reading
from filmstudio.services.jobs.watching import watch
from filmstudio.services.renders import ending
from filmstudio.services.renders import start as starting
from filmstudio.services.renders.news import ENDED
from filmstudio.store import events
from filmstudio.store.db import database
from filmstudio.store.tables import Render

router = APIRouter(prefix="/jobs", tags=["jobs"])
sockets = APIRouter()
Goal = Literal["film", "thumbnails", "storyboard"]
State = Literal["queued", "processing", "completed", "failed", "cancelled"]
MOST_STREAMS = 20
"""Streams of news that one account may follow at once, in each web process."""
_encoded = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode
_streams: Counter[uuid.UUID] = Counter()

STATUS_EXAMPLE: Any = {
    "id": "0198c5f0-6a54-7e21-9c7b-4f6a5d3e2b13",
    "project_id": "0198c5f0-6a54-7e21-9c7b-4f6a5d3e2b11",
    "state": "processing",
    "progress": 42,
    "step": "Filming",
    "estimated_completion": "2026-03-01T09:31:10Z",
    "sequence": 17,
    "error": None,
}


class JobError(Shown):
    """What went wrong: a code for programs, a sentence for people."""

    code: str
    message: str


class StatusShown(Shown):
    """Where a job stands. `sequence` grows with every change."""

    model_config = ConfigDict(
        from_attributes=True, json_schema_extra={"examples": [STATUS_EXAMPLE]}
    )

    id: uuid.UUID
    project_id: uuid.UUID
    state: State
    progress: Annotated[int, Field(ge=0, le=100)]
    step: str
    estimated_completion: datetime | None
    sequence: int
    error: JobError | None


class TaskShown(Shown):
    """All work of one type. `providers` made it; `cached` parts were found kept, and cost no time;
    `wall_seconds` and `cpu_seconds` is what the others took."""

    type: str = Field(
        description="script_analysis, image_generation, voice_synthesis, animation, music, mix, "
        "subtitle_generation, video_composition, thumbnail_generation or publish."
    )
    state: State
    done: int
    total: int
    cached: int
    providers: list[str]
    wall_seconds: float
    cpu_seconds: float


class JobShown(StatusShown):
    """A job. `seconds` is the length of the film (estimated until it is made), `credits` what it
    costs, `version` the storyboard it is made from (0: the script)."""

    model_config = ConfigDict(
        from_attributes=True,
        json_schema_extra={
            "examples": [
                STATUS_EXAMPLE
                | {
                    "kind": "film",
                    "version": 0,
                    "goals": ["film", "thumbnails"],
                    "order": {"duration": 60},
                    "seconds": 60.0,
                    "credits": 3,
                    "tasks": [],
                    "warnings": [],
                    "created_at": "2026-03-01T09:30:00Z",
                    "started_at": "2026-03-01T09:30:01Z",
                    "finished_at": None,
                }
            ]
        },
    )

    kind: str
    version: int
    goals: list[str]
    order: dict[str, Any]
    seconds: float
    credits: int
    tasks: list[TaskShown]
    warnings: list[str]
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


class NewJob(Given):
    """A film to be made of a project. `version` is a storyboard version; empty: the current one,
    0: the script anew. `order` changes single options for this film."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"project_id": "0198c5f0-6a54-7e21-9c7b-4f6a5d3e2b11", "order": {}}]
        }
    )

    project_id: uuid.UUID
    version: int | None = Field(None, ge=0, le=10**9)
    goals: list[Goal] = Field(["film", "thumbnails"], min_length=1, max_length=3)
    order: dict[str, Any] = Field(default_factory=dict)


def shown(job: reading.Job) -> JobShown:
    """A job as the API shows it."""
    render, status = job.render, job.status
    return JobShown(
        **StatusShown.model_validate(status).model_dump(),
        kind=render.recipe,
        version=render.version,
        goals=render.goals,
        order=render.order,
        seconds=round(render.seconds, 3),
        credits=render.credits,
        tasks=[TaskShown.model_validate(work) for work in job.tasks],
        warnings=render.warnings,
        created_at=render.created_at,
        started_at=render.started_at,
        finished_at=render.finished_at,
    )


def _document(status: reading.Status) -> dict[str, Any]:
    left = status.estimated_completion
    return {
        "id": str(status.id),
        "project_id": str(status.project_id),
        "state": status.state,
        "progress": status.progress,
        "step": status.step,
        "estimated_completion": left.isoformat().replace("+00:00", "Z") if left else None,
        "sequence": status.sequence,
        "error": status.error,
    }


def text_of(status: reading.Status) -> str:
    """A status as the document has it, as JSON."""
    return _encoded(_document(status))


@router.get("")
def list_jobs(
    session: Reading,
    actor: SignedIn,
    limit: Limit = 50,
    cursor: Cursor = "",
    state: State | None = None,
    project_id: uuid.UUID | None = None,
) -> Page[JobShown]:
    """Jobs of the projects you own or are on, the newest first."""
    found = reading.listed(actor, state=state or "", project_id=project_id)
    rows = page(
        *(session, found, lambda row: row),
        order=(Render.created_at, Render.id),
        limit=limit,
        cursor=cursor,
    )
    items = [shown(job) for job in reading.jobs(session, rows.items)]
    return Page(items=items, next_cursor=rows.next_cursor)


@router.post("", status_code=202)
def start_job(given: NewJob, session: Transaction, actor: SignedIn, response: Response) -> JobShown:
    """Makes the film of a project. Its credits are held until it ends."""
    render = starting.start(
        *(session, actor, given.project_id),
        version=given.version,
        goals=tuple(dict.fromkeys(given.goals)),
        order=given.order,
    )
    response.headers["Location"] = f"/api/v1/jobs/{render.id}"
    return shown(reading.jobs(session, [render])[0])


@router.get("/{job_id}")
def get_job(job_id: uuid.UUID, session: Reading, actor: SignedIn) -> JobShown:
    """A job with its tasks."""
    return shown(reading.job(session, actor, job_id))


def status_text(actor: Actor, job_id: uuid.UUID) -> str:
    """Where a job stands, as JSON: one query, and nothing around it."""
    with database().glance() as connection:
        return text_of(reading.status(connection, actor, job_id))


@router.get("/{job_id}/status", response_model=StatusShown)
def get_status(job_id: uuid.UUID, actor: CurrentActor) -> Response:
    """Where a job stands; asked for often, so it is answered from one query."""
    return Response(status_text(actor, job_id), media_type="application/json")


@router.delete("/{job_id}")
def cancel_job(job_id: uuid.UUID, session: Transaction, actor: SignedIn) -> JobShown:
    """Cancels a job. Its credits come back where it had not started."""
    render = ending.cancel(session, actor, job_id)
    return shown(reading.jobs(session, [render])[0])


@router.post("/{job_id}/retry", status_code=202)
def retry_job(
    job_id: uuid.UUID, session: Transaction, actor: SignedIn, response: Response
) -> JobShown:
    """Starts a failed or cancelled job again, as a new one: what it had made is found kept."""
    render = starting.retry(session, actor, job_id)
    response.headers["Location"] = f"/api/v1/jobs/{render.id}"
    return shown(reading.jobs(session, [render])[0])


@contextlib.contextmanager
def _stream(actor: Actor) -> Iterator[None]:
    user = actor.user()
    if _streams[user] >= MOST_STREAMS:
        raise TooMany(
            "You follow {n} streams already. Close one first.",
            retry_after=15,
            n=MOST_STREAMS,
        )
    _streams[user] += 1
    try:
        yield
    finally:
        _streams[user] -= 1
        if not _streams[user]:
            del _streams[user]


@router.get(
    "/{job_id}/events",
    response_class=EventSourceResponse,
    responses={
        200: {
            "description": "Server-sent events: `id` is the sequence, `data` a status.",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        }
    },
)
async def get_events(
    job_id: uuid.UUID,
    actor: SignedIn,
    last_event_id: Annotated[str, Header(max_length=20)] = "",
) -> EventSourceResponse:
    """The news of a job as server-sent events, until it ends. With `Last-Event-ID` the stream goes
    on where it broke off."""
    last = int(last_event_id) if last_event_id.isascii() and last_event_id.isdigit() else -1

    def read() -> list[reading.Status]:
        with database().reading() as session:
            return [reading.status(session, actor, job_id)]

    await asyncio.to_thread(read)  # whoever may not see the job gets a problem, not a stream

    async def news() -> AsyncIterator[ServerSentEvent]:
        with _stream(actor):
            async for status in watch(events.render_channel(job_id), read, {job_id: last}):
                if status is None:
                    if (await asyncio.to_thread(read))[0].state in ENDED:
                        return  # all of it was told before
                    yield ServerSentEvent(comment="still there")
                    continue
                name = "end" if status.state in ENDED else "progress"
                yield ServerSentEvent(text_of(status), event=name, id=str(status.sequence))
                if name == "end":
                    return

    if _streams[actor.user()] >= MOST_STREAMS:
        with _stream(actor):
            pass
    return EventSourceResponse(news(), headers={"Cache-Control": "no-store"}, ping=3600)


@sockets.websocket("/ws/projects/{project_id}")
async def follow_project(socket: WebSocket, project_id: uuid.UUID) -> None:
    """The same news for all jobs of a project: first where they stand, then as they go on."""
    # Accepted first: of a refused handshake, browsers do not tell their page the reason.
    await socket.accept()
    try:
        actor = await actor_of(socket)

        def read() -> list[reading.Status]:
            with database().reading() as session:
                return reading.statuses(session, actor, project_id)

        with _stream(actor):
            await asyncio.to_thread(read)
            refused: StudioError | None = None
            async with anyio.create_task_group() as group:
                group.start_soon(_until_closed, socket, group.cancel_scope)
                try:
                    await _tell(socket, events.project_channel(project_id), read)
                except StudioError as error:
                    refused = error
                except WebSocketDisconnect:
                    pass
                group.cancel_scope.cancel()
            if refused is not None:
                raise refused
    except StudioError as error:
        # 4000 and above are for applications (RFC 6455, 7.4.2): the HTTP status says why.
        await socket.close(4000 + error.status, error.message[:120])


async def _tell(socket: WebSocket, channel: str, read: Any) -> None:
    async for status in watch(channel, read):
        body = {"event": "job", **_document(status)} if status else {"event": "ping"}
        await socket.send_text(json.dumps(body, ensure_ascii=False))


async def _until_closed(socket: WebSocket, scope: anyio.CancelScope) -> None:
    with contextlib.suppress(WebSocketDisconnect):
        while True:
            await socket.receive_text()
    scope.cancel()
