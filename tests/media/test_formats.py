"""Delivery formats: sizes, codecs, tags and sound of each, and notes for the creator."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from filmstudio.errors import BadInput
from filmstudio.media import ffmpeg, formats
from filmstudio.media.probe import VideoFacts, probe
from tests.media.check import trial_films


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("film")
    plain = trial_films.film(folder / "plain.mp4")
    srt = folder / "en.srt"
    srt.write_text("1\n00:00:01,000 --> 00:00:02,500\nHi\n")
    ffmpeg.run(
        [
            "-i",
            plain,
            "-i",
            srt,
            "-map",
            "0",
            "-map",
            "1",
            "-c",
            "copy",
            "-c:s",
            "mov_text",
            "-y",
            folder / "film.mp4",
        ]
    )
    return folder / "film.mp4"


def picture(path: Path) -> VideoFacts:
    video = probe(path).video
    assert video is not None
    return video


@pytest.mark.parametrize(
    ("make", "name", "codec", "sound", "texts"),
    [
        (formats.h264, "a.mp4", "h264", "aac", "mov_text"),
        (formats.h265, "b.mp4", "hevc", "aac", "mov_text"),
        (formats.webm, "c.webm", "vp9", "opus", "webvtt"),
    ],
)
def test_a_smaller_version(
    film: Path,
    tmp_path: Path,
    make: Callable[..., formats.Delivered],
    name: str,
    codec: str,
    sound: str,
    texts: str,
) -> None:
    done = make(film, tmp_path / name, 180)
    facts, video = probe(done.path), picture(done.path)
    assert (done.width, done.height) == (video.width, video.height) == (320, 180)
    assert done.notes == ()
    assert video.codec == codec
    assert video.frames == 144
    assert video.constant_rate
    assert (video.primaries, video.transfer, video.matrix, video.colour_range) == (1, 1, 1, 1)
    assert video.longest_gop <= 2.01
    assert facts.audio is not None
    assert facts.audio.codec == sound
    assert abs(facts.audio.end - video.end) < 0.042
    assert [text.codec for text in facts.subtitles] == [texts]
    if name.endswith("mp4"):
        assert facts.faststart
        assert video.tag in ("avc1", "hvc1")
    first = done.path.read_bytes()
    assert make(film, tmp_path / name, 180).path.read_bytes() == first


def test_an_enlarged_version_says_so(film: Path, tmp_path: Path) -> None:
    done = formats.h264(film, tmp_path / "big.mp4", 480)
    assert (done.width, done.height) == (854, 480)
    assert "enlarged" in done.notes[0]


@pytest.mark.parametrize(
    ("size", "side", "expected"),
    [
        ((1920, 1080), 720, (1280, 720)),
        ((1080, 1920), 360, (360, 640)),
        ((1080, 1080), 480, (480, 480)),
        ((1920, 1080), 2160, (3840, 2160)),
        ((1920, 1080), 480, (854, 480)),
    ],
)
def test_sizes_keep_the_shape(size: tuple[int, int], side: int, expected: tuple[int, int]) -> None:
    assert formats.size_for(*size, side) == expected


def test_a_gif_is_short_and_says_when_cut(
    film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = formats.gif(film, tmp_path / "a.gif")
    assert whole.notes == ()
    assert picture(whole.path).end == pytest.approx(6.0, abs=0.1)
    assert picture(whole.path).codec == "gif"
    monkeypatch.setattr(formats, "GIF_SECONDS", 2.0)
    cut = formats.gif(film, tmp_path / "b.gif", start=1.0, short_side=120)
    assert picture(cut.path).end == pytest.approx(2.0, abs=0.1)
    assert picture(cut.path).height == 120
    assert "2 s of 6 s" in cut.notes[0]
    with pytest.raises(BadInput, match="start"):
        formats.gif(film, tmp_path / "c.gif", start=7.0)


def test_what_has_no_picture_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    sound = tmp_path / "a.wav"
    ffmpeg.run(["-f", "lavfi", "-i", "sine=d=1", "-y", sound])
    with pytest.raises(BadInput, match="no picture"):
        formats.h264(sound, tmp_path / "a.mp4")
    assert list(tmp_path.iterdir()) == [sound]
