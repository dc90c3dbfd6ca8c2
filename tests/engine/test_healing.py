"""Damaged artifacts are dropped and made again, wherever the damage is noticed."""

from __future__ import annotations

import pytest

from filmstudio.engine.artifact import ArtifactStore
from tests.engine.test_local import run


@pytest.mark.parametrize("unit", ["w0", "w1"])
def test_same_length_damage_is_found_when_it_is_read_and_healed(tmp_path, unit):
    done = run(tmp_path, "ab cd")
    store = ArtifactStore(tmp_path)
    store.drop(done.board.artifact("text").key)
    path = done.board.artifact("shouted", unit).path("document.json")
    data = bytearray(path.read_bytes())
    data[1] ^= 1
    path.write_bytes(bytes(data))
    again = run(tmp_path, "ab cd")
    assert again.result.document() == "AB CD"
    assert f"shout {unit}" in again.ran


def test_damage_that_the_planner_reads_is_healed(tmp_path):
    done = run(tmp_path, "ab cd")
    path = done.board.artifact("words").path("document.json")
    path.write_bytes(path.read_bytes().replace(b"ab", b"xx"))
    again = run(tmp_path, "ab cd")
    assert again.result.document() == "AB CD"
    assert "split" in again.ran
