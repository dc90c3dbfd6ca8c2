"""Word-like chunks of Japanese, Chinese and Thai, which are written without spaces."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from filmstudio.said import said
from filmstudio.speech.thai import syllables

Piece = tuple[str, str]
"""What captions show and what the engine reads."""

_CLOSING = "、。，．！？!?,.;:；：…‥—―・)]}」』】》〉”’\"'"
_KANJI = re.compile(r"[\u3400-\u9fff\uf900-\ufaff々]")
_JAPANESE_TAILS = ("助詞", "助動詞", "記号")
_CHINESE_ALONE = frozenset("的了在是和我你他她它们不也就都而与及或把被让从向对这那有没很又再还到")
_THAI_CHUNK = 6
"""Letters after which a Thai chunk ends at the next syllable: about one word."""
_CHINESE_CHUNK = 2


def chunk(text: str, language: str) -> tuple[list[Piece], tuple[str, ...]]:
    """Chunks whose shown parts join to `text`, and warnings for the creator."""
    if language == "ja":
        return _japanese(text)
    if language == "th":
        return _thai(text), ()
    return [(piece, piece.strip()) for piece in _chinese(text)], ()


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    try:
        from janome.tokenizer import Tokenizer  # type: ignore[import-untyped]
    except ImportError:
        return None
    return Tokenizer(mmap=True)


def _japanese(text: str) -> tuple[list[Piece], tuple[str, ...]]:
    tokenizer = _tokenizer()
    if tokenizer is None:
        warnings: tuple[str, ...] = ()
        if _KANJI.search(text):
            warnings = (
                said(
                    "Japanese kanji cannot be read aloud here because the dictionary is not "
                    "installed: pip install janome, or write the line in kana."
                ),
            )
        parts = re.findall(r"[^ぁ-ん]*[ぁ-ん]*[^\w\s]*\s*", text)
        return [(part, part.strip()) for part in parts if part], warnings
    pieces: list[Piece] = []
    for token in tokenizer.tokenize(text):
        reading = token.phonetic if token.phonetic not in ("*", "") else token.surface
        kind = token.part_of_speech.split(",")
        joins = (
            kind[0] in _JAPANESE_TAILS or kind[1] in ("接尾", "非自立") or token.surface.isspace()
        )
        opened = pieces and pieces[-1][0][-1:] in "「『（(【"
        if pieces and (opened or (joins and not pieces[-1][0].endswith(("。", "、", "！", "？")))):
            shown, heard = pieces[-1]
            pieces[-1] = (shown + token.surface, heard + reading)
        else:
            pieces.append((token.surface, reading))
    return pieces, ()


def _chinese(text: str) -> list[str]:
    pieces: list[str] = []
    for letter in text:
        last = pieces[-1] if pieces else ""
        closing = letter in _CLOSING or letter.isspace()
        open_word = (
            last
            and last[-1] not in _CLOSING
            and not last[-1].isspace()
            and last not in _CHINESE_ALONE
            and letter not in _CHINESE_ALONE
            and len(last) < _CHINESE_CHUNK
        )
        latin = (
            last[-1:].isascii() and last[-1:].isalnum() and letter.isascii() and letter.isalnum()
        )
        if last and (closing or open_word or latin):
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def _thai(text: str) -> list[Piece]:
    pieces: list[tuple[str, str, str]] = []
    for shown, sound in syllables(text):
        last, heard, said = pieces[-1] if pieces else ("", "", "")
        full = sum(not letter.isspace() for letter in last) + len(shown) > _THAI_CHUNK
        closing = not sound and not shown.isalnum()
        foreign = not sound and not heard and last[-1:].isalnum()
        grows = sound and heard and not full and not last[-1:].isspace()
        if last and (closing or foreign or grows):
            pieces[-1] = (last + shown, heard + sound, said + ("" if sound else shown))
        else:
            pieces.append((shown, sound, "" if sound else shown))
    return [
        (shown, f"[[{sound}]]" if sound else said.replace("[", " ").strip())
        for shown, sound, said in pieces
    ]
