"""Follows jobs as they go: subscribed first, then read from the database, then told as it comes.

Nothing is missed between the two, and nothing told twice: what is known has a sequence number.
Where redis is away, the database is looked at every second instead.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing

from redis.exceptions import RedisError

from filmstudio.services.jobs.reading import Status, status_in
from filmstudio.store import events
from filmstudio.store.redis import async_client

SILENCE = 15.0
"""Seconds without news after which the database is looked at, and the watcher told that we live."""
POLL = 1.0


async def watch(
    channel: str, read: Callable[[], list[Status]], known: dict[object, int] | None = None
) -> AsyncIterator[Status | None]:
    """Statuses as they change; None where nothing was new for a while.

    `read` gives the statuses from the database (it is called in a thread, and may raise where the
    watcher may see them no longer); `known` holds, by job, the last sequence the watcher has.
    """
    seen = dict(known or {})

    def is_new(status: Status) -> bool:
        if status.sequence <= seen.get(status.id, -1):
            return False
        seen[status.id] = status.sequence
        return True

    while True:
        try:
            async with async_client() as connection:
                following = events.follow(connection, channel, silence=SILENCE)
                async with aclosing(following) as news:  # type: ignore[type-var]
                    async for one in news:
                        if one is None:
                            for status in filter(is_new, await asyncio.to_thread(read)):
                                yield status
                            yield None
                        elif "render" in one and is_new(status := status_in(one)):
                            yield status
        except (RedisError, OSError):
            await asyncio.sleep(POLL)
            for status in filter(is_new, await asyncio.to_thread(read)):
                yield status
