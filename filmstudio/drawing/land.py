"""Land: ridges of mountains and hills, ground planes, paths, stones."""

from __future__ import annotations

import numpy as np

from filmstudio.drawing.canvas import Canvas, linear, polygon
from filmstudio.drawing.colour import mix, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.noise import profile
from filmstudio.film.picture import RGB

Edge = list[tuple[float, float]]


def ridge(
    easel: Easel,
    canvas: Canvas,
    y: float,
    height: float,
    albedo: RGB,
    distance: float,
    *,
    name: str,
    start: float | None = None,
    stop: float | None = None,
    base: float = 3.0,
    gain: float = 0.5,
    sharp: bool = True,
    bottom: float | None = None,
) -> Edge:
    """A ridge whose foot is at y. With `start` and `stop` it falls to nothing at `stop`."""
    light, view = easel.light, easel.view
    left = view.left if start is None else start
    right = view.right if stop is None else stop
    count = max(16, int(abs(right - left) / 5))
    line = profile(
        count, easel.fork(name), base=base, octaves=7 if sharp else 4, gain=gain, ridged=sharp
    )
    low, high = float(line.min()), float(line.max())
    line = (line - low) / max(1e-6, high - low) * 0.8 + 0.2
    if stop is not None:
        line = line * np.linspace(1, 0, count) ** 0.7
    xs = np.linspace(left, right, count)
    edge = [(float(x), float(y - height * v)) for x, v in zip(xs, line, strict=True)]
    foot = y if bottom is None else bottom
    path = polygon([*edge, (right, foot), (left, foot)])
    top = light.lit(shade(albedo, 0.05), 0.55, distance, up=0.85)
    low_colour = mix(
        light.lit(albedo, 0.3, distance, up=0.6), light.haze, 0.35 * min(1.0, light.haze_amount)
    )
    canvas.path(path, linear((0, y - height), (0, y), [top, low_colour]))
    return edge
