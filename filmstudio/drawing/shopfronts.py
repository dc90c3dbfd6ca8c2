"""Shop fronts, awnings and neon signs of a street."""

from __future__ import annotations

import numpy as np
import skia

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.light import SNOW, LightScheme
from filmstudio.film.picture import RGB

SHOPS: dict[str, tuple[str, ...]] = {
    "western": ("CAFE", "BOOKS", "BAKERY", "HOTEL", "FLOWERS", "DELI", "RECORDS", "PIZZA"),
    "north-indian": ("CHAI", "SAREES", "SWEETS", "MEDICAL", "HOTEL", "BOOKS", "TAILOR", "MOBILE"),
    "south-indian": ("COFFEE", "SILKS", "TIFFIN", "MEDICAL", "HOTEL", "BOOKS", "STORES", "MOBILE"),
    "east": ("RAMEN", "TEA", "HOTEL", "BOOKS", "NOODLES", "MARKET", "BAR", "SUSHI"),
    "middle-eastern": ("CAFE", "SPICES", "HOTEL", "GOLD", "BAKERY", "CARPETS", "TEA", "BOOKS"),
    "latin-american": ("CAFE", "LIBROS", "HOTEL", "PAN", "FLORES", "TACOS", "MERCADO", "BAR"),
    "african": ("CAFE", "HOTEL", "MARKET", "FABRICS", "PHONES", "BAKERY", "MUSIC", "TAILOR"),
}


NEON = tuple(rgb(c) for c in ("ff4f9a", "35d0ff", "ffb03a", "7cff8a", "c47cff", "ff6a4a"))


def shop_front(
    canvas: Canvas,
    x: float,
    base: float,
    w: float,
    h: float,
    kind: str,
    light: LightScheme,
    rng: np.random.Generator,
    d: float,
) -> None:
    board = [rgb(c) for c in ("2f4a44", "7a2f34", "26364f", "4a3426", "c8892e", "1f5f6a")][
        int(rng.integers(6))
    ]
    canvas.rect(x, base - h, w, h, ink(light.lit(shade(board, -0.2), 0.4, d)))
    on = light.lamps
    inside = mix(
        light.lit(rgb("4f5a62"), 0.2, d), mix(light.lamp, rgb("fff0d0"), 0.4), 0.14 + 0.8 * on
    )
    panes = max(2, round(w / 95))
    top, foot = base - h * 0.68, base - h * 0.09
    door = int(rng.integers(panes))
    for k in range(panes):
        px, pw = x + 9 + (w - 18) * k / panes, (w - 18) / panes - 6
        bottom = base - 3 if k == door else foot
        canvas.rect(
            px,
            top,
            pw,
            bottom - top,
            linear(
                (0, top),
                (0, bottom),
                [inside, shade(inside, -0.15), mix(inside, rgb("8a5a34"), 0.4)],
            ),
        )
        for j in range(2):
            sy = top + (bottom - top) * (0.42 + 0.32 * j)
            if k == door:
                continue
            for q in range(int(pw / 15)):
                tone = rgb(
                    ["c8503c", "e0b040", "4a7a9a", "6a8a4a", "e8dcc8", "8a4a7a"][
                        int(rng.integers(6))
                    ]
                )
                ih = rng.uniform(7, 20)
                canvas.rect(
                    px + 4 + 15 * q,
                    sy - ih,
                    10,
                    ih,
                    ink(mix(light.lit(tone, 0.4, d), tone, 0.5 * on), 0.9),
                    round=2,
                )
            canvas.rect(px, sy, pw, 3, ink(shade(inside, -0.5), 0.6))
        shine = skia.Path()
        shine.moveTo(px + pw * 0.1, bottom)
        shine.lineTo(px + pw * 0.45, top)
        shine.lineTo(px + pw * 0.62, top)
        shine.lineTo(px + pw * 0.27, bottom)
        shine.close()
        canvas.path(shine, ink(light.sky[3], 0.12 + 0.08 * (1 - on)))
    if on > 0.3:
        canvas.glow(x + w / 2, base - h * 0.3, w * 0.7, light.lamp, 0.32 * on)
    canvas.rect(x + 4, base - h * 0.98, w - 8, h * 0.24, ink(light.lit(board, 0.6, d)))
    word = SHOPS[kind][int(rng.integers(len(SHOPS[kind])))]
    size = min(h * 0.19, w / (len(word) * 0.78))
    letters = mix(light.lit(rgb("f8ecd0"), 0.8, d), rgb("ffeec2"), 0.7 * on)
    canvas.text(word, x + w / 2, base - h * 0.8, size, ink(letters))
    if rng.random() < 0.72:
        _awning(canvas, x + 2, base - h * 0.72, w - 4, h * 0.24, light, rng, d)


def _awning(
    canvas: Canvas,
    x: float,
    y: float,
    w: float,
    h: float,
    light: LightScheme,
    rng: np.random.Generator,
    d: float,
) -> None:
    stripe = [rgb(c) for c in ("c23b3b", "2f7f8a", "e0a03a", "3f6f4a", "8a4a8a")][
        int(rng.integers(5))
    ]
    count = max(4, round(w / 26))
    out = 10.0
    for k in range(count):
        a, b = k / count, (k + 1) / count
        tone = stripe if k % 2 == 0 else rgb("f6efe2")
        tone = mix(tone, SNOW, 0.8 * light.snow)
        x0, x1 = x + w * a, x + w * b
        lx0, lx1 = x - out + (w + 2 * out) * a, x - out + (w + 2 * out) * b
        canvas.shape(
            [(x0, y), (x1, y), (lx1, y + h * 0.75), (lx0, y + h * 0.75)],
            linear((0, y), (0, y + h * 0.8), [light.lit(tone, 0.9, d), light.lit(tone, 0.5, d)]),
        )
        canvas.oval(
            (lx0 + lx1) / 2,
            y + h * 0.75,
            (lx1 - lx0) / 2,
            h * 0.17,
            ink(light.lit(shade(tone, -0.08), 0.45, d)),
        )
    canvas.rect(
        x,
        y + h * 0.9,
        w,
        h * 0.3,
        linear((0, y + h * 0.9), (0, y + h * 1.2), [(12, 10, 20)] * 2, alphas=[0.3, 0]),
    )


def neon_sign(
    canvas: Canvas,
    x: float,
    y: float,
    word: str,
    size: float,
    colour: RGB,
    light: LightScheme,
    distance: float = 0.0,
) -> None:
    """A sign of upright letters, lit when lamps are; (x, y) is its top middle."""
    h, w = size * 1.12 * len(word) + size * 0.5, size * 1.35
    back = light.lit(
        mix(shade(colour, -0.45), rgb("1e1c2c"), 0.2 + 0.8 * light.lamps), 0.5, distance
    )
    canvas.rect(x - w / 2, y, w, h, ink(back), round=size * 0.18)
    on = light.lamps
    tube = mix(
        light.lit(mix(colour, rgb("d8d4d8"), 0.4), 0.6, distance),
        mix(colour, (255, 255, 255), 0.55),
        on,
    )
    if on > 0.3:
        canvas.glow(x, y + h / 2, h * 0.75, colour, 0.5 * on)
        canvas.rect(
            x - w / 2,
            y,
            w,
            h,
            ink(colour, 0.55 * on, stroke=size * 0.16, blur=size * 0.12),
            round=size * 0.18,
        )
    canvas.rect(
        x - w * 0.44,
        y + size * 0.06,
        w * 0.88,
        h - size * 0.12,
        ink(mix(tube, colour, 0.5 * on), stroke=size * 0.06),
        round=size * 0.14,
    )
    for i, letter in enumerate(word):
        baseline = y + size * (1.12 * (i + 1) - 0.06)
        if on > 0.3:
            canvas.text(letter, x, baseline, size, ink(colour, 0.8 * on, blur=size * 0.14))
        canvas.text(letter, x, baseline, size, ink(tube))
