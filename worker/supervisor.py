"""Keeps processes running: starts them, starts again what dies, stops them in good order."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import psutil

from filmstudio.processes import adopt_orphans, die_with_parent

log = logging.getLogger(__name__)

STEADY_SECONDS = 60.0
"""A process that ran that long was well; its next death is answered at once."""
SLOWEST = 10.0


class Process(Protocol):
    """What is asked of a process that runs: what `subprocess.Popen` has."""

    pid: int

    @property
    def returncode(self) -> int | None: ...
    def poll(self) -> int | None: ...
    def wait(self, timeout: float | None = None) -> int: ...
    def terminate(self) -> None: ...
    def kill(self) -> None: ...


@dataclass
class Member:
    """One process to keep running. `ready` says whether those that wait for it may start."""

    name: str
    command: Sequence[str]
    env: dict[str, str] = field(default_factory=dict)
    folder: Path | None = None
    """Where it runs; by default where its supervisor does."""
    grace: float = 10.0
    """Seconds it has to stop by itself."""
    ready: Callable[[], bool] = lambda: True
    waits: bool = True
    """Whether it is started only when all those before it are ready."""
    then: Callable[[], None] = lambda: None
    """Called when it is ready for the first time."""
    prepare: Callable[[], tuple[Sequence[str], tuple[int, ...]]] | None = None
    """Makes each start's own command, and the files that it inherits; this process closes them."""
    born: Callable[[], Process | None] | None = None
    """Starts it in place of a command; None where that has to wait."""
    process: Process | None = None
    started: float = 0.0
    deaths: int = 0
    again_at: float = 0.0


class Supervisor:
    """Runs members in their order; stops them in the opposite one.

    It adopts what its members leave behind when they are killed, and ends it: no process is
    orphaned.
    """

    def __init__(self, members: Sequence[Member], wait: float = 30.0) -> None:
        self.members = list(members)
        self.wait = wait
        self._stopping = False

    def run(self, on_ready: Callable[[], None] = lambda: None) -> None:
        """Runs until SIGTERM or SIGINT; a second signal stops at once."""
        adopt_orphans()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        try:
            begun: list[Member] = []
            for member in self.members:
                if member.waits:
                    self._await(begun)
                    begun = []
                if self._stopping:
                    return
                self._start(member)
                begun.append(member)
            self._await(begun)
            if self._stopping:
                return
            on_ready()
            while not self._stopping:
                self._look()
                time.sleep(0.1)
        finally:
            self._end()

    def _stop(self, signum: int, frame: object) -> None:
        if self._stopping:
            for member in self.members:
                if member.process and member.process.poll() is None:
                    member.process.kill()
        self._stopping = True

    def _start(self, member: Member) -> None:
        member.started = time.monotonic()
        member.process = member.born() if member.born else self._begun(member)
        if member.process is None:
            return  # it is tried again at the next look
        log.info("%s started", member.name, extra={"pid": member.process.pid})

    def _begun(self, member: Member) -> Process:
        command, files = member.prepare() if member.prepare else (member.command, ())
        try:
            return subprocess.Popen(
                list(command),
                env=os.environ | member.env,
                cwd=member.folder,
                stdin=subprocess.DEVNULL,
                pass_fds=files,
                preexec_fn=_child,
            )
        finally:
            for file in files:
                os.close(file)

    def _await(self, begun: Sequence[Member]) -> None:
        """Waits until these are ready, each for as long as it may take."""
        for member in begun:
            while not member.ready():
                if time.monotonic() > member.started + self.wait:
                    log.error("%s is not ready after %.0f s", member.name, self.wait)
                    break
                self._look()
                time.sleep(0.02)
                if self._stopping:
                    return
            else:
                member.then()

    def _look(self) -> None:
        moment = time.monotonic()
        for member in self.members:
            process = member.process
            if process is not None and process.poll() is not None:
                member.process = None
                steady = moment - member.started > STEADY_SECONDS
                member.deaths = 0 if steady else member.deaths + 1
                member.again_at = moment + min(SLOWEST, 0.1 * 2**member.deaths - 0.1)
                log.warning("%s ended with %s", member.name, process.returncode)
                self._end_strays()
            if member.process is None and member.started and moment >= member.again_at:
                self._start(member)

    def _end_strays(self) -> None:
        """Ends what a dead member left behind: it has become our child."""
        known = {member.process.pid for member in self.members if member.process}
        for child in psutil.Process().children():
            if child.pid not in known:
                _kill_tree(child)

    def _end(self) -> None:
        self._stopping = True
        for member in reversed(self.members):
            process = member.process
            if process is None or process.poll() is not None:
                continue
            process.terminate()
        deadline = {member.name: time.monotonic() + member.grace for member in self.members}
        for member in reversed(self.members):
            process = member.process
            while process is not None and process.poll() is None:
                if time.monotonic() > deadline[member.name]:
                    log.warning("%s does not stop and is ended", member.name)
                    process.kill()
                    process.wait()
                time.sleep(0.02)
        self._end_strays()


def _child() -> None:
    # A Ctrl-C on the terminal is the supervisor's to act on, not that of every process at once.
    os.setpgrp()
    die_with_parent()


def _kill_tree(process: psutil.Process) -> None:
    try:
        below = process.children(recursive=True)
    except psutil.NoSuchProcess:
        below = []
    for one in [process, *below]:
        try:
            one.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs([process], timeout=2)


def python(module: str, *arguments: str) -> list[str]:
    """The command that runs a module of ours with this interpreter."""
    return [sys.executable, "-m", module, *arguments]
