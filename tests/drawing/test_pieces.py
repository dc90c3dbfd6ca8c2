"""The pieces beneath the places: colour, noise, canvas, light."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmstudio.drawing import colour
from filmstudio.drawing.canvas import Canvas, View, ink, lay, smooth
from filmstudio.drawing.light import scheme
from filmstudio.drawing.noise import fractal, grain, profile, smoothstep
from filmstudio.drawing.plants import kites, tones
from filmstudio.film.storyboard import Setting
from filmstudio.film.vocabulary import Mood, TimeOfDay, Weather

channel = st.floats(0, 255)
shade = st.tuples(channel, channel, channel)


@given(shade, shade, st.floats(0, 1))
def test_a_mix_lies_between(a: tuple, b: tuple, t: float) -> None:
    for low, high, seen in zip(map(min, a, b), map(max, a, b), colour.mix(a, b, t), strict=True):
        assert low - 1e-6 <= seen <= high + 1e-6


@given(shade, st.floats(0, 3))
def test_saturation_keeps_within_the_gamut(a: tuple, k: float) -> None:
    assert all(0 <= v <= 255 for v in colour.saturate(a, k))


@given(st.floats(0, 3), st.floats(0, 3))
def test_light_has_a_shoulder_that_never_turns_back(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert colour.times((200, 0, 0), (low, 1, 1))[0] <= colour.times((200, 0, 0), (high, 1, 1))[0]
    assert colour.times((200, 0, 0), (high, 1, 1))[0] <= 255


def test_colours_are_read_from_text() -> None:
    assert colour.rgb("#ff8000") == (255, 128, 0)
    with pytest.raises(ValueError, match="rrggbb"):
        colour.rgb("red")


def test_noise_is_stretched_and_repeatable() -> None:
    a = fractal(40, 60, np.random.default_rng(3))
    assert a.shape == (40, 60)
    assert a.min() == pytest.approx(0, abs=1e-5)
    assert a.max() == pytest.approx(1, abs=1e-5)
    assert (a == fractal(40, 60, np.random.default_rng(3))).all()
    line = profile(100, np.random.default_rng(1), ridged=True)
    assert (line >= 0).all()
    assert (line <= 1).all()
    assert abs(grain(300, 400, np.random.default_rng(1), 1.2).mean()) < 0.05
    step = smoothstep(0.2, 0.4, np.asarray([0, 0.3, 1], np.float32))
    assert step == pytest.approx([0, 0.5, 1])


def test_a_canvas_draws_in_units_whatever_the_pixels() -> None:
    for height in (108, 216):
        view = View.of(height * 16 // 9, height)
        canvas = Canvas(view)
        canvas.rect(0, 0, view.width, view.height, ink((255, 0, 0)))
        sprite = canvas.cropped()
        assert sprite.pixels.shape[0] == pytest.approx(height, abs=2)
        assert sprite.x == pytest.approx((view.pixel_width - view.width * view.scale) / 2, abs=1)
        assert tuple(sprite.pixels[height // 2, height // 2]) == (0, 0, 255, 255)


def test_flecks_fall_where_skia_draws() -> None:
    view = View.of(640, 360)
    canvas = Canvas(view, top=300, left=200)
    leaf = kites(np.asarray([600.0]), np.asarray([500.0]), np.zeros(1), 60.0, 30.0)
    canvas.flecks(leaf, tones((9, 9, 9), (9, 9, 9), (9, 9, 9), np.zeros(1)))
    sprite = canvas.cropped()
    centre = (sprite.x + sprite.pixels.shape[1] / 2, sprite.y + sprite.pixels.shape[0] / 2)
    assert centre == pytest.approx(view.pixel(600, 500), abs=1.5)


def test_laying_over_keeps_premultiplied_colour() -> None:
    under = np.full((2, 2, 4), 200, np.uint8)
    under[..., 3] = 255
    over = np.zeros((2, 2, 4), np.uint8)
    over[0] = (0, 0, 128, 128)
    lay(under, over)
    assert under[1, 0].tolist() == [200, 200, 200, 255]
    assert under[0, 0].tolist() == pytest.approx([100, 100, 228, 255], abs=1)


def test_a_smooth_curve_passes_through_its_points() -> None:
    path = smooth([(0, 0), (50, 80), (100, 0)])
    assert path.getBounds().height() >= 79


@pytest.mark.parametrize("time", get_args(TimeOfDay))
@pytest.mark.parametrize("weather", get_args(Weather))
def test_light_keeps_its_bounds(time: TimeOfDay, weather: Weather) -> None:
    for mood in get_args(Mood):
        light = scheme(Setting(place="field", time=time, weather=weather, mood=mood))
        assert all(0 <= v <= 255 for stop in light.sky for v in stop)
        assert all(0 <= v <= 255 for v in light.lit((200, 180, 160), 1.0, 0.7, 1.0))
        person = light.person()
        assert all(0.2 < v <= 1.3 for v in person.multiply)
        assert all(-1 <= v <= 1 for v in person.direction)


def test_haze_takes_what_is_far() -> None:
    light = scheme(Setting(place="field"))
    green = (60.0, 140.0, 60.0)

    def away(distance: float) -> float:
        return sum(
            abs(a - b) for a, b in zip(light.lit(green, 0.4, distance), light.haze, strict=True)
        )

    assert away(0.9) < away(0.5) < away(0.1)
    fog = scheme(Setting(place="field", weather="fog"))
    assert fog.haze_at(0.5) > light.haze_at(0.5)


def test_windows_are_lit_at_night() -> None:
    rng = np.random.default_rng(1)
    night, day = (scheme(Setting(place="city-street", time=t)) for t in ("night", "day"))
    lit = sum(colour.luma(night.window(rng, (50, 60, 70))) > 120 for _ in range(100))
    assert 35 < lit < 90
    assert sum(day.window(rng, (50, 60, 70))[0] > 200 for _ in range(100)) == 0
