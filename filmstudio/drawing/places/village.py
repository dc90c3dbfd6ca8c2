"""A village: houses of the culture about an open place, a great tree, a well, fields and hills."""

from __future__ import annotations

import math
from dataclasses import dataclass

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.fittings import lamp_post, pool_of_light, smoke
from filmstudio.drawing.houses import HOUSES
from filmstudio.drawing.land import ridge
from filmstudio.drawing.plants import bush, crown_canvas, grass, palm, pine, tree
from filmstudio.drawing.sky import paint_sky
from filmstudio.drawing.water import reflection
from filmstudio.drawing.weather import ground_relief, mist


@dataclass(frozen=True)
class _Layout:
    """Where things of a village are, as parts of the width; houses with their foot and size."""

    big: tuple[tuple[float, float, float], ...]
    middle: tuple[tuple[float, float, float], ...]
    trees: tuple[float, ...]
    well: float
    stack: float
    wheel: float
    pots: float
    lamp: float
    road: float


_LAYOUTS = (
    _Layout(
        ((0.12, 822, 500), (0.89, 818, 460)), ((0.35, 806, 270), (0.67, 804, 240)),
        (0.02, 0.265, 0.575, 0.75, 0.985), 0.78, 0.7, 0.8, 0.255, 0.18, 0.5,
    ),
    _Layout(
        ((0.84, 826, 540), (0.1, 812, 360)), ((0.3, 806, 300), (0.56, 803, 230)),
        (0.0, 0.2, 0.44, 0.66, 1.0), 0.235, 0.42, 0.9, 0.7, 0.63, 0.44,
    ),
    _Layout(
        ((0.2, 824, 520), (0.985, 816, 430)), ((0.48, 805, 260), (0.8, 806, 330)),
        (0.0, 0.36, 0.4, 0.61, 0.66), 0.62, 0.9, 0.04, 0.385, 0.72, 0.56,
    ),
)  # fmt: skip
_PALMS = ("south-indian", "thai", "african", "middle-eastern")


def paint(easel: Easel) -> None:
    """Hills, far houses, near houses and the tree, the beaten earth, grass in front."""
    light, view, w = easel.light, easel.view, easel.width
    culture = easel.setting.culture
    easel.horizon = 590.0
    far = easel.layer("sky and hills", 0.06)
    paint_sky(easel, far)
    dry = culture in ("middle-eastern", "african")
    greens = ("8a8a72", "a39a66", "b8a468") if dry else ("6f86a0", "6d8f70", "7d9a58")
    for i, (y, size, distance) in enumerate(
        ((650.0, 210.0, 0.95), (690.0, 130.0, 0.84), (720.0, 80.0, 0.68))
    ):
        ridge(
            easel,
            far,
            y,
            size,
            rgb(greens[i]),
            distance,
            name=f"hills {i}",
            sharp=i == 0,
            bottom=view.bottom,
        )
    mist(easel, far, 670, 50, 0.5, name="valley")
    rng = easel.fork("far houses")
    build = HOUSES[culture]
    count = max(3, round(7 * w / 1920))
    for i in range(count):
        x = w * (i + rng.uniform(0.2, 0.8)) / count
        kind = pine if light.snow and culture not in _PALMS else tree
        kind(
            far,
            x + rng.uniform(-80, 80),
            716,
            rng.uniform(90, 150),
            rgb("6f8f4f"),
            light,
            rng,
            distance=0.6,
        )
        build(far, x, 722 + rng.uniform(-6, 10), rng.uniform(100, 135), light, rng, 0.5)
    far.rect(
        view.left,
        720,
        view.right - view.left,
        80,
        linear(
            (0, 716), (0, 800), [light.lit(rgb(greens[2]), 0.5, 0.5, up=0.9)] * 2, alphas=[0, 1]
        ),
    )
    mist(easel, far, 726, 26, 0.35, name="smoke of hearths")

    near = easel.layer("houses", 0.3)
    plan = _LAYOUTS[easel.layout(len(_LAYOUTS))]
    _houses(easel, near, plan)

    ground = easel.layer("earth", 0.38, top=590)
    earth = rgb("b98a5c") if dry or culture in ("north-indian", "south-indian") else rgb("a58c64")
    green = rgb("7f9450") if not dry else rgb("b9a366")
    edge = [
        (x, 806 + 7 * math.sin(x * 0.011) + 4 * math.sin(x * 0.037))
        for x in range(int(view.left) - 20, int(view.right) + 60, 40)
    ]
    shape = [*edge, (view.right + 40, view.bottom + 4), (view.left - 40, view.bottom + 4)]
    ground.shape(
        shape,
        linear(
            (0, 800),
            (0, view.bottom),
            [
                light.lit(green, 0.6, 0.2, up=1),
                light.lit(green, 0.55, up=1),
                light.lit(shade(green, -0.35), 0.4, up=1),
            ],
            [0, 0.4, 1],
        ),
    )
    c = w * plan.road
    for grow, alpha in ((1.12, 0.35), (1.0, 1.0)):
        bend = [
            (c - 50 * grow, 803),
            (c + 60 * grow, 803),
            (c + 0.2 * w * grow, 850),
            (c + 0.5 * w * grow, 960),
            (c + 0.62 * w * grow, view.bottom + 40),
            (c - 0.62 * w * grow, view.bottom + 40),
            (c - 0.46 * w * grow, 970),
            (c - 0.17 * w * grow, 856),
        ]
        ground.curve(
            bend,
            linear(
                (0, 803),
                (0, view.bottom),
                [
                    light.lit(shade(earth, 0.12), 0.7, 0.15, up=0.85),
                    light.lit(earth, 0.65, up=0.85),
                    light.lit(shade(earth, -0.3), 0.45, up=0.85),
                ],
                alphas=[alpha] * 3,
            ),
            close=True,
        )
    ground_relief(easel, ground, 812, view.bottom, depth=0.26, grain=1.4)
    if light.wet:
        reflection(
            easel,
            ground,
            806,
            view.bottom,
            strength=0.55,
            ripple=14,
            tint=mix(light.haze, light.lit(earth), 0.4),
            tinted=0.35,
            puddles=0.4,
            onto=True,
        )
    grng = easel.fork("tufts")
    for _ in range(int(30 * max(0.5, w / 1920))):
        t = float(grng.random())
        y = 830 + 240 * t
        x = grng.uniform(view.left, view.right)
        if abs(x - c) < w * (0.16 + 0.4 * t):
            continue
        grass(ground, x, x + 50, y, 18 + 30 * t, green, light, grng, count=14, spread=6)
    _yard(easel, ground, plan)
    side = 0.08 if plan.well > 0.5 else -0.08
    _well(easel, ground, w * (plan.well + (side if easel.tall else 0.0)), 880)
    if light.lamps > 0.3:
        lamp_post(ground, w * plan.lamp, 905, 250, light, old=True)
        pool_of_light(ground, w * plan.lamp, 905, 260, light, 0.6)
    front = easel.layer("front", 0.72, top=820)
    shade_light = light.shadowed(0.75)
    for x0, x1 in ((view.left, w * 0.17), (w * 0.84, view.right)):
        bush(
            front,
            (x0 + x1) / 2,
            view.bottom + 16,
            abs(x1 - x0) * 1.05,
            mix(green, rgb("4f7a40"), 0.6),
            shade_light,
            easel.fork(f"bush {x0}"),
            height=0.62,
            bloom=rgb("e8607a"),
        )
        grass(
            front,
            x0,
            x1,
            view.bottom - 4,
            95,
            green,
            shade_light,
            easel.fork(f"grass {x0}"),
            count=110,
            spread=20,
        )
    for mx, y in ((0.36, 980.0), (0.6, 1000), (0.48, 945.0), (0.7, 960.0)):
        easel.stand(mx, y)


def _houses(easel: Easel, canvas: Canvas, plan: _Layout) -> None:
    light, w = easel.light, easel.width
    culture = easel.setting.culture
    build = HOUSES[culture]
    rng = easel.fork("houses")
    k = 1.0 if not easel.tall else 0.62
    big, middle = plan.big, plan.middle
    if easel.tall:
        middle = ((0.52, 804, 230),)
    for fx, y, size in middle:
        _shadow(easel, canvas, w * fx, y, size * k)
        build(canvas, w * fx, y, size * k, light, rng, 0.26)
    for i, fx in enumerate(plan.trees):
        height = rng.uniform(230, 330)
        if light.snow and culture not in _PALMS:
            pine(canvas, w * fx, 808, height * 1.15, rgb("3f6a50"), light, rng, distance=0.2)
        elif culture in _PALMS and i % 2 == 0 and not light.snow:
            lean = rng.uniform(-40, 40)
            height *= 1.5
            crown = crown_canvas(easel.view, w * fx, 808, height, lean)
            palm(crown, canvas, w * fx, 808, height, lean, light, rng, distance=0.18)
            easel.sway(crown, lean=0.014, period=4 + fx, phase=fx, depth=0.31)
        else:
            tree(
                canvas,
                w * fx,
                810,
                height,
                mix(rgb("64863f"), rgb("8f9a48"), float(rng.random())),
                light,
                rng,
                distance=0.2,
            )
    for i, (fx, y, size) in enumerate(big):
        _shadow(easel, canvas, w * fx, y, size * k)
        build(canvas, w * fx, y, size * k, light, rng, 0.12)
        if i == 0:
            smoke(
                easel,
                w * fx + size * k * 0.28,
                y - size * k * (0.84 if culture == "western" else 0.66),
                110 * k,
                0.31,
                "hearth",
            )


def _shadow(easel: Easel, canvas: Canvas, x: float, y: float, size: float) -> None:
    reach = -easel.light.sunny * size * 0.16 * easel.light.sun_visible
    canvas.oval(
        x + reach, y + 2, size * 0.6, size * 0.05, ink((18, 12, 24), 0.35, blur=size * 0.02)
    )


def _yard(easel: Easel, canvas: Canvas, plan: _Layout) -> None:
    """What stands about: pots, a haystack, a cart's wheel against a wall, the trees' shade."""
    light, w, rng = easel.light, easel.width, easel.fork("yard")
    k = 0.66 if easel.tall else 1.0
    if light.sun_visible > 0.5 and not light.moon:
        for _ in range(26):
            x, y = w * plan.pots + rng.normal(0, 110) * k, 850 + rng.normal(0, 15)
            canvas.oval(
                x, y, rng.uniform(18, 46), rng.uniform(3, 7), ink((24, 16, 28), 0.14, blur=2)
            )
    straw, x, y = rgb("d8b45c"), w * plan.stack, 842.0
    canvas.oval(x, y, 84 * k, 10, ink((14, 10, 20), 0.4, blur=5))
    stack = [(x - 76 * k, y), (x - 70 * k, y - 52 * k), (x - 30 * k, y - 112 * k), (x, y - 136 * k),
             (x + 30 * k, y - 112 * k), (x + 70 * k, y - 52 * k), (x + 76 * k, y)]  # fmt: skip
    body = mix(straw, (238.0, 243.0, 252.0), 0.6 * light.snow)
    canvas.curve(stack, linear((x - 76 * k, 0), (x + 76 * k, 0), light.across(body)), close=True)
    for _ in range(110):
        t = rng.random()
        px = x + rng.uniform(-1, 1) * 72 * k * (1 - t) ** 0.8
        py = y - 4 - t * 122 * k
        tone = light.lit(shade(body, rng.uniform(-0.4, 0.3)), 0.6)
        canvas.line(
            px, py, px + rng.uniform(-12, 12), py + rng.uniform(4, 14), ink(tone, 0.6, stroke=1.7)
        )
    for i, (fx, py, size) in enumerate(
        ((-0.02, 846.0, 42.0), (0.0, 858.0, 54.0), (0.03, 850.0, 36.0))
    ):
        px, r = w * (plan.pots + fx), size * 0.5 * k
        clay = linear(
            (px - r, 0), (px + r, 0), light.across(rgb(("b8653c", "9a4f30", "c87a4a")[i]))
        )
        canvas.oval(px, py, r * 1.15, r * 0.2, ink((14, 10, 20), 0.45, blur=3))
        canvas.oval(px, py - r * 0.85, r, r * 0.9, clay)
        canvas.rect(px - r * 0.42, py - r * 2.0, r * 0.84, r * 0.5, clay)
        canvas.oval(px, py - r * 2.0, r * 0.6, r * 0.17, clay)
        canvas.oval(px, py - r * 2.02, r * 0.44, r * 0.1, ink(light.lit(rgb("3a1e14"), 0.1)))
    x, y, r = w * plan.wheel, 818.0, 52.0 * k
    wood = ink(light.lit(rgb("7a5434"), 0.5), stroke=9 * k)
    canvas.oval(x, y - r, r, r, wood)
    canvas.oval(x, y - r, r * 0.2, r * 0.2, ink(light.lit(rgb("5a3c26"), 0.4)))
    for i in range(10):
        a = math.tau * i / 10 + 0.2
        canvas.line(
            x,
            y - r,
            x + math.cos(a) * r,
            y - r + math.sin(a) * r,
            ink(light.lit(rgb("8a6240"), 0.6), stroke=4.5 * k),
        )


def _well(easel: Easel, canvas: Canvas, x: float, y: float) -> None:
    """A stone well with a bucket, under a little roof."""
    light, rng = easel.light, easel.fork("well")
    canvas.pen.save()
    canvas.pen.translate(x, y)
    canvas.pen.scale(0.72 if easel.tall else 1.0, 0.72 if easel.tall else 1.0)
    canvas.pen.translate(-x, -y)
    stone = rgb("a89a88")
    canvas.oval(x, y + 4, 86, 17, ink((16, 12, 22), 0.4, blur=5))
    canvas.rect(x - 66, y - 62, 132, 62, linear((x - 66, 0), (x + 66, 0), light.across(stone)))
    canvas.oval(x, y, 66, 14, linear((x - 66, 0), (x + 66, 0), light.across(stone)))
    for row in range(4):
        for col in range(7):
            bx = x - 64 + 19 * col + (9 if row % 2 else 0)
            if bx + 16 > x + 66:
                continue
            canvas.rect(
                bx,
                y - 58 + 15.5 * row,
                16,
                12.5,
                ink(light.lit(shade(stone, rng.uniform(-0.3, 0.2)), 0.5), 0.6),
                round=3,
            )
    canvas.oval(x, y - 62, 66, 14, ink(light.lit(shade(stone, 0.22), 0.8, up=1)))
    canvas.oval(x, y - 62, 51, 10, ink(light.lit(rgb("1e1a20"), 0.0)))
    wood = linear((x - 70, 0), (x + 70, 0), light.across(rgb("7a5638")))
    for side in (-1, 1):
        canvas.rect(x + side * 58 - 6, y - 190, 12, 130, wood)
    canvas.rect(x - 66, y - 162, 132, 11, wood, round=5)
    canvas.shape(
        [(x - 92, y - 176), (x - 62, y - 222), (x + 62, y - 222), (x + 92, y - 176)],
        linear(
            (0, y - 222),
            (0, y - 176),
            [light.lit(rgb("a8744a"), 0.9, up=1), light.lit(rgb("7a4e34"), 0.4, up=0.8)],
        ),
    )
    canvas.line(x + 6, y - 156, x + 6, y - 92, ink(light.lit(rgb("d8c49a"), 0.6), stroke=2.5))
    canvas.shape(
        [(x - 10, y - 94), (x + 22, y - 94), (x + 17, y - 66), (x - 5, y - 66)],
        linear((x - 10, 0), (x + 22, 0), light.across(rgb("8a8f96"))),
    )
    canvas.pen.restore()
