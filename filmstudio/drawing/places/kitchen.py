"""A kitchen: worktop under the window, cooker with a steaming kettle, shelves, hanging pans."""

from __future__ import annotations

from dataclasses import dataclass

import skia

from filmstudio.drawing.canvas import Canvas, ink
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.furniture_drapes import hang_curtains
from filmstudio.drawing.furniture_kitchen import (
    bowl_of_fruit,
    counter,
    hood,
    jar,
    kettle,
    ladle,
    pan,
    pot,
    refrigerator,
    round_pot,
    sink,
    stove,
)
from filmstudio.drawing.furniture_lamps import breathe, pendant, steam
from filmstudio.drawing.furniture_manners import INDIAN, Manner, manner
from filmstudio.drawing.furniture_shelves import big_leaves, platter, potted, shelf
from filmstudio.drawing.furniture_walls import beams, lay_floor
from filmstudio.drawing.furniture_windows import Pane, outlook, window
from filmstudio.drawing.rooms import Room, enter
from filmstudio.film.picture import RGB

_SPICES = tuple(
    rgb(c) for c in ("d8752a", "c2302a", "e8c04a", "7a5a34", "8a9a4a", "f0e6cc", "5a3424")
)


@dataclass(frozen=True)
class _Layout:
    """Where window, cooker and refrigerator are, as parts of the set's width."""

    window: float
    cooker: float
    fridge: float


_LAYOUTS = (_Layout(0.36, 0.655, 0.14), _Layout(0.64, 0.345, 0.86), _Layout(0.5, 0.8, 0.14))


def paint(easel: Easel) -> None:
    """Wall and window, the worktop with its tools, then what hangs near the lens."""
    culture = easel.setting.culture
    how = manner(culture)
    # The last layout needs the width of a frame that is not upright.
    plan = _LAYOUTS[easel.layout(2 if easel.tall else len(_LAYOUTS))]
    room = enter(easel, window=plan.window)
    outlook(room, how.outlook)
    main = easel.layer("kitchen", 0.2)
    wall = mix(how.wall, rgb("f2e6cc"), 0.35)
    room.shell(main, wall, shade(wall, -0.06), rgb("e8dcc6"), how.floor_colour)
    room.plaster(main)
    _backsplash(room, main, how)
    kind = "sash" if culture == "japanese" else how.window
    pane = Pane(room.x(plan.window), 112, 132, 118)
    window(room, main, pane, how, kind)
    lay_floor(room, main, "checks" if culture == "western" else how.floor, how.floor_colour)
    if culture in ("western", "thai", "japanese", "chinese", "latin-american"):
        beams(room, main, how.wood)
    room.corners(main)

    tone = _cupboards(how, culture)
    deep = 58.0
    if not easel.tall:
        refrigerator(room, main, room.x(plan.fridge, 310), _fridge(culture))
    left = room.left + 4 if easel.tall or plan.fridge > 0.5 else room.x(0.215)
    right = room.right - 4 if easel.tall or plan.fridge < 0.5 else room.x(0.785)
    top = rgb("d9cfc0") if culture not in INDIAN else rgb("4a4644")
    cooker = room.x(plan.cooker)
    counter(room, main, left, cooker - 31, deep, tone, top, how.metal)
    counter(room, main, cooker + 31, right, deep, tone, top, how.metal)
    stove(
        room,
        main,
        cooker,
        deep,
        rgb("d8d2c6") if culture != "western" else rgb("8a2f2a"),
        how.metal,
    )
    hood(room, main, cooker, how.metal)
    sink(room, main, pane.x, deep, rgb("b9bec6"))
    _worktop(room, main, how, cooker, pane)
    _shelves(room, main, how, pane, cooker)
    side = 1 if plan.window < plan.cooker else -1
    spots = [cooker - side * 112, cooker + 138 if side > 0 else cooker - 96]
    for x in (spot for spot in spots if room.left + 20 < spot < room.right - 20):
        room.top_of(main, x, 89, room.back - 38)

    things = easel.layer("table and lamps", 0.34)
    for part in (0.25, 0.5, 0.78) if not easel.tall else (0.22, 0.74):
        x = room.x(part, 290)
        pendant(room, things, x, 290, 196 if part != 0.5 else 206, how, size=15)
        breathe(room, x, 192, 290, 46, 0.35, f"lamp {part}")
    cloth = mix(how.cloth[1], rgb("fff6e6"), 0.35)
    hang_curtains(room, main, pane, cloth, how.wood, long=70)
    steam(room, cooker + 34, 108, room.back - 36, 34, 0.22, "kettle")
    room.sunbeams(main, main)
    x, y = room.p(pane.x, 160, room.back)
    room.gloom(main, x * 0.6 + easel.width * 0.2, y + 120, 0.28)
    room.motes()
    _front(room, how)
    room.people()


def _cupboards(how: Manner, culture: str) -> RGB:
    return {
        "western": rgb("3f6a6a"), "north-indian": rgb("a8603a"), "south-indian": rgb("c98a4a"),
        "latin-american": rgb("2f8a8f"), "middle-eastern": rgb("4a7a86"), "african": rgb("5a7a4a"),
    }.get(culture, mix(how.wood, rgb("c89a64"), 0.35))  # fmt: skip


def _fridge(culture: str) -> RGB:
    return rgb({"western": "e8d6b0", "latin-american": "d8574a", "north-indian": "8a2a34",
                "south-indian": "3a6a9a"}.get(culture, "dcdcd6"))  # fmt: skip


def _backsplash(room: Room, canvas: Canvas, how: Manner) -> None:
    """Tiles between worktop and shelves, some darker, some chipped."""
    light, rng = room.light, room.easel.fork("splash")
    base = mix(how.dado_colour, rgb("f4eee0"), 0.55)
    size = 11.0
    with room.plane(canvas, room.left):
        canvas.pen.save()
        canvas.pen.clipRect(skia.Rect.MakeXYWH(0, -190, room.wide, 190))
        for row in range(8):
            shift = (row % 2) * size
            for i in range(int(room.wide / (2 * size)) + 2):
                x = i * 2 * size - shift
                tone = mix(base, how.dado_colour, rng.uniform(0, 0.5) * (rng.random() < 0.6))
                canvas.rect(
                    x + 0.5,
                    -88 - (row + 1) * size,
                    2 * size - 1,
                    size - 1,
                    ink(light.lit(shade(tone, rng.uniform(-0.06, 0.06)), 0.45)),
                    round=0.6,
                )
        canvas.rect(
            0, -88 - 8 * size - 3, room.wide, 4, ink(light.lit(shade(how.dado_colour, -0.2), 0.4))
        )
        canvas.pen.restore()


def _worktop(room: Room, canvas: Canvas, how: Manner, cooker: float, pane: Pane) -> None:
    light, rng, z = room.light, room.easel.fork("worktop"), room.back - 30
    indian = room.easel.setting.culture in INDIAN
    with room.plane(canvas, cooker, z - 4):
        kettle(canvas, 16, -90, 11, how.metal if indian else rgb("b8bcc4"), light)
        pot(canvas, -15, -90, 25, 17, rgb("c8ccd2") if indian else rgb("b85c38"), light)
    with room.plane(canvas, 0, z):
        x = pane.x + 46
        for i in range(3):
            jar(canvas, x + i * 12, -90, 9.5, 19 - 3 * i, _SPICES[i], light)
        potted(canvas, pane.x - 52, -90, 20, 34, light, rng)
        bowl_of_fruit(canvas, cooker - 62, -90, 32, light, rng)
        x = cooker + 52
        if indian or how.lamp == "pierced":
            for i, r in enumerate((13, 10, 8)):
                round_pot(canvas, x + i * 25, -90, r, how.metal if i != 1 else rgb("b8653a"), light)
        else:
            canvas.rect(x - 8, -128, 30, 38, ink(light.lit(rgb("b98a54"), 0.5)), round=3)
            canvas.rect(x + 4, -120, 26, 30, ink(light.lit(rgb("8a5a34"), 0.4)), round=3)
            round_pot(canvas, x + 48, -90, 10, rgb("d8cfc0"), light)
            for k in range(5):
                ladle(canvas, x + 44 + 2.4 * k, -128 + 2 * (k % 3), 16, rgb("a8743f"), light)
        if room.easel.tall:
            return
        x = room.x(0.25) if pane.x < cooker else cooker - 118
        for i in range(3):
            pot(canvas, x + 3 * i, -90 - 11 * i, 30 - 6 * i, 10, rgb("e8e2d4"), light, lid=False,
                handles=False)  # fmt: skip


def _clear(room: Room, cooker: float, pane: Pane) -> float:
    """How far right of the cooker the wall is free, less a hand's breadth."""
    return room.right - 20 if pane.x < cooker else pane.x - pane.wide / 2 - 24


def _shelves(room: Room, canvas: Canvas, how: Manner, pane: Pane, cooker: float) -> None:
    light, rng = room.light, room.easel.fork("shelves")
    indian = room.easel.setting.culture in INDIAN
    steel = rgb("c4c8ce")
    with room.plane(canvas, 0):
        # Beside the hood and clear of the window.
        spans = [(cooker + 46, _clear(room, cooker, pane) + 6)]
        beside = (pane.x + 86, cooker - 50) if pane.x < cooker else (room.left + 14, cooker - 50)
        if beside[1] - beside[0] > 40:
            spans.append(beside)
        for a, b in spans:
            for y in (-196.0, -238.0):
                shelf(canvas, a, y, b - a, how.wood, light)
                x = a + 9
                while x < b - 8:
                    pick = rng.random()
                    if indian and pick < 0.6:
                        wide = rng.uniform(8, 13)
                        pot(
                            canvas,
                            x,
                            y,
                            wide,
                            wide * rng.uniform(0.9, 1.7),
                            steel if rng.random() < 0.6 else how.metal,
                            light,
                            handles=False,
                        )
                    elif pick < 0.45:
                        wide = rng.uniform(8, 11)
                        jar(canvas, x, y, wide, rng.uniform(14, 23),
                            _SPICES[int(rng.integers(len(_SPICES)))], light)  # fmt: skip
                    elif pick < 0.6:
                        wide = 14.0
                        round_pot(canvas, x, y, 7, how.cloth[int(rng.integers(3))], light)
                    elif pick < 0.72:
                        wide = 16.0
                        potted(canvas, x, y, 15, 24, light, rng)
                    else:
                        wide = 12.0
                        for k in range(4):
                            canvas.oval(x, y - 2 - 2.6 * k, 8, 2.2, ink(light.lit(
                                shade(rgb("e8e2d4"), -0.08 * (k % 2)), 0.6)))  # fmt: skip
                    x += wide + rng.uniform(2, 5)
        a, b = cooker + 44, _clear(room, cooker, pane)
        canvas.line(a, -176, b, -176, ink(light.lit(how.metal, 0.6), stroke=2))
        for i in range(int((b - a) / 19)):
            x = a + 10 + i * 19
            copper = [rgb("b8653a"), how.metal, rgb("4a4a50")][i % 3]
            if i % 3 == 2:
                ladle(canvas, x, -175, rng.uniform(22, 30), steel, light)
            else:
                pan(canvas, x, -175, rng.uniform(7, 9.5), copper, light)
        if how.lamp in ("basket", "pierced") or indian:
            platter(canvas, room.x(0.5), -262, 17, light, how, rng)
            platter(canvas, room.x(0.5) + 38, -256, 13, light, how, rng)


def _front(room: Room, how: Manner) -> None:
    """A table's corner with fruit to the right, leaves and a hanging bunch to the left."""
    easel = room.easel
    light, rng = easel.light.shadowed(0.7), easel.fork("front")
    k = 0.62 if easel.tall else 1.0
    left = room.front("plant", -1, 440 * k, 300)
    x = easel.view.left
    big_leaves(left, x + 30 * k, 1010, 330 * k, light, rng)
    big_leaves(left, x + 10, 800, 190 * k, light, rng, green=(66.0, 110.0, 60.0))
    left.blur(5)
    right = room.front("table corner", 1, 420 * k, 700)
    x = easel.view.right
    right.shape(
        [(x - 330 * k, 1010), (x + 20, 990), (x + 20, 1140), (x - 380 * k, 1140)],
        ink(light.lit(how.wood, 0.4)),
    )
    right.line(x - 330 * k, 1010, x + 20, 990, ink(light.lit(shade(how.wood, 0.3), 0.9), stroke=7))
    bowl_of_fruit(right, x - 130 * k, 1030, 220 * k, light, rng)
    right.blur(4)
