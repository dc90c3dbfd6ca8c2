"""Writes captions as SubRip (.srt), WebVTT (.vtt) and Advanced SubStation Alpha (.ass)."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pysubs2
import skia

from filmstudio.errors import BadInput
from filmstudio.files import write_whole
from filmstudio.film.storyboard import CaptionStyle
from filmstudio.film.timeline import Caption
from filmstudio.media import fonts
from filmstudio.media.captions import burn
from filmstudio.media.text import colour_of

_RTL_LANGUAGES = frozenset({"ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv"})
_EMBED, _POP = "\u202b", "\u202c"
_WORD_JOINER = "\u2060"


def _stamps(caption: Caption, per_second: int) -> tuple[int, int]:
    """Start rounded up and end rounded down, so that captions stay as far apart as they were."""
    start = math.ceil(caption.start * per_second - 1e-6)
    return start, max(start + 1, math.floor(caption.end * per_second + 1e-6))


def _rows(caption: Caption, language: str) -> list[str]:
    """Rows; those that hold right-to-left letters are marked so in languages written that way."""
    if language.lower().split("-")[0] not in _RTL_LANGUAGES:
        return list(caption.lines)
    return [
        f"{_EMBED}{row}{_POP}"
        if any(unicodedata.bidirectional(char) in ("R", "AL") for char in row)
        else row
        for row in caption.lines
    ]


def srt(captions: Sequence[Caption], *, language: str = "en") -> str:
    """The captions as SubRip text."""
    subs = pysubs2.SSAFile()
    for caption in captions:
        start, end = _stamps(caption, 1000)
        text = "\\N".join(_plain(row) for row in _rows(caption, language))
        subs.append(pysubs2.SSAEvent(start=start, end=end, text=text))
    return str(subs.to_string("srt", keep_unknown_html_tags=True, keep_ssa_tags=True))


def _plain(row: str) -> str:
    """Keeps a backslash in the words from being read as a line break."""
    return row.replace("\\", "\\" + _WORD_JOINER)


def _clock(milliseconds: int) -> str:
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02d}:{minute:02d}:{second:02d}.{thousandths:03d}"


def vtt(
    captions: Sequence[Caption], *, language: str = "en", style: CaptionStyle | None = None
) -> str:
    """The captions as WebVTT (W3C WebVTT 1.0): numbered cues, at the top if the style says so."""
    place = " line:5%" if style and style.position == "top" else ""
    blocks = ["WEBVTT"]
    for number, caption in enumerate(captions, 1):
        start, end = _stamps(caption, 1000)
        rows = []
        for row in _rows(caption, language):
            row = row.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            rows.append(row)
        times = f"{_clock(start)} --> {_clock(end)}{place}"
        blocks.append("\n".join([str(number), times, *rows]))
    return "\n\n".join(blocks) + "\n"


def _ass_colour(colour: str, opacity: float = 1.0) -> pysubs2.Color:
    value = colour_of(colour)
    return pysubs2.Color(
        skia.ColorGetR(value),
        skia.ColorGetG(value),
        skia.ColorGetB(value),
        round(255 * (1 - opacity)),
    )


def _ass_font(face: fonts.Face, size: float) -> tuple[str, float]:
    """The face's name, and the size by which ASS means `size` pixels of type: renderers scale a
    font so that its ascent and descent fill the size, as Windows did."""
    opened = fonts.typeface(face)
    metrics = skia.Font(opened, 100).getMetrics()
    return str(opened.getFamilyName()), round(size * (metrics.fDescent - metrics.fAscent) / 100, 1)


def _named(row: str, style: CaptionStyle, language: str, main: str, size: float) -> str:
    """ASS text in which every run of another font names it."""
    if fonts.missing(row, language, style.font):
        return _ass_safe(row)
    text = []
    current = main
    for run in fonts.runs(fonts.drawable(row), language=language, family=style.font):
        family, own = _ass_font(run.face, size)
        if family != current:
            text.append("{\\r}" if family == main else f"{{\\fn{family}\\fs{own}}}")
            current = family
        text.append(_ass_safe(run.text))
    if current != main:
        text.append("{\\r}")
    return "".join(text)


def _ass_safe(text: str) -> str:
    return _plain(text).replace("{", "\\{").replace("}", "\\}")


def ass(
    captions: Sequence[Caption],
    *,
    style: CaptionStyle | None = None,
    language: str = "en",
    width: int = 1920,
    height: int = 1080,
) -> str:
    """The captions as ASS in the given style, for a frame of `width` by `height` pixels."""
    style = style or CaptionStyle()
    size = burn.type_size(style, width, height)
    first = next((row for caption in captions for row in caption.lines), "a")
    if fonts.missing(first, language, style.font) or not fonts.drawable(first).strip():
        first = "a"
    run = fonts.runs(fonts.drawable(first), language=language, family=style.font)[0]
    main, points = _ass_font(run.face, size)
    plate = burn.plate(style)
    margin = round(height * burn.margin(width, height))
    look = pysubs2.SSAStyle(
        fontname=main,
        fontsize=points,
        primarycolor=_ass_colour(style.colour),
        outlinecolor=_ass_colour(plate.colour, plate.opacity or 1.0),
        backcolor=_ass_colour(plate.colour, plate.opacity),
        # 4 is libass's box behind all rows at once; the boxes of 3 overlap between rows.
        borderstyle=4 if plate.opacity else 1,
        outline=0.0 if plate.opacity else round(size * 0.06, 1),
        shadow=round(size * 0.2, 1) if plate.opacity else 0.0,
        alignment=(
            pysubs2.Alignment.TOP_CENTER
            if style.position == "top"
            else pysubs2.Alignment.BOTTOM_CENTER
        ),
        marginl=round(width * 0.05),
        marginr=round(width * 0.05),
        marginv=margin,
        # -1 makes libass find each line's direction from its letters.
        encoding=-1,
    )
    subs = pysubs2.SSAFile()
    subs.info.update(
        PlayResX=str(width), PlayResY=str(height), ScaledBorderAndShadow="yes", WrapStyle="2"
    )
    subs.info["YCbCr Matrix"] = "TV.709"
    subs.styles["Default"] = look
    for caption in captions:
        start, end = _stamps(caption, 100)
        rows = [_named(row, style, language, main, size) for row in _rows(caption, language)]
        event = pysubs2.SSAEvent(start=start * 10, end=end * 10, text="\\N".join(rows))
        event.name = caption.speaker
        subs.append(event)
    return str(subs.to_string("ass"))


def write(
    captions: Sequence[Caption],
    path: Path,
    *,
    language: str = "en",
    style: CaptionStyle | None = None,
    width: int = 1920,
    height: int = 1080,
) -> Path:
    """Writes the captions in the format of the path's suffix: .srt, .vtt or .ass, UTF-8.

    The file appears whole or not at all. Raises BadInput for another suffix and NoSpace when
    the folder cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix == ".srt":
        text = srt(captions, language=language)
    elif suffix == ".vtt":
        text = vtt(captions, language=language, style=style)
    elif suffix == ".ass":
        text = ass(captions, style=style, language=language, width=width, height=height)
    else:
        raise BadInput(f'Captions cannot be written as "{suffix}": choose .srt, .vtt or .ass.')
    write_whole(path, text.encode())
    return path
