"""Joining: clips become one film with continuous times, sound of its length, subtitles, chapters."""

from __future__ import annotations

import resource
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile

from filmstudio.errors import BadInput, Broken, Missing, NoSpace
from filmstudio.film.time import FrameRate
from filmstudio.media import ffmpeg
from filmstudio.media.concat import Subtitles, join
from filmstudio.media.encode import ClipWriter, VideoSettings
from filmstudio.media.languages import three_letters
from filmstudio.media.probe import probe

LENGTHS = (1, 2, 3, 50, 7, 61)
HALF = np.full((32, 48), 128, np.uint8)


def clips(folder: Path, settings: VideoSettings) -> list[Path]:
    """Clips whose luma tells the number of the frame within the film."""
    made, number = [], 0
    for index, length in enumerate(LENGTHS):
        made.append(folder / f"{settings.codec}{index}.mp4")
        with ClipWriter(made[-1], settings) as writer:
            for _ in range(length):
                writer.write(np.full((64, 96), 20 + number, np.uint8), HALF, HALF)
                number += 1
    return made


def wave(path: Path, seconds: float) -> Path:
    samples = np.random.default_rng(1).normal(0, 0.05, (round(seconds * 48_000), 2))
    soundfile.write(path, samples, 48_000)
    return path


@pytest.mark.parametrize("codec", ["h264", "hevc"])
@pytest.mark.parametrize("rate", [FrameRate(), FrameRate.of(29.97), FrameRate(num=60)])
def test_times_run_on_and_every_frame_is_there(tmp_path: Path, codec: str, rate: FrameRate) -> None:
    parts = clips(tmp_path, VideoSettings(96, 64, rate, codec))
    out = tmp_path / "film.mp4"
    done = join(parts, wave(tmp_path / "a.wav", 5.3), out, rate=rate)
    facts = probe(out)
    assert facts.video is not None
    assert facts.audio is not None
    assert done.frames == facts.video.frames == sum(LENGTHS)
    assert facts.video.shown == tuple(index / rate.fraction for index in range(sum(LENGTHS)))
    assert facts.video.constant_rate
    assert facts.faststart
    assert facts.video.tag == ("avc1" if codec == "h264" else "hvc1")
    assert abs(facts.audio.end - facts.video.end) < 0.001
    assert (facts.audio.codec, facts.audio.profile, facts.audio.channels) == ("aac", "LC", 2)
    assert 170_000 < facts.audio.bit_rate < 210_000
    starts = [sum(LENGTHS[:index]) for index in range(len(LENGTHS))]
    assert {start / rate.fraction for start in starts} <= set(facts.video.keyframes)
    with av.open(str(out)) as film:
        levels = [float(frame.to_ndarray()[:64].mean()) for frame in film.decode(video=0)]
    assert all(abs(level - 20 - index) < 2.5 for index, level in enumerate(levels))
    checked = ffmpeg.run(["-xerror", "-i", out, "-f", "null", "-"], level="warning")
    assert checked.stderr == ""


@pytest.mark.parametrize("seconds", [1.0, 9.0])
def test_sound_is_cut_or_filled_to_the_picture(tmp_path: Path, seconds: float) -> None:
    parts = clips(tmp_path, VideoSettings(96, 64))
    out = tmp_path / "film.mp4"
    done = join(parts, wave(tmp_path / "a.wav", seconds), out, rate=FrameRate())
    assert done.padded == pytest.approx(sum(LENGTHS) / 24 - seconds)
    facts = probe(out)
    assert facts.audio is not None
    assert facts.audio.end == pytest.approx(sum(LENGTHS) / 24, abs=0.001)


def test_sound_lies_where_it_was_put(tmp_path: Path) -> None:
    parts = clips(tmp_path, VideoSettings(96, 64))
    samples = np.zeros((5 * 48_000, 2), np.float32)
    samples[48_000:48_200] = 0.8
    soundfile.write(tmp_path / "a.wav", samples, 48_000)
    out = tmp_path / "film.mp4"
    join(parts, tmp_path / "a.wav", out, rate=FrameRate())
    ffmpeg.run(["-i", out, "-y", tmp_path / "back.wav"])
    back, _ = soundfile.read(tmp_path / "back.wav")
    loud = np.flatnonzero(np.abs(back[:, 0]) > 0.4)
    assert abs(int(loud[0]) - 48_000) < 60


def test_subtitles_chapters_and_tags(tmp_path: Path) -> None:
    parts = clips(tmp_path, VideoSettings(96, 64))
    srt = tmp_path / "ta.srt"
    srt.write_text("1\n00:00:01,000 --> 00:00:02,500\nவணக்கம்\n", encoding="utf-8")
    out = tmp_path / "film.mp4"
    join(
        parts, wave(tmp_path / "a.wav", 5), out, rate=FrameRate(), language="en",
        chapters=[(0.0, "One"), (2.0, "Two"), (99.0, "Past the end")],
        metadata={"title": "Pier", "comment": "made"}, subtitles=[Subtitles(srt, "ta-IN")],
    )  # fmt: skip
    facts = probe(out)
    assert facts.chapters == ((0.0, "One"), (2.0, "Two"))
    assert [(text.codec, text.language) for text in facts.subtitles] == [("mov_text", "tam")]
    assert facts.audio is not None
    assert facts.audio.language == "eng"
    assert facts.metadata["title"] == "Pier"
    ffmpeg.run(["-i", out, "-map", "0:s:0", "-y", tmp_path / "back.srt"])
    assert "00:00:01,000 --> 00:00:02,500\nவணக்கம்" in (tmp_path / "back.srt").read_text("utf-8")


def test_the_same_film_is_the_same_bytes(tmp_path: Path) -> None:
    parts = clips(tmp_path, VideoSettings(96, 64))
    srt = tmp_path / "en.srt"
    srt.write_text("1\n00:00:01,000 --> 00:00:02,500\nHi\n")
    made = []
    for name in ("one.mp4", "two.mp4"):
        join(
            parts, wave(tmp_path / "a.wav", 5), tmp_path / name, rate=FrameRate(),
            chapters=[(0, "One")], subtitles=[Subtitles(srt, "en")],
        )  # fmt: skip
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]
    assert b"colrnclx\x00\x01\x00\x01\x00\x01" in made[0]


def test_clips_that_do_not_fit_are_told(tmp_path: Path) -> None:
    one = clips(tmp_path, VideoSettings(96, 64))[0]
    other = tmp_path / "other.mp4"
    with ClipWriter(other, VideoSettings(128, 64)) as writer:
        writer.write(
            np.zeros((64, 128), np.uint8), *[np.zeros((32, 64), np.uint8) for _ in range(2)]
        )
    out = tmp_path / "film.mp4"
    with pytest.raises(BadInput, match=r"other\.mp4"):
        join([one, other], None, out, rate=FrameRate())
    with pytest.raises(BadInput, match="no clips"):
        join([], None, out, rate=FrameRate())
    with pytest.raises(Missing):
        join([tmp_path / "none.mp4"], None, out, rate=FrameRate())
    (tmp_path / "text.mp4").write_text("no clip")
    with pytest.raises(Broken, match=r"text\.mp4"):
        join([tmp_path / "text.mp4"], None, out, rate=FrameRate())
    soundfile.write(tmp_path / "mono.wav", np.zeros(4800), 48_000)
    with pytest.raises(BadInput, match="stereo"):
        join([one], tmp_path / "mono.wav", out, rate=FrameRate())
    assert not out.exists()
    assert not list(tmp_path.glob(".*"))


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    parts = clips(tmp_path, VideoSettings(96, 64))
    sound = wave(tmp_path / "a.wav", 5)
    before = set(tmp_path.iterdir())
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, hard))
    try:
        with pytest.raises(NoSpace, match="no room"):
            join(parts, sound, tmp_path / "film.mp4", rate=FrameRate())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert set(tmp_path.iterdir()) == before


def test_without_sound_there_is_only_the_picture(tmp_path: Path) -> None:
    out = tmp_path / "film.mp4"
    join(clips(tmp_path, VideoSettings(96, 64))[3:4], None, out, rate=FrameRate())
    facts = probe(out)
    assert facts.audio is None
    assert facts.video is not None
    assert facts.video.end == pytest.approx(float(Fraction(50, 24)))


@pytest.mark.parametrize(
    ("code", "three"), [("en", "eng"), ("pt-BR", "por"), ("zh_TW", "zho"), ("tam", "tam"), ("", "und")]
)  # fmt: skip
def test_language_codes(code: str, three: str) -> None:
    assert three_letters(code) == three
