"""Marks in scripts: names, places and sounds stand where they are told, shots where they cover."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmstudio.film.reading import shot_label
from filmstudio.writing.analysis import analyse
from filmstudio.writing.fountain_text import fountain_text
from filmstudio.writing.marks import Finder, covered_by, marks_in, scene_starts
from filmstudio.writing.planning import plan
from filmstudio.writing.readers import read_script, read_text

TIDE = """\
EXT. TEMPLE VILLAGE - MORNING

Lamps.  A bell, once. MARA lights the lamps.

MARA
Do you hear
the bell?

EXT. BEACH - DUSK

Thunder. Mara and SAM stand in the sand.

SAM
The beach is ours.
"""
EXAMPLES = sorted(Path("examples").glob("*.txt")) + sorted(Path("examples").glob("*.fountain"))


def told(text: str) -> list[tuple[str, str, str]]:
    screenplay = read_text(text)
    marks = marks_in(text, screenplay, analyse(screenplay))
    return [(one.kind, text[one.start : one.end], one.ref) for one in marks]


def test_people_places_and_sounds_of_a_screenplay():
    assert told(TIDE) == [
        ("place", "TEMPLE VILLAGE", "village"),
        ("sound", "bell", "bell"),
        ("cast", "MARA", "mara"),
        ("cast", "MARA", "mara"),
        ("place", "BEACH", "beach"),
        ("sound", "Thunder", "thunder"),
        ("cast", "Mara", "mara"),
        ("cast", "SAM", "sam"),
        ("place", "sand", "beach"),
        ("cast", "SAM", "sam"),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("अमृता मंदिर में है। घंटी बजती है।\n\nअमृता: तुम आ गए।\n\nराम: हाँ।", ("sound", "घंटी", "bell")),
        ("In der Stadt läutet eine Glocke.\n\nAnna: Es ist spät.\n\nPaul: Ja.", ("sound", "Glocke", "bell")),
        ("小明: 你好。\n\n小红: 你好，小明。", ("cast", "小明", "小明")),
    ],
)  # fmt: skip
def test_other_languages(text, wanted):
    assert wanted in told(text)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_marks_and_shots_of_the_examples_lie_apart_and_in_order(path):
    text = path.read_text()
    screenplay = read_script(path)
    story = analyse(screenplay)
    marks = marks_in(text, screenplay, story)
    assert {mark.kind for mark in marks} >= {"cast", "place"}
    for before, after in pairwise(marks):
        assert before.start < before.end <= after.start
    board = plan(story)
    covered = covered_by(text, board)
    lines = [shot for _, shot in board.shots() if shot.lines]
    assert len([one for one in covered if one.shot in {shot.id for shot in lines}]) == len(lines)
    assert all(a.end <= b.start for a, b in pairwise(covered))
    starts = scene_starts(text, screenplay, story)
    assert starts == sorted(starts)
    assert min(starts) >= 0


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_document_shown_as_text_is_read_as_the_same_film(path):
    first = read_script(path)
    again = read_text(fountain_text(first))

    def said(screenplay):
        return [
            (one.speaker.lower(), one.text) for one in screenplay.elements if one.kind == "dialogue"
        ]

    assert said(again) == said(first)
    assert [scene.setting.place for scene in analyse(again).scenes] == [
        scene.setting.place for scene in analyse(first).scenes
    ]


@given(st.text(alphabet="ab \n\t", max_size=60), st.data())
def test_a_piece_is_found_where_it_stands(text, data):
    finder = Finder(text)
    words = text.split()
    if not words:
        assert finder.next("a") is None
        return
    first = data.draw(st.integers(0, len(words) - 1))
    piece = " ".join(words[first : data.draw(st.integers(first + 1, len(words)))])
    span = finder.next(piece)
    assert span is not None
    found = text[slice(*span)].split()
    rest = iter(found)
    assert all(word in rest for word in piece.split())
    if len(set(words)) == len(words):  # else it may stand elsewhere too, with words between
        assert found == piece.split()


def test_what_stands_whole_further_on_beats_a_beginning():
    finder = Finder("a a b b b b b b b b b b a a a")
    assert finder.next("a a a") == (24, 29)


def test_shots_are_numbered_as_on_slates():
    assert [shot_label(2, n) for n in (1, 2, 26, 27, 52, 53, 702, 703)] == [
        *("2A", "2B", "2Z", "2AA", "2AZ", "2BA", "2ZZ", "2AAA"),
    ]
    with pytest.raises(ValueError):
        shot_label(1, 0)
