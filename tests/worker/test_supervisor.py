"""Tests of the order in which processes are started."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from tests.worker.test_fleet import until
from worker.supervisor import Member, Supervisor


class Order:
    """Members that note when they are started; each is ready when a test says so."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ready: set[str] = set()
        self.told: list[str] = []

    def member(self, name: str, *, waits: bool = True) -> Member:
        code = f"import time; open({str(self.folder / name)!r}, 'w'); time.sleep(60)"
        return Member(
            name,
            [sys.executable, "-S", "-c", code],
            ready=lambda: name in self.ready,
            waits=waits,
            then=lambda: self.told.append(name),
        )

    def started(self) -> set[str]:
        return {one.name for one in self.folder.iterdir()}


def in_a_thread(monkeypatch):
    """A supervisor runs in this process, which has children of its own: they are no strays."""
    monkeypatch.setattr("worker.supervisor.signal.signal", lambda *_given: None)
    monkeypatch.setattr("worker.supervisor.adopt_orphans", lambda: None)
    monkeypatch.setattr(Supervisor, "_end_strays", lambda self: None)


def test_one_that_does_not_wait_starts_beside_those_before_it(tmp_path, monkeypatch):
    order = Order(tmp_path)
    members = [order.member("redis"), order.member("web", waits=False), order.member("worker")]
    supervisor = Supervisor(members)
    in_a_thread(monkeypatch)
    ready = threading.Event()
    running = threading.Thread(target=supervisor.run, args=(ready.set,))
    running.start()
    try:
        until(lambda: order.started() == {"redis", "web"})
        order.ready.add("web")
        until(lambda: members[0].process is not None)
        assert members[2].process is None
        order.ready.add("redis")
        until(lambda: order.started() == {"redis", "web", "worker"})
        assert order.told == ["redis", "web"]
        assert not ready.is_set()
        order.ready.add("worker")
        assert ready.wait(30)
    finally:
        supervisor._stop(0, None)
        running.join(30)
    assert not running.is_alive()
    assert all(one.process is None or one.process.poll() is not None for one in members)


def test_what_was_not_ready_when_it_was_told_to_stop_is_not_told_of(tmp_path, monkeypatch):
    order = Order(tmp_path)
    supervisor = Supervisor([order.member("web"), order.member("worker")])
    in_a_thread(monkeypatch)
    ready = threading.Event()
    running = threading.Thread(target=supervisor.run, args=(ready.set,))
    running.start()
    until(lambda: order.started() == {"web"})
    supervisor._stop(0, None)
    running.join(30)
    assert not running.is_alive()
    assert order.told == []
    assert order.started() == {"web"}
    assert not ready.is_set()
