"""Hair of every style: what hangs behind the body and what frames the face."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence

import skia

from filmstudio.drawing.people.brush import (
    Point,
    Strand,
    curve,
    draw_strands,
    fill,
    linear,
    mix,
    oval,
    radial,
    shade,
    stroke,
)
from filmstudio.drawing.people.features import View
from filmstudio.drawing.people.headcloth import draw_headscarf, draw_turban
from filmstudio.drawing.people.looks import Appearance


def _tone(look: Appearance) -> skia.Paint:
    hair = look.hair
    return linear((-20, -112), (16, -30), shade(hair, 0.17), hair, shade(hair, -0.16))


def parting_side(look: Appearance) -> int:
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
        (0.0, -101 - volume * 1.15), (w * 0.6, -97.5 - volume), (w * 0.96 + volume * 0.55, -82 - volume * 0.35),
        (w + volume * 0.95, -58), (w + volume * 0.9 - tuck * 0.4, (sides - 58) / 2), (w + volume * 0.7 - tuck, sides),
    ]  # fmt: skip
    outer = [(-x, y) for x, y in reversed(half[1:])] + half
    # The back of the skull shows on the side away from the turn.
    outer = [(x + (back if x * view.turn < 0 else view.turn * 1.6), y) for x, y in outer]
    inside = [
        w + volume * 0.7 - tuck - 1.8 + (abs(back) if side * view.turn < 0 else 0.0)
        for side in (-1, 1)
    ]
    line: list[Point] = []
    for x, y in hairline:
        edge = max(0.0, min(1.0, (abs(x) / w - 0.6) / 0.35))
        at = view.x(x, 1.0) * (1 - edge) + (x + view.turn * 5.0) * edge
        line.append((max(-inside[0], min(inside[1], at)), y))
    return curve([*outer, *line], tension=0.92)


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


def _swept(look: Appearance, top: float, temple: float) -> list[Point]:
    """A soft hairline that rises a little to one side; right to left."""
    w, side = look.face.half_width, parting_side(look)
    line = [
        (w * 0.93, temple), (w * 0.92, -60.0), (w * 0.8, -70.0), (19.0, top + 0.5), (3.0, top - 3.5),
        (-15.0, top + 2.0), (-w * 0.68, top + 6.0), (-w * 0.9, -61.0), (-w * 0.93, temple),
    ]  # fmt: skip
    return line if side > 0 else [(-x, y) for x, y in reversed(line)]


def _lock(
    canvas: skia.Canvas, look: Appearance, view: View, root: Point, tip: Point, width: float
) -> None:
    """One lock of a fringe, from its root on the parting to its tip."""
    (rx, ry), (tx, ty) = (view.x(root[0]), root[1]), (view.x(tip[0]), tip[1])
    out = 1.0 if tx >= rx else -1.0
    path = skia.Path()
    path.moveTo(rx, ry)
    path.cubicTo(rx + out * width * 0.9, ry - 5, tx + out * width * 0.35, ty - width * 1.5, tx, ty)
    path.cubicTo(
        tx - out * width * 0.5, ty - width * 0.5, rx - out * width * 0.2, ry + width * 1.1, rx, ry
    )
    path.close()
    hair = look.hair
    canvas.drawPath(path, linear((rx, ry - 6), (tx, ty), shade(hair, 0.16), shade(hair, -0.06)))
    canvas.drawPath(path, stroke(shade(hair, -0.34), 0.8, 0.45))


def _flow(look: Appearance, view: View, root: Point, ends: Sequence[Point]) -> list[Strand]:
    side = parting_side(look)
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
    young = look.age in ("child", "teen")
    path = _outline(look, view, 8.0, -46, _swept(look, -73 if young else -76, -52))
    canvas.drawPath(path, _tone(look))
    ends = [
        (-43, -62),
        (-40, -84),
        (-26, -99),
        (-8, -108),
        (14, -109),
        (30, -102),
        (40, -88),
        (45, -64),
    ]
    draw_strands(canvas, path, _flow(look, view, (14, -80), ends), look.hair)
    _shine(canvas, path, look, view)
    side = parting_side(look)
    if look.seed % 3 or young:
        for root, tip, width in (
            ((19, -98), (-26, -66), 17.0),
            ((20, -98), (-9, -68), 16.0),
            ((21, -97), (9, -71), 12.0),
            ((20, -97), (31, -68), 11.0),
        ):
            _lock(canvas, look, view, (root[0] * side, root[1]), (tip[0] * side, tip[1]), width)
    return path


def _fade(canvas: skia.Canvas, look: Appearance, view: View) -> skia.Path:
    w = look.face.half_width
    line = [(w * 0.96, -52.0), (w * 0.9, -66.0), (w * 0.76, -76.0), (0.0, -79.5), (-w * 0.76, -76.0), (-w * 0.9, -66.0), (-w * 0.96, -52.0)]  # fmt: skip
    sides = _outline(look, view, 2.4, -44, line)
    canvas.drawPath(sides, fill(mix(look.hair, look.skin, 0.25), 0.78))
    crown = [
        (w * 0.95, -66.0),
        (w * 0.78, -76.0),
        (0.0, -79.5),
        (-w * 0.78, -76.0),
        (-w * 0.95, -66.0),
    ]
    top = _outline(look, view, 4.6, -60, crown)
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
    w, side = look.face.half_width, parting_side(look)
    length = 4.0 if look.feminine else -34.0
    line = [
        (w * 1.0, length), (w * 0.92, -34), (w * 0.95, -54), (w * 0.72, -70), (14, -79), (6 * side, -83),
        (-14, -78), (-w * 0.72, -69), (-w * 0.95, -54), (-w * 0.92, -34), (-w * 1.0, length),
    ]  # fmt: skip
    path = _outline(look, view, 9.5, length, line, tuck=-1.0)
    for at in range(9):
        # Waves along the outline.
        angle = math.pi * (1.02 + 0.96 * at / 8)
        bump = skia.Path()
        bump.addCircle(
            math.cos(angle) * (w + 5.5) - view.turn * 3.4, -58 + math.sin(angle) * 48, 7.6
        )
        joined = skia.Op(path, bump, skia.PathOp.kUnion_PathOp)
        path = joined if joined is not None else path
    canvas.drawPath(path, _tone(look))
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
    draw_strands(canvas, path, _flow(look, view, (8, -84), ends), look.hair, 1.2)
    _shine(canvas, path, look, view)
    locks: tuple[tuple[Point, Point, float], ...]
    if look.feminine:
        locks = (((8, -86), (33, -56), 15.0), ((8, -86), (-33, -54), 17.0))
    else:
        locks = (
            ((9, -90), (-28, -64), 16.0),
            ((10, -91), (-12, -66), 15.0),
            ((10, -91), (6, -70), 12.0),
            ((10, -90), (28, -66), 12.0),
        )
    for root, tip, width in locks:
        _lock(canvas, look, view, (root[0] * side, root[1]), (tip[0] * side, tip[1]), width)
    return path


def _long(canvas: skia.Canvas, look: Appearance, view: View) -> skia.Path:
    w, side = look.face.half_width, parting_side(look)
    line = [
        (w * 1.0, 20.0), (w * 0.93, -22.0), (w * 0.95, -50.0), (w * 0.74, -68.0), (15.0, -80.0),
        (4.0 * side, -85.5), (-15.0, -80.0), (-w * 0.74, -68.0), (-w * 0.95, -50.0), (-w * 0.93, -22.0), (-w * 1.0, 20.0),
    ]  # fmt: skip
    path = _outline(look, view, 7.4, 24, line, tuck=-1.0)
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
    draw_strands(canvas, path, _flow(look, view, (4, -85), ends), look.hair)
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
    draw_strands(canvas, path, _flow(look, view, (1, -108), ends), look.hair)
    _shine(canvas, path, look, view)
    return path


def _tied(canvas: skia.Canvas, look: Appearance, view: View) -> skia.Path:
    """Hair drawn back from a middle or side parting: bun, braid, ponytail."""
    w, side = look.face.half_width, parting_side(look)
    part = 0.0 if look.hair_style in ("bun", "grey-bun", "braid") else 9.0 * side
    line = [
        (w * 0.97, -38.0), (w * 0.92, -54.0), (w * 0.76, -68.0), (17.0, -79.5), (part, -84.5), (-17.0, -79.5),
        (-w * 0.76, -68.0), (-w * 0.92, -54.0), (-w * 0.97, -38.0),
    ]  # fmt: skip
    path = _outline(look, view, 6.2, -36, line)
    canvas.drawPath(path, _tone(look))
    at = view.x(part)
    strands: list[Strand] = []
    for side_ in (-1, 1):
        for step in range(4):
            strands.append(
                (
                    (at, -86 - step * 4.4),
                    (at + side_ * (20 + step * 2), -93 - step * 4.2),
                    (side_ * (w + 2), -46 - step * 9),
                )
            )
    draw_strands(canvas, path, strands, look.hair)
    _shine(canvas, path, look, view)
    return path


def curls(look: Appearance) -> list[tuple[float, float, float]]:
    rng = random.Random(look.seed)
    w = look.face.half_width
    full = 1.0 if look.feminine else 0.72
    curls: list[tuple[float, float, float]] = []
    for ring, count, low in ((1.24, 20, 0.94), (1.08, 17, 0.96), (0.9, 9, 1.2)):
        for i in range(count):
            part = low + (3.0 - 2 * low) * i / (count - 1)
            angle = math.pi * part + rng.uniform(-0.04, 0.04)
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
    for x, y, r in curls(look):
        ring = skia.Path()
        ring.addCircle(x + (back if x * view.turn < 0 else -back * 0.8), y, r)
        joined = skia.Op(whole, ring, skia.PathOp.kUnion_PathOp)
        whole = joined if joined is not None else whole
    canvas.drawPath(whole, _tone(look))
    canvas.save()
    canvas.clipPath(whole, skia.ClipOp.kIntersect, True)
    for x, y, r in curls(look):
        x += back if x * view.turn < 0 else -back * 0.8
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


_FRONT: dict[str, Callable[[skia.Canvas, Appearance, View], skia.Path]] = {
    "short": _short, "fade": _fade, "wavy": _wavy, "long": _long, "bob": _bob, "bun": _tied, "grey-bun": _tied,
    "braid": _tied, "ponytail": _tied, "curly": _curly, "bald": _bald, "headscarf": draw_headscarf, "turban": draw_turban,
}  # fmt: skip


def draw_front(canvas: skia.Canvas, look: Appearance, view: View) -> skia.Path:
    """The hair before and around the skull; returns its outline, whose shadow falls on the face."""
    return _FRONT[look.hair_style](canvas, look, view)
