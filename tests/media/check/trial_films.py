"""Small films and packages, right or wrong on purpose, for the tests of the check."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import soundfile
from numpy.typing import NDArray

from filmstudio.film.storyboard import Line, Scene, Setting, Shot, Storyboard, Transition
from filmstudio.film.time import FrameRate
from filmstudio.film.timeline import (
    LineTime,
    MouthEvent,
    Phoneme,
    SceneTime,
    ShotTime,
    Timeline,
    Word,
)
from filmstudio.media import thumbnail
from filmstudio.media.concat import join
from filmstudio.media.encode import ClipWriter, VideoSettings
from filmstudio.media.mix import Cue, MixRequest, Speech, mix

WIDTH, HEIGHT = 640, 360
RATE = FrameRate()
SECONDS = 6.0
Planes = tuple[NDArray[np.uint8], NDArray[np.uint8], NDArray[np.uint8]]

_GREY = np.full((HEIGHT // 2, WIDTH // 2), 124, np.uint8)


def _texture() -> NDArray[np.uint8]:
    rng = np.random.default_rng(4)
    small = rng.integers(40, 210, (40, 80), dtype=np.uint8)
    return np.asarray(cv2.resize(small, (WIDTH + 400, HEIGHT), interpolation=cv2.INTER_CUBIC))


TEXTURE = _texture()


def moving(index: int) -> Planes:
    """A textured picture that pans by two pixels a frame."""
    return TEXTURE[:, 2 * index : 2 * index + WIDTH], _GREY, _GREY


def voice(seconds: float, seed: int = 1) -> NDArray[np.float32]:
    """Mono sound with the syllables and harmonics of speech."""
    rng = np.random.default_rng(seed)
    at = np.arange(int(seconds * 48_000)) / 48_000
    pitch = 130 + 20 * np.sin(2 * np.pi * 0.7 * at)
    phase = 2 * np.pi * np.cumsum(pitch) / 48_000
    tone = sum(np.sin(k * phase + rng.uniform(0, 6)) / k for k in range(1, 20))
    syllables = 0.15 + np.clip(np.sin(2 * np.pi * 4 * at), 0, 1)
    return np.asarray(0.1 * tone * syllables, np.float32)


def music(seconds: float) -> NDArray[np.float32]:
    """Stereo chords that change each second."""
    at = np.arange(int(seconds * 48_000)) / 48_000
    total = np.zeros((2, len(at)))
    for second in range(int(seconds) + 1):
        part = slice(second * 48_000, (second + 1) * 48_000)
        for step in (0, 4, 7):
            pitch = 220 * 2 ** ((step + second % 3) / 12)
            total[:, part] += np.sin(2 * np.pi * pitch * at[part])
    return np.asarray(total * 0.1, np.float32)


def storyboard(target: float = SECONDS) -> Storyboard:
    setting = Setting(place="beach")
    shots = (
        Shot(
            id="s1", size="wide", lines=(Line(id="l1", speaker="anna", text="Come with me now."),)
        ),
        Shot(
            id="s2", size="close", lines=(Line(id="l2", speaker="anna", text="The sea is calm."),)
        ),
    )
    return Storyboard(
        title="Test", target_seconds=target, scenes=(Scene(id="c1", setting=setting, shots=shots),)
    )


def line(id: str, shot: str, text: str, start: float, mouth_late: float = 0.0) -> LineTime:
    """A line whose four words take half a second each; sounds and mouth follow the words."""
    words = tuple(
        Word(text=word, start=start + 0.5 * number, end=start + 0.5 * number + 0.5)
        for number, word in enumerate(text.split())
    )
    shapes = ("PP", "aa", "E", "O")
    phonemes = tuple(
        Phoneme(symbol="a", viseme=shapes[number % 4], start=word.start, end=word.end)
        for number, word in enumerate(words)
    )
    mouth = tuple(MouthEvent(time=each.start + mouth_late, viseme=each.viseme) for each in phonemes)
    closed = MouthEvent(time=words[-1].end, viseme="sil")
    return LineTime(
        id=id, shot=shot, speaker="anna", text=text, start=start, end=words[-1].end, words=words,
        phonemes=phonemes, mouth=(*mouth, closed),
    )  # fmt: skip


def timeline(mouth_late: float = 0.0, join_second: Transition | None = None) -> Timeline:
    half = RATE.frames(SECONDS / 2)
    return Timeline(
        rate=RATE,
        frames=2 * half,
        seconds=SECONDS,
        shots=(
            ShotTime(id="s1", scene="c1", start=0, frames=half),
            ShotTime(
                id="s2", scene="c1", start=half, frames=half, join=join_second or Transition()
            ),
        ),
        scenes=(SceneTime(id="c1", start=0, frames=2 * half),),
        lines=(
            line("l1", "s1", "Come with me now.", 0.5, mouth_late),
            line("l2", "s2", "The sea is calm.", 3.5, mouth_late),
        ),
    )


def request(music_gain: float = 0.0) -> MixRequest:
    lines = [Speech(voice(2.0, 1), 0.5), Speech(voice(2.0, 2), 3.5)]
    return MixRequest(SECONDS, lines, [Cue(music(SECONDS), 0.0, music_gain)])


def film(
    path: Path,
    *,
    picture: Callable[[int], Planes] = moving,
    sound: NDArray[np.float32] | None = None,
    frames: int = 144,
    settings: VideoSettings | None = None,
) -> Path:
    """An MP4 of 640x360 at 24 frames a second; without `sound` a good mix."""
    settings = settings or VideoSettings(WIDTH, HEIGHT, RATE, quality="draft")
    samples = mix(request()).master if sound is None else sound
    clip, wave = path.with_suffix(".clip.mp4"), path.with_suffix(".wav")
    with ClipWriter(clip, settings) as writer:
        for index in range(frames):
            writer.write(*picture(index))
    soundfile.write(wave, samples.T, 48_000, subtype="PCM_24")
    join([clip], wave, path, rate=settings.rate)
    return path


Cues = list[tuple[float, float, str]]
CUES: Cues = [(0.5, 2.7, "Come with me now."), (3.5, 5.7, "The sea is calm.")]


def _clock(seconds: float, mark: str) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3600000:02d}:{whole // 60000 % 60:02d}:{whole // 1000 % 60:02d}{mark}{whole % 1000:03d}"


def captions(folder: Path, cues: Cues, language: str = "en") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    srt, vtt = [], ["WEBVTT", ""]
    ass = ["[Script Info]", "ScriptType: v4.00+", "", "[V4+ Styles]", "", "[Events]"]
    ass.append("Format: Layer, Start, End, Style, Text")
    for number, (start, end, text) in enumerate(cues, 1):
        srt += [str(number), f"{_clock(start, ',')} --> {_clock(end, ',')}", text, ""]
        vtt += [f"{_clock(start, '.')} --> {_clock(end, '.')}", text, ""]
        times = ",".join(_clock(time, ".")[1:-1] for time in (start, end))
        ass.append(f"Dialogue: 0,{times},Default,{{\\an2}}" + text.replace("\n", "\\N"))
    (folder / f"{language}.srt").write_text("\n".join(srt), encoding="utf-8")
    (folder / f"{language}.vtt").write_text("\n".join(vtt), encoding="utf-8")
    (folder / f"{language}.ass").write_text("\n".join(ass) + "\n", encoding="utf-8")


def package(
    folder: Path,
    *,
    board: Storyboard | None = None,
    times: Timeline | None = None,
    cues: Cues | None = None,
    music_up: float = 0.0,
) -> Path:
    """A whole package; `music_up` decibels louder music than was mixed."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "storyboard.json").write_text((board or storyboard()).model_dump_json())
    (folder / "timeline.json").write_text((times or timeline()).model_dump_json())
    captions(folder / "captions", CUES if cues is None else cues)
    (folder / "stems").mkdir(exist_ok=True)
    stems = mix(request()).stems
    stems["music"] *= 10 ** (music_up / 20)
    for name, samples in stems.items():
        soundfile.write(folder / "stems" / f"{name}.wav", samples.T, 48_000, subtype="FLOAT")
    picture = cv2.cvtColor(TEXTURE[:, :WIDTH], cv2.COLOR_GRAY2BGR)
    thumbnail.options([picture, picture], folder / "thumbnails")
    (folder / "report.json").write_text(json.dumps({"seconds": SECONDS}))
    return folder
