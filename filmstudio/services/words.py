"""Words from outside, cut and cleaned for rows, letters and logs."""

from __future__ import annotations

import unicodedata


def one_line(text: str, most: int) -> str:
    """The text without control and direction characters, in one line of at most `most` characters.

    What people type is shown to others and written to logs: a line break or an escape sequence in
    a name must not forge a line there.
    """
    cut = text[: most * 4]
    kept = (
        c if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp") else " " for c in cut
    )
    return " ".join("".join(kept).split())[:most]
