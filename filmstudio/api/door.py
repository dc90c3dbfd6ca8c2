"""The door of the API: who asks, how often, how much and how slowly; and a name for each request.

Written as plain ASGI, since it has to see every byte that comes in before anything is read.
"""

from __future__ import annotations

import asyncio
import importlib
import logging
import time
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from fastapi import HTTPException
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bind_contextvars

from filmstudio.api import limits, problems
from filmstudio.api.context import COOKIE, READING
from filmstudio.api.known import Known
from filmstudio.errors import Forbidden, PaymentNeeded, SignInNeeded, StudioError, TooMany
from filmstudio.services.actor import GUEST, Actor
from filmstudio.settings import settings
from filmstudio.store.db import database
from filmstudio.store.redis import client
from filmstudio.store.types import new_id

log = logging.getLogger(__name__)

BODY_BYTES = 16 * 2**20
"""The largest body of a request that is no upload: a storyboard of a very long film has 5 MB."""
SILENCE_SECONDS = 15.0
"""How long a body may pause."""
SLOWEST = 16_384
"""Bytes a second that a body has to bring on the whole, after the first `GRACE_SECONDS`."""
GRACE_SECONDS = 30.0
Seen = tuple[Actor, StudioError | None, limits.Allowance]
FREE = ("/health", "/ready", "/metrics", "/docs", "/openapi.json")
"""Addresses that nobody signs in for and that no limit counts."""


def authenticate(**given: str) -> Actor:
    """Who sends these credentials. Raises SignInNeeded where they are no good."""
    try:
        accounts = importlib.import_module("filmstudio.services.accounts.authenticate")
    except ModuleNotFoundError as error:
        if not any(given[name] for name in ("bearer", "api_key", "cookie")):
            return GUEST
        raise SignInNeeded("Sign in again.") from error
    with database().reading() as session:
        actor: Actor = accounts.authenticate(session, **given)
        return actor


class Door:
    """ASGI middleware around the whole API."""

    def __init__(self, app: ASGIApp, uploads: Callable[[str], bool]) -> None:
        self.app = app
        self.is_upload = uploads
        self.counter = limits.Counter()
        self.known = Known()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        request_id = state.setdefault("request_id", str(new_id()))
        answer = _Answer(send, request_id)
        try:
            if not scope["path"].endswith(FREE):
                given = _credentials(scope)
                seen = self._glance(scope, given)
                if seen is None:
                    seen = await run_in_threadpool(self._look, scope, given)
                state["actor"], state["refused"], allowance = seen
                bind_contextvars(user_id=str(state["actor"].user_id or "guest"))
                answer.extra += allowance.headers()
                if allowance.is_spent and scope["type"] == "http":
                    raise TooMany(
                        "That were more than {n} requests in a minute. Wait a moment, then go on.",
                        retry_after=allowance.reset,
                        n=allowance.limit,
                    )
            if scope["type"] == "http":
                body = _Body(scope, receive, None if self.is_upload(scope["path"]) else BODY_BYTES)
                await self.app(scope, body.receive, answer.send)
            else:
                await self.app(scope, receive, send)
        except Exception as error:
            # The last place that can tell a fault of ours as a document instead of a dead line.
            if answer.begun or scope["type"] == "websocket":
                raise
            lang = problems.language(Headers(scope=scope))
            await problems.of_any(error, request_id, lang)(scope, receive, answer.send)

    def _glance(self, scope: Scope, given: dict[str, str]) -> Seen | None:
        """Who was here a moment ago, without asking anybody; None for all others."""
        actor = self._known(given)
        if actor is None:
            return None
        who, most = limits.counted(actor, given["address"], scope["path"])
        allowance = self.counter.quick(who, most)
        return (actor, _by_own_page(scope, given), allowance) if allowance else None

    def _known(self, given: dict[str, str]) -> Actor | None:
        credential = (given["bearer"], given["api_key"], given["cookie"])
        return self.known.get(credential, given["address"], given["user_agent"])

    def _look(self, scope: Scope, given: dict[str, str]) -> Seen:
        """In one thread, since each change of threads costs as much as a query."""
        refused: StudioError | None = None
        actor = self._known(given)
        try:
            if actor is None:
                generation = self.known.generation
                actor = authenticate(**given)
                credential = (given["bearer"], given["api_key"], given["cookie"])
                self.known.keep(credential, actor, generation)
            refused = _by_own_page(scope, given)
        except (SignInNeeded, Forbidden, PaymentNeeded) as error:
            actor, refused = Actor(address=given["address"], user_agent=given["user_agent"]), error
        who, most = limits.counted(actor, given["address"], scope["path"])
        return actor, refused, self.counter.count(client(), who, most)


def _credentials(scope: Scope) -> dict[str, str]:
    given = {"bearer": "", "api_key": "", "cookie": "", "address": "", "user_agent": ""}
    forwarded = ""
    for name, raw in scope["headers"]:
        if name == b"authorization":
            kind, _, value = raw.decode("latin-1").partition(" ")
            # Another scheme is a credential too, and one that is no good.
            given["bearer"] = value.strip() if kind.lower() == "bearer" else raw.decode("latin-1")
        elif name == b"x-api-key":
            given["api_key"] = raw.decode("latin-1").strip()
        elif name == b"cookie":
            given["cookie"] = _cookie(raw.decode("latin-1")) or given["cookie"]
        elif name == b"user-agent":
            given["user_agent"] = raw.decode("latin-1")[:400]
        elif name == b"x-forwarded-for":
            forwarded += "," + raw.decode("latin-1")
    direct = (scope.get("client") or ("",))[0] or ""
    given["address"] = _address(direct, forwarded)
    return given


def address_of(scope: Scope) -> str:
    """The address that a request or a socket comes from."""
    return _credentials(scope)["address"]


def _address(direct: str, forwarded: str) -> str:
    """The caller's address: what the outermost of our own proxies saw. Whatever stands to the left
    of it in X-Forwarded-For, the caller may have written himself."""
    proxies = settings().proxies
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    return (hops[-proxies] if proxies and len(hops) >= proxies else direct)[:64]


def _cookie(header: str) -> str:
    if COOKIE not in header:
        return ""
    try:
        jar = SimpleCookie(header)
    except CookieError:
        return ""
    return jar[COOKIE].value if COOKIE in jar else ""


def _by_own_page(scope: Scope, given: dict[str, str]) -> Forbidden | None:
    """What is wrong with a request that a browser's cookie came with."""
    if not given["cookie"] or given["bearer"] or given["api_key"]:
        return None
    try:
        same_site(scope)
    except Forbidden as error:
        return error
    return None


def same_site(scope: Scope) -> None:
    """Raises Forbidden where another site makes a signed-in browser ask for a change."""
    if scope["type"] == "http" and scope["method"] in READING:
        return
    headers = dict(scope["headers"])
    origin = headers.get(b"origin", b"").decode("latin-1")
    site = headers.get(b"sec-fetch-site", b"").decode("latin-1")
    host = headers.get(b"host", b"").decode("latin-1")
    own = {settings().origin, f"http://{host}", f"https://{host}"}
    if (origin and origin not in own) or site in ("cross-site", "same-site"):
        raise Forbidden("This request came from another site.", code="cross_site")
    if origin and urlsplit(settings().origin).scheme == "https" and origin.startswith("http:"):
        raise Forbidden("This request came from a page without https.", code="cross_site")


class _Body:
    """Passes a body on while it is small enough and comes fast enough."""

    def __init__(self, scope: Scope, receive: Receive, most: int | None) -> None:
        self._receive, self.most = receive, most
        self.bytes, self.begun, self.done = 0, 0.0, False
        length = dict(scope["headers"]).get(b"content-length", b"0")
        if most is not None and length.isdigit() and int(length) > most:
            raise self._too_large()

    def _too_large(self) -> HTTPException:
        return HTTPException(413, f"A request may have {(self.most or 0) // 2**20} MB.")

    async def receive(self) -> Message:
        if self.done:
            return await self._receive()  # waits for the caller to hang up
        self.begun = self.begun or time.monotonic()
        try:
            message = await asyncio.wait_for(self._receive(), SILENCE_SECONDS)
        except TimeoutError:
            raise HTTPException(408, "The request stopped half-way.") from None
        if message["type"] == "http.request":
            self.bytes += len(message.get("body", b""))
            self.done = not message.get("more_body", False)
            taken = time.monotonic() - self.begun - GRACE_SECONDS
            if self.most is not None and self.bytes > self.most:
                raise self._too_large()
            if not self.done and taken > 0 and self.bytes < taken * SLOWEST:
                raise HTTPException(408, "The request comes too slowly.")
        return message


class _Answer:
    """Passes an answer on with the headers that every answer has."""

    def __init__(self, send: Send, request_id: str) -> None:
        self._send, self.begun = send, False
        self.extra = [
            (b"x-request-id", request_id.encode()),
            (b"x-content-type-options", b"nosniff"),
        ]

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers: list[Any] = list(message.get("headers", ()))
            if not any(name.lower() == b"cache-control" for name, _ in headers):
                headers.append((b"cache-control", b"no-store"))
            message = {**message, "headers": [*headers, *self.extra]}
        await self._send(message)
