"""How soon the fleet reacts, at its usual settings: joining, cancelling, and work that is stuck.

    python -m benchmarks.reactions [--times 5] [--postgres]

Bars: a worker that joins takes work in 1 s of being ready, a cancelled task is over in 1 s, and a
task whose process has stopped is begun again by another in at most 60 s.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

from benchmarks.fleet import finished, stop, studio_in, workers
from tests.servers import titled


def within(condition: Callable[[], Any], limit: float) -> float:
    """Seconds until the condition holds. Raises SystemExit when it does not come to that."""
    begun = time.monotonic()
    while time.monotonic() - begun < limit:
        if condition():
            return time.monotonic() - begun
        time.sleep(0.005)
    sys.exit("It did not come to that in time.")


def members(supervisor: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """The worker processes under a supervisor."""
    return titled(psutil.Process(supervisor.pid), "filmstudio worker")


def horses(supervisor: subprocess.Popen[bytes]) -> list[psutil.Process]:
    """The processes that make tasks now."""
    return [horse for one in members(supervisor) for horse in one.children()]


def waits(count: int) -> bool:
    """Whether so many workers wait for rings."""
    from rq import Worker

    from filmstudio.settings import settings
    from filmstudio.store.redis import connect

    found = Worker.all(connection=connect(settings().redis))
    return sum(one.get_state() == "idle" for one in found) >= count


def busy(render: Any, **fields: Any) -> bool:
    """Whether a part of a toy render is being made."""
    from tests.services.renders.studio_of import tasks_of

    return any(
        task.state == "running"
        and task.stage == "toypart"
        and all(getattr(task, name) == value for name, value in fields.items())
        for task in tasks_of(render)
    )


def joining() -> dict[str, float]:
    """Work is there; a worker joins. Seconds from its start, and from when it is ready."""
    from tests.services.renders.studio_of import person, tasks_of, toy

    render = toy(person(f"{uuid.uuid4().hex}@example.com"), "parts=2 work=0.2")
    begun = time.monotonic()
    running = workers(1)
    within(lambda: members(running), 60)
    member = psutil.Process(members(running)[0].pid)
    # Its first horse is forked as soon as it has loaded what every task needs.
    within(lambda: member.children(), 60)
    ready = time.monotonic()
    within(lambda: any(task.state in ("running", "done") for task in tasks_of(render)), 60)
    took = time.monotonic()
    finished([render.id], 60)
    stop(running)
    return {"from_start_s": round(took - begun, 2), "from_ready_s": round(took - ready, 3)}


def cancelling(deaf: bool) -> float:
    """Seconds from the cancel until the task's process is free or gone."""
    from filmstudio.services.renders.ending import cancel
    from filmstudio.store.db import database
    from tests.services.renders.studio_of import person, toy

    actor = person(f"{uuid.uuid4().hex}@example.com")
    render = toy(actor, "parts=1 work=60" + (" hang=p0" if deaf else ""))
    within(lambda: busy(render), 60)
    time.sleep(0.37)
    begun = time.monotonic()
    with database().transaction() as session:
        cancel(session, actor, render.id)
    within(lambda: not horses(_fleet[0]), 60)
    return time.monotonic() - begun


def stuck() -> float:
    """Seconds until a task whose processes are stopped (SIGSTOP) is begun by another worker."""
    from tests.services.renders.studio_of import person, toy

    running = _fleet[0]
    render = toy(person(f"{uuid.uuid4().hex}@example.com"), "parts=1 work=6")
    within(lambda: busy(render, attempts=1), 60)
    # Both workers may have a process just now; the one that works has used the most CPU.
    time.sleep(1.0)
    horse = max(horses(running), key=lambda one: one.cpu_times().user)
    held = [horse.parent() or horse, horse]
    for process in held:
        process.suspend()
    took = within(lambda: busy(render, attempts=2), 120)
    for process in held:
        process.resume()
    finished([render.id], 120)
    return took


_fleet: list[subprocess.Popen[bytes]] = []


def measure(times: int) -> dict[str, Any]:
    """Everything, so many times; the worst counts."""
    joined = [joining() for _ in range(times)]
    _fleet[:] = [workers(2)]
    within(lambda: waits(2), 60)
    listening = [cancelling(deaf=False) for _ in range(times)]
    deaf = [cancelling(deaf=True) for _ in range(times)]
    taken = [stuck() for _ in range(max(1, times // 2))]
    stop(_fleet[0])
    return {
        "join_from_ready_s": max(one["from_ready_s"] for one in joined),
        "join_from_start_s": max(one["from_start_s"] for one in joined),
        "cancel_s": round(max(listening), 2),
        "cancel_deaf_s": round(max(deaf), 2),
        "stuck_retaken_s": round(max(taken), 1),
        "times": times,
    }


def main() -> None:
    """Starts redis and the database, measures, and prints the worst figures as JSON."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--postgres", action="store_true")
    args = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="reactions-") as folder,
        studio_in(Path(folder) / "data", postgres=args.postgres),
    ):
        print(json.dumps(measure(args.times), indent=2))


if __name__ == "__main__":
    main()
