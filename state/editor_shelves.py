"""Shelves: the shots of a draft in many small variables, so that a change sends only a few of them.

Reflex sends a variable as a whole, however little of it has changed. The order of the shots lies in
the scenes; a shot lies on the shelf where it was first put, wherever it moves.
"""

from __future__ import annotations

from collections.abc import Mapping

from state.editor_rows import ShotRow

SHELVES = 32
NAMES = tuple(f"shelf_{number}" for number in range(SHELVES))
"""The variables of `BoardState` that are shelves."""


def placed(ids: list[str], before: Mapping[str, int]) -> dict[str, int]:
    """By shot the number of its shelf: where it was before, else where there is most room; all of
    them side by side where none was there before."""
    kept = {id: before[id] for id in ids if id in before}
    if not kept:
        return {id: place * SHELVES // len(ids) for place, id in enumerate(ids)}
    full = [0] * SHELVES
    for shelf in kept.values():
        full[shelf] += 1
    for id in ids:
        if id not in kept:
            kept[id] = full.index(min(full))
            full[kept[id]] += 1
    return kept


def shelved(rows: Mapping[str, ShotRow], places: Mapping[str, int]) -> list[dict[str, ShotRow]]:
    """What lies on each shelf."""
    shelves: list[dict[str, ShotRow]] = [{} for _ in range(SHELVES)]
    for id, row in rows.items():
        shelves[places[id]][id] = row
    return shelves
