"""Each rule of the director's handbook that the planner keeps, one test a rule."""

from __future__ import annotations

import re
from itertools import pairwise

import jsonschema
import pytest

from filmstudio.errors import BadInput
from filmstudio.film.screenplay import Screenplay, Section, Transition
from filmstudio.film.story import Story
from filmstudio.film.storyboard import Shot, Storyboard, json_schema
from filmstudio.writing.analysis import analyse
from filmstudio.writing.planning import estimate_seconds, plan
from filmstudio.writing.planning.estimate import shot_seconds, speech_seconds
from filmstudio.writing.readers import read_text
from tests.writing.planning.sample_scripts import (
    ALL,
    DRAMA,
    FOLK_TALE,
    MONOLOGUE,
    RAIN,
    action,
    heading,
    says,
)


def board(screenplay: Screenplay, **options: object) -> Storyboard:
    return plan(analyse(screenplay), **options)  # type: ignore[arg-type]


def scene_of(*elements: object) -> Storyboard:
    return board(Screenplay(form="fountain", elements=elements))  # type: ignore[arg-type]


def shots(film: Storyboard) -> list[Shot]:
    return [shot for _, shot in film.shots()]


def test_narration_and_dialogue_have_the_pace_of_the_handbook() -> None:
    text = (
        "The letter arrived on a quiet morning, and nobody in the village remembered who had "
        "written it. An old fisherman carried it down to the harbour, where the boats were waiting. "
    ) * 8
    words = len(text.split())
    narrated = words / speech_seconds(text, "en", narrated=True) * 60
    spoken = words / speech_seconds(text, "en", narrated=False) * 60
    assert 140 <= narrated <= 162
    assert 158 <= spoken <= 182


@pytest.mark.parametrize("name", ALL)
def test_the_document_validates_against_the_published_schema(name: str) -> None:
    film = board(ALL[name])
    jsonschema.validate(film.model_dump(mode="json"), json_schema())
    assert Storyboard.model_validate_json(film.model_dump_json()) == film


@pytest.mark.parametrize("name", ALL)
def test_no_shot_is_under_1_2_s_nor_over_12_s_without_movement(name: str) -> None:
    for shot in shots(board(ALL[name])):
        seconds = shot_seconds(shot, "en")
        assert seconds >= 1.2
        assert seconds <= 12 or shot.camera.move != "hold"


@pytest.mark.parametrize("name", ALL)
def test_never_the_same_length_three_times_in_a_row(name: str) -> None:
    lengths = [shot_seconds(shot, "en") for shot in shots(board(ALL[name]))]
    for at in range(2, len(lengths)):
        assert max(lengths[at - 2 : at + 1]) - min(lengths[at - 2 : at + 1]) > 0.05


def test_the_title_stands_over_the_first_place_and_credits_end_the_film() -> None:
    film = shots(board(DRAMA))
    assert film[0].size == "title"
    assert film[0].title == "The Last Lamp"
    assert film[0].subtitle == "by Nora Field"
    assert 3 <= film[0].hold <= 4
    assert film[-1].size == "credits"
    assert film[-1].credits[0] == "Written by Nora Field"
    assert film[-1].credits[-1] == "Made with AI Film Studio"
    assert 2 <= film[-1].hold <= 4


def test_credits_name_the_voices_that_are_heard() -> None:
    film = scene_of(
        heading("EXT. STREET - DAY"),
        action("A child runs across the street. Anna waits."),
        says("ANNA", "Come here."),
    )
    assert "child" in {member.id for member in film.cast}
    assert shots(film)[-1].credits == ("Voices: Anna", "Made with AI Film Studio")


def test_somebody_new_is_seen_and_not_the_thing_they_hold() -> None:
    film = scene_of(
        heading("EXT. HARBOUR - DUSK"),
        action("ELIAS, an old ferryman, coils a rope. He opens a letter."),
    )
    first, second = shots(film)[2:4]
    assert [s.character for s in first.subjects] == ["elias"]
    assert (second.size, second.prop) == ("insert", "letter")


def test_a_new_place_opens_with_an_establishing_shot() -> None:
    film = board(DRAMA)
    assert film.scenes[0].shots[1].size == "establishing"
    assert film.scenes[1].shots[0].size == "establishing"
    for scene in film.scenes:
        for shot in scene.shots:
            if shot.size == "establishing" and not shot.lines:
                assert 2.4 <= shot.hold <= 4


def test_the_same_moment_going_on_opens_closer() -> None:
    film = scene_of(
        heading("EXT. GARDEN - DAY"),
        says("ANNA", "Come inside."),
        heading("INT. KITCHEN - CONTINUOUS"),
        says("ANNA", "Sit down, please."),
    )
    assert film.scenes[1].setting.time == "day"
    assert film.scenes[1].shots[0].size != "establishing"
    assert film.scenes[1].shots[0].join.kind == "cut"


def test_the_first_exchange_is_a_two_shot_and_tension_closes_in() -> None:
    film = board(RAIN)
    talk = [shot for shot in shots(film) if shot.lines]
    assert talk[0].size == "two-shot"
    assert len(talk[0].lines) == 2
    early = [shot.size for shot in talk[:3]]
    late = [shot.size for shot in talk[4:]]
    assert "close" not in early
    assert "close" in late


def test_a_line_that_nobody_answers_ends_on_the_listeners_face() -> None:
    film = board(RAIN)
    last = shots(film)[-2]
    assert last.lines == ()
    assert last.subjects[0].character == "ravi"


def test_narration_is_told_over_what_it_names() -> None:
    film = board(FOLK_TALE)
    walking = next(s for s in shots(film) if s.lines and "walked to the palace" in s.lines[0].text)
    assert walking.subjects[0].character == "bhola"
    assert walking.subjects[0].pose == "walk"
    assert walking.size == "wide"
    assert walking.camera.move == "track"


def test_a_list_becomes_a_montage_one_image_an_item() -> None:
    film = board(FOLK_TALE)
    inserts = [s for s in shots(film) if s.size == "insert" and s.id.startswith("s1.02")]
    assert [shot.prop for shot in inserts] == ["lamp", "bowl", "pot"]
    assert inserts[1].lines[0].text == "little bowls,"


def test_an_abstract_sentence_gets_the_place_and_not_a_talking_head() -> None:
    film = board(
        Screenplay(
            form="prose",
            elements=(
                action(
                    "In the village lived Meera. Meera sat by the well. Nothing lasts for ever."
                ),
                action("Time is a patient teacher. Meera smiled."),
            ),
        )
    )
    abstract = next(s for s in shots(film) if s.lines and "Nothing lasts" in s.lines[0].text)
    assert abstract.subjects == ()
    assert abstract.size in ("wide", "establishing")


def test_action_of_a_screenplay_is_shown_and_not_read_out() -> None:
    film = board(DRAMA)
    said = " ".join(line.text for line in film.lines())
    assert "pushes the letter" not in said
    assert all(line.speaker != "narrator" for line in film.lines())
    pushing = next(s for s in shots(film) if "pushes the letter" in s.action)
    assert pushing.lines == ()
    assert pushing.subjects[0].holds == "letter"


def test_time_passing_is_told_and_dissolved() -> None:
    film = scene_of(
        heading("EXT. FIELD - DAY"),
        action("Anna plants a seed."),
        action("Years pass."),
        action("Anna kneels under a tree."),
    )
    told = next(s for s in shots(film) if s.lines)
    assert told.lines[0].speaker == "narrator"
    assert told.lines[0].text == "Years pass."
    assert told.join.kind == "dissolve"
    assert 0.6 <= told.join.seconds <= 1.0


@pytest.mark.parametrize("name", ALL)
def test_size_changes_at_every_cut(name: str) -> None:
    for before, after in pairwise(shots(board(ALL[name]))):
        montage = before.size == after.size == "insert" and before.prop != after.prop
        assert before.size != after.size or montage


@pytest.mark.parametrize("name", ALL)
def test_no_composition_twice_in_a_scene(name: str) -> None:
    for scene in board(ALL[name]).scenes:
        seen = set()
        for shot in scene.shots:
            frame = (
                shot.size,
                tuple((s.character, s.x, s.pose, s.emotion) for s in shot.subjects),
                shot.focus,
                shot.prop,
                shot.camera.move,
            )
            assert frame not in seen
            seen.add(frame)


@pytest.mark.parametrize("name", ALL)
def test_the_line_is_kept_and_eyelines_meet(name: str) -> None:
    for scene in board(ALL[name]).scenes:
        looks: dict[str, bool] = {}
        for shot in scene.shots:
            assert len(shot.subjects) <= 2
            for subject in shot.subjects:
                right = subject.facing > 0
                assert looks.setdefault(subject.character, right) == right
            if len(shot.subjects) == 2:
                left, right_ = sorted(shot.subjects, key=lambda s: s.x)
                assert left.facing > 0 > right_.facing


def test_there_is_looking_room_and_the_reverse_shows_the_other_part_of_the_place() -> None:
    for shot in shots(board(RAIN)):
        if len(shot.subjects) == 1 and shot.size in ("medium", "close"):
            subject = shot.subjects[0]
            assert (subject.x < 0.5) == (subject.facing > 0)
            assert (shot.focus < 0.5) == (subject.x < 0.5)


def test_upright_films_stack_two_people_in_depth() -> None:
    film = board(RAIN, aspect="9:16")
    assert film.aspect == "9:16"
    talk = [s for s in shots(film) if s.lines]
    assert all(shot.size != "two-shot" for shot in talk if len(shot.lines) == 1)
    assert all(shot.size == "wide" for shot in talk if len(shot.lines) == 2)
    assert any(shot.size == "over-shoulder" for shot in talk)


@pytest.mark.parametrize("name", ALL)
def test_camera_moves_are_slow_and_have_a_reason(name: str) -> None:
    for shot in shots(board(ALL[name])):
        if shot.camera.move == "hold":
            assert shot.camera.amount == 0
            continue
        assert 0 < shot.camera.amount <= 0.12
        assert shot.camera.amount / shot_seconds(shot, "en") <= 0.06
    still = [s for s in shots(board(RAIN)) if len(s.lines) == 2]
    assert all(shot.camera.move == "hold" for shot in still)


def test_time_passing_dissolves_acts_fade_and_scripts_may_ask() -> None:
    film = scene_of(
        heading("EXT. GARDEN - DAY"),
        says("ANNA", "Good day."),
        heading("EXT. GARDEN - NIGHT"),
        says("ANNA", "Good night."),
        Transition(text="WIPE TO:"),
        heading("INT. KITCHEN - NIGHT"),
        says("ANNA", "Tea?"),
        Section(text="Act two"),
        heading("INT. OFFICE - DAY"),
        says("ANNA", "Work."),
    )
    joins = [scene.shots[0].join.kind for scene in film.scenes]
    assert joins == ["fade", "dissolve", "wipe", "fade"]
    assert film.scenes[3].shots[0].join.seconds == 0.8
    for scene in film.scenes:
        for shot in scene.shots[1:]:
            assert shot.join.kind == "cut" or shot.size == "establishing" or shot.size == "credits"


def test_nobody_speaks_into_a_dissolve() -> None:
    for name in ALL:
        for shot in shots(board(ALL[name])):
            if shot.lines and shot.join.seconds:
                assert shot.lead >= shot.join.seconds


def test_the_last_picture_holds_one_and_a_half_seconds_after_the_last_word() -> None:
    for name in ALL:
        film = shots(board(ALL[name]))
        last = film[-2]
        assert last.hold >= 1.5


def test_the_music_swells_once_at_the_turn() -> None:
    for name in ("drama", "folk tale"):
        story = analyse(ALL[name])
        cues = [scene.music for scene in plan(story).scenes]
        assert sum(cue.intensity >= 0.85 for cue in cues) == 1
        beats = len(story.beats())
        assert 0.5 * beats <= story.turn <= 0.85 * beats


def test_there_is_silence_before_the_most_important_line() -> None:
    story = analyse(RAIN)
    _, beat = story.beats()[story.turn]
    film = plan(story)
    shot = next(s for s in shots(film) if s.lines and s.lines[0].text == beat.text)
    assert shot.lead >= 0.8
    assert shot.camera.move == "push-in"


def test_long_speeches_are_split_at_sentences_and_clauses() -> None:
    film = board(MONOLOGUE)
    lines = film.lines()
    assert len(lines) >= 3
    assert all(speech_seconds(line.text, "en", narrated=False) <= 14 for line in lines)
    assert " ".join(line.text for line in lines) == MONOLOGUE.elements[0].text  # type: ignore[union-attr]
    assert all(re.search(r"[.,!?;]$", line.text) for line in lines)


def test_off_screen_voices_are_heard_over_the_listener() -> None:
    film = scene_of(
        heading("INT. BEDROOM - NIGHT"),
        says("ANNA", "Who is there?"),
        says("PETER", "Only me.", extension="(O.S.)"),
    )
    heard = next(s for s in shots(film) if s.lines and s.lines[0].speaker == "peter")
    assert [s.character for s in heard.subjects] == ["anna"]


@pytest.mark.parametrize("target", [60.0, 75.0, 100.0])
def test_the_film_fits_its_target(target: float) -> None:
    film = board(DRAMA, target_seconds=target)
    assert estimate_seconds(film) == pytest.approx(target, rel=0.1)
    assert film.target_seconds == target


def test_time_passes_still_where_an_establishing_shot_was_left_out() -> None:
    film = board(DRAMA, target_seconds=30)
    assert all(scene.shots[0].join.kind == "dissolve" for scene in film.scenes[1:])
    assert estimate_seconds(film) < estimate_seconds(board(DRAMA)) - 10


def test_a_script_too_long_says_by_how_much_and_loses_no_word() -> None:
    film = board(FOLK_TALE, target_seconds=30)
    assert [line.text for line in film.lines()] == [line.text for line in board(FOLK_TALE).lines()]
    assert re.search(r"will not fit 30 s; cut about \d+ words", " ".join(film.warnings))


def test_a_script_too_short_says_by_how_much() -> None:
    film = board(MONOLOGUE, target_seconds=240)
    assert re.search(r"does not fill 240 s; write about \d+ words more", " ".join(film.warnings))


def test_music_follows_the_option() -> None:
    assert {s.music.genre for s in board(DRAMA, music="jazz").scenes} == {"jazz"}
    assert {s.music.genre for s in board(DRAMA, music="none").scenes} == {"none"}
    assert {s.music.genre for s in board(FOLK_TALE).scenes} <= {"raga", "suspense"}


def test_options_that_are_not_known_are_refused_in_a_sentence() -> None:
    story = analyse(DRAMA)
    with pytest.raises(BadInput, match="aspect '2:1' is not known"):
        plan(story, aspect="2:1")
    with pytest.raises(BadInput, match="captions mode"):
        plan(story, captions="loud")
    with pytest.raises(BadInput, match="nothing to show"):
        plan(Story())


@pytest.mark.parametrize(
    ("place", "subtitle"), [("KITCHEN", ""), ("THE OLD PIER", "Old pier"), ("VILLAGE", "")]
)
def test_under_the_title_stands_a_place_that_has_a_name_of_its_own(
    place: str, subtitle: str
) -> None:
    script = f"The Lamp\n\nINT. {place} - NIGHT\n\nMARA\nBy the lamp.\n\nBEN\nThank you.\n"
    assert shots(board(read_text(script)))[0].subtitle == subtitle
