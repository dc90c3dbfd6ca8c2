"""The still parts of a head: skull, ears, nose, cheeks, wrinkles and beard."""

from __future__ import annotations

import random

import skia

from filmstudio.drawing.people.brush import (
    Point,
    curve,
    fill,
    linear,
    mix,
    oval,
    shade,
    stroke,
)
from filmstudio.drawing.people.expressions import Expression
from filmstudio.drawing.people.features import View
from filmstudio.drawing.people.looks import Appearance


def contour(look: Appearance, view: View) -> list[Point]:
    """The outline of face and skull, clockwise from the crown."""
    face, turn = look.face, view.turn
    w, jaw = face.half_width, face.half_width * face.jaw
    chin = face.half_width * face.chin
    round_cheek = 1.02 if look.age == "child" else 0.985
    right: list[Point] = [
        (0.0, -100.0), (w * 0.56, -95.0), (w * 0.92, -76.0), (w, -52.0), (w * round_cheek, -33.0),
        (jaw * 1.03, -15.5), (chin * 1.6, -3.4), (chin * 0.6, 0.3),
    ]  # fmt: skip
    points: list[Point] = []
    for side in (1, -1):
        ordered = right if side > 0 else right[:0:-1]
        for x, y in ordered:
            # The lower a point, the more it belongs to the face plane that turns.
            low = max(0.0, min(1.0, (y + 100.0) / 100.0))
            far = 1 - (0.075 * abs(turn) if side * turn > 0 else -0.05 * abs(turn)) * (1.2 - low)
            points.append((side * x * far + turn * (2.0 + 7.5 * low * low), y))
    return points


def draw_ears(canvas: skia.Canvas, look: Appearance, view: View) -> None:
    """The ears that can be seen from this side; the near one moves into the profile."""
    face = look.face
    tone = shade(look.skin, -0.06)
    for side in (-1, 1):
        away = side * view.turn
        if away > 0.45:
            continue
        x = side * (face.half_width + 1.0) + view.turn * (4.0 if away < 0 else -1.0)
        y, height = -37.5, 10.6 * face.ear
        width = 6.4 * face.ear * (1.0 + 0.3 * max(0.0, -away)) * (1 - max(0.0, away))
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(side * 7)
        canvas.drawOval(oval(0, 0, width, height), fill(tone))
        canvas.drawOval(
            oval(-side * 0.6, 0.4, width * 0.56, height * 0.62),
            fill(mix(shade(look.skin, -0.3), (196, 92, 84), 0.25), 0.55),
        )
        canvas.restore()


def draw_skull(
    canvas: skia.Canvas, look: Appearance, view: View, mood: Expression, lamp: tuple[float, float]
) -> skia.Path:
    """Skin of head and face with its still shading; returns the outline for clipping."""
    face, skin, turn = look.face, look.skin, view.turn
    path = curve(contour(look, view))
    side = -1.0 if lamp[0] < 0 else 1.0
    canvas.drawPath(
        path,
        linear((side * 34, -80), (-side * 36, -10), shade(skin, 0.1), skin, shade(skin, -0.1)),
    )
    canvas.save()
    canvas.clipPath(path, skia.ClipOp.kIntersect, True)
    flush = mix(skin, (226, 84, 78), 0.62)
    glow = 0.2 + 0.14 * look.feminine + 0.16 * (look.age == "child") + 0.3 * mood.blush
    for at in (-1, 1):
        x = view.x(at * 22.0)
        canvas.drawOval(
            oval(x, face.eye_y + 17.5, 9.5 * view.squeeze(at * 22.0), 7.0),
            fill(flush, glow, blur=4.5),
        )
        # The hollow of the eye.
        canvas.drawOval(
            oval(view.x(at * (face.eye_gap - 1.5)), face.eye_y - 3.2, 11.5, 8.4),
            fill(mix(shade(skin, -0.3), (170, 80, 80), 0.2), 0.2, blur=3.2),
        )
    _nose(canvas, look, view, side)
    if look.age == "elder":
        _wrinkles(canvas, look, view)
    elif look.age == "adult":
        for at in (-1, 1):
            x = view.x(at * 12.4, 2.0)
            canvas.drawPath(
                curve(
                    [
                        (x - at * 2.4, face.nose_y - 1.0),
                        (x + at * 1.4, face.nose_y + 5.0),
                        (x + at * 1.8, face.mouth_y - 1.5),
                    ],
                    closed=False,
                ),
                stroke(shade(skin, -0.3), 0.9, 0.16, blur=0.6),
            )
    if face.freckles:
        _freckles(canvas, look, view)
    if look.beard != "none":
        _beard(canvas, look, view, path)
    canvas.drawOval(oval(turn * 8, 3.0, 26, 6.5), fill(shade(skin, -0.4), 0.2, blur=3.0))
    canvas.restore()
    return path


def _nose(canvas: skia.Canvas, look: Appearance, view: View, lit: float) -> None:
    face, skin = look.face, look.skin
    x, y, w = view.x(0.0, 6.5), face.nose_y, face.nose_width
    root = view.x(0.0, 2.0)
    dark = mix(shade(skin, -0.36), (168, 66, 56), 0.22)
    turn = view.turn
    # Bridge: shaded on the side away from the light; a line only where the head is turned.
    shadow = -lit if abs(turn) < 0.2 else (1.0 if turn > 0 else -1.0)
    bridge = [
        (root + shadow * 3.2, face.eye_y - 4.0), (x + shadow * 2.2, y - 9.0),
        (x + shadow * w * 0.82, y - 1.0), (x + shadow * w * 0.2, y - 1.0), (x, y - 11.0),
    ]  # fmt: skip
    canvas.drawPath(curve(bridge), fill(dark, 0.2, blur=1.4))
    canvas.drawOval(
        oval(x - shadow * 0.6, y - 3.8, w * 0.42, w * 0.5), fill((255, 250, 240), 0.3, blur=1.4)
    )
    # Under the tip, and the wings.
    tip = [
        (x - w * (1.0 - 0.18 * turn), y - 1.2), (x - w * 0.55, y + 1.5), (x, y + 2.2),
        (x + w * 0.55, y + 1.5), (x + w * (1.0 + 0.18 * turn), y - 1.2),
    ]  # fmt: skip
    canvas.drawPath(curve(tip, closed=False), stroke(dark, 2.6, 0.3, blur=0.9))
    canvas.drawPath(curve(tip[1:4], closed=False), stroke(dark, 0.95, 0.6))
    for at in (-1, 1):
        canvas.drawOval(
            oval(x + at * w * 0.44, y + 0.7, w * 0.2, 0.75),
            fill(shade(skin, -0.62), 0.3 if look.age == "child" else 0.45),
        )
        if look.age != "child":
            canvas.drawPath(
                curve(
                    [
                        (x + at * w * 0.9, y - 3.2),
                        (x + at * w * 1.06, y - 1.0),
                        (x + at * w * 0.84, y + 0.9),
                    ],
                    closed=False,
                ),
                stroke(dark, 0.7, 0.4),
            )


def _freckles(canvas: skia.Canvas, look: Appearance, view: View) -> None:
    """Small brown dots over the nose and under the eyes."""
    rng = random.Random(look.seed)
    paint = fill(mix(shade(look.skin, -0.2), (150, 84, 50), 0.5), 0.34 * look.face.freckles)
    for _ in range(26):
        x = rng.gauss(0, 15)
        y = look.face.eye_y + 15.5 + rng.gauss(0, 3.4) - 0.06 * abs(x)
        canvas.drawCircle(view.x(x, 2.0), y, rng.uniform(0.5, 0.95), paint)


def _wrinkles(canvas: skia.Canvas, look: Appearance, view: View) -> None:
    face = look.face
    line = shade(look.skin, -0.4)
    for at in (-1, 1):
        x = view.x(at * 12.8, 2.0)
        canvas.drawPath(
            curve(
                [
                    (x - at * 3.0, face.nose_y - 1.5),
                    (x + at * 1.6, face.nose_y + 4.5),
                    (x + at * 2.4, face.mouth_y + 1.0),
                ],
                closed=False,
            ),
            stroke(line, 1.0, 0.4),
        )
    for y, half in ((-76.0, 15.0), (-71.0, 18.0)):
        canvas.drawPath(
            curve([(view.x(-half), y), (view.x(0), y - 1.4), (view.x(half), y)], closed=False),
            stroke(line, 0.8, 0.24),
        )


def _beard(canvas: skia.Canvas, look: Appearance, view: View, head: skia.Path) -> None:
    face = look.face
    x, mouth = view.x(0.0, 4.0), face.mouth_y
    w = face.half_width
    turn = view.turn
    colour = (
        look.hair
        if look.hair_style != "bald" or look.age == "elder"
        else mix(look.hair, (48, 34, 30), 0.4)
    )
    if look.beard == "stubble":
        area = [
            (-w * 1.1, -34.0), (-w * 0.8 + turn * 6, -24), (x - 13, mouth - 5.5), (x, mouth - 7.5),
            (x + 13, mouth - 5.5), (w * 0.8 + turn * 6, -24), (w * 1.1, -34.0), (w * 1.1, 10.0), (-w * 1.1, 10.0),
        ]  # fmt: skip
        canvas.drawPath(curve(area), fill(shade(colour, -0.1), 0.17, blur=3.4))
        return
    if look.beard in ("short", "long"):
        area = [
            (-w * 1.2, -40.0), (-w * 0.9 + turn * 4, -30), (-w * 0.66 + turn * 7, -19), (x - 13.5, mouth - 3.4),
            (x - 7.0, mouth - 7.4), (x, mouth - 6.6), (x + 7.0, mouth - 7.4), (x + 13.5, mouth - 3.4),
            (w * 0.66 + turn * 7, -19), (w * 0.9 + turn * 4, -30), (w * 1.2, -40.0), (w * 1.2, 12), (-w * 1.2, 12),
        ]  # fmt: skip
        canvas.drawPath(
            curve(area, tension=0.8),
            linear((0, -36), (0, 4), shade(colour, 0.08), shade(colour, -0.14)),
        )
        # Skin round the lips, so that the mouth is free to move.
        canvas.drawOval(
            oval(x, mouth + 0.7, face.mouth_width * 0.9, 3.0), fill(look.skin, blur=0.7)
        )
    whiskers = [
        (x, mouth - 7.0), (x - 6.0, mouth - 7.2), (x - 12.0, mouth - 3.0), (x - 14.4, mouth + 1.2),
        (x - 10.0, mouth - 1.4), (x - 4.0, mouth - 2.9), (x, mouth - 3.0), (x + 4.0, mouth - 2.9),
        (x + 10.0, mouth - 1.4), (x + 14.4, mouth + 1.2), (x + 12.0, mouth - 3.0), (x + 6.0, mouth - 7.2),
    ]  # fmt: skip
    canvas.drawPath(curve(whiskers), fill(shade(colour, 0.04)))


def draw_long_beard(canvas: skia.Canvas, look: Appearance, view: View) -> None:
    """The part of a long beard that hangs below the chin."""
    if look.beard != "long":
        return
    w, x = look.face.half_width * look.face.jaw, view.turn * 8
    colour = look.hair
    tip = 34.0
    path = curve(
        [(x - w * 0.95, -14), (x - w * 0.82, 8), (x - w * 0.4, tip - 8), (x, tip), (x + w * 0.4, tip - 8),
         (x + w * 0.82, 8), (x + w * 0.95, -14), (x, -6)]
    )  # fmt: skip
    canvas.drawPath(path, linear((0, -10), (0, tip), shade(colour, -0.1), shade(colour, 0.06)))
    for at in (-0.5, -0.2, 0.15, 0.45):
        canvas.drawPath(
            curve(
                [(x + at * w * 1.3, -2), (x + at * w, 12), (x + at * w * 0.6, tip - 8)],
                closed=False,
            ),
            stroke(shade(colour, -0.3), 0.9, 0.35),
        )
