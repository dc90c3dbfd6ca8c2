"""A bedroom: bed with quilt and pillows, lamps at its sides, curtained window, wardrobe, rug."""

from __future__ import annotations

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.furniture_drapes import curtain, hang_curtains
from filmstudio.drawing.furniture_lamps import (
    breathe,
    fan,
    pendant,
    string_lights,
    table_lamp,
    vase,
)
from filmstudio.drawing.furniture_manners import INDIAN, Manner, manner
from filmstudio.drawing.furniture_seats import bed, table
from filmstudio.drawing.furniture_shelves import (
    big_leaves,
    books,
    picture,
    platter,
    potted,
    scroll,
    shelf,
)
from filmstudio.drawing.furniture_walls import beams, dress_walls, lay_floor, rug
from filmstudio.drawing.furniture_windows import Pane, outlook, window
from filmstudio.drawing.rooms import Room, enter


def paint(easel: Easel) -> None:
    """Window at the left, the bed to the right of the middle, the wardrobe in the corner."""
    culture = easel.setting.culture
    how = manner(culture)
    room = enter(easel, window=0.26)
    outlook(room, how.outlook)
    main = easel.layer("bedroom", 0.2)
    wall = mix(how.wall, how.cloth[2], 0.22)
    room.shell(main, wall, shade(wall, -0.06), rgb("e6dccb"), how.floor_colour)
    _paper(room, main, how)
    room.plaster(main)
    dress_walls(room, main, how, 70)
    pane = Pane(room.x(0.25), 66, 140 if not easel.tall else 104, 160)
    window(room, main, pane, how)
    lay_floor(room, main, "planks" if how.floor == "checks" else how.floor, how.floor_colour)
    if culture in ("japanese", "thai", "african"):
        beams(room, main, how.wood)
    room.corners(main)
    if culture != "japanese":
        cloth = mix(how.cloth[2], rgb("efe2d0"), 0.35)
        hang_curtains(room, main, pane, cloth, how.wood, long=pane.high + 62, wide=46, tied=True)
    x = room.x(0.6 if not easel.tall else 0.62)
    _wall(room, main, how, x)

    near = easel.layer("bed", 0.34)
    rug(room, near, x - 20, 250, 196, 286, (how.cloth[2], how.cloth[1], how.cloth[0]))
    wide = 158.0 if not easel.tall else 120.0
    for k in (-1, 1):
        at, z = x + k * (wide / 2 + 34), room.back - 44
        table(room, near, at, z, 38, 36, 48, how.wood)
        light = easel.light
        with room.plane(near, at, z + 20):
            table_lamp(near, 0, -48, 56, light, rgb("f4dcae"), how.metal if k < 0 else how.cloth[0])
            if k > 0:
                books(near, -17, -4, -48, 16, light, easel.fork("bedside"))
            else:
                vase(near, 13, -48, 8, 15, how.cloth[1], light)
        breathe(room, at, 90, z + 20, 66, 0.35, f"lamp {k}")
    bed(room, near, x, 236, wide, how.cloth, how.wood, low=culture == "japanese")
    if culture in (*INDIAN, "thai", "african"):
        fan(room, near, room.x(0.46, 290), 290)
    else:
        pendant(room, near, room.x(0.42, 300), 300, 232, how, size=17)
    if easel.setting.mood in ("joyful", "romantic") or culture in ("western", "latin-american"):
        string_lights(room, main, room.high - 34, 24, room.back - 3, 17, 0.21)
    room.sunbeams(main, near, 0.9)
    at_window = room.p(pane.x, 150, room.back)
    room.gloom(main, at_window[0] * 0.5 + easel.width * 0.26, at_window[1] + 60, 0.3)
    room.motes()
    _front(room, how)
    room.people()


def _paper(room: Room, canvas: Canvas, how: Manner) -> None:
    """Wallpaper: sprigs in offset rows, faintly darker and lighter than the wall."""
    if how.dado not in ("panel", "slats", "tiles"):
        return
    light, rng = room.light, room.easel.fork("paper")
    tone = light.lit(shade(how.wall, 0.3), 0.5)
    with room.plane(canvas, room.left):
        for row in range(12):
            for i in range(int(room.wide / 26) + 1):
                x = 8 + i * 26 + (row % 2) * 13 + rng.uniform(-0.8, 0.8)
                y = -76 - row * 19.0
                if x > room.wide - 6:
                    continue
                sprig = ink(tone, 0.34, stroke=1.1)
                canvas.curve([(x, y), (x + 1.5, y - 5), (x, y - 10)], sprig)
                for k in (-1, 1):
                    canvas.oval(x + k * 2.8, y - 5, 2.2, 1.2, ink(tone, 0.3))
                canvas.oval(x, y - 11, 1.9, 1.9, ink(light.lit(how.cloth[0], 0.5), 0.3))


def _wall(room: Room, canvas: Canvas, how: Manner, x: float) -> None:
    light, rng, easel = room.light, room.easel.fork("wall"), room.easel
    culture = easel.setting.culture
    with room.plane(canvas, 0):
        if culture in ("japanese", "chinese", "east-asian"):
            for dx in (-34, 34):
                scroll(canvas, x + dx, -262, 38, 112, light, rng)
        elif culture in ("african", "thai"):
            for dx, dy, r in ((-52, -186, 20), (0, -204, 26), (50, -184, 20)):
                platter(canvas, x + dx, dy, r, light, how, rng)
        else:
            picture(canvas, x, -196, 76, 56, light, rng, how.wood)
            picture(canvas, x - 72, -188, 34, 44, light, rng, rgb("c8a04a"))
            picture(canvas, x + 72, -190, 38, 38, light, rng, how.wood)
        if easel.tall:
            return
        middle = room.x(0.43)
        shelf(canvas, middle - 26, -168, 52, how.wood, light)
        books(canvas, middle - 22, middle + 2, -168, 20, light, rng)
        potted(canvas, middle + 14, -168, 18, 34, light, rng)
        # The wardrobe.
        a, b = room.x(0.805), room.right - 4
        wood = shade(how.wood, -0.05)
        canvas.rect(a, -216, b - a, 216, linear((a, 0), (b, 0), light.across(wood)))
        half = (b - a) / 2
        for i in range(2):
            door = a + i * half
            canvas.rect(
                door + 3,
                -206,
                half - 6,
                150,
                linear(
                    (door, -206),
                    (door + half, -50),
                    [light.lit(shade(wood, 0.2), 0.6), light.lit(shade(wood, -0.14), 0.2)],
                ),
                round=2,
            )
            canvas.rect(door + 9, -198, half - 18, 134, ink(light.lit(shade(wood, -0.45), 0.1), 0.6,
                        stroke=1.4), round=2)  # fmt: skip
            canvas.rect(door + 3, -50, half - 6, 36, ink(light.lit(shade(wood, 0.1), 0.4)), round=2)
            canvas.oval(door + half / 2, -32, 2.6, 2.6, ink(light.lit(how.metal, 0.9)))
            canvas.oval(a + half + (i * 2 - 1) * 6, -128, 2.4, 2.4, ink(light.lit(how.metal, 0.9)))
        canvas.rect(a - 4, -222, b - a + 8, 8, ink(light.lit(shade(wood, 0.2), 0.7)))
        canvas.rect(
            a + 12,
            -244,
            48,
            22,
            linear(
                (0, -244),
                (0, -222),
                [light.lit(how.cloth[0], 0.6), light.lit(shade(how.cloth[0], -0.3), 0.2)],
            ),
            round=3,
        )
        canvas.rect(b - 48, -236, 38, 14, ink(light.lit(how.cloth[1], 0.5)), round=2)
        potted(canvas, room.left + 24, -2, 58, 130, light, rng)


def _front(room: Room, how: Manner) -> None:
    """A curtain's edge on the left, a chair with a cloth thrown over it on the right."""
    easel = room.easel
    light, rng, view = easel.light.shadowed(0.62), easel.fork("front"), easel.view
    k = 0.6 if easel.tall else 1.0
    left = room.front("drape", -1, 250 * k)
    curtain(left, view.left + 60 * k, view.top - 10, 180 * k, 1300, how.cloth[0], light, rng)
    left.blur(6)
    right = room.front("leaves", 1, 420 * k, 520)
    big_leaves(right, view.right - 20 * k, 1010, 360 * k, light, rng)
    right.blur(5)
