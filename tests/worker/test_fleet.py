"""Tests of real worker processes: joining, dying, hanging, being cancelled and being told to stop."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator

import psutil
import pytest
import redis

from filmstudio.processes import die_with_parent
from filmstudio.services.actor import Actor
from filmstudio.services.renders.ending import cancel
from filmstudio.store.db import database
from filmstudio.store.tables import Render
from tests.servers import ROOT, RedisServer, Studio, new_sqlite, standing_in, titled
from tests.services.renders.studio_of import person, render_row, tasks_of, toy

FAST = {"FILMSTUDIO_LEASE_SECONDS": "3", "FILMSTUDIO_SWEEP_SECONDS": "0.5"}
WORKER = "from filmstudio.cli import app; app(['worker', '-n', '1'])"


@pytest.fixture(scope="module")
def studio(redis_server: RedisServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """One studio for all of these. On Postgres, whole fleets are tried by test_chaos.py."""
    data = tmp_path_factory.mktemp("fleet") / "data"
    new_sqlite(data)
    redis.Redis.from_url(redis_server.url).flushall()
    with standing_in(data, "", redis_server.url) as made:
        yield made


@pytest.fixture(scope="module")
def fleet(studio: Studio) -> Iterator[psutil.Process]:
    """One worker and a keeper under their supervisor, joined to the studio."""
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER],
        cwd=ROOT,
        env=os.environ | FAST,
        stderr=subprocess.DEVNULL,
        preexec_fn=die_with_parent,
    )
    yield psutil.Process(process.pid)
    process.terminate()
    assert process.wait(60) in (0, -signal.SIGTERM)
    assert left_behind(studio) == []


@pytest.fixture
def ann(studio: Studio) -> Actor:
    """Somebody new."""
    return person(f"{uuid.uuid4()}@example.com")


def left_behind(studio: Studio) -> list[int]:
    """Processes of this studio that outlived their supervisor."""
    found = []
    for process in psutil.process_iter():
        try:
            mine = process.environ().get("FILMSTUDIO_DATA") == str(studio.data)
            if mine and process.pid != os.getpid() and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
    return found


def until(condition: Callable[[], bool], seconds: float = 180.0) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("It did not come to that.")


def ended(render: Render) -> bool:
    return render_row(render.id).state in ("completed", "failed", "cancelled")


def running(render: Render, stage: str = "toypart") -> bool:
    return any(task.state == "running" and task.stage == stage for task in tasks_of(render))


def workers(fleet: psutil.Process) -> list[psutil.Process]:
    return titled(fleet, "filmstudio worker")


def forkserver(fleet: psutil.Process) -> psutil.Process | None:
    return next(iter(titled(fleet, "filmstudio fork server")), None)


def horses(fleet: psutil.Process) -> list[psutil.Process]:
    return [horse for worker in workers(fleet) for horse in worker.children()]


def test_a_worker_that_joins_makes_what_waits(fleet, ann):
    render = toy(ann, "parts=3 work=0.05")
    until(lambda: ended(render))
    assert render_row(render.id).state == "completed"


@pytest.mark.parametrize("victim", ["horse", "worker"])
def test_killed_processes_cost_nothing_but_time(fleet, ann, victim):
    render = toy(ann, "parts=3 work=0.6")
    until(lambda: running(render))
    for process in horses(fleet) if victim == "horse" else workers(fleet):
        process.kill()
    until(lambda: ended(render))
    assert render_row(render.id).state == "completed"
    assert any(task.attempts == 2 for task in tasks_of(render))


def test_a_stopped_process_loses_its_task_to_another(fleet, ann):
    render = toy(ann, "parts=1 work=0.6")
    until(lambda: running(render))
    for process in [*workers(fleet), *horses(fleet)]:
        process.suspend()
    until(lambda: not running(render))
    for process in workers(fleet):
        process.kill()
    until(lambda: ended(render))
    assert render_row(render.id).state == "completed"


def test_a_cancelled_task_that_does_not_listen_is_ended(fleet, ann):
    render = toy(ann, "parts=2 work=0.01 hang=p0")
    until(lambda: any(task.unit == "p0" and task.state == "running" for task in tasks_of(render)))
    before = {horse.pid for horse in horses(fleet)}
    assert before
    with database().transaction() as session:
        cancel(session, ann, render.id)
    until(lambda: not before & {horse.pid for horse in horses(fleet)}, 10)
    assert render_row(render.id).state == "cancelled"
    after = toy(ann, "parts=2 work=0.01")
    until(lambda: ended(after))
    assert render_row(after.id).state == "completed"


def test_workers_outlive_what_they_were_forked_from(fleet, ann):
    before = {one.pid for one in workers(fleet)}
    first = forkserver(fleet)
    assert first
    first.kill()
    until(lambda: forkserver(fleet) not in (None, first))
    assert {one.pid for one in workers(fleet)} == before
    for worker in workers(fleet):
        worker.kill()
    until(lambda: bool(workers(fleet)))
    assert before.isdisjoint(one.pid for one in workers(fleet))
    render = toy(ann, "parts=2 work=0.01")
    until(lambda: ended(render))
    assert render_row(render.id).state == "completed"


def test_a_worker_told_to_stop_finishes_its_task_first(fleet, ann):
    render = toy(ann, "parts=4 work=1.5")
    until(lambda: running(render))
    fleet.terminate()
    until(lambda: not fleet.is_running() or fleet.status() == psutil.STATUS_ZOMBIE)
    states = sorted(task.state for task in tasks_of(render) if task.stage == "toypart")
    assert states[0] == "done"
    assert "running" not in states
    assert "queued" in states
