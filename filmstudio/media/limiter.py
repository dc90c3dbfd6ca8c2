"""A look-ahead limiter: finds the gain that reaches a loudness with true peaks under a ceiling."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, uniform_filter1d

from filmstudio.media.loudness import (
    PEAK_BLOCK,
    RATE,
    SILENCE,
    Samples,
    energies,
    integrated,
    true_peaks,
)
from filmstudio.tape import give_back
from filmstudio.tape import loudest as loudest_sample

LOOK_AHEAD_BLOCKS = 6
"""4 ms: long enough that the gain's bend is not heard as a click, short enough to keep attacks."""
RELEASE_SECONDS = 0.12
MOST_REDUCTION = 12.0
"""Decibels beyond which limiting is heard as distortion; a film louder than that is refused."""


@dataclass(frozen=True)
class Limited:
    """What was done: decibels of gain before the limiter, its greatest reduction, and the result.

    `loudness` is LUFS after limiting, `peak` the true peak in dBTP.
    """

    gain: float
    reduction: float
    loudness: float
    peak: float


def reduction(peaks: NDArray[np.floating], ceiling: float) -> NDArray[np.float64]:
    """Decibels by which each peak block is turned down, so that none passes `ceiling` (linear).

    Falls ahead of a peak within the look-ahead, recovers exponentially after it.
    """
    width = LOOK_AHEAD_BLOCKS + 1
    over = peaks > ceiling
    if not over.any():
        return np.zeros(len(peaks))
    # The look-ahead reaches before the first block, so time starts that much earlier.
    need = np.zeros(width + len(peaks))
    need[width:][over] = 20 * np.log10(peaks[over] / ceiling)
    ahead = maximum_filter1d(need, width, origin=-(width // 2), mode="constant")
    # The maximum over the past of x * decay^age, as a running maximum of logarithms.
    slope = PEAK_BLOCK / RATE / RELEASE_SECONDS * np.arange(len(need))
    with np.errstate(divide="ignore"):
        released = np.exp(np.maximum.accumulate(np.log(ahead) + slope) - slope)
    # A running mean over the look-ahead: at the peak itself all its terms are at least the need.
    return uniform_filter1d(released, width, origin=width // 2)[width:]


def _edges(cut: NDArray[np.float64]) -> NDArray[np.float64]:
    """Reduction at the edges of blocks: the larger of the neighbours, so that lines between hold."""
    inner = np.maximum(cut[1:], cut[:-1])
    return np.concatenate([cut[:1], inner, cut[-1:]])


def limit(
    sound: Samples, target: float, ceiling: float, *, most: float = MOST_REDUCTION
) -> Limited:
    """Brings `sound` (2, n) float32, changed in place, to `target` LUFS under `ceiling` dBTP.

    The gain is sought on blocks (the loudness after limiting follows from the energy and the
    reduction of each block), then applied once. Where the target needs more than `most` decibels
    of reduction the gain stops there; where there is only silence nothing is done.
    """
    energy = energies(sound, PEAK_BLOCK * 5)
    measured = integrated(energy, PEAK_BLOCK * 5)
    if measured <= SILENCE:
        return Limited(0.0, 0.0, SILENCE, SILENCE)
    top = 10 ** (ceiling / 20)
    gain = target - measured
    # The gain rises by what limiting takes away, hardly ever more than 6 dB.
    peaks = true_peaks(sound, top / 10 ** ((gain + 9) / 20))
    gain = _gain(energy, peaks, target, gain, top, _most_gain(peaks, top, most))
    cut = reduction(peaks * 10 ** (gain / 20), top)
    loudest = _apply(sound, cut, gain)
    result = integrated(energies(sound, PEAK_BLOCK * 5), PEAK_BLOCK * 5)
    return Limited(gain, float(cut.max(initial=0.0)), result, loudest)


def _gain(
    energy: NDArray[np.float64],
    peaks: NDArray[np.floating],
    target: float,
    start: float,
    top: float,
    highest: float,
) -> float:
    """The least gain at which the loudness after limiting is `target`, or as near as it comes."""

    def reached(gain: float) -> float:
        cut = reduction(peaks * 10 ** (gain / 20), top)
        return integrated(energy * _kept(cut, len(energy)), PEAK_BLOCK * 5) + gain

    gain = min(start, highest)
    for _ in range(6):
        error = target - reached(gain)
        if abs(error) < 0.02:
            return gain
        gain = min(gain + error, highest)
    # Loudness may fall as gain rises, where what was under the relative gate comes over it: then
    # the gain is sought upwards from where limiting begins.
    tried = np.arange(min(start, highest), highest + 0.25, 0.5)
    found = np.array([reached(each) for each in tried])
    near = np.abs(found - target)
    return float(tried[np.flatnonzero(near <= max(0.25, near.min() + 0.05))[0]])


def _most_gain(peaks: NDArray[np.floating], top: float, most: float) -> float:
    """The gain at which the highest peak is turned down by `most` decibels."""
    highest = float(peaks.max(initial=0.0))
    return float("inf") if highest <= 0 else 20 * float(np.log10(top / highest)) + most


def _kept(cut: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """The part of the energy of each block of five peak blocks that its reduction leaves."""
    edges = 10 ** (-_edges(cut) / 20)
    kept = (edges[1:] ** 2 + edges[1:] * edges[:-1] + edges[:-1] ** 2) / 3
    short = count * 5 - len(kept)
    return np.concatenate([kept, np.ones(short)]).reshape(count, 5).mean(1)


def apply_reduction(sound: Samples, cut: NDArray[np.float64], gain: float = 0.0) -> None:
    """Multiplies `sound` (channels, n), in place, by `gain` less the reduction of each peak block."""
    edges = (10 ** ((gain - _edges(cut)) / 20)).astype(np.float32)
    ramp = (np.arange(PEAK_BLOCK, dtype=np.float32) / PEAK_BLOCK)[None, :]
    step = 4096
    length = sound.shape[1]
    for first in range(0, len(cut), step):
        last = min(first + step, len(cut))
        left, right = edges[first:last, None], edges[first + 1 : last + 1, None]
        line = (left + (right - left) * ramp).reshape(-1)
        piece = sound[:, first * PEAK_BLOCK : min(last * PEAK_BLOCK, length)]
        piece *= line[: piece.shape[1]]
        give_back(sound)


def _apply(sound: Samples, cut: NDArray[np.float64], gain: float) -> float:
    """Multiplies `sound` by the gain less the reduction, in place; the true peak in dBTP."""
    apply_reduction(sound, cut, gain)
    plain = loudest_sample(sound)
    loudest = float(true_peaks(sound, plain / 2).max(initial=0.0))
    return 20 * float(np.log10(loudest)) if loudest > 0 else SILENCE
