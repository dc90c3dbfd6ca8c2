"""Walls and floors of rooms: panels, tiles, slats and painted bands; planks, mats, checks, earth."""

from __future__ import annotations

import numpy as np

from filmstudio.drawing.canvas import ADD, Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.furniture_manners import Manner
from filmstudio.drawing.light import LightScheme
from filmstudio.drawing.rooms import Room
from filmstudio.film.picture import RGB


def dress_walls(room: Room, canvas: Canvas, how: Manner, height: float = 96.0) -> None:
    """The lower walls, skirting and picture rail, on the back wall and both sides."""
    rng = room.easel.fork("dado")
    with room.plane(canvas, room.left):
        _dado(canvas, room.wide, height, how, room.light, rng, 0.4)
        _rail(canvas, room.wide, room.high, how, room.light, 0.45)
    near = 110.0
    window_left = room.light.sun_x < 0.5
    for side in (-1, 1):
        facing = 0.05 if (side < 0) == window_left else 0.5
        with room.flank(canvas, side, near, room.back) as length:
            _dado(canvas, length, height, how, room.light, rng, facing)
            _rail(canvas, length, room.high, how, room.light, facing)


def _rail(
    canvas: Canvas, length: float, high: float, how: Manner, light: LightScheme, facing: float
) -> None:
    trim = rgb("efe6d6") if how.dado == "panel" else how.wood
    canvas.rect(0, -9, length, 9, ink(light.lit(shade(trim, -0.05), facing)))
    canvas.line(0, -9, length, -9, ink(light.lit(shade(trim, 0.3), facing + 0.3), stroke=1.0))
    canvas.rect(0, -high, length, 9, ink(light.lit(trim, facing)))
    canvas.line(0, -high + 10, length, -high + 10, ink((20, 10, 20), 0.3, stroke=3))


def _dado(
    canvas: Canvas, length: float, height: float, how: Manner, light: LightScheme,
    rng: np.random.Generator, facing: float,
) -> None:  # fmt: skip
    base = light.lit(how.dado_colour, facing)
    low = light.lit(shade(how.dado_colour, -0.22), facing * 0.7)
    body = linear((0, -height), (0, 0), [base, low])
    if how.dado == "plain":
        return
    if how.dado == "band":
        canvas.rect(0, -height, length, height, body)
        canvas.rect(0, -height - 5, length, 5, ink(light.lit(rgb("f2d9a0"), facing)))
        return
    canvas.rect(0, -height, length, height, body)
    if how.dado == "panel":
        _panels(canvas, length, height, how.dado_colour, light, facing)
    elif how.dado in ("tiles", "zellige"):
        _tiles(canvas, length, height, how, light, rng, facing)
    elif how.dado == "slats":
        x = 0.0
        while x < length:
            wide = rng.uniform(9, 13)
            tone = light.lit(shade(how.dado_colour, rng.uniform(-0.16, 0.12)), facing)
            canvas.rect(x, -height, wide, height, ink(tone, 0.7))
            canvas.line(x, -height, x, 0, ink(shade(low, -0.45), 0.55, stroke=1))
            x += wide
    edge = light.lit(shade(how.dado_colour, 0.22), facing + 0.3)
    canvas.rect(0, -height - 4, length, 5, ink(edge))
    canvas.line(0, -height + 2, length, -height + 2, ink((20, 10, 20), 0.3, stroke=2.4))


def _panels(
    canvas: Canvas, length: float, height: float, albedo: RGB, light: LightScheme, facing: float
) -> None:
    count = max(1, round(length / 74))
    wide = length / count
    lit, dim = light.lit(shade(albedo, 0.25), facing + 0.3), light.lit(shade(albedo, -0.3), 0.05)
    for i in range(count):
        x = i * wide + 10
        canvas.rect(x, -height + 14, wide - 20, height - 34, ink(dim, 0.6, stroke=1.6))
        canvas.line(x, -20, x + wide - 20, -20, ink(lit, 0.9, stroke=1.6))
        canvas.line(x + wide - 20, -height + 14, x + wide - 20, -20, ink(lit, 0.7, stroke=1.4))


def _tiles(
    canvas: Canvas, length: float, height: float, how: Manner, light: LightScheme,
    rng: np.random.Generator, facing: float,
) -> None:  # fmt: skip
    size = 12.0
    pale, deep = rgb("f1ead8"), how.dado_colour
    second = how.cloth[1]
    for row in range(int(height / size)):
        for i in range(int(length / size) + 1):
            x, y = i * size, -height + row * size
            if how.dado == "tiles":
                tone = mix(deep, pale, rng.uniform(0.05, 0.5) if (i + row) % 2 else 0.85)
                canvas.rect(x + 0.5, y + 0.5, size - 1, size - 1, ink(light.lit(tone, facing)))
                continue
            tone = mix(deep, (20, 60, 90), rng.uniform(0, 0.4)) if (i + row) % 2 else pale
            canvas.rect(x + 0.4, y + 0.4, size - 0.8, size - 0.8, ink(light.lit(tone, facing)))
            c = (x + size / 2, y + size / 2)
            mark = second if (i + row) % 2 else deep
            canvas.shape(
                [(c[0], c[1] - 4.5), (c[0] + 4.5, c[1]), (c[0], c[1] + 4.5), (c[0] - 4.5, c[1])],
                ink(light.lit(mark, facing), 0.9),
            )


def lay_floor(room: Room, canvas: Canvas, kind: str, albedo: RGB, polish: float = 0.5) -> None:
    """Planks, tiles, checks, oxide, mats, terracotta or earth, with the window's sheen on it."""
    rng = room.easel.fork("floor")
    light = room.light
    edge = room.easel.view
    near = FOCAL_NEAR
    reach = max(abs(edge.left - room.vanish[0]), abs(edge.right - room.vanish[0]))
    half = reach * room.back / 860.0 + 20
    if kind == "planks":
        _planks(room, canvas, albedo, half, near, rng)
    elif kind in ("tiles", "checks", "terracotta", "mats"):
        _squares(room, canvas, kind, albedo, half, near, rng)
    elif kind == "earth":
        for _ in range(260):
            z = room.back - (room.back - near) * rng.random() ** 0.7
            x, y = room.p(rng.uniform(-half, half), 0, z)
            r = rng.uniform(2, 9) * 300 / z
            tone = light.lit(shade(albedo, rng.uniform(-0.35, 0.15)), 0.5)
            canvas.oval(x, y, r * 2.4, r * 0.5, ink(tone, rng.uniform(0.1, 0.32), blur=1.5))
    if polish <= 0:
        return
    # A waxed floor mirrors what is bright: columns of soft light under each window.
    out = room.outside
    sheen = mix(out.sky[3], (255, 255, 255), 0.2)
    strength = polish * (0.30 if not out.moon else 0.14) * (0.7 if out.cover > 0.8 else 1)
    for x0, x1, _, _ in room.openings:
        top, foot = room.p(x0, 0, room.back), room.p(x1, 0, room.back)
        canvas.rect(
            top[0] + 10, top[1], foot[0] - top[0] - 20, 190,
            linear(
                (0, top[1]), (0, top[1] + 190), [sheen] * 3, [0, 0.3, 1],
                alphas=[strength * 0.5, strength, 0], mode=ADD, blur=14,
            ),
        )  # fmt: skip


FOCAL_NEAR = 150.0
"""The z (cm) at which floors end, below the lower edge of the plate."""


def _planks(
    room: Room, canvas: Canvas, albedo: RGB, half: float, near: float, rng: np.random.Generator
) -> None:
    light, wide = room.light, 17.0
    joint = ink(light.lit(shade(albedo, -0.6), 0.1), 0.5, stroke=1.6)
    x = -half
    while x < half:
        z = near - rng.uniform(0, 90)
        while z < room.back:
            far = min(room.back, z + rng.uniform(90, 170))
            start = max(near, z)
            if far > start:
                tone = light.lit(shade(albedo, rng.uniform(-0.2, 0.1)), 0.5)
                spots = [
                    (x, 0.0, start),
                    (x + wide, 0.0, start),
                    (x + wide, 0.0, far),
                    (x, 0.0, far),
                ]
                canvas.shape(room.quad(spots), ink(tone, 0.55))
                canvas.line(*room.p(x, 0, far), *room.p(x + wide, 0, far), joint)
                for _ in range(2):
                    gx, g0 = x + rng.uniform(2, wide - 2), rng.uniform(start, far)
                    canvas.line(
                        *room.p(gx, 0, g0), *room.p(gx + rng.uniform(-1, 1), 0, min(far, g0 + 40)),
                        ink(light.lit(shade(albedo, -0.4), 0.3), 0.22, stroke=1.4),
                    )  # fmt: skip
            z = far
        canvas.line(*room.p(x, 0, near), *room.p(x, 0, room.back), joint)
        x += wide


def _squares(
    room: Room, canvas: Canvas, kind: str, albedo: RGB, half: float, near: float,
    rng: np.random.Generator,
) -> None:  # fmt: skip
    light = room.light
    long, wide = {"mats": (170.0, 85.0), "terracotta": (26.0, 26.0)}.get(kind, (42.0, 42.0))
    dark = shade(albedo, -0.62) if kind == "checks" else shade(albedo, -0.45)
    joint = ink(light.lit(dark, 0.2), 0.45, stroke=1.6)
    rows = int((room.back - near) / wide) + 2
    columns = int(half / long) + 1
    for j in range(rows):
        z1 = room.back - j * wide
        z0 = max(60.0, z1 - wide)
        shift = (j % 2) * long / 2 if kind in ("mats", "terracotta") else 0
        for i in range(-columns, columns + 1):
            x = i * long + shift
            spots = [(x, 0.0, z0), (x + long, 0.0, z0), (x + long, 0.0, z1), (x, 0.0, z1)]
            at = room.quad(spots)
            if kind == "checks" and (i + j) % 2:
                tone = shade(mix(albedo, rgb("7a4a3a"), 0.62), rng.uniform(-0.1, 0.06))
            else:
                tone = shade(albedo, rng.uniform(-0.1, 0.08))
            canvas.shape(at, ink(light.lit(tone, 0.55), 0.6))
            canvas.line(*at[0], *at[3], joint)
            if kind == "mats":
                for k in range(1, 12):
                    zz = z0 + (z1 - z0) * k / 12
                    weave = ink(light.lit(shade(albedo, -0.25), 0.4), 0.22, stroke=1)
                    canvas.line(*room.p(x, 0, zz), *room.p(x + long, 0, zz), weave)
        line = ink(light.lit(rgb("2f3a34"), 0.3), 0.9, stroke=5) if kind == "mats" else joint
        canvas.line(*room.p(-half, 0, z0), *room.p(half, 0, z0), line)


def beams(room: Room, canvas: Canvas, wood: RGB, count: int = 5, deep: float = 14.0) -> None:
    """Beams that cross the ceiling towards us."""
    light = room.light
    for i in range(count):
        x = room.left + room.wide * (i + 0.5) / count
        h, near = room.high, 110.0
        low = h - deep
        canvas.shape(
            room.quad([(x - 6, low, room.back), (x + 6, low, room.back), (x + 6, low, near),
                       (x - 6, low, near)]),
            ink(light.lit(shade(wood, -0.25), 0.05)),
        )  # fmt: skip
        edge = x + 6 if x < 0 else x - 6
        canvas.shape(
            room.quad([(edge, low, room.back), (edge, h, room.back), (edge, h, near),
                       (edge, low, near)]),
            ink(light.lit(wood, 0.3)),
        )  # fmt: skip
        with room.plane(canvas, x, room.back):
            canvas.rect(-6, -h, 12, deep, ink(light.lit(shade(wood, -0.1), 0.3)))


def rug(
    room: Room, canvas: Canvas, x: float, wide: float, z0: float, z1: float,
    cloth: tuple[RGB, RGB, RGB], fringed: bool = True,
) -> None:  # fmt: skip
    """A woven rug on the floor with borders and a field of lozenges."""
    light = room.light

    def field(inset: float, colour: RGB, alpha: float = 1.0) -> None:
        a, b = x - wide / 2 + inset, x + wide / 2 - inset
        k = inset * 0.55
        spots = [(a, 0.0, z0 + k), (b, 0.0, z0 + k), (b, 0.0, z1 - k), (a, 0.0, z1 - k)]
        canvas.shape(room.quad(spots), ink(light.lit(colour, 0.5), alpha))

    canvas.shape(
        room.quad([(x - wide / 2 - 4, 0.0, z0 - 3), (x + wide / 2 + 4, 0.0, z0 - 3),
                   (x + wide / 2 + 3, 0.0, z1), (x - wide / 2 - 3, 0.0, z1)]),
        ink((16, 8, 14), 0.35, blur=5),
    )  # fmt: skip
    first, second, third = cloth
    for inset, colour in ((0, shade(first, -0.25)), (7, second), (12, third), (22, second),
                          (26, first)):  # fmt: skip
        field(inset, colour)
    count = max(3, int(wide / 34))
    for row in range(3):
        for i in range(count):
            cx = x - wide / 2 + 34 + (wide - 68) * (i + 0.5) / count
            cz = z0 + (z1 - z0) * (0.28 + 0.22 * row)
            r = 11 if row == 1 else 7
            canvas.shape(
                room.quad([(cx - r, 0, cz), (cx, 0, cz - r * 0.9), (cx + r, 0, cz),
                           (cx, 0, cz + r * 0.9)]),
                ink(light.lit(second if row == 1 else third, 0.5), 0.85),
            )  # fmt: skip
    if fringed:
        for side in (-1, 1):
            for i in range(26):
                z = z0 + (z1 - z0) * (i + 0.5) / 26
                a = x + side * wide / 2
                canvas.line(
                    *room.p(a, 0, z), *room.p(a + side * 6, 0, z - 1),
                    ink(light.lit(second, 0.6), 0.8, stroke=1.6),
                )  # fmt: skip
