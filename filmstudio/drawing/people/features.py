"""Eyes and brows of a turned face, drawn in design units."""

from __future__ import annotations

import math
from dataclasses import dataclass

import skia

from filmstudio.drawing.people.brush import (
    Point,
    curve,
    fill,
    luma,
    mix,
    oval,
    polygon,
    radial,
    shade,
    stroke,
)
from filmstudio.drawing.people.expressions import Expression
from filmstudio.drawing.people.looks import Appearance

_ROUND = 42.0
_LARGEST = math.radians(18.5)


@dataclass(frozen=True)
class View:
    """A turned face: features ride on a cylinder, so the far side narrows and the near side widens."""

    turn: float

    @property
    def angle(self) -> float:
        return self.turn * _LARGEST

    def x(self, x: float, raised: float = 0.0) -> float:
        """Where a feature at `x` of the frontal face lies; `raised` is its height over the face."""
        place = _ROUND * math.sin(math.asin(max(-1.0, min(1.0, x / _ROUND))) + self.angle)
        return place + raised * math.sin(self.angle)

    def squeeze(self, x: float) -> float:
        """How much narrower (below 1) or wider a feature at `x` is than from the front."""
        at = math.asin(max(-1.0, min(1.0, x / _ROUND)))
        return math.cos(at + self.angle) / math.cos(at)


@dataclass(frozen=True)
class EyeShape:
    """The opening of one eye: corners, the heights of the lids over and under them."""

    inner: Point
    outer: Point
    upper: float
    lower: float
    half_width: float

    def outline(self) -> skia.Path:
        path = self.upper_edge()
        (ix, iy), (ox, oy) = self.inner, self.outer
        w = ix - ox
        path.cubicTo(
            ix - w * 0.22, iy + self.lower * 0.9, ox + w * 0.3, oy + self.lower * 1.25, ox, oy
        )
        path.close()
        return path

    def upper_edge(self) -> skia.Path:
        (ix, iy), (ox, oy) = self.inner, self.outer
        w = ix - ox
        path = skia.Path()
        path.moveTo(ox, oy)
        path.cubicTo(
            ox + w * 0.18, oy - self.upper * 1.25, ix - w * 0.3, iy - self.upper * 1.3, ix, iy
        )
        return path


def eye_shape(
    look: Appearance, view: View, side: int, blink: float, mood: Expression, smile: float
) -> EyeShape:
    """The eye on `side` (-1 left on screen, 1 right); `blink` 0 open to 1 shut."""
    face = look.face
    x = view.x(side * face.eye_gap)
    half = 9.2 * face.eye_size * view.squeeze(side * face.eye_gap)
    openness = (1.0 + mood.wide) * (1.0 - 0.12 * (look.age == "elder"))
    upper = 8.1 * face.eye_size * openness * (1.0 - blink)
    raised = min(0.75, max(0.0, mood.lower_lid + 0.22 * max(0.0, smile - 0.35)))
    lower = 5.6 * face.eye_size * (1.0 - raised) * (1.0 - 0.35 * blink)
    # A shut eye rests on its lower lid, a little arched.
    drop = blink * 2.6
    y = face.eye_y + drop
    if blink > 0.9:
        upper = -lower * 0.75
    return EyeShape(
        inner=(x - side * half * 0.96, y + 0.9),
        outer=(x + side * half * 1.04, y - face.eye_slant),
        upper=upper,
        lower=lower,
        half_width=half,
    )


def draw_eyes(
    canvas: skia.Canvas,
    look: Appearance,
    view: View,
    mood: Expression,
    *,
    blink: float,
    gaze: tuple[float, float],
    brow: float,
    smile: float,
    lamp: tuple[float, float],
) -> None:
    """Both eyes and brows. `lamp` is the direction of the key light, for the catchlights."""
    for side in (-1, 1):
        _eye(canvas, look, view, mood, side, blink, gaze, smile, lamp)
        _brow(canvas, look, view, mood, side, brow)


def _eye(
    canvas: skia.Canvas,
    look: Appearance,
    view: View,
    mood: Expression,
    side: int,
    blink: float,
    gaze: tuple[float, float],
    smile: float,
    lamp: tuple[float, float],
) -> None:
    face, size = look.face, look.face.eye_size
    shape = eye_shape(look, view, side, blink, mood, smile)
    (ix, iy), (ox, oy) = shape.inner, shape.outer
    x, w = (ix + ox) / 2, shape.half_width
    lash = mix((36, 22, 24), look.hair, 0.2 if look.age != "elder" else 0.35)
    if blink <= 0.9:
        outline = shape.outline()
        canvas.drawPath(outline, fill((252, 248, 243)))
        canvas.save()
        canvas.clipPath(outline, skia.ClipOp.kIntersect, True)
        cx = x + gaze[0] * 3.6 * view.squeeze(side * face.eye_gap) + view.turn * 0.7 - side * 0.35
        cy = face.eye_y + blink * 1.6 - 0.9 + gaze[1] * 2.3
        r = 6.3 * size
        canvas.save()
        canvas.translate(cx, cy)
        canvas.scale(min(1.0, view.squeeze(side * face.eye_gap) * 1.06), 1.0)
        iris = look.iris
        canvas.drawCircle(
            0, 0, r,
            radial(
                (0, r * 0.35), r * 1.15,
                (0.0, shade(iris, 0.42), 1.0), (0.5, iris, 1.0), (0.86, shade(iris, -0.45), 1.0),
                (1.0, shade(iris, -0.7), 1.0),
            ),
        )  # fmt: skip
        canvas.drawCircle(0, 0, r * 0.47, fill((16, 11, 14)))
        canvas.restore()
        # The shade of the upper lid over the eyeball.
        canvas.drawPath(shape.upper_edge(), stroke((96, 62, 70), 4.4, 0.36, blur=0.9))
        lx = -1.0 if lamp[0] < 0 else 1.0
        canvas.drawCircle(cx + lx * r * 0.34, cy - r * 0.4, r * 0.3, fill((255, 255, 255), 0.97))
        canvas.drawCircle(cx - lx * r * 0.36, cy + r * 0.42, r * 0.13, fill((255, 255, 255), 0.5))
        canvas.restore()
        canvas.drawPath(
            curve([(ix, iy), ((ix + ox) / 2, iy + shape.lower * 0.86), (ox, oy)], closed=False),
            stroke(shade(look.skin, -0.42), 0.5, 0.5),
        )
    else:
        canvas.drawPath(
            curve([(ix, iy), (x, (iy + oy) / 2 + 3.0), (ox, oy)], closed=False), stroke(lash, 1.6)
        )
    _lashes(canvas, look, shape, side, lash, blink)
    # The fold of the upper lid, fainter where the culture's eyes have a soft one.
    rise = max(shape.upper, 0.6) + (2.5 if blink < 0.9 else 4.4)
    canvas.drawPath(
        curve(
            [(ox - side * w * 0.06, oy - rise * 0.62), (x + side * w * 0.12, iy - rise * 1.02),
             (ix + side * w * 0.28, iy - rise * 0.74)],
            closed=False,
        ),
        stroke(shade(look.skin, -0.4), 0.8, 0.55 * face.crease),
    )  # fmt: skip
    if look.age == "elder":
        for step, alpha in ((3.2, 0.32), (5.4, 0.2)):
            canvas.drawPath(
                curve(
                    [(ix + side * w * 0.3, iy + shape.lower + step * 0.8),
                     (x + side * w * 0.3, iy + shape.lower + step * 1.15),
                     (ox - side * w * 0.1, oy + shape.lower + step * 0.6)],
                    closed=False,
                ),
                stroke(shade(look.skin, -0.4), 0.7, alpha),
            )  # fmt: skip
        for dy in (-2.2, 0.6, 3.4):
            canvas.drawLine(
                ox + side * 2.2, oy + dy * 0.6, ox + side * 5.6, oy + dy * 1.5,
                stroke(shade(look.skin, -0.4), 0.6, 0.4),
            )  # fmt: skip
    if mood.tear > 0 and blink < 0.9:
        canvas.drawOval(
            oval(x - side * w * 0.2, iy + shape.lower * 0.8, w * 0.4, 0.75),
            fill((232, 244, 255), 0.5 * mood.tear),
        )


def _lashes(
    canvas: skia.Canvas,
    look: Appearance,
    shape: EyeShape,
    side: int,
    lash: tuple[float, float, float],
    blink: float,
) -> None:
    (ix, iy), (ox, oy) = shape.inner, shape.outer
    w = ix - ox
    thick = (2.3 if look.feminine else 1.6) * (0.75 if look.age == "child" else 1.0)
    if blink <= 0.9:
        up = shape.upper
        band = skia.Path()
        band.moveTo(ox - w * 0.02, oy + 0.2)
        band.cubicTo(ox + w * 0.18, oy - up * 1.25, ix - w * 0.3, iy - up * 1.3, ix, iy)
        band.cubicTo(
            ix - w * 0.3, iy - up * 1.3 - thick * 0.75, ox + w * 0.14, oy - up * 1.25 - thick * 1.25,
            ox - w * 0.06, oy - thick * 0.2,
        )  # fmt: skip
        band.close()
        canvas.drawPath(band, fill(lash))
    if look.feminine:
        tip = (ox + side * 2.6, oy - 2.0 + blink * 2.6)
        canvas.drawPath(
            polygon([(ox - side * 1.6, oy - 1.4), (ox + side * 0.4, oy + 0.6), tip]), fill(lash)
        )


def _brow(
    canvas: skia.Canvas, look: Appearance, view: View, mood: Expression, side: int, brow: float
) -> None:
    face = look.face
    lift = mood.lift[0 if side < 0 else 1] + brow * 3.4
    stern = max(0.0, -brow) * 1.4
    y = face.eye_y - 14.6 - lift * 0.95 - (0.9 if look.age == "child" else 0)
    inner_y = y - 1.1 - mood.inner + stern
    outer_y = y + 3.3 - mood.outer
    peak_y = y - 1.35 * face.brow_arch - (mood.inner + mood.outer) * 0.36
    inner, peak, outer = 8.4, 19.5, 29.0
    thick = 1.75 * face.brow_thick
    xs = [view.x(side * at) for at in (inner, (inner + peak) / 2, peak, outer)]
    # A soft round head, a full body and a tail that tapers away: never a bar.
    top = [
        (xs[0], inner_y - thick * 0.6),
        (xs[1], (inner_y + peak_y) / 2 - thick * 1.0),
        (xs[2], peak_y - thick * 0.66),
        (xs[3], outer_y),
    ]
    low = [
        (xs[2], peak_y + thick * 0.5),
        (xs[1], (inner_y + peak_y) / 2 + thick * 0.86),
        (xs[0], inner_y + thick * 0.7),
    ]
    dark = look.hair if luma(look.hair) < 150 else shade(look.hair, -0.25)
    if look.hair_style in ("turban", "headscarf", "bald") and look.age != "elder":
        dark = mix(dark, (40, 28, 26), 0.5)
    colour = mix(dark, shade(look.skin, -0.5), 0.22)
    canvas.drawPath(curve([*top, *low], tension=0.9), fill(colour, 0.94))
