"""Measures the studio: `python -m benchmarks.film [PART ...]`, each part one table.

CPU seconds are user and system time of all processes of a command, counted by the system and
not by the studio. What is compared is measured in the same run; where others use the machine,
CPU and its ratios hold while wall times do not.
"""

from __future__ import annotations

import argparse
import io
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks import parts, peers
from benchmarks.meter import Failed
from benchmarks.studio import DRAFT, FINAL, Kind

PARTS: dict[str, tuple[Callable[[Path, Kind], bool], str]] = {
    "encode": (parts.encode, "60 s of 1080p final against the bare encode of the same frames"),
    "moviepy": (peers.moviepy, "three shots against MoviePy composing the same pictures"),
    "length": (parts.length, "films of 15, 30, 60 and 120 s"),
    "shots": (parts.shots, "6, 12 and 24 shots at equal length"),
    "processes": (parts.processes, "1, 2 and 4 processes"),
    "again": (parts.again, "the same command again, and one line changed"),
}


def _arguments() -> argparse.Namespace:
    listed = "\n".join(f"  {name:10} {what}" for name, (_, what) in PARTS.items())
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.film",
        description=f"Measure what films cost.\n\nparts:\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help="parts to run [all]")
    parser.add_argument(
        "--full",
        action="store_true",
        help="length, shots, processes and again as 1080p final films instead of 360p drafts",
    )
    parser.add_argument(
        "--script",
        type=Path,
        default=parts.EXAMPLE,
        help=f"the script that part encode makes a film of [{parts.EXAMPLE.name}]",
    )
    parser.add_argument(
        "--strict", action="store_true", help="exit 1 where a bar is missed, for automatic runs"
    )
    chosen = parser.parse_args()
    for name in chosen.parts:
        if name not in PARTS:
            parser.error(f"there is no part {name!r}; choose from {', '.join(PARTS)}")
    return chosen


def main() -> int:
    """Runs the chosen parts one after the other; the exit status of the command."""
    chosen = _arguments()
    kind = FINAL if chosen.full else DRAFT
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count()
    print(f"Python {platform.python_version()} on {cores} cores, load {os.getloadavg()[0]:.1f}")
    met = True
    for name in chosen.parts or PARTS:
        begun = time.monotonic()
        with tempfile.TemporaryDirectory(prefix=f"bench-{name}-") as folder:
            try:
                measured = PARTS[name][0]
                if name == "encode":
                    measured = partial(parts.encode, script=chosen.script)
                met &= measured(Path(folder), kind)
            except Failed as error:
                print(f"\n{name}: {error}")
                return 1
        print(f"  ({name} took {time.monotonic() - begun:.0f} s)")
    return 1 if chosen.strict and not met else 0


if __name__ == "__main__":
    sys.exit(main())
