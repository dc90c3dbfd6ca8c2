"""Drawing in design units: sheets, colours, paints and the curves that people are made of.

One hundred design units are the height of the person's own head, y grows downwards.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
import skia

from filmstudio.film.picture import RGB, Pixels, Sprite

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

Strand = tuple[Point, Point, Point]
"""One visible strand or fold: root, middle and end."""

DEEP: RGB = (38.0, 16.0, 46.0)
"""What shadows lean towards: a warm violet keeps skin and cloth from going grey."""


def rgb(colour: str) -> RGB:
    """Red, green, blue 0-255 of `#rrggbb`."""
    return float(int(colour[1:3], 16)), float(int(colour[3:5], 16)), float(int(colour[5:7], 16))


def mix(a: RGB, b: RGB, part: float) -> RGB:
    """The colour `part` (0-1) of the way from `a` to `b`."""
    return (
        a[0] + (b[0] - a[0]) * part,
        a[1] + (b[1] - a[1]) * part,
        a[2] + (b[2] - a[2]) * part,
    )


def shade(colour: RGB, amount: float) -> RGB:
    """Lighter for a positive amount (towards a warm white), darker for a negative one."""
    if amount >= 0:
        return mix(colour, (255.0, 250.0, 242.0), amount)
    return mix(colour, DEEP, -amount)


def luma(colour: RGB) -> float:
    """Brightness 0-255 (BT.709 weights)."""
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def _argb(colour: RGB, alpha: float) -> int:
    red, green, blue = (max(0, min(255, round(part))) for part in colour)
    return int(skia.Color(red, green, blue, max(0, min(255, round(alpha * 255)))))


def fill(colour: RGB, alpha: float = 1.0, *, blur: float = 0.0) -> skia.Paint:
    """A paint that fills; `blur` is the sigma in design units."""
    paint = skia.Paint(AntiAlias=True, Color=_argb(colour, alpha))
    if blur:
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    return paint


def stroke(colour: RGB, width: float, alpha: float = 1.0, *, blur: float = 0.0) -> skia.Paint:
    """A paint that draws a round-capped line of this width."""
    paint = fill(colour, alpha, blur=blur)
    paint.setStyle(skia.Paint.kStroke_Style)
    paint.setStrokeWidth(width)
    paint.setStrokeCap(skia.Paint.kRound_Cap)
    paint.setStrokeJoin(skia.Paint.kRound_Join)
    return paint


def linear(start: Point, end: Point, *colours: RGB) -> skia.Paint:
    """A paint with an even gradient from `start` to `end`."""
    paint = skia.Paint(AntiAlias=True, Dither=True)
    paint.setShader(
        skia.GradientShader.MakeLinear(
            [skia.Point(*start), skia.Point(*end)], [_argb(colour, 1.0) for colour in colours]
        )
    )
    return paint


def radial(centre: Point, radius: float, *stops: tuple[float, RGB, float]) -> skia.Paint:
    """A paint with a round gradient; each stop is its place 0-1, its colour and its opacity."""
    paint = skia.Paint(AntiAlias=True, Dither=True)
    paint.setShader(
        skia.GradientShader.MakeRadial(
            skia.Point(*centre),
            radius,
            [_argb(colour, alpha) for _, colour, alpha in stops],
            [place for place, _, _ in stops],
        )
    )
    return paint


def oval(x: float, y: float, rx: float, ry: float) -> skia.Rect:
    """The rectangle round an ellipse with this centre and these radii."""
    return skia.Rect.MakeLTRB(x - rx, y - ry, x + rx, y + ry)


def curve(points: Sequence[Point], *, closed: bool = True, tension: float = 1.0) -> skia.Path:
    """A Catmull-Rom curve through the points (converted to cubic Beziers, knots at the points)."""
    count = len(points)
    path = skia.Path()
    path.moveTo(*points[0])
    k = tension / 6.0
    for i in range(count if closed else count - 1):
        if closed:
            p0, p1, p2, p3 = (points[(i + j) % count] for j in (-1, 0, 1, 2))
        else:
            p0, p1 = points[max(i - 1, 0)], points[i]
            p2, p3 = points[i + 1], points[min(i + 2, count - 1)]
        path.cubicTo(
            p1[0] + (p2[0] - p0[0]) * k,
            p1[1] + (p2[1] - p0[1]) * k,
            p2[0] - (p3[0] - p1[0]) * k,
            p2[1] - (p3[1] - p1[1]) * k,
            *p2,
        )
    if closed:
        path.close()
    return path


def polygon(points: Sequence[Point], *, closed: bool = True) -> skia.Path:
    """Straight lines through the points."""
    path = skia.Path()
    path.addPoly([skia.Point(*point) for point in points], closed)
    return path


def bend(points: Sequence[Point], steps: int = 14) -> list[Point]:
    """Evenly sampled points of a rounded line through the points (uniform Catmull-Rom)."""
    if len(points) < 3:
        return list(points)
    samples: list[Point] = []
    last = len(points) - 1
    for i in range(last):
        p0, p1 = points[max(i - 1, 0)], points[i]
        p2, p3 = points[i + 1], points[min(i + 2, last)]
        for j in range(steps):
            t = j / steps
            a, b = 2 * t**3 - 3 * t**2 + 1, -2 * t**3 + 3 * t**2
            c, d = t**3 - 2 * t**2 + t, t**3 - t**2
            tension = 0.26
            samples.append(
                (
                    a * p1[0]
                    + b * p2[0]
                    + c * tension * (p2[0] - p0[0])
                    + d * tension * (p3[0] - p1[0]),
                    a * p1[1]
                    + b * p2[1]
                    + c * tension * (p2[1] - p0[1])
                    + d * tension * (p3[1] - p1[1]),
                )
            )
    samples.append(points[-1])
    return samples


def tube(
    points: Sequence[Point],
    radii: Sequence[float],
    *,
    round_start: bool = True,
    round_end: bool = True,
) -> skia.Path:
    """A limb: the rounded line through `points` with a radius at each, as a closed outline.

    The radii between the points are interpolated smoothly.
    """
    steps = 12
    line = bend(points, steps) if len(points) > 2 else list(points)
    places = np.linspace(0, len(points) - 1, len(line))
    widths = np.interp(places, range(len(radii)), radii)
    left: list[Point] = []
    right: list[Point] = []
    for i, (x, y) in enumerate(line):
        ax, ay = line[max(i - 1, 0)]
        bx, by = line[min(i + 1, len(line) - 1)]
        length = math.hypot(bx - ax, by - ay) or 1.0
        nx, ny = -(by - ay) / length, (bx - ax) / length
        left.append((x + nx * widths[i], y + ny * widths[i]))
        right.append((x - nx * widths[i], y - ny * widths[i]))
    path = polygon([*left, *reversed(right)])
    whole = path
    for wanted, point, radius in (
        (round_start, line[0], widths[0]),
        (round_end, line[-1], widths[-1]),
    ):
        if wanted:
            cap = skia.Path()
            cap.addCircle(*point, float(radius))
            joined = skia.Op(whole, cap, skia.PathOp.kUnion_PathOp)
            whole = joined if joined is not None else whole
    joint = skia.Path()
    for point, radius in zip(points[1:-1], radii[1:-1], strict=True):
        nearest = min(line, key=lambda at: math.hypot(at[0] - point[0], at[1] - point[1]))
        joint.addCircle(*nearest, float(radius) * 0.97)
    joined = skia.Op(whole, joint, skia.PathOp.kUnion_PathOp)
    return joined if joined is not None else whole


def draw_strands(
    canvas: skia.Canvas, clip: skia.Path, strands: Sequence[Strand], colour: RGB, width: float = 1.0
) -> None:
    canvas.save()
    canvas.clipPath(clip, skia.ClipOp.kIntersect, True)
    for number, points in enumerate(strands):
        light = number % 3 == 0
        tone = shade(colour, 0.3) if light else shade(colour, -0.34)
        canvas.drawPath(
            curve(points, closed=False),
            stroke(tone, width * (1.0 if light else 1.25), 0.34 if light else 0.4),
        )
    canvas.restore()


class Sheet:
    """A transparent picture on which one draws in design units; `scale` is pixels a unit."""

    def __init__(self, box: Box, scale: float) -> None:
        self.scale = scale
        self.x = math.floor(box[0] * scale) - 2
        self.y = math.floor(box[1] * scale) - 2
        width = math.ceil(box[2] * scale) + 2 - self.x
        height = math.ceil(box[3] * scale) + 2 - self.y
        self.pixels: Pixels = np.zeros((height, width, 4), np.uint8)
        self._surface = skia.Surface(
            self.pixels, skia.ColorType.kBGRA_8888_ColorType, skia.AlphaType.kPremul_AlphaType
        )
        self.canvas: skia.Canvas = self._surface.getCanvas()
        self.canvas.translate(-self.x, -self.y)
        self.canvas.scale(scale, scale)

    def sprite(self, *, crop: bool = True) -> Sprite:
        """What was drawn, cut to what can be seen (a single clear pixel if nothing was)."""
        if not crop:
            return Sprite(self.pixels, self.x, self.y)
        left, top, width, height = cv2.boundingRect(np.ascontiguousarray(self.pixels[..., 3]))
        if not width:
            return Sprite(np.zeros((1, 1, 4), np.uint8), self.x, self.y)
        cut = np.ascontiguousarray(self.pixels[top : top + height, left : left + width])
        return Sprite(cut, self.x + left, self.y + top)
