"""A beach: palms over sand, waves that run out, a headland and a sail."""

from __future__ import annotations

import math

import numpy as np

from filmstudio.drawing.boats import dinghy, sailing_boat
from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.land import ridge
from filmstudio.drawing.plants import crown_canvas, grass, palm, pine
from filmstudio.drawing.sky import paint_sky
from filmstudio.drawing.water import foam, sea
from filmstudio.drawing.weather import ground_relief, mist
from filmstudio.film.picture import Drift


def paint(easel: Easel) -> None:
    """Sky and headlands, sea, sand with what lies on it, palms that frame."""
    light, view, w = easel.light, easel.view, easel.width
    easel.lamplit = 0.2
    easel.horizon = 560.0 if not easel.tall else 590.0
    shore = easel.horizon + (205 if not easel.tall else 180)
    far = easel.layer("sky and sea", 0.05)
    paint_sky(easel, far)
    side = 1 if light.sun_x < 0.5 else -1
    reach = min(760.0, w * 0.55)
    edge = view.right if side > 0 else view.left
    for i, (size, distance) in enumerate(((150, 0.92), (95, 0.8))):
        ridge(
            easel, far, easel.horizon + 2, size, rgb("5d7f63"), distance, name=f"headland {i}",
            start=edge, stop=edge - side * reach * (1 - 0.3 * i),
        )  # fmt: skip
    turquoise = rgb("4fb8b4") if light.sun_height > 0.3 and not light.moon else None
    sea(easel, far, easel.horizon, shore + 60, shallow=turquoise)
    mist(easel, far, easel.horizon, 46, 0.3)
    _sail(easel)

    sand = easel.layer("sand", 0.36, top=shore - 80)
    rng = easel.fork("shore")
    phase = rng.uniform(0, 6)
    line = [
        (x, shore + 20 * math.sin(x * 0.0088 + phase) + 9 * math.sin(x * 0.021 + 1 + phase))
        for x in np.arange(view.left - 30, view.right + 60, 30.0)
    ]
    dry, wet = rgb("e8cfa0"), rgb("a98a68")
    shape = [*line, (view.right + 60, view.bottom + 5), (view.left - 30, view.bottom + 5)]
    damp = 0.5 * light.wet
    colours = [
        light.lit(wet, 0.35, up=0.2),
        light.lit(mix(dry, wet, 0.35 + damp), 0.6, up=0.8),
        light.lit(mix(dry, wet, damp), 0.75, up=1.0),
        light.lit(shade(mix(dry, wet, damp), -0.22), 0.5, up=1.0),
    ]
    sand.shape(shape, linear((0, shore - 20), (0, view.bottom), colours, [0, 0.2, 0.55, 1]))
    ground_relief(easel, sand, shore + 30, view.bottom, depth=0.2, grain=1.6)
    if light.sun_visible > 0.5:
        x = w * light.sun_x
        sand.glow(x, shore + 40, 330, light.sun_colour, 0.22)
    foam(sand, line, easel)
    _strewn(easel, sand, shore + 110)
    boat_x = w * (0.8 if side < 0 else 0.2)
    if not easel.tall:
        dinghy(sand, boat_x, shore + 138, 150, light, rgb("3f7fa8"), mirrored=side > 0)

    _growth(easel, sand, shore, side)
    for x, y, height in ((0.34, 985, 400), (0.56, 1000, 420), (0.72, 960, 375), (0.46, 930, 350)):
        easel.stand(x, y, height)


def _sail(easel: Easel) -> None:
    view, light = easel.view, easel.light
    x = easel.width * (0.24 if light.sun_x > 0.5 else 0.68)
    y = easel.horizon + 14
    canvas = Canvas(view, x - 80, y - 120, x + 80, y + 30)
    sailing_boat(canvas, x, y, 84, light, 0.55)
    easel.moves(
        Drift(
            canvas.cropped(), velocity=(3.0 * view.scale, 0), bob=1.6 * view.scale, bob_period=3.6,
            depth=0.06,
        )
    )  # fmt: skip


def _strewn(easel: Easel, sand: Canvas, top: float) -> None:
    """Shells, pebbles, weed and a line of footprints."""
    light, rng = easel.light, easel.fork("strewn")
    for _ in range(int(46 * max(0.5, easel.width / 1920))):
        t = float(rng.random()) ** 0.8
        x = rng.uniform(easel.view.left, easel.view.right)
        y = top + (easel.view.bottom - top) * t
        r = (1.2 + 3.2 * t) * rng.uniform(0.6, 1.3)
        sand.oval(
            x + r * 0.4, y + r * 0.5, r * 1.3, r * 0.6, ink(light.lit(rgb("6a5038"), 0), 0.45)
        )
        pebble = mix(rgb("f2e6d4"), rgb("9a7d6a"), float(rng.random()))
        sand.oval(x, y, r, r * 0.7, ink(light.lit(pebble, 0.7, up=0.8)))
    dent = light.lit(rgb("5f4630"), 0.0)
    x, y = easel.width * 0.86, easel.view.bottom + 10
    for i in range(13):
        t = i / 12
        s = 1.25 - 0.9 * t
        fx = x - easel.width * 0.36 * t + (9 if i % 2 else -9) * s + 40 * math.sin(t * 3)
        fy = y - (easel.view.bottom - top) * 0.92 * t**0.85
        sand.oval(fx, fy, 9 * s, 4.6 * s, ink(dent, 0.3, blur=1.2))
        sand.oval(fx, fy + 2.2 * s, 9 * s, 2 * s, ink(light.lit(rgb("fff0d0"), 0.9), 0.25, blur=1))


def _growth(easel: Easel, sand: Canvas, shore: float, side: int) -> None:
    """Palms to the left and right (pines where it snows), their crowns in the wind."""
    light, view, w = easel.light, easel.view, easel.width
    rng = easel.fork("growth")
    # In narrow frames the crowns reach over where people stand: faces stay before them.
    palms = easel.layer("palms", 0.42)
    front = easel.layer("grass", 0.6)
    trees = [(0.055, 1065, 800, 165), (-0.01, 1100, 610, -36), (0.965, 1085, 700, -140)]
    if easel.tall:
        trees = [(0.02, 1065, 720, 105), (1.02, 1120, 560, -70)]
    for i, (fx, y, height, lean) in enumerate(trees):
        x = w * fx
        if light.snow:
            pine(palms, x, y, height * 0.9, rgb("3f6a52"), light, rng)
            continue
        crown = crown_canvas(view, x, y, height, lean)
        palm(crown, palms, x, y, height, lean, light, rng)
        easel.sway(crown, lean=0.016, period=4.2 + 0.7 * i, phase=i * 0.37, depth=0.42)
    for x0, x1 in ((view.left, w * 0.16), (w * 0.87, view.right)):
        grass(
            front, x0, x1, view.bottom - 6, 80, rgb("7f9a54"), light, rng, count=150, spread=30,
        )  # fmt: skip
