"""Members that are forked: whose children they are, and how they end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from filmstudio.processes import die_with_parent
from tests.servers import ROOT, titled
from tests.worker.test_fleet import until
from worker.forkserver import Adopted

STUDIO = """
import sys
from worker.forkserver import ForkServer
from worker.supervisor import Supervisor
server = ForkServer(("tests.worker.sleeper", "wave"))
members = [server.forked(f"sleeper {n}", "tests.worker.sleeper", sys.argv[1]) for n in (1, 2)]
Supervisor([server.member, *members]).run(lambda: print("ready", flush=True))
"""


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[psutil.Process]:
    """A supervisor of two sleepers."""
    process = subprocess.Popen(
        [sys.executable, "-c", STUDIO, str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        preexec_fn=die_with_parent,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    running = psutil.Process(process.pid)
    until(lambda: len(sleepers(running)) == 2)  # forked, and called by their names
    yield running
    process.kill()
    process.wait()
    process.stdout.close()


def sleepers(supervisor: psutil.Process) -> list[psutil.Process]:
    return titled(supervisor, "filmstudio sleeper")


def test_what_is_forked_is_the_supervisors_own_and_has_everything_loaded(supervisor, tmp_path):
    assert len(sleepers(supervisor)) == 2
    assert len(supervisor.children(recursive=True)) == 3  # nothing is in between
    until(lambda: (tmp_path / "began").is_file())
    assert "wave" in (tmp_path / "began").read_text().split()
    assert all(os.getpgid(one.pid) == one.pid for one in sleepers(supervisor))


def test_who_dies_is_forked_again(supervisor):
    first, second = sleepers(supervisor)
    first.kill()
    until(lambda: first not in sleepers(supervisor) and len(sleepers(supervisor)) == 2)
    assert second in sleepers(supervisor)


def test_they_end_with_their_supervisor(supervisor):
    all_of_it = [supervisor, *supervisor.children()]
    assert len(all_of_it) == 4
    supervisor.kill()
    _, alive = psutil.wait_procs(all_of_it, timeout=30)
    assert not alive


def test_they_stop_in_good_order(supervisor):
    below = supervisor.children()
    supervisor.terminate()
    _, alive = psutil.wait_procs([supervisor, *below], timeout=30)
    assert not alive


def test_one_that_was_adopted_is_used_as_any_process():
    one = Adopted(os.spawnlp(os.P_NOWAIT, "sleep", "sleep", "60"))
    with pytest.raises(TimeoutError):
        one.wait(0.05)
    one.kill()
    assert one.wait(30) == -signal.SIGKILL
    one.terminate()  # nobody is hit any more
    assert one.poll() == one.returncode == -signal.SIGKILL
