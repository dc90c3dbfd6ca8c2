"""A palace hall: throne on its dais, columns, drapes, chandeliers, tall windows, a long carpet."""

from __future__ import annotations

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.furniture_drapes import curtain
from filmstudio.drawing.furniture_halls import (
    GOLD,
    arcade,
    chandelier,
    column,
    glory,
    runner,
    steps,
    throne,
)
from filmstudio.drawing.furniture_lamps import breathe, pendant, sconce, vase
from filmstudio.drawing.furniture_manners import EAST, INDIAN, Manner, manner
from filmstudio.drawing.furniture_walls import lay_floor
from filmstudio.drawing.furniture_windows import Pane, outlook, window
from filmstudio.drawing.rooms import Room, enter


def paint(easel: Easel) -> None:
    """Windows left and right of the throne, columns towards us, lights above, drapes near us."""
    culture = easel.setting.culture
    how = manner(culture)
    east = culture in EAST or culture == "thai"
    indian = culture in INDIAN or culture == "middle-eastern"
    room = enter(easel, window=0.35, high=340, sides=(0.08, 0.92), back=390)
    outlook(room, "hills" if culture == "middle-eastern" else "garden")
    main = easel.layer("hall", 0.2)
    wall = rgb("d8b98a") if east else rgb("ecd8b4") if indian else rgb("c9bfa8")
    room.shell(main, wall, shade(wall, -0.1), shade(wall, -0.2), rgb("b09a80"))
    _panels(room, main, how, east)
    room.plaster(main, 0.1)
    arcade(room, main, wall, 3, "pointed" if indian else "round")
    kind = "jali" if culture in INDIAN else "lattice" if east else "arch"
    for part in (0.35, 0.65) if not easel.tall else (0.16, 0.84):
        pane = Pane(room.x(part), 34, 78 if not easel.tall else 56, 226)
        window(room, main, pane, how, kind)
    lay_floor(room, main, "checks" if not east else "planks", rgb("d0bea0"), polish=1.0)
    room.corners(main, 0.36)
    _canopy(room, main, how, east)
    room.sunbeams(main, main, 1.3)
    x, y = room.p(0, 150, room.back)
    room.gloom(main, x, y, 0.3)

    near = easel.layer("throne and columns", 0.34)
    runner(room, near, 0, 84, 330, how.cloth[0], GOLD)
    steps(room, near, 0, 210 if not easel.tall else 150, 316, rgb("d8ccb4"), 3, how.cloth[0])
    throne(room, near, 0, 352, how.cloth[0])
    post = rgb("b02a22") if east else rgb("efe2cc") if indian else rgb("d8cfc0")
    style = "lacquer" if east else "slender" if indian else "fluted"
    reach = 1.0 if not easel.tall else 0.52
    for z in (358.0, 280.0):
        for k in (-1, 1):
            column(room, near, k * (162.0 + (390 - z) * 0.1) * reach, z, 18 * (0.6 + 0.4 * reach),
                   room.high, post, style)  # fmt: skip
    for i, (k, z, drop) in enumerate(((-1, 300, 250), (0, 282, 262), (1, 300, 250))):
        at = k * 96 * reach
        if east:
            pendant(room, near, at, z, drop - 10, how, kind="lantern", size=22)
        elif culture == "middle-eastern":
            pendant(room, near, at, z, drop - 10, how, kind="pierced", size=22)
        elif not (easel.tall and k):
            chandelier(room, near, at, z, drop, 34 if k == 0 else 27)
        breathe(room, at, drop, z, 80, 0.35, f"chandelier {i}")
    _drapes(room, how, reach)
    room.motes()
    _front(room, how)
    room.people()


def _panels(room: Room, canvas: Canvas, how: Manner, east: bool) -> None:
    """Gilded panels and a frieze on the back wall."""
    light, rng = room.light, room.easel.fork("panels")
    with room.plane(canvas, room.left):
        count = 9
        wide = room.wide / count
        gold = light.lit(GOLD, 0.7)
        for i in range(count):
            x = i * wide + 5
            tone = how.cloth[0] if i % 2 else how.cloth[2]
            canvas.rect(
                x, -262, wide - 10, 224, ink(light.lit(mix(tone, rgb("d8c09a"), 0.62), 0.4), 0.9)
            )
            canvas.rect(x, -262, wide - 10, 224, ink(gold, 0.85, stroke=2))
            canvas.rect(x + 5, -257, wide - 20, 214, ink(gold, 0.5, stroke=0.9))
            for j in range(6):
                y = -238 + 34 * j + rng.uniform(-1, 1)
                for s in (1.0, 0.5):
                    canvas.shape([(x + wide / 2 - 5, y - 11 * s), (x + wide / 2 - 5 + 8 * s, y),
                                  (x + wide / 2 - 5, y + 11 * s), (x + wide / 2 - 5 - 8 * s, y)],
                                 ink(gold, 0.5, stroke=1.2))  # fmt: skip
        canvas.rect(0, -room.high, room.wide, 46, linear((0, -room.high), (0, -room.high + 46), [
            light.lit(shade(GOLD, -0.25), 0.3), light.lit(GOLD, 0.7),
            light.lit(shade(GOLD, -0.45), 0.2)]))  # fmt: skip
        for i in range(int(room.wide / 16)):
            x = 8 + i * 16
            canvas.oval(x, -room.high + 23, 5.4, 9, ink(light.lit(how.cloth[i % 2 * 2], 0.5), 0.8))
            canvas.oval(x, -room.high + 23, 2, 4, ink(gold))
        canvas.rect(0, -36, room.wide, 36, ink(light.lit(rgb("8a6a4a"), 0.3)))
        canvas.rect(0, -40, room.wide, 5, ink(gold))


def _canopy(room: Room, canvas: Canvas, how: Manner, east: bool) -> None:
    """Behind the throne: a hanging of cloth with a sun, or a screen, under a gilded canopy."""
    light, rng = room.light, room.easel.fork("canopy")
    with room.plane(canvas, 0, room.back - 6):
        w = 62.0
        canvas.rect(-w, -268, 2 * w, 236, linear((-w, 0), (w, 0), [
            light.lit(shade(how.cloth[0], -0.3), 0.2), light.lit(how.cloth[0], 0.6),
            light.lit(shade(how.cloth[0], -0.3), 0.2)]))  # fmt: skip
        glory(canvas, 0, -218, 27, light)
        for k in (-1, 1):
            curtain(
                canvas, k * (w + 4), -272, 44, 240, shade(how.cloth[0], -0.06), light, rng, tied=k
            )
        canvas.rect(
            -w - 30,
            -290,
            2 * w + 60,
            22,
            linear(
                (0, -290),
                (0, -268),
                [light.lit(shade(GOLD, 0.2), 0.9), light.lit(shade(GOLD, -0.35), 0.2)],
            ),
            round=3,
        )
        for i in range(15):
            x = -w - 24 + (2 * w + 48) * i / 14
            canvas.oval(x, -264, 7, 9, ink(light.lit(how.cloth[1], 0.6)))
            canvas.oval(x, -254, 1.8, 4, ink(light.lit(GOLD, 0.9)))
        for k in (-1, 1):
            sconce(canvas, k * 92, -160, 15, light, GOLD)
            sconce(canvas, k * 206, -160, 15, light, GOLD)
            vase(
                canvas, k * 212, -40, 26, 56, how.dado_colour if not east else rgb("3a6a8a"), light
            )


def _drapes(room: Room, how: Manner, reach: float) -> None:
    """Swags high between the columns that move a little."""
    easel, rng = room.easel, room.easel.fork("drapes")
    for k in (-1, 1):
        x = k * 190 * reach
        hung = Canvas(easel.view)
        with room.plane(hung, x, 276):
            curtain(hung, 0, -330, 74, 250, how.cloth[0], easel.light, rng, tied=k)
        easel.sway(hung, lean=0.012, period=5.2, phase=0.4 * k, depth=0.345, hangs=True)


def _front(room: Room, how: Manner) -> None:
    """Great curtains at both edges with gold borders."""
    easel = room.easel
    light, rng, view = easel.light.shadowed(0.58), easel.fork("front"), easel.view
    k = 0.5 if easel.tall else 1.0
    for side in (-1, 1):
        canvas = room.front(f"drape {side}", side, 300 * k)
        x = view.left + 70 * k if side < 0 else view.right - 70 * k
        curtain(
            canvas,
            x,
            view.top - 10,
            230 * k,
            1300,
            shade(how.cloth[0], -0.1),
            light,
            rng,
            tied=side,
        )
        canvas.blur(6)
