"""The two transports: they carry out steps, one blocking, one awaiting. Nothing else differs."""

from __future__ import annotations

import inspect
import threading
import time
from collections.abc import AsyncGenerator, AsyncIterator, Generator, Iterator
from typing import Any, TypeVar

import anyio
import anyio.to_thread
import httpx

from filmstudio.client.steps import (
    Acquire,
    Ask,
    Flow,
    Give,
    Read,
    Request,
    Shut,
    Stream,
    Tell,
    Wait,
    Whole,
    Work,
)

T = TypeVar("T")
FAULTS = (httpx.TransportError, OSError)
"""What is raised at the step of a flow; anything else, and what a callback raises, ends the flow."""


def _request(http: httpx.Client | httpx.AsyncClient, of: Request) -> httpx.Request:
    timeout = httpx.USE_CLIENT_DEFAULT if of.timeout is None else of.timeout
    built = http.build_request(
        of.method, of.url, params=of.query or None, headers=of.headers, json=of.json,
        timeout=timeout,
    )  # fmt: skip
    if of.body is not None:
        built.stream = of.body
    return built


class Blocking:
    """Carries steps out at once, in the thread that calls. Threads may share it."""

    def __init__(self, http: httpx.Client) -> None:
        self.http = http
        self.lock = threading.Lock()

    def run(self, flow: Flow[T]) -> T:
        """The result of a flow."""
        play = self._play(flow)
        while True:
            try:
                next(play)
            except StopIteration as end:
                result: T = end.value
                return result

    def iterate(self, stream: Stream[T]) -> Iterator[T]:
        """What a stream gives."""
        yield from self._play(stream)

    def _play(self, flow: Generator[Any, Any, T]) -> Generator[Any, None, T]:
        opened: dict[httpx.Response, Iterator[bytes]] = {}
        outcome: Any = None
        fault: Exception | None = None
        try:
            while True:
                try:
                    step = flow.send(outcome) if fault is None else flow.throw(fault)
                except StopIteration as end:
                    result: T = end.value
                    return result
                outcome = fault = None
                if isinstance(step, Give):
                    yield step.value
                    continue
                try:
                    outcome = self._do(step, opened)
                except FAULTS as error:
                    if isinstance(step, Tell):
                        raise
                    fault = error
        finally:
            flow.close()
            for response in opened:
                response.close()

    def _do(self, step: Any, opened: dict[httpx.Response, Iterator[bytes]]) -> Any:
        match step:
            case Ask(request, stream):
                response = self.http.send(_request(self.http, request), stream=stream)
                if stream:
                    opened[response] = response.iter_raw()
                return response
            case Read(response):
                return next(opened[response], None)
            case Whole(response):
                return response.read()
            case Shut(response):
                opened.pop(response, None)
                return response.close()
            case Wait(seconds):
                return time.sleep(seconds)
            case Acquire(lock):
                return lock.acquire()
            case Work(call):
                return call()
            case Tell(callback, value):
                return callback(value)
        raise TypeError(step)


class Awaiting:
    """Carries steps out in an event loop, asyncio's or trio's. Tasks may share it."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self.http = http
        self.lock = anyio.Lock()

    async def run(self, flow: Flow[T]) -> T:
        """The result of a flow."""
        result: list[T] = []
        async for _ in self._play(flow, result):
            pass
        return result[0]

    async def iterate(self, stream: Stream[T]) -> AsyncIterator[T]:
        """What a stream gives."""
        play = self._play(stream, [])
        try:
            async for value in play:
                yield value
        finally:
            await play.aclose()

    async def _play(
        self, flow: Generator[Any, Any, T], result: list[T]
    ) -> AsyncGenerator[Any, None]:
        opened: dict[httpx.Response, AsyncIterator[bytes]] = {}
        outcome: Any = None
        fault: Exception | None = None
        try:
            while True:
                try:
                    step = flow.send(outcome) if fault is None else flow.throw(fault)
                except StopIteration as end:
                    result.append(end.value)
                    return
                outcome = fault = None
                if isinstance(step, Give):
                    yield step.value
                    continue
                try:
                    outcome = await self._do(step, opened)
                except FAULTS as error:
                    if isinstance(step, Tell):
                        raise
                    fault = error
        finally:
            flow.close()
            if opened:
                with anyio.CancelScope(shield=True):
                    for response in opened:
                        await response.aclose()

    async def _do(self, step: Any, opened: dict[httpx.Response, AsyncIterator[bytes]]) -> Any:
        match step:
            case Ask(request, stream):
                response = await self.http.send(_request(self.http, request), stream=stream)
                if stream:
                    opened[response] = response.aiter_raw()
                return response
            case Read(response):
                return await anext(opened[response], None)
            case Whole(response):
                return await response.aread()
            case Shut(response):
                opened.pop(response, None)
                return await response.aclose()
            case Wait(seconds):
                return await anyio.sleep(seconds)
            case Acquire(lock):
                return await lock.acquire()
            case Work(call):
                return await anyio.to_thread.run_sync(call)
            case Tell(callback, value):
                said = callback(value)
                return await said if inspect.isawaitable(said) else said
        raise TypeError(step)
