"""On a fresh clone one process of pytest-xdist reads the tests before the others do.

All of them import the same modules in the same order. Where nothing is compiled yet, each would compile
everything, all at the same time; the first one leaves it compiled for the rest. A plugin, for it has to
come before the first conftest: `pytest -n 3 -p tests.turns`.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import pytest

LONGEST = 180.0
"""Seconds after which nobody waits any more."""
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
TURNS = "TESTS_TAKE_TURNS"
"""Told to the workers by the process that starts them."""
DONE = Path(tempfile.gettempdir(), f"read-{os.environ.get('PYTEST_XDIST_TESTRUNUID', '')}")


def pytest_collection_finish(session: pytest.Session) -> None:
    if WORKER == "gw0":
        DONE.touch()


def pytest_unconfigure(config: pytest.Config) -> None:
    if WORKER == "gw0":
        DONE.unlink(missing_ok=True)


if not WORKER:
    compiled = Path(__file__).with_name("__pycache__").glob("conftest.*-pytest-*.pyc")
    os.environ[TURNS] = "" if any(compiled) else "yes"
elif WORKER != "gw0" and os.environ.get(TURNS):
    deadline = time.monotonic() + LONGEST
    while not DONE.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
