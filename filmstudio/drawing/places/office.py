"""An office: a wall of glass over the city, desks with screens, shelves of files, a whiteboard."""

from __future__ import annotations

import numpy as np

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.furniture_lamps import breathe, halo, pendant, steam
from filmstudio.drawing.furniture_manners import EAST, Manner, manner
from filmstudio.drawing.furniture_seats import cup, table
from filmstudio.drawing.furniture_shelves import big_leaves, bookcase, clock, potted, text_marks
from filmstudio.drawing.furniture_walls import lay_floor
from filmstudio.drawing.furniture_windows import Pane, outlook, window
from filmstudio.drawing.light import LightScheme
from filmstudio.drawing.rooms import Room, enter
from filmstudio.film.picture import RGB


def paint(easel: Easel) -> None:
    """City, glass wall, board and shelves, then desks with their screens and chairs."""
    culture = easel.setting.culture
    how = manner(culture)
    room = enter(easel, window=0.36, high=300)
    outlook(room, "city")
    main = easel.layer("office", 0.2)
    wall = mix(how.wall, rgb("dcdcd4"), 0.55)
    room.shell(main, wall, shade(wall, -0.08), rgb("d8d8d2"), rgb("8a7a6c"))
    _feature(room, main, how)
    room.plaster(main, 0.08)
    spans = ((0.22, 150.0), (0.455, 150.0)) if not easel.tall else ((0.3, 130.0),)
    for part, wide in spans:
        window(room, main, Pane(room.x(part), 46, wide, 204), how, "office")
        _blinds(room, main, room.x(part), wide, how)
    lay_floor(room, main, "planks", mix(how.wood, rgb("b09070"), 0.5), polish=0.7)
    room.corners(main)
    _wall(room, main, how)

    desks = easel.layer("desks", 0.34)
    rng = easel.fork("desks")
    spots = (
        ((0.24, 286.0, 128.0), (0.7, 278.0, 138.0)) if not easel.tall else ((0.42, 282.0, 120.0),)
    )
    for i, (part, z, wide) in enumerate(spots):
        x = room.x(part, z)
        _chair(room, desks, x + 6, z + 46, how.cloth[2] if i else how.cloth[0])
        table(room, desks, x, z, wide, 46, 73, mix(how.wood, rgb("c8a478"), 0.35))
        _desk_things(room, desks, x, z, wide, how, rng, i)
    for i, part in enumerate((0.16, 0.34, 0.52, 0.7, 0.88) if not easel.tall else (0.3, 0.7)):
        x = room.x(part, 290)
        pendant(room, desks, x, 290, 222 + (5 if i % 2 else 0), how, kind="shade", size=15,
                colour=rgb("3a3c40") if culture not in EAST else how.cloth[0])  # fmt: skip
        breathe(room, x, 218, 290, 44, 0.35, f"lamp {i}")
    room.sunbeams(main, main)
    x, y = room.p(room.x(0.36), 150, room.back)
    room.gloom(main, x, y + 40, 0.26)
    room.motes()
    _front(room, how)
    room.people()


def _feature(room: Room, canvas: Canvas, how: Manner) -> None:
    """Wooden slats over the right part of the back wall."""
    light, rng = room.light, room.easel.fork("slats")
    with room.plane(canvas, 0):
        x, end = room.x(0.6), room.right
        while x < end:
            wide = min(rng.uniform(5.4, 6.4), end - x)
            tone = shade(mix(how.wood, rgb("b08a60"), 0.35), rng.uniform(-0.12, 0.1))
            canvas.rect(x, -room.high, wide, room.high,
                        linear((x, 0), (x + wide, 0), light.across(tone)))  # fmt: skip
            x += wide + 1.6


def _blinds(room: Room, canvas: Canvas, x: float, wide: float, how: Manner) -> None:
    light = room.light
    with room.plane(canvas, x, room.back - 3):
        for i in range(9):
            y = -250 + 5.4 * i
            canvas.rect(-wide / 2, y, wide, 3.6, linear((0, y), (0, y + 4), [
                light.lit(rgb("f2eee4"), 0.8), light.lit(rgb("b8b0a4"), 0.2)]))  # fmt: skip
        canvas.line(
            wide * 0.4, -202, wide * 0.4, -150, ink(light.lit(rgb("d8d2c4"), 0.5), stroke=0.8)
        )


def _wall(room: Room, canvas: Canvas, how: Manner) -> None:
    light, rng, easel = room.light, room.easel.fork("wall"), room.easel
    with room.plane(canvas, 0):
        if not easel.tall:
            a, b = room.x(0.81), room.right - 6
            bookcase(canvas, a, b, 176, 4, mix(how.wood, rgb("d8c4a4"), 0.3), light, rng)
            potted(canvas, (a + b) / 2, -181, 34, 56, light, rng)
            potted(canvas, room.left + 24, -2, 62, 140, light, rng)
        a, wide = room.x(0.63), min(108.0, room.wide * 0.24)
        canvas.rect(a + 2, -232 + 3, wide, 84, ink((10, 6, 12), 0.35, blur=3))
        canvas.rect(a, -232, wide, 84, ink(light.lit(rgb("b8bcc0"), 0.6)), round=2)
        canvas.rect(a + 3, -229, wide - 6, 78, linear((a, -229), (a + wide, -151), [
            light.lit(rgb("fbfaf6"), 0.6), light.lit(rgb("dfe2e2"), 0.3)]))  # fmt: skip
        blue, red = light.lit(rgb("2f5a9a"), 0.3), light.lit(rgb("c2403a"), 0.3)
        text_marks(canvas, a + 10, -216, wide * 0.34, 4, 11, blue, rng)
        points = [
            (a + wide * 0.5 + i * wide * 0.07, -166 - rng.uniform(0, 9) - i * 6) for i in range(7)
        ]
        canvas.curve(points, ink(red, stroke=1.6))
        canvas.line(a + wide * 0.48, -160, a + wide * 0.95, -160, ink(blue, stroke=1.2))
        canvas.line(a + wide * 0.48, -160, a + wide * 0.48, -218, ink(blue, stroke=1.2))
        for i in range(5):
            note = [rgb("f2dc6a"), rgb("f09a9a"), rgb("9ad0c0")][i % 3]
            canvas.rect(a + wide * 0.62 + (i % 3) * 11, -222 + (i // 3) * 12, 9, 9,
                        ink(light.lit(note, 0.6)))  # fmt: skip
        clock(canvas, room.x(0.59), -228, 14, light, rgb("3a3c40"))


def screen(canvas: Canvas, x: float, y: float, wide: float, high: float, light: LightScheme,
           rng: np.random.Generator) -> None:  # fmt: skip
    """A monitor that stands on (x, y), with charts that say nothing; it lights what is near."""
    canvas.rect(x - wide * 0.14, y - 2, wide * 0.28, 2, ink(light.lit(rgb("8a8e94"), 0.4)))
    canvas.rect(x - 2, y - high * 0.3, 4, high * 0.3, ink(light.lit(rgb("6a6e74"), 0.4)))
    top = y - high * 1.25
    canvas.rect(x - wide / 2, top, wide, high, ink(light.lit(rgb("26282c"), 0.3)), round=2)
    blue = mix(rgb("2c4a6a"), rgb("16283e"), 0.3)
    canvas.rect(x - wide / 2 + 2, top + 2, wide - 4, high - 4, linear(
        (x, top), (x, top + high), [shade(blue, 0.25), blue]))  # fmt: skip
    for i in range(4):
        tone = [rgb("6ad0c0"), rgb("f0b850"), rgb("e8706a"), rgb("9ab8f0")][i]
        canvas.line(x - wide * 0.4, top + 7 + 5 * i, x - wide * 0.4 + wide * rng.uniform(0.15, 0.36),
                    top + 7 + 5 * i, ink(tone, 0.9, stroke=1.6))  # fmt: skip
        tall = high * rng.uniform(0.2, 0.6)
        canvas.rect(
            x + wide * 0.06 + i * wide * 0.09,
            top + high - 6 - tall,
            wide * 0.06,
            tall,
            ink(tone, 0.9),
        )
    canvas.glow(x, top + high / 2, wide * 1.1, rgb("5a8ac8"), 0.2 + 0.2 * light.lamps)


def _desk_things(room: Room, canvas: Canvas, x: float, z: float, wide: float, how: Manner,
                 rng: np.random.Generator, i: int) -> None:  # fmt: skip
    light = room.light
    with room.plane(canvas, x, z + 26):
        screen(canvas, -wide * 0.16, -73, 58, 34, light, rng)
        if i:
            screen(canvas, wide * 0.3, -73, 46, 30, light, rng)
        # A desk lamp on a jointed arm.
        a = -wide * 0.43 if i else wide * 0.4
        dark = light.lit(rgb("33363a"), 0.3)
        canvas.rect(a - 7, -75, 14, 2.5, ink(dark), round=1)
        canvas.line(a, -75, a - 8, -96, ink(dark, stroke=1.8))
        canvas.line(a - 8, -96, a + 7, -112, ink(dark, stroke=1.8))
        canvas.shape([(a + 3, -116), (a + 10, -112), (a + 20, -102), (a + 6, -101)],
                     ink(light.lit(how.cloth[0], 0.5)))  # fmt: skip
        halo(canvas, a + 13, -99, 24, light)
        canvas.oval(a + 13, -101, 5, 2, ink(mix(rgb("e8dcc0"), rgb("fff4d8"), light.lamps)))
    with room.plane(canvas, x, z + 10):
        cup(canvas, wide * 0.12, -73, 9, how.cloth[1], light, saucer=False)
        for k in range(3):
            canvas.rect(wide * 0.2 + k, -75 - 2.2 * k, 24 - 2 * k, 2, ink(light.lit(
                [rgb("f4efe2"), rgb("c8d0d8"), rgb("f4efe2")][k], 0.6)))  # fmt: skip
        potted(canvas, -wide * 0.36 if not i else wide * 0.02, -73, 13, 24, light, rng)
        canvas.rect(-wide * 0.26, -75, 36, 2.4, ink(light.lit(rgb("4a4e54"), 0.4)), round=1)
    steam(room, x + wide * 0.12, 82, z + 10, 16, 0.36, f"cup {i}")


def _chair(room: Room, canvas: Canvas, x: float, z: float, tone: RGB) -> None:
    light = room.light
    with room.plane(canvas, x, z):
        dark = light.lit(rgb("2e3034"), 0.3)
        for k in (-1, -0.4, 0.4, 1):
            canvas.line(0, -10, k * 24, -2, ink(dark, stroke=3))
            canvas.oval(k * 24, -2, 3, 3, ink(dark))
        canvas.rect(-2.4, -44, 4.8, 36, ink(dark))
        canvas.rect(-25, -50, 50, 9, ink(light.lit(shade(tone, -0.2), 0.3)), round=4)
        canvas.rect(
            -23,
            -112,
            46,
            58,
            linear(
                (-23, -112),
                (23, -54),
                [light.lit(shade(tone, 0.18), 0.7), light.lit(shade(tone, -0.3), 0.1)],
            ),
            round=10,
        )
        for k in (-1, 1):
            canvas.rect(k * 29 - 3, -70, 6, 4, ink(dark), round=2)
            canvas.line(k * 29, -68, k * 24, -48, ink(dark, stroke=2.4))


def _front(room: Room, how: Manner) -> None:
    easel = room.easel
    light, rng, view = easel.light.shadowed(0.62), easel.fork("front"), easel.view
    k = 0.6 if easel.tall else 1.0
    left = room.front("plant", -1, 440 * k, 360)
    big_leaves(left, view.left + 10, 960, 380 * k, light, rng)
    big_leaves(left, view.left, 680, 190 * k, light, rng, green=(66.0, 110.0, 66.0))
    left.blur(5)
    right = room.front("partition", 1, 260 * k, 560)
    x = view.right
    right.rect(x - 170 * k, 640, 260, 560, linear((x - 170 * k, 0), (x, 0), light.across(how.cloth[2])),
               round=18)  # fmt: skip
    right.blur(6)
