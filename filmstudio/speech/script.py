"""What is said: a line split into caption words, each with what the engine reads for it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from filmstudio.speech.languages import Language
from filmstudio.speech.reading import is_abbreviation, read_word

Pause = Literal["", "comma", "dash", "stop", "ellipsis"]

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>|<!--.*?-->", re.S)
_LINK = re.compile(r"\[([^\]\n]{1,200})\]\([^)\s]{1,500}\)")
_MARKS = re.compile(r"(?<!\w)[*_~`]+(?=\S)|(?<=\S)[*_~`]+(?!\w)|^#+\s+", re.M)
_DASHES = re.compile(r"\s*(?:--+|[–—―])\s*|\s+-\s+")
_ENDS = "\"'”’»)]}」』】》〉"
_OPENINGS = "“‘«([{「『¿¡"
_STOPS = ".!?。！？।॥؟…"
_COMMAS = ",;:،؛、，；："


@dataclass(frozen=True)
class Token:
    """A word as captions show it, what is read for it, and the pause after it."""

    text: str
    spoken: str
    pause: Pause = ""


@dataclass(frozen=True)
class Script:
    """A line ready to be spoken. `spoken` is what the engine gets, `spans` each token's part of it."""

    tokens: tuple[Token, ...]
    spoken: str
    spans: tuple[tuple[int, int], ...]
    warnings: tuple[str, ...] = ()


def clean(text: str) -> str:
    """The line without markup, emoji and control characters, in composed Unicode."""
    text = unicodedata.normalize("NFC", text)
    text = _LINK.sub(r"\1", _TAG.sub(" ", text))
    text = _MARKS.sub("", text)
    kept = [_kept(letter) for letter in text]
    return re.sub(r"\s+", " ", "".join(kept)).strip()


def _kept(letter: str) -> str:
    kind = unicodedata.category(letter)
    if letter in "\u200c\u200d":
        return letter
    if kind in ("Cc", "Cs", "Co", "Cn", "So", "Sk", "Cf", "Zl", "Zp", "Zs"):
        return "°" if letter == "°" else " " if kind != "Cf" else ""
    if "\U0001f000" <= letter <= "\U0001faff" or "\ufe00" <= letter <= "\ufe0f":
        return ""
    return letter


def speakable(text: str) -> bool:
    """Whether there is any letter or digit to say."""
    return any(unicodedata.category(letter)[0] in "LN" for letter in text)


def script_of(text: str, language: Language) -> Script:
    """Split and normalise a line of this language. An empty script where nothing can be said."""
    # Imported here: the segmenters load dictionaries that spaced languages never need.
    plain = clean(text)
    warnings: tuple[str, ...] = ()
    if language.spaced:
        pieces = _spaced(plain)
    else:
        from filmstudio.speech.chunks import chunk

        pieces, warnings = chunk(plain, language.code)
    loud = _shouted(plain)
    tokens: list[Token] = []
    for index, (shown, said) in enumerate(pieces):
        if not speakable(said):
            if tokens:
                last = tokens[-1]
                glue = " " if language.spaced and shown[0] not in _STOPS + _COMMAS + _ENDS else ""
                mark = _pause(shown) or last.pause
                tokens[-1] = Token(f"{last.text}{glue}{shown}", last.spoken, mark)
            continue
        core, pause = said, _pause(said if language.spaced else shown)
        if not said.startswith("[["):
            core = said.rstrip(_STOPS + _COMMAS + _ENDS + "-")
        read = read_word(core, language.code, shouted=loud) if language.spaced else core
        if pause == "stop" and is_abbreviation(said, language.code) and not at_end(index, pieces):
            pause = ""
        if speakable(read):
            tokens.append(Token(shown, read, pause))
    return _assemble(tokens, language, warnings)


def at_end(index: int, pieces: list[tuple[str, str]]) -> bool:
    """Whether a sentence ends here: nothing follows that can be said."""
    return not any(speakable(said) for _, said in pieces[index + 1 :])


def _spaced(plain: str) -> list[tuple[str, str]]:
    pieces: list[tuple[str, str]] = []
    for part in _DASHES.split(plain):
        words = part.split()
        if pieces and words:
            shown, said = pieces[-1]
            pieces[-1] = (f"{shown} —", f"{said}—")
        pieces += [(word, word) for word in words]
    return pieces


def _shouted(plain: str) -> bool:
    cased = [letter for letter in plain if letter.isupper() or letter.islower()]
    return len(cased) > 3 and all(letter.isupper() for letter in cased)


def _pause(word: str) -> Pause:
    end = word.rstrip(_ENDS + " ")
    if end.endswith(("...", "…", "..", "⋯")):
        return "ellipsis"
    if end.endswith(("—", "–", "―")):
        return "dash"
    if end and end[-1] in _STOPS:
        return "stop"
    if end and end[-1] in _COMMAS:
        return "comma"
    return ""


def _assemble(tokens: list[Token], language: Language, warnings: tuple[str, ...]) -> Script:
    spoken = ""
    spans: list[tuple[int, int]] = []
    for index, token in enumerate(tokens):
        start = len(spoken)
        # The engines take a small letter after a full stop for an abbreviation.
        begins = spoken.rstrip()[-1:] in tuple(".?!")
        spoken += token.spoken[0].upper() + token.spoken[1:] if begins else token.spoken
        spans.append((start, len(spoken)))
        following = tokens[index + 1].text if index + 1 < len(tokens) else ""
        spoken += _mark(token, following)
        if language.spaced or language.code == "ja" or token.pause:
            spoken += " "
    return Script(tuple(tokens), spoken.rstrip(), tuple(spans), warnings)


def _mark(token: Token, following: str) -> str:
    """The punctuation that the engines understand; a question or a cry keeps its tune."""
    end = token.text.rstrip(_ENDS + " ")[-1:]
    if not following:
        return "?" if end in "?？؟" else "!" if end in "!！" else "."
    opening = following.lstrip(_OPENINGS + _ENDS)
    if token.pause == "stop" or (token.pause == "ellipsis" and not opening[:1].islower()):
        return "?" if end in "?？؟" else "!" if end in "!！" else "."
    return "," if token.pause else ""
