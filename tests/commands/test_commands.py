"""The commands around a film: its storyboard, its check, its sheet, other formats, the machine."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import av
import cv2
import jsonschema
import pytest

from filmstudio.commands.export import FORMATS
from filmstudio.commands.export import export as export_film
from filmstudio.commands.sheet import contact_sheet
from filmstudio.errors import BadInput, StudioError
from filmstudio.film.storyboard import Storyboard
from tests.recipes.films import BELL, SMALL_OPTIONS, Film, filmstudio


@pytest.fixture
def work(golden: Film, tmp_path: Path) -> Film:
    """The golden film in a folder of its own, with everything that was kept."""
    film = Film(tmp_path)
    shutil.copytree(golden.data, film.data, copy_function=os.link)
    shutil.copytree(golden.package, film.package)
    shutil.copy(golden.path, film.path)
    film.script.write_text(BELL)
    return film


def test_a_storyboard_is_written_edited_and_rendered(work: Film):
    said = filmstudio("storyboard", "bell.fountain", "--data", "data", folder=work.folder)
    assert said.status == 0, said.err
    assert said.out == "bell.storyboard.json\n"
    assert "2 scenes" in said.err
    path = work.folder / "bell.storyboard.json"
    board = Storyboard.model_validate_json(path.read_bytes())
    assert board == work.storyboard
    document = json.loads(path.read_text())
    document["scenes"][0]["music"]["genre"] = "folk"
    path.write_text(json.dumps(document))
    said = filmstudio(
        *("make", "film", "--storyboard", path.name, "-o", "edited.mp4", "--data", "data"),
        *("--json", "report.json", *SMALL_OPTIONS),
        folder=work.folder,
    )
    assert said.status == 0, said.err
    assert said.out == "edited.mp4\n"
    ran = {name.split()[0] for name in work.report["ran"]}
    assert ran == {"score", "mix", "compose"}


def test_an_option_overrides_the_storyboard_and_only_that(work: Film):
    shutil.copy(work.package / "storyboard.json", work.folder / "board.json")
    said = filmstudio(
        *("make", "film", "--storyboard", "board.json", "-o", "plain.mp4", "--data", "data"),
        *("--captions", "none", "--package", "plain", *SMALL_OPTIONS),
        folder=work.folder,
    )
    assert said.status == 0, said.err
    made = json.loads((work.folder / "plain" / "storyboard.json").read_text())
    before = json.loads((work.folder / "board.json").read_text())
    assert made["captions"].pop("mode") == "none"
    assert before["captions"].pop("mode") == "burn"
    assert made == before


def test_check_ends_with_0_where_every_bar_is_met_and_with_1_where_one_is_missed(work: Film):
    words = ("check", "bell.mp4", "--package", "package", "--json", "check.json")
    said = filmstudio(*words, folder=work.folder)
    lines = {line["name"]: line for line in json.loads((work.folder / "check.json").read_text())}
    missed = {name for name, line in lines.items() if line["ok"] is False}
    assert missed <= {"frame size"}  # 144 lines may be fewer than the bar
    assert said.status == (1 if missed else 0), said.out
    assert lines["loudness"]["ok"] is True
    srt = work.package / "captions" / "en.srt"
    srt.write_text(srt.read_text().replace("Listen, the bell rings.", "Listen " * 20))
    said = filmstudio(*words, folder=work.folder)
    assert said.status == 1
    assert "MISSED" in said.out
    rows = [line for line in said.out.splitlines() if " ok " in line or "MISSED" in line]
    assert "MISSED" in rows[0]
    assert "MISSED" not in rows[-1]


def test_check_of_what_is_no_film(work: Film):
    for name, status in (("none.mp4", 2), (".", 2), ("bell.fountain", 1)):
        said = filmstudio("check", name, folder=work.folder)
        assert said.status == status
        assert said.err.startswith("Error: ")
        assert name in said.err
        assert "Traceback" not in said.err


def test_a_sheet_is_named_after_its_film(work: Film):
    said = filmstudio("sheet", "bell.mp4", "--every", "5", folder=work.folder)
    assert said.status == 0
    assert said.out == "bell.sheet.jpg\n"
    assert (work.folder / "bell.sheet.jpg").exists()


def test_sheet_is_one_picture_of_the_whole_film(work: Film):
    said = filmstudio(
        *("sheet", "bell.mp4", "-o", "sheet.png", "--every", "5", "--columns", "3"),
        folder=work.folder,
    )
    assert said.status == 0, said.err
    assert said.out == "sheet.png\n"
    picture = cv2.imread(str(work.folder / "sheet.png"))
    frames = int(work.timeline.seconds // 5) + 1
    cell = 1600 // 3
    assert picture.shape[1] == cell * 3
    assert picture.shape[0] == -(-frames // 3) * round(cell * 144 / 256)


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"every": 0.0}, "--every"),
        ({"every": 2.0, "start": 999.0}, "no frame from 999 s"),
    ],
)
def test_sheets_that_cannot_be(golden: Film, tmp_path: Path, options: dict, word: str):
    with pytest.raises(BadInput, match=word):
        contact_sheet(golden.path, tmp_path / "s.png", columns=4, **options)
    assert not (tmp_path / "s.png").exists()


def test_sheets_of_what_is_no_film_or_into_a_folder(golden: Film, tmp_path: Path):
    with pytest.raises(BadInput, match="cannot be opened as a film"):
        contact_sheet(golden.script, tmp_path / "s.png", every=2, columns=4)
    with pytest.raises(BadInput, match="is a folder"):
        contact_sheet(golden.path, tmp_path, every=2, columns=4)
    sound = golden.package / "stems" / "music.wav"
    with pytest.raises(BadInput, match="no picture"):
        contact_sheet(sound, tmp_path / "s.png", every=2, columns=4)


@pytest.mark.parametrize(
    ("format", "name", "codec"),
    [("gif", "bell.gif", "gif"), ("webm", "bell.webm", "vp9"), ("mp4", "bell-h264.mp4", "h264")],
)
def test_exports(work: Film, format: str, name: str, codec: str):
    said = filmstudio("export", "bell.mp4", "-f", format, folder=work.folder)
    assert said.status == 0, said.err
    assert said.out == f"{name}\n"
    with av.open(str(work.folder / name)) as film:
        picture = film.streams.video[0]
        assert picture.codec_context.name in (codec, f"lib{codec}", "libvpx-vp9")
        assert picture.width / picture.height == pytest.approx(256 / 144, abs=0.03)


def test_export_for_streaming(work: Film):
    said = filmstudio("export", "bell.mp4", "-f", "hls", "-o", "stream", folder=work.folder)
    assert said.status == 0, said.err
    assert said.out == "stream/master.m3u8\n"
    master = (work.folder / "stream" / "master.m3u8").read_text()
    assert master.startswith("#EXTM3U")
    lists = [row for row in master.splitlines() if row and not row.startswith("#")]
    assert lists
    assert all((work.folder / "stream" / row).exists() for row in lists)


def test_exports_that_cannot_be(golden: Film, tmp_path: Path):
    with pytest.raises(BadInput, match="choose mp4"):
        export_film(golden.path, "avi", None, 0)
    with pytest.raises(BadInput, match="There is no film"):
        export_film(tmp_path / "none.mp4", "gif", None, 0)
    with pytest.raises(BadInput, match="--height"):
        export_film(golden.path, "mp4", None, 99)
    for format in FORMATS:
        with pytest.raises(StudioError):
            export_film(golden.script, format, tmp_path / "out" / "x", 0)
        (tmp_path / "file").write_text("in the way")
        with pytest.raises(StudioError, match="file"):
            export_film(golden.path, format, tmp_path / "file" / "x.mp4", 0)
        assert (tmp_path / "file").read_text() == "in the way"


def test_providers_are_named_with_what_they_make(tmp_path: Path):
    said = filmstudio("providers", folder=tmp_path)
    assert said.status == 0
    for name in ("embedded-illustrator", "embedded-voices", "embedded-composer"):
        assert name in said.out
    assert "NO" not in said.out.split()


def test_the_cache_is_measured_and_cleared(work: Film):
    kept = len(work.artifacts())
    said = filmstudio("cache", "size", "--data", "data", folder=work.folder)
    assert said.out.startswith(f"{kept} parts, ")
    said = filmstudio("cache", "clear", "--data", "data", folder=work.folder)
    assert said.status == 0
    assert said.out.endswith(" MB freed\n")
    assert work.artifacts() == {}
    assert work.path.exists()
    said = filmstudio("cache", "size", "--data", "nowhere", folder=work.folder)
    assert said.out.startswith("0 parts, 0.0 MB")
    assert not (work.folder / "nowhere").exists()


def test_the_doctor_names_every_part(tmp_path: Path):
    said = filmstudio("doctor", folder=tmp_path, FILMSTUDIO_DATA=str(tmp_path / "data"))
    assert said.status == 0, said.out
    for part in ("Python", "Data folder", "Voice engine", "Languages", "Soundfont", "Letters"):
        assert part in said.out


def test_the_doctor_says_what_is_lacking(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    said = filmstudio(
        "doctor",
        folder=tmp_path,
        FILMSTUDIO_DATA=str(tmp_path / "file"),
        FILMSTUDIO_SOUNDFONT="/nonexistent",
    )
    assert said.status == 1
    assert "missing  Data folder" in said.out
    assert "/nonexistent" in said.out


def test_the_schema_is_one_and_takes_our_storyboards(golden: Film, tmp_path: Path):
    said = filmstudio("schema", folder=tmp_path)
    schema = json.loads(said.out)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    document = json.loads((golden.package / "storyboard.json").read_text())
    validator.validate(document)
    document["scenes"][0]["shots"][0]["size"] = "huge"
    assert not validator.is_valid(document)
