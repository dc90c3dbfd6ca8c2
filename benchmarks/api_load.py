"""How many requests the API answers: job status against a route that does nothing, in one run.

    python -m benchmarks.api_load [--seconds 12] [--connections 16] [--postgres]

Starts a studio of its own (granian with two processes, the bundled redis, SQLite or Postgres), signs
many people in (an account has a limit of its own), and asks. Acceptance: job status at least 1,000
a second with a 95th percentile under 50 ms, and at least half of the empty route's rate.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

PEOPLE = 60
SLICES = 6
EMPTY = "/api/v1/health"


@dataclass(frozen=True)
class Measured:
    """One round: requests a second, and how long they took in milliseconds."""

    route: str
    requests: int
    rate: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    failed: int


class _Caller(asyncio.Protocol):
    """One connection that sends a request as soon as it has the answer to the last one."""

    def __init__(self, requests: list[bytes], at: int, until: float) -> None:
        self.requests, self.at, self.until = requests, at, until
        self.taken: list[float] = []
        self.failed, self.waiting, self.begun = 0, bytearray(), 0.0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self._send()

    def _send(self) -> None:
        self.at = (self.at + 1) % len(self.requests)
        self.begun = time.perf_counter()
        self.transport.write(self.requests[self.at])  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self.waiting += data
        end = self.waiting.find(b"\r\n\r\n")
        if end < 0:
            return
        head = bytes(self.waiting[:end]).lower()
        at = head.find(b"content-length:")
        length = int(head[at + 15 :].split(b"\r\n", 1)[0])
        if len(self.waiting) < end + 4 + length:
            return
        moment = time.perf_counter()
        self.taken.append(moment - self.begun)
        self.failed += not head.startswith(b"http/1.1 200")
        self.waiting.clear()
        if moment < self.until:
            self._send()
        elif not self.done.done():
            self.transport.close()
            self.done.set_result(None)

    def connection_lost(self, error: Exception | None) -> None:
        if not self.done.done():
            self.failed += 1
            self.done.set_result(None)


@dataclass(frozen=True)
class Round:
    """What some seconds of asking gave: how long each request took, and how long all of it."""

    taken: list[float]
    seconds: float
    failed: int


async def load(port: int, requests: list[bytes], connections: int, seconds: float) -> Round:
    """Asks from several connections for some seconds."""
    begun = time.perf_counter()
    callers = []
    for number in range(connections):
        at = number * len(requests) // connections

        def caller(at: int = at) -> _Caller:
            return _Caller(requests, at, begun + seconds)

        _, protocol = await asyncio.get_running_loop().create_connection(caller, "127.0.0.1", port)
        callers.append(protocol)
    await asyncio.gather(*(one.done for one in callers))
    return Round(
        [moment for one in callers for moment in one.taken],
        time.perf_counter() - begun,
        sum(one.failed for one in callers),
    )


def measured(route: str, rounds: list[Round]) -> Measured:
    """All rounds of a route together."""
    taken = sorted(moment for one in rounds for moment in one.taken)

    def percentile(part: float) -> float:
        return round(taken[min(len(taken) - 1, int(len(taken) * part))] * 1000, 2)

    return Measured(
        *(route, len(taken), round(len(taken) / sum(one.seconds for one in rounds))),
        *(percentile(0.5), percentile(0.95), percentile(0.99)),
        sum(one.failed for one in rounds),
    )


def request(path: str, token: str = "") -> bytes:
    """An HTTP request as bytes."""
    bearer = f"Authorization: Bearer {token}\r\n" if token else ""
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{bearer}\r\n".encode()


def people() -> list[bytes]:
    """Signs people in, gives each a job, and returns what they ask."""
    from filmstudio.services.accounts import tokens
    from filmstudio.store.db import database
    from filmstudio.store.tables import LoginSession, Project, Render, User
    from filmstudio.store.types import now

    asked = []
    with database().transaction() as session:
        for number in range(PEOPLE):
            user = User(email=f"{number}@example.com", plan="enterprise")
            session.add(user)
            session.flush()
            login = LoginSession(user_id=user.id, expires_at=now() + timedelta(days=1))
            project = Project(owner_id=user.id)
            session.add_all([login, project])
            session.flush()
            render = Render(project_id=project.id, user_id=user.id, state="processing", part=0.4)
            session.add(render)
            session.flush()
            token = tokens.issue(user.id, login.id)
            asked.append(request(f"/api/v1/jobs/{render.id}/status", token))
    return asked


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def studio(postgres: bool) -> Iterator[int]:
    """A web server of two processes with everything it needs; gives its port."""
    from filmstudio.store import migrate
    from filmstudio.store.db import database
    from tests.servers import running_postgres, running_redis

    with contextlib.ExitStack() as stack:
        data = stack.enter_context(tempfile.TemporaryDirectory(prefix="api-load-"))
        os.environ |= {
            "FILMSTUDIO_DATA": data,
            "REDIS_URL": stack.enter_context(running_redis()).url,
            "DATABASE_URL": stack.enter_context(running_postgres()) if postgres else "",
        }
        migrate.upgrade(database())
        port = free_port()
        server = subprocess.Popen(
            [
                *(sys.executable, "-m", "granian", "--interface", "asgi", "--factory"),
                *("--host", "127.0.0.1", "--port", str(port), "--workers", "2"),
                *("--log-level", "warning", "filmstudio.api.app:create_app"),
            ],
            cwd=Path(__file__).resolve().parent.parent,
        )
        stack.callback(server.wait)
        stack.callback(server.terminate)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield port


def main() -> None:
    """Measures and prints one JSON document; ends with 1 where the bar is missed."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--seconds", type=float, default=12.0)
    given.add_argument("--connections", type=int, default=16)
    given.add_argument("--postgres", action="store_true")
    options = given.parse_args()
    with studio(options.postgres) as port:
        asked = people()
        requests = {"empty": [request(EMPTY)], "status": asked}
        slices: dict[str, list[Round]] = {route: [] for route in requests}
        for route in requests:
            asyncio.run(load(port, requests[route], options.connections, 1.5))  # warm
        # By turns, so that whatever else the machine does meets both alike.
        for _ in range(SLICES):
            for route in requests:
                part = load(port, requests[route], options.connections, options.seconds / SLICES)
                slices[route].append(asyncio.run(part))
    empty, status = (measured(route, slices[route]) for route in requests)
    ratio = round(status.rate / empty.rate, 3)
    passes = status.rate >= 1000 and status.p95_ms < 50 and ratio >= 0.5 and not status.failed
    report = {"empty": asdict(empty), "status": asdict(status), "ratio": ratio, "passes": passes}
    print(json.dumps(report, indent=2))
    sys.exit(0 if passes else 1)


if __name__ == "__main__":
    main()
