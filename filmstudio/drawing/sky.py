"""Sky: gradient, sun and moon, stars, clouds by cover, birds."""

from __future__ import annotations

import math
from itertools import pairwise

import cv2
import numpy as np
import skia

from filmstudio.drawing.canvas import ADD, SCREEN, Canvas, View, ink, linear, radial
from filmstudio.drawing.colour import WHITE, bgra, mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.light import LightScheme
from filmstudio.drawing.noise import Field, fractal, smoothstep
from filmstudio.film.picture import RGB, Drift

_STOPS = (0.0, 0.34, 0.62, 0.85, 1.0)


def sun_at(easel: Easel) -> tuple[float, float]:
    """Where the sun or moon stands, in units; a low sun sits on the horizon."""
    light = easel.light
    reach = easel.horizon - 70
    return easel.width * light.sun_x, easel.horizon - max(0.0, light.sun_height) * reach


def paint_sky(easel: Easel, canvas: Canvas, *, clouds: bool = True, birds: bool = True) -> None:
    """The whole sky down to the horizon, haze below it, and what moves in it."""
    light, view = easel.light, easel.view
    canvas.fill(linear((0, view.top), (0, easel.horizon), light.sky, _STOPS))
    canvas.rect(
        view.left, easel.horizon - 1, view.right - view.left, view.bottom, ink(light.sky[4])
    )
    if light.stars > 0.02:
        _stars(easel, canvas)
    x, y = sun_at(easel)
    _aura(canvas, light, x, y)
    if light.sun_visible > 0.5 and light.sun_height < 0.9:
        _disc(canvas, light, x, y)
    if clouds and light.cover > 0:
        _clouds(easel, canvas)
    if light.storm:
        _lightning(easel, canvas)
    if light.cover >= 0.8 or light.fog:
        _scud(easel)
    if light.fog:
        canvas.rect(
            view.left, view.top, view.right - view.left, view.bottom - view.top,
            linear((0, view.top), (0, easel.horizon), [light.haze] * 2, alphas=[0.35, 0.95]),
        )  # fmt: skip
    if birds and not light.moon and not light.wet and not light.snow and not light.fog:
        _birds(easel)


def _aura(canvas: Canvas, light: LightScheme, x: float, y: float) -> None:
    if light.sun_height < 0:
        canvas.glow(x, y, 900, light.sky[4], 0.5)
        return
    strength = max(0.12, light.sun_visible)
    if light.moon:
        canvas.glow(x, y, 520, rgb("5a74c8"), 0.42 * strength)
        canvas.glow(x, y, 170, light.sun_colour, 0.35 * strength)
        return
    low = 1 - min(1.0, light.sun_height)
    canvas.glow(x, y, 1000, mix(light.sky[3], light.sun_colour, 0.3), (0.1 + 0.26 * low) * strength)
    canvas.glow(x, y, 380, light.sun_colour, (0.3 + 0.3 * low) * strength, SCREEN)


def _disc(canvas: Canvas, light: LightScheme, x: float, y: float) -> None:
    if light.moon:
        r = 46.0
        canvas.oval(x, y, r, r, radial((x - 12, y - 12), r * 1.5, [rgb("fdfdf6"), rgb("d5dcf0")]))
        for dx, dy, size in ((-14, -8, 11), (10, 12, 14), (16, -14, 7), (-6, 18, 6), (-22, 12, 5)):
            canvas.oval(x + dx, y + dy, size, size * 0.92, ink(rgb("aab6d6"), 0.38, blur=1.5))
        return
    r = 58 - 26 * light.sun_height
    core = mix(light.sun_colour, WHITE, 0.65)
    if light.sun_height > 0.25:
        # High suns have no edge: a rim darker than their glow would read as a ring.
        canvas.oval(x, y, r, r, radial((x, y), r, [WHITE] * 3, [0, 0.7, 1], alphas=[1, 1, 0]))
        return
    canvas.oval(x, y, r, r, radial((x, y), r, [core, core, light.sun_colour], [0, 0.7, 1]))
    canvas.glow(x, y, r * 3.2, light.sun_colour, 0.3 + 0.2 * (1 - light.sun_height))


def _stars(easel: Easel, canvas: Canvas) -> None:
    rng, view = easel.fork("stars"), easel.view
    count = int(150 * easel.light.stars * max(0.6, view.width / 1920))
    span = view.right - view.left
    for _ in range(count):
        x = view.left + span * rng.random()
        y = view.top + (easel.horizon - view.top) * 0.85 * rng.random() ** 1.4
        size = 0.7 + 1.3 * rng.random() ** 3
        fade = (1 - y / easel.horizon) * 0.8 + 0.2
        canvas.oval(x, y, size, size, ink(WHITE, easel.light.stars * fade * rng.uniform(0.3, 1)))
    twinkle = Canvas(view, bottom=easel.horizon * 0.5)
    for _ in range(14):
        x, y = view.left + span * rng.random(), easel.horizon * 0.45 * rng.random()
        twinkle.glow(x, y, 7, WHITE, 0.9, mode=skia.BlendMode.kSrcOver)
    if easel.light.stars > 0.4:
        easel.shimmer(twinkle, 3, 0.0, 3.0, "twinkle")


def _clouds(easel: Easel, canvas: Canvas) -> None:
    light, view = easel.light, easel.view
    rng = easel.fork("clouds")
    rows = max(24, int((easel.horizon - view.top) / 4.5))
    columns = max(24, int((view.right - view.left) / 4.5))
    if light.cover >= 0.8:
        alpha, shine = _overcast(rows, columns, rng, light)
        _put(canvas, alpha, shine, light.cloud_lit, light.cloud_dark, view.top, easel.horizon)
        return
    streaks = fractal(rows, columns, rng, cells=(9, 1.5), octaves=4, gain=0.6)
    fade = np.linspace(1, 0.35, rows, dtype=np.float32)[:, None]
    limit = 0.72 - 0.3 * light.cover
    veil = smoothstep(limit, limit + 0.4, streaks) * fade * np.float32(0.55)
    _put(
        canvas, veil, np.clip(streaks * 1.2, 0, 1), light.cloud_lit,
        mix(light.cloud_dark, light.cloud_lit, 0.4), view.top, easel.horizon,
    )  # fmt: skip
    count = max(2, round((2 + 7 * light.cover) * max(0.5, view.width / 1920)))
    field = np.full((rows, columns), -1.0, np.float32)
    for i in range(count):
        near = rng.random()
        base = rows * (0.92 - 0.62 * near)
        x = columns * ((i + rng.random()) / count)
        heap(field, x, base, columns * min(1.0, 1100 / view.width) * (0.05 + 0.13 * near), rng)
    detail = fractal(rows, columns, rng, cells=(10, 10 * columns / rows), octaves=4, gain=0.6)
    alpha, shine = _shaded(field, detail, light)
    _put(canvas, alpha, shine, light.cloud_lit, light.cloud_dark, view.top, easel.horizon)
    _drifting(easel, rng)


def heap(field: Field, x: float, base: float, width: float, rng: np.random.Generator) -> None:
    """Add a cumulus to a field of heights: puffs on a flat base, highest in the middle."""
    rows, columns = field.shape
    top, bottom = max(0, int(base - width * 0.9)), min(rows, int(base + width * 0.3) + 2)
    left, right = max(0, int(x - width * 1.4)), min(columns, int(x + width * 1.4) + 2)
    if bottom - top < 3 or right - left < 3:
        return
    ys, xs = np.mgrid[top:bottom, left:right].astype(np.float32)
    body = np.full(xs.shape, -1.0, np.float32)
    lean = rng.uniform(-0.4, 0.4)
    for _ in range(15):
        along = rng.uniform(-1, 1)
        swell = max(0.0, 1 - abs(along - lean * 0.5)) ** 1.3
        r = width * (0.16 + 0.26 * swell) * rng.uniform(0.75, 1.1)
        cx, cy = x + along * width, base - r * rng.uniform(0.35, 0.9)
        np.maximum(body, 1 - ((xs - cx) ** 2 + ((ys - cy) * 1.12) ** 2) / (r * r), out=body)
    body -= 2.4 * np.clip((ys - base) / (width * 0.22), 0, 1)
    part = field[top:bottom, left:right]
    np.maximum(part, body, out=part)


def _shaded(field: Field, detail: Field, light: LightScheme) -> tuple[Field, Field]:
    body = field + (detail - 0.5) * 1.1
    alpha = smoothstep(0.02, 0.42, body)
    height = np.sqrt(np.clip(body, 0, 1.4))
    dx = cv2.Sobel(height, cv2.CV_32F, 1, 0, ksize=3)
    dy = cv2.Sobel(height, cv2.CV_32F, 0, 1, ksize=3)
    side = -1.0 if light.sun_x < 0.5 else 1.0
    low = 1 - max(0.0, min(1.0, light.sun_height))
    shine = 0.5 + np.clip((-dx * side * (0.3 + 0.4 * low) + dy * 0.75) * 0.9, -0.5, 0.5)
    shine = cv2.GaussianBlur(shine, (0, 0), 0.8)
    return alpha * np.float32(0.94), np.clip(shine + (detail - 0.5) * 0.35, 0, 1)


def _overcast(
    rows: int, columns: int, rng: np.random.Generator, light: LightScheme
) -> tuple[Field, Field]:
    """A ceiling of cloud seen in perspective: noise on a plane overhead, pulled to the horizon."""
    flat = fractal(160, 320, rng, cells=(5, 7), octaves=5, gain=0.55)
    ys = np.linspace(0, 1, rows, dtype=np.float32)[:, None]
    xs = np.linspace(-1, 1, columns, dtype=np.float32)[None, :]
    far = 1 / (1.12 - ys)
    u = 160 + xs * far * 60 + 0 * ys
    v = far * 34 + 0 * xs
    plane = cv2.remap(
        flat, np.ascontiguousarray(u, np.float32), np.ascontiguousarray(v, np.float32),
        cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT,
    )  # fmt: skip
    fade = np.clip((1 - ys) * 3.2, 0, 1)
    relief = plane - np.roll(plane, 3, axis=0)
    shine = np.clip(0.45 + (plane - 0.5) * 1.3 + relief * 2.5 + 0.25 * (ys - 0.5), 0, 1)
    strength = 0.95 if light.storm else 0.8
    return np.asarray(fade * strength * smoothstep(0.12, 0.6, plane), np.float32), shine


def _put(
    canvas: Canvas, alpha: Field, shine: Field, lit: RGB, dark: RGB, top: float, bottom: float
) -> None:
    a = np.asarray(alpha, np.float32)
    lit_b, dark_b = bgra(lit), bgra(dark)
    planes = [(dark_b[i] + (lit_b[i] - dark_b[i]) * shine) * a for i in range(3)]
    small = np.clip(np.dstack([*planes, a * 255]) + 0.5, 0, 255).astype(np.uint8)
    first, last = canvas.row(top), canvas.row(bottom)
    part = canvas.pixels[first:last]
    full = cv2.resize(small, (part.shape[1], part.shape[0]), interpolation=cv2.INTER_CUBIC)
    rest = cv2.bitwise_not(full[..., 3])
    cv2.multiply(part, cv2.merge([rest, rest, rest, rest]), dst=part, scale=1 / 255)
    cv2.add(part, full, dst=part)


def _drifting(easel: Easel, rng: np.random.Generator) -> None:
    """One small cloud that travels."""
    light, view = easel.light, easel.view
    rows, columns = 34, 84
    field = np.full((rows, columns), -1.0, np.float32)
    heap(field, 42, 26, 25, rng)
    detail = fractal(rows, columns, rng, cells=(4, 9), octaves=3, gain=0.6)
    alpha, shine = _shaded(field, detail, light)
    x, y = view.width * rng.uniform(0.3, 0.7), easel.horizon * rng.uniform(0.16, 0.3)
    canvas = Canvas(view, x, y, x + 300, y + 122)
    _put(canvas, alpha * np.float32(0.85), shine, light.cloud_lit, light.cloud_dark, y, y + 122)
    speed = (5 + 14 * light.wind) * view.scale
    easel.moves(Drift(canvas.cropped(), velocity=(speed, 0.0), depth=0.03))


def _scud(easel: Easel) -> None:
    """Torn cloud below an overcast, or a bank of fog, that travels."""
    light, view, rng = easel.light, easel.view, easel.fork("scud")
    y = easel.horizon * (0.72 if light.fog else rng.uniform(0.2, 0.4))
    width, height = 560.0, 130.0
    x = view.width * rng.uniform(0.2, 0.5)
    canvas = Canvas(view, x, y, x + width, y + height)
    rows, columns = 30, 120
    veil = fractal(rows, columns, rng, cells=(2, 4), octaves=4, gain=0.55)
    ys = np.linspace(-1, 1, rows, dtype=np.float32)[:, None]
    xs = np.linspace(-1, 1, columns, dtype=np.float32)[None, :]
    fall = np.clip(1 - xs * xs - ys * ys, 0, 1)
    alpha = smoothstep(0.35, 0.9, veil) * fall * np.float32(0.6)
    colour = light.haze if light.fog else mix(light.cloud_dark, light.cloud_lit, 0.35)
    canvas.veil(colour, (alpha * 255).astype(np.uint8), y, y + height)
    speed = (7 + 26 * light.wind) * view.scale
    easel.moves(Drift(canvas.cropped(), velocity=(speed, 0.0), depth=0.2 if light.fog else 0.03))


def _lightning(easel: Easel, canvas: Canvas) -> None:
    rng = easel.fork("lightning")
    x = easel.width * rng.uniform(0.2, 0.8)
    y, points = easel.view.top, []
    while y < easel.horizon - 30:
        points.append((x, y))
        x += rng.uniform(-34, 34)
        y += rng.uniform(14, 44)
    bolt = rgb("e8ecff")
    for width, alpha, blur in ((26, 0.18, 12), (7, 0.4, 3), (2.4, 0.95, 0)):
        for a, b in pairwise(points):
            canvas.line(*a, *b, ink(bolt, alpha, stroke=width, blur=blur, mode=ADD))
    for i in range(3, len(points) - 4, 5):
        bx, by = points[i]
        way = 1 if rng.random() < 0.5 else -1
        for _ in range(4):
            nx, ny = bx + way * rng.uniform(8, 36), by + rng.uniform(8, 26)
            canvas.line(bx, by, nx, ny, ink(bolt, 0.6, stroke=1.4, mode=ADD))
            bx, by = nx, ny
    canvas.glow(points[0][0], easel.horizon * 0.3, 620, rgb("a8b4e8"), 0.38)


def _birds(easel: Easel) -> None:
    """A loose flock that crosses the sky."""
    rng, view, light = easel.fork("birds"), easel.view, easel.light
    x, y = easel.width * rng.uniform(0.15, 0.6), easel.horizon * rng.uniform(0.22, 0.42)
    canvas = Canvas(view, x - 20, y - 40, x + 230, y + 90)
    colour = mix(shade(light.sky[1], -0.75), light.haze, 0.18)
    for i in range(6):
        bx = x + 20 + i * 27 + rng.uniform(-8, 8)
        by = y + abs(i - 2) * 13 + rng.uniform(-6, 6)
        span, flap = rng.uniform(9, 14), rng.uniform(0.25, 0.7)
        for side in (-1, 1):
            wing = skia.Path()
            wing.moveTo(bx, by)
            wing.quadTo(bx + side * span * 0.5, by - span * flap, bx + side * span, by - span * 0.2)
            wing.quadTo(bx + side * span * 0.5, by - span * flap * 0.55, bx, by + 2.4)
            wing.close()
            canvas.path(wing, ink(colour, 0.9))
    drift = (16.0 + 10 * light.wind) * view.scale * (1 if light.sun_x < 0.5 else -1)
    easel.moves(
        Drift(
            canvas.cropped(), velocity=(drift, -1.5 * view.scale), bob=5 * view.scale,
            bob_period=5.0, depth=0.08,
        )
    )  # fmt: skip


def rays(
    canvas: Canvas,
    light: LightScheme,
    x: float,
    y: float,
    rng: np.random.Generator,
    *,
    whole: bool = False,
) -> None:
    """Shafts of light from a point, soft, added to what is painted, or in the air if `whole`."""
    view = canvas.view
    if light.sun_visible < 0.3:
        return
    small = View(
        view.width, view.scale / 4, max(2, view.pixel_width // 4), max(2, view.pixel_height // 4)
    )
    low = Canvas(small)
    length = view.height * 1.5
    peak = 0.1 if light.moon else 0.22
    for _ in range(9):
        angle = math.pi / 2 + rng.uniform(-0.75, 0.75)
        half = rng.uniform(0.012, 0.05)
        points = [
            (x, y),
            (x + length * math.cos(angle - half), y + length * math.sin(angle - half)),
            (x + length * math.cos(angle + half), y + length * math.sin(angle + half)),
        ]
        strength = peak * rng.uniform(0.4, 1)
        low.shape(
            points, radial((x, y), length, [light.sun_colour] * 2, alphas=[strength, 0], mode=ADD)
        )
    soft = cv2.GaussianBlur(low.pixels, (0, 0), max(0.8, 6 * view.scale / 4 * 2))
    full = cv2.resize(soft, (view.pixel_width, view.pixel_height))
    height, width = canvas.pixels.shape[:2]
    full = full[canvas.y : canvas.y + height, canvas.x : canvas.x + width]
    if whole:
        cv2.add(canvas.pixels, full, dst=canvas.pixels)
        return
    a = canvas.pixels[..., 3]
    full = cv2.multiply(full, cv2.merge([a, a, a, np.zeros_like(a)]), scale=1 / 255)
    cv2.add(canvas.pixels, full, dst=canvas.pixels)
