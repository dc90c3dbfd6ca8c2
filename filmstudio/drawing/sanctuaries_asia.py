"""East and south-east Asian sanctuaries: pagoda, torii and wat."""

from __future__ import annotations

import numpy as np
import skia

from filmstudio.drawing.canvas import Canvas, ink, linear, smooth
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.light import LightScheme
from filmstudio.drawing.plants import snow_on
from filmstudio.drawing.sanctuary_parts import gilded
from filmstudio.film.picture import RGB


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
        for part, colour in ((1.0, rgb("2f7a52")), (0.88, rgb("d9662c"))):
            albedo = mix(colour, (238.0, 243.0, 252.0), 0.8) if light.snow else colour
            path = skia.Path()
            path.moveTo(x - hw * part * 1.02, y + rh * 0.06)
            path.quadTo(x - hw * part * 0.4, y - rh * 0.35, x, y - rh * part * 1.12)
            path.quadTo(x + hw * part * 0.4, y - rh * 0.35, x + hw * part * 1.02, y + rh * 0.06)
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
