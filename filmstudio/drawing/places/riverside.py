"""A riverside: the far bank mirrored in slow water, reeds and stones on ours; ghats in India."""

from __future__ import annotations

import math

import numpy as np

from filmstudio.drawing.boats import dinghy
from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.fittings import flame
from filmstudio.drawing.houses import HOUSES
from filmstudio.drawing.land import ridge
from filmstudio.drawing.plants import bush, flowers, grass, palm, pine, tree
from filmstudio.drawing.sanctuaries import SANCTUARIES
from filmstudio.drawing.sky import paint_sky
from filmstudio.drawing.water import reflection, sun_path
from filmstudio.drawing.weather import ground_relief, mist
from filmstudio.film.picture import Drift

_PALMS = ("south-indian", "thai", "african", "latin-american", "middle-eastern")
_INDIAN = ("north-indian", "south-indian")


def paint(easel: Easel) -> None:
    """Hills, the far bank, the river that mirrors them, our bank and what grows there."""
    light, view, w = easel.light, easel.view, easel.width
    culture = easel.setting.culture
    easel.lamplit = 0.5
    easel.horizon = 575.0
    water = 650.0
    far = easel.layer("sky, hills and river", 0.08)
    paint_sky(easel, far)
    for i, (y, size, albedo, distance) in enumerate(
        (
            (640.0, 230.0, "7288a4", 0.95),
            (645.0, 150.0, "6f8f80", 0.85),
            (650.0, 80.0, "7a9a5c", 0.7),
        )
    ):
        ridge(
            easel,
            far,
            y,
            size,
            rgb(albedo),
            distance,
            name=f"hills {i}",
            sharp=i < 2,
            bottom=water + 4,
        )
    mist(easel, far, 632, 34, 0.55, name="valley")
    _far_bank(easel, far, water)
    depth = mix(light.lit(rgb("3f7a80"), 0.3), light.sky[2], 0.25)
    far.rect(
        view.left,
        water,
        view.right - view.left,
        view.bottom - water,
        linear((0, water), (0, 900), [mix(depth, light.sky[3], 0.5), depth, shade(depth, -0.3)]),
    )
    reflection(easel, far, water, 930, strength=0.82, ripple=9, tint=depth, tinted=0.22)
    _ripples(easel, far, water)
    if light.sun_visible > 0.5:
        sun_path(easel, far, water + 6, 880, 0.09)
    mist(easel, far, water + 4, 20, 0.4, name="river mist")
    _boat(easel)

    bank = easel.layer("bank", 0.37, top=740)
    green = rgb("86a052") if culture != "middle-eastern" else rgb("b0a060")
    phase = easel.rng.uniform(0, 6)
    edge = [
        (x, 866 + 26 * math.sin(x * 0.0042 + phase) + 9 * math.sin(x * 0.017))
        for x in range(int(view.left) - 30, int(view.right) + 60, 30)
    ]
    mud = rgb("7a6248")
    bank.shape(
        [
            *[(x, y - 9) for x, y in edge],
            (view.right + 40, view.bottom + 4),
            (view.left - 40, view.bottom + 4),
        ],
        ink(light.lit(mud, 0.3, up=0.5)),
    )
    bank.shape([*edge, (view.right + 40, view.bottom + 4), (view.left - 40, view.bottom + 4)],
               linear((0, 850), (0, view.bottom), [light.lit(shade(green, 0.08), 0.8, up=1), light.lit(green, 0.5, up=1), light.lit(shade(green, -0.4), 0.3, up=1)], [0, 0.4, 1]))  # fmt: skip
    if culture in _INDIAN:
        _steps(easel, bank)
    ground_relief(easel, bank, 905, view.bottom, depth=0.25, grain=1.4)
    rng = easel.fork("bank")
    for x, y in edge[::2]:
        if rng.random() < 0.75:
            grass(
                bank,
                x - 26,
                x + 26,
                y + 4,
                rng.uniform(16, 34),
                green,
                light,
                rng,
                count=20,
                spread=6,
            )
    for _ in range(int(22 * max(0.5, w / 1920))):
        gx, gy = rng.uniform(view.left, view.right), rng.uniform(915, 1090)
        if culture in _INDIAN and abs(gx - w * 0.5) < w * 0.3:
            continue
        grass(
            bank,
            gx - 30,
            gx + 30,
            gy,
            20 + (gy - 890) * 0.12,
            green,
            light,
            rng,
            count=18,
            spread=5,
        )
    if culture not in _INDIAN:
        flowers(
            bank,
            view.left,
            view.right,
            930,
            1100,
            [rgb("f4f0e4"), rgb("f0c84a"), rgb("e07a8a")],
            light,
            rng,
            count=int(60 * w / 1920),
            size=7,
        )
    for _ in range(9):
        sx = rng.uniform(view.left, view.right)
        sy = float(np.interp(sx, [e[0] for e in edge], [e[1] for e in edge])) + rng.uniform(-14, 10)
        r = rng.uniform(10, 26)
        bank.oval(sx, sy + r * 0.35, r * 1.3, r * 0.25, ink((8, 10, 14), 0.35, blur=3))
        bank.oval(
            sx,
            sy,
            r * 1.25,
            r * 0.6,
            linear(
                (0, sy - r),
                (0, sy + r * 0.6),
                [light.lit(rgb("b8b2a6"), 0.85, up=1), light.lit(rgb("55524c"), 0.1)],
            ),
        )
    if culture in _INDIAN:
        for fx in (0.27, 0.73):
            flame(easel, bank, w * fx, 934, 15, 0.38)
            bank.oval(w * fx, 936, 17, 5, ink(light.lit(rgb("a85a34"), 0.6)))
    _front(easel, green)
    for mx, y in ((0.36, 985.0), (0.58, 1000), (0.48, 960.0), (0.7, 975.0)):
        easel.stand(mx, y)


def _far_bank(easel: Easel, canvas: Canvas, water: float) -> None:
    light, w, view = easel.light, easel.width, easel.view
    culture = easel.setting.culture
    rng = easel.fork("far bank")
    count = max(6, round(15 * w / 1920))
    for i in range(count):
        x = view.left + (view.right - view.left) * (i + rng.random()) / count
        height = rng.uniform(90, 190)
        if light.snow:
            pine(canvas, x, water, height * 1.1, rgb("4a7058"), light, rng, distance=0.5)
        elif culture in _PALMS and rng.random() < 0.5:
            palm(
                canvas,
                canvas,
                x,
                water,
                height * 1.2,
                rng.uniform(-26, 26),
                light,
                rng,
                distance=0.5,
                nuts=False,
            )
        else:
            tree(
                canvas,
                x,
                water,
                height,
                mix(rgb("5f8448"), rgb("98a050"), float(rng.random())),
                light,
                rng,
                distance=rng.uniform(0.42, 0.6),
            )
    if culture in _INDIAN:
        x = w * 0.66
        SANCTUARIES[culture](canvas, x, water - 26, 190, 270, light, rng, 0.45)
        stone = rgb("cda27c")
        for k in range(6):
            half = 150 + 26 * k
            canvas.rect(
                x - half,
                water - 30 + 5.5 * k,
                2 * half,
                6,
                ink(light.lit(shade(stone, 0.14 - 0.08 * k), 0.7, 0.42, up=1)),
            )
    elif not easel.tall or culture in ("western",):
        for fx in (0.2, 0.29, 0.72):
            HOUSES[culture](canvas, w * fx, water - 2, 112, light, rng, 0.46)
    canvas.rect(
        view.left,
        water - 7,
        view.right - view.left,
        9,
        linear(
            (0, water - 7),
            (0, water + 2),
            [light.lit(rgb("7f9455"), 0.5, 0.5, up=1), light.lit(rgb("4a4a38"), 0.1, 0.4)],
        ),
    )


def _ripples(easel: Easel, canvas: Canvas, water: float) -> None:
    light, view, rng = easel.light, easel.view, easel.fork("ripples")
    bright = mix(light.sky[4], light.sky[3], 0.4)
    for _ in range(int(190 * max(0.4, easel.width / 1920))):
        t = float(rng.random()) ** 1.3
        y = water + 4 + t * 230
        length = (12 + 90 * t) * rng.uniform(0.4, 1.5)
        x = rng.uniform(view.left, view.right)
        tone = bright if rng.random() < 0.6 else shade(light.lit(rgb("2f5a60"), 0.2), -0.2)
        canvas.oval(x, y, length / 2, 0.5 + 1.5 * t, ink(tone, rng.uniform(0.1, 0.34)))
    gleam = Canvas(view, view.left, water, view.right, 880)
    for _ in range(90):
        t = float(rng.random())
        gleam.oval(
            rng.uniform(view.left, view.right),
            water + 8 + t * 200,
            8 + 24 * t,
            0.8 + 1.2 * t,
            ink(bright, 0.4),
        )
    easel.shimmer(gleam, 2, 0.085, 2.6, "gleam")


def _boat(easel: Easel) -> None:
    light, view = easel.light, easel.view
    x, y = easel.width * 0.24, 766.0
    size = 190 if not easel.tall else 130
    canvas = Canvas(view, x - size * 0.7, y - size * 0.4, x + size * 0.7, y + size * 0.28)
    canvas.oval(
        x,
        y + size * 0.06,
        size * 0.52,
        size * 0.05,
        ink(shade(light.lit(rgb("2a4a50"), 0.1), -0.4), 0.5, blur=3),
    )
    dinghy(canvas, x, y, size, light, rgb("8a5434"), ashore=False)
    easel.moves(
        Drift(
            canvas.cropped(),
            velocity=(1.5 * view.scale, 0.0),
            bob=2.2 * view.scale,
            bob_period=4.4,
            depth=0.12,
        )
    )


def _steps(easel: Easel, canvas: Canvas) -> None:
    """Stone steps down to the water."""
    light, w, view = easel.light, easel.width, easel.view
    stone = rgb("c49a76")
    for k in range(9):
        y = 852 + 3 * k + 3.1 * k * k * 0.5
        half = w * (0.3 + 0.022 * k)
        thick = 9 + 2.7 * k
        canvas.rect(
            w * 0.5 - half, y, 2 * half, thick, ink(light.lit(shade(stone, 0.14), 0.85, up=0.95))
        )
        canvas.rect(
            w * 0.5 - half,
            y + thick * 0.62,
            2 * half,
            thick * 0.6,
            ink(light.lit(shade(stone, -0.3), 0.2)),
        )
    top = 1000.0
    canvas.rect(
        w * 0.5 - w * 0.52,
        top,
        w * 1.04,
        view.bottom - top,
        linear(
            (0, top),
            (0, view.bottom),
            [light.lit(stone, 0.7, up=0.9), light.lit(shade(stone, -0.35), 0.4, up=0.9)],
        ),
    )


def _front(easel: Easel, green: tuple[float, float, float]) -> None:
    light, view, w = easel.light.shadowed(0.68), easel.view, easel.width
    front = easel.layer("reeds", 0.74, top=560)
    rng = easel.fork("reeds")
    for side, x0, x1 in ((-1, view.left, w * 0.13), (1, w * 0.88, view.right)):
        grass(
            front,
            x0,
            x1,
            view.bottom - 4,
            150,
            mix(green, rgb("5f8a4a"), 0.5),
            light,
            rng,
            count=120,
            spread=26,
            bend=0.18,
        )
        canvas = Canvas(view, x0 - 30, 640, x1 + 30, view.bottom)
        grass(
            canvas,
            x0,
            x1,
            view.bottom,
            330 if not easel.tall else 220,
            mix(green, rgb("6a8a50"), 0.4),
            light,
            rng,
            count=34,
            spread=20,
            bend=0.13,
        )
        cane = light.lit(rgb("6b4a30"), 0.4)
        for _ in range(5):
            px, h = rng.uniform(x0, x1), rng.uniform(230, 330) * (0.7 if easel.tall else 1)
            lean = rng.uniform(-20, 20)
            canvas.curve(
                [
                    (px, view.bottom),
                    (px + lean * 0.3, view.bottom - h * 0.5),
                    (px + lean, view.bottom - h),
                ],
                ink(light.lit(shade(green, -0.1), 0.5), stroke=3),
            )
            canvas.pen.save()
            canvas.pen.translate(px + lean, view.bottom - h)
            canvas.pen.rotate(lean * 0.3)
            canvas.rect(
                -5.5,
                -46,
                11,
                50,
                linear((-5.5, 0), (5.5, 0), [shade(cane, 0.2), cane, shade(cane, -0.3)]),
                round=5,
            )
            canvas.pen.restore()
        easel.sway(canvas, lean=0.035, period=3.4, phase=0.3 * side + 0.4, depth=0.745)
        if side > 0:
            bush(
                front,
                view.right - 40,
                view.bottom + 14,
                260,
                green,
                light,
                rng,
                bloom=rgb("f0e8f4"),
            )
    front.blur(1.2)
