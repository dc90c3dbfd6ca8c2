"""Connections to redis, by the settings."""

from __future__ import annotations

from functools import lru_cache

import redis
import redis.asyncio
from redis.backoff import ConstantBackoff
from redis.retry import Retry

from filmstudio.settings import settings


def connect(url: str) -> redis.Redis:
    """A client that gives up on a dead server in two seconds instead of hanging."""
    return redis.Redis.from_url(
        url,
        socket_connect_timeout=2,
        socket_timeout=None,
        health_check_interval=15,
        retry=Retry(ConstantBackoff(0.05), 1),
    )


@lru_cache(maxsize=1)
def client() -> redis.Redis:
    """The client of this process."""
    return connect(settings().redis)


def async_client() -> redis.asyncio.Redis:
    """A client for one event loop; the caller closes it."""
    return redis.asyncio.Redis.from_url(settings().redis, socket_connect_timeout=2)
