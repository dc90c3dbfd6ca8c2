"""Bones keep their length, feet keep to the ground, gestures start and end at rest."""

from __future__ import annotations

import math
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmstudio.drawing.people.gestures import GESTURES, arms_of, gesture_arm, moment
from filmstudio.drawing.people.looks import appearance
from filmstudio.drawing.people.rig import build, joint, skeleton, stride
from filmstudio.film.storyboard import Character
from filmstudio.film.vocabulary import AgeGroup, Pose

ADULT = build(appearance(Character(id="leo", name="Leo", gender="male")))
inside = st.floats(-200, 200)


@given(inside, inside, st.floats(20, 90), st.floats(20, 90), st.sampled_from((-1.0, 1.0)))
def test_two_bones_meet_at_their_joint(
    x: float, y: float, first: float, second: float, bend: float
) -> None:
    middle, end = joint((0.0, 0.0), (x, y), first, second, bend)
    assert math.hypot(*middle) == pytest.approx(first, rel=1e-3)
    assert math.dist(middle, end) == pytest.approx(second, rel=1e-3)


@pytest.mark.parametrize("pose", get_args(Pose))
@pytest.mark.parametrize("facing", [-1.0, 0.0, 0.6])
def test_legs_keep_their_length_where_they_are_seen_from_the_side(
    pose: Pose, facing: float
) -> None:
    for phase in (0.0, 0.2, 0.45, 0.7, 0.95):
        bones = skeleton(ADULT, pose, facing, phase)
        for leg in bones.legs:
            assert math.dist(leg.hip, leg.knee) <= ADULT.thigh * 1.1
            assert math.dist(leg.knee, leg.ankle) <= ADULT.shin * 1.1
            assert leg.ankle[1] <= 1.0


@pytest.mark.parametrize("pose", ["walk", "run"])
def test_a_planted_foot_does_not_slide(pose: Pose) -> None:
    travelled = stride(ADULT, 1.0, pose)
    places = []
    for k in range(8):
        phase = 0.04 + k * 0.03
        foot = skeleton(ADULT, pose, 1.0, phase).legs[0].ankle
        places.append(foot[0] + travelled * phase)
    assert max(places) - min(places) < 4.0


@pytest.mark.parametrize("pose", ["walk", "run", "dance"])
def test_cycles_close(pose: Pose) -> None:
    assert skeleton(ADULT, pose, 0.8, 0.0).legs[0].ankle == pytest.approx(
        skeleton(ADULT, pose, 0.8, 1.0).legs[0].ankle, abs=1e-6
    )


@pytest.mark.parametrize("age", get_args(AgeGroup))
def test_children_have_large_heads(age: AgeGroup) -> None:
    body = build(appearance(Character(id="p", name="P", age=age)))
    heads = body.height / 100
    low, high = {"child": (4.0, 4.9), "teen": (5.2, 5.8)}.get(age, (5.5, 6.2))
    assert low <= heads <= high


@pytest.mark.parametrize("kind", [name for name in GESTURES if name != "nod"])
@pytest.mark.parametrize("facing", [-0.7, 0.0, 0.7])
def test_gestures_raise_a_hand_and_bring_it_back(kind: str, facing: float) -> None:
    bones = skeleton(ADULT, "stand", facing)
    for index in arms_of(kind, bones, ()):
        rest = bones.arms[index]
        heights = []
        for k in range(1, 40):
            now = moment(kind, k / 40)
            heights.append(gesture_arm(ADULT, bones, index, now).wrist[1] if now else rest.wrist[1])
        assert heights[0] == pytest.approx(rest.wrist[1], abs=12)
        assert heights[-1] == pytest.approx(rest.wrist[1], abs=12)
        assert min(heights) < rest.wrist[1] - 60


def test_who_holds_something_gestures_with_the_other_hand() -> None:
    bones = skeleton(ADULT, "stand", 0.7)
    assert arms_of("open-hand", bones, (bones.near,)) == (1 - bones.near,)
    assert arms_of("open-hand", bones, ()) == (bones.near,)
    assert arms_of("open-hand", bones, (0, 1)) == ()
