"""The check of captions, speech and thumbnails finds each fault on its own line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from filmstudio.media.check import captions, speech, subtitles, thumbnails
from filmstudio.media.check.measurement import Measurement
from filmstudio.media.check.package import outside, read_package
from tests.media.check import trial_films as trial


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return trial.package(tmp_path_factory.mktemp("package"))


def faults(lines: list[Measurement]) -> set[str]:
    return {each.name.split(" (")[0] for each in lines if each.ok is False}


def judged(folder: Path, cues: trial.Cues, language: str = "en") -> set[str]:
    for path in (folder / "captions").glob("*"):
        path.unlink()
    trial.captions(folder / "captions", cues, language)
    return faults(captions.check(read_package(folder)))


FIRST, SECOND = trial.CUES
LONG = "Come with me now and then some more words that are said"


@pytest.mark.parametrize(
    ("cues", "name"),
    [
        ([(0.62, 2.7, FIRST[2]), SECOND], "caption start to word"),
        ([FIRST], "caption start to word"),
        ([FIRST, (3.5, 5.7, "The sea is wild.")], "caption start to word"),
        ([(0.5, 2.7, "Come\nwith\nme now."), SECOND], "caption rows"),
        ([(0.5, 2.7, LONG), SECOND], "caption row length"),
        ([(0.5, 1.4, FIRST[2]), SECOND], "caption reading speed"),
        ([(0.5, 1.2, FIRST[2]), SECOND], "shortest caption"),
        ([FIRST, (3.5, 10.6, SECOND[2])], "longest caption"),
        ([(0.5, 3.46, FIRST[2]), SECOND], "captions apart"),
        ([(0.5, 3.2, FIRST[2]), SECOND], "captions over shot changes"),
        ([FIRST, (3.5, 5.7, "The\nsea is calm.")], "caption breaks inside phrases"),
        ([FIRST, (3.5, 3.4, SECOND[2])], "caption files"),
    ],
)
def test_faults_of_captions(folder: Path, cues: trial.Cues, name: str) -> None:
    assert name in judged(folder, cues)


def test_good_captions_have_none(folder: Path) -> None:
    assert judged(folder, trial.CUES) == set()


def test_captions_of_two_rows_and_parts_of_a_line_are_found_among_the_words(folder: Path) -> None:
    cues = [
        (0.5, 1.45, "Come with"),
        (1.55, 2.7, "me now."),
        (3.5, 5.7, "The sea\nis calm."),
    ]
    assert judged(folder, cues) == set()


def test_chinese_is_held_to_its_own_lengths(folder: Path) -> None:
    short = [(0.5, 2.7, "我们一起去看海吧"), (3.5, 5.7, "海很平静")]
    assert judged(folder, short, "zh") == {"caption start to word"}
    long = [(0.5, 5.7, "我们一起去看海吧然后再一起回家吃晚饭看电影吧")]
    assert "caption row length" in judged(folder, long, "zh")
    fast = [(0.5, 1.5, "我们一起去看海吧今天")]
    assert "caption reading speed" in judged(folder, fast, "zh")


def test_a_missing_or_different_second_file_is_a_fault(folder: Path) -> None:
    assert judged(folder, trial.CUES) == set()
    vtt = folder / "captions" / "en.vtt"
    good = vtt.read_text()
    vtt.write_text(good.replace("calm", "wild"))
    assert faults(captions.check(read_package(folder))) == {"caption files"}
    vtt.write_text(good.replace("00:03.500", "00:03.600").replace("00:00:03", "00:00:03"))
    assert faults(captions.check(read_package(folder))) == {"caption files"}
    vtt.unlink()
    assert faults(captions.check(read_package(folder))) == {"caption files"}
    vtt.write_text(good)


def test_no_captions_at_all_are_a_fault_unless_none_were_asked_for(folder: Path) -> None:
    for path in (folder / "captions").glob("*"):
        path.unlink()
    assert faults(captions.check(read_package(folder))) == {"captions"}
    board = trial.storyboard()
    none = board.captions.model_copy(update={"mode": "none"})
    board = board.model_copy(update={"captions": none})
    (folder / "storyboard.json").write_text(board.model_dump_json())
    lines = captions.check(read_package(folder))
    (folder / "storyboard.json").write_text(trial.storyboard().model_dump_json())
    assert [each.ok for each in lines] == [None]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("1\n00:00:01.000 --> 00:00:02,000\nHi\n", "no times"),
        ("2\n00:00:01,000 --> 00:00:02,000\nHi\n", "numbered"),
        ("1\n00:00:03,000 --> 00:00:02,000\nHi\n", "ends before"),
        ("1\n00:00:01,000 --> 00:00:02,000\n\n", "no words"),
        (
            "1\n00:00:05,000 --> 00:00:06,000\nB\n\n2\n00:00:01,000 --> 00:00:02,000\nA\n",
            "comes before",
        ),
    ],
)
def test_faults_of_subrip(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "en.srt"
    path.write_text(text)
    assert any(fault in each for each in subtitles.srt(path).faults)


def test_the_readers_take_tags_and_invisible_marks_away(tmp_path: Path) -> None:
    srt = tmp_path / "a.srt"
    srt.write_bytes(
        "\ufeff1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>\u202bHi\u202c</i>\r\n".encode()
    )
    parsed = subtitles.srt(srt)
    assert parsed.faults == ()
    assert parsed.cues == (subtitles.Cue(1.0, 2.5, ("Hi",)),)
    vtt = tmp_path / "a.vtt"
    vtt.write_text("WEBVTT\n\nNOTE x\n\nname\n00:01.000 --> 00:02.500 line:10%\n<v Ann>A &amp; B\n")
    assert subtitles.vtt(vtt).cues == (subtitles.Cue(1.0, 2.5, ("A & B",)),)
    bad = tmp_path / "b.srt"
    bad.write_bytes(b"1\n00:00:01,000 --> 00:00:02,000\n\xff\n")
    assert any("UTF-8" in each for each in subtitles.srt(bad).faults)


def test_music_too_loud_under_speech(tmp_path: Path) -> None:
    good = read_package(trial.package(tmp_path / "good"))
    assert faults(speech.check(good)) == set()
    loud = read_package(trial.package(tmp_path / "loud", music_up=3.0))
    assert faults(speech.check(loud)) == {"speech over music"}


def test_a_missing_stem_or_voice_is_a_fault(tmp_path: Path) -> None:
    package = read_package(trial.package(tmp_path / "p"))
    dialogue = tmp_path / "p" / "stems" / "dialogue.wav"
    trial.soundfile.write(dialogue, np.zeros((48_000 * 6, 2), np.float32), 48_000)
    assert faults(speech.check(package)) == {"speech over music"}
    dialogue.unlink()
    assert faults(speech.check(package)) == {"speech over music"}


def test_late_mouths_are_found(folder: Path) -> None:
    for late, expected in (
        (0.03, set()),
        (-0.03, set()),
        (0.06, {"mouth behind or ahead of sounds", "mouth shapes without a sound"}),
    ):
        (folder / "timeline.json").write_text(trial.timeline(mouth_late=late).model_dump_json())
        assert faults(speech.check(read_package(folder))) == expected
    (folder / "timeline.json").write_text(trial.timeline().model_dump_json())


def test_a_mouth_that_never_opens_is_found(folder: Path) -> None:
    times = trial.timeline()
    shut = trial.MouthEvent(time=times.lines[0].start, viseme="sil")
    lines = tuple(each.model_copy(update={"mouth": (shut,)}) for each in times.lines)
    (folder / "timeline.json").write_text(
        times.model_copy(update={"lines": lines}).model_dump_json()
    )
    assert "mouth behind or ahead of sounds" in faults(speech.check(read_package(folder)))
    (folder / "timeline.json").write_text(times.model_dump_json())


def test_faulty_thumbnails(tmp_path: Path) -> None:
    package = read_package(trial.package(tmp_path / "p"))
    assert faults(thumbnails.check(package)) == set()
    path = tmp_path / "p" / "thumbnails" / "thumbnail-1.jpg"
    Image.new("RGB", (1270, 720)).save(path)
    assert faults(thumbnails.check(package)) == {"faulty thumbnails"}
    path.write_bytes(bytes(2_100_000))
    assert faults(thumbnails.check(package)) == {"faulty thumbnails"}
    for each in (tmp_path / "p" / "thumbnails").glob("*"):
        each.unlink()
    assert faults(thumbnails.check(package)) == {"thumbnails"}


def test_what_lies_outside_allowed_stretches() -> None:
    assert outside((1.0, 4.0), []) == 3.0
    assert outside((1.0, 4.0), [(0.0, 2.5)]) == 1.5
    assert outside((1.0, 4.0), [(2.0, 2.5), (3.0, 9.0)]) == 1.0
    assert outside((1.0, 4.0), [(0.0, 5.0)]) == 0.0
