"""Houses of villages: cottages, thatched huts, tiled verandas, courtyards, farmhouses by culture."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import skia

from filmstudio.drawing.canvas import Canvas, ink, linear, polygon
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.light import SNOW, LightScheme
from filmstudio.film.picture import RGB
from filmstudio.film.vocabulary import Culture


def _wall(
    canvas: Canvas,
    x: float,
    y: float,
    w: float,
    h: float,
    albedo: RGB,
    light: LightScheme,
    d: float,
) -> None:
    canvas.rect(x, y - h, w, h, linear((x, 0), (x + w, 0), light.across(albedo, d)))
    foot = light.lit(shade(albedo, -0.5), 0.0, d)
    canvas.rect(
        x,
        y - h * 0.16,
        w,
        h * 0.16,
        linear((0, y - h * 0.16), (0, y), [foot] * 2, alphas=[0, 0.55]),
    )


def _stains(
    canvas: Canvas,
    x: float,
    y: float,
    w: float,
    h: float,
    albedo: RGB,
    light: LightScheme,
    rng: np.random.Generator,
    d: float,
) -> None:
    for _ in range(9):
        px, py = x + w * rng.random(), y - h * rng.random()
        tone = light.lit(shade(albedo, rng.uniform(-0.3, 0.18)), 0.4, d)
        rx, ry = w * rng.uniform(0.03, 0.12), h * rng.uniform(0.02, 0.08)
        canvas.oval(
            min(max(px, x + rx), x + w - rx),
            min(max(py, y - h + ry), y - ry),
            rx,
            ry,
            ink(tone, 0.2, blur=ry * 0.5),
        )


def _window(
    canvas: Canvas,
    x: float,
    y: float,
    w: float,
    h: float,
    light: LightScheme,
    rng: np.random.Generator,
    frame: RGB,
    d: float,
    *,
    shutters: RGB | None = None,
) -> None:
    """A window centred at x whose sill is at y."""
    glass = light.window(rng, rgb("2e3a48"), d)
    canvas.rect(x - w * 0.62, y - h * 1.1, w * 1.24, h * 1.2, ink(light.lit(frame, 0.6, d)))
    canvas.rect(
        x - w / 2,
        y - h,
        w,
        h,
        linear((x, y - h), (x + w * 0.3, y), [shade(glass, 0.08), shade(glass, -0.12)]),
    )
    bar = ink(light.lit(frame, 0.5, d), stroke=max(1.0, w * 0.07), butt=True)
    canvas.line(x, y - h, x, y, bar)
    canvas.line(x - w / 2, y - h * 0.5, x + w / 2, y - h * 0.5, bar)
    sill = SNOW if light.snow else shade(frame, 0.1)
    canvas.rect(x - w * 0.72, y + h * 0.06, w * 1.44, h * 0.1, ink(light.lit(sill, 0.8, d)))
    if shutters is not None:
        for side in (-1, 1):
            left = x + side * w * 0.62 + (0 if side > 0 else -w * 0.44)
            canvas.rect(left, y - h * 1.08, w * 0.44, h * 1.14, ink(light.lit(shutters, 0.5, d)))
            for k in range(6):
                yy = y - h * 1.0 + h * 0.18 * k
                canvas.line(
                    left + w * 0.05,
                    yy,
                    left + w * 0.39,
                    yy,
                    ink(light.lit(shade(shutters, -0.35), 0.2, d), 0.7, stroke=max(0.8, h * 0.03)),
                )
    if light.lamps > 0.5:
        canvas.glow(x, y - h * 0.5, w * 2.0, light.lamp, 0.28 * light.lamps)


def _door(
    canvas: Canvas,
    x: float,
    y: float,
    w: float,
    h: float,
    albedo: RGB,
    light: LightScheme,
    d: float,
) -> None:
    canvas.rect(
        x - w * 0.62, y - h * 1.08, w * 1.24, h * 1.08, ink(light.lit(shade(albedo, -0.5), 0.2, d))
    )
    canvas.rect(
        x - w / 2, y - h, w, h, linear((x - w / 2, 0), (x + w / 2, 0), light.across(albedo, d))
    )
    for k in (-0.25, 0.0, 0.25):
        canvas.line(
            x + k * w,
            y - h,
            x + k * w,
            y,
            ink(light.lit(shade(albedo, -0.5), 0, d), 0.6, stroke=max(0.8, w * 0.03)),
        )
    canvas.oval(
        x + w * 0.34, y - h * 0.5, w * 0.045, w * 0.045, ink(light.lit(rgb("e8c46a"), 0.9, d))
    )


def _thatch(
    canvas: Canvas,
    points: list[tuple[float, float]],
    light: LightScheme,
    rng: np.random.Generator,
    d: float,
    albedo: RGB,
) -> None:
    """A thatched slope: straw along the slope, ragged at the eaves. Points: eaves left, ridge left, ridge right, eaves right."""
    albedo = mix(albedo, SNOW, 0.85 * light.snow)
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points
    top, low = light.lit(shade(albedo, 0.16), 0.85, d), light.lit(shade(albedo, -0.25), 0.3, d)
    canvas.shape(points, linear((0, y1), (0, y0), [top, mix(top, low, 0.55), low]))
    for _ in range(130):
        t, s = rng.random(), rng.random() ** 0.8
        ax, ay = x1 + (x2 - x1) * t, y1 + (y2 - y1) * t
        bx, by = x0 + (x3 - x0) * t, y0 + (y3 - y0) * t
        px, py = ax + (bx - ax) * s, ay + (by - ay) * s
        length = rng.uniform(0.05, 0.13)
        tone = light.lit(shade(albedo, rng.uniform(-0.35, 0.25)), 0.6, d)
        canvas.line(
            px,
            py,
            px + (bx - ax) * length,
            py + (by - ay) * length + 1,
            ink(tone, 0.55, stroke=1.6),
        )
    for k in range(46):
        t = (k + rng.random()) / 46
        bx, by = x0 + (x3 - x0) * t, y0 + (y3 - y0) * t
        tone = light.lit(shade(albedo, rng.uniform(-0.4, -0.05)), 0.35, d)
        canvas.line(
            bx, by - 5, bx + rng.uniform(-3, 3), by + rng.uniform(4, 12), ink(tone, 0.9, stroke=2.6)
        )
    canvas.line(x1, y1, x2, y2, ink(light.lit(shade(albedo, 0.22), 0.9, d), stroke=9))


def _tiles(
    canvas: Canvas,
    points: list[tuple[float, float]],
    light: LightScheme,
    d: float,
    albedo: RGB,
    *,
    rows: int = 7,
) -> None:
    """A tiled slope with courses; points as for thatch."""
    albedo = mix(albedo, SNOW, 0.9 * light.snow)
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points
    path = polygon(points)
    canvas.path(
        path,
        linear(
            (0, y1),
            (0, y0),
            [light.lit(shade(albedo, 0.12), 0.9, d), light.lit(shade(albedo, -0.12), 0.4, d)],
        ),
    )
    seam = ink(light.lit(shade(albedo, -0.42), 0.0, d), 0.4, stroke=1.6)
    for i in range(1, rows):
        t = i / rows
        canvas.line(
            x1 + (x0 - x1) * t, y1 + (y0 - y1) * t, x2 + (x3 - x2) * t, y2 + (y3 - y2) * t, seam
        )
    columns = max(6, int(abs(x3 - x0) / 16))
    for i in range(1, columns):
        t = i / columns
        canvas.line(
            x1 + (x2 - x1) * t,
            y1,
            x0 + (x3 - x0) * t,
            y0,
            ink(light.lit(shade(albedo, -0.42), 0.0, d), 0.22, stroke=1.2),
        )
    canvas.line(x1, y1, x2, y2, ink(light.lit(shade(albedo, 0.1), 0.8, d), stroke=5))
    canvas.line(x0, y0, x3, y3, ink(light.lit(shade(albedo, -0.5), 0.1, d), stroke=4))


def _eave_shadow(
    canvas: Canvas, x: float, y: float, w: float, drop: float, light: LightScheme, d: float
) -> None:
    dark = light.lit(rgb("241a24"), 0.0, d)
    canvas.rect(x, y, w, drop, linear((0, y), (0, y + drop), [dark] * 2, alphas=[0.5, 0.0]))


def cottage(
    canvas: Canvas,
    x: float,
    y: float,
    w: float,
    light: LightScheme,
    rng: np.random.Generator,
    d: float = 0.0,
) -> None:
    """A western cottage with a gable, chimney, shutters."""
    albedo = [rgb(c) for c in ("f0e6d2", "e2c9a2", "d8d4c4", "e6b89a")][int(rng.integers(4))]
    roof = [rgb(c) for c in ("9a5440", "5f6470", "7a5a44")][int(rng.integers(3))]
    h = w * 0.44
    _wall(canvas, x - w / 2, y, w, h, albedo, light, d)
    _stains(canvas, x - w / 2, y, w, h, albedo, light, rng, d)
    _eave_shadow(canvas, x - w / 2, y - h, w, h * 0.2, light, d)
    brick = rgb("a2604a")
    cx = x + w * rng.choice([-0.28, 0.28])
    canvas.rect(
        cx - w * 0.045,
        y - h - w * 0.47,
        w * 0.09,
        w * 0.3,
        linear((cx - w * 0.045, 0), (cx + w * 0.045, 0), light.across(brick, d)),
    )
    canvas.rect(
        cx - w * 0.056,
        y - h - w * 0.485,
        w * 0.112,
        w * 0.03,
        ink(light.lit(shade(brick, 0.1), 0.6, d, up=1)),
    )
    _tiles(
        canvas,
        [
            (x - w * 0.57, y - h + 4),
            (x - w * 0.42, y - h - w * 0.36),
            (x + w * 0.42, y - h - w * 0.36),
            (x + w * 0.57, y - h + 4),
        ],
        light,
        d,
        roof,
    )
    shutters = [rgb(c) for c in ("3f6f6a", "7a3f3a", "44608a")][int(rng.integers(3))]
    _door(canvas, x - w * 0.06, y, w * 0.12, h * 0.62, shutters, light, d)
    for dx in (-0.32, 0.26):
        _window(
            canvas,
            x + dx * w,
            y - h * 0.3,
            w * 0.11,
            h * 0.34,
            light,
            rng,
            rgb("f6f0e4"),
            d,
            shutters=shutters,
        )
    for dx in (-0.2, 0.18):
        bx, by = x + dx * w, y - h - w * 0.13
        canvas.shape(
            [(bx - w * 0.08, by - w * 0.08), (bx, by - w * 0.17), (bx + w * 0.08, by - w * 0.08)],
            ink(light.lit(roof, 0.7, d, up=1)),
        )
        canvas.rect(
            bx - w * 0.06, by - w * 0.09, w * 0.12, w * 0.12, ink(light.lit(albedo, 0.6, d))
        )
        _window(canvas, bx, by + w * 0.015, w * 0.06, w * 0.075, light, rng, rgb("f6f0e4"), d)


def mud_house(
    canvas: Canvas,
    x: float,
    y: float,
    w: float,
    light: LightScheme,
    rng: np.random.Generator,
    d: float = 0.0,
) -> None:
    """A north Indian village house: washed mud, painted border, flat or thatched roof."""
    albedo = [rgb(c) for c in ("c98f62", "e2c296", "b9aa8e", "d4a574")][int(rng.integers(4))]
    h = w * 0.42
    _wall(canvas, x - w / 2, y, w, h, albedo, light, d)
    _stains(canvas, x - w / 2, y, w, h, albedo, light, rng, d)
    white = light.lit(rgb("f6ead8"), 0.7, d)
    band = light.lit(rgb("a24a34"), 0.4, d)
    canvas.rect(x - w / 2, y - h * 0.2, w, h * 0.2, ink(band, 0.75))
    for k in range(16):
        px = x - w / 2 + w * (k + 0.5) / 16
        canvas.shape(
            [(px - w * 0.022, y - h * 0.04), (px, y - h * 0.17), (px + w * 0.022, y - h * 0.04)],
            ink(white, 0.85),
        )
    _door(
        canvas,
        x + w * 0.04,
        y,
        w * 0.14,
        h * 0.7,
        rgb("4a7fa0") if rng.random() < 0.5 else rgb("7a5a3a"),
        light,
        d,
    )
    for k in range(7):
        canvas.oval(
            x + w * (0.04 + 0.1 * (k - 3) / 3),
            y - h * (0.8 + 0.03 * (3 - abs(k - 3))),
            w * 0.009,
            w * 0.009,
            ink(white, 0.9),
        )
    for dx in (-0.3, 0.34):
        _window(canvas, x + dx * w, y - h * 0.42, w * 0.085, h * 0.24, light, rng, rgb("6a4a34"), d)
    if rng.random() < 0.55:
        _eave_shadow(canvas, x - w / 2, y - h, w, h * 0.25, light, d)
        _thatch(
            canvas,
            [
                (x - w * 0.58, y - h * 0.9),
                (x - w * 0.4, y - h * 1.62),
                (x + w * 0.4, y - h * 1.62),
                (x + w * 0.58, y - h * 0.9),
            ],
            light,
            rng,
            d,
            rgb("c2a05e"),
        )
    else:
        canvas.rect(
            x - w * 0.53,
            y - h * 1.08,
            w * 1.06,
            h * 0.12,
            linear((x - w / 2, 0), (x + w / 2, 0), light.across(shade(albedo, 0.16), d)),
        )
        _eave_shadow(canvas, x - w / 2, y - h * 0.96, w, h * 0.14, light, d)
        for k in range(9):
            px = x - w * 0.46 + w * 0.92 * k / 8
            canvas.line(
                px,
                y - h * 0.9,
                px,
                y - h * 0.84,
                ink(light.lit(rgb("5a3f2a"), 0.2, d), stroke=w * 0.02, butt=True),
            )
        if light.snow:
            canvas.rect(
                x - w * 0.54,
                y - h * 1.12,
                w * 1.08,
                h * 0.07,
                ink(light.lit(SNOW, 0.8, d)),
                round=h * 0.03,
            )


def veranda_house(
    canvas: Canvas,
    x: float,
    y: float,
    w: float,
    light: LightScheme,
    rng: np.random.Generator,
    d: float = 0.0,
) -> None:
    """A south Indian house: a deep tiled roof over a pillared veranda with red floor."""
    albedo = [rgb(c) for c in ("f0ead8", "a9cfc4", "f0cfa0", "c6d4ea")][int(rng.integers(4))]
    h = w * 0.36
    plinth = h * 0.16
    canvas.rect(
        x - w * 0.52,
        y - plinth,
        w * 1.04,
        plinth,
        linear((x - w / 2, 0), (x + w / 2, 0), light.across(rgb("9a4434"), d)),
    )
    for k in range(18):
        px = x - w * 0.52 + w * 1.04 * k / 18
        canvas.rect(px, y - plinth, w * 0.029, plinth, ink(light.lit(rgb("f4e8d8"), 0.6, d), 0.8))
    _wall(canvas, x - w * 0.46, y - plinth, w * 0.92, h * 0.9, shade(albedo, -0.12), light, d)
    _door(canvas, x, y - plinth, w * 0.13, h * 0.66, rgb("6a3a22"), light, d)
    for k in range(6):
        canvas.oval(
            x + w * 0.07 * (k - 2.5) / 2.5,
            y - plinth - h * 0.74,
            w * 0.013,
            w * 0.016,
            ink(light.lit(rgb("3f8a3a"), 0.6, d)),
        )
    for dx in (-0.3, 0.3):
        _window(
            canvas,
            x + dx * w,
            y - plinth - h * 0.26,
            w * 0.1,
            h * 0.3,
            light,
            rng,
            rgb("5a4432"),
            d,
        )
    _eave_shadow(canvas, x - w * 0.46, y - plinth - h * 0.9, w * 0.92, h * 0.5, light, d)
    timber = rgb("7a4a2c")
    for k in range(6):
        px = x - w * 0.47 + w * 0.94 * k / 5
        pw = w * 0.014
        canvas.rect(
            px - pw,
            y - plinth - h * 0.74,
            2 * pw,
            h * 0.74,
            linear((px - pw, 0), (px + pw, 0), light.across(timber, d)),
        )
        canvas.oval(
            px,
            y - plinth - h * 0.66,
            pw * 1.8,
            h * 0.03,
            ink(light.lit(shade(timber, 0.1), 0.7, d)),
        )
    clay = rgb("c2623e")
    _tiles(
        canvas,
        [
            (x - w * 0.58, y - plinth - h * 0.62),
            (x - w * 0.44, y - plinth - h * 1.12),
            (x + w * 0.44, y - plinth - h * 1.12),
            (x + w * 0.58, y - plinth - h * 0.62),
        ],
        light,
        d,
        clay,
        rows=5,
    )
    _tiles(
        canvas,
        [
            (x - w * 0.47, y - plinth - h * 1.1),
            (x - w * 0.24, y - plinth - h * 1.78),
            (x + w * 0.24, y - plinth - h * 1.78),
            (x + w * 0.47, y - plinth - h * 1.1),
        ],
        light,
        d,
        shade(clay, -0.06),
        rows=6,
    )


def farmhouse(
    canvas: Canvas,
    x: float,
    y: float,
    w: float,
    light: LightScheme,
    rng: np.random.Generator,
    d: float = 0.0,
) -> None:
    """An east Asian farmhouse: plaster and dark timber under a steep thatched roof."""
    h = w * 0.34
    _wall(canvas, x - w / 2, y, w, h, rgb("efe4cf"), light, d)
    timber = ink(light.lit(rgb("4a3426"), 0.3, d), stroke=w * 0.018, butt=True)
    for k in range(7):
        px = x - w / 2 + w * k / 6
        canvas.line(px, y - h, px, y, timber)
    canvas.line(x - w / 2, y - h * 0.36, x + w / 2, y - h * 0.36, timber)
    for k in (1, 2, 3):
        px = x - w / 2 + w * (k + 0.5) / 6
        paper = mix(light.lit(rgb("f4ecd8"), 0.4, d), light.lamp, 0.8 * light.lamps)
        canvas.rect(px - w * 0.068, y - h * 0.86, w * 0.136, h * 0.84, ink(paper))
        for j in range(1, 3):
            canvas.line(
                px - w * 0.068 + w * 0.136 * j / 3,
                y - h * 0.86,
                px - w * 0.068 + w * 0.136 * j / 3,
                y,
                ink(light.lit(rgb("5a4232"), 0.3, d), 0.8, stroke=1.5),
            )
        for j in range(1, 5):
            canvas.line(
                px - w * 0.068,
                y - h * 0.86 * j / 5,
                px + w * 0.068,
                y - h * 0.86 * j / 5,
                ink(light.lit(rgb("5a4232"), 0.3, d), 0.8, stroke=1.5),
            )
    canvas.rect(
        x - w * 0.53, y - h * 0.07, w * 1.06, h * 0.07, ink(light.lit(rgb("6a4c36"), 0.6, d))
    )
    _eave_shadow(canvas, x - w / 2, y - h, w, h * 0.35, light, d)
    _thatch(
        canvas,
        [
            (x - w * 0.62, y - h * 0.88),
            (x - w * 0.3, y - h * 2.15),
            (x + w * 0.3, y - h * 2.15),
            (x + w * 0.62, y - h * 0.88),
        ],
        light,
        rng,
        d,
        rgb("94805a"),
    )
    for k in range(5):
        px = x - w * 0.24 + w * 0.48 * k / 4
        canvas.line(
            px - w * 0.02,
            y - h * 2.22,
            px + w * 0.02,
            y - h * 2.05,
            ink(light.lit(rgb("5a4630"), 0.4, d, up=1), stroke=w * 0.014),
        )


def court_house(
    canvas: Canvas,
    x: float,
    y: float,
    w: float,
    light: LightScheme,
    rng: np.random.Generator,
    d: float = 0.0,
) -> None:
    """A flat-roofed house of the dry lands: thick earth walls, arch, roof beams, parapet."""
    albedo = [rgb(c) for c in ("e2c094", "d3a878", "eee0c4")][int(rng.integers(3))]
    for dx, ww, hh in ((0.18, 0.62, 0.66), (0.0, 1.0, 0.42)):
        left, h = x - w / 2 + (dx * w if dx else 0), w * hh
        _wall(canvas, left, y, w * ww, h, albedo, light, d)
        _stains(canvas, left, y, w * ww, h, albedo, light, rng, d)
        canvas.rect(
            left - w * 0.012,
            y - h - w * 0.03,
            w * ww + w * 0.024,
            w * 0.04,
            ink(light.lit(shade(albedo, 0.16), 0.85, d, up=1)),
        )
        for k in range(int(10 * ww)):
            px = left + w * ww * (k + 0.5) / int(10 * ww)
            canvas.oval(
                px, y - h + w * 0.05, w * 0.011, w * 0.011, ink(light.lit(rgb("4a3422"), 0.2, d))
            )
    h = w * 0.42
    dx = x - w * 0.1
    door = skia.Path()
    dw = w * 0.085
    door.moveTo(dx - dw, y)
    door.lineTo(dx - dw, y - h * 0.5)
    door.quadTo(dx, y - h * 0.85, dx + dw, y - h * 0.5)
    door.lineTo(dx + dw, y)
    door.close()
    canvas.path(door, linear((dx - dw, 0), (dx + dw, 0), light.across(rgb("4f7a86"), d)))
    canvas.path(door, ink(light.lit(shade(albedo, 0.25), 0.8, d), stroke=w * 0.018))
    for px in (x - w * 0.35, x + w * 0.16, x + w * 0.36):
        _window(canvas, px, y - h * 0.45, w * 0.055, h * 0.26, light, rng, rgb("6a4a30"), d)
    _window(canvas, x + w * 0.05, y - w * 0.5, w * 0.055, w * 0.09, light, rng, rgb("6a4a30"), d)


def round_hut(
    canvas: Canvas,
    x: float,
    y: float,
    w: float,
    light: LightScheme,
    rng: np.random.Generator,
    d: float = 0.0,
) -> None:
    """A round hut with painted earth walls and a conical thatched roof."""
    w = w * 0.78
    h, albedo = w * 0.44, rgb("c08a5a")
    _wall(canvas, x - w * 0.4, y, w * 0.8, h, albedo, light, d)
    canvas.oval(x, y, w * 0.4, w * 0.035, ink(light.lit(shade(albedo, -0.2), 0.3, d)))
    for k in range(11):
        px = x - w * 0.38 + w * 0.76 * k / 10
        canvas.shape(
            [
                (px - w * 0.03, y - h * 0.3),
                (px, y - h * 0.46),
                (px + w * 0.03, y - h * 0.3),
                (px, y - h * 0.14),
            ],
            ink(light.lit(rgb("f2e4cc") if k % 2 else rgb("5a2f22"), 0.6, d), 0.85),
        )
    canvas.rect(
        x - w * 0.09,
        y - h * 0.8,
        w * 0.18,
        h * 0.82,
        ink(mix(light.lit(rgb("2a1a12"), 0.0, d), light.lamp, 0.55 * light.lamps)),
    )
    _eave_shadow(canvas, x - w * 0.4, y - h, w * 0.8, h * 0.4, light, d)
    _thatch(
        canvas,
        [
            (x - w * 0.56, y - h * 0.84),
            (x - w * 0.02, y - h * 2.2),
            (x + w * 0.02, y - h * 2.2),
            (x + w * 0.56, y - h * 0.84),
        ],
        light,
        rng,
        d,
        rgb("b49a5c"),
    )
    canvas.oval(x, y - h * 2.2, w * 0.03, w * 0.045, ink(light.lit(rgb("7a6238"), 0.6, d, up=1)))


def stilt_house(
    canvas: Canvas,
    x: float,
    y: float,
    w: float,
    light: LightScheme,
    rng: np.random.Generator,
    d: float = 0.0,
) -> None:
    """A Thai house of teak on stilts with a steep gabled roof and a stair."""
    lift, h, teak = w * 0.26, w * 0.26, rgb("9a6038")
    for k in range(6):
        px = x - w * 0.44 + w * 0.88 * k / 5
        canvas.rect(
            px - w * 0.012, y - lift, w * 0.024, lift, ink(light.lit(shade(teak, -0.4), 0.3, d))
        )
    canvas.rect(
        x - w * 0.5, y - lift - w * 0.02, w, w * 0.03, ink(light.lit(shade(teak, 0.1), 0.7, d))
    )
    _wall(canvas, x - w * 0.44, y - lift, w * 0.88, h, teak, light, d)
    for k in range(22):
        px = x - w * 0.44 + w * 0.88 * k / 22
        canvas.line(
            px, y - lift - h, px, y - lift, ink(light.lit(shade(teak, -0.4), 0, d), 0.3, stroke=1.3)
        )
    _door(canvas, x - w * 0.04, y - lift, w * 0.11, h * 0.8, rgb("6a3c22"), light, d)
    for dx in (-0.28, 0.24):
        _window(
            canvas, x + dx * w, y - lift - h * 0.28, w * 0.1, h * 0.4, light, rng, rgb("c08a52"), d
        )
    for k in range(7):
        canvas.line(
            x + w * (0.06 + 0.025 * k),
            y - lift * (1 - k / 7),
            x + w * (0.16 + 0.025 * k),
            y - lift * (1 - k / 7),
            ink(light.lit(shade(teak, 0.12), 0.7, d), stroke=w * 0.012),
        )
    _eave_shadow(canvas, x - w * 0.44, y - lift - h, w * 0.88, h * 0.4, light, d)
    _tiles(
        canvas,
        [
            (x - w * 0.56, y - lift - h * 0.82),
            (x - w * 0.36, y - lift - h * 2.1),
            (x + w * 0.36, y - lift - h * 2.1),
            (x + w * 0.56, y - lift - h * 0.82),
        ],
        light,
        d,
        rgb("a84e30"),
    )
    for side in (-1, 1):
        horn = skia.Path()
        horn.moveTo(x + side * w * 0.36, y - lift - h * 2.1)
        horn.quadTo(
            x + side * w * 0.4, y - lift - h * 2.25, x + side * w * 0.37, y - lift - h * 2.5
        )
        canvas.path(horn, ink(light.lit(shade(teak, -0.2), 0.5, d), stroke=w * 0.014))


House = Callable[..., None]
HOUSES: dict[Culture, House] = {
    "western": cottage, "north-indian": mud_house, "south-indian": veranda_house,
    "east-asian": farmhouse, "japanese": farmhouse, "chinese": farmhouse, "thai": stilt_house,
    "middle-eastern": court_house, "african": round_hut, "latin-american": court_house,
}  # fmt: skip
