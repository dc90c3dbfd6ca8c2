"""Clothes: the cut of each garment, the torso it covers and what falls below the hips."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import skia

from filmstudio.drawing.people.brush import Point, curve, linear, shade, stroke
from filmstudio.drawing.people.limbs import Sleeve, Trouser
from filmstudio.drawing.people.looks import Appearance
from filmstudio.drawing.people.rig import Build, Skeleton
from filmstudio.film.picture import RGB


@dataclass(frozen=True)
class Cut:
    """How a garment is made. `hem` is how far its skirt covers the leg (0 none, 1 the ankle)."""

    sleeve: float = 1.0
    loose: float = 1.14
    drape: float = 0.0
    hem: float = 0.0
    flare: float = 6.0
    trousers: str = "second"
    leg: float = 1.0
    wide: float = 1.12
    cuff: float = 1.15
    shoe: str = "shoe"
    neck: str = "round"
    fit: float = 1.04


CUTS: dict[str, Cut] = {
    "tee": Cut(sleeve=0.36, loose=1.2),
    "shirt": Cut(neck="collar"),
    "hoodie": Cut(loose=1.26, neck="hood", fit=1.1),
    "suit": Cut(trousers="cloth", hem=0.16, flare=3, neck="lapels", fit=1.06),
    "dress": Cut(sleeve=0.3, hem=0.52, flare=26, trousers="skin", neck="round"),
    "coat": Cut(hem=0.5, flare=9, loose=1.22, neck="lapels", fit=1.1),
    "sari": Cut(sleeve=0.3, hem=0.96, flare=8, trousers="skin", shoe="sandal", neck="deep"),
    "kurta": Cut(hem=0.42, flare=7, trousers="pale", wide=1.0, cuff=0.9, shoe="sandal", neck="mandarin"),
    "dhoti": Cut(sleeve=0.45, loose=1.2, hem=0.84, flare=7, trousers="skin", shoe="sandal", neck="mandarin"),
    "salwar": Cut(sleeve=0.74, hem=0.5, flare=12, trousers="second", wide=1.3, cuff=0.8, shoe="sandal", neck="round"),
    "kimono": Cut(sleeve=0.86, loose=1.3, drape=44, hem=0.95, flare=3, trousers="skin", shoe="sandal", neck="wrap"),
    "robe": Cut(sleeve=0.94, loose=1.36, drape=16, hem=0.93, flare=13, trousers="skin", shoe="sandal", neck="slit", fit=1.1),
    "uniform": Cut(trousers="cloth", neck="collar"),
}  # fmt: skip


def sleeve(look: Appearance) -> Sleeve:
    """The sleeve of this person's garment."""
    cut = CUTS[look.garment]
    colour, cuff = look.cloth, None
    if look.garment in ("sari",):
        colour = blouse(look)
        cuff = look.second
    elif look.garment == "dhoti":
        colour = shade(look.cloth, 0.1)
    elif look.garment in ("kurta", "salwar"):
        cuff = look.second
    elif look.garment == "suit":
        cuff = None
    return Sleeve(cut.sleeve, colour, cut.loose, cut.drape, cuff)


def blouse(look: Appearance) -> RGB:
    """The blouse under a sari: darker than its border's colour."""
    return shade(look.second, -0.28)


def trousers(look: Appearance) -> Trouser:
    """What covers the legs."""
    cut = CUTS[look.garment]
    colours: dict[str, RGB | None] = {
        "second": look.second, "cloth": shade(look.cloth, -0.08), "pale": shade(look.cloth, 0.55), "skin": None,
    }  # fmt: skip
    if look.garment == "uniform":
        colours["cloth"] = shade(look.cloth, -0.3)
    return Trouser(colours[cut.trousers], cut.leg, cut.wide, cut.cuff)


def shoe(look: Appearance) -> tuple[str, RGB]:
    """Kind and colour of the shoes."""
    cut = CUTS[look.garment]
    colour = (
        (58.0, 44.0, 40.0)
        if look.garment in ("suit", "uniform", "shirt", "coat")
        else (92.0, 66.0, 50.0)
    )
    if look.garment in ("tee", "hoodie"):
        colour = (226.0, 222.0, 214.0)
    if look.garment == "dress":
        colour = shade(look.cloth, -0.35)
    return cut.shoe, colour


def torso_outline(body: Build, look: Appearance, facing: float, hem: float) -> list[Point]:
    """The torso from neck to hem, origin at the base of the neck, y down; turned bodies are slimmer."""
    fit, slim = CUTS[look.garment].fit, 1 - 0.13 * abs(facing)
    t = body.torso
    shoulder = (body.shoulder - 3) * (1 - 0.17 * abs(facing))
    half: list[Point] = [
        (body.neck * 1.04, -3.5), (body.neck * 1.5, 3.0), (shoulder * 0.7, 9.5), (shoulder * 0.96, 17.5),
        (shoulder * 0.99, 30.0), (body.chest * fit * slim, 62.0 * t / 202), (body.chest * fit * slim * 0.97, 88.0 * t / 202),
        (body.waist * fit * slim, t * 0.66), (body.hip * fit * slim, t * 0.96), (body.hip * fit * slim * 0.99, t + hem),
    ]  # fmt: skip
    shift = facing * 4.0

    def bulge(y: float) -> float:
        # The chest leads in the direction of the turn.
        return shift * math.sin(math.pi * max(0.0, min(1.0, (y + 3) / (t * 0.9))))

    right = [(x + bulge(y), y) for x, y in half]
    left = [(-x + bulge(y), y) for x, y in reversed(half)]
    return [*right, (0.0 + bulge(t), t + hem + 1.5), *left]


def skirt_outline(body: Build, look: Appearance, bones: Skeleton) -> list[Point] | None:
    """The outline of what falls below the hips, following the legs; None where nothing does."""
    cut = CUTS[look.garment]
    if cut.hem <= 0:
        return None
    slim = 1 - 0.13 * abs(bones.facing)
    hip_half = body.hip * cut.fit * slim
    long = body.thigh + body.shin

    def along(index: int) -> Point:
        leg = bones.legs[index]
        reach = cut.hem * long
        if reach <= body.thigh:
            t = reach / body.thigh
            return leg.hip[0] + (leg.knee[0] - leg.hip[0]) * t, leg.hip[1] + (
                leg.knee[1] - leg.hip[1]
            ) * t
        t = (reach - body.thigh) / body.shin
        return leg.knee[0] + (leg.ankle[0] - leg.knee[0]) * t, leg.knee[1] + (
            leg.ankle[1] - leg.knee[1]
        ) * t

    ends = [along(0), along(1)]
    knees = [bones.legs[0].knee, bones.legs[1].knee]
    flare = cut.flare * body.torso / 202
    hem = max(end[1] for end in ends)
    left, right = min(end[0] for end in ends), max(end[0] for end in ends)
    hx, hy = bones.hip
    pad = body.leg[2] * 1.1 + flare
    points: list[Point] = [(hx + hip_half * 0.95, hy - 16), (hx + hip_half * 0.99, hy + 8)]
    knee_left, knee_right = min(k[0] for k in knees), max(k[0] for k in knees)
    covers_knee = cut.hem * long > body.thigh * 1.2
    if covers_knee:
        knee_y = sum(k[1] for k in knees) / 2
        top = min(k[1] for k in knees) - body.leg[1]
        reach_right = max(knee_right + body.leg[1] * 1.08, hx + hip_half * 0.82)
        reach_left = min(knee_left - body.leg[1] * 1.08, hx - hip_half * 0.82)
        if (
            knee_y < hy + body.thigh * 0.7
            and abs(knees[0][0] - hx) + abs(knees[1][0] - hx) > body.thigh * 0.6
        ):
            points.append(
                (reach_right, min(top + 6, hy + 20))
                if knee_right > hx + hip_half
                else (reach_right, knee_y)
            )
        else:
            points.append((reach_right, knee_y))
    else:
        points.append(((hx + hip_half + right + pad) / 2 + 2, (hy + hem) / 2))
    points += [
        (right + pad, hem - 5),
        (right + pad - 4, hem),
        ((left + right) / 2, hem + 3.5),
        (left - pad + 4, hem),
        (left - pad, hem - 5),
    ]
    if covers_knee:
        points.append((reach_left, knee_y))
    else:
        points.append(((hx - hip_half + left - pad) / 2 - 2, (hy + hem) / 2))
    points += [(hx - hip_half * 0.99, hy + 8), (hx - hip_half * 0.95, hy - 16)]
    return points


def draw_skirt(
    canvas: skia.Canvas, points: Sequence[Point], look: Appearance, bones: Skeleton, body: Build
) -> None:
    """The falling part with its folds, hem and, for a coat or robe, its opening."""
    colour = look.cloth
    if look.garment == "dhoti":
        colour = shade(look.cloth, 0.2)
    path = curve(points, tension=0.55)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, right, top, low = min(xs), max(xs), min(ys), max(ys)
    canvas.drawPath(
        path, fill_cloth(colour, bones.neck[0] - body.shoulder, bones.neck[0] + body.shoulder)
    )
    canvas.save()
    canvas.clipPath(path, skia.ClipOp.kIntersect, True)
    fold = shade(colour, -0.36)
    hx = bones.hip[0]
    count = 7 if look.garment in ("sari", "dhoti", "dress", "salwar") else 4
    for i in range(count):
        part = (i + 0.5) / count
        x = left + (right - left) * part
        sway = (x - hx) * 0.5
        canvas.drawPath(
            curve(
                [
                    (hx + sway * 0.8, top + 22 + 9 * (i % 2)),
                    (hx + sway * 1.4, (top + low) / 2),
                    (x, low + 4),
                ],
                closed=False,
            ),
            stroke(fold, 1.8, 0.3, blur=0.7),
        )
    if look.garment in ("sari", "dhoti"):
        pleat = hx + bones.facing * 10
        for k in range(5):
            x = pleat - 9 + k * 4.5
            canvas.drawPath(
                curve(
                    [
                        (x, top + 10),
                        (x + (k - 2) * 1.2, (top + low) / 2),
                        (x + (k - 2) * 4.0, low + 4),
                    ],
                    closed=False,
                ),
                stroke(fold, 1.5, 0.5),
            )
    if look.garment in ("sari", "dhoti", "kurta", "salwar", "kimono", "robe"):
        edge = [(x, y) for x, y in points if y > low - 8]
        edge.sort()
        for lift, width, tone in ((3.4, 5.0, look.second), (8.0, 1.3, shade(look.second, 0.2))):
            canvas.drawPath(
                curve([(x, y - lift) for x, y in edge], closed=False), stroke(tone, width, 0.95)
            )
    if look.garment in ("coat", "suit", "robe"):
        x = hx + bones.facing * 14
        canvas.drawPath(
            curve(
                [(x, top), (x + 1, (top + low) / 2), (x + 3 + bones.facing * 6, low + 4)],
                closed=False,
            ),
            stroke(shade(colour, -0.5), 2.0, 0.7),
        )
    if look.garment == "kimono":
        x = hx + bones.facing * 16
        canvas.drawPath(
            curve([(x + 8, top), (x + 12, (top + low) / 2), (x + 22, low + 4)], closed=False),
            stroke(shade(colour, -0.45), 2.0, 0.7),
        )
    canvas.restore()


def fill_cloth(colour: RGB, left: float, right: float) -> skia.Paint:
    """Cloth with a slow change of tone across it."""
    return linear((left, 0), (right, 0), shade(colour, 0.05), colour, shade(colour, -0.1))
