"""A small trial of chaos on every run; the large one is run by hand: python -m tests.chaos."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.servers import ROOT


@pytest.mark.parametrize(("database", "kills"), [("sqlite", "3"), ("postgres", "4")])
def test_renders_endure_chaos(database, kills):
    trial = [
        *("--seed", "3", "--renders", "6", "--workers", "2", "--kills", kills),
        *("--redis-flushes", "1", "--redis-kills", "1", "--database-kills", "1"),
        *("--cancels", "1", "--work", "0.05", "--limit", "300", "--no-web"),
    ]
    done = subprocess.run(
        [sys.executable, "-m", "tests.chaos", "--database", database, *trial],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
