"""The whole site on one port: pages, their live states, and the API; and what browsers are told.

Written as plain ASGI around all three, so that requests to the API pass through nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from filmstudio.api import cards
from filmstudio.api.door import same_site
from filmstudio.errors import Forbidden
from filmstudio.settings import settings
from filmstudio.web import build

API = ("/api/", "/health", "/ready", "/metrics")
LIVE = ("/_event", "/_upload", "/ping", "/_health")
"""Where Reflex listens: the socket of events, and uploads."""
FOREVER = ("/assets/", "/fonts/", "/frames/")
"""Files whose names bear a digest of what is in them."""
_ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"strict-origin-when-cross-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (
        b"permissions-policy",
        b"camera=(self), microphone=(self), fullscreen=(self), geolocation=(), payment=(), usb=()",
    ),
)


def policy(scripts: list[str]) -> str:
    """The content security policy of a page (https://www.w3.org/TR/CSP3/): everything comes from
    this site, and of the scripts within the page only those that were built into it.

    Pictures and films may also come from the storage that the API sends browsers on to.
    """
    given = settings()
    storage = ""
    if given.s3_bucket:
        parts = urlsplit(given.s3_endpoint or f"https://s3.{given.s3_region}.amazonaws.com")
        storage = f" {parts.scheme}://{parts.netloc} {parts.scheme}://*.{parts.netloc}"
    allowed = " ".join(["'self'", *(f"'{one}'" for one in scripts)])
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src {allowed}",
            "style-src 'self'",
            "style-src-attr 'unsafe-inline'",  # lengths of bars in prerendered pages
            f"img-src 'self' data: blob:{storage}",
            f"media-src 'self' blob:{storage}",
            f"connect-src 'self'{storage}",
            "font-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


class Beside:
    """The API beside another application: the addresses of the one go to it, all others on."""

    def __init__(self, api: ASGIApp, other: ASGIApp) -> None:
        self.api, self.other = api, other

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        to_api = scope["type"] != "lifespan" and scope["path"].startswith(API)
        await (self.api if to_api else self.other)(scope, receive, send)


class Site:
    """ASGI application of the whole studio.

    `live` is Reflex' own application, `route_of` says which page an address belongs to.
    """

    def __init__(
        self, api: ASGIApp, live: ASGIApp, made: Path, route_of: Callable[[str], str | None]
    ) -> None:
        from reflex.utils.precompressed_staticfiles import PrecompressedStaticFiles

        self.api, self.live = api, live
        self.files = PrecompressedStaticFiles(
            directory=made / "site", html=True, encodings=["brotli", "gzip"], router=route_of
        )
        self.policies = {name: policy(found) for name, found in build.hashes(made).items()}
        self.dynamic = (made / "site" / "404.html").read_bytes()
        """The page that browsers are given for addresses that vary; its scripts do the rest."""
        self.fallback = self.policies.get("404.html", policy([]))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.live(scope, receive, send)
            return
        path = scope["path"]
        if path.startswith(API):
            await self.api(scope, receive, send)
        elif path.startswith(LIVE):
            try:
                same_site(scope)
            except Forbidden as error:
                await _refuse(error.message, scope, receive, send)
                return
            await self.live(scope, receive, self._with_headers(scope, send))
        elif scope["type"] == "websocket":
            await _refuse("There is no socket at this address.", scope, receive, send)
        elif path != "/" and path.endswith("/"):
            await _moved(path, scope, receive, send)
        elif (address := cards.address_in(path)) and scope["method"] in ("GET", "HEAD"):
            await self._film(address, scope, receive, send)
        else:
            await self.files(self._file(scope), receive, self._with_headers(scope, send))

    def _file(self, scope: Scope) -> Scope:
        """The request for the file that an address stands for."""
        path = scope["path"]
        if path.startswith("/dev/") and not settings().gallery:
            return {**scope, "path": "/not/there"}
        page = _file_of(path)
        return {**scope, "path": f"/{page}"} if page in self.policies else scope

    async def _film(self, address: str, scope: Scope, receive: Receive, send: Send) -> None:
        """A film's page, with what is told of it to readers that run no scripts."""
        made, status, listed = await run_in_threadpool(cards.with_card, self.dynamic, address)
        answer = HTMLResponse(made, status)
        if not listed:
            answer.headers["X-Robots-Tag"] = "noindex"
        await answer(scope, receive, self._with_headers(scope, send))

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        path = scope["path"]

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message.get("headers", ()), *_ALWAYS]
                names = {name.lower() for name, _ in headers}
                kind = next((v for n, v in headers if n.lower() == b"content-type"), b"")
                if kind.startswith(b"text/html"):
                    found = self.policies.get(_file_of(path), self.fallback)
                    headers.append((b"content-security-policy", found.encode()))
                if settings().origin.startswith("https:"):
                    headers.append((b"strict-transport-security", b"max-age=31536000"))
                if b"cache-control" not in names:
                    headers.append((b"cache-control", _kept(path, message["status"], kind)))
                message = {**message, "headers": headers}
            await send(message)

        return answered


def _file_of(path: str) -> str:
    return "index.html" if path == "/" else f"{path.strip('/')}/index.html"


def _kept(path: str, status: int, kind: bytes) -> bytes:
    if path.startswith(FOREVER) and status in (200, 206, 304):
        return b"public, max-age=31536000, immutable"
    if path.startswith(LIVE):
        return b"no-store"
    if status in (200, 206, 304) and not kind.startswith(b"text/html"):
        return b"public, max-age=3600"
    return b"no-cache"


async def _refuse(said: str, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008, "reason": said})
        return
    await PlainTextResponse(said, 403)(scope, receive, send)


async def _moved(path: str, scope: Scope, receive: Receive, send: Send) -> None:
    """An address with a slash at its end is the one without."""
    from starlette.responses import RedirectResponse

    query = scope.get("query_string", b"").decode("latin-1")
    # One slash only: `//host` would lead to another site.
    where = "/" + path.strip("/") + (f"?{query}" if query else "")
    await RedirectResponse(where, 308)(scope, receive, send)
