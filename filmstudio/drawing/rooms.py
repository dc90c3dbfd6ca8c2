"""Rooms: a box in true perspective, the light inside it, and solids, planes and sunbeams within.

A room is measured in centimetres: x to the right of the vanishing point, y up
from the floor, z away from the lens. Furniture is drawn flat, in centimetres,
on a plane at its z, or as a solid with its top and sides.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
import skia

from filmstudio.drawing.canvas import ADD, Canvas, Point, View, ink, linear, radial
from filmstudio.drawing.colour import luma, mix, rgb, saturate, shade
from filmstudio.drawing.easel import Easel, Surface
from filmstudio.drawing.light import LightScheme
from filmstudio.drawing.noise import fractal
from filmstudio.film.picture import RGB, Drift
from filmstudio.film.storyboard import Setting

FOCAL = 860.0
"""Units of the view that one centimetre takes at a distance of one centimetre."""
EYE = 150.0
"""Height of the lens, cm: near the eyes of people, so that faces stay level."""
Opening = tuple[float, float, float, float]
"""A window in the back wall: left, right, sill and head, cm."""

_DAYLIGHT = {
    "dawn": 0.66, "morning": 0.82, "day": 0.88, "afternoon": 0.8, "sunset": 0.6, "dusk": 0.46,
    "night": 0.38,
}  # fmt: skip
"""How much of the outdoor light fills a room, by the hour (chosen by eye on rendered sets)."""


def indoors(light: LightScheme, setting: Setting, window: float) -> LightScheme:
    """The light inside: what comes through the window, and the lamps, which films leave burning.

    `window` is where the window is, as a part of the width; the key comes from there.
    """
    fill = _DAYLIGHT[setting.time]
    grim = setting.mood in ("eerie", "tense", "melancholy")
    lamps = (0.3 + 0.7 * light.lamps) * (0.72 if grim else 1.0)
    day = max(0.0, 1 - light.lamps * 1.15) if setting.time in ("dusk", "night") else 1.0
    level = (light.ambient[0] + light.ambient[1] + light.ambient[2]) / 3
    tinted = mix((level, level, level), light.ambient, 0.6)
    warm = (0.40, 0.31, 0.22)
    ambient = _sum(tinted, fill * (0.7 + 0.3 * day), warm, 1.08 * lamps * (1 - 0.5 * day))
    key = _sum(light.key, 0.85 * day, (0.52, 0.38, 0.22), lamps * (1 - 0.65 * day))
    shift = (window if window != 0.5 else 0.45) < 0.5
    dark = setting.time in ("dusk", "night")
    return replace(
        light, ambient=ambient, key=key, wet=0.0, snow=0.0, fog=0.0, wind=0.12, storm=0.0,
        moon=False, lamps=lamps, sun_x=0.3 if shift else 0.7,
        sun_height=0.5, sun_colour=mix(light.sun_colour, light.lamp, 0.65) if dark
        else light.sun_colour, haze_amount=0.5, bloom=light.bloom * 0.8 + 0.12,
        vignette=min(0.5, light.vignette + 0.08),
    )  # fmt: skip


def _sum(a: RGB, k: float, b: RGB, m: float) -> RGB:
    return (a[0] * k + b[0] * m, a[1] * k + b[1] * m, a[2] * k + b[2] * m)


@dataclass
class Room:
    """A box seen from inside. `back` is the z of its back wall; `left` and `right` its sides."""

    easel: Easel
    outside: LightScheme
    vanish: Point
    span: float
    back: float
    left: float
    right: float
    high: float
    openings: list[Opening] = field(default_factory=list)

    @property
    def light(self) -> LightScheme:
        return self.easel.light

    @property
    def wide(self) -> float:
        """The width of the back wall, cm."""
        return self.right - self.left

    def p(self, x: float, y: float, z: float) -> Point:
        """Where a point of the room is seen, in units."""
        k = FOCAL / z
        return self.vanish[0] + x * k, self.vanish[1] + (EYE - y) * k

    def top_of(self, canvas: Canvas, x: float, high: float, z: float) -> None:
        """Notes a free spot on a table or worktop for what the script names (see `set_dressing`)."""
        self.easel.surfaces.append(Surface(canvas, *self.p(x, high, z), FOCAL / z))

    def x(self, part: float, z: float = 0.0) -> float:
        """The x (cm) at depth z (the back wall if 0) seen at a part of the set's width."""
        at = self.easel.width / 2 + (part - 0.5) * self.span
        return (at - self.vanish[0]) * (z or self.back) / FOCAL

    @contextmanager
    def plane(self, canvas: Canvas, x: float, z: float = 0.0, y: float = 0.0) -> Iterator[None]:
        """Draw in centimetres about (x, y) on a plane that faces us; up is negative."""
        z = z or self.back
        canvas.pen.save()
        canvas.pen.translate(*self.p(x, y, z))
        canvas.pen.scale(FOCAL / z, FOCAL / z)
        yield
        canvas.pen.restore()

    @contextmanager
    def flank(self, canvas: Canvas, side: int, near: float, far: float) -> Iterator[float]:
        """Draw in centimetres on a side wall (-1 left, 1 right) between two depths.

        x runs from 0 to the given length from left to right as we see it; up is negative.
        """
        wall = self.left if side < 0 else self.right
        first, last = (near, far) if side < 0 else (far, near)
        length, h = far - near, self.high
        source = [
            skia.Point(0, 0),
            skia.Point(length, 0),
            skia.Point(length, -h),
            skia.Point(0, -h),
        ]
        spots = [self.p(wall, y, z) for y, z in ((0, first), (0, last), (h, last), (h, first))]
        matrix = skia.Matrix()
        if not matrix.setPolyToPoly(source, [skia.Point(*s) for s in spots]):
            raise ValueError("The wall is seen edge on: near and far must differ.")
        canvas.pen.save()
        canvas.pen.concat(matrix)
        yield length
        canvas.pen.restore()

    def quad(self, corners: Sequence[tuple[float, float, float]]) -> list[Point]:
        return [self.p(*c) for c in corners]

    def solid(
        self, canvas: Canvas, x0: float, x1: float, y0: float, y1: float, z0: float, z1: float,
        albedo: RGB, top: RGB | None = None,
    ) -> None:  # fmt: skip
        """A block from z0 (near) to z1, its visible faces shaded; a soft contact shadow if it
        stands on the floor."""
        light = self.light
        if y0 < 4:
            self.shadow(canvas, x0, x1, z0, z1)
        window_left = light.sun_x < 0.5
        if x0 > 0 or x1 < 0:
            x = x0 if x0 > 0 else x1
            faces = 0.55 if (x0 > 0) == window_left else 0.02
            near, far = light.lit(albedo, faces), light.lit(shade(albedo, -0.18), faces * 0.6)
            canvas.shape(
                self.quad([(x, y0, z0), (x, y1, z0), (x, y1, z1), (x, y0, z1)]),
                linear(self.p(x, y1, z0), self.p(x, y0, z1), [near, far]),
            )
        if y1 < EYE:
            cover = top or shade(albedo, 0.1)
            canvas.shape(
                self.quad([(x0, y1, z0), (x1, y1, z0), (x1, y1, z1), (x0, y1, z1)]),
                linear(
                    self.p(0, y1, z1), self.p(0, y1, z0),
                    [light.lit(shade(cover, -0.15), 0.7), light.lit(cover, 0.95)],
                ),
            )  # fmt: skip
        a, b = self.p(x0, y1, z0), self.p(x1, y0, z0)
        canvas.rect(
            a[0], a[1], b[0] - a[0], b[1] - a[1],
            linear(
                a if window_left else (b[0], a[1]), b if window_left else (a[0], b[1]),
                [light.lit(shade(albedo, 0.05), 0.5), light.lit(albedo, 0.28),
                 light.lit(shade(albedo, -0.35), 0.1)], [0, 0.45, 1],
            ),
        )  # fmt: skip

    def shadow(
        self, canvas: Canvas, x0: float, x1: float, z0: float, z1: float, alpha: float = 0.42
    ) -> None:
        """The dark under something that stands on the floor."""
        grow = 6.0
        spots = [
            (x0 - grow, 0.0, z0 - grow), (x1 + grow, 0.0, z0 - grow), (x1 + grow, 0.0, z1),
            (x0 - grow, 0.0, z1),
        ]  # fmt: skip
        canvas.shape(self.quad(spots), ink((14, 8, 14), alpha, blur=9))

    def shell(self, canvas: Canvas, wall: RGB, side: RGB, above: RGB, ground: RGB) -> None:
        """Back wall, side walls, ceiling and floor, before anything is put on them."""
        light, view = self.light, self.easel.view
        near = 90.0
        a, b = self.p(self.left, self.high, self.back), self.p(self.right, 0, self.back)
        lit = light.sun_x < 0.5
        canvas.fill(ink(light.lit(shade(above, -0.3), 0.0)))
        canvas.rect(
            view.left, b[1] - 1, view.right - view.left, view.bottom - b[1] + 2,
            linear(
                (0, b[1]), (0, view.bottom),
                [light.lit(shade(ground, -0.22), 0.25), light.lit(ground, 0.5),
                 light.lit(shade(ground, -0.12), 0.4)], [0, 0.45, 1],
            ),
        )  # fmt: skip
        canvas.shape(
            self.quad([
                (self.left, self.high, self.back), (self.right, self.high, self.back),
                (self.right, self.high, near), (self.left, self.high, near),
            ]),
            linear(
                (0, a[1]), (0, view.top),
                [light.lit(shade(above, -0.12), 0.1), light.lit(shade(above, -0.4), 0.0)],
            ),
        )  # fmt: skip
        canvas.rect(
            a[0], a[1], b[0] - a[0], b[1] - a[1],
            linear(
                (a[0] if lit else b[0], 0), (b[0] if lit else a[0], 0),
                [light.lit(wall, 0.45), light.lit(wall, 0.4), light.lit(shade(wall, -0.12), 0.22)],
            ),
        )  # fmt: skip
        for which in (-1, 1):
            x = self.left if which < 0 else self.right
            faces = 0.02 if (which < 0) == lit else 0.5
            canvas.shape(
                self.quad([
                    (x, 0, near), (x, 0, self.back), (x, self.high, self.back),
                    (x, self.high, near),
                ]),
                linear(
                    (self.p(x, 0, self.back)[0], 0), (view.left if which < 0 else view.right, 0),
                    [light.lit(side, faces), light.lit(shade(side, -0.3), faces * 0.5)],
                ),
            )  # fmt: skip

    def plaster(self, canvas: Canvas, depth: float = 0.1, name: str = "plaster") -> None:
        """Uneven paint over the walls, the wear of use."""
        noise = fractal(120, 220, self.easel.fork(name), cells=(4, 7), octaves=5, gain=0.55)
        grey = np.clip(255 * (1 - depth * (1 - noise)), 0, 255).astype(np.uint8)
        canvas.texture(grey, self.easel.view.top, self.p(0, 0, self.back)[1])

    def corners(self, canvas: Canvas, alpha: float = 0.34) -> None:
        """The dark that gathers where walls, floor and ceiling meet."""
        a, b = self.p(self.left, self.high, self.back), self.p(self.right, 0, self.back)
        near = 120.0
        dark = ink((16, 8, 18), alpha, stroke=34, blur=17)
        for x0, y0, x1, y1 in (
            (a[0], a[1], b[0], a[1]), (a[0], b[1], b[0], b[1]), (a[0], a[1], a[0], b[1]),
            (b[0], a[1], b[0], b[1]),
        ):  # fmt: skip
            canvas.line(x0, y0, x1, y1, dark)
        for x in (self.left, self.right):
            for y in (0.0, self.high):
                canvas.line(*self.p(x, y, self.back), *self.p(x, y, near), dark)

    def gloom(self, canvas: Canvas, x: float, y: float, depth: float = 0.45) -> None:
        """Light falls off from (x, y) in units: the far corners are darker and cooler."""
        view = self.easel.view
        far = mix((255, 255, 255), (70, 58, 92), depth)
        canvas.fill(
            radial(
                (x, y), max(view.width, view.height) * 0.78,
                [(255, 255, 255), mix((255, 255, 255), far, 0.25), far], [0.1, 0.5, 1],
                mode=skia.BlendMode.kModulate,
            )
        )  # fmt: skip

    def sunbeams(self, canvas: Canvas, floor: Canvas, strength: float = 1.0) -> None:
        """Sun or moon through the openings: panes of light on the floor and shafts in the air."""
        out = self.outside
        if out.cover >= 0.8 or out.fog or out.sun_height < 0 or not self.openings:
            return
        colour = rgb("8fa8e8") if out.moon else saturate(mix(out.sun_colour, out.rim, 0.45), 1.2)
        power = strength * (0.16 if out.moon else 0.2 + 0.28 * luma(out.key) * 1.7)
        power = min(0.55, power) if not out.moon else power
        low = 1 - min(1.0, out.sun_height)
        reach = 0.46 + 0.34 * low
        drift = (0.34 if out.sun_x < 0.5 else -0.34) * (0.4 + low)
        small = View(
            canvas.view.width, canvas.view.scale / 4, max(2, canvas.view.pixel_width // 4),
            max(2, canvas.view.pixel_height // 4),
        )  # fmt: skip
        air = Canvas(small)
        for x0, x1, y0, y1 in self.openings:
            for i in range(2):
                for j in range(2):
                    xa, xb = x0 + (x1 - x0) * (i + 0.06) / 2, x0 + (x1 - x0) * (i + 0.94) / 2
                    ya, yb = y0 + (y1 - y0) * (j + 0.06) / 2, y0 + (y1 - y0) * (j + 0.94) / 2
                    spots = [
                        self.p(x + y * drift, 0, max(60.0, self.back - y * reach))
                        for x, y in ((xa, ya), (xb, ya), (xb, yb), (xa, yb))
                    ]
                    floor.shape(spots, ink(colour, power, blur=4, mode=ADD))
                    top = self.p(xa, yb, self.back), self.p(xb, yb, self.back)
                    air.shape(
                        [top[0], top[1], spots[2], spots[3]],
                        linear(top[0], spots[3], [colour] * 2, alphas=[power * 0.26, 0], mode=ADD),
                    )
        soft = cv2.GaussianBlur(air.pixels, (0, 0), max(0.8, 4 * canvas.view.scale))
        full = cv2.resize(soft, (canvas.view.pixel_width, canvas.view.pixel_height))
        h, w = canvas.pixels.shape[:2]
        part = full[canvas.y : canvas.y + h, canvas.x : canvas.x + w]
        a = canvas.pixels[..., 3]
        part = cv2.multiply(part, cv2.merge([a, a, a, np.zeros_like(a)]), scale=1 / 255)
        cv2.add(canvas.pixels, part, dst=canvas.pixels)

    def motes(self, name: str = "motes", depth: float = 0.4) -> None:
        """Dust that hangs in the light and drifts."""
        easel, view = self.easel, self.easel.view
        rng = easel.fork(name)
        w, h = easel.width * 0.5, 360.0
        x, y = easel.width * 0.22, 330.0
        canvas = Canvas(view, x, y, x + w, y + h)
        tone = mix(self.light.sun_colour, (255, 244, 220), 0.5)
        for _ in range(34):
            r = rng.uniform(1.4, 4.5) * (1.6 if rng.random() < 0.2 else 1)
            canvas.glow(
                x + w * rng.random(),
                y + h * rng.random(),
                r * 1.6,
                tone,
                rng.uniform(0.2, 0.55),
                mode=skia.BlendMode.kSrcOver,
            )
        easel.moves(
            Drift(
                canvas.cropped(), velocity=(5 * view.scale, 0.0), bob=22 * view.scale,
                bob_period=11.0, depth=depth,
            )
        )  # fmt: skip

    def people(self, spots: Sequence[tuple[float, float]] = ()) -> None:
        """Where people stand: parts of the width and heights in units on the floor."""
        for part, y in spots or ((0.3, 1000), (0.68, 1006), (0.5, 990), (0.4, 970), (0.6, 975)):
            part = 0.5 + (part - 0.5) * min(1.0, max(0.72, self.easel.width / 1400))
            self.easel.stand(part, y, (y - self.vanish[1]) * 1.07)

    def front(self, name: str, side: int, width: float, top: float | None = None) -> Canvas:
        """A layer for what frames the picture at one side, in front of the people."""
        view = self.easel.view
        if side < 0:
            canvas = Canvas(view, view.left, top, view.left + width)
        else:
            canvas = Canvas(view, view.right - width, top)
        self.easel.layers.append((name, 0.72, canvas))
        return canvas


def enter(
    easel: Easel,
    *,
    window: float = 0.3,
    back: float = 340.0,
    high: float = 300.0,
    sides: tuple[float, float] = (0.07, 0.93),
    vanish: float = 0.5,
) -> Room:
    """Step inside: the easel's light becomes the room's; `sides` are parts of the width."""
    shape = easel.width / 1920
    narrow = min(1.0, max(0.0, (1 - shape) / 0.68))
    # A low sun or the moon is seen through the window; a high sun only lights what is outside.
    seen = easel.light.moon or easel.light.sun_height < 0.3
    out = replace(easel.light, sun_x=min(0.9, max(0.02, window + (0.04 if seen else -0.2))))
    easel.light = indoors(easel.light, easel.setting, window)
    easel.horizon = 440.0
    span = easel.width * (1 + 0.42 * narrow)
    room = Room(
        easel, out, (easel.width * (0.5 + (vanish - 0.5) * shape), easel.horizon), span,
        back * (1 + 0.3 * narrow), 0, 0, high * (1 + 0.2 * narrow),
    )  # fmt: skip
    half = easel.width / 2
    near, far = (half + (at - 0.5) * easel.width * (1 + 0.06 * narrow) for at in sides)
    room.left = (near - room.vanish[0]) * room.back / FOCAL
    room.right = (far - room.vanish[0]) * room.back / FOCAL
    return room


def arc(x: float, y: float, rx: float, ry: float, start: float, sweep: float) -> skia.Path:
    """Part of an ellipse about (x, y); angles in degrees, clockwise from the right."""
    path = skia.Path()
    path.addArc(skia.Rect.MakeXYWH(x - rx, y - ry, 2 * rx, 2 * ry), start, sweep)
    return path


def turned(points: Sequence[Point], angle: float) -> list[Point]:
    """Points turned about the origin by degrees."""
    c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return [(x * c - y * s, x * s + y * c) for x, y in points]
