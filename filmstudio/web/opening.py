"""A web process that has just begun: its pages are served at once, while all the rest is loaded."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from filmstudio.web.files import Files

log = logging.getLogger(__name__)


class Opening:
    """ASGI application that serves the built pages from its first moment. Requests that need more
    than files wait until the whole site has been loaded; then it answers everything.

    `load` makes the site; it runs in a thread. A process whose site cannot be loaded ends, and its
    server begins another.
    """

    def __init__(self, files: Files, load: Callable[[], ASGIApp]) -> None:
        self.files, self.load = files, load
        self.site: ASGIApp | None = None
        self._loaded = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(scope, receive, send)
            return
        if self.site is None and not self.files.has(scope):
            await self._loaded.wait()
        await (self.site or self.files)(scope, receive, send)

    async def _live(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The life of the server: it may serve at once, and the site's own life begins later."""
        await receive()
        life: list[_Life] = []
        loading = asyncio.create_task(self._begin(scope, life))
        await send({"type": "lifespan.startup.complete"})
        await receive()
        loading.cancel()
        if self.site is not None:
            await life[0].tell("shutdown")
        await send({"type": "lifespan.shutdown.complete"})

    async def _begin(self, scope: Scope, life: list[_Life]) -> None:
        try:
            site = await asyncio.to_thread(self._load)
            life.append(_Life(site, scope))
            await life[0].tell("startup")
        except Exception:
            log.critical("The studio could not be loaded.", exc_info=True)
            os._exit(1)
        else:
            self.site = site
            self._loaded.set()

    def _load(self) -> ASGIApp:
        # Everything that is loaded stays: to look through it again and again while there is more
        # and more of it takes a tenth of the time, and finds nothing.
        gc.disable()
        try:
            return self.load()
        finally:
            gc.freeze()
            gc.enable()


class _Life:
    """The life of an application within another, as a server would lead it (ASGI, lifespan)."""

    def __init__(self, app: ASGIApp, scope: Scope) -> None:
        self._told: asyncio.Queue[Message] = asyncio.Queue()
        self._said: asyncio.Queue[Message] = asyncio.Queue()
        living = app(scope, self._told.get, self._said.put)
        self._living = asyncio.ensure_future(living)

    async def tell(self, what: str) -> None:
        """Tells it to start up or to shut down, and waits until it has. Raises what it raises, and
        RuntimeError where it says that it could not."""
        await self._told.put({"type": f"lifespan.{what}"})
        answer = asyncio.ensure_future(self._said.get())
        await asyncio.wait({answer, self._living}, return_when=asyncio.FIRST_COMPLETED)
        if not answer.done():
            answer.cancel()
            self._living.result()
            raise RuntimeError(f"The site ended at its {what}.")
        said = answer.result()
        if said["type"] != f"lifespan.{what}.complete":
            raise RuntimeError(said.get("message", ""))
