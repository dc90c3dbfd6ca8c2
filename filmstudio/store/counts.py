"""Counters of the whole fleet, kept in redis: whichever process is asked knows the sum.

What the database knows is read from there; here is counted what it forgets or never hears of.
Redis may be flushed: counters then begin at nothing, as those of a process that was restarted do.
"""

from __future__ import annotations

import bisect
import json
import logging
import threading
from dataclasses import dataclass, field
from functools import lru_cache

import redis

from filmstudio.store.redis import client

log = logging.getLogger(__name__)
KEY = "filmstudio:counts"
EVERY = 2.0
"""Seconds after which a process hands in what it has counted for itself."""
Changes = dict[str, float]


@dataclass(frozen=True)
class Counted:
    """One kept number. `bucket` is "" for a counter; of a histogram it is the upper bound of the
    observations counted in it ("+Inf" for those above all), or "sum" for their sum."""

    name: str
    labels: tuple[tuple[str, str], ...]
    bucket: str
    value: float


def one(name: str, amount: float = 1.0, **labels: str) -> Changes:
    """A counter that grows."""
    return {_field(name, tuple(labels.items()), ""): amount}


def observed(name: str, value: float, bounds: tuple[float, ...], **labels: str) -> Changes:
    """A value that is put into its histogram; `bounds` rise."""
    place = bisect.bisect_left(bounds, value)
    bucket = str(bounds[place]) if place < len(bounds) else "+Inf"
    given = tuple(labels.items())
    return {_field(name, given, bucket): 1.0, _field(name, given, "sum"): value}


@lru_cache(maxsize=4096)
def _field(name: str, labels: tuple[tuple[str, str], ...], bucket: str) -> str:
    return json.dumps([name, sorted(labels), bucket], separators=(",", ":"))


def add(*changes: Changes) -> None:
    """Counts now. Raises redis' errors where it is away."""
    pipe = client().pipeline(transaction=False)
    for change in changes:
        for name, amount in change.items():
            pipe.hincrbyfloat(KEY, name, amount)
    pipe.execute()


def read(connection: redis.Redis) -> list[Counted]:
    """Everything that was counted. Raises redis' errors where it is away."""
    found = []
    for key, value in connection.hgetall(KEY).items():  # type: ignore[union-attr]
        name, labels, bucket = json.loads(key)
        found.append(Counted(name, tuple((k, v) for k, v in labels), bucket, float(value)))
    return found


@dataclass
class Tally:
    """What a process counts for itself and hands in every few seconds: a request costs no call."""

    _pending: Changes = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _thread: threading.Thread | None = None

    def count(self, *changes: Changes) -> None:
        """Counts without asking anybody."""
        with self._lock:
            for change in changes:
                for name, amount in change.items():
                    self._pending[name] = self._pending.get(name, 0.0) + amount
            if self._thread is None:
                self._thread = threading.Thread(target=self._go_on, daemon=True, name="tally")
                self._thread.start()

    def hand_in(self) -> None:
        """Adds what is pending to the fleet's numbers; keeps it where redis is away."""
        with self._lock:
            pending, self._pending = self._pending, {}
        if not pending:
            return
        try:
            add(pending)
        except redis.RedisError as error:
            log.debug("not counted yet: %s", error)
            with self._lock:
                for name, amount in pending.items():
                    self._pending[name] = self._pending.get(name, 0.0) + amount

    def _go_on(self) -> None:
        pause = threading.Event()
        while not pause.wait(EVERY):
            self.hand_in()


TALLY = Tally()
"""That of this process."""
