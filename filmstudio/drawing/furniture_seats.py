"""Seats, tables and beds: sofas, chairs, cushions, cots and what stands on tables."""

from __future__ import annotations

import numpy as np
import skia

from filmstudio.drawing.canvas import Canvas, ink, linear, radial
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.light import LightScheme
from filmstudio.drawing.rooms import Room
from filmstudio.film.picture import RGB


def _soft(
    canvas: Canvas, x: float, y: float, wide: float, high: float, tone: RGB, light: LightScheme,
    round: float, facing: float = 0.5,
) -> None:  # fmt: skip
    """An upholstered block: lit from above, dark below."""
    canvas.rect(
        x, y, wide, high,
        linear((0, y), (0, y + high), [
            light.lit(shade(tone, 0.16), facing + 0.4), light.lit(tone, facing),
            light.lit(shade(tone, -0.34), facing * 0.3)], [0, 0.35, 1]),
        round=round,
    )  # fmt: skip


def sofa(
    room: Room, canvas: Canvas, x: float, z: float, wide: float, cloth: tuple[RGB, RGB, RGB],
    wood: RGB, *, seats: int = 3, high: float = 84.0,
) -> None:  # fmt: skip
    """A sofa (one seat: an armchair) that faces us, about x, its front at z (cm)."""
    light, rng = room.light, room.easel.fork(f"sofa {x:.0f}")
    tone, second, third = cloth
    room.shadow(canvas, x - wide / 2, x + wide / 2, z, z + 70, 0.5)
    with room.plane(canvas, x, z + 28):
        half = wide / 2
        _soft(canvas, -half + 6, -high, wide - 12, high - 20, shade(tone, -0.1), light, 14)
        each = (wide - 40) / seats
        for i in range(seats):
            _soft(canvas, -half + 20 + i * each, -high + 4 + rng.uniform(-1, 1), each - 1.5,
                  high - 36, tone, light, 10)  # fmt: skip
    with room.plane(canvas, x, z):
        half = wide / 2
        for k in (-1, 1):
            canvas.rect(k * (half - 14) - 3, -12, 6, 12, ink(light.lit(shade(wood, -0.2), 0.2)))
        _soft(canvas, -half + 8, -34, wide - 16, 24, shade(tone, -0.16), light, 4, 0.3)
        each = (wide - 40) / seats
        for i in range(seats):
            _soft(
                canvas, -half + 20 + i * each, -48, each - 1.5, 18, shade(tone, 0.07), light, 7, 0.6
            )
        for k in (-1, 1):
            _soft(canvas, k * (half - 11) - 11, -62, 22, 54, tone, light, 10,
                  0.6 if (k < 0) == (light.sun_x < 0.5) else 0.25)  # fmt: skip
    with room.plane(canvas, x, z + 10):
        count = max(1, seats)
        for i in range(count):
            cx = (-0.5 + (i + 0.5) / count) * (wide - 66) + rng.uniform(-6, 6)
            cushion(canvas, cx, -50, 36, second if i % 2 == 0 else third, light,
                    rng.uniform(-14, 14), rng)  # fmt: skip


def cushion(
    canvas: Canvas, x: float, y: float, size: float, tone: RGB, light: LightScheme, tilt: float,
    rng: np.random.Generator,
) -> None:  # fmt: skip
    """A cushion that stands on y, tilted by degrees, with a woven mark."""
    s = size / 2
    pen = canvas.pen
    pen.save()
    pen.translate(x, y - s * 0.86)
    pen.rotate(tilt)
    path = skia.Path()
    path.moveTo(-s, -s * 0.9)
    path.quadTo(0, -s * 0.72, s, -s * 0.9)
    path.quadTo(s * 0.8, 0, s, s * 0.9)
    path.quadTo(0, s * 0.78, -s, s * 0.9)
    path.quadTo(-s * 0.8, 0, -s, -s * 0.9)
    canvas.path(path, radial((-s * 0.3, -s * 0.4), s * 1.9, [
        light.lit(shade(tone, 0.14), 0.9), light.lit(tone, 0.45),
        light.lit(shade(tone, -0.4), 0.05)]))  # fmt: skip
    mark = ink(light.lit(shade(tone, 0.5), 0.7), 0.7, stroke=1.2)
    if rng.random() < 0.5:
        for k in (-0.4, 0.0, 0.4):
            canvas.line(-s * 0.75, s * k, s * 0.75, s * k, mark)
    else:
        for q in (0.55, 0.3):
            canvas.shape([(0, -s * q), (s * q, 0), (0, s * q), (-s * q, 0)], mark)
    pen.restore()


def bolster(canvas: Canvas, x: float, y: float, long: float, r: float, tone: RGB,
            light: LightScheme) -> None:  # fmt: skip
    """A round bolster lying across, on y."""
    _soft(canvas, x - long / 2, y - 2 * r, long, 2 * r, tone, light, r, 0.6)
    for k in (-1, 1):
        canvas.oval(x + k * (long / 2 - r * 0.4), y - r, r * 0.5, r,
                    ink(light.lit(shade(tone, -0.3), 0.2)))  # fmt: skip
        canvas.oval(x + k * (long / 2 - r * 0.4), y - r, r * 0.18, r * 0.3,
                    ink(light.lit(rgb("e2b84a"), 0.7)))  # fmt: skip


def table(
    room: Room, canvas: Canvas, x: float, z0: float, wide: float, deep: float, high: float,
    wood: RGB, *, cloth: RGB | None = None,
) -> None:  # fmt: skip
    """A table on four legs; `cloth` covers its top and hangs over its front."""
    light = room.light
    room.shadow(canvas, x - wide / 2, x + wide / 2, z0, z0 + deep, 0.36)
    leg = shade(wood, -0.2)
    for z in (z0 + deep - 5, z0 + 4):
        for k in (-1, 1):
            with room.plane(canvas, x + k * (wide / 2 - 6), z):
                canvas.shape([(-3, -high), (3, -high), (2, 0), (-2, 0)],
                             linear((-3, 0), (3, 0), light.across(leg)))  # fmt: skip
    room.solid(canvas, x - wide / 2, x + wide / 2, high - 6, high, z0, z0 + deep, wood, cloth)
    if cloth is not None:
        with room.plane(canvas, x, z0):
            half = wide / 2
            points = [(-half, -high), (half, -high)]
            for i in range(9):
                points.append((half - wide * i / 8, -high + (17 if i % 2 else 13)))
            canvas.shape(points, linear((0, -high), (0, -high + 17), [
                light.lit(cloth, 0.6), light.lit(shade(cloth, -0.25), 0.2)]))  # fmt: skip


def round_table(
    room: Room, canvas: Canvas, x: float, z: float, r: float, high: float, wood: RGB, metal: RGB
) -> None:
    """A café table: a round top on one foot."""
    light = room.light
    at, foot = room.p(x, high, z), room.p(x, 0, z)
    k = 860 / z
    flat = (150.0 - high) / z
    floor = 150.0 / z
    canvas.oval(foot[0], foot[1], r * k * 0.8, r * k * floor * 0.8, ink((12, 8, 14), 0.4, blur=7))
    canvas.oval(foot[0], foot[1], r * k * 0.5, r * k * floor * 0.5, ink(light.lit(metal, 0.3)))
    canvas.rect(at[0] - 2.2 * k, at[1], 4.4 * k, foot[1] - at[1],
                linear((at[0] - 2 * k, 0), (at[0] + 2 * k, 0), light.across(metal)))  # fmt: skip
    ry = max(3.0, r * k * flat)
    canvas.oval(at[0], at[1] + 2.6 * k, r * k, ry, ink(light.lit(shade(wood, -0.45), 0.1)))
    canvas.oval(at[0], at[1], r * k, ry, linear((at[0] - r * k, 0), (at[0] + r * k, 0), [
        light.lit(shade(wood, 0.14), 0.95), light.lit(wood, 0.6), light.lit(shade(wood, -0.15), 0.4)
    ] if light.sun_x < 0.5 else [
        light.lit(shade(wood, -0.15), 0.4), light.lit(wood, 0.6), light.lit(shade(wood, 0.14), 0.95)
    ]))  # fmt: skip


def chair(
    room: Room, canvas: Canvas, x: float, z: float, wood: RGB, *, seat: RGB | None = None,
    back_to_us: bool = False, slats: int = 4, high: float = 88.0,
) -> None:  # fmt: skip
    """A wooden chair, seen from the front or from behind."""
    light, wide = room.light, 42.0
    room.shadow(canvas, x - 21, x + 21, z, z + 38, 0.36)

    def rest(at: float, facing: float) -> None:
        with room.plane(canvas, x, at):
            body = linear((-wide / 2, 0), (wide / 2, 0), light.across(wood))
            for k in (-1, 1):
                canvas.shape([(k * 20 - 2, 0), (k * 20 + 2, 0), (k * 18 + 2, -high),
                              (k * 18 - 2, -high)], body)  # fmt: skip
            canvas.curve([(-20, -high + 8), (-18, -high - 2), (0, -high - 6), (18, -high - 2),
                          (20, -high + 8), (0, -high + 5)], body, True)  # fmt: skip
            for i in range(slats):
                sx = -13 + 26 * i / max(1, slats - 1)
                canvas.line(sx, -high + 4, sx, -47,
                            ink(light.lit(shade(wood, -0.1), facing), stroke=2.6))  # fmt: skip
            canvas.rect(-19, -52, 38, 5, ink(light.lit(wood, facing)))

    def legs(at: float) -> None:
        with room.plane(canvas, x, at):
            for k in (-1, 1):
                canvas.shape([(k * 18 - 2.2, -44), (k * 18 + 2.2, -44), (k * 19 + 1.4, 0),
                              (k * 19 - 1.4, 0)],
                             linear((k * 18 - 2, 0), (k * 18 + 2, 0), light.across(wood)))  # fmt: skip

    if back_to_us:
        legs(z + 36)
        room.solid(canvas, x - 21, x + 21, 42, 46, z, z + 38, wood, seat)
        rest(z, 0.3)
    else:
        rest(z + 36, 0.5)
        room.solid(canvas, x - 21, x + 21, 42, 46, z, z + 38, wood, seat)
        legs(z)


def stool(
    room: Room, canvas: Canvas, x: float, z: float, high: float, wood: RGB, seat: RGB
) -> None:
    """A round stool."""
    light = room.light
    foot = room.p(x, 0, z)
    canvas.oval(foot[0], foot[1], 60, 14, ink((12, 8, 14), 0.4, blur=6))
    with room.plane(canvas, x, z):
        for k in (-1, -0.35, 0.35, 1):
            canvas.line(k * 9, -high, k * 16, -1, ink(light.lit(shade(wood, -0.15), 0.3), stroke=3))
        canvas.oval(0, -high * 0.4, 13, 2.4, ink(light.lit(wood, 0.4), stroke=1.8))
        canvas.rect(-18, -high - 2, 36, 6, ink(light.lit(shade(seat, -0.3), 0.2)), round=3)
        canvas.oval(0, -high - 2, 18, 5, ink(light.lit(seat, 0.8)))


def bed(
    room: Room, canvas: Canvas, x: float, z: float, wide: float, cloth: tuple[RGB, RGB, RGB],
    wood: RGB, *, low: bool = False,
) -> None:  # fmt: skip
    """A bed with its head at the back wall and its foot towards us at z."""
    light, rng = room.light, room.easel.fork("bed")
    first, second, third = cloth
    far, half = room.back - 8, wide / 2
    high = 22.0 if low else 50.0
    if not low:
        with room.plane(canvas, x, far):
            _soft(canvas, -half - 8, -118, wide + 16, 118, wood, light, 12, 0.4)
            for k in range(5):
                sx = -half + wide * (k + 0.5) / 5
                _soft(canvas, sx - wide * 0.09, -108, wide * 0.18, 52, shade(wood, 0.1), light, 6)
    room.solid(canvas, x - half, x + half, 0, high * 0.6, z, far, wood)
    sheet = rgb("efe6d8")
    room.solid(canvas, x - half, x + half, high * 0.5, high, z, far, sheet)
    with room.plane(canvas, x, far - 16):
        for k in (-1, 1):
            for j, tone in enumerate((sheet, third)):
                w, y = (wide * 0.4, -high + 4) if j == 0 else (wide * 0.26, -high + 8)
                _soft(canvas, k * wide * 0.24 - w / 2, y - 30 + j * 8, w, 30 - j * 6,
                      shade(tone, 0.1), light, 11, 0.6)  # fmt: skip
    fold = far - (far - z) * 0.4
    quilt = [(x - half - 3, high + 3, z - 3), (x + half + 3, high + 3, z - 3),
             (x + half + 3, high + 3, fold), (x - half - 3, high + 3, fold)]  # fmt: skip
    canvas.shape(room.quad(quilt), linear(room.p(0, high, fold), room.p(0, high, z), [
        light.lit(shade(first, 0.05), 0.7), light.lit(first, 0.95)]))  # fmt: skip
    for i in range(1, 7):
        sx = x - half + wide * i / 7 + rng.uniform(-3, 3)
        canvas.line(*room.p(sx, high + 3, z), *room.p(sx + rng.uniform(-3, 3), high + 3, fold),
                    ink(light.lit(shade(first, -0.3), 0.3), 0.5, stroke=2))  # fmt: skip
    band = [(x - half - 3, high + 4, fold), (x + half + 3, high + 4, fold),
            (x + half + 3, high + 4, fold + 18), (x - half - 3, high + 4, fold + 18)]  # fmt: skip
    canvas.shape(room.quad(band), ink(light.lit(second, 0.8)))
    with room.plane(canvas, x, z - 3):
        hem = [(-half - 3, -high - 3), (half + 3, -high - 3)]
        for i in range(11):
            hem.append((half + 3 - (wide + 6) * i / 10, -high * 0.34 + rng.uniform(-3, 3)))
        canvas.shape(hem, linear((0, -high - 3), (0, -high * 0.3), [
            light.lit(shade(first, -0.04), 0.5), light.lit(shade(first, -0.4), 0.1)]))  # fmt: skip
        for i in range(9):
            sx = -half + wide * (i + rng.uniform(0.2, 0.8)) / 9
            canvas.line(sx, -high, sx + rng.uniform(-2, 2), -high * 0.4,
                        ink(light.lit(shade(first, -0.5), 0.0), 0.3, stroke=3, blur=1))  # fmt: skip
        canvas.rect(-half - 3, -high * 0.62, wide + 6, 3, ink(light.lit(second, 0.5), 0.8))


def cup(canvas: Canvas, x: float, y: float, size: float, tone: RGB, light: LightScheme,
        saucer: bool = True) -> None:  # fmt: skip
    """A cup that stands on (x, y)."""
    s = size
    if saucer:
        canvas.oval(x, y, s * 0.9, s * 0.16, ink(light.lit(shade(tone, -0.1), 0.5)))
    canvas.oval(
        x + s * 0.52, y - s * 0.45, s * 0.2, s * 0.22, ink(light.lit(tone, 0.4), stroke=s * 0.12)
    )
    canvas.shape(
        [
            (x - s * 0.5, y - s * 0.8),
            (x + s * 0.5, y - s * 0.8),
            (x + s * 0.36, y),
            (x - s * 0.36, y),
        ],
        linear((x - s * 0.5, 0), (x + s * 0.5, 0), light.across(tone)),
    )
    canvas.oval(
        x, y - s * 0.8, s * 0.5, s * 0.1, ink(light.lit(mix(tone, rgb("5a3018"), 0.75), 0.5))
    )
