"""Windows of rooms: what lies outside, their frames and lattices, curtains, and weather on glass."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass, replace

import cv2
import numpy as np
import skia

from filmstudio.drawing.canvas import ADD, ERASE, Canvas, ink, linear
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.facades import tower
from filmstudio.drawing.furniture_manners import Manner
from filmstudio.drawing.plants import bush, palm, pine, tree
from filmstudio.drawing.rooms import Opening, Room
from filmstudio.drawing.sky import paint_sky
from filmstudio.drawing.weather import mist
from filmstudio.film.picture import RGB, Drift, Fall, Glimmer


def outlook(room: Room, kind: str) -> None:
    """The layer behind the room: the sky of the hour and a garden, palms, city, hills, court,
    or open country."""
    easel = room.easel
    # A low sun would hide behind the hedge: in a window it stands clear of the land.
    light = replace(room.outside, sun_height=max(0.34, room.outside.sun_height))
    if room.outside.sun_height < 0:
        light = room.outside
    inside, easel.light = easel.light, light
    easel.horizon = 560.0
    before = len(easel.motions)
    far = easel.layer("outside", 0.05)
    paint_sky(easel, far, birds=False)
    rng, w = easel.fork("outlook"), easel.width
    if kind == "city":
        for row, distance in ((0, 0.7), (1, 0.42), (2, 0.15)):
            x = -60.0
            while x < w + 60:
                wide = rng.uniform(70, 140) * (1 + 0.2 * row)
                high = rng.uniform(130, 330) - 40 * row
                tower(far, x, 690, wide, high + 120, light, rng, distance)
                x += wide + rng.uniform(-8, 30)
    else:
        _green(room, far, kind, rng)
    if light.fog:
        mist(easel, far, 500, 160, 0.6, name="outside fog")
    far.blur(1.8)
    # What moves in the sky moves behind the walls.
    easel.motions[before:] = [
        m if isinstance(m, Fall) else replace(m, depth=min(m.depth, 0.06))
        for m in easel.motions[before:]
    ]
    easel.light, easel.horizon = inside, room.vanish[1]
    weather_outside(room)


def _green(room: Room, far: Canvas, kind: str, rng: np.random.Generator) -> None:
    light, w, view = room.outside, room.easel.width, room.easel.view
    hill = rgb("b08a5c") if kind == "hills" else rgb("7f9a74")
    points = [(view.left - 40.0, 560.0)]
    for i in range(10):
        points.append((w * i / 9, 500 - rng.uniform(0, 90)))
    far.curve([*points, (view.right + 40, 560), (w / 2, 800)], ink(light.lit(hill, 0.4, 0.4)), True)
    ground = rgb("c8a878") if kind in ("hills", "court") else rgb("7fa055")
    far.rect(
        view.left, 545, view.right - view.left, 600,
        linear((0, 545), (0, 760), [light.lit(ground, 0.6, 0.35, up=0.9),
                                    light.lit(shade(ground, -0.2), 0.5, up=0.9)]),
    )  # fmt: skip
    if kind == "court":
        wall = rgb("d9a878")
        far.rect(view.left, 440, view.right - view.left, 130,
                 linear((0, 440), (0, 570), light.across(wall, 0.2)))  # fmt: skip
        for i in range(int(w / 90) + 2):
            arch = skia.Path()
            x = i * 90.0 - 20
            arch.moveTo(x, 570)
            arch.lineTo(x, 500)
            arch.quadTo(x + 4, 470, x + 28, 458)
            arch.quadTo(x + 52, 470, x + 56, 500)
            arch.lineTo(x + 56, 570)
            far.path(arch, ink(light.lit(shade(wall, -0.55), 0.1, 0.15)))
    if kind == "open":
        return
    count = max(4, round(9 * w / 1920))
    tall = 240.0
    for i in range(count):
        x = w * (i + rng.uniform(0.2, 0.8)) / count
        green = mix(rgb("5f8448"), rgb("8a9a48"), float(rng.random()))
        if kind == "palms" and not light.snow:
            palm(far, far, x, 580, rng.uniform(260, 400), rng.uniform(-30, 30), light, rng,
                 distance=0.2)  # fmt: skip
        elif kind == "hills":
            pine(far, x, 560, rng.uniform(90, 170), rgb("56704a"), light, rng, distance=0.3)
        else:
            tree(far, x, 575, tall * rng.uniform(0.8, 1.3), green, light, rng,
                 distance=rng.uniform(0.2, 0.4), bare=bool(light.snow) and i % 2 == 0)  # fmt: skip
    for i in range(count):
        blossom = rgb("e86a8a") if i % 3 == 1 and not light.snow else None
        bush(far, w * (i + rng.uniform(0, 1)) / count, 640, 190, rgb("4f7a40"), light, rng,
             distance=0.08, bloom=blossom)  # fmt: skip


def weather_outside(room: Room) -> None:
    """Rain as shimmering streaks and snow as drifting flakes, behind the walls."""
    easel, out = room.easel, room.outside
    view, rng = easel.view, easel.fork("outside weather")
    if out.wet:
        x0, y0 = view.pixel(view.left, 60)
        x1, y1 = view.pixel(view.right, 700)
        wide, high = int(x1 - x0), int(y1 - y0)
        frames = []
        for _ in range(4):
            sheet = np.zeros((high, wide), np.uint8)
            for _ in range(int(200 * (1.4 if out.storm else 1))):
                x, y = rng.random() * wide, rng.random() * high
                long = rng.uniform(30, 90) * view.scale
                cv2.line(
                    sheet, (int(x), int(y)), (int(x - long * 0.12), int(y + long)),
                    int(rng.uniform(30, 105)), max(1, round(1.5 * view.scale)), cv2.LINE_AA,
                )  # fmt: skip
            frames.append(sheet)
        easel.moves(Glimmer(np.stack(frames), int(x0), int(y0), 0.5, 0.06))
    if out.snow:
        for k in range(3):
            top = 60.0 + 330 * k
            canvas = Canvas(view, easel.width * 0.06, top, easel.width * 0.94, top + 330)
            for _ in range(46):
                x = easel.width * rng.uniform(0.06, 0.94)
                r = rng.uniform(1.6, 5)
                canvas.oval(x, top + 330 * rng.random(), r, r, ink((250, 252, 255), 0.85, blur=0.8))
            easel.moves(
                Drift(canvas.cropped(), velocity=(-9 * view.scale, 84 * view.scale), depth=0.06)
            )


@dataclass(frozen=True)
class Pane:
    """Where a window is: x of its middle, sill height, width and height, cm."""

    x: float
    sill: float
    wide: float
    high: float

    @property
    def opening(self) -> Opening:
        return (self.x - self.wide / 2, self.x + self.wide / 2, self.sill, self.sill + self.high)


def opening_path(kind: str, wide: float, high: float) -> skia.Path:
    """The outline of an opening about x = 0 that stands on y = 0."""
    h = wide / 2
    path = skia.Path()
    path.moveTo(-h, 0)
    if kind in ("arch", "jali"):
        spring = -high + h * 0.9
        path.lineTo(-h, spring)
        if kind == "arch":
            path.cubicTo(-h * 1.06, spring - h * 0.5, -h * 0.5, -high + h * 0.1, 0, -high)
            path.cubicTo(h * 0.5, -high + h * 0.1, h * 1.06, spring - h * 0.5, h, spring)
        else:
            # A cusped arch: five scallops towards the crown, after Mughal windows.
            steps = [(-h, spring), (-h * 0.78, spring - h * 0.42), (-h * 0.42, spring - h * 0.7),
                     (0, -high), (h * 0.42, spring - h * 0.7), (h * 0.78, spring - h * 0.42),
                     (h, spring)]  # fmt: skip
            for a, b in itertools.pairwise(steps):
                mx, my = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
                path.quadTo(mx * 1.18, my - h * 0.12, *b)
    else:
        path.lineTo(-h, -high)
        path.lineTo(h, -high)
    path.lineTo(h, 0)
    path.close()
    return path


def window(room: Room, canvas: Canvas, pane: Pane, how: Manner, kind: str = "") -> None:
    """Cut a window into the back wall; draw its reveal, frame, bars, glass and sill."""
    light, kind = room.light, kind or how.window
    room.openings.append(pane.opening)
    w, h = pane.wide, pane.high
    path = opening_path(kind, w, h)
    white = kind in ("sash", "office") and how.dado == "panel"
    frame = rgb("f1ebdf") if white else how.wood
    x, y = room.p(pane.x, pane.sill + h * 0.5, room.back)
    glow = mix(room.outside.sky[3], (255, 255, 255), 0.25)
    day = 0.0 if room.outside.moon else (0.34 if room.outside.sun_visible else 0.2)
    canvas.glow(x, y, (w + h) * 2.2, glow, day * (1 - 0.75 * room.outside.lamps))
    with room.plane(canvas, pane.x, y=pane.sill):
        canvas.path(path, ink(light.lit(shade(frame, -0.1), 0.4), stroke=15))
        canvas.path(path, ink(light.lit(shade(frame, 0.25), 0.8), stroke=9))
        canvas.path(path, ink((0, 0, 0), 1.0, mode=ERASE))
        canvas.path(path, ink(light.lit(shade(frame, -0.35), 0.1), stroke=4.5))
        canvas.pen.save()
        canvas.pen.clipPath(path, True)
        if kind == "shoji":
            _shoji(room, canvas, w, h, how)
        else:
            _glass(room, canvas, w, h)
            _bars(room, canvas, w, h, kind, frame)
        # The thickness of the wall, seen at the side away from the middle.
        thick = 5.0 if kind not in ("arch", "jali") else 9.0
        side = -w / 2 if pane.x < 0 else w / 2 - thick
        canvas.rect(side, -h, thick, h, ink(light.lit(shade(frame, 0.1), 0.7)))
        canvas.rect(-w / 2, -h, w, 5, ink(light.lit(shade(frame, -0.5), 0.0), 0.55, blur=1.5))
        canvas.pen.restore()
    if pane.sill > 25:
        room.solid(
            canvas, pane.x - w / 2 - 10, pane.x + w / 2 + 10, pane.sill - 6, pane.sill,
            room.back - 9, room.back, frame,
        )  # fmt: skip


def _glass(room: Room, canvas: Canvas, w: float, h: float) -> None:
    out, light = room.outside, room.light
    rng = room.easel.fork(
        f"glass {w:.0f} {h:.0f} {canvas.pen.getTotalMatrix().getTranslateX():.0f}"
    )
    for x, wide in ((-w * 0.3, w * 0.16), (-w * 0.06, w * 0.06), (w * 0.3, w * 0.1)):
        canvas.shape(
            [(x, 0), (x + wide, 0), (x + wide + h * 0.35, -h), (x + h * 0.35, -h)],
            ink((255, 255, 255), 0.05 + 0.03 * light.lamps, mode=ADD),
        )
    if out.moon or out.lamps > 0.8:
        canvas.glow(w * 0.1, -h * 0.4, w * 0.7, light.lamp, 0.14)
    if out.wet:
        wet = mix(out.sky[3], (255, 255, 255), 0.4)
        for _ in range(int(w * 0.45)):
            x, y = rng.uniform(-w / 2, w / 2), -h * rng.random()
            long = rng.uniform(3, 26) * (1.0 if rng.random() < 0.4 else 0.25)
            canvas.line(x, y, x + rng.uniform(-1, 1), y + long, ink(wet, 0.34, stroke=0.7))
            canvas.oval(x, y + long, 0.9, 1.2, ink(wet, 0.7))
    if out.snow:
        for side in (-1, 1):
            canvas.shape(
                [(side * w / 2, 0), (side * w / 2, -h * 0.24), (side * w * 0.3, -h * 0.05),
                 (side * w * 0.1, 0)], ink((240, 246, 255), 0.75, blur=3),
            )  # fmt: skip
        canvas.rect(-w / 2, -5, w, 8, ink((240, 246, 255), 0.95, blur=1))
    if out.fog:
        canvas.rect(-w / 2, -h, w, h, ink(out.haze, 0.25))


def _bars(room: Room, canvas: Canvas, w: float, h: float, kind: str, frame: RGB) -> None:
    light = room.light
    dark = light.lit(shade(frame, -0.25), 0.15)
    edge = light.lit(shade(frame, 0.2), 0.8)

    def bar(x0: float, y0: float, x1: float, y1: float, size: float) -> None:
        canvas.line(x0, y0, x1, y1, ink(dark, stroke=size, butt=True))
        if abs(x1 - x0) < abs(y1 - y0):
            canvas.line(x0 - size * 0.3, y0, x1 - size * 0.3, y1, ink(edge, 0.7, stroke=size * 0.3))

    if kind == "sash":
        bar(0, 0, 0, -h, 4)
        bar(-w / 2, -h * 0.5, w / 2, -h * 0.5, 5.5)
        for y in (0.25, 0.75):
            bar(-w / 2, -h * y, w / 2, -h * y, 2.2)
        for x in (-0.25, 0.25):
            bar(w * x, 0, w * x, -h, 2.2)
    elif kind == "office":
        for k in range(1, max(2, round(w / 90))):
            x = -w / 2 + w * k / max(2, round(w / 90))
            bar(x, 0, x, -h, 4)
        bar(-w / 2, -h * 0.72, w / 2, -h * 0.72, 3)
    elif kind == "bars":
        bar(0, 0, 0, -h, 6)
        bar(-w / 2, -h * 0.7, w / 2, -h * 0.7, 5)
        iron = shade(light.lit(rgb("3c3a38"), 0.3), 0.05)
        for k in range(1, 10):
            x = -w / 2 + w * k / 10
            canvas.line(x, 0, x, -h * 0.7, ink(iron, stroke=1.6))
        for k in range(4):
            x = -w / 2 + w * (k + 0.5) / 4
            canvas.oval(x, -h * 0.85, w * 0.1, h * 0.1, ink(iron, stroke=1.8))
    elif kind == "jali":
        bar(-w / 2, -h * 0.52, w / 2, -h * 0.52, 5)
        size = 13.0
        stone = ink(light.lit(shade(frame, 0.15), 0.4), stroke=2.6)
        for row in range(int(h * 0.5 / size) + 2):
            for i in range(int(w / size) + 2):
                x = -w / 2 + i * size + (row % 2) * size / 2
                y = -h * 0.52 - row * size * 0.86 - size * 0.3
                star = [
                    (x + size * 0.56 * math.cos(k * math.pi / 3), y + size * 0.56 * math.sin(k * math.pi / 3))
                    for k in range(6)
                ]  # fmt: skip
                canvas.shape(star, stone)
        bar(0, 0, 0, -h * 0.52, 4)
    elif kind == "lattice":
        fine = ink(dark, stroke=2.2)
        for k in range(1, 6):
            x = -w / 2 + w * k / 6
            canvas.line(x, 0, x, -h, fine)
        for k in range(1, 7):
            y = -h * k / 7
            canvas.line(-w / 2, y, w / 2, y, fine)
        for x0, y0, x1, y1 in ((0.17, 0.28, 0.83, 0.72), (0.33, 0.14, 0.67, 0.86)):
            canvas.rect(-w / 2 + w * x0, -h * y1, w * (x1 - x0), h * (y1 - y0),
                        ink(dark, stroke=4))  # fmt: skip
    elif kind == "arch":
        bar(0, 0, 0, -h, 3.5)
        for y in (0.28, 0.55):
            bar(-w / 2, -h * y, w / 2, -h * y, 3)
        for k in range(5):
            a = math.pi * (0.1 + 0.2 * k)
            canvas.line(0, -h * 0.58, w * 0.6 * math.cos(a), -h * 0.58 - w * 0.6 * math.sin(a),
                        ink(dark, stroke=2.2))  # fmt: skip
    elif kind != "plain":
        bar(0, 0, 0, -h, 4)
        bar(-w / 2, -h * 0.62, w / 2, -h * 0.62, 4)


def _shoji(room: Room, canvas: Canvas, w: float, h: float, how: Manner) -> None:
    """Sliding screens of paper: the outer panels glow with the sky, the middle is drawn open."""
    out, light = room.outside, room.light
    paper = mix(mix(out.sky[3], out.haze, 0.4), rgb("fff6e2"), 0.55)
    if out.moon:
        paper = mix(out.sky[4], light.lit(rgb("f2e6c8"), 0.6), 0.5)
    _glass(room, canvas, w, h)
    panel = w / 4
    for i in (0, 3):
        x = -w / 2 + i * panel
        canvas.rect(x, -h, panel, h, linear((0, -h), (0, 0), [paper, shade(paper, -0.14)]))
        bar = light.lit(shade(how.wood, -0.1), 0.2)
        for k in range(1, 3):
            canvas.line(x + panel * k / 3, -h, x + panel * k / 3, 0, ink(bar, stroke=1.3))
        for k in range(1, 7):
            canvas.line(x, -h * k / 7, x + panel, -h * k / 7, ink(bar, stroke=1.3))
        canvas.rect(x, -h * 0.16, panel, h * 0.16, ink(light.lit(how.wood, 0.3)))
        canvas.rect(x, -h, panel, h, ink(bar, stroke=5))
