"""One tiny film for all tests of films, made once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from filelock import FileLock

from filmstudio.services.make import write_json
from tests.recipes.films import Film, make_bell


@pytest.fixture(scope="session")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Film:
    """The film of the script BELL. Tests only read it; several test processes share it."""
    root: Path = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent
    film = Film(root / "golden")
    with FileLock(root / "golden.lock"):
        if not (film.folder / "report.json").exists():
            write_json(film.folder / "report.json", make_bell(film.folder).report)
    return film
