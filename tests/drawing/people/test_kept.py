"""Pictures are kept up to a number of bytes."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from filmstudio.drawing.people.kept import Kept
from filmstudio.film.picture import Pixels


def picture(side: int) -> Pixels:
    return np.zeros((side, side, 4), np.uint8)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 12)), max_size=60))
def test_memory_stays_bounded(requests: list[tuple[int, int]]) -> None:
    kept: Kept[Pixels] = Kept(1000)
    for key, side in requests:
        kept.get((key, side), lambda side=side: picture(side))  # type: ignore[misc]
        assert kept.bytes <= max(1000, side * side * 4)


def test_the_least_recently_used_goes_first() -> None:
    kept: Kept[Pixels] = Kept(3 * 400)
    first = kept.get("a", lambda: picture(10))
    kept.get("b", lambda: picture(10))
    kept.get("c", lambda: picture(10))
    assert kept.get("a", lambda: picture(10)) is first
    kept.get("d", lambda: picture(10))
    assert kept.get("a", lambda: picture(10)) is first
    made = []
    kept.get("b", lambda: made.append(1) or picture(10))  # type: ignore[func-returns-value]
    assert made
