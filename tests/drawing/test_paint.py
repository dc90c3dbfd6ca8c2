"""Plates: every place at every hour and in every weather is sound, and says when it is."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import get_args

import cv2
import numpy as np
import pytest

from filmstudio.drawing.paint import nearest, paint
from filmstudio.errors import BadInput
from filmstudio.film.picture import Drift, Fall, Glimmer, Plate, Sway
from filmstudio.film.storyboard import Setting
from filmstudio.film.vocabulary import EXTERIORS, Culture, Mood, Style, TimeOfDay, Weather

SIZE = (192, 108)


def plate(place: str, size: tuple[int, int] = SIZE, seed: int = 1, **more: str) -> Plate:
    """A plate, painted or still there from another test: nobody changes it."""
    style: Style = more.pop("style", "cinematic")  # type: ignore[assignment]
    return _painted(Setting.model_validate({"place": place, **more}), style, size, seed)


@lru_cache(maxsize=300)
def _painted(setting: Setting, style: Style, size: tuple[int, int], seed: int) -> Plate:
    return paint(setting, style=style, width=size[0], height=size[1], seed=seed)


def flat(plate: Plate) -> np.ndarray:
    """The layers composited, BGR as floats."""
    out = np.zeros((plate.height, plate.width, 3), np.float32)
    for layer in plate.layers:
        height, width = layer.pixels.shape[:2]
        part = out[layer.y : layer.y + height, layer.x : layer.x + width]
        part *= 1 - layer.pixels[..., 3:].astype(np.float32) / 255
        part += layer.pixels[..., :3]
    return out


def digest(plate: Plate) -> str:
    sums = hashlib.sha256(repr((plate.marks, plate.light, plate.horizon)).encode())
    for layer in plate.layers:
        sums.update(repr((layer.depth, layer.x, layer.y)).encode() + layer.pixels.tobytes())
    for motion in plate.motions:
        pixels = motion.luma if isinstance(motion, Glimmer | Fall) else motion.sprite.pixels
        sums.update(pixels.tobytes())
    return sums.hexdigest()


def check(plate: Plate, width: int, height: int) -> None:
    """What holds for every plate."""
    assert abs(plate.width - width * plate.overscan) <= 2
    assert abs(plate.height - height * plate.overscan) <= 2
    assert plate.width % 2 == 0
    assert plate.height % 2 == 0
    first = plate.layers[0]
    assert first.pixels.shape == (plate.height, plate.width, 4)
    assert (first.x, first.y) == (0, 0)
    assert first.pixels[..., 3].min() == 255
    assert 2 <= len(plate.layers) <= 6
    depths = [layer.depth for layer in plate.layers]
    assert depths == sorted(depths)
    for layer in plate.layers:
        assert layer.pixels.dtype == np.uint8
        assert layer.x >= 0
        assert layer.y >= 0
        assert layer.x + layer.pixels.shape[1] <= plate.width
        assert layer.y + layer.pixels.shape[0] <= plate.height
        assert (layer.pixels[..., :3].max(2) <= layer.pixels[..., 3]).all()
    left, top = (plate.width - width) / 2, (plate.height - height) / 2
    assert len(plate.marks) >= 3
    for mark in plate.marks:
        assert left < mark.x < left + width
        assert plate.horizon < mark.y <= top + height
        assert 0.28 * height <= mark.height <= 0.46 * height
        assert mark.y - mark.height > top
    assert 0 < plate.horizon < plate.height
    assert plate.motions
    for motion in plate.motions:
        if isinstance(motion, Glimmer):
            assert motion.luma.ndim == 3
            assert motion.luma.shape[0] >= 2
            assert motion.x + motion.luma.shape[2] <= plate.width
            assert motion.y + motion.luma.shape[1] <= plate.height
        elif isinstance(motion, Drift | Sway):
            assert motion.sprite.pixels[..., 3].any()


@pytest.mark.parametrize("place", EXTERIORS)
def test_each_hour_and_each_weather_is_a_sound_plate(place: str) -> None:
    """The hours against the weathers, turned by one from place to place."""
    weathers = get_args(Weather)
    for i, time in enumerate(get_args(TimeOfDay)):
        weather = weathers[(i + EXTERIORS.index(place)) % len(weathers)]
        check(plate(place, time=time, weather=weather), *SIZE)


@pytest.mark.parametrize("odd", [0, 1])
def test_every_hour_in_every_weather_is_a_sound_plate(odd: int) -> None:
    """What is built and what grows, by every light in turn."""
    place = ("city-street", "riverside")[odd]
    for i, time in enumerate(get_args(TimeOfDay)):
        for weather in get_args(Weather)[(i + odd) % 2 :: 2]:
            check(plate(place, time=time, weather=weather), *SIZE)


@pytest.mark.parametrize("place", EXTERIORS)
def test_places_are_recomposed_for_every_shape_of_frame(place: str) -> None:
    """Tall ones, and one of the shapes between tall and wide."""
    for size in ((108, 192), ((144, 144), (120, 150))[EXTERIORS.index(place) % 2]):
        check(plate(place, size), *size)


@pytest.mark.parametrize("place", ["temple", "village", "city-street", "market", "riverside"])
def test_cultures_build_differently(place: str) -> None:
    four = ("western", "north-indian", "south-indian", "japanese")
    assert len({digest(plate(place, culture=culture)) for culture in four}) == 4


def test_most_cultures_build_temples_of_their_own() -> None:
    assert len({digest(plate("temple", culture=culture)) for culture in get_args(Culture)}) >= 5


@pytest.mark.parametrize("place", EXTERIORS)
def test_night_is_darker_and_bluer_than_day(place: str) -> None:
    day, night = flat(plate(place, time="day")), flat(plate(place, time="night"))
    assert night.mean() < 0.55 * day.mean()
    assert night[..., 0].mean() / night[..., 2].mean() > 1.15


@pytest.mark.parametrize(
    "place", ["field", "village", "garden", "mountains", "road", "desert", "riverside"]
)
def test_snow_whitens_the_ground(place: str) -> None:
    clear, snow = flat(plate(place)), flat(plate(place, weather="snow"))
    low = slice(int(clear.shape[0] * 0.75), None)

    def colourful(picture: np.ndarray) -> float:
        return float((picture[low].max(2) - picture[low].min(2)).mean())

    assert colourful(snow) < 0.75 * colourful(clear)


def test_weather_falls_only_when_it_rains_or_snows() -> None:
    falls = {
        weather: any(isinstance(m, Fall) for m in plate("village", weather=weather).motions)
        for weather in get_args(Weather)
    }
    assert {w for w, fell in falls.items() if fell} == {"rain", "storm", "snow"}


def test_the_tile_of_rain_wraps() -> None:
    rain = next(m for m in plate("road", weather="rain").motions if isinstance(m, Fall))
    seam = np.abs(rain.luma[0].astype(int) - rain.luma[-1].astype(int)).mean()
    inside = np.abs(np.diff(rain.luma.astype(int), axis=0)).mean()
    assert seam < 3 * inside + 2
    assert rain.velocity[1] > abs(rain.velocity[0])


@pytest.mark.parametrize("place", ["beach", "city-street", "forest"])
def test_the_same_arguments_give_the_same_bytes(place: str) -> None:
    again = _painted.__wrapped__(
        Setting(place=place, time="dusk"), style="cinematic", size=SIZE, seed=1
    )
    assert digest(plate(place, time="dusk")) == digest(again)
    assert digest(plate(place, time="dusk")) != digest(plate(place, time="dusk", seed=2))


def test_a_sky_has_no_bands() -> None:
    """Grain hides the steps of 8 bits: rows rise smoothly and their pixels differ."""
    night = plate("desert", (640, 360), time="night", weather="fog")
    sky = night.layers[0].pixels[4:60, 40:200, 1].astype(float)
    assert np.abs(np.diff(np.median(cv2.blur(sky, (9, 5)), axis=1))).max() < 1.5
    flat_parts = (sky == np.roll(sky, 1, axis=1)) & (sky == np.roll(sky, -1, axis=1))
    assert flat_parts.mean() < 0.35


@pytest.mark.parametrize("style", get_args(Style))
def test_every_style_is_a_look_of_its_own(style: Style) -> None:
    done = plate("village", style=style)
    check(done, *SIZE)
    if style != "cinematic":
        plain = flat(plate("village"))
        assert np.abs(flat(done) - plain).mean() > 2


def test_moods_change_the_light() -> None:
    pictures = {mood: flat(plate("field", mood=mood)) for mood in get_args(Mood)}
    spread = {mood: (p.max(2) - p.min(2)).mean() for mood, p in pictures.items()}
    assert spread["melancholy"] < spread["neutral"] < spread["joyful"]
    assert pictures["tense"].mean() < pictures["neutral"].mean()


def test_people_are_lit_by_the_scene() -> None:
    noon, night = plate("beach").light, plate("beach", time="night").light
    assert sum(night.multiply) < sum(noon.multiply)
    wild = night.multiply[2] / night.multiply[0]
    town = plate("city-street", time="night").light
    assert wild > 1.05 > town.multiply[2] / town.multiply[0]
    sunset = plate("beach", time="sunset").light
    assert sunset.rim[0] > sunset.rim[2]
    assert sunset.rim_strength > noon.rim_strength


def test_an_unknown_place_is_painted_as_the_nearest_and_says_so() -> None:
    assert nearest(Setting(place="beach")) == ("beach", ())
    found, warnings = nearest(Setting(place="old port"))
    assert found == "harbour"
    assert "old port" in warnings[0]
    assert nearest(Setting(place="Xyzzy"))[0] == "field"
    assert nearest(Setting(place="Xyzzy", interior=True))[0] == "living-room"
    assert plate("jungle").warnings


def test_a_tiny_frame_is_refused() -> None:
    with pytest.raises(BadInput, match="too small"):
        plate("beach", (16, 9))


@pytest.mark.parametrize("size", [(320, 180), (180, 320), (180, 180)])
def test_palms_never_cover_people(size: tuple[int, int]) -> None:
    plate = paint(Setting(place="beach"), width=size[0], height=size[1], seed=1)
    crowns = [motion for motion in plate.motions if isinstance(motion, Sway)]
    assert crowns
    assert all(crown.depth < plate.people_depth for crown in crowns)
