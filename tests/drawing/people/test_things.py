"""Things in hands: every one is drawn, held where hands are, in the colour asked for."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest

from filmstudio.drawing.insert import paint_insert, recoloured, thing
from filmstudio.drawing.people.body import palm
from filmstudio.drawing.people.brush import Sheet
from filmstudio.drawing.people.grips import grip
from filmstudio.drawing.people.looks import appearance
from filmstudio.drawing.people.puppet import Puppet
from filmstudio.drawing.people.rig import build, skeleton
from filmstudio.drawing.people.things.catalogue import (
    THINGS,
    draw_thing,
    form_in,
    thing_box,
    thing_named,
)
from filmstudio.film.picture import Acting, Light, Sprite
from filmstudio.film.storyboard import Character, Setting

ANN = Character(id="ann", name="Ann", gender="female", culture="western")


def made(**changes: object) -> Puppet:
    given = {"framing": "bust", "unit": 100.0, "facing": 0.3, "light": Light(), **changes}
    return Puppet(ANN, **given)  # type: ignore[arg-type]


@cache
def with_nothing(framing: str) -> list[Sprite]:
    return made(framing=framing).sprites(Acting())


@pytest.mark.parametrize("name", THINGS)
def test_a_thing_stays_in_its_box(name: str) -> None:
    left, top, right, bottom = THINGS[name].box
    sheet = Sheet((left - 30, top - 30, right + 30, bottom + 30), 1.0)
    draw_thing(sheet.canvas, name, (0.0, 0.0))
    rows, columns = np.nonzero(sheet.pixels[..., 3] > 8)
    assert rows.size > 60
    assert left - 1 <= columns.min() + sheet.x
    assert columns.max() + sheet.x <= right + 1
    assert top - 1 <= rows.min() + sheet.y
    assert rows.max() + sheet.y <= bottom + 1


@pytest.mark.parametrize("framing", ["bust", "full"])
@pytest.mark.parametrize("name", THINGS)
def test_a_held_thing_is_seen_within_bounds(name: str, framing: str) -> None:
    empty = with_nothing(framing)
    puppet = made(framing=framing, holds=f"an old {name}")
    sprites = puppet.sprites(Acting())
    assert puppet.warnings == ()
    assert any(
        a.pixels.tobytes() != b.pixels.tobytes() for a, b in zip(sprites, empty, strict=True)
    )
    left, top, right, bottom = puppet.bounds
    for sprite in sprites:
        height, width = sprite.pixels.shape[:2]
        assert left <= sprite.x
        assert top <= sprite.y
        assert sprite.x + width <= right
        assert sprite.y + height <= bottom


@pytest.mark.parametrize("facing", [-0.6, 0.0, 0.6])
@pytest.mark.parametrize("name", THINGS)
def test_hands_are_at_the_thing(name: str, facing: float) -> None:
    body = build(appearance(ANN))
    bones, held = grip(body, skeleton(body, "stand", facing), name, full=False)
    left, top, right, bottom = thing_box(name, held.at, held.side)
    for index in held.arms:
        x, y = palm(bones.arms[index], body)
        assert left - 12 <= x <= right + 12
        assert top - 12 <= y <= bottom + 12
    # Above where captions are: a medium shot shows 1.25 heads below the neck.
    assert held.at[1] - bones.neck[1] < 100


def test_a_bag_is_carried_low_by_who_stands_and_seen_from_the_waist_up() -> None:
    body = build(appearance(ANN))
    _, low = grip(body, skeleton(body, "stand", 0.3), "bag", full=True)
    _, high = grip(body, skeleton(body, "stand", 0.3), "bag", full=False)
    assert len(low.arms) == 1
    assert len(high.arms) == 2
    assert low.at[1] > high.at[1] + 60


def test_a_thing_has_one_colour_in_hand_and_insert() -> None:
    def hue(pixels: np.ndarray) -> float:
        solid = pixels[pixels[..., 3] > 250][:, :3].astype(float)
        strong = solid[solid.max(axis=1) - solid.min(axis=1) > 60]
        blue, green, red = strong.mean(axis=0)
        return math.degrees(math.atan2(math.sqrt(3) * (green - blue), 2 * red - green - blue))

    sheet = Sheet(THINGS["umbrella"].box, 1.0)
    draw_thing(sheet.canvas, "umbrella", (0.0, 0.0), "#e6c229")
    alone = thing("umbrella", 200, "#e6c229")
    assert 35 < hue(sheet.pixels) < 60
    assert abs(hue(alone) - hue(sheet.pixels)) < 4


def test_a_coloured_drawing_keeps_its_light_and_shade() -> None:
    plain, blue = thing("scarf", 120), thing("scarf", 120, "#2040c0")
    solid = plain[..., 3] > 250
    assert blue[solid][:, 0].mean() > blue[solid][:, 2].mean() + 60
    before = plain[solid][:, :3].astype(float).mean(axis=1)
    after = blue[solid][:, :3].astype(float).mean(axis=1)
    assert np.corrcoef(before, after)[0, 1] > 0.6
    grey = np.full((4, 4, 4), (90, 90, 90, 255), np.uint8)
    assert recoloured(grey, "#c02020")[0, 0, 2] > 120


def test_an_insert_follows_the_colour() -> None:
    size = {"width": 320, "height": 180, "seed": 1}
    village = Setting(place="village")
    plain = paint_insert("umbrella", village, **size).layers[1].pixels
    yellow = paint_insert("umbrella", village, colour="#e6c229", **size).layers[1].pixels
    assert yellow[..., 1].astype(int).sum() > plain[..., 1].astype(int).sum() * 1.3


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("trumpet", "trumpet"),
        ("a broken yellow umbrella", "umbrella"),
        ("her father's keys", "key"),
        ("a cup of tea", "cup"),
        ("an old storm lantern", "storm-lantern"),
        ("flowers", "flower"),
        ("an anvil", ""),
    ],
)
def test_words_find_their_thing(words: str, name: str) -> None:
    assert thing_named(words) == name


def test_a_lamp_has_the_form_of_its_culture() -> None:
    assert form_in("lamp", "south-indian") == "lamp"
    assert form_in("lamp", "western") == "storm-lantern"
    assert form_in("cup", "western") == "cup"
