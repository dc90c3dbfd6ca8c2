"""A garden: lawn and beds about a path, a fountain or a pond, an arch of roses or a red bridge."""

from __future__ import annotations

import math

import skia

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.fittings import lamp_post, pool_of_light
from filmstudio.drawing.land import ridge
from filmstudio.drawing.plants import bush, flowers, kites, leaves, pine, tones, tree
from filmstudio.drawing.sky import paint_sky
from filmstudio.drawing.water import reflection
from filmstudio.drawing.weather import ground_relief, mist
from filmstudio.film.picture import RGB

_ASIAN = ("east-asian", "japanese", "chinese")
_BLOOMS: dict[str, tuple[str, ...]] = {
    "north-indian": ("f58a1f", "ffc23a", "d8325a"), "south-indian": ("f58a1f", "ffd24a", "f4f0ea"),
    "japanese": ("a86ad0", "f0b8d0", "f4f0ea"), "thai": ("e0509a", "f4f0ea", "f0a83a"),
}  # fmt: skip


def paint(easel: Easel) -> None:
    """Trees about, hedge, the water in the middle, lawn with beds, leaves that frame."""
    light, view, w = easel.light, easel.view, easel.width
    culture = easel.setting.culture
    easel.horizon = 590.0
    blooms = [rgb(c) for c in _BLOOMS.get(culture, ("e0506e", "f4d84a", "8a6ad8", "f4f0ea"))]
    far = easel.layer("sky and trees", 0.08)
    paint_sky(easel, far)
    ridge(easel, far, 650, 120, rgb("7a9a72"), 0.88, name="hills", sharp=False, bottom=view.bottom)
    rng = easel.fork("trees")
    count = max(7, round(15 * w / 1920))
    for i in range(count):
        x = view.left + (view.right - view.left) * (i + rng.random()) / count
        height = rng.uniform(230, 400)
        blossom = rgb("f6b8cc") if culture in _ASIAN and rng.random() < 0.45 else None
        if light.snow:
            pine(far, x, 700, height, rgb("4a7058"), light, rng, distance=0.5)
        elif culture == "middle-eastern" and rng.random() < 0.5:
            _cypress(far, easel, x, 700, height * 1.1, 0.45)
        else:
            tree(
                far,
                x,
                700,
                height,
                blossom or mix(rgb("5f8c46"), rgb("8fa850"), float(rng.random())),
                light,
                rng,
                distance=rng.uniform(0.4, 0.6),
            )
    mist(easel, far, 660, 46, 0.4, name="garden mist")

    middle = easel.layer("hedge", 0.25)
    for i in range(max(6, int(14 * w / 1920))):
        x = view.left + (view.right - view.left) * (i + 0.5) / max(6, int(14 * w / 1920))
        bush(
            middle,
            x,
            740,
            190,
            rgb("4f7f3e"),
            light,
            rng,
            distance=0.22,
            height=0.5,
            bloom=blooms[i % len(blooms)] if i % 2 else None,
        )
    lawn = rgb("83ad50")
    middle.rect(
        view.left,
        730,
        view.right - view.left,
        view.bottom - 730,
        linear(
            (0, 730),
            (0, view.bottom),
            [
                light.lit(shade(lawn, 0.08), 0.8, 0.2, up=1),
                light.lit(lawn, 0.55, up=1),
                light.lit(shade(lawn, -0.35), 0.35, up=1),
            ],
            [0, 0.35, 1],
        ),
    )
    for k in range(9):
        if k % 2:
            y0, y1 = 730 + 4.4 * k * k, 730 + 4.4 * (k + 1) ** 2
            middle.rect(
                view.left,
                y0,
                view.right - view.left,
                y1 - y0,
                ink(light.lit(shade(lawn, 0.2), 0.9, up=1), 0.16),
            )

    ground = easel.layer("garden", 0.38, top=430)
    c = w * 0.5
    gravel = rgb("d8c49e")
    ground.curve([(c - 70, 770), (c + 70, 770), (c + w * 0.11, 850), (c + w * 0.2, 960), (c + w * 0.34, view.bottom + 40), (c - w * 0.34, view.bottom + 40), (c - w * 0.2, 960), (c - w * 0.11, 850)],
                 linear((0, 770), (0, view.bottom), [light.lit(shade(gravel, 0.12), 0.8, 0.1, up=0.9), light.lit(gravel, 0.6, up=0.9), light.lit(shade(gravel, -0.32), 0.45, up=0.9)]), close=True)  # fmt: skip
    ground_relief(easel, ground, 775, view.bottom, depth=0.22, grain=2)
    if light.wet:
        reflection(
            easel,
            ground,
            770,
            view.bottom,
            strength=0.5,
            ripple=12,
            tint=light.haze,
            tinted=0.35,
            puddles=0.4,
            onto=True,
        )
    if culture in _ASIAN:
        _pond(easel, ground, c, 806)
    else:
        _fountain(easel, ground, c, 846)
    rng = easel.fork("beds")
    for side in (-1, 1):
        for i in range(6):
            t = i / 5
            y = 800 + 250 * t
            x = c + side * w * (0.15 + 0.29 * t)
            bush(
                ground,
                x,
                y,
                110 + 130 * t,
                rgb("58883f"),
                light,
                rng,
                height=0.4,
                bloom=blooms[(i + (side > 0)) % len(blooms)],
            )
    if culture in _ASIAN and not light.snow:
        _petals(easel, ground, rgb("f6c4d4"), int(260 * w / 1920))
    for fx in (0.2, 0.8):
        lamp_post(ground, w * fx, 880, 290, light, old=True)
        pool_of_light(ground, w * fx, 880, 250, light, 0.6)
    if not easel.tall:
        _bench(ground, easel, w * 0.83, 900, 170)
    front = easel.layer("leaves", 0.74)
    dim = light.shadowed(0.66)
    for fx, size in ((0.0, 330.0), (0.12, 180.0), (0.88, 190.0), (1.0, 330.0)):
        size *= 0.65 if easel.tall else 1.0
        bush(
            front,
            w * fx,
            view.bottom + 14,
            size,
            rgb("4a7a3a"),
            dim,
            rng,
            height=0.6,
            bloom=blooms[0],
        )
    if not light.snow:
        size = 0.6 if easel.tall else 1.0
        balls = [
            (
                view.right - rng.uniform(0, 380) * size,
                view.top + rng.uniform(10, 190),
                rng.uniform(40, 80) * size,
            )
            for _ in range(8)
        ]
        hanging = Canvas(view, view.right - 480 * size, view.top, view.right, view.top + 330)
        leaves(
            hanging,
            balls,
            rgb("5a8a40"),
            dim,
            rng,
            size=13,
            count=460,
            bloom=rgb("f6b8cc") if culture in _ASIAN else None,
        )
        easel.sway(hanging, lean=0.02, period=4.4, depth=0.745, hangs=True)
    flowers(front, view.left, w * 0.16, 1010, 1120, blooms, dim, rng, count=16, size=13)
    for mx, y in ((0.36, 985.0), (0.62, 1000), (0.5, 985.0), (0.7, 965.0)):
        easel.stand(mx, y)


def _cypress(canvas: Canvas, easel: Easel, x: float, y: float, h: float, distance: float) -> None:
    light, rng = easel.light, easel.fork(f"cypress {x:.0f}")
    balls = [
        (x + rng.uniform(-4, 4), y - h * (0.12 + 0.8 * i / 9), h * 0.085 * (1 - abs(i - 3) * 0.09))
        for i in range(10)
    ]
    leaves(canvas, balls, rgb("3f6a42"), light, rng, size=5, count=240, distance=distance)


def _fountain(easel: Easel, canvas: Canvas, x: float, y: float) -> None:
    light, k = easel.light, 0.7 if easel.tall else 1.0
    stone = rgb("c9c2b4")
    water = mix(light.sky[3], light.lit(rgb("4a98a8"), 0.5), 0.5)
    canvas.oval(x, y + 10, 176 * k, 26 * k, ink((10, 12, 16), 0.4, blur=6))
    for ry, rx, h, base in (
        (26.0, 160.0, 44.0, 0.0),
        (12.0, 74.0, 16.0, 92.0),
        (8.0, 42.0, 12.0, 168.0),
    ):
        rx, ry, h, cy = rx * k, ry * k, h * k, y - base * k
        body = linear((x - rx, 0), (x + rx, 0), light.across(stone))
        if base:
            canvas.rect(x - rx * 0.16, cy, rx * 0.32, 80 * k, body)
            bowl = skia.Path()
            bowl.moveTo(x - rx, cy - h)
            bowl.quadTo(x - rx * 0.7, cy + h * 1.1, x, cy + h * 1.2)
            bowl.quadTo(x + rx * 0.7, cy + h * 1.1, x + rx, cy - h)
            bowl.close()
            canvas.path(bowl, body)
        else:
            canvas.rect(x - rx, cy - h, 2 * rx, h, body)
            canvas.oval(x, cy, rx, ry, body)
        canvas.oval(x, cy - h, rx, ry, ink(light.lit(shade(stone, 0.25), 0.85, up=1)))
        canvas.oval(x, cy - h, rx * 0.9, ry * 0.8, ink(water))
    if light.snow:
        return
    spray = Canvas(easel.view, x - 150 * k, y - 270 * k, x + 150 * k, y)
    white = light.lit(rgb("f2fbff"), 0.8)
    for i in range(26):
        a = (i / 25 - 0.5) * 2
        for top, spread, start, drop in (
            (-246.0, 62.0, -182.0, -104.0),
            (-130.0, 128.0, -106.0, -46.0),
        ):
            path = skia.Path()
            path.moveTo(x + a * 8 * k, y + start * k)
            path.quadTo(x + a * spread * 0.55 * k, y + top * k, x + a * spread * k, y + drop * k)
            for target in (canvas, spray):
                target.path(path, ink(white, 0.2, stroke=1.7))
    easel.shimmer(spray, 3, 0.385, 0.7, "spray")


def _pond(easel: Easel, canvas: Canvas, x: float, y: float) -> None:
    """A pond with lilies under a red arched bridge."""
    light, k = easel.light, 0.62 if easel.tall else 1.0
    water = mix(light.sky[2], light.lit(rgb("3f8088"), 0.4), 0.5)
    half = 330 * k
    outline = [
        (x - half, y + 10),
        (x - half * 0.6, y - 16),
        (x, y - 22),
        (x + half * 0.6, y - 14),
        (x + half, y + 14),
        (x + half * 0.55, y + 52),
        (x - half * 0.1, y + 62),
        (x - half * 0.7, y + 46),
    ]
    canvas.curve(
        [(px, py + 5) for px, py in outline],
        ink(light.lit(rgb("7a7468"), 0.4, up=0.8), stroke=18),
        close=True,
    )
    canvas.curve(
        outline,
        linear(
            (0, y - 20), (0, y + 60), [mix(water, light.sky[4], 0.4), water, shade(water, -0.25)]
        ),
        close=True,
    )
    rng = easel.fork("lilies")
    for _ in range(14):
        lx, ly = x + rng.uniform(-0.75, 0.75) * half, y + rng.uniform(4, 44)
        canvas.oval(lx, ly, 17, 5, ink(light.lit(rgb("5f9a4a"), 0.7, up=0.9)))
        if rng.random() < 0.4:
            canvas.oval(lx + 3, ly - 5, 6, 5, ink(light.lit(rgb("f6c0d4"), 0.9)))
    red = rgb("cc3f2e")
    span, rise = 250 * k, 84 * k
    for lift, width in ((0.0, 15.0), (52.0, 8.0), (32.0, 5.0)):
        path = skia.Path()
        path.moveTo(x - span, y + 16 - lift * k)
        path.quadTo(x, y - rise * 1.7 - lift * k, x + span, y + 16 - lift * k)
        canvas.path(
            path, ink(light.lit(red if lift else shade(red, -0.2), 0.6, up=0.7), stroke=width * k)
        )
    for i in range(11):
        t = i / 10
        px = x - span + 2 * span * t
        py = y + 16 + (-(rise * 1.7) - 16) * 2 * t * (1 - t)
        canvas.line(
            px, py, px, py - 60 * k, ink(light.lit(shade(red, 0.06), 0.6), stroke=7 * k, butt=True)
        )
        canvas.oval(px, py - 62 * k, 6 * k, 5 * k, ink(light.lit(rgb("2c2a2c"), 0.5, up=0.8)))


def _bench(canvas: Canvas, easel: Easel, x: float, y: float, s: float) -> None:
    light, wood = easel.light, rgb("9a6c42")
    canvas.oval(x, y, s * 0.56, s * 0.06, ink((10, 12, 16), 0.4, blur=4))
    for side in (-1, 1):
        canvas.curve(
            [
                (x + side * s * 0.42, y),
                (x + side * s * 0.42, y - s * 0.28),
                (x + side * s * 0.46, y - s * 0.52),
            ],
            ink(light.lit(rgb("2c3034"), 0.4), stroke=s * 0.035),
        )
    for k, (yy, h) in enumerate(((0.27, 0.05), (0.36, 0.045), (0.43, 0.045), (0.5, 0.045))):
        canvas.rect(
            x - s * 0.5,
            y - s * yy,
            s,
            s * h,
            ink(light.lit(shade(wood, 0.1 if k == 0 else 0.0), 0.8 if k == 0 else 0.5, up=0.9)),
            round=s * 0.01,
        )


def _petals(easel: Easel, canvas: Canvas, colour: RGB, count: int) -> None:
    """Fallen petals on the ground."""
    rng, light = easel.fork("petals"), easel.light
    x = rng.uniform(easel.view.left, easel.view.right, count)
    y = 800 + 300 * rng.random(count) ** 0.8
    size = 1.5 + (y - 780) * 0.012
    shapes = kites(x, y, rng.uniform(0, math.tau, count), size, size * 0.6)
    canvas.flecks(
        shapes,
        tones(
            light.lit(shade(colour, -0.2), 0.2),
            light.lit(colour, 0.6),
            light.lit(colour, 1.0),
            rng.random(count),
        ),
    )
