"""Edits: whatever is done in whatever order, the storyboard stays sound and can be had back."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filmstudio.errors import BadInput, Conflict, StudioError
from filmstudio.film.commands import command_of
from filmstudio.film.edits import edited
from filmstudio.film.finding import label_of
from filmstudio.film.parts import change_between, put_together, taken_apart
from filmstudio.film.storyboard import Storyboard, json_schema
from filmstudio.services.given import storyboard_faults

VALID = jsonschema.Draft202012Validator(json_schema())
BOARD = Storyboard.model_validate(
    {
        "title": "The tide remembers",
        "cast": [{"id": "mara", "name": "Mara"}, {"id": "sam", "name": "Sam"}],
        "scenes": [
            {
                "id": "s1",
                "setting": {"place": "village", "time": "morning"},
                "shots": [
                    {"id": "s1.title", "size": "title", "title": "The tide remembers"},
                    {
                        "id": "s1.1",
                        "size": "wide",
                        "lines": [
                            {"id": "l1", "speaker": "narrator", "text": "Every morning, a prayer."},
                            {"id": "l2", "speaker": "narrator", "text": "Lamps first."},
                        ],
                    },
                ],
            },
            {
                "id": "s2",
                "setting": {"place": "beach", "time": "dusk"},
                "shots": [
                    {
                        "id": "s2.1",
                        "size": "close",
                        "subjects": [{"character": "mara"}],
                        "lines": [{"id": "l3", "speaker": "mara", "text": "Do you remember?"}],
                    },
                    {"id": "s2.2", "size": "insert", "prop": "shell", "hold": 4.0},
                    {
                        "id": "s2.3",
                        "size": "two-shot",
                        "subjects": [{"character": "mara"}, {"character": "sam"}],
                        "lines": [{"id": "l4", "speaker": "sam", "text": "Our names."}],
                    },
                ],
            },
        ],
    }
)


def do(board: Storyboard, **command: Any) -> Storyboard:
    return edited(board, command_of(command))


def shots(board: Storyboard) -> list[list[str]]:
    return [[shot.id for shot in scene.shots] for scene in board.scenes]


def test_another_speaker_is_seen_where_the_first_was_seen_alone():
    board = do(BOARD, do="set_line", line="l3", speaker="sam", text="  I  remember. ")
    shot = board.scenes[1].shots[0]
    assert (shot.lines[0].text, shot.lines[0].speaker) == ("I remember.", "sam")
    assert [one.character for one in shot.subjects] == ["sam"]
    both = do(BOARD, do="set_line", line="l4", speaker="mara").scenes[1].shots[2]
    assert [one.character for one in both.subjects] == ["mara", "sam"]
    told = do(BOARD, do="set_line", line="l3", speaker="narrator").scenes[1].shots[0]
    assert [one.character for one in told.subjects] == ["mara"]


def test_shots_are_moved_and_an_empty_scene_goes():
    board = do(BOARD, do="move_shot", shot="s2.1", scene="s1", at=1)
    assert shots(board) == [["s1.title", "s2.1", "s1.1"], ["s2.2", "s2.3"]]
    board = do(board, do="move_shot", shot="s2.2", scene="s2")
    assert shots(board)[1] == ["s2.3", "s2.2"]
    for id in ("s2.3", "s2.2"):
        board = do(board, do="move_shot", shot=id, scene="s1", at=0)
    assert shots(board) == [["s2.2", "s2.3", "s1.title", "s2.1", "s1.1"]]
    assert label_of(board, "s2.1") == "1D"


def test_shots_are_split_and_joined():
    board = do(BOARD, do="split_shot", shot="s1.1", line="l2")
    first, second = board.scenes[0].shots[1:]
    assert [[line.id for line in one.lines] for one in (first, second)] == [["l1"], ["l2"]]
    again = do(board, do="merge_shots", shot="s1.1").scenes[0].shots[1]
    assert [line.text for line in again.lines] == ["Every morning, a prayer.", "Lamps first."]
    letters = do(BOARD, do="split_shot", shot="s1.1", line="l1", letter=14).scenes[0].shots
    assert [line.text for line in letters[1].lines + letters[2].lines] == [
        *("Every morning,", "a prayer."),
        "Lamps first.",
    ]
    with pytest.raises(BadInput, match="between two"):
        do(BOARD, do="split_shot", shot="s1.1", line="l1", letter=900)
    with pytest.raises(Conflict, match="last shot"):
        do(BOARD, do="merge_shots", shot="s2.3")


def test_a_shot_is_held_for_as_long_as_its_lines_leave():
    board = do(BOARD, do="set_length", shot="s2.1", seconds=6, speech=2.0)
    shot = board.scenes[1].shots[0]
    assert shot.lead + 2.0 + shot.lines[0].pause_after + shot.hold == pytest.approx(6)
    assert do(BOARD, do="set_length", shot="s2.2", seconds=7).scenes[1].shots[1].hold == 7
    with pytest.raises(BadInput, match=r"Shot 2A says its lines for 6\.6 s"):
        do(BOARD, do="set_length", shot="s2.1", seconds=2, speech=6.0)
    with pytest.raises(BadInput, match="stand still"):
        do(BOARD, do="set_length", shot="s2.1", seconds=50, speech=2.0)


def test_a_locked_shot_is_left_alone():
    board = do(BOARD, do="lock", shot="s2.1")
    for command in (
        {"do": "set_line", "line": "l3", "text": "No."},
        {"do": "draw_another", "shot": "s2.1"},
        {"do": "delete_shot", "shot": "s2.1"},
        {"do": "delete_scene", "scene": "s2"},
        {"do": "set_scene", "scene": "s2", "weather": "rain"},
        {"do": "move_line", "line": "l4", "shot": "s2.1"},
    ):
        with pytest.raises(Conflict, match="Shot 2A is locked"):
            do(board, **command)
    assert shots(do(board, do="move_shot", shot="s2.1", scene="s1"))[0][-1] == "s2.1"
    assert do(board, do="lock", shot="s2.1", locked=False) == BOARD


def test_takes_only_grow():
    board = do(BOARD, do="draw_another", shot="s2.1", highest=3)
    assert board.scenes[1].shots[0].take == 4
    assert do(board, do="choose_take", shot="s2.1", take=1).scenes[1].shots[0].take == 1


def test_another_title_is_on_its_card():
    board = do(BOARD, do="set_film", title="The tide")
    assert board.title == board.scenes[0].shots[0].title == "The tide"


def test_silent_shots_and_spoken_ones_hold_differently():
    said = do(BOARD, do="add_line", shot="s2.2", speaker="mara", text="Look.")
    assert said.scenes[1].shots[1].hold < 1
    silent = do(BOARD, do="delete_line", line="l3").scenes[1].shots[0]
    assert silent.hold == 3.0
    with pytest.raises(BadInput, match="title"):
        do(BOARD, do="add_line", shot="s1.title", speaker="mara", text="Look.")


def test_several_commands_are_one_or_none():
    both = [
        {"do": "set_line", "line": "l3", "text": "Yes."},
        {"do": "delete_line", "line": "l9"},
    ]
    with pytest.raises(BadInput, match="not in the storyboard"):
        do(BOARD, do="several", commands=both)
    board = do(BOARD, do="several", commands=both[:1])
    assert board.lines()[2].text == "Yes."


@pytest.mark.parametrize(
    "command",
    [
        {"do": "set_line", "line": "l1", "text": " "},
        {"do": "set_line", "line": "l1", "speaker": "nobody"},
        {"do": "set_captions", "captions": {"colour": "red"}},
        {"do": "set_voice", "character": "nobody", "voice": {}},
        {"do": "split_scene", "shot": "s2.1"},
        {"do": "set_shot", "shot": "s2.1", "size": "credits"},
        {"do": "merge_shots", "shot": "s1.title"},
        {"do": "delete_character", "character": "sam"},
    ],
)
def test_what_cannot_be_done_is_told(command):
    with pytest.raises(StudioError) as told:
        do(BOARD, **command)
    assert told.value.message.endswith(".")


@st.composite
def command(draw: Any, board: Storyboard) -> dict[str, Any]:
    """Something that might be done to a storyboard."""
    one = draw(st.sampled_from([shot.id for _, shot in board.shots()]))
    other = draw(st.sampled_from([shot.id for _, shot in board.shots()]))
    scene = draw(st.sampled_from([scene.id for scene in board.scenes]))
    line = draw(st.sampled_from([line.id for line in board.lines()] or ["none"]))
    who = draw(st.sampled_from([*(member.id for member in board.cast), "narrator", "nobody"]))
    at = draw(st.one_of(st.none(), st.integers(0, 4)))
    number = draw(st.integers(0, 12))
    text = draw(
        st.sampled_from(["Yes.", "Our names, all of them.", "", "नमस्ते", "He said: \U0001f30a"])
    )
    return draw(
        st.sampled_from(
            [
                {"do": "set_line", "line": line, "text": text, "speaker": who, "emotion": "sad"},
                {"do": "add_line", "shot": one, "text": text, "speaker": who, "at": at},
                {"do": "delete_line", "line": line},
                {"do": "move_line", "line": line, "shot": one, "at": at},
                {"do": "set_shot", "shot": one, "size": "close", "camera": {"move": "push-in"}},
                {"do": "set_shot", "shot": one, "join": {"kind": "dissolve", "seconds": 1}},
                {"do": "set_length", "shot": one, "seconds": number + 1.5, "speech": 2},
                {"do": "set_subject", "shot": one, "character": who, "x": 0.3},
                {"do": "set_subject", "shot": one, "character": who, "shown": False},
                {"do": "add_shot", "scene": scene, "at": at},
                {"do": "duplicate_shot", "shot": one},
                {"do": "delete_shot", "shot": one},
                {"do": "move_shot", "shot": one, "scene": scene, "at": at},
                {"do": "split_shot", "shot": one, "line": line, "letter": number},
                {"do": "merge_shots", "shot": one},
                {"do": "set_scene", "scene": scene, "weather": "rain", "genre": "jazz"},
                {"do": "add_scene", "setting": {"place": "forest"}, "at": at},
                {"do": "duplicate_scene", "scene": scene},
                {"do": "delete_scene", "scene": scene},
                {"do": "move_scene", "scene": scene, "at": at},
                {"do": "split_scene", "shot": one},
                {"do": "merge_scenes", "scene": scene},
                {"do": "set_film", "title": text, "style": "anime", "target_seconds": number},
                {"do": "set_captions", "captions": {"position": "top", "colour": "#ffcc00"}},
                {"do": "set_character", "character": who, "age": "elder", "name": "Ma"},
                {"do": "add_character", "name": "Bo"},
                {"do": "delete_character", "character": who},
                {"do": "set_voice", "character": who, "voice": {"rate": 1.2}},
                {"do": "lock", "shot": one, "locked": bool(number % 2)},
                {"do": "choose_take", "shot": one, "take": number},
                {"do": "draw_another", "shot": one, "highest": number},
                {
                    "do": "several",
                    "commands": [{"do": "lock", "shot": one}, {"do": "delete_shot", "shot": other}],
                },
            ]
        )
    )


@settings(max_examples=60)
@given(st.data())
def test_histories_stay_sound_and_are_taken_back_to_the_same_bytes(data):
    board = BOARD
    history = []
    refused: list[str] = []
    for _ in range(data.draw(st.integers(1, 12))):
        wanted = command_of(data.draw(command(board)))
        try:
            after = edited(board, wanted)
        except StudioError as error:
            refused.append(error.message)
            continue
        VALID.validate(after.model_dump(mode="json"))
        assert storyboard_faults(after) == []
        change = change_between(board, after)
        assert put_together(change.on(taken_apart(board))) == after
        history.append((board.model_dump_json(), change, after.model_dump_json()))
        board = after
    assert all(sentence.endswith(".") for sentence in refused)
    for before, change, after in reversed(history):
        parts = taken_apart(board)
        assert change.backwards().in_the_way(parts) == []
        back = put_together(change.backwards().on(parts))
        assert back.model_dump_json() == before
        assert put_together(change.on(taken_apart(back))).model_dump_json() == after
        board = back
    assert board.model_dump_json() == BOARD.model_dump_json()
    whole = change_between(BOARD, BOARD)
    for _, change, _ in history:
        whole = whole.then(change)
    assert put_together(whole.on(taken_apart(BOARD))).model_dump_json() == (
        history[-1][2] if history else BOARD.model_dump_json()
    )


def test_a_storyboard_is_taken_apart_and_put_together():
    assert put_together(taken_apart(BOARD)).model_dump_json() == BOARD.model_dump_json()
    assert set(taken_apart(BOARD)) >= {
        "film.title",
        "cast.mara",
        "scene.s1",
        "shots.s2",
        "shot.s2.3",
    }
