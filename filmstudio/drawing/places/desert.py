"""A desert: dunes with crisp crests and rippled sand; an oasis, or mesas and cactus in the Americas."""

from __future__ import annotations

import math

import numpy as np
import skia

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.land import ridge
from filmstudio.drawing.noise import profile
from filmstudio.drawing.plants import crown_canvas, grass, palm
from filmstudio.drawing.sky import paint_sky
from filmstudio.drawing.weather import mist
from filmstudio.film.picture import RGB, Drift

_AMERICAN = ("western", "latin-american")


def paint(easel: Easel) -> None:
    """Far rock, dunes behind dunes, the near sand and what lives on it."""
    light, view, w = easel.light, easel.view, easel.width
    american = easel.setting.culture in _AMERICAN
    easel.lamplit = 0.2
    easel.horizon = 600.0
    sand = rgb("dca068") if american else rgb("e8bd7e")
    far = easel.layer("sky and far dunes", 0.07)
    paint_sky(easel, far)
    if american:
        _mesas(easel, far)
    else:
        ridge(easel, far, 640, 130, rgb("b08a80"), 0.92, name="rock", bottom=view.bottom)
    for i, (y, high, distance) in enumerate(((650.0, 46.0, 0.72), (690.0, 62.0, 0.5))):
        _dune(easel, far, y, high, sand, distance, f"far dune {i}")
    mist(easel, far, 650, 34, 0.45, name="dust")
    if not american:
        _caravan(easel, far, 668)
    middle = easel.layer("dunes", 0.24)
    _dune(easel, middle, 770, 88, sand, 0.28, "dune")
    if american:
        for fx, y, h in ((0.13, 800.0, 270.0), (0.87, 790, 220), (0.7, 770, 110), (0.3, 772, 90)):
            _cactus(middle, easel, w * fx, y, h)
    else:
        for fx, y, h, lean in (
            (0.83, 786.0, 340.0, -30.0),
            (0.89, 792, 280, 36),
            (0.78, 780, 220, -10),
        ):
            x = w * fx
            crown = crown_canvas(view, x, y, h, lean)
            palm(crown, middle, x, y, h, lean, light, easel.fork(f"palm {fx}"), distance=0.16)
            easel.sway(crown, lean=0.016, period=4.1, phase=fx, depth=0.25)
        grass(
            middle,
            w * 0.75,
            w * 0.93,
            790,
            46,
            rgb("8f9a50"),
            light,
            easel.fork("oasis"),
            count=120,
            spread=12,
            distance=0.15,
        )
    ground = easel.layer("sand", 0.38, top=700)
    _dune(easel, ground, 862, 70, sand, 0.0, "near dune", bottom=view.bottom + 4)
    _ripples(easel, ground, sand)
    rng = easel.fork("stones")
    for _ in range(int(14 * max(0.5, w / 1920))):
        x, y = rng.uniform(view.left, view.right), rng.uniform(900, 1090)
        r = 4 + (y - 880) * 0.05
        ground.oval(
            x - light.sunny * r,
            y + r * 0.4,
            r * 1.9,
            r * 0.35,
            ink(light.lit(shade(sand, -0.6), 0), 0.4),
        )
        ground.oval(
            x, y, r * 1.2, r * 0.75, linear((x - r, 0), (x + r, 0), light.across(rgb("b09478")))
        )
    front = easel.layer("tufts", 0.74, top=820)
    for x0, x1 in ((view.left, w * 0.12), (w * 0.9, view.right)):
        tuft = Canvas(view, x0 - 20, 900, x1 + 20, view.bottom)
        grass(
            tuft,
            x0,
            x1,
            view.bottom,
            150,
            rgb("b09a58"),
            light.shadowed(0.75),
            rng,
            count=70,
            spread=8,
            bend=0.35,
        )
        easel.sway(tuft, lean=0.06, period=2.4, phase=x0 / w, depth=0.745)
        grass(
            front,
            x0,
            x1,
            view.bottom,
            90,
            rgb("a48c50"),
            light.shadowed(0.7),
            rng,
            count=60,
            spread=8,
            bend=0.4,
        )
    for mx, y in ((0.38, 985), (0.58, 1000), (0.48, 950), (0.68, 970)):
        easel.stand(mx, y)


def _dune(
    easel: Easel,
    canvas: Canvas,
    y: float,
    high: float,
    sand: RGB,
    distance: float,
    name: str,
    bottom: float | None = None,
) -> None:
    """A dune whose crest parts its lit face from its shadowed one."""
    light, view, rng = easel.light, easel.view, easel.fork(name)
    count = 60
    line = profile(count, rng, base=1.6, octaves=3, gain=0.32)
    line = (line - line.min()) / max(1e-6, float(np.ptp(line)))
    xs = np.linspace(view.left - 20, view.right + 20, count)
    crest = [(float(x), float(y - high * v)) for x, v in zip(xs, line, strict=True)]
    foot = view.bottom if bottom is None else bottom
    lit = light.lit(shade(sand, 0.06), 0.95, distance, up=0.95)
    deep = light.lit(shade(sand, -0.12), 0.5, distance, up=0.95)
    canvas.shape(
        [*crest, (view.right + 20, foot), (view.left - 20, foot)],
        linear((0, y - high), (0, min(foot, y + 170)), [lit, mix(lit, deep, 0.6), deep]),
    )
    dark = light.lit(shade(sand, -0.36), -0.05, distance, up=0.7)
    side = int(-light.sunny)
    tops = [i for i in range(3, count - 3) if line[i] == line[i - 3 : i + 4].max()]
    for i in tops:
        j = i
        while 0 < j + side < count - 1 and line[j + side] < line[j]:
            j += side
        if abs(j - i) < 3:
            continue
        slip = skia.Path()
        slip.moveTo(*crest[i])
        for k in range(i, j + side, side):
            slip.lineTo(*crest[k])
        ex, ey = crest[j]
        slip.quadTo(
            (crest[i][0] + ex) / 2 + side * 30,
            ey + high * 0.9,
            crest[i][0] - side * 30,
            ey + high * 1.25,
        )
        slip.quadTo(crest[i][0] + side * 26, (crest[i][1] + ey) / 2 + high * 0.5, *crest[i])
        canvas.path(
            slip,
            linear(
                crest[i],
                (crest[i][0], ey + high * 1.1),
                [dark, mix(dark, deep, 0.5), deep],
                [0, 0.55, 1],
                alphas=[0.85, 0.5, 0.0],
            ),
        )
    canvas.curve(
        crest,
        ink(
            light.lit(shade(sand, 0.3), 1.0, distance, up=1),
            0.45,
            stroke=max(1.2, 3 * (1 - distance)),
        ),
    )


def _ripples(easel: Easel, canvas: Canvas, sand: RGB) -> None:
    light, view, rng = easel.light, easel.view, easel.fork("ripples")
    dark = light.lit(shade(sand, -0.4), 0.0, up=0.9)
    bright = light.lit(shade(sand, 0.2), 1.0, up=1)
    y = 872.0
    while y < view.bottom:
        t = (y - 860) / (view.bottom - 860)
        phase, cut = rng.uniform(0, 6), rng.uniform(0, 1)
        points = [
            (
                x,
                y
                + (2 + 7 * t) * math.sin(x * (0.011 - 0.004 * t) + phase)
                + (1 + 3 * t) * math.sin(x * 0.037 + phase * 2),
            )
            for x in range(int(view.left), int(view.right) + 30, 26)
        ]
        first = int(len(points) * 0.3 * cut)
        last = len(points) - int(len(points) * 0.3 * (1 - cut))
        canvas.curve(
            points[first:last], ink(dark, 0.22 + 0.14 * t, stroke=1.5 + 5 * t, blur=0.6 + 1.2 * t)
        )
        canvas.curve(
            [(x, v + 2 + 4 * t) for x, v in points[first:last]],
            ink(bright, 0.28, stroke=1 + 2.6 * t, blur=0.5 + t),
        )
        y += 8 + 26 * t


def _mesas(easel: Easel, canvas: Canvas) -> None:
    light, w, rng = easel.light, easel.width, easel.fork("mesas")
    rock = rgb("b8644a")
    for fx, half, high, distance in (
        (0.2, 190, 190, 0.8),
        (0.78, 240, 230, 0.72),
        (0.5, 110, 120, 0.88),
        (0.93, 90, 170, 0.84),
    ):
        x, y = w * fx, 648.0
        points = [
            (x - half * 1.4, y),
            (x - half, y - high * 0.36),
            (x - half * 0.9, y - high * 0.96),
            (x - half * 0.4, y - high),
            (x + half * 0.3, y - high * 0.98),
            (x + half * 0.86, y - high),
            (x + half, y - high * 0.4),
            (x + half * 1.45, y),
        ]
        canvas.shape(points, linear((x - half, 0), (x + half, 0), light.across(rock, distance)))
        for k in range(5):
            yy = y - high * (0.45 + 0.11 * k)
            canvas.line(
                x - half * 0.93,
                yy,
                x + half * 0.93,
                yy,
                ink(light.lit(shade(rock, -0.3), 0.2, distance), 0.4, stroke=3),
            )
        for _ in range(9):
            px = x + rng.uniform(-0.8, 0.8) * half
            canvas.line(
                px,
                y - high * 0.95,
                px + rng.uniform(-4, 4),
                y - high * rng.uniform(0.35, 0.6),
                ink(light.lit(shade(rock, -0.45), 0.0, distance), 0.35, stroke=rng.uniform(2, 6)),
            )


def _cactus(canvas: Canvas, easel: Easel, x: float, y: float, h: float) -> None:
    light, green = easel.light, rgb("5f8a54")
    w = h * 0.1
    canvas.oval(
        x - light.sunny * h * 0.16,
        y,
        h * 0.3,
        h * 0.03,
        ink(light.lit(rgb("5a3a2a"), 0), 0.4, blur=3),
    )
    pair = light.across(green, 0.12)
    for side, low, out, top in ((-1, 0.34, 0.24, 0.72), (1, 0.46, 0.22, 0.82)):
        arm = skia.Path()
        arm.moveTo(x, y - h * low)
        arm.quadTo(x + side * h * out, y - h * low, x + side * h * out, y - h * (low + 0.14))
        arm.lineTo(x + side * h * out, y - h * top)
        canvas.path(arm, linear((x - h * 0.3, 0), (x + h * 0.3, 0), pair, stroke=w * 0.8))
    canvas.rect(x - w / 2, y - h, w, h, linear((x - w / 2, 0), (x + w / 2, 0), pair), round=w / 2)
    for k in (-0.25, 0.0, 0.25):
        canvas.line(
            x + k * w,
            y - h * 0.96,
            x + k * w,
            y,
            ink(light.lit(shade(green, -0.45), 0.1, 0.12), 0.55, stroke=1.8),
        )
    if light.snow:
        canvas.oval(x, y - h, w * 0.5, w * 0.3, ink(light.lit((238, 243, 252), 0.8)))


def _caravan(easel: Easel, canvas: Canvas, y: float) -> None:
    """Camels far off, in a line, walking."""
    light, view = easel.light, easel.view
    x0 = easel.width * 0.3
    sprite = Canvas(view, x0 - 20, y - 60, x0 + 260, y + 10)
    tone = mix(light.lit(rgb("6a4a34"), 0.1), light.haze, 0.25)
    for i in range(4):
        x, s = x0 + 62 * i, 30.0
        body = skia.Path()
        body.moveTo(x - s * 0.5, y - s * 0.62)
        body.cubicTo(
            x - s * 0.4, y - s * 0.9, x - s * 0.2, y - s * 0.84, x - s * 0.08, y - s * 1.16
        )
        body.cubicTo(
            x + s * 0.06, y - s * 1.2, x + s * 0.12, y - s * 0.9, x + s * 0.3, y - s * 0.82
        )
        body.cubicTo(
            x + s * 0.5, y - s * 0.74, x + s * 0.52, y - s * 0.96, x + s * 0.62, y - s * 1.2
        )
        body.lineTo(x + s * 0.66, y - s * 1.34)
        body.cubicTo(
            x + s * 0.78, y - s * 1.4, x + s * 0.88, y - s * 1.32, x + s * 0.94, y - s * 1.22
        )
        body.lineTo(x + s * 0.78, y - s * 1.18)
        body.cubicTo(
            x + s * 0.72, y - s * 0.8, x + s * 0.62, y - s * 0.56, x + s * 0.36, y - s * 0.5
        )
        body.lineTo(x - s * 0.4, y - s * 0.48)
        body.close()
        sprite.path(body, ink(tone))
        for lx, lean in ((-0.4, -0.06), (-0.28, 0.08), (0.26, -0.05), (0.36, 0.08)):
            sprite.curve(
                [
                    (x + lx * s, y - s * 0.56),
                    (x + (lx + lean * 0.4) * s, y - s * 0.28),
                    (x + (lx + lean) * s, y),
                ],
                ink(tone, stroke=s * 0.085),
            )
        if i % 2 == 0:
            sprite.oval(
                x - s * 0.02,
                y - s * 1.32,
                s * 0.14,
                s * 0.22,
                ink(mix(tone, light.lit(rgb("e8e0d0"), 0.7), 0.4)),
            )
    easel.moves(
        Drift(
            sprite.cropped(),
            velocity=(1.2 * view.scale, 0.0),
            bob=0.7 * view.scale,
            bob_period=1.4,
            depth=0.08,
        )
    )
