"""What the fleet costs and gains: overhead of a task, and two workers against one, in one run.

    python -m benchmarks.fleet [--tasks 200] [--films 10] [--postgres]

Bars: at most 50 ms of overhead a task; ten different 15 s films at least 1.8 times as fast with
two workers as with one (on two free cores). One worker that is kept on one core is measured as well:
it tells whether the one of the ratio had more than a core.
`--films 0` leaves the films out.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from filmstudio.processes import die_with_parent
from tests.servers import (
    ROOT,
    forget_everything,
    new_postgres,
    new_sqlite,
    running_postgres,
    running_redis,
)

ENDED = ("completed", "failed", "cancelled")
SCRIPT = """Title: {title}

INT. KITCHEN - DAY

ANN
Where did you put the letter from {title}?

BEN
On the table, under the blue cup.
"""


def workers(count: int, core: int | None = None) -> subprocess.Popen[bytes]:
    """A supervisor with these many workers; with `core`, all of it runs on that core alone."""

    def begin() -> None:
        die_with_parent()
        if core is not None:
            os.sched_setaffinity(0, {core})

    command = f"from filmstudio.cli import app; app(['worker', '-n', '{count}'])"
    return subprocess.Popen(
        [sys.executable, "-c", command],
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
        preexec_fn=begin,
    )


def finished(ids: list[uuid.UUID], limit: float) -> list[Any]:
    """Waits until these renders have ended, and returns them. Raises SystemExit where one failed."""
    from sqlmodel import col, select

    from filmstudio.store.db import database
    from filmstudio.store.tables import Render

    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        with database().reading() as session:
            rows = list(session.exec(select(Render).where(col(Render.id).in_(ids))))
        if all(row.state in ENDED for row in rows):
            wrong = [row.error for row in rows if row.state != "completed"]
            if wrong:
                sys.exit(f"A film was not made: {wrong[0]}")
            return rows
        time.sleep(0.05)
    sys.exit("The films were not made in time.")


def warm(count: int, core: int | None = None) -> subprocess.Popen[bytes]:
    """Workers that have loaded everything: each has made a small render."""
    from tests.services.renders.studio_of import person, toy

    running = workers(count, core)
    actor = person(f"{uuid.uuid4().hex}@example.com")
    finished([toy(actor, "parts=8 work=0.3").id], 120)
    return running


def stop(running: subprocess.Popen[bytes]) -> None:
    running.send_signal(signal.SIGTERM)
    running.wait(60)


def overhead(tasks: int) -> dict[str, float]:
    """Milliseconds a task costs beyond its own work, on one warm worker."""
    from tests.services.renders.studio_of import person, tasks_of, toy

    running = warm(1)
    render = toy(person(f"{uuid.uuid4().hex}@example.com"), f"parts={tasks} work=0")
    row = finished([render.id], 600)[0]
    stop(running)
    made = tasks_of(row)
    wall = (row.finished_at - row.started_at).total_seconds()
    own = sum(task.wall for task in made)
    return {
        "tasks": len(made),
        "ms_a_task": round((wall - own) / len(made) * 1000, 2),
        "ms_of_work": round(own / len(made) * 1000, 2),
    }


def films(count: int, machines: int, core: int | None = None) -> float:
    """Seconds in which so many warm workers make so many different short films."""
    from tests.services.renders.studio_of import person, project_of, started

    running = warm(machines, core)
    actor = person(f"{uuid.uuid4().hex}@example.com")
    begun = time.monotonic()
    ids = []
    for number in range(count):
        title = f"Town {number} {uuid.uuid4().hex[:4]}"
        project = project_of(
            actor,
            SCRIPT.format(title=title),
            duration=15.0,
            lines=360,
            seed=uuid.uuid4().int % 2**31,  # no part is there already from the run before
            music="auto",
        )
        ids.append(started(actor, project, goals=("film",)).id)
    finished(ids, 1800)
    took = time.monotonic() - begun
    stop(running)
    return took


@contextmanager
def studio_in(data: Path, *, postgres: bool) -> Iterator[None]:
    """A studio of its own in a data folder, with redis and a database, for this process and its children."""
    with running_redis() as redis, ExitStack() as more:
        os.environ |= {
            "FILMSTUDIO_DATA": str(data),
            "REDIS_URL": redis.url,
            "DATABASE_URL": "",
            "FILMSTUDIO_RECIPES": "toy=tests.worker.toy:toy_workshop",
        }
        if postgres:
            os.environ["DATABASE_URL"] = new_postgres(more.enter_context(running_postgres()))
            data.mkdir()
        else:
            new_sqlite(data)
        forget_everything()
        yield


def measure(args: argparse.Namespace) -> dict[str, Any]:
    """Everything that was asked for."""
    found: dict[str, Any] = {"overhead": overhead(args.tasks)}
    if args.films:
        last = max(os.sched_getaffinity(0))
        one, two = films(args.films, 1), films(args.films, 2)
        confined = films(args.films, 1, last)
        found["films"] = {
            "films": args.films,
            "one_worker_s": round(one, 1),
            "two_workers_s": round(two, 1),
            "one_worker_on_one_core_s": round(confined, 1),
            "ratio": round(one / two, 2),
            "ratio_to_one_core": round(confined / two, 2),
        }
    return found


def main() -> None:
    """Starts redis and the database, measures, and prints the figures as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--tasks", type=int, default=200)
    parser.add_argument("--films", type=int, default=10)
    parser.add_argument("--postgres", action="store_true")
    args = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="fleet-") as folder,
        studio_in(Path(folder) / "data", postgres=args.postgres),
    ):
        print(json.dumps(measure(args), indent=2))


if __name__ == "__main__":
    main()
