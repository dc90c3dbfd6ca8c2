"""The command line from outside: wrong input and options are one sentence and a status."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from filmstudio import __version__
from filmstudio.cli import app
from filmstudio.errors import BadInput
from filmstudio.film.order import Order
from filmstudio.services.make import Making, make_film
from tests.recipes.bad_scripts import BAD_SCRIPTS
from tests.recipes.films import BELL, SMALL_OPTIONS, Said, filmstudio, started

MEMORY = 300e6
BOARD: dict[str, Any] = {
    "title": "The Bell",
    "cast": [{"id": "mira", "name": "Mira"}, {"id": "arjun", "name": "Arjun"}],
    "scenes": [
        {
            "id": "s1",
            "setting": {"place": "beach"},
            "shots": [
                {
                    "id": "s1.01",
                    "size": "medium",
                    "subjects": [{"character": "mira"}],
                    "lines": [{"id": "s1.01.a", "speaker": "mira", "text": "Listen."}],
                },
                {"id": "s1.02", "size": "wide", "hold": 2},
            ],
        }
    ],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bell.fountain").write_text(BELL)
    return tmp_path


def refused(said: Said, *words: str, status: int = 2) -> None:
    """Asserts that the command said one clear sentence and nothing went wrong in another way."""
    assert said.status == status, said.err
    assert "Traceback" not in said.err
    assert said.out == ""
    lines = said.err.strip().splitlines()
    assert len(lines) == 1, said.err
    assert lines[0].startswith("Error: ")
    assert lines[0].endswith((".", "?"))
    for word in words:
        assert word in lines[0]
    assert said.peak < MEMORY


def make(folder: Path, *words: object, **more: str) -> Said:
    return filmstudio(
        "make", "film", *SMALL_OPTIONS, *words, "--data", folder / "data", folder=folder, **more
    )


@pytest.mark.parametrize("case", BAD_SCRIPTS)
def test_bad_scripts(case: str, tmp_path: Path):
    name, data, word = BAD_SCRIPTS[case]
    (tmp_path / name).write_bytes(data)
    refused(make(tmp_path, name, "-o", "out.mp4"), word)
    assert not (tmp_path / "out.mp4").exists()


def test_a_folder_or_nothing_where_the_script_should_be(folder: Path):
    refused(make(folder, folder), "is a folder")
    refused(make(folder, "none.fountain"), "There is no file none.fountain")
    refused(make(folder), "Give either a script or --storyboard")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--aspect", "3:1"], "--aspect"),
        (["--style", "x"], "--style"),
        (["--fps", "0"], "--fps"),
        (["--height", "1"], "--height"),
        (["--quality", "best"], "--quality"),
        (["--captions", "loud"], "--captions"),
        (["--codec", "av1"], "--codec"),
        (["--duration", "-1"], "--duration"),
        (["--duration", "nan"], "--duration"),
        (["--seed", "-1"], "--seed"),
        (["--jobs", "-1"], "--jobs"),
        (["--music", "nosuch"], "orchestral"),
        (["--music", "nosuch.mp3"], "nosuch.mp3"),
        (["--music", "bell.fountain"], "bell.fountain"),
        (["--lang", "he"], "Hindi (hi)"),
        (["--storyboard", "bell.fountain"], "either a script or --storyboard"),
    ],
)
def test_bad_options(folder: Path, words: list[str], sentence: str):
    said = filmstudio(
        "make", "film", "bell.fountain", "--data", "data", "-q", *words, folder=folder
    )
    refused(said, sentence)
    assert not (folder / "films" / "bell.mp4").exists()


def test_options_that_are_none(folder: Path):
    for words in (["--nosuch"], ["--height", "tall"]):
        said = make(folder, "bell.fountain", *words)
        assert said.status == 2
        assert words[0] in said.err
        assert "Traceback" not in said.err


def test_places_where_nothing_can_be_written(folder: Path):
    (folder / "file").write_text("in the way")
    (folder / "folder").mkdir()
    before = sorted(folder.rglob("*"))
    refused(make(folder, "bell.fountain", "-o", "folder"), "folder is a folder")
    refused(make(folder, "bell.fountain", "-o", "bell.fountain"), "made from")
    refused(make(folder, "bell.fountain", "-o", "/dev/null"), "/dev/null is not a file")
    for words in (
        ["-o", "file/out.mp4"],
        ["-o", "x" * 300 + ".mp4"],
        ["--package", "file"],
        ["--package", "file/package"],
        ["--json", "file/report.json"],
    ):
        refused(make(folder, "bell.fountain", *words), "cannot be written", status=4)
    assert (folder / "bell.fountain").read_text() == BELL
    after = {p for p in folder.rglob("*") if p.parent.name != "films" and p.name != "films"}
    assert after <= set(before)


def test_a_data_folder_that_cannot_be_written(folder: Path):
    (folder / "file").write_text("in the way")
    words = ["make", "film", "bell.fountain", "-o", "out.mp4", *SMALL_OPTIONS]
    said = filmstudio(*words, "--data", "file/data", folder=folder)
    refused(said, "file/data", "cannot be written", status=4)
    said = filmstudio(*words, folder=folder, FILMSTUDIO_DATA=str(folder / "file"))
    refused(said, "cannot be written", status=4)
    assert not (folder / "out.mp4").exists()


def _ghost(board: dict[str, Any]) -> None:
    board["scenes"][0]["shots"][0]["subjects"][0]["character"] = "ghost"


def _voice_of_nobody(board: dict[str, Any]) -> None:
    board["scenes"][0]["shots"][0]["lines"][0]["speaker"] = "ghost"


def _twins(board: dict[str, Any]) -> None:
    board["scenes"][0]["shots"][1]["id"] = "s1.01"


def _scene_and_shot(board: dict[str, Any]) -> None:
    board["scenes"][0]["shots"][1]["id"] = "s1"


def _narrator_seen(board: dict[str, Any]) -> None:
    board["cast"][1]["id"] = "narrator"


def _misspelt(board: dict[str, Any]) -> None:
    board["scenes"][0]["shots"][1]["siez"] = "wide"


def _no_such_size(board: dict[str, Any]) -> None:
    board["scenes"][0]["shots"][1]["size"] = "huge"


def _too_long(board: dict[str, Any]) -> None:
    board["scenes"][0]["shots"][1]["hold"] = 99


def _wordless(board: dict[str, Any]) -> None:
    board["scenes"][0]["shots"][0]["lines"][0]["text"] = " "


def _no_shots(board: dict[str, Any]) -> None:
    board["scenes"] = []


def _of_tomorrow(board: dict[str, Any]) -> None:
    board["schema_version"] = 2


def _no_voice(board: dict[str, Any]) -> None:
    board["language"] = "he"


def _no_colour(board: dict[str, Any]) -> None:
    board["captions"] = {"colour": "loud"}


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (_ghost, ["s1.01", "'ghost'", "not in the cast"]),
        (_voice_of_nobody, ["s1.01.a", "'ghost'", "not in the cast"]),
        (_twins, ["Two", "'s1.01'"]),
        (_scene_and_shot, ["Two", "'s1'"]),
        (_narrator_seen, ["narrator"]),
        (_misspelt, ["scenes > 0 > shots > 1 > siez"]),
        (_no_such_size, ["shots > 1 > size", "two-shot"]),
        (_too_long, ["shots > 1 > hold", "12"]),
        (_wordless, ["s1.01.a", "no words"]),
        (_no_shots, ["no shots"]),
        (_of_tomorrow, ["schema_version"]),
        (_no_voice, ["Voices exist for: English (en)"]),
        (_no_colour, ["captions > colour", "loud"]),
    ],
)
def test_edited_storyboards_that_are_wrong(
    tmp_path: Path, edit: Callable[[dict[str, Any]], None], words: list[str]
):
    board = json.loads(json.dumps(BOARD))
    edit(board)
    (tmp_path / "board.json").write_text(json.dumps(board))
    refused(make(tmp_path, "--storyboard", "board.json", "-o", "out.mp4"), *words)
    assert not (tmp_path / "out.mp4").exists()


@pytest.mark.parametrize("text", ["", "[1]", "null", '{"scenes": [', "[" * 100_000, "\x00"])
def test_storyboards_that_are_none(tmp_path: Path, text: str):
    (tmp_path / "board.json").write_text(text)
    refused(make(tmp_path, "--storyboard", "board.json"), "board.json is not a storyboard")


def test_the_version(tmp_path: Path):
    said = started("--version", folder=tmp_path)
    assert (said.returncode, said.stdout, said.stderr) == (0, f"filmstudio {__version__}\n", "")


def test_the_real_command_says_a_sentence_and_ends_with_a_status(folder: Path):
    said = started("make", "film", "none.fountain", folder=folder)
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr.startswith("Error: There is no file none.fountain")


def test_the_help_of_every_command():
    names = [["storyboard"], ["check"], ["sheet"], ["export"], ["providers"], ["doctor"]]
    more = [["schema"], ["cache", "size"], ["cache", "clear"], ["make", "film"]]
    for words in ([], ["make"], ["cache"], *names, *more):
        said = CliRunner().invoke(app, [*words, "--help"], env={"COLUMNS": "120"})
        assert said.exit_code == 0
        assert said.output.startswith("Usage: ")
    for option in ("--duration", "--style", "--aspect", "--storyboard", "--package", "--json"):
        assert option in said.output


def test_a_film_is_named_mp4(tmp_path):
    script = tmp_path / "a.txt"
    script.write_text("Anna: Hello there.\nBen: Good evening.\n")
    with pytest.raises(BadInput, match=r"ends in \.mp4"):
        make_film(Making(Order(), script=script, out=tmp_path / "a.webm", data=tmp_path / "data"))
    assert not (tmp_path / "a.webm").exists()
