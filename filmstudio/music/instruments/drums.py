"""Drum kits by General MIDI key (acoustic, brushes, drum machine) and the timpani."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from filmstudio.music.instruments.additive import clock, ramped, struck
from filmstudio.music.spectrum import bell, high_pass, low_pass, shape
from filmstudio.music.theory import frequency


@lru_cache(maxsize=64)
def stroke(key: int, velocity: float, colour: str) -> NDArray[np.float32]:
    """One stroke, mono at 48 kHz: `key` is the General MIDI drum, or the timpani's pitch."""
    rng = np.random.default_rng([key, len(colour)])
    if colour == "timpani":
        return _timpani(frequency(key), rng)
    if key in (35, 36):
        return _bass_drum(colour)
    if key in (37, 38, 39, 40):
        return _snare(key, colour, rng)
    if key in (42, 44, 70):
        return _hiss(rng, 0.07 if key != 70 else 0.09, 7000 if key != 70 else 5000, 0.22)
    if key == 46:
        return _hiss(rng, 0.45, 6500, 0.25)
    if key in (49, 51, 53, 59):
        return _ride(rng)
    return _hiss(rng, 0.08, 3000, 0.3)


def _noise(rng: np.random.Generator, seconds: float) -> NDArray[np.float32]:
    return rng.standard_normal(len(clock(seconds)), dtype=np.float32)


def _bass_drum(colour: str) -> NDArray[np.float32]:
    long, low = (0.5, 46.0) if colour == "machine" else (0.32, 58.0)
    time = clock(long)
    sweep = low + 130 * np.exp(-time / 0.022)
    phase = np.cumsum(sweep) * np.float32(2 * np.pi / 48_000)
    out = np.sin(phase) * np.exp(-6.9 / long * time)
    out += 0.25 * np.sin(np.float32(2 * np.pi * 1900) * time) * np.exp(-time / 0.003)
    return ramped(out.astype(np.float32), 0.001, 0.03)


def _snare(key: int, colour: str, rng: np.random.Generator) -> NDArray[np.float32]:
    if key == 37:
        time = clock(0.09)
        body = struck(900, time, [(1, 0.5, 0.08), (1.9, 0.5, 0.06), (3.1, 0.3, 0.04)])
        return ramped(body, 0.0005, 0.02)
    brushed = colour == "brushes"
    long = 0.26 if brushed else 0.2
    time = clock(long)
    noise = shape(_noise(rng, long), lambda f: high_pass(f, 1200, 1) * low_pass(f, 9000, 1))
    rise = np.minimum(1.0, time / (0.03 if brushed else 0.001))
    out = 0.3 * noise * rise * np.exp(-6.9 / long * time)
    if key != 39:
        out += (0.1 if brushed else 0.45) * struck(185, time, [(1, 1, 0.14), (1.6, 0.6, 0.1)])
    return ramped(out.astype(np.float32), 0.001, 0.03)


def _hiss(
    rng: np.random.Generator, seconds: float, cut: float, level: float
) -> NDArray[np.float32]:
    time = clock(seconds)
    noise = shape(_noise(rng, seconds), lambda f: high_pass(f, cut, 3))
    return ramped((level * noise * np.exp(-5.0 / seconds * time)).astype(np.float32), 0.001, 0.01)


def _ride(rng: np.random.Generator) -> NDArray[np.float32]:
    time = clock(0.9)
    modes = [(float(m), 0.06, 0.8) for m in 1 + 11 * rng.random(14)]
    out = struck(900, time, modes)
    out += (
        0.1
        * shape(_noise(rng, 0.9), lambda f: bell(f, 8000, 0.8, 0) * high_pass(f, 5000))
        * np.exp(-time / 0.12)
    )
    return ramped(out.astype(np.float32), 0.001, 0.1)


def _timpani(hertz: float, rng: np.random.Generator) -> NDArray[np.float32]:
    """Kettle modes near 1 : 1.5 : 2 : 2.44 of the principal tone (Rossing), a soft mallet."""
    time = clock(1.8)
    out = struck(hertz, time, [(1, 1, 1.8), (1.5, 0.55, 1.4), (1.98, 0.35, 1.1), (2.44, 0.2, 0.8)])
    thump = shape(_noise(rng, 0.08), lambda f: low_pass(f, 300))
    out[: len(thump)] += 0.8 * ramped(thump, 0.002, 0.06)
    return ramped(out * np.float32(0.5), 0.003, 0.3)
