"""Making as a use case: orders over storyboards, own music, missing parts, files that stay whole."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
import soundfile

from filmstudio import files
from filmstudio.engine.events import Event
from filmstudio.errors import BadInput, Cancelled, NoSpace
from filmstudio.film.order import Order
from filmstudio.film.storyboard import Storyboard
from filmstudio.film.time import FrameRate
from filmstudio.services import make as service
from filmstudio.services.make import Making, make_film, make_storyboard
from tests.recipes.films import BELL, SMALL, SMALL_OPTIONS, Film, filmstudio, leftovers

LINE = """\
EXT. BEACH - DAY

MIRA
The boat is here.
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    (tmp_path / "line.fountain").write_text(LINE)
    return tmp_path / "line.fountain"


def stages(ran: list[str]) -> set[str]:
    return {name.split()[0] for name in ran}


def test_a_storyboard_is_written_without_rendering(script: Path, tmp_path: Path):
    out = tmp_path / "board.json"
    made = make_storyboard(Making(SMALL, script=script, out=out, data=tmp_path / "data"))
    assert made.film == out
    assert stages(made.report["ran"]) == {"read", "write", "board"}
    assert made.report["film"] == ""
    board = Storyboard.model_validate_json(out.read_bytes())
    assert board == made.storyboard
    assert [line.text for line in board.lines()] == ["The boat is here."]
    assert board.cast[0].voice.name


def test_what_is_ordered_is_in_the_storyboard(script: Path, tmp_path: Path):
    order = Order(duration=20, style="anime", aspect="9:16", captions="soft", music="jazz", seed=3)
    board = make_storyboard(
        Making(order, script=script, out=tmp_path / "b.json", data=tmp_path / "data")
    ).storyboard
    assert (board.style, board.aspect, board.seed) == ("anime", "9:16", 3)
    assert board.target_seconds == 20
    assert board.captions.mode == "soft"
    assert {scene.music.genre for scene in board.scenes} == {"jazz"}


def test_only_what_was_asked_for_overrides_an_edited_storyboard(golden: Film):
    board = golden.storyboard.model_copy(update={"style": "comic", "seed": 9})
    order = Order(style="anime", seed=4, watermark="Ours", music="jazz", captions="none")
    assert service._override(board, order, frozenset()) == board
    changed = service._override(board, order, frozenset({"style", "music", "captions"}))
    assert (changed.style, changed.seed, changed.watermark) == ("anime", 9, board.watermark)
    assert {scene.music.genre for scene in changed.scenes} == {"jazz"}
    assert changed.captions.mode == "none"


def test_the_default_place_is_the_films_folder(script: Path):
    wish = Making(SMALL, script=script)
    assert service.default_out(wish) == Path("films/line.mp4")


@pytest.mark.parametrize(
    ("aspect", "size"), [("9:16", (144, 256)), ("1:1", (144, 144)), ("4:5", (144, 180))]
)
def test_every_shape_of_picture(script: Path, tmp_path: Path, aspect: str, size: tuple[int, int]):
    import av

    order = SMALL.model_copy(update={"aspect": aspect, "rate": FrameRate(num=12)})
    order = order.model_copy(update={"captions": "soft", "music": "none"})
    out = tmp_path / "film.mp4"
    made = make_film(Making(order, script=script, out=out, data=tmp_path / "data", jobs=2))
    with av.open(str(out)) as film:
        picture = film.streams.video[0]
        assert (picture.width, picture.height) == size
        assert picture.frames == made.report["frames"]
        assert len(film.streams.subtitles) == 1
    assert made.storyboard.aspect == aspect


def test_music_of_ones_own_is_heard_and_loops(golden: Film, tmp_path: Path):
    film = Film(tmp_path)
    shutil.copytree(golden.data, film.data, copy_function=os.link)
    beep = 0.3 * np.sin(2 * np.pi * 440 * np.arange(3 * 44100) / 44100)
    soundfile.write(tmp_path / "own.flac", beep, 44100)
    film.script.write_text(BELL)
    made = make_film(
        Making(
            SMALL.model_copy(update={"music": "track"}),
            script=film.script,
            track=tmp_path / "own.flac",
            out=film.path,
            package=film.package,
            data=film.data,
            jobs=2,
        )
    )
    assert not stages(made.report["ran"]) & {"speak", "animate", "illustrate"}
    music, rate = soundfile.read(str(film.package / "stems" / "music.wav"))
    assert len(music) / rate == pytest.approx(made.report["seconds"], abs=0.001)
    for second in (2, 10, 20):
        piece = music[second * rate : (second + 1) * rate, 0]
        tones = abs(np.fft.rfft(piece))
        assert 435 <= int(np.argmax(tones)) <= 445


def test_a_cancelled_film_leaves_nothing_and_goes_on_later(script: Path, tmp_path: Path):
    out, data = tmp_path / "film.mp4", tmp_path / "data"
    heard: list[Event] = []

    def enough() -> bool:
        return any(event.kind == "done" and event.stage == "speak" for event in heard)

    with pytest.raises(Cancelled):
        make_film(Making(SMALL, script=script, out=out, data=data, jobs=2), heard.append, enough)
    assert not out.exists()
    assert leftovers(tmp_path) == []
    made = make_film(Making(SMALL, script=script, out=out, data=data, jobs=2))
    assert made.report["units_cached"] > 0
    assert "read" not in made.report["ran"]
    assert out.exists()


def test_an_older_film_stays_when_a_new_one_fails(script: Path, tmp_path: Path):
    out = tmp_path / "film.mp4"
    out.write_text("the film of yesterday")
    with pytest.raises(BadInput):
        make_film(
            Making(
                SMALL.model_copy(update={"language": "he"}),
                script=script,
                out=out,
                data=tmp_path / "data",
            )
        )
    assert out.read_text() == "the film of yesterday"
    assert leftovers(tmp_path) == []


def test_a_disk_that_fills_at_the_very_end_keeps_the_older_film(
    golden: Film, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    film = Film(tmp_path)
    shutil.copytree(golden.data, film.data, copy_function=os.link)
    film.script.write_text(BELL)
    film.path.write_text("the film of yesterday")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.shutil, "copyfile", full)
    with pytest.raises(NoSpace, match="no room left"):
        make_film(Making(SMALL, script=film.script, out=film.path, data=film.data))
    assert film.path.read_text() == "the film of yesterday"
    assert leftovers(tmp_path) == []


def test_the_cache_is_kept_under_its_limit(tmp_path: Path):
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "line.fountain").write_text(LINE)
    said = filmstudio(
        *("make", "film", "line.fountain", "-o", "film.mp4", "--data", "data", *SMALL_OPTIONS),
        folder=folder,
        FILMSTUDIO_CACHE_BYTES="2000000",
    )
    assert said.status == 0
    kept = [p for p in (folder / "data" / "artifacts").rglob("*") if p.is_file()]
    assert 0 < sum(p.stat().st_size for p in kept) <= 2_000_000


def path_without(*commands: str, folder: Path) -> str:
    """A PATH with links to everything on the real one except some commands."""
    bin = folder / "bin"
    bin.mkdir()
    for place in os.environ["PATH"].split(os.pathsep):
        if Path(place).is_dir():
            for tool in Path(place).iterdir():
                link = bin / tool.name
                if tool.name not in commands and not link.is_symlink():
                    link.symlink_to(tool)
    return str(bin)


def test_without_flite_another_engine_speaks(tmp_path: Path):
    (tmp_path / "line.fountain").write_text(LINE)
    said = filmstudio(
        *("make", "film", "line.fountain", "-o", "film.mp4", "--package", "package"),
        *("--data", "data", "--json", "report.json", *SMALL_OPTIONS),
        folder=tmp_path,
        PATH=path_without("flite", folder=tmp_path),
    )
    assert said.status == 0, said.err
    board = json.loads((tmp_path / "package" / "storyboard.json").read_text())
    assert {member["voice"]["engine"] for member in board["cast"]} <= {"pico", "espeak"}
    assert (tmp_path / "film.mp4").exists()


def test_a_storyboard_for_a_voice_that_is_gone_is_spoken_by_another_and_told(
    golden: Film, tmp_path: Path
):
    document = json.loads((golden.package / "storyboard.json").read_text())
    document["cast"][0]["voice"] = {"engine": "flite", "name": "slt"}
    document["scenes"] = document["scenes"][1:]
    (tmp_path / "board.json").write_text(json.dumps(document))
    said = filmstudio(
        *("make", "film", "--storyboard", "board.json", "-o", "film.mp4"),
        *("--data", "data", "--json", "report.json", *SMALL_OPTIONS),
        folder=tmp_path,
        PATH=path_without("flite", folder=tmp_path),
    )
    assert said.status == 0, said.err
    warnings = json.loads((tmp_path / "report.json").read_text())["warnings"]
    assert any("flite" in sentence for sentence in warnings)
    assert "Note: " in said.err


def test_without_a_soundfont_the_film_is_made_and_the_creator_told(tmp_path: Path):
    (tmp_path / "line.fountain").write_text(LINE)
    said = filmstudio(
        *("make", "film", "line.fountain", "-o", "film.mp4", "--json", "report.json"),
        *("--data", "data", *SMALL_OPTIONS),
        folder=tmp_path,
        FILMSTUDIO_SOUNDFONT="/nonexistent",
    )
    assert said.status == 0, said.err
    (sentence,) = json.loads((tmp_path / "report.json").read_text())["warnings"]
    assert "/nonexistent" in sentence
    assert "FILMSTUDIO_SOUNDFONT" in sentence
    again = filmstudio(
        *("make", "film", "line.fountain", "-o", "film.mp4", "--json", "report.json"),
        *("--data", "data", *SMALL_OPTIONS),
        folder=tmp_path,
    )
    assert again.status == 0
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["warnings"] == []
    assert stages(report["ran"]) == {"score", "mix", "compose"}


def test_looks_that_cannot_be_drawn_are_told(golden: Film, tmp_path: Path):
    document = json.loads((golden.package / "storyboard.json").read_text())
    document["cast"][0]["look"] |= {"garment": "spacesuit", "colour": "loud"}
    document["scenes"] = document["scenes"][1:]
    (tmp_path / "board.json").write_text(json.dumps(document))
    made = make_film(
        Making(
            SMALL,
            storyboard=tmp_path / "board.json",
            out=tmp_path / "film.mp4",
            data=tmp_path / "data",
            jobs=2,
        )
    )
    told = " ".join(made.report["warnings"])
    assert "spacesuit" in told
    assert "'loud'" in told


def test_no_process_is_left_behind(script: Path, tmp_path: Path):
    make_film(
        Making(SMALL, script=script, out=tmp_path / "film.mp4", data=tmp_path / "data", jobs=2)
    )
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
    assert str(tmp_path) not in listed.stdout
