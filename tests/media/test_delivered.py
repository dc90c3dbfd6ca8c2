"""Peaks of what is delivered: measured by ffmpeg after AAC, not by the maker."""

from __future__ import annotations

import math
import re
from pathlib import Path

import numpy as np
import pytest
import soundfile

from filmstudio.film.time import FrameRate
from filmstudio.media import ffmpeg
from filmstudio.media.concat import join
from filmstudio.media.delivered import _coded, hold
from filmstudio.media.encode import ClipWriter, VideoSettings
from filmstudio.media.loudness import RATE, energies, integrated


def hard(seconds: float, seed: int = 7) -> np.ndarray:
    """Noise that was clipped: coders take the clipped edges off, and what is left stands higher."""
    noise = np.random.default_rng(seed).normal(0, 0.5, (2, round(seconds * RATE)))
    return np.clip(noise, -0.79, 0.79).astype(np.float32)


def black(path: Path, frames: int) -> Path:
    """A clip in which nothing is seen."""
    chroma = np.full((32, 48), 128, np.uint8)
    with ClipWriter(path, VideoSettings(96, 64)) as writer:
        for _ in range(frames):
            writer.write(np.full((64, 96), 16, np.uint8), chroma, chroma)
    return path


def delivered_peak(sound: np.ndarray, folder: Path) -> float:
    """The true peak of the sound's AAC in dBTP, as ffmpeg's own meter has it."""
    master, coded = folder / "master.wav", folder / "film.mp4"
    soundfile.write(master, sound.T, RATE, "PCM_24")
    seconds = sound.shape[1] / RATE
    clip = black(folder / "clip.mp4", math.ceil(seconds * 24))
    join([clip], master, coded, rate=FrameRate(num=24, den=1))
    meter = ["-nostats", "-i", coded, "-af", "ebur128=peak=true", "-f", "null", "-"]
    said = ffmpeg.run(meter, level="info").stderr
    return float(re.findall(r"Peak:\s+(-?[\d.]+) dBFS", said)[-1])


@pytest.mark.parametrize("seconds", [1.0, 3.3])
def test_peaks_that_a_coder_raises_are_turned_down(seconds, tmp_path):
    sound = hard(seconds)
    before = integrated(energies(sound))
    assert delivered_peak(sound, tmp_path) > -1.0
    assert hold(sound)
    assert delivered_peak(sound, tmp_path) <= -1.0
    assert integrated(energies(sound)) > before - 8


def test_what_is_low_enough_is_left_as_it_is(tmp_path):
    sound = hard(2.0) * np.float32(0.4)
    kept = sound.copy()
    assert not hold(sound)
    assert np.array_equal(sound, kept)


def test_only_what_is_too_high_is_turned_down():
    sound = hard(4.0)
    sound[:, RATE:] *= np.float32(0.4)
    kept = sound.copy()
    assert hold(sound)
    assert np.allclose(sound[:, 3 * RATE :], kept[:, 3 * RATE :], atol=1e-6)


def test_coded_sound_lies_where_it_lay():
    time = np.arange(2 * RATE) / RATE
    chirp = np.sin(2 * np.pi * (200 + 900 * time) * time).astype(np.float32) * 0.5
    sound = np.stack([chirp, chirp])
    heard = _coded(sound)
    assert heard.shape == sound.shape
    inner = slice(RATE // 2, RATE)
    assert np.abs(heard[:, inner] - sound[:, inner]).mean() < 0.02
