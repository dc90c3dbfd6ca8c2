"""Canvas: shapes, gradients and glows drawn by skia straight into premultiplied BGRA pixels.

Everything is drawn in design units: the visible frame is 1080 units high and
1080 x aspect wide with (0, 0) at its top left corner; the plate reaches beyond
it by the overscan. So one painter serves every size and shape of frame.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from filmstudio.drawing.colour import WHITE, bgra
from filmstudio.film.picture import RGB, Pixels, Sprite

Point = tuple[float, float]
OVERSCAN = 1.1
HEIGHT = 1080.0
"""Units of the visible frame's height."""

ADD = skia.BlendMode.kPlus
SCREEN = skia.BlendMode.kScreen
MULTIPLY = skia.BlendMode.kMultiply
ATOP = skia.BlendMode.kSrcATop
OVER = skia.BlendMode.kSrcOver
ERASE = skia.BlendMode.kDstOut


@dataclass(frozen=True)
class View:
    """The frame in units and its plate in pixels. `scale` is pixels a unit."""

    width: float
    scale: float
    pixel_width: int
    pixel_height: int
    height: float = HEIGHT

    @classmethod
    def of(cls, width: int, height: int) -> View:
        """The view of a visible frame of `width` x `height` pixels."""
        return cls(
            width=HEIGHT * width / height,
            scale=height / HEIGHT,
            pixel_width=2 * round(width * OVERSCAN / 2),
            pixel_height=2 * round(height * OVERSCAN / 2),
        )

    @property
    def left(self) -> float:
        return (self.width - self.pixel_width / self.scale) / 2

    @property
    def right(self) -> float:
        return self.width - self.left

    @property
    def top(self) -> float:
        return (self.height - self.pixel_height / self.scale) / 2

    @property
    def bottom(self) -> float:
        return self.height - self.top

    def pixel(self, x: float, y: float) -> Point:
        """Where a point in units lies on the plate, in pixels."""
        return (x - self.left) * self.scale, (y - self.top) * self.scale


def ink(
    colour: RGB,
    alpha: float = 1.0,
    *,
    stroke: float = 0.0,
    blur: float = 0.0,
    mode: skia.BlendMode = OVER,
    butt: bool = False,
) -> skia.Paint:
    """Flat paint; `stroke` is a line's width and `blur` a sigma, both in units."""
    b, g, r, _ = bgra(colour)
    paint = skia.Paint(
        AntiAlias=True, Color=skia.ColorSetARGB(_opacity(alpha), r, g, b), BlendMode=mode
    )
    if stroke:
        paint.setStyle(skia.Paint.kStroke_Style)
        paint.setStrokeWidth(stroke)
        paint.setStrokeCap(skia.Paint.kButt_Cap if butt else skia.Paint.kRound_Cap)
        paint.setStrokeJoin(skia.Paint.kRound_Join)
    if blur:
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    return paint


def linear(
    start: Point,
    end: Point,
    colours: Sequence[RGB],
    stops: Sequence[float] | None = None,
    *,
    alphas: Sequence[float] | None = None,
    stroke: float = 0.0,
    blur: float = 0.0,
    mode: skia.BlendMode = OVER,
) -> skia.Paint:
    """A dithered gradient from `start` to `end`."""
    paint = ink(WHITE, stroke=stroke, blur=blur, mode=mode)
    paint.setShader(
        skia.GradientShader.MakeLinear(
            [skia.Point(*start), skia.Point(*end)], _argb(colours, alphas), _floats(stops)
        )
    )
    paint.setDither(True)
    return paint


def radial(
    centre: Point,
    radius: float,
    colours: Sequence[RGB],
    stops: Sequence[float] | None = None,
    *,
    alphas: Sequence[float] | None = None,
    mode: skia.BlendMode = OVER,
    blur: float = 0.0,
) -> skia.Paint:
    """A dithered gradient from `centre` outwards."""
    paint = ink(WHITE, mode=mode, blur=blur)
    paint.setShader(
        skia.GradientShader.MakeRadial(
            skia.Point(*centre), max(radius, 0.01), _argb(colours, alphas), _floats(stops)
        )
    )
    paint.setDither(True)
    return paint


def polygon(points: Sequence[Point], close: bool = True) -> skia.Path:
    """Straight lines through the points."""
    path = skia.Path()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    if close:
        path.close()
    return path


def smooth(points: Sequence[Point], close: bool = False) -> skia.Path:
    """A Catmull-Rom curve through the points, as cubic Bezier pieces."""
    count = len(points)
    path = skia.Path()
    path.moveTo(*points[0])
    for i in range(count if close else count - 1):
        before = points[i - 1] if close or i > 0 else points[i]
        here, there = points[i], points[(i + 1) % count]
        after = points[(i + 2) % count] if close or i + 2 < count else there
        path.cubicTo(
            here[0] + (there[0] - before[0]) / 6,
            here[1] + (there[1] - before[1]) / 6,
            there[0] - (after[0] - here[0]) / 6,
            there[1] - (after[1] - here[1]) / 6,
            there[0],
            there[1],
        )
    if close:
        path.close()
    return path


@lru_cache(maxsize=8)
def _typeface(name: str) -> skia.Typeface:
    # A manager of its own: the system's would ask fontconfig, which this file does not need.
    manager = skia.FontMgr.New_Custom_Empty()
    return manager.makeFromFile(str(Path(__file__).parent.parent / "fonts" / name))


class Canvas:
    """Pixels that cover a rectangle of the view, and the pen that draws on them in units."""

    def __init__(
        self,
        view: View,
        left: float | None = None,
        top: float | None = None,
        right: float | None = None,
        bottom: float | None = None,
    ) -> None:
        self.view = view
        x0, y0 = view.pixel(view.left if left is None else left, view.top if top is None else top)
        x1, y1 = view.pixel(
            view.right if right is None else right, view.bottom if bottom is None else bottom
        )
        self.x, self.y = max(0, math.floor(x0)), max(0, math.floor(y0))
        width = max(2, min(view.pixel_width, math.ceil(x1)) - self.x)
        height = max(2, min(view.pixel_height, math.ceil(y1)) - self.y)
        self.pixels: Pixels = np.zeros((height, width, 4), np.uint8)
        self._surface = skia.Surface(self.pixels, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
        self.pen: skia.Canvas = self._surface.getCanvas()
        self.pen.translate(-self.x, -self.y)
        self.pen.scale(view.scale, view.scale)
        self.pen.translate(-view.left, -view.top)

    def row(self, y: float) -> int:
        """The row of pixels at `y` units, kept inside the canvas."""
        at = round((y - self.view.top) * self.view.scale) - self.y
        return min(self.pixels.shape[0], max(0, at))

    def column(self, x: float) -> int:
        """The column of pixels at `x` units, kept inside the canvas."""
        at = round((x - self.view.left) * self.view.scale) - self.x
        return min(self.pixels.shape[1], max(0, at))

    def path(self, path: skia.Path, paint: skia.Paint) -> None:
        self.pen.drawPath(path, paint)

    def shape(self, points: Sequence[Point], paint: skia.Paint) -> None:
        """A polygon."""
        self.pen.drawPath(polygon(points), paint)

    def curve(self, points: Sequence[Point], paint: skia.Paint, close: bool = False) -> None:
        """A smooth curve through the points."""
        self.pen.drawPath(smooth(points, close), paint)

    def line(self, x0: float, y0: float, x1: float, y1: float, paint: skia.Paint) -> None:
        self.pen.drawLine(x0, y0, x1, y1, paint)

    def rect(
        self, x: float, y: float, width: float, height: float, paint: skia.Paint, round: float = 0
    ) -> None:
        box = skia.Rect.MakeXYWH(x, y, width, height)
        if round:
            self.pen.drawRoundRect(box, round, round, paint)
        else:
            self.pen.drawRect(box, paint)

    def oval(self, x: float, y: float, rx: float, ry: float, paint: skia.Paint) -> None:
        """An ellipse about (x, y)."""
        self.pen.drawOval(skia.Rect.MakeXYWH(x - rx, y - ry, 2 * rx, 2 * ry), paint)

    def fill(self, paint: skia.Paint) -> None:
        """Paint all of it."""
        self.pen.drawPaint(paint)

    def glow(
        self,
        x: float,
        y: float,
        radius: float,
        colour: RGB,
        alpha: float = 1.0,
        mode: skia.BlendMode = ADD,
    ) -> None:
        """Light that spreads from a point, bright within a third of the radius."""
        if alpha <= 0.004:
            return
        paint = radial(
            (x, y),
            radius,
            [colour] * 4,
            [0, 0.18, 0.45, 1],
            alphas=[alpha, alpha * 0.5, alpha * 0.15, 0],
            mode=mode,
        )
        self.pen.drawCircle(x, y, radius, paint)

    def text(
        self, words: str, x: float, y: float, size: float, paint: skia.Paint, serif: bool = False
    ) -> float:
        """Latin words centred at x on the baseline y; the width that they take."""
        face = _typeface("NotoSerifDisplay-Regular.ttf" if serif else "NotoSans-Bold.ttf")
        font = skia.Font(face, size)
        width = float(font.measureText(words))
        self.pen.drawString(words, x - width / 2, y, font, paint)
        return width

    def flecks(self, polygons: NDArray[np.float32], colours: NDArray[np.uint8]) -> None:
        """Many small convex shapes at once: (n, corners, 2) in units, (n, 4) BGRA, in order.

        OpenCV is called because it fills ten thousand leaves in the time skia takes for two.
        """
        scale = self.view.scale
        offset = np.asarray(
            [self.view.left * scale + self.x, self.view.top * scale + self.y], np.float32
        )
        fixed = np.rint((polygons * scale - offset - 0.5) * 8).astype(np.int32)
        for points, colour in zip(fixed, colours.tolist(), strict=True):
            cv2.fillConvexPoly(self.pixels, points, colour, cv2.LINE_AA, 3)

    def texture(self, luma: NDArray[np.uint8], top: float, bottom: float) -> None:
        """Multiply the colours between two heights by a small grey picture (255 leaves them)."""
        first, last = self.row(top), self.row(bottom)
        if last <= first:
            return
        part = self.pixels[first:last]
        grey = cv2.resize(luma, (part.shape[1], part.shape[0]), interpolation=cv2.INTER_LINEAR)
        full = cv2.merge([grey, grey, grey, np.full_like(grey, 255)])
        cv2.multiply(part, full, dst=part, scale=1 / 255)

    def veil(
        self, colour: RGB, alpha: NDArray[np.uint8], top: float, bottom: float, onto: bool = False
    ) -> None:
        """Lay a colour over the rows between two heights by a small alpha picture.

        `onto` keeps it to what is already painted.
        """
        first, last = self.row(top), self.row(bottom)
        if last <= first:
            return
        part = self.pixels[first:last]
        small = cv2.merge(
            [cv2.multiply(alpha, 1.0, scale=v / 255) for v in bgra(colour)[:3]] + [alpha]
        )
        full = cv2.resize(small, (part.shape[1], part.shape[0]), interpolation=cv2.INTER_LINEAR)
        if onto:
            a = part[..., 3]
            full = cv2.multiply(full, cv2.merge([a, a, a, a]), scale=1 / 255)
        lay(part, full)

    def cropped(self) -> Sprite:
        """What is painted, trimmed to its bounding box, with its place on the plate in pixels."""
        x, y, width, height = cv2.boundingRect(self.pixels[..., 3])
        if width == 0:
            x, y, width, height = 0, 0, 2, 2
        part = np.ascontiguousarray(self.pixels[y : y + height, x : x + width])
        return Sprite(part, float(self.x + x), float(self.y + y))

    def blur(self, sigma: float) -> None:
        """Blur everything painted; sigma in units."""
        size = sigma * self.view.scale
        if size < 0.3:
            return
        small = size > 3
        source = self.pixels
        if small:
            half = (max(1, source.shape[1] // 3), max(1, source.shape[0] // 3))
            source = cv2.resize(source, half, interpolation=cv2.INTER_AREA)
            size /= 3
        soft = cv2.GaussianBlur(source, (0, 0), size)
        if small:
            soft = cv2.resize(
                soft, (self.pixels.shape[1], self.pixels.shape[0]), interpolation=cv2.INTER_LINEAR
            )
        self.pixels[:] = soft


def lay(under: Pixels, over: Pixels) -> None:
    """Composite premultiplied `over` onto `under` (the same shape), in place."""
    rest = cv2.bitwise_not(over[..., 3])
    cv2.multiply(under, cv2.merge([rest, rest, rest, rest]), dst=under, scale=1 / 255)
    cv2.add(under, over, dst=under)


def _opacity(alpha: float) -> int:
    return round(255 * min(1.0, max(0.0, alpha)))


def _argb(colours: Sequence[RGB], alphas: Sequence[float] | None) -> list[int]:
    out = []
    for i, colour in enumerate(colours):
        b, g, r, _ = bgra(colour)
        out.append(skia.ColorSetARGB(_opacity(alphas[i] if alphas else 1.0), r, g, b))
    return out


def _floats(stops: Sequence[float] | None) -> list[float] | None:
    return None if stops is None else [float(s) for s in stops]
