"""How soon a studio that has been built is there: from the command to the first page, and to its workers.

    python -m benchmarks.start [--times 5] [--up]

`make run` in a data folder that has been used before, or with `--up` what it starts, `filmstudio up`,
alone. Bar: the first page in less than 3 s. What others do on the machine counts: its load is told.
"""

from __future__ import annotations

import argparse
import http.client
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.table import note, show, verdict
from filmstudio.processes import die_with_parent
from filmstudio.settings import settings
from filmstudio.web import build
from tests.pages.stand import free_port
from tests.servers import ROOT

PATIENCE = 120.0
PAGE, LIVE = "/", "/ping"
"""The landing page; and what Reflex answers at, once the states of pages are there."""


def answers(path: str) -> bool:
    """Whether the studio answers with 200 at an address."""
    call = http.client.HTTPConnection("127.0.0.1", settings().port, timeout=PATIENCE)
    try:
        call.request("GET", path)
        return call.getresponse().status == 200
    except OSError:
        return False
    finally:
        call.close()


def workers_since(begun: float) -> int:
    """How many workers that were born since then (POSIX time) wait for work."""
    from rq import Worker

    from filmstudio.store.redis import connect

    found = Worker.all(connection=connect(settings().redis))
    born = [
        one.birth_date.timestamp() for one in found if one.birth_date and one.get_state() == "idle"
    ]
    return sum(at >= begun for at in born)


def one_start(command: list[str], said: Path) -> tuple[float, ...]:
    """Seconds from the command to each of the steps; the last is how long stopping takes."""
    with said.open("wb") as stream:
        moment = time.time()
        begun = time.monotonic()
        running = subprocess.Popen(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
            start_new_session=True,
            preexec_fn=die_with_parent,
        )

        def seconds_until(condition: Callable[[], bool]) -> float:
            while not condition():
                if running.poll() is not None or time.monotonic() > begun + PATIENCE:
                    sys.exit(f"The studio did not start:\n{said.read_text()[-2000:]}")
                time.sleep(0.005)
            return time.monotonic() - begun

        reached = [seconds_until(lambda: answers(PAGE)), seconds_until(lambda: answers(LIVE))]
        reached.append(seconds_until(lambda: workers_since(moment) >= settings().jobs))
        ended = time.monotonic()
        os.killpg(running.pid, signal.SIGINT)  # as Ctrl-C does on a terminal
        running.wait(PATIENCE)
        return (*reached, time.monotonic() - ended)


def main() -> None:
    """Measures, and says what was measured. Ends with 1 where the bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.start", description=__doc__)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--up", action="store_true", help="`filmstudio up` alone, without make")
    given = parser.parse_args()
    command = ["make", "-s", "run"]
    if given.up:
        command = [sys.executable, "-m", "filmstudio.cli", "up"]
    build.pages()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory(prefix="start-") as folder:
        os.environ |= {"FILMSTUDIO_DATA": folder, "FILMSTUDIO_PORT": str(free_port())}
        settings.cache_clear()
        said = Path(folder) / "said"
        one_start(command, said)  # makes the database, and compiles what is new
        load = os.getloadavg()[0]
        rows = [one_start(command, said) for _ in range(given.times)]
    names = ("the first page", "states of pages", "workers that wait for work", "stopped again")
    show(
        f"{' '.join(command[-2:])}: seconds, {given.times} times",
        ("until", "median", "least", "most"),
        [
            (name, statistics.median(column), min(column), max(column))
            for name, column in zip(names, zip(*rows, strict=True), strict=True)
        ],
    )
    note(f"Load before and after: {load:.1f}, {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")
    met = verdict("the first page", statistics.median(row[0] for row in rows), 3.0, unit=" s")
    sys.exit(not met)


if __name__ == "__main__":
    main()
