"""The loop of an engine's own process: answers each request from a fork of its fresh state.

A fork for each request gives the same bytes for the same request whatever was
spoken before (both native engines carry state from one text to the next), and
a crash or an endless loop in native code costs that one request only.
The process ends when its parent closes the pipe or is gone.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import select
import signal
from collections.abc import Callable
from typing import Any

from filmstudio.speech.engines import wire

Answer = Callable[[dict[str, Any]], tuple[dict[str, Any], bytes]]
CPU_SECONDS, LETTERS_A_SECOND = 3, 1000
"""A request may take so long and is then ended by the system: ten times what it needs."""
PARENT_CHECK = 5.0
"""Seconds between looks at the parent, which may be gone while a sibling holds the pipe open."""


def _read(descriptor: int, count: int) -> bytes:
    parts = bytearray()
    while len(parts) < count:
        part = os.read(descriptor, count - len(parts))
        if not part:
            return b""
        parts += part
    return bytes(parts)


def _answer_in_fork(answer: Answer, request: dict[str, Any]) -> bytes:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reading)
            with contextlib.suppress(ValueError, OSError):
                limit = CPU_SECONDS + len(str(request.get("text"))) // LETTERS_A_SECOND
                resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
            wire.write(writing, wire.pack(*answer(request)))
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    parts = bytearray()
    while part := os.read(reading, 1 << 16):
        parts += part
    os.close(reading)
    _, status = os.waitpid(child, 0)
    if status != 0 or len(parts) < wire.LENGTHS.size:
        return wire.pack({"crashed": True})
    return bytes(parts)


def serve(hello: dict[str, Any], answer: Answer, source: int, target: int) -> None:
    """Send `hello`, then answer requests read from `source` on `target` until either end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = os.getppid()
    try:
        wire.write(target, wire.pack(hello))
        while True:
            if not select.select([source], [], [], PARENT_CHECK)[0]:
                if os.getppid() != parent:
                    return
                continue
            lengths = _read(source, wire.LENGTHS.size)
            if not lengths:
                return
            head, body = wire.sizes(lengths)
            text = _read(source, head)
            _read(source, body)
            if not text:
                return
            wire.write(target, _answer_in_fork(answer, json.loads(text)))
    except BrokenPipeError:
        return


def own_output() -> int:
    """The descriptor of the pipe to the parent; whatever native code prints goes nowhere."""
    target = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return target
