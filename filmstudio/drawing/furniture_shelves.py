"""Things on shelves and walls: books, pictures, plates, pots, plants, clocks, baskets, boards."""

from __future__ import annotations

import math

import numpy as np
import skia

from filmstudio.drawing.canvas import Canvas, ink, linear, radial
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.furniture_lamps import vase
from filmstudio.drawing.furniture_manners import Manner
from filmstudio.drawing.light import LightScheme
from filmstudio.drawing.plants import kites, tones
from filmstudio.film.picture import RGB

_SPINES = tuple(
    rgb(c) for c in (
        "7a2f2a", "2f4a6a", "c8a04a", "3f6a4a", "8a5a36", "d8cab0", "4a3a5a", "b5562f", "2a5a62",
        "a8443a", "5a6a7a", "e0b86a",
    )
)  # fmt: skip


def books(
    canvas: Canvas, x0: float, x1: float, y: float, high: float, light: LightScheme,
    rng: np.random.Generator, facing: float = 0.4, full: float = 0.95,
) -> None:  # fmt: skip
    """A row of books from x0 to x1 standing on y; gaps, leaning ones and small things between."""
    x = x0
    while x < x1 - 2:
        wide = rng.uniform(2.2, 5.6)
        if x + wide > x1:
            break
        if rng.random() > full:
            x += rng.uniform(4, 12)
            continue
        tall = high * rng.uniform(0.66, 0.96)
        tone = _SPINES[int(rng.integers(len(_SPINES)))]
        a, b = (
            light.lit(shade(tone, 0.08), facing + 0.3),
            light.lit(shade(tone, -0.3), facing * 0.4),
        )
        lean = rng.uniform(2, 5) if rng.random() < 0.07 else 0.0
        canvas.shape([(x, y), (x + wide, y), (x + wide + lean, y - tall), (x + lean, y - tall)],
                     linear((x, 0), (x + wide, 0), [a, b]))  # fmt: skip
        if wide > 3:
            gold = ink(light.lit(rgb("e8cf8a"), facing + 0.3), 0.75, stroke=0.7)
            for t in (0.16, 0.24, 0.8):
                canvas.line(x + lean * t + 0.4, y - tall * t, x + wide + lean * t - 0.4,
                            y - tall * t, gold)  # fmt: skip
        x += wide + lean + 0.3


def bookcase(
    canvas: Canvas, x0: float, x1: float, high: float, rows: int, wood: RGB, light: LightScheme,
    rng: np.random.Generator, *, facing: float = 0.4, foot: float = 0.0, mixed: bool = True,
) -> None:  # fmt: skip
    """Shelves against a wall from the floor (or `foot` cm up) with books and things."""
    wide = x1 - x0
    canvas.rect(x0, -high - foot, wide, high, ink(light.lit(shade(wood, -0.62), 0.05)))
    step = (high - 8) / rows
    for r in range(rows):
        y = -foot - 5 - r * step
        canvas.rect(x0, y - step, wide, step * 0.4,
                    linear((0, y - step), (0, y - step * 0.6), [(8, 4, 10)] * 2,
                           alphas=[0.5, 0]))  # fmt: skip
        if mixed and rng.random() < 0.4:
            cut = x0 + wide * rng.uniform(0.5, 0.75)
            books(canvas, x0 + 4, cut, y, step * 0.86, light, rng, facing)
            thing = rng.integers(3)
            cx = (cut + x1) / 2
            if thing == 0:
                vase(canvas, cx, y, min(14.0, wide * 0.2), step * 0.6, rgb("c9855a"), light)
            elif thing == 1:
                potted(canvas, cx, y, min(16.0, wide * 0.22), step * 0.75, light, rng)
            else:
                picture(canvas, cx, y - step * 0.34, min(16.0, wide * 0.2), step * 0.5, light, rng,
                        wood)  # fmt: skip
        else:
            books(canvas, x0 + 4, x1 - 4, y, step * 0.86, light, rng, facing)
        canvas.rect(x0, y, wide, 3.4, ink(light.lit(shade(wood, 0.05), facing + 0.15)))
        canvas.line(x0, y, x1, y, ink(light.lit(shade(wood, 0.35), facing + 0.4), stroke=0.8))
    side = ink(light.lit(wood, facing))
    for x in (x0, x1 - 4):
        canvas.rect(x, -high - foot, 4, high, side)
    canvas.rect(x0 - 3, -high - foot - 5, wide + 6, 6,
                ink(light.lit(shade(wood, 0.15), facing + 0.3)))  # fmt: skip


def shelf(canvas: Canvas, x: float, y: float, wide: float, wood: RGB, light: LightScheme) -> None:
    """A board on the wall whose upper edge is at y, with its shadow."""
    canvas.rect(x, y + 3, wide, 12, linear((0, y + 3), (0, y + 15), [(14, 6, 12)] * 2,
                alphas=[0.4, 0]))  # fmt: skip
    canvas.rect(x, y, wide, 4, ink(light.lit(wood, 0.4)))
    canvas.line(x, y, x + wide, y, ink(light.lit(shade(wood, 0.35), 0.9), stroke=1))
    for k in (0.12, 0.88):
        canvas.shape([(x + wide * k - 1.5, y + 4), (x + wide * k + 1.5, y + 4),
                      (x + wide * k, y + 13)], ink(light.lit(shade(wood, -0.3), 0.2)))  # fmt: skip


def picture(
    canvas: Canvas, x: float, y: float, wide: float, high: float, light: LightScheme,
    rng: np.random.Generator, frame: RGB,
) -> None:  # fmt: skip
    """A framed painting about (x, y): a small landscape with a sun."""
    a, b = x - wide / 2, y - high / 2
    canvas.rect(a + 2, b + 3, wide, high, ink((10, 6, 12), 0.4, blur=2.5))
    canvas.rect(a, b, wide, high, linear((a, b), (a + wide, b + high), [
        light.lit(shade(frame, 0.25), 0.8), light.lit(shade(frame, -0.2), 0.2)]))  # fmt: skip
    edge = min(wide, high) * 0.1
    canvas.rect(a + edge * 0.6, b + edge * 0.6, wide - edge * 1.2, high - edge * 1.2,
                ink(light.lit(rgb("f0e8d8"), 0.5)))  # fmt: skip
    hue = [
        ("e8a060", "c2563f", "4a4a6a"),
        ("a8c8d8", "6a9a8a", "3f5f4a"),
        ("f0cf8a", "d88a4a", "7a4a3a"),
        ("c8b8d8", "8a7aa8", "4a4a72"),
    ][int(rng.integers(4))]
    sky, mid, near = (light.lit(rgb(c), 0.5) for c in hue)
    box = skia.Rect.MakeXYWH(a + edge * 1.6, b + edge * 1.6, wide - edge * 3.2, high - edge * 3.2)
    canvas.pen.save()
    canvas.pen.clipRect(box, skia.ClipOp.kIntersect, True)
    canvas.fill(ink(sky))
    canvas.oval(x + wide * rng.uniform(-0.2, 0.2), y - high * 0.12, high * 0.09, high * 0.09,
                ink(shade(sky, 0.6)))  # fmt: skip
    t = rng.uniform(-0.2, 0.2)
    canvas.curve([(a, y), (x - wide * 0.2, y - high * (0.12 + t / 3)), (x + wide * 0.1, y + high * 0.05),
                  (a + wide, y - high * 0.08), (a + wide, y + high), (a, y + high)], ink(mid), True)  # fmt: skip
    canvas.curve([(a, y + high * 0.16), (x, y + high * 0.1), (a + wide, y + high * 0.24),
                  (a + wide, y + high), (a, y + high)], ink(near), True)  # fmt: skip
    canvas.pen.restore()


def clock(canvas: Canvas, x: float, y: float, r: float, light: LightScheme, rim: RGB) -> None:
    """A round wall clock."""
    canvas.oval(x + 1, y + 2, r, r, ink((10, 6, 12), 0.4, blur=2))
    canvas.oval(x, y, r, r, linear((x - r, y - r), (x + r, y + r), light.across(rim)))
    canvas.oval(x, y, r * 0.84, r * 0.84, ink(light.lit(rgb("f6f0e2"), 0.6)))
    dark = light.lit(rgb("2a2420"), 0.2)
    for k in range(12):
        a = math.pi * k / 6
        canvas.line(x + r * 0.66 * math.cos(a), y + r * 0.66 * math.sin(a),
                    x + r * 0.76 * math.cos(a), y + r * 0.76 * math.sin(a),
                    ink(dark, stroke=r * 0.05))  # fmt: skip
    canvas.line(x, y, x + r * 0.3, y - r * 0.3, ink(dark, stroke=r * 0.08))
    canvas.line(x, y, x - r * 0.2, y - r * 0.58, ink(dark, stroke=r * 0.05))


def potted(
    canvas: Canvas, x: float, y: float, wide: float, high: float, light: LightScheme,
    rng: np.random.Generator, pot: RGB = (190.0, 108.0, 72.0), green: RGB = (70.0, 122.0, 66.0),
) -> None:  # fmt: skip
    """A plant with long leaves in a pot that stands on (x, y)."""
    deep = high * 0.34
    canvas.shape([(x - wide * 0.34, y - deep), (x + wide * 0.34, y - deep), (x + wide * 0.25, y),
                  (x - wide * 0.25, y)],
                 linear((x - wide * 0.34, 0), (x + wide * 0.34, 0), light.across(pot)))  # fmt: skip
    canvas.rect(
        x - wide * 0.37,
        y - deep,
        wide * 0.74,
        deep * 0.2,
        linear((x - wide * 0.37, 0), (x + wide * 0.37, 0), light.across(shade(pot, 0.12))),
    )
    foot = y - deep
    for i in range(22):
        a = -math.pi / 2 + rng.uniform(-1.15, 1.15) * (0.4 + 0.6 * i / 22)
        long = (high - deep) * rng.uniform(0.55, 1.05)
        ex, ey = x + math.cos(a) * long * 0.9, foot + math.sin(a) * long
        cx, cy = x + math.cos(a) * long * 0.3, foot + math.sin(a) * long * 0.75
        leaf, half = skia.Path(), wide * rng.uniform(0.05, 0.09)
        leaf.moveTo(x, foot)
        leaf.quadTo(cx - half, cy - half, ex, ey)
        leaf.quadTo(cx + half, cy + half, x, foot)
        tone = light.lit(shade(green, rng.uniform(-0.35, 0.2)), rng.uniform(0.1, 0.9))
        canvas.path(leaf, linear((x, foot), (ex, ey), [shade(tone, -0.3), tone]))


def big_leaves(
    canvas: Canvas, x: float, y: float, size: float, light: LightScheme, rng: np.random.Generator,
    green: RGB = (52.0, 96.0, 58.0), count: int = 26,
) -> None:  # fmt: skip
    """A mass of broad leaves in screen units, for the edge of the picture."""
    at = rng.uniform(0, 1, (count, 4))
    turn = at[:, 0] * 2 * math.pi
    reach = np.sqrt(at[:, 1]) * size * 0.7
    px, py = x + np.cos(turn) * reach, y + np.sin(turn) * reach * 0.9
    long = size * (0.16 + 0.14 * at[:, 2])
    tone = np.clip(0.45 - np.sin(turn) * 0.3 + (at[:, 3] - 0.5) * 0.5, 0, 1)
    order = np.argsort(tone)
    ramp = tones(light.lit(shade(green, -0.5), 0.0), light.lit(green, 0.35),
                 light.lit(shade(green, 0.2), 0.9), tone)  # fmt: skip
    shapes = kites(px, py, turn * 0.5 + at[:, 2] * 2, long, long * 0.36)
    canvas.flecks(shapes[order], ramp[order])


def platter(canvas: Canvas, x: float, y: float, r: float, light: LightScheme, how: Manner,
            rng: np.random.Generator) -> None:  # fmt: skip
    """A woven tray or painted plate on the wall."""
    a, b, c = how.cloth
    canvas.oval(x + 1.5, y + 3, r, r, ink((10, 6, 12), 0.4, blur=3))
    tones_ = [shade(b, -0.1), a, shade(b, 0.1), c, b]
    for k, tone in enumerate(tones_):
        q = r * (1 - k * 0.2)
        canvas.oval(x, y, q, q, ink(light.lit(tone, 0.45)))
    turn = rng.uniform(0, 1)
    for k in range(12):
        g = turn + math.pi * k / 6
        canvas.line(
            x + r * 0.42 * math.cos(g),
            y + r * 0.42 * math.sin(g),
            x + r * 0.94 * math.cos(g),
            y + r * 0.94 * math.sin(g),
            ink(light.lit(shade(b, -0.3), 0.3), 0.5, stroke=1.2),
        )


def scroll(canvas: Canvas, x: float, y: float, wide: float, high: float, light: LightScheme,
           rng: np.random.Generator) -> None:  # fmt: skip
    """A hanging scroll with ink hills and a branch."""
    canvas.rect(x - wide / 2 + 2, y + 3, wide, high, ink((10, 6, 12), 0.35, blur=3))
    canvas.rect(x - wide / 2, y, wide, high, ink(light.lit(rgb("8a7a5a"), 0.4)))
    canvas.rect(x - wide * 0.4, y + high * 0.1, wide * 0.8, high * 0.78,
                ink(light.lit(rgb("f1e8d2"), 0.6)))  # fmt: skip
    for k in range(3):
        base = y + high * (0.62 + 0.08 * k)
        points = [(x - wide * 0.4 + wide * 0.8 * i / 5, base - rng.uniform(0, high * 0.14))
                  for i in range(6)]  # fmt: skip
        canvas.curve([*points, (x + wide * 0.4, base + high * 0.06), (x - wide * 0.4, base + high * 0.06)],
                     ink(light.lit(rgb("4a5560"), 0.3), 0.25 + 0.15 * k), True)  # fmt: skip
    canvas.oval(x + wide * 0.14, y + high * 0.26, wide * 0.1, wide * 0.1,
                ink(light.lit(rgb("c2402f"), 0.5), 0.85))  # fmt: skip
    for yy in (y, y + high):
        canvas.rect(x - wide * 0.56, yy - 1.5, wide * 1.12, 3.4, ink(light.lit(rgb("5a3a26"), 0.3)),
                    round=1.5)  # fmt: skip


def globe(canvas: Canvas, x: float, y: float, r: float, light: LightScheme) -> None:
    """A globe on a stand that stands on (x, y)."""
    metal = light.lit(rgb("b08a4a"), 0.6)
    canvas.rect(x - r * 0.6, y - r * 0.16, r * 1.2, r * 0.16, ink(shade(metal, -0.3)), round=1)
    canvas.line(x, y, x, y - r * 0.7, ink(metal, stroke=r * 0.14))
    cy = y - r * 1.5
    canvas.oval(x, cy, r * 1.12, r * 1.12, ink(metal, stroke=r * 0.1))
    sea = light.lit(rgb("4a86b0"), 0.6)
    canvas.oval(x, cy, r, r, radial((x - r * 0.3, cy - r * 0.3), r * 1.5,
                                    [shade(sea, 0.35), sea, shade(sea, -0.5)]))  # fmt: skip
    land = ink(light.lit(rgb("8fa85a"), 0.6), 0.95)
    for dx, dy, w, h in (
        (-0.35, -0.3, 0.34, 0.26),
        (-0.2, 0.3, 0.2, 0.32),
        (0.36, -0.1, 0.28, 0.4),
    ):
        canvas.curve([(x + r * (dx - w), cy + r * dy), (x + r * dx, cy + r * (dy - h)),
                      (x + r * (dx + w), cy + r * (dy + 0.05)), (x + r * dx * 0.9, cy + r * (dy + h))],
                     land, True)  # fmt: skip


def niche(canvas: Canvas, x: float, y: float, wide: float, high: float, wall: RGB,
          light: LightScheme) -> None:  # fmt: skip
    """An arched recess in the wall that stands on (x, y)."""
    path = skia.Path()
    h = wide / 2
    path.moveTo(x - h, y)
    path.lineTo(x - h, y - high * 0.6)
    path.quadTo(x - h, y - high * 0.9, x, y - high)
    path.quadTo(x + h, y - high * 0.9, x + h, y - high * 0.6)
    path.lineTo(x + h, y)
    path.close()
    canvas.path(path, linear((x, y - high), (x, y), [light.lit(shade(wall, -0.62), 0.0),
                light.lit(shade(wall, -0.35), 0.2)]))  # fmt: skip
    canvas.path(path, ink(light.lit(shade(wall, 0.25), 0.7), stroke=2.4))


def text_marks(canvas: Canvas, x: float, y: float, wide: float, rows: int, gap: float, colour: RGB,
               rng: np.random.Generator, alpha: float = 0.8) -> None:  # fmt: skip
    """Lines of chalk that look like writing and say nothing."""
    for row in range(rows):
        at = x
        end = x + wide * rng.uniform(0.55, 1.0)
        while at < end:
            word = rng.uniform(5, 15)
            points = [(at + word * i / 5, y + row * gap + rng.uniform(-1.3, 1.3)) for i in range(6)]
            canvas.curve(points, ink(colour, alpha, stroke=1.1))
            at += word + 4


def paper_tone(light: LightScheme) -> RGB:
    """Paper as it looks in this light."""
    return mix(light.lit(rgb("f6f1e4"), 0.7), (255, 255, 255), 0.05)
