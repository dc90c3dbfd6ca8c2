"""What both clients share: who calls, how requests are built, sent, repeated and read."""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import quote, urljoin, urlsplit

import httpx
from pydantic import ValidationError

from filmstudio.client import errors, retry, routes
from filmstudio.client.models import Entry, Page
from filmstudio.client.routes import BASE, Route
from filmstudio.client.steps import Acquire, Ask, Flow, Give, Request, Shut, Stream, Wait, Whole

T = TypeVar("T")
log = logging.getLogger("filmstudio.client")
PERMANENT = (httpx.UnsupportedProtocol, httpx.LocalProtocolError)
"""Faults of the network that are none: sent again, the request fails again."""
EARLY = 30.0
"""Seconds before an access token runs out in which it is renewed already."""
REDIRECTS = 5
READING = frozenset({"GET", "HEAD"})


@dataclass(frozen=True)
class Tokens:
    """A sign-in: keep it to go on later without the password. `runs_out` is a time.time()."""

    access: str
    refresh: str
    runs_out: float

    def __repr__(self) -> str:
        return f"Tokens(runs_out={self.runs_out:.0f})"


@dataclass(frozen=True)
class RateLimit:
    """What the plan still allows, as the last answer told it: `resets` is a time.monotonic()."""

    limit: int
    remaining: int
    resets: float


def address(base: str, route: Route[Any], values: Mapping[str, Any]) -> str:
    """The address of a route. Slashes stay in what is called `name`, a path of its own.

    >>> address("http://studio", routes.FILE, {"file_id": "a/b"})
    'http://studio/api/v1/files/a%2Fb'
    """
    filled = {
        name: quote(str(value), safe="/" if name == "name" else "")
        for name, value in values.items()
    }
    return f"{base}{BASE}{route.path.format(**filled)}"


def query_of(given: Mapping[str, Any]) -> dict[str, str]:
    """A query without what was left out.

    >>> query_of({"limit": 5, "search": "", "shared": True, "kind": None})
    {'limit': '5', 'shared': 'true'}
    """
    kept = {name: value for name, value in given.items() if value is not None and value != ""}
    return {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in kept.items()
    }


def rate_limit_of(headers: Mapping[str, str], now: float) -> RateLimit | None:
    """What the RateLimit headers of an answer tell, if they are there."""
    told = [headers.get(f"ratelimit-{name}", "") for name in ("limit", "remaining", "reset")]
    if not all(one.isascii() and one.isdigit() for one in told):
        return None
    limit, remaining, reset = (int(one[:9]) for one in told)
    return RateLimit(limit, remaining, now + reset)


class Core:
    """Who calls and where, and the flow of one request. One serves all areas of a client."""

    def __init__(
        self,
        base: str,
        *,
        api_key: str,
        tokens: Tokens | None,
        on_tokens: Callable[[Tokens | None], Any] | None,
        retries: int,
        longest_wait: float,
    ) -> None:
        self.base = base
        self.api_key = api_key
        self.tokens = tokens
        self.on_tokens = on_tokens
        self.retries = retries
        self.longest_wait = longest_wait
        self.rate_limit: RateLimit | None = None
        self.lock: Any = None
        """Of the transport: tokens are renewed by one at a time."""

    # Calls

    def call(
        self,
        route: Route[T],
        *,
        query: Mapping[str, Any] | None = None,
        json: Any = None,
        headers: Mapping[str, str] | None = None,
        key: str = "",
        signed: bool = True,
        **values: Any,
    ) -> Flow[T]:
        """What a route answers. `key` makes a write happen once, however often it is sent."""
        request = self.request(route, query=query, json=json, headers=headers, key=key, **values)
        response = yield from self.send(request, signed=signed)
        return self.read(route, response)

    def pages(self, route: Route[Page[T]], query: Mapping[str, Any], **values: Any) -> Stream[T]:
        """Everything of a list, page by page as it is wanted."""
        cursor = ""
        while True:
            asked = {"limit": 100, **query, "cursor": cursor}
            page = yield from self.call(route, query=asked, **values)
            for one in page.items:
                yield Give(one)
            if not page.next_cursor:
                return
            cursor = page.next_cursor

    def request(
        self,
        route: Route[Any],
        *,
        query: Mapping[str, Any] | None = None,
        json: Any = None,
        headers: Mapping[str, str] | None = None,
        key: str = "",
        body: Any = None,
        timeout: float | None = None,
        **values: Any,
    ) -> Request:
        """The request of a route; a write gets an Idempotency-Key."""
        told = dict(headers or {})
        if route.method not in READING:
            told["Idempotency-Key"] = key or str(uuid.uuid4())
        where = address(self.base, route, values)
        return Request(route.method, where, query_of(query or {}), told, json, body, timeout)

    def read(self, route: Route[T], response: httpx.Response) -> T:
        """The answer of a route as its type. Raises Unexpected."""
        if route.answer is None:
            return None  # type: ignore[return-value]
        try:
            return route.read(response.content)
        except ValidationError as error:
            where = ".".join(map(str, error.errors()[0]["loc"])) or "its beginning"
            raise errors.Unexpected(
                f"{route.method} {route.path} answered something that this client does not know "
                f"(at {where}). Is there a studio at {self.base}, and is the client as new as it?"
            ) from error

    # Sending

    def send(
        self, request: Request, *, stream: bool = False, signed: bool = True, patience: float = 0.0
    ) -> Flow[httpx.Response]:
        """The answer, after what passes by itself was waited for. Raises the families of errors.

        A stream is opened and not read; redirects are followed for it. `patience`: for so many
        seconds, a 503 that says when to come back does not count as a failure.
        """
        attempt, is_renewed = 0, False
        until = time.monotonic() + patience
        while True:
            yield from self._let_in()
            mine = (yield from self._credentials()) if signed else {}
            used = self.tokens
            try:
                response = yield from self._answer(request, mine, stream)
            except httpx.TransportError as fault:
                if isinstance(fault, PERMANENT) or attempt >= self.retries:
                    raise self.unreachable(fault) from fault
                yield from self._pause(attempt, None, str(fault) or type(fault).__name__)
                attempt += 1
                continue
            if response.status_code < 400:
                return response
            error = errors.of_answer(response.status_code, response.headers, response.content)
            if error.status == 401 and signed and used and not self.api_key and not is_renewed:
                yield from self.renew(used)
                is_renewed = True
                continue
            asked = retry.retry_after(response.headers.get("retry-after", ""))
            passes = retry.is_passing(
                error.status,
                error.code,
                has_retry_after=asked is not None,
                is_problem=errors.is_problem(response.headers),
            )
            is_told = error.status == 503 and asked is not None and time.monotonic() < until
            if not passes or (asked or 0) > self.longest_wait:
                raise error
            if not is_told:
                if attempt >= self.retries:
                    raise error
                attempt += 1
            yield from self._pause(max(0, attempt - 1), asked, error.detail)

    def _answer(
        self, request: Request, mine: Mapping[str, str], stream: bool
    ) -> Flow[httpx.Response]:
        signed = Request(
            *(request.method, request.url, request.query, {**request.headers, **mine}),
            *(request.json, request.body, request.timeout),
        )
        for _ in range(REDIRECTS + 1):
            response: httpx.Response = yield Ask(signed, stream)
            self.rate_limit = rate_limit_of(response.headers, time.monotonic()) or self.rate_limit
            if not stream:
                return response
            if not response.has_redirect_location:
                if response.status_code >= 400:
                    yield Whole(response)
                return response
            yield Shut(response)
            target = urljoin(str(response.url), response.headers["location"])
            same = urlsplit(target)[:2] == urlsplit(self.base)[:2]
            # A storage elsewhere has its own signature in the link and gets nothing of ours.
            headers = {**request.headers, **(mine if same else {})}
            signed = Request("GET", target, {}, headers, timeout=request.timeout)
        raise errors.Unexpected("The studio sends this request round in circles.")

    def unreachable(self, fault: Exception) -> errors.Unreachable:
        """The error of a connection that was given up."""
        said = str(fault).rstrip(".") or type(fault).__name__
        return errors.Unreachable(f"The studio at {self.base} cannot be reached: {said}.")

    def _pause(self, attempt: int, asked: float | None, why: str) -> Flow[None]:
        seconds = retry.pause(attempt, asked)
        log.info("again in %.1f s: %s", seconds, why)
        yield Wait(seconds)

    def _let_in(self) -> Flow[None]:
        """Waits where the last answer said that nothing is left, rather than be refused."""
        told = self.rate_limit
        left = told.resets - time.monotonic() if told and told.remaining == 0 else 0.0
        if told and 0 < left <= self.longest_wait:
            log.info("the %d requests of this minute are used up: on in %.1f s", told.limit, left)
            yield Wait(left)
        if self.rate_limit is told and left > 0:
            self.rate_limit = None

    # Signing in

    def _credentials(self) -> Flow[dict[str, str]]:
        if self.api_key:
            return {"X-API-Key": self.api_key}
        tokens = self.tokens
        if tokens is None:
            return {}
        if tokens.runs_out - time.time() < EARLY:
            tokens = yield from self.renew(tokens)
        return {"Authorization": f"Bearer {tokens.access}"}

    def renew(self, old: Tokens) -> Flow[Tokens]:
        """New tokens in place of old ones; whoever comes second takes those of the first."""
        yield Acquire(self.lock)
        try:
            if self.tokens is not None and self.tokens is not old:
                return self.tokens
            given = {"refresh_token": old.refresh}
            return self.enter((yield from self.call(routes.REFRESH, json=given, signed=False)))
        finally:
            self.lock.release()

    def enter(self, entry: Entry) -> Tokens:
        """Goes on with the tokens of a sign-in. Raises SecondFactorNeeded."""
        if entry.mfa_required:
            raise errors.SecondFactorNeeded(entry.ticket or "")
        if not entry.access_token or not entry.refresh_token:
            raise errors.Unexpected("The studio signed in without tokens.")
        runs_out = time.time() + (entry.expires_in or 0)
        tokens = Tokens(entry.access_token, entry.refresh_token, runs_out)
        self.keep(tokens)
        return tokens

    def keep(self, tokens: Tokens | None) -> None:
        """Uses these tokens from now on, and tells who wanted to know."""
        self.tokens = tokens
        self.rate_limit = None  # it was that of whoever called before: a guest, to sign in
        if self.on_tokens is not None:
            self.on_tokens(tokens)
