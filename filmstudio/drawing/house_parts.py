"""Parts of village houses: walls, windows, doors, thatch, tiles."""

from __future__ import annotations

import numpy as np

from filmstudio.drawing.canvas import Canvas, ink, linear, polygon
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.light import SNOW, LightScheme
from filmstudio.film.picture import RGB


def wall(
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


def stains(
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


def window(
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


def door(
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


def thatch(
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


def tiles(
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


def eave_shadow(
    canvas: Canvas, x: float, y: float, w: float, drop: float, light: LightScheme, d: float
) -> None:
    dark = light.lit(rgb("241a24"), 0.0, d)
    canvas.rect(x, y, w, drop, linear((0, y), (0, y + drop), [dark] * 2, alphas=[0.5, 0.0]))
