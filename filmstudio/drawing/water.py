"""Water: seas and rivers with waves, the sun's path, reflections, wet ground and puddles."""

from __future__ import annotations

import cv2
import numpy as np

from filmstudio.drawing.canvas import Canvas, ink, lay, linear
from filmstudio.drawing.colour import bgra, mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.noise import fractal, smoothstep
from filmstudio.drawing.plants import tones
from filmstudio.drawing.sky import sun_at
from filmstudio.film.picture import RGB


def sea(
    easel: Easel,
    canvas: Canvas,
    top: float,
    bottom: float,
    *,
    body: RGB = (30.0, 110.0, 140.0),
    shallow: RGB | None = None,
    waves: int = 900,
    path_depth: float = 0.15,
) -> None:
    """Open water from the horizon `top` to `bottom`, with the light on it."""
    light, view = easel.light, easel.view
    rng = easel.fork("sea")
    deep = mix(light.lit(body, 0.35), light.sky[1], 0.3)
    far = mix(light.sky[4], light.haze, 0.4)
    near = light.lit(shallow, 0.6) if shallow else shade(deep, -0.16)
    colours = [mix(far, deep, 0.18), mix(light.sky[3], deep, 0.5), mix(light.sky[2], deep, 0.72),
               mix(deep, near, 0.5), near]  # fmt: skip
    canvas.rect(
        view.left, top, view.right - view.left, bottom - top,
        linear((0, top), (0, bottom), colours, [0, 0.1, 0.35, 0.75, 1]),
    )  # fmt: skip
    span = bottom - top
    count = int(waves * max(0.4, view.width / 1920))
    t = np.sort(rng.random(count) ** 1.6)
    x = rng.uniform(view.left, view.right, count)
    y = top + 2 + t * span
    rough = 1.0 + 0.8 * light.storm + 0.4 * (light.wind > 0.8)
    length = (6 + t * 96) * rng.uniform(0.5, 1.6, count)
    height = (0.35 + t * 1.9) * rough
    bright, dark = mix(light.sky[3], far, 0.4), shade(deep, -0.4)
    colours_at = tones(mix(deep, dark, 0.5), deep, mix(deep, bright, 0.6), rng.random(count))
    sea_at = np.interp(t, [0, 0.1, 0.35, 0.75, 1], range(5))
    base = np.asarray([bgra(c) for c in colours], np.float64)
    under = np.stack([np.interp(sea_at, range(5), base[:, i]) for i in range(4)], 1)
    ease = (0.25 + 0.55 * t)[:, None]
    colours_at = np.rint(under * (1 - ease) + colours_at * ease).astype(np.uint8)
    canvas.flecks(_lenses(x, y, length, height), colours_at)
    if light.wind > 0.8 or light.storm:
        crest = light.lit(rgb("f4f8fb"), 0.5)
        for i in range(0, count, 9):
            canvas.oval(
                float(x[i]),
                float(y[i]),
                float(length[i]) * 0.5,
                float(height[i]) * 0.8,
                ink(crest, 0.7),
            )
    if light.fog:
        canvas.rect(
            view.left, top, view.right - view.left, bottom - top,
            linear((0, top), (0, bottom), [light.haze] * 2, alphas=[0.95, 0.15]),
        )  # fmt: skip
    if light.sun_visible > 0.5:
        sun_path(easel, canvas, top, bottom, path_depth)


def _lenses(x: np.ndarray, y: np.ndarray, half: np.ndarray, height: np.ndarray) -> np.ndarray:
    corners = np.asarray([(-1, 0), (-0.5, -0.8), (0.5, -0.8), (1, 0), (0.5, 0.8), (-0.5, 0.8)])
    return np.stack(
        [x[:, None] + corners[None, :, 0] * half[:, None] / 2,
         y[:, None] + corners[None, :, 1] * height[:, None]], axis=2,
    ).astype(np.float32)  # fmt: skip


def sun_path(easel: Easel, canvas: Canvas, top: float, bottom: float, depth: float) -> None:
    """Glitter under the sun or moon: broken, wider near us, and shimmering."""
    light = easel.light
    rng = easel.fork("sun path")
    sx, _ = sun_at(easel)
    span = bottom - top
    low = 1 - min(1.0, max(0.0, light.sun_height))
    strength = 0.45 + 0.55 * low if not light.moon else 0.7
    core = mix(light.sun_colour, (255, 255, 255), 0.3)
    canvas.glow(sx, top + 20, 330, light.sun_colour, 0.35 * strength)
    sparkle = Canvas(easel.view, sx - 330, top, sx + 330, bottom)
    for target, count in ((canvas, int(380 * strength)), (sparkle, 260)):
        t = np.sort(rng.random(count) ** 1.25)
        x = sx + rng.normal(0, 1, count) * (22 + t * 120) * 0.6
        y = top + 2 + t * (span - 4)
        half = (10 + t * 72) * rng.uniform(0.35, 1.1, count)
        height = 0.8 + t * 2.8
        shapes = _lenses(x, y, half, height)
        if target is canvas:
            for i in range(count):
                target.oval(
                    float(x[i]), float(y[i]), float(half[i]) / 2, float(height[i]),
                    ink(core, float(rng.uniform(0.3, 0.95)) * strength),
                )  # fmt: skip
        else:
            target.flecks(shapes, np.tile(np.asarray([bgra(core)], np.uint8), (count, 1)))
    easel.shimmer(sparkle, 3, depth, 1.8, "sparkle")


def reflection(
    easel: Easel,
    canvas: Canvas,
    line: float,
    bottom: float,
    *,
    strength: float,
    ripple: float = 10.0,
    tint: RGB = (30.0, 50.0, 70.0),
    tinted: float = 0.3,
    puddles: float = 0.0,
    squash: float = 1.0,
    onto: bool = False,
    foot: tuple[float, float] | None = None,
) -> None:
    """Mirror everything painted so far about `line`, broken by ripples, down to `bottom`.

    With `foot` (a vanishing x and the fall of the walls' foot lines for each unit sideways)
    it is mirrored about the foot of walls that run to that vanishing point.
    `puddles` above 0 keeps it to pools of that share of the ground. Worked at a
    quarter of the size, for a reflection is never sharp.
    """
    shrink = 4
    source = easel.flattened(shrink)[..., :3]
    view, rng = easel.view, easel.fork("reflection")
    k = view.scale / shrink
    first = round((line - view.top) * k)
    last = min(source.shape[0], round((bottom - view.top) * k))
    rows, columns = last - first, source.shape[1]
    if rows < 2:
        return
    ys = np.arange(rows, dtype=np.float32)[:, None]
    near = ys / rows
    wobble = fractal(rows, columns, rng, cells=(max(4, rows / 5), 7), octaves=3) - 0.5
    reach = np.float32(ripple * k)
    map_x = np.arange(columns, dtype=np.float32)[None, :] + wobble * reach * (0.3 + 2 * near)
    map_y = first - 1 - ys * np.float32(squash) + wobble * reach * (0.5 + 1.5 * near)
    lowest = np.float32(first - 1)
    if foot is not None:
        vanish, fall = (foot[0] - view.left) * k, foot[1]
        start = (easel.horizon - view.top) * k
        at = start + np.abs(np.arange(columns, dtype=np.float32) - vanish)[None, :] * fall
        map_y = 2 * at - (first + ys) + wobble * reach * (0.5 + 1.5 * near)
        lowest = np.float32(source.shape[0] - 1)
    mirrored = cv2.remap(
        source, map_x.astype(np.float32), np.clip(map_y, 0, lowest).astype(np.float32),
        cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT,
    )  # fmt: skip
    mirrored = cv2.blur(mirrored, (1, max(1, round(9 * k))))
    b, g, r, _ = bgra(tint)
    flat = np.empty_like(mirrored)
    flat[:] = (b, g, r)
    mixed = cv2.addWeighted(mirrored, 1 - tinted, flat, tinted, 0)
    alpha = np.full((rows, columns), strength, np.float32)
    if puddles:
        pools = fractal(rows, columns, rng, cells=(5, 4), octaves=3, gain=0.45)
        alpha *= np.float32(0.42) + np.float32(0.58) * smoothstep(
            0.62 - puddles * 0.4, 0.72 - puddles * 0.4, pools
        )
    alpha *= np.clip(ys / max(1.0, 3 * k) + 0.3, 0, 1)
    a8 = (np.clip(alpha, 0, 1) * 255).astype(np.uint8)
    small = np.dstack([cv2.multiply(mixed, cv2.merge([a8, a8, a8]), scale=1 / 255), a8])
    top_row, bottom_row = canvas.row(line), canvas.row(bottom)
    part = canvas.pixels[top_row:bottom_row]
    full = cv2.resize(small, (part.shape[1], part.shape[0]), interpolation=cv2.INTER_LINEAR)
    if onto:
        cover = part[..., 3]
        full = cv2.multiply(full, cv2.merge([cover] * 4), scale=1 / 255)
    lay(part, full)


def foam(
    canvas: Canvas, points: list[tuple[float, float]], easel: Easel, width: float = 8.0
) -> None:
    """The edge of a wave on the sand: a bright lip, a thin line behind, a wet sheen before."""
    light = easel.light
    white = light.lit(rgb("fdfaf4"), 0.75)
    canvas.curve(
        [(x, y + 26) for x, y in points],
        ink(light.lit(rgb("7a5a48"), 0.1), 0.28, stroke=26, blur=7),
    )
    canvas.curve(
        [(x, y + 9) for x, y in points], ink(mix(white, light.sky[3], 0.3), 0.5, stroke=14, blur=3)
    )
    canvas.curve(points, ink(white, 0.92, stroke=width))
    canvas.curve(
        [(x, y - 17 + 5 * np.sin(x * 0.021)) for x, y in points], ink(white, 0.4, stroke=3.5)
    )
