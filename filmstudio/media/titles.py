"""Title card and watermark: sprites with the times at which they come and go."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import skia

from filmstudio.errors import BadInput
from filmstudio.film.picture import Pixels, Sprite
from filmstudio.film.vocabulary import Style
from filmstudio.media import fonts
from filmstudio.media.text import Align, Shadow, TextBlock, colour_of, layout

SAFE = 0.05
"""Titles stay within 90 % of the frame."""
FIRM = 0.014
"""What strokes of display letters gain, in type sizes: their hairlines, such as the tail of a "y",
are 0.012 wide and vanish on a bright picture and in a small player."""


@dataclass(frozen=True)
class TitleElement:
    """A sprite in frame pixels, and when it appears and leaves, in seconds from the card's start.

    It rises by `rise` pixels while it appears.
    """

    sprite: Sprite
    enter_at: float
    enter_seconds: float
    leave_at: float
    leave_seconds: float
    rise: float = 0.0

    @property
    def x(self) -> float:
        return self.sprite.x

    @property
    def y(self) -> float:
        return self.sprite.y

    def at(self, seconds: float) -> tuple[float, float]:
        """Opacity (0 to 1) and pixels to draw it lower, at a time of the card; eased."""
        enter = _ease((seconds - self.enter_at) / self.enter_seconds)
        leave = _ease((seconds - self.leave_at) / self.leave_seconds)
        return enter * (1 - leave), self.rise * (1 - enter)


@dataclass(frozen=True)
class TitleCard:
    """What is laid over a plate. While it is up, the plate is multiplied by `1 - dark`, so that
    the words read on any picture."""

    elements: tuple[TitleElement, ...]
    seconds: float
    darken: float = 0.0

    def dark(self, seconds: float) -> float:
        """How much darker the plate is at a time of the card, 0 to `darken`; eased."""
        if not self.elements or not self.darken:
            return 0.0
        first = min(e.enter_at for e in self.elements)
        last = max(e.leave_at + e.leave_seconds for e in self.elements)
        ramp = min(0.8, self.seconds / 4)
        rise = _ease((seconds - max(0.0, first - ramp / 2)) / ramp)
        return self.darken * rise * (1 - _ease((seconds - (last - ramp)) / ramp))


@dataclass(frozen=True)
class TitleLook:
    """How a style sets its titles. Spacing is in type sizes."""

    role: fonts.Role = "display"
    weight: fonts.Weight = "regular"
    spacing: float = 0.045
    size: float = 0.118
    colour: str = "#fff8ec"
    accent: str = "#f2d7a0"
    ornament: bool = False


_LOOKS: dict[Style, TitleLook] = {
    "cinematic": TitleLook(),
    "photorealistic": TitleLook(),
    "documentary": TitleLook("sans", "bold", 0.01, 0.092, "#ffffff", "#ffffff"),
    "anime": TitleLook("sans", "bold", 0.03, 0.105, "#ffffff", "#ffd1e0"),
    "comic": TitleLook("sans", "bold", 0.0, 0.115, "#ffffff", "#ffd84a"),
    "watercolour": TitleLook(ornament=True),
    "paper-cut": TitleLook(ornament=True, spacing=0.03),
}


def _ease(part: float) -> float:
    """Smootherstep (Perlin 2002), 0 to 1."""
    t = min(1.0, max(0.0, part))
    return t * t * t * (t * (6 * t - 15) + 10)


def look_of(style: str) -> TitleLook:
    for name, look in _LOOKS.items():
        if name == style:
            return look
    raise BadInput(f'There is no title style "{style}": choose one of {", ".join(_LOOKS)}.')


def base_of(width: int, height: int) -> float:
    """The length that type is scaled by: the height, less in upright and square frames."""
    return min(height, width * 0.74)


def _shadows(size: float) -> tuple[Shadow, ...]:
    return (
        Shadow(0, size * 0.02, max(1.0, size * 0.03), 0.75),
        Shadow(0, size * 0.03, max(2.0, size * 0.14), 0.6),
    )


def fitted(
    text: str,
    size: float,
    look: TitleLook,
    *,
    room: float,
    rows: int,
    tall: float,
    language: str,
    align: Align = "centre",
) -> TextBlock:
    """The text in at most `rows` rows within `room` by `tall` pixels, in smaller type if need be.

    From 55 % of the size on, more rows are taken rather than smaller letters.
    """
    least = size * 0.55
    while True:
        block = layout(
            text,
            size=size,
            role=look.role,
            weight=look.weight,
            colour=look.colour,
            max_width=room,
            align=align,
            line_height=1.16,
            letter_spacing=size * look.spacing,
            shadows=_shadows(size),
            language=language,
            firm=FIRM if look.role == "display" else 0.0,
        )
        fits = block.width <= room and block.height <= tall
        if (fits and (len(block.lines) <= rows or size < least)) or size < 8:
            return block
        size *= 0.94


def _has_capitals(text: str) -> bool:
    return {fonts.script_of(char) for char in text} <= {"Latin", "Common", "Cyrillic"}


def cased(text: str, language: str) -> str:
    """Small letterspaced lines are set in capitals where the language has plain ones."""
    plain = not language.startswith(("tr", "az", "de")) and len(text) <= 48
    return text.upper() if plain and _has_capitals(text) else text


def placed(block: TextBlock, x: float, y: float) -> Sprite:
    drawn = block.render()
    return Sprite(drawn.pixels, round(x + drawn.x), round(y + drawn.y))


def _rule(length: float, thick: float, colour: str, ornament: bool, x: float, y: float) -> Sprite:
    """A thin rule centred on x, fading at both ends, with a small diamond if asked for."""
    half = max(2.0, thick * 3.2)
    width, height = int(np.ceil(length)), int(np.ceil(2 * half)) + 8
    pixels: Pixels = np.zeros((height, width, 4), np.uint8)
    info = skia.ImageInfo.Make(width, height, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
    full, none = colour_of(colour), colour_of(colour, 0.0)
    middle = height / 2
    gap = half * 1.9 if ornament else 0.0
    with skia.Surface.MakeRasterDirect(info, pixels, width * 4) as canvas:
        for start, end in ((0.0, width / 2 - gap), (float(width), width / 2 + gap)):
            shade = skia.GradientShader.MakeLinear(
                points=[skia.Point(start, 0), skia.Point(end, 0)], colors=[none, full]
            )
            paint = skia.Paint(AntiAlias=True, Shader=shade)
            left, right = min(start, end), max(start, end)
            box = skia.Rect.MakeLTRB(left, middle - thick / 2, right, middle + thick / 2)
            canvas.drawRect(box, paint)
        if ornament:
            diamond = skia.Path()
            diamond.moveTo(width / 2, middle - half)
            diamond.lineTo(width / 2 + half, middle)
            diamond.lineTo(width / 2, middle + half)
            diamond.lineTo(width / 2 - half, middle)
            diamond.close()
            canvas.drawPath(diamond, skia.Paint(AntiAlias=True, Color=full))
    return Sprite(pixels, round(x - width / 2), round(y - middle))


def title_card(
    title: str,
    subtitle: str = "",
    *,
    width: int,
    height: int,
    style: Style = "cinematic",
    seconds: float,
    language: str = "",
) -> TitleCard:
    """The film's title, a thin rule and a subtitle, centred in a frame of `width` by `height`.

    Long titles take two or three rows, then smaller type. Each part rises into place and all
    leave together before `seconds` are over. Raises Missing where no font draws the words.
    """
    look = look_of(style)
    base = base_of(width, height)
    room = width * (1 - 2 * SAFE) * (0.88 if width >= height else 0.94)
    rows = 2 if width > height else 4
    size = base * look.size
    head = fitted(title, size, look, room=room, rows=rows, tall=height * 0.5, language=language)
    small = fitted(
        cased(subtitle, language),
        # Letters with many parts need more room than capitals.
        max(base * 0.031, head.type.size * 0.26) * (1.0 if _has_capitals(subtitle) else 1.3),
        replace(look, role="sans", weight="regular", spacing=0.2),
        room=room,
        rows=3,
        tall=height * 0.25,
        language=language,
    )
    under = size * 0.30
    total = head.height + (under * 2 + small.height if small.lines else under)
    top = (height - total) / 2 - height * 0.02
    pace = min(1.0, seconds / 4.0)
    leave, gone = seconds - 0.75 * pace, 0.6 * pace
    rise = base * 0.022
    elements = []
    if head.lines:
        sprite = placed(head, (width - head.width) / 2, top)
        elements.append(TitleElement(sprite, 0.35 * pace, 1.0 * pace, leave, gone, rise))
        line = _rule(
            min(room, max(base * 0.30, head.width * 0.42)),
            max(1.5, base * 0.0022),
            look.accent,
            look.ornament,
            width / 2,
            top + head.height + under * 0.55,
        )
        elements.append(TitleElement(line, 0.85 * pace, 0.8 * pace, leave, gone, 0.0))
    if small.lines:
        below = top + head.height + under * (1.35 if head.lines else 0)
        sprite = placed(small, (width - small.width) / 2, below)
        elements.append(TitleElement(sprite, 1.05 * pace, 0.9 * pace, leave, gone, rise * 0.6))
    return TitleCard(tuple(elements), seconds, 0.38 if elements else 0.0)


def watermark(
    text: str, *, width: int, height: int, opacity: float = 0.45, language: str = ""
) -> Sprite:
    """A small mark in the top right corner of the safe area, in frame pixels."""
    size = max(9.0, min(width, height) * 0.026)
    block = layout(
        text,
        size=size,
        weight="bold",
        letter_spacing=size * 0.05,
        shadows=(Shadow(0, size * 0.04, size * 0.12, 0.7),),
        language=language,
    )
    edge = min(width, height) * SAFE
    drawn = placed(block, width - edge - block.width, edge * 0.9)
    faded = np.rint(drawn.pixels * opacity).astype(np.uint8)
    return Sprite(faded, drawn.x, drawn.y)
