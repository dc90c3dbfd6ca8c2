"""The check passes a good film and finds each fault of a bad one on its own line."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from filmstudio.errors import BadInput, Broken, Missing
from filmstudio.media import ffmpeg
from filmstudio.media.check.film import check_film
from filmstudio.media.check.measurement import Measurement
from filmstudio.media.encode import VideoSettings
from tests.media.check import trial_films as trial


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return trial.film(tmp_path_factory.mktemp("good") / "film.mp4")


def line(lines: list[Measurement], name: str) -> Measurement:
    return next(each for each in lines if each.name.startswith(name))


def faults(lines: list[Measurement]) -> set[str]:
    return {each.name for each in lines if each.ok is False}


def changed(film: Path, out: Path, *options: str) -> Path:
    ffmpeg.run(["-i", film, *options, "-y", out])
    return out


def test_a_good_film_with_its_package_passes_every_line(good: Path, tmp_path: Path) -> None:
    lines = check_film(good, trial.package(tmp_path / "package"))
    assert faults(lines) == set()
    assert all(each.ok for each in lines)
    assert len(lines) >= 30


def test_a_film_alone_is_measured_too(good: Path) -> None:
    lines = check_film(good)
    assert faults(lines) == set()
    assert line(lines, "length").ok is None


def test_too_loud_and_clipped_sound(tmp_path: Path) -> None:
    loud = np.clip(trial.mix(trial.request()).master * 2.2, -1, 1)
    found = faults(check_film(trial.film(tmp_path / "loud.mp4", sound=loud)))
    assert found == {"loudness", "true peak"}


def test_a_podcast_is_held_to_its_own_loudness(good: Path) -> None:
    assert faults(check_film(good, loudness=-16.0)) == {"loudness"}


def _black(index: int) -> trial.Planes:
    y, u, v = trial.moving(index)
    return (np.full_like(y, 16), u, v) if 40 <= index < 76 else (y, u, v)


def test_a_black_stretch_is_found_unless_asked_for(tmp_path: Path) -> None:
    film = trial.film(tmp_path / "black.mp4", picture=_black)
    found = line(check_film(film), "black stretch")
    assert found.ok is False
    assert found.number == pytest.approx(1.5, abs=0.1)
    fade = trial.Transition(kind="fade", seconds=1.5)
    times = trial.timeline(join_second=fade)
    assert line(check_film(film, trial.package(tmp_path / "p", times=times)), "black").ok is True


def test_a_dark_night_is_not_black(tmp_path: Path) -> None:
    def night(index: int) -> trial.Planes:
        y, u, v = trial.moving(index)
        return (y // 8 + 18).astype(np.uint8), u, v

    assert line(check_film(trial.film(tmp_path / "night.mp4", picture=night)), "black").ok is True


def test_a_frozen_stretch_is_found_unless_it_is_a_title(tmp_path: Path) -> None:
    film = trial.film(tmp_path / "frozen.mp4", picture=lambda index: trial.moving(min(index, 70)))
    found = line(check_film(film, trial.package(tmp_path / "one")), "frozen stretch")
    assert found.ok is False
    assert found.number >= 1.5
    board = trial.storyboard()
    shots = board.scenes[0].shots
    credits = shots[1].model_copy(update={"size": "credits"})
    scene = board.scenes[0].model_copy(update={"shots": (shots[0], credits)})
    board = board.model_copy(update={"scenes": (scene,)})
    package = trial.package(tmp_path / "two", board=board)
    assert line(check_film(film, package), "frozen stretch").ok is True


@pytest.mark.parametrize("quality", ["draft", "final"])
def test_a_locked_off_shot_that_breathes_is_not_frozen(tmp_path: Path, quality: str) -> None:
    def breathing(index: int) -> trial.Planes:
        y, u, v = trial.moving(0)
        chest = np.ascontiguousarray(y[200:300, 250:400])
        lift = np.array([[1, 0, 0], [0, 1, 1.2 * np.sin(2 * np.pi * index / 96)]])
        y = y.copy()
        y[200:300, 250:400] = cv2.warpAffine(
            chest, lift, (150, 100), borderMode=cv2.BORDER_REPLICATE
        )
        return y, u, v

    settings = VideoSettings(trial.WIDTH, trial.HEIGHT, trial.RATE, quality=quality)
    film = trial.film(tmp_path / "breath.mp4", picture=breathing, settings=settings)
    assert line(check_film(film), "frozen stretch").ok is True
    film = trial.film(
        tmp_path / "still.mp4", picture=lambda index: trial.moving(0), settings=settings
    )
    found = line(check_film(film), "frozen stretch")
    assert found.ok is False
    assert found.number >= 1.5


def test_a_stutter_is_found(tmp_path: Path) -> None:
    film = trial.film(
        tmp_path / "stutter.mp4",
        picture=lambda index: trial.moving(index if index != 70 else 69),
    )
    found = line(check_film(film), "repeated pictures")
    assert found.ok is False
    assert found.number == 1


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (
            "-an -vf select='not(eq(n,50))' -fps_mode passthrough -g 40 -c:v libx264 "
            "-movflags +faststart",
            {"frame rate constancy", "dropped or doubled times"},
        ),
        ("-c:a copy -c:v libx264 -g 48 -vf setsar=4/3 -movflags +faststart", {"pixel shape"}),
        (
            "-c:a copy -c:v libx264 -preset ultrafast -g 48 -pix_fmt yuv444p -movflags +faststart",
            {"pixel format"},
        ),
        (
            "-c:a copy -c:v libx264 -preset ultrafast -g 48 -movflags +faststart "
            "-color_primaries smpte170m -color_trc smpte170m -colorspace smpte170m",
            {"colour tags"},
        ),
        (
            "-c:a copy -c:v libx264 -preset ultrafast -g 250 -sc_threshold 0 -movflags +faststart",
            {"keyframe interval"},
        ),
        ("-c:v copy -af atrim=end=5 -b:a 192k -movflags +faststart", {"sound and picture"}),
        ("-c:v copy -an -movflags +faststart", {"sound and picture"}),
        ("-c copy", {"faststart"}),
    ],
)
def test_faults_of_the_file(good: Path, tmp_path: Path, options: str, names: set[str]) -> None:
    film = changed(good, tmp_path / "bad.mp4", *options.split())
    found = faults(check_film(film))
    for name in names:
        assert any(each.startswith(name) for each in found), (name, found)


def test_a_damaged_film_has_decoding_errors(good: Path, tmp_path: Path) -> None:
    data = bytearray(good.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 4000] = bytes(4000)
    film = tmp_path / "damaged.mp4"
    film.write_bytes(data)
    assert line(check_film(film), "decoding errors").ok is False


def test_what_is_no_film_at_all_is_told(tmp_path: Path) -> None:
    text = tmp_path / "film.mp4"
    text.write_text("no film")
    with pytest.raises(Broken, match=r"film\.mp4"):
        check_film(text)
    with pytest.raises(Missing):
        check_film(tmp_path / "nothing.mp4")


def test_the_length_is_held_to_the_target(good: Path, tmp_path: Path) -> None:
    board = trial.storyboard(target=8.0)
    package = trial.package(tmp_path / "p", board=board)
    assert "length" in faults(check_film(good, package))
    told = board.model_copy(update={"warnings": ("The script is too short for 8 s.",)})
    (package / "storyboard.json").write_text(told.model_dump_json())
    found = line(check_film(good, package), "length")
    assert found.ok is None
    assert "too short" in found.note


def test_frames_are_those_of_the_timeline(good: Path, tmp_path: Path) -> None:
    times = trial.timeline().model_copy(update={"frames": 150})
    package = trial.package(tmp_path / "p", times=times)
    assert "frames as in the timeline" in faults(check_film(good, package))


def test_a_package_that_is_not_one_is_told(good: Path, tmp_path: Path) -> None:
    package = trial.package(tmp_path / "p")
    (package / "timeline.json").write_text("{}")
    with pytest.raises(BadInput, match=r"timeline\.json"):
        check_film(good, package)
    with pytest.raises(Missing):
        check_film(good, tmp_path / "none")
