"""Hair of every style: what hangs behind the body and what frames the face."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence

import skia

from filmstudio.drawing.people.brush import (
    Point,
    curve,
    fill,
    linear,
    mix,
    oval,
    radial,
    shade,
    stroke,
)
from filmstudio.drawing.people.features import View
from filmstudio.drawing.people.looks import Appearance
from filmstudio.film.picture import RGB

Strand = tuple[Point, Point, Point]


def _tone(look: Appearance) -> skia.Paint:
    hair = look.hair
    return linear((-20, -112), (16, -30), shade(hair, 0.17), hair, shade(hair, -0.16))


def _side(look: Appearance) -> int:
    return -1 if look.seed % 2 else 1


def _outline(
    look: Appearance,
    view: View,
    volume: float,
    sides: float,
    hairline: Sequence[Point],
    *,
    tuck: float = 0.0,
) -> skia.Path:
    """The hair round the skull down to `sides`, cut out along the hairline (given right to left)."""
    w, back = look.face.half_width, -view.turn * 3.4
    half: list[Point] = [
        (0.0, -101 - volume * 1.15), (w * 0.52, -97 - volume), (w * 0.92 + volume * 0.5, -81 - volume * 0.3),
        (w + volume * 0.95, -58), (w + volume * 0.9 - tuck * 0.4, (sides - 58) / 2), (w + volume * 0.7 - tuck, sides),
    ]  # fmt: skip
    outer = [(x + back, y) for x, y in reversed([(-x, y) for x, y in half[1:]])]
    outer += [(x + back, y) for x, y in half]
    line = [
        (view.x(max(-41.5, min(41.5, x)), 1.0) if abs(x) < w * 0.8 else x + view.turn * 5.0, y)
        for x, y in hairline
    ]
    return curve([*outer, *line], tension=0.92)


def _strands(
    canvas: skia.Canvas, clip: skia.Path, strands: Sequence[Strand], hair: RGB, width: float = 1.0
) -> None:
    canvas.save()
    canvas.clipPath(clip, skia.ClipOp.kIntersect, True)
    for number, points in enumerate(strands):
        light = number % 3 == 0
        tone = shade(hair, 0.3) if light else shade(hair, -0.34)
        canvas.drawPath(
            curve(points, closed=False),
            stroke(tone, width * (1.0 if light else 1.25), 0.34 if light else 0.4),
        )
    canvas.restore()


def _shine(
    canvas: skia.Canvas, clip: skia.Path, look: Appearance, view: View, y: float = -92.0
) -> None:
    canvas.save()
    canvas.clipPath(clip, skia.ClipOp.kIntersect, True)
    x = -12 + view.turn * 6
    canvas.drawPath(
        curve([(x - 20, y + 9), (x - 2, y - 1), (x + 20, y + 4)], closed=False),
        stroke(shade(look.hair, 0.55), 5.0, 0.3, blur=2.4),
    )
    canvas.restore()


def _swept(look: Appearance, top: float, temple: float, part: float) -> list[Point]:
    """A hairline swept to one side from a parting; right to left."""
    w, side = look.face.half_width, _side(look)
    line = [
        (w * 0.93, temple), (w * 0.86, -64.0), (w * 0.72, -74.0), (13.0, top - 1.5), (part, top + 3.0),
        (-17.0, top - 4.0), (-w * 0.74, -75.0), (-w * 0.87, -64.0), (-w * 0.93, temple),
    ]  # fmt: skip
    return line if side > 0 else [(-x, y) for x, y in reversed(line)]


def _flow(look: Appearance, view: View, root: Point, ends: Sequence[Point]) -> list[Strand]:
    side = _side(look)
    rx, ry = view.x(side * root[0]), root[1]
    return [
        (
            (rx + side * (i - len(ends) / 2) * 1.2, ry),
            ((rx + ex * side) / 2, min(ry, ey) - 11),
            (ex * side, ey),
        )
        for i, (ex, ey) in enumerate(ends)
    ]


def _short(canvas: skia.Canvas, look: Appearance, view: View) -> skia.Path:
    path = _outline(look, view, 6.2, -48, _swept(look, -82, -48, 4))
    canvas.drawPath(path, _tone(look))
    ends = [
        (-40, -70),
        (-38, -86),
        (-24, -97),
        (-6, -104),
        (14, -106),
        (28, -101),
        (38, -88),
        (43, -70),
    ]
    _strands(canvas, path, _flow(look, view, (12, -84), ends), look.hair)
    _shine(canvas, path, look, view)
    return path


def _fade(canvas: skia.Canvas, look: Appearance, view: View) -> skia.Path:
    w = look.face.half_width
    line = [(w * 0.96, -52.0), (w * 0.9, -68.0), (w * 0.7, -81.0), (0.0, -84.0), (-w * 0.7, -81.0), (-w * 0.9, -68.0), (-w * 0.96, -52.0)]  # fmt: skip
    sides = _outline(look, view, 1.6, -48, line)
    canvas.drawPath(sides, fill(mix(look.hair, look.skin, 0.25), 0.78))
    top = _outline(
        look,
        view,
        5.6,
        -72,
        [
            (w * 0.93, -71.0),
            (w * 0.72, -81.0),
            (0.0, -84.5),
            (-w * 0.72, -81.0),
            (-w * 0.93, -71.0),
        ],
    )
    canvas.drawPath(top, _tone(look))
    rng = random.Random(look.seed)
    canvas.save()
    canvas.clipPath(top, skia.ClipOp.kIntersect, True)
    for _ in range(90):
        x, y = rng.uniform(-40, 40), rng.uniform(-110, -76)
        canvas.drawCircle(
            x, y, rng.uniform(0.9, 1.7), fill(shade(look.hair, rng.choice((0.22, -0.3))), 0.35)
        )
    canvas.restore()
    return sides


def _wavy(canvas: skia.Canvas, look: Appearance, view: View) -> skia.Path:
    w, side = look.face.half_width, _side(look)
    length = 6.0 if look.feminine else -30.0
    line = [
        (w * 0.98, length), (w * 0.9, -34), (w * 0.93, -56), (w * 0.66, -76), (14, -86), (6 * side, -90),
        (-14, -84), (-w * 0.66, -74), (-w * 0.93, -56), (-w * 0.9, -34), (-w * 0.98, length),
    ]  # fmt: skip
    path = _outline(look, view, 9.0, length, line, tuck=-2.0)
    canvas.drawPath(path, _tone(look))
    lock = curve(
        [(view.x(6 * side), -92), (view.x(20 * side), -88), (view.x(31 * side), -72), (view.x(35 * side), -56),
         (view.x(26 * side), -68), (view.x(14 * side), -78)]
    )  # fmt: skip
    canvas.drawPath(lock, fill(shade(look.hair, 0.05)))
    ends = [
        (-46, -30),
        (-46, -58),
        (-40, -84),
        (-22, -102),
        (0, -110),
        (22, -106),
        (40, -90),
        (47, -62),
        (47, -34),
    ]
    _strands(canvas, path, _flow(look, view, (6, -90), ends), look.hair, 1.2)
    _shine(canvas, path, look, view)
    return path


def _long(canvas: skia.Canvas, look: Appearance, view: View) -> skia.Path:
    w, side = look.face.half_width, _side(look)
    line = [
        (w * 1.0, 20.0), (w * 0.93, -22.0), (w * 0.95, -50.0), (w * 0.7, -73.0), (15.0, -86.0),
        (4.0 * side, -91.5), (-15.0, -86.0), (-w * 0.7, -73.0), (-w * 0.95, -50.0), (-w * 0.93, -22.0), (-w * 1.0, 20.0),
    ]  # fmt: skip
    path = _outline(look, view, 6.4, 24, line, tuck=-1.0)
    canvas.drawPath(path, _tone(look))
    ends = [
        (-45, 0),
        (-45, -40),
        (-41, -72),
        (-28, -96),
        (-8, -106),
        (14, -106),
        (32, -94),
        (42, -72),
        (45, -40),
        (45, 0),
    ]
    _strands(canvas, path, _flow(look, view, (4, -91), ends), look.hair)
    _shine(canvas, path, look, view)
    return path


def _bob(canvas: skia.Canvas, look: Appearance, view: View) -> skia.Path:
    w = look.face.half_width
    fringe = look.seed % 3 != 0
    middle: list[Point] = (
        [(24, -66), (8, -67), (-8, -66.5), (-24, -66)]
        if fringe
        else [(16, -84), (4, -90), (-16, -85)]
    )
    line = [(w * 1.0, -2.0), (w * 0.84, -14.0), (w * 0.9, -44.0), (w * 0.84, -62.0), *middle,
            (-w * 0.84, -62.0), (-w * 0.9, -44.0), (-w * 0.84, -14.0), (-w * 1.0, -2.0)]  # fmt: skip
    path = _outline(look, view, 7.6, 2, line, tuck=-1.0)
    canvas.drawPath(path, _tone(look))
    ends = [
        (-46, -20),
        (-45, -50),
        (-34, -66),
        (-20, -68),
        (-4, -68),
        (12, -68),
        (26, -67),
        (45, -50),
        (46, -20),
    ]
    _strands(canvas, path, _flow(look, view, (1, -108), ends), look.hair)
    _shine(canvas, path, look, view)
    return path


def _tied(canvas: skia.Canvas, look: Appearance, view: View) -> skia.Path:
    """Hair drawn back from a middle or side parting: bun, braid, ponytail."""
    w, side = look.face.half_width, _side(look)
    part = 0.0 if look.hair_style in ("bun", "grey-bun", "braid") else 9.0 * side
    line = [
        (w * 0.97, -38.0), (w * 0.9, -56.0), (w * 0.74, -72.0), (17.0, -84.0), (part, -90.0), (-17.0, -84.0),
        (-w * 0.74, -72.0), (-w * 0.9, -56.0), (-w * 0.97, -38.0),
    ]  # fmt: skip
    path = _outline(look, view, 4.8, -36, line)
    canvas.drawPath(path, _tone(look))
    at = view.x(part)
    strands: list[Strand] = []
    for side_ in (-1, 1):
        for step in range(4):
            strands.append(
                (
                    (at, -91 - step * 3.6),
                    (at + side_ * (20 + step * 2), -93 - step * 4.2),
                    (side_ * (w + 2), -46 - step * 9),
                )
            )
    _strands(canvas, path, strands, look.hair)
    _shine(canvas, path, look, view)
    return path


def _curls(look: Appearance) -> list[tuple[float, float, float]]:
    rng = random.Random(look.seed)
    w = look.face.half_width
    full = 1.0 if look.feminine else 0.72
    curls: list[tuple[float, float, float]] = []
    for ring, count in ((1.24, 20), (1.08, 17), (0.92, 12)):
        for i in range(count):
            angle = math.pi * (0.94 + 1.12 * i / (count - 1)) + rng.uniform(-0.05, 0.05)
            reach = 1 + (ring - 1) * full
            x = math.cos(angle) * w * reach * 1.03
            y = -58 + math.sin(angle) * 46 * reach
            curls.append((x, y, rng.uniform(7.0, 9.6) * (0.86 + 0.14 * full)))
    return curls


def _curly(canvas: skia.Canvas, look: Appearance, view: View) -> skia.Path:
    back = -view.turn * 3.0
    whole = skia.Path()
    w = look.face.half_width
    base = _outline(
        look, view, 7.0, -44,
        [(w * 0.97, -46.0), (w * 0.86, -66.0), (22.0, -80.0), (0.0, -83.0), (-22.0, -80.0), (-w * 0.86, -66.0), (-w * 0.97, -46.0)],
    )  # fmt: skip
    whole = base
    for x, y, r in _curls(look):
        ring = skia.Path()
        ring.addCircle(x + back, y, r)
        joined = skia.Op(whole, ring, skia.PathOp.kUnion_PathOp)
        whole = joined if joined is not None else whole
    canvas.drawPath(whole, _tone(look))
    canvas.save()
    canvas.clipPath(whole, skia.ClipOp.kIntersect, True)
    for x, y, r in _curls(look):
        x += back
        canvas.drawCircle(
            x, y, r,
            radial((x - r * 0.3, y - r * 0.45), r * 1.3, (0.0, shade(look.hair, 0.24), 0.75), (0.6, look.hair, 0.5), (1.0, shade(look.hair, -0.4), 0.75)),
        )  # fmt: skip
        canvas.drawArc(
            oval(x, y, r * 0.62, r * 0.62),
            200,
            190,
            False,
            stroke(shade(look.hair, 0.36), 0.8, 0.45),
        )
    canvas.restore()
    return whole


def _bald(canvas: skia.Canvas, look: Appearance, view: View) -> skia.Path:
    w = look.face.half_width
    path = skia.Path()
    for side in (-1, 1):
        x0 = side * w + view.turn * (2 if side * view.turn < 0 else -1)
        tuft = curve(
            [
                (x0 - side * 3.0, -40),
                (x0 + side * 2.4, -42),
                (x0 + side * 2.6, -62),
                (x0 - side * 2.6, -76),
                (x0 - side * 5.5, -64),
            ]
        )
        if side * view.turn < 0.5:
            path.addPath(tuft)
    canvas.drawPath(
        path, fill(look.hair if look.age == "elder" else mix(look.hair, look.skin, 0.35), 0.9)
    )
    canvas.drawOval(oval(-9 + view.turn * 5, -90, 14, 5), fill((255, 252, 244), 0.28, blur=3.0))
    return path


def _headscarf(canvas: skia.Canvas, look: Appearance, view: View) -> skia.Path:
    """A soft scarf round the face, crossed under the chin and laid over the shoulders."""
    w, cloth, turn = look.face.half_width, look.second, view.turn
    opening = curve(
        [(view.x(0), -84), (view.x(24), -78), (w * 0.86 + turn * 6, -56), (w * 0.82 + turn * 7, -30),
         (w * 0.56 + turn * 8, -8), (turn * 9, 2.5), (-w * 0.56 + turn * 8, -8), (-w * 0.82 + turn * 7, -30),
         (-w * 0.86 + turn * 6, -56), (view.x(-24), -78)]
    )  # fmt: skip
    outer = curve(
        [(-turn * 3, -109), (w * 0.66 - turn * 3, -102), (w + 8 - turn * 3, -72), (w + 9, -34), (w * 0.95, -4),
         (w * 1.05, 22), (w * 1.3, 42), (0, 58), (-w * 1.3, 42), (-w * 1.05, 22), (-w * 0.95, -4), (-w - 9, -34),
         (-w - 8 - turn * 3, -72), (-w * 0.66 - turn * 3, -102)]
    )  # fmt: skip
    shape = skia.Op(outer, opening, skia.PathOp.kDifference_PathOp)
    path = shape if shape is not None else outer
    canvas.drawPath(
        path, linear((-30, -108), (30, 40), shade(cloth, 0.16), cloth, shade(cloth, -0.22))
    )
    folds: list[Strand] = [
        ((-w * 0.8, -92), (-w - 1, -50), (-w * 0.8, -6)), ((w * 0.6, -100), (w + 2, -56), (w * 0.86, -10)),
        ((-w * 0.86, -8), (-4, 22), (w * 0.9, 30)), ((w * 0.8, -4), (10, 14), (-w * 0.9, 34)),
        ((-w * 0.6, -2), (0, 34), (w * 1.1, 44)),
    ]  # fmt: skip
    _strands(canvas, path, folds, cloth, 1.6)
    return path


def _turban(canvas: skia.Canvas, look: Appearance, view: View) -> skia.Path:
    w, cloth, turn = look.face.half_width, look.second, view.turn
    path = curve(
        [(-w - 5, -66), (-w - 10, -88), (-w * 0.7, -116), (-turn * 4, -126), (w * 0.7, -116), (w + 10, -88), (w + 5, -66),
         (view.x(24), -79), (view.x(0), -88), (view.x(-24), -79)]
    )  # fmt: skip
    canvas.drawPath(
        path, linear((-30, -124), (30, -66), shade(cloth, 0.18), cloth, shade(cloth, -0.2))
    )
    x = view.x(0)
    canvas.save()
    canvas.clipPath(path, skia.ClipOp.kIntersect, True)
    for step in range(6):
        y = -86 - step * 6.6
        for side in (-1, 1):
            canvas.drawPath(
                curve(
                    [
                        (x, y + 1.0 - step * 0.6),
                        (x + side * 22, y + 3.0 - step),
                        (side * (w + 14), y + 20 - step * 3),
                    ],
                    closed=False,
                ),
                stroke(shade(cloth, -0.34), 1.2, 0.5),
            )
            canvas.drawPath(
                curve(
                    [
                        (x, y + 2.4),
                        (x + side * 22, y + 4.6 - step),
                        (side * (w + 14), y + 21.8 - step * 3),
                    ],
                    closed=False,
                ),
                stroke(shade(cloth, 0.34), 0.9, 0.35),
            )
    canvas.restore()
    return path


_FRONT: dict[str, Callable[[skia.Canvas, Appearance, View], skia.Path]] = {
    "short": _short, "fade": _fade, "wavy": _wavy, "long": _long, "bob": _bob, "bun": _tied, "grey-bun": _tied,
    "braid": _tied, "ponytail": _tied, "curly": _curly, "bald": _bald, "headscarf": _headscarf, "turban": _turban,
}  # fmt: skip


def draw_front(canvas: skia.Canvas, look: Appearance, view: View) -> skia.Path:
    """The hair before and around the skull; returns its outline, whose shadow falls on the face."""
    return _FRONT[look.hair_style](canvas, look, view)


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
    _strands(canvas, path, strands, hair, 1.3)


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
    side = -1.0 if view.turn > 0.1 else 1.0 if view.turn < -0.1 else float(_side(look))
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
    _strands(canvas, path, strands, hair)
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
        for x, y, r in _curls(look):
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
    _strands(canvas, path, strands, tone, 1.3)
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
