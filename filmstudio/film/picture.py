"""What a picture is made of: light, layers, sprites and the small motions of nature.

Pixels are premultiplied BGRA, uint8, shape (height, width, 4), unless said otherwise.
Distances are pixels of the plate they belong to.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
RGB = tuple[float, float, float]
"""A colour or a per-channel factor in the order red, green, blue."""


@dataclass(frozen=True)
class Light:
    """The light of a scene, by which people and things are shaded so that they belong to it.

    `key` and `rim` are colours 0-255; `direction` points from the subject to the key light,
    x to the right and y down, each -1 to 1. `multiply` and `add` are the ambient tint of
    everything in the foreground (out = in * multiply + add, 0-255).
    """

    key: RGB = (255.0, 244.0, 225.0)
    rim: RGB = (255.0, 230.0, 190.0)
    rim_strength: float = 0.6
    direction: tuple[float, float] = (-0.5, -0.7)
    multiply: RGB = (1.0, 1.0, 1.0)
    add: RGB = (0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Sprite:
    """A small picture and where its top left corner lies."""

    pixels: Pixels
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True)
class Layer:
    """One depth of a plate. `depth` is 0 for the sky and 1 for what touches the lens.

    The rearmost layer is opaque and covers the whole plate; others are cropped to
    what they show.
    """

    pixels: Pixels
    depth: float
    x: int = 0
    y: int = 0
    name: str = ""


@dataclass(frozen=True)
class Glimmer:
    """Light that shimmers: luma textures (n, h, w) added in turn, cross-faded over `period` seconds.

    Water sparkle, candle flicker, stars, neon. `depth` as in Layer.
    """

    luma: NDArray[np.uint8]
    x: int
    y: int
    period: float = 2.0
    depth: float = 0.1


@dataclass(frozen=True)
class Fall:
    """Rain or snow: a seamless luma tile (h, w) scrolled at `velocity` pixels a second (x, y).

    The tile wraps in both directions and is blended towards white by its value / 255.
    """

    luma: NDArray[np.uint8]
    velocity: tuple[float, float]


@dataclass(frozen=True)
class Drift:
    """A sprite that travels: cloud, bird, boat, leaf, smoke. Pixels a second; wraps round the plate.

    `bob` is the height in pixels and `bob_period` the seconds of a gentle up and down.
    """

    sprite: Sprite
    velocity: tuple[float, float] = (0.0, 0.0)
    bob: float = 0.0
    bob_period: float = 4.0
    depth: float = 0.1


@dataclass(frozen=True)
class Sway:
    """A sprite that leans in the wind about its foot: palm, grass, curtain, flag, garland.

    `lean` is the largest shear (pixels sideways for each pixel of height); `foot` is "bottom"
    for what grows and "top" for what hangs.
    """

    sprite: Sprite
    lean: float = 0.02
    period: float = 3.5
    phase: float = 0.0
    foot: Literal["bottom", "top"] = "bottom"
    depth: float = 0.5


Motion = Glimmer | Fall | Drift | Sway


@dataclass(frozen=True)
class Mark:
    """Where a person can stand: feet at (x, y) and the height in pixels of an adult there."""

    x: float
    y: float
    height: float


@dataclass(frozen=True)
class Plate:
    """A painted place: layers from far to near, its light, where people stand, and what moves.

    `width` and `height` are the painted size in pixels, overscan included: the visible
    frame is the middle `1 / overscan` of it. `horizon` is in pixels from the top.
    """

    width: int
    height: int
    layers: tuple[Layer, ...]
    light: Light
    marks: tuple[Mark, ...]
    horizon: float
    overscan: float = 1.1
    motions: tuple[Motion, ...] = ()
    people_depth: float = 0.45
    """Layers nearer than this are drawn over the people."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mouth:
    """A mouth by five numbers, each 0 to 1 except `width` (-1 narrow to 1 wide)."""

    open: float = 0.0
    width: float = 0.0
    round: float = 0.0
    teeth: float = 0.0
    tongue: float = 0.0


@dataclass(frozen=True)
class Acting:
    """What a person does in one frame.

    `mouth` shapes the lips; `blink` is 0 open to 1 shut; `gaze` and `head` are -1 to 1
    (gaze x right, y down; head tilt right, nod down); `turn` -1 faces left, 1 right;
    `brow` -1 stern to 1 raised; `smile` -1 to 1; `breath` and `phase` are cycles in 0-1
    (`phase` of the walk or of the gesture).
    """

    mouth: Mouth = Mouth()
    blink: float = 0.0
    gaze: tuple[float, float] = (0.0, 0.0)
    tilt: float = 0.0
    nod: float = 0.0
    brow: float = 0.0
    smile: float = 0.2
    breath: float = 0.0
    gesture: str = ""
    phase: float = 0.0
    extras: dict[str, float] = field(default_factory=dict)
