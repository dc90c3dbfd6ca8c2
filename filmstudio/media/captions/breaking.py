"""Says where a line of text may be broken, and how good each place is, in any language."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import regex
import skia

from filmstudio.media import fonts

SENTENCE, CLAUSE, BEFORE_CONJUNCTION, BEFORE_PREPOSITION = 0.0, 6.0, 14.0, 22.0
ORDINARY, NAME, ANYWHERE, BOUND = 40.0, 90.0, 120.0, 200.0
"""What a break costs, from the end of a sentence to the tie between article and noun.

The order is that of the BBC Subtitle Guidelines ("Break at natural points") and of the
Netflix Timed Text Style Guide ("Line treatment").
"""

_BIG, _TINY = 40.0, 0.01
_CLUSTER = regex.compile(r"\X")
_CJK = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}ー々〆]")
_DICTIONARY = regex.compile(r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]+")
_ENDS_SENTENCE = regex.compile(r"[.!?…。！？।॥؟۔៖།][\"'”’»」』)\]]*$")
_ENDS_CLAUSE = regex.compile(r"([,;:،؛、，；：]|[-–—])[\"'”’»」』)\]]*$")
_EDGES = regex.compile(r"^[^\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+$")
# Characters that never start or never end a line (JLREQ 3.1.7 and 3.1.8, CLREQ 3.1.4).
_NEVER_FIRST = frozenset(
    "、。，．・：；？！‐゠–—〜～…‥」』）］｝〉》】〕”’,.:;?!)]}»ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ%％℃"
)
_NEVER_LAST = frozenset("「『（［｛〈《【〔“‘([{«¥$€£")
# Signs of Thai, Lao, Khmer and Burmese that belong to the word before.
_TRAILING = frozenset("ๆฯໆ។៕៖၊။")
# Kana that carry on a phrase rather than start one.
_PARTICLES = frozenset("はがをにへとでもやのねよかなさわぞ")


@dataclass(frozen=True)
class Piece:
    """Text that is never broken inside; `cost` is the price of ending a line after it."""

    text: str
    space: bool
    """A space follows it inside a line."""
    cost: float


@lru_cache(maxsize=1)
def _phrases() -> dict[str, dict[str, frozenset[str]]]:
    path = Path(__file__).with_name("phrases.json")
    raw = json.loads(path.read_text(encoding="utf-8"))
    return {
        language: {kind: frozenset(words.split()) for kind, words in kinds.items()}
        for language, kinds in raw.items()
    }


def _kinds(language: str) -> dict[str, frozenset[str]]:
    return _phrases().get(language.lower().replace("_", "-").split("-")[0], {})


def clusters(text: str) -> list[str]:
    """User-perceived characters (UAX 29 grapheme clusters)."""
    return _CLUSTER.findall(text)


def joined(pieces: Sequence[Piece]) -> str:
    """The text of a row of pieces."""
    text = "".join(piece.text + (" " if piece.space else "") for piece in pieces)
    return text.rstrip(" ")


@lru_cache(maxsize=4096)
def pieces(text: str, language: str = "", chunks: tuple[str, ...] = ()) -> tuple[Piece, ...]:
    """The text in pieces, in order and without loss (white space becomes one space).

    Words of spaced writing; for Thai, Lao, Khmer and Burmese the words of ICU's dictionary;
    for Chinese characters and for Japanese phrases by change of script, kept together by kinsoku
    rules. `chunks` (the words of the spoken line) replace these when they spell the same text.
    """
    words = text.split()
    cut: list[tuple[str, bool]] = []
    exact = "".join(words) == "".join("".join(chunks).split()) and len(chunks) > len(words)
    spoken = [part for chunk in chunks for part in chunk.split()] if exact else []
    for number, word in enumerate(words):
        parts = _take(spoken, word) if exact else _inner(word, language)
        parts = parts or _inner(word, language)
        cut += [(part, False) for part in parts[:-1]]
        cut.append((parts[-1], number < len(words) - 1))
    kinds = _kinds(language)
    made = []
    for number, (part, space) in enumerate(cut):
        after = cut[number + 1][0] if number + 1 < len(cut) else ""
        made.append(Piece(part, space, _cost(part, after, space, kinds)))
    return tuple(made)


def _take(spoken: list[str], word: str) -> list[str]:
    """The spoken chunks that spell `word`, taken from the front; none if one crosses its end."""
    taken: list[str] = []
    while spoken and len("".join(taken)) < len(word):
        taken.append(spoken.pop(0))
    if "".join(taken) != word:
        return []
    merged: list[str] = []
    for part in taken:
        if merged and (part[0] in _NEVER_FIRST or merged[-1][-1] in _NEVER_LAST):
            merged[-1] += part
        else:
            merged.append(part)
    return merged


def _inner(word: str, language: str) -> list[str]:
    """Where a stretch without spaces may be broken."""
    if _DICTIONARY.search(word):
        return _by_dictionary(word)
    if _CJK.search(word):
        return _by_kinsoku(word, japanese=_is_japanese(word, language))
    parts = regex.split(r"(?<=\p{L}{2}[-–—/])(?=\p{L}{2})", word)
    return [part for part in parts if part] or [word]


def _is_japanese(word: str, language: str) -> bool:
    return language.startswith("ja") or bool(regex.search(r"[\p{Hiragana}\p{Katakana}]", word))


def _by_kinsoku(word: str, *, japanese: bool) -> list[str]:
    parts: list[str] = []
    for cluster in clusters(word):
        if not parts:
            parts.append(cluster)
            continue
        last = parts[-1][-1]
        first = cluster[0]
        wide = _CJK.match(first) or _CJK.match(last)
        tied = first in _NEVER_FIRST or last in _NEVER_LAST or not wide
        if not tied and japanese:
            tied = not _phrase_starts(parts[-1], cluster)
        if tied:
            parts[-1] += cluster
        else:
            parts.append(cluster)
    return [short for part in parts for short in _shorter(part)]


def _phrase_starts(before: str, cluster: str) -> bool:
    """Japanese: a phrase starts where writing returns from kana to kanji, katakana or letters."""
    last = before[-1]
    if last in _NEVER_FIRST and unicodedata.category(last).startswith("P"):
        return True
    hiragana = "HIRAGANA" in unicodedata.name(cluster[0], "")
    if hiragana:
        return last in _PARTICLES and len(before) > 4
    return "HIRAGANA" in unicodedata.name(last, "")


def _shorter(part: str, most: int = 12) -> list[str]:
    """A Japanese phrase too long for a caption line, cut at equal lengths within kinsoku."""
    if len(part) <= most:
        return [part]
    signs = clusters(part)
    cuts = -(-len(signs) // most)
    size = -(-len(signs) // cuts)
    out: list[str] = []
    for sign in signs:
        full = out and len(clusters(out[-1])) >= size
        if not out or (full and sign[0] not in _NEVER_FIRST and out[-1][-1] not in _NEVER_LAST):
            out.append(sign)
        else:
            out[-1] += sign
    return out


@lru_cache(maxsize=1)
def _icu() -> tuple[skia.textlayout.FontCollection, skia.Unicode]:
    provider = skia.textlayout.TypefaceFontProvider()
    path = fonts.SHIPPED / "NotoSans-Regular.ttf"
    provider.registerTypeface(fonts.typeface(fonts.Face(path, 0, "NotoSans")), "any")
    collection = skia.textlayout.FontCollection()
    collection.setDefaultFontManager(provider)
    return collection, skia.Unicodes.ICU.Make()


def _narrowest(parts: Sequence[tuple[str, float]]) -> float:
    """The width of the widest unbreakable stretch of a paragraph of (text, type size) parts."""
    collection, unicode = _icu()
    style = skia.textlayout.ParagraphStyle()
    builder = skia.textlayout.ParagraphBuilder.make(style, collection, unicode)
    for text, size in parts:
        look = skia.textlayout.TextStyle()
        look.setFontFamilies(["any"])
        look.setFontSize(size)
        builder.pushStyle(look)
        builder.addText(text)
        builder.pop()
    paragraph = builder.Build()
    paragraph.layout(1e6)
    return float(paragraph.MinIntrinsicWidth)


def _by_dictionary(word: str) -> list[str]:
    """Words of ICU's dictionary (UAX 14, class SA), with punctuation kept to its word.

    Skia's paragraphs hold ICU but do not tell its breaks. So each pair of neighbours is set in
    large type and the rest in tiny type: when the widest unbreakable stretch is narrower than
    the pair, ICU breaks between the two. Widths of missing glyphs serve as well as real ones.
    """
    signs = clusters(word)
    parts = [signs[0]]
    for number in range(1, len(signs)):
        before, sign = signs[number - 1], signs[number]
        tied = sign[0] in _NEVER_FIRST or before[-1] in _NEVER_LAST or sign[0] in _TRAILING
        if not tied and _breaks_between(signs, number):
            parts.append(sign)
        else:
            parts[-1] += sign
    return parts


def _breaks_between(signs: list[str], number: int) -> bool:
    # ICU looks at the whole stretch of script; sixty signs each way decide as well.
    left = "".join(signs[max(0, number - 60) : number - 1])
    right = "".join(signs[number + 1 : number + 60])
    before, after = signs[number - 1], signs[number]
    pair = [(before, _BIG), (after, _BIG)]
    rest = [(left, _TINY), *pair, (right, _TINY)]
    together = _narrowest([(before, _BIG), ("\u2060", _BIG), (after, _BIG)])
    apart = _narrowest([part for part in rest if part[0]])
    return apart < together * 0.9


def _cost(part: str, after: str, space: bool, kinds: dict[str, frozenset[str]]) -> float:
    """The price of ending a line after `part` when `after` comes next."""
    if not after:
        return SENTENCE
    word = _EDGES.sub("", part).lower()
    following = _EDGES.sub("", after).lower()
    dotted = word + "." if part.rstrip("\"'”’»)").endswith(".") else word
    articles = kinds.get("article", frozenset())
    conjunctions = kinds.get("conjunction", frozenset())
    prepositions = kinds.get("preposition", frozenset())
    if dotted in articles and dotted != word:
        return BOUND
    if _ENDS_SENTENCE.search(part):
        return SENTENCE
    if _ENDS_CLAUSE.search(part):
        return NAME if part[-1] in "-–" and not space else CLAUSE
    if word in articles or word in prepositions:
        return BOUND
    if following in kinds.get("postposition", frozenset()):
        return BOUND
    if word in conjunctions:
        return NAME
    if following in conjunctions:
        return BEFORE_CONJUNCTION
    if following in prepositions:
        return BEFORE_PREPOSITION
    if part[:1].isupper() and after[:1].isupper() and part[-1:].isalpha() and word != "i":
        return NAME
    if part[-1:].isdigit() and space:
        return NAME
    return ORDINARY


def is_cjk(char: str) -> bool:
    """Whether rows are joined without a space next to this character."""
    return bool(_CJK.match(char)) or char in "、。，．：；！？「」『』（）《》…"
