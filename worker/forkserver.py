"""Processes that need the same modules are forked from one that has loaded them.

A worker loads picture, sound and database for seconds, and its memory is mostly modules: a fork has
both at once and for nothing. Whoever is forked becomes the supervisor's own child: it is started and
forgotten again by a process in between (the supervisor adopts orphans), so it outlives this server
and is ended, waited for and restarted as every other member.

    supervisor  --["worker cpu 1", "worker.fleet", "cpu"]-->  server
    supervisor  <-------------------- pid -----------------  server

One message of JSON each, by a socket that keeps messages apart. Only on Linux, where orphans can be
adopted (prctl(2), PR_SET_CHILD_SUBREAPER).
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Sequence

from setproctitle import setproctitle

from filmstudio.processes import die_with_parent, one_thread_each
from worker.supervisor import Member, python

FOR_TASKS = ("filmstudio.stages.preload", "filmstudio.recipes.film")
"""What every task of a film needs."""
MODULES = (*FOR_TASKS, "worker.fleet", "worker.keeper")
"""What workers and keepers need."""
PATIENCE = 10.0
"""Seconds in which a server that has loaded everything must fork; it takes milliseconds."""
LONGEST = 4096


class Adopted:
    """A process that another has forked and this one has adopted, used as a `subprocess.Popen`."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Raises TimeoutError."""
        deadline = None if timeout is None else time.monotonic() + timeout
        while (code := self.poll()) is None:
            if deadline is not None and time.monotonic() > deadline:
                raise TimeoutError
            time.sleep(0.005)
        return code

    def terminate(self) -> None:
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        self._send(signal.SIGKILL)

    def _send(self, number: signal.Signals) -> None:
        if self.poll() is None:  # its number may be another's as soon as it was waited for
            os.kill(self.pid, number)


class ForkServer:
    """The supervisor's side: the server as a member, and what it forks as others."""

    def __init__(self, modules: Sequence[str] = MODULES) -> None:
        self._modules = modules
        self.member = Member("fork server", (), prepare=self._prepare, ready=self.loaded)
        """The server itself; it is ready when it has loaded everything."""
        self._ours: socket.socket | None = None
        self._loaded = False

    def forked(self, name: str, module: str, *arguments: str, grace: float = 10.0) -> Member:
        """A member that is `run(*arguments)` of a module."""
        wish = json.dumps([name, module, *arguments]).encode()
        assert len(wish) < LONGEST
        return Member(name, (), born=lambda: self._fork(wish), grace=grace)

    def loaded(self) -> bool:
        """Whether the server that runs now takes wishes."""
        if self._ours is not None and not self._loaded:
            self._ours.setblocking(False)
            with contextlib.suppress(OSError):
                self._loaded = self._ours.recv(LONGEST) != b""
            self._ours.settimeout(PATIENCE)
        return self._loaded

    def _prepare(self) -> tuple[list[str], tuple[int, ...]]:
        """The command of a new server, and the files that it inherits."""
        if self._ours is not None:
            self._ours.close()
        self._loaded = False
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        number = theirs.detach()
        return python("worker.forkserver", str(number), *self._modules), (number,)

    def _fork(self, wish: bytes) -> Adopted | None:
        """A process for a wish; None where no server can fork now: it has died, or still loads."""
        if not self.loaded():
            return None
        assert self._ours is not None
        try:
            self._ours.send(wish)
            said = self._ours.recv(LONGEST)
            return Adopted(json.loads(said)) if said else None
        except OSError:  # it died, or does not answer: a new one is started in its place
            self._loaded = False
            if self.member.process is not None:
                self.member.process.kill()
            return None


def serve(door: socket.socket) -> tuple[str, ...]:
    """Forks for each wish until the supervisor is gone. Only in a fork does it return: with what that
    process is to be."""
    supervisor = os.getppid()
    door.send(b"loaded")
    while wish := door.recv(LONGEST):
        hear, say = os.pipe()
        between = os.fork()
        if not between:
            between = os.getpid()
            child = os.fork()
            if child:
                os.write(say, b"%d" % child)
                os._exit(0)
            for file in (hear, say, door.detach()):
                os.close(file)
            while os.getppid() == between:  # until it has been adopted
                time.sleep(0.0005)
            die_with_parent(supervisor)
            os.setpgrp()
            name, module, *arguments = json.loads(wish)
            setproctitle(f"filmstudio {name}")
            return module, *arguments
        os.close(say)
        os.waitpid(between, 0)
        with os.fdopen(hear, "rb") as said:
            door.send(said.read())
    return ()


def main() -> None:
    die_with_parent()
    os.environ["SPT_NOENV"] = "1"  # what a process was started with can still be read
    setproctitle("filmstudio fork server")
    one_thread_each()
    for module in sys.argv[2:]:
        importlib.import_module(module)
    assert (
        threading.active_count() == 1
    )  # a fork has one thread only, and what others held stays so
    gc.collect()
    gc.freeze()  # what is never freed is not looked at again, and its pages stay shared
    wish = serve(socket.socket(fileno=int(sys.argv[1])))
    if wish:
        importlib.import_module(wish[0]).run(*wish[1:])


if __name__ == "__main__":
    main()
