"""How many requests a caller may make: a sliding minute, counted in redis for all web processes."""

from __future__ import annotations

import logging
import math
import re
import time
from dataclasses import dataclass, field
from threading import Lock

import redis

from filmstudio.services.actor import Actor
from filmstudio.services.plans import plan_of

log = logging.getLogger(__name__)
MINUTE = 60


@dataclass(frozen=True)
class Allowance:
    """What is left to a caller: `reset` are the seconds until the minute ends."""

    limit: int
    left: int
    reset: int

    @property
    def is_spent(self) -> bool:
        """Whether this request is one too many."""
        return self.left < 0

    def headers(self) -> list[tuple[bytes, bytes]]:
        """RateLimit headers (IETF draft-ietf-httpapi-ratelimit-headers, the three-header form)."""
        told = [
            (b"ratelimit-limit", str(self.limit)),
            (b"ratelimit-remaining", str(max(0, self.left))),
            (b"ratelimit-reset", str(self.reset)),
        ]
        return [(name, value.encode()) for name, value in told]


def requests_a_minute(plan: str) -> int:
    """How many requests a minute a plan allows here."""
    return plan_of(plan).requests_a_minute


def caller(actor: Actor, address: str) -> str:
    """Whom a request counts for: the account, or for guests the address (of IPv6 the /64, which
    one household has)."""
    if actor.user_id is not None:
        return str(actor.user_id)
    if ":" in address:
        import ipaddress

        try:
            return str(ipaddress.ip_network((address.split("%")[0], 64), strict=False))
        except ValueError:
            return address
    return address


SEEN_A_MINUTE = 600
"""Pieces of films (ranges of a video, captions, pictures of shots) that anybody may fetch a minute:
a page that shows a film asks for dozens, and they are no calls of the API."""
_SEEN = re.compile(
    r"/films/[^/]+/(video|files/|pictures/)|/jobs/[^/]+/(pictures|clips|lines)/"
    r"|/projects/[^/]+/artifacts/"
)


def counted(actor: Actor, address: str, path: str) -> tuple[str, int]:
    """For whom a request counts, and how many of its kind a minute may have."""
    who, most = caller(actor, address), requests_a_minute(actor.plan)
    if _SEEN.search(path):
        return f"{who}:seen", max(most, SEEN_A_MINUTE)
    return who, most


@dataclass
class _Lease:
    """Requests that this process may let in without asking redis."""

    minute: int
    here: int
    left: int
    """What is left to the caller altogether, as far as this process knows."""


BLOCKS = 50
"""A process takes a caller's minute in that many pieces. Large plans cost redis one call for several
requests, and a caller of several processes loses a few hundredths of his limit at most."""


@dataclass
class Counter:
    """Counts requests by caller. Where redis is away, this process counts alone."""

    _leases: dict[str, _Lease] = field(default_factory=dict)
    _own: dict[str, int] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def quick(self, who: str, limit: int) -> Allowance | None:
        """Counts a request without asking anybody; None where redis has to be asked."""
        minute, into = divmod(time.time(), MINUTE)
        with self._lock:
            lease = self._leases.get(who)
            if lease is None or lease.minute != minute or lease.here < 1:
                return None
            lease.here -= 1
            lease.left -= 1
            return Allowance(limit, lease.left, math.ceil(MINUTE - into))

    def count(self, connection: redis.Redis, who: str, limit: int) -> Allowance:
        """Counts a request. The minute slides: of the minute before, the part counts that still
        lies within the last 60 seconds (as if its requests had come evenly)."""
        minute, into = divmod(time.time(), MINUTE)
        reset = math.ceil(MINUTE - into)
        key, before_key = (f"filmstudio:limit:{who}:{int(minute) - back}" for back in (0, 1))
        block = max(1, limit // BLOCKS)
        try:
            pipe = connection.pipeline(transaction=False)
            pipe.incrby(key, block)
            pipe.expire(key, 2 * MINUTE)
            pipe.get(before_key)
            current, _, before = pipe.execute()
            left = math.floor(limit - current - int(before or 0) * (1 - into / MINUTE))
            granted = min(block, max(0, block + left))
            if granted < block:
                # What was not let in is not counted: a caller who knocks on gets no later in.
                connection.decrby(key, block - granted)
        except redis.RedisError as error:
            log.warning("limits are counted by each process alone: %s", error)
            block = 1
            with self._lock:
                if len(self._own) > 10_000:
                    self._own.clear()
                current = self._own[key] = self._own.get(key, 0) + 1
                before = self._own.get(before_key, 0)
            left = math.floor(limit - current - before * (1 - into / MINUTE))
            granted = min(1, max(0, 1 + left))
        if not granted:
            return Allowance(limit, -1, reset)
        return self._lent(who, Allowance(limit, max(0, left) + granted - 1, reset), minute, granted)

    def _lent(self, who: str, told: Allowance, minute: float, granted: int) -> Allowance:
        with self._lock:
            if len(self._leases) > 50_000:
                self._leases.clear()
            lease = self._leases.get(who)
            kept = lease.here if lease is not None and lease.minute == minute else 0
            self._leases[who] = _Lease(int(minute), kept + granted - 1, told.left)
        return told
