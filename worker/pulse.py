"""The pulse of a task: renews its lease while it lives, tells its progress, and ends it when
nobody wants it any more, when it hangs, or when its lease was lost."""

from __future__ import annotations

import contextvars
import logging
import os
import signal
import threading
import time
from types import TracebackType

import psutil
from sqlalchemy import update
from sqlmodel import col

from filmstudio.engine.stage import Stage
from filmstudio.errors import Busy
from filmstudio.services.renders import claims, news
from filmstudio.services.renders.claims import Claim
from filmstudio.settings import settings
from filmstudio.store import queue
from filmstudio.store.db import database, locked
from filmstudio.store.tables import Render, Task
from filmstudio.store.types import now

log = logging.getLogger(__name__)

BEAT = 0.25
"""Seconds between two looks."""
GRACE = 0.3
"""Seconds that a cancelled task has to stop by itself, before its process is ended."""
STUCK_SECONDS = 30.0
STUCK_CPU = 0.05
"""A task that uses less CPU than that, in seconds, for so long, and reports nothing, hangs."""


class Pulse:
    """Watches one task from a thread of its process."""

    def __init__(self, held: Claim, stage: Stage) -> None:
        self._held = held
        self._stage = stage
        self._stop = threading.Event()
        self._cancel = threading.Event()
        self._part, self._note, self._told = 0.0, "", (0.0, "")
        self._thread = threading.Thread(
            target=contextvars.copy_context().run, args=(self._watch,), daemon=True, name="pulse"
        )

    def progress(self, part: float, note: str) -> None:
        """What the stage reports."""
        self._part, self._note = part, note

    def cancelled(self) -> bool:
        """What the stage asks."""
        return self._cancel.is_set()

    def __enter__(self) -> Pulse:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        begun = renewed = lively = time.monotonic()
        lease, used, cancelled_at = settings().lease_seconds, 0.0, 0.0
        last_report = (self._part, self._note)
        while not self._stop.wait(BEAT):
            moment = time.monotonic()
            cpu, report = _cpu(), (self._part, self._note)
            if cpu - used > STUCK_CPU or report != last_report:
                lively, used, last_report = moment, cpu, report
            if cancelled_at and moment - cancelled_at > GRACE:
                self._end("cancelled")
            if moment - begun > self._stage.timeout:
                self._end(f"it took longer than {self._stage.timeout:.0f} s")
            if self._stage.capability == "" and moment - lively > STUCK_SECONDS:
                self._end("it hangs")
            try:
                if moment - renewed > lease / 4:
                    with database().transaction() as session:
                        if not claims.renew(session, self._held, lease):
                            self._end("its lease was lost")
                    renewed = moment
                if not cancelled_at and not self._is_wanted():
                    self._cancel.set()
                    cancelled_at = moment
                if report != self._told:
                    self._told = report
                    self._tell(*report)
            except Busy as error:
                log.warning("no pulse: %s", error)
                if moment - renewed > lease:
                    self._end("the database has been away for too long")

    def _is_wanted(self) -> bool:
        with database().reading() as session:
            return claims.is_wanted(session, self._held)

    def _tell(self, part: float, note: str) -> None:
        """Keeps and tells progress within the task; at most four times a second for a render."""
        with database().transaction() as session:
            render = locked(session, Render, self._held.render_id)
            if render is None or render.state in news.ENDED:
                return
            moment = now()
            told = render.told_at
            session.execute(
                update(Task)
                .where(col(Task.id) == self._held.task_id, col(Task.state) == "running")
                .values(part=part, note=note[:200])
            )
            if told is None or (moment - told).total_seconds() >= BEAT:
                render.told_at = moment
                task = {
                    "stage": self._held.work.stage,
                    "unit": self._held.work.unit,
                    "part": round(part, 3),
                    "note": note[:200],
                }
                news.tell(session, render, task=task)

    def _end(self, why: str) -> None:
        """Ends this process and all that it has started; somebody else goes on."""
        log.warning("%s is stopped: %s", self._held.work.name, why)
        try:
            if why == "cancelled":
                with database().transaction() as session:
                    claims.release(session, self._held)
            queue.wake("cpu")
        finally:
            os.killpg(0, signal.SIGKILL)


def _cpu() -> float:
    """CPU seconds of this process and of its living children, without the watching itself."""
    own = time.process_time() - time.thread_time()
    for child in psutil.Process().children(recursive=True):
        try:
            times = child.cpu_times()
        except psutil.NoSuchProcess:
            continue
        own += times.user + times.system
    return own
