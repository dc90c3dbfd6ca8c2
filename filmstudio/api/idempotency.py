"""Honours Idempotency-Key on writes: the same request again gets the answer it got before."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any

from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from filmstudio.api import limits
from filmstudio.api.context import READING, carrying_out
from filmstudio.errors import BadInput
from filmstudio.services import idempotency
from filmstudio.services.actor import Actor
from filmstudio.store.db import database

ANSWER_BYTES = 2**20
"""Longer answers are not kept."""
_HEADERS = (b"content-type", b"location", b"etag", b"retry-after")
_AGAIN = (401, 403, 408, 429)
"""Answers that say nothing of the request itself."""


class Repeated:
    """ASGI middleware; within the door, since a key belongs to who sends it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = _key(scope)
        state = scope.get("state", {})
        if key is None or state.get("refused") is not None or "actor" not in state:
            await self.app(scope, receive, send)
            return
        if not key or len(key) > 255 or not key.isascii() or not key.isprintable():
            raise BadInput("An Idempotency-Key has 1 to 255 printable characters.")
        actor: Actor = state["actor"]
        owner = str(actor.user_id or f"guest {limits.caller(actor, actor.address)}")[:64]
        claim = await run_in_threadpool(_claim, owner, key)
        body = _Hashed(scope, receive)
        if isinstance(claim, idempotency.Kept):
            await body.drain()
            idempotency.same(claim, body.digest)
            headers = {**claim.headers, "idempotency-replayed": "true"}
            await Response(claim.body, claim.status, headers)(scope, receive, send)
            return
        answer = _Copied(send)
        token = carrying_out.set(claim)
        try:
            await self.app(scope, body.receive, answer.send)
        finally:
            carrying_out.reset(token)
            await run_in_threadpool(_finish, claim, body, answer)


def _key(scope: Scope) -> str | None:
    if scope["type"] != "http" or scope["method"] in READING:
        return None
    for name, value in scope["headers"]:
        if name == b"idempotency-key":
            return str(value.decode("latin-1")).strip()
    return None


def _claim(owner: str, key: str) -> uuid.UUID | idempotency.Kept:
    with database().transaction() as session:
        return idempotency.claim(session, owner, key)


def _finish(id: uuid.UUID, body: _Hashed, answer: _Copied) -> None:
    with database().transaction() as session:
        if answer.is_whole and body.done and answer.status < 500 and answer.status not in _AGAIN:
            kept = idempotency.Kept(body.digest, answer.status, answer.text, answer.headers)
            idempotency.answered(session, id, kept)
        else:
            idempotency.released(session, id)


class _Hashed:
    """Passes a body on and digests it with method and address."""

    def __init__(self, scope: Scope, receive: Receive) -> None:
        self._receive, self.done = receive, False
        where = f"{scope['method']} {scope['path']}?{scope['query_string'].decode('latin-1')}\n"
        self._hash = hashlib.sha256(where.encode())

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._hash.update(message.get("body", b""))
            self.done = not message.get("more_body", False)
        elif message["type"] == "http.disconnect":
            self.done = self.done or False
        return message

    async def drain(self) -> None:
        while not self.done and (await self.receive())["type"] == "http.request":
            pass


class _Copied:
    """Passes an answer on and keeps a copy, as long as it is short."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status, self.headers, self.is_whole = 0, dict[str, str](), False
        self._parts: list[bytes] | None = []

    @property
    def text(self) -> str:
        return b"".join(self._parts or []).decode()

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            given: list[Any] = list(message.get("headers", ()))
            self.headers = {k.decode(): v.decode("latin-1") for k, v in given if k in _HEADERS}
            if "json" not in self.headers.get("content-type", "json"):
                self._parts = None
        elif self._parts is not None:
            self._parts.append(message.get("body", b""))
            if sum(map(len, self._parts)) > ANSWER_BYTES:
                self._parts = None
            self.is_whole = self._parts is not None and not message.get("more_body", False)
        await self._send(message)
