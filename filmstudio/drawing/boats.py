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


def trawler(
    canvas: Canvas,
    x: float,
    y: float,
    length: float,
    light: LightScheme,
    paint: RGB,
    *,
    mirrored: bool = False,
    distance: float = 0.0,
) -> None:
    """A small fishing boat afloat, from the side, bow to the right; y is its waterline."""
    pen, n, d = canvas.pen, length, distance * 0.5
    pen.save()
    pen.translate(x, y)
    pen.scale(-1 if mirrored else 1, 1)
    canvas.oval(0, n * 0.05, n * 0.5, n * 0.05, ink((8, 20, 30), 0.45, blur=n * 0.012))
    dark = light.lit(rgb("2c3036"), 0.3, d)
    for mast, top in ((0.14, 0.68), (-0.28, 0.5)):
        canvas.line(
            n * mast,
            -n * 0.1,
            n * mast,
            -n * top,
            ink(light.lit(rgb("7a5a3c"), 0.6, d), stroke=n * 0.014),
        )
    for a, b in (
        ((0.14, 0.67), (0.49, 0.24)),
        ((0.14, 0.67), (-0.28, 0.5)),
        ((-0.28, 0.5), (-0.46, 0.18)),
        ((0.14, 0.5), (0.42, 0.3)),
    ):
        canvas.line(n * a[0], -n * a[1], n * b[0], -n * b[1], ink(dark, 0.8, stroke=n * 0.004))
    canvas.line(
        -n * 0.28,
        -n * 0.2,
        -n * 0.02,
        -n * 0.44,
        ink(light.lit(rgb("7a5a3c"), 0.5, d), stroke=n * 0.011),
    )
    cabin = rgb("f2ead8")
    canvas.rect(
        -n * 0.14,
        -n * 0.34,
        n * 0.24,
        n * 0.2,
        linear((-n * 0.14, 0), (n * 0.1, 0), light.across(cabin, d)),
    )
    canvas.rect(
        -n * 0.165,
        -n * 0.36,
        n * 0.29,
        n * 0.028,
        ink(light.lit(paint, 0.7, d, up=1)),
        round=n * 0.01,
    )
    glass = mix(light.lit(rgb("3a4a56"), 0.3, d), light.lamp, 0.8 * light.lamps)
    for k in range(3):
        canvas.rect(
            n * (-0.115 + 0.072 * k), -n * 0.31, n * 0.052, n * 0.075, ink(glass), round=n * 0.008
        )
    if light.lamps > 0.5:
        canvas.glow(-n * 0.02, -n * 0.27, n * 0.2, light.lamp, 0.4 * light.lamps)
        canvas.glow(n * 0.14, -n * 0.67, n * 0.1, light.lamp, 0.8 * light.lamps)
    hull = skia.Path()
    hull.moveTo(-n * 0.48, -n * 0.17)
    hull.cubicTo(-n * 0.2, -n * 0.12, n * 0.15, -n * 0.12, n * 0.52, -n * 0.26)
    hull.cubicTo(n * 0.47, -n * 0.12, n * 0.42, -n * 0.02, n * 0.36, n * 0.045)
    hull.lineTo(-n * 0.4, n * 0.045)
    hull.cubicTo(-n * 0.46, 0, -n * 0.48, -n * 0.08, -n * 0.48, -n * 0.17)
    canvas.path(
        hull,
        linear(
            (0, -n * 0.24),
            (0, n * 0.045),
            [
                light.lit(shade(paint, 0.12), 0.8, d),
                light.lit(paint, 0.5, d),
                light.lit(shade(paint, -0.5), 0.1, d),
            ],
        ),
    )
    white = light.lit(rgb("f6f0e2"), 0.8, d, up=0.4)
    for lift, width in ((0.0, 0.022), (0.045, 0.012)):
        rail = skia.Path()
        rail.moveTo(-n * 0.48, -n * (0.17 - lift))
        rail.cubicTo(
            -n * 0.2,
            -n * (0.12 - lift),
            n * 0.15,
            -n * (0.12 - lift),
            n * (0.515 - lift * 0.5),
            -n * (0.255 - lift),
        )
        canvas.path(rail, ink(white, 0.9, stroke=n * width))
    canvas.line(
        -n * 0.405,
        n * 0.03,
        n * 0.37,
        n * 0.03,
        ink(light.lit(rgb("8a2f28"), 0.3, d), stroke=n * 0.022, butt=True),
    )
    for k in range(4):
        tx = n * (-0.34 + 0.17 * k)
        canvas.oval(tx, -n * 0.06, n * 0.026, n * 0.026, ink(dark, stroke=n * 0.018))
    pen.restore()
