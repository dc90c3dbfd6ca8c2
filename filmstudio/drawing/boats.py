"""Boats: sails far out, dinghies drawn up, fishing boats in harbour."""

from __future__ import annotations

import skia

from filmstudio.drawing.canvas import Canvas, ink, linear, smooth
from filmstudio.drawing.colour import mix, rgb, shade
from filmstudio.drawing.light import LightScheme
from filmstudio.film.picture import RGB


def sailing_boat(
    canvas: Canvas, x: float, y: float, height: float, light: LightScheme, distance: float = 0.0
) -> None:
    """A sloop seen from the side; y is its waterline."""
    h = height
    hull = light.lit(rgb("5a3a2e"), 0.3, distance)
    cloth, dim = light.lit(rgb("fbf3e2"), 0.9, distance), light.lit(rgb("c9bda8"), 0.2, distance)
    canvas.oval(x, y + h * 0.05, h * 0.6, h * 0.045, ink(shade(hull, -0.4), 0.35))
    canvas.path(
        smooth([(x - h * 0.52, y - h * 0.11), (x + h * 0.58, y - h * 0.13), (x + h * 0.38, y + h * 0.04),
                (x - h * 0.36, y + h * 0.04)], True),
        linear((0, y - h * 0.12), (0, y + h * 0.05), [shade(hull, 0.2), hull]),
    )  # fmt: skip
    canvas.line(x, y - h * 0.1, x, y - h, ink(hull, stroke=h * 0.022))
    main = skia.Path()
    main.moveTo(x + h * 0.025, y - h * 0.97)
    main.quadTo(x + h * 0.36, y - h * 0.5, x + h * 0.46, y - h * 0.19)
    main.lineTo(x + h * 0.025, y - h * 0.19)
    main.close()
    canvas.path(main, linear((x, 0), (x + h * 0.45, 0), [cloth, mix(cloth, dim, 0.6)]))
    jib = skia.Path()
    jib.moveTo(x - h * 0.03, y - h * 0.88)
    jib.quadTo(x - h * 0.16, y - h * 0.45, x - h * 0.42, y - h * 0.17)
    jib.quadTo(x - h * 0.2, y - h * 0.2, x - h * 0.03, y - h * 0.22)
    jib.close()
    canvas.path(jib, linear((x - h * 0.4, 0), (x, 0), [dim, mix(cloth, dim, 0.3)]))


def dinghy(
    canvas: Canvas,
    x: float,
    y: float,
    length: float,
    light: LightScheme,
    paint: RGB,
    *,
    mirrored: bool = False,
    ashore: bool = True,
) -> None:
    """A rowing boat, three-quarter view; y is where its keel rests."""
    pen, n = canvas.pen, length
    pen.save()
    pen.translate(x, y)
    pen.scale(-1 if mirrored else 1, 1)
    if ashore:
        canvas.oval(
            n * 0.03,
            n * 0.03,
            n * 0.62,
            n * 0.07,
            ink(light.lit(rgb("3a2a20"), 0), 0.5, blur=n * 0.03),
        )
        pen.rotate(-5)
    side = light.lit(paint, 0.6, up=0.1)
    dark = light.lit(shade(paint, -0.45), 0.1)
    inside = light.lit(rgb("8a6444"), 0.25, up=0.8)
    hull = skia.Path()
    hull.moveTo(-n * 0.6, -n * 0.24)
    hull.cubicTo(-n * 0.5, -n * 0.02, -n * 0.3, n * 0.03, 0, n * 0.035)
    hull.cubicTo(n * 0.26, n * 0.035, n * 0.46, 0, n * 0.5, -n * 0.05)
    hull.lineTo(n * 0.55, -n * 0.2)
    hull.cubicTo(n * 0.2, -n * 0.14, -n * 0.3, -n * 0.14, -n * 0.6, -n * 0.24)
    canvas.path(hull, linear((0, -n * 0.2), (0, n * 0.04), [side, mix(side, dark, 0.55), dark]))
    rim = skia.Path()
    rim.moveTo(-n * 0.6, -n * 0.24)
    rim.cubicTo(-n * 0.3, -n * 0.14, n * 0.2, -n * 0.14, n * 0.55, -n * 0.2)
    rim.cubicTo(n * 0.25, -n * 0.27, -n * 0.2, -n * 0.27, -n * 0.6, -n * 0.24)
    canvas.path(rim, linear((0, -n * 0.27), (0, -n * 0.15), [shade(inside, -0.45), inside]))
    for k in (-0.22, 0.12, 0.38):
        canvas.line(
            n * k,
            -n * 0.25,
            n * (k + 0.05),
            -n * 0.165,
            ink(light.lit(rgb("b98a5c"), 0.7, up=0.9), stroke=n * 0.045, butt=True),
        )
    pale = light.lit(rgb("f4ead6"), 0.8, up=0.6)
    edge = skia.Path()
    edge.moveTo(-n * 0.6, -n * 0.24)
    edge.cubicTo(-n * 0.3, -n * 0.14, n * 0.2, -n * 0.14, n * 0.55, -n * 0.2)
    canvas.path(edge, ink(pale, stroke=n * 0.022))
    stripe = skia.Path()
    stripe.moveTo(-n * 0.545, -n * 0.15)
    stripe.cubicTo(-n * 0.3, -n * 0.06, n * 0.2, -n * 0.06, n * 0.53, -n * 0.115)
    canvas.path(stripe, ink(pale, 0.75, stroke=n * 0.012))
    canvas.line(
        -n * 0.3,
        -n * 0.28,
        n * 0.46,
        -n * 0.12,
        ink(light.lit(rgb("c9a274"), 0.8), stroke=n * 0.014),
    )
    pen.restore()
