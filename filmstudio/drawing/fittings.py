"""Fittings of outdoor places: lamps, flags, garlands, walls, paving, smoke."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import skia

from filmstudio.drawing.canvas import Canvas, ink, linear, smooth
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.light import LightScheme
from filmstudio.drawing.plants import snow_on
from filmstudio.film.picture import RGB, Drift


def oil_lamp(easel: Easel, canvas: Canvas, x: float, y: float, height: float, depth: float) -> None:
    """A standing brass lamp with a flame that flickers."""
    light, h = easel.light, height
    brass = [
        light.lit(rgb(c), f)
        for c, f in (("8a5a1a", 0.3), ("ffe08a", 1.0), ("c8912e", 0.6), ("6a4212", 0.1))
    ]
    body = smooth(
        [(x - h * 0.2, y - h * 0.9), (x + h * 0.2, y - h * 0.9), (x + h * 0.07, y - h * 0.76), (x + h * 0.05, y - h * 0.3),
         (x + h * 0.1, y - h * 0.2), (x + h * 0.28, y), (x - h * 0.28, y), (x - h * 0.1, y - h * 0.2),
         (x - h * 0.05, y - h * 0.3), (x - h * 0.07, y - h * 0.76)], True,
    )  # fmt: skip
    canvas.oval(x, y, h * 0.36, h * 0.06, ink(light.lit(rgb("2a1a10"), 0), 0.5, blur=h * 0.03))
    canvas.path(body, linear((x - h * 0.24, 0), (x + h * 0.24, 0), brass))
    for t in (0.36, 0.55, 0.7):
        canvas.oval(
            x, y - h * t, h * 0.08, h * 0.03, linear((x - h * 0.08, 0), (x + h * 0.08, 0), brass)
        )
    flame(easel, canvas, x, y - h * 0.9, h * 0.24, depth)


def flame(easel: Easel, canvas: Canvas, x: float, y: float, height: float, depth: float) -> None:
    """A flame standing on y with its glow, and the flicker about it."""
    h, light = height, easel.light
    canvas.glow(x, y - h * 0.5, h * 4.2, light.lamp, 0.5 + 0.4 * light.lamps)
    tongue = skia.Path()
    tongue.moveTo(x, y - h * 1.25)
    tongue.cubicTo(x + h * 0.1, y - h * 0.8, x + h * 0.38, y - h * 0.5, x + h * 0.26, y - h * 0.14)
    tongue.cubicTo(x + h * 0.2, y + h * 0.05, x - h * 0.2, y + h * 0.05, x - h * 0.26, y - h * 0.14)
    tongue.cubicTo(x - h * 0.38, y - h * 0.5, x - h * 0.06, y - h * 0.8, x, y - h * 1.25)
    canvas.path(
        tongue,
        linear(
            (0, y - h * 1.25), (0, y), [rgb("ffb640"), rgb("fff2b8"), rgb("ff9a3a")], [0, 0.55, 1]
        ),
    )
    canvas.oval(x, y - h * 0.34, h * 0.12, h * 0.24, ink(rgb("fffbe8")))
    flicker = Canvas(easel.view, x - h * 3, y - h * 3.5, x + h * 3, y + h * 2.5)
    flicker.glow(x, y - h * 0.5, h * 2.8, (110.0, 96.0, 70.0), 0.8, mode=skia.BlendMode.kSrcOver)
    easel.shimmer(flicker, 3, depth, 0.5, f"flame {x:.0f}")


def lamp_post(
    canvas: Canvas,
    x: float,
    y: float,
    height: float,
    light: LightScheme,
    *,
    arm: float = 0.0,
    distance: float = 0.0,
    old: bool = False,
) -> None:
    """A street lamp; `arm` reaches sideways, `old` is a lantern on a cast-iron post."""
    h = height
    iron = light.lit(rgb("34383f"), 0.4, distance)
    canvas.oval(x, y, h * 0.035, h * 0.009, ink(shade(iron, -0.5), 0.5))
    canvas.shape(
        [
            (x - h * 0.013, y),
            (x + h * 0.013, y),
            (x + h * 0.008, y - h * 0.93),
            (x - h * 0.008, y - h * 0.93),
        ],
        ink(iron),
    )
    canvas.rect(x - h * 0.02, y - h * 0.1, h * 0.04, h * 0.1, ink(iron), round=h * 0.008)
    on = light.lamps
    bulb = mix(light.lit(rgb("e8e4d8"), 0.6, distance), rgb("fff2cf"), on)
    if old:
        canvas.shape(
            [
                (x - h * 0.035, y - h * 0.93),
                (x + h * 0.035, y - h * 0.93),
                (x + h * 0.05, y - h * 1.02),
                (x - h * 0.05, y - h * 1.02),
            ],
            ink(bulb),
        )
        canvas.shape(
            [(x - h * 0.058, y - h * 1.02), (x + h * 0.058, y - h * 1.02), (x, y - h * 1.075)],
            ink(snow_on(light) if light.snow else iron),
        )
        canvas.line(x, y - h * 0.93, x, y - h * 1.02, ink(iron, stroke=h * 0.006))
        lx, ly = x, y - h * 0.975
    else:
        bend = skia.Path()
        bend.moveTo(x, y - h * 0.9)
        bend.quadTo(x, y - h, x + arm * 0.5, y - h)
        bend.lineTo(x + arm, y - h * 0.995)
        canvas.path(bend, ink(iron, stroke=h * 0.014))
        lx, ly = x + arm, y - h * 0.985
        canvas.oval(lx, ly - h * 0.004, h * 0.042, h * 0.013, ink(iron))
        canvas.oval(lx, ly + h * 0.006, h * 0.032, h * 0.009, ink(bulb))
    if on > 0.3:
        canvas.glow(lx, ly, h * 0.42, light.lamp, 0.75 * on)
        cone = [(lx - h * 0.02, ly), (lx + h * 0.02, ly), (lx + h * 0.26, y), (lx - h * 0.26, y)]
        haze = 0.10 + 0.12 * light.fog + 0.06 * light.wet
        canvas.shape(
            cone,
            linear(
                (0, ly),
                (0, y),
                [light.lamp] * 2,
                alphas=[haze * on * 1.6, 0.0],
                mode=skia.BlendMode.kPlus,
                blur=h * 0.012,
            ),
        )


def pool_of_light(
    canvas: Canvas, x: float, y: float, radius: float, light: LightScheme, strength: float = 0.5
) -> None:
    """Lamp light on the ground, foreshortened."""
    if light.lamps < 0.3:
        return
    pen = canvas.pen
    pen.save()
    pen.translate(x, y)
    pen.scale(1, 0.26)
    canvas.glow(0, 0, radius, light.lamp, strength * light.lamps)
    pen.restore()


def garland(
    canvas: Canvas, points: Sequence[tuple[float, float]], light: LightScheme, *, size: float = 11.0
) -> None:
    """Marigolds and mango leaves strung along a curve."""
    path = smooth(points)
    measure = skia.PathMeasure(path, False)
    length = measure.getLength()
    canvas.path(path, ink(light.lit(rgb("4a6a30"), 0.4), stroke=size * 0.2))
    colours = [rgb("f58a1f"), rgb("ffc23a"), rgb("f2672a")]
    count = max(3, int(length / (size * 1.25)))
    for i in range(count + 1):
        spot, _ = measure.getPosTan(length * i / count)
        x, y = spot.x(), spot.y()
        if i % 9 == 4:
            leaf = skia.Path()
            leaf.moveTo(x, y)
            leaf.quadTo(x + size * 0.8, y + size * 1.6, x, y + size * 3.4)
            leaf.quadTo(x - size * 0.8, y + size * 1.6, x, y)
            canvas.path(leaf, linear((x - size, 0), (x + size, 0), light.across(rgb("4f8a3a"))))
        tone = colours[i % 3]
        canvas.oval(x, y, size * 0.72, size * 0.68, ink(light.lit(shade(tone, -0.25), 0.3)))
        canvas.oval(
            x - size * 0.1, y - size * 0.14, size * 0.52, size * 0.46, ink(light.lit(tone, 0.9))
        )
        canvas.oval(
            x - size * 0.16,
            y - size * 0.22,
            size * 0.2,
            size * 0.16,
            ink(light.lit(shade(tone, 0.35), 1.0)),
        )


def paving(
    easel: Easel,
    canvas: Canvas,
    top: float,
    vanish: float,
    albedo: RGB,
    *,
    columns: int = 14,
    rows: int = 11,
    joint: float = 0.3,
) -> None:
    """Slabs in one-point perspective from `top` to the foot of the plate; each of its own tone."""
    view, light, rng = easel.view, easel.light, easel.fork("paving")
    horizon = easel.horizon
    depth = [1.0 / (1 + 0.34 * i) for i in range(rows + 1)]
    reach = view.bottom - horizon
    ys = [max(top, horizon + reach * d * (1.0)) for d in depth]
    half = (view.right - view.left) * 0.9
    line = ink(light.lit(shade(albedo, -0.5), 0.1), joint, stroke=2.0)
    for i in range(rows):
        y0, y1 = ys[i], ys[i + 1]
        if y0 <= top + 0.5:
            break
        s0, s1 = (y0 - horizon) / reach, (y1 - horizon) / reach
        shift = rng.uniform(0, 1)
        for k in range(-columns, columns + 1):
            if rng.random() < 0.4:
                continue
            u0, u1 = (k + shift) / columns * half * 1.2, (k + 1 + shift) / columns * half * 1.2
            tone = light.lit(shade(albedo, rng.uniform(-0.12, 0.12)), 0.6, 0.0, up=0.75)
            canvas.shape(
                [
                    (vanish + u0 * s0, y0),
                    (vanish + u1 * s0, y0),
                    (vanish + u1 * s1, y1),
                    (vanish + u0 * s1, y1),
                ],
                ink(tone, 0.5),
            )
            canvas.line(vanish + u0 * s0, y0, vanish + u0 * s1, y1, line)
        canvas.line(view.left, y1, view.right, y1, line)


def smoke(easel: Easel, x: float, y: float, size: float, depth: float, name: str) -> None:
    """Smoke that rises from a chimney or a hearth."""
    light, rng, view = easel.light, easel.fork(name), easel.view
    canvas = Canvas(view, x - size, y - size * 2.2, x + size * 1.2, y + size * 0.2)
    tone = mix(light.haze, light.lit(rgb("e6e4e8"), 0.5), 0.5)
    for i in range(12):
        t = i / 11
        px = x + size * (
            0.45 * t * t * (0.3 + light.wind) + 0.12 * math.sin(t * 7 + rng.uniform(0, 1))
        )
        r = size * (0.07 + 0.3 * t)
        canvas.glow(
            px,
            y - size * 1.75 * t,
            r * 1.5,
            tone,
            0.34 * (1 - t) ** 0.7 + 0.02,
            mode=skia.BlendMode.kSrcOver,
        )
    easel.moves(
        Drift(
            canvas.cropped(), velocity=(0.0, 0.0), bob=5 * view.scale, bob_period=5.5, depth=depth
        )
    )


def flag(
    easel: Easel, x: float, y: float, length: float, colour: RGB, depth: float, *, name: str
) -> None:
    """A pennant that streams from (x, y)."""
    light = easel.light
    canvas = Canvas(easel.view, x - 4, y - length * 0.4, x + length * 1.1, y + length * 0.6)
    tone = light.lit(colour, 0.6)
    path = skia.Path()
    path.moveTo(x, y)
    path.cubicTo(
        x + length * 0.3,
        y - length * 0.12,
        x + length * 0.5,
        y + length * 0.2,
        x + length,
        y + length * 0.16,
    )
    path.cubicTo(
        x + length * 0.5,
        y + length * 0.36,
        x + length * 0.3,
        y + length * 0.3,
        x,
        y + length * 0.42,
    )
    path.close()
    canvas.path(
        path, linear((x, 0), (x + length, 0), [tone, shade(tone, 0.18), shade(tone, -0.2), tone])
    )
    easel.sway(canvas, lean=0.08, period=1.6, phase=0.3, depth=depth)


def rangoli(
    canvas: Canvas, x: float, y: float, size: float, light: LightScheme, rng: np.random.Generator
) -> None:
    """A kolam of rice flour and petals on the ground."""
    pen = canvas.pen
    pen.save()
    pen.translate(x, y)
    pen.scale(size / 200, size / 200 * 0.3)
    white = light.lit(rgb("fffaf0"), 0.85)
    tints = [light.lit(rgb(c), 0.7) for c in ("e8506a", "f2b63a", "3a9a8a", "8a5ac9")]
    for k in range(16):
        pen.save()
        pen.rotate(k * 22.5)
        petal = skia.Path()
        petal.moveTo(0, -90)
        petal.cubicTo(28, -120, 26, -160, 0, -184)
        petal.cubicTo(-26, -160, -28, -120, 0, -90)
        canvas.path(petal, ink(tints[k % 4], 0.75))
        canvas.path(petal, ink(white, 0.9, stroke=4))
        pen.restore()
    for k in range(8):
        pen.save()
        pen.rotate(k * 45)
        petal = skia.Path()
        petal.moveTo(0, 0)
        petal.cubicTo(46, -34, 42, -72, 0, -92)
        petal.cubicTo(-42, -72, -46, -34, 0, 0)
        canvas.path(petal, ink(tints[(k + 1) % 4], 0.5))
        canvas.path(petal, ink(white, 0.9, stroke=5))
        pen.restore()
    for r in (92, 190, 202):
        canvas.oval(0, 0, r, r, ink(white, 0.85, stroke=4.5))
    canvas.oval(0, 0, 22, 22, ink(tints[1], 0.95))
    pen.restore()
