"""The cut: lines follow their voices, targets are met by small steps, edits stay local."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmstudio.film.cut import CREDITS_RANGE, TOLERANCE, lay_out, reach
from filmstudio.film.earlier import remembered
from filmstudio.film.storyboard import Line, Scene, Setting, Shot, Storyboard, Transition
from filmstudio.film.time import FrameRate
from filmstudio.film.timeline import Phoneme, Spoken, Timeline, Word

RATE = FrameRate(num=24)


def said(seconds: float) -> Spoken:
    half = seconds / 2
    return Spoken(
        seconds=seconds,
        words=(Word(text="a", start=0, end=half), Word(text="b", start=half, end=seconds)),
        phonemes=(
            Phoneme(symbol="a", viseme="aa", start=0.02, end=half - 0.1),
            Phoneme(symbol="b", viseme="PP", start=half, end=seconds - 0.02),
        ),
    )


def board(lengths: list[float], target: float = 0.0) -> tuple[Storyboard, dict[str, Spoken]]:
    shots = [Shot(id="s1.title", size="title", hold=3.5)]
    shots += [
        Shot(
            id=f"s1.{n:02d}",
            size="medium",
            lines=(Line(id=f"s1.{n:02d}.a", speaker="narrator" if n % 2 else "mara", text="x"),),
            join=Transition(kind="dissolve", seconds=0.8) if n % 3 == 0 else Transition(),
        )
        for n in range(len(lengths))
    ]
    shots.append(Shot(id="s1.credits", size="credits", hold=3.0))
    storyboard = Storyboard(
        target_seconds=target,
        scenes=(Scene(id="s1", setting=Setting(place="beach"), shots=tuple(shots)),),
    )
    return storyboard, {f"s1.{n:02d}.a": said(length) for n, length in enumerate(lengths)}


LENGTHS = st.lists(st.floats(0.4, 9.0), min_size=1, max_size=14)


@given(LENGTHS, st.sampled_from([0.0, 15.0, 30.0, 60.0]))
def test_shots_follow_each_other_and_lines_lie_in_their_shots(lengths, target):
    timeline = lay_out(*board(lengths, target), RATE)
    at = 0
    for shot in timeline.shots:
        assert shot.start == at
        assert shot.frames >= RATE.frames(1.2)
        assert shot.join_frames * 2 <= shot.frames
        at += shot.frames
    assert timeline.frames == at
    before = 0.0
    for line in timeline.lines:
        shot = timeline.shot(line.shot)
        start = RATE.seconds(shot.start)
        assert line.start == pytest.approx(start + line.offset, abs=1e-3)
        assert line.start >= before
        assert line.end <= start + RATE.seconds(shot.frames) + 1e-3
        before = line.end


@given(LENGTHS, st.sampled_from([15.0, 30.0, 60.0]))
def test_the_target_is_met_or_the_creator_is_told_by_how_much(lengths, target):
    timeline = lay_out(*board(lengths, target), RATE)
    missed = abs(timeline.seconds - target) > TOLERANCE
    assert missed == bool(timeline.warnings)


def test_a_target_within_reach_is_met():
    timeline = lay_out(*board([3.0] * 8, 44.0), RATE)
    assert timeline.seconds == pytest.approx(44.0, abs=TOLERANCE)
    assert timeline.warnings == ()
    credits = timeline.shots[-1].frames / 24
    assert CREDITS_RANGE[0] - 0.05 <= credits <= CREDITS_RANGE[1] + 0.05


def test_without_a_target_a_longer_line_moves_others_and_changes_none():
    first = lay_out(*board([2.0, 2.0, 2.0]), RATE)
    second = lay_out(*board([2.0, 3.1, 2.0]), RATE)
    changed = [a.id for a, b in zip(first.shots, second.shots, strict=True) if a.frames != b.frames]
    assert changed == ["s1.01"]
    assert [line.offset for line in first.lines] == [line.offset for line in second.lines]


@given(
    st.lists(st.floats(1.5, 6.0), min_size=4, max_size=12),
    st.floats(0.15, 0.85),
    st.integers(0, 11),
    # Two or three words: what the credits can take up wherever the film lies in its range.
    st.floats(-0.9, 0.9),
)
def test_with_a_target_an_edited_line_changes_its_own_shot_and_the_credits_only(
    lengths, part, which, change
):
    low, high = reach(*sized(lengths))
    target = low + part * (high - low)
    storyboard, spoken = board(lengths, target)
    before = lay_out(storyboard, spoken, RATE)
    assert before.warnings == ()
    which %= len(lengths)
    lengths[which] = max(0.3, lengths[which] + change)
    after = lay_out(*board(lengths, target), RATE, remembered(storyboard, before))
    assert changed(before, after) <= {f"s1.{which:02d}", "s1.credits"}
    assert after.seconds == pytest.approx(target, abs=TOLERANCE)


@given(st.lists(st.tuples(st.integers(0, 7), st.floats(-1.0, 1.0)), min_size=2, max_size=8))
def test_edit_after_edit_the_target_is_met(edits):
    lengths = [3.0] * 8
    storyboard, spoken = board(lengths, 44.0)
    timeline = lay_out(storyboard, spoken, RATE)
    for which, change in edits:
        lengths[which] = min(5.0, max(1.5, lengths[which] + change))
        later, spoken = board(lengths, 44.0)
        timeline = lay_out(later, spoken, RATE, remembered(storyboard, timeline))
        storyboard = later
        low, high = reach(*sized(lengths))
        if low + 1 < 44.0 < high - 1:
            assert timeline.seconds == pytest.approx(44.0, abs=TOLERANCE)


def test_an_unedited_film_is_cut_the_same_again_and_another_target_anew():
    storyboard, spoken = board([3.0, 2.0, 4.0, 2.5], 24.0)
    first = lay_out(storyboard, spoken, RATE)
    memory = remembered(storyboard, first)
    assert lay_out(storyboard, spoken, RATE, memory) == first
    longer = storyboard.model_copy(update={"target_seconds": 26.0})
    assert lay_out(longer, spoken, RATE, memory) == lay_out(longer, spoken, RATE)


def changed(before: Timeline, after: Timeline) -> set[str]:
    return {a.id for a, b in zip(before.shots, after.shots, strict=True) if a.frames != b.frames}


def sized(lengths: list[float]) -> tuple[Storyboard, dict[str, float]]:
    """What `reach` asks for."""
    storyboard, spoken = board(lengths)
    return storyboard, {id: heard.seconds for id, heard in spoken.items()}


def test_mouths_close_in_pauses_and_at_the_end_and_narrators_have_none():
    timeline = lay_out(*board([2.0, 2.0]), RATE)
    spoken, told = timeline.lines
    assert [event.viseme for event in spoken.mouth] == ["aa", "sil", "PP", "sil"]
    assert spoken.mouth[0].time == pytest.approx(spoken.phonemes[0].start, abs=1e-3)
    assert told.mouth == ()


def test_a_missing_recording_is_an_error():
    storyboard, _ = board([2.0])
    with pytest.raises(KeyError):
        lay_out(storyboard, {}, RATE)


@given(st.lists(st.floats(1.0, 6.0), min_size=3, max_size=12))
def test_reach_says_what_the_cut_can_do(lengths):
    storyboard, spoken = board(lengths)
    low, high = reach(storyboard, {id: heard.seconds for id, heard in spoken.items()})
    assert low <= high
    middle = (low + high) / 2
    timeline = lay_out(storyboard.model_copy(update={"target_seconds": middle}), spoken, RATE)
    assert timeline.warnings == ()
