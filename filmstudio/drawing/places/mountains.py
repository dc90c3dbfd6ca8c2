"""Mountains: ranges of rock and snow over a valley, a path on a shoulder with pines and stones."""

from __future__ import annotations

import math

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.land import peaks, ridge
from filmstudio.drawing.plants import flowers, grass, pine
from filmstudio.drawing.sky import paint_sky
from filmstudio.drawing.weather import ground_relief, mist

_FLAGS = tuple(rgb(c) for c in ("3a6fc4", "f4f2ea", "d8403a", "3f9a5a", "f0c03a"))


def paint(easel: Easel) -> None:
    """Three ranges with mist between, wooded slopes, the shoulder with its path."""
    light, view, w = easel.light, easel.view, easel.width
    easel.lamplit = 0.2
    easel.horizon = 600.0
    far = easel.layer("sky and peaks", 0.06)
    paint_sky(easel, far)
    peaks(
        easel,
        far,
        640,
        400,
        rgb("7f8aa6"),
        0.86,
        name="far range",
        snow_line=0.36,
        bottom=view.bottom,
    )
    mist(easel, far, 590, 70, 0.6, name="between")
    peaks(
        easel,
        far,
        700,
        330,
        rgb("6b7688"),
        0.62,
        name="near range",
        base=1.6,
        snow_line=0.62,
        bottom=view.bottom,
    )
    mist(easel, far, 670, 60, 0.6, name="valley mist")

    slopes = easel.layer("slopes", 0.22)
    rng = easel.fork("slopes")
    for i, (y, size, distance) in enumerate(((760.0, 130.0, 0.45), (830.0, 120.0, 0.26))):
        edge = ridge(
            easel,
            slopes,
            y,
            size,
            rgb("5f7f52"),
            distance,
            name=f"slope {i}",
            sharp=False,
            base=1.4,
            bottom=view.bottom,
        )
        for _ in range(int((38, 24)[i] * max(0.45, w / 1920))):
            x, foot = edge[int(rng.integers(len(edge)))]
            if i and abs(x - w * 0.5) < w * 0.16:
                continue
            pine(
                slopes,
                x,
                foot + rng.uniform(4, 46),
                rng.uniform(60, 110) * (1 + 0.5 * i),
                rgb("3f6a4c"),
                light,
                rng,
                distance=distance,
            )
        mist(easel, slopes, y - 6, 34, 0.42, name=f"slope mist {i}")

    ground = easel.layer("shoulder", 0.38, top=500)
    turf, earth = rgb("86975a"), rgb("a08a6c")
    edge = [
        (x, 858 - 26 * math.sin((x / w) * 3.1) + 8 * math.sin(x * 0.02))
        for x in range(int(view.left) - 20, int(view.right) + 60, 40)
    ]
    ground.shape([*edge, (view.right + 60, view.bottom + 4), (view.left - 60, view.bottom + 4)],
                 linear((0, 840), (0, view.bottom), [light.lit(shade(turf, 0.06), 0.8, up=1), light.lit(turf, 0.55, up=1), light.lit(shade(turf, -0.42), 0.3, up=1)], [0, 0.4, 1]))  # fmt: skip
    c = w * 0.5
    ground.curve([(c + 110, 830), (c + 150, 832), (c + 100, 880), (c + w * 0.12, 960), (c + w * 0.26, view.bottom + 30), (c - w * 0.24, view.bottom + 30), (c - w * 0.09, 960), (c + 20, 884)],
                 linear((0, 832), (0, view.bottom), [light.lit(shade(earth, 0.2), 0.9, up=0.85), light.lit(earth, 0.6, up=0.85), light.lit(shade(earth, -0.35), 0.4, up=0.85)]), close=True)  # fmt: skip
    ground_relief(easel, ground, 880, view.bottom, depth=0.3, grain=1.5)
    rng = easel.fork("shoulder")
    for _ in range(int(34 * max(0.5, w / 1920))):
        x, y = rng.uniform(view.left, view.right), rng.uniform(870, 1080)
        if abs(x - c) < w * (0.1 + 0.0008 * (y - 860)):
            continue
        if rng.random() < 0.4:
            _boulder(ground, easel, x, y, 12 + (y - 850) * 0.16 * rng.uniform(0.5, 1.3))
        else:
            grass(
                ground,
                x - 30,
                x + 30,
                y,
                24 + (y - 860) * 0.1,
                turf,
                light,
                rng,
                count=18,
                spread=5,
            )
    flowers(
        ground,
        view.left,
        w * 0.3,
        900,
        1090,
        [rgb("f4d84a"), rgb("e8e4f4"), rgb("a878d0")],
        light,
        rng,
        count=int(34 * w / 1920),
        size=7,
    )
    flowers(
        ground,
        w * 0.72,
        view.right,
        900,
        1090,
        [rgb("f4d84a"), rgb("e8e4f4"), rgb("a878d0")],
        light,
        rng,
        count=int(34 * w / 1920),
        size=7,
    )
    for fx, y, height in ((0.05, 905.0, 420.0), (0.13, 880.0, 300.0), (0.93, 900.0, 460.0)):
        if easel.tall:
            height *= 0.75
        pine(ground, w * fx, y, height, rgb("3a6448"), light, rng)
    if easel.setting.culture in ("north-indian", "chinese", "east-asian"):
        _prayer_flags(easel)
    front = easel.layer("front", 0.74, top=860)
    dim = light.shadowed(0.65)
    for x0, x1 in ((view.left, w * 0.15), (w * 0.86, view.right)):
        grass(front, x0, x1, view.bottom - 2, 110, turf, dim, rng, count=130, spread=18)
    tuft = Canvas(view, w * 0.13, 930, w * 0.3, view.bottom)
    grass(tuft, w * 0.15, w * 0.27, view.bottom, 120, turf, dim, rng, count=60, spread=10)
    easel.sway(tuft, lean=0.05, period=2.8, depth=0.73)
    for mx, y in ((0.38, 985), (0.58, 1000), (0.48, 950), (0.68, 970)):
        easel.stand(mx, y)


def _boulder(canvas: Canvas, easel: Easel, x: float, y: float, r: float) -> None:
    light, rng = easel.light, easel.fork(f"boulder {x:.0f}")
    grey = rgb("a09c94")
    points = [
        (
            x + math.cos(a) * r * rng.uniform(1.0, 1.35),
            y - r * 0.5 + math.sin(a) * r * rng.uniform(0.62, 0.85),
        )
        for a in (0.2, 1.0, 2.1, 3.0, 3.8, 4.7, 5.5)
    ]
    canvas.oval(x, y + r * 0.1, r * 1.4, r * 0.25, ink((8, 10, 14), 0.4, blur=3))
    canvas.shape(points, linear((x - r, y - r), (x + r, y), light.across(grey)))
    canvas.shape(
        [points[3], points[4], points[5], (x, y - r * 0.6)],
        ink(light.lit(shade(grey, 0.25), 0.95, up=1), 0.9),
    )


def _prayer_flags(easel: Easel) -> None:
    view, light, w = easel.view, easel.light, easel.width
    canvas = Canvas(view, view.left, 300, w * 0.62, 620)
    points = [
        (view.left + (w * 0.6 - view.left) * t, 340 + 150 * t + 4 * 90 * t * (1 - t))
        for t in (i / 20 for i in range(21))
    ]
    canvas.curve(points, ink(light.lit(rgb("6a6258"), 0.4), stroke=2))
    for i, (x, y) in enumerate(points[1:-1]):
        canvas.shape(
            [(x - 15, y), (x + 15, y + 3), (x + 12, y + 40), (x - 13, y + 38)],
            ink(light.lit(_FLAGS[i % 5], 0.75)),
        )
    easel.sway(canvas, lean=0.06, period=2.2, depth=0.37, hangs=True)
