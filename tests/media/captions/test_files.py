"""Caption files, read back by parsers that are not ours."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pysubs2
import pytest
import webvtt

from filmstudio.errors import BadInput, NoSpace
from filmstudio.film.storyboard import CaptionStyle
from filmstudio.film.timeline import Caption
from filmstudio.media.captions import files

CAPTIONS = (
    Caption(
        start=7 / 24, end=98 / 24, lines=("Long ago, <in> a village", "R&D & {braces} C:\\new")
    ),
    Caption(start=100 / 24, end=150 / 24, lines=("- No.", "- Yes!"), speaker="maya"),
    Caption(start=3700.5, end=3703.0, lines=("The end.",)),
)


def _bare(text: str) -> str:
    return text.replace("\u2060", "").replace("\u202b", "").replace("\u202c", "")


def test_srt_reads_back(tmp_path: Path) -> None:
    path = files.write(CAPTIONS, tmp_path / "film.srt")
    read = pysubs2.load(str(path), encoding="utf-8")
    assert len(read) == 3
    assert (read[0].start, read[0].end) == (292, 4083)
    assert read[2].start == 3_700_500
    raw = _bare(path.read_text(encoding="utf-8"))
    assert "01:01:40,500 --> 01:01:43,000" in raw
    for caption in CAPTIONS:
        assert "\n".join(caption.lines) in raw


def test_vtt_reads_back(tmp_path: Path) -> None:
    path = files.write(CAPTIONS, tmp_path / "film.vtt", style=CaptionStyle(position="top"))
    read = webvtt.read(str(path))
    assert [cue.identifier for cue in read] == ["1", "2", "3"]
    assert read[0].start == "00:00:00.292"
    assert read[0].raw_text == "Long ago, &lt;in&gt; a village\nR&amp;D &amp; {braces} C:\\new"
    assert read[2].end == "01:01:43.000"
    assert "line:5%" in path.read_text()


def test_ass_reads_back_with_style(tmp_path: Path) -> None:
    style = CaptionStyle(colour="#ffe08a", position="top")
    path = files.write(CAPTIONS, tmp_path / "film.ass", style=style, width=1080, height=1920)
    read = pysubs2.load(str(path), encoding="utf-8")
    look = read.styles["Default"]
    assert (look.primarycolor.r, look.primarycolor.g, look.primarycolor.b) == (255, 224, 138)
    assert look.alignment == pysubs2.Alignment.TOP_CENTER
    assert look.fontname == "Noto Sans"
    assert read.info["PlayResY"] == "1920"
    assert read[1].name == "maya"
    assert read[1].text == "- No.\\N- Yes!"
    assert "\\{braces\\}" in read[0].text


def test_captions_stay_two_frames_apart_in_every_format(tmp_path: Path) -> None:
    for suffix in ("srt", "vtt", "ass"):
        path = files.write(CAPTIONS, tmp_path / f"film.{suffix}")
        read = pysubs2.load(str(path), encoding="utf-8")
        assert read[1].start - read[0].end >= 83


def test_right_to_left_rows_are_marked_and_fonts_named() -> None:
    rows = (Caption(start=1, end=3, lines=("قال (Hello)، ثم",)),)
    assert "\u202bقال" in files.srt(rows, language="ar")
    assert "\u202b" not in files.srt(rows, language="en")
    text = files.ass(rows, language="ar")
    assert "Noto Sans Arabic" in text
    assert "{\\fnNoto Sans\\fs" in text


def test_files_are_readable_by_others_and_replace_whole(tmp_path: Path) -> None:
    path = tmp_path / "film.srt"
    path.write_text("old")
    files.write(CAPTIONS, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    assert os.listdir(tmp_path) == ["film.srt"]


def test_unusable_places_and_formats_are_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="doc"):
        files.write(CAPTIONS, tmp_path / "film.doc")
    (tmp_path / "nowhere").write_text("a file where a folder should be")
    with pytest.raises(NoSpace, match="nowhere"):
        files.write(CAPTIONS, tmp_path / "nowhere" / "film.srt")


def test_no_captions_still_make_valid_files(tmp_path: Path) -> None:
    assert len(webvtt.read(str(files.write((), tmp_path / "a.vtt")))) == 0
    assert len(pysubs2.load(str(files.write((), tmp_path / "a.ass")))) == 0
    assert files.srt(()) == ""
