"""A living room: sofa under pictures, curtained window, shelves, lamps, a rug; each culture's own."""

from __future__ import annotations

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.furniture_drapes import hang_curtains
from filmstudio.drawing.furniture_kitchen import round_pot
from filmstudio.drawing.furniture_lamps import (
    breathe,
    fan,
    floor_lamp,
    pendant,
    steam,
    table_lamp,
    vase,
)
from filmstudio.drawing.furniture_manners import INDIAN, Manner, manner
from filmstudio.drawing.furniture_seats import bolster, cup, cushion, sofa, table
from filmstudio.drawing.furniture_shelves import (
    big_leaves,
    bookcase,
    clock,
    niche,
    picture,
    platter,
    potted,
    scroll,
)
from filmstudio.drawing.furniture_walls import beams, dress_walls, lay_floor, rug
from filmstudio.drawing.furniture_windows import Pane, outlook, window
from filmstudio.drawing.rooms import Room, enter


def paint(easel: Easel) -> None:
    """Walls and window, what stands along them, the seats on their rug, leaves near the lens."""
    culture = easel.setting.culture
    how = manner(culture)
    room = enter(easel, window=0.24)
    outlook(room, how.outlook)
    main = easel.layer("living room", 0.2)
    room.shell(main, how.wall, shade(how.wall, -0.06), rgb("ece2d0"), how.floor_colour)
    room.plaster(main)
    dress_walls(room, main, how, 84)
    pane = _window(room, main, how)
    lay_floor(room, main, how.floor, how.floor_colour)
    if culture in ("japanese", "chinese", "thai", "african", "latin-american"):
        beams(room, main, how.wood)
    room.corners(main)
    _walls(room, main, how, pane)
    if culture != "japanese":
        cloth = mix(how.cloth[0], rgb("f2e2c8"), 0.2)
        hang_curtains(room, main, pane, cloth, how.wood, long=pane.high + 56, wide=46,
                      tied=culture in ("western", "latin-american"))  # fmt: skip

    seats = easel.layer("seats", 0.34)
    _seats(room, seats, how)
    room.sunbeams(main, main)
    x, y = room.p(pane.x, 150, room.back)
    room.gloom(main, x * 0.5 + easel.width * 0.25, y + 60, 0.28)
    if culture in INDIAN or culture in ("thai", "african"):
        fan(room, seats, room.x(0.34, 300), 300)
    room.motes()
    _front(room, how)
    room.people()


def _window(room: Room, canvas: Canvas, how: Manner) -> Pane:
    if how.window == "shoji":
        pane = Pane(room.x(0.3), 8, 250 if not room.easel.tall else 170, 196)
    else:
        pane = Pane(room.x(0.235 if not room.easel.tall else 0.3), 74, 126, 156)
    window(room, canvas, pane, how)
    return pane


def _walls(room: Room, canvas: Canvas, how: Manner, pane: Pane) -> None:
    """Pictures or what the culture hangs there, shelves at the right, a plant in the corner."""
    easel, light = room.easel, room.light
    rng, culture, lamp = easel.fork("walls"), easel.setting.culture, room.easel.light.lamp
    right0, right1 = room.x(0.755), room.right - 8
    middle = room.x(0.53)
    with room.plane(canvas, 0):
        if culture in ("japanese", "east-asian", "chinese"):
            scroll(canvas, middle + 6, -244, 46, 128, light, rng)
            if culture != "japanese":
                scroll(canvas, middle + 84, -238, 34, 108, light, rng)
                scroll(canvas, middle - 66, -238, 34, 108, light, rng)
        elif culture in ("african", "thai"):
            for dx, dy, r in ((-62, -186, 22), (-18, -214, 28), (34, -184, 19), (72, -216, 24)):
                platter(canvas, middle + dx, dy, r, light, how, rng)
        elif culture == "middle-eastern":
            for k in (-1, 0, 1):
                niche(canvas, middle + k * 66, -132, 42, 86, how.wall, light)
                if k:
                    vase(canvas, middle + k * 66, -132, 24, 46, how.dado_colour, light)
                else:
                    round_pot(canvas, middle, -132, 14, how.metal, light)
                canvas.glow(middle + k * 66, -176, 46, lamp, 0.4 * light.lamps)
        elif culture in INDIAN:
            for k in (-1, 1) if not easel.tall else (1,):
                niche(canvas, middle + k * 92, -128, 40, 88, how.wall, light)
                round_pot(canvas, middle + k * 92, -128, 15, how.metal, light)
                canvas.glow(middle + k * 92, -170, 48, lamp, 0.4 * light.lamps)
            picture(canvas, middle, -196, 88, 66, light, rng, rgb("c8952f"))
        else:
            for dx, dy, w, h in ((-64, -196, 54, 70), (4, -206, 62, 46), (-4, -156, 40, 34),
                                 (64, -190, 44, 58)):  # fmt: skip
                picture(canvas, middle + dx, dy, w, h, light, rng,
                        how.wood if dx != 4 else rgb("c8a04a"))  # fmt: skip
        if easel.tall:
            return
        if culture == "japanese":
            canvas.rect(
                right0 - 14,
                -250,
                right1 - right0 + 20,
                250,
                linear(
                    (0, -250),
                    (0, 0),
                    [light.lit(shade(how.wall, -0.3), 0.2), light.lit(shade(how.wall, -0.1), 0.4)],
                ),
            )
            canvas.rect(right0 - 22, -256, 10, 256, ink(light.lit(how.wood, 0.4)))
            scroll(canvas, (right0 + right1) / 2, -226, 54, 140, light, rng)
            canvas.rect(right0 - 14, -20, right1 - right0 + 20, 20, ink(light.lit(how.wood, 0.5)))
            vase(canvas, (right0 + right1) / 2 + 26, -20, 24, 38, rgb("4a5a62"), light)
            potted(canvas, (right0 + right1) / 2 - 26, -20, 30, 62, light, rng)
            canvas.glow((right0 + right1) / 2, -120, 90, lamp, 0.35 * light.lamps)
        else:
            bookcase(canvas, right0, right1, 190, 4, how.wood, light, rng)
            potted(canvas, right0 + 24, -195, 34, 60, light, rng)
            vase(canvas, right1 - 26, -195, 22, 38, how.cloth[0], light)
            clock(canvas, room.x(0.7), -226, 15, light, how.wood)
        potted(canvas, room.left + 26, -2, 66, 150, light, rng)


def _seats(room: Room, canvas: Canvas, how: Manner) -> None:
    easel, light = room.easel, room.light
    culture, rng = easel.setting.culture, easel.fork("seats")
    tall = easel.tall
    z, x = room.back - 82, room.x(0.52, room.back - 60)
    wide = 216.0 if not tall else 170.0
    rug_z = (z - 66, z + 40)
    if culture == "japanese":
        _low_table(room, canvas, how)
        for part in (0.25, 0.72):
            at = room.x(part, 290)
            pendant(room, canvas, at, 290, 214, how, size=24)
            breathe(room, at, 214, 290, 70, 0.35, f"lamp {part}")
        return
    rug(room, canvas, x, wide + 60, *rug_z, how.cloth)
    if culture in ("middle-eastern", *INDIAN):
        _divan(room, canvas, how, x, z, wide + 30)
    else:
        sofa(room, canvas, x, z, wide, how.cloth, how.wood)
    for k in (-1, 1):
        if tall and k > 0:
            continue
        at = x + k * (wide / 2 + 42)
        if culture in ("middle-eastern", *INDIAN, "thai", "chinese"):
            table(room, canvas, at, z + 20, 38, 34, 46, how.wood)
            with room.plane(canvas, at, z + 36):
                table_lamp(canvas, 0, -46, 62, light, rgb("f2dcb0"), how.metal)
            breathe(room, at, 92, z + 36, 60, 0.35, f"lamp {k}")
        elif k < 0:
            with room.plane(canvas, at + 6, z + 50):
                floor_lamp(canvas, 0, 0, 168, light, rgb("f0d8a8"), rgb("4a4038"))
            breathe(room, at + 6, 146, z + 50, 70, 0.35, "floor lamp")
        else:
            table(room, canvas, at, z + 20, 38, 34, 50, how.wood)
            with room.plane(canvas, at, z + 36):
                table_lamp(canvas, 0, -50, 60, light, rgb("f2e0b8"), how.cloth[2])
            breathe(room, at, 94, z + 36, 60, 0.35, "table lamp")
    pendant(room, canvas, x, z - 10, 236, how, size=20)
    # People stand between the seats and the low table.
    low = easel.layer("low table", 0.47)
    table(room, low, x + 8, z - 54, 96, 36, 36, how.wood)
    room.top_of(low, x - 28, 36, z - 42)
    with room.plane(low, x + 8, z - 40):
        for i, dx in enumerate((-20, 14)):
            cup(low, dx, -36, 9, rgb("f2ece0") if i else how.cloth[1], light)
        low.rect(26, -41, 18, 2.4, ink(light.lit(rgb("8a3a2f"), 0.5)))
        low.rect(24, -38.6, 20, 2.6, ink(light.lit(rgb("2f5a6a"), 0.5)))
        potted(low, -2, -36, 13, 22, light, rng)
    steam(room, x - 12, 45, z - 40, 18, 0.48, "tea")


def _divan(room: Room, canvas: Canvas, how: Manner, x: float, z: float, wide: float) -> None:
    """A low divan along the wall with bolsters and cushions."""
    light, rng = room.light, room.easel.fork("divan")
    a, b, c = how.cloth
    room.solid(canvas, x - wide / 2, x + wide / 2, 0, 26, z, z + 76, how.wood)
    room.solid(canvas, x - wide / 2 + 2, x + wide / 2 - 2, 26, 40, z - 2, z + 74, a, shade(a, 0.08))
    with room.plane(canvas, x, z - 2):
        canvas.rect(-wide / 2 + 2, -40, wide - 4, 4, ink(light.lit(b, 0.7)))
        for i in range(int(wide / 12)):
            px = -wide / 2 + 8 + i * 12
            canvas.shape([(px - 4, -26), (px + 4, -26), (px, -18)], ink(light.lit(b, 0.5)))
    with room.plane(canvas, x, z + 62):
        count = int(wide / 44)
        for i in range(count):
            px = -wide / 2 + 24 + (wide - 48) * i / (count - 1)
            cushion(
                canvas, px, -40, 46, (b, c, shade(a, 0.2))[i % 3], light, rng.uniform(-6, 6), rng
            )
    with room.plane(canvas, x, z + 30):
        for k in (-1, 1):
            bolster(canvas, k * (wide / 2 - 34), -40, 54, 11, c, light)


def _low_table(room: Room, canvas: Canvas, how: Manner) -> None:
    """A low lacquered table on the mats, cushions about it, tea on it."""
    light, x, z = room.light, room.x(0.5, 270), room.back - 92
    room.top_of(canvas, x - 38, 32, z + 20)
    for k in (-1, 1):
        room.solid(canvas, x + k * 96 - 26, x + k * 96 + 26, 0, 8, z + 4, z + 46, how.cloth[0],
                   shade(how.cloth[0], 0.1))  # fmt: skip
    room.solid(canvas, x - 62, x + 62, 26, 32, z, z + 54, how.wood, shade(how.wood, 0.12))
    for k in (-1, 1):
        with room.plane(canvas, x + k * 54, z + 2):
            canvas.rect(-4, -27, 8, 27, ink(light.lit(shade(how.wood, -0.2), 0.3)))
    with room.plane(canvas, x, z + 24):
        round_pot(canvas, -8, -32, 9, rgb("4a5650"), light)
        cup(canvas, 20, -32, 8, rgb("e2d8c2"), light, saucer=False)
        cup(canvas, -34, -32, 8, rgb("c8b89a"), light, saucer=False)
    steam(room, x + 20, 40, z + 24, 20, 0.36, "tea")


def _front(room: Room, how: Manner) -> None:
    easel = room.easel
    light, rng, view = easel.light.shadowed(0.66), easel.fork("front"), easel.view
    k = 0.6 if easel.tall else 1.0
    left = room.front("leaves", -1, 460 * k, 360)
    big_leaves(left, view.left + 10, 990, 400 * k, light, rng)
    big_leaves(left, view.left, 720, 200 * k, light, rng, green=(64.0, 108.0, 62.0))
    left.blur(5)
    right = room.front("armchair", 1, 330 * k, 640)
    x, tone = view.right, shade(how.cloth[2], -0.1)
    right.rect(x - 250 * k, 850, 400, 400, linear((0, 850), (0, 1130), [
        light.lit(shade(tone, 0.2), 0.9), light.lit(shade(tone, -0.4), 0.1)]), round=70)  # fmt: skip
    right.rect(x - 150 * k, 700, 400, 420, linear((0, 700), (0, 1120), [
        light.lit(shade(tone, 0.12), 0.8), light.lit(shade(tone, -0.4), 0.1)]), round=80)  # fmt: skip
    right.blur(5)
