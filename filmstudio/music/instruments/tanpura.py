"""Tanpura: four strings over a curved bridge, the threads (jivari) set so that each note blooms."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from filmstudio.music.instruments.plucked import string
from filmstudio.music.spectrum import shape

RATE = 48_000


@lru_cache(maxsize=32)
def tone(
    hertz: float, seconds: float, velocity: float, colour: str = "tanpura"
) -> NDArray[np.float32]:
    """One plucked tanpura string, mono at 48 kHz, `seconds` long with a soft end.

    The buzzing partials grow over the first third of a second and then sink through the
    spectrum, which is what the thread under the string does.
    """
    seconds = max(0.3, seconds)
    plain = string(hertz, seconds, 9.0, 0.72, 0.5, 0.0, 5)
    buzz = string(hertz, seconds, 9.0, 0.95, 0.31, 1.0, 6)[: len(plain)]
    time = np.arange(len(plain), dtype=np.float32) / RATE
    high = shape(buzz, lambda f: np.exp(-(np.log2(np.maximum(f, 20) / 2600) ** 2) / 1.2))
    middle = shape(buzz, lambda f: np.exp(-(np.log2(np.maximum(f, 20) / 1100) ** 2) / 1.0))
    bloom = 1 - np.exp(-time / 0.12)
    out = 0.55 * plain + 1.5 * bloom * (
        high * np.exp(-time / 0.9) + 0.8 * middle * np.exp(-time / 2.2)
    )
    out *= np.minimum(1.0, time / 0.012)
    end = min(len(out) // 2, round(0.35 * RATE))
    out[-end:] *= np.linspace(1, 0, end, dtype=np.float32) ** 2
    return (out / (np.abs(out).max() or 1.0) * velocity).astype(np.float32)
