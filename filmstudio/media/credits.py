"""Credits: roles and names on as many cards as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from filmstudio.film.picture import Sprite
from filmstudio.film.vocabulary import Style
from filmstudio.media.text import Align, TextBlock
from filmstudio.media.titles import (
    SAFE,
    TitleCard,
    TitleElement,
    TitleLook,
    base_of,
    cased,
    fitted,
    look_of,
    placed,
)


def _credit(line: str) -> tuple[str, str]:
    """ "Voices: espeak-ng" as ("Voices", "espeak-ng"); a line without a colon has no role."""
    role, colon, name = line.partition(":")
    if colon and name.strip() and "//" not in line:
        return role.strip(), name.strip()
    return "", line.strip()


def _pages(lines: Sequence[str], most: int) -> list[list[str]]:
    """The lines on as few pages as hold `most` each, evenly filled."""
    count = max(1, -(-len(lines) // most))
    size = -(-len(lines) // count)
    return [list(lines[at : at + size]) for at in range(0, len(lines), size)]


def credits_card(
    lines: Sequence[str],
    *,
    width: int,
    height: int,
    style: Style = "cinematic",
    seconds: float,
    language: str = "",
) -> TitleCard:
    """Credits such as "Voices: espeak-ng" or "The End", on as many pages as they need.

    Wide frames set roles left and names right of an axis, both columns centred as one; upright and
    square frames, and a card with one name, set the role above the name. Pages share `seconds` evenly. Raises Missing as `title_card` does.
    """
    look = look_of(style)
    kept = [line for line in lines if line.strip()]
    base = base_of(width, height)
    stacked = width < height * 1.3
    pages = _pages(kept, 6 if stacked else 9) if kept else []
    share = seconds / max(1, len(pages))
    elements = []
    for number, page in enumerate(pages):
        pace = min(1.0, share / 3.0)
        start = number * share
        enter = (start + 0.15 * pace, 0.7 * pace)
        leave = (start + share - 0.6 * pace, 0.5 * pace)
        sprites = _page(page, look, width, height, base, stacked, language)
        for order, sprite in enumerate(sprites):
            delay = min(0.5, 0.07 * order) * pace
            elements.append(TitleElement(sprite, enter[0] + delay, enter[1], *leave, base * 0.012))
    return TitleCard(tuple(elements), seconds, 0.58 if elements else 0.0)


def _page(
    lines: Sequence[str],
    look: TitleLook,
    width: int,
    height: int,
    base: float,
    stacked: bool,
    language: str,
) -> list[Sprite]:
    # One name is set as a card of its own: its role above it, larger.
    lone = sum(bool(_credit(line)[0]) for line in lines) <= 1
    stacked = stacked or lone
    size = base * (0.066 if lone else 0.055)
    while True:
        fixed = (look, size, width, stacked, language)
        rows = [_credit_row(line, *fixed, closing=at > 0) for at, line in enumerate(lines)]
        heights = [row.height(stacked) for row in rows]
        # A line without a role stands apart from what comes before and after it.
        apart = [row.heading or after.heading for row, after in pairwise(rows)]
        gaps = [size * ((0.6 if stacked else 0.2) + 0.75 * wide) for wide in apart]
        total = sum(heights) + sum(gaps)
        if total <= height * 0.8 or size < 8:
            break
        size *= 0.93
    sprites = []
    y = (height - total) / 2
    middle, gutter = width / 2, width * 0.014
    axis = middle + _off_middle(rows)
    for row, tall, gap in zip(rows, heights, [*gaps, 0.0], strict=True):
        role, name = row.role, row.name
        if stacked or row.heading:
            sprites += [placed(role, middle - role.width / 2, y)] if role.lines else []
            sprites.append(placed(name, middle - name.width / 2, y + role.height))
        else:
            # Both sit on one baseline.
            shared = max(block.lines[0].baseline for block in (role, name) if block.lines)
            for block, x in ((role, axis - gutter - role.width), (name, axis + gutter)):
                if block.lines:
                    sprites.append(placed(block, x, y + shared - block.lines[0].baseline))
        y += tall + gap
    return sprites


def _off_middle(rows: Sequence[_CreditRow]) -> float:
    """How far right of the middle roles and names meet, so that both columns as one are centred."""
    paired = [row for row in rows if not row.heading]
    roles = max((row.role.width for row in paired), default=0.0)
    names = max((row.name.width for row in paired), default=0.0)
    return (roles - names) / 2


@dataclass(frozen=True)
class _CreditRow:
    role: TextBlock
    name: TextBlock

    @property
    def heading(self) -> bool:
        return not self.role.lines

    def height(self, stacked: bool) -> float:
        both = (self.role.height, self.name.height)
        return sum(both) if stacked else max(both)


def _credit_row(
    line: str, look: TitleLook, size: float, width: int, stacked: bool, language: str, closing: bool
) -> _CreditRow:
    """A row of the credits. A line without a role is a heading at the top and a note below names."""
    role, name = _credit(line)
    apart = bool(role) and not stacked
    room = width * (1 - 2 * SAFE) * (0.46 if apart else 0.94)
    small = replace(look, role="sans", weight="regular", spacing=0.14, colour=look.accent)
    large = replace(look, spacing=0.02)
    share = 1.0 if role else 1.5
    if closing and not role:
        large, share = replace(small, spacing=0.06), 0.62

    def set_in(text: str, size: float, look: TitleLook, align: Align) -> TextBlock:
        side: Align = align if apart else "centre"
        return fitted(
            text, size, look, room=room, rows=2, tall=width, language=language, align=side
        )

    return _CreditRow(
        set_in(cased(role, language), size * 0.55, small, "right"),
        set_in(name, size * share, large, "left"),
    )
