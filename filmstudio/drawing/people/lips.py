"""The mouth of a turned face: lips, teeth and tongue, drawn in design units."""

from __future__ import annotations

import math

import skia

from filmstudio.drawing.people.brush import Point, curve, fill, mix, oval, shade, stroke
from filmstudio.drawing.people.expressions import Expression
from filmstudio.drawing.people.features import View
from filmstudio.drawing.people.looks import Appearance
from filmstudio.film.picture import RGB, Mouth


def mouth_curve(
    look: Appearance, view: View, mood: Expression, mouth: Mouth, smile: float
) -> tuple[list[Point], list[Point]]:
    """The inner edges of the lips (upper, lower), from the left corner to the right one."""
    face = look.face
    smile = max(-1.0, min(1.0, smile + face.rest * (1 - abs(smile))))
    x = view.x(0.0, 4.0)
    half = face.mouth_width * (1 + 0.2 * mouth.width) * (1 - 0.4 * mouth.round)
    half *= 1 + 0.2 * max(0.0, smile)
    squeeze = math.cos(view.angle)
    left, right = half * squeeze * (1 + 0.1 * view.turn), half * squeeze * (1 - 0.1 * view.turn)
    opened = 13.5 * mouth.open
    corner = (
        face.mouth_y - 4.4 * smile * (1 - 0.6 * mouth.round) + opened * (0.18 + 0.26 * mouth.round)
    )
    low, high = corner + face.skew, corner - face.skew
    top = face.mouth_y - opened * 0.12
    bottom = face.mouth_y + opened * 0.88
    # Smiling bends the line down in the middle; a frown bends it up.
    sag = 3.0 * smile * (1 - 0.5 * mouth.round)
    shoulder_y = corner + (top + sag * 0.6 - corner) * 0.73 - opened * 0.05
    upper = [
        (x - left, low),
        (x - left * 0.54, shoulder_y + 0.5 * face.skew),
        (x, top + sag * 0.6),
        (x + right * 0.54, shoulder_y - 0.5 * face.skew),
        (x + right, high),
    ]
    depth = bottom + sag * 0.75
    lower = [
        (x - left, low),
        (x - left * 0.58, corner + (depth - corner) * 0.8),
        (x, depth),
        (x + right * 0.58, corner + (depth - corner) * 0.8),
        (x + right, high),
    ]
    if mouth.open <= 0:
        lower = upper
    return upper, lower


def draw_mouth(
    canvas: skia.Canvas, look: Appearance, view: View, mood: Expression, mouth: Mouth, smile: float
) -> None:
    """The lips, and between them the dark, the teeth and the tongue."""
    face = look.face
    upper, lower = mouth_curve(look, view, mood, mouth, smile)
    (lx, ly), (rx, ry) = upper[0], upper[-1]
    x, top, bottom = upper[2][0], upper[2][1], lower[2][1]
    full = face.lips * (1 + 0.35 * mouth.round)
    pressed = 0.72 if mouth.open <= 0 and mouth.width < -0.05 else 1.0
    rise, fall = 2.1 * full * pressed, 2.9 * full * pressed
    # Cupid's bow above, one full curve below.
    over = [
        (lx, ly), (x - (x - lx) * 0.4, (upper[1][1] + top) / 2 - rise * 0.95),
        (x, top - rise * 0.72), (x + (rx - x) * 0.4, (upper[3][1] + top) / 2 - rise * 0.95), (rx, ry),
    ]  # fmt: skip
    under = [
        (rx, ry), (x + (rx - x) * 0.5, lower[3][1] * 0.45 + bottom * 0.55 + fall * 0.72),
        (x, bottom + fall), (x - (x - lx) * 0.5, lower[1][1] * 0.45 + bottom * 0.55 + fall * 0.72),
    ]  # fmt: skip
    lips = curve([*over, *under], tension=0.85)
    strength = 0.95 if look.feminine else 0.72
    canvas.drawPath(lips, fill(look.lip, strength))
    canvas.save()
    canvas.clipPath(lips, skia.ClipOp.kIntersect, True)
    canvas.drawPath(
        curve(over, closed=False), stroke(shade(look.lip, -0.3), rise * 1.5, 0.35, blur=0.5)
    )
    canvas.drawOval(
        oval(x, bottom + fall * 0.42, (rx - lx) * 0.2, fall * 0.26),
        fill((255, 255, 255), 0.26, blur=0.4),
    )
    canvas.restore()
    line = mix(shade(look.lip, -0.55), (70, 24, 30), 0.4)
    if mouth.open <= 0:
        canvas.drawPath(curve(upper, closed=False), stroke(line, 1.05, 0.9))
    else:
        _inside(canvas, upper, lower, mouth, line)
    # Corners tuck in, more so in a smile.
    for side, (cx, cy) in ((-1, (lx, ly)), (1, (rx, ry))):
        tuck = 0.9 + 0.8 * max(0.0, smile)
        canvas.drawPath(
            curve(
                [
                    (cx + side * 0.2, cy - tuck),
                    (cx + side * 0.9, cy),
                    (cx + side * 0.3, cy + tuck * 0.7),
                ],
                closed=False,
            ),
            stroke(shade(look.skin, -0.5), 0.8, 0.5),
        )
    canvas.drawPath(
        curve(
            [
                (x - 4.2, bottom + fall + 2.2),
                (x, bottom + fall + 3.1),
                (x + 4.2, bottom + fall + 2.2),
            ],
            closed=False,
        ),
        stroke(shade(look.skin, -0.35), 1.2, 0.3, blur=0.5),
    )


def _inside(
    canvas: skia.Canvas,
    upper: list[Point],
    lower: list[Point],
    mouth: Mouth,
    line: RGB,
) -> None:
    gap = curve([*upper, *reversed(lower[1:-1])], tension=0.9)
    x, top, bottom = upper[2][0], upper[2][1], lower[2][1]
    half = (upper[-1][0] - upper[0][0]) / 2
    canvas.drawPath(gap, fill((82, 20, 32)))
    canvas.save()
    canvas.clipPath(gap, skia.ClipOp.kIntersect, True)
    height = bottom - top
    if mouth.tongue > 0:
        rise = height * (0.42 + 0.38 * mouth.tongue)
        canvas.drawOval(
            oval(x, bottom - rise * 0.5 + height * 0.22, half * 0.7, rise * 0.62),
            fill((206, 92, 100)),
        )
        canvas.drawOval(
            oval(x, bottom - rise * 0.62 + height * 0.2, half * 0.4, rise * 0.3),
            fill((232, 132, 132), 0.6, blur=0.7),
        )
    if mouth.teeth > 0:
        depth = (1.6 + min(2.6, height * 0.26)) * mouth.teeth
        teeth = [
            (x - half * 1.1, top - 6), (x + half * 1.1, top - 6),
            (x + half * 0.82, top + depth * 0.5 - 0.4), (x, top + depth),
            (x - half * 0.82, top + depth * 0.5 - 0.4),
        ]  # fmt: skip
        canvas.drawPath(curve(teeth, tension=0.5), fill((252, 246, 238)))
        if mouth.teeth > 0.8 and height > 2.0 and mouth.open < 0.4:
            canvas.drawOval(oval(x, bottom + 0.8, half * 0.62, 2.0), fill((238, 228, 218)))
    canvas.drawPath(curve(upper, closed=False), stroke((50, 10, 20), 1.6, 0.35, blur=0.5))
    canvas.restore()
    canvas.drawPath(gap, stroke(line, 0.6, 0.75))
