"""Tanpura: four strings over a curved bridge, the threads (jivari) set so that each note blooms."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from filmstudio.music.instruments.plucked import string
from filmstudio.music.spectrum import high_pass, shape

RATE = 48_000
_BANDS = ((3800.0, 0.10, 0.45), (2300.0, 0.40, 0.6), (1350.0, 0.95, 0.6))
"""Where the buzz lies as it sinks: centre in hertz, seconds to its peak, level against the note."""


@lru_cache(maxsize=32)
def tone(
    hertz: float, seconds: float, velocity: float, colour: str = "tanpura"
) -> NDArray[np.float32]:
    """One plucked tanpura string, mono at 48 kHz, `seconds` long with a soft end.

    The buzzing partials grow over the first third of a second and then sink through the
    spectrum, which is what the thread under the string does.
    """
    seconds = max(0.3, seconds)
    # The gourd hardly radiates below 110 Hz: the low string is heard by its partials.
    plain = shape(string(hertz, seconds, 9.0, 0.72, 0.5, 0.0, 5), lambda f: high_pass(f, 110, 1))
    buzz = string(hertz, seconds, 9.0, 0.95, 0.31, 1.0, 6)[: len(plain)]
    time = np.arange(len(plain), dtype=np.float32) / RATE
    out = 0.5 * plain
    for centre, peak, level in _BANDS:
        band = shape(buzz, _around(centre))
        heard = np.sqrt(np.mean(band[: RATE // 2] ** 2)) / np.sqrt(np.mean(plain[: RATE // 2] ** 2))
        out += band * (level / max(heard, 1e-4)) * (time / peak) * np.exp(1 - time / peak)
    out *= np.minimum(1.0, time / 0.012)
    end = min(len(out) // 2, round(0.35 * RATE))
    out[-end:] *= np.linspace(1, 0, end, dtype=np.float32) ** 2
    return (out / (np.abs(out).max() or 1.0) * velocity).astype(np.float32)


def _around(centre: float) -> Callable[[NDArray[np.float32]], NDArray[np.float32]]:
    """A band half an octave to each side of `centre`."""

    def gain(hertz: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.exp(-(np.log2(np.maximum(hertz, 20) / centre) ** 2) / 0.35).astype(np.float32)

    return gain
