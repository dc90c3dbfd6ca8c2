"""A socket of a page is heard at a pace: who sends faster waits, and others are answered meanwhile.

A token bucket (RFC 2697 calls it a meter of one rate): a page that drags a card or types sends a few
events a second and never waits. What is not read fills the connection, so that its sender is held up
and nothing of it lies in memory here. It is counted for each socket; how many sockets an address may
have is limited beside it.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from starlette.types import Message, Receive

RATE = 40.0
"""Messages a second in the long run."""
BURST = 200.0
"""Messages at once after a pause."""
SOCKETS = 200
"""Sockets of one address at once: a class of students behind one router, each with some tabs."""


class Paced:
    """A `receive` of ASGI that hands on what the socket sends at this pace."""

    def __init__(
        self,
        receive: Receive,
        rate: float = RATE,
        burst: float = BURST,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._receive, self._rate, self._burst, self._clock = receive, rate, burst, clock
        self._left, self._at = burst, clock()

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "websocket.receive":
            moment = self._clock()
            self._left = min(self._burst, self._left + (moment - self._at) * self._rate) - 1
            self._at = moment
            if self._left < 0:
                await asyncio.sleep(-self._left / self._rate)
        return message


class Sockets:
    """How many sockets each address has open in this process."""

    def __init__(self, most: int = SOCKETS) -> None:
        self.most = most
        self.open: Counter[str] = Counter()

    @contextmanager
    def counted(self, address: str) -> Iterator[bool]:
        """Whether one more may be opened; it counts until the block ends."""
        if self.open[address] >= self.most:
            yield False
            return
        self.open[address] += 1
        try:
            yield True
        finally:
            self.open[address] -= 1
            if not self.open[address]:
                del self.open[address]
