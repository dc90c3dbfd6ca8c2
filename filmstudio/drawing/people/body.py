"""A dressed body as pixels: limbs, torso and drapery lit one by one and laid over each other."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import cv2
import numpy as np
import skia

from filmstudio.drawing.people.brush import (
    Box,
    Point,
    Sheet,
    fill,
    linear,
    oval,
    polygon,
    shade,
    tube,
)
from filmstudio.drawing.people.dressing import draw_torso
from filmstudio.drawing.people.garments import draw_skirt, shoe, skirt_outline, sleeve, trousers
from filmstudio.drawing.people.grips import PALM, Held
from filmstudio.drawing.people.light import Part, finished, lit, merged
from filmstudio.drawing.people.limbs import draw_arm, draw_leg
from filmstudio.drawing.people.looks import Appearance
from filmstudio.drawing.people.rig import Arm, Build, Skeleton
from filmstudio.drawing.people.things.catalogue import draw_thing, thing_box
from filmstudio.film.picture import Light, Sprite
from filmstudio.film.vocabulary import Style


def palm(arm: Arm, body: Build) -> Point:
    """The middle of an arm's palm."""
    reach, angle = PALM * body.hand, math.radians(arm.angle)
    return arm.wrist[0] + math.cos(angle) * reach, arm.wrist[1] + math.sin(angle) * reach


def joined(boxes: Iterable[Box]) -> Box:
    """The smallest box round all boxes."""
    every = list(boxes)
    return (
        min(box[0] for box in every), min(box[1] for box in every),
        max(box[2] for box in every), max(box[3] for box in every),
    )  # fmt: skip


def arm_box(arm: Arm, body: Build, look: Appearance, held: Held | None = None) -> Box:
    """What an arm with sleeve, hand and thing can cover."""
    points = (arm.shoulder, arm.elbow, arm.wrist, palm(arm, body))
    wide = body.arm[0] * 1.5 + 6
    tip = 46 * body.hand
    drape = sleeve(look).drape + 6
    box = (
        min(x for x, _ in points) - max(wide, tip), min(y for _, y in points) - max(wide, tip),
        max(x for x, _ in points) + max(wide, tip), max(y for _, y in points) + max(wide, tip, drape),
    )  # fmt: skip
    return joined((box, thing_box(held.name, held.at, held.side))) if held else box


def _clip(box: Box, bottom: float | None) -> Box:
    return box if bottom is None else (box[0], box[1], box[2], min(box[3], bottom))


def arms_sprite(
    look: Appearance,
    body: Build,
    arms: Sequence[tuple[int, Arm]],
    scale: float,
    light: Light,
    style: Style,
    *,
    held: Held | None = None,
    bottom: float | None = None,
) -> list[Part]:
    """Each arm as a lit sprite, the thing that is held under the first hand that holds it."""
    parts = list[Part]()
    for index, arm in arms:
        carried = held if held and index == held.first else None
        sheet = Sheet(_clip(arm_box(arm, body, look, carried), bottom), scale)
        if carried:
            draw_thing(sheet.canvas, carried.name, carried.at, carried.colour, carried.side)
        draw_arm(sheet.canvas, arm, body, -1 if index == 0 else 1, look.skin, sleeve(look))
        x, y = arm.shoulder
        soft = (x * scale, y * scale, body.arm[0] * 1.9 * scale)
        parts.append((lit(sheet.sprite(), light, scale, style, round_by=5.0), soft))
    return parts


def over_torso(bones: Skeleton, index: int) -> bool:
    """Whether an arm lies before the torso: near ones, and far ones that do something."""
    busy = bones.arms[index].hand in ("edge", "flat", "open", "point", "clasp")
    return bones.near < 0 or index == bones.near or busy


def core_parts(
    look: Appearance,
    body: Build,
    bones: Skeleton,
    scale: float,
    light: Light,
    style: Style,
    *,
    bottom: float | None = None,
    behind: bool = False,
    bare: Sequence[int] = (),
    all_roots: bool = False,
) -> list[Part]:
    """Seat, legs and dressed torso, lit: all of a body but head and arms.

    The torso carries the roots of its hanging arms, so that they grow out of it without a
    seam; `bare` names arms that are raised away from there, and
    `all_roots` gives a root to the far arm too.
    """
    parts = list[Part]()
    if bones.seat:
        parts.append((_seat(bones, scale, light, style), None))
    wear, (kind, leather) = trousers(look), shoe(look)
    reach = body.leg[0] * 1.6 + 40
    for index in (0, 1) if bones.near != 0 else (1, 0):
        leg = bones.legs[index]
        points = (leg.hip, leg.knee, leg.ankle)
        box = _clip(
            (min(x for x, _ in points) - reach, min(y for _, y in points) - reach,
             max(x for x, _ in points) + reach, max(y for _, y in points) + reach), bottom,
        )  # fmt: skip
        if box[3] <= box[1]:
            continue
        sheet = Sheet(box, scale)
        draw_leg(sheet.canvas, leg, body, look.skin, wear, kind, leather)
        parts.append((lit(sheet.sprite(), light, scale, style, round_by=6.0), None))
    parts.append(
        (_torso(look, body, bones, scale, light, style, bottom, behind, bare, all_roots), None)
    )
    return parts


def body_sprite(
    core: Sequence[Part],
    look: Appearance,
    body: Build,
    bones: Skeleton,
    scale: float,
    light: Light,
    style: Style,
    *,
    without: Sequence[int] = (),
    held: Held | None = None,
    bottom: float | None = None,
) -> Sprite:
    """The whole body without its head: the core between far and near arms.

    Pixels from the skeleton's origin. `without` leaves arms out (a gesture draws them),
    `bottom` cuts the body off below (for busts).
    """

    def arms(front: bool) -> list[Part]:
        order = (0, 1) if bones.near != 0 else (1, 0)
        chosen = [
            (i, bones.arms[i]) for i in order if i not in without and over_torso(bones, i) == front
        ]
        return arms_sprite(look, body, chosen, scale, light, style, held=held, bottom=bottom)

    parts = [*arms(front=False), *core, *arms(front=True)]
    whole = merged([part for part in parts if part[0].pixels.shape[0] > 1], scale)
    return finished(whole, light, scale, style)


def _torso(
    look: Appearance,
    body: Build,
    bones: Skeleton,
    scale: float,
    light: Light,
    style: Style,
    bottom: float | None,
    behind: bool,
    bare: Sequence[int],
    all_roots: bool,
) -> Sprite:
    nx, ny = bones.neck
    skirt = skirt_outline(body, look, bones)
    reach = body.shoulder * 1.35 + 8
    box = (
        min(nx, bones.hip[0]) - reach,
        ny - body.neck_gap - 42,
        max(nx, bones.hip[0]) + reach,
        bones.hip[1] + 26,
    )
    if skirt:
        box = joined(
            (
                box,
                (
                    min(x for x, _ in skirt) - 12,
                    ny,
                    max(x for x, _ in skirt) + 12,
                    max(y for _, y in skirt) + 8,
                ),
            )
        )
    sheet = Sheet(_clip(box, bottom), scale)
    if skirt:
        draw_skirt(sheet.canvas, skirt, look, bones, body)
    cap = sleeve(look)
    for index, arm in enumerate(bones.arms):
        if all_roots or over_torso(bones, index):
            # The shoulder belongs to the torso's silhouette; the arm grows out of it.
            colour = cap.colour if cap.length > 0 else look.skin
            (sx, sy), (ex, ey) = arm.shoulder, arm.elbow
            root = 0.04 if index in bare else 0.36
            end = (sx + (ex - sx) * root, sy + (ey - sy) * root)
            shape = tube(((sx, sy), end), (body.arm[0] * 1.14, body.arm[0] * 1.06))
            sheet.canvas.drawPath(shape, fill(colour))
    sheet.canvas.translate(nx, ny)
    sheet.canvas.rotate(math.degrees(bones.lean))
    draw_torso(sheet.canvas, look, body, bones.facing, behind=behind)
    return lit(sheet.sprite(), light, scale, style, round_by=9.0)


def _seat(bones: Skeleton, scale: float, light: Light, style: Style) -> Sprite:
    """A plain wooden stool."""
    x, top = bones.hip[0] + bones.facing * 16, -bones.seat
    wood = (150.0, 104.0, 68.0)
    sheet = Sheet((x - 80, top - 10, x + 80, 4), scale)
    for at in (-46, 46):
        leg = [
            (x + at - 6, top + 8),
            (x + at + 6, top + 8),
            (x + at * 1.16 + 4, 0),
            (x + at * 1.16 - 4, 0),
        ]
        sheet.canvas.drawPath(polygon(leg), fill(shade(wood, -0.3)))
    sheet.canvas.drawRect(
        skia.Rect.MakeLTRB(x - 50, top * 0.42, x + 50, top * 0.42 + 6), fill(shade(wood, -0.4))
    )
    sheet.canvas.drawRoundRect(
        skia.Rect.MakeLTRB(x - 60, top, x + 60, top + 13),
        6,
        6,
        linear((x - 60, 0), (x + 60, 0), shade(wood, 0.2), shade(wood, -0.16)),
    )
    return lit(sheet.sprite(), light, scale, style, round_by=4.0)


def ground_shadow(bones: Skeleton, body: Build, scale: float, light: Light) -> Sprite:
    """The soft dark ellipse on the ground under a figure, longer on the side away from the key."""
    feet = [leg.ankle[0] for leg in bones.legs]
    middle = (min(feet) + max(feet)) / 2 - light.direction[0] * 10
    half = (max(feet) - min(feet)) / 2 + body.hip * 0.95
    if bones.seat:
        middle, half = middle * 0.5 + bones.hip[0] * 0.5, half + 40
    sheet = Sheet((middle - half * 1.5 - 12, -24, middle + half * 1.5 + 12, 28), scale)
    for grow, alpha in ((1.35, 0.2), (0.86, 0.34)):
        sheet.canvas.drawOval(
            oval(middle, 1.0, half * grow, 10.5 * grow), fill((16, 10, 24), alpha, blur=4.0)
        )
    return sheet.sprite()


def breathed(sprite: Sprite, lift: float, still: float) -> Sprite:
    """The body with its upper part lifted by `lift` pixels, fading to none at `still`
    (pixels below the origin) and beyond it, out of the frame, stretched down.
    """
    if abs(lift) < 1e-3:
        return sprite
    height, width = sprite.pixels.shape[:2]
    # A stretch about the waist: one affine, many times cheaper than a free warp.
    waist = still - sprite.y
    stretch = 1 + lift / max(1.0, waist)
    move = np.array([[1.0, 0.0, 0.0], [0.0, stretch, waist * (1 - stretch)]])
    top = math.ceil(lift)
    move[1, 2] += top
    moved = cv2.warpAffine(
        sprite.pixels,
        move,
        (width, height + top),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(0, 0, 0, 0),
    )
    return Sprite(moved.astype(np.uint8, copy=False), sprite.x, sprite.y - top)
