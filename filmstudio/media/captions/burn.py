"""Draws a caption as a sprite that lies in the safe area of the frame."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import skia

from filmstudio.film.picture import Pixels, Sprite
from filmstudio.film.storyboard import CaptionStyle
from filmstudio.film.timeline import Caption
from filmstudio.media.captions import breaking
from filmstudio.media.text import TextBlock, colour_of, draw_on, layout

CONTRAST = 4.5
"""The least contrast of letters on their plate, whatever lies behind it (WCAG 2.2, 1.4.3)."""

_SIDE = 0.05
_LANDSCAPE = 1.3
"""From this ratio of width to height on, captions keep their two rows."""


@dataclass(frozen=True)
class PlateLook:
    """The plate behind the words: `#000000` or `#ffffff` and its opacity."""

    colour: str
    opacity: float


def _linear(value: float) -> float:
    """A colour value (0 to 1) as light (IEC 61966-2-1)."""
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` as WCAG 2.2 defines it, 0 to 1."""
    value = colour_of(colour)
    red, green, blue = (
        _linear(part / 255)
        for part in (skia.ColorGetR(value), skia.ColorGetG(value), skia.ColorGetB(value))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: float, two: float) -> float:
    """Contrast ratio of two luminances (WCAG 2.2), 1 to 21."""
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)


def worst_contrast(colour: str, look: PlateLook) -> float:
    """The contrast of letters on this plate over the picture that hurts most.

    That is white under a black plate and black under a white one.
    """
    shown = 1 - look.opacity if look.colour == "#000000" else look.opacity
    return contrast(luminance(colour), _linear(shown))


def plate(style: CaptionStyle) -> PlateLook:
    """The plate for a style: black under light letters, white under dark ones, and as opaque as
    the style asks or as contrast needs. Opacity 0 (asked for) means outlined letters instead."""
    light = luminance(style.colour)
    colour = "#000000" if contrast(light, 0.0) >= contrast(light, 1.0) else "#ffffff"
    if style.background == 0:
        return PlateLook(colour, 0.0)
    for percent in range(round(style.background * 100), 101):
        look = PlateLook(colour, max(style.background, percent / 100))
        if worst_contrast(style.colour, look) >= CONTRAST:
            return look
    return PlateLook(colour, 1.0)


def type_size(style: CaptionStyle, width: int, height: int) -> float:
    """Type size in pixels: the style's part of the height; of the width in upright and square
    frames, and larger the more upright they are, for they are watched on phones."""
    if width / height >= _LANDSCAPE:
        return style.size * height
    return style.size * width * min(1.2, 0.62 + 0.33 * height / width)


def margin(width: int, height: int) -> float:
    """Between caption and the frame's edge, as a part of the height. Upright players lay their
    buttons over the lower edge."""
    return 0.055 if width / height >= 1 else 0.075


def _words(caption: Caption, landscape: bool) -> str:
    """The caption's text with the breaks that stay: all in wide frames, between speakers else."""
    dialogue = len(caption.lines) == 2 and all(row.startswith("- ") for row in caption.lines)
    if landscape or dialogue:
        return "\n".join(caption.lines)
    text = ""
    for row in caption.lines:
        glued = text and breaking.is_cjk(text[-1]) and breaking.is_cjk(row[0])
        text += row if not text or glued else " " + row
    return text


def _block(caption: Caption, style: CaptionStyle, width: int, height: int, lang: str) -> TextBlock:
    landscape = width / height >= _LANDSCAPE
    size = type_size(style, width, height)
    text = _words(caption, landscape)
    most = 2 if landscape else 3
    while True:
        room = width * (1 - 2 * _SIDE) - 2 * _padding(size)[0]
        block = layout(
            text,
            size=size,
            family=style.font,
            colour=style.colour,
            max_width=None if landscape else room,
            line_height=1.28,
            language=lang,
        )
        if (len(block.lines) <= most and block.width <= room) or size < 8:
            return block
        size *= 0.95 if len(block.lines) > most else max(0.5, min(0.99, room / block.width))


def _padding(size: float) -> tuple[float, float]:
    return size * 0.55, size * 0.2


def caption_sprite(
    caption: Caption, style: CaptionStyle, *, width: int, height: int, language: str = ""
) -> Sprite:
    """The caption as premultiplied BGRA with its place in a frame of `width` by `height` pixels.

    Centred within 90 % of the width; at the lower edge of the safe area, or the upper one if the
    style says so. Frames narrower than 1.3 times their height take up to three rows. Letters that
    do not fit shrink. Raises Missing where no font draws the text.
    """
    block = _block(caption, style, width, height, language)
    if not block.lines:
        return Sprite(np.zeros((1, 1, 4), np.uint8), 0, 0)
    look = plate(style)
    size = block.type.size
    across, down = _padding(size)
    box_width, box_height = block.width + 2 * across, block.height + 2 * down
    edge = height * margin(width, height)
    left = round((width - box_width) / 2)
    top = round(edge if style.position == "top" else height - edge - box_height)
    bleed = round(size * 0.3)
    pixels: Pixels = np.zeros(
        (int(np.ceil(box_height)) + 2 * bleed, int(np.ceil(box_width)) + 2 * bleed, 4), np.uint8
    )
    if look.opacity:
        _draw_plate(pixels, look, bleed, box_width, box_height, radius=size * 0.32)
    else:
        _draw_halo(pixels, block, look, bleed + across, bleed + down)
    draw_on(pixels, block, bleed + across, bleed + down)
    return Sprite(pixels, left - bleed, top - bleed)


def _surface(pixels: Pixels) -> skia.Surface:
    height, width = pixels.shape[:2]
    info = skia.ImageInfo.Make(width, height, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
    return skia.Surface.MakeRasterDirect(info, pixels, width * 4)


def _draw_plate(
    pixels: Pixels, look: PlateLook, bleed: int, width: float, height: float, radius: float
) -> None:
    with _surface(pixels) as canvas:
        paint = skia.Paint(AntiAlias=True, Color=colour_of(look.colour, look.opacity))
        canvas.drawRoundRect(skia.Rect.MakeXYWH(bleed, bleed, width, height), radius, radius, paint)


def _draw_halo(pixels: Pixels, block: TextBlock, look: PlateLook, x: float, y: float) -> None:
    """A dense outline in the plate's colour, made by widening the letters' own shape."""
    size = block.type.size
    shape: Pixels = np.zeros_like(pixels)
    draw_on(shape, block, x, y)
    reach = max(1, round(size * 0.07))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    wide = cv2.GaussianBlur(cv2.dilate(shape[..., 3], disc), (0, 0), max(0.6, size * 0.02))
    pixels[..., 3] = wide
    if look.colour == "#ffffff":
        pixels[..., :3] = wide[..., None]
