"""Mosques and churches."""

from __future__ import annotations

import math

import numpy as np
import skia

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.light import LightScheme
from filmstudio.drawing.sanctuary_parts import arch, dome, gilded


def mosque(
    canvas: Canvas, x: float, base: float, width: float, height: float, light: LightScheme,
    rng: np.random.Generator, distance: float = 0.25,
) -> None:  # fmt: skip
    """A mosque: a great arched portal between slender minarets, domes behind."""
    stone, tile = rgb("ead9ba"), rgb("2f7f9a")
    for side in (-1, 1):
        px, w = x + side * width * 0.52, width * 0.038
        canvas.rect(
            px - w,
            base - height * 0.82,
            2 * w,
            height * 0.82,
            linear((px - w, 0), (px + w, 0), light.across(stone, distance)),
        )
        for t in (0.42, 0.66, 0.82):
            canvas.rect(
                px - w * 1.6,
                base - height * t,
                w * 3.2,
                height * 0.022,
                ink(light.lit(shade(stone, 0.15), 0.7, distance)),
            )
            canvas.rect(
                px - w,
                base - height * (t + 0.02) + height * 0.045,
                2 * w,
                height * 0.016,
                ink(light.lit(tile, 0.5, distance)),
            )
        dome(canvas, px, base - height * 0.82, w * 1.15, light, tile, distance, onion=1.6)
    wall, hall = height * 0.36, width * 0.9
    for side in (-1, 1):
        dome(
            canvas, x + side * width * 0.28, base - wall * 0.98, width * 0.1, light, tile, distance
        )
    canvas.rect(
        x - width * 0.185,
        base - wall - height * 0.1,
        width * 0.37,
        height * 0.11,
        linear((x - width * 0.18, 0), (x + width * 0.18, 0), light.across(stone, distance)),
    )
    dome(canvas, x, base - wall - height * 0.09, width * 0.2, light, tile, distance)
    canvas.rect(
        x - hall / 2,
        base - wall,
        hall,
        wall,
        linear((x - hall / 2, 0), (x + hall / 2, 0), light.across(stone, distance)),
    )
    for k in range(9):
        if abs(k - 4) < 2:
            continue
        arch(
            canvas,
            x - hall / 2 + hall * (k + 0.5) / 9,
            base,
            hall * 0.034,
            wall * 0.62,
            light,
            stone,
            distance,
        )
    iwan = width * 0.27
    canvas.rect(
        x - iwan / 2,
        base - wall * 1.22,
        iwan,
        wall * 1.22,
        linear((x - iwan / 2, 0), (x + iwan / 2, 0), light.across(shade(stone, 0.1), distance)),
    )
    canvas.rect(
        x - iwan * 0.44,
        base - wall * 1.15,
        iwan * 0.88,
        wall * 1.15,
        ink(light.lit(tile, 0.45, distance)),
    )
    for k in range(8):
        for j in range(9):
            if (k + j) % 2:
                canvas.oval(
                    x - iwan * 0.4 + iwan * 0.8 * k / 7,
                    base - wall * (0.1 + 1.0 * j / 8),
                    iwan * 0.022,
                    iwan * 0.022,
                    ink(light.lit(rgb("e8d28a"), 0.6, distance), 0.8),
                )
    arch(canvas, x, base, iwan * 0.32, wall * 0.98, light, stone, distance)


def church(
    canvas: Canvas, x: float, base: float, width: float, height: float, light: LightScheme,
    rng: np.random.Generator, distance: float = 0.25,
) -> None:  # fmt: skip
    """A stone church: west tower with spire, nave, lancet windows and a rose."""
    stone, slate = rgb("cbbfa8"), rgb("5f6672")
    nave, wall = width * 0.66, height * 0.3
    nx = x + width * 0.2
    canvas.rect(
        nx - nave / 2,
        base - wall,
        nave,
        wall,
        linear((nx - nave / 2, 0), (nx + nave / 2, 0), light.across(stone, distance)),
    )
    albedo = mix(slate, (238.0, 243.0, 252.0), 0.9) if light.snow else slate
    roof = [
        (nx - nave * 0.54, base - wall),
        (nx - nave * 0.42, base - wall - height * 0.2),
        (nx + nave * 0.42, base - wall - height * 0.2),
        (nx + nave * 0.54, base - wall),
    ]
    canvas.shape(
        roof,
        linear(
            (0, base - wall - height * 0.2),
            (0, base - wall),
            [light.lit(shade(albedo, 0.1), 0.8, distance), light.lit(albedo, 0.3, distance)],
        ),
    )
    for k in range(9):
        yy = base - wall - height * 0.2 * (k + 1) / 10
        canvas.line(
            nx - nave * (0.54 - 0.012 * (k + 1)),
            yy,
            nx + nave * (0.54 - 0.012 * (k + 1)),
            yy,
            ink(light.lit(shade(slate, -0.4), 0, distance), 0.25, stroke=1.4),
        )
    for k in range(5):
        bx = nx - nave * 0.5 + nave * (k + 0.75) / 5.6
        _lancet(canvas, bx, base - wall * 0.2, nave * 0.034, wall * 0.6, light, distance)
        canvas.shape(
            [
                (bx + nave * 0.075, base),
                (bx + nave * 0.115, base),
                (bx + nave * 0.1, base - wall * 0.85),
                (bx + nave * 0.08, base - wall * 0.85),
            ],
            ink(light.lit(shade(stone, -0.08), 0.6, distance)),
        )
    tw, th, tx = width * 0.27, height * 0.56, x - width * 0.26
    canvas.rect(
        tx - tw / 2,
        base - th,
        tw,
        th,
        linear((tx - tw / 2, 0), (tx + tw / 2, 0), light.across(stone, distance)),
    )
    for _ in range(70):
        bw = tw * rng.uniform(0.06, 0.13)
        bx, by = tx - tw / 2 + rng.random() * (tw - bw), base - rng.random() * th * 0.98
        canvas.rect(
            bx,
            by,
            bw,
            height * 0.012,
            ink(light.lit(shade(stone, rng.uniform(-0.25, 0.2)), 0.4, distance), 0.5),
        )
    for side in (-1, 1):
        canvas.rect(
            tx + side * tw * 0.5 - tw * 0.07,
            base - th * 0.94,
            tw * 0.14,
            th * 0.94,
            linear(
                (tx + side * tw * 0.5 - tw * 0.07, 0),
                (tx + side * tw * 0.5 + tw * 0.07, 0),
                light.across(shade(stone, 0.06), distance),
            ),
        )
    arch(canvas, tx, base, tw * 0.22, th * 0.3, light, stone, distance)
    canvas.oval(
        tx, base - th * 0.46, tw * 0.2, tw * 0.2, ink(light.lit(shade(stone, 0.25), 0.8, distance))
    )
    canvas.oval(
        tx,
        base - th * 0.46,
        tw * 0.16,
        tw * 0.16,
        ink(mix(light.lit(rgb("3a4a6a"), 0.3, distance), light.lamp, 0.7 * light.lamps)),
    )
    for k in range(8):
        a = math.pi * k / 4
        canvas.line(
            tx,
            base - th * 0.46,
            tx + math.cos(a) * tw * 0.16,
            base - th * 0.46 + math.sin(a) * tw * 0.16,
            ink(light.lit(stone, 0.6, distance), stroke=tw * 0.016),
        )
    for dx in (-0.15, 0.15):
        _lancet(canvas, tx + dx * tw, base - th * 0.68, tw * 0.07, th * 0.2, light, distance)
    canvas.rect(
        tx - tw * 0.6,
        base - th * 1.02,
        tw * 1.2,
        th * 0.04,
        ink(light.lit(shade(stone, 0.2), 0.7, distance)),
    )
    spire = height * 0.4
    albedo = mix(slate, (238.0, 243.0, 252.0), 0.55) if light.snow else slate
    canvas.shape(
        [(tx - tw * 0.52, base - th), (tx, base - th - spire), (tx + tw * 0.52, base - th)],
        linear((tx - tw * 0.5, 0), (tx + tw * 0.5, 0), light.across(albedo, distance, 1.4)),
    )
    top = base - th - spire
    gold = gilded(light, distance)[1]
    canvas.line(tx, top + 4, tx, top - height * 0.075, ink(gold, stroke=tw * 0.032))
    canvas.line(
        tx - tw * 0.1,
        top - height * 0.048,
        tx + tw * 0.1,
        top - height * 0.048,
        ink(gold, stroke=tw * 0.032),
    )


def _lancet(
    canvas: Canvas,
    x: float,
    base: float,
    half: float,
    h: float,
    light: LightScheme,
    distance: float,
) -> None:
    path = skia.Path()
    path.moveTo(x - half, base)
    path.lineTo(x - half, base - h * 0.66)
    path.quadTo(x - half * 0.8, base - h * 0.9, x, base - h)
    path.quadTo(x + half * 0.8, base - h * 0.9, x + half, base - h * 0.66)
    path.lineTo(x + half, base)
    path.close()
    glass = mix(light.lit(rgb("3c4a66"), 0.3, distance), light.lamp, 0.85 * light.lamps)
    canvas.path(path, ink(glass))
    canvas.path(path, ink(light.lit(rgb("e0d6c2"), 0.7, distance), stroke=half * 0.3))
    canvas.line(
        x, base, x, base - h, ink(light.lit(rgb("8a8070"), 0.4, distance), stroke=half * 0.2)
    )
