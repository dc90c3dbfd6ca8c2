"""The railway: carriages, rails, a station clock, name board and bench."""

from __future__ import annotations

import math

import numpy as np

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.light import LightScheme
from filmstudio.film.picture import RGB


def rails(easel: Easel, canvas: Canvas, vanish: tuple[float, float]) -> None:
    light, view, w = easel.light, easel.view, easel.width
    vx, vy = vanish
    reach = view.bottom - vy
    inner, outer = -w * 0.1, -w * 0.36
    for k in range(26):
        depth = 0.85 * 1.14**k
        y = vy + reach / depth
        tie = light.lit(rgb("5a4636"), 0.4, min(0.6, 0.04 * k), up=0.6)
        canvas.shape(
            [
                (vx + outer * 1.2 / depth, y),
                (vx + inner * 0.7 / depth, y),
                (vx + inner * 0.7 / depth, y + 14 / depth),
                (vx + outer * 1.2 / depth, y + 14 / depth),
            ],
            ink(tie),
        )
    for u in (inner, outer):
        steel = light.lit(rgb("c8ccd0"), 0.8, 0.1)
        canvas.shape(
            [(vx, vy + 20), (vx + u - 9, view.bottom), (vx + u + 9, view.bottom)],
            linear((0, vy), (0, view.bottom), [mix(steel, light.haze, 0.5), steel]),
        )


def carriage(
    canvas: Canvas,
    length: float,
    main: RGB,
    second: RGB,
    light: LightScheme,
    rng: np.random.Generator,
    distance: float,
) -> None:
    """One carriage seen flat: roof, windows, doors, stripe."""
    h = 430.0
    canvas.rect(
        6,
        -h,
        length - 12,
        h - 60,
        linear(
            (0, -h),
            (0, -60),
            [
                light.lit(shade(main, 0.15), 0.8, distance),
                light.lit(main, 0.5, distance),
                light.lit(shade(main, -0.35), 0.2, distance),
            ],
        ),
    )
    canvas.rect(6, -h * 0.44, length - 12, 46, ink(light.lit(second, 0.65, distance)))
    canvas.rect(
        0,
        -h - 26,
        length,
        40,
        linear(
            (0, -h - 26),
            (0, -h + 14),
            [
                light.lit(rgb("b8bcc0"), 0.9, distance, up=1),
                light.lit(rgb("6a6e74"), 0.3, distance),
            ],
        ),
        round=16,
    )
    canvas.rect(10, -64, length - 20, 50, ink(light.lit(rgb("2a2c30"), 0.2, distance)))
    for k in range(4):
        cx = length * (0.14 + 0.24 * k)
        canvas.oval(cx, -26, 30, 30, ink(light.lit(rgb("3a3c40"), 0.4, distance)))
        canvas.oval(cx, -26, 13, 13, ink(light.lit(rgb("8a8e94"), 0.5, distance)))
    for k in range(6):
        if k in (0, 5):
            x = length * (0.035 if k == 0 else 0.895)
            canvas.rect(x, -h + 30, 44, h - 100, ink(light.lit(shade(main, -0.3), 0.4, distance)))
            canvas.rect(x + 8, -h + 48, 28, 96, ink(light.window(rng, rgb("2e3a44"), distance)))
            continue
        x = length * (0.13 + 0.19 * (k - 1))
        on = mix(light.lit(rgb("33424e"), 0.2, distance), light.sky[3], 0.2)
        glass = mix(on, mix(light.lamp, rgb("fff0d0"), 0.4), 0.9 * light.lamps)
        canvas.rect(x - 5, -h + 42, 96, 122, ink(light.lit(second, 0.5, distance)), round=10)
        canvas.rect(
            x,
            -h + 47,
            86,
            112,
            linear(
                (x, -h + 47), (x + 86, -h + 160), [shade(glass, 0.18), glass, shade(glass, -0.2)]
            ),
            round=7,
        )
        if light.lamps > 0.3 and rng.random() < 0.7:
            px = x + rng.uniform(24, 60)
            canvas.oval(px, -h + 108, 14, 17, ink(rgb("3a2a28"), 0.85))
            canvas.rect(px - 24, -h + 124, 48, 35, ink(rgb("3a2a28"), 0.85), round=12)
    if light.lamps > 0.4:
        canvas.glow(length / 2, -h * 0.7, length * 0.5, light.lamp, 0.22 * light.lamps)


def clock(easel: Easel, canvas: Canvas, x: float, y: float, r: float) -> None:
    light = easel.light
    hour = {
        "dawn": 5.6,
        "morning": 8.9,
        "day": 12.3,
        "afternoon": 15.7,
        "sunset": 18.2,
        "dusk": 19.1,
        "night": 22.6,
    }[easel.setting.time]
    canvas.line(x, y - r * 2.6, x, y - r, ink(light.lit(rgb("2c2c2e"), 0.3), stroke=r * 0.12))
    canvas.oval(x, y, r * 1.12, r * 1.12, ink(light.lit(rgb("2f2a28"), 0.4)))
    canvas.oval(
        x, y, r, r, ink(mix(light.lit(rgb("f6f0e0"), 0.7), rgb("fff4d8"), 0.75 * light.lamps))
    )
    dark = ink(rgb("1c1a1e"), stroke=r * 0.05)
    for i in range(12):
        a = math.tau * i / 12
        canvas.line(
            x + math.sin(a) * r * 0.8,
            y - math.cos(a) * r * 0.8,
            x + math.sin(a) * r * 0.92,
            y - math.cos(a) * r * 0.92,
            dark,
        )
    for turn, reach, width in ((hour / 12, 0.5, 0.09), (hour % 1, 0.76, 0.06)):
        a = math.tau * turn
        canvas.line(
            x,
            y,
            x + math.sin(a) * r * reach,
            y - math.cos(a) * r * reach,
            ink(rgb("1c1a1e"), stroke=r * width),
        )
    canvas.glow(x, y, r * 2.4, light.lamp, 0.35 * light.lamps)


def name_board(easel: Easel, canvas: Canvas, x: float, y: float, k: float) -> None:
    light = easel.light
    canvas.line(
        x - 90 * k,
        y + 170 * k,
        x - 90 * k,
        y - 40 * k,
        ink(light.lit(rgb("3a3c40"), 0.4), stroke=9 * k),
    )
    canvas.line(
        x + 90 * k,
        y + 170 * k,
        x + 90 * k,
        y - 40 * k,
        ink(light.lit(rgb("3a3c40"), 0.4), stroke=9 * k),
    )
    yellow = easel.setting.culture in ("north-indian", "south-indian")
    canvas.rect(
        x - 150 * k,
        y - 70 * k,
        300 * k,
        84 * k,
        ink(light.lit(rgb("f2c52e") if yellow else rgb("26406a"), 0.65)),
        round=8,
    )
    canvas.rect(
        x - 143 * k,
        y - 63 * k,
        286 * k,
        70 * k,
        ink(light.lit(rgb("2a2420") if yellow else rgb("f4f0e4"), 0.6), stroke=3 * k),
        round=6,
    )
    canvas.text(
        "PLATFORM 2",
        x,
        y - 15 * k,
        37 * k,
        ink(light.lit(rgb("201a18") if yellow else rgb("f8f4ea"), 0.7)),
    )


def bench(easel: Easel, canvas: Canvas, x: float, y: float, s: float) -> None:
    light, wood = easel.light, rgb("8a5c38")
    canvas.oval(x, y, s * 0.56, s * 0.05, ink((8, 8, 12), 0.4, blur=4))
    for side in (-1, 1):
        canvas.curve(
            [
                (x + side * s * 0.44, y),
                (x + side * s * 0.42, y - s * 0.2),
                (x + side * s * 0.47, y - s * 0.46),
            ],
            ink(light.lit(rgb("2a2c30"), 0.4), stroke=s * 0.035),
        )
    for t, facing in ((0.21, 0.8), (0.29, 0.4), (0.36, 0.5), (0.43, 0.5)):
        canvas.rect(
            x - s / 2, y - s * t, s, s * 0.05, ink(light.lit(wood, facing, up=0.3)), round=3
        )
