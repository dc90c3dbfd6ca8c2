"""One tiny film for all tests of films, made once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from filelock import FileLock

from tests.recipes.films import BELL, SMALL_OPTIONS, Film, started


@pytest.fixture(scope="session")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Film:
    """The film of the script BELL, made by the command in a process of its own (what it reports
    of memory is its own). Tests only read it; several test processes share it."""
    root: Path = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    film = Film(root / "golden")
    with FileLock(root / "golden.lock"):
        if not (film.folder / "report.json").exists():
            film.folder.mkdir(exist_ok=True)
            film.script.write_text(BELL)
            made = started(
                *("make", "film", film.script, "-o", film.path, "--package", film.package),
                *("--data", film.data, "--jobs", 2, "--json", film.folder / "report.json"),
                *SMALL_OPTIONS,
                folder=film.folder,
            )
            assert made.returncode == 0, made.stderr
    return film
