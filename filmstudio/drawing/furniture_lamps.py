"""Lamps of rooms: pendants, shades, lanterns, sconces, candles, strings of bulbs, steam and fans."""

from __future__ import annotations

import math

import skia

from filmstudio.drawing.canvas import ADD, Canvas, ink, linear, radial
from filmstudio.drawing.colour import WHITE, mix, rgb, shade
from filmstudio.drawing.fittings import flame
from filmstudio.drawing.furniture_manners import Manner
from filmstudio.drawing.light import LightScheme
from filmstudio.drawing.rooms import Room, arc
from filmstudio.film.picture import RGB, Drift


def _bulb(light: LightScheme) -> RGB:
    return mix(light.lit(rgb("f2e8d0"), 0.7), rgb("fff3d2"), min(1.0, 0.25 + light.lamps))


def halo(
    canvas: Canvas, x: float, y: float, radius: float, light: LightScheme, k: float = 1.0
) -> None:
    """The warm light of a lamp on what is about it: a wide pool and a bright heart."""
    canvas.glow(x, y, radius * 2.4, light.lamp, 0.42 * light.lamps * k)
    canvas.glow(x, y, radius, mix(light.lamp, WHITE, 0.25), 0.6 * light.lamps * k)


def pendant(
    room: Room, canvas: Canvas, x: float, z: float, y: float, how: Manner, *, kind: str = "",
    size: float = 17.0, colour: RGB | None = None, cone: bool = True,
) -> None:  # fmt: skip
    """A lamp that hangs from the ceiling with its light at height y (cm); it flickers softly."""
    kind, light = kind or how.lamp, room.light
    with room.plane(canvas, x, z, y):
        s = size
        if room.p(0, room.high, z)[1] < room.easel.view.bottom:
            canvas.line(0, -s, 0, y - room.high, ink(light.lit(rgb("2c2622"), 0.2), stroke=1.2))
        halo(canvas, 0, 0, s * 5.5, light, 0.9)
        tone = colour or how.cloth[0]
        if kind == "paper":
            warm = mix(light.lit(rgb("f6ead0"), 0.8), rgb("ffdf9e"), light.lamps * 0.8)
            ball = radial((0, s * 0.1), s * 1.25, [shade(warm, 0.35), warm, shade(warm, -0.3)],
                          [0, 0.6, 1])  # fmt: skip
            canvas.oval(0, 0, s * 1.12, s, ball)
            for k in range(-3, 4):
                yy = s * k * 0.27
                half = s * 1.12 * math.sqrt(max(0.0, 1 - (yy / s) ** 2))
                canvas.pen.drawPath(arc(0, yy - 2, half, 3, 0, 180),
                                    ink(shade(warm, -0.3), 0.5, stroke=0.7))  # fmt: skip
            canvas.rect(-s * 0.3, -s * 1.05, s * 0.6, s * 0.14, ink(light.lit(how.wood, 0.2)))
            canvas.rect(-s * 0.3, s * 0.94, s * 0.6, s * 0.12, ink(light.lit(how.wood, 0.2)))
        elif kind == "lantern":
            red = mix(light.lit(rgb("c22a24"), 0.6), rgb("ff6a3a"), light.lamps * 0.75)
            canvas.oval(
                0,
                0,
                s * 1.1,
                s * 0.9,
                radial(
                    (0, 0),
                    s * 1.15,
                    [mix(red, rgb("ffd27a"), 0.6), red, shade(red, -0.45)],
                    [0, 0.55, 1],
                ),
            )
            for k in range(-3, 4):
                canvas.pen.drawPath(arc(0, 0, abs(s * 0.36 * k) + 0.1, s * 0.9, -90 if k > 0 else 90, 180),
                                    ink(shade(red, -0.4), 0.6, stroke=0.7))  # fmt: skip
            gold = ink(light.lit(rgb("e2b040"), 0.8))
            canvas.rect(-s * 0.4, -s * 1.0, s * 0.8, s * 0.16, gold)
            canvas.rect(-s * 0.4, s * 0.84, s * 0.8, s * 0.16, gold)
            for k in (-1, 0, 1):
                canvas.line(k * s * 0.14, s, k * s * 0.18, s * 1.9, ink(red, 0.9, stroke=0.9))
        elif kind == "pierced":
            brass = light.lit(shade(how.metal, -0.35), 0.3)
            body = skia.Path()
            body.moveTo(0, -s * 1.5)
            body.cubicTo(s * 0.3, -s, s * 1.1, -s * 0.6, s, 0)
            body.cubicTo(s * 0.9, s * 0.7, s * 0.2, s * 0.8, 0, s * 1.35)
            body.cubicTo(-s * 0.2, s * 0.8, -s * 0.9, s * 0.7, -s, 0)
            body.cubicTo(-s * 1.1, -s * 0.6, -s * 0.3, -s, 0, -s * 1.5)
            canvas.path(body, radial((0, 0), s * 1.3, [mix(brass, light.lamp, 0.5), brass,
                                     shade(brass, -0.4)], [0, 0.6, 1]))  # fmt: skip
            jewel = [rgb("ffd27a"), rgb("ff9a4a"), rgb("6ad0e0"), rgb("ff6a5a")]
            for row in range(-2, 3):
                half = s * (0.86 - 0.16 * abs(row))
                for k in range(-2, 3):
                    lit = mix(light.lit(jewel[(row + k) % 4], 0.5), jewel[(row + k) % 4],
                              light.lamps)  # fmt: skip
                    canvas.oval(half * k / 2.4, row * s * 0.3, s * 0.1, s * 0.12, ink(lit))
        else:
            if kind == "brass":
                tone = how.metal
            elif kind == "basket":
                tone = rgb("b98a4e")
            canvas.glow(0, s * 0.3, s * 1.6, light.lamp, 0.6 * light.lamps)
            canvas.oval(0, s * 0.34, s * 0.34, s * 0.34, ink(_bulb(light)))
            shell = skia.Path()
            shell.moveTo(-s * 0.16, -s)
            shell.cubicTo(-s * 0.3, -s * 0.5, -s, -s * 0.3, -s * 1.05, s * 0.3)
            shell.lineTo(s * 1.05, s * 0.3)
            shell.cubicTo(s, -s * 0.3, s * 0.3, -s * 0.5, s * 0.16, -s)
            shell.close()
            canvas.path(shell, linear((-s, 0), (s, 0), light.across(tone)))
            if kind == "basket":
                for k in range(1, 6):
                    yy = -s + s * 1.3 * k / 6
                    canvas.line(-s * k / 6, yy, s * k / 6, yy,
                                ink(light.lit(shade(tone, -0.5), 0.2), 0.6, stroke=0.8))  # fmt: skip
            canvas.line(
                -s * 1.05,
                s * 0.3,
                s * 1.05,
                s * 0.3,
                ink(mix(light.lit(tone, 0.9), light.lamp, light.lamps * 0.8), stroke=1.4),
            )
        if cone and kind in ("shade", "brass", "basket"):
            canvas.shape(
                [(-s, s * 0.3), (s, s * 0.3), (s * 4.4, s * 9), (-s * 4.4, s * 9)],
                linear((0, s * 0.3), (0, s * 9), [light.lamp] * 2,
                       alphas=[0.17 * light.lamps, 0], mode=ADD, blur=s * 0.35),
            )  # fmt: skip


def table_lamp(
    canvas: Canvas, x: float, y: float, size: float, light: LightScheme, tone: RGB, foot: RGB
) -> None:
    """A lamp with a cloth shade that stands on (x, y); `size` is its height."""
    s = size
    halo(canvas, x, y - s * 0.72, s * 1.3, light)
    canvas.path(
        _vase(x, y, s * 0.26, s * 0.5),
        linear((x - s * 0.2, 0), (x + s * 0.2, 0), light.across(foot)),
    )
    canvas.rect(x - s * 0.16, y - s * 0.03, s * 0.32, s * 0.03, ink(light.lit(foot, 0.3)))
    lit = mix(light.lit(tone, 0.6), mix(light.lamp, WHITE, 0.35), min(1.0, light.lamps * 0.85))
    canvas.shape(
        [(x - s * 0.2, y - s), (x + s * 0.2, y - s), (x + s * 0.36, y - s * 0.5),
         (x - s * 0.36, y - s * 0.5)],
        linear((x, y - s), (x, y - s * 0.5), [shade(lit, -0.14), lit, shade(lit, 0.3)]),
    )  # fmt: skip
    canvas.glow(x, y - s * 0.62, s * 0.5, light.lamp, 0.4 * light.lamps)


def _vase(x: float, y: float, wide: float, high: float) -> skia.Path:
    h = wide / 2
    path = skia.Path()
    path.moveTo(x - h * 0.4, y - high)
    path.cubicTo(x - h * 0.3, y - high * 0.7, x - h * 1.3, y - high * 0.7, x - h, y - high * 0.35)
    path.cubicTo(x - h * 0.8, y - high * 0.1, x - h * 0.5, y, x - h * 0.5, y)
    path.lineTo(x + h * 0.5, y)
    path.cubicTo(x + h * 0.5, y, x + h * 0.8, y - high * 0.1, x + h, y - high * 0.35)
    path.cubicTo(x + h * 1.3, y - high * 0.7, x + h * 0.3, y - high * 0.7, x + h * 0.4, y - high)
    path.close()
    return path


def vase(
    canvas: Canvas, x: float, y: float, wide: float, high: float, tone: RGB, light: LightScheme
) -> None:
    """A turned pot or vase that stands on (x, y)."""
    canvas.path(
        _vase(x, y, wide, high), linear((x - wide / 2, 0), (x + wide / 2, 0), light.across(tone))
    )
    canvas.oval(x, y - high, wide * 0.21, wide * 0.05, ink(light.lit(shade(tone, -0.5), 0.0)))
    canvas.oval(
        x - wide * 0.2, y - high * 0.45, wide * 0.06, high * 0.13,
        ink(light.lit(shade(tone, 0.6), 0.9), 0.5, blur=wide * 0.02),
    )  # fmt: skip


def floor_lamp(
    canvas: Canvas, x: float, y: float, size: float, light: LightScheme, tone: RGB, metal: RGB
) -> None:
    """A standing lamp of `size` height on (x, y)."""
    s = size
    halo(canvas, x, y - s * 0.86, s * 0.6, light)
    canvas.oval(x, y, s * 0.1, s * 0.02, ink(light.lit(shade(metal, -0.3), 0.2)))
    canvas.line(x, y, x, y - s * 0.76, ink(light.lit(metal, 0.4), stroke=s * 0.016))
    lit = mix(light.lit(tone, 0.6), mix(light.lamp, WHITE, 0.35), min(1.0, light.lamps * 0.85))
    canvas.shape(
        [(x - s * 0.09, y - s), (x + s * 0.09, y - s), (x + s * 0.16, y - s * 0.76),
         (x - s * 0.16, y - s * 0.76)],
        linear((0, y - s), (0, y - s * 0.76), [shade(lit, -0.12), shade(lit, 0.28)]),
    )  # fmt: skip


def sconce(canvas: Canvas, x: float, y: float, size: float, light: LightScheme, metal: RGB) -> None:
    """A lamp on a wall, its light washed up and down."""
    s = size
    canvas.glow(x, y - s * 0.8, s * 5, light.lamp, 0.5 * light.lamps)
    canvas.rect(x - s * 0.1, y - s * 0.2, s * 0.2, s * 0.7, ink(light.lit(metal, 0.4)), round=1)
    lit = mix(light.lit(rgb("f4e4c4"), 0.7), rgb("ffeec4"), light.lamps)
    canvas.shape([(x - s * 0.5, y - s), (x + s * 0.5, y - s), (x + s * 0.28, y), (x - s * 0.28, y)],
                 linear((0, y - s), (0, y), [shade(lit, 0.3), shade(lit, -0.2)]))  # fmt: skip


def candle(
    room: Room, canvas: Canvas, x: float, y: float, z: float, size: float, depth: float
) -> None:
    """A candle standing at (x, y) cm on the plane z, with its flicker."""
    light = room.light
    with room.plane(canvas, x, z, y):
        canvas.rect(-size * 0.14, -size, size * 0.28, size,
                    linear((-size * 0.14, 0), (size * 0.14, 0), light.across(rgb("f4e8cc"))))  # fmt: skip
    at = room.p(x, y + size, z)
    flame(room.easel, canvas, at[0], at[1], size * 0.45 * 860 / z, depth)


def string_lights(
    room: Room, canvas: Canvas, y: float, sag: float, z: float, count: int, depth: float
) -> None:
    """Bulbs on a wire across the room, some of them twinkling."""
    light, easel = room.light, room.easel
    twinkle = Canvas(easel.view, bottom=480)
    left, right = room.left * z / room.back * 0.98, room.right * z / room.back * 0.98
    before = None
    for i in range(count):
        t = i / (count - 1)
        drop = sag * (1 - (2 * (t * 3 % 1) - 1) ** 2)
        at = room.p(left + (right - left) * t, y - drop, z)
        if before:
            canvas.line(*before, *at, ink(light.lit(rgb("241c1c"), 0.1), stroke=2))
        before = at
        canvas.glow(at[0], at[1] + 8, 58, light.lamp, 0.55 * light.lamps)
        canvas.oval(at[0], at[1] + 9, 5.5, 7.5, ink(_bulb(light)))
        if i % 3 == 1:
            twinkle.glow(at[0], at[1] + 9, 40, (120, 110, 84), 0.7, mode=skia.BlendMode.kSrcOver)
    easel.shimmer(twinkle, 3, depth, 1.7, "string")


def breathe(room: Room, x: float, y: float, z: float, size: float, depth: float, name: str) -> None:
    """Lamp light at (x, y) cm that wavers a little."""
    at = room.p(x, y, z)
    r = size * 860 / z
    canvas = Canvas(room.easel.view, at[0] - r, at[1] - r, at[0] + r, at[1] + r)
    k = 0.3 * room.light.lamps + 0.06
    canvas.glow(at[0], at[1], r, (90, 80, 60), k, mode=skia.BlendMode.kSrcOver)
    room.easel.shimmer(canvas, 3, depth, 2.4, name)


def steam(room: Room, x: float, y: float, z: float, size: float, depth: float, name: str) -> None:
    """Steam that curls up from (x, y) cm."""
    easel, light, rng = room.easel, room.light, room.easel.fork(name)
    at, s = room.p(x, y, z), size * 860 / z
    canvas = Canvas(easel.view, at[0] - s * 0.6, at[1] - s * 1.5, at[0] + s * 0.6, at[1] + s * 0.1)
    tone = mix(light.lit(rgb("ffffff"), 0.6), light.lamp, 0.2 * light.lamps)
    for strand in range(3):
        turn = rng.uniform(0, 6)
        for i in range(16):
            t = i / 15
            px = at[0] + (strand - 1) * s * 0.09 + s * 0.16 * t * math.sin(t * 5.5 + turn)
            canvas.glow(px, at[1] - s * 1.2 * t, s * (0.05 + 0.15 * t), tone,
                        0.42 * (1 - t) * min(1, t * 5), mode=skia.BlendMode.kSrcOver)  # fmt: skip
    easel.moves(Drift(canvas.cropped(), bob=7 * easel.view.scale, bob_period=3.4, depth=depth))


def fan(room: Room, canvas: Canvas, x: float, z: float) -> None:
    """A ceiling fan, its blades blurred by turning."""
    light = room.light
    with room.plane(canvas, x, z, room.high - 34):
        canvas.line(0, 0, 0, -34, ink(light.lit(rgb("4a4440"), 0.3), stroke=2.4))
        blade = light.lit(rgb("6a4a32"), 0.3)
        canvas.oval(0, 2, 62, 7, ink(blade, 0.22, blur=2))
        for a in (10, 130, 250):
            ex, ey = 60 * math.cos(math.radians(a)), 7 * math.sin(math.radians(a))
            canvas.line(0, 2, ex, 2 + ey, ink(blade, 0.7, stroke=5))
        canvas.oval(0, 1, 8, 6, ink(light.lit(rgb("b89a5c"), 0.6)))
