"""A library: shelves to the ceiling, a ladder, a tall window, reading lamps on a long table."""

from __future__ import annotations

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.furniture_halls import chandelier
from filmstudio.drawing.furniture_lamps import breathe, halo, pendant, sconce
from filmstudio.drawing.furniture_manners import EAST, Manner, manner
from filmstudio.drawing.furniture_seats import chair, table
from filmstudio.drawing.furniture_shelves import bookcase, books, globe, potted
from filmstudio.drawing.furniture_walls import beams, lay_floor, rug
from filmstudio.drawing.furniture_windows import Pane, outlook, window
from filmstudio.drawing.light import LightScheme
from filmstudio.drawing.rooms import Room, enter


def paint(easel: Easel) -> None:
    """The window between its bookcases, cases along the sides, ladder, table, books near us."""
    culture = easel.setting.culture
    how = manner(culture)
    wood = mix(how.wood, rgb("5a3420"), 0.45)
    room = enter(easel, window=0.47, high=320, sides=(0.1, 0.9), back=370)
    outlook(room, "city" if culture in ("western", *EAST) else how.outlook)
    main = easel.layer("library", 0.2)
    wall = mix(how.wall, rgb("6a5a44"), 0.35)
    room.shell(main, wall, shade(wood, -0.2), shade(wood, -0.1), how.floor_colour)
    room.plaster(main)
    pane = Pane(room.x(0.47), 60, 116 if not easel.tall else 90, 226)
    window(room, main, pane, how, "arch" if culture in ("western", "latin-american") else "")
    lay_floor(room, main, "planks", rgb("8a5a38"), polish=0.7)
    beams(room, main, wood, 6)
    rng, light = easel.fork("shelves"), easel.light
    edges = (
        room.left + 2,
        pane.x - pane.wide / 2 - 14,
        pane.x + pane.wide / 2 + 14,
        room.right - 2,
    )
    with room.plane(main, 0):
        for a, b in ((edges[0], edges[1]), (edges[2], edges[3])):
            count = max(1, round((b - a) / 96))
            for i in range(count):
                wide = (b - a) / count
                bookcase(main, a + i * wide, a + (i + 1) * wide, 292, 7, wood, light, rng)
    for side in (-1, 1):
        facing = 0.05 if (side < 0) == (light.sun_x < 0.5) else 0.45
        with room.flank(main, side, 190, room.back) as length:
            half = length / 2
            for i in range(2):
                bookcase(main, i * half, (i + 1) * half, 292, 7, wood, light, rng, facing=facing,
                         mixed=False)  # fmt: skip
    room.corners(main, 0.4)
    with room.plane(main, 0, room.back - 12):
        for x in (edges[1] - 2, edges[2] + 2):
            sconce(main, x, -188, 13, light, rgb("c09a4c"))
            breathe(room, x, 196, room.back - 12, 46, 0.21, f"sconce {x:.0f}")
        # A reading bench under the window.
        main.rect(pane.x - pane.wide / 2 - 6, -46, pane.wide + 12, 46, linear((0, -46), (0, 0), [
            light.lit(wood, 0.5), light.lit(shade(wood, -0.4), 0.1)]))  # fmt: skip
        main.rect(pane.x - pane.wide / 2 - 4, -56, pane.wide + 8, 12, linear((0, -56), (0, -44), [
            light.lit(shade(how.cloth[0], 0.1), 0.7), light.lit(shade(how.cloth[0], -0.3), 0.2)]),
            round=4)  # fmt: skip
    room.sunbeams(main, main, 1.35)
    x, y = room.p(pane.x, 150, room.back)
    room.gloom(main, x, y + 40, 0.34)

    near = easel.layer("table", 0.34)
    if not easel.tall:
        _ladder(room, near, room.x(0.76, 330), rgb("a8743f"))
    _table(room, near, how, wood)
    if culture in ("western", "latin-american"):
        chandelier(room, near, 0, 300, 262, 30)
    else:
        for k in (-0.55, 0.55):
            pendant(room, near, room.right * k, 300, 246, how, size=19)
    for k in (-0.5, 0.5):
        breathe(room, room.right * k, 250, 300, 70, 0.35, f"lamp {k}")
    room.motes()
    _front(room, wood, light.shadowed(0.6))
    room.people()


def _ladder(room: Room, canvas: Canvas, x: float, wood: tuple[float, float, float]) -> None:
    """A ladder on a rail, leaning on the shelves."""
    light, far, near = room.light, room.back - 8, room.back - 58
    for dx in (-17, 17):
        a, b = room.p(x + dx, 0, near), room.p(x + dx, 268, far)
        canvas.line(*a, *b, ink(light.lit(shade(wood, -0.35), 0.1), stroke=13))
        canvas.line(a[0] - 2, a[1], b[0] - 2, b[1], ink(light.lit(wood, 0.7), stroke=8))
    for i in range(1, 10):
        t = i / 10
        z, y = near + (far - near) * t, 268 * t
        canvas.line(*room.p(x - 17, y, z), *room.p(x + 17, y, z),
                    ink(light.lit(shade(wood, 0.05), 0.6), stroke=7))  # fmt: skip


def _table(room: Room, canvas: Canvas, how: Manner, wood: tuple[float, float, float]) -> None:
    light, rng = room.light, room.easel.fork("table")
    wide = 250.0 if not room.easel.tall else 150.0
    x, z = room.x(0.45, 290), 268.0
    rug(room, canvas, x, wide + 90, 216, 330, how.cloth)
    for k in (-0.3, 0.3):
        chair(room, canvas, x + k * wide, z + 58, wood, seat=how.cloth[0])
    table(room, canvas, x, z, wide, 56, 76, wood)
    with room.plane(canvas, x, z + 26):
        for k in (-0.34, 0.34):
            _reading_lamp(canvas, k * wide, -76, 38, light)
        globe(canvas, wide * 0.02, -76, 15, light)
        for i in range(5):
            tone = [rgb("7a2f2a"), rgb("2f4a6a"), rgb("c8a04a"), rgb("3f6a4a"), rgb("8a5a36")][i]
            canvas.rect(-wide * 0.2 + rng.uniform(-2, 2), -76 - 5 * (i + 1), rng.uniform(24, 32), 4.6,
                        ink(light.lit(tone, 0.5)), round=0.8)  # fmt: skip
    for k in (-0.34, 0.34):
        breathe(room, x + k * wide, 104, z + 26, 54, 0.36, f"reading {k}")
    with room.plane(canvas, x, z + 12):
        for side in (-1, 1):
            canvas.curve([(wide * 0.16, -77), (wide * 0.16 + side * 9, -80), (wide * 0.16 + side * 18, -77.5)],
                         ink(light.lit(rgb("f4ecd8"), 0.8), stroke=2.6))  # fmt: skip
        books(canvas, wide * 0.22, wide * 0.3, -76, 22, light, rng)


def _reading_lamp(canvas: Canvas, x: float, y: float, size: float, light: LightScheme) -> None:
    """A banker's lamp: green glass on a brass foot."""
    s, brass = size, light.lit(rgb("c8983f"), 0.7)
    halo(canvas, x, y - s * 0.6, s * 1.1, light)
    canvas.oval(x, y - 1, s * 0.28, s * 0.06, ink(shade(brass, -0.2)))
    canvas.line(x, y, x, y - s * 0.7, ink(brass, stroke=s * 0.07))
    green = mix(light.lit(rgb("2f7a4a"), 0.5), rgb("6ae08a"), 0.55 * light.lamps)
    canvas.shape([(x - s * 0.36, y - s), (x + s * 0.36, y - s), (x + s * 0.5, y - s * 0.72),
                  (x - s * 0.5, y - s * 0.72)],
                 linear((0, y - s), (0, y - s * 0.7), [shade(green, -0.2), shade(green, 0.3)]))  # fmt: skip
    canvas.line(x - s * 0.5, y - s * 0.71, x + s * 0.5, y - s * 0.71,
                ink(mix(brass, rgb("fff0c8"), light.lamps), stroke=s * 0.07))  # fmt: skip


def _front(room: Room, wood: tuple[float, float, float], light: LightScheme) -> None:
    """The end of a bookcase at the left, a pile of books and a plant at the right."""
    easel, view = room.easel, room.easel.view
    rng = easel.fork("front")
    k = 0.55 if easel.tall else 1.0
    left = room.front("case", -1, 300 * k)
    left.pen.save()
    left.pen.translate(view.left - 120 * k, 1180)
    left.pen.scale(4.4 * k, 4.4)
    bookcase(left, 0, 76, 300, 5, wood, light, rng, mixed=False)
    left.pen.restore()
    left.blur(6)
    right = room.front("pile", 1, 420 * k, 560)
    x = view.right
    for i in range(7):
        tone = [rgb("7a2f2a"), rgb("c8a04a"), rgb("2f4a6a"), rgb("3f6a4a"), rgb("8a5a36"), rgb("5a3a5a"),
                rgb("b5562f")][i]  # fmt: skip
        y = 1120 - 46 * i
        right.rect(x - (250 + rng.uniform(-26, 26)) * k, y - 44, 330 * k, 43, linear((0, y - 44), (0, y), [
            light.lit(shade(tone, 0.15), 0.7), light.lit(shade(tone, -0.35), 0.1)]), round=5)  # fmt: skip
    potted(right, x - 60 * k, 800, 120 * k, 220 * k, light, rng)
    right.blur(5)
