"""Layouts: another seed shows another village, street, kitchen or forest, and the same one the same."""

from __future__ import annotations

import itertools
from functools import lru_cache

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


@lru_cache
def painted(place: str, size: tuple[int, int], seed: int) -> Plate:
    setting = Setting(place=place, interior=place == "kitchen")
    return paint(setting, width=size[0], height=size[1], seed=seed)


@pytest.mark.parametrize("size", [(480, 270), (270, 480)])
@pytest.mark.parametrize("place", ["village", "city-street", "kitchen", "forest"])
def test_three_seeds_show_three_pictures(place: str, size: tuple[int, int]) -> None:
    seen = [flat(painted(place, size, seed)) for seed in (1, 2, 3)]
    # What stands elsewhere, not the clouds: the lower two thirds differ.
    for a, b in itertools.combinations(seen, 2):
        assert np.abs(a[12:] - b[12:]).mean() > 3


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("place", ["village", "city-street", "kitchen", "forest"])
def test_every_layout_fills_the_frame(place: str, seed: int) -> None:
    for size in ((480, 270), (270, 480)):
        assert (painted(place, size, seed).layers[0].pixels[..., 3] == 255).all()


@pytest.mark.parametrize("place", ["village", "city-street", "kitchen", "forest"])
def test_the_same_seed_shows_the_same_layout(place: str) -> None:
    plate, again = painted(place, (480, 270), 3), painted.__wrapped__(place, (480, 270), 3)
    for a, b in zip(plate.layers, again.layers, strict=True):
        assert np.array_equal(a.pixels, b.pixels)
