"""Mouth shapes for the fifteen visemes."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmstudio.drawing.people.mouth import MOUTHS, blend, quantised
from filmstudio.film.picture import Mouth
from filmstudio.film.vocabulary import Viseme

part = st.floats(0, 1)
mouths = st.builds(Mouth, open=part, width=st.floats(-1, 1), round=part, teeth=part, tongue=part)


def test_every_viseme_has_a_mouth() -> None:
    assert set(MOUTHS) == set(get_args(Viseme))


def test_lips_close_for_bilabials_and_open_most_for_a() -> None:
    assert MOUTHS["PP"].open == 0
    assert max(MOUTHS, key=lambda viseme: MOUTHS[viseme].open) == "aa"
    assert MOUTHS["U"].round > MOUTHS["E"].round
    assert MOUTHS["FF"].teeth == 1


def test_the_shapes_stay_apart_on_the_grid() -> None:
    assert len({quantised(mouth) for mouth in MOUTHS.values()}) >= 13


@given(mouths)
def test_quantising_is_idempotent_and_near(mouth: Mouth) -> None:
    once = quantised(mouth)
    assert quantised(once) == once
    assert abs(once.open - mouth.open) <= 0.05
    if once.open == 0:
        assert once.teeth == once.tongue == 0


@given(mouths, mouths, st.floats(0.01, 0.99))
def test_a_blend_lies_between_its_mouths(a: Mouth, b: Mouth, weight: float) -> None:
    mixed = blend([(weight, a), (1 - weight, b)])
    low, high = sorted((a.open, b.open))
    assert low - 1e-9 <= mixed.open <= high + 1e-9


def test_a_blend_of_nothing_is_silence() -> None:
    assert blend([]) == MOUTHS["sil"]
    assert blend([(3.0, MOUTHS["O"])]).open == pytest.approx(MOUTHS["O"].open)
