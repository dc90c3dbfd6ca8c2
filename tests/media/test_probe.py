"""Probing tells what a file is, also of files that others made."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from filmstudio.errors import Broken, Missing
from filmstudio.media import ffmpeg
from filmstudio.media.probe import atoms, probe


def made(path: Path, *options: str) -> Path:
    source = ["-f", "lavfi", "-i", "testsrc2=s=128x96:r=25:d=3", "-f", "lavfi", "-i", "sine=d=3"]
    ffmpeg.run([*source, *options, "-y", path])
    return path


def test_an_mp4_made_by_ffmpeg(tmp_path: Path) -> None:
    path = made(
        tmp_path / "film.mp4",
        *["-c:v", "libx264", "-g", "25", "-bf", "2", "-ac", "2", "-ar", "44100"],
    )
    facts = probe(path)
    video, audio = facts.video, facts.audio
    assert video is not None
    assert audio is not None
    assert (video.codec, video.width, video.height, video.frames) == ("h264", 128, 96, 75)
    assert video.rate == 25
    assert video.shown == tuple(Fraction(index, 25) for index in range(75))
    assert video.keyframes == (0, 1, 2)
    assert video.longest_gop == pytest.approx(1.0)
    assert video.constant_rate
    assert (video.start, video.end) == (0.0, 3.0)
    assert (audio.codec, audio.sample_rate, audio.channels) == ("aac", 44100, 2)
    assert audio.end == pytest.approx(3.0, abs=0.03)
    assert facts.atoms[0] == "ftyp"
    assert not facts.faststart
    assert probe(made(tmp_path / "fast.mp4", *["-movflags", "+faststart"])).faststart


def test_a_variable_rate_is_seen(tmp_path: Path) -> None:
    path = made(tmp_path / "vfr.mp4", *["-an", "-vf", "select=not(eq(n\\,40))", "-fps_mode", "vfr"])
    video = probe(path).video
    assert video is not None
    assert not video.constant_rate


def test_other_tags_and_shapes_are_seen(tmp_path: Path) -> None:
    path = made(
        tmp_path / "odd.mp4",
        *[
            "-vf",
            "setsar=4/3",
            "-pix_fmt",
            "yuv444p",
            "-color_primaries",
            "bt470bg",
            "-colorspace",
            "smpte170m",
        ],
    )
    video = probe(path).video
    assert video is not None
    assert video.sample_aspect == Fraction(4, 3)
    assert video.pixel_format == "yuv444p"
    assert video.matrix == 6


def test_sound_alone_and_webm(tmp_path: Path) -> None:
    facts = probe(made(tmp_path / "a.wav", "-vn"))
    assert facts.video is None
    assert facts.audio is not None
    assert facts.atoms == ()
    assert not facts.faststart
    assert probe(
        made(tmp_path / "a.webm", *["-t", "1", "-deadline", "realtime"])
    ).container.startswith("matroska")


def test_what_is_no_media_is_told(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        probe(tmp_path / "none.mp4")
    (tmp_path / "text.mp4").write_text("words")
    with pytest.raises(Broken, match=r"text\.mp4"):
        probe(tmp_path / "text.mp4")


def test_atoms_of_a_cut_file_end_where_it_ends(tmp_path: Path) -> None:
    path = tmp_path / "cut.mp4"
    path.write_bytes((16).to_bytes(4, "big") + b"ftyp" + bytes(8) + b"\x00\x00")
    assert atoms(path) == ("ftyp",)
