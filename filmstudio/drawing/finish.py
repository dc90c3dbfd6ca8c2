"""Finish: bloom, vignette, grain and the look of each style, baked into layers and sprites."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from filmstudio.drawing.canvas import View, lay
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.noise import grain
from filmstudio.drawing.styles import LOOKS, Look, restyle
from filmstudio.film.picture import Drift, Layer, Motion, Pixels, Sway
from filmstudio.film.vocabulary import Style


@dataclass(frozen=True)
class _Darkroom:
    """What every layer of one plate is finished with; whole-plate arrays, made once."""

    look: Look
    matrix: NDArray[np.float32] | None
    bloom: Pixels | None
    vignette: Pixels
    lighter: Pixels
    darker: Pixels

    def develop(self, pixels: Pixels, x: int, y: int, *, opaque: bool = False) -> None:
        """Grade, bloom, darken the edges and grain, in place."""
        height, width = pixels.shape[:2]
        rows, columns = slice(y, y + height), slice(x, x + width)
        if self.matrix is not None:
            cv2.transform(pixels, self.matrix, dst=pixels)
        alpha = pixels[..., 3]
        spread = None if opaque else cv2.merge([alpha, alpha, alpha, alpha])
        if self.bloom is not None:
            light = self.bloom[rows, columns]
            if spread is not None:
                light = cv2.multiply(light, spread, scale=1 / 255)
            cv2.add(pixels, light, dst=pixels)
        cv2.multiply(pixels, self.vignette[rows, columns], dst=pixels, scale=1 / 255)
        cv2.add(pixels, self.lighter[rows, columns], dst=pixels)
        cv2.subtract(pixels, self.darker[rows, columns], dst=pixels)
        if spread is not None:
            cv2.min(pixels, spread, dst=pixels)


def finish(easel: Easel, style: Style) -> tuple[tuple[Layer, ...], tuple[Motion, ...]]:
    """The finished layers, cropped, and the finished motions."""
    look = LOOKS[style]
    layers = [(name, depth, c.x, c.y, c.pixels) for name, depth, c in easel.layers]
    layers[0][4][..., 3] = 255
    room = _darkroom(easel, look, layers)
    done: list[Layer] = []
    for i, (name, depth, x, y, pixels) in enumerate(layers):
        if i:
            left, top, width, height = cv2.boundingRect(pixels[..., 3])
            if not width:
                continue
            reach = round(3 * look.shadow * easel.view.scale)
            left, top = max(0, left - reach), max(0, top - reach)
            width, height = width + 2 * reach, height + 2 * reach
            x, y = x + left, y + top
            pixels = np.ascontiguousarray(pixels[top : top + height, left : left + width])
        pixels = restyle(pixels, look, easel.view.scale, opaque=i == 0)
        room.develop(pixels, x, y, opaque=i == 0)
        done.append(Layer(pixels, depth, x, y, name))
    return tuple(done), tuple(_motion(m, room, easel.view, look) for m in easel.motions)


def _motion(motion: Motion, room: _Darkroom, view: View, look: Look) -> Motion:
    if not isinstance(motion, Drift | Sway):
        return motion
    sprite = motion.sprite
    height, width = sprite.pixels.shape[:2]
    x = int(min(max(0, sprite.x), view.pixel_width - width))
    y = int(min(max(0, sprite.y), view.pixel_height - height))
    pixels = restyle(sprite.pixels.copy(), look, view.scale, opaque=False)
    room.develop(pixels, x, y)
    return replace(motion, sprite=replace(sprite, pixels=pixels))


def _darkroom(
    easel: Easel, look: Look, layers: list[tuple[str, float, int, int, Pixels]]
) -> _Darkroom:
    view, light = easel.view, easel.light
    width, height = view.pixel_width, view.pixel_height
    bloom = None
    strength = light.bloom * look.bloom
    if strength > 0.02:
        bloom = _bloom(layers, width, height, strength)
    ys = np.linspace(-1, 1, 54, dtype=np.float32)[:, None]
    xs = np.linspace(-1, 1, 96, dtype=np.float32)[None, :]
    distance = np.clip((np.sqrt(xs * xs * 0.9 + ys * ys) - 0.5) / 0.95, 0, 1)
    edge = 1 - light.vignette * look.vignette * distance * distance * (3 - 2 * distance)
    shade = cv2.resize(edge.astype(np.float32), (width // 4, height // 4))
    grey = cv2.resize((shade * 255 + 0.5).astype(np.uint8), (width, height))
    noise = grain(height, width, easel.fork("grain"), look.grain)
    lighter = np.maximum(noise, 0).astype(np.uint8)
    darker = np.maximum(-noise, 0).astype(np.uint8)
    none = np.zeros_like(lighter)
    return _Darkroom(
        look=look,
        matrix=look.matrix(),
        bloom=bloom,
        vignette=cv2.merge([grey, grey, grey, np.full_like(grey, 255)]),
        lighter=cv2.merge([lighter, lighter, lighter, none]),
        darker=cv2.merge([darker, darker, darker, none]),
    )


def _bloom(
    layers: list[tuple[str, float, int, int, Pixels]], width: int, height: int, strength: float
) -> Pixels:
    """Light that spills over: what is brighter than 196 at an eighth of the size, blurred."""
    w, h = width // 8, height // 8
    whole = np.zeros((h, w, 4), np.uint8)
    for _, _, x, y, pixels in layers:
        size = (max(1, pixels.shape[1] // 8), max(1, pixels.shape[0] // 8))
        small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
        part = whole[y // 8 : y // 8 + small.shape[0], x // 8 : x // 8 + small.shape[1]]
        lay(part, np.ascontiguousarray(small[: part.shape[0], : part.shape[1]]))
    high = cv2.subtract(whole[..., :3], np.full((h, w, 3), 196, np.uint8))
    wide = cv2.GaussianBlur(high, (0, 0), max(1.0, h / 16)).astype(np.float32)
    near = cv2.GaussianBlur(high, (0, 0), max(0.6, h / 60)).astype(np.float32)
    glow = np.clip((wide * 1.9 + near * 1.3) * strength, 0, 120)
    # What is already bright takes less (a screen blend), or skies burn out.
    glow *= 1 - whole[..., :3].astype(np.float32) / 300
    full = cv2.resize(glow.astype(np.uint8), (width, height), interpolation=cv2.INTER_LINEAR)
    return np.dstack([full, np.zeros((height, width), np.uint8)])
