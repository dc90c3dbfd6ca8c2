"""Sounds like speech and music for the tests of loudness and mix, and ffmpeg's own measurement."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from filmstudio.media import ffmpeg

RATE = 48_000
Samples = NDArray[np.float32]


def voice(seconds: float, seed: int = 1, level: float = 0.1) -> Samples:
    """Mono: syllables of harmonics with pauses between phrases."""
    rng = np.random.default_rng(seed)
    at = np.arange(round(seconds * RATE)) / RATE
    pitch = rng.uniform(100, 220) * (1 + 0.1 * np.sin(2 * np.pi * 0.6 * at))
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    tone = sum(np.sin(k * phase + rng.uniform(0, 6)) / k for k in range(1, 24))
    syllables = 0.1 + np.clip(np.sin(2 * np.pi * 4.2 * at + rng.uniform(0, 6)), 0, 1)
    phrases = np.sin(2 * np.pi * 0.4 * at + 1.2) > -0.8
    return np.asarray(level * tone * syllables * phrases, np.float32)


def music(seconds: float, seed: int = 2, level: float = 0.1) -> Samples:
    """Stereo plucked notes, two a second."""
    rng = np.random.default_rng(seed)
    length = round(seconds * RATE)
    total = np.zeros((2, length), np.float32)
    for start in range(0, length, RATE // 2):
        at = np.arange(min(length - start, 2 * RATE)) / RATE
        pitch = 196 * 2 ** (rng.integers(0, 24) / 12)
        note = np.exp(-2.5 * at) * sum(np.sin(2 * np.pi * pitch * k * at) / k for k in range(1, 6))
        side = rng.uniform(0.3, 0.7)
        total[0, start : start + len(at)] += level * side * note
        total[1, start : start + len(at)] += level * (1 - side) * note
    return total


def noise(seconds: float, seed: int = 3, level: float = 0.02) -> Samples:
    shape = (2, round(seconds * RATE))
    return np.random.default_rng(seed).normal(0, level, shape).astype(np.float32)


def measured(samples: Samples, folder: Path) -> tuple[float, float]:
    """Integrated loudness and true peak by ffmpeg's ebur128."""
    path = folder / "measured.wav"
    soundfile.write(path, samples.T, RATE, subtype="FLOAT")
    said = ffmpeg.run(
        ["-i", path, "-af", "ebur128=peak=true", "-f", "null", "-"], level="info"
    ).stderr
    loudness = re.findall(r"I:\s+(-?[\d.]+) LUFS", said)[-1]
    return float(loudness), float(re.findall(r"Peak:\s+(-?[\d.]+|-inf) dBFS", said)[-1])
