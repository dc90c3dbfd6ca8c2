"""Makes speech and telling of a prose paragraph, by its quotation marks or dialogue dashes."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Opening mark -> its closing marks.
_CLOSERS = {
    "“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", '"': '"', "‘": "’", "'": "'", "»": "«",
    "‹": "›", "〝": "〟", "＂": "＂", "‟": "”",
}  # fmt: skip
_DOUBLE = re.compile(r"[“„«「『\"»〝＂]")
_SINGLE_OPEN = re.compile(r"(?:^|[\s(\[—–-])['‘](?=\w)")
_SINGLE_CLOSE = re.compile(r"(?<=[.,!?…—–:;-])['’](?!\w)")
_ENDS = tuple(".,!?…—–-;:।。！？、，॥۔؟")
_DASH = re.compile(r"^[—–―]\s*|^-\s+(?=\S)")
_INNER_DASH = re.compile(r"\s+[—–―]\s*|\s*[—–―](?=[\s.,;:!?])")


@dataclass(frozen=True)
class Piece:
    """A run of words of a paragraph: spoken within quotation marks, or told. `open`: never closed."""

    text: str
    spoken: bool
    open: bool = False


@dataclass(frozen=True)
class QuoteStyle:
    """Which marks a text quotes with: single ones only where it has no double ones."""

    single: bool
    outward: bool
    """Whether guillemets point outwards, as in French; German books point them inwards."""

    @classmethod
    def of(cls, text: str) -> QuoteStyle:
        left, right = text.find("«"), text.find("»")
        return cls(
            single=not _DOUBLE.search(text),
            outward=right < 0 or (0 <= left < right),
        )


def split(paragraph: str, style: QuoteStyle) -> list[Piece]:
    """The paragraph's pieces in order, none empty, quotation marks taken off.

    A mark that never closes quotes to the end of the paragraph where it stands before a word.
    """
    if style.single and "“" not in paragraph:
        return _single(paragraph)
    opens = set('“„「『"〝＂‟') | ({"«", "‹"} if style.outward else {"»", "›"})
    pieces: list[Piece] = []
    told = place = 0
    while place < len(paragraph):
        mark = paragraph[place]
        if mark not in opens or (mark in '"＂' and not _may_open(paragraph, place)):
            place += 1
            continue
        closers = _CLOSERS.get(mark, "»") if mark != "›" else "‹"
        ends = [e for e in (paragraph.find(c, place + 1) for c in closers) if e >= 0]
        if not ends and place and mark in '"＂':
            before = paragraph[place - 1]
            if not before.isspace():
                place += 1
                continue
        _add(pieces, paragraph[told:place], spoken=False)
        end = min(ends, default=len(paragraph))
        _add(pieces, paragraph[place + 1 : end], spoken=True, open=not ends)
        told = place = end + 1
    _add(pieces, paragraph[told:], spoken=False)
    return pieces


def _may_open(text: str, place: int) -> bool:
    """Whether a straight mark can open: not after a digit (inches) or with nothing after it."""
    return (
        text[place + 1 :].strip() != ""
        if place + 2 >= len(text)
        else not (place and text[place - 1].isdigit() and not text[place + 1].isalpha())
    )


def _single(paragraph: str) -> list[Piece]:
    pieces: list[Piece] = []
    told = 0
    place = 0
    while opening := _SINGLE_OPEN.search(paragraph, place):
        start = opening.end() - 1
        closing = _SINGLE_CLOSE.search(paragraph, start + 1)
        if not closing:
            # Without its closing mark it is an apostrophe ('tis) rather than speech.
            break
        _add(pieces, paragraph[told:start], spoken=False)
        _add(pieces, paragraph[start + 1 : closing.start()], spoken=True)
        told = place = closing.end()
    _add(pieces, paragraph[told:], spoken=False)
    return pieces


def _add(pieces: list[Piece], text: str, *, spoken: bool, open: bool = False) -> None:
    text = text.strip()
    if text:
        pieces.append(Piece(text, spoken, open))


def dashed(paragraph: str, verbs: re.Pattern[str]) -> list[Piece]:
    """The pieces of a paragraph that begins with a dialogue dash; empty where it does not.

    Spanish and Portuguese set tags off with dashes (`—Sí —dijo ella—. Ven.`), French with a
    comma before an inverted verb (`— Oui, dit-elle.`); `verbs` finds a speech verb at a start.
    """
    opening = _DASH.match(paragraph)
    if not opening:
        return []
    pieces: list[Piece] = []
    parts = _INNER_DASH.split(paragraph[opening.end() :])
    for part in parts:
        if pieces and pieces[-1].spoken and verbs.match(part.strip()):
            _add(pieces, part, spoken=False)
        elif pieces and pieces[-1].spoken:
            pieces[-1] = Piece(f"{pieces[-1].text} — {part.strip()}", True)
        else:
            words = part.lstrip(" .,;:")
            mark = part[: len(part) - len(words)].strip()[:1]
            if mark and len(pieces) > 1 and pieces[-2].text[-1].isalnum():
                # `—Hola —dijo Juan—. Ven.`: the mark after the tag's dash ends the speech before it.
                pieces[-2] = Piece(pieces[-2].text + mark, True)
            _add(pieces, words, spoken=True)
    if len(pieces) == 1:
        for found in re.finditer(r"[,!?…]\s+(?=\w)", pieces[0].text):
            rest = pieces[0].text[found.end() :]
            if verbs.match(rest):
                tag, stop, more = rest.partition(". ")
                said = pieces[0].text[: found.end()].strip()
                pieces = [Piece(said, True), Piece(tag + stop.strip(), False)]
                _add(pieces, more.lstrip("—– "), spoken=True)
                break
    return pieces


def is_speech(before: str, quote: str, after: str) -> bool:
    """Whether a quotation is spoken, and not a title or a word held at arm's length.

    `before` and `after` are what is told on either side in the paragraph.
    """
    if not any(c.isalnum() for c in quote):
        return False
    if not before and not after:
        return True
    inside = before[-1:].isalpha() and not before.endswith(_ENDS)
    if inside and quote[:1].islower():
        return False
    if quote.endswith(_ENDS) or not before:
        return not inside or quote[-1] not in "," or not after[:1].islower()
    return before.endswith((",", ":", "：", "，", "、")) or after[:1] in "と"
