"""What a stage is written in is part of its keys: the right files count, and no others."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from filmstudio.engine import sources
from filmstudio.engine.plan import unit_key
from filmstudio.engine.provider import Card
from filmstudio.recipes.film import FILM
from filmstudio.stages.speak import Speak
from tests.engine import toy


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of our own code that may be changed."""
    root = tmp_path / "filmstudio"
    shutil.copytree(sources.ROOT, root, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(sources, "ROOT", root)
    forget()
    yield root
    forget()


def forget() -> None:
    for kept in (sources.code_of, sources._files_of, sources._read):
        kept.cache_clear()


def digests() -> dict[str, str]:
    forget()
    found = {stage.name: sources.code_of(type(stage).__module__) for stage in FILM.stages}
    for craft in ("writing", "drawing", "speech", "music"):
        found[craft] = sources.code_of("filmstudio.providers.embedded", (craft,))
    return found


CHANGES = {
    "stages/speak.py": {"speak"},
    "music/genres/raga.py": {"music"},
    "film/cut.py": {"edit", "board", "animate", "join", "thumbnails", "compose"},
    "engine/local.py": set(),
    "services/make.py": set(),
    "media/captions/rules.py": {"caption", "animate", "join", "thumbnails", "mix", "compose"},
    "writing/planning/fit.py": {"read", "writing", "board"},
}


@pytest.mark.parametrize("file", [name for name in CHANGES if name.endswith(".py")])
def test_a_changed_file_counts_where_it_is_used(file: str, code: Path):
    before = digests()
    path = code / file
    path.write_text(path.read_text() + "\n# changed\n")
    after = digests()
    assert {name for name in before if before[name] != after[name]} == CHANGES[file]


def test_a_changed_lexicon_counts_too(code: Path):
    before = digests()
    path = next((code / "writing").rglob("places.en.json"))
    path.write_text(path.read_text() + " ")
    after = digests()
    assert {name for name in before if before[name] != after[name]} == {"read", "writing", "board"}


def test_compiled_code_does_not_count(code: Path):
    before = digests()
    folder = code / "writing" / "__pycache__"
    folder.mkdir(exist_ok=True)
    (folder / "fit.cpython-311.pyc.140123").write_bytes(b"half a file")
    assert digests() == before


def test_keys_hold_the_code_of_stage_and_maker(monkeypatch: pytest.MonkeyPatch):
    card = Card("toy", "1", "voice", 3, True, "", code="a")
    key = unit_key(Speak(), {}, card)
    assert key != unit_key(Speak(), {}, Card("toy", "1", "voice", 3, True, "", code="b"))
    monkeypatch.setattr("filmstudio.engine.plan.code_of", lambda module: "other")
    assert key != unit_key(Speak(), {}, card)


def test_code_from_elsewhere_counts_by_its_own_file():
    assert sources.code_of(toy.__name__) != sources.code_of("nowhere.at.all")


def test_it_takes_a_moment_only():
    began = time.process_time()
    digests()
    assert time.process_time() - began < 0.25  # 25 ms on a quiet machine
