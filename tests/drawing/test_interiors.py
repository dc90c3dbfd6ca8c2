"""Interiors: every room at several hours, weathers, cultures and shapes of frame is a sound plate."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
import pytest

from filmstudio.drawing.canvas import View
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.light import scheme
from filmstudio.drawing.paint import paint
from filmstudio.drawing.rooms import EYE, enter, indoors
from filmstudio.film.picture import Drift, Fall, Glimmer, Pixels, Plate, Sway
from filmstudio.film.storyboard import Setting
from filmstudio.film.vocabulary import INTERIORS, Culture, TimeOfDay, Weather

WIDE = (320, 180)
TALL = (180, 320)


@lru_cache(maxsize=130)
def plate(
    place: str,
    time: TimeOfDay = "day",
    weather: Weather = "clear",
    culture: Culture = "western",
    size: tuple[int, int] = WIDE,
    seed: int = 5,
) -> Plate:
    setting = Setting(place=place, interior=True, time=time, weather=weather, culture=culture)
    return paint(setting, width=size[0], height=size[1], seed=seed)


def flat(source: Plate) -> Pixels:
    """The layers laid over each other."""
    out = source.layers[0].pixels.copy()
    for layer in source.layers[1:]:
        h, w = layer.pixels.shape[:2]
        part = out[layer.y : layer.y + h, layer.x : layer.x + w]
        rest = (255 - layer.pixels[..., 3:]).astype(np.uint16)
        part[:] = np.minimum(255, layer.pixels + (part * rest) // 255).astype(np.uint8)
    return out


def check(source: Plate) -> None:
    first = source.layers[0]
    assert first.pixels.shape == (source.height, source.width, 4)
    assert (first.pixels[..., 3] == 255).all()
    depths = [layer.depth for layer in source.layers]
    assert depths == sorted(depths)
    assert depths[-1] > source.people_depth > depths[1]
    for layer in source.layers:
        assert layer.pixels.dtype == np.uint8
        assert (layer.pixels[..., :3] <= layer.pixels[..., 3:]).all(), layer.name
        h, w = layer.pixels.shape[:2]
        assert layer.x + w <= source.width
        assert layer.y + h <= source.height
    assert len(source.marks) >= 3
    visible = source.height / source.overscan
    for mark in source.marks:
        assert 0 < mark.x < source.width
        assert source.horizon < mark.y < source.height
        assert 0.45 * visible < mark.height < 0.62 * visible
        assert mark.y - mark.height > 0
    assert source.motions
    assert not source.warnings


@pytest.mark.parametrize("place", INTERIORS)
@pytest.mark.parametrize(
    ("time", "weather", "culture"),
    [("morning", "clear", "south-indian"), ("night", "rain", "japanese"),
     ("sunset", "snow", "middle-eastern"), ("dusk", "fog", "african")],
)  # fmt: skip
def test_every_room_is_a_sound_plate(
    place: str, time: TimeOfDay, weather: Weather, culture: Culture
) -> None:
    check(plate(place, time, weather, culture))


@pytest.mark.parametrize("place", INTERIORS)
def test_night_is_darker_than_day_and_still_readable(place: str) -> None:
    day = cv2.cvtColor(flat(plate(place)), cv2.COLOR_BGRA2GRAY).mean()
    night = cv2.cvtColor(flat(plate(place, "night")), cv2.COLOR_BGRA2GRAY).mean()
    assert night < day * (0.99 if place == "studio" else 0.94)
    assert night > 22


@pytest.mark.parametrize("place", INTERIORS)
def test_tall_frames_are_recomposed_not_cropped(place: str) -> None:
    tall = plate(place, "afternoon", size=TALL)
    check(tall)
    wide = flat(plate(place, "afternoon", size=(round(TALL[1] * 16 / 9), TALL[1])))
    left = (wide.shape[1] - tall.width) // 2
    middle = wide[: tall.height, left : left + tall.width]
    assert np.abs(middle.astype(int) - flat(tall)[: middle.shape[0]].astype(int)).mean() > 6


@pytest.mark.parametrize("place", INTERIORS)
def test_no_part_of_the_wall_is_empty(place: str) -> None:
    """Behind close-ups each third of the head's height must hold something to see."""
    picture = cv2.cvtColor(flat(plate(place, "night")), cv2.COLOR_BGRA2GRAY)
    band = picture[picture.shape[0] // 6 : picture.shape[0] // 2]
    for third in np.array_split(band, 3, axis=1):
        assert third.std() > 6


def test_the_same_arguments_give_the_same_bytes() -> None:
    for place in ("kitchen", "train", "hut"):
        given = (place, "night", "rain", "thai")
        first, second = plate(*given), plate.__wrapped__(*given)
        for a, b in zip(first.layers, second.layers, strict=True):
            assert np.array_equal(a.pixels, b.pixels)
        for m, n in zip(first.motions, second.motions, strict=True):
            if isinstance(m, Drift | Sway) and isinstance(n, Drift | Sway):
                assert np.array_equal(m.sprite.pixels, n.sprite.pixels)
            elif isinstance(m, Glimmer) and isinstance(n, Glimmer):
                assert np.array_equal(m.luma, n.luma)


def test_cultures_furnish_differently() -> None:
    for place in ("kitchen", "living-room", "temple-hall"):
        rooms = [
            flat(plate(place, culture=c))
            for c in ("western", "north-indian", "japanese", "african")
        ]
        for i, one in enumerate(rooms):
            for other in rooms[i + 1 :]:
                assert np.abs(one.astype(int) - other.astype(int)).mean() > 5


def test_weather_stays_outside() -> None:
    """Rain and snow are seen through windows: nothing falls in the room."""
    for weather in ("rain", "snow", "storm"):
        motions = plate("cafe", "day", weather).motions
        assert not any(isinstance(m, Fall) for m in motions)
    sheets = [
        [m for m in plate("cafe", "day", w).motions if isinstance(m, Glimmer) and m.depth < 0.1]
        for w in ("clear", "rain")
    ]
    assert len(sheets[1]) == len(sheets[0]) + 1


def test_landscape_runs_past_the_train() -> None:
    speeds = [
        m.velocity[0] for m in plate("train").motions if isinstance(m, Drift) and m.depth < 0.1
    ]
    assert len([v for v in speeds if v < -20]) >= 4


def test_lamps_light_a_room_at_night_and_mood_dims_them() -> None:
    setting = Setting(place="kitchen", time="night")
    calm = indoors(scheme(setting), setting, 0.3)
    grim = setting.model_copy(update={"mood": "eerie"})
    assert calm.lamps > indoors(scheme(grim), grim, 0.3).lamps
    assert calm.ambient[0] > calm.ambient[2] * 0.9
    assert not calm.wet
    assert not calm.snow


def test_a_room_is_seen_in_perspective() -> None:
    setting = Setting(place="kitchen")
    easel = Easel(View.of(640, 360), scheme(setting), setting, 1)
    room = enter(easel)
    assert room.p(0, EYE, 200) == pytest.approx(room.vanish)
    near, far = room.p(100, 0, 200), room.p(100, 0, 400)
    assert near[0] - room.vanish[0] == pytest.approx(2 * (far[0] - room.vanish[0]))
    assert near[1] > far[1] > room.vanish[1]
    assert room.p(room.x(0.25), 0, room.back)[0] == pytest.approx(easel.width * 0.25)


def test_lamplight_warms_people_and_leaves_skin_recognisable() -> None:
    setting = Setting(place="living-room", interior=True, time="night")
    light = paint(setting, width=320, height=180, seed=1).light
    red, green, blue = light.multiply
    assert red > green > blue
    assert blue >= 0.7 * red


def test_a_low_table_is_nearer_than_the_people_behind_it() -> None:
    plate = paint(Setting(place="living-room", interior=True), width=320, height=180, seed=1)
    (table,) = [layer for layer in plate.layers if layer.name == "low table"]
    assert table.depth > plate.people_depth
