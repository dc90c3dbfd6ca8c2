"""A hut: clay, logs or bamboo under a thatched roof, a hearth, pots, an oil lamp, an open door."""

from __future__ import annotations

import itertools
import math

import numpy as np

from filmstudio.drawing.canvas import ERASE, Canvas, ink, linear, smooth
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.furniture_kitchen import hearth, ladle, round_pot
from filmstudio.drawing.furniture_lamps import breathe, candle, pendant, steam
from filmstudio.drawing.furniture_manners import Manner, manner
from filmstudio.drawing.furniture_shelves import niche, platter, shelf
from filmstudio.drawing.furniture_walls import lay_floor, rug
from filmstudio.drawing.furniture_windows import Pane, outlook, window
from filmstudio.drawing.rooms import Room, enter
from filmstudio.film.picture import RGB


def paint(easel: Easel) -> None:
    """The wall with door and window, the roof from below, the cot and hearth, sacks near us."""
    culture = easel.setting.culture
    how = manner(culture)
    room = enter(easel, window=0.3, high=262, sides=(0.1, 0.9))
    kind = "logs" if culture == "western" else (
        "bamboo" if culture in ("thai", "chinese", "east-asian", "japanese") else "clay")  # fmt: skip
    wall = {"logs": rgb("9a6a40"), "bamboo": rgb("b8955a")}.get(
        kind, mix(rgb("c98a58"), how.wall, 0.3)
    )
    outlook(room, "garden" if kind == "logs" else "palms" if how.outlook != "hills" else "hills")
    main = easel.layer("hut", 0.2)
    room.shell(main, wall, shade(wall, -0.1), rgb("6a4c2c"), rgb("a87c54"))
    room.plaster(main, 0.22)
    _wall(room, main, kind, wall, how)
    pane = Pane(room.x(0.27), 96, 84, 84)
    window(room, main, pane, how, "bars" if kind == "clay" else "shutters")
    door = Pane(room.x(0.605), 0, 92, 196)
    _door(room, main, door, how.wood)
    lay_floor(room, main, "planks" if kind == "logs" else "earth", rgb("a87c54"), polish=0.0)
    _thatch(room, main)
    room.corners(main, 0.42)
    _things(room, main, how, wall, kind)

    near = easel.layer("hearth and cot", 0.34)
    if not easel.tall:
        _cot(room, near, how)
    hearth_x = room.x(0.83 if not easel.tall else 0.8, 285)
    fire = room.p(hearth_x, 20, 262)
    near.glow(*fire, 620, easel.light.lamp, 0.2 + 0.22 * easel.light.lamps)
    hearth(room, near, hearth_x, 262, shade(wall, -0.12), 0.36)
    breathe(room, hearth_x, 26, 262, 120, 0.35, "fire")
    steam(room, hearth_x, 84, 262, 46, 0.36, "pot")
    for part, drop in ((0.45, 182.0), (0.775, 190.0)) if not easel.tall else ((0.45, 182.0),):
        x, lamp = room.x(part, 300), "basket" if how.lamp == "shade" else how.lamp
        pendant(room, near, x, 300, drop, how, kind=lamp, size=12)
        breathe(room, x, drop - 2, 300, 60, 0.35, f"lamp {part}")
    rug(room, near, room.x(0.47, 270), 150, 236, 296, how.cloth)
    room.sunbeams(main, main, 1.25)
    at = room.p(door.x, 130, room.back)
    room.gloom(main, at[0] * 0.6 + easel.width * 0.2, at[1] + 60, 0.3)
    room.motes()
    _front(room, how)
    room.people()


def _wall(room: Room, canvas: Canvas, kind: str, wall: RGB, how: Manner) -> None:
    light, rng = room.light, room.easel.fork("wall")
    with room.plane(canvas, room.left):
        if kind == "logs":
            y = 0.0
            while y > -room.high:
                tall = rng.uniform(20, 25)
                tone = shade(wall, rng.uniform(-0.12, 0.1))
                canvas.rect(0, y - tall, room.wide, tall, linear((0, y - tall), (0, y), [
                    light.lit(shade(tone, 0.14), 0.6), light.lit(tone, 0.4),
                    light.lit(shade(tone, -0.5), 0.05)], [0, 0.4, 1]))  # fmt: skip
                for _ in range(9):
                    x = room.wide * rng.random()
                    canvas.line(
                        x,
                        y - tall * rng.uniform(0.3, 0.8),
                        x + rng.uniform(16, 70),
                        y - tall * 0.5,
                        ink(light.lit(shade(tone, -0.4), 0.2), 0.35, stroke=1),
                    )
                y -= tall
            return
        if kind == "bamboo":
            x = 0.0
            while x < room.wide:
                wide = rng.uniform(7, 10)
                tone = shade(wall, rng.uniform(-0.18, 0.12))
                canvas.rect(x, -room.high, wide, room.high,
                            linear((x, 0), (x + wide, 0), light.across(tone)))  # fmt: skip
                y = -rng.uniform(10, 60)
                while y > -room.high:
                    canvas.line(
                        x, y, x + wide, y, ink(light.lit(shade(tone, -0.5), 0.1), stroke=1.4)
                    )
                    y -= rng.uniform(44, 66)
                x += wide
            for y in (-70.0, -176.0):
                canvas.rect(0, y, room.wide, 8, ink(light.lit(how.wood, 0.4)))
            return
        # Clay: a darker foot smeared by hand, straw in it, and white figures drawn with rice paste.
        foot = [(room.wide * i / 24, -62 + rng.uniform(-5, 5)) for i in range(25)]
        band = smooth(foot)
        band.lineTo(room.wide, 0)
        band.lineTo(0, 0)
        canvas.path(band, ink(light.lit(shade(mix(wall, rgb("7a3a22"), 0.55), -0.05), 0.35)))
        for _ in range(240):
            x, y = room.wide * rng.random(), -room.high * rng.random()
            canvas.line(
                x,
                y,
                x + rng.uniform(-7, 7),
                y + rng.uniform(-2, 2),
                ink(light.lit(shade(wall, rng.uniform(-0.35, 0.25)), 0.4), 0.4, stroke=0.8),
            )
        for _ in range(7):
            x, y = room.wide * rng.random(), -room.high * rng.uniform(0.3, 0.95)
            points = [(x, y)]
            for _ in range(4):
                x, y = x + rng.uniform(-9, 9), y + rng.uniform(5, 14)
                points.append((x, y))
            canvas.curve(points, ink(light.lit(shade(wall, -0.5), 0.1), 0.5, stroke=0.9))
        _figures(room, canvas, rng)


def _figures(room: Room, canvas: Canvas, rng: np.random.Generator) -> None:
    """A frieze of dancers made of triangles, as painted on village walls, and a zigzag."""
    light = room.light
    white = ink(light.lit(rgb("f6ecd8"), 0.5), 0.85)
    line = ink(light.lit(rgb("f6ecd8"), 0.5), 0.85, stroke=1.4)
    x = 6.0
    zig: list[tuple[float, float]] = []
    while x < room.wide:
        zig.append((x, -72 - (5 if len(zig) % 2 else 0)))
        x += 6
    for a, b in itertools.pairwise(zig):
        canvas.line(*a, *b, line)
    for i in range(int(room.wide / 27)):
        x, y = 14 + i * 27 + rng.uniform(-2, 2), -84 + rng.uniform(-1, 1)
        if abs(room.left + x - room.x(0.605)) < 62 or abs(room.left + x - room.x(0.27)) < 62:
            continue
        lean = rng.uniform(-2.4, 2.4)
        canvas.shape([(x - 5 + lean, y - 22), (x + 5 + lean, y - 22), (x, y - 13)], white)
        canvas.shape([(x, y - 14), (x - 4.4, y - 6), (x + 4.4, y - 6)], white)
        canvas.oval(x + lean, y - 25.5, 2.4, 2.4, white)
        for k in (-1, 1):
            canvas.line(x + k * 3, y - 6, x + k * 5 + lean, y, line)
            canvas.line(x + lean + k * 5, y - 22, x + lean + k * 9, y - 27 + 3 * k, line)


def _door(room: Room, canvas: Canvas, door: Pane, wood: RGB) -> None:
    """An open doorway with its leaf turned back against the wall."""
    light = room.light
    room.openings.append(door.opening)
    w, h = door.wide / 2, door.high
    with room.plane(canvas, door.x):
        canvas.rect(-w - 9, -h - 9, 2 * w + 18, h + 9, ink(light.lit(shade(wood, -0.1), 0.4)))
        canvas.rect(-w, -h, 2 * w, h, ink((0, 0, 0), 1.0, mode=ERASE))
        canvas.rect(w - 7, -h, 7, h, ink(light.lit(shade(wood, -0.35), 0.3)))
        canvas.rect(-w, -h, 2 * w, 6, ink(light.lit(shade(wood, -0.6), 0.0), 0.8))
        leaf = [(w + 9, -h), (w + 46, -h - 9), (w + 46, 9), (w + 9, 0)]
        canvas.shape(leaf, linear((w + 9, 0), (w + 46, 0), [
            light.lit(wood, 0.6), light.lit(shade(wood, -0.3), 0.1)]))  # fmt: skip
        for k in range(1, 4):
            x = w + 9 + 37 * k / 4
            canvas.line(x, -h - 2 * k, x, 2 * k, ink(light.lit(shade(wood, -0.6), 0.1), stroke=1.3))
        for y in (-h * 0.8, -h * 0.2):
            canvas.line(w + 9, y, w + 46, y - 2, ink(light.lit(shade(wood, -0.3), 0.2), stroke=5))
        canvas.rect(-w - 9, -4, 2 * w + 18, 5, ink(light.lit(shade(wood, 0.1), 0.6)))


def _thatch(room: Room, canvas: Canvas) -> None:
    """The underside of a thatched roof: poles that run to a ridge, straw hanging over the wall."""
    light, rng, view = room.light, room.easel.fork("thatch"), room.easel.view
    straw = rgb("a8803f")
    a, b = room.p(room.left, room.high, room.back), room.p(room.right, room.high, room.back)
    for _ in range(700):
        t = rng.random()
        x0 = a[0] + (b[0] - a[0]) * t
        far = rng.uniform(0, 1) ** 1.4
        k = 1 + far * 1.3
        x = room.vanish[0] + (x0 - room.vanish[0]) * k
        y = room.vanish[1] + (a[1] - room.vanish[1]) * k
        long = rng.uniform(24, 70)
        dx, dy = (x - room.vanish[0]), (y - room.vanish[1])
        n = math.hypot(dx, dy)
        tone = light.lit(shade(straw, rng.uniform(-0.6, 0.15)), rng.uniform(0, 0.45))
        canvas.line(x, y, x + dx / n * long, y + dy / n * long, ink(tone, 0.6, stroke=2.4))
    for i in range(9):
        x0 = a[0] + (b[0] - a[0]) * i / 8
        k = 2.6
        x1 = room.vanish[0] + (x0 - room.vanish[0]) * k
        y1 = room.vanish[1] + (a[1] - room.vanish[1]) * k
        canvas.line(x0, a[1], x1, y1, ink(light.lit(rgb("4a3220"), 0.15), stroke=15))
        canvas.line(x0 - 4, a[1], x1 - 4, y1, ink(light.lit(rgb("8a6238"), 0.5), 0.6, stroke=3))
    for d in (1.0, 1.45):
        y = room.vanish[1] + (a[1] - room.vanish[1]) * d
        if y > view.top - 20:
            canvas.line(view.left, y, view.right, y, ink(light.lit(rgb("523822"), 0.25), stroke=17))
            canvas.line(view.left, y - 5, view.right, y - 5,
                        ink(light.lit(rgb("9a7042"), 0.6), 0.6, stroke=3))  # fmt: skip
    fringe = a[1] + 6
    for _ in range(320):
        x = a[0] + (b[0] - a[0]) * rng.random()
        tone = light.lit(shade(straw, rng.uniform(-0.4, 0.2)), 0.5)
        canvas.line(x, fringe - 8, x + rng.uniform(-6, 6), fringe + rng.uniform(4, 30),
                    ink(tone, 0.85, stroke=1.9))  # fmt: skip


def _things(room: Room, canvas: Canvas, how: Manner, wall: RGB, kind: str) -> None:
    light, rng, easel = room.light, room.easel.fork("things"), room.easel
    with room.plane(canvas, 0):
        a = room.x(0.725)
        b = room.right - 10
        if not easel.tall:
            for y in (-118.0, -158.0):
                shelf(canvas, a, y, b - a, how.wood, light)
                x = a + 12
                while x < b - 10:
                    r = rng.uniform(7, 11)
                    tone = [rgb("a85a3a"), how.metal, rgb("6a4636"), rgb("c88a58")][
                        int(rng.integers(4))
                    ]
                    round_pot(canvas, x, y, r, tone, light)
                    x += r * 2.3 + rng.uniform(1, 6)
            for i in range(6):
                ladle(canvas, a + 12 + 17 * i, -112, rng.uniform(18, 26), how.metal, light)
        middle = room.x(0.44)
        niche(canvas, middle, -104, 32, 58, wall, light)
        if kind != "logs" and not easel.tall:
            platter(canvas, middle - 62, -190, 17, light, how, rng)
            platter(canvas, middle + 4, -200, 14, light, how, rng)
        for i in range(7):
            # Maize, garlic or chillies tied up to dry.
            x = room.x(0.14) + 6 * i + rng.uniform(-2, 2)
            y = -room.high + 26 + rng.uniform(0, 18)
            tone = [rgb("c2302a"), rgb("d8a43a"), rgb("e8dcc0")][i % 3]
            canvas.line(x, -room.high + 8, x, y, ink(light.lit(rgb("5a4630"), 0.3), stroke=0.8))
            for k in range(5):
                canvas.oval(x + (2 if k % 2 else -2), y + 5 * k, 2.6, 4.4, ink(light.lit(
                    shade(tone, rng.uniform(-0.2, 0.15)), 0.5)))  # fmt: skip
    candle(room, canvas, room.x(0.44), 104, room.back - 1, 12, 0.21)
    with room.plane(canvas, 0, room.back - 24):
        for i, r in enumerate((22, 17, 13)):
            x = room.x(0.165) - 8 + i * 36
            canvas.oval(x, 1, r * 1.1, 3, ink((12, 6, 10), 0.5, blur=2))
            round_pot(canvas, x, 0, r, [rgb("a85434"), rgb("c07a4a"), rgb("5a3c30")][i], light)
        x = room.x(0.16) - 4
        round_pot(canvas, x, -38, 14, rgb("b8653f"), light)


def _cot(room: Room, canvas: Canvas, how: Manner) -> None:
    """A rope cot with a quilt, low by the window."""
    light, rng = room.light, room.easel.fork("cot")
    x0, x1 = room.x(0.19, 290), room.x(0.44, 290)
    z0, z1, high = 268.0, 322.0, 40.0
    room.shadow(canvas, x0, x1, z0, z1, 0.4)
    for z in (z1, z0):
        for x in (x0 + 4, x1 - 4):
            with room.plane(canvas, x, z):
                canvas.rect(-3.4, -high - 5, 6.8, high + 5,
                            linear((-3, 0), (3, 0), light.across(how.wood)), round=2)  # fmt: skip
    room.solid(canvas, x0, x1, high - 5, high, z0, z1, how.wood, rgb("cdb484"))
    for i in range(14):
        x = x0 + (x1 - x0) * i / 13
        rope = ink(light.lit(rgb("8a6c40"), 0.3), 0.6, stroke=1.6)
        canvas.line(*room.p(x, high, z0), *room.p(min(x1, x + 22), high, z1), rope)
        canvas.line(*room.p(x, high, z0), *room.p(max(x0, x - 22), high, z1), rope)
    a, b, c = how.cloth
    cut = x0 + (x1 - x0) * 0.52
    room.solid(canvas, cut, x1 + 2, high, high + 4, z0 - 1, z1, a, shade(a, 0.08))
    with room.plane(canvas, cut, z0 - 2):
        wide = x1 - cut
        hem = [(0.0, -high - 4), (wide + 2, -high - 4)]
        for i in range(9):
            hem.append((wide + 2 - wide * i / 8, -high + 14 + rng.uniform(-2, 3)))
        canvas.shape(hem, linear((0, -high), (0, -high + 16), [
            light.lit(a, 0.5), light.lit(shade(a, -0.35), 0.1)]))  # fmt: skip
        for i in range(8):
            canvas.rect(
                3 + i * wide / 8, -high + 2, wide / 12, 6, ink(light.lit(b if i % 2 else c, 0.5))
            )
    with room.plane(canvas, x0 + 22, z1 - 20):
        canvas.rect(-16, -high - 15, 34, 15, linear((0, -high - 15), (0, -high), [
            light.lit(shade(b, 0.2), 0.8), light.lit(shade(b, -0.3), 0.2)]), round=6)  # fmt: skip


def _front(room: Room, how: Manner) -> None:
    """A hut post with a rope of onions on one side, great jars on the other."""
    easel = room.easel
    light, rng, view = easel.light.shadowed(0.6), easel.fork("front"), easel.view
    k = 0.55 if easel.tall else 1.0
    left = room.front("post", -1, 340 * k)
    x = view.left
    post = rgb("6a4a2e")
    left.rect(x - 10, view.top, 190 * k, 1300,
              linear((x, 0), (x + 180 * k, 0), light.across(post)))  # fmt: skip
    for i in range(16):
        y = 90 + i * 24
        left.oval(x + (196 + (18 if i % 2 else -14)) * k, y + rng.uniform(-5, 5), 21 * k, 19 * k,
                  ink(light.lit(shade(rgb("b86a3a"), rng.uniform(-0.2, 0.2)), 0.6)))  # fmt: skip
    left.blur(6)
    right = room.front("jars", 1, 420 * k, 620)
    x = view.right
    round_pot(right, x - 70 * k, 1150, 190 * k, rgb("9a5236"), light)
    round_pot(right, x - 270 * k, 1150, 84 * k, rgb("b8744a"), light)
    right.blur(5)
