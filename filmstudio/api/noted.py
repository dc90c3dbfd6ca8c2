"""Every request bears a name, is noted in the logs, and is counted by route and status.

The outermost layer: it sees what the door refuses, too.
"""

from __future__ import annotations

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from filmstudio.logs import about, is_request_id
from filmstudio.store import counts
from filmstudio.store.types import new_id

log = logging.getLogger(__name__)
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds; the usual buckets of Prometheus' clients."""
SLOW = 2.0
"""Seconds after which a request is noted although it only read."""
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Noted:
    """ASGI middleware around the door."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        request_id = _given(scope) or str(new_id())
        scope.setdefault("state", {})["request_id"] = request_id
        with about(request_id=request_id, user_id="guest"):
            if scope["type"] == "websocket":
                await self.app(scope, receive, send)
                return
            begun, status = time.perf_counter(), 500

            async def answered(message: Message) -> None:
                nonlocal status
                if message["type"] == "http.response.start":
                    status = message["status"]
                    _note(scope, status, time.perf_counter() - begun)
                await send(message)

            await self.app(scope, receive, answered)


def _given(scope: Scope) -> str:
    """The caller's own name for the request, where it is a sane one."""
    for name, value in scope["headers"]:
        if name == b"x-request-id":
            text = str(value.decode("latin-1"))
            return text if is_request_id(text) else ""
    return ""


def _note(scope: Scope, status: int, seconds: float) -> None:
    """Counts an answer when it begins: streams of events last as long as somebody listens.

    In the logs is what changed something, was refused or took long; what was only read is there at
    level debug. Addresses are noted by their routes: ids and searches are the caller's business.
    """
    route = str(scope["state"].get("route") or getattr(scope.get("route"), "path", "") or "none")
    method = scope["method"] if scope["method"] in METHODS else "other"
    counts.TALLY.count(
        counts.one("http_requests", route=route, method=method, status=str(status)),
        counts.observed("http_request_seconds", seconds, BOUNDS, route=route, method=method),
    )
    reads = method in ("GET", "HEAD", "OPTIONS") and status < 400 and seconds < SLOW
    level = logging.WARNING if status >= 500 else logging.DEBUG if reads else logging.INFO
    if log.isEnabledFor(level):
        told = {"status": status, "seconds": round(seconds, 4)}
        log.log(level, "%s %s", method, route, extra=told)
