"""Parts that sanctuaries share: gilding, finials, domes, arches."""

from __future__ import annotations

import skia

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.light import LightScheme
from filmstudio.film.picture import RGB

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


def arch(
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
