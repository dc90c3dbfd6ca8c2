"""Set dressing: things that the script names stand in the place: on a worktop, a table, the ground."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from filmstudio.drawing.alone import GLOWING, alone
from filmstudio.drawing.canvas import Canvas, ink, lay
from filmstudio.drawing.easel import Easel, Surface
from filmstudio.drawing.people.light import lit
from filmstudio.drawing.people.things.catalogue import THINGS, form_in
from filmstudio.film.picture import RGB, Glimmer, Light, Mark
from filmstudio.film.vocabulary import Style

ON_TABLES = frozenset(
    {
        "apple", "basket", "bell", "book", "bottle", "bowl", "box", "bread", "camera", "candle",
        "cup", "flute", "glass", "lamp", "letter", "newspaper", "plate", "pot", "storm-lantern",
        "trumpet", "violin",
    }
)  # fmt: skip
"""What is seen on a table or worktop across a room."""
ON_GROUND = frozenset(
    {"basket", "box", "bucket", "drum", "pot", "rope", "storm-lantern", "suitcase", "bag", "lamp"}
)
"""What stands or lies on the ground, large enough to be seen there."""
MOST = 2
"""Things that are added to a place; more look like a sale."""
CM = 0.5
"""Centimetres of a design unit of things as people hold them, who have large heads and hands."""
CM_IN_ROOMS = 0.4
"""The same among furniture, which has true sizes."""
APART = 0.2
"""How far from where people stand a thing lies, in parts of the width."""


def dress(easel: Easel, style: Style) -> None:
    """Puts the setting's props into the place that was painted, where there is room for them."""
    here = [form_in(name, easel.setting.culture) for name in easel.setting.props]
    names = [name for name in dict.fromkeys(here) if name in THINGS]
    light = easel.light.person(easel.lamplit)
    free = list(easel.surfaces)
    ground = _ground(easel)
    added = 0
    for name in names:
        if added == MOST:
            return
        if free and name in ON_TABLES:
            _put(easel, name, free.pop(0), light, style)
        elif not easel.setting.interior and ground and name in ON_GROUND:
            _put(easel, name, ground.pop(0), light, style)
        else:
            continue
        added += 1


def _ground(easel: Easel) -> list[Surface]:
    """Spots on the ground, a little behind where people stand and beside them."""
    marks: Sequence[Mark] = easel.marks
    if not marks:
        return []
    view = easel.view
    mark = sorted(marks, key=lambda one: one.y)[len(marks) // 2]
    middle, y = mark.x / view.scale + view.left, mark.y / view.scale + view.top
    tall = mark.height / view.scale
    found = []
    for side in (1, -1) if easel.fork("dressing").random() < 0.5 else (-1, 1):
        x = middle + side * max(APART * view.width, 0.34 * tall)
        if 0.06 * view.width < x < 0.94 * view.width:
            scale = tall / (600 * CM)
            box = (x - 0.5 * tall, y - 0.5 * tall, x + 0.5 * tall, y + 0.4 * tall)
            canvas = Canvas(view, *box)
            found.append(Surface(canvas, x, y - 0.02 * tall, scale, on_ground=True))
    return found


def _put(easel: Easel, name: str, spot: Surface, light: Light, style: Style) -> None:
    view, canvas = easel.view, spot.canvas
    scale = spot.unit * (CM if spot.on_ground else CM_IN_ROOMS) * view.scale
    sprite = lit(alone(name, scale), light, scale, style, round_by=5.0)
    high, wide = sprite.pixels.shape[:2]
    half = wide / 2 / view.scale
    canvas.oval(spot.x, spot.y, half * 1.1, half * 0.22, ink((14, 10, 20), 0.34, blur=half * 0.12))
    at = view.pixel(spot.x, spot.y)
    x, y = round(at[0] - wide / 2) - canvas.x, round(at[1] - high + 0.03 * high) - canvas.y
    left, top = max(0, -x), max(0, -y)
    part = canvas.pixels[max(0, y) : y + high, max(0, x) : x + wide]
    over = sprite.pixels[top : top + part.shape[0], left : left + part.shape[1]]
    lay(part, np.ascontiguousarray(over))
    if name in GLOWING:
        across, down, colour = GLOWING[name]
        glow = (spot.x + (across - 0.5) * 2 * half, spot.y - (1 - down) * high / view.scale)
        reach = 0.1 * 600 * CM * spot.unit
        _light_up(easel, canvas, glow, min(half * 2 + high / view.scale, reach * 1.9), colour)
    if spot.on_ground:
        depths = [depth for _, depth, _ in easel.layers]
        index = sum(depth < easel.people_depth for depth in depths)
        easel.layers.insert(index, (name, easel.people_depth - 0.01, canvas))


def _light_up(
    easel: Easel, canvas: Canvas, at: tuple[float, float], size: float, colour: RGB
) -> None:
    """The light of a flame on what is round it, and its flicker."""
    # By day a flame lights nothing but itself.
    strength = 0.12 + 0.4 * min(1.0, easel.light.lamps)
    canvas.glow(*at, size * 2.4, colour, strength)
    rng, view = easel.fork("flame"), easel.view
    side = max(8, round(size * 2.2 * view.scale))
    ys, xs = np.mgrid[-1 : 1 : side * 1j, -1 : 1 : side * 1j].astype(np.float32)
    disc = np.clip(1 - np.sqrt(xs * xs + ys * ys), 0, 1) ** 2
    frames = [(disc * float(rng.uniform(40, 76)) * strength).astype(np.uint8) for _ in range(6)]
    x, y = view.pixel(*at)
    easel.moves(
        Glimmer(
            np.stack(frames),
            round(x - side / 2),
            round(y - side / 2),
            1.1,
            easel.people_depth - 0.02,
        )
    )
