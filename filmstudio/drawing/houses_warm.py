"""Village houses of the warm lands: veranda, court, round hut, stilts."""

from __future__ import annotations

import numpy as np
import skia

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.house_parts import door, eave_shadow, stains, thatch, tiles, wall, window
from filmstudio.drawing.light import LightScheme


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
    wall(canvas, x - w * 0.46, y - plinth, w * 0.92, h * 0.9, shade(albedo, -0.12), light, d)
    door(canvas, x, y - plinth, w * 0.13, h * 0.66, rgb("6a3a22"), light, d)
    for k in range(6):
        canvas.oval(
            x + w * 0.07 * (k - 2.5) / 2.5,
            y - plinth - h * 0.74,
            w * 0.013,
            w * 0.016,
            ink(light.lit(rgb("3f8a3a"), 0.6, d)),
        )
    for dx in (-0.3, 0.3):
        window(
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
    eave_shadow(canvas, x - w * 0.46, y - plinth - h * 0.9, w * 0.92, h * 0.5, light, d)
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
    tiles(
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
    tiles(
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
        wall(canvas, left, y, w * ww, h, albedo, light, d)
        stains(canvas, left, y, w * ww, h, albedo, light, rng, d)
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
        window(canvas, px, y - h * 0.45, w * 0.055, h * 0.26, light, rng, rgb("6a4a30"), d)
    window(canvas, x + w * 0.05, y - w * 0.5, w * 0.055, w * 0.09, light, rng, rgb("6a4a30"), d)


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
    wall(canvas, x - w * 0.4, y, w * 0.8, h, albedo, light, d)
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
    eave_shadow(canvas, x - w * 0.4, y - h, w * 0.8, h * 0.4, light, d)
    thatch(
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
    wall(canvas, x - w * 0.44, y - lift, w * 0.88, h, teak, light, d)
    for k in range(22):
        px = x - w * 0.44 + w * 0.88 * k / 22
        canvas.line(
            px, y - lift - h, px, y - lift, ink(light.lit(shade(teak, -0.4), 0, d), 0.3, stroke=1.3)
        )
    door(canvas, x - w * 0.04, y - lift, w * 0.11, h * 0.8, rgb("6a3c22"), light, d)
    for dx in (-0.28, 0.24):
        window(
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
    eave_shadow(canvas, x - w * 0.44, y - lift - h, w * 0.88, h * 0.4, light, d)
    tiles(
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
