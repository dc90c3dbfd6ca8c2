"""Sitar: a plucked string on a flat bridge, with the sympathetic strings answering faintly."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from filmstudio.music.instruments.additive import ramped
from filmstudio.music.instruments.plucked import string
from filmstudio.music.spectrum import bell, shape


@lru_cache(maxsize=64)
def tone(
    hertz: float, seconds: float, velocity: float, colour: str = "sitar"
) -> NDArray[np.float32]:
    """A plucked sitar note, mono at 48 kHz, ringing 0.5 s past `seconds`."""
    length = min(seconds + 0.5, 4.0)
    plain = string(hertz, length, 3.2, 0.8, 0.09, 0.6 + 0.4 * velocity, 7)
    bright = shape(plain, lambda f: bell(f, 2400, 1.2, 8.0) * bell(f, 150, 0.9, -8.0))
    halo = string(hertz * 2, length, 4.5, 0.8, 0.2, 0.5, 8)
    out = bright * np.float32(0.4)
    count = min(len(out), len(halo))
    out[:count] += 0.06 * halo[:count] * np.linspace(0, 1, count, dtype=np.float32)
    return ramped(out, 0.001, 0.35)
