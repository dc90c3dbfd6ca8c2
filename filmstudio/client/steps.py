"""One body for both clients: what a call does, as steps that are carried out with or without await.

A flow is a generator. It yields steps and is sent their outcome; a fault of the network or the disk
is raised at the step. `both` makes a method of a flow: it gives its result to a blocking client and
an awaitable of it to an asynchronous one. `both_iter` does the same for what is read one by one.
"""

from __future__ import annotations

import functools
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, Self, TypeVar, overload

if TYPE_CHECKING:
    import httpx

    from filmstudio.client.core import Core
    from filmstudio.client.transports import Awaiting, Blocking

T = TypeVar("T")
P = ParamSpec("P")
R = TypeVar("R")

Flow = Generator[Any, Any, T]
"""Steps that end with a result."""


@dataclass(frozen=True)
class Request:
    """A request as plain values; `body` streams a file. Timeouts are in seconds."""

    method: str
    url: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    json: Any = None
    body: Any = None
    timeout: float | None = None


@dataclass(frozen=True)
class Ask:
    """Sends a request; its outcome is the answer. A stream is opened, not read."""

    request: Request
    stream: bool = False


@dataclass(frozen=True)
class Read:
    """The next bytes of an opened answer, as they came over the wire; None at its end."""

    response: httpx.Response


@dataclass(frozen=True)
class Shut:
    """Closes an opened answer before its end."""

    response: httpx.Response


@dataclass(frozen=True)
class Whole:
    """Reads an opened answer to its end."""

    response: httpx.Response


@dataclass(frozen=True)
class Wait:
    """Lets time pass."""

    seconds: float


@dataclass(frozen=True)
class Acquire:
    """Waits for a lock of the transport; the flow itself releases it."""

    lock: Any


@dataclass(frozen=True)
class Work:
    """Work on the disk, kept out of the event loop."""

    call: Callable[[], Any]


@dataclass(frozen=True)
class Tell:
    """Calls somebody back; what a coroutine function gives is awaited."""

    callback: Callable[[Any], Any]
    value: Any


@dataclass(frozen=True)
class Give(Generic[T]):
    """Hands one thing to who iterates."""

    value: T


Step = Ask | Read | Shut | Whole | Wait | Acquire | Work | Tell
Stream = Generator[Step | Give[T], Any, None]
"""Steps that give things one by one."""


class Area(Generic[R]):
    """A part of the API, over one of the two transports."""

    def __init__(self, core: Core, transport: R) -> None:
        self.core = core
        self.transport = transport


class both(Generic[P, T]):  # noqa: N801 - a decorator
    """Makes a method of a flow, for both clients."""

    def __init__(self, flow: Callable[Concatenate[Any, P], Flow[T]]) -> None:
        self.flow = flow
        self.__doc__ = flow.__doc__

    @overload
    def __get__(self, area: None, owner: Any) -> Self: ...
    @overload
    def __get__(self, area: Area[Blocking], owner: Any) -> Callable[P, T]: ...
    @overload
    def __get__(self, area: Area[Awaiting], owner: Any) -> Callable[P, Awaitable[T]]: ...
    def __get__(self, area: Any, owner: Any) -> Any:
        if area is None:
            return self
        flow = self.flow.__get__(area)

        @functools.wraps(flow)
        def call(*args: Any, **given: Any) -> Any:
            return area.transport.run(flow(*args, **given))

        return call


class both_iter(Generic[P, T]):  # noqa: N801 - a decorator
    """Makes an iterating method of a stream, for both clients."""

    def __init__(self, stream: Callable[Concatenate[Any, P], Stream[T]]) -> None:
        self.stream = stream
        self.__doc__ = stream.__doc__

    @overload
    def __get__(self, area: None, owner: Any) -> Self: ...
    @overload
    def __get__(self, area: Area[Blocking], owner: Any) -> Callable[P, Iterator[T]]: ...
    @overload
    def __get__(self, area: Area[Awaiting], owner: Any) -> Callable[P, AsyncIterator[T]]: ...
    def __get__(self, area: Any, owner: Any) -> Any:
        if area is None:
            return self
        stream = self.stream.__get__(area)

        @functools.wraps(stream)
        def call(*args: Any, **given: Any) -> Any:
            return area.transport.iterate(stream(*args, **given))

        return call
