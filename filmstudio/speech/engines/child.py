"""An engine's own process as seen from the studio: started when needed, restarted when it dies."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import select
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from filmstudio.errors import Broken, Missing
from filmstudio.speech.engines import wire

ROOT = str(Path(__file__).resolve().parents[3])
START_SECONDS = 60.0
ANSWER_SECONDS = 180.0


class Gone(Exception):
    """The process ended or its pipe broke."""


class Child:
    """A persistent child process that answers one request at a time over pipes.

    After a fork of the studio each process starts a child of its own.
    """

    def __init__(self, module: str, engine: str) -> None:
        self.module = module
        self.engine = engine
        self.lock = threading.RLock()
        self.process: subprocess.Popen[bytes] | None = None
        self.owner = 0
        self.hello: dict[str, Any] = {}
        atexit.register(self.close)

    @property
    def pid(self) -> int | None:
        """Process id of the running child, or None."""
        running = self.process is not None and self.owner == os.getpid()
        return self.process.pid if running and self.process else None

    def greeting(self) -> dict[str, Any]:
        """What the engine said when it started. Raises Broken where it does not start."""
        with self.lock:
            try:
                self._start()
            except (Gone, OSError) as fault:
                raise Broken(
                    "The voice engine {engine} does not start ({fault}).",
                    engine=self.engine,
                    fault=fault,
                ) from fault
            return self.hello

    def ask(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """The engine's answer. Raises Missing where it is not installed, Broken where it fails."""
        with self.lock:
            greeting = self.greeting()
            if not greeting.get("ok"):
                raise Missing(str(greeting.get("why")))
            for attempt in (1, 2):
                try:
                    self._start()
                    return self._exchange(request)
                except (Gone, OSError) as fault:
                    self._drop()
                    if attempt == 2:
                        raise Broken(
                            "The voice engine {engine} stopped twice while speaking ({fault}); choose "
                            "another voice or reword the line.",
                            engine=self.engine,
                            fault=fault,
                        ) from fault
        raise AssertionError("unreachable")

    def close(self) -> None:
        """End the child, if this process started it."""
        with self.lock:
            self._drop()

    def _start(self) -> None:
        if self.process is not None and self.owner == os.getpid() and self.process.poll() is None:
            return
        self._drop()
        path = os.pathsep.join(p for p in (ROOT, os.environ.get("PYTHONPATH", "")) if p)
        self.process = subprocess.Popen(
            [sys.executable, "-m", self.module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
            bufsize=0,
        )
        self.owner = os.getpid()
        self.hello, _ = self._receive(START_SECONDS)

    def _drop(self) -> None:
        process, self.process = self.process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        if self.owner != os.getpid():
            # A forked copy of the handle: the child belongs to the process that started it.
            process.returncode = 0
            return
        try:
            process.wait(timeout=1.0)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _exchange(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        assert self.process is not None
        assert self.process.stdin is not None
        wire.write(self.process.stdin.fileno(), wire.pack(request))
        return self._receive(ANSWER_SECONDS)

    def _receive(self, seconds: float) -> tuple[dict[str, Any], bytes]:
        deadline = time.monotonic() + seconds
        try:
            head, body = wire.sizes(self._read(wire.LENGTHS.size, deadline))
            answer = json.loads(self._read(head, deadline))
            return answer, self._read(body, deadline)
        except ValueError as fault:
            raise Gone(str(fault)) from fault

    def _read(self, count: int, deadline: float) -> bytes:
        assert self.process is not None
        assert self.process.stdout is not None
        descriptor = self.process.stdout.fileno()
        parts = bytearray()
        while len(parts) < count:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([descriptor], [], [], left)[0]:
                raise Gone("it did not answer in time")
            part = os.read(descriptor, min(count - len(parts), 1 << 20))
            if not part:
                raise Gone("its process ended")
            parts += part
        return bytes(parts)
