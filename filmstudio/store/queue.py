"""The doorbell: tells workers that there is something to do. What there is, the database knows.

A ring names no task. A worker that hears it takes whatever is most urgent and fair from the
database, so that a ring which is lost, doubled or late changes nothing but the moment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import redis
    from rq import Queue

QUEUES = ("cpu", "gpu")
WORK = "worker.work.take"
"""The function that a worker runs for a ring."""
MOST_RINGS = 64
"""More rings than that wait for nobody: each worker goes on by itself until nothing is left."""


def queue(connection: redis.Redis, name: str) -> Queue:
    """The RQ queue of `cpu` or `gpu` workers."""
    from rq import Queue
    from rq.serializers import JSONSerializer

    return Queue(f"filmstudio-{name}", connection=connection, serializer=JSONSerializer)


def ring(connection: redis.Redis, name: str, times: int = 1) -> None:
    """Wakes up to `times` workers of a queue. Raises redis' errors where it is away."""
    bell = queue(connection, name)
    for _ in range(min(times, MOST_RINGS - bell.count)):
        bell.enqueue_call(WORK, args=(name,), timeout=-1, result_ttl=0, failure_ttl=0, ttl=3600)


def wake(name: str, times: int = 1) -> None:
    """Rings by this process' own connection. Raises redis' errors where it is away."""
    from filmstudio.store.redis import client

    ring(client(), name, times)
