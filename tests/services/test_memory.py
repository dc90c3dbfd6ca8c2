"""The version before an edit is found by its words, and the same request finds the same one."""

from __future__ import annotations

import json
from pathlib import Path

from filmstudio.film.earlier import Earlier, EarlierShot
from filmstudio.services.memory import MOST_KEPT, Memory, Wanted, likeness, sketch

SCRIPT = "The ferry never waits, she said, and ran along the pier with her shoes in her hand. " * 2
OTHER = "A potter shaped a bell of clay and everyone in the market laughed until it rang at dusk."


def wanted(text: str, target: float = 60.0, path: str = "a.txt") -> Wanted:
    return Wanted("script", text, Path(path), target, exact=text)


def cut(target: float, steps: int = 0) -> Earlier:
    shot = EarlierShot(id="s1.00", size="wide", join="cut", texts=(), pauses=(), lead=0.0, hold=3.0,
                       speech=0.0, steps=steps)  # fmt: skip
    return Earlier(target=target, shots=(shot,))


def test_an_edit_finds_the_version_before_it_wherever_it_lies(tmp_path):
    memory = Memory(tmp_path)
    memory.keep(wanted(SCRIPT), SCRIPT, Earlier(), cut(60.0, 2))
    memory.keep(wanted(OTHER), OTHER, Earlier(), cut(60.0, 1))
    edited = wanted(SCRIPT.replace("shoes", "boots"), path="elsewhere/b.txt")
    assert memory.before(edited) == cut(60.0, 2)


def test_another_script_another_length_and_no_length_find_nothing(tmp_path):
    memory = Memory(tmp_path)
    memory.keep(wanted(SCRIPT), SCRIPT, Earlier(), cut(60.0))
    assert memory.before(wanted(OTHER)) == Earlier()
    assert memory.before(wanted(SCRIPT + "Now.", 75.0)) == Earlier()
    assert memory.before(wanted(SCRIPT + "Now.", 0.0)) == Earlier()


def test_the_same_request_finds_what_it_found_the_first_time(tmp_path):
    memory = Memory(tmp_path)
    memory.keep(wanted(SCRIPT), SCRIPT, Earlier(), cut(60.0))
    edited = wanted(SCRIPT.replace("shoes", "boots"))
    memory.keep(edited, edited.text, memory.before(edited), cut(60.0, 1))
    assert memory.before(wanted(SCRIPT)) == Earlier()
    assert memory.before(edited) == cut(60.0)


def test_a_storyboard_is_found_by_what_is_said_in_it(tmp_path):
    memory = Memory(tmp_path)
    memory.keep(wanted("Title: Ferry\n" + SCRIPT), SCRIPT, Earlier(), cut(60.0))
    edited = Wanted("storyboard", SCRIPT.replace("pier", "quay"), Path("x.json"), 60.0, "x")
    assert memory.before(edited) == cut(60.0)


def test_damaged_documents_are_removed_and_old_ones_forgotten(tmp_path):
    memory = Memory(tmp_path)
    for number in range(MOST_KEPT + 3):
        memory.keep(wanted(f"{OTHER} {number}"), OTHER, Earlier(), cut(60.0))
    assert len(list(memory.folder.iterdir())) == MOST_KEPT
    for path in memory.folder.iterdir():
        path.write_text(json.dumps({"cut": 1}))
    assert memory.before(wanted(OTHER)) == Earlier()
    assert list(memory.folder.iterdir()) == []


def test_likeness_is_the_share_of_runs_in_common():
    assert likeness(sketch(SCRIPT), sketch(SCRIPT)) == 1.0
    assert likeness(sketch(SCRIPT), sketch(OTHER)) == 0.0
    assert 0.5 < likeness(sketch(SCRIPT), sketch(SCRIPT.replace("shoes", "boots", 1))) < 1.0
