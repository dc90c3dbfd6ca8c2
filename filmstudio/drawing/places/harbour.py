"""A harbour: a stone quay, moored boats, houses along the water, a lighthouse at the mole."""

from __future__ import annotations

from filmstudio.drawing.boats import sailing_boat, trawler
from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.facades import facade
from filmstudio.drawing.fittings import lamp_post, paving, pool_of_light
from filmstudio.drawing.land import ridge
from filmstudio.drawing.sky import paint_sky
from filmstudio.drawing.water import reflection, sea
from filmstudio.drawing.weather import ground_relief, mist
from filmstudio.film.picture import Drift


def paint(easel: Easel) -> None:
    """Sky, hills and open sea; the town and mole; boats in the basin; the quay and its gear."""
    light, view, w = easel.light, easel.view, easel.width
    easel.horizon = 560.0
    quay = 850.0
    far = easel.layer("sky, sea and town", 0.07)
    paint_sky(easel, far)
    ridge(easel, far, 562, 190, rgb("6f8a84"), 0.93, name="cape", start=view.left, stop=w * 0.7)
    ridge(easel, far, 562, 120, rgb("6f8f6a"), 0.82, name="cape 2", start=view.left, stop=w * 0.52)
    sea(easel, far, 560, quay + 40, body=rgb("2f7088"), waves=600, path_depth=0.08)
    _town(easel, far)
    _mole(easel, far)
    reflection(
        easel,
        far,
        612,
        quay + 20,
        strength=0.36,
        ripple=15,
        tint=light.lit(rgb("2f6070"), 0.3),
        tinted=0.3,
    )
    mist(easel, far, 600, 40, 0.35, name="sea mist")
    _boats(easel)

    ground = easel.layer("quay", 0.38, top=560)
    stone = rgb("aa9f90")
    ground.rect(
        view.left,
        quay,
        view.right - view.left,
        view.bottom - quay,
        linear(
            (0, quay),
            (0, view.bottom),
            [
                light.lit(shade(stone, 0.05), 0.7, up=0.9),
                light.lit(stone, 0.55, up=0.9),
                light.lit(shade(stone, -0.4), 0.35, up=0.9),
            ],
            [0, 0.35, 1],
        ),
    )
    paving(easel, ground, quay, w * 0.46, stone, rows=9, joint=0.4)
    ground_relief(easel, ground, quay, view.bottom, depth=0.26)
    if light.wet:
        reflection(
            easel,
            ground,
            quay + 2,
            view.bottom,
            strength=0.55,
            ripple=14,
            tint=light.haze,
            tinted=0.3,
            puddles=0.55,
        )
    ground.rect(
        view.left,
        quay - 5,
        view.right - view.left,
        20,
        linear(
            (0, quay - 5),
            (0, quay + 15),
            [light.lit(shade(stone, 0.25), 0.9, up=1), light.lit(shade(stone, -0.12), 0.5, up=0.8)],
        ),
    )
    ground.rect(
        view.left,
        quay + 15,
        view.right - view.left,
        7,
        ink(light.lit(shade(stone, -0.5), 0.1), 0.6),
    )
    _gear(easel, ground, quay)
    for mx, y in ((0.36, 985), (0.56, 1000), (0.46, 955), (0.68, 970)):
        easel.stand(mx, y)


def _town(easel: Easel, canvas: Canvas) -> None:
    """Houses along the far quay, stepping up a slope."""
    light, w, view = easel.light, easel.width, easel.view
    rng = easel.fork("town")
    culture = easel.setting.culture
    for row, (base, scale, distance) in enumerate(((590, 0.34, 0.62), (608, 0.42, 0.48))):
        x = view.left - 30 * row
        while x < w * (0.4 - 0.02 * row):
            width = rng.uniform(170, 260)
            height = (
                rng.uniform(330, 560)
                * (1.2 if row == 0 else 0.9)
                * (1 - 0.4 * max(0.0, x) / (w * 0.45))
            )
            pen = canvas.pen
            pen.save()
            pen.translate(x, base)
            pen.scale(scale, scale)
            facade(
                canvas,
                0,
                0,
                width,
                height,
                culture,
                light,
                rng,
                distance,
                shop=row == 1,
                detail=False,
            )
            pen.restore()
            x += width * scale + rng.uniform(-2, 10)
    stone = rgb("9a9086")
    canvas.rect(
        view.left,
        606,
        w * 0.43 - view.left,
        16,
        linear(
            (0, 606),
            (0, 622),
            [
                light.lit(shade(stone, 0.2), 0.8, 0.4, up=1),
                light.lit(shade(stone, -0.4), 0.1, 0.35),
            ],
        ),
    )


def _mole(easel: Easel, canvas: Canvas) -> None:
    """A breakwater with a lighthouse."""
    light, w, view = easel.light, easel.width, easel.view
    rng = easel.fork("mole")
    stone = rgb("8f887e")
    left = w * 0.72
    canvas.shape(
        [(left, 604), (left + 26, 582), (view.right, 576), (view.right, 612)],
        linear(
            (0, 576),
            (0, 612),
            [
                light.lit(shade(stone, 0.12), 0.8, 0.4, up=1),
                light.lit(shade(stone, -0.45), 0.1, 0.35),
            ],
        ),
    )
    for _ in range(70):
        x = rng.uniform(left, view.right)
        y = rng.uniform(590, 612)
        canvas.oval(
            x,
            y,
            rng.uniform(6, 13),
            rng.uniform(4, 7),
            ink(light.lit(shade(stone, rng.uniform(-0.4, 0.2)), 0.5, 0.35, up=0.6)),
        )
    x, base, h = left + 60, 586.0, 190.0
    body = [(x - 22, base), (x - 14, base - h * 0.78), (x + 14, base - h * 0.78), (x + 22, base)]
    canvas.shape(body, linear((x - 22, 0), (x + 22, 0), light.across(rgb("f4efe6"), 0.3)))
    for k in (0.06, 0.32, 0.58):
        a, b = k, k + 0.13
        wa, wb = 22 - 8 * a / 0.78, 22 - 8 * b / 0.78
        canvas.shape(
            [
                (x - wa, base - h * a),
                (x - wb, base - h * b),
                (x + wb, base - h * b),
                (x + wa, base - h * a),
            ],
            linear((x - 22, 0), (x + 22, 0), light.across(rgb("c8382e"), 0.3)),
        )
    canvas.rect(x - 20, base - h * 0.8, 40, 6, ink(light.lit(rgb("3a3f46"), 0.4, 0.3)))
    lamp = mix(light.lit(rgb("8aa0a8"), 0.5, 0.3), rgb("fff4c8"), light.lamps)
    canvas.rect(x - 11, base - h * 0.91, 22, h * 0.11, ink(lamp))
    canvas.shape(
        [(x - 16, base - h * 0.91), (x, base - h * 1.02), (x + 16, base - h * 0.91)],
        ink(light.lit(rgb("b8342c"), 0.6, 0.3, up=0.8)),
    )
    if light.lamps > 0.4:
        y = base - h * 0.86
        canvas.glow(x, y, 150, rgb("fff0c0"), 0.85 * light.lamps)
        for side in (-1, 1):
            beam = [(x, y - 3), (x, y + 3), (x + side * 640, y + 60), (x + side * 640, y - 75)]
            canvas.shape(
                beam,
                linear(
                    (x, 0),
                    (x + side * 640, 0),
                    [rgb("fff2c8")] * 2,
                    alphas=[0.3 * light.lamps, 0.0],
                ),
            )
        flash = Canvas(easel.view, x - 80, y - 80, x + 80, y + 80)
        flash.glow(x, y, 70, rgb("fff0c0"), 0.9)
        easel.shimmer(flash, 2, 0.08, 3.0, "lighthouse")


def _boats(easel: Easel) -> None:
    light, view, w = easel.light, easel.view, easel.width
    k = 0.72 if easel.tall else 1.0
    moored = (
        (0.12, 742.0, 300.0, "2f6f96", False),
        (0.8, 770.0, 350.0, "b8443a", True),
        (0.47, 672.0, 165.0, "3f7f5a", False),
    )
    for i, (fx, y, size, paint, mirrored) in enumerate(sorted(moored, key=lambda m: m[1])):
        if easel.tall and i == 1:
            continue
        x, size = w * fx, size * k
        canvas = Canvas(view, x - size * 0.62, y - size * 0.75, x + size * 0.62, y + size * 0.2)
        trawler(
            canvas,
            x,
            y,
            size,
            light,
            rgb(paint),
            mirrored=mirrored,
            distance=max(0.0, (760 - y) / 300),
        )
        easel.moves(
            Drift(
                canvas.cropped(),
                velocity=(0.0, 0.0),
                bob=2.6 * view.scale * k,
                bob_period=3.8 + 0.7 * i,
                depth=0.16 + 0.03 * i,
            )
        )
    x, y = w * 0.62, 592.0
    canvas = Canvas(view, x - 60, y - 90, x + 60, y + 20)
    sailing_boat(canvas, x, y, 70, light, 0.6)
    easel.moves(
        Drift(
            canvas.cropped(),
            velocity=(2.5 * view.scale, 0.0),
            bob=1.2 * view.scale,
            bob_period=3.3,
            depth=0.09,
        )
    )


def _gear(easel: Easel, canvas: Canvas, quay: float) -> None:
    """Bollards with ropes, crates, barrels, nets, lamps."""
    light, w = easel.light, easel.width
    rng = easel.fork("gear")
    iron = rgb("3c4248")
    for fx in (0.2, 0.5, 0.77):
        x, y = w * fx, quay + 24
        canvas.oval(x, y + 2, 24, 6, ink((8, 8, 12), 0.5, blur=3))
        body = linear((x - 17, 0), (x + 17, 0), light.across(iron))
        canvas.shape([(x - 16, y), (x - 10, y - 34), (x + 10, y - 34), (x + 16, y)], body)
        canvas.oval(x, y - 38, 19, 9, body)
        canvas.oval(x, y - 42, 14, 5, ink(light.lit(shade(iron, 0.25), 0.9, up=1)))
        canvas.curve(
            [(x - 10, y - 20), (x - 60, y - 6), (x - 110, quay + 2), (x - 150, quay - 40)],
            ink(light.lit(rgb("c8b48a"), 0.6), stroke=4.5),
        )
    k = 0.75 if easel.tall else 1.0
    wood = rgb("a87c50")
    for fx, y, size in ((0.93, 962, 92), (0.985, 1000, 118), (0.955, 884, 70)):
        x, s = w * fx, size * k
        canvas.oval(x, y + 2, s * 0.72, s * 0.1, ink((8, 8, 12), 0.5, blur=5))
        canvas.rect(
            x - s / 2,
            y - s * 0.8,
            s,
            s * 0.8,
            linear((x - s / 2, 0), (x + s / 2, 0), light.across(wood)),
        )
        for j in range(5):
            yy = y - s * 0.8 + s * 0.16 * j
            canvas.line(
                x - s / 2, yy, x + s / 2, yy, ink(light.lit(shade(wood, -0.55), 0.1), 0.7, stroke=2)
            )
        for side in (-1, 1):
            canvas.rect(
                x + side * s * 0.44 - s * 0.05,
                y - s * 0.8,
                s * 0.1,
                s * 0.8,
                ink(light.lit(shade(wood, 0.12), 0.7)),
            )
        canvas.shape(
            [
                (x - s / 2, y - s * 0.8),
                (x - s * 0.38, y - s * 0.92),
                (x + s * 0.6, y - s * 0.92),
                (x + s / 2, y - s * 0.8),
            ],
            ink(light.lit(shade(wood, 0.16), 0.9, up=1)),
        )
    for fx, y in ((0.045, 950), (0.0, 990)):
        x, s = w * fx, 84 * k
        canvas.oval(x, y + 2, s * 0.6, s * 0.12, ink((8, 8, 12), 0.5, blur=5))
        barrel = [
            (x - s * 0.36, y),
            (x - s * 0.45, y - s * 0.55),
            (x - s * 0.36, y - s * 1.1),
            (x + s * 0.36, y - s * 1.1),
            (x + s * 0.45, y - s * 0.55),
            (x + s * 0.36, y),
        ]
        canvas.curve(
            barrel,
            linear((x - s * 0.45, 0), (x + s * 0.45, 0), light.across(rgb("8a5c3a"))),
            close=True,
        )
        for t in (0.2, 0.9):
            canvas.rect(
                x - s * 0.41, y - s * t, s * 0.82, s * 0.08, ink(light.lit(rgb("4a4e54"), 0.5))
            )
        canvas.oval(x, y - s * 1.1, s * 0.36, s * 0.09, ink(light.lit(rgb("a87c50"), 0.8, up=1)))
    nx, ny = w * 0.12, 905.0
    net = light.lit(rgb("3f7a72"), 0.5, up=0.7)
    canvas.curve(
        [
            (nx - 90 * k, ny),
            (nx - 60 * k, ny - 34 * k),
            (nx - 10, ny - 46 * k),
            (nx + 50 * k, ny - 28 * k),
            (nx + 96 * k, ny),
            (nx, ny + 12),
        ],
        ink(shade(net, -0.2)),
        close=True,
    )
    for _ in range(46):
        a, b = nx + rng.uniform(-80, 80) * k, ny - rng.uniform(0, 34) * k
        canvas.line(
            a,
            b,
            a + rng.uniform(-26, 26),
            b + rng.uniform(-9, 9),
            ink(shade(net, 0.22), 0.6, stroke=1.5),
        )
    for _ in range(6):
        canvas.oval(
            nx + rng.uniform(-70, 70) * k,
            ny - rng.uniform(2, 26) * k,
            8,
            7,
            ink(light.lit(rgb("e8803a"), 0.8, up=0.6)),
        )
    for fx, y, arm in ((0.3, 892, 0.0), (0.885, 880, 0.0)):
        lamp_post(canvas, w * fx, y, 300, light, arm=arm, old=True)
        pool_of_light(canvas, w * fx, y, 250, light, 0.55)
