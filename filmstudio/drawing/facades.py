"""Facades: town houses and towers seen flat, and set in perspective along a street."""

from __future__ import annotations

import numpy as np
import skia

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.light import SNOW, LightScheme
from filmstudio.drawing.shopfronts import shop_front
from filmstudio.film.picture import RGB
from filmstudio.film.vocabulary import Culture

WALLS: dict[str, tuple[str, ...]] = {
    "western": ("b5654a", "d8c3a0", "8f9aa3", "c98d6a", "a8846c", "dcd3c2", "7f8a8a"),
    "north-indian": ("e0b478", "d98a78", "c8d0b0", "e8d4b8", "9fb8c4", "d8a0a0", "f0dca8"),
    "south-indian": ("f0c060", "8fc0b4", "e89a7a", "e8e0cc", "a8c888", "c8a8d0", "f0d8b0"),
    "east": ("c4c0b8", "9fa6ac", "d8d0c2", "8a7f78", "b8a89a", "d0c8bc", "7a8288"),
    "middle-eastern": ("e8d4b0", "d8bc90", "f0e6d0", "c8a880", "e0c8a0", "d0b898"),
    "latin-american": ("e8a03c", "d8604a", "3f98a8", "e8c85a", "c86a98", "f0e0c0", "6aa860"),
    "african": ("d89858", "e8c890", "b86a4a", "90a890", "f0e0b8", "c8b090"),
}


def family(culture: Culture) -> str:
    """The group of `WALLS` and `SHOPS` that a culture builds like."""
    return "east" if culture in ("east-asian", "japanese", "chinese", "thai") else culture


def facade(
    canvas: Canvas,
    x: float,
    base: float,
    width: float,
    height: float,
    culture: Culture,
    light: LightScheme,
    rng: np.random.Generator,
    distance: float = 0.0,
    *,
    shop: bool = True,
    detail: bool = True,
) -> None:
    """A house of a street from its left edge x, standing on `base`. No two are alike."""
    kind = family(culture)
    albedo = rgb(WALLS[kind][int(rng.integers(len(WALLS[kind])))])
    albedo = mix(albedo, rgb(WALLS[kind][int(rng.integers(len(WALLS[kind])))]), 0.25)
    canvas.rect(
        x,
        base - height,
        width,
        height,
        linear((x, 0), (x + width, 0), light.across(albedo, distance)),
    )
    ground = min(height * 0.34, 150.0) if shop else 40.0
    if detail:
        _weathering(canvas, x, base, width, height, albedo, light, rng, distance)
    storey = rng.uniform(96, 124)
    floors = max(1, int((height - ground - 26) / storey))
    storey = (height - ground - 26) / floors
    bays = max(2, round(width / rng.uniform(74, 108)))
    style = int(rng.integers(5))
    trim = shade(albedo, 0.3 if rng.random() < 0.6 else -0.3)
    frame = rgb(["f4eee2", "3a3f48", "6a4a36", "e8e4da"][int(rng.integers(4))])
    bay = width / bays
    for floor in range(floors):
        y = base - ground - storey * floor
        if style in (1, 3) or floor == 0:
            canvas.rect(x, y - 7, width, 7, ink(light.lit(trim, 0.7, distance, up=0.9)))
            canvas.rect(x, y, width, 6, ink(light.lit(rgb("1c1620"), 0, distance), 0.25))
        for k in range(bays):
            if rng.random() < 0.05:
                continue
            _opening(
                canvas,
                x + bay * (k + 0.5),
                y,
                bay,
                storey,
                style,
                frame,
                trim,
                light,
                rng,
                distance,
                kind,
            )
    _roof(canvas, x, base - height, width, albedo, kind, light, rng, distance)
    if shop:
        shop_front(canvas, x, base, width, ground, kind, light, rng, distance)
    else:
        canvas.rect(x, base - 40, width, 40, ink(light.lit(shade(albedo, -0.4), 0.3, distance)))


def _weathering(
    canvas: Canvas, x: float, base: float, w: float, h: float, albedo: RGB, light: LightScheme,
    rng: np.random.Generator, d: float,
) -> None:  # fmt: skip
    for _ in range(int(h / 34)):
        bw = rng.uniform(8, 26)
        bx, by = x + rng.random() * (w - bw), base - rng.random() * h * 0.98
        tone = light.lit(shade(albedo, rng.uniform(-0.2, 0.12)), 0.4, d)
        canvas.rect(bx, by, bw, rng.uniform(5, 9), ink(tone, 0.5))
    for _ in range(4):
        bx = x + rng.random() * w
        canvas.rect(bx, base - h, rng.uniform(4, 16), h * rng.uniform(0.15, 0.5),
                    linear((0, base - h), (0, base - h * 0.5), [light.lit(shade(albedo, -0.5), 0, d)] * 2, alphas=[0.28, 0]))  # fmt: skip


def _opening(
    canvas: Canvas, x: float, y: float, bay: float, storey: float, style: int, frame: RGB, trim: RGB,
    light: LightScheme, rng: np.random.Generator, d: float, kind: str,
) -> None:  # fmt: skip
    w, h = bay * (0.5, 0.46, 0.72, 0.42, 0.56)[style], storey * (0.6, 0.66, 0.5, 0.68, 0.62)[style]
    top = y - storey * 0.16 - h
    glass = light.window(rng, rgb("34424f"), d)
    lit_room = light.lamps > 0.3 and glass[0] > glass[2] + 20 and glass[0] > 120
    canvas.rect(x - w * 0.57, top - 5, w * 1.14, h + 9, ink(light.lit(frame, 0.6, d)))
    path = skia.Rect.MakeXYWH(x - w / 2, top, w, h)
    canvas.pen.drawRect(
        path,
        linear(
            (x - w / 2, top), (x + w / 2, top + h), [shade(glass, 0.16), glass, shade(glass, -0.18)]
        ),
    )
    if lit_room:
        if rng.random() < 0.5:
            side = rng.choice([-1, 1])
            canvas.rect(
                x - w / 2 if side < 0 else x + w * 0.2,
                top,
                w * 0.3,
                h,
                ink(mix(glass, rgb("a8502c"), 0.35)),
            )
        if rng.random() < 0.22:
            px = x + rng.uniform(-0.2, 0.2) * w
            canvas.oval(px, top + h * 0.48, w * 0.09, w * 0.1, ink(rgb("3a2420"), 0.85))
            canvas.rect(
                px - w * 0.15,
                top + h * 0.58,
                w * 0.3,
                h * 0.42,
                ink(rgb("3a2420"), 0.85),
                round=w * 0.1,
            )
    bar = ink(light.lit(frame, 0.5, d), stroke=max(1.4, w * 0.05), butt=True)
    canvas.line(x, top, x, top + h, bar)
    if style != 2:
        canvas.line(x - w / 2, top + h * 0.42, x + w / 2, top + h * 0.42, bar)
    if style == 3:
        cap = skia.Path()
        cap.moveTo(x - w * 0.62, top)
        cap.quadTo(x, top - h * 0.28, x + w * 0.62, top)
        cap.close()
        canvas.path(cap, ink(light.lit(trim, 0.7, d)))
    sill = SNOW if light.snow else trim
    canvas.rect(x - w * 0.66, top + h + 1, w * 1.32, 6, ink(light.lit(sill, 0.8, d)))
    canvas.rect(x - w * 0.62, top + h + 7, w * 1.24, 5, ink(light.lit(rgb("1c1620"), 0, d), 0.3))
    dice = rng.random()
    if (style == 0 and dice < 0.45) or (
        kind in ("north-indian", "south-indian", "latin-american") and dice < 0.3
    ):
        _balcony(canvas, x, top + h, w * 1.5, light, rng, d, kind)
    elif style in (1, 4) and dice < 0.16:
        grey = light.lit(rgb("d4d6d4"), 0.6, d)
        canvas.rect(x - w * 0.34, top + h * 1.1, w * 0.68, h * 0.24, ink(grey), round=2)
        canvas.oval(
            x - w * 0.1, top + h * 1.22, w * 0.13, h * 0.085, ink(light.lit(rgb("6a7078"), 0.3, d))
        )
    elif style in (3, 4) and dice < 0.5 and kind in ("western", "latin-american"):
        shutter = light.lit(mix(trim, rgb("3f6f6a"), 0.7), 0.5, d)
        for side in (-1, 1):
            canvas.rect(
                x + side * w * 0.6 - (w * 0.3 if side < 0 else 0),
                top - 3,
                w * 0.3,
                h + 6,
                ink(shutter),
            )


def _balcony(
    canvas: Canvas,
    x: float,
    y: float,
    w: float,
    light: LightScheme,
    rng: np.random.Generator,
    d: float,
    kind: str,
) -> None:
    iron = light.lit(rgb("2e3238"), 0.3, d)
    canvas.rect(x - w / 2, y + 2, w, 8, ink(light.lit(rgb("cfc6b8"), 0.6, d, up=1)))
    for k in range(9):
        px = x - w / 2 + w * k / 8
        canvas.line(px, y + 2, px, y - 26, ink(iron, stroke=1.6))
    canvas.line(x - w / 2, y - 26, x + w / 2, y - 26, ink(iron, stroke=2.6))
    if rng.random() < 0.55:
        for k in range(4):
            px = x - w * 0.36 + w * 0.24 * k
            canvas.oval(
                px,
                y - 8,
                w * 0.1,
                11,
                ink(light.lit(rgb("4f8440"), rng.uniform(0.2, 0.9), d, up=0.8)),
            )
            canvas.oval(px + 3, y - 14, 4, 4, ink(light.lit(rgb("e8506a"), 0.8, d)))
    elif kind in ("north-indian", "south-indian", "east"):
        for k in range(4):
            tone = rgb(["e85a5a", "f0c04a", "4a8ac0", "f4f0e8"][int(rng.integers(4))])
            canvas.rect(
                x - w * 0.42 + w * 0.22 * k,
                y - 24,
                w * 0.16,
                rng.uniform(14, 26),
                ink(light.lit(tone, 0.6, d)),
            )


def _roof(
    canvas: Canvas,
    x: float,
    y: float,
    w: float,
    albedo: RGB,
    kind: str,
    light: LightScheme,
    rng: np.random.Generator,
    d: float,
) -> None:
    cap = SNOW if light.snow else shade(albedo, 0.22)
    canvas.rect(x - 5, y - 6, w + 10, 14, ink(light.lit(cap, 0.8, d)))
    canvas.rect(x, y + 8, w, 9, ink(light.lit(rgb("1c1620"), 0, d), 0.3))
    dark = light.lit(rgb("3a3a42"), 0.3, d)
    choice = rng.random()
    if kind == "western" and choice < 0.45:
        rise = rng.uniform(46, 84)
        slate = mix(rgb("5a5f6c"), SNOW, 0.9 * light.snow)
        canvas.shape([(x - 4, y - 4), (x + w * 0.1, y - rise), (x + w * 0.9, y - rise), (x + w + 4, y - 4)],
                     linear((0, y - rise), (0, y), [light.lit(shade(slate, 0.1), 0.8, d), light.lit(slate, 0.3, d)]))  # fmt: skip
        for k in range(max(1, int(w / 130))):
            px = x + w * (k + 0.5) / max(1, int(w / 130))
            canvas.rect(px - 17, y - rise * 0.8, 34, rise * 0.62, ink(light.lit(albedo, 0.6, d)))
            canvas.rect(
                px - 11, y - rise * 0.72, 22, rise * 0.46, ink(light.window(rng, rgb("34424f"), d))
            )
        canvas.rect(
            x + w * 0.78, y - rise - 34, 22, 50, ink(light.lit(rgb("9a5a46"), 0.5, d, up=0.2))
        )
        return
    if kind in ("north-indian", "south-indian", "middle-eastern") and choice < 0.7:
        tx = x + w * rng.uniform(0.2, 0.7)
        canvas.rect(
            tx,
            y - 52,
            44,
            40,
            linear((tx, 0), (tx + 44, 0), light.across(rgb("26282c"), d)),
            round=5,
        )
        canvas.line(tx + 6, y - 12, tx + 6, y - 4, ink(dark, stroke=3))
        canvas.line(tx + 38, y - 12, tx + 38, y - 4, ink(dark, stroke=3))
    elif choice < 0.5:
        tx, tw = x + w * rng.uniform(0.15, 0.5), w * 0.3
        canvas.rect(
            tx, y - 40, tw, 36, linear((tx, 0), (tx + tw, 0), light.across(shade(albedo, -0.2), d))
        )
    for _ in range(int(rng.integers(1, 4))):
        px, h = x + w * rng.uniform(0.05, 0.95), rng.uniform(26, 72)
        canvas.line(px, y - 4, px, y - h, ink(dark, stroke=2))
        for k in range(3):
            canvas.line(
                px - 11 + 3 * k,
                y - h + 8 * k,
                px + 11 - 3 * k,
                y - h + 8 * k,
                ink(dark, stroke=1.5),
            )


def tower(
    canvas: Canvas, x: float, base: float, width: float, height: float, light: LightScheme,
    rng: np.random.Generator, distance: float,
) -> None:  # fmt: skip
    """A distant tower block or skyscraper with its grid of windows."""
    albedo = [rgb(c) for c in ("8a94a4", "a49a94", "6f7f92", "b0aca4", "7a8a98")][
        int(rng.integers(5))
    ]
    canvas.rect(
        x,
        base - height,
        width,
        height,
        linear((x, 0), (x + width, 0), light.across(albedo, distance)),
    )
    step = rng.random()
    if step < 0.5:
        inset = width * rng.uniform(0.12, 0.25)
        extra = height * rng.uniform(0.06, 0.16)
        canvas.rect(
            x + inset,
            base - height - extra,
            width - 2 * inset,
            extra + 1,
            linear((x, 0), (x + width, 0), light.across(albedo, distance)),
        )
        if step < 0.28:
            canvas.line(
                x + width / 2,
                base - height - extra,
                x + width / 2,
                base - height - extra - height * 0.16,
                ink(light.lit(rgb("5a6068"), 0.3, distance), stroke=3),
            )
            if light.lamps > 0.4:
                canvas.glow(
                    x + width / 2, base - height - extra - height * 0.16, 26, rgb("ff3b3b"), 0.9
                )
    columns, gap = max(3, int(width / 15)), width / max(3, int(width / 15))
    rows = int(height / 19)
    on = light.lamps
    cold = light.lit(rgb("46586c"), 0.2, distance)
    for r in range(rows):
        y = base - height + 9 + 19 * r
        if on < 0.3:
            canvas.rect(x + gap * 0.2, y, width - gap * 0.4, 9, ink(cold, 0.5))
            continue
        for c in range(columns):
            if rng.random() < 0.30 * on + 0.05:
                tone = light.window(rng, rgb("2a3444"), distance * 0.5)
                canvas.rect(x + gap * (c + 0.2), y, gap * 0.6, 9, ink(tone))
            elif rng.random() < 0.5:
                canvas.rect(x + gap * (c + 0.2), y, gap * 0.6, 9, ink(shade(cold, -0.25), 0.6))
