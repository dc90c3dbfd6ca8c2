"""What is worn on the head and face: glasses, jewels, caps, hats, crowns and headphones."""

from __future__ import annotations

import skia

from filmstudio.drawing.people.brush import (
    curve,
    fill,
    linear,
    oval,
    polygon,
    radial,
    shade,
    stroke,
)
from filmstudio.drawing.people.features import View
from filmstudio.drawing.people.looks import Appearance

GOLD = (226.0, 178.0, 74.0)


def draw_face_wear(canvas: skia.Canvas, look: Appearance, view: View) -> None:
    """Over the skin and under the hair: bindi and earrings."""
    if "bindi" in look.accessories:
        canvas.drawCircle(view.x(0, 2), look.face.eye_y - 15.5, 2.5, fill((176, 20, 44)))
    if "earrings" in look.accessories and look.hair_style != "headscarf":
        for side in (-1, 1):
            if side * view.turn > 0.45:
                continue
            x = side * (look.face.half_width + 1.6) + view.turn * (
                4.0 if side * view.turn < 0 else -1.0
            )
            canvas.drawCircle(x, -25.5, 1.7, fill(GOLD))
            canvas.drawOval(
                oval(x, -20.0, 2.6, 4.0),
                radial(
                    (x - 0.8, -21.5),
                    4.6,
                    (0.0, shade(GOLD, 0.5), 1.0),
                    (1.0, shade(GOLD, -0.3), 1.0),
                ),
            )


def draw_glasses(canvas: skia.Canvas, look: Appearance, view: View) -> None:
    """Round-cornered frames with a faint reflection."""
    face = look.face
    frame = (44.0, 36.0, 40.0)
    edges: list[float] = []
    for side in (-1, 1):
        x = view.x(side * (face.eye_gap + 0.4), 2.0)
        half = 13.0 * view.squeeze(side * face.eye_gap)
        lens = skia.Rect.MakeLTRB(x - half, face.eye_y - 11.0, x + half, face.eye_y + 11.0)
        canvas.drawRoundRect(lens, 8.5, 8.5, fill((226, 240, 250), 0.13))
        glint = polygon(
            [
                (x - half * 0.5, face.eye_y - 10),
                (x - half * 0.1, face.eye_y - 10),
                (x - half * 0.55, face.eye_y + 10),
                (x - half * 0.9, face.eye_y + 8),
            ]
        )
        canvas.save()
        canvas.clipRRect(skia.RRect.MakeRectXY(lens, 8.5, 8.5), skia.ClipOp.kIntersect, True)
        canvas.drawPath(glint, fill((255, 255, 255), 0.12))
        canvas.restore()
        canvas.drawRoundRect(lens, 8.5, 8.5, stroke(frame, 1.9))
        edges += [x - half, x + half]
        temple = side * (face.half_width - 1) + view.turn * 2
        if side * view.turn < 0.5:
            canvas.drawLine(
                x + side * half, face.eye_y - 4, temple, face.eye_y - 6, stroke(frame, 1.9)
            )
    canvas.drawPath(
        curve(
            [
                (edges[1], face.eye_y - 2.6),
                ((edges[1] + edges[2]) / 2, face.eye_y - 4.4),
                (edges[2], face.eye_y - 2.6),
            ],
            closed=False,
        ),
        stroke(frame, 1.9),
    )


def draw_hats(canvas: skia.Canvas, look: Appearance, view: View, *, behind: bool = False) -> None:
    """Cap, hat, crown or headphones, over the hair. `behind`: seen from the back."""
    wears = look.accessories
    if "cap" in wears:
        _cap(canvas, look, view, behind)
    if "hat" in wears:
        _hat(canvas, look, view)
    if "crown" in wears:
        _crown(canvas, look, view)
    if "headphones" in wears:
        _headphones(canvas, look, view)


def _cap(canvas: skia.Canvas, look: Appearance, view: View, behind: bool) -> None:
    w, cloth, t = look.face.half_width, look.second, view.turn
    dome = curve(
        [
            (-w - 6, -70),
            (-w - 5, -92),
            (-w * 0.5, -112),
            (w * 0.5, -112),
            (w + 5, -92),
            (w + 6, -70),
            (t * 8, -77),
        ],
        tension=0.9,
    )
    canvas.drawPath(
        dome, linear((-30, -110), (30, -70), shade(cloth, 0.2), cloth, shade(cloth, -0.24))
    )
    for side in (-1, 1):
        canvas.drawPath(
            curve(
                [(t * 6, -112), (t * 8 + side * 20, -96), (t * 8 + side * 24, -75)], closed=False
            ),
            stroke(shade(cloth, -0.35), 0.9, 0.5),
        )
    canvas.drawCircle(t * 5, -112, 2.6, fill(shade(cloth, -0.15)))
    if behind:
        return
    x = t * 26
    brim = curve(
        [
            (x - 35, -76),
            (x, -84),
            (x + 35, -76),
            (x + 38 + t * 5, -67),
            (x, -72),
            (x - 38 + t * 5, -67),
        ]
    )
    canvas.drawPath(brim, linear((0, -84), (0, -66), shade(cloth, 0.06), shade(cloth, -0.35)))


def _hat(canvas: skia.Canvas, look: Appearance, view: View) -> None:
    w, cloth, t = look.face.half_width, (206.0, 170.0, 112.0), view.turn
    crown = curve(
        [
            (-w - 1, -82),
            (-w * 0.86, -118),
            (-w * 0.3, -126),
            (t * 3, -121),
            (w * 0.3, -126),
            (w * 0.86, -118),
            (w + 1, -82),
            (0, -76),
        ],
        tension=0.9,
    )
    canvas.drawPath(
        crown, linear((-30, -120), (30, -80), shade(cloth, 0.2), cloth, shade(cloth, -0.22))
    )
    canvas.save()
    canvas.clipPath(crown, skia.ClipOp.kIntersect, True)
    canvas.drawPath(
        curve([(-w - 4, -92), (0, -86), (w + 4, -92)], closed=False), stroke(look.second, 9.0)
    )
    canvas.restore()
    brim = curve(
        [
            (-w - 26, -84),
            (-w * 0.6, -86),
            (t * 6, -82),
            (w * 0.6, -86),
            (w + 26, -84),
            (w * 0.8, -74),
            (t * 8, -71),
            (-w * 0.8, -74),
        ]
    )
    canvas.drawPath(brim, linear((0, -88), (0, -70), shade(cloth, 0.12), shade(cloth, -0.3)))


def _crown(canvas: skia.Canvas, look: Appearance, view: View) -> None:
    w, t = look.face.half_width, view.turn * 4
    points = [
        (-w * 0.86 + t, -88.0),
        (-w * 0.95 + t, -118.0),
        (-w * 0.5 + t, -102.0),
        (t, -126.0),
        (w * 0.5 + t, -102.0),
        (w * 0.95 + t, -118.0),
        (w * 0.86 + t, -88.0),
    ]
    band = polygon(points)
    canvas.drawPath(band, linear((-20, -124), (20, -88), shade(GOLD, 0.4), GOLD, shade(GOLD, -0.3)))
    canvas.drawPath(
        curve([(-w * 0.86 + t, -88), (t, -82), (w * 0.86 + t, -88)], closed=False),
        stroke(shade(GOLD, -0.12), 5.0),
    )
    for x, y in (points[1], points[3], points[5]):
        canvas.drawCircle(x, y, 3.0, fill(shade(GOLD, 0.25)))
    for x, colour in ((-16, (46, 110, 170)), (0, (184, 34, 62)), (16, (46, 110, 170))):
        canvas.drawCircle(x + t, -95 + abs(x) * 0.1, 3.0, fill(colour))


def _headphones(canvas: skia.Canvas, look: Appearance, view: View) -> None:
    w, t = look.face.half_width, view.turn
    band = curve(
        [
            (-w - 5 - t * 2, -44),
            (-w - 3 - t * 2, -92),
            (-t * 3, -114),
            (w + 3 - t * 2, -92),
            (w + 5 - t * 2, -44),
        ],
        closed=False,
    )
    canvas.drawPath(band, stroke((38, 40, 50), 6.5))
    canvas.drawPath(band, stroke((96, 102, 118), 1.6, 0.7))
    for side in (-1, 1):
        far = max(0.0, side * t)
        x = side * (w + 4.5 - 2.5 * far) - t * (2 if side * t < 0 else 0.5)
        half = 8.5 - 4.0 * far
        cup = skia.Rect.MakeLTRB(x - half, -53, x + half, -22)
        canvas.drawRoundRect(
            cup, 7.5, 7.5, linear((x - 8, 0), (x + 8, 0), (66, 70, 84), (26, 27, 36))
        )
        canvas.drawOval(oval(x, -37.5, half * 0.4, 3.4), fill(look.second))
