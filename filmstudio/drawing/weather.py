"""Weather: falling rain and snow, mist between the depths, wet and white ground."""

from __future__ import annotations

import cv2
import numpy as np

from filmstudio.drawing.canvas import Canvas
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.noise import fractal, smoothstep
from filmstudio.film.picture import RGB, Fall


def weather_over(easel: Easel) -> None:
    """What falls through the whole picture."""
    light = easel.light
    if light.wet:
        easel.moves(_rain(easel))
    if light.snow:
        easel.moves(_snowfall(easel))


def _tile_size(easel: Easel) -> int:
    return max(64, 16 * round(540 * easel.view.scale / 16))


def _rain(easel: Easel) -> Fall:
    scale, rng = easel.view.scale, easel.fork("rain")
    size = _tile_size(easel)
    slant = -0.12 - 0.22 * easel.light.wind
    speed = 1500.0 * scale
    tile = np.zeros((size, size), np.uint8)
    count = 130 if easel.light.storm else 84
    for _ in range(count):
        near = rng.random() ** 2
        length = (26 + 70 * near) * scale
        x, y = rng.random(2) * size
        strength = int(40 + 85 * near)
        end_x, end_y = x + slant * length, y + length
        for ox in (-size, 0, size):
            for oy in (-size, 0, size):
                cv2.line(
                    tile, (round((x + ox) * 8), round((y + oy) * 8)),
                    (round((end_x + ox) * 8), round((end_y + oy) * 8)), strength,
                    max(1, round((1 + 1.2 * near) * scale)), cv2.LINE_AA, 3,
                )  # fmt: skip
    return Fall(tile, (slant * speed, speed))


def _snowfall(easel: Easel) -> Fall:
    scale, rng = easel.view.scale, easel.fork("snowfall")
    size = _tile_size(easel)
    tile = np.zeros((size, size), np.uint8)
    for _ in range(150):
        near = rng.random() ** 2.2
        x, y = rng.random(2) * size
        r = max(0.7, (1.3 + 4.2 * near) * scale)
        strength = int(110 + 130 * rng.random())
        for ox in (-size, 0, size):
            for oy in (-size, 0, size):
                cv2.circle(
                    tile, (round((x + ox) * 8), round((y + oy) * 8)), round(r * 8), strength, -1,
                    cv2.LINE_AA, 3,
                )  # fmt: skip
    pad = 8
    wrapped = cv2.copyMakeBorder(tile, pad, pad, pad, pad, cv2.BORDER_WRAP)
    soft = cv2.GaussianBlur(wrapped, (0, 0), max(0.5, 0.9 * scale))[pad:-pad, pad:-pad]
    drift = -26.0 - 60.0 * max(0.0, easel.light.wind - 0.3)
    return Fall(np.ascontiguousarray(soft), (drift * scale, 105.0 * scale))


def mist(
    easel: Easel,
    canvas: Canvas,
    y: float,
    thickness: float,
    alpha: float,
    *,
    colour: RGB | None = None,
    name: str = "mist",
    onto: bool = False,
) -> None:
    """A bank of mist about the height y, torn by noise; thicker in fog."""
    light, view = easel.light, easel.view
    amount = min(1.0, alpha * (1 + 1.2 * light.fog))
    if amount < 0.02:
        return
    top, bottom = max(view.top, y - thickness * 2.2), min(view.bottom, y + thickness * 2.2)
    rows, columns = max(8, int((bottom - top) / 9)), max(8, int((view.right - view.left) / 9))
    noise = fractal(rows, columns, easel.fork(name), cells=(2, 4), octaves=4)
    at = np.linspace(top, bottom, rows, dtype=np.float32)[:, None]
    fall = np.exp(-(((at - y) / thickness) ** 2))
    veil = smoothstep(0.1 - 0.2 * light.fog, 0.85, noise) * fall * np.float32(amount)
    canvas.veil(
        colour or light.haze, (np.clip(veil, 0, 1) * 255).astype(np.uint8), top, bottom, onto
    )


def ground_relief(
    easel: Easel,
    canvas: Canvas,
    top: float,
    bottom: float,
    *,
    depth: float = 0.25,
    grain: float = 1.0,
    name: str = "relief",
) -> None:
    """Roughness of ground in perspective: noise that widens towards us, multiplied in."""
    rng = easel.fork(name)
    rows = max(8, int((bottom - top) / 2.5))
    columns = max(8, int((easel.view.right - easel.view.left) / 4))
    flat = fractal(256, 512, rng, cells=(10 * grain, 20 * grain), octaves=5, gain=0.62)
    t = np.linspace(0, 1, rows, dtype=np.float32)[:, None]
    x = np.linspace(-1, 1, columns, dtype=np.float32)[None, :]
    far = 1 / (0.16 + t)
    map_x = 256 + x * 45 * far
    map_y = 20 + far * 30 + 0 * x
    seen = cv2.remap(
        flat, map_x.astype(np.float32), map_y.astype(np.float32), cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REFLECT,
    )  # fmt: skip
    # It fades in at its upper edge, which would otherwise show as a line across the ground.
    fade = np.clip(t / 0.14, 0, 1)
    luma = np.clip(255 * (1 - depth * fade * (1 - seen)), 0, 255).astype(np.uint8)
    canvas.texture(luma, top, bottom)
