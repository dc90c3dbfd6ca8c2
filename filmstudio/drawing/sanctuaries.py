"""Sanctuaries: the temple, shrine, mosque or church that each culture builds."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import skia

from filmstudio.drawing.canvas import Canvas, ink, linear, smooth
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.light import LightScheme
from filmstudio.drawing.plants import snow_on
from filmstudio.film.picture import RGB
from filmstudio.film.vocabulary import Culture

GOLD = rgb("e8b548")


def gilded(light: LightScheme, distance: float) -> list[RGB]:
    """Gold from left to right: dark, burnished, bright, dark."""
    return [
        light.lit(rgb("a8741c"), 0.3, distance),
        light.lit(rgb("fff0a8"), 1.0, distance),
        light.lit(GOLD, 0.7, distance),
        light.lit(rgb("7a4f16"), 0.1, distance),
    ]


def finial(
    canvas: Canvas, x: float, y: float, h: float, light: LightScheme, distance: float
) -> None:
    """A kalasha: a gilded pot with a spire, its foot at y."""
    gold = gilded(light, distance)
    canvas.oval(
        x, y - h * 0.22, h * 0.24, h * 0.22, linear((x - h * 0.24, 0), (x + h * 0.24, 0), gold)
    )
    canvas.shape(
        [(x - h * 0.1, y - h * 0.38), (x, y - h), (x + h * 0.1, y - h * 0.38)], ink(gold[2])
    )
    canvas.oval(x, y - h * 0.46, h * 0.13, h * 0.06, ink(gold[1]))


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


def _hipped(
    canvas: Canvas, x: float, y: float, half: float, rise: float, light: LightScheme, tiles: RGB,
    distance: float, *, curl: float = 0.16, top: float = 0.5,
) -> None:  # fmt: skip
    """A roof that curves up at its eaves, its eaves at y."""
    roof = skia.Path()
    tip = half * top
    roof.moveTo(x - half, y - rise * curl * 1.7)
    roof.quadTo(x - half * 0.72, y + rise * 0.02, x - half * 0.5, y)
    roof.lineTo(x + half * 0.5, y)
    roof.quadTo(x + half * 0.72, y + rise * 0.02, x + half, y - rise * curl * 1.7)
    roof.quadTo(x + half * 0.66, y - rise * 0.35, x + tip, y - rise)
    roof.lineTo(x - tip, y - rise)
    roof.quadTo(x - half * 0.66, y - rise * 0.35, x - half, y - rise * curl * 1.7)
    roof.close()
    albedo = mix(tiles, (238.0, 243.0, 252.0), 0.82) if light.snow else tiles
    canvas.path(roof, linear((x - half, 0), (x + half, 0), light.across(albedo, distance)))
    pen = canvas.pen
    pen.save()
    pen.clipPath(roof, True)
    line = ink(light.lit(shade(albedo, -0.4), 0.0, distance), 0.35, stroke=max(1.0, half * 0.008))
    for k in range(-13, 14):
        px = x + half * k / 13
        path = skia.Path()
        path.moveTo(px, y + 2)
        path.quadTo(x + (px - x) * 0.75, y - rise * 0.5, x + (px - x) * top * 1.02, y - rise)
        canvas.path(path, line)
    pen.restore()
    eave = skia.Path()
    eave.moveTo(x - half, y - rise * curl * 1.7)
    eave.quadTo(x - half * 0.72, y + rise * 0.02, x - half * 0.5, y)
    eave.lineTo(x + half * 0.5, y)
    eave.quadTo(x + half * 0.72, y + rise * 0.02, x + half, y - rise * curl * 1.7)
    canvas.path(eave, ink(light.lit(shade(tiles, -0.35), 0.1, distance), stroke=rise * 0.085))
    canvas.line(
        x - tip,
        y - rise,
        x + tip,
        y - rise,
        ink(light.lit(shade(tiles, 0.12), 0.8, distance), stroke=rise * 0.11),
    )


def pagoda(
    canvas: Canvas, x: float, base: float, width: float, height: float, light: LightScheme,
    rng: np.random.Generator, distance: float = 0.25, *, tiles: RGB = (72.0, 84.0, 92.0),
    timber: RGB = (176.0, 58.0, 44.0),
) -> None:  # fmt: skip
    """An east Asian pagoda: timber storeys under curving tiled eaves on a stone terrace."""
    stone = rgb("b8b2a6")
    for i in range(3):
        w = width * (1.1 - 0.08 * i)
        canvas.rect(
            x - w / 2,
            base - height * 0.022 * (i + 1),
            w,
            height * 0.023,
            linear((x - w / 2, 0), (x + w / 2, 0), light.across(shade(stone, 0.08 * i), distance)),
        )
    y = base - height * 0.066
    storeys = 5 if height > width * 1.3 else 3
    step = height * 0.78 / storeys
    for i in range(storeys):
        f = i / storeys
        w, body = width * (0.66 - 0.32 * f), step * (0.62 if i == 0 else 0.46)
        canvas.rect(
            x - w / 2,
            y - body,
            w,
            body,
            linear((x - w / 2, 0), (x + w / 2, 0), light.across(timber, distance)),
        )
        bays = 5 if w > 120 else 3
        for k in range(bays):
            bx = x - w / 2 + w * (k + 0.5) / bays
            bw = w / bays * 0.6
            warm = mix(
                light.lit(rgb("6a4a34"), 0.1, distance), light.lamp, 0.15 + 0.75 * light.lamps
            )
            canvas.rect(
                bx - bw / 2,
                y - body * 0.84,
                bw,
                body * 0.7,
                ink(warm if k == bays // 2 or i == 0 else light.lit(rgb("f0e6d0"), 0.4, distance)),
            )
            for j in (1, 2):
                canvas.line(
                    bx - bw / 2 + bw * j / 3,
                    y - body * 0.84,
                    bx - bw / 2 + bw * j / 3,
                    y - body * 0.14,
                    ink(light.lit(shade(timber, -0.4), 0.1, distance), stroke=max(1.0, bw * 0.05)),
                )
        canvas.rect(
            x - w * 0.54,
            y - body * 0.14,
            w * 1.08,
            body * 0.1,
            ink(light.lit(shade(timber, -0.25), 0.4, distance)),
        )
        canvas.rect(
            x - w * 0.52,
            y - body,
            w * 1.04,
            body * 0.18,
            ink(light.lit(rgb("2a1a18"), 0.0, distance), 0.45),
        )
        y -= body
        last = i == storeys - 1
        rise = step * (0.52 if last else 0.4)
        _hipped(
            canvas,
            x,
            y + step * 0.05,
            width * (0.56 - 0.27 * f),
            rise,
            light,
            tiles,
            distance,
            top=0.1 if last else 0.56 - 0.05 * f,
        )
        y -= rise * 0.9
    gold = gilded(light, distance)
    canvas.line(x, y, x, y - height * 0.13, ink(gold[2], stroke=width * 0.014))
    for k in range(6):
        r = width * 0.035 * (1 - k * 0.1)
        canvas.oval(x, y - height * (0.025 + 0.014 * k), r, height * 0.005, ink(gold[1]))


def torii(
    canvas: Canvas, x: float, base: float, width: float, light: LightScheme, distance: float = 0.1
) -> None:
    """A vermilion gate."""
    h, red = width * 0.86, rgb("d0432c")
    for side in (-1, 1):
        px = x + side * width * 0.36
        w = width * 0.036
        canvas.shape([(px - w + side * w * 0.5, base), (px + w + side * w * 0.5, base), (px + w * 0.85, base - h * 0.9), (px - w * 0.85, base - h * 0.9)],
                     linear((px - w, 0), (px + w, 0), light.across(red, distance)))  # fmt: skip
        canvas.rect(
            px - w * 1.2 + side * w * 0.5,
            base - h * 0.06,
            w * 2.4,
            h * 0.06,
            ink(light.lit(rgb("2c2a2c"), 0.3, distance)),
        )
    canvas.rect(
        x - width * 0.45,
        base - h * 0.72,
        width * 0.9,
        h * 0.065,
        ink(light.lit(red, 0.5, distance)),
    )
    canvas.rect(
        x - width * 0.03,
        base - h * 0.86,
        width * 0.06,
        h * 0.15,
        ink(light.lit(shade(red, -0.2), 0.4, distance)),
    )
    beam = smooth(
        [
            (x - width * 0.56, base - h * 0.99),
            (x - width * 0.3, base - h * 0.925),
            (x, base - h * 0.91),
            (x + width * 0.3, base - h * 0.925),
            (x + width * 0.56, base - h * 0.99),
        ]
    )
    canvas.path(beam, ink(light.lit(shade(red, -0.1), 0.5, distance), stroke=h * 0.075))
    cap = smooth(
        [
            (x - width * 0.59, base - h * 1.035),
            (x - width * 0.3, base - h * 0.968),
            (x, base - h * 0.953),
            (x + width * 0.3, base - h * 0.968),
            (x + width * 0.59, base - h * 1.035),
        ]
    )
    top = snow_on(light, 0.8) if light.snow else light.lit(rgb("2e2c30"), 0.6, distance)
    canvas.path(cap, ink(top, stroke=h * 0.036))


def wat(
    canvas: Canvas, x: float, base: float, width: float, height: float, light: LightScheme,
    rng: np.random.Generator, distance: float = 0.25,
) -> None:  # fmt: skip
    """A Thai temple: white walls, tiers of steep orange and green roofs, gilded gables and spires."""
    white = rgb("f4ecdc")
    for side in (-1, 1):
        _chedi(canvas, x + side * width * 0.62, base, width * 0.34, height * 0.92, light, distance)
    hall = width * 0.66
    wall = height * 0.3
    canvas.rect(
        x - hall / 2,
        base - wall,
        hall,
        wall,
        linear((x - hall / 2, 0), (x + hall / 2, 0), light.across(white, distance)),
    )
    canvas.rect(
        x - hall * 0.55,
        base - height * 0.04,
        hall * 1.1,
        height * 0.04,
        ink(light.lit(rgb("cfc4b0"), 0.5, distance)),
    )
    for k in range(5):
        px = x - hall / 2 + hall * (k + 0.5) / 5
        w = hall * 0.05
        inside = mix(light.lit(rgb("6a2418"), 0.2, distance), light.lamp, 0.6 * light.lamps)
        canvas.shape(
            [
                (px - w, base - height * 0.04),
                (px - w, base - wall * 0.66),
                (px, base - wall * 0.9),
                (px + w, base - wall * 0.66),
                (px + w, base - height * 0.04),
            ],
            ink(inside),
        )
        canvas.shape(
            [
                (px - w * 1.3, base - wall * 0.64),
                (px, base - wall * 0.98),
                (px + w * 1.3, base - wall * 0.64),
            ],
            ink(gilded(light, distance)[2], stroke=w * 0.28),
        )
    y = base - wall
    for i, (half, rise) in enumerate(((0.6, 0.2), (0.5, 0.24), (0.4, 0.34))):
        hw, rh = hall * half, height * rise
        for k, colour in ((1.0, rgb("2f7a52")), (0.88, rgb("d9662c"))):
            albedo = mix(colour, (238.0, 243.0, 252.0), 0.8) if light.snow else colour
            path = skia.Path()
            path.moveTo(x - hw * k * 1.02, y + rh * 0.06)
            path.quadTo(x - hw * k * 0.4, y - rh * 0.35, x, y - rh * k * 1.12)
            path.quadTo(x + hw * k * 0.4, y - rh * 0.35, x + hw * k * 1.02, y + rh * 0.06)
            path.close()
            canvas.path(path, linear((x - hw, 0), (x + hw, 0), light.across(albedo, distance)))
        gable = skia.Path()
        gable.moveTo(x - hw * 0.62, y + rh * 0.05)
        gable.quadTo(x - hw * 0.22, y - rh * 0.3, x, y - rh * 0.86)
        gable.quadTo(x + hw * 0.22, y - rh * 0.3, x + hw * 0.62, y + rh * 0.05)
        gable.close()
        if i == 2:
            canvas.path(
                gable, linear((x - hw * 0.6, 0), (x + hw * 0.6, 0), gilded(light, distance))
            )
            canvas.oval(
                x, y - rh * 0.2, hw * 0.1, hw * 0.1, ink(light.lit(rgb("8a2a1c"), 0.4, distance))
            )
        edge = ink(gilded(light, distance)[1], stroke=max(1.5, hall * 0.011))
        for side in (-1, 1):
            path = skia.Path()
            path.moveTo(x, y - rh * 1.12)
            path.quadTo(x + side * hw * 0.4, y - rh * 0.35, x + side * hw * 1.02, y + rh * 0.06)
            path.quadTo(x + side * hw * 1.1, y - rh * 0.02, x + side * hw * 1.12, y - rh * 0.2)
            canvas.path(path, edge)
        y -= rh * 0.34
    spire = y - height * 0.34 * 0.8
    path = skia.Path()
    path.moveTo(x, spire + height * 0.03)
    path.quadTo(x + width * 0.012, spire - height * 0.04, x - width * 0.02, spire - height * 0.1)
    canvas.path(path, ink(gilded(light, distance)[1], stroke=width * 0.012))


def _chedi(
    canvas: Canvas, x: float, base: float, w: float, h: float, light: LightScheme, distance: float
) -> None:
    gold = gilded(light, distance)
    across = (
        [gold[0], gold[1], gold[2], gold[3]]
        if light.sun_x < 0.5
        else [gold[3], gold[2], gold[1], gold[0]]
    )
    y = base
    for i in range(5):
        hw = w / 2 * (1 - 0.09 * i)
        canvas.rect(
            x - hw,
            y - h * 0.045,
            2 * hw,
            h * 0.046,
            linear((x - hw, 0), (x + hw, 0), light.across(rgb("f0e6d2"), distance)),
        )
        y -= h * 0.045
    hw = w * 0.3
    bell = skia.Path()
    bell.moveTo(x - hw, y)
    bell.cubicTo(x - hw * 0.8, y - h * 0.1, x - hw * 0.85, y - h * 0.22, x - hw * 0.2, y - h * 0.29)
    bell.lineTo(x + hw * 0.2, y - h * 0.29)
    bell.cubicTo(x + hw * 0.85, y - h * 0.22, x + hw * 0.8, y - h * 0.1, x + hw, y)
    bell.close()
    canvas.path(bell, linear((x - hw, 0), (x + hw, 0), across))
    canvas.shape(
        [(x - hw * 0.24, y - h * 0.28), (x + hw * 0.24, y - h * 0.28), (x, y - h * 0.78)],
        linear((x - hw * 0.24, 0), (x + hw * 0.24, 0), across),
    )
    for k in range(9):
        r = hw * 0.3 * (1 - k / 10)
        canvas.oval(x, y - h * (0.3 + 0.036 * k), r, h * 0.008, ink(gold[3], 0.6))


def dome(
    canvas: Canvas, x: float, y: float, r: float, light: LightScheme, albedo: RGB, distance: float,
    *, onion: float = 1.2,
) -> None:  # fmt: skip
    """A dome whose drum is at y, with a finial."""
    path = skia.Path()
    path.moveTo(x - r * 0.94, y)
    path.cubicTo(
        x - r * 1.2, y - r * 0.55, x - r * 0.62, y - r * onion * 0.82, x, y - r * onion * 1.12
    )
    path.cubicTo(x + r * 0.62, y - r * onion * 0.82, x + r * 1.2, y - r * 0.55, x + r * 0.94, y)
    path.close()
    albedo = mix(albedo, (238.0, 243.0, 252.0), 0.5) if light.snow else albedo
    canvas.path(path, linear((x - r, 0), (x + r, 0), light.across(albedo, distance, 1.3)))
    canvas.glow(
        x + light.sunny * r * 0.4,
        y - r * 0.62,
        r * 0.5,
        light.lit((255, 255, 255), 0.8, distance),
        0.25,
    )
    gold = gilded(light, distance)
    canvas.line(
        x,
        y - r * onion * 1.1,
        x,
        y - r * onion * 1.1 - r * 0.42,
        ink(gold[1], stroke=max(1.2, r * 0.04)),
    )
    canvas.oval(x, y - r * onion * 1.1 - r * 0.12, r * 0.07, r * 0.07, ink(gold[2]))


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
        _arch(
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
    _arch(canvas, x, base, iwan * 0.32, wall * 0.98, light, stone, distance)


def _arch(
    canvas: Canvas,
    x: float,
    base: float,
    half: float,
    h: float,
    light: LightScheme,
    stone: RGB,
    distance: float,
) -> None:
    path = skia.Path()
    path.moveTo(x - half, base)
    path.lineTo(x - half, base - h * 0.62)
    path.quadTo(x - half * 0.9, base - h * 0.86, x, base - h)
    path.quadTo(x + half * 0.9, base - h * 0.86, x + half, base - h * 0.62)
    path.lineTo(x + half, base)
    path.close()
    inside = light.lit(rgb("54402e"), 0.0, distance)
    canvas.path(
        path,
        linear(
            (0, base - h), (0, base), [inside, mix(inside, light.lamp, 0.15 + 0.5 * light.lamps)]
        ),
    )
    canvas.path(path, ink(light.lit(shade(stone, 0.3), 0.8, distance), stroke=half * 0.12))


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
    _arch(canvas, tx, base, tw * 0.22, th * 0.3, light, stone, distance)
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


Builder = Callable[..., None]
SANCTUARIES: dict[Culture, Builder] = {
    "western": church, "latin-american": church, "african": church, "north-indian": shikhara,
    "south-indian": gopuram, "east-asian": pagoda, "japanese": pagoda, "chinese": pagoda,
    "thai": wat, "middle-eastern": mosque,
}  # fmt: skip
