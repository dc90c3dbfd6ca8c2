"""Noise: fractal textures, one-dimensional profiles and smooth steps, all from explicit generators."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Field = NDArray[np.float32]


def smoothstep(low: float, high: float, x: Field) -> Field:
    """0 below `low`, 1 above `high`, 3t^2 - 2t^3 between (Hermite)."""
    t = np.clip((x - low) / (high - low), 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


def fractal(
    height: int,
    width: int,
    rng: np.random.Generator,
    *,
    cells: tuple[float, float] = (4, 8),
    octaves: int = 5,
    gain: float = 0.5,
    ridged: bool = False,
) -> Field:
    """Fractal value noise (height, width), stretched to 0-1. `cells`: down and across at first."""
    out = np.zeros((height, width), np.float32)
    amount = 1.0
    for octave in range(octaves):
        down = max(1, round(cells[0] * 2**octave))
        across = max(1, round(cells[1] * 2**octave))
        grid = rng.random((down + 3, across + 3), dtype=np.float32)
        if down > height and across > width:
            break
        layer = cv2.resize(grid, (width, height), interpolation=cv2.INTER_CUBIC)
        if ridged:
            layer = 1 - np.abs(layer * 2 - 1)
        out += layer * np.float32(amount)
        amount *= gain
    low, high = float(out.min()), float(out.max())
    return (out - np.float32(low)) / np.float32(max(high - low, 1e-6))


def profile(
    count: int,
    rng: np.random.Generator,
    *,
    base: float = 4,
    octaves: int = 6,
    gain: float = 0.5,
    ridged: bool = False,
) -> NDArray[np.float64]:
    """A line of `count` values from 0 to 1: a mountain's edge, a hill's, a crowd's."""
    x = np.linspace(0, 1, count)
    out = np.zeros(count)
    amount, total = 1.0, 0.0
    for octave in range(octaves):
        knots = int(base * 2**octave) + 3
        values = rng.random(knots)
        at = x * (knots - 1)
        left = np.minimum(at.astype(int), knots - 2)
        part = at - left
        part = part * part * (3 - 2 * part)
        layer = values[left] * (1 - part) + values[left + 1] * part
        if ridged:
            layer = 1 - np.abs(2 * layer - 1)
        out += layer * amount
        total += amount
        amount *= gain
    return out / total


def grain(height: int, width: int, rng: np.random.Generator, sigma: float) -> NDArray[np.int16]:
    """Gaussian grain: a 256 by 320 tile laid out over (height, width)."""
    tile = np.rint(rng.normal(0, sigma, (256, 320))).astype(np.int16)
    rows, columns = -(-height // 256), -(-width // 320)
    return np.tile(tile, (rows, columns))[:height, :width]
