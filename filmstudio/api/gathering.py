"""Questions of many requests that are put to the database at once.

While one query is under way, what is asked meanwhile is gathered and becomes the next query: a busy
server asks less often and each time for more, and a quiet one waits for nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from fastapi.concurrency import run_in_threadpool

K = TypeVar("K")
V = TypeVar("V")
MOST = 200
"""Keys of one query."""


class Gathered(Generic[K, V]):
    """Answers for keys by `look`, which is called in a thread with many of them and returns those it
    knows. What it raises is raised for each of them."""

    def __init__(self, look: Callable[[Sequence[K]], Mapping[K, V]]) -> None:
        self._look = look
        self._waiting: dict[K, asyncio.Future[V | None]] = {}
        self._asking: asyncio.Task[None] | None = None

    async def one(self, key: K) -> V | None:
        """The answer for a key; None where there is none."""
        future = self._waiting.get(key)
        if future is None:
            future = self._waiting[key] = asyncio.get_running_loop().create_future()
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask())
        # Several may wait for one answer: who goes away takes it from nobody.
        return await asyncio.shield(future)

    async def _ask(self) -> None:
        try:
            while self._waiting:
                keys = list(self._waiting)[:MOST]
                waiting = {key: self._waiting.pop(key) for key in keys}
                try:
                    found = await run_in_threadpool(self._look, keys)
                except Exception as error:
                    for future in waiting.values():
                        future.set_exception(error)
                        future.exception()  # somebody may have gone away: nothing is left unheard
                else:
                    for key, future in waiting.items():
                        future.set_result(found.get(key))
        finally:
            self._asking = None
