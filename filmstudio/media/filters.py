"""Linear filters of sound: recursive ones by their impulse responses, all of them by the FFT.

`scipy.signal` has every one of these. It also loads statistics, splines and optimisers, which takes
more than a second of every process that makes films: half of all that is loaded there.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Taps = NDArray[np.float64]
Samples = NDArray[np.float32]
Section = tuple[float, float, float, float, float]
"""b0, b1, b2, a1, a2 of a second-order section whose a0 is 1."""

_SIZE = 1 << 15
"""Samples of a transform: what is filtered lies in the processor's cache."""


def high_pass(hertz: float, rate: int) -> Section:
    """A second-order Butterworth high-pass (Bristow-Johnson, "Audio EQ Cookbook", Q of 1/sqrt 2)."""
    return _butterworth(hertz, rate, high=True)


def low_pass(hertz: float, rate: int) -> Section:
    """A second-order Butterworth low-pass, from the same source."""
    return _butterworth(hertz, rate, high=False)


def _butterworth(hertz: float, rate: int, *, high: bool) -> Section:
    turn = 2 * np.pi * hertz / rate
    alpha = float(np.sin(turn)) / np.sqrt(2)
    cosine, whole = float(np.cos(turn)), 1 + alpha
    side = (1 + cosine) / 2 if high else (1 - cosine) / 2
    middle = -(1 + cosine) if high else 1 - cosine
    return (side / whole, middle / whole, side / whole, -2 * cosine / whole, (1 - alpha) / whole)


@lru_cache(maxsize=16)
def response(sections: tuple[Section, ...], length: int = 4096) -> Taps:
    """The impulse response of sections one after the other. Those of this studio have fallen by
    180 dB after the default `length`."""
    taps = np.zeros(length)
    taps[0] = 1.0
    for b0, b1, b2, a1, a2 in sections:
        x1 = x2 = y1 = y2 = 0.0
        for at, x in enumerate(taps.tolist()):
            y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
            x1, x2, y1, y2 = x, x1, y, y1
            taps[at] = y
    taps.flags.writeable = False
    return taps


class Stream:
    """A filter that is given a channel piece by piece, each (n,), and returns as many samples."""

    def __init__(self, taps: Taps) -> None:
        self._memory = np.zeros(len(taps) - 1, np.float32)
        self._size = max(_SIZE, 1 << (2 * len(taps)).bit_length())
        self._spectrum = np.fft.rfft(taps.astype(np.float32), self._size)

    def __call__(self, samples: Samples) -> Samples:
        """Overlap-save (Oppenheim and Schafer, "Discrete-Time Signal Processing", 8.7)."""
        before = len(self._memory)
        whole = np.concatenate([self._memory, samples.astype(np.float32, copy=False)])
        step = self._size - before
        out = np.empty(len(samples), np.float32)
        for start in range(0, len(samples), step):
            piece = np.fft.rfft(whole[start : start + self._size], self._size)
            done = np.fft.irfft(piece * self._spectrum, self._size)
            out[start : start + step] = done[before : before + len(out) - start]
        self._memory = whole[len(whole) - before :]
        return out


def convolve(samples: Samples, taps: Taps | Samples) -> Samples:
    """The whole of a channel (n,) and of what rings on after it: (n + taps - 1,)."""
    rest = np.zeros(len(taps) - 1, np.float32)
    return Stream(np.asarray(taps, np.float64))(np.concatenate([samples, rest]))


def interpolator(times: int, taps: int, beta: float) -> Samples:
    """A low-pass for `times` as many samples: `times * taps - 1` of a sinc under a Kaiser window,
    of unit gain for what is interpolated."""
    at = np.arange(times * taps - 1) - (times * taps - 2) / 2
    shape = np.sinc(at / times) * np.kaiser(len(at), beta)
    return (shape / shape.sum() * times).astype(np.float32)


def oversampled(samples: Samples, kernel: Samples, times: int) -> Samples:
    """Channels (c, n) with `times` as many samples, (c, times * n), by a kernel of odd length whose
    delay is taken away."""
    middle = (len(kernel) - 1) // 2
    channels, length = samples.shape
    out = np.empty((channels, length, times), np.float32)
    for phase in range(times):
        # Of all output samples m with m % times == phase: sum over k of kernel[k] where the delayed
        # position m + middle - k falls on an input sample.
        first = (middle + phase) % times
        own = kernel[first::times]
        late = (middle + phase - first) // times
        for channel in range(channels):
            out[channel, :, phase] = np.convolve(samples[channel], own)[late : late + length]
    return out.reshape(channels, -1)
