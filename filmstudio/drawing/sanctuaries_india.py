"""Indian temples: the gopuram of the south and the shikhara of the north."""

from __future__ import annotations

import math

import numpy as np
import skia

from filmstudio.drawing.canvas import Canvas, ink, linear, smooth
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.light import LightScheme
from filmstudio.drawing.plants import snow_on
from filmstudio.drawing.sanctuary_parts import finial
from filmstudio.film.picture import RGB


def gopuram(
    canvas: Canvas, x: float, base: float, width: float, height: float, light: LightScheme,
    rng: np.random.Generator, distance: float = 0.25,
) -> None:  # fmt: skip
    """A south Indian gateway tower: granite base, painted storeys with figures, barrel roof."""
    stone = rgb("d8b48a")
    paints = [rgb(c) for c in ("e3b27a", "d98f6a", "c9b08a", "d8a05f", "c98a72", "e6c79a")]
    dark = light.lit(rgb("3a2018"), 0.0, distance)
    foot = height * 0.2
    canvas.rect(
        x - width / 2, base - foot, width, foot,
        linear((x - width / 2, 0), (x + width / 2, 0), light.across(stone, distance)),
    )  # fmt: skip
    for k in range(10):
        px = x - width / 2 + width * (k + 0.5) / 10
        if abs(px - x) < width * 0.11:
            continue
        w = width * 0.026
        canvas.rect(px + w * 0.8, base - foot * 0.9, w * 0.7, foot * 0.9, ink(dark, 0.3))
        canvas.rect(
            px - w, base - foot * 0.9, 2 * w, foot * 0.9,
            linear((px - w, 0), (px + w, 0), light.across(shade(stone, 0.12), distance)),
        )  # fmt: skip
        canvas.rect(
            px - w * 1.5,
            base - foot * 0.94,
            3 * w,
            foot * 0.07,
            ink(light.lit(shade(stone, 0.25), 0.8, distance)),
        )
        canvas.rect(
            px - w * 1.4,
            base - foot * 0.08,
            2.8 * w,
            foot * 0.08,
            ink(light.lit(stone, 0.6, distance)),
        )
    door = skia.Path()
    dw = width * 0.16
    door.moveTo(x - dw / 2, base)
    door.lineTo(x - dw / 2, base - foot * 0.62)
    door.quadTo(x, base - foot * 0.95, x + dw / 2, base - foot * 0.62)
    door.lineTo(x + dw / 2, base)
    door.close()
    canvas.path(door, ink(light.lit(rgb("2a1410"), 0.0, distance)))
    canvas.glow(x, base - foot * 0.2, dw * 0.9, light.lamp, 0.35 + 0.5 * light.lamps)
    canvas.path(door, ink(light.lit(shade(stone, 0.3), 0.8, distance), stroke=width * 0.009))
    _ledge(canvas, x, base - foot, width * 1.06, height * 0.022, stone, light, distance)
    y = base - foot * 1.05
    storeys = 8 if width > 300 else 6
    left_height = height * 0.66
    weights = np.asarray([1.22 - 0.46 * i / (storeys - 1) for i in range(storeys)])
    weights = weights / weights.sum() * left_height
    for i in range(storeys):
        f = i / (storeys - 1)
        w, h = width * (0.93 - 0.5 * f**0.92), float(weights[i])
        albedo = mix(paints[(i * 2 + int(rng.integers(2))) % len(paints)], stone, 0.35)
        _storey(canvas, x, y, w, h, albedo, light, rng, distance, max(5, round(13 - 6 * f) | 1))
        y -= h
    _barrel(canvas, x, y, width * 0.37, height * 0.115, light, distance)


def _ledge(
    canvas: Canvas, x: float, y: float, w: float, h: float, albedo: RGB, light: LightScheme,
    distance: float,
) -> None:  # fmt: skip
    canvas.rect(
        x - w / 2,
        y - h,
        w,
        h,
        linear((x - w / 2, 0), (x + w / 2, 0), light.across(shade(albedo, 0.22), distance)),
    )
    canvas.rect(x - w * 0.49, y, w * 0.98, h * 0.7, ink(light.lit(rgb("2a1410"), 0, distance), 0.3))
    if light.snow:
        canvas.rect(
            x - w / 2, y - h * 1.5, w, h * 0.8, ink(snow_on(light, 0.8, distance)), round=h * 0.4
        )


_ROBES = tuple(
    rgb(c) for c in ("f0c890", "5fa8a0", "d96a4a", "ead890", "7f8fc9", "c95a70", "8ab06a", "e8e0d0")
)


def _storey(
    canvas: Canvas, x: float, y: float, w: float, h: float, albedo: RGB, light: LightScheme,
    rng: np.random.Generator, distance: float, bays: int,
) -> None:  # fmt: skip
    canvas.shape(
        [(x - w / 2, y), (x - w * 0.478, y - h * 0.84), (x + w * 0.478, y - h * 0.84), (x + w / 2, y)],
        linear((x - w / 2, 0), (x + w / 2, 0), light.across(albedo, distance)),
    )  # fmt: skip
    bay = w / bays
    for k in range(bays):
        bx = x - w / 2 + bay * (k + 0.5)
        t = (k + 0.5) / bays
        side = t if light.sun_x < 0.5 else 1 - t
        tone = light.lit(albedo, 0.85 - 0.8 * side, distance)
        canvas.rect(bx - bay * 0.34, y - h * 0.68, bay * 0.68, h * 0.68, ink(shade(tone, -0.45)))
        if k == bays // 2:
            canvas.rect(
                bx - bay * 0.24,
                y - h * 0.6,
                bay * 0.48,
                h * 0.6,
                ink(light.lit(rgb("24100c"), 0, distance)),
            )
            canvas.glow(bx, y - h * 0.2, bay * 0.5, light.lamp, 0.2 + 0.5 * light.lamps)
        else:
            _figure(
                canvas,
                bx,
                y,
                bay,
                h,
                light.lit(
                    mix(_ROBES[int(rng.integers(8))], albedo, 0.25), 0.9 - 0.6 * side, distance
                ),
                rng,
            )
        canvas.rect(bx + bay * 0.35, y - h * 0.76, bay * 0.15, h * 0.76, ink(shade(tone, 0.14)))
        arch = smooth(
            [(bx - bay * 0.42, y - h * 0.76), (bx - bay * 0.3, y - h * 0.97), (bx, y - h * 1.1),
             (bx + bay * 0.3, y - h * 0.97), (bx + bay * 0.42, y - h * 0.76)], True,
        )  # fmt: skip
        canvas.path(arch, ink(shade(tone, 0.2 - 0.25 * side)))
        canvas.oval(bx, y - h * 0.88, bay * 0.12, h * 0.08, ink(shade(tone, -0.4)))
    _ledge(canvas, x, y - h * 0.74, w * 1.035, h * 0.1, albedo, light, distance)


def _figure(
    canvas: Canvas, x: float, y: float, bay: float, h: float, colour: RGB, rng: np.random.Generator
) -> None:
    bend = float(rng.uniform(-0.07, 0.07)) * bay
    canvas.path(
        smooth([(x - bay * 0.2, y), (x - bay * 0.13 + bend, y - h * 0.24), (x - bay * 0.19 + bend, y - h * 0.4),
                (x + bend, y - h * 0.46), (x + bay * 0.19 + bend, y - h * 0.4), (x + bay * 0.13 + bend, y - h * 0.24),
                (x + bay * 0.2, y)], True),
        ink(colour),
    )  # fmt: skip
    canvas.oval(x + bend, y - h * 0.53, bay * 0.1, h * 0.085, ink(shade(colour, 0.12)))
    canvas.oval(x + bend, y - h * 0.61, bay * 0.07, h * 0.04, ink(shade(colour, 0.3)))
    arm = float(rng.choice([-1, 1])) * bay
    canvas.line(
        x + bend + arm * 0.14,
        y - h * 0.38,
        x + bend + arm * 0.25,
        y - h * 0.55,
        ink(shade(colour, 0.05), stroke=bay * 0.07),
    )


def _barrel(
    canvas: Canvas, x: float, y: float, w: float, h: float, light: LightScheme, distance: float
) -> None:
    albedo = rgb("d99a62")
    roof = skia.Path()
    roof.moveTo(x - w / 2, y)
    roof.cubicTo(x - w * 0.63, y - h * 0.75, x - w * 0.46, y - h, x - w * 0.3, y - h)
    roof.lineTo(x + w * 0.3, y - h)
    roof.cubicTo(x + w * 0.46, y - h, x + w * 0.63, y - h * 0.75, x + w / 2, y)
    roof.close()
    canvas.path(roof, linear((x - w / 2, 0), (x + w / 2, 0), light.across(albedo, distance)))
    rib = ink(light.lit(shade(albedo, -0.5), 0.1, distance), 0.5, stroke=w * 0.011)
    for k in range(13):
        px = x - w / 2 + w * (k + 0.5) / 13
        path = skia.Path()
        path.moveTo(px, y)
        path.quadTo(x + (px - x) * 1.05, y - h * 0.7, x + (px - x) * 0.56, y - h)
        canvas.path(path, rib)
    for side in (-1, 1):
        canvas.oval(
            x + side * w * 0.47,
            y - h * 0.42,
            w * 0.1,
            h * 0.42,
            ink(light.lit(shade(albedo, 0.2), 0.4, distance)),
        )
        canvas.oval(
            x + side * w * 0.47,
            y - h * 0.36,
            w * 0.05,
            h * 0.24,
            ink(light.lit(rgb("5a2a20"), 0.1, distance)),
        )
    if light.snow:
        canvas.oval(x, y - h, w * 0.34, h * 0.14, ink(snow_on(light, 0.8, distance)))
    for k in range(5):
        finial(canvas, x + (k - 2) * w * 0.155, y - h * 0.98, h * 0.62, light, distance)


def shikhara(
    canvas: Canvas, x: float, base: float, width: float, height: float, light: LightScheme,
    rng: np.random.Generator, distance: float = 0.25,
) -> None:  # fmt: skip
    """A north Indian temple: curved tower over the shrine, lesser towers, pillared porch, flag."""
    stone = rgb("d99f74")
    plinth = height * 0.09
    for i in range(4):
        w = width * (1.12 - 0.05 * i)
        canvas.rect(
            x - w / 2, base - plinth * (i + 1) / 4, w, plinth / 4 + 0.5,
            linear((x - w / 2, 0), (x + w / 2, 0), light.across(shade(stone, -0.12 + 0.06 * i), distance)),
        )  # fmt: skip
    y = base - plinth
    for dx, w, h in (
        (-0.31, 0.26, 0.46),
        (0.31, 0.26, 0.46),
        (-0.17, 0.3, 0.62),
        (0.17, 0.3, 0.62),
    ):
        _curved_tower(canvas, x + dx * width, y, w * width, h * height, stone, light, distance)
    _curved_tower(canvas, x, y, width * 0.44, height * 0.86, shade(stone, 0.05), light, distance)
    porch, ph = width * 0.5, height * 0.2
    canvas.rect(x - porch / 2, y - ph, porch, ph, ink(light.lit(rgb("4a2a20"), 0.0, distance)))
    canvas.glow(x, y - ph * 0.35, porch * 0.34, light.lamp, 0.35 + 0.5 * light.lamps)
    for k in range(5):
        px = x - porch / 2 + porch * k / 4
        w = porch * 0.036
        canvas.rect(
            px - w,
            y - ph,
            2 * w,
            ph,
            linear((px - w, 0), (px + w, 0), light.across(shade(stone, 0.12), distance)),
        )
        for dy, k2 in ((0.0, 1.6), (0.86, 1.8)):
            canvas.rect(
                px - w * k2,
                y - ph * (dy + 0.1),
                2 * w * k2,
                ph * 0.1,
                ink(light.lit(shade(stone, 0.2), 0.7, distance)),
            )
    for k in range(4):
        px, half = x - porch / 2 + porch * (k + 0.5) / 4, porch * 0.11
        arch = skia.Path()
        arch.moveTo(px - half, y - ph * 0.98)
        arch.lineTo(px - half, y - ph * 0.7)
        arch.quadTo(px - half * 0.5, y - ph * 0.9, px, y - ph * 0.92)
        arch.quadTo(px + half * 0.5, y - ph * 0.9, px + half, y - ph * 0.7)
        arch.lineTo(px + half, y - ph * 0.98)
        arch.close()
        canvas.path(arch, ink(light.lit(stone, 0.5, distance)))
    roof = [
        (x - porch * 0.57, y - ph),
        (x + porch * 0.57, y - ph),
        (x + porch * 0.36, y - ph * 1.45),
        (x - porch * 0.36, y - ph * 1.45),
    ]
    canvas.shape(
        roof, linear((x - porch / 2, 0), (x + porch / 2, 0), light.across(stone, distance))
    )
    for k in range(4):
        yy = y - ph * (1.04 + 0.11 * k)
        half = porch * (0.57 - 0.05 * k)
        canvas.line(
            x - half,
            yy,
            x + half,
            yy,
            ink(light.lit(shade(stone, -0.4), 0, distance), 0.5, stroke=height * 0.006),
        )
    top = y - height * 0.86
    canvas.line(
        x,
        top,
        x,
        top - height * 0.15,
        ink(light.lit(rgb("6a4a2a"), 0.3, distance), stroke=width * 0.008),
    )


def _curved_tower(
    canvas: Canvas,
    x: float,
    y: float,
    w: float,
    h: float,
    stone: RGB,
    light: LightScheme,
    distance: float,
) -> None:
    body = h * 0.86

    def half(t: float) -> float:
        return w / 2 * (1 - 0.66 * t**1.9)

    steps = [i / 14 for i in range(15)]
    outline = [(x - half(t), y - body * t) for t in steps] + [
        (x + half(t), y - body * t) for t in reversed(steps)
    ]
    canvas.shape(outline, linear((x - w / 2, 0), (x + w / 2, 0), light.across(stone, distance)))
    groove = light.lit(shade(stone, -0.5), 0.0, distance)
    bright = light.lit(shade(stone, 0.3), 0.95, distance)
    for k in (-0.62, -0.24, 0.24, 0.62):
        canvas.curve(
            [(x + k * half(t), y - body * t) for t in steps], ink(groove, 0.45, stroke=w * 0.022)
        )
        canvas.curve(
            [(x + (k + 0.05 * light.sunny) * half(t), y - body * t) for t in steps],
            ink(bright, 0.4, stroke=w * 0.012),
        )
    rows = max(7, int(h / 26))
    for i in range(rows):
        t = (i + 0.5) / rows
        hw = half(t) * 1.02
        canvas.line(
            x - hw,
            y - body * t,
            x + hw,
            y - body * t,
            ink(groove, 0.3, stroke=h * 0.008, butt=True),
        )
        canvas.line(
            x - hw,
            y - body * t - h * 0.009,
            x + hw,
            y - body * t - h * 0.009,
            ink(bright, 0.28, stroke=h * 0.006, butt=True),
        )
    cap = half(1.0) * 1.32
    cy = y - body - h * 0.025
    canvas.oval(
        x,
        cy,
        cap,
        h * 0.042,
        linear((x - cap, 0), (x + cap, 0), light.across(shade(stone, 0.14), distance)),
    )
    for k in range(9):
        px = x + cap * math.sin((k - 4) / 4.6 * math.pi / 2)
        canvas.line(px, cy - h * 0.03, px, cy + h * 0.03, ink(groove, 0.4, stroke=w * 0.012))
    if light.snow:
        canvas.oval(x, cy - h * 0.026, cap * 0.9, h * 0.022, ink(snow_on(light, 0.8, distance)))
    finial(canvas, x, cy - h * 0.03, h * 0.1, light, distance)
