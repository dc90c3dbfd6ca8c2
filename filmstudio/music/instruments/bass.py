"""Basses: upright and electric strings, and a synthesiser's filtered saw."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from filmstudio.music.instruments.additive import clock, harmonics, ramped
from filmstudio.music.instruments.plucked import string
from filmstudio.music.spectrum import low_pass, shape


@lru_cache(maxsize=64)
def tone(hertz: float, seconds: float, velocity: float, colour: str) -> NDArray[np.float32]:
    """A bass note, mono at 48 kHz, with 0.1 s of release after `seconds`."""
    if colour == "synth":
        time = clock(seconds + 0.06)
        numbers = np.arange(1, 13, dtype=np.float32)
        phase = np.float32(2 * np.pi * hertz) * time
        dull = harmonics(phase, numbers**-1.9)
        full = harmonics(phase, numbers**-1.0)
        sweep = np.exp(-time / 0.09) * np.float32(velocity)
        return ramped((dull + (full - dull) * sweep) * np.float32(0.5), 0.004, 0.05)
    decay, bright, place, cut = (
        (2.4, 0.35, 0.28, 900.0) if colour == "upright" else (4.0, 0.45, 0.2, 1600.0)
    )
    out = string(hertz, min(seconds + 0.12, 4.0), decay, bright, place, 0.0, 9)
    out = shape(out, lambda f: low_pass(f, cut, 1))
    return ramped(out * np.float32(0.8), 0.004, 0.1)
