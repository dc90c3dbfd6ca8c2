"""Versions compared: what differs is told once, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filmstudio.errors import StudioError
from filmstudio.film.commands import command_of
from filmstudio.film.comparing import compared
from filmstudio.film.edits import edited
from filmstudio.film.papers import PAPERS, paper
from tests.film.test_edits import BOARD, command, do


def told(after):
    found = compared(BOARD, after)
    return [(one.kind, one.what, one.label, one.before, one.after) for one in found.differences]


def test_both_texts_of_a_line():
    after = do(BOARD, do="set_line", line="l3", text="Yes.", emotion="sad")
    assert told(after) == [("line", "changed", "2A", "Do you remember?", "Yes.")]
    (one,) = compared(BOARD, after).differences
    assert [(f.name, f.before, f.after) for f in one.fields] == [
        ("text", "Do you remember?", "Yes."),
        ("emotion", "neutral", "sad"),
    ]


def test_shots_and_scenes_that_come_go_and_move():
    board = do(BOARD, do="move_shot", shot="s2.3", scene="s2", at=0)
    board = do(board, do="delete_shot", shot="s2.2")
    board = do(board, do="add_scene", setting={"place": "forest"}, heading="EXT. FOREST - DAY")
    board = do(board, do="set_scene", scene="s2", weather="rain")
    found = compared(BOARD, board)
    by = {(one.kind, one.what): one for one in found.differences}
    assert set(by) == {
        *(("scene", "added"), ("scene", "changed"), ("shot", "added"), ("shot", "moved")),
        *(("shot", "removed"), ("line", "moved")),
    }
    assert (by["scene", "added"].label, by["scene", "added"].after) == ("3", "EXT. FOREST - DAY")
    assert [field.name for field in by["scene", "changed"].fields] == ["setting.weather"]
    assert (by["shot", "removed"].label, by["shot", "removed"].id) == ("2B", "s2.2")
    assert (found.scenes, found.shots, found.lines) == (2, 3, 1)


def test_the_film_and_its_cast():
    board = do(BOARD, do="set_film", style="anime")
    board = do(board, do="set_voice", character="mara", voice={"pitch": 2})
    first, second = compared(BOARD, board).differences
    assert (first.kind, first.fields[0].name, first.fields[0].after) == ("film", "style", "anime")
    assert (second.kind, second.id, second.fields[0].name) == ("cast", "mara", "voice.pitch")


@settings(max_examples=40)
@given(st.data())
def test_only_the_same_has_no_difference_and_both_ways_touch_the_same(data):
    board = BOARD
    for _ in range(data.draw(st.integers(0, 4))):
        try:
            board = edited(board, command_of(data.draw(command(board))))
        except StudioError:
            continue
    there, back = compared(BOARD, board), compared(board, BOARD)
    assert there.is_same == (board == BOARD)
    ids = [
        {(one.kind, one.id) for one in side.differences if one.what != "moved"}
        for side in (there, back)
    ]
    assert ids[0] == ids[1]
    turned = {"added": "removed", "removed": "added"}
    whats = [
        {(one.id, what) for one in there.differences if (what := turned.get(one.what))},
        {(one.id, one.what) for one in back.differences if one.what in turned},
    ]
    assert whats[0] == whats[1]


def test_papers_come_round():
    assert [paper(n) for n in (1, 2, 3, 9, 10, 18, 19)] == [
        *("White", "Blue", "Pink", "Cherry", "White 2", "Cherry 2"),
        "White 3",
    ]
    assert len(set(PAPERS)) == 9
    with pytest.raises(ValueError):
        paper(0)
