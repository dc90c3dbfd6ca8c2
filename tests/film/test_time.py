"""Whole frames at a rational rate."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmstudio.film.order import Order, frame_size
from filmstudio.film.time import FrameRate

RATES = st.sampled_from([24, 25, 30, 60, 23.976, 29.97, 59.94])


@pytest.mark.parametrize(
    ("asked", "ratio"),
    [(24, Fraction(24)), (29.97, Fraction(30000, 1001)), (12.5, Fraction(25, 2))],
)
def test_rates_are_ratios(asked, ratio):
    assert FrameRate.of(asked).fraction == ratio


@given(RATES, st.integers(0, 200_000))
def test_frames_and_seconds_are_inverse(asked, frames):
    rate = FrameRate.of(asked)
    assert rate.frames(rate.seconds(frames)) == frames


@given(RATES, st.floats(0, 600))
def test_rounding_up_holds_the_seconds_and_wastes_less_than_a_frame(asked, seconds):
    rate = FrameRate.of(asked)
    held = rate.seconds(rate.frames_up(seconds))
    assert seconds - 1e-5 <= held < seconds + 1 / float(rate) + 1e-5


@pytest.mark.parametrize(
    ("aspect", "lines", "size"),
    [
        ("16:9", 1080, (1920, 1080)),
        ("16:9", 360, (640, 360)),
        ("9:16", 1080, (1080, 1920)),
        ("1:1", 720, (720, 720)),
        ("4:5", 1080, (1080, 1350)),
        ("16:9", 2160, (3840, 2160)),
        ("16:9", 480, (854, 480)),
    ],
)
def test_frame_sizes(aspect, lines, size):
    assert frame_size(aspect, lines) == size
    assert Order(aspect=aspect, lines=lines).size == size
