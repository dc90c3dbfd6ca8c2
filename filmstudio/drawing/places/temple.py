"""A temple: the sanctuary of the culture at the end of a paved court."""

from __future__ import annotations

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.fittings import (
    flag,
    garland,
    lamp_post,
    oil_lamp,
    paving,
    pool_of_light,
    rangoli,
)
from filmstudio.drawing.land import ridge
from filmstudio.drawing.plants import bush, crown_canvas, palm, pine, tree
from filmstudio.drawing.sanctuaries import SANCTUARIES
from filmstudio.drawing.sanctuaries_asia import torii
from filmstudio.drawing.sky import paint_sky
from filmstudio.drawing.water import reflection
from filmstudio.drawing.weather import ground_relief, mist

_INDIAN = ("south-indian", "north-indian")
_ASIAN = ("east-asian", "japanese", "chinese")


def paint(easel: Easel) -> None:
    """Sky and hills, trees and sanctuary, the court, lamps and what frames them."""
    light, view, w = easel.light, easel.view, easel.width
    culture = easel.setting.culture
    easel.horizon = 610.0
    wall = 800.0
    far = easel.layer("sky and hills", 0.05)
    paint_sky(easel, far)
    for i, (y, size, albedo, distance) in enumerate(
        (
            (700.0, 190.0, "6f86a0", 0.95),
            (740.0, 140.0, "6a8a6e", 0.84),
            (770.0, 90.0, "6c8a58", 0.7),
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
    mist(easel, far, 720, 60, 0.45, name="valley")

    main = easel.layer("sanctuary", 0.26)
    _grove(easel, main, wall)
    mist(easel, main, 770, 40, 0.4, name="grove mist")
    width, height = _size(easel)
    x = w * 0.5 if easel.tall else w * 0.54
    build = SANCTUARIES[culture]
    rng = easel.fork("sanctuary")
    if culture == "south-indian":
        for dx in (-0.78, 0.8):
            build(main, x + dx * width, wall, width * 0.46, height * 0.5, light, rng, 0.42)
    if culture == "north-indian":
        for dx in (-0.86, 0.86):
            build(main, x + dx * width, wall, width * 0.4, height * 0.44, light, rng, 0.42)
    build(main, x, wall, width, height, light, rng, 0.2)
    if culture in _INDIAN:
        top = wall - height * (0.97 if culture == "north-indian" else 1.0)
        main.line(x, top + 30, x, top - 24, ink(light.lit(rgb("c89a3a"), 0.8), stroke=5))
        flag(easel, x, top - 18, 74, rgb("f07a1e"), 0.27, name="pennant")
        _court_wall(easel, main, wall, x)

    ground = easel.layer("court", 0.38, top=wall - 140)
    stone = rgb("c8a47e") if culture in _INDIAN else rgb("b4aa9c")
    colours = [light.lit(stone, f, up=0.85) for f in (0.55, 0.7)] + [
        light.lit(shade(stone, -0.4), 0.4, up=0.85)
    ]
    ground.rect(
        view.left,
        wall - 6,
        view.right - view.left,
        view.bottom - wall + 6,
        linear((0, wall), (0, view.bottom), colours, [0, 0.4, 1]),
    )
    paving(easel, ground, wall, x, stone)
    path = [(x - 70, wall), (x + 70, wall), (x + 300, view.bottom), (x - 300, view.bottom)]
    ground.shape(
        path,
        linear(
            (0, wall),
            (0, view.bottom),
            [light.lit(shade(stone, 0.35), 0.8, up=0.6)] * 2,
            alphas=[0.6, 0.25],
        ),
    )
    ground_relief(easel, ground, wall, view.bottom, depth=0.22)
    if light.wet:
        reflection(
            easel,
            ground,
            wall - 4,
            view.bottom,
            strength=0.6,
            ripple=16,
            tint=light.haze,
            tinted=0.3,
            puddles=0.55,
        )
    ground.rect(
        view.left,
        wall - 8,
        view.right - view.left,
        30,
        linear((0, wall - 8), (0, wall + 22), [(20, 12, 24)] * 2, alphas=[0.32, 0]),
    )
    mist(easel, ground, wall + 5, 26, 0.3, name="court mist", onto=True)
    spread = min(330.0, w * 0.36)
    if culture in _INDIAN:
        rangoli(ground, x, 960, min(230, w * 0.28), light, rng)
        for side in (-1, 1):
            pool_of_light(ground, x + side * spread, 1000, 260, light, 0.55)
            oil_lamp(easel, ground, x + side * spread, 1000, 150, 0.39)
    else:
        for side in (-1, 1):
            if culture in _ASIAN:
                _stone_lantern(easel, ground, x + side * spread, 950)
            else:
                lamp_post(ground, x + side * spread, 940, 250, light, old=True)
            pool_of_light(ground, x + side * spread, 950, 260, light, 0.5)
    _frame(easel)
    for mx, y in ((0.3, 985.0), (0.62, 1000), (0.46, 960.0), (0.76, 975.0)):
        easel.stand(mx, y)


def _size(easel: Easel) -> tuple[float, float]:
    culture, w = easel.setting.culture, easel.width
    width, height = {
        "south-indian": (520.0, 690.0), "north-indian": (620.0, 640.0), "thai": (760.0, 560.0),
        "middle-eastern": (900.0, 640.0), "east-asian": (560.0, 660.0), "japanese": (540.0, 660.0),
        "chinese": (580.0, 640.0),
    }.get(culture, (700.0, 640.0))  # fmt: skip
    k = min(1.0, w * 0.8 / width)
    return width * k, height * (k * 0.5 + 0.5)


def _grove(easel: Easel, canvas: Canvas, base: float) -> None:
    light, rng, w = easel.light, easel.fork("grove"), easel.width
    culture = easel.setting.culture
    count = max(7, round(17 * w / 1920))
    for i in range(count):
        x = w * (i + rng.uniform(0.1, 0.9)) / count
        height = rng.uniform(170, 300)
        albedo = mix(rgb("5f8448"), rgb("8f9a4a"), float(rng.random()))
        if culture in _ASIAN or light.snow:
            blossom = (
                rgb("f6bccb")
                if culture in ("japanese", "east-asian") and rng.random() < 0.3
                else None
            )
            if blossom is None:
                pine(canvas, x, base, height * 1.3, rgb("45694f"), light, rng, distance=0.5)
            else:
                tree(canvas, x, base, height, blossom, light, rng, distance=0.45)
        else:
            tree(canvas, x, base, height, albedo, light, rng, distance=rng.uniform(0.4, 0.62))
    if (
        culture in ("south-indian", "thai", "north-indian", "middle-eastern", "african")
        and not light.snow
    ):
        palms = ((0.08, 440.0, 34.0), (0.9, 500.0, -40.0), (0.97, 380.0, 20.0))
        if easel.tall:
            palms = ((-0.02, 330.0, -20.0), (1.02, 350.0, 24.0), (1.1, 300.0, 10.0))
        for fx, height, lean in palms:
            crown = crown_canvas(easel.view, w * fx, base, height, lean)
            palm(crown, canvas, w * fx, base, height, lean, light, rng, distance=0.34)
            easel.sway(crown, lean=0.014, period=4.0 + fx, phase=fx, depth=0.265)


def _court_wall(easel: Easel, canvas: Canvas, y: float, gate: float) -> None:
    light, view = easel.light, easel.view
    wall = rgb("e6c8a0")
    red = light.lit(rgb("b8402c"), 0.45, 0.2)
    white = light.lit(rgb("f4e6d0"), 0.55, 0.2)
    for left, right in ((view.left, gate - 120), (gate + 120, view.right)):
        canvas.rect(
            left, y - 54, right - left, 54, linear((left, 0), (right, 0), light.across(wall, 0.2))
        )
        x = left
        while x < right:
            canvas.rect(x, y - 44, min(20, right - x), 40, ink(red))
            canvas.rect(x + 20, y - 44, max(0, min(20, right - x - 20)), 40, ink(white))
            x += 40
        canvas.rect(
            left, y - 60, right - left, 8, ink(light.lit(shade(wall, 0.25), 0.8, 0.2, up=1))
        )


def _stone_lantern(easel: Easel, canvas: Canvas, x: float, y: float) -> None:
    light = easel.light
    grey = rgb("a6a49c")
    body = linear((x - 34, 0), (x + 34, 0), light.across(grey))
    canvas.oval(x, y, 44, 10, ink((10, 10, 20), 0.35, blur=4))
    canvas.rect(x - 30, y - 16, 60, 16, body)
    canvas.rect(x - 11, y - 92, 22, 78, body)
    canvas.rect(x - 30, y - 104, 60, 13, body)
    canvas.rect(x - 23, y - 144, 46, 40, body)
    canvas.rect(
        x - 14,
        y - 138,
        28,
        29,
        ink(mix(light.lit(rgb("3a342c"), 0.1), light.lamp, 0.2 + 0.8 * light.lamps)),
    )
    canvas.shape(
        [(x - 46, y - 140), (x + 46, y - 140), (x + 14, y - 170), (x - 14, y - 170)],
        ink(light.lit(shade(grey, -0.1), 0.7, up=1)),
    )
    canvas.oval(x, y - 176, 9, 11, body)
    canvas.glow(x, y - 124, 110, light.lamp, 0.75 * light.lamps)


def _frame(easel: Easel) -> None:
    """Leaves at the sides, and above them what the culture hangs there."""
    light, view, w = easel.light.shadowed(0.72), easel.view, easel.width
    rng = easel.fork("frame")
    front = easel.layer("frame", 0.75)
    culture = easel.setting.culture
    for x, size in (
        (view.left + 40, 460.0),
        (view.right - 20, 440.0),
        (view.left + 300, 220.0),
        (view.right - 280, 200.0),
    ):
        if easel.tall:
            size *= 0.6
        bush(front, x, view.bottom + 10, size, rgb("4f7a40"), light, rng, height=0.75)
    if culture in _INDIAN:
        for x0, x1, dip in ((view.left, w * 0.5, 66), (w * 0.5, view.right, 66)):
            canvas = Canvas(view, x0 - 20, view.top, x1 + 20, view.top + 190)
            y = view.top + 44
            points = [
                (x0 + (x1 - x0) * t, y + dip * 4 * t * (1 - t)) for t in (0, 0.2, 0.4, 0.6, 0.8, 1)
            ]
            garland(canvas, points, easel.light, size=13)
            easel.sway(canvas, lean=0.03, period=3.6, phase=x0 / max(1, w), depth=0.74, hangs=True)
    elif culture == "japanese" and not easel.tall:
        torii(front, w * 0.5, view.bottom + 60, w * 1.02, light)
    front.blur(1.6)
