"""A thing without a hand: the drawing that inserts and sets show, and where its light is."""

from __future__ import annotations

import cv2
import numpy as np

from filmstudio.drawing.people.brush import Sheet
from filmstudio.drawing.people.things.catalogue import THINGS, draw_thing
from filmstudio.film.picture import RGB, Sprite

GLOWING: dict[str, tuple[float, float, RGB]] = {
    # Where the light is (parts of the thing's box from its left and top) and its colour.
    "candle": (0.5, 0.14, (255, 190, 90)),
    "lamp": (0.72, 0.30, (255, 180, 80)),
    "lantern": (0.5, 0.5, (255, 130, 70)),
    "torch": (0.5, 0.2, (255, 170, 80)),
    "storm-lantern": (0.5, 0.55, (255, 200, 110)),
    "fire": (0.5, 0.6, (255, 150, 60)),
    "crystal": (0.5, 0.45, (190, 150, 255)),
}


def alone(name: str, scale: float, colour: str = "") -> Sprite:
    """A thing of the catalogue at `scale` pixels a design unit, cropped to what it shows.

    The light round a flame is left out: whoever shows the thing lays it over the whole picture.
    """
    sheet = Sheet(THINGS[name].box, scale)
    draw_thing(sheet.canvas, name, (0.0, 0.0), colour)
    drawn = sheet.pixels
    if name in GLOWING:
        solid = np.clip((cv2.extractChannel(drawn, 3).astype(np.float32) - 150) / 80, 0, 1)
        drawn[...] = (drawn * solid[..., None]).astype(np.uint8)
    return sheet.sprite()
