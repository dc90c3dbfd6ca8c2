"""What the machine does to a run: kill -9, a full disk, Ctrl-C; the next run goes on."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import time
from pathlib import Path

import pytest

from filmstudio.engine.artifact import ArtifactStore
from tests.recipes.films import BELL, COMMAND, SMALL_OPTIONS, Film, environment, leftovers


def start(film: Film, **more: object) -> subprocess.Popen[str]:
    """The real command in a process group of its own."""
    words = "make film bell.fountain -o bell.mp4 --data data --package package --json report.json"
    return subprocess.Popen(
        [COMMAND, *words.split(), "--jobs", "2", *SMALL_OPTIONS],
        cwd=film.folder,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
        **more,
    )


@pytest.fixture
def film(tmp_path: Path) -> Film:
    (tmp_path / "bell.fountain").write_text(BELL)
    return Film(tmp_path)


def wait_until_nobody_is_left(group: int) -> None:
    """Workers of a killed parent end by themselves; a killed group is gone at once."""
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    raise AssertionError("Processes of a killed run are still there.")


@pytest.mark.slow
def test_kill_9_at_random_moments_and_the_next_run_goes_on(golden: Film, film: Film):
    dice = random.Random(7)
    finished = 0
    for _ in range(4):
        process = start(film)
        time.sleep(dice.uniform(0.3, 5.0))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        wait_until_nobody_is_left(process.pid)
        if film.path.exists():
            finished += 1
            assert film.path.read_bytes() == golden.path.read_bytes()
        for folder in (film.data / "artifacts").glob("*/*"):
            assert (folder / "manifest.json").exists()
        kept = film.artifacts()
        assert kept.items() <= golden.artifacts().items()
    process = start(film)
    _, said = process.communicate()
    assert process.returncode == 0, said
    assert film.path.read_bytes() == golden.path.read_bytes()
    assert film.artifacts() == golden.artifacts()
    assert leftovers(film.folder) == []
    assert film.report["units_run"] + film.report["units_cached"] == golden.report["units_run"]
    assert finished < 4


def test_workers_end_when_only_their_parent_is_killed(film: Film):
    process = start(film)
    deadline = time.monotonic() + 60
    while not list((film.data / "scratch").glob("*")):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL  # it was at work, and had not ended by itself
    wait_until_nobody_is_left(process.pid)


def test_ctrl_c_keeps_what_is_finished_and_says_so(film: Film):
    process = start(film)
    deadline = time.monotonic() + 60
    while not list((film.data / "artifacts").glob("*/*/voice.wav")):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "the same command goes on" in said
    assert "Traceback" not in said
    assert not film.path.exists()
    assert leftovers(film.folder) == []
    assert ArtifactStore(film.data).usage()


def test_a_full_disk_is_a_sentence_and_leaves_nothing_half_written(film: Film):
    def small_disk() -> None:
        # The kernel answers EFBIG where a file grows past this, as a disk does that is full.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    process = start(film, preexec_fn=small_disk)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 4, said
    assert "There is no room left on the disk" in said
    assert "run the same command again" in said
    assert "Traceback" not in said
    assert not film.path.exists()
    assert not (film.folder / "report.json").exists()
    assert leftovers(film.folder) == []
