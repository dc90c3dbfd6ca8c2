"""The whole site on one port: pages, their live states, and the API.

Written as plain ASGI around all three, so that requests to the API pass through nothing else.
"""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from filmstudio.api import cards
from filmstudio.api.door import address_of, same_site
from filmstudio.errors import Forbidden
from filmstudio.web.files import EVENTS, LIVE, Files
from filmstudio.web.pace import Paced, Sockets

API = ("/api/", "/health", "/ready", "/metrics")


class Beside:
    """The API beside another application: the addresses of the one go to it, all others on."""

    def __init__(self, api: ASGIApp, other: ASGIApp) -> None:
        self.api, self.other = api, other

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        to_api = scope["type"] != "lifespan" and scope["path"].startswith(API)
        await (self.api if to_api else self.other)(scope, receive, send)


class Site:
    """ASGI application of the whole studio. `live` is Reflex' own application."""

    def __init__(self, api: ASGIApp, live: ASGIApp, files: Files) -> None:
        self.api, self.live, self.files = api, live, files
        self.sockets = Sockets()

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
            await self._live(scope, receive, self.files.with_headers(scope, send))
        elif scope["type"] == "websocket":
            await _refuse("There is no socket at this address.", scope, receive, send)
        elif path != "/" and path.endswith("/"):
            await _moved(path, scope, receive, send)
        elif (address := cards.address_in(path)) and scope["method"] in ("GET", "HEAD"):
            await self._film(address, scope, receive, send)
        else:
            await self.files(scope, receive, send)

    async def _live(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            with self.sockets.counted(address_of(scope)) as may:
                if may:
                    await self.live(scope, Paced(receive), send)
                else:
                    await _refuse("Too many pages are open at this address.", scope, receive, send)
        elif scope["path"].startswith(EVENTS):  # long polling would be heard at no pace
            await _refuse("Pages speak by a WebSocket.", scope, receive, send)
        else:
            await self.live(scope, receive, send)

    async def _film(self, address: str, scope: Scope, receive: Receive, send: Send) -> None:
        """A film's page, with what is told of it to readers that run no scripts."""
        made, status, listed = await run_in_threadpool(cards.with_card, self.files.dynamic, address)
        answer = HTMLResponse(made, status)
        if not listed:
            answer.headers["X-Robots-Tag"] = "noindex"
        await answer(scope, receive, self.files.with_headers(scope, send))


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
