"""Tests of a web process that has just begun: what it answers before it has loaded everything."""

from __future__ import annotations

import contextlib
import gc
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from filmstudio.web import opening
from filmstudio.web.files import Files
from filmstudio.web.opening import Opening


class Late:
    """A site that is loaded when a test says so."""

    def __init__(self, built: Path) -> None:
        self.may, self.lived = threading.Event(), []
        self.app = Opening(Files(built), self.load)

    def load(self) -> Starlette:
        assert self.may.wait(60)

        async def api(_request) -> PlainTextResponse:
            return PlainTextResponse("from the site")

        @contextlib.asynccontextmanager
        async def living(_app):
            self.lived.append("began")
            yield
            self.lived.append("ended")

        return Starlette(
            routes=[Route("/{path:path}", api, methods=["GET", "POST"])], lifespan=living
        )


def test_pages_and_their_files_do_not_wait_for_the_rest(built: Path):
    late = Late(built)
    script = next((built / "site" / "assets").glob("*.js")).name
    with TestClient(late.app) as client, ThreadPoolExecutor() as beside:
        page = client.get("/pricing")
        assert page.status_code == 200
        assert "sha256-" in page.headers["content-security-policy"]
        assert client.get(f"/assets/{script}").headers["cache-control"].endswith("immutable")
        waiting = [
            beside.submit(client.request, method, path)
            for method, path in (
                *(("GET", "/api/v1/health"), ("GET", "/films/one"), ("GET", "/pricing/")),
                *(("GET", "/../scripts.json"), ("GET", "/no/such/page"), ("POST", "/")),
            )
        ]
        assert late.app.site is None
        assert not any(one.done() for one in waiting)
        late.may.set()
        assert {one.result(60).text for one in waiting} == {"from the site"}
        assert client.get("/pricing").text == "from the site"
        assert late.lived == ["began"]
    assert late.lived == ["began", "ended"]
    assert gc.isenabled()


def test_a_process_that_cannot_load_the_site_ends(built: Path, monkeypatch, caplog):
    ended = threading.Event()
    monkeypatch.setattr(opening.os, "_exit", lambda status: ended.set() if status == 1 else None)

    def broken() -> Starlette:
        raise ValueError("the tables are upside down")

    with caplog.at_level(logging.CRITICAL), TestClient(Opening(Files(built), broken)) as client:
        assert ended.wait(60)
        assert client.get("/").status_code == 200
    assert "the tables are upside down" in caplog.text


def test_a_site_that_does_not_begin_ends_the_process_too(built: Path, monkeypatch, caplog):
    ended = threading.Event()
    monkeypatch.setattr(opening.os, "_exit", lambda status: ended.set() if status == 1 else None)

    async def refusing(_scope, receive, send) -> None:
        await receive()
        await send({"type": "lifespan.startup.failed", "message": "redis is another version"})

    with caplog.at_level(logging.CRITICAL), TestClient(Opening(Files(built), lambda: refusing)):
        assert ended.wait(60)
    assert "redis is another version" in caplog.text
