"""Acting in time: lips on the sound, eyes that blink and look, hands that stress a word."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filmstudio.drawing.people.acting import Performance
from filmstudio.drawing.people.gestures import GESTURES
from filmstudio.drawing.people.mouth import MOUTHS, quantised
from filmstudio.film.timeline import MouthEvent
from filmstudio.film.vocabulary import Viseme

FRAME = 1 / 24


def spoken(*events: tuple[float, Viseme]) -> list[MouthEvent]:
    return [MouthEvent(time=time, viseme=viseme) for time, viseme in events]


@st.composite
def speeches(draw: st.DrawFn) -> list[MouthEvent]:
    gaps = draw(st.lists(st.floats(0.045, 0.4), min_size=1, max_size=25))
    times = itertools.accumulate(gaps)
    return [MouthEvent(time=time, viseme=draw(st.sampled_from(sorted(MOUTHS)))) for time in times]


@given(speeches())
@settings(max_examples=60, deadline=None)
def test_each_shape_is_reached_within_a_frame_of_its_sound(events: list[MouthEvent]) -> None:
    acting = Performance(seed=1, mouth=events, seconds=10)
    for event in events:
        near = [acting.at(event.time + k * FRAME / 4).mouth for k in range(-4, 5)]
        assert quantised(MOUTHS[event.viseme]) in near


@given(speeches())
@settings(max_examples=40, deadline=None)
def test_lips_are_shut_at_every_bilabial(events: list[MouthEvent]) -> None:
    acting = Performance(seed=1, mouth=events, seconds=10)
    for event in events:
        if event.viseme == "PP":
            assert acting.at(event.time).mouth.open == 0


def test_shapes_melt_into_each_other() -> None:
    acting = Performance(seed=1, mouth=spoken((0.5, "PP"), (0.8, "aa"), (1.1, "sil")), seconds=2)
    opened = [acting.at(0.74 + k * 0.006).mouth.open for k in range(11)]
    assert opened == sorted(opened)
    assert len(set(opened)) >= 4
    assert acting.at(1.5).mouth == MOUTHS["sil"]


def blink_starts(acting: Performance, seconds: float) -> list[float]:
    shut = [acting.at(t * 0.01).blink > 0.02 for t in range(int(seconds * 100))]
    return [i * 0.01 for i, (a, b) in enumerate(itertools.pairwise(shut)) if b and not a]


@pytest.mark.parametrize("seed", range(5))
def test_blinks_come_every_two_to_six_seconds_and_shut_the_eyes(seed: int) -> None:
    acting = Performance(seed=seed, seconds=40)
    starts = blink_starts(acting, 40)
    gaps = [b - a for a, b in itertools.pairwise(starts)]
    assert min(gaps) >= 2.0
    assert max(gaps) <= 6.0
    for start in starts[:5]:
        course = [acting.at(start + k * 0.005).blink for k in range(60)]
        assert max(course) > 0.95
        assert 0.12 <= sum(value > 0.02 for value in course) * 0.005 <= 0.21


def test_acting_is_a_pure_function_of_time() -> None:
    def make() -> Performance:
        return Performance(
            seed=4, emotion="happy", mouth=spoken((0.3, "aa")), speaking=[(0.2, 3)], stressed=[1.0],
            partner=0.7, seconds=5,
        )  # fmt: skip

    first, second = make(), make()
    times = [0.1 * k for k in range(50)]
    assert [first.at(t) for t in times] == [second.at(t) for t in reversed(times)][::-1]
    assert first.at(2.0) != Performance(seed=5, seconds=5).at(2.0)


def gestures(speaking: Sequence[tuple[float, float]], seed: int) -> set[str]:
    acting = Performance(
        seed=seed, speaking=speaking, stressed=[1.5, 4.0, 6.5, 9.0], partner=0.5, seconds=12
    )
    return {acting.at(t * FRAME).gesture for t in range(288)} - {""}


def test_speakers_gesture_on_some_stressed_words_and_listeners_never() -> None:
    used = [gestures([(0.5, 11.5)], seed) for seed in range(8)]
    assert any(used)
    assert all(kinds <= set(GESTURES) for kinds in used)
    assert not any(gestures([], seed) for seed in range(8))


def test_a_listener_nods_and_looks_at_the_partner() -> None:
    acting = Performance(seed=3, partner=1.0, seconds=20)
    frames = [acting.at(t * FRAME) for t in range(480)]
    assert max(frame.nod for frame in frames) > 0.3
    assert sum(frame.gaze[0] > 0.2 for frame in frames) > 0.6 * len(frames)


@given(st.integers(0, 10_000), st.floats(0, 30))
@settings(max_examples=80, deadline=None)
def test_values_stay_in_range_and_never_jump(seed: int, t: float) -> None:
    acting = Performance(
        seed=seed, emotion="excited", speaking=[(0, 30)], stressed=[k * 1.7 for k in range(17)],
        partner=-1, seconds=30,
    )  # fmt: skip
    now, later = acting.at(t), acting.at(t + FRAME)
    for name in ("tilt", "nod", "brow", "smile"):
        assert -1 <= getattr(now, name) <= 1
        assert abs(getattr(now, name) - getattr(later, name)) < 0.25
    assert 0 <= now.breath < 1
    assert 0 <= now.blink <= 1


def test_nobody_is_a_statue() -> None:
    acting = Performance(seed=9, seconds=6)
    frames = [acting.at(t * FRAME) for t in range(144)]
    assert max(frame.tilt for frame in frames) - min(frame.tilt for frame in frames) > 0.15
    assert len({round(frame.gaze[0], 3) for frame in frames}) > 3
