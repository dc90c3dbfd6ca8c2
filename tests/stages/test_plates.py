"""Plates on disk: what is opened is what was saved, to the byte."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from filmstudio.drawing.paint import paint
from filmstudio.engine.artifact import Artifact, ArtifactStore, canonical
from filmstudio.film.picture import (
    Drift,
    Fall,
    Glimmer,
    Layer,
    Light,
    Mark,
    Plate,
    Sprite,
    Sway,
)
from filmstudio.film.storyboard import Setting
from filmstudio.stages.plates import open_plate, save_plate


def keep(plate: Plate, root: Path) -> Artifact:
    store = ArtifactStore(root)
    store.prepare()
    scratch = store.scratch("k" * 64)
    (scratch / "document.json").write_bytes(canonical(save_plate(plate, scratch)))
    return store.commit("k" * 64, scratch, {})


def same(one: Any, other: Any) -> bool:
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and bool(np.array_equal(one, other))
    if is_dataclass(one):
        return type(one) is type(other) and all(
            same(getattr(one, field.name), getattr(other, field.name)) for field in fields(one)
        )
    if isinstance(one, tuple | list):
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other, strict=True))
    return bool(one == other)


@pytest.fixture
def every_kind() -> Plate:
    """A plate with every kind of motion and odd numbers in every field."""
    dice = np.random.default_rng(3)

    def pixels(*shape: int) -> Any:
        return dice.integers(0, 255, shape, np.uint8)

    sprite = Sprite(pixels(5, 7, 4), 3.5, -2.25)
    return Plate(
        80,
        60,
        (Layer(pixels(60, 80, 4), 0.0), Layer(pixels(20, 30, 4), 0.7, 4, 40, "grass")),
        Light(key=(1.0, 2.0, 3.0), direction=(0.25, -0.5), add=(4.0, 5.0, 6.5)),
        (Mark(10.5, 50.0, 30.25), Mark(40.0, 52.0, 31.0)),
        33.3,
        1.1,
        (
            Glimmer(pixels(3, 8, 9), 2, 4, 1.5, 0.2),
            Fall(pixels(16, 16), (-12.5, 300.0)),
            Drift(sprite, (4.0, 0.5), 1.25, 3.0, 0.15),
            Sway(sprite, 0.03, 2.5, 0.4, "top", 0.6),
        ),
        0.5,
    )


def test_a_plate_comes_back_whole(every_kind: Plate, tmp_path: Path):
    assert same(open_plate(keep(every_kind, tmp_path)), every_kind)


@pytest.mark.parametrize("weather", ["clear", "rain"])
def test_a_painted_place_comes_back_whole(weather: str, tmp_path: Path):
    painted = paint(
        Setting(place="beach", time="night", weather=weather), width=128, height=72, seed=2
    )
    assert same(open_plate(keep(painted, tmp_path)), painted)


def test_layers_are_mapped_not_read(every_kind: Plate, tmp_path: Path):
    opened = open_plate(keep(every_kind, tmp_path))
    assert all(isinstance(layer.pixels, np.memmap) for layer in opened.layers)


def test_the_files_are_what_numpy_writes(every_kind: Plate, tmp_path: Path):
    artifact = keep(every_kind, tmp_path)
    for name in artifact.files:
        if name.endswith(".npy"):
            np.save(tmp_path / "again.npy", np.load(artifact.path(name)))
            assert (tmp_path / "again.npy").read_bytes() == artifact.path(name).read_bytes()
