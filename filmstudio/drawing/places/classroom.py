"""A classroom: the board with its chalk, windows along it, rows of desks, maps, a globe, a clock."""

from __future__ import annotations

import math

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.furniture_lamps import breathe, fan, pendant
from filmstudio.drawing.furniture_manners import INDIAN, Manner, manner
from filmstudio.drawing.furniture_seats import chair, table
from filmstudio.drawing.furniture_shelves import (
    big_leaves,
    bookcase,
    books,
    clock,
    globe,
    potted,
    text_marks,
)
from filmstudio.drawing.furniture_walls import dress_walls, lay_floor
from filmstudio.drawing.furniture_windows import Pane, outlook, window
from filmstudio.drawing.rooms import Room, enter


def paint(easel: Easel) -> None:
    """Wall, windows and board, the teacher's desk, the pupils' desks, leaves near us."""
    culture = easel.setting.culture
    how = manner(culture)
    room = enter(easel, window=0.19, high=310)
    outlook(room, how.outlook)
    main = easel.layer("classroom", 0.2)
    wall = mix(how.wall, rgb("f0e4c8"), 0.4)
    room.shell(main, wall, shade(wall, -0.06), rgb("e8e0d0"), how.floor_colour)
    room.plaster(main, 0.12)
    dress_walls(room, main, how, 84)
    kind = "sash" if how.window == "shoji" else how.window
    parts = (0.155, 0.29) if not easel.tall else (0.14,)
    for part in parts:
        window(room, main, Pane(room.x(part), 92, 74 if not easel.tall else 60, 150), how, kind)
    lay_floor(room, main, "planks" if how.floor in ("checks", "mats", "tiles") else how.floor,
              how.floor_colour)  # fmt: skip
    room.corners(main)
    _board(room, main, how)

    near = easel.layer("desks", 0.34)
    rng, light = easel.fork("desks"), easel.light
    if not easel.tall:
        x = room.x(0.73, 306)
        table(room, near, x, 290, 104, 38, 76, how.wood)
        with room.plane(near, x, 306):
            globe(near, -34, -76, 14, light)
            books(near, 8, 38, -76, 24, light, rng)
            near.oval(-8, -80, 4.4, 4.2, ink(light.lit(rgb("c23a2a"), 0.7)))
            near.line(-8, -84, -7, -88, ink(light.lit(rgb("5a3a22"), 0.4), stroke=1))
    spots = (
        ((0.13, 258.0), (0.36, 262.0), (0.9, 254.0))
        if not easel.tall
        else ((0.1, 258.0), (0.9, 258.0))
    )
    for part, z in spots:
        x = room.x(part, z)
        table(room, near, x, z + 8, 74, 34, 64, mix(how.wood, rgb("d8a868"), 0.4))
        chair(room, near, x + rng.uniform(-6, 6), z - 30, mix(how.wood, rgb("c88a50"), 0.3),
              seat=how.cloth[2], back_to_us=True, slats=3, high=76)  # fmt: skip
        with room.plane(near, x, z + 20):
            near.rect(-20, -67, 24, 2.6, ink(light.lit(rgb("f4efe2"), 0.7)))
            near.rect(8, -69, 18, 5, ink(light.lit(how.cloth[0], 0.5)))
    for i, part in enumerate((0.24, 0.45, 0.66, 0.87) if not easel.tall else (0.28, 0.72)):
        x = room.x(part, 290)
        pendant(room, near, x, 290, 248, how, kind="shade", size=17, colour=rgb("4a6a5a"))
        breathe(room, x, 244, 290, 50, 0.35, f"lamp {i}")
    if culture in (*INDIAN, "thai", "african"):
        fan(room, near, room.x(0.38, 280), 280)
    room.sunbeams(main, main, 1.1)
    x, y = room.p(room.x(0.35), 150, room.back)
    room.gloom(main, x, y + 40, 0.26)
    room.motes()
    _front(room, how)
    room.people()


def _board(room: Room, canvas: Canvas, how: Manner) -> None:
    """The board with a lesson in marks, a map, drawings of children, a clock and shelves."""
    light, rng, easel = room.light, room.easel.fork("board"), room.easel
    a = room.x(0.38)
    b = room.x(0.71) if not easel.tall else room.x(0.8)
    with room.plane(canvas, 0):
        wide = b - a
        canvas.rect(a - 5 + 2, -238 + 4, wide + 10, 122, ink((10, 6, 12), 0.35, blur=4))
        canvas.rect(a - 5, -238, wide + 10, 120, ink(light.lit(how.wood, 0.5)), round=2)
        canvas.rect(a, -233, wide, 110, linear((a, -233), (b, -123), [
            light.lit(rgb("3f6a54"), 0.5), light.lit(rgb("2a4a3c"), 0.2)]))  # fmt: skip
        for _ in range(12):
            x, y = a + wide * rng.random(), -233 + 110 * rng.random()
            canvas.oval(min(b - 24, max(a + 24, x)), min(-132, max(-224, y)), 22, 7,
                        ink(light.lit(rgb("e8efe8"), 0.5), 0.05, blur=3))  # fmt: skip
        chalk = light.lit(rgb("f4f2e6"), 0.7)
        text_marks(canvas, a + 12, -216, wide * 0.3, 5, 14, chalk, rng, 0.8)
        line = ink(chalk, 0.85, stroke=1.5)
        cx, cy = a + wide * 0.62, -168.0
        canvas.shape([(cx - 26, cy + 22), (cx + 24, cy + 22), (cx - 26, cy - 24)], line)
        canvas.rect(cx - 26, cy + 15, 7, 7, line)
        canvas.oval(
            a + wide * 0.86, -190, 15, 15, ink(light.lit(rgb("f2d27a"), 0.7), 0.85, stroke=1.5)
        )
        for k in range(8):
            g = math.pi * k / 4
            canvas.line(a + wide * 0.86 + 19 * math.cos(g), -190 + 19 * math.sin(g),
                        a + wide * 0.86 + 25 * math.cos(g), -190 + 25 * math.sin(g),
                        ink(light.lit(rgb("f2d27a"), 0.7), 0.85, stroke=1.5))  # fmt: skip
        text_marks(
            canvas,
            a + wide * 0.76,
            -150,
            wide * 0.2,
            2,
            12,
            light.lit(rgb("f0a8a0"), 0.7),
            rng,
            0.8,
        )
        canvas.rect(a - 2, -120, wide + 4, 4, ink(light.lit(shade(how.wood, 0.15), 0.8)))
        for i in range(5):
            tone = [rgb("f6f2e6"), rgb("f2d27a"), rgb("e89a94")][i % 3]
            canvas.rect(a + 14 + 11 * i, -123, 7, 2.4, ink(light.lit(tone, 0.7)), round=1)
        canvas.rect(a + wide * 0.7, -126, 20, 6, ink(light.lit(rgb("8a6a4a"), 0.5)), round=1)
        clock(canvas, (a + b) / 2, -264, 14, light, rgb("5a3a26"))
        for i in range(9):
            # A row of flags over the board.
            x = a + wide * i / 8.5
            canvas.shape([(x, -250), (x + 13, -250), (x + 6.5, -239 + 2 * (i % 2))],
                         ink(light.lit(how.cloth[i % 3], 0.6)))  # fmt: skip
        if easel.tall:
            return
        left, right = room.x(0.74), room.right - 8
        mw = right - left
        canvas.rect(left, -240, mw, 84, ink(light.lit(rgb("e8dcc0"), 0.5)))
        canvas.rect(left + 4, -236, mw - 8, 76, ink(light.lit(rgb("9ac0d0"), 0.5)))
        for dx, dy, w, h in (
            (0.22, 0.34, 0.11, 0.2),
            (0.3, 0.7, 0.06, 0.2),
            (0.54, 0.3, 0.09, 0.15),
            (0.55, 0.6, 0.09, 0.22),
            (0.76, 0.36, 0.16, 0.22),
            (0.86, 0.76, 0.07, 0.09),
        ):
            px, py = left + mw * dx, -236 + 76 * dy
            points = [(px + mw * w * math.cos(g) * rng.uniform(0.7, 1.1),
                       py + 76 * h * math.sin(g) * rng.uniform(0.7, 1.1))
                      for g in (0, 0.9, 1.8, 2.7, 3.6, 4.5, 5.4)]  # fmt: skip
            tone = [rgb("c8b06a"), rgb("8fa860"), rgb("c88a5a")][int(rng.integers(3))]
            canvas.curve(points, ink(light.lit(tone, 0.5)), True)
        for y in (-240.0, -156.0):
            canvas.rect(left - 3, y - 2, mw + 6, 4, ink(light.lit(rgb("5a3a26"), 0.4)), round=2)
        bookcase(canvas, left, right, 72, 2, how.wood, light, rng)
        potted(canvas, right - 20, -77, 30, 52, light, rng)
        for i in range(4):
            px, py = left + 12 + i * mw * 0.18, -122 + rng.uniform(-5, 5)
            canvas.rect(px, py, 18, 22, ink(light.lit(rgb("f6f0e2"), 0.6)))
            tone = how.cloth[i % 3]
            canvas.oval(px + 9, py + 9, 5, 5, ink(light.lit(tone, 0.6)))
            canvas.line(
                px + 3, py + 18, px + 15, py + 17, ink(light.lit(rgb("6a9a4a"), 0.5), stroke=2)
            )


def _front(room: Room, how: Manner) -> None:
    easel = room.easel
    light, rng, view = easel.light.shadowed(0.62), easel.fork("front"), easel.view
    k = 0.6 if easel.tall else 1.0
    right = room.front("plant", 1, 420 * k, 460)
    big_leaves(right, view.right - 10 * k, 960, 340 * k, light, rng)
    right.blur(5)
    left = room.front("satchel", -1, 360 * k, 760)
    x = view.left
    tone = how.cloth[0]
    left.rect(x - 60, 880, 290 * k, 320, linear((0, 880), (0, 1130), [
        light.lit(shade(tone, 0.15), 0.8), light.lit(shade(tone, -0.4), 0.1)]), round=44)  # fmt: skip
    left.rect(x - 40, 985, 230 * k, 170, ink(light.lit(shade(tone, -0.2), 0.4)), round=26)
    left.curve(
        [(x + 20, 884), (x + 60 * k, 800), (x + 130 * k, 884)],
        ink(light.lit(shade(tone, -0.3), 0.3), stroke=16),
    )
    left.blur(5)
