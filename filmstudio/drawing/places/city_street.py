"""A city street: houses in perspective to both sides, towers at its end, shops, lamps, wet asphalt."""

from __future__ import annotations

from functools import partial

from filmstudio.drawing.canvas import Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.easel import Easel
from filmstudio.drawing.facades import facade, family, tower
from filmstudio.drawing.fittings import lamp_post, pool_of_light
from filmstudio.drawing.plants import tree
from filmstudio.drawing.shopfronts import NEON, SHOPS, neon_sign
from filmstudio.drawing.sky import paint_sky
from filmstudio.drawing.street import car, carriageway, on_wall, rickshaw, wires
from filmstudio.drawing.water import reflection
from filmstudio.drawing.weather import ground_relief, mist

_DEPTHS = (0.86, 1.28, 1.78, 2.5, 3.5, 5.0, 7.4, 11.0)


_ENDS = (0.47, 0.36, 0.62)
"""Where the street vanishes in each layout, as a part of the width."""


def paint(easel: Easel) -> None:
    """Sky and skyline, the two walls of houses, the road, then lamps, cars and signs."""
    light, view, w = easel.light, easel.view, easel.width
    easel.horizon = 600.0
    ends = _ENDS[easel.layout(len(_ENDS))]
    vanish = (w * (0.5 + 0.3 * (ends - 0.47) if easel.tall else ends), easel.horizon)
    far = easel.layer("sky and skyline", 0.06)
    paint_sky(easel, far, birds=not light.moon)
    rng = easel.fork("skyline")
    for row, distance in ((0, 0.92), (1, 0.78)):
        x = vanish[0] - w * 0.42
        while x < vanish[0] + w * 0.42:
            width = rng.uniform(60, 120)
            centre = 1 - abs(x + width / 2 - vanish[0]) / (w * 0.45)
            tower(
                far,
                x,
                672,
                width,
                rng.uniform(120, 240) + 170 * max(0.0, centre) * (1 - 0.4 * row),
                light,
                rng,
                distance,
            )
            x += width + rng.uniform(-6, 26)
    mist(easel, far, 600, 60, 0.55, name="street haze")

    main = easel.layer("houses", 0.3)
    half = min(w * 0.5, 900.0) if not easel.tall else w * 0.56
    half += abs(vanish[0] - w * (0.5 if easel.tall else _ENDS[0]))
    base = 1010.0
    feet = {-1: (vanish[0] - half * 1.04, base), 1: (vanish[0] + half * 1.04, base)}
    for side in (-1, 1):
        _row(easel, main, vanish, feet[side], side)
    mist(easel, main, 640, 40, 0.3, name="street end", onto=True)

    ground = easel.layer("street", 0.37, top=180)
    pave = rgb("a8a096")
    reach = view.bottom - vanish[1]
    kerb, wall = half * 0.86, half * 1.04 * reach / (base - vanish[1])
    start = (655 - vanish[1]) / reach
    ground.shape(
        [
            (vanish[0] - wall * start, 655), (vanish[0] + wall * start, 655),
            (vanish[0] + wall, view.bottom), (vanish[0] - wall, view.bottom),
        ],
        linear(
            (0, 655), (0, view.bottom),
            [light.lit(pave, 0.5, 0.4, up=0.9), light.lit(pave, 0.6, up=0.9),
             light.lit(shade(pave, -0.35), 0.4, up=0.9)], [0, 0.4, 1],
        ),
    )  # fmt: skip
    _slabs(easel, ground, vanish, kerb, wall)
    asphalt = rgb("9a7452") if easel.setting.culture == "african" else rgb("5a5a62")
    carriageway(easel, ground, 655, vanish, kerb, asphalt)
    for side in (-1, 1):
        for width, tone in ((1.035, "cfc8bc"), (1.0, "8a8478")):
            u0, u1 = side * kerb * (width - 0.02), side * kerb * (width + 0.015)
            ground.shape(
                [
                    (vanish[0] + u0 * start, 655), (vanish[0] + u0, view.bottom),
                    (vanish[0] + u1, view.bottom), (vanish[0] + u1 * start, 655),
                ],
                ink(light.lit(rgb(tone), 0.7, up=0.9)),
            )  # fmt: skip
    ground_relief(easel, ground, 655, view.bottom, depth=0.24)
    if light.wet or light.lamps > 0.85:
        strength = 0.72 if light.wet else 0.16
        reflection(
            easel,
            ground,
            657,
            view.bottom,
            strength=strength,
            ripple=22,
            tint=light.lit(rgb("3a3c48")),
            tinted=0.22,
            onto=True,
            foot=(vanish[0], (base - vanish[1]) / (half * 1.04)),
        )
    mist(easel, ground, 655, 26, 0.35, name="far road", onto=True)
    _furniture(easel, ground, vanish, half)
    for mx, y in ((0.4, 985), (0.6, 1000), (0.5, 950), (0.7, 965)):
        easel.stand(mx, y)


def _row(
    easel: Easel, canvas: Canvas, vanish: tuple[float, float], foot: tuple[float, float], side: int
) -> None:
    """One side of the street, drawn from its far end towards us."""
    light, culture = easel.light, easel.setting.culture
    rng = easel.fork(f"row {side}")
    heights = [rng.uniform(560, 1000) for _ in _DEPTHS]
    words = list(easel.fork("words").permutation(SHOPS[family(culture)]))
    limit = 1.0 if family(culture) in ("western", "east") else 0.8
    for i in range(len(_DEPTHS) - 2, -1, -1):
        near, far = _DEPTHS[i], _DEPTHS[i + 1]
        length = 250.0 + 60 * rng.random() + 24 * i
        distance = min(0.75, 0.1 * i)
        height = heights[i] * limit
        house = partial(
            facade, canvas, 0, 0, length, height, culture, light, rng, distance, detail=i < 4
        )
        on_wall(canvas, vanish, foot, near, far, length, house)
        end_x = vanish[0] + (foot[0] - vanish[0]) / far
        y0 = vanish[1] + (foot[1] - vanish[1]) / far
        y1 = vanish[1] + (foot[1] - height - vanish[1]) / far
        # The next house stands a little forward: a strip of shadow at the joint parts them.
        canvas.line(
            end_x,
            y0,
            end_x,
            y1,
            ink(light.lit(rgb("1a1620"), 0, distance), 0.35, stroke=max(1.0, 5 / far)),
        )
        if i in (0, 1, 2) and rng.random() < 0.85:
            word = words[(i * 2 + (side > 0)) % len(words)]
            colour = NEON[int(rng.integers(len(NEON)))]
            depth = (near + far) / 2
            x = vanish[0] + (foot[0] - vanish[0]) / depth
            y = vanish[1] + (foot[1] - rng.uniform(470, 560) - vanish[1]) / depth
            size = 44 / depth
            neon_sign(canvas, x - side * size * 1.0, y, str(word), size, colour, light, distance)


def _slabs(
    easel: Easel, canvas: Canvas, vanish: tuple[float, float], kerb: float, wall: float
) -> None:
    """Joints of the pavement, towards the vanishing point and across."""
    light, view = easel.light, easel.view
    if light.snow:
        return
    reach = view.bottom - vanish[1]
    joint = ink(light.lit(rgb("5c564e"), 0.1), 0.35, stroke=1.5)
    start = (662 - vanish[1]) / reach
    for side in (-1, 1):
        for k in range(1, 5):
            u = side * (kerb * 1.05 + (wall - kerb * 1.05) * k / 5)
            canvas.line(vanish[0] + u * start, 662, vanish[0] + u, view.bottom, joint)
        depth = 1.0
        for _ in range(16):
            at = 1 / depth
            y = vanish[1] + reach * at
            canvas.line(
                vanish[0] + side * kerb * 1.05 * at, y, vanish[0] + side * wall * at, y, joint
            )
            depth += 0.22


def _furniture(easel: Easel, canvas: Canvas, vanish: tuple[float, float], half: float) -> None:
    light, culture = easel.light, easel.setting.culture
    rng = easel.fork("furniture")
    indian = culture in ("north-indian", "south-indian")
    poles: list[tuple[float, float]] = []
    for depth in (4.2, 2.6, 1.75, 1.25):
        scale = 1 / depth
        y = vanish[1] + 400 * scale
        for side in (-1, 1):
            x = vanish[0] + side * half * 0.76 * scale
            if depth < 1.5 and side < 0:
                continue
            if side < 0 and not indian and depth < 4 and not light.lamps > 0.95:
                tree(
                    canvas,
                    x - 6,
                    y,
                    330 * scale,
                    rgb("6f9448"),
                    light,
                    rng,
                    distance=0.1 * depth,
                    bare=bool(light.snow),
                )
            else:
                lamp_post(
                    canvas, x, y, 470 * scale, light, arm=-side * 90 * scale, distance=0.08 * depth
                )
                pool_of_light(
                    canvas, x - side * 90 * scale, y + 12 * scale, 240 * scale, light, 0.5
                )
                if side > 0:
                    poles.append((x, y - 470 * scale))
    if indian or culture in ("thai", "japanese"):
        wires(canvas, [*poles, (easel.view.right + 20, 60)], light, rng)
    # Those on the left come towards us, those on the right drive away, or the reverse.
    left_comes = culture not in ("north-indian", "south-indian", "japanese", "thai", "african")
    for depth, u in ((4.6, 0.3), (3.3, -0.34), (2.1, 0.4), (1.7, -0.5)):
        scale = 1 / depth
        x, y = vanish[0] + u * half * scale, vanish[1] + 408 * scale
        paint = rgb(["b83a34", "2f5f8a", "d8d4cc", "3f4a52", "d8a03a"][int(rng.integers(5))])
        rear = (u > 0) == left_comes
        if indian and rng.random() < 0.6:
            rickshaw(canvas, x, y, 176 * scale, light, rear=rear)
        else:
            car(canvas, x, y, 226 * scale, light, paint, rear=rear)
    if light.lamps > 0.5 and not light.snow:
        flicker = Canvas(easel.view, vanish[0] - 60, 560, vanish[0] + 60, 680)
        for i in range(5):
            flicker.glow(
                vanish[0] - 30 + 15 * i,
                632 + (i % 2) * 7,
                15,
                rgb("fff0c8") if i % 2 else rgb("ff5a4a"),
                0.8,
            )
        easel.shimmer(flicker, 3, 0.31, 1.6, "traffic")
    if light.lamps < 0.5 and not light.wet and not light.snow:
        _pigeons(easel, canvas)


def _pigeons(easel: Easel, canvas: Canvas) -> None:
    light, rng = easel.light, easel.fork("pigeons")
    for _ in range(6):
        x, y = easel.width * rng.uniform(0.08, 0.2), rng.uniform(930, 990)
        tone = light.lit(mix(rgb("6a7080"), rgb("c8c4c0"), float(rng.random())), 0.6)
        way = 1 if rng.random() < 0.5 else -1
        canvas.oval(x, y, 9, 2.5, ink((10, 10, 16), 0.35))
        canvas.oval(x, y - 6, 8, 4.6, ink(tone))
        canvas.shape(
            [(x - way * 5, y - 7), (x - way * 15, y - 4), (x - way * 5, y - 3)],
            ink(shade(tone, -0.25)),
        )
        canvas.oval(x + way * 7, y - 10.5, 3.2, 3.2, ink(shade(tone, -0.2)))
