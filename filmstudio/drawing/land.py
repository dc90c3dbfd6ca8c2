"""Land: ridges of mountains and hills, ground planes, paths, stones."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

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
    shape: NDArray[np.float64] | None = None,
) -> Edge:
    """A ridge whose foot is at y. With `start` and `stop` it falls to nothing at `stop`."""
    light, view = easel.light, easel.view
    left = view.left if start is None else start
    right = view.right if stop is None else stop
    count = max(16, int(abs(right - left) / 5))
    if shape is not None:
        line = np.interp(np.linspace(0, 1, count), np.linspace(0, 1, len(shape)), shape)
    else:
        octaves = 7 if sharp else 4
        line = profile(count, easel.fork(name), base=base, octaves=octaves, gain=gain, ridged=sharp)
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


def peaks(
    easel: Easel,
    canvas: Canvas,
    y: float,
    height: float,
    rock: RGB,
    distance: float,
    *,
    name: str,
    base: float = 2.2,
    snow_line: float = 0.45,
    bottom: float | None = None,
) -> Edge:
    """A range of rock with a lit and a shadowed side to each peak, snow above `snow_line`."""
    light = easel.light
    edge = ridge(
        easel, canvas, y, height, rock, distance, name=name, bottom=bottom,
        shape=_summits(easel, name, base),
    )  # fmt: skip
    rng = easel.fork(f"{name} faces")
    xs = np.asarray([p[0] for p in edge])
    ys = np.asarray([p[1] for p in edge])
    shadow = light.lit(shade(rock, -0.5), -0.1, distance)
    white = light.lit((242.0, 246.0, 253.0), 0.95, distance)
    blue = light.lit((150.0, 172.0, 214.0), 0.3, distance)
    line = y - height * snow_line * (1 - 0.45 * light.snow)
    _faces(canvas, xs, ys, rng, line, white, y)
    step = 6
    tops = [i for i in range(step, len(xs) - step) if ys[i] == ys[i - step : i + step + 1].min()]
    for i in tops:
        side = -int(light.sunny)
        j = i
        while 0 < j + side < len(xs) - 1 and (ys[j + side] >= ys[j] - 1.2) and abs(j - i) < 46:
            j += side
        if abs(j - i) < 3:
            continue
        foot = min(y, ys[i] + (y - ys[i]) * rng.uniform(0.5, 0.85))
        spine = [(float(xs[i]), float(ys[i]))]
        for k in range(1, 7):
            t = k / 6
            spine.append(
                (
                    float(xs[i]) + side * (xs[j] - xs[i]) * side * 0.18 * t + rng.uniform(-7, 7),
                    float(ys[i] + (foot - ys[i]) * t),
                )
            )
        outline = [(float(xs[k]), float(ys[k])) for k in range(i, j, side)]
        points = [*outline, (float(xs[j]), float(max(ys[j], foot - 10))), *reversed(spine)]
        canvas.pen.save()
        canvas.pen.clipPath(polygon([*edge, (edge[-1][0], y), (edge[0][0], y)]), True)
        canvas.shape(
            points,
            linear(
                (0, float(ys[i])),
                (0, foot),
                [mix(shadow, blue, 0.75 if ys[i] < line else 0.15), shadow],
                alphas=[0.85, 0.12],
            ),
        )
        canvas.pen.restore()
    return edge


def _summits(easel: Easel, name: str, base: float) -> NDArray[np.float64]:
    """A skyline of pointed summits: the highest of many cones, roughened."""
    rng = easel.fork(f"{name} summits")
    count = 520
    x = np.linspace(0, 1, count)
    line = np.zeros(count)
    wide = max(0.5, easel.width / 1920)
    summits = max(3, round(base * 3.0 * wide))
    for i in range(summits):
        top = rng.uniform(0.5, 1.0)
        centre = (i + rng.uniform(0.1, 0.9)) / summits
        left, right = rng.uniform(2.6, 5.2, 2) * wide
        slope = np.where(x < centre, (centre - x) * left, (x - centre) * right)
        np.maximum(line, top - slope, out=line)
    rough = profile(count, rng, base=16, octaves=4, gain=0.55)
    return np.maximum(line, 0.2) + 0.1 * rough


def _faces(
    canvas: Canvas, xs: np.ndarray, ys: np.ndarray, rng: np.random.Generator, line: float, white: RGB,
    foot: float,
) -> None:  # fmt: skip
    """Snow that lies on everything above `line`, with tongues that run down."""
    lower = (
        line
        + 26 * (rng.random(len(xs)) - 0.5)
        + 20 * np.sin(xs * 0.06)
        + 12 * np.sin(xs * 0.17 + 1)
    )
    points: list[tuple[float, float]] = []
    run: list[int] = []
    for i in range(len(xs) + 1):
        if i < len(xs) and ys[i] < lower[i]:
            run.append(i)
            continue
        if len(run) > 3:
            points = [(float(xs[k]), float(ys[k])) for k in run]
            points += [
                (float(xs[k]), float(min(lower[k], ys[k] + (foot - ys[k]) * 0.75)))
                for k in reversed(run)
            ]
            canvas.shape(
                points, linear((0, line - 160), (0, line + 20), [white, white], alphas=[1.0, 0.75])
            )
        run = []
