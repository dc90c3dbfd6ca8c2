"""How many requests a caller may make: a sliding minute, counted in redis for all web processes."""

from __future__ import annotations

import logging
import math
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


@dataclass
class Counter:
    """Counts requests by caller. Where redis is away, this process counts alone."""

    _own: dict[str, int] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def count(self, connection: redis.Redis, who: str, limit: int) -> Allowance:
        """Counts one request. The minute slides: of the minute before, the part counts that still
        lies within the last 60 seconds (as if its requests had come evenly)."""
        moment = time.time()
        minute, into = divmod(moment, MINUTE)
        now_key, before_key = (f"filmstudio:limit:{who}:{int(minute) - back}" for back in (0, 1))
        try:
            pipe = connection.pipeline(transaction=False)
            pipe.incr(now_key)
            pipe.expire(now_key, 2 * MINUTE)
            pipe.get(before_key)
            current, _, before = pipe.execute()
        except redis.RedisError as error:
            log.warning("limits are counted by each process alone: %s", error)
            with self._lock:
                if len(self._own) > 10_000:
                    self._own.clear()
                current = self._own[now_key] = self._own.get(now_key, 0) + 1
                before = self._own.get(before_key, 0)
        used = current + int(before or 0) * (1 - into / MINUTE)
        return Allowance(limit, math.floor(limit - used), math.ceil(MINUTE - into))
