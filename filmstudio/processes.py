"""Child processes that never outlive who started them, and what a process has used."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36


def _prctl(option: int, value: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def die_with_parent(parent: int | None = None) -> None:
    """For a child, first thing: is killed when the thread that started it ends, even by kill -9.

    Given as `preexec_fn` for programs; called by our own processes themselves. One that has done
    other things first says who its parent was: it may be gone by now.
    """
    parent = parent or os.getppid()
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before the wish was known
        os._exit(1)


def adopt_orphans() -> None:
    """Makes this process the parent of descendants whose own parent died."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)


def one_thread_each() -> None:
    """Numeric libraries that are loaded after this, here or in children, use one thread: work is
    spread over processes, and sums must not depend on how many threads made them."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"


def give_back_memory() -> None:
    """Gives freed memory back to the system, where the C library keeps it (glibc: malloc_trim(3)).

    Pictures of many sizes leave the heap full of holes: without this, a process that makes one shot
    after another grows with every shot, though nothing is kept.
    """
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)


def peak_bytes() -> int:
    """The most resident memory this process has had since it began its program, in bytes.

    Linux hands `ru_maxrss` down to what a process starts, so that a small child of a large parent
    seems large; `VmHWM` (proc_pid_status(5)) belongs to the program alone.
    """
    try:
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass  # no /proc here
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
