"""The built pages and their files, and what browsers are told with them."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from starlette.types import Message, Receive, Scope, Send

from filmstudio.settings import settings
from filmstudio.web import build

EVENTS = "/_event"
LIVE = (EVENTS, "/_upload", "/ping", "/_health")
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


class Files:
    """ASGI application of a build: its pages and their files.

    `route_of` says which page an address belongs to, for pages whose addresses vary.
    """

    def __init__(
        self, made: Path, route_of: Callable[[str], str | None] = lambda _path: None
    ) -> None:
        from reflex.utils.precompressed_staticfiles import PrecompressedStaticFiles

        self.files = PrecompressedStaticFiles(
            directory=made / "site", html=True, encodings=["brotli", "gzip"], router=route_of
        )
        self.policies = {name: policy(found) for name, found in build.hashes(made).items()}
        self.dynamic = (made / "site" / "404.html").read_bytes()
        """The page that browsers are given for addresses that vary; its scripts do the rest."""
        self.fallback = self.policies.get("404.html", policy([]))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.files(self._file(scope), receive, self.with_headers(scope, send))

    def has(self, scope: Scope) -> bool:
        """Whether a request is one for a page or a file that was built, so that nothing else is
        needed to answer it."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return False
        path = self._file(scope)["path"]
        if path.strip("/") in self.policies:
            return scope["path"] == "/" or not scope["path"].endswith("/")
        _, found = self.files.lookup_path(path.strip("/"))
        return found is not None and stat.S_ISREG(found.st_mode)

    def _file(self, scope: Scope) -> Scope:
        """The request for the file that an address stands for."""
        path = scope["path"]
        if path.startswith("/dev/") and not settings().gallery:
            return {**scope, "path": "/not/there"}
        page = _file_of(path)
        return {**scope, "path": f"/{page}"} if page in self.policies else scope

    def with_headers(self, scope: Scope, send: Send) -> Send:
        """`send`, with what browsers are told of every answer: what it may load, and how long it
        may be kept."""
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
