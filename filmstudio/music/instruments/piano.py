"""Pianos: a grand of stiff strings in slightly detuned pairs, and an electric one of tines."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from filmstudio.music.instruments.additive import clock, ramped, struck


@lru_cache(maxsize=96)
def tone(hertz: float, seconds: float, velocity: float, colour: str) -> NDArray[np.float32]:
    """A struck key, mono at 48 kHz, damped 0.25 s after `seconds`."""
    time = clock(min(seconds + 0.3, 5.0))
    if colour == "electric":
        decay = 3.2 * (262 / hertz) ** 0.4
        angle = np.float32(2 * np.pi * hertz) * time
        bark = np.float32(0.4 + 1.5 * velocity) * np.exp(-time / 0.35)
        out = np.sin(angle + bark * np.sin(angle)) * np.exp(-6.9 / decay * time)
        out += 0.12 * velocity * np.sin(14 * angle) * np.exp(-time / 0.05)
        return ramped((out * 0.45).astype(np.float32), 0.003, 0.2)
    # Stiffness stretches the partials: f_n = n f sqrt(1 + B n^2), as Fletcher (1964) gives it.
    stiff = 0.00012 * (hertz / 130) ** 1.2
    long = 9.0 * (262 / hertz) ** 0.6
    modes: list[tuple[float, float, float]] = []
    for number in range(1, int(max(3, min(18, 9000 / hertz))) + 1):
        stretch = number * (1 + stiff * number * number) ** 0.5
        hammer = abs(np.sin(np.pi * number / 8.2)) + 0.12
        loud = float(hammer * number ** (-0.75 - 0.9 * (1 - velocity)))
        decay = long / (1 + 0.22 * number)
        modes.append((stretch, 0.6 * loud, decay * 0.35))
        modes.append((stretch * 1.0005, 0.4 * loud, decay))
    out = struck(hertz, time, modes)
    return ramped(out * np.float32(0.4), 0.002, 0.22)
