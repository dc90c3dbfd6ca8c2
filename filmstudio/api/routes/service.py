"""Whether the studio lives and can work: for load balancers and supervisors."""

from __future__ import annotations

from fastapi import APIRouter, Response
from pydantic import BaseModel

from filmstudio import __version__
from filmstudio.services import health

router = APIRouter(tags=["service"])


class Alive(BaseModel):
    status: str = "ok"
    version: str = __version__


class Part(BaseModel):
    name: str
    ok: bool
    note: str


class Readiness(BaseModel):
    ready: bool
    parts: list[Part]


@router.get("/health")
async def is_alive() -> Alive:
    """Answers as long as the process lives."""
    return Alive()


@router.get("/ready", responses={503: {"model": Readiness, "description": "Not ready."}})
def is_ready(response: Response) -> Readiness:
    """Database, redis, storage, queues, disk and memory; 503 where one of them is not well."""
    parts = [Part(name=one.name, ok=one.ok, note=one.note) for one in health.look()]
    ready = all(part.ok for part in parts)
    response.status_code = 200 if ready else 503
    return Readiness(ready=ready, parts=parts)
