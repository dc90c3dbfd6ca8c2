"""Filters in the frequency domain and the loudness of ITU-R BS.1770, in numpy alone."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from filmstudio.tape import give_back

RATE = 48_000
Sound = NDArray[np.float32]


def fast_length(size: int) -> int:
    """The smallest even number of factors 2, 3 and 5 that is at least `size` (fast transforms)."""
    best = 1 << max(1, (size - 1).bit_length())
    five = 1
    while five < best:
        three = five
        while three < best:
            two = three
            while two < size or two % 2:
                two *= 2
            best = min(best, two)
            three *= 3
        five *= 5
    return best


def shape(sound: Sound, gain: Callable[[NDArray[np.float32]], NDArray[np.float32]]) -> Sound:
    """`sound` (..., n) with the zero-phase response `gain(hertz)`, n unchanged.

    The signal is padded, so nothing wraps from its end to its start.
    """
    count = sound.shape[-1]
    size = fast_length(count + 4096)
    hertz = np.fft.rfftfreq(size, 1 / RATE).astype(np.float32)
    bins = np.fft.rfft(sound.astype(np.float32, copy=False), size) * gain(hertz)
    return np.fft.irfft(bins, size)[..., :count].astype(np.float32)


def low_pass(hertz: NDArray[np.float32], cut: float, order: int = 2) -> NDArray[np.float32]:
    """Magnitude of a Butterworth low-pass."""
    return (1 / np.sqrt(1 + (hertz / cut) ** (2 * order))).astype(np.float32)


def high_pass(hertz: NDArray[np.float32], cut: float, order: int = 2) -> NDArray[np.float32]:
    """Magnitude of a Butterworth high-pass."""
    return (1 / np.sqrt(1 + (cut / np.maximum(hertz, 0.5)) ** (2 * order))).astype(np.float32)


def bell(hertz: NDArray[np.float32], centre: float, octaves: float, decibels: float) -> Sound:
    """Magnitude of a bell filter, Gaussian on a logarithmic frequency axis."""
    away = np.log2(np.maximum(hertz, 1.0) / centre) / octaves
    return (10 ** (decibels / 20 * np.exp(-away * away))).astype(np.float32)


def _k_weight(hertz: NDArray[np.float32]) -> NDArray[np.float32]:
    """Magnitude of the K-weighting filters of ITU-R BS.1770-4 at 48 kHz (their coefficients)."""
    z = np.exp(-2j * np.pi * hertz / RATE)
    shelf = (1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z**2) / (
        1 - 1.69065929318241 * z + 0.73248077421585 * z**2
    )
    high = (1 - 2 * z + z**2) / (1 - 1.99004745483398 * z + 0.99007225036621 * z**2)
    return np.abs(shelf * high).astype(np.float32)


def block_power(sound: Sound, block: float = 0.1) -> NDArray[np.float64]:
    """K-weighted power, summed over channels, of consecutive blocks of `block` seconds.

    The last, shorter block counts as one. `sound` is (2, n).
    """
    step = round(block * RATE)
    chunk = step * max(1, round(30 / block))
    rows = []
    for start in range(0, sound.shape[1], chunk):
        weighted = shape(sound[:, start : start + chunk], _k_weight)
        power = np.sum(np.square(weighted, dtype=np.float64), axis=0)
        edges = np.arange(0, len(power), step)
        lengths = np.diff(np.append(edges, len(power)))
        rows.append(np.add.reduceat(power, edges) / lengths)
        give_back(sound)
    return np.concatenate(rows)


def loudness(power: NDArray[np.float64]) -> float:
    """Integrated loudness in LUFS from 0.1 s block powers, gated as in BS.1770-4.

    Cues shorter than 0.4 s are measured as one block. -inf for silence.
    """
    if len(power) >= 4:
        sums = np.convolve(power, np.ones(4) / 4, "valid")
    else:
        sums = np.array([power.mean()])
    loud = sums[sums > 10 ** ((-70 + 0.691) / 10)]
    if not len(loud):
        return -np.inf
    loud = loud[loud > loud.mean() * 0.1]
    return float(-0.691 + 10 * np.log10(loud.mean()))
