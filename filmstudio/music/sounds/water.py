"""Water: surf, river, splash."""

from __future__ import annotations

import numpy as np

from filmstudio.music.sounds.tools import RATE, Sound, drift, envelope, noise, put, times
from filmstudio.music.spectrum import bell, high_pass, low_pass


def sea(count: int, rng: np.random.Generator) -> Sound:
    """Slow surf: waves every 7 to 11 s that swell, break with foam and draw back."""
    seconds = count / RATE
    number = max(1, round(seconds / rng.uniform(7.5, 9.5)))
    rumble = noise(count, rng, lambda f: low_pass(f, 180) * high_pass(f, 35))
    body = noise(count, rng, lambda f: low_pass(f, 900) * high_pass(f, 110))
    foam = noise(count, rng, lambda f: high_pass(f, 1400, 1) * low_pass(f, 6500, 1))
    out = 0.09 * rumble + 0.04 * body + 0.02 * foam
    time = np.arange(count, dtype=np.float32) / RATE
    for index in range(number):
        at = (index + rng.uniform(-0.12, 0.12)) * seconds / number
        size, side = rng.uniform(0.6, 1.0), rng.uniform(-0.25, 0.25)
        since = (time - at + seconds * 0.3) % seconds - seconds * 0.3
        rise = np.exp(-np.maximum(0, -since) / 1.3)
        fall = np.exp(-np.maximum(0, since) / 1.9)
        late = np.exp(-np.maximum(0, since - 0.5) / 2.2) * np.exp(
            -np.maximum(0, 0.5 - since) / 0.55
        )
        sides = np.array([[1 - side], [1 + side]], np.float32)
        out += sides * size * (0.5 * rumble + 0.55 * body) * (rise * fall)
        out += sides * size * 0.42 * foam * late
    return out.astype(np.float32)


def river(count: int, rng: np.random.Generator) -> Sound:
    """Running water: a broad murmur and a great many bubbles."""
    flow = noise(
        count, rng, lambda f: bell(f, 700, 1.6, 0) * high_pass(f, 150) * low_pass(f, 5000, 1)
    )
    out = 0.5 * flow * (1 + 0.12 * drift(count, rng, 1.5))
    bubbles = [_bubble(rng) for _ in range(24)]
    for index, moment in enumerate(times(rng, count / RATE, 26)):
        put(
            out,
            bubbles[index % 24],
            round(moment * RATE),
            rng.uniform(0.1, 0.55),
            rng.uniform(-0.8, 0.8),
        )
    return out


def _bubble(rng: np.random.Generator) -> Sound:
    count = round(rng.uniform(0.03, 0.11) * RATE)
    time = np.arange(count) / RATE
    phase = 2 * np.pi * rng.uniform(320, 1500) * (time + rng.uniform(0.5, 2.5) * time**2)
    return envelope((np.sin(phase) * np.exp(-time * 45)).astype(np.float32), 0.003, 0.01)


def splash(rng: np.random.Generator) -> Sound:
    """A splash, mono, 1.4 s: the slap, the cavity closing, drops falling back."""
    count = round(1.4 * RATE)
    time = np.arange(count) / RATE
    slap = noise(count, rng, lambda f: high_pass(f, 300, 1) * low_pass(f, 5000, 1), 0)[0]
    out = np.zeros((2, count), np.float32)
    out += (0.5 * slap * np.exp(-time / 0.16) * np.minimum(1, time / 0.004)).astype(np.float32)
    put(out, 3 * _bubble(rng), round(0.11 * RATE), 0.6, 0)
    for moment in rng.uniform(0.12, 1.0, 34):
        put(out, _bubble(rng), round(moment * RATE), 0.45 * float(np.exp(-moment / 0.45)), 0)
    return envelope(out[0], 0.001, 0.2)
