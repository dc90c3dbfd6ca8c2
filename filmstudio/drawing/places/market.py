"""A market: a lane of stalls heaped with fruit, cloth, pots and spice, awnings, strings of lights."""

from __future__ import annotations

from functools import partial

import numpy as np

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.facades import facade, tower
from filmstudio.drawing.fittings import garland, pool_of_light
from filmstudio.drawing.light import SNOW
from filmstudio.drawing.sky import paint_sky
from filmstudio.drawing.street import on_wall
from filmstudio.drawing.water import reflection
from filmstudio.drawing.weather import ground_relief, mist
from filmstudio.film.picture import RGB

_CLOTHS = tuple(
    rgb(c) for c in ("d8433a", "e8a03a", "2f8a86", "7a4a9a", "3f6fb0", "d85a8a", "5f9a4a", "f0e4cc")
)
_FRUIT = tuple(
    rgb(c) for c in ("e8482f", "f29a2a", "f4cf3c", "7fae3a", "8a3a6a", "d86a3a", "c8d05a")
)
_DEPTHS = (0.9, 1.5, 2.3, 3.4, 5.2, 8.0)


def paint(easel: Easel) -> None:
    """Sky, the houses of the lane, stalls from far to near, paving, things hung overhead."""
    light, view, w = easel.light, easel.view, easel.width
    easel.horizon = 590.0
    vanish = (w * 0.5, 590.0)
    far = easel.layer("sky and lane", 0.07)
    paint_sky(easel, far, birds=False)
    rng = easel.fork("far")
    for k in range(5):
        tower(far, vanish[0] - 190 + 80 * k, 640, 74, rng.uniform(70, 170), light, rng, 0.85)
    mist(easel, far, 590, 60, 0.5, name="lane haze")
    main = easel.layer("houses", 0.25)
    half, base = (w * 0.47 if not easel.tall else w * 0.62), 1010.0
    for side in (-1, 1):
        foot = (vanish[0] + side * half, base)
        heights = [rng.uniform(470, 760) for _ in _DEPTHS]
        for i in range(len(_DEPTHS) - 2, -1, -1):
            length = 300.0 + 50 * rng.random()
            house = partial(
                facade,
                main,
                0,
                0,
                length,
                heights[i],
                easel.setting.culture,
                light,
                rng,
                min(0.7, 0.12 * i + 0.05),
                detail=i < 3,
            )
            on_wall(main, vanish, foot, _DEPTHS[i], _DEPTHS[i + 1], length, house)
    mist(easel, main, 620, 30, 0.3, name="lane end", onto=True)

    ground = easel.layer("lane", 0.37, top=120)
    earth = rgb("b59a7c")
    reach = view.bottom - vanish[1]
    wall = half * reach / (base - vanish[1])
    start = (640 - vanish[1]) / reach
    ground.shape([(vanish[0] - wall * start, 640), (vanish[0] + wall * start, 640), (vanish[0] + wall, view.bottom), (vanish[0] - wall, view.bottom)],
                 linear((0, 640), (0, view.bottom), [light.lit(shade(earth, 0.1), 0.6, 0.3, up=0.85), light.lit(earth, 0.55, up=0.85), light.lit(shade(earth, -0.4), 0.35, up=0.85)], [0, 0.4, 1]))  # fmt: skip
    _cobbles(easel, ground, vanish, wall)
    ground_relief(easel, ground, 660, view.bottom, depth=0.26)
    if light.wet or light.lamps > 0.85:
        reflection(
            easel,
            ground,
            642,
            view.bottom,
            strength=0.6 if light.wet else 0.12,
            ripple=20,
            tint=light.lit(earth),
            tinted=0.3,
            onto=True,
            foot=(vanish[0], (base - vanish[1]) / half),
        )
    stalls = [(5.6, 0.62), (4.0, 0.62), (2.9, 0.63), (2.1, 0.64), (1.5, 0.68), (1.06, 0.78)]
    for i, (depth, u) in enumerate(stalls):
        for side in (-1, 1):
            if easel.tall and depth < 1.2:
                continue
            x = vanish[0] + side * half * u / depth
            y = vanish[1] + 400 / depth
            _stall(
                easel,
                ground,
                x,
                y,
                (390 if not easel.tall else 230) / depth,
                side,
                f"stall {i} {side}",
                min(0.5, 0.11 * depth),
            )
    _overhead(easel)
    for mx, y in ((0.42, 985), (0.58, 1000), (0.5, 950), (0.64, 965)):
        easel.stand(mx, y)


def _cobbles(easel: Easel, canvas: Canvas, vanish: tuple[float, float], wall: float) -> None:
    light, view, rng = easel.light, easel.view, easel.fork("cobbles")
    reach = view.bottom - vanish[1]
    count = int(520 * max(0.5, easel.width / 1920))
    t = np.sort(rng.random(count) ** 0.8)
    for part in t:
        y = 650 + (view.bottom - 650) * float(part)
        at = (y - vanish[1]) / reach
        x = vanish[0] + rng.uniform(-0.62, 0.62) * wall * at
        r = 24 * at
        tone = light.lit(
            shade(rgb("b59a7c"), rng.uniform(-0.25, 0.2)), 0.6, 0.15 * (1 - part), up=0.85
        )
        canvas.oval(x, y, r, r * 0.34, ink(tone, 0.4))


def _stall(
    easel: Easel,
    canvas: Canvas,
    x: float,
    y: float,
    s: float,
    side: int,
    name: str,
    distance: float,
) -> None:
    """A stall `s` wide whose foot is at y: posts, awning, a slanted counter of goods, a bulb."""
    light, rng = easel.light, easel.fork(name)
    timber = rgb("8a6242")
    h = s * 0.98
    canvas.oval(x, y, s * 0.56, s * 0.05, ink((10, 8, 14), 0.45, blur=s * 0.02))
    post = linear((x - s / 2, 0), (x + s / 2, 0), light.across(timber, distance))
    for dx in (-0.48, 0.48):
        canvas.rect(x + dx * s - s * 0.015, y - h, s * 0.03, h, post)
    back = light.lit(rgb("4a342a"), 0.1, distance)
    canvas.rect(
        x - s * 0.47,
        y - h * 0.84,
        s * 0.94,
        h * 0.5,
        ink(mix(back, light.lamp, 0.12 * light.lamps)),
    )
    kind = int(rng.integers(4))
    for k in range(7):
        hx = x - s * 0.4 + s * 0.8 * k / 6
        tone = light.lit(_CLOTHS[int(rng.integers(8))], 0.5, distance)
        if kind == 1:
            canvas.rect(
                hx - s * 0.05,
                y - h * 0.8,
                s * 0.1,
                h * rng.uniform(0.26, 0.38),
                linear((hx - s * 0.05, 0), (hx + s * 0.05, 0), [tone, shade(tone, -0.25)]),
            )
        elif k % 2 == 0:
            canvas.oval(hx, y - h * 0.62, s * 0.045, s * 0.06, ink(shade(tone, -0.1)))
            canvas.line(hx, y - h * 0.8, hx, y - h * 0.68, ink(back, stroke=s * 0.006))
    cloth = _CLOTHS[int(rng.integers(8))]
    canvas.shape(
        [
            (x - s * 0.5, y - h * 0.34),
            (x + s * 0.5, y - h * 0.34),
            (x + s * 0.48, y),
            (x - s * 0.48, y),
        ],
        linear(
            (0, y - h * 0.34),
            (0, y),
            [light.lit(cloth, 0.6, distance), light.lit(shade(cloth, -0.4), 0.2, distance)],
        ),
    )
    for k in range(9):
        px = x - s * 0.44 + s * 0.88 * k / 8
        canvas.line(
            px,
            y - h * 0.32,
            px + s * 0.01,
            y - h * 0.02,
            ink(light.lit(shade(cloth, -0.5), 0.1, distance), 0.3, stroke=s * 0.008),
        )
    _goods(easel, canvas, x, y - h * 0.33, s, kind, rng, distance)
    canvas.rect(
        x - s * 0.52,
        y - h * 0.36,
        s * 1.04,
        s * 0.035,
        ink(light.lit(shade(timber, 0.14), 0.8, distance)),
    )
    stripe = _CLOTHS[int(rng.integers(7))]
    count = 9
    for k in range(count):
        a, b = k / count, (k + 1) / count
        tone = stripe if k % 2 == 0 else rgb("f4ead6")
        tone = mix(tone, SNOW, 0.85 * light.snow)
        x0, x1 = x - s * 0.5 + s * a, x - s * 0.5 + s * b
        l0, l1 = x - s * 0.62 + s * 1.24 * a, x - s * 0.62 + s * 1.24 * b
        canvas.shape(
            [(x0, y - h * 1.1), (x1, y - h * 1.1), (l1, y - h * 0.86), (l0, y - h * 0.86)],
            linear(
                (0, y - h * 1.1),
                (0, y - h * 0.86),
                [light.lit(tone, 0.95, distance), light.lit(tone, 0.5, distance)],
            ),
        )
        canvas.oval(
            (l0 + l1) / 2,
            y - h * 0.86,
            (l1 - l0) / 2,
            s * 0.035,
            ink(light.lit(shade(tone, -0.1), 0.45, distance)),
        )
    if light.lamps > 0.25:
        bx, by = x, y - h * 0.74
        canvas.glow(bx, by, s * 0.62, light.lamp, 0.75 * light.lamps)
        canvas.oval(bx, by, s * 0.025, s * 0.03, ink(rgb("fff2cc")))
        pool_of_light(canvas, x, y + s * 0.04, s * 0.7, light, 0.5)


def _goods(
    easel: Easel,
    canvas: Canvas,
    x: float,
    y: float,
    s: float,
    kind: int,
    rng: np.random.Generator,
    distance: float,
) -> None:
    light = easel.light
    for bin_ in range(5):
        cx = x - s * 0.4 + s * 0.2 * bin_
        tone = _FRUIT[int(rng.integers(7))]
        if kind == 2:
            powder = light.lit(mix(tone, rgb("c8782a"), 0.3), 0.8, distance)
            canvas.shape(
                [(cx - s * 0.09, y), (cx, y - s * 0.15), (cx + s * 0.09, y)],
                linear(
                    (cx - s * 0.09, 0),
                    (cx + s * 0.09, 0),
                    [shade(powder, 0.18), shade(powder, -0.25)],
                ),
            )
        elif kind == 3:
            clay = light.across(rgb("b8683f"), distance)
            r = s * rng.uniform(0.06, 0.085)
            canvas.oval(cx, y - r * 0.85, r, r * 0.9, linear((cx - r, 0), (cx + r, 0), clay))
            canvas.rect(
                cx - r * 0.4, y - r * 2.0, r * 0.8, r * 0.45, linear((cx - r, 0), (cx + r, 0), clay)
            )
            canvas.oval(
                cx, y - r * 2.0, r * 0.55, r * 0.16, ink(light.lit(rgb("4a2a1c"), 0.1, distance))
            )
        elif kind == 1:
            for k in range(4):
                bolt = light.lit(_CLOTHS[int(rng.integers(8))], 0.6, distance)
                canvas.rect(
                    cx - s * 0.09,
                    y - s * 0.038 * (k + 1),
                    s * 0.18,
                    s * 0.034,
                    ink(bolt),
                    round=s * 0.012,
                )
        else:
            for row in range(3):
                for k in range(4 - row):
                    r = s * 0.026
                    px, py = cx - s * 0.075 + r * 2 * k + r * row, y - r * (0.8 + 1.6 * row)
                    fruit = shade(tone, rng.uniform(-0.12, 0.1))
                    canvas.oval(px, py, r, r, ink(light.lit(shade(fruit, -0.22), 0.4, distance)))
                    canvas.oval(
                        px + light.sunny * r * 0.2,
                        py - r * 0.2,
                        r * 0.72,
                        r * 0.7,
                        ink(light.lit(fruit, 0.9, distance)),
                    )


def _overhead(easel: Easel) -> None:
    """Bunting, lanterns or garlands from house to house, in the wind."""
    light, view = easel.light, easel.view
    culture = easel.setting.culture
    for i, (y, dip, size) in enumerate(((150.0, 150.0, 0.62), (20.0, 130.0, 1.0))):
        x0, x1 = view.left - 20, view.right + 20
        canvas = Canvas(view, x0 - 30, y - 30, x1 + 30, y + dip + 120 * size)
        points = [
            (x0 + (x1 - x0) * t / 16, y + dip * 4 * (t / 16) * (1 - t / 16)) for t in range(17)
        ]
        if culture in ("north-indian", "south-indian"):
            garland(canvas, points, light, size=10 * size)
        else:
            canvas.curve(points, ink(light.lit(rgb("4a4038"), 0.3), stroke=2.4 * size))
            for k, (px, py) in enumerate(points[1:-1]):
                tone: RGB = _CLOTHS[k % 7]
                if culture in ("chinese", "east-asian", "japanese", "thai"):
                    red = mix(light.lit(rgb("d8352a"), 0.6), rgb("ff6a3c"), 0.7 * light.lamps)
                    canvas.line(
                        px, py, px, py + 12 * size, ink(light.lit(rgb("4a4038"), 0.3), stroke=2)
                    )
                    canvas.glow(px, py + 30 * size, 80 * size, rgb("ff8a4a"), 0.6 * light.lamps)
                    canvas.oval(
                        px,
                        py + 30 * size,
                        19 * size,
                        18 * size,
                        linear(
                            (px - 19 * size, 0),
                            (px + 19 * size, 0),
                            [shade(red, 0.15), red, shade(red, -0.3)],
                        ),
                    )
                    for dy in (13, 46):
                        canvas.rect(
                            px - 8 * size,
                            py + dy * size,
                            16 * size,
                            4 * size,
                            ink(light.lit(rgb("e0b048"), 0.7)),
                        )
                else:
                    canvas.shape(
                        [(px - 19 * size, py), (px + 19 * size, py), (px, py + 40 * size)],
                        ink(light.lit(tone, 0.75)),
                    )
        easel.sway(
            canvas, lean=0.03, period=3.0 + i, phase=0.3 * i, depth=0.375 + 0.37 * i, hangs=True
        )
