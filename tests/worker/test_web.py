"""Tests of the web server as a process: its logs, and how it stops."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import time

import httpx
import psutil
import pytest

from filmstudio.processes import die_with_parent
from filmstudio.settings import settings
from tests.servers import ROOT
from tests.worker.test_fleet import until
from worker.up import web_answers, web_member

BODY = json.dumps({"email": "ann@example.com", "password": "purple teapots wander"}).encode()


@pytest.fixture
def web(studio, monkeypatch, tmp_path):
    """A web server of two processes, and the file of its logs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setenv("FILMSTUDIO_PORT", str(free.getsockname()[1]))
    monkeypatch.setenv("FILMSTUDIO_WEB_PROCESSES", "2")
    settings.cache_clear()
    logs = tmp_path / "web.log"
    with logs.open("wb") as stream:
        process = subprocess.Popen(
            web_member(pages=False).command,
            cwd=ROOT,
            env=os.environ.copy(),
            stderr=stream,
            preexec_fn=die_with_parent,
        )
    until(web_answers)
    yield process, logs
    process.kill()
    process.wait()


@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
def test_running_requests_are_finished(web):
    process, logs = web
    call = http.client.HTTPConnection("127.0.0.1", settings().port, timeout=20)
    call.putrequest("POST", "/api/v1/auth/login")
    call.putheader("Content-Type", "application/json")
    call.putheader("Content-Length", str(len(BODY)))
    call.putheader("X-Request-ID", "drain-trial-1")
    call.endheaders(BODY[:20])
    time.sleep(0.5)
    process.terminate()
    time.sleep(1.0)
    call.send(BODY[20:])
    answer = call.getresponse()
    assert answer.status == 401
    assert json.loads(answer.read())["code"]
    assert process.wait(15) == 0
    (record,) = [
        json.loads(line) for line in logs.read_text().splitlines() if "drain-trial-1" in line
    ]
    assert record["event"] == "POST /auth/login"
    assert record["status"] == 401
    assert record["process"] == "web"
    assert "example.com" not in logs.read_text()


@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
def test_two_processes_are_measured_as_one(web):
    origin = f"http://127.0.0.1:{settings().port}"
    for _ in range(20):
        with httpx.Client() as fresh:  # a new connection may go to the other process
            assert fresh.get(f"{origin}/api/v1/health").status_code == 200

    def counted() -> float:
        lines = httpx.get(f"{origin}/metrics").text.splitlines()
        found = [line for line in lines if line.startswith("filmstudio_http_requests_total{")]
        return sum(float(line.split()[-1]) for line in found if '"/health"' in line)

    until(lambda: counted() >= 20, 10)


@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
def test_no_process_stays_of_a_server_that_is_killed(web):
    process, _ = web
    children = psutil.Process(process.pid).children(recursive=True)
    assert len(children) >= 2
    process.kill()
    process.wait()
    _, alive = psutil.wait_procs(children, timeout=10)
    assert alive == []


@pytest.mark.parametrize("studio", ["sqlite"], indirect=True)
def test_headers_that_never_end_are_not_waited_for(web):
    """Slow loris: many connections that drip a header each few seconds."""
    port = settings().port
    slow = [socket.create_connection(("127.0.0.1", port), timeout=30) for _ in range(50)]
    for one in slow:
        one.sendall(b"GET /api/v1/health HTTP/1.1\r\nHost: studio\r\n")
    begun = time.monotonic()
    open_ = set(slow)
    while open_ and time.monotonic() < begun + 30:
        # The others are served meanwhile: this raises where no answer comes.
        assert httpx.get(f"http://127.0.0.1:{port}/api/v1/health").status_code == 200
        time.sleep(2)
        for one in list(open_):
            one.setblocking(False)
            try:
                one.sendall(b"X-More: 1\r\n")
                if one.recv(1000) == b"":
                    open_.discard(one)
            except BlockingIOError:
                pass
            except OSError:
                open_.discard(one)
    for one in slow:
        one.close()
    assert not open_
