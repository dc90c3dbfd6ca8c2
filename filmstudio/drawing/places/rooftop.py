"""A rooftop: a terrace with parapet, tank, washing line and string lights over the city."""

from __future__ import annotations

from itertools import pairwise

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.facades import facade, tower
from filmstudio.drawing.fittings import paving
from filmstudio.drawing.plants import bush
from filmstudio.drawing.sky import paint_sky
from filmstudio.drawing.water import reflection
from filmstudio.drawing.weather import ground_relief, mist


def paint(easel: Easel) -> None:
    """Sky over towers, roofs below, the terrace, things on it, lights above."""
    light, view, w = easel.light, easel.view, easel.width
    culture = easel.setting.culture
    easel.horizon = 600.0
    far = easel.layer("sky and skyline", 0.06)
    paint_sky(easel, far)
    rng = easel.fork("skyline")
    for row, distance in ((0, 0.94), (1, 0.8), (2, 0.6)):
        x = view.left - 20
        while x < view.right:
            width = rng.uniform(70, 130) * (1 + 0.2 * row)
            height = (
                rng.uniform(130, 330)
                * (1.25 - 0.26 * row)
                * (0.7 if culture in ("middle-eastern", "african", "latin-american") else 1.0)
            )
            if rng.random() > 0.12 + 0.1 * row:
                tower(far, x, 720 + 40 * row, width, height + 60, light, rng, distance)
            x += width + rng.uniform(-14, 40)
        mist(easel, far, 640 + 40 * row, 60, 0.35, name=f"haze {row}")
    roofs = easel.layer("roofs", 0.2)
    x = view.left - 30
    while x < view.right:
        width, height = rng.uniform(180, 280), rng.uniform(110, 230)
        facade(roofs, x, 960, width, height + 130, culture, light, rng, 0.34, shop=False)
        x += width + rng.uniform(0, 26)
    mist(easel, roofs, 760, 50, 0.3, name="roof haze", onto=True)

    ground = easel.layer("terrace", 0.38, top=300)
    wall_top, top = 742.0, 862.0
    floor = (
        rgb("b89a84")
        if culture in ("north-indian", "south-indian", "middle-eastern", "latin-american")
        else rgb("a09c98")
    )
    ground.rect(
        view.left,
        top,
        view.right - view.left,
        view.bottom - top,
        linear(
            (0, top),
            (0, view.bottom),
            [
                light.lit(shade(floor, 0.06), 0.7, up=0.9),
                light.lit(floor, 0.55, up=0.9),
                light.lit(shade(floor, -0.4), 0.35, up=0.9),
            ],
            [0, 0.35, 1],
        ),
    )
    paving(easel, ground, top, w * 0.5, floor, joint=0.25)
    ground_relief(easel, ground, top, view.bottom, depth=0.26)
    brick = rgb("b0705a") if culture == "western" else rgb("d8c8b0")
    ground.rect(
        view.left,
        wall_top,
        view.right - view.left,
        top - wall_top,
        linear((view.left, 0), (view.right, 0), light.across(brick)),
    )
    for row in range(8):
        for k in range(int((view.right - view.left) / 44) + 2):
            bx = view.left + 44 * k - (22 if row % 2 else 0)
            ground.rect(
                bx,
                wall_top + 6 + 14.4 * row,
                41,
                12,
                ink(light.lit(shade(brick, rng.uniform(-0.18, 0.1)), 0.5), 0.55),
            )
    ground.rect(
        view.left,
        wall_top - 14,
        view.right - view.left,
        18,
        linear(
            (0, wall_top - 14),
            (0, wall_top + 4),
            [light.lit(shade(brick, 0.35), 0.9, up=1), light.lit(shade(brick, 0.05), 0.5, up=0.3)],
        ),
    )
    ground.rect(
        view.left,
        top - 2,
        view.right - view.left,
        34,
        linear((0, top - 2), (0, top + 32), [(10, 8, 16)] * 2, alphas=[0.4, 0]),
    )
    if light.wet:
        reflection(
            easel,
            ground,
            top,
            view.bottom,
            strength=0.55,
            ripple=14,
            tint=light.haze,
            tinted=0.3,
            puddles=0.55,
        )
    _tank(easel, ground, w * 0.86, 880)
    _hut(easel, ground, w * 0.05, 900)
    for fx, size in ((0.28, 80), (0.34, 62), (0.68, 74)):
        _pot(easel, ground, w * fx, 884, size)
    _washing(easel, w * 0.42, w * 0.75)
    _lights(easel, ground)
    for mx, y in ((0.38, 985), (0.6, 1000), (0.5, 950), (0.7, 970)):
        easel.stand(mx, y)


def _tank(easel: Easel, canvas: Canvas, x: float, y: float) -> None:
    light, k = easel.light, 0.7 if easel.tall else 1.0
    steel = light.lit(rgb("5a5650"), 0.4)
    for dx in (-70, -25, 25, 70):
        canvas.line(x + dx * k, y, x + dx * 0.9 * k, y - 150 * k, ink(steel, stroke=9 * k))
    for a, b in ((-70, 25), (70, -25)):
        canvas.line(x + a * k, y - 8, x + b * k, y - 140 * k, ink(steel, 0.8, stroke=4 * k))
    canvas.rect(x - 88 * k, y - 160 * k, 176 * k, 14 * k, ink(steel))
    wood = rgb("9a7050") if easel.setting.culture == "western" else rgb("2c2e32")
    canvas.rect(
        x - 80 * k,
        y - 330 * k,
        160 * k,
        172 * k,
        linear((x - 80 * k, 0), (x + 80 * k, 0), light.across(wood)),
    )
    for i in range(11):
        px = x - 80 * k + 160 * k * i / 10
        canvas.line(
            px,
            y - 330 * k,
            px,
            y - 158 * k,
            ink(light.lit(shade(wood, -0.5), 0.1), 0.5, stroke=1.6),
        )
    for t in (0.1, 0.4, 0.7, 0.95):
        canvas.rect(
            x - 82 * k,
            y - 330 * k + 172 * k * t,
            164 * k,
            4 * k,
            ink(light.lit(rgb("4a4640"), 0.5)),
        )
    canvas.shape(
        [(x - 94 * k, y - 326 * k), (x, y - 400 * k), (x + 94 * k, y - 326 * k)],
        linear(
            (x - 94 * k, 0),
            (x + 94 * k, 0),
            light.across(mix(rgb("6a5a4c"), (238.0, 243.0, 252.0), 0.9 * light.snow)),
        ),
    )


def _hut(easel: Easel, canvas: Canvas, x: float, y: float) -> None:
    """The head of the stair with its door and lamp."""
    light, k = easel.light, 0.66 if easel.tall else 1.0
    wall = rgb("cfc0ac")
    left, width, height = x - 150 * k, 300 * k, 330 * k
    canvas.rect(
        left, y - height, width, height, linear((left, 0), (left + width, 0), light.across(wall))
    )
    canvas.rect(
        left - 10, y - height - 12, width + 20, 18, ink(light.lit(shade(wall, 0.2), 0.9, up=1))
    )
    dx = left + width * 0.62
    canvas.rect(dx - 52 * k, y - 232 * k, 104 * k, 232 * k, ink(light.lit(rgb("4a4038"), 0.2)))
    canvas.rect(
        dx - 45 * k,
        y - 225 * k,
        90 * k,
        225 * k,
        linear((dx - 45, 0), (dx + 45, 0), light.across(rgb("3f6f74"))),
    )
    canvas.rect(
        dx - 30 * k,
        y - 205 * k,
        60 * k,
        70 * k,
        ink(mix(light.lit(rgb("2e3a44"), 0.3), light.lamp, 0.8 * light.lamps)),
    )
    canvas.oval(dx + 34 * k, y - 108 * k, 5 * k, 5 * k, ink(light.lit(rgb("e0c070"), 0.9)))
    canvas.glow(dx, y - 262 * k, 190 * k, light.lamp, 0.75 * light.lamps)
    canvas.oval(
        dx,
        y - 258 * k,
        15 * k,
        9 * k,
        ink(mix(light.lit(rgb("d8d4c8"), 0.6), rgb("fff0c8"), light.lamps)),
    )
    canvas.line(
        left + 40 * k,
        y - height,
        left + 40 * k,
        y - height - 150 * k,
        ink(light.lit(rgb("3a3c40"), 0.3), stroke=4),
    )
    for i in range(4):
        canvas.line(
            left + (6 + 6 * i) * k,
            y - height - (140 - 22 * i) * k,
            left + (74 - 6 * i) * k,
            y - height - (140 - 22 * i) * k,
            ink(light.lit(rgb("3a3c40"), 0.3), stroke=2.5),
        )


def _pot(easel: Easel, canvas: Canvas, x: float, y: float, s: float) -> None:
    light, rng = easel.light, easel.fork(f"pot {x:.0f}")
    canvas.oval(x, y + 1, s * 0.46, s * 0.1, ink((10, 8, 14), 0.45, blur=3))
    bush(
        canvas,
        x,
        y - s * 0.52,
        s * 1.35,
        rgb("5a8f48"),
        light,
        rng,
        height=0.7,
        bloom=rgb("e8506e"),
    )
    canvas.shape(
        [
            (x - s * 0.4, y - s * 0.62),
            (x + s * 0.4, y - s * 0.62),
            (x + s * 0.28, y),
            (x - s * 0.28, y),
        ],
        linear((x - s * 0.4, 0), (x + s * 0.4, 0), light.across(rgb("b8643f"))),
    )
    canvas.rect(
        x - s * 0.44,
        y - s * 0.7,
        s * 0.88,
        s * 0.13,
        ink(light.lit(rgb("c8744a"), 0.7)),
        round=s * 0.03,
    )


def _washing(easel: Easel, left: float, right: float) -> None:
    light, rng = easel.light, easel.fork("washing")
    if light.wet or light.snow:
        return
    canvas = Canvas(easel.view, left - 10, 640, right + 10, 860)
    canvas.curve(
        [(left, 660), ((left + right) / 2, 682), (right, 656)],
        ink(light.lit(rgb("d8d4cc"), 0.5), stroke=2),
    )
    x = left + 18
    while x < right - 60:
        width, height = rng.uniform(34, 74), rng.uniform(60, 110)
        t = (x - left) / (right - left)
        y = 660 + 4 * 21 * t * (1 - t)
        tone = rgb(
            ["f4f0e8", "d8506a", "4a8ac0", "f0c04a", "6aa884", "e8d8c0"][int(rng.integers(6))]
        )
        fill = linear((x, 0), (x + width, 0), light.across(tone))
        if rng.random() < 0.45:
            sleeve = width * 0.3
            canvas.shape(
                [(x, y), (x + width, y), (x + width + sleeve, y + height * 0.34),
                 (x + width + sleeve * 0.4, y + height * 0.44), (x + width * 0.94, y + height * 0.3),
                 (x + width * 0.95, y + height), (x + width * 0.05, y + height),
                 (x + width * 0.06, y + height * 0.3), (x - sleeve * 0.4, y + height * 0.44),
                 (x - sleeve, y + height * 0.34)], fill,
            )  # fmt: skip
        else:
            canvas.shape(
                [(x, y), (x + width, y), (x + width - 2, y + height), (x + 3, y + height + 4)], fill
            )
            stripe = ink(light.lit(shade(tone, -0.25), 0.5), 0.7, stroke=3)
            for k in (0.14, 0.86):
                canvas.line(x + 2, y + height * k, x + width - 2, y + height * k, stripe)
        x += width + rng.uniform(12, 34)
    easel.sway(canvas, lean=0.06, period=2.7, depth=0.385, hangs=True)


def _lights(easel: Easel, canvas: Canvas) -> None:
    """Bulbs on a string from pole to pole."""
    light, w = easel.light, easel.width
    poles = [(w * 0.17, 430.0), (w * 0.5, 390.0), (w * 0.8, 420.0)]
    for x, y in poles:
        canvas.line(x, 880, x, y, ink(light.lit(rgb("3a3430"), 0.3), stroke=7))
    glimmer = Canvas(easel.view, w * 0.15, 370, w * 0.83, 560)
    for (ax, ay), (bx, by) in pairwise(poles):
        points = [
            (ax + (bx - ax) * t / 12, ay + (by - ay) * t / 12 + 4 * 88 * (t / 12) * (1 - t / 12))
            for t in range(13)
        ]
        canvas.curve(points, ink(light.lit(rgb("2a2624"), 0.3), stroke=2.2))
        for x, y in points[1:-1]:
            bulb = mix(light.lit(rgb("e0d8c4"), 0.7), rgb("fff0c0"), light.lamps)
            canvas.oval(x, y + 10, 6, 8, ink(bulb))
            canvas.glow(x, y + 10, 54, light.lamp, 0.8 * light.lamps)
            glimmer.glow(x, y + 10, 26, light.lamp, 0.8)
    if light.lamps > 0.3:
        easel.shimmer(glimmer, 3, 0.385, 2.4, "bulbs")
