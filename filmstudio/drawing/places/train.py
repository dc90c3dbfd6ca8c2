"""A railway carriage: seats that face each other, racks, lamps, and a landscape that runs past."""

from __future__ import annotations

import itertools

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.furniture_drapes import curtain
from filmstudio.drawing.furniture_kitchen import kettle
from filmstudio.drawing.furniture_lamps import breathe, fan, sconce, steam
from filmstudio.drawing.furniture_manners import EAST, INDIAN, Manner, manner
from filmstudio.drawing.furniture_seats import cup, cushion
from filmstudio.drawing.furniture_walls import lay_floor
from filmstudio.drawing.furniture_windows import Pane, outlook, window
from filmstudio.drawing.plants import bush, palm, tree
from filmstudio.drawing.rooms import Room, enter
from filmstudio.film.picture import RGB, Drift


def paint(easel: Easel) -> None:
    """Windows and what passes them, the panelled wall with racks, the seats, a seat near us."""
    culture = easel.setting.culture
    how = manner(culture)
    room = enter(easel, window=0.42, high=246, back=310, sides=(0.05, 0.95))
    outlook(room, "open")
    _passing(room)
    indian = culture in INDIAN
    modern = culture in EAST
    wall = rgb("7fa3b8") if indian else rgb("d8d6cc") if modern else how.wood
    main = easel.layer("carriage", 0.2)
    room.shell(main, wall, shade(wall, -0.1), rgb("ded6c6"), rgb("6a5a50"))
    _panels(room, main, wall, wood=not indian and not modern)
    parts = (0.22, 0.5, 0.78) if not easel.tall else (0.5,)
    panes = []
    for part in parts:
        pane = Pane(room.x(part), 84, 132 if not easel.tall else 124, 94)
        panes.append(pane)
        _window(room, main, pane, how, barred=indian)
    lay_floor(room, main, "planks", rgb("6a5546"), polish=0.3)
    _rack(room, main, how)
    room.corners(main, 0.4)
    cloth = rgb("2f4f8a") if indian else how.cloth[0]
    _lamps(room, main, how, panes)
    if not indian:
        _curtains(room, panes, how)

    seats = easel.layer("seats", 0.34)
    spots = (0.06, 0.36, 0.64, 0.94) if not easel.tall else (0.19, 0.81)
    for i, part in enumerate(spots):
        _bench(room, seats, room.x(part, 270), cloth, how, 1 if i % 2 == 0 else -1)
    for i, part in enumerate((0.21, 0.79) if not easel.tall else (0.5,)):
        _table(room, seats, room.x(part, 280), how, i)
    if indian:
        for part in (0.3, 0.7):
            fan(room, seats, room.x(part, 270), 270)
    room.sunbeams(main, seats, 1.1)
    x, y = room.p(0, 120, room.back)
    room.gloom(main, x, y, 0.32)
    room.motes()
    _front(room, cloth)
    room.people()


def _passing(room: Room) -> None:
    """Trees, poles and bushes that rush by, nearer ones faster."""
    easel, light = room.easel, room.outside
    view, rng = easel.view, easel.fork("passing")
    for row, (speed, high, y, count) in enumerate(((170, 130, 548, 3), (420, 210, 590, 2))):
        for i in range(count):
            x = easel.width * (i + rng.uniform(0.1, 0.9)) / count
            half = high * (0.6 if row else 0.9)
            canvas = Canvas(view, x - half, y - high * 1.35, x + half, y + 20)
            if easel.setting.culture in (*INDIAN, "thai", "african") and i % 2 and not light.snow:
                palm(canvas, canvas, x, y, high, 8, light, rng, distance=0.3 - 0.2 * row)
            else:
                green = mix(rgb("5f8448"), rgb("8f9a4a"), float(rng.random()))
                tree(canvas, x, y, high, green, light, rng, distance=0.32 - 0.2 * row)
            if row:
                bush(canvas, x, y + 16, half * 1.7, rgb("4f7a40"), light, rng, distance=0.1)
            easel.moves(
                Drift(
                    canvas.cropped(), velocity=(-speed * view.scale, 0.0), depth=0.06 + 0.01 * row
                )
            )
    x = easel.width * 0.7
    pole = Canvas(view, x - 60, 150, x + 60, 660)
    dark = light.lit(rgb("3c3a40"), 0.3)
    pole.rect(x - 5, 170, 10, 490, ink(dark))
    pole.rect(x - 52, 196, 104, 8, ink(dark))
    pole.blur(1.6)
    easel.moves(Drift(pole.cropped(), velocity=(-1250 * view.scale, 0.0), depth=0.09))


def _panels(room: Room, canvas: Canvas, wall: RGB, *, wood: bool) -> None:
    light, rng = room.light, room.easel.fork("panels")
    with room.plane(canvas, room.left):
        wide = room.wide
        canvas.rect(0, -78, wide, 78, linear((0, -78), (0, 0), [
            light.lit(shade(wall, -0.12), 0.4), light.lit(shade(wall, -0.4), 0.15)]))  # fmt: skip
        if wood:
            for _ in range(140):
                x, y = wide * rng.random(), -room.high * rng.random()
                canvas.line(
                    x,
                    y,
                    x + rng.uniform(20, 90),
                    y + rng.uniform(-1, 1),
                    ink(light.lit(shade(wall, rng.uniform(-0.4, 0.2)), 0.3), 0.3, stroke=0.9),
                )
        x = 0.0
        while x < wide:
            canvas.line(
                x, -room.high, x, 0, ink(light.lit(shade(wall, -0.5), 0.1), 0.5, stroke=1.4)
            )
            canvas.line(
                x + 1.4,
                -room.high,
                x + 1.4,
                0,
                ink(light.lit(shade(wall, 0.3), 0.7), 0.5, stroke=0.8),
            )
            x += wide / 12
        for y in (-78.0, -188.0):
            canvas.rect(0, y - 3, wide, 5, ink(light.lit(shade(wall, 0.2), 0.7)))
            canvas.line(0, y + 3, wide, y + 3, ink((16, 8, 14), 0.35, stroke=2.4))


def _window(room: Room, canvas: Canvas, pane: Pane, how: Manner, *, barred: bool) -> None:
    light = room.light
    window(room, canvas, pane, how, "plain")
    with room.plane(canvas, pane.x, y=pane.sill):
        w, h = pane.wide / 2, pane.high
        rail = ink(light.lit(rgb("b8bcc0"), 0.6), stroke=2.6)
        canvas.rect(-w, -h, 2 * w, h, ink(light.lit(rgb("a8aab0"), 0.6), stroke=5), round=6)
        if barred:
            for i in range(1, 6):
                canvas.line(-w, -h * i / 6, w, -h * i / 6, rail)


def _rack(room: Room, canvas: Canvas, how: Manner) -> None:
    """Luggage racks along the wall with cases and bags."""
    light, rng = room.light, room.easel.fork("rack")
    z = room.back - 34
    with room.plane(canvas, 0, room.back - 14):
        a, b = room.left * 0.98, room.right * 0.98
        x = a + 14
        tones = [rgb("8a4a2e"), rgb("3f5f6a"), rgb("b08a4a"), rgb("6a2f3a"), how.cloth[2]]
        while x < b - 50:
            if rng.random() < 0.3:
                x += rng.uniform(14, 40)
                continue
            wide, tall = rng.uniform(34, 62), rng.uniform(16, 26)
            tone = tones[int(rng.integers(len(tones)))]
            canvas.rect(
                x,
                -200 - tall,
                wide,
                tall,
                linear(
                    (x, -200 - tall),
                    (x + wide, -200),
                    [light.lit(shade(tone, 0.14), 0.6), light.lit(shade(tone, -0.3), 0.1)],
                ),
                round=3,
            )
            for k in (0.22, 0.78):
                canvas.line(x + wide * k, -200 - tall, x + wide * k, -200,
                            ink(light.lit(shade(tone, -0.5), 0.2), stroke=2.2))  # fmt: skip
            canvas.oval(
                x + wide / 2, -200 - tall, 6, 3, ink(light.lit(shade(tone, -0.5), 0.2), stroke=1.6)
            )
            x += wide + rng.uniform(4, 18)
    with room.plane(canvas, 0, z):
        a, b = room.left, room.right
        brass = rgb("c09a4c")
        for y, size in ((-196, 3.4), (-203, 1.6), (-209, 2.2)):
            canvas.line(a, y, b, y, ink(light.lit(brass, 0.7), stroke=size))
        x = a
        while x < b:
            canvas.line(x, -194, x, -210, ink(light.lit(shade(brass, -0.3), 0.4), stroke=1.8))
            x += 26
        canvas.rect(
            a, -194, b - a, 10, linear((0, -194), (0, -184), [(12, 6, 12)] * 2, alphas=[0.4, 0])
        )


def _lamps(room: Room, canvas: Canvas, how: Manner, panes: list[Pane]) -> None:
    light = room.light
    for i, (a, b) in enumerate(itertools.pairwise(panes)):
        x = (a.x + b.x) / 2
        with room.plane(canvas, x, room.back - 4, 150):
            sconce(canvas, 0, 0, 14, light, rgb("c09a4c"))
        breathe(room, x, 160, room.back - 4, 46, 0.21, f"sconce {i}")
    for side in (room.left + 16, room.right - 16):
        with room.plane(canvas, side, room.back - 4, 150):
            sconce(canvas, 0, 0, 13, light, rgb("c09a4c"))
    for k in (-0.5, 0.0, 0.5):
        x = room.right * k
        with room.plane(canvas, x, 250, room.high - 2):
            canvas.rect(-34, -2, 68, 5, ink(mix(light.lit(rgb("e8e2d4"), 0.6), rgb("fff4dc"),
                        light.lamps)), round=2)  # fmt: skip
            canvas.glow(0, 2, 110, light.lamp, 0.4 * light.lamps)


def _curtains(room: Room, panes: list[Pane], how: Manner) -> None:
    easel, rng = room.easel, room.easel.fork("curtains")
    for pane in panes:
        for k in (-1, 1):
            x = pane.x + k * (pane.wide / 2 - 8)
            a, b = room.p(x - 24, 188, room.back - 3), room.p(x + 24, 70, room.back - 3)
            hung = Canvas(easel.view, a[0], a[1], b[0], b[1])
            with room.plane(hung, x, room.back - 3):
                curtain(hung, 0, -184, 30, 106, how.cloth[1], easel.light, rng, tied=k)
            easel.sway(
                hung, lean=0.03, period=1.9, phase=0.2 * k + pane.x / 200, depth=0.21, hangs=True
            )


def _bench(room: Room, canvas: Canvas, x: float, cloth: RGB, how: Manner, way: int) -> None:
    """A high-backed seat seen from its end; `way` 1 faces right, -1 left."""
    light, rng = room.light, room.easel.fork(f"bench {x:.0f}")
    z0, z1 = 252.0, room.back - 2
    back0, back1 = (x - 16, x) if way > 0 else (x, x + 16)
    seat0, seat1 = (x, x + 46) if way > 0 else (x - 46, x)
    room.solid(canvas, seat0, seat1, 0, 34, z0 + 4, z1, shade(how.wood, -0.2))
    room.solid(canvas, seat0, seat1, 34, 46, z0, z1, cloth)
    room.solid(canvas, back0, back1, 0, 118, z0, z1, cloth, shade(cloth, 0.15))
    with room.plane(canvas, x, z0):
        a = back0 - x
        edge = linear((a, 0), (a + 16, 0), light.across(how.wood))
        canvas.rect(a - 2, -121, 20, 121, edge, round=5)
        canvas.rect(a + 3, -112, 10, 66, ink(light.lit(shade(cloth, -0.1), 0.4)), round=4)
        canvas.rect(min(0, 46 * way) - 1, -62, 48, 6, edge, round=3)
        canvas.rect(min(0, 46 * way) + (40 if way > 0 else 2), -62, 5, 62, edge)
    with room.plane(canvas, x + way * 18, z1 - 30):
        if rng.random() < 0.6:
            cushion(canvas, 0, -46, 34, how.cloth[1], light, rng.uniform(-12, 12), rng)


def _table(room: Room, canvas: Canvas, x: float, how: Manner, index: int) -> None:
    light, z = room.light, 274.0
    with room.plane(canvas, x, z + 24):
        canvas.rect(-3, -70, 6, 70, ink(light.lit(rgb("8a8c92"), 0.4)))
    room.solid(canvas, x - 30, x + 30, 68, 72, z, room.back - 2, how.wood)
    with room.plane(canvas, x, z + 14):
        cup(canvas, -13, -72, 10, rgb("f2ece0") if index else how.cloth[2], light)
        if index:
            canvas.rect(4, -76, 18, 3, ink(light.lit(rgb("8a2f2a"), 0.5)))
            canvas.rect(5, -79, 16, 3, ink(light.lit(rgb("d8b04a"), 0.5)))
        else:
            kettle(canvas, 12, -72, 7, rgb("b8bcc4"), light)
    steam(room, x - 13, 80, z + 14, 20, 0.36, f"tea {index}")


def _front(room: Room, cloth: RGB) -> None:
    """The backs of the nearest seats at both edges."""
    easel = room.easel
    light, view = easel.light.shadowed(0.6), easel.view
    k = 0.5 if easel.tall else 1.0
    for side in (-1, 1):
        canvas = room.front(f"seat {side}", side, 250 * k, 520)
        x = view.left - 90 * k if side < 0 else view.right - 120 * k
        canvas.rect(
            x,
            590,
            210 * k,
            700,
            linear(
                (x, 590),
                (x, 1130),
                [light.lit(shade(cloth, 0.2), 0.9), light.lit(shade(cloth, -0.45), 0.1)],
            ),
            round=46,
        )
        canvas.rect(x + 26 * k, 560, 158 * k, 120, linear((x, 560), (x, 680), [
            light.lit(rgb("f0e8d8"), 0.7), light.lit(rgb("b8ac9a"), 0.3)]), round=22)  # fmt: skip
        canvas.blur(6)
