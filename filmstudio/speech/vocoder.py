"""Changing a recorded voice's pitch, melody or breath without changing who speaks (WORLD vocoder)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

LOWEST, HIGHEST = 60.0, 500.0
"""Hz in which a speaking voice's fundamental is looked for."""
WHISPER = 0.7
"""From this part of breath on, the voice has no tone at all."""


def reshape(
    samples: NDArray[np.float32], sample_rate: int, *, semitones: float, span: float, breath: float
) -> NDArray[np.float32]:
    """The same speech with its pitch moved, its melody's width scaled and breath mixed in.

    Times and length stay. The same input gives the same samples. Method: WORLD (Morise et
    al. 2016): DIO and StoneMask, CheapTrick, D4C.
    """
    # Imported here: most lines never need it, and it takes a tenth of a second.
    import pyworld

    x = samples.astype(np.float64)
    f0, at = pyworld.dio(x, sample_rate, f0_floor=LOWEST, f0_ceil=HIGHEST)
    f0 = pyworld.stonemask(x, f0, at, sample_rate)
    envelope = pyworld.cheaptrick(x, f0, at, sample_rate)
    if breath >= WHISPER:
        f0 = np.zeros_like(f0)
        aperiodicity = np.full_like(envelope, 0.999)
        envelope = envelope * _whisper_tilt(envelope.shape[1], sample_rate)
    else:
        aperiodicity = pyworld.d4c(x, f0, at, sample_rate)
        aperiodicity = aperiodicity + (0.999 - aperiodicity) * breath
        voiced = f0 > 0
        if voiced.any():
            middle = np.median(np.log(f0[voiced]))
            melody = (np.log(f0[voiced]) - middle) * span + middle + semitones * np.log(2) / 12
            f0[voiced] = np.clip(np.exp(melody), 50, 700)
    made = pyworld.synthesize(f0, envelope, aperiodicity, sample_rate)
    fitted = np.zeros(len(x), np.float32)
    count = min(len(x), len(made))
    fitted[:count] = made[:count]
    return fitted


def _whisper_tilt(bins: int, sample_rate: int) -> NDArray[np.float64]:
    """A whisper has little under 500 Hz and is flatter above (power, by frequency)."""
    frequency = np.linspace(0, sample_rate / 2, bins)
    low = ((frequency + 25) / 500) ** 2
    return low / (1 + low) * (1 + frequency / 1000)
