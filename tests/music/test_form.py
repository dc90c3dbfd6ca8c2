"""The plan of a cue."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmstudio.music.form import ScoreRequest, merge, plan


@given(st.floats(1, 200), st.floats(50, 160), st.sampled_from([3, 4, 7]), st.booleans())
def test_bars_fill_the_cue_up_to_its_closing_chord(
    seconds: float, bpm: float, meter: int, ending: bool
) -> None:
    form = plan(ScoreRequest("folk", seconds=seconds, ending=ending), bpm, meter)
    assert form.bars[0].start == 0
    assert all(a.end == b.start for a, b in zip(form.bars, form.bars[1:], strict=False))
    assert form.bars[-1].end == pytest.approx(form.final)
    assert form.beats * 60 / form.bpm == pytest.approx(seconds)
    assert (form.final < form.beats) == ending


@given(st.floats(12, 90), st.floats(60, 160))
def test_a_tempo_that_is_asked_for_is_kept(seconds: float, tempo: float) -> None:
    form = plan(ScoreRequest("folk", seconds=seconds, tempo=tempo), 100, 4)
    assert form.bpm == pytest.approx(tempo, rel=0.05)


def test_the_swell_is_the_fullest_bar() -> None:
    form = plan(ScoreRequest("folk", seconds=40, swell=26), 96, 4)
    fullest = max(form.bars, key=lambda bar: bar.energy)
    assert abs((fullest.start + fullest.beats / 2) * 60 / form.bpm - 26) < 3


def test_short_pauses_join_speeches() -> None:
    assert merge(((3, 4), (0, 1), (4.5, 6), (9, 99)), 10) == [(0, 1), (3, 6), (9, 10)]


def test_gaps_and_speech_cover_the_cue() -> None:
    form = plan(ScoreRequest("folk", seconds=20, speech=((2, 5), (8, 11))), 90, 4)
    spans = sorted([*form.speech, *form.gaps])
    assert spans[0][0] == 0
    assert spans[-1][1] == pytest.approx(form.beats)
    assert sum(end - start for start, end in spans) == pytest.approx(form.beats)
