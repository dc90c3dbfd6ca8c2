"""Building blocks of ambiences: looping noise, slow random movement, events placed in a loop."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
Sound = NDArray[np.float32]
Gain = Callable[[NDArray[np.float32]], NDArray[np.float32]]


def noise(count: int, rng: np.random.Generator, gain: Gain, width: float = 0.8) -> Sound:
    """Noise (2, count) with the spectrum `gain(hertz)`, unit power, that repeats without a seam.

    `width` 0 is mono, 1 two independent sides. It is made in the frequency domain.
    """
    hertz = np.fft.rfftfreq(count, 1 / RATE).astype(np.float32)
    level = gain(hertz).astype(np.float32)
    bins = rng.standard_normal((2, len(hertz), 2), dtype=np.float32).view(np.complex64)[..., 0]
    bins[:, 0] = 0
    bins[1] = (1 - width) * bins[0] + (1 - (1 - width) ** 2) ** 0.5 * bins[1]
    out = np.fft.irfft(bins * level, count).astype(np.float32)
    return out / (np.sqrt(np.mean(out**2)) or np.float32(1.0))


def drift(count: int, rng: np.random.Generator, rate: float) -> Sound:
    """A slow random curve (count,) of mean 0 and deviation 1, no faster than `rate` hertz, looping."""
    top = max(1, int(rate * count / RATE))
    bins = np.zeros(257, np.complex64)
    size = min(top, 256)
    bins[1 : size + 1] = rng.standard_normal(size) + 1j * rng.standard_normal(size)
    curve = np.fft.irfft(bins, 512)
    curve /= curve.std() or 1.0
    grid = np.linspace(0, 512, 4096, endpoint=False)
    fine = np.interp(grid, np.arange(513), np.append(curve, curve[0]))
    places = np.linspace(0, 4096, count, endpoint=False)
    return np.interp(places, np.arange(4097), np.append(fine, fine[0])).astype(np.float32)


def put(out: Sound, sound: Sound, at: int, gain: float, pan: float) -> None:
    """Adds a mono sound to (2, n) at sample `at`, wrapping past the end; `pan` -1..1."""
    count = out.shape[1]
    sound = sound[:count]
    at %= count
    angle = np.pi / 4 * (1 + pan)
    sides = np.array([[np.cos(angle)], [np.sin(angle)]], np.float32) * np.float32(gain * 1.414)
    first = min(len(sound), count - at)
    out[:, at : at + first] += sides * sound[:first]
    if first < len(sound):
        out[:, : len(sound) - first] += sides * sound[first:]


def times(rng: np.random.Generator, seconds: float, rate: float) -> list[float]:
    """Random moments, `rate` a second on average and at least one, in order."""
    number = max(1, int(rng.poisson(rate * seconds)))
    return sorted(float(t) for t in rng.uniform(0, seconds, number))


def envelope(sound: Sound, rise: float, fall: float) -> Sound:
    """A copy with raised-cosine ends of `rise` and `fall` seconds."""
    out = np.array(sound, np.float32)
    count = out.shape[-1]
    up, down = (max(1, min(count // 2, round(t * RATE))) for t in (rise, fall))
    out[..., :up] *= (0.5 - 0.5 * np.cos(np.pi * np.arange(up) / up)).astype(np.float32)
    out[..., -down:] *= (0.5 + 0.5 * np.cos(np.pi * (np.arange(down) + 1) / down)).astype(
        np.float32
    )
    return out


def chirp(seconds: float, points: list[float]) -> Sound:
    """A sine whose frequency passes evenly through `points` (hertz), with soft ends."""
    count = round(seconds * RATE)
    track = np.interp(np.linspace(0, len(points) - 1, count), np.arange(len(points)), points)
    phase = np.cumsum(track) * (2 * np.pi / RATE)
    return envelope(np.sin(phase).astype(np.float32), seconds * 0.25, seconds * 0.35)
