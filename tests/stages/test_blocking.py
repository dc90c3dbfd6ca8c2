"""Where the people of a shot stand: heads in the frame, eyes high, faces clear of words and each other."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filmstudio.drawing.paint import paint
from filmstudio.film.order import frame_size
from filmstudio.film.picture import Layer, Light, Mark, Plate
from filmstudio.film.storyboard import Setting, Shot, Subject
from filmstudio.media import staging
from filmstudio.stages.blocking import EYES, LENSES, Placed, block, framing_of

ASPECTS = ("16:9", "9:16", "1:1", "4:5")
FACES = ("two-shot", "medium", "close", "over-shoulder")
CROWN = 1.12
"""Top of the hair above the base of the neck, in head heights."""
HALF = 0.42
"""Half the width of a face with its ears, in head heights."""


def plate_of(width: int, height: int) -> Plate:
    wide, high = round(width * 1.1), round(height * 1.1)
    marks = tuple(Mark(wide * x, high * 0.88, high * 0.42) for x in (0.25, 0.5, 0.75))
    ground = Layer(np.zeros((high, wide, 4), np.uint8), 0.0)
    return Plate(wide, high, (ground,), Light(), marks, high * 0.5)


def shot_of(size: str, *places: float) -> Shot:
    people = tuple(Subject(character=f"p{n}", x=x) for n, x in enumerate(places))
    return Shot(id="s1.01", size=size, subjects=people)


def placed_in(size: str, aspect: str, *places: float) -> tuple[list[Placed], int, int]:
    width, height = frame_size(aspect, 360)
    return block(shot_of(size, *places), plate_of(width, height), width, height), width, height


def staged(size: str) -> tuple[float, ...]:
    """Where the planner puts people in a shot of this size."""
    return {"two-shot": (0.33, 0.67), "over-shoulder": (0.6, 0.14)}.get(size, (0.44,))


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("size", FACES)
def test_heads_are_in_the_frame_and_eyes_near_the_upper_third(size: str, aspect: str):
    placed, width, height = placed_in(size, aspect, *staged(size))
    assert len(placed) == len(staged(size))
    for one in placed:
        if one.framing == "back":
            continue
        assert one.y - CROWN * one.unit >= 0
        assert one.x - HALF * one.unit >= 0
        assert one.x + HALF * one.unit <= width
        eyes = (one.y - EYES * one.unit) / height
        assert 0.28 <= eyes <= 0.43


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("size", FACES)
def test_captions_stay_below_the_mouths(size: str, aspect: str):
    placed, _, height = placed_in(size, aspect, *staged(size))
    for one in placed:
        if one.framing == "bust":
            mouth = one.y - 0.3 * one.unit
            assert mouth < 0.72 * height


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("places", [(0.33, 0.67), (0.67, 0.33), (0.3, 0.45), (0.55, 0.8)])
def test_two_faces_never_cover_each_other(places: tuple[float, float], aspect: str):
    placed, _, _ = placed_in("two-shot", aspect, *places)
    assert {one.subject.character for one in placed} == {"p0", "p1"}
    left, right = sorted(placed, key=lambda one: one.x)
    assert (left.subject.x < right.subject.x) == (left.x < right.x)
    if abs(places[0] - places[1]) > 0.2 or aspect in ("9:16", "4:5"):
        assert right.x - left.x > HALF * (left.unit + right.unit)


@pytest.mark.parametrize("aspect", ASPECTS)
def test_the_shoulder_is_across_from_the_face_and_larger(aspect: str):
    for places in ((0.6, 0.14), (0.4, 0.86)):
        placed, width, _ = placed_in("over-shoulder", aspect, *places)
        face, back = placed
        assert (face.framing, back.framing) == ("bust", "back")
        assert face.subject.character == "p0"
        assert (face.x < width / 2) != (back.x < width / 2)
        assert back.unit > face.unit
        assert back.y > face.y
        assert abs(face.x - back.x) > HALF * face.unit
        assert min(back.x, width - back.x) < HALF * back.unit


def test_the_order_of_sizes_is_the_order_of_heads():
    heads = [placed_in(size, "16:9", 0.5)[0][0].unit for size in ("two-shot", "medium", "close")]
    assert heads == sorted(heads)
    assert heads[0] < heads[-1]


@settings(max_examples=150, deadline=None)
@given(
    size=st.sampled_from(FACES),
    aspect=st.sampled_from(ASPECTS),
    places=st.lists(st.floats(0, 1), min_size=1, max_size=2),
)
def test_wherever_an_editor_puts_a_face_it_stays_in_the_frame(
    size: str, aspect: str, places: list[float]
):
    placed, width, height = placed_in(size, aspect, *places)
    for one in placed:
        if one.framing == "bust":
            assert HALF * one.unit <= one.x <= width - HALF * one.unit
            assert CROWN * one.unit <= one.y <= height


@pytest.mark.parametrize("size", ["insert", "title", "credits"])
def test_no_people_where_words_or_things_are_shown(size: str):
    assert placed_in(size, "16:9", 0.5)[0] == []


def test_full_figures_stand_on_marks_of_their_own_far_ones_first():
    placed, _, _ = placed_in("wide", "16:9", 0.7, 0.2, 0.5, 0.5)
    assert {one.framing for one in placed} == {"full"}
    assert [one.y for one in placed] == sorted(one.y for one in placed)
    for one, other in combinations(placed, 2):
        assert abs(one.x - other.x) > 0.1 * one.unit
    by = {one.subject.character: one.x for one in placed}
    assert by["p1"] < by["p2"] < by["p0"]


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("place", ["beach", "temple", "village"])
def test_full_figures_are_seen_whole_in_a_wide_shot(place: str, aspect: str):
    width, height = frame_size(aspect, 144)
    plate = paint(Setting(place=place), width=width, height=height, seed=1)
    for people in ((0.4,), (0.3, 0.7)):
        shot = shot_of("wide", *people)
        stage = staging.build(plate, framing_of(shot, plate), width, height, parallax=False)
        for one in block(shot, plate, width, height):
            x, foot = stage.place(one.x, one.y)
            assert 0 < x < width
            assert foot - one.unit * stage.scale > 0
            assert foot - one.unit * stage.scale * 0.5 < height


@settings(max_examples=60, deadline=None)
@given(size=st.sampled_from(sorted(LENSES)), focus=st.floats(0, 1), aspect=st.sampled_from(ASPECTS))
def test_the_lens_never_looks_past_the_painting(size: str, focus: float, aspect: str):
    width, height = frame_size(aspect, 64)
    plate = plate_of(width, height)
    shot = Shot(id="a", size=size, focus=focus)
    stage = staging.build(plate, framing_of(shot, plate), width, height, parallax=False)
    left, top = stage.place(0, 0)
    right, bottom = stage.place(plate.width, plate.height)
    assert left <= 0.5
    assert top <= 0.5
    assert right >= width - 0.5
    assert bottom >= height - 0.5


def test_the_focus_moves_the_view_across_the_place():
    plate = plate_of(640, 360)
    views = [
        framing_of(Shot(id="a", size="medium", focus=focus), plate).x for focus in (0.1, 0.5, 0.9)
    ]
    assert views == sorted(set(views))


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("place", ["living-room", "train", "palace-hall", "market"])
def test_a_wide_shot_holds_both_people_from_hair_to_feet_and_from_hand_to_hand(
    place: str, aspect: str
):
    width, height = frame_size(aspect, 144)
    plate = paint(Setting(place=place), width=width, height=height, seed=1)
    for people in ((0.5,), (0.3, 0.7), (0.1, 0.3)):
        shot = shot_of("wide", *people)
        stage = staging.build(plate, framing_of(shot, plate), width, height, parallax=False)
        for one in block(shot, plate, width, height):
            x, foot = stage.place(one.x, one.y)
            unit = one.unit * stage.scale
            assert foot - 1.06 * unit > 0
            assert foot < 0.9 * height
            assert 0.12 * unit < x < width - 0.12 * unit


@pytest.mark.parametrize("aspect", ASPECTS)
def test_a_child_beside_an_adult_is_lower_and_smaller_and_stays_above_the_captions(aspect: str):
    width, height = frame_size(aspect, 360)
    shot, plate = shot_of("two-shot", 0.33, 0.67), plate_of(width, height)
    placed = block(shot, plate, width, height, {"p0": "child", "p1": "elder"})
    level = {one.subject.character: one for one in block(shot, plate, width, height)}
    child, elder = sorted(placed, key=lambda one: one.subject.character)
    assert child.y > elder.y + 0.2 * elder.unit
    assert child.unit < level["p0"].unit
    assert child.y - 0.3 * child.unit < 0.72 * height
    assert elder == level["p1"]
    same = block(shot, plate, width, height, {"p0": "child", "p1": "child"})
    assert [one.unit for one in same] == [one.unit for one in block(shot, plate, width, height)]
