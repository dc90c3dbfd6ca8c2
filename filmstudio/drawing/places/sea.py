"""The open sea from a wooden deck: swell to the horizon, rail, mast and ropes."""

from __future__ import annotations

import math

from filmstudio.drawing.boats import sailing_boat
from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.fittings import flag, lamp_post
from filmstudio.drawing.sky import paint_sky
from filmstudio.drawing.water import reflection, sea
from filmstudio.drawing.weather import ground_relief, mist
from filmstudio.film.picture import Drift


def paint(easel: Easel) -> None:
    """Sky, swell upon swell, a far sail, the deck on which people stand, rigging."""
    light, view, w = easel.light, easel.view, easel.width
    easel.lamplit = 0.5
    easel.horizon = 560.0
    far = easel.layer("sky and sea", 0.05)
    paint_sky(easel, far)
    sea(easel, far, 560, 900, waves=1100, path_depth=0.06)
    mist(easel, far, 562, 40, 0.35, name="horizon")
    x, y = w * (0.3 if light.sun_x > 0.5 else 0.68), 574.0
    canvas = Canvas(view, x - 70, y - 110, x + 70, y + 24)
    sailing_boat(canvas, x, y, 80, light, 0.5)
    easel.moves(
        Drift(
            canvas.cropped(),
            velocity=(2.6 * view.scale, 0.0),
            bob=2.2 * view.scale,
            bob_period=3.5,
            depth=0.07,
        )
    )

    swell = easel.layer("swell", 0.2, top=640)
    rough = 1.0 + 1.1 * light.storm + 0.5 * (light.wind > 0.8)
    deep = mix(light.lit(rgb("1f6a88"), 0.35), light.sky[1], 0.25)
    for i in range(4):
        y = 690 + 48 * i
        high = (7 + 5 * i) * rough
        points = [
            (
                x,
                y
                + high * math.sin(x * (0.012 - 0.0016 * i) + 1.7 * i)
                + high * 0.5 * math.sin(x * 0.031 + i),
            )
            for x in range(int(view.left) - 20, int(view.right) + 60, 22)
        ]
        tone = mix(deep, shade(deep, -0.3), i / 3)
        swell.shape(
            [*points, (view.right + 40, view.bottom), (view.left - 40, view.bottom)],
            linear(
                (0, y - high),
                (0, y + 130),
                [mix(tone, light.sky[3], 0.34), tone, shade(tone, -0.12)],
                [0, 0.3, 1],
                alphas=[0.9, 0.85, 0.9],
            ),
        )
        rng = easel.fork(f"crests {i}")
        foam = light.lit(rgb("f4f9fc"), 0.7)
        for k in range(1, len(points) - 1):
            crest = points[k][1] < points[k - 1][1] and points[k][1] <= points[k + 1][1]
            if crest or rng.random() < 0.05 * rough:
                px, py = points[k]
                for _ in range(int(3 + 4 * rough)):
                    swell.oval(
                        px + rng.normal(0, 22),
                        py + rng.uniform(0, 8),
                        rng.uniform(5, 20),
                        rng.uniform(1, 2.6),
                        ink(foam, 0.5),
                    )

    deck = easel.layer("deck", 0.4)
    _deck(easel, deck)
    for mx, py in ((0.36, 985), (0.6, 1000), (0.48, 960), (0.7, 985)):
        easel.stand(mx, py)


def _deck(easel: Easel, canvas: Canvas) -> None:
    light, view, w = easel.light, easel.view, easel.width
    top, wood = 885.0, rgb("b98d5e")
    shape = [
        (view.left, top),
        (view.right, top),
        (view.right, view.bottom),
        (view.left, view.bottom),
    ]
    canvas.shape(
        shape,
        linear(
            (0, top),
            (0, view.bottom),
            [
                light.lit(shade(wood, 0.08), 0.75, up=0.9),
                light.lit(wood, 0.55, up=0.9),
                light.lit(shade(wood, -0.4), 0.35, up=0.9),
            ],
            [0, 0.35, 1],
        ),
    )
    rng = easel.fork("planks")
    vx, vy = w * 0.5, 500.0
    for k in range(-26, 27):
        u = k / 26 * 2.4
        x0, x1 = vx + u * (top - vy), vx + u * (view.bottom - vy)
        nx0, nx1 = vx + (u + 2.4 / 26) * (top - vy), vx + (u + 2.4 / 26) * (view.bottom - vy)
        canvas.shape(
            [(x0, top), (nx0, top), (nx1, view.bottom), (x1, view.bottom)],
            ink(light.lit(shade(wood, rng.uniform(-0.18, 0.12)), 0.6, up=0.9), 0.5),
        )
        canvas.line(
            x0, top, x1, view.bottom, ink(light.lit(shade(wood, -0.65), 0.1), 0.6, stroke=2.2)
        )
        y = rng.uniform(top + 10, view.bottom - 20)
        t = y - vy
        canvas.line(
            vx + u * t,
            y,
            vx + (u + 2.4 / 26) * t,
            y,
            ink(light.lit(shade(wood, -0.65), 0.1), 0.6, stroke=2.2),
        )
    ground_relief(easel, canvas, top, view.bottom, depth=0.16)
    if light.wet:
        reflection(
            easel,
            canvas,
            top,
            view.bottom,
            strength=0.5,
            ripple=10,
            tint=light.haze,
            tinted=0.35,
            puddles=0.5,
            onto=True,
        )
    rail = rgb("8a5c38")
    for i in range(23):
        x = view.left + (view.right - view.left) * (i + 0.5) / 23
        body = linear((x - 9, 0), (x + 9, 0), light.across(rgb("e8dfd0")))
        canvas.curve(
            [
                (x - 7, 780),
                (x + 7, 780),
                (x + 5, 800),
                (x + 10, 835),
                (x + 6, 870),
                (x + 9, 890),
                (x - 9, 890),
                (x - 6, 870),
                (x - 10, 835),
                (x - 5, 800),
            ],
            body,
            close=True,
        )
    canvas.rect(
        view.left,
        764,
        view.right - view.left,
        20,
        linear(
            (0, 764),
            (0, 784),
            [light.lit(shade(rail, 0.22), 0.95, up=1), light.lit(shade(rail, -0.3), 0.3, up=0.3)],
        ),
    )
    canvas.rect(
        view.left,
        880,
        view.right - view.left,
        14,
        linear(
            (0, 880),
            (0, 894),
            [light.lit(shade(rail, 0.1), 0.8, up=1), light.lit(shade(rail, -0.4), 0.2)],
        ),
    )
    x = w * 0.115
    canvas.rect(
        x - 24,
        view.top,
        48,
        960 - view.top,
        linear((x - 24, 0), (x + 24, 0), light.across(rgb("a9794c"))),
    )
    for y in (300, 620, 905):
        canvas.rect(x - 27, y, 54, 16, ink(light.lit(rgb("4a4e54"), 0.5)))
    canvas.oval(x, 958, 50, 13, linear((x - 50, 0), (x + 50, 0), light.across(rgb("7a5636"))))
    rope = ink(light.lit(rgb("d0bc90"), 0.6), stroke=4)
    for fx in (0.3, 0.37, 0.44):
        canvas.line(x + 20, view.top, w * fx, 770, rope)
    for k in range(9):
        t = 0.1 + 0.09 * k
        ax, bx = x + 20 + (w * 0.3 - x - 20) * t, x + 20 + (w * 0.44 - x - 20) * t
        y = view.top + (770 - view.top) * t
        canvas.line(ax, y, bx, y, rope)
    coil = w * 0.86
    for k in range(4):
        canvas.oval(
            coil,
            990 - 9 * k,
            56 - 4 * k,
            15,
            ink(light.lit(shade(rgb("d0bc90"), -0.1 * (k % 2)), 0.6, up=0.8), stroke=9),
        )
    ring_x, ring_y = w * 0.9, 836.0
    canvas.oval(ring_x, ring_y, 40, 40, ink(light.lit(rgb("f4efe6"), 0.8, up=0.5), stroke=19))
    for a in range(4):
        canvas.pen.save()
        canvas.pen.translate(ring_x, ring_y)
        canvas.pen.rotate(45 + 90 * a)
        canvas.rect(-11, -50, 22, 20, ink(light.lit(rgb("d8432f"), 0.7)))
        canvas.pen.restore()
    if light.lamps > 0.3:
        lamp_post(canvas, w * 0.975, 905, 300, light, old=True)
    flag(easel, x + 24, 130, 150, rgb("d8432f"), 0.41, name="ensign")
