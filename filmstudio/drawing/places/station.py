"""A railway station: platform, canopy on iron columns, a waiting train, tracks, a clock."""

from __future__ import annotations

from functools import partial

import numpy as np
import skia

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.facades import tower
from filmstudio.drawing.fittings import pool_of_light, smoke
from filmstudio.drawing.land import ridge
from filmstudio.drawing.light import LightScheme
from filmstudio.drawing.plants import tree
from filmstudio.drawing.railway import bench, carriage, clock, name_board, rails
from filmstudio.drawing.sky import paint_sky
from filmstudio.drawing.street import on_wall
from filmstudio.drawing.water import reflection
from filmstudio.drawing.weather import ground_relief, mist

_LIVERY: dict[str, tuple[str, str]] = {
    "north-indian": ("2f5f9a", "e8d8a8"), "south-indian": ("2f5f9a", "e8d8a8"), "japanese": ("f4f4f0", "2f6fb8"),
    "chinese": ("3f7a4a", "f0c848"), "western": ("8a2f34", "ead8b0"), "thai": ("d8b83a", "8a3a7a"),
}  # fmt: skip


def paint(easel: Easel) -> None:
    """Sky and town, the train in perspective, rails, platform, canopy and columns, clock."""
    light, view, w = easel.light, easel.view, easel.width
    culture = easel.setting.culture
    easel.horizon = 600.0
    vanish = (w * 0.4 if not easel.tall else w * 0.44, 600.0)
    far = easel.layer("sky and town", 0.06)
    paint_sky(easel, far)
    ridge(easel, far, 640, 120, rgb("7288a0"), 0.92, name="hills", bottom=view.bottom)
    rng = easel.fork("town")
    for _ in range(9):
        tower(
            far,
            rng.uniform(view.left, w * 0.8),
            650,
            rng.uniform(50, 90),
            rng.uniform(60, 170),
            light,
            rng,
            0.82,
        )
    for _ in range(10):
        tree(
            far,
            rng.uniform(view.left, view.right),
            652,
            rng.uniform(60, 110),
            rgb("64874c"),
            light,
            rng,
            distance=0.62,
        )
    mist(easel, far, 620, 50, 0.5, name="yard haze")

    middle = easel.layer("train", 0.26)
    bed = rgb("8a8078")
    middle.rect(
        view.left,
        640,
        view.right - view.left,
        view.bottom - 640,
        linear(
            (0, 640),
            (0, view.bottom),
            [light.lit(bed, 0.5, 0.45, up=0.8), light.lit(shade(bed, -0.3), 0.4, up=0.8)],
        ),
    )
    rails(easel, middle, vanish)
    main, second = (rgb(c) for c in _LIVERY.get(culture, ("2f6f6a", "e8dcc0")))
    foot = (vanish[0] - min(w * 0.36, 560), 1010.0)
    depths = (0.72, 1.25, 2.1, 3.6, 6.4)
    for i in range(len(depths) - 2, -1, -1):
        wagon = partial(
            carriage,
            middle,
            620.0,
            main,
            second,
            light,
            easel.fork(f"carriage {i}"),
            min(0.6, 0.13 * i),
        )
        on_wall(middle, vanish, foot, depths[i], depths[i + 1], 620.0, wagon)
    mist(easel, middle, 640, 30, 0.35, name="steam")

    ground = easel.layer("platform", 0.38)
    _platform(easel, ground, vanish)
    _building(easel, ground, vanish)
    _canopy(easel, ground, vanish)
    if light.lamps > 0.3 or light.wet or culture in ("western", "north-indian"):
        smoke(easel, w * 0.22, 780, 150, 0.3, "steam")
    for mx, y in ((0.52, 985), (0.64, 1000), (0.56, 950), (0.74, 975)):
        easel.stand(mx, y)


def _platform(easel: Easel, canvas: Canvas, vanish: tuple[float, float]) -> None:
    light, view, w = easel.light, easel.view, easel.width
    vx, vy = vanish
    reach = view.bottom - vy
    edge = -w * 0.06
    top = 640.0
    at = (top - vy) / reach
    stone = rgb("b8aea2")
    shape = [
        (vx + edge * at + 4, top),
        (view.right, top),
        (view.right, view.bottom),
        (vx + edge, view.bottom),
    ]
    canvas.shape(
        shape,
        linear(
            (0, top),
            (0, view.bottom),
            [
                light.lit(shade(stone, 0.05), 0.6, 0.35, up=0.6),
                light.lit(stone, 0.55, up=0.6),
                light.lit(shade(stone, -0.4), 0.35, up=0.6),
            ],
            [0, 0.4, 1],
        ),
    )
    for k in range(1, 15):
        u = edge + w * 0.14 * k
        canvas.line(
            vx + u * at,
            top,
            vx + u,
            view.bottom,
            ink(light.lit(shade(stone, -0.5), 0.1), 0.28, stroke=1.8),
        )
    for k in range(15):
        y = vy + reach / (1.0 + 0.32 * k)
        left = vx + edge * (y - vy) / reach
        canvas.line(
            left, y, view.right, y, ink(light.lit(shade(stone, -0.5), 0.1), 0.28, stroke=1.8)
        )
    ground_relief(easel, canvas, 660, view.bottom, depth=0.22)
    if light.wet or light.lamps > 0.85:
        reflection(
            easel,
            canvas,
            top + 2,
            view.bottom,
            strength=0.5 if light.wet else 0.14,
            ripple=16,
            tint=light.lit(stone),
            tinted=0.3,
            onto=True,
        )
    for u0, u1, tone in (
        (edge, edge + w * 0.02, "f4efe4"),
        (edge + w * 0.05, edge + w * 0.075, "f0c23a"),
    ):
        canvas.shape(
            [
                (vx + u0 * at, top),
                (vx + u1 * at, top),
                (vx + u1, view.bottom),
                (vx + u0, view.bottom),
            ],
            ink(light.lit(rgb(tone), 0.7, up=0.4), 0.9),
        )
    canvas.shape(
        [
            (vx + edge * at, top),
            (vx + edge, view.bottom),
            (vx + edge - 60, view.bottom),
            (vx + edge * at - 4, top + 3),
        ],
        ink(light.lit(rgb("4a443e"), 0.1)),
    )


def _building(easel: Easel, canvas: Canvas, vanish: tuple[float, float]) -> None:
    """The station house along the platform: brick, arched windows, doors, a kiosk."""
    light, w = easel.light, easel.width
    foot = (vanish[0] + w * 0.72, 1010.0)
    depths = (0.9, 1.5, 2.3, 3.4, 5.0, 7.4)
    for i in range(len(depths) - 2, -1, -1):
        bay = partial(_bay, canvas, light, easel.fork(f"bay {i}"), min(0.55, 0.08 * i), i)
        on_wall(canvas, vanish, foot, depths[i], depths[i + 1], 420.0, bay)


def _bay(
    canvas: Canvas, light: LightScheme, rng: np.random.Generator, distance: float, index: int
) -> None:
    brick, trim = rgb("a8624a"), rgb("ecdcc0")
    shadow = light.shadowed(0.8)
    canvas.rect(0, -620, 421, 620, ink(shadow.lit(brick, 0.3, distance)))
    for _ in range(60):
        tone = shadow.lit(shade(brick, rng.uniform(-0.25, 0.2)), 0.3, distance)
        canvas.rect(rng.uniform(0, 390), -rng.uniform(70, 600), 28, 10, ink(tone, 0.7))
    canvas.rect(0, -70, 421, 70, ink(shadow.lit(rgb("5a4a44"), 0.3, distance)))
    canvas.rect(0, -84, 421, 14, ink(shadow.lit(trim, 0.5, distance)))
    for k, x in enumerate((105.0, 315.0)):
        door = (index + k) % 3 == 0
        base, height, half = (0.0, 340.0, 66.0) if door else (-120.0, 250.0, 60.0)
        for grow, tone in (
            (1.22, shadow.lit(trim, 0.6, distance)),
            (
                1.0,
                mix(
                    shadow.lit(rgb("2c343c"), 0.2, distance),
                    mix(light.lamp, rgb("fff0d4"), 0.3),
                    0.25 + 0.65 * light.lamps,
                ),
            ),
        ):
            hw = half * grow
            top = base - height * (1.0 if grow == 1 else 1.05)
            arch = skia.Path()
            arch.moveTo(x - hw, base)
            arch.lineTo(x - hw, top + hw)
            arch.quadTo(x - hw, top, x, top)
            arch.quadTo(x + hw, top, x + hw, top + hw)
            arch.lineTo(x + hw, base)
            arch.close()
            canvas.path(arch, ink(tone))
        frame = ink(shadow.lit(rgb("2f5a52"), 0.5, distance), stroke=9, butt=True)
        canvas.line(x, base, x, base - height, frame)
        canvas.line(x - half, base - height * 0.55, x + half, base - height * 0.55, frame)
        if door:
            canvas.rect(
                x - half,
                base - height * 0.3,
                2 * half,
                height * 0.3,
                ink(shadow.lit(rgb("2f5a52"), 0.4, distance)),
            )
        else:
            canvas.rect(x - half * 1.3, base, half * 2.6, 14, ink(shadow.lit(trim, 0.6, distance)))
    words = ("TICKETS", "TEA", "WAITING ROOM", "BOOKS", "LUGGAGE")[index % 5]
    canvas.rect(120, -470, 190, 52, ink(shadow.lit(rgb("26406a"), 0.5, distance)), round=8)
    canvas.text(
        words,
        215,
        -432,
        34 if len(words) < 9 else 22,
        ink(shadow.lit(rgb("f8f0dc"), 0.8, distance)),
    )
    if light.lamps > 0.4:
        canvas.glow(210, -300, 330, light.lamp, 0.25 * light.lamps)


def _canopy(easel: Easel, canvas: Canvas, vanish: tuple[float, float]) -> None:
    """Roof, columns with brackets, clock, name board, bench and lamps."""
    light, view, w = easel.light, easel.view, easel.width
    vx, vy = vanish
    iron = rgb("2f5a52")
    near, far_ = 0.8, 6.0
    lip, rise = w * 0.17, 560.0
    outer = [
        (vx + lip / near, vy - rise / near),
        (vx + lip / far_, vy - rise / far_),
        (view.right + 20, vy - rise / far_ - 10),
        (view.right + 20, vy - rise / near),
    ]
    canvas.shape(
        outer,
        linear(
            (0, vy - 420),
            (0, vy - 60),
            [light.lit(rgb("6a5a4a"), 0.05), light.lit(rgb("8a7660"), 0.2, 0.4)],
        ),
    )
    for k in range(1, 13):
        depth = near * (far_ / near) ** (k / 13)
        y = vy - rise / depth
        canvas.line(
            vx + lip / depth,
            y,
            view.right + 20,
            y,
            ink(light.lit(rgb("4a3c30"), 0.1, 0.05 * k), stroke=max(2.0, 13 / depth)),
        )
    for k in range(34):
        depth = near * (far_ / near) ** (k / 34)
        nxt = near * (far_ / near) ** ((k + 1) / 34)
        x0, y0, x1, y1 = vx + lip / depth, vy - rise / depth, vx + lip / nxt, vy - rise / nxt
        tone = light.lit(rgb("f0e8d4") if k % 2 else iron, 0.6, 0.012 * k)
        canvas.shape(
            [
                (x0, y0),
                (x1, y1),
                (x1, y1 + 40 / nxt),
                ((x0 + x1) / 2, (y0 + y1) / 2 + 62 / depth),
                (x0, y0 + 40 / depth),
            ],
            ink(tone),
        )
    for depth in (4.6, 3.2, 2.2, 1.5, 1.02):
        s, distance = 1 / depth, min(0.5, 0.07 * depth)
        x = vx + lip * 1.35 * s
        base, top = vy + 420 * s, vy - rise * s
        body = linear((x - 14 * s, 0), (x + 14 * s, 0), light.across(iron, distance))
        canvas.oval(x, base, 34 * s, 8 * s, ink((8, 8, 12), 0.4))
        canvas.rect(x - 11 * s, top, 22 * s, base - top, body)
        canvas.rect(x - 20 * s, base - 90 * s, 40 * s, 90 * s, body, round=5 * s)
        canvas.rect(
            x - 18 * s, top + 150 * s, 36 * s, 14 * s, ink(light.lit(rgb("d8a83a"), 0.7, distance))
        )
        for side in (-1, 1):
            canvas.curve(
                [
                    (x, top + 150 * s),
                    (x + side * 60 * s, top + 110 * s),
                    (x + side * 130 * s, top + 10 * s),
                ],
                ink(light.lit(iron, 0.5, distance), stroke=9 * s),
            )
            canvas.oval(
                x + side * 56 * s,
                top + 70 * s,
                22 * s,
                22 * s,
                ink(light.lit(iron, 0.5, distance), stroke=5 * s),
            )
        lamp_x, lamp_y = x + 130 * s, top + 120 * s
        canvas.line(lamp_x, top, lamp_x, lamp_y, ink(light.lit(rgb("2c2c2e"), 0.3), stroke=3 * s))
        canvas.oval(
            lamp_x,
            lamp_y + 14 * s,
            22 * s,
            18 * s,
            ink(mix(light.lit(rgb("e4e0d4"), 0.6), rgb("fff2d0"), light.lamps)),
        )
        canvas.glow(lamp_x, lamp_y + 14 * s, 190 * s, light.lamp, 0.75 * light.lamps)
        pool_of_light(canvas, lamp_x, base + 10 * s, 250 * s, light, 0.5)
    size = 0.72 if easel.tall else 1.0
    clock(easel, canvas, w * 0.62, 300, 58 * size)
    name_board(easel, canvas, w * (0.86 if not easel.tall else 0.7), 700, size)
    bench(easel, canvas, w * 0.9, 880, 210 * size)
