"""A worker: an RQ worker whose horses take tasks from the database and never outlive it."""

from __future__ import annotations

import importlib
import mmap
import os
import signal
import sys
import time
from types import FrameType

from redis.exceptions import RedisError
from rq import Queue, Worker
from rq.job import Job
from rq.serializers import JSONSerializer
from setproctitle import setproctitle

import worker.work
from filmstudio import logs, sentry
from filmstudio.processes import die_with_parent, one_thread_each
from filmstudio.settings import settings
from filmstudio.store import queue
from filmstudio.store.db import database
from filmstudio.store.redis import client, connect
from worker.forkserver import FOR_TASKS

SIGN_OF_LIFE = 45
"""Seconds between two signs of life of a worker that waits; a minute later a dead one is forgotten."""


class FilmWorker(Worker):
    """Takes rings of one queue. (On two queues a ring could be lost between them.)"""

    max_connection_wait_time = 1.0
    """Redis that was away is found again within a second."""

    def __init__(self, name: str) -> None:
        # One byte that horses share with their worker: 1 once it is to stop.
        self._stopping = mmap.mmap(-1, 1)
        worker.work.stopping = self._stopping
        redis = connect(settings().redis)
        super().__init__(
            [queue.queue(redis, name)],
            connection=redis,
            serializer=JSONSerializer,
            worker_ttl=SIGN_OF_LIFE,
        )

    def main_work_horse(self, job: Job, queue: Queue) -> None:
        die_with_parent()
        database().forget_connections()
        client.cache_clear()
        super().main_work_horse(job, queue)

    def procline(self, message: str) -> None:
        """What lists of processes show."""
        setproctitle(f"filmstudio worker {self.queues[0].name}: {message}")

    def request_stop(self, signum: int, frame: FrameType | None) -> None:
        self._stopping[0] = 1
        super().request_stop(signum, frame)


def run(name: str) -> None:
    """The life of a worker process: loads what every task needs, then waits for rings."""
    die_with_parent()
    logs.set_up("worker")
    sentry.start("worker")
    one_thread_each()
    os.nice(5)
    _await_redis()
    for module in FOR_TASKS:
        importlib.import_module(module)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    FilmWorker(name).work(with_scheduler=False, logging_level="WARNING")


def _await_redis() -> None:
    """Waits until redis answers, before anything heavy is loaded: it may be down for a while."""
    redis = connect(settings().redis)
    while True:
        try:
            redis.ping()
            return
        except RedisError:
            time.sleep(0.5)


if __name__ == "__main__":
    run(sys.argv[1] if len(sys.argv) > 1 else "cpu")
