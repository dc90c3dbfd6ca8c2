"""A portrait: head and shoulders of somebody, as small as a stamp, for lists of a cast."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from filmstudio.drawing.people.puppet import Puppet
from filmstudio.film.picture import Acting, Light
from filmstudio.film.storyboard import Character

SIZE = 96
"""Pixels of a side; shown at 44 points, it is sharp on fine screens."""
_LARGER = 2
"""Drawn so many times larger first: lines of a face are thinner than a pixel of a stamp."""
_HEAD = 0.58
"""Height of the head, in sides of the picture."""
_NECK = 0.83
"""Where the base of the neck lies, in sides from the top."""
GROUNDS = ((172, 190, 205), (196, 183, 170), (176, 197, 178), (203, 181, 188))
"""Quiet grounds (RGB), so that two who look alike are told apart in a list."""
_LIGHT = Light(rim=(255.0, 246.0, 232.0), rim_strength=0.35)


def portrait(character: Character, number: int = 0, size: int = SIZE) -> NDArray[np.uint8]:
    """Somebody at rest, a little turned: `size` x `size` pixels, BGR. `number` is their place in
    the cast, by which the ground is chosen."""
    side = size * _LARGER
    puppet = Puppet(
        character,
        framing="bust",
        unit=_HEAD * side,
        facing=0.3,
        light=_LIGHT,
        below=(1 - _NECK) * side,
    )
    picture = np.empty((side, side, 3), np.float32)
    picture[:] = GROUNDS[number % len(GROUNDS)][::-1]
    for sprite in puppet.sprites(Acting()):
        _lay(picture, sprite.pixels, round(side / 2 + sprite.x), round(_NECK * side + sprite.y))
    small = cv2.resize(picture, (size, size), interpolation=cv2.INTER_AREA)
    return np.clip(np.round(small), 0, 255).astype(np.uint8)


def _lay(under: NDArray[np.float32], over: NDArray[np.uint8], x: int, y: int) -> None:
    """Lays premultiplied BGRA over a picture, as far as it is within it."""
    height, width = under.shape[:2]
    left, top = max(0, x), max(0, y)
    right, bottom = min(width, x + over.shape[1]), min(height, y + over.shape[0])
    if left >= right or top >= bottom:
        return
    part = over[top - y : bottom - y, left - x : right - x].astype(np.float32)
    field = under[top:bottom, left:right]
    field *= 1 - part[..., 3:] / 255
    field += part[..., :3]
