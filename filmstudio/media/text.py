"""Lays out and draws text: every script shaped, right-to-left and mixed lines in order."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import cv2
import numpy as np
import skia
from numpy.typing import NDArray

from filmstudio.errors import BadInput
from filmstudio.film.picture import Pixels, Sprite
from filmstudio.media import fonts
from filmstudio.media.captions import breaking

Align = Literal["left", "centre", "right"]

_ROOMY = 1e6
_ISOLATE, _POP = "\u2067", "\u2069"
_TALL = 1.40
"""Natural line height (in type sizes) up to which `line_height` is taken as it is."""
_ABOVE, _BELOW = 1.10, 0.55
"""What the letters of any script take above and below the baseline, in type sizes (measured on
stacked letters of 20 scripts); some Arabic and Burmese fonts claim half as much again."""


@dataclass(frozen=True)
class Shadow:
    """A soft shadow under letters: pixels of offset and blur (sigma), opacity 0 to 1."""

    x: float = 0.0
    y: float = 2.0
    blur: float = 4.0
    opacity: float = 0.6


@dataclass(frozen=True)
class TextLine:
    """One line as drawn: `x` from the block's left, `baseline` from its top, pixels."""

    text: str
    width: float
    x: float
    baseline: float


@dataclass(frozen=True)
class _Type:
    size: float
    role: fonts.Role
    weight: fonts.Weight
    family: str
    language: str
    letter_spacing: float
    firm: float = 0.0


@dataclass(frozen=True)
class TextBlock:
    """Lines of text, measured. Pixels; colour is `#rrggbb`."""

    lines: tuple[TextLine, ...]
    width: float
    height: float
    colour: str
    shadows: tuple[Shadow, ...]
    type: _Type

    def render(self) -> Sprite:
        """The block as premultiplied BGRA; the sprite's x and y (0 or less) place its padding
        so that the block's own top left corner lies at (0, 0)."""
        reach = max((s.blur * 3 + abs(s.x) + abs(s.y) for s in self.shadows), default=0.0)
        pad = int(np.ceil(self.type.size * 0.4 + reach)) if self.lines else 0
        width = max(1, int(np.ceil(self.width)) + 2 * pad)
        height = max(1, int(np.ceil(self.height)) + 2 * pad)
        pixels: Pixels = np.zeros((height, width, 4), np.uint8)
        draw_on(pixels, self, pad, pad)
        letters = pixels[..., 3].astype(np.float32)
        for shadow in self.shadows:
            _add_shadow(pixels, letters, shadow)
        return Sprite(pixels, -pad, -pad)


class _Kit(threading.local):
    """Skia's paragraph builder of this thread, with the faces registered so far."""

    def __init__(self) -> None:
        self.provider = skia.textlayout.TypefaceFontProvider()
        self.collection = skia.textlayout.FontCollection()
        self.collection.setDefaultFontManager(self.provider)
        self.unicode = skia.Unicodes.ICU.Make()
        self.known: set[str] = set()

    def alias(self, face: fonts.Face) -> str:
        if face.key not in self.known:
            self.provider.registerTypeface(fonts.typeface(face), face.key)
            self.known.add(face.key)
        return face.key


_kit = _Kit()


def colour_of(text: str, opacity: float = 1.0) -> int:
    """A skia colour from `#rrggbb`. Raises BadInput for anything else."""
    digits = text.removeprefix("#")
    try:
        if len(digits) != 6:
            raise ValueError
        red, green, blue = (int(digits[i : i + 2], 16) for i in (0, 2, 4))
    except ValueError:
        raise BadInput(f'"{text}" is not a colour: write it as #rrggbb, like #ffcc00.') from None
    return skia.ColorSetARGB(round(255 * opacity), red, green, blue)


def _paragraph(text: str, type_: _Type, colour: int) -> skia.textlayout.Paragraph:
    style = skia.textlayout.ParagraphStyle()
    builder = skia.textlayout.ParagraphBuilder.make(style, _kit.collection, _kit.unicode)
    runs = fonts.runs(
        text,
        role=type_.role,
        weight=type_.weight,
        language=type_.language,
        family=type_.family,
    )
    turned = fonts.right_to_left(text)
    for number, run in enumerate(runs):
        look = skia.textlayout.TextStyle()
        look.setFontFamilies([_kit.alias(run.face)])
        look.setFontSize(type_.size)
        look.setColor(colour)
        if type_.firm:
            look.setForegroundPaint(_firm_paint(colour, type_.firm * type_.size))
        if type_.language:
            look.setLocale(type_.language)
        if type_.letter_spacing and run.script in fonts.SPACED:
            look.setLetterSpacing(type_.letter_spacing)
        builder.pushStyle(look)
        opening = _ISOLATE if turned and number == 0 else ""
        closing = _POP if turned and number == len(runs) - 1 else ""
        builder.addText(opening + run.text + closing)
        builder.pop()
    paragraph = builder.Build()
    paragraph.layout(_ROOMY)
    return paragraph


def _firm_paint(colour: int, width: float) -> skia.Paint:
    """Letters with an outline of their own colour, `width` pixels wide, half of it outside."""
    return skia.Paint(
        AntiAlias=True,
        Color=colour,
        Style=skia.Paint.kStrokeAndFill_Style,
        StrokeWidth=width,
        StrokeJoin=skia.Paint.kRound_Join,
    )


def _last_script(text: str, type_: _Type) -> str:
    runs = fonts.runs(
        text, role=type_.role, weight=type_.weight, language=type_.language, family=type_.family
    )
    return runs[-1].script if runs else ""


_SCRAP = 0.65
"""Rows emptier than this part of the width look like a scrap beside a full one."""


@lru_cache(maxsize=8192)
def _measure(text: str, type_: _Type) -> tuple[float, float, float]:
    """Width without the last letter's spacing, ascent and descent of one line."""
    if not text:
        return 0.0, 0.0, 0.0
    paragraph = _paragraph(text, type_, 0xFF000000)
    trailing = type_.letter_spacing if _last_script(text, type_) in fonts.SPACED else 0.0
    width = paragraph.LongestLine - trailing
    ascent = min(paragraph.AlphabeticBaseline, _ABOVE * type_.size)
    descent = min(paragraph.Height - paragraph.AlphabeticBaseline, _BELOW * type_.size)
    return max(0.0, width), ascent, descent


def _wrap(text: str, type_: _Type, max_width: float | None) -> list[str]:
    """Lines no wider than `max_width`: few, even in length and broken at phrases."""
    rows: list[str] = []
    for part in text.split("\n"):
        whole = part.strip()
        if max_width is None or _measure(whole, type_)[0] <= max_width:
            rows.append(whole)
            continue
        rows += _even(breaking.pieces(whole, type_.language), type_, max_width)
    return rows


def _even(given: Sequence[breaking.Piece], type_: _Type, max_width: float) -> list[str]:
    pieces: list[breaking.Piece] = []
    for piece in given:
        if _measure(piece.text, type_)[0] <= max_width:
            pieces.append(piece)
        else:
            pieces += _chop(piece, type_, max_width)
    blank = _measure("n n", type_)[0] - _measure("nn", type_)[0]
    between = [blank if piece.space else type_.letter_spacing for piece in pieces]
    widths = [_measure(piece.text, type_)[0] for piece in pieces]

    def quick(start: int, end: int) -> float:
        return sum(widths[start:end]) + sum(between[start : end - 1])

    def exact(start: int, end: int) -> float:
        return _measure(breaking.joined(pieces[start:end]), type_)[0]

    rows = _cheapest(pieces, quick, max_width)
    if any(_measure(row, type_)[0] > max_width for row in rows):
        rows = _cheapest(pieces, exact, max_width)
    return rows


def _cheapest(
    pieces: Sequence[breaking.Piece], width_of: Callable[[int, int], float], max_width: float
) -> list[str]:
    count = len(pieces)
    # For each end the cheapest breaks before it: a row costs 1, its emptiness up to 1, a
    # scrap of a word up to 1.4 and a break within a phrase up to 2.5 (after Knuth and Plass 1981).
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * count
    for end in range(1, count + 1):
        tie = pieces[end - 1].cost / 80 if end < count else 0.0
        for start in range(end - 1, -1, -1):
            width = width_of(start, end)
            if width > max_width and start < end - 1:
                break
            slack = (max_width - width) / max_width
            row = 1.0 + slack * slack + 4.0 * max(0.0, slack - _SCRAP)
            best[end] = min(best[end], (best[start][0] + row + tie, start))
    rows: list[str] = []
    end = count
    while end:
        start = best[end][1]
        rows.insert(0, breaking.joined(pieces[start:end]))
        end = start
    return rows


def _chop(piece: breaking.Piece, type_: _Type, max_width: float) -> list[breaking.Piece]:
    """A word wider than the line, cut between user-perceived characters."""
    parts: list[str] = [""]
    for cluster in breaking.clusters(piece.text):
        if parts[-1] and _measure(parts[-1] + cluster, type_)[0] > max_width:
            parts.append("")
        parts[-1] += cluster
    chopped = [breaking.Piece(part, space=False, cost=breaking.ANYWHERE) for part in parts[:-1]]
    return [*chopped, breaking.Piece(parts[-1], piece.space, piece.cost)]


def layout(
    text: str,
    *,
    size: float,
    weight: fonts.Weight = "regular",
    role: fonts.Role = "sans",
    family: str = "",
    colour: str = "#ffffff",
    max_width: float | None = None,
    align: Align = "centre",
    line_height: float = 1.25,
    letter_spacing: float = 0.0,
    shadows: Sequence[Shadow] = (),
    language: str = "",
    firm: float = 0.0,
) -> TextBlock:
    """Measures a text set in type of `size` pixels, wrapped at `max_width` pixels.

    Newlines are kept. `line_height` is in type sizes and grows for scripts with tall letters;
    `letter_spacing` is in pixels and left out of scripts whose letters join. `firm` thickens every
    stroke by so many type sizes, for faces whose hairlines a film would lose. Colour emoji are
    not drawn. Raises Missing where no font draws a letter and BadInput for a bad colour or size.
    """
    if not size > 0:
        raise BadInput(f"Type cannot be {size} pixels high: give a size above 0.")
    colour_of(colour)
    type_ = _Type(float(size), role, weight, family, language, float(letter_spacing), firm)
    clean = fonts.drawable(text).strip()
    rows = _wrap(clean, type_, max_width) if clean else []
    measured = [_measure(row, type_) for row in rows]
    above = max((ascent for _, ascent, _ in measured), default=0.0)
    below = max((descent for _, _, descent in measured), default=0.0)
    step = size * line_height * max(1.0, (above + below) / size / _TALL)
    width = max((w for w, _, _ in measured), default=0.0)
    shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
    lines = tuple(
        TextLine(row, w, (width - w) * shift, above + step * number)
        for number, (row, (w, _, _)) in enumerate(zip(rows, measured, strict=True))
    )
    height = above + below + step * (len(rows) - 1) if rows else 0.0
    return TextBlock(lines, width, height, colour, tuple(shadows), type_)


def draw_on(pixels: Pixels, block: TextBlock, x: float, y: float) -> None:
    """Draws the block's letters into premultiplied BGRA `pixels`, its top left corner at (x, y).

    Letters only: the shadow is drawn by `TextBlock.render`.
    """
    height, width = pixels.shape[:2]
    info = skia.ImageInfo.Make(width, height, skia.kBGRA_8888_ColorType, skia.kPremul_AlphaType)
    colour = colour_of(block.colour)
    with skia.Surface.MakeRasterDirect(info, pixels, width * 4) as canvas:
        for line in block.lines:
            if line.text:
                paragraph = _paragraph(line.text, block.type, colour)
                top = y + line.baseline - paragraph.AlphabeticBaseline
                paragraph.paint(canvas, x + line.x, top)


def _add_shadow(pixels: Pixels, letters: NDArray[np.float32], shadow: Shadow) -> None:
    """Lays a soft black shadow of `letters` (alpha 0-255) under what is drawn: black adds to
    nothing but alpha."""
    soft = cv2.GaussianBlur(letters, (0, 0), shadow.blur) if shadow.blur > 0 else letters
    shift = np.array([[1, 0, shadow.x], [0, 1, shadow.y]], np.float32)
    moved = cv2.warpAffine(soft, shift, (letters.shape[1], letters.shape[0]))
    alpha = pixels[..., 3].astype(np.float32)
    whole = alpha + moved * shadow.opacity * (1 - alpha / 255)
    pixels[..., 3] = np.clip(np.rint(whole), 0, 255).astype(np.uint8)
