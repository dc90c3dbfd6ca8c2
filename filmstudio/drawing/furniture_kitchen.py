"""Kitchens and counters: cupboards, stoves, hoods, pots, jars, refrigerators, coffee machines."""

from __future__ import annotations

import math

import numpy as np
import skia

from filmstudio.drawing.canvas import Canvas, ink, linear, radial
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.fittings import flame
from filmstudio.drawing.light import LightScheme
from filmstudio.drawing.rooms import Room
from filmstudio.film.picture import RGB


def counter(
    room: Room, canvas: Canvas, x0: float, x1: float, deep: float, tone: RGB, top: RGB, metal: RGB,
    *, high: float = 90.0, door: float = 46.0,
) -> None:  # fmt: skip
    """Cupboards with a worktop along the back wall."""
    light, z = room.light, room.back - deep
    rng = room.easel.fork(f"counter {x0:.0f}")
    room.solid(canvas, x0, x1, 0, high - 4, z, room.back, tone)
    with room.plane(canvas, x0, z):
        count = max(1, round((x1 - x0) / door))
        wide = (x1 - x0) / count
        canvas.rect(0, -9, x1 - x0, 9, ink((14, 8, 14), 0.55))
        for i in range(count):
            x = i * wide
            drawer = rng.random() < 0.3
            parts = (
                ((-high + 8, 20.0), (-high + 31, high - 46))
                if not drawer
                else ((-high + 8, 22.0), (-high + 33, 20.0), (-high + 56, high - 70))
            )
            for y, tall in parts:
                shift = rng.uniform(-0.04, 0.05)
                canvas.rect(x + 2, y, wide - 4, tall, linear((x, y), (x, y + tall), [
                    light.lit(shade(tone, 0.1 + shift), 0.5), light.lit(shade(tone, -0.12 + shift), 0.25)
                ]), round=1.2)  # fmt: skip
                canvas.rect(x + 5, y + 3.5, wide - 10, tall - 7,
                            ink(light.lit(shade(tone, -0.4), 0.1), 0.5, stroke=1), round=1)  # fmt: skip
                canvas.line(x + 5, y + tall - 3.5, x + wide - 5, y + tall - 3.5,
                            ink(light.lit(shade(tone, 0.35), 0.8), 0.7, stroke=0.9))  # fmt: skip
                canvas.line(x + wide / 2 - 5, y + 7, x + wide / 2 + 5, y + 7,
                            ink(light.lit(metal, 0.8), stroke=1.8))  # fmt: skip
    room.solid(canvas, x0 - 2, x1 + 2, high - 4, high, z - 3, room.back, top)


def pot(canvas: Canvas, x: float, y: float, wide: float, high: float, metal: RGB,
        light: LightScheme, *, lid: bool = True, handles: bool = True) -> None:  # fmt: skip
    """A cooking pot that stands on (x, y)."""
    h = wide / 2
    body = [light.lit(shade(metal, -0.25), 0.2), light.lit(shade(metal, 0.35), 1.0),
            light.lit(metal, 0.5), light.lit(shade(metal, -0.5), 0.1)]  # fmt: skip
    paint = linear((x - h, 0), (x + h, 0), body if light.sun_x < 0.5 else body[::-1],
                   [0, 0.28, 0.6, 1])  # fmt: skip
    if handles:
        canvas.line(x - h - 3, y - high * 0.75, x + h + 3, y - high * 0.75,
                    ink(light.lit(shade(metal, -0.4), 0.3), stroke=2.4))  # fmt: skip
    canvas.rect(x - h, y - high, wide, high, paint, round=min(4.0, high * 0.2))
    canvas.oval(x, y - high, h, h * 0.14, ink(light.lit(shade(metal, -0.55), 0.1)))
    if lid:
        canvas.oval(x, y - high - 1, h * 1.02, h * 0.24, paint)
        canvas.oval(x, y - high - h * 0.28, 2.4, 2, ink(light.lit(shade(metal, -0.3), 0.5)))


def round_pot(canvas: Canvas, x: float, y: float, r: float, tone: RGB, light: LightScheme) -> None:
    """A round-bellied pot with a neck: brass, copper or clay."""
    path = skia.Path()
    path.moveTo(x - r * 0.5, y - r * 1.75)
    path.quadTo(x - r * 0.36, y - r * 1.45, x - r * 0.62, y - r * 1.3)
    path.cubicTo(x - r * 1.25, y - r * 0.95, x - r * 1.05, y, x - r * 0.4, y)
    path.lineTo(x + r * 0.4, y)
    path.cubicTo(x + r * 1.05, y, x + r * 1.25, y - r * 0.95, x + r * 0.62, y - r * 1.3)
    path.quadTo(x + r * 0.36, y - r * 1.45, x + r * 0.5, y - r * 1.75)
    path.close()
    side = -0.35 if light.sun_x < 0.5 else 0.35
    canvas.path(path, radial((x + side * r, y - r * 0.95), r * 1.5, [
        light.lit(shade(tone, 0.4), 1.0), light.lit(tone, 0.55),
        light.lit(shade(tone, -0.5), 0.05)], [0, 0.45, 1]))  # fmt: skip
    canvas.oval(x, y - r * 1.75, r * 0.54, r * 0.11, ink(light.lit(shade(tone, 0.2), 0.8)))
    canvas.oval(x, y - r * 1.75, r * 0.4, r * 0.07, ink(light.lit(shade(tone, -0.7), 0.0)))


def pan(canvas: Canvas, x: float, y: float, r: float, metal: RGB, light: LightScheme) -> None:
    """A pan that hangs by its handle from (x, y)."""
    canvas.line(x, y, x, y + r * 1.2, ink(light.lit(rgb("3a2c24"), 0.3), stroke=r * 0.2))
    canvas.oval(x + 1.5, y + r * 2.1 + 2, r, r, ink((10, 6, 12), 0.35, blur=2.5))
    canvas.oval(
        x, y + r * 2.1, r, r, linear((x - r, y + r), (x + r, y + r * 3), light.across(metal))
    )
    canvas.oval(x, y + r * 2.1, r * 0.8, r * 0.8, radial((x - r * 0.3, y + r * 1.8), r * 1.3, [
        light.lit(shade(metal, 0.25), 0.8), light.lit(shade(metal, -0.35), 0.2)]))  # fmt: skip


def ladle(canvas: Canvas, x: float, y: float, long: float, metal: RGB, light: LightScheme) -> None:
    """A ladle that hangs from (x, y)."""
    canvas.line(x, y, x + 0.6, y + long, ink(light.lit(metal, 0.6), stroke=1.5))
    canvas.oval(x + 0.6, y + long + 2.5, 4.2, 3.6, ink(light.lit(shade(metal, -0.15), 0.5)))


def jar(canvas: Canvas, x: float, y: float, wide: float, high: float, fill: RGB,
        light: LightScheme) -> None:  # fmt: skip
    """A glass jar of spice or grain that stands on (x, y)."""
    h = wide / 2
    canvas.rect(x - h, y - high * 0.7, wide, high * 0.7,
                linear((x - h, 0), (x + h, 0), light.across(fill)), round=1.5)  # fmt: skip
    canvas.rect(x - h, y - high * 0.86, wide, high * 0.86,
                ink(light.lit(rgb("e8f0f0"), 0.6), 0.25), round=2)  # fmt: skip
    canvas.rect(x - h * 0.9, y - high, wide * 0.9, high * 0.16, ink(light.lit(rgb("b08a5a"), 0.5)),
                round=1)  # fmt: skip
    canvas.line(x - h * 0.6, y - high * 0.75, x - h * 0.6, y - high * 0.15,
                ink((255, 255, 255), 0.4, stroke=wide * 0.1))  # fmt: skip


def kettle(canvas: Canvas, x: float, y: float, r: float, metal: RGB, light: LightScheme) -> None:
    """A kettle that stands on (x, y), its spout to the right."""
    dark = light.lit(shade(metal, -0.5), 0.2)
    canvas.curve([(x + r * 0.7, y - r * 0.5), (x + r * 1.2, y - r * 0.9), (x + r * 1.5, y - r * 1.3)],
                 ink(light.lit(metal, 0.4), stroke=r * 0.26))  # fmt: skip
    canvas.curve([(x - r * 0.7, y - r * 1.1), (x - r * 0.4, y - r * 2), (x + r * 0.4, y - r * 2),
                  (x + r * 0.7, y - r * 1.1)], ink(dark, stroke=r * 0.16))  # fmt: skip
    path = skia.Path()
    path.moveTo(x - r, y)
    path.cubicTo(x - r * 1.25, y - r * 0.7, x - r * 0.7, y - r * 1.3, x, y - r * 1.32)
    path.cubicTo(x + r * 0.7, y - r * 1.3, x + r * 1.25, y - r * 0.7, x + r, y)
    path.close()
    canvas.path(path, radial((x - r * 0.35, y - r * 0.8), r * 1.5, [
        light.lit(shade(metal, 0.55), 1.0), light.lit(metal, 0.5),
        light.lit(shade(metal, -0.5), 0.1)], [0, 0.5, 1]))  # fmt: skip
    canvas.oval(x, y - r * 1.36, r * 0.16, r * 0.14, ink(dark))


def stove(room: Room, canvas: Canvas, x: float, deep: float, tone: RGB, metal: RGB) -> None:
    """A cooker with an oven, knobs and a blue flame, standing among the cupboards."""
    light, z, wide = room.light, room.back - deep - 4, 62.0
    room.solid(canvas, x - wide / 2, x + wide / 2, 0, 89, z, room.back, tone, rgb("3a3a40"))
    with room.plane(canvas, x, z):
        h = wide / 2
        canvas.rect(-h + 5, -66, wide - 10, 44, ink(light.lit(shade(tone, -0.2), 0.3)), round=3)
        canvas.rect(-h + 9, -58, wide - 18, 30, linear((0, -58), (0, -28), [
            light.lit(rgb("1c1a20"), 0.3), mix(light.lit(rgb("3a2418"), 0.3), light.lamp, 0.25 * light.lamps)
        ]), round=2)  # fmt: skip
        canvas.line(-h + 8, -63, h - 8, -63, ink(light.lit(metal, 0.9), stroke=2))
        for k in range(5):
            kx = -h + 10 + (wide - 20) * k / 4
            canvas.oval(kx, -76, 3.2, 3.2, ink(light.lit(rgb("26262c"), 0.3)))
            canvas.oval(kx - 0.7, -77, 1.2, 1.2, ink(light.lit(rgb("9a9aa4"), 0.6)))
        canvas.rect(-h, -8, wide, 8, ink((14, 8, 14), 0.5))
    with room.plane(canvas, x, z + 18):
        for k in (-1, 1):
            canvas.oval(k * 15, -90, 12, 2.2, ink(light.lit(rgb("17171b"), 0.3)))
            for i in range(7):
                fx = k * 15 - 9 + 3 * i
                canvas.oval(fx, -91, 1.2, 2.4, ink(rgb("6aa0ff"), 0.85))


def hood(room: Room, canvas: Canvas, x: float, metal: RGB) -> None:
    """An extractor hood over a cooker, its lamp lit."""
    light, z = room.light, room.back - 34
    with room.plane(canvas, x, z):
        body = linear((-36, 0), (36, 0), light.across(metal))
        canvas.rect(-12, -room.high, 24, room.high - 190, body)
        canvas.shape([(-13, -206), (13, -206), (36, -172), (-36, -172)], body)
        canvas.rect(-36, -173, 72, 7, linear((0, -173), (0, -166), [
            light.lit(shade(metal, 0.3), 0.8), light.lit(shade(metal, -0.4), 0.1)]))  # fmt: skip
        canvas.glow(0, -160, 60, light.lamp, 0.5 * light.lamps)
        canvas.rect(-14, -167, 28, 2, ink(mix(metal, rgb("fff0cc"), light.lamps)))


def refrigerator(room: Room, canvas: Canvas, x: float, tone: RGB) -> None:
    """A rounded refrigerator with notes held by magnets."""
    light, z, rng = room.light, room.back - 62, room.easel.fork("fridge")
    room.solid(canvas, x - 34, x + 34, 0, 172, z, room.back, tone)
    with room.plane(canvas, x, z):
        for y, tall in ((-170.0, 54.0), (-113.0, 107.0)):
            canvas.rect(-32, y, 64, tall, linear((-32, y), (32, y + tall), [
                light.lit(shade(tone, 0.25), 0.8), light.lit(tone, 0.4),
                light.lit(shade(tone, -0.25), 0.15)]), round=5)  # fmt: skip
        for y0, y1 in ((-134, -122), (-106, -72)):
            canvas.line(25, y0, 25, y1, ink(light.lit(rgb("d8d8dc"), 0.9), stroke=2.6))
        for _ in range(5):
            nx, ny = rng.uniform(-26, 8), rng.uniform(-162, -60)
            note = [rgb("f2dc7a"), rgb("e89aa0"), rgb("9ac8d8"), rgb("f4efe4")][
                int(rng.integers(4))
            ]
            canvas.pen.save()
            canvas.pen.translate(nx, ny)
            canvas.pen.rotate(rng.uniform(-9, 9))
            canvas.rect(0, 0, 11, 10, ink(light.lit(note, 0.6)))
            canvas.oval(5.5, 1, 1.4, 1.4, ink(light.lit(rgb("c2332f"), 0.6)))
            canvas.pen.restore()
        canvas.rect(-34, -5, 68, 5, ink((14, 8, 14), 0.6))


def sink(room: Room, canvas: Canvas, x: float, deep: float, metal: RGB) -> None:
    """A basin let into the worktop, with a tap."""
    light, z = room.light, room.back - deep
    spots = [
        (x - 26, 90.5, z + 8),
        (x + 26, 90.5, z + 8),
        (x + 24, 90.5, z + 40),
        (x - 24, 90.5, z + 40),
    ]
    canvas.shape(room.quad(spots), ink(light.lit(shade(metal, -0.4), 0.2)))
    with room.plane(canvas, x, z + 42):
        path = skia.Path()
        path.moveTo(0, -90)
        path.lineTo(0, -112)
        path.cubicTo(0, -126, 16, -126, 15, -110)
        canvas.path(path, ink(light.lit(shade(metal, -0.2), 0.4), stroke=3.6))
        canvas.path(path, ink(light.lit(shade(metal, 0.5), 1.0), stroke=1.2))


def hearth(room: Room, canvas: Canvas, x: float, z: float, clay: RGB, depth: float) -> None:
    """A clay hearth on the floor with embers and a fire, a pot on top."""
    light = room.light
    room.shadow(canvas, x - 34, x + 34, z, z + 44, 0.5)
    with room.plane(canvas, x, z):
        path = skia.Path()
        path.moveTo(-36, 0)
        path.cubicTo(-38, -24, -30, -36, -16, -36)
        path.lineTo(16, -36)
        path.cubicTo(30, -36, 38, -24, 36, 0)
        path.close()
        canvas.path(path, linear((-36, 0), (36, 0), light.across(clay)))
        mouth = skia.Path()
        mouth.moveTo(-17, 0)
        mouth.cubicTo(-18, -20, -8, -27, 0, -27)
        mouth.cubicTo(8, -27, 18, -20, 17, 0)
        mouth.close()
        canvas.path(mouth, radial((0, -4), 24, [rgb("ffb04a"), rgb("c2481e"), rgb("2a120c")],
                                  [0, 0.4, 1]))  # fmt: skip
        for i in range(5):
            canvas.line(
                -22 + 9 * i, -1, -10 + 5 * i, -8, ink(light.lit(rgb("4a2e1c"), 0.3), stroke=3)
            )
        canvas.glow(0, -8, 36, light.lamp, 0.2)
        round_pot(canvas, 0, -35, 20, rgb("4a3a34"), light)
    at = room.p(x, 4, z)
    flame(room.easel, canvas, at[0], at[1], 26, depth)


def espresso(room: Room, canvas: Canvas, x: float, z: float, y: float, tone: RGB) -> None:
    """An espresso machine that stands on a counter y cm high."""
    light = room.light
    chrome = rgb("c9ced6")
    with room.plane(canvas, x, z, y):
        shine = [light.lit(shade(chrome, -0.45), 0.2), light.lit(shade(chrome, 0.5), 1.0),
                 light.lit(shade(chrome, -0.1), 0.5), light.lit(shade(chrome, -0.55), 0.1)]  # fmt: skip
        canvas.rect(-40, -8, 80, 8, linear((-40, 0), (40, 0), shine))
        canvas.rect(-36, -52, 72, 20, linear((0, -52), (0, -32), [
            light.lit(shade(tone, 0.25), 0.9), light.lit(shade(tone, -0.3), 0.2)]), round=5)  # fmt: skip
        canvas.rect(-33, -33, 66, 26, ink(light.lit(rgb("26242a"), 0.2)))
        canvas.rect(-40, -56, 80, 6, linear((-40, 0), (40, 0), shine), round=2)
        for k in (-1, 1):
            canvas.rect(k * 17 - 5, -33, 10, 9, linear((k * 17 - 5, 0), (k * 17 + 5, 0), shine))
            canvas.line(
                k * 17, -25, k * 17 + 13, -22, ink(light.lit(rgb("1c1614"), 0.3), stroke=3.4)
            )
            canvas.rect(k * 17 - 4, -15, 8, 8, ink(light.lit(rgb("f2ece0"), 0.6)), round=1.5)
        for k in range(6):
            canvas.rect(-34 + 12 * k, -65, 9, 8, ink(light.lit(rgb("f2ece0"), 0.7)), round=1.4)
        canvas.oval(0, -42, 5, 5, ink(light.lit(rgb("f6f2e6"), 0.8)))
        canvas.line(0, -42, 2.6, -44.6, ink(rgb("c2332f"), stroke=0.9))
        canvas.line(36, -40, 40, -14, ink(light.lit(shade(chrome, 0.2), 0.8), stroke=1.8))


def bowl_of_fruit(canvas: Canvas, x: float, y: float, size: float, light: LightScheme,
                  rng: np.random.Generator) -> None:  # fmt: skip
    """Oranges, apples and mangoes in a bowl that stands on (x, y)."""
    s = size
    for i in range(8):
        a = math.pi * (i + 0.5) / 8
        tone = [rgb("e8892a"), rgb("c23a2a"), rgb("e8b83a"), rgb("8fa83a")][int(rng.integers(4))]
        fx, fy = (
            x - math.cos(a) * s * 0.32,
            y - s * 0.36 - math.sin(a) * s * 0.14 * rng.uniform(0.5, 1.3),
        )
        canvas.oval(
            fx,
            fy,
            s * 0.14,
            s * 0.135,
            radial(
                (fx - s * 0.04, fy - s * 0.05),
                s * 0.2,
                [
                    light.lit(shade(tone, 0.35), 0.9),
                    light.lit(tone, 0.5),
                    light.lit(shade(tone, -0.4), 0.0),
                ],
            ),
        )
    path = skia.Path()
    path.moveTo(x - s * 0.5, y - s * 0.36)
    path.cubicTo(x - s * 0.42, y - s * 0.05, x - s * 0.2, y, x, y)
    path.cubicTo(x + s * 0.2, y, x + s * 0.42, y - s * 0.05, x + s * 0.5, y - s * 0.36)
    path.close()
    canvas.path(path, linear((x - s * 0.5, 0), (x + s * 0.5, 0), light.across(rgb("d8c8b0"))))
