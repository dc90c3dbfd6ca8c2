"""Layouts: another seed shows another village, street, kitchen or forest, and the same one the same."""

from __future__ import annotations

import itertools

import cv2
import numpy as np
import pytest

from filmstudio.drawing.paint import paint
from filmstudio.film.picture import Plate
from filmstudio.film.storyboard import Setting


def flat(plate: Plate) -> np.ndarray:
    """The layers over each other, small and grey."""
    out = np.zeros((plate.height, plate.width), np.float32)
    for layer in plate.layers:
        high, wide = layer.pixels.shape[:2]
        part = out[layer.y : layer.y + high, layer.x : layer.x + wide]
        alpha = layer.pixels[..., 3].astype(np.float32) / 255
        part[...] = part * (1 - alpha) + layer.pixels[..., :3].mean(axis=2)
    return cv2.resize(out, (64, 36), interpolation=cv2.INTER_AREA)


@pytest.mark.parametrize("size", [(480, 270), (270, 480)])
@pytest.mark.parametrize("place", ["village", "city-street", "kitchen", "forest"])
def test_three_seeds_show_three_pictures(place: str, size: tuple[int, int]) -> None:
    setting = Setting(place=place, interior=place == "kitchen")
    seen = [flat(paint(setting, width=size[0], height=size[1], seed=seed)) for seed in (1, 2, 3)]
    # What stands elsewhere, not the clouds: the lower two thirds differ.
    for a, b in itertools.combinations(seen, 2):
        assert np.abs(a[12:] - b[12:]).mean() > 3


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("place", ["village", "city-street", "kitchen", "forest"])
def test_every_layout_fills_the_frame(place: str, seed: int) -> None:
    plate = paint(
        Setting(place=place, interior=place == "kitchen"), width=480, height=270, seed=seed
    )
    assert (plate.layers[0].pixels[..., 3] == 255).all()
    again = paint(
        Setting(place=place, interior=place == "kitchen"), width=480, height=270, seed=seed
    )
    for a, b in zip(plate.layers, again.layers, strict=True):
        assert np.array_equal(a.pixels, b.pixels)
