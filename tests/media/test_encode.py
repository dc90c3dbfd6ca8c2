"""Clips: planes in, a file with closed groups, tags and equal bytes out, or nothing at all."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from filmstudio.errors import BadInput, NoSpace
from filmstudio.film.time import FrameRate
from filmstudio.media.encode import ClipWriter, VideoSettings
from filmstudio.media.probe import probe

ROOT = Path(__file__).resolve().parents[2]
SMALL = VideoSettings(96, 64)
GREY = np.full((32, 48), 128, np.uint8)


def picture(index: int, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed + index // 4)
    return rng.integers(16, 236, (64, 96), dtype=np.uint8)


def clip(path: Path, frames: int, settings: VideoSettings = SMALL) -> Path:
    with ClipWriter(path, settings) as writer:
        for index in range(frames):
            writer.write(picture(index), GREY, GREY)
    return path


@pytest.mark.parametrize("codec", ["h264", "hevc"])
@pytest.mark.parametrize("quality", ["draft", "final"])
@pytest.mark.parametrize("frames", [1, 2, 3, 53])
def test_a_clip_is_what_was_asked_for(
    tmp_path: Path, codec: str, quality: str, frames: int
) -> None:
    settings = VideoSettings(96, 64, FrameRate(num=24), codec, quality)
    video = probe(clip(tmp_path / "clip.mp4", frames, settings)).video
    assert video is not None
    assert (video.codec, video.width, video.height) == (codec, 96, 64)
    assert video.frames == frames
    assert video.pixel_format == "yuv420p"
    assert (video.primaries, video.transfer, video.matrix, video.colour_range) == (1, 1, 1, 1)
    assert video.sample_aspect == 1
    assert video.constant_rate
    assert video.keyframes == tuple(Fraction(index, 24) for index in range(0, frames, 48))
    assert video.tag == ("avc1" if codec == "h264" else "hvc1")


def test_pictures_come_back_in_order_and_alike(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    with ClipWriter(path, SMALL) as writer:
        for index in range(20):
            writer.write(np.full((64, 96), 30 + 10 * index, np.uint8), GREY, GREY + 10)
    with av.open(str(path)) as source:
        frames = [frame.to_ndarray() for frame in source.decode(video=0)]
    assert len(frames) == 20
    for index, frame in enumerate(frames):
        assert abs(float(frame[:64].mean()) - (30 + 10 * index)) < 2
    assert abs(float(frames[0][80:].mean()) - 138) < 2


def test_planes_may_be_views_and_are_copied_at_once(tmp_path: Path) -> None:
    wide = np.random.default_rng(1).integers(16, 236, (70, 130), dtype=np.uint8)
    with ClipWriter(tmp_path / "view.mp4", SMALL) as writer:
        for index in range(10):
            writer.write(wide[3:67, index : index + 96], GREY, GREY)
    reused = np.empty((64, 96), np.uint8)
    with ClipWriter(tmp_path / "copy.mp4", SMALL) as writer:
        for index in range(10):
            reused[...] = wide[3:67, index : index + 96]
            writer.write(reused, GREY, GREY)
            reused[...] = 0
    assert (tmp_path / "view.mp4").read_bytes() == (tmp_path / "copy.mp4").read_bytes()


@pytest.mark.parametrize("codec", ["h264", "hevc"])
def test_the_bytes_do_not_depend_on_what_memory_held(tmp_path: Path, codec: str) -> None:
    """glibc fills memory with a byte of our choice before it is given out: mallopt(3), M_PERTURB."""
    asked = "import sys; from tests.media import test_encode as t; t.written(*sys.argv[1:])"
    for fill in ("0", "170"):
        words = [sys.executable, "-c", asked, str(tmp_path / f"{fill}.mp4"), codec]
        subprocess.run(words, cwd=ROOT, env=os.environ | {"MALLOC_PERTURB_": fill}, check=True)
    assert (tmp_path / "0.mp4").read_bytes() == (tmp_path / "170.mp4").read_bytes()


def written(path: str, codec: str) -> None:
    clip(Path(path), 30, VideoSettings(96, 64, codec=codec))


@pytest.mark.parametrize("codec", ["h264", "hevc"])
def test_equal_pictures_give_equal_bytes(tmp_path: Path, codec: str) -> None:
    settings = VideoSettings(96, 64, codec=codec)
    one = clip(tmp_path / "one.mp4", 30, settings).read_bytes()
    assert clip(tmp_path / "two.mp4", 30, settings).read_bytes() == one


def test_other_rates_keep_exact_times(tmp_path: Path) -> None:
    settings = VideoSettings(96, 64, FrameRate.of(29.97))
    video = probe(clip(tmp_path / "clip.mp4", 70, settings)).video
    assert video is not None
    assert video.rate == Fraction(30000, 1001)
    assert video.shown[69] == Fraction(69 * 1001, 30000)
    assert video.longest_gop <= 2.0


def test_an_error_leaves_nothing(tmp_path: Path) -> None:
    def breaks() -> None:
        with ClipWriter(tmp_path / "clip.mp4", SMALL) as writer:
            writer.write(picture(0), GREY, GREY)
            raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        breaks()
    assert list(tmp_path.iterdir()) == []


def test_a_clip_that_fails_keeps_the_one_before(tmp_path: Path) -> None:
    path = clip(tmp_path / "clip.mp4", 3)
    before = path.read_bytes()
    with pytest.raises(ValueError, match="plane"), ClipWriter(path, SMALL) as writer:
        writer.write(GREY, GREY, GREY)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_no_frames_and_odd_sizes_are_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no frames"), ClipWriter(tmp_path / "clip.mp4", SMALL):
        pass
    with pytest.raises(BadInput, match="even"):
        ClipWriter(tmp_path / "clip.mp4", VideoSettings(97, 64))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("limit", [20_000, 120_000])
def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path, limit: int) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    rng = np.random.default_rng(2)
    settings = VideoSettings(320, 240)
    half = np.full((120, 160), 128, np.uint8)

    def fill() -> None:
        with ClipWriter(tmp_path / "clip.mp4", settings) as writer:
            for _ in range(30):
                writer.write(rng.integers(16, 236, (240, 320), dtype=np.uint8), half, half)

    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        with pytest.raises(NoSpace, match="no room"):
            fill()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(NoSpace), ClipWriter(tmp_path / "file" / "clip.mp4", SMALL):
        pass
