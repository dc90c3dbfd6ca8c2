"""Tests of what is told to Sentry, against a local server that takes its envelopes."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.servers import ROOT

FAILS = """
import logging
from filmstudio import logs, sentry
logs.set_up("worker")
print(sentry.start("worker"))
def make(script, password):
    raise ValueError("ann@example.com sent Bearer abcdef0123456789")
log = logging.getLogger("filmstudio.trial")
with logs.about(job_id="job-1", task_id="task-1", user_id="user-1", stage="speak"):
    log.warning("a warning is not told")
    try:
        make("INT. SECRET ROOM", "hunter22")
    except ValueError:
        log.exception("%s failed for %s", "speak l1", "ben@example.com")
sentry.flush()
"""


@pytest.fixture
def ingest() -> Iterator[tuple[str, list[bytes]]]:
    """An ingest server's DSN, and the bodies it was sent."""
    bodies: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            packed = self.headers.get("Content-Encoding") == "gzip"
            bodies.append(gzip.decompress(body) if packed else body)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://public@127.0.0.1:{server.server_port}/7", bodies
    server.shutdown()


def run(dsn: str, code: str = FAILS) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"SENTRY_DSN": dsn, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def events(bodies: list[bytes]) -> list[dict[str, Any]]:
    """The events of envelopes: each item is a line of headers and one of content."""
    found = []
    for body in bodies:
        lines = body.split(b"\n")
        for head, item in zip(lines[1::2], lines[2::2], strict=False):
            if json.loads(head).get("type") == "event":
                found.append(json.loads(item))
    return found


def test_an_error_is_told_with_ids_and_nothing_personal(ingest):
    dsn, bodies = ingest
    done = run(dsn)
    assert done.stdout.strip() == "True", done.stderr
    (event,) = events(bodies)
    assert event["exception"]["values"][0]["type"] == "ValueError"
    assert event["tags"] == {
        "job_id": "job-1",
        "task_id": "task-1",
        "process": "worker",
        "stage": "speak",
    }
    assert event["user"] == {"id": "user-1"}
    assert event["release"].startswith("filmstudio@")
    whole = b"\n".join(bodies)
    for private in (b"example.com", b"abcdef0123", b"SECRET ROOM", b"hunter22", b"server_name"):
        assert private not in whole


def test_nothing_is_told_without_an_address():
    done = run("")
    assert done.stdout.strip() == "False", done.stderr


def test_a_wrong_address_is_said_in_a_sentence():
    done = run("not an address", "from filmstudio import sentry; sentry.start('web')")
    assert "SENTRY_DSN is not the address" in done.stderr


def test_a_server_that_is_away_holds_nothing_up():
    done = run("http://public@127.0.0.1:9/7")
    assert done.returncode == 0, done.stderr
