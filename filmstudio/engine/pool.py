"""Worker processes of the local executor: started once, fed by pipes, gone when their parent is."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from filmstudio.engine.artifact import ArtifactStore
from filmstudio.engine.plan import Unit
from filmstudio.engine.provider import Providers
from filmstudio.engine.run import Filled, run_unit
from filmstudio.engine.stage import Recipe
from filmstudio.errors import Broken, StudioError
from filmstudio.processes import give_back_memory, one_thread_each

Workshop = Callable[[], tuple[Recipe, Providers]]
"""A module-level function by which a worker builds the recipe and its providers."""


shared_cpu = 0.0
"""CPU seconds that the fork server spent on loading modules for all workers; set by what it loads."""


def unforeseen(work: Unit, error: Exception) -> Broken:
    """A fault of ours as an error of the studio's families."""
    return Broken(
        "{work} failed: {kind}: {why}",
        work=work.name,
        kind=type(error).__name__,
        why=error,
    )


@dataclass(frozen=True)
class Task:
    """What a worker is told to do."""

    work: Unit
    filled: Filled


class Worker:
    """One process and the parent's end of its pipe."""

    def __init__(self, workshop: Workshop, root: Path, preload: Sequence[str] = ()) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(list(preload))
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, workshop, root))
        one_thread_each()
        self.process.start()
        theirs.close()
        self.task: Task | None = None
        self.started = 0.0

    def give(self, task: Task, now: float) -> None:
        self.task = task
        self.started = now
        self.connection.send(("run", task))

    def cancel(self) -> None:
        if self.process.is_alive():
            try:
                self.connection.send(("cancel", None))
            except OSError:
                return

    def stop(self, grace: float = 2.0) -> None:
        """Ends the process: asks, waits `grace` seconds, then kills."""
        with contextlib.suppress(OSError):
            self.connection.send(("stop", None))
        self.process.join(grace)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.connection.close()


class _Inbox:
    """Reads the parent's messages in a thread, so that a cancel or its death is seen at once."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.cancelled = threading.Event()
        self.waiting: list[Task | None] = []
        self.arrived = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        while True:
            try:
                kind, body = self.connection.recv()
            except (EOFError, OSError, pickle.UnpicklingError):
                os._exit(1)  # the parent is gone: nobody wants this work any more
            if kind == "cancel":
                self.cancelled.set()
                continue
            with self.arrived:
                self.waiting.append(body if kind == "run" else None)
                self.arrived.notify()

    def next(self) -> Task | None:
        with self.arrived:
            while not self.waiting:
                self.arrived.wait()
            self.cancelled.clear()
            return self.waiting.pop(0)


def _serve(connection: Connection, workshop: Workshop, root: Path) -> None:
    """The life of a worker: takes tasks until it is told to stop."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what Ctrl-C means
    os.nice(5)
    recipe, providers = workshop()
    store = ArtifactStore(root)
    inbox = _Inbox(connection)
    lock = threading.Lock()

    def send(*message: Any) -> None:
        with lock:
            try:
                connection.send(message)
            except OSError:
                os._exit(1)

    while (task := inbox.next()) is not None:
        work = task.work

        def report(part: float, note: str, work: Unit = work) -> None:
            send("progress", work.name, part, note)

        try:
            outcome = run_unit(
                recipe, providers, store, task.filled, work, report, inbox.cancelled.is_set
            )
        except StudioError as error:
            send("failed", work.name, error, "")
        except Exception as error:  # the unforeseen becomes a family, and its trace is logged
            send("failed", work.name, unforeseen(work, error), traceback.format_exc())
        else:
            send("done", work.name, outcome, shared_cpu)
            del outcome
        give_back_memory()
    sys.stdout.flush()
    os._exit(0)
