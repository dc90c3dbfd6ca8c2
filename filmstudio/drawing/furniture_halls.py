"""Great halls: columns, arches, drapes, chandeliers, bells, thrones, daises and hanging lamps."""

from __future__ import annotations

import math

import skia

from filmstudio.drawing.canvas import ADD, Canvas, ink, linear, radial
from filmstudio.drawing.colour import WHITE, mix, rgb, shade
from filmstudio.drawing.furniture_lamps import halo
from filmstudio.drawing.light import LightScheme
from filmstudio.drawing.rooms import Room
from filmstudio.film.picture import RGB

GOLD = rgb("d8a83f")


def column(
    room: Room, canvas: Canvas, x: float, z: float, r: float, high: float, tone: RGB, kind: str,
    trim: RGB = GOLD,
) -> None:  # fmt: skip
    """A column from floor to ceiling. Kinds: carved (Indian stone), lacquer (East Asian wood),
    slender (Islamic marble), fluted (classical)."""
    light = room.light
    room.shadow(canvas, x - r, x + r, z - r, z + r, 0.4)
    with room.plane(canvas, x, z):
        body = linear(
            (-r, 0),
            (r, 0),
            [*light.across(tone)[:1], light.across(tone)[1], light.across(tone)[2]],
            [0, 0.4, 1],
        )
        k = {"slender": 0.62, "lacquer": 0.8}.get(kind, 0.86)
        canvas.rect(-r * k, -high, 2 * r * k, high, body)
        if kind == "carved":
            _carved(canvas, r, high, tone, light, body)
        elif kind == "lacquer":
            canvas.rect(-r, -12, 2 * r, 12, linear((-r, 0), (r, 0), light.across(rgb("a8a298"))))
            for y, tall in ((-high * 0.86, high * 0.14), (-26.0, 9.0)):
                canvas.rect(-r * k, y, 2 * r * k, tall, linear((-r, 0), (r, 0), light.across(trim)))
            for i in range(5):
                y = -high * 0.86 + high * 0.03 * i
                canvas.rect(-r * k, y, 2 * r * k, 2.4, ink(light.lit(rgb("2f6a5a"), 0.5), 0.85))
            for j, step in enumerate((1.2, 1.7, 2.3)):
                canvas.rect(
                    -r * step,
                    -high + 16 - 8 * j,
                    2 * r * step,
                    6,
                    linear(
                        (-r * step, 0),
                        (r * step, 0),
                        light.across(rgb("2f6a5a") if j % 2 else tone),
                    ),
                )
        elif kind == "slender":
            canvas.rect(-r * 0.9, -18, 1.8 * r, 18, body, round=2)
            canvas.shape([(-r * 0.62, -high * 0.66), (r * 0.62, -high * 0.66), (r * 1.15, -high * 0.72),
                          (-r * 1.15, -high * 0.72)], body)  # fmt: skip
            canvas.rect(
                -r * 1.2, -high * 0.735, 2.4 * r, 7, linear((-r, 0), (r, 0), light.across(trim))
            )
        else:
            for i in range(-3, 4):
                fx = r * k * i / 3.6
                canvas.line(fx, -high + 30, fx, -18, ink(light.lit(shade(tone, -0.4), 0.1), 0.4,
                            stroke=r * 0.1))  # fmt: skip
            canvas.rect(-r * 1.15, -16, 2.3 * r, 16, body, round=2)
            canvas.rect(-r, -22, 2 * r, 7, body, round=3)
            canvas.shape([(-r * k, -high + 34), (r * k, -high + 34), (r * 1.3, -high + 12),
                          (-r * 1.3, -high + 12)], linear((-r, 0), (r, 0), light.across(trim)))  # fmt: skip
            canvas.rect(-r * 1.4, -high, 2.8 * r, 13, body)


def _carved(
    canvas: Canvas, r: float, high: float, tone: RGB, light: LightScheme, body: skia.Paint
) -> None:
    dark = light.lit(shade(tone, -0.5), 0.05)
    lit = light.lit(shade(tone, 0.25), 0.9)
    canvas.rect(-r * 1.15, -24, r * 2.3, 24, body)
    canvas.rect(-r * 1.25, -9, r * 2.5, 9, body)
    for y in (-high * 0.3, -high * 0.52):
        canvas.rect(-r * 1.02, y - 26, r * 2.04, 26, body)
        canvas.line(-r, y, r, y, ink(dark, 0.7, stroke=2))
        canvas.line(-r, y - 26, r, y - 26, ink(lit, 0.7, stroke=1.6))
        canvas.shape([(0, y - 23), (r * 0.62, y - 13), (0, y - 3), (-r * 0.62, y - 13)],
                     ink(dark, 0.5))  # fmt: skip
        canvas.oval(0, y - 13, r * 0.26, 5, ink(lit, 0.6))
    for k in range(8):
        y = -high * 0.62 - 5 * k
        canvas.line(-r * 0.84, y, r * 0.84, y, ink(dark, 0.35, stroke=1.4))
    for j, step in enumerate((1.0, 1.3, 1.75)):
        y = -high + 36 - 12 * j
        canvas.rect(-r * step, y - 12, 2 * r * step, 12, body, round=3)
        canvas.line(-r * step, y, r * step, y, ink(dark, 0.6, stroke=1.6))


def bell(room: Room, canvas: Canvas, x: float, z: float, y: float, size: float, metal: RGB) -> None:
    """A bronze bell on its chain, its mouth at height y (cm)."""
    light, s = room.light, size
    with room.plane(canvas, x, z, y):
        top = y - room.high
        step = 6.0
        at = -s * 1.15
        while at > top:
            canvas.oval(0, at, 1.6, 3.4, ink(light.lit(shade(metal, -0.3), 0.4), stroke=1.1))
            at -= step
        path = skia.Path()
        path.moveTo(-s * 0.2, -s * 1.1)
        path.cubicTo(-s * 0.56, -s * 1.0, -s * 0.4, -s * 0.4, -s * 0.66, 0)
        path.lineTo(s * 0.66, 0)
        path.cubicTo(s * 0.4, -s * 0.4, s * 0.56, -s * 1.0, s * 0.2, -s * 1.1)
        path.close()
        canvas.path(path, linear((-s * 0.6, 0), (s * 0.6, 0), [
            light.lit(shade(metal, -0.3), 0.2), light.lit(shade(metal, 0.45), 1.0),
            light.lit(metal, 0.5), light.lit(shade(metal, -0.55), 0.05)], [0, 0.3, 0.55, 1]))  # fmt: skip
        canvas.oval(0, 0, s * 0.66, s * 0.1, ink(light.lit(shade(metal, -0.65), 0.0)))
        canvas.oval(0, s * 0.12, s * 0.12, s * 0.16, ink(light.lit(shade(metal, -0.2), 0.5)))
        for t in (0.16, 0.5, 0.86):
            w = s * (0.6 - 0.16 * t)
            canvas.line(
                -w, -s * t, w, -s * t, ink(light.lit(shade(metal, -0.4), 0.2), 0.7, stroke=1)
            )


def chandelier(room: Room, canvas: Canvas, x: float, z: float, y: float, size: float) -> None:
    """A ring of candles on gilded arms with crystals, at height y (cm)."""
    light, s = room.light, size
    with room.plane(canvas, x, z, y):
        gold = light.lit(GOLD, 0.7)
        canvas.line(0, -s * 0.6, 0, y - room.high, ink(shade(gold, -0.4), stroke=1.8))
        halo(canvas, 0, -s * 0.2, s * 3.2, light, 0.9)
        for tier, (reach, up, count) in enumerate(((1.0, 0.0, 7), (0.6, -0.42, 5))):
            for i in range(count):
                t = -1 + 2 * i / (count - 1)
                cx, cy = s * reach * t, s * (up - 0.14 * (1 - t * t) * (-1 if tier else 1))
                path = skia.Path()
                path.moveTo(0, s * 0.32)
                path.cubicTo(cx * 0.4, s * 0.5, cx, cy + s * 0.36, cx, cy)
                canvas.path(path, ink(gold, stroke=1.8))
                canvas.rect(
                    cx - 1.7, cy - s * 0.24, 3.4, s * 0.24, ink(light.lit(rgb("f6eedc"), 0.8))
                )
                canvas.glow(cx, cy - s * 0.3, s * 0.42, light.lamp, 0.25 + 0.5 * light.lamps)
                canvas.oval(cx, cy - s * 0.31, 1.7, 3.4, ink(mix(rgb("ffe2a0"), WHITE, 0.4)))
                for k in range(3):
                    canvas.oval(
                        cx + (k - 1) * 3.4,
                        cy + s * 0.12 + (3 if k == 1 else 0),
                        1.2,
                        2.4,
                        ink(mix(light.lit(rgb("dfe8f0"), 0.9), light.lamp, 0.3), 0.85),
                    )
        canvas.path(_drop(s), linear((-s * 0.2, 0), (s * 0.2, 0), light.across(GOLD)))


def _drop(s: float) -> skia.Path:
    path = skia.Path()
    path.moveTo(0, -s * 0.7)
    path.cubicTo(s * 0.3, -s * 0.3, s * 0.12, 0, s * 0.2, s * 0.3)
    path.cubicTo(s * 0.12, s * 0.5, 0, s * 0.6, 0, s * 0.7)
    path.cubicTo(0, s * 0.6, -s * 0.12, s * 0.5, -s * 0.2, s * 0.3)
    path.cubicTo(-s * 0.12, 0, -s * 0.3, -s * 0.3, 0, -s * 0.7)
    path.close()
    return path


def throne(room: Room, canvas: Canvas, x: float, z: float, cloth: RGB, metal: RGB = GOLD) -> None:
    """A gilded throne with a tall crested back; its feet stand 36 cm up, on a dais."""
    light = room.light
    y0 = 36.0
    with room.plane(canvas, x, z + 30, y0):
        back = skia.Path()
        back.moveTo(-38, 0)
        back.lineTo(-42, -120)
        back.cubicTo(-44, -150, -22, -150, -16, -160)
        back.cubicTo(-10, -182, 10, -182, 16, -160)
        back.cubicTo(22, -150, 44, -150, 42, -120)
        back.lineTo(38, 0)
        back.close()
        canvas.path(back, linear((-42, 0), (42, 0), light.across(metal)))
        canvas.rect(-31, -128, 62, 118, radial((-10, -90), 100, [
            light.lit(shade(cloth, 0.16), 0.8), light.lit(cloth, 0.45),
            light.lit(shade(cloth, -0.4), 0.05)]), round=16)  # fmt: skip
        for i in range(4):
            for j in range(5):
                px, py = -21 + 14 * i + (7 if j % 2 else 0), -114 + 22 * j
                if px < 28:
                    canvas.oval(px, py, 1.8, 1.8, ink(light.lit(metal, 0.9)))
        canvas.oval(
            0, -156, 7, 9, radial((-2, -158), 11, [rgb("ff9a8a"), light.lit(rgb("b0182a"), 0.7)])
        )
        for k in (-1, 1):
            canvas.oval(k * 41, -126, 6, 6, ink(light.lit(shade(metal, 0.3), 0.9)))
    room.solid(canvas, x - 40, x + 40, y0, y0 + 40, z, z + 34, metal, cloth)
    with room.plane(canvas, x, z, y0):
        canvas.rect(-34, -34, 68, 26, ink(light.lit(shade(cloth, -0.15), 0.3)), round=3)
        for k in (-1, 1):
            canvas.rect(k * 40 - 6, -66, 12, 66, linear((k * 40 - 6, 0), (k * 40 + 6, 0),
                        light.across(metal)), round=3)  # fmt: skip
            canvas.oval(k * 40, -68, 8, 7, radial((k * 40 - 2, -70), 10, [
                light.lit(shade(metal, 0.5), 1.0), light.lit(shade(metal, -0.3), 0.2)]))  # fmt: skip


def steps(room: Room, canvas: Canvas, x: float, wide: float, z: float, stone: RGB, count: int = 3,
          carpet: RGB | None = None) -> None:  # fmt: skip
    """A dais of low steps against the back wall, its first step at z."""
    for i in range(count):
        half = wide / 2 - i * 16
        z0 = z + i * 16
        room.solid(canvas, x - half, x + half, 12.0 * i, 12.0 * (i + 1), z0, room.back, stone)
        if carpet is not None:
            room.solid(
                canvas, x - 34, x + 34, 12.0 * i, 12.0 * (i + 1) + 0.4, z0 - 1, z0 + 17, carpet
            )


def runner(
    room: Room, canvas: Canvas, x: float, wide: float, z: float, cloth: RGB, edge: RGB
) -> None:
    """A carpet that runs from z towards us down the middle."""
    light = room.light
    for k, tone in ((1.0, edge), (0.88, cloth)):
        a = wide / 2 * k
        canvas.shape(
            room.quad([(x - a, 0.5, 120), (x + a, 0.5, 120), (x + a, 0.5, z), (x - a, 0.5, z)]),
            linear(room.p(x, 0, z), room.p(x, 0, 150), [
                light.lit(shade(tone, -0.15), 0.4), light.lit(tone, 0.7)]),
        )  # fmt: skip


def arcade(room: Room, canvas: Canvas, tone: RGB, count: int, kind: str) -> None:
    """Arches along both side walls in perspective, darker within."""
    light = room.light
    for side in (-1, 1):
        facing = 0.05 if (side < 0) == (light.sun_x < 0.5) else 0.5
        with room.flank(canvas, side, 150, room.back) as length:
            wide = length / count
            for i in range(count):
                x = i * wide
                path = skia.Path()
                h, top = room.high, room.high * 0.78
                path.moveTo(x + wide * 0.14, 0)
                path.lineTo(x + wide * 0.14, -top * 0.72)
                if kind == "round":
                    path.quadTo(x + wide * 0.14, -top, x + wide / 2, -top)
                    path.quadTo(x + wide * 0.86, -top, x + wide * 0.86, -top * 0.72)
                else:
                    path.quadTo(x + wide * 0.1, -top * 0.92, x + wide / 2, -top * 1.04)
                    path.quadTo(x + wide * 0.9, -top * 0.92, x + wide * 0.86, -top * 0.72)
                path.lineTo(x + wide * 0.86, 0)
                path.close()
                canvas.path(
                    path,
                    linear(
                        (0, -h),
                        (0, 0),
                        [light.lit(shade(tone, -0.6), 0.0), light.lit(shade(tone, -0.35), facing)],
                    ),
                )
                canvas.path(path, ink(light.lit(shade(tone, 0.2), facing + 0.3), stroke=4))


def glory(canvas: Canvas, x: float, y: float, r: float, light: LightScheme) -> None:
    """A halo of fine rays about (x, y) in gold, with light of its own."""
    canvas.glow(x, y, r * 2.6, light.lamp, 0.35 + 0.25 * light.lamps)
    for k in range(28):
        a = 2 * math.pi * k / 28
        long = r * (1.0 if k % 2 else 1.22)
        canvas.line(x + r * 0.55 * math.cos(a), y + r * 0.55 * math.sin(a), x + long * math.cos(a),
                    y + long * math.sin(a), ink(light.lit(GOLD, 0.9), stroke=r * 0.05))  # fmt: skip
    canvas.oval(x, y, r * 0.6, r * 0.6, radial((x, y), r * 0.7, [
        rgb("fff2c4"), light.lit(GOLD, 0.9), light.lit(shade(GOLD, -0.4), 0.3)]))  # fmt: skip
    canvas.oval(x, y, r * 0.6, r * 0.6, ink(rgb("fff0c0"), 0.3, stroke=r * 0.04, mode=ADD))
