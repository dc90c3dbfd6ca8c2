"""Struck bars and bells: vibraphone, celesta, tubular bell, kalimba."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from filmstudio.music.instruments.additive import clock, ramped, struck

_MODES = {
    # multiples of the note, amplitudes, seconds: bars tuned 1:4:10, the tube's hum and strike
    "vibraphone": [(1.0, 1.0, 4.0), (4.0, 0.22, 1.4), (10.0, 0.06, 0.4)],
    "celesta": [(1.0, 1.0, 1.8), (2.0, 0.25, 1.2), (4.02, 0.2, 0.7), (8.1, 0.06, 0.25)],
    "tubular": [(0.5, 0.35, 5.0), (1.0, 1.0, 4.5), (1.5, 0.35, 3.0), (2.0, 0.5, 2.6),
                (2.67, 0.3, 1.8), (3.4, 0.2, 1.2), (4.2, 0.12, 0.8)],
    "kalimba": [(1.0, 1.0, 1.3), (2.0, 0.14, 0.6), (5.4, 0.18, 0.16), (6.3, 0.08, 0.1)],
}  # fmt: skip


@lru_cache(maxsize=96)
def tone(hertz: float, seconds: float, velocity: float, colour: str) -> NDArray[np.float32]:
    """A struck note, mono at 48 kHz, damped 0.8 s after `seconds`."""
    modes = _MODES.get(colour, _MODES["celesta"])
    shaded = [(m, a * (0.5 + 0.5 * velocity) ** (m > 1.5), d) for m, a, d in modes]
    time = clock(min(seconds + 0.8, 5.0))
    out = struck(hertz, time, shaded)
    if colour == "vibraphone":
        out *= 0.88 + 0.12 * np.sin(np.float32(2 * np.pi * 5.0) * time)
    return ramped(out * np.float32(0.5), 0.002, 0.7)
