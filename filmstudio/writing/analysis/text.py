"""Takes a text apart into words, sentences and clauses without losing a letter."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import regex

_TOKEN = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’\-][\p{L}\p{M}\p{N}]+)*")
_ELIDED = regex.compile(r"(?:[ldjtnscm]|qu)'[\p{L}\p{M}]{2}")
"""French joins its short words to the next one: "l'aube", "d'or"."""
_SPACE = regex.compile(r"\s+")
# A sentence ends at a stop with its closing quotes before a space, or at a full-width stop.
_END = regex.compile(
    r"(?<=[.!?…।॥؟۔]['\"”’»)\]]{0,3})\s+|(?<=[。！？｡][」』”’）]?)(?![」』”’）。！？\s]|$)"
)
_CLAUSE = regex.compile(
    r"(?<=[,;:،、，；：])\s+|(?<=[、，；：])(?!\s|$)|\s+(?=[—–-]\s)|(?<=—)(?=\p{L})"
)
_INITIAL = regex.compile(r"(?:^|[\s.])\p{Lu}\.$")
_LAST_WORD = regex.compile(r"([\p{L}.]+)\.$")
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}。、，！？]")


@dataclass(frozen=True)
class Token:
    """A word: `text` in lower case with a straight apostrophe, and where it lies."""

    text: str
    start: int
    end: int
    raw: str


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of a text. A possessive 's and a French l' are left off the word's own form."""
    found = []
    for match in _TOKEN.finditer(text):
        raw = match.group()
        word = unicodedata.normalize("NFC", raw).lower().replace("’", "'")
        if word.endswith("'s") and len(word) > 3:
            word = word[:-2]
        if _ELIDED.match(word):
            word = word.partition("'")[2]
        found.append(Token(word, match.start(), match.end(), raw))
    return tuple(found)


def tidy(text: str) -> str:
    """The text with every run of white space made one space."""
    return _SPACE.sub(" ", text).strip()


def joint(left: str, right: str) -> str:
    """What stands between two pieces of a text that was split: a space, or nothing in Han and kana."""
    if left and right and _UNSPACED.match(left[-1]) and _UNSPACED.match(right[0]):
        return ""
    return " "


def join(pieces: list[str]) -> str:
    """Pieces of one text put together again."""
    whole = ""
    for piece in pieces:
        whole = piece if not whole else whole + joint(whole, piece) + piece
    return whole


def sentences(text: str, abbreviations: frozenset[str] = frozenset()) -> list[str]:
    """The sentences of a text, in order; joined by `join` they are the tidied text again.

    A stop after one of `abbreviations` (lower case, no stop) or after an initial ends nothing.
    """
    pieces: list[str] = []
    for piece in _END.split(tidy(text)):
        if not piece:
            continue
        if pieces and _continues(pieces[-1], piece, abbreviations):
            pieces[-1] += " " + piece
        else:
            pieces.append(piece)
    return pieces


def _continues(before: str, after: str, abbreviations: frozenset[str]) -> bool:
    if _INITIAL.search(before):
        return True
    word = _LAST_WORD.search(before)
    if word and word.group(1).lower() in abbreviations:
        return True
    # "Stop!" she said: the sentence goes on in lower case after a quotation.
    return before[-1] in "\"”’»'" and after[0].islower()


def clauses(sentence: str) -> list[str]:
    """A sentence taken apart at commas, semicolons, colons and dashes."""
    return [piece for piece in _CLAUSE.split(sentence) if piece]


def words(text: str) -> int:
    """How many words a text has."""
    return len(tokens(text))


def slug(name: str) -> str:
    """A stable id for a name: letters and digits of any script, joined by hyphens, lower case."""
    plain = unicodedata.normalize("NFKD", name)
    latin = "".join(c for c in plain if not ("\u0300" <= c <= "\u036f"))
    return "-".join(
        regex.findall(r"[\p{L}\p{M}\p{N}]+", unicodedata.normalize("NFC", latin).lower())
    )


def digest(*parts: object) -> int:
    """A number that depends on the parts alone, the same in every process (SHA-256)."""
    joined = "\x1f".join(str(part) for part in parts)
    return int.from_bytes(hashlib.sha256(joined.encode()).digest()[:8], "big")


def title_case(text: str) -> str:
    """A heading in capitals as a name: "OLD PIER" becomes "Old pier"; mixed case stays."""
    text = tidy(text)
    if text.isupper():
        text = text.lower()
    return text[:1].upper() + text[1:]
