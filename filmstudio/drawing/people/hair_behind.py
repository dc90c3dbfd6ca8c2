"""Hair that hangs behind neck and shoulders, and whole heads seen from the back."""

from __future__ import annotations

import math
from collections.abc import Sequence

import skia

from filmstudio.drawing.people.brush import (
    Point,
    Strand,
    curve,
    draw_strands,
    fill,
    linear,
    oval,
    radial,
    shade,
    stroke,
)
from filmstudio.drawing.people.features import View
from filmstudio.drawing.people.hair import curls, parting_side
from filmstudio.drawing.people.looks import Appearance


def _mass(
    canvas: skia.Canvas,
    look: Appearance,
    view: View,
    bottom: float,
    flare: float,
    wave: float = 0.0,
) -> None:
    """A fall of hair from the crown to `bottom`."""
    w, back = look.face.half_width, -view.turn * 4.0
    right: list[Point] = [(0, -106), (w * 0.75, -98), (w + 6, -66), (w + 7 + flare * 0.3, -30)]
    steps = 5
    for i in range(1, steps + 1):
        part = i / steps
        swell = wave * math.sin(part * math.pi * 3.0)
        right.append(
            (w + 6 + flare * part - (9 if i == steps else 0) + swell, -30 + (bottom + 30) * part)
        )
    right.append((w * 0.4, bottom + 5))
    path = curve([(x + back, y) for x, y in mirrored_hair(right)])
    hair = look.hair
    canvas.drawPath(
        path,
        linear((0, -80), (0, bottom), shade(hair, -0.12), shade(hair, -0.2), shade(hair, -0.02)),
    )
    strands: list[Strand] = []
    for i in range(12):
        x = (i / 11 * 2 - 1) * (w + 2)
        strands.append(
            (
                (x * 0.8 + back, -70),
                (x + back + wave, -5),
                (x * (1 + flare / 60) + back - wave, bottom),
            )
        )
    draw_strands(canvas, path, strands, hair, 1.3)


def mirrored_hair(right: Sequence[Point]) -> list[Point]:
    """A slightly uneven mirror image, since no hair falls the same on both sides."""
    left = [
        (-x * 0.985, y + (1.6 if i % 2 else -1.2))
        for i, (x, y) in enumerate(reversed(right))
        if x > 0
    ]
    return [*right, *left]


def _knot(canvas: skia.Canvas, look: Appearance, view: View) -> None:
    low = look.hair_style == "grey-bun" or look.seed % 2 == 0
    x, y, r = -view.turn * (34 if low else 16), (-62.0 if low else -113.0), 17.5
    if low and abs(view.turn) < 0.25:
        y, r = -114.0, 16.0
    canvas.drawCircle(
        x,
        y,
        r,
        radial(
            (x - 5, y - 7),
            r * 1.4,
            (0.0, shade(look.hair, 0.24), 1.0),
            (0.6, look.hair, 1.0),
            (1.0, shade(look.hair, -0.25), 1.0),
        ),
    )
    for k in (0.35, 0.62, 0.86):
        canvas.drawArc(
            oval(x, y, r * k, r * k),
            150 + k * 60,
            210,
            False,
            stroke(shade(look.hair, -0.35), 1.1, 0.45),
        )


def _braid(canvas: skia.Canvas, look: Appearance, view: View) -> None:
    side = -1.0 if view.turn > 0.1 else 1.0 if view.turn < -0.1 else float(parting_side(look))
    hair = look.hair
    x, y = side * 30.0, -8.0
    for i in range(9):
        r = 9.4 - i * 0.42
        for half in (-1, 1):
            canvas.save()
            canvas.translate(x + half * r * 0.42 + side * i * 0.9, y + i * 11.0)
            canvas.rotate(-half * 36)
            canvas.drawOval(
                oval(0, 0, r * 0.62, r),
                linear((0, -r), (0, r), shade(hair, 0.16), shade(hair, -0.24)),
            )
            canvas.restore()
    canvas.drawOval(oval(x + side * 8, y + 101, 5.4, 3.6), fill(look.second))
    tuft = curve(
        [(x + side * 8 - 4, y + 103), (x + side * 9, y + 124), (x + side * 8 + 4, y + 103)]
    )
    canvas.drawPath(tuft, fill(hair))


def _pony(canvas: skia.Canvas, look: Appearance, view: View) -> None:
    side = -1.0 if view.turn >= 0 else 1.0
    hair = look.hair
    path = curve(
        [(side * 20, -104), (side * 44, -104), (side * 62, -74), (side * 60, -34), (side * 52, 4), (side * 50, -6),
         (side * 44, -44), (side * 36, -76)]
    )  # fmt: skip
    canvas.drawPath(path, linear((0, -100), (0, 0), shade(hair, 0.1), hair, shade(hair, -0.2)))
    strands: list[Strand] = [
        ((side * (26 + i * 3), -100), (side * (44 + i * 5), -76), (side * (48 + i * 3), -10))
        for i in range(4)
    ]
    draw_strands(canvas, path, strands, hair)
    canvas.drawOval(oval(side * 32, -98, 6.0, 7.4), fill(look.cloth))


def draw_behind(canvas: skia.Canvas, look: Appearance, view: View) -> None:
    """Hair that lies behind neck and shoulders; nothing for short styles."""
    style = look.hair_style
    if style == "long":
        _mass(canvas, look, view, 62.0, 7.0)
    elif style == "wavy" and look.feminine:
        _mass(canvas, look, view, 44.0, 12.0, 4.0)
    elif style == "wavy":
        _mass(canvas, look, view, -14.0, 1.0, 1.5)
    elif style == "bob":
        _mass(canvas, look, view, 3.0, 3.0)
    elif style in ("bun", "grey-bun"):
        _knot(canvas, look, view)
    elif style == "braid":
        _braid(canvas, look, view)
    elif style == "ponytail":
        _pony(canvas, look, view)


BEHIND = frozenset({"long", "wavy", "bob", "bun", "grey-bun", "braid", "ponytail"})
"""Styles with hair behind the body."""


def draw_from_behind(canvas: skia.Canvas, look: Appearance, view: View) -> None:
    """The head seen from the back: all hair (or cloth) with the nape below."""
    w, style, back = look.face.half_width, look.hair_style, view.turn * 3.0
    cloth = style in ("turban", "headscarf")
    tone = look.second if cloth else look.hair
    low = {
        "long": 60.0,
        "bob": 2.0,
        "wavy": 30.0 if look.feminine else -8.0,
        "headscarf": 40.0,
    }.get(style, -16.0)
    full = {
        "curly": 9.0,
        "bob": 7.0,
        "long": 6.0,
        "wavy": 8.0,
        "headscarf": 8.0,
        "turban": 6.0,
    }.get(style, 4.0)
    if style == "bald":
        path = curve(
            [
                (back, -101),
                (w * 0.9, -84),
                (w, -50),
                (w * 0.86, -22),
                (0, -12),
                (-w * 0.86, -22),
                (-w, -50),
                (-w * 0.9, -84),
            ]
        )
        canvas.drawPath(
            path,
            linear(
                (-30, -90), (30, -20), shade(look.skin, 0.08), look.skin, shade(look.skin, -0.14)
            ),
        )
        fringe = curve(
            [
                (w + 1, -52),
                (w * 0.9, -20),
                (0, -13),
                (-w * 0.9, -20),
                (-w - 1, -52),
                (-w * 0.6, -40),
                (0, -36),
                (w * 0.6, -40),
            ]
        )
        canvas.drawPath(fringe, fill(look.hair, 0.9))
        return
    right: list[Point] = [
        (0, -101 - full), (w * 0.62, -95 - full), (w + full * 0.8, -68), (w + full, -40),
        (w + full * 0.8 + max(0.0, low) * 0.1, (low - 30) / 2), (w * (0.9 if low > 0 else 0.72), low), (w * 0.35, low + 5),
    ]  # fmt: skip
    path = curve([(x + back * (y < -30), y) for x, y in mirrored_hair(right)])
    if style == "curly":
        for x, y, r in curls(look):
            ring = skia.Path()
            ring.addCircle(x, y, r)
            joined = skia.Op(path, ring, skia.PathOp.kUnion_PathOp)
            path = joined if joined is not None else path
    canvas.drawPath(
        path, linear((-30, -104), (20, low), shade(tone, 0.18), tone, shade(tone, -0.2))
    )
    strands: list[Strand] = []
    for i in range(11):
        x = (i / 10 * 2 - 1) * (w + 3)
        strands.append(((back, -102), (x * 1.12, -64), (x * (1.0 if low > 0 else 0.5), low)))
    draw_strands(canvas, path, strands, tone, 1.3)
    if style in ("bun", "grey-bun"):
        canvas.drawCircle(
            back,
            -62,
            20,
            radial(
                (back - 6, -70), 28, (0.0, shade(tone, 0.24), 1.0), (1.0, shade(tone, -0.3), 1.0)
            ),
        )
        for k in (0.4, 0.7):
            canvas.drawArc(
                oval(back, -62, 20 * k, 20 * k),
                120,
                230,
                False,
                stroke(shade(tone, -0.35), 1.4, 0.5),
            )
    if style == "ponytail":
        tail = curve(
            [
                (back - 9, -76),
                (back + 9, -76),
                (back + 15, -20),
                (back + 6, 36),
                (back - 2, 42),
                (back - 12, -10),
            ]
        )
        canvas.drawPath(tail, linear((0, -76), (0, 40), shade(tone, 0.14), shade(tone, -0.2)))
        canvas.drawOval(oval(back, -76, 10, 4.6), fill(look.cloth))
    if style == "braid":
        for i in range(10):
            r = 11.5 - i * 0.5
            for half in (-1, 1):
                canvas.save()
                canvas.translate(back + half * r * 0.42, -34 + i * 12)
                canvas.rotate(-half * 36)
                canvas.drawOval(
                    oval(0, 0, r * 0.62, r),
                    linear((0, -r), (0, r), shade(tone, 0.2), shade(tone, -0.26)),
                )
                canvas.restore()
