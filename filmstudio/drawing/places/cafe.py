"""A café: counter with its coffee machine, pastries, chalkboard, pendant lamps, tables, a big window."""

from __future__ import annotations

import skia

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.furniture_kitchen import espresso, jar, kettle, pot, round_pot
from filmstudio.drawing.furniture_lamps import breathe, fan, pendant, steam, string_lights
from filmstudio.drawing.furniture_manners import INDIAN, Manner, manner
from filmstudio.drawing.furniture_seats import chair, cup, round_table
from filmstudio.drawing.furniture_shelves import big_leaves, picture, potted, shelf, text_marks
from filmstudio.drawing.furniture_walls import dress_walls, lay_floor
from filmstudio.drawing.furniture_windows import Pane, outlook, window
from filmstudio.drawing.rooms import Room, enter
from filmstudio.film.picture import RGB


def paint(easel: Easel) -> None:
    """The street behind glass, the wall of bricks, the counter, tables, then leaves near us."""
    how = manner(easel.setting.culture)
    room = enter(easel, window=0.24, high=312)
    outlook(room, "city")
    main = easel.layer("cafe", 0.2)
    wall = mix(how.wall, rgb("8a5a44"), 0.35) if how.dado == "panel" else how.wall
    room.shell(main, wall, shade(wall, -0.08), rgb("5a4a40"), how.floor_colour)
    if how.dado == "panel":
        _bricks(room, main, rgb("a8634a"))
    else:
        dress_walls(room, main, how, 96)
    room.plaster(main, 0.12)
    wide = 210.0 if not easel.tall else 118.0
    pane = Pane(room.x(0.235 if not easel.tall else 0.22), 62, wide, 178)
    window(room, main, pane, how, "office" if how.window in ("sash", "shoji", "shutters", "bars")
           else how.window)  # fmt: skip
    lay_floor(
        room, main, "checks" if how.floor in ("tiles", "mats") else how.floor, how.floor_colour
    )
    room.corners(main)
    counter_x = (room.x(0.5), room.x(0.9))
    _behind(room, main, how, counter_x)
    _counter(room, main, how, counter_x)

    seats = easel.layer("tables", 0.34)
    _tables(room, seats, how)
    parts = (0.2, 0.36, 0.53, 0.69, 0.85) if not easel.tall else (0.24, 0.5, 0.78)
    for i, part in enumerate(parts):
        x, z = room.x(part, 280), 280.0
        y = 211.0 if i % 2 else 199.0
        pendant(room, seats, x, z, y, how, size=14, colour=how.cloth[2] if i % 2 else how.cloth[0])
        breathe(room, x, y - 4, z, 50, 0.35, f"lamp {i}")
    if easel.setting.culture in ("western", "latin-american", "thai", "african", "east-asian"):
        string_lights(room, main, room.high - 22, 26, room.back - 4, 19, 0.21)
    if easel.setting.culture in INDIAN:
        fan(room, seats, room.x(0.28, 270), 270)
    room.sunbeams(main, main)
    x, y = room.p(pane.x, 150, room.back)
    room.gloom(main, x * 0.5 + easel.width * 0.28, y + 40, 0.3)
    room.motes()
    _front(room, how)
    room.people()


def _bricks(room: Room, canvas: Canvas, tone: RGB) -> None:
    """Old bricks over the back wall, some burnt, some painted."""
    light, rng = room.light, room.easel.fork("bricks")
    with room.plane(canvas, room.left):
        canvas.pen.save()
        canvas.pen.clipRect(skia.Rect.MakeXYWH(0, -room.high, room.wide, room.high))
        canvas.rect(0, -room.high, room.wide, room.high, ink(light.lit(shade(tone, -0.35), 0.2)))
        rows = int(room.high / 9) + 1
        for row in range(rows):
            x = -(row % 2) * 11.0 - 2
            while x < room.wide:
                body = shade(
                    mix(tone, rgb("c88a68"), rng.uniform(0, 0.5)), rng.uniform(-0.22, 0.04)
                )
                canvas.rect(x + 0.7, -9 * (row + 1) + 0.7, 20.6, 7.6,
                            ink(light.lit(body, rng.uniform(0.3, 0.5))), round=0.8)  # fmt: skip
                x += 22
        canvas.pen.restore()


def _behind(room: Room, canvas: Canvas, how: Manner, span: tuple[float, float]) -> None:
    """Chalkboard and shelves of cups behind the counter."""
    light, rng = room.light, room.easel.fork("behind")
    x0, x1 = span[0] + 12, span[1]
    board = min(104.0, (x1 - x0) * 0.42)
    with room.plane(canvas, 0):
        canvas.rect(x0 - 4, -262, board + 8, 96, ink(light.lit(how.wood, 0.5)), round=2)
        canvas.rect(x0, -258, board, 88, linear((x0, -258), (x0 + board, -170), [
            light.lit(rgb("3a4642"), 0.4), light.lit(rgb("232c2a"), 0.2)]))  # fmt: skip
        chalk = light.lit(rgb("f0ece0"), 0.6)
        text_marks(
            canvas, x0 + 12, -246, board * 0.5, 1, 10, light.lit(how.cloth[1], 0.7), rng, 0.95
        )
        text_marks(canvas, x0 + 8, -232, board * 0.4, 5, 12, chalk, rng, 0.75)
        text_marks(canvas, x0 + board * 0.62, -232, board * 0.28, 3, 12, chalk, rng, 0.75)
        cup(canvas, x0 + board * 0.78, -178, 15, rgb("f0ece0"), light)
        a, b = x0 + board + 16, x1 - 6
        for y in (-178.0, -214.0, -250.0):
            shelf(canvas, a, y, b - a, how.wood, light)
            x = a + 8
            while x < b - 8:
                pick = rng.random()
                if pick < 0.45:
                    cup(canvas, x, y, 9.5, [rgb("f2ece0"), how.cloth[0], how.cloth[2]][int(rng.integers(3))],
                        light, saucer=False)  # fmt: skip
                elif pick < 0.7:
                    jar(canvas, x, y, 10, rng.uniform(16, 25), [rgb("4a2a18"), rgb("8a5a34"),
                        rgb("c89a5a")][int(rng.integers(3))], light)  # fmt: skip
                elif pick < 0.85:
                    potted(canvas, x, y, 15, 27, light, rng)
                else:
                    tall = rng.uniform(20, 28)
                    tone = [rgb("3a6a4a"), rgb("7a3a2a"), rgb("c8a04a")][int(rng.integers(3))]
                    canvas.rect(x - 3.4, y - tall * 0.7, 6.8, tall * 0.7,
                                linear((x - 3, 0), (x + 3, 0), light.across(tone)), round=1.4)  # fmt: skip
                    canvas.rect(x - 1.2, y - tall, 2.4, tall * 0.4, ink(light.lit(tone, 0.5)))
                x += rng.uniform(13, 17)
            canvas.glow((a + b) / 2, y + 6, (b - a) * 0.5, light.lamp, 0.14 * light.lamps)
        if room.easel.tall:
            return
        for dx, w, h in ((-34, 34, 44), (8, 28, 34)):
            picture(canvas, room.x(0.43) + dx, -196 + (h - 44), w, h, light, rng, how.wood)


def _counter(room: Room, canvas: Canvas, how: Manner, span: tuple[float, float]) -> None:
    light, rng = room.light, room.easel.fork("counter")
    x0, x1 = span[0], room.right - 2
    z0, z1, high = 282.0, 322.0, 104.0
    front = mix(how.cloth[2], rgb("40302a"), 0.25)
    room.solid(canvas, x0, x1, 0, high - 5, z0, z1, front)
    with room.plane(canvas, x0, z0):
        wide = x1 - x0
        count = max(4, round(wide / 13))
        for i in range(count):
            x = wide * i / count
            canvas.rect(
                x + 0.6,
                -high + 8,
                wide / count - 1.2,
                high - 20,
                linear(
                    (x, 0),
                    (x + wide / count, 0),
                    [light.lit(shade(front, 0.16), 0.6), light.lit(shade(front, -0.28), 0.15)],
                ),
                round=1,
            )
        canvas.rect(0, -10, wide, 10, ink((14, 8, 12), 0.55))
        canvas.glow(wide * 0.5, -high + 14, wide * 0.5, light.lamp, 0.16 * light.lamps)
    room.solid(canvas, x0 - 5, x1, high - 5, high, z0 - 6, z1, how.wood)
    wide = x1 - x0
    espresso(room, canvas, x0 + wide * 0.62, 306, high, how.cloth[0])
    steam(room, x0 + wide * 0.62 + 20, high + 18, 306, 44, 0.22, "machine")
    with room.plane(canvas, x0, 300):
        # Glass case with pastries.
        w = min(74.0, wide * 0.36)
        canvas.rect(6, -high - 46, w, 46, ink(light.lit(rgb("2c2420"), 0.2), 0.85), round=2)
        canvas.glow(6 + w / 2, -high - 40, w * 0.7, light.lamp, 0.5 * light.lamps)
        for y in (0.0, -22.0):
            canvas.rect(6, -high + y - 2, w, 2, ink(light.lit(rgb("d8d8dc"), 0.6)))
            for i in range(int(w / 13)):
                x = 14 + i * 12.6 + rng.uniform(-1, 1)
                tone = [rgb("d89a4a"), rgb("6a3a22"), rgb("f0d8b0"), rgb("c8506a")][
                    int(rng.integers(4))
                ]
                canvas.oval(x, -high + y - 5, 5.4, rng.uniform(3.2, 5), linear(
                    (x, -high + y - 10), (x, -high + y), [light.lit(shade(tone, 0.25), 0.9),
                    light.lit(shade(tone, -0.3), 0.2)]))  # fmt: skip
                if rng.random() < 0.4:
                    canvas.oval(x, -high + y - 10, 1.7, 1.7, ink(light.lit(rgb("c2303a"), 0.8)))
        canvas.shape([(8, -high), (18, -high), (40, -high - 46), (30, -high - 46)],
                     ink((255, 255, 255), 0.12))  # fmt: skip
        canvas.rect(6, -high - 46, w, 46, ink(light.lit(rgb("d8c8a8"), 0.7), stroke=1.4), round=2)
        x = wide * 0.86
        if room.easel.setting.culture in INDIAN or how.lamp == "pierced":
            kettle(canvas, x - 4, -high, 13, how.metal, light)
            pot(canvas, x + 32, -high, 22, 18, how.metal, light)
        else:
            round_pot(canvas, x, -high, 11, rgb("d8c8b0"), light)
            potted(canvas, x + 32, -high, 20, 40, light, rng)


def _tables(room: Room, canvas: Canvas, how: Manner) -> None:
    light, rng = room.light, room.easel.fork("tables")
    spots = ((0.17, 262.0), (0.4, 292.0)) if not room.easel.tall else ((0.24, 280.0),)
    for i, (part, z) in enumerate(spots):
        x = room.x(part, z)
        chair(room, canvas, x - 46, z + 4, how.wood, seat=how.cloth[0])
        chair(room, canvas, x + 46, z + 10, how.wood, seat=how.cloth[0])
        round_table(room, canvas, x, z, 34, 74, mix(how.wood, rgb("d8b080"), 0.3), rgb("3a3634"))
        with room.plane(canvas, x, z):
            cup(canvas, -13, -75, 9, rgb("f4eee2"), light)
            if i == 0:
                cup(canvas, 15, -74, 9, how.cloth[2], light)
            potted(canvas, 3, -77, 9, 20, light, rng)
        steam(room, x - 13, 84, z, 16, 0.36, f"cup {i}")
        room.top_of(canvas, x + (16 if i else 24), 74, z - 6)


def _front(room: Room, how: Manner) -> None:
    easel = room.easel
    light, rng, view = easel.light.shadowed(0.62), easel.fork("front"), easel.view
    k = 0.6 if easel.tall else 1.0
    left = room.front("chair back", -1, 400 * k, 560)
    x = view.left
    wood = light.lit(how.wood, 0.4)
    for i in range(4):
        left.line(x + (30 + 66 * i) * k, 700, x + (10 + 72 * i) * k, 1150, ink(wood, stroke=20 * k))
    left.curve([(x - 20, 700), (x + 120 * k, 660), (x + 250 * k, 710)], ink(wood, stroke=46 * k))
    left.line(x + 250 * k, 700, x + 270 * k, 1150, ink(shade(wood, -0.2), stroke=34 * k))
    left.blur(6)
    right = room.front("leaves", 1, 440 * k, 380)
    big_leaves(right, view.right - 30 * k, 960, 380 * k, light, rng)
    big_leaves(right, view.right, 700, 200 * k, light, rng, green=(70.0, 112.0, 64.0))
    right.blur(5)
