"""Makes plain words of marked-up ones: emphasis, escapes, notes, spaces."""

from __future__ import annotations

import re

_ESCAPED = re.compile(r"\\([*_\\#@!~>\[\]/.=^(){}<`-])")
_HELD = 0xE000
"""Escaped marks wait in the private use area, so that the rules for emphasis pass them by."""
# An opening mark touches the word after it and a closing one the word before it; no line
# break between them. The inner run excludes the mark itself, which keeps each scan linear.
_EMPHASIS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\*\*\*(?=[^\s*])([^*\n]{0,2000})(?<=[^\s*])\*\*\*",
        r"\*\*(?=[^\s*])([^*\n]{0,2000})(?<=[^\s*])\*\*",
        r"\*(?=[^\s*])([^*\n]{0,2000})(?<=[^\s*])\*",
        r"(?<!\w)_(?=[^\s_])([^_\n]{0,2000})(?<=[^\s_])_(?!\w)",
    )
)


def strip_emphasis(text: str) -> str:
    """Text without `*italic*`, `**bold**`, `***both***` and `_underline_` marks; `\\*` is a star.

    Marks that do not pair up on their line stay, as Fountain's syntax has it (`*69`).
    """
    if not any(mark in text for mark in "*_\\"):
        return text
    held = _ESCAPED.sub(lambda m: chr(_HELD + ord(m.group(1))), text)
    for _ in range(3):
        before = held
        for rule in _EMPHASIS:
            held = rule.sub(r"\1", held)
        if held == before:
            break
    return "".join(chr(ord(c) - _HELD) if _HELD <= ord(c) < _HELD + 128 else c for c in held)


def squeeze(text: str) -> str:
    """Text with every run of white space made one space."""
    return " ".join(text.split())
