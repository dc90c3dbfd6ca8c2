"""Set dressing: what the script names stands in the place, and nothing else changes."""

from __future__ import annotations

import numpy as np
import pytest

from filmstudio.drawing.paint import paint
from filmstudio.drawing.set_dressing import MOST
from filmstudio.film.picture import Glimmer, Plate
from filmstudio.film.storyboard import Setting

SIZE = {"width": 480, "height": 270, "seed": 1}


def pixels(plate: Plate) -> list[bytes]:
    return [layer.pixels.tobytes() for layer in plate.layers]


@pytest.mark.parametrize("place", ["kitchen", "living-room", "cafe"])
def test_a_candle_stands_on_the_table_and_flickers(place: str) -> None:
    bare = Setting(place=place, interior=True, time="night")
    plain = paint(bare, **SIZE)
    lit = paint(bare.model_copy(update={"props": ("candle", "window")}), **SIZE)
    assert pixels(plain) != pixels(lit)
    assert len(plain.layers) == len(lit.layers)
    flames = [m for m in lit.motions if isinstance(m, Glimmer)]
    assert len(flames) == len([m for m in plain.motions if isinstance(m, Glimmer)]) + 1


def test_things_lie_on_the_ground_behind_people() -> None:
    village = Setting(place="village", props=("basket", "pot", "drum"))
    plate = paint(village, **SIZE)
    named = [layer for layer in plate.layers if layer.name in village.props]
    assert [layer.name for layer in named] == ["basket", "pot"]
    assert len(named) == MOST
    assert all(layer.depth < plate.people_depth for layer in named)
    depths = [layer.depth for layer in plate.layers]
    assert depths == sorted(depths)


def test_what_is_too_small_or_unknown_leaves_the_place_alone() -> None:
    plain = paint(Setting(place="village"), **SIZE)
    assert pixels(
        paint(Setting(place="village", props=("ring", "moon", "boat")), **SIZE)
    ) == pixels(plain)


def test_the_same_setting_gives_the_same_picture() -> None:
    kitchen = Setting(place="kitchen", interior=True, props=("candle",))
    for a, b in zip(paint(kitchen, **SIZE).layers, paint(kitchen, **SIZE).layers, strict=True):
        assert np.array_equal(a.pixels, b.pixels)
