"""A recording studio: acoustic panels, an ON AIR light, a desk with microphones, coloured lamps."""

from __future__ import annotations

import skia

from filmstudio.drawing.canvas import ADD, Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.furniture_lamps import breathe, halo, steam
from filmstudio.drawing.furniture_manners import Manner, manner
from filmstudio.drawing.furniture_seats import cup, table
from filmstudio.drawing.furniture_shelves import books, potted, shelf
from filmstudio.drawing.furniture_walls import lay_floor, rug
from filmstudio.drawing.furniture_windows import Pane, outlook, window
from filmstudio.drawing.light import LightScheme
from filmstudio.drawing.rooms import Room, enter
from filmstudio.film.picture import RGB

_MAGENTA, _BLUE, _RED = rgb("e04aa0"), rgb("4a7af0"), rgb("ff4a5e")


def paint(easel: Easel) -> None:
    """Panelled wall with its sign and window, shelf and lamps, the desk, a microphone near us."""
    how = manner(easel.setting.culture)
    room = enter(easel, window=0.16, high=290)
    outlook(room, "city")
    main = easel.layer("studio", 0.2)
    wall = rgb("5a4a6e")
    room.shell(main, wall, shade(wall, -0.2), rgb("3a3246"), rgb("6a4a3a"))
    _foam(room, main)
    pane = Pane(room.x(0.155), 96, 112 if not easel.tall else 60, 118)
    if not easel.tall:
        window(room, main, pane, how, "office")
    room.plaster(main, 0.1)
    lay_floor(room, main, "planks", rgb("7a5440"), polish=0.5)
    room.corners(main, 0.4)
    _washes(room, main)
    _sign(room, main)
    _shelf(room, main, how)

    near = easel.layer("desk", 0.34)
    x, z = room.x(0.5, 280), 262.0
    wide = 250.0 if not easel.tall else 150.0
    rug(room, near, x, wide + 40, 196, 320, (rgb("4a3a7a"), rgb("d88ab0"), rgb("2f4a8a")))
    _speakers(room, near)
    table(room, near, x, z, wide, 50, 74, mix(how.wood, rgb("a86a3c"), 0.5))
    for k in (-1, 1):
        microphone(room, near, x + k * wide * 0.2, z + 18, 74, 1.0, -k)
        with room.plane(near, x + k * wide * 0.36, z + 12):
            cup(
                near,
                0,
                -74,
                10,
                rgb("f0ece4") if k < 0 else how.cloth[0],
                easel.light,
                saucer=False,
            )
        steam(room, x + k * wide * 0.36, 83, z + 12, 22, 0.36, f"cup {k}")
    with room.plane(near, x, z + 14):
        _mixer(near, easel.light, easel)
    room.sunbeams(main, main, 0.8)
    at = room.p(0, 150, room.back)
    room.gloom(main, *at, 0.34)
    room.motes()
    _front(room)
    room.people()


def _foam(room: Room, canvas: Canvas) -> None:
    """Acoustic foam in squares, their ribs turned in turn; a few wooden diffusers among them."""
    light, rng = room.light, room.easel.fork("foam")
    size = 44.0
    with room.plane(canvas, room.left):
        for row in range(5):
            for i in range(int(room.wide / size) + 1):
                x, y = i * size, -78 - (row + 1) * size
                wide = min(size, room.wide - x) - 2
                if wide < 6 or -y > room.high:
                    continue
                wood = (i * 3 + row * 5) % 7 == 0
                tone = rgb("a06a40") if wood else shade(rgb("4c4468"), rng.uniform(-0.1, 0.1))
                canvas.rect(x, y, wide, size - 2, ink(light.lit(shade(tone, -0.4), 0.1)), round=2)
                count = 6
                for k in range(count):
                    if (row + i) % 2 and not wood:
                        a = x + wide * k / count
                        body = linear(
                            (a, 0),
                            (a + wide / count, 0),
                            [light.lit(shade(tone, 0.2), 0.6), light.lit(shade(tone, -0.4), 0.05)],
                        )
                        canvas.rect(a, y, wide / count - 0.6, size - 2, body)
                    else:
                        b = y + (size - 2) * k / count
                        body = linear(
                            (0, b),
                            (0, b + size / count),
                            [light.lit(shade(tone, 0.2), 0.6), light.lit(shade(tone, -0.4), 0.05)],
                        )
                        canvas.rect(x, b, wide, (size - 2) / count - 0.6, body)
        canvas.rect(0, -78, room.wide, 78, linear((0, -78), (0, 0), [
            light.lit(rgb("5c4a70"), 0.4), light.lit(rgb("3a2c4a"), 0.1)]))  # fmt: skip
        canvas.rect(0, -80, room.wide, 4, ink(light.lit(rgb("8a6a4a"), 0.6)))


def _washes(room: Room, canvas: Canvas) -> None:
    """Coloured light that tubes throw along the walls."""
    power = 0.3 + 0.35 * room.light.lamps
    for part, tone in ((0.02, _MAGENTA), (0.98, _BLUE), (0.3, _MAGENTA), (0.72, _BLUE)):
        x, y = room.p(room.x(part), 150, room.back)
        canvas.glow(x, y, 620, tone, 0.42 * power)
    for side, tone in ((room.left + 5, _MAGENTA), (room.right - 5, _BLUE)):
        a, b = room.p(side, 20, room.back - 4), room.p(side, 274, room.back - 4)
        canvas.line(*a, *b, ink(tone, 0.55, stroke=34, blur=15, mode=ADD))
        canvas.line(*a, *b, ink(mix(tone, (255, 255, 255), 0.7), stroke=7))


def _sign(room: Room, canvas: Canvas) -> None:
    light = room.light
    with room.plane(canvas, room.x(0.5), room.back - 3):
        canvas.rect(-60, -262, 120, 50, ink(light.lit(rgb("24162a"), 0.2)), round=8)
        canvas.rect(-60, -262, 120, 50, ink(_RED, 0.5, stroke=8, blur=4, mode=ADD), round=8)
        canvas.rect(-60, -262, 120, 50, ink(mix(_RED, (255, 255, 255), 0.35), stroke=2.4), round=8)
        canvas.text("ON AIR", 0, -226, 31, ink(_RED, 0.8, blur=4, mode=ADD))
        canvas.text("ON AIR", 0, -226, 31, ink(rgb("ffd8dc")))
        canvas.glow(0, -236, 150, _RED, 0.5)
    glow = Canvas(
        room.easel.view,
        *room.p(room.x(0.5) - 90, 290, room.back),
        *room.p(room.x(0.5) + 90, 180, room.back),
    )
    with room.plane(glow, room.x(0.5), room.back - 3):
        glow.rect(-60, -262, 120, 50, ink((70, 60, 60), 0.6, stroke=10, blur=5), round=8)
    room.easel.shimmer(glow, 3, 0.21, 2.6, "sign")


def _shelf(room: Room, canvas: Canvas, how: Manner) -> None:
    light, rng = room.light, room.easel.fork("shelf")
    with room.plane(canvas, 0, room.back - 2):
        for a, wide in ((room.x(0.5) - 92, 184.0), (room.x(0.74), 104.0)):
            if room.easel.tall and wide < 150:
                continue
            shelf(canvas, a, -164, wide, how.wood, light)
            books(canvas, a + 8, a + wide * 0.36, -164, 28, light, rng)
            potted(canvas, a + wide * 0.5, -164, 26, 42, light, rng)
            x = a + wide * 0.8
            halo(canvas, x, -176, 40, light)
            canvas.oval(x, -176, 12, 12, ink(mix(rgb("ffd890"), rgb("fff4d4"), light.lamps)))
        for k, tone in ((0.31, _MAGENTA), (0.915, rgb("ffb04a"))):
            x = room.x(k)
            canvas.line(x, -212, x, -120, ink(mix(tone, (255, 255, 255), 0.6), stroke=3.4))
            canvas.line(x, -212, x, -120, ink(tone, 0.6, stroke=14, blur=6, mode=ADD))
    breathe(room, room.x(0.5) + 55, 176, room.back - 2, 60, 0.21, "orb")


def _speakers(room: Room, canvas: Canvas) -> None:
    light = room.light
    if room.easel.tall:
        return
    for k in (-1, 1):
        x = room.x(0.5 + 0.315 * k, 300)
        with room.plane(canvas, x, 306):
            canvas.line(0, -2, 0, -80, ink(light.lit(rgb("3a3840"), 0.3), stroke=4))
            canvas.oval(0, -1, 20, 4, ink(light.lit(rgb("2a2830"), 0.2)))
        room.solid(canvas, x - 21, x + 21, 80, 146, 300, 332, rgb("34303e"))
        with room.plane(canvas, x, 300):
            for y, r in ((-96, 14), (-130, 8)):
                canvas.oval(0, y, r, r, ink(light.lit(rgb("16141c"), 0.3)))
                canvas.oval(0, y, r * 0.8, r * 0.8, ink(light.lit(rgb("c88a4a"), 0.4), stroke=1.6))
                canvas.oval(
                    -r * 0.2, y - r * 0.2, r * 0.3, r * 0.3, ink(light.lit(rgb("6a6474"), 0.7))
                )


def microphone(
    room: Room, canvas: Canvas, x: float, z: float, y: float, k: float, way: int
) -> None:
    """A broadcast microphone on a jointed arm that stands on a desk y cm high."""
    light = room.light
    dark = light.lit(rgb("26242c"), 0.35)
    with room.plane(canvas, x, z, y):
        canvas.oval(0, -1, 13 * k, 3 * k, ink(dark))
        canvas.line(0, -1, 3 * way, -34 * k, ink(dark, stroke=2.8 * k))
        canvas.line(3 * way, -34 * k, 26 * way * k, -44 * k, ink(dark, stroke=2.4 * k))
        canvas.oval(3 * way, -34 * k, 3 * k, 3 * k, ink(shade(dark, 0.25)))
        canvas.pen.save()
        canvas.pen.translate(30 * way * k, -48 * k)
        canvas.pen.rotate(20 * way)
        _capsule(canvas, 8 * k, 26 * k, light)
        canvas.pen.restore()


def _capsule(canvas: Canvas, r: float, high: float, light: LightScheme) -> None:
    body = linear((-r, 0), (r, 0), light.across(rgb("3c3a46")))
    canvas.rect(-r, -high * 0.6, 2 * r, high, body, round=r * 0.9)
    canvas.rect(-r, -high * 0.06, 2 * r, high * 0.12, ink(_RED, 0.9))
    for i in range(4):
        y = -high * 0.48 + high * 0.1 * i
        canvas.line(
            -r * 0.75, y, r * 0.75, y, ink(light.lit(rgb("8a8698"), 0.6), 0.8, stroke=r * 0.09)
        )


def _mixer(canvas: Canvas, light: LightScheme, easel: Easel) -> None:
    rng = easel.fork("mixer")
    canvas.shape([(-30, -74), (30, -74), (26, -83), (-26, -83)], ink(light.lit(rgb("2c2a34"), 0.4)))
    lamps: tuple[RGB, ...] = (rgb("6af08a"), rgb("ffcf5a"), _RED, rgb("6ab0ff"))
    for i in range(10):
        x = -22 + 4.9 * i
        canvas.line(x, -76, x, -81, ink(light.lit(rgb("6a6876"), 0.5), stroke=0.9))
        canvas.oval(x, -77 - rng.uniform(0, 3.4), 1.3, 1.3, ink(lamps[int(rng.integers(4))]))


def _front(room: Room) -> None:
    """A great microphone out of focus at one edge, a lamp's glow at the other."""
    easel = room.easel
    light, view = easel.light.shadowed(0.6), easel.view
    k = 0.55 if easel.tall else 1.0
    right = room.front("microphone", 1, 330 * k, 520)
    x = view.right
    right.line(x - 100 * k, 800, x + 30, 1140, ink(light.lit(rgb("26242c"), 0.3), stroke=24 * k))
    right.pen.save()
    right.pen.translate(x - 110 * k, 760)
    right.pen.rotate(-16)
    _capsule(right, 66 * k, 240 * k, light)
    right.pen.restore()
    right.blur(6)
    left = room.front("lamp", -1, 320 * k, 400)
    x = view.left
    left.glow(
        x + 20 * k, 820, 250 * k, rgb("ff9a5a"), 0.5 * light.lamps, mode=skia.BlendMode.kSrcOver
    )
    left.rect(x - 60, 900, 200 * k, 300, linear((0, 900), (0, 1130), [
        light.lit(rgb("6a5a86"), 0.6), light.lit(rgb("2c2440"), 0.1)]), round=50)  # fmt: skip
    left.blur(6)
