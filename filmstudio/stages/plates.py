"""Plates on disk: a small document and one raw array a layer, so that they open at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from filmstudio.engine.artifact import Artifact
from filmstudio.errors import Damaged
from filmstudio.film.picture import (
    Drift,
    Fall,
    Glimmer,
    Layer,
    Light,
    Mark,
    Motion,
    Plate,
    Sprite,
    Sway,
)


def save_plate(plate: Plate, folder: Path) -> dict[str, Any]:
    """Writes the arrays of a plate into a folder; returns the document that describes them."""
    names = iter(range(10_000))

    def keep(array: np.ndarray[Any, Any]) -> str:
        name = f"{next(names):03d}.npy"
        whole = np.ascontiguousarray(array)
        # Written by hand: numpy's own writer hides why a disk took only a part.
        with (folder / name).open("wb") as stream:
            header = np.lib.format.header_data_from_array_1_0(whole)
            np.lib.format.write_array_header_1_0(stream, header)
            stream.write(whole.data)
        return name

    def sprite(of: Sprite) -> dict[str, Any]:
        return {"pixels": keep(of.pixels), "x": of.x, "y": of.y}

    def motion(of: Motion) -> dict[str, Any]:
        match of:
            case Glimmer():
                return {
                    "kind": "glimmer",
                    "luma": keep(of.luma),
                    "x": of.x,
                    "y": of.y,
                    "period": of.period,
                    "depth": of.depth,
                }
            case Fall():
                return {"kind": "fall", "luma": keep(of.luma), "velocity": list(of.velocity)}
            case Drift():
                return {
                    "kind": "drift",
                    "sprite": sprite(of.sprite),
                    "velocity": list(of.velocity),
                    "bob": of.bob,
                    "bob_period": of.bob_period,
                    "depth": of.depth,
                }
            case Sway():
                return {
                    "kind": "sway",
                    "sprite": sprite(of.sprite),
                    "lean": of.lean,
                    "period": of.period,
                    "phase": of.phase,
                    "foot": of.foot,
                    "depth": of.depth,
                }

    return {
        "width": plate.width,
        "height": plate.height,
        "overscan": plate.overscan,
        "horizon": plate.horizon,
        "people_depth": plate.people_depth,
        "light": asdict(plate.light),
        "marks": [asdict(mark) for mark in plate.marks],
        "layers": [
            {
                "pixels": keep(layer.pixels),
                "depth": layer.depth,
                "x": layer.x,
                "y": layer.y,
                "name": layer.name,
            }
            for layer in plate.layers
        ],
        "motions": [motion(m) for m in plate.motions],
    }


def open_plate(artifact: Artifact) -> Plate:
    """The plate kept in an artifact; its arrays are mapped, not copied."""
    document = artifact.document()

    def load(name: str) -> np.ndarray[Any, Any]:
        try:
            return np.load(artifact.path(name), mmap_mode="r")  # type: ignore[no-any-return]
        except (OSError, ValueError) as error:
            raise Damaged(
                f"The kept picture {artifact.path(name)} is damaged.", key=artifact.key
            ) from error

    def sprite(of: Mapping[str, Any]) -> Sprite:
        return Sprite(load(of["pixels"]), of["x"], of["y"])

    def motion(of: Mapping[str, Any]) -> Motion:
        match of["kind"]:
            case "glimmer":
                return Glimmer(load(of["luma"]), of["x"], of["y"], of["period"], of["depth"])
            case "fall":
                return Fall(load(of["luma"]), (of["velocity"][0], of["velocity"][1]))
            case "drift":
                return Drift(
                    sprite(of["sprite"]),
                    (of["velocity"][0], of["velocity"][1]),
                    of["bob"],
                    of["bob_period"],
                    of["depth"],
                )
            case _:
                return Sway(
                    sprite(of["sprite"]),
                    of["lean"],
                    of["period"],
                    of["phase"],
                    of["foot"],
                    of["depth"],
                )

    light: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in document["light"].items()
    }
    return Plate(
        document["width"],
        document["height"],
        tuple(
            Layer(load(one["pixels"]), one["depth"], one["x"], one["y"], one["name"])
            for one in document["layers"]
        ),
        Light(**light),
        tuple(Mark(**mark) for mark in document["marks"]),
        document["horizon"],
        document["overscan"],
        tuple(motion(m) for m in document["motions"]),
        document["people_depth"],
    )
