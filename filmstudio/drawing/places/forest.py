"""A forest: trunks that fade into mist, shafts of light, a path between ferns."""

from __future__ import annotations

import math

import numpy as np

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.plants import Clump, fern, grass, kites, leaves, pine, tones
from filmstudio.drawing.sky import paint_sky, rays, sun_at
from filmstudio.drawing.weather import ground_relief, mist
from filmstudio.drawing.woods import column, crowns
from filmstudio.film.picture import RGB

_LUSH = ("south-indian", "thai", "african", "latin-american", "north-indian")


_TRUNKS = (
    ((0.07, 62), (0.27, 44), (0.8, 50), (0.955, 60)),
    ((0.02, 50), (0.19, 74), (0.7, 40), (0.9, 46)),
    ((0.1, 46), (0.34, 40), (0.63, 42), (0.93, 84)),
)
"""Great trunks near us in each layout: part of the width, half their thickness."""
_PATHS = (0.5, 0.42, 0.6)
"""Where the path leaves the frame."""


def paint(easel: Easel) -> None:
    """Light between far trunks, nearer ones, the floor and its path, ferns and a great trunk."""
    light, view, w = easel.light, easel.view, easel.width
    easel.lamplit = 0.2
    easel.horizon = 620.0
    lush = easel.setting.culture in _LUSH
    leaf = rgb("6f9a44") if lush else rgb("6a8f4c")
    bark = rgb("7a604c") if lush else rgb("6b5346")
    far = easel.layer("far forest", 0.06)
    paint_sky(easel, far, clouds=light.cover >= 0.8, birds=False)
    canopy = mix(light.lit(rgb("9cc878"), 0.7, 0.55), light.sky[4], 0.35)
    far.rect(
        view.left, view.top, view.right - view.left, view.bottom,
        linear((0, view.top), (0, 640), [mix(canopy, light.lit(leaf, 0.2), 0.45), canopy, mix(canopy, light.haze, 0.4)], [0, 0.6, 1], alphas=[0.8, 0.72, 0.8]),
    )  # fmt: skip
    x, y = sun_at(easel)
    x, y = w * (0.5 + 0.24 * light.sunny), min(y, 190.0)
    if light.sun_visible > 0.3:
        far.glow(x, y + 120, 640, light.sun_colour, 0.3 if light.moon else 0.5)
    rng = easel.fork("far trees")
    for distance, count, height in ((0.9, 17, 560), (0.74, 13, 680)):
        for i in range(max(5, int(count * w / 1920))):
            px = view.left + (view.right - view.left) * (i + rng.random()) / max(
                5, int(count * w / 1920)
            )
            if lush or rng.random() < 0.35:
                column(
                    far,
                    px,
                    690,
                    rng.uniform(9, 18) * (1.4 - distance) * 2,
                    bark,
                    light,
                    rng,
                    distance,
                )
            else:
                pine(
                    far,
                    px,
                    700,
                    height * rng.uniform(0.6, 1.0),
                    rgb("5f8a62"),
                    light,
                    rng,
                    distance=distance,
                )
        crowns(
            far,
            easel,
            30 + 60 * (1 - distance),
            leaf,
            distance,
            int(10 * w / 1920) + 4,
            f"crowns {distance}",
        )
        mist(easel, far, 640, 90, 0.5, name=f"mist {distance}")

    middle = easel.layer("trunks", 0.24)
    rng = easel.fork("middle trees")
    for i in range(max(4, int(9 * w / 1920))):
        px = view.left + (view.right - view.left) * (i + rng.uniform(0.15, 0.85)) / max(
            4, int(9 * w / 1920)
        )
        if abs(px - w * 0.5) < w * 0.09:
            continue
        distance = rng.uniform(0.3, 0.5)
        column(
            middle,
            px,
            745,
            rng.uniform(20, 34),
            bark,
            light,
            rng,
            distance,
            branches=True,
            leaf=leaf,
        )
    crowns(middle, easel, 70, leaf, 0.35, int(9 * w / 1920) + 3, "middle crowns")
    bank = [
        (bx, 732 + 15 * math.sin(bx * 0.006 + 1))
        for bx in range(int(view.left) - 20, int(view.right) + 60, 50)
    ]
    moss = rgb("6a8448")
    middle.shape(
        [*bank, (view.right + 60, 900), (view.left - 20, 900)],
        linear(
            (0, 720),
            (0, 830),
            [light.lit(moss, 0.7, 0.4, up=0.9), light.lit(moss, 0.4, 0.15, up=0.9)],
        ),
    )
    grass(
        middle,
        view.left,
        view.right,
        742,
        26,
        moss,
        light,
        rng,
        count=int(260 * w / 1920),
        spread=30,
        distance=0.35,
    )
    mist(easel, middle, 735, 46, 0.5, name="low mist")
    if light.sun_visible > 0.3:
        rays(middle, light, x, y - 120, easel.fork("rays"), whole=True)

    ground = easel.layer("floor", 0.38)
    _floor(easel, ground, moss)
    rng = easel.fork("near trees")
    for fx, half in _TRUNKS[easel.layout(len(_TRUNKS))]:
        if easel.tall and 0.2 < fx < 0.89:
            continue
        size = half * (0.72 if easel.tall else 1.0)
        column(
            ground,
            w * fx,
            850 + rng.uniform(-10, 40),
            size,
            bark,
            light,
            rng,
            0.1,
            branches=True,
            leaf=leaf,
            near=True,
        )
    if light.lamps > 0.6 and not light.wet and not light.snow:
        _fireflies(easel)
    else:
        _motes(easel)
    _front(easel, leaf)
    for mx, my in ((0.42, 985), (0.58, 1000), (0.5, 945), (0.66, 965)):
        easel.stand(mx, my)


def _floor(easel: Easel, canvas: Canvas, moss: RGB) -> None:
    light, view, w = easel.light, easel.view, easel.width
    edge = [
        (x, 806 + 20 * math.sin(x * 0.005 + 2) + 7 * math.sin(x * 0.019))
        for x in range(int(view.left) - 20, int(view.right) + 60, 40)
    ]
    shape = [*edge, (view.right + 60, view.bottom + 4), (view.left - 60, view.bottom + 4)]
    canvas.shape(
        shape,
        linear(
            (0, 790),
            (0, view.bottom),
            [
                light.lit(moss, 0.65, 0.12, up=1),
                light.lit(shade(moss, -0.2), 0.4, up=1),
                light.lit(shade(moss, -0.5), 0.2, up=1),
            ],
            [0, 0.4, 1],
        ),
    )
    earth = rgb("b0926a")
    c = w * _PATHS[easel.layout(len(_PATHS))]
    path = [
        (c + 16, 790),
        (c + 52, 790),
        (c + 84, 840),
        (c + 40, 900),
        (c + w * 0.17, 1000),
        (c + w * 0.3, view.bottom + 30),
        (c - w * 0.3, view.bottom + 30),
        (c - w * 0.17, 1000),
        (c - 90, 910),
        (c + 8, 845),
    ]
    canvas.curve(
        path,
        linear(
            (0, 790),
            (0, view.bottom),
            [
                light.lit(shade(earth, 0.15), 0.85, 0.1, up=0.85),
                light.lit(earth, 0.5, up=0.85),
                light.lit(shade(earth, -0.45), 0.3, up=0.85),
            ],
            [0.08, 0.4, 1],
            alphas=[0.0, 1.0, 1.0],
        ),
        close=True,
    )
    ground_relief(easel, canvas, 830, view.bottom, depth=0.34, grain=1.6)
    rng = easel.fork("litter")
    count = int(700 * w / 1920)
    t = np.sort(rng.random(count))
    litter = kites(
        rng.uniform(view.left, view.right, count),
        815 + (view.bottom - 815) * t,
        rng.uniform(0, 6.2, count),
        2 + 6 * t,
        (1 + 2.4 * t) * 0.7,
    )
    fallen = mix(rgb("a8743c"), moss, 0.3)
    canvas.flecks(
        litter,
        tones(
            light.lit(shade(fallen, -0.5), 0, up=0.5),
            light.lit(fallen, 0.4, up=0.7),
            light.lit(shade(fallen, 0.2), 0.9, up=0.9),
            rng.random(count),
        ),
    )
    if light.sun_visible > 0.3:
        pen = canvas.pen
        for _ in range(9):
            px, py = c + rng.normal(0, w * 0.16), rng.uniform(830, 1060)
            pen.save()
            pen.translate(px, py)
            pen.scale(1, 0.22)
            canvas.glow(0, 0, rng.uniform(70, 190), light.sun_colour, 0.2)
            pen.restore()
    for _ in range(int(16 * max(0.5, w / 1920))):
        gx, gy = rng.uniform(view.left, view.right), rng.uniform(820, 1020)
        if abs(gx - c) < 140 + (gy - 800) * 1.1:
            continue
        grass(
            canvas,
            gx - 30,
            gx + 30,
            gy,
            30 + (gy - 800) * 0.16,
            moss,
            light,
            rng,
            count=22,
            spread=6,
        )
    for _ in range(7):
        sx, sy = rng.uniform(view.left, view.right), rng.uniform(850, 1040)
        if abs(sx - c) < 120:
            continue
        r = 14 + (sy - 820) * 0.12
        canvas.oval(sx, sy + r * 0.3, r * 1.3, r * 0.3, ink((8, 10, 12), 0.4, blur=3))
        canvas.oval(
            sx,
            sy,
            r * 1.2,
            r * 0.62,
            linear(
                (sx, sy - r),
                (sx, sy + r * 0.6),
                [light.lit(rgb("a8a89a"), 0.8, up=1), light.lit(rgb("4e5048"), 0.1)],
            ),
        )


def _front(easel: Easel, leaf: RGB) -> None:
    light, view, w = easel.light.shadowed(0.6), easel.view, easel.width
    front = easel.layer("ferns", 0.75)
    rng = easel.fork("ferns")
    green = mix(leaf, rgb("3f7a3a"), 0.5)
    k = 0.62 if easel.tall else 1.0
    for fx, size in ((0.0, 400), (0.1, 300), (0.2, 190), (0.85, 290), (0.97, 410)):
        x = w * fx
        if light.snow:
            grass(
                front,
                x - 70,
                x + 70,
                view.bottom,
                90,
                rgb("8a8468"),
                light,
                rng,
                count=40,
                spread=16,
            )
            continue
        if fx in (0.1, 0.85):
            canvas = Canvas(
                view,
                x - size * k * 1.2,
                view.bottom - size * k * 1.3,
                x + size * k * 1.2,
                view.bottom,
            )
            fern(canvas, x, view.bottom + 8, size * k, green, light, rng)
            easel.sway(canvas, lean=0.03, period=3.8 + fx, phase=fx, depth=0.76)
        else:
            fern(front, x, view.bottom + 12, size * k, green, light, rng)
    if not light.snow:
        for side, x in ((1, view.left), (-1, view.right)):
            limb = [(x - side * 20, 40), (x + side * 190 * k, 70), (x + side * 330 * k, 130)]
            front.curve(limb, ink(light.lit(rgb("4a3a30"), 0.2), stroke=17))
            balls: list[Clump] = [
                (x + side * rng.uniform(0, 360) * k, rng.uniform(-20, 130), rng.uniform(36, 74) * k)
                for _ in range(7)
            ]
            leaves(front, balls, leaf, light, rng, size=13.0, count=420)
    front.blur(1.8)


def _fireflies(easel: Easel) -> None:
    rng = easel.fork("fireflies")
    canvas = Canvas(easel.view, easel.width * 0.1, 430, easel.width * 0.9, 900)
    for _ in range(34):
        canvas.glow(
            easel.width * rng.uniform(0.12, 0.88),
            rng.uniform(450, 880),
            rng.uniform(8, 17),
            rgb("e8ff9a"),
            0.95,
        )
    easel.shimmer(canvas, 4, 0.4, 2.6, "fireflies")


def _motes(easel: Easel) -> None:
    """Dust and midges in the light."""
    light, rng = easel.light, easel.fork("motes")
    canvas = Canvas(easel.view, easel.width * 0.2, 330, easel.width * 0.85, 850)
    for _ in range(26):
        canvas.glow(
            easel.width * rng.uniform(0.22, 0.83),
            rng.uniform(350, 830),
            rng.uniform(4, 9),
            light.sun_colour,
            0.6,
        )
    easel.shimmer(canvas, 3, 0.4, 3.4, "motes")
