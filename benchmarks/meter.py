"""Runs a command and counts what it and every process it started took: CPU, wall, memory.

    python -m benchmarks.meter USAGE.json COMMAND ...

The meter is a small process of its own, so that the peak of memory is the command's. It adopts
the processes that the command leaves behind (PR_SET_CHILD_SUBREAPER, Linux), so that a server of
workers which outlives its parent by a moment is counted too.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_ADOPT_ORPHANS = 36
"""PR_SET_CHILD_SUBREAPER of prctl(2)."""


@dataclass(frozen=True)
class Usage:
    """What a command took. `cpu` is user and system seconds of all its processes, `peak` the
    resident bytes of the largest one."""

    cpu: float
    wall: float
    peak: int


class Failed(Exception):
    """A command that was to be measured ended badly; the message holds its last words."""


def measure(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None) -> Usage:
    """Runs a command to its end. Raises Failed where it ends with another status than 0."""
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        figures = Path(scratch) / "usage.json"
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.meter", figures, *command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            env={**os.environ, **(env or {})},
            check=False,
        )
        if done.returncode:
            words = " ".join(done.stderr.split())[-600:]
            raise Failed(f"{Path(command[0]).name} ended with {done.returncode}: {words}")
        return Usage(**json.loads(figures.read_text()))


def _run(figures: Path, command: Sequence[str]) -> int:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)
    begun = time.monotonic()
    status = subprocess.call(command)
    wall = time.monotonic() - begun
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    unit = 1 if sys.platform == "darwin" else 1024
    usage = {"cpu": spent.ru_utime + spent.ru_stime, "wall": wall, "peak": spent.ru_maxrss * unit}
    figures.write_text(json.dumps(usage))
    return status


if __name__ == "__main__":
    sys.exit(_run(Path(sys.argv[1]), sys.argv[2:]))
