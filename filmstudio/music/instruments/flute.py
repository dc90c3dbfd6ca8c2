"""Winds: flute, clarinet, reed and horn from their partials, breath and vibrato."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from filmstudio.music.instruments.additive import clock, harmonics, ramped
from filmstudio.music.spectrum import bell, shape

_PARTIALS = {
    "flute": (1.0, 0.42, 0.16, 0.06, 0.03, 0.01),
    "clarinet": (1.0, 0.06, 0.62, 0.05, 0.36, 0.06, 0.18, 0.04, 0.08),
    "reed": (0.6, 0.75, 0.9, 0.62, 0.4, 0.3, 0.22, 0.15, 0.1, 0.07, 0.05),
    "horn": (1.0, 0.85, 0.55, 0.34, 0.2, 0.12, 0.07, 0.04),
}
_SPEECH = {"flute": (0.07, 14.0, 0.09), "clarinet": (0.05, 3.0, 0.02), "reed": (0.05, 9.0, 0.02),
           "horn": (0.08, 5.0, 0.01)}  # fmt: skip
"""Attack in seconds, vibrato in cents, level of the breath."""


@lru_cache(maxsize=96)
def tone(hertz: float, seconds: float, velocity: float, colour: str) -> NDArray[np.float32]:
    """A blown note, mono at 48 kHz, with 0.12 s of release after `seconds`."""
    attack, vibrato, breath = _SPEECH.get(colour, _SPEECH["flute"])
    time = clock(seconds + 0.12)
    swing = np.minimum(1.0, np.maximum(0.0, time - 0.25) / 0.5)
    depth = np.float32(vibrato / 1731 / (2 * np.pi * 5.2)) * swing
    scoop = np.float32(-0.0004) * np.exp(-time / 0.03)
    phase = np.float32(2 * np.pi * hertz) * (
        time + depth * np.sin(np.float32(2 * np.pi * 5.2) * time) + scoop
    )
    base = np.array(_PARTIALS.get(colour, _PARTIALS["flute"]), np.float32)
    keep = max(1, min(len(base), int(14_000 / hertz)))
    tilt = np.arange(1, keep + 1, dtype=np.float32) ** np.float32(-0.9 * (1 - velocity))
    out = harmonics(phase.astype(np.float32), base[:keep] * tilt)
    out *= 1 + 0.05 * swing * np.sin(np.float32(2 * np.pi * 5.2) * time + 0.6)
    if breath > 0.015:
        noise = np.random.default_rng(round(hertz)).standard_normal(len(time), dtype=np.float32)
        out += np.float32(breath) * shape(noise, lambda f: bell(f, hertz * 2.2, 0.5, 12) * 0.25)
    return ramped(out * np.float32(0.34), attack, 0.12)
