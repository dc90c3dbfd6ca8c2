"""Easel: what a place is painted on: its view, light and generators, and the plate as it grows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import cv2
import numpy as np

from filmstudio.drawing.canvas import Canvas, View, lay
from filmstudio.drawing.light import LightScheme
from filmstudio.film.picture import Glimmer, Mark, Motion, Pixels, Sprite, Sway
from filmstudio.film.storyboard import Setting


@dataclass(frozen=True)
class Surface:
    """Where a thing may stand: the middle of its foot in units, and how many units a centimetre is."""

    canvas: Canvas
    x: float
    y: float
    unit: float
    on_ground: bool = False


@dataclass
class Easel:
    """A painter calls `layer` from far to near, then `stand` and `moves`.

    `rng` decides composition; detail takes generators from `fork`, so that adding
    a leaf here does not move a house there.
    """

    view: View
    light: LightScheme
    setting: Setting
    seed: int
    horizon: float = 600.0
    """In units from the top of the visible frame."""
    people_depth: float = 0.45
    lamplit: float = 1.0
    """How much of the light of lamps falls on people; little where there are none."""
    layers: list[tuple[str, float, Canvas]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    motions: list[Motion] = field(default_factory=list)
    surfaces: list[Surface] = field(default_factory=list)
    """Free spots on tables and worktops, the best first."""

    def __post_init__(self) -> None:
        self.rng = self.fork("composition")
        side = self.light.sun_x
        if self.rng.random() < 0.35:
            side = 1 - side
        self.light = replace(self.light, sun_x=side + self.rng.uniform(-0.06, 0.06))

    @property
    def width(self) -> float:
        return self.view.width

    @property
    def tall(self) -> bool:
        """Whether the frame is higher than wide."""
        return self.view.width < self.view.height * 0.9

    def fork(self, name: str) -> np.random.Generator:
        """A generator of its own for one piece, the same on every run."""
        return np.random.default_rng([self.seed, *f"{self.setting.place} {name}".encode()])

    def layout(self, count: int) -> int:
        """Which of `count` layouts of the place this film sees: 0 to count - 1, by the seed alone."""
        return (self.seed - 1) % count

    def layer(self, name: str, depth: float, top: float | None = None) -> Canvas:
        """A new layer in front of those before; `top` (units) saves pixels above it."""
        canvas = Canvas(self.view, top=top)
        self.layers.append((name, depth, canvas))
        return canvas

    def stand(self, x: float, y: float, height: float = 0.0) -> None:
        """People may stand here: x as a part of the width, y and height in units.

        Without a height it follows from the horizon: seen from eye level, every
        head is there, whatever the distance.
        """
        height = height or (y - self.horizon) * 0.97
        at = self.view.pixel(x * self.view.width, y)
        self.marks.append(Mark(at[0], at[1], height * self.view.scale))

    def moves(self, motion: Motion) -> None:
        self.motions.append(motion)

    def sway(
        self,
        canvas: Canvas,
        *,
        lean: float,
        period: float,
        depth: float,
        phase: float = 0.0,
        hangs: bool = False,
    ) -> None:
        """Something on a canvas of its own that the wind moves; it needs no layer."""
        sprite = canvas.cropped()
        wind = 0.5 + self.light.wind
        self.motions.append(
            Sway(sprite, lean * wind, period, phase, "top" if hangs else "bottom", depth)
        )

    def shimmer(self, canvas: Canvas, count: int, depth: float, period: float, name: str) -> None:
        """Make the lights painted on `canvas` (its luma) shimmer in `count` shifting textures."""
        rng = self.fork(name)
        sprite = canvas.cropped()
        grey = cv2.cvtColor(sprite.pixels, cv2.COLOR_BGRA2GRAY)
        height, width = grey.shape
        frames = []
        for _ in range(count):
            rows, columns = max(2, height // 6), max(2, width // 14)
            veil = rng.random((rows, columns), dtype=np.float32)
            veil = np.clip((veil - 0.45) * 3.2, 0, 1) * 255
            frames.append(
                cv2.multiply(
                    grey,
                    cv2.resize(veil.astype(np.uint8), (width, height)),
                    scale=1 / 255,
                )
            )
        self.motions.append(Glimmer(np.stack(frames), int(sprite.x), int(sprite.y), period, depth))

    def sprite(self, canvas: Canvas) -> Sprite:
        return canvas.cropped()

    def flattened(self, shrink: int = 2) -> Pixels:
        """All layers so far in one opaque picture, `shrink` times smaller: for reflections."""
        width = self.view.pixel_width // shrink
        height = self.view.pixel_height // shrink
        out = np.zeros((height, width, 4), np.uint8)
        for _, _, canvas in self.layers:
            h, w = canvas.pixels.shape[:2]
            x0, y0 = canvas.x // shrink, canvas.y // shrink
            small = cv2.resize(
                canvas.pixels, (w // shrink, h // shrink), interpolation=cv2.INTER_AREA
            )
            part = out[y0 : y0 + small.shape[0], x0 : x0 + small.shape[1]]
            lay(part, small[: part.shape[0], : part.shape[1]])
        return out
