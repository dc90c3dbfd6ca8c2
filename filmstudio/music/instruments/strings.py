"""Bowed strings, choir and pads: detuned voices with slow attacks, a chorus and a soft top."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from filmstudio.music.instruments.additive import clock, harmonics, ramped

_COLOURS = {
    # voices, detune in cents, attack, release, slope of the partials, vibrato in cents
    "ensemble": (3, 9.0, 0.22, 0.5, 1.25, 6.0),
    "tremolo": (2, 9.0, 0.06, 0.25, 1.15, 4.0),
    "solo": (1, 0.0, 0.09, 0.22, 1.1, 16.0),
    "choir": (3, 12.0, 0.3, 0.6, 1.6, 10.0),
    "pad": (3, 11.0, 0.5, 0.9, 1.7, 0.0),
    "saw": (2, 7.0, 0.006, 0.08, 1.0, 0.0),
}


@lru_cache(maxsize=96)
def tone(hertz: float, seconds: float, velocity: float, colour: str) -> NDArray[np.float32]:
    """A sustained note, mono at 48 kHz, with its release after `seconds`."""
    voices, cents, attack, release, slope, vibrato = _COLOURS.get(colour, _COLOURS["ensemble"])
    time = clock(seconds + release)
    out = np.zeros_like(time)
    count = int(max(1, min(16, 7500 / hertz)))
    numbers = np.arange(1, count + 1, dtype=np.float32)
    amplitudes = numbers ** np.float32(-slope - 0.4 * (1 - velocity))
    if colour == "choir":
        # The vowel "ah": formants near 700 and 1100 Hz.
        place = numbers * hertz
        amplitudes *= (
            0.25
            + np.exp(-(((place - 750) / 350) ** 2))
            + 0.6 * np.exp(-(((place - 1150) / 300) ** 2))
        )
    for index in range(voices):
        away = cents * (index - (voices - 1) / 2) / max(1, voices - 1) * 2
        rate = 5.1 + 0.37 * index
        # A wobble of `depth` seconds bends the pitch by depth * 2 pi rate * 1731 cents.
        depth = np.minimum(1.0, time / 0.6) * np.float32(vibrato / 1731 / (2 * np.pi * rate))
        wobble = depth * np.sin(np.float32(2 * np.pi * rate) * time + index)
        phase = np.float32(2 * np.pi * hertz * 2 ** (away / 1200)) * (time + wobble) + 1.7 * index
        out += harmonics(phase.astype(np.float32), amplitudes)
    if colour == "tremolo":
        out *= 0.62 + 0.38 * np.sin(np.float32(2 * np.pi * 11.5) * time)
    out *= np.float32(0.32 / voices**0.5)
    return ramped(out, min(attack, seconds * 0.6), release)
