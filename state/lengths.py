"""Lengths of time as pages say them: 1:24 of film, 1 min 40 s of waiting; and sizes of files."""

from __future__ import annotations

from babel.numbers import format_decimal

from state.words import translated


def clock(seconds: float) -> str:
    """Film time: 1:24."""
    whole = max(0, round(seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def spoken(lang: str, seconds: float) -> str:
    """A length in words: 1 min 40 s."""
    whole = max(1, round(seconds))
    minutes, rest = divmod(whole, 60)
    if not minutes:
        return translated(lang, "{s} s", s=rest)
    if not rest or minutes >= 10:
        return translated(lang, "{m} min", m=minutes)
    return translated(lang, "{m} min {s} s", m=minutes, s=rest)


def size(lang: str, bytes_: int) -> str:
    """A size of a file: 48 MB."""
    for unit, of in (("GB", 10**9), ("MB", 10**6), ("KB", 10**3)):
        if bytes_ >= of:
            number = format_decimal(round(bytes_ / of, 1 if bytes_ < 10 * of else 0), locale=lang)
            return f"{number} {unit}"
    return f"{bytes_} B"
