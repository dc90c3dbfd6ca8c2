"""Houses of villages: cottages, thatched huts, tiled verandas, courtyards, farmhouses by culture."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.house_parts import door, eave_shadow, stains, thatch, tiles, wall, window
from filmstudio.drawing.houses_warm import court_house, round_hut, stilt_house, veranda_house
from filmstudio.drawing.light import SNOW, LightScheme
from filmstudio.film.vocabulary import Culture


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
    wall(canvas, x - w / 2, y, w, h, albedo, light, d)
    stains(canvas, x - w / 2, y, w, h, albedo, light, rng, d)
    eave_shadow(canvas, x - w / 2, y - h, w, h * 0.2, light, d)
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
    tiles(
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
    door(canvas, x - w * 0.06, y, w * 0.12, h * 0.62, shutters, light, d)
    for dx in (-0.32, 0.26):
        window(
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
        window(canvas, bx, by + w * 0.015, w * 0.06, w * 0.075, light, rng, rgb("f6f0e4"), d)


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
    wall(canvas, x - w / 2, y, w, h, albedo, light, d)
    stains(canvas, x - w / 2, y, w, h, albedo, light, rng, d)
    white = light.lit(rgb("f6ead8"), 0.7, d)
    band = light.lit(rgb("a24a34"), 0.4, d)
    canvas.rect(x - w / 2, y - h * 0.2, w, h * 0.2, ink(band, 0.75))
    for k in range(16):
        px = x - w / 2 + w * (k + 0.5) / 16
        canvas.shape(
            [(px - w * 0.022, y - h * 0.04), (px, y - h * 0.17), (px + w * 0.022, y - h * 0.04)],
            ink(white, 0.85),
        )
    door(
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
        window(canvas, x + dx * w, y - h * 0.42, w * 0.085, h * 0.24, light, rng, rgb("6a4a34"), d)
    if rng.random() < 0.55:
        eave_shadow(canvas, x - w / 2, y - h, w, h * 0.25, light, d)
        thatch(
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
        eave_shadow(canvas, x - w / 2, y - h * 0.96, w, h * 0.14, light, d)
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
    wall(canvas, x - w / 2, y, w, h, rgb("efe4cf"), light, d)
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
    eave_shadow(canvas, x - w / 2, y - h, w, h * 0.35, light, d)
    thatch(
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


House = Callable[..., None]
HOUSES: dict[Culture, House] = {
    "western": cottage, "north-indian": mud_house, "south-indian": veranda_house,
    "east-asian": farmhouse, "japanese": farmhouse, "chinese": farmhouse, "thai": stilt_house,
    "middle-eastern": court_house, "african": round_hut, "latin-american": court_house,
}  # fmt: skip
