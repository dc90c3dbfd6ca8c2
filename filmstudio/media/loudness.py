"""Loudness and true peak of sound, measured in blocks so that films of any length fit in memory."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from filmstudio.media.filters import Stream, interpolator, oversampled, response
from filmstudio.tape import PIECE, give_back

Samples = NDArray[np.float32]
RATE = 48_000
BLOCK = 480
"""Samples of an energy block: 10 ms."""
PEAK_BLOCK = 32
"""Samples of a peak block: two thirds of a millisecond."""
SILENCE = -120.0
"""What is given as the loudness of silence, LUFS."""

_CHUNK = 5 * RATE
# K-weighting at 48 kHz: the shelf and the high-pass of ITU-R BS.1770-4, tables 1 and 2.
_K = (
    (1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585),
    (1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621),
)
_OVERSAMPLE = 4
_TAPS = 12
# An interpolator of four phases with twelve taps each, as in BS.1770-4 annex 2.
_KERNEL = interpolator(_OVERSAMPLE, _TAPS, beta=6.0)


def decibels(energy: float) -> float:
    """Ten times the decimal logarithm of a power, SILENCE for none."""
    return max(SILENCE, 10 * float(np.log10(energy))) if energy > 0 else SILENCE


def energies(samples: Samples, block: int = BLOCK) -> NDArray[np.float64]:
    """Mean squares of K-weighted sound in blocks, summed over channels.

    `samples` is (n,) or (channels, n) at 48 kHz; the last block is filled with silence.
    """
    channels = np.atleast_2d(samples)
    count = -(-channels.shape[1] // block)
    result = np.zeros(count)
    step = _CHUNK // block * block
    for channel in channels:
        weigh = Stream(response(_K))
        for start in range(0, len(channel), step):
            weighted = weigh(channel[start : start + step])
            short = -len(weighted) % block
            if short:
                weighted = np.concatenate([weighted, np.zeros(short, np.float32)])
            blocks = weighted.reshape(-1, block)
            first = start // block
            # Summed in single precision: a block has few samples, and their powers are alike.
            result[first : first + len(blocks)] += np.einsum("ij,ij->i", blocks, blocks) / block
            give_back(samples)
    return result


def integrated(energy: NDArray[np.float64], block: int = BLOCK) -> float:
    """Integrated loudness in LUFS of energies in blocks (BS.1770-4: 400 ms gates, -70 and -10 LU).

    `block` samples must divide 100 ms. SILENCE where everything is below the absolute gate.
    """
    per_step = RATE // 10 // block
    steps = energy[: len(energy) // per_step * per_step].reshape(-1, per_step).mean(1)
    if len(steps) < 4:
        return loudness(float(energy.mean())) if len(energy) else SILENCE
    gates = np.convolve(steps, np.full(4, 0.25), "valid")
    loud = gates[gates > 10 ** ((-70 + 0.691) / 10)]
    if not len(loud):
        return SILENCE
    loud = loud[loud > loud.mean() / 10]
    return loudness(float(loud.mean()))


def loudness(energy: float) -> float:
    """LUFS of a K-weighted mean square summed over channels."""
    return max(SILENCE, decibels(energy) - 0.691)


def true_peaks(samples: Samples, floor: float = 0.0) -> NDArray[np.float32]:
    """Largest oversampled magnitude of all channels in blocks of PEAK_BLOCK samples.

    `samples` is (channels, n). Where the plain peak of a stretch of 4096 samples is under `floor`
    its plain peaks are given: what is far from the limit need not be known exactly.
    """
    channels, length = samples.shape
    count = -(-length // PEAK_BLOCK)
    result = np.zeros(count, np.float32)
    stretch = 4096
    margin = _TAPS
    for start in range(0, length, stretch):
        piece = samples[:, max(0, start - margin) : start + stretch + margin]
        own = samples[:, start : start + stretch]
        peak = np.abs(own)
        if peak.size and float(np.abs(piece).max()) >= floor:
            fine = np.abs(oversampled(piece, _KERNEL, _OVERSAMPLE))
            begin = _OVERSAMPLE * (start - max(0, start - margin))
            fine = fine[:, begin : begin + _OVERSAMPLE * own.shape[1]]
            peak = np.maximum(peak, fine.reshape(channels, -1, _OVERSAMPLE).max(2))
        highest = peak.max(0)
        short = -len(highest) % PEAK_BLOCK
        if short:
            highest = np.concatenate([highest, np.zeros(short, np.float32)])
        blocks = highest.reshape(-1, PEAK_BLOCK).max(1)
        result[start // PEAK_BLOCK : start // PEAK_BLOCK + len(blocks)] = blocks
        if start % PIECE == 0:
            give_back(samples)
    return result
