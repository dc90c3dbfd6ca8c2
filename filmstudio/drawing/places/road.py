"""A country road that runs to the hills: verge, fence, telegraph poles, trees, a milestone."""

from __future__ import annotations

import skia

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.houses import HOUSES
from filmstudio.drawing.land import ridge
from filmstudio.drawing.plants import bush, flowers, grass, palm, pine, tree
from filmstudio.drawing.sky import paint_sky
from filmstudio.drawing.street import car, carriageway, wires
from filmstudio.drawing.water import reflection
from filmstudio.drawing.weather import ground_relief, mist

_DRY = ("middle-eastern", "african")
_PALMS = ("south-indian", "thai")


def paint(easel: Easel) -> None:
    """Hills, the plain with its trees, the road, what stands along it, the verge before us."""
    light, view, w = easel.light, easel.view, easel.width
    culture = easel.setting.culture
    easel.lamplit = 0.2
    easel.horizon = 590.0
    vanish = (w * 0.54, 590.0)
    green = rgb("b8a468") if culture in _DRY else rgb("8aa254")
    far = easel.layer("sky and hills", 0.06)
    paint_sky(easel, far)
    for i, (y, size, albedo, distance) in enumerate(
        (
            (625.0, 210.0, "7286a4", 0.95),
            (632.0, 130.0, "74907a", 0.85),
            (645.0, 70.0, "86a060", 0.68),
        )
    ):
        tone = mix(rgb(albedo), green, 0.3 if i else 0.0)
        ridge(
            easel, far, y, size, tone, distance, name=f"hills {i}", sharp=i < 2, bottom=view.bottom
        )
    mist(easel, far, 618, 40, 0.5, name="valley")
    plain = easel.layer("plain", 0.24)
    plain.rect(
        view.left,
        634,
        view.right - view.left,
        view.bottom - 634,
        linear(
            (0, 634),
            (0, view.bottom),
            [
                light.lit(shade(green, 0.1), 0.7, 0.55, up=1),
                light.lit(green, 0.6, 0.1, up=1),
                light.lit(shade(green, -0.3), 0.4, up=1),
            ],
            [0, 0.3, 1],
        ),
    )
    rng = easel.fork("plain")
    for i in range(7):
        y = 640 + 3.4 * (i + 1) ** 1.9
        tone = mix(green, [rgb("c8b060"), rgb("6f9448"), rgb("a8a050")][i % 3], 0.5)
        plain.curve(
            [
                (view.left - 30, y + rng.uniform(-4, 4)),
                (w * 0.3, y - 4),
                (w * 0.7, y + 5),
                (view.right + 30, y),
            ],
            ink(light.lit(tone, 0.7, 0.5 - 0.06 * i, up=1), 0.4, stroke=5 + 3 * i),
        )
    HOUSES[culture](plain, w * 0.2, 668, 120, light, rng, 0.46)
    trees = sorted(
        (
            (vanish[0] + rng.choice([-1, 1]) * rng.uniform(0.1, 0.62) * w, rng.uniform(646, 720))
            for _ in range(max(8, int(19 * w / 1920)))
        ),
        key=lambda t: t[1],
    )
    for x, y in trees:
        height = 46 + (y - 640) * 2.3
        distance = 0.6 - (y - 640) / 150
        if light.snow:
            pine(plain, x, y, height * 1.2, rgb("446a50"), light, rng, distance=distance)
        elif culture in _PALMS and rng.random() < 0.4:
            palm(
                plain,
                plain,
                x,
                y,
                height * 1.7,
                rng.uniform(-20, 20),
                light,
                rng,
                distance=distance,
                nuts=False,
            )
        else:
            tree(plain, x, y, height, mix(green, rgb("5f8a44"), 0.7), light, rng, distance=distance)
    mist(easel, plain, 652, 22, 0.35, name="plain mist")

    ground = easel.layer("road", 0.38, top=240)
    half = min(w * 0.5, 780.0)
    reach = view.bottom - vanish[1]
    start = (634 - vanish[1]) / reach
    ground.shape(
        [
            (vanish[0] - half * 1.3 * start, 634),
            (vanish[0] + half * 1.3 * start, 634),
            (vanish[0] + half * 1.3, view.bottom),
            (vanish[0] - half * 1.3, view.bottom),
        ],
        linear(
            (0, 634),
            (0, view.bottom),
            [light.lit(rgb("b8a078"), 0.6, 0.4, up=0.9), light.lit(rgb("a88e66"), 0.5, up=0.9)],
        ),
    )
    carriageway(easel, ground, 634, vanish, half, rgb("62626a"))
    ground_relief(easel, ground, 640, view.bottom, depth=0.24)
    if light.wet:
        reflection(
            easel,
            ground,
            636,
            view.bottom,
            strength=0.6,
            ripple=14,
            tint=light.haze,
            tinted=0.3,
            puddles=0.7,
            onto=True,
        )
    rng = easel.fork("verge")
    for i in range(22):
        t = i / 21
        at = start + (1 - start) * t**1.8
        y = vanish[1] + reach * at
        for side in (-1, 1):
            x = vanish[0] + side * half * 1.26 * at
            grass(
                ground,
                x - 60 * at,
                x + 60 * at,
                y,
                8 + 64 * at,
                green,
                light,
                rng,
                count=16,
                spread=8 * at,
            )
    _poles(easel, ground, vanish, half)
    car(
        ground,
        vanish[0] + half * 0.42 / 3.6,
        vanish[1] + 420 / 3.6,
        64,
        light,
        rgb("b83a34"),
        rear=True,
    )
    _milestone(easel, ground, vanish[0] + half * 0.98, vanish[1] + reach * 0.66)
    front = easel.layer("verge", 0.74, top=800)
    dim = light.shadowed(0.7)
    for x0, x1 in ((view.left, w * 0.14), (w * 0.88, view.right)):
        bush(
            front,
            (x0 + x1) / 2,
            view.bottom + 18,
            (x1 - x0) * 0.9,
            mix(green, rgb("4f7a3c"), 0.6),
            dim,
            rng,
            height=0.4,
        )
        blades = Canvas(view, x0 - 20, 900, x1 + 20, view.bottom)
        grass(blades, x0, x1, view.bottom, 160, green, dim, rng, count=90, spread=10)
        easel.sway(blades, lean=0.05, period=2.9, phase=x0 / w, depth=0.745)
    flowers(
        front,
        view.left,
        w * 0.16,
        1000,
        1110,
        [rgb("f4f0e4"), rgb("e8c43a"), rgb("9a6ad0")],
        dim,
        rng,
        count=12,
        size=11,
    )
    for mx, y in ((0.4, 985.0), (0.62, 1000), (0.5, 950.0), (0.7, 970.0)):
        easel.stand(mx, y)


def _poles(easel: Easel, canvas: Canvas, vanish: tuple[float, float], half: float) -> None:
    light = easel.light
    tops: list[tuple[float, float]] = []
    for depth in (8.0, 5.4, 3.7, 2.5, 1.7, 1.15):
        s = 1 / depth
        x, y = vanish[0] - half * 1.12 * s, vanish[1] + 420 * s
        h = 620 * s
        timber = linear(
            (x - 10 * s, 0), (x + 10 * s, 0), light.across(rgb("7a5c44"), min(0.6, 0.08 * depth))
        )
        canvas.rect(x - 9 * s, y - h, 18 * s, h, timber)
        canvas.rect(x - 76 * s, y - h * 0.94, 152 * s, 13 * s, timber)
        for k in (-66, -36, 36, 66):
            canvas.oval(
                x + k * s,
                y - h * 0.955,
                6 * s,
                9 * s,
                ink(light.lit(rgb("dfe8e4"), 0.7, min(0.6, 0.08 * depth))),
            )
        tops.append((x, y - h * 0.95))
    wires(canvas, [*tops, (easel.view.left - 30, 160.0)], light, easel.fork("wires"))
    for side, u in ((1, 1.2),):
        previous: tuple[float, float, float] | None = None
        for k in range(12):
            s = 1 / (7.5 * 0.82**k)
            x, y = vanish[0] + side * half * u * s, vanish[1] + 420 * s
            if previous is not None:
                px, py, ps = previous
                for lift in (34, 68):
                    canvas.line(
                        px,
                        py - lift * ps,
                        x,
                        y - lift * s,
                        ink(light.lit(rgb("8a6a4c"), 0.6, 0.1), stroke=max(1.2, 8 * s)),
                    )
            canvas.rect(
                x - 6 * s,
                y - 86 * s,
                12 * s,
                86 * s,
                ink(light.lit(rgb("7a5a40"), 0.5, 0.1, up=0.2)),
            )
            previous = (x, y, s)


def _milestone(easel: Easel, canvas: Canvas, x: float, y: float) -> None:
    light, rng = easel.light, easel.fork("milestone")
    stone = rgb("f0eadc")
    canvas.oval(x, y, 46, 9, ink((10, 10, 14), 0.4, blur=4))
    body = skia.Path()
    body.moveTo(x - 32, y)
    body.lineTo(x - 32, y - 64)
    body.arcTo(skia.Rect.MakeXYWH(x - 32, y - 96, 64, 64), 180, 180, False)
    body.lineTo(x + 32, y)
    body.close()
    canvas.path(body, linear((x - 32, 0), (x + 32, 0), light.across(stone)))
    cap = skia.Path()
    cap.addArc(skia.Rect.MakeXYWH(x - 32, y - 96, 64, 64), 180, 180)
    cap.close()
    canvas.path(
        cap,
        linear(
            (x - 32, 0),
            (x + 32, 0),
            light.across(rgb("e8b82e") if not light.snow else (238.0, 243.0, 252.0)),
        ),
    )
    canvas.text(str(int(rng.integers(3, 48))), x, y - 28, 30, ink(light.lit(rgb("2a2624"), 0.3)))
    canvas.line(x - 14, y - 14, x + 14, y - 14, ink(light.lit(rgb("2a2624"), 0.3), stroke=3))
