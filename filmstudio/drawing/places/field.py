"""A field: ripe grain, furrows or paddies to the horizon, a lone tree, a farm, a track."""

from __future__ import annotations

import math

import numpy as np

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.houses import HOUSES
from filmstudio.drawing.land import ridge
from filmstudio.drawing.plants import crown_canvas, flowers, grass, kites, palm, pine, tones, tree
from filmstudio.drawing.sky import paint_sky
from filmstudio.drawing.water import reflection
from filmstudio.drawing.weather import ground_relief, mist

_RICE = ("south-indian", "thai", "chinese", "japanese", "east-asian")


def paint(easel: Easel) -> None:
    """Hills and hedges, the crop in its rows, the track, blades before the lens."""
    light, view, w = easel.light, easel.view, easel.width
    culture = easel.setting.culture
    rice = culture in _RICE
    easel.lamplit = 0.2
    easel.horizon = 600.0
    far = easel.layer("sky and hills", 0.06)
    paint_sky(easel, far)
    for i, (y, size, albedo, distance) in enumerate(
        (
            (630.0, 160.0, "7489a4", 0.95),
            (645.0, 90.0, "7a9668", 0.84),
            (660.0, 55.0, "8ea45c", 0.66),
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
            sharp=i == 0,
            bottom=view.bottom,
        )
    mist(easel, far, 630, 34, 0.5, name="valley")

    middle = easel.layer("farm", 0.24)
    rng = easel.fork("farm")
    for _ in range(max(6, int(22 * w / 1920))):
        x = view.left + (view.right - view.left) * rng.random()
        kind = pine if light.snow else tree
        kind(middle, x, 668, rng.uniform(36, 76), rgb("678a4a"), light, rng, distance=0.55)
    HOUSES[culture](middle, w * 0.76, 676, 150, light, rng, 0.4)
    HOUSES[culture](middle, w * 0.66, 672, 100, light, rng, 0.48)
    crop = rgb("7fae4e") if rice else rgb("dcb45a")
    if light.snow:
        crop = mix(crop, rgb("b8a888"), 0.6)
    _rows(easel, middle, crop, rice)
    mist(easel, middle, 676, 20, 0.35, name="field mist", onto=True)
    if not light.snow and culture in ("south-indian", "thai", "african"):
        x = w * 0.2
        crown = crown_canvas(view, x, 742, 440, 30)
        palm(crown, middle, x, 742, 440, 30, light, rng, distance=0.15)
        easel.sway(crown, lean=0.014, period=4.2, depth=0.25)
    else:
        middle.oval(w * 0.2, 746, 150, 12, ink((20, 14, 24), 0.35, blur=6))
        tree(
            middle,
            w * 0.2,
            746,
            340 if not easel.tall else 260,
            rgb("6c9144"),
            light,
            rng,
            distance=0.14,
            spread=1.15,
            bare=bool(light.snow),
        )

    ground = easel.layer("track", 0.38, top=700)
    earth, verge = rgb("b8946a"), mix(crop, rgb("86a050"), 0.5)
    c = w * 0.52
    ground.curve([(c - 14, 712), (c + 14, 712), (c + w * 0.07, 800), (c + w * 0.24, 950), (c + w * 0.44, view.bottom + 30), (c - w * 0.44, view.bottom + 30), (c - w * 0.24, 950), (c - w * 0.07, 800)],
                 linear((0, 712), (0, view.bottom), [light.lit(shade(verge, 0.1), 0.7, 0.2, up=1), light.lit(verge, 0.5, up=1), light.lit(shade(verge, -0.35), 0.35, up=1)]), close=True)  # fmt: skip
    ground.curve([(c - 7, 712), (c + 7, 712), (c + w * 0.045, 800), (c + w * 0.17, 950), (c + w * 0.34, view.bottom + 30), (c - w * 0.34, view.bottom + 30), (c - w * 0.17, 950), (c - w * 0.045, 800)],
                 linear((0, 712), (0, view.bottom), [light.lit(shade(earth, 0.15), 0.85, 0.2, up=0.85), light.lit(earth, 0.6, up=0.85), light.lit(shade(earth, -0.35), 0.4, up=0.85)]), close=True)  # fmt: skip
    for side in (-1, 1):
        ground.curve(
            [
                (c + side * 3, 720),
                (c + side * w * 0.022, 800),
                (c + side * w * 0.085, 950),
                (c + side * w * 0.17, view.bottom + 30),
            ],
            ink(light.lit(shade(earth, -0.4), 0.2, up=0.5), 0.4, stroke=26, blur=7),
        )
    ground_relief(easel, ground, 720, view.bottom, depth=0.24, grain=1.5)
    if light.wet:
        reflection(
            easel,
            ground,
            712,
            view.bottom,
            strength=0.5,
            ripple=12,
            tint=light.haze,
            tinted=0.35,
            puddles=0.4,
            onto=True,
        )
    rng = easel.fork("verge")
    for side in (-1, 1):
        for i in range(15):
            t = i / 14
            y = 740 + 350 * t
            x = c + side * w * (0.03 + 0.26 * t**1.3)
            grass(
                ground,
                x - 20 - 40 * t,
                x + 20 + 40 * t,
                y,
                16 + 44 * t,
                verge,
                light,
                rng,
                count=16,
                spread=6,
            )
    flowers(
        ground,
        view.left,
        w * 0.25,
        940,
        1100,
        [rgb("d8402e"), rgb("f4f0e8"), rgb("5a78d0")],
        light,
        rng,
        count=int(34 * w / 1920),
        size=9,
    )
    _blades(easel, crop, rice)
    for mx, y in ((0.44, 985.0), (0.6, 1000), (0.52, 945.0), (0.36, 970.0)):
        easel.stand(mx, y)


def _rows(easel: Easel, canvas: Canvas, crop: tuple[float, float, float], rice: bool) -> None:
    """The crop in perspective: rows that meet at the horizon, ears along each."""
    light, view, w = easel.light, easel.view, easel.width
    top = 664.0
    canvas.rect(view.left, top, view.right - view.left, view.bottom - top,
                linear((0, top), (0, view.bottom), [light.lit(shade(crop, 0.1), 0.8, 0.5, up=1), light.lit(crop, 0.6, 0.1, up=1), light.lit(shade(crop, -0.35), 0.4, up=1)], [0, 0.3, 1]))  # fmt: skip
    vx, vy = w * 0.52, 596.0
    rng = easel.fork("rows")
    if rice:
        water = mix(light.sky[3], light.lit(rgb("5a8a80"), 0.5), 0.4)
        for i in range(5):
            y0, y1 = top + 6 + 2.0 * (i * 5) ** 1.55, top + 2.0 * (i * 5 + 3.4) ** 1.55
            canvas.shape(
                [(view.left, y0), (view.right, y0 + 3), (view.right, y1), (view.left, y1 + 5)],
                ink(water, 0.75),
            )
            canvas.rect(
                view.left,
                y1,
                view.right - view.left,
                4 + 2 * i,
                ink(light.lit(rgb("7a6a40"), 0.5, 0.2, up=0.9)),
            )
    for k in range(-46, 47):
        u = k / 9
        x1 = vx + u * (view.bottom - vy)
        canvas.line(
            vx + u * (top - vy),
            top,
            x1,
            view.bottom,
            ink(light.lit(shade(crop, -0.45), 0.1), 0.16 if not rice else 0.1, stroke=5),
        )
    count = int(1500 * max(0.45, w / 1920))
    t = np.sort(rng.random(count) ** 0.8)
    lane = np.round(rng.uniform(-46, 46, count)) / 9
    y = top + 4 + (view.bottom - top) * t**1.6
    x = vx + lane * (y - vy) + rng.normal(0, 3, count) * (0.3 + t)
    height = 5 + 52 * t**1.4
    from_left, to_right = view.left - 20, view.right + 20
    keep = (x > from_left) & (x < to_right) & (np.abs(x - vx) > 10 + 0.3 * (y - top))
    x, y, height = x[keep], y[keep], height[keep]
    angle = -math.pi / 2 + rng.normal(0, 0.16, len(x)) + 0.1 * light.wind
    shapes = kites(x, y - height / 2, angle, height / 2, np.maximum(0.9, height * 0.05))
    ramp = (
        light.lit(shade(crop, -0.35), 0.1, up=0.3),
        light.lit(crop, 0.5, up=0.6),
        light.lit(mix(shade(crop, 0.2), rgb("fff0a8"), 0.3), 1.0, up=1),
    )
    canvas.flecks(shapes, tones(*ramp, 0.5 + rng.normal(0, 0.25, len(x))))


def _blades(easel: Easel, crop: tuple[float, float, float], rice: bool) -> None:
    """Ears near the lens, in the wind."""
    light, view, w = easel.light.shadowed(0.78), easel.view, easel.width
    front = easel.layer("ears", 0.74, top=700)
    rng = easel.fork("ears")
    for i, (x0, x1) in enumerate(((view.left, w * 0.16), (w * 0.86, view.right))):
        grass(
            front,
            x0,
            x1,
            view.bottom,
            210,
            shade(crop, -0.1),
            light,
            rng,
            count=150,
            spread=20,
            bend=0.14,
        )
        canvas = Canvas(view, x0 - 40, 760, x1 + 40, view.bottom)
        grass(canvas, x0, x1, view.bottom, 250, crop, light, rng, count=60, spread=10, bend=0.12)
        if not rice:
            for _ in range(26):
                x, h = rng.uniform(x0, x1), rng.uniform(150, 250)
                lean = rng.uniform(-14, 26)
                canvas.curve(
                    [
                        (x, view.bottom),
                        (x + lean * 0.3, view.bottom - h * 0.6),
                        (x + lean, view.bottom - h),
                    ],
                    ink(light.lit(shade(crop, -0.12), 0.5), stroke=2.5),
                )
                for j in range(7):
                    ex, ey = x + lean * (1 - 0.05 * j), view.bottom - h + 9 * j
                    for side in (-1, 1):
                        canvas.oval(
                            ex + side * 4,
                            ey,
                            3.4,
                            6,
                            ink(light.lit(shade(crop, 0.12 * side + 0.06), 0.8, up=0.5)),
                        )
        easel.sway(canvas, lean=0.05, period=3.1, phase=0.4 * i, depth=0.745)
    front.blur(1.2)
