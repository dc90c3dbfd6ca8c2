"""Inserts: things are drawn in their scene's light, and what cannot be drawn is said."""

from __future__ import annotations

import json
from importlib.resources import files

import numpy as np
import pytest

from filmstudio.drawing.insert import ANIMALS, IN_THE_PLACE, paint_insert, props, thing
from filmstudio.film.storyboard import Setting

SIZE = {"width": 320, "height": 180, "seed": 1}
BEACH = Setting(place="beach", time="dusk")


@pytest.mark.parametrize("prop", props())
def test_every_thing_is_drawn_premultiplied_and_cropped(prop):
    pixels = thing(prop, 96)
    assert (pixels[..., :3] <= pixels[..., 3:]).all()
    alpha = pixels[..., 3]
    assert alpha[0].any()
    assert alpha[-1].any()
    assert alpha[:, 0].any()
    assert alpha[:, -1].any()


def test_the_thing_stands_in_the_middle_on_an_opaque_place():
    plate = paint_insert("letter", BEACH, **SIZE)
    behind, front = plate.layers
    assert (behind.pixels[..., 3] == 255).all()
    middle = front.x + front.pixels.shape[1] / 2
    assert abs(middle - plate.width / 2) < 0.1 * plate.width
    assert 0 < front.y < front.y + front.pixels.shape[0] < plate.height
    assert plate.warnings == ()
    assert plate.motions


def test_a_lamp_has_the_form_of_its_place():
    here = paint_insert("lamp", Setting(place="temple", culture="south-indian"), **SIZE)
    there = paint_insert("lamp", Setting(place="harbour"), **SIZE)
    assert here.layers[1].name == "lamp"
    assert there.layers[1].name == "storm-lantern"


def test_what_cannot_be_drawn_is_said_and_the_place_is_shown():
    unknown = paint_insert("astrolabe", BEACH, **SIZE)
    animal = paint_insert("cat", BEACH, **SIZE)
    assert "astrolabe" in unknown.warnings[-1]
    assert "Animals" in animal.warnings[-1]
    assert paint_insert("moon", BEACH, **SIZE).warnings == ()


def test_the_same_arguments_give_the_same_picture():
    first, second = (paint_insert("cup", BEACH, **SIZE) for _ in range(2))
    for a, b in zip(first.layers, second.layers, strict=True):
        assert np.array_equal(a.pixels, b.pixels)


def test_what_the_writers_know_is_drawn_or_known_not_to_be():
    words = json.loads(
        (files("filmstudio.writing") / "data" / "props.en.json").read_text(encoding="utf-8")
    )["props"]
    known = set(props()) | IN_THE_PLACE | ANIMALS | {"gun", "whistle"}
    assert set(words) <= known
