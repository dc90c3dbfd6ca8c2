"""A hall of worship: rows of pillars, a glowing sanctum, bells and lamps, light between the columns."""

from __future__ import annotations

import skia

from filmstudio.drawing.canvas import Canvas, ink, linear, radial
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.fittings import garland, oil_lamp, rangoli
from filmstudio.drawing.furniture_drapes import curtain
from filmstudio.drawing.furniture_halls import GOLD, arcade, bell, column, glory, runner, steps
from filmstudio.drawing.furniture_lamps import breathe, candle, pendant, steam, vase
from filmstudio.drawing.furniture_manners import EAST, INDIAN, Manner, manner
from filmstudio.drawing.furniture_shelves import platter
from filmstudio.drawing.furniture_walls import lay_floor
from filmstudio.drawing.furniture_windows import Pane, outlook, window
from filmstudio.drawing.rooms import Room, enter
from filmstudio.film.picture import RGB

_STONES: dict[str, tuple[str, str, str]] = {
    "carved": ("b08a64", "9a7a5a", "carved"), "lacquer": ("c9a878", "a82a20", "lacquer"),
    "slender": ("e6d6b8", "efe6d6", "slender"), "fluted": ("d4c8b4", "cfc4b2", "fluted"),
    "earthen": ("c48a56", "6e4428", "carved"),
}  # fmt: skip


def _kind(culture: str) -> str:
    if culture in INDIAN:
        return "carved"
    if culture in EAST or culture == "thai":
        return "lacquer"
    if culture == "african":
        return "earthen"
    return "slender" if culture == "middle-eastern" else "fluted"


def paint(easel: Easel) -> None:
    """Openings to the sky, the sanctum between them, columns towards us, lamps on the floor."""
    how = manner(easel.setting.culture)
    kind = _kind(easel.setting.culture)
    *colours, shape = _STONES[kind]
    wall, post = (rgb(c) for c in colours)
    if easel.setting.culture == "latin-american":
        wall = rgb("e8c9a0")
    room = enter(easel, window=0.22, high=330, sides=(0.1, 0.9), back=390)
    outlook(room, how.outlook if how.outlook != "city" else "garden")
    main = easel.layer("hall", 0.2)
    room.shell(main, wall, shade(wall, -0.12), shade(wall, -0.35), rgb("8a6e54"))
    room.plaster(main, 0.22)
    arcade(room, main, wall, 3, "round" if kind == "fluted" else "pointed")
    style = {"carved": "jali", "slender": "arch", "fluted": "arch"}.get(
        kind, "lattice" if kind == "lacquer" else "shutters"
    )
    parts = (0.24, 0.76) if not easel.tall else (0.2, 0.8)
    for part in parts:
        pane = Pane(room.x(part), 40 if kind != "fluted" else 90, 92 if not easel.tall else 56, 190)
        window(room, main, pane, how, style)
    if kind == "fluted":
        _stained(room, main)
    elif kind == "earthen":
        rng = easel.fork("trays")
        with room.plane(main, 0):
            for dx, up, r in ((84, -236, 20), (118, -196, 14), (96, -152, 16)):
                for side in (-1, 1):
                    platter(main, side * dx, up, r, easel.light, how, rng)
    lay_floor(room, main, "planks" if kind == "lacquer" else "tiles", rgb("9a7c5e"), polish=0.8)
    room.corners(main, 0.45)
    _sanctum(room, main, kind, how, wall)
    room.sunbeams(main, main, 1.3)
    x, y = room.p(0, 120, room.back)
    room.gloom(main, x, y, 0.4)

    pillars = easel.layer("pillars", 0.34)
    for z in (350.0, 270.0):
        for k in (-1, 1):
            at = k * (150.0 + (390 - z) * 0.12) * (1.0 if not easel.tall else 0.5)
            column(room, pillars, at, z, 17 if not easel.tall else 11, room.high, post, shape)
    if kind != "carved":
        runner(room, pillars, 0, 74, 330, how.cloth[0], GOLD)
    else:
        rangoli(pillars, room.vanish[0], 940, 150 if not easel.tall else 100, easel.light,
                easel.fork("kolam"))  # fmt: skip
    _lamps(room, pillars, kind, how)
    steam(room, 26, 60, 330, 60, 0.36, "incense")
    room.motes()
    _front(room, kind, post, how)
    room.people()


def _sanctum(room: Room, canvas: Canvas, kind: str, how: Manner, wall: RGB) -> None:
    """The shrine in the middle of the back wall, bright within."""
    light, easel = room.light, room.easel
    k = 1.0 if not easel.tall else 0.72
    steps(room, canvas, 0, 210 * k, room.back - 62, shade(wall, 0.05), 3, how.cloth[0])
    with room.plane(canvas, 0, room.back - 4, 36):
        w, h = 62 * k, 196.0
        canvas.rect(-w - 20, -h - 12, 2 * w + 40, h + 12,
                    linear((-w, 0), (w, 0), light.across(shade(wall, 0.08))))  # fmt: skip
        arch = skia.Path()
        arch.moveTo(-w, 0)
        arch.lineTo(-w, -h * 0.6)
        if kind == "carved":
            for a, b, c, d in (
                (-w * 0.98, -h * 0.8, -w * 0.6, -h * 0.8),
                (-w * 0.5, -h * 0.96, 0, -h),
                (w * 0.5, -h * 0.96, w * 0.6, -h * 0.8),
                (w * 0.98, -h * 0.8, w, -h * 0.6),
            ):
                arch.quadTo(a, b, c, d)
        elif kind == "lacquer":
            arch.lineTo(-w, -h * 0.94)
            arch.lineTo(w, -h * 0.94)
            arch.lineTo(w, -h * 0.6)
        else:
            arch.quadTo(-w, -h * 0.9, 0, -h)
            arch.quadTo(w, -h * 0.9, w, -h * 0.6)
        arch.lineTo(w, 0)
        arch.close()
        canvas.path(arch, radial((0, -h * 0.42), h * 0.75, [
            mix(rgb("ffdf9a"), light.lamp, 0.4), rgb("c8702a"), light.lit(rgb("4a2418"), 0.1)],
            [0, 0.42, 1]))  # fmt: skip
        canvas.path(arch, ink(light.lit(GOLD, 0.8), stroke=5))
        canvas.path(arch, ink(light.lit(shade(GOLD, -0.45), 0.2), stroke=1.4))
        glory(canvas, 0, -h * 0.5, 30 * k, light)
        canvas.rect(
            -w * 0.6, -34, w * 1.2, 34, linear((-w * 0.6, 0), (w * 0.6, 0), light.across(GOLD))
        )
        canvas.rect(-w * 0.7, -40, w * 1.4, 7, ink(light.lit(shade(GOLD, 0.25), 0.9)))
        for side in (-1, 1):
            vase(canvas, side * w * 0.44, -40, 15 * k, 24, how.metal, light)
            for j in range(9):
                canvas.oval(
                    side * w * 0.44 + (j % 3 - 1) * 4.4,
                    -68 - (j // 3) * 4,
                    3.4,
                    3.2,
                    ink(light.lit((how.cloth[1], how.cloth[0], rgb("f4e8d0"))[j % 3], 0.8)),
                )
        rng = easel.fork("sanctum drape")
        if kind in ("carved", "lacquer"):
            for side in (-1, 1):
                curtain(canvas, side * (w - 12 * k), -h * 0.9, 34 * k, h * 0.82, how.cloth[0], light,
                        rng, tied=side)  # fmt: skip
    for side in (-1, 1):
        candle(room, canvas, side * 40 * k, 37, room.back - 44, 17, 0.21)
        candle(room, canvas, side * 58 * k, 25, room.back - 52, 14, 0.21)
    breathe(room, 0, 130, room.back - 5, 120, 0.21, "sanctum")


def _stained(room: Room, canvas: Canvas) -> None:
    """A rose window high above the altar, its glass lit by the sky."""
    out, light = room.outside, room.light
    day = 0.25 if out.moon or out.sun_height < 0 else 0.85
    with room.plane(canvas, 0, room.back, 292):
        canvas.oval(0, 0, 33, 33, ink(light.lit(rgb("8a8072"), 0.3)))
        for ring, count in ((24, 12), (13, 8)):
            for k in range(count):
                canvas.pen.save()
                canvas.pen.rotate(360 * k / count)
                tone = [rgb("c8303a"), rgb("2f5ac8"), rgb("e8b030"), rgb("2f9a6a")][(k + ring) % 4]
                canvas.oval(
                    0, -ring, 4.8, 6.2, ink(mix(light.lit(tone, 0.1), shade(tone, 0.25), day))
                )
                canvas.pen.restore()
        canvas.oval(0, 0, 6.4, 6.4, ink(mix(rgb("8a6a2a"), rgb("ffe8a0"), day)))
        canvas.glow(0, 0, 90, out.sky[3], 0.4 * day)


def _lamps(room: Room, canvas: Canvas, kind: str, how: Manner) -> None:
    easel = room.easel
    k = 1.0 if not easel.tall else 0.5
    metal = how.metal
    if kind == "carved":
        bell(room, canvas, 0, 320, 232, 24, metal)
        for side in (-1, 1):
            bell(room, canvas, side * 62 * k, 330, 250, 13, metal)
            at = room.p(side * 96 * k, 0, 286)
            oil_lamp(easel, canvas, at[0], at[1], 250, 0.36)
            at = room.p(side * 58 * k, 0, 318)
            oil_lamp(easel, canvas, at[0], at[1], 150, 0.36)
        light = easel.light
        points = [room.p(-150 * k + 300 * k * t, 290 - 60 * 4 * t * (1 - t), 352) for t in
                  (0, 0.2, 0.4, 0.6, 0.8, 1)]  # fmt: skip
        garland(canvas, points, light, size=12)
    elif kind == "lacquer":
        for side in (-1, 1):
            for i, z in enumerate((340.0, 268.0)):
                pendant(room, canvas, side * (92 + 8 * i) * k, z, 232, how, kind="lantern", size=20)
                breathe(room, side * (92 + 8 * i) * k, 230, z, 60, 0.36, f"lantern {side} {i}")
        bell(room, canvas, 0, 330, 262, 20, metal)
    else:
        for i, part in enumerate((-1.0, -0.45, 0.45, 1.0)):
            lamp = {"slender": "pierced", "earthen": "basket"}.get(kind, "brass")
            pendant(room, canvas, part * 106 * k, 300, 228 + (14 if i in (1, 2) else 0), manner("african"),
                    kind=lamp, size=15)  # fmt: skip
            breathe(room, part * 106 * k, 226, 300, 56, 0.36, f"lamp {i}")
        if kind == "fluted":
            _pews(room, canvas, how)


def _pews(room: Room, canvas: Canvas, how: Manner) -> None:
    reach = 142.0 if not room.easel.tall else 74.0
    for z in (318.0, 276.0):
        for side in (-1, 1):
            a, b = sorted((side * 50.0, side * reach))
            room.solid(canvas, a, b, 0, 76, z, z + 7, how.wood)
            room.solid(canvas, a, b, 38, 43, z - 26, z, how.wood)


def _front(room: Room, kind: str, post: RGB, how: Manner) -> None:
    """A pillar's shaft at each side, close to the lens."""
    easel = room.easel
    light, view = easel.light.shadowed(0.55), easel.view
    k = 0.5 if easel.tall else 1.0
    for side, name in ((-1, "pillar left"), (1, "pillar right")):
        canvas = room.front(name, side, 230 * k)
        x = view.left if side < 0 else view.right - 170 * k
        canvas.rect(
            x, view.top, 170 * k, 1300, linear((x, 0), (x + 170 * k, 0), light.across(post))
        )
        for y in (240, 620, 900):
            canvas.rect(x - 24 * k, y, 218 * k, 44, linear((x, 0), (x + 170 * k, 0), light.across(
                post if kind != "lacquer" else GOLD)), round=8)  # fmt: skip
        canvas.blur(6)
