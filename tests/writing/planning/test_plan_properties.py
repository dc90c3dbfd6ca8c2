"""What holds for the storyboard of any script: nothing lost, nobody misplaced, edits stay local."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filmstudio.film.screenplay import (
    Action,
    Dialogue,
    SceneHeading,
    Screenplay,
    Section,
    Transition,
)
from filmstudio.film.story import Speech, Story, Telling
from filmstudio.film.storyboard import NARRATOR, Storyboard
from filmstudio.writing.analysis import analyse
from filmstudio.writing.planning import estimate_seconds, plan
from filmstudio.writing.planning.estimate import shot_seconds
from tests.writing.planning.sample_scripts import ALL

_WORDS = [
    "the",
    "a",
    "she",
    "he",
    "they",
    "lamp",
    "river",
    "night",
    "walks",
    "runs",
    "opened",
    "letter,",
    "sat",
    "Anna",
    "Ravi",
    "king.",
    "Suddenly",
    "but",
    "never",
    "afraid!",
    "laughs",
    "market",
    "in",
    "at",
    "to",
    "home",
    "and",
    "with",
    "rain?",
    "storm…",
    "“you”",
    "children",
    "Mr.",
    "3",
    "años",
    "देखो",
    "河",
]
_texts = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=40).map(" ".join)
_wild = st.text(min_size=1, max_size=60).filter(lambda text: bool(text.strip()))
_names = st.sampled_from(["ANNA", "RAVI (V.O.)", "Old Man", "NARRATOR", "Anna", "李", "मीरा", ""])
_elements = st.one_of(
    st.builds(Action, text=st.one_of(_texts, _wild)),
    st.builds(
        Dialogue,
        speaker=_names,
        text=st.one_of(_texts, _wild),
        extension=st.sampled_from(["", "(V.O.)", "(O.S.)", "(CONT'D)"]),
        parenthetical=st.sampled_from(["", "whispering", "angrily"]),
    ),
    st.builds(
        SceneHeading,
        text=st.sampled_from(
            ["INT. KITCHEN - NIGHT", "EXT. ZORB - LATER", "EXT. RIVER - CONTINUOUS", "INT."]
        ),
    ),
    st.builds(Transition, text=st.sampled_from(["CUT TO:", "FADE OUT.", "DISSOLVE TO:"])),
    st.builds(Section, text=_texts),
)
screenplays = st.builds(
    Screenplay,
    form=st.sampled_from(["fountain", "dialogue", "prose", "final-draft"]),
    language=st.sampled_from(["en", "es", "hi", "xx"]),
    elements=st.lists(_elements, min_size=1, max_size=14).map(tuple),
)
_budget = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def _letters(text: str) -> str:
    return "".join(text.split())


def _told(story: Story) -> str:
    return "".join(
        _letters(beat.text) for _, beat in story.beats() if isinstance(beat, Speech | Telling)
    )


@_budget
@given(screenplays, st.sampled_from([0.0, 20.0, 90.0]), st.sampled_from(["16:9", "9:16"]))
def test_any_script_gives_a_sound_storyboard(
    script: Screenplay, target: float, aspect: str
) -> None:
    story = analyse(script)
    if not story.scenes:
        return
    film = plan(story, target_seconds=target, aspect=aspect)
    _nothing_is_lost(story, film)
    _speakers_are_seen(story, film)
    _cuts_change_the_size(film)
    _the_line_is_kept(film)
    ids = [s.id for _, s in film.shots()] + [line.id for line in film.lines()]
    assert len(ids) == len(set(ids))
    assert estimate_seconds(film) > 0
    for _, shot in film.shots():
        assert shot_seconds(shot, film.language) >= 1.2
        assert len(shot.subjects) <= 2


def _nothing_is_lost(story: Story, film: Storyboard) -> None:
    assert "".join(_letters(line.text) for line in film.lines()) == _told(story)


def _speakers_are_seen(story: Story, film: Storyboard) -> None:
    members = {member.id for member in film.cast}
    unseen = {
        _letters(beat.text)
        for _, beat in story.beats()
        if isinstance(beat, Speech) and not beat.seen
    }
    for _, shot in film.shots():
        on_screen = {subject.character for subject in shot.subjects}
        assert on_screen <= members
        for line in shot.lines:
            assert line.speaker in members | {NARRATOR}
            hidden = any(_letters(line.text) in text for text in unseen)
            if line.speaker != NARRATOR and not hidden:
                assert line.speaker in on_screen


def _cuts_change_the_size(film: Storyboard) -> None:
    for (_, before), (_, after) in pairwise(film.shots()):
        montage = before.size == after.size == "insert" and before.prop != after.prop
        assert before.size != after.size or montage


def _the_line_is_kept(film: Storyboard) -> None:
    for scene in film.scenes:
        looks: dict[str, bool] = {}
        for shot in scene.shots:
            for subject in shot.subjects:
                assert looks.setdefault(subject.character, subject.facing > 0) == (
                    subject.facing > 0
                )


@settings(_budget, max_examples=60)
@given(screenplays)
def test_the_same_script_gives_the_same_storyboard(script: Screenplay) -> None:
    story = analyse(script)
    assert story == analyse(script)
    if story.scenes:
        assert plan(story).model_dump_json() == plan(analyse(script)).model_dump_json()


def _with_word(script: Screenplay, at: int, word: int, new: str) -> Screenplay:
    elements = list(script.elements)
    old = elements[at]
    words = old.text.split(" ")
    tail = "".join(c for c in words[word] if not c.isalnum() and c != "'")
    words[word] = new + tail
    elements[at] = old.model_copy(update={"text": " ".join(words)})
    return script.model_copy(update={"elements": tuple(elements)})


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("target", [0.0, 70.0])
def test_changing_one_word_of_dialogue_changes_only_the_shot_that_speaks_it(
    name: str, target: float
) -> None:
    script = ALL[name]
    before = plan(analyse(script), target_seconds=target)
    for at, element in enumerate(script.elements):
        if not isinstance(element, Dialogue):
            continue
        middle = len(element.text.split(" ")) // 2
        after = plan(analyse(_with_word(script, at, middle, "basil")), target_seconds=target)
        old = {shot.id: shot for _, shot in before.shots()}
        new = {shot.id: shot for _, shot in after.shots()}
        assert list(old) == list(new)
        changed = [id for id in old if old[id] != new[id]]
        spoken = [id for id in changed if any("basil" in line.text for line in new[id].lines)]
        assert len(spoken) == 1
        # Fitting moves single steps: a word may cost one or two other shots 0.2 s.
        assert len(changed) <= (1 if target == 0 else 4)
        assert after.cast == before.cast
        assert [s.setting for s in after.scenes] == [s.setting for s in before.scenes]
        assert [s.music for s in after.scenes] == [s.music for s in before.scenes]
