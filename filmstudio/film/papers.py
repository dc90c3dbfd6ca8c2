"""The papers of drafts: a film's versions are told apart by the colours of revision pages."""

from __future__ import annotations

PAPERS = ("White", "Blue", "Pink", "Yellow", "Green", "Goldenrod", "Buff", "Salmon", "Cherry")
"""The order in which revised pages are coloured (Writers Guild of America, West)."""


def paper(number: int) -> str:
    """The paper of version `number`, counted from 1; after Cherry comes White for the second time.

    Raises ValueError for less than 1.
    """
    if number < 1:
        raise ValueError("Versions count from 1.")
    times, place = divmod(number - 1, len(PAPERS))
    return PAPERS[place] if not times else f"{PAPERS[place]} {times + 1}"
