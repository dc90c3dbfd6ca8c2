"""Sound pieces before the mix: low cut, room, compression, panning, fades."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, uniform_filter1d

from filmstudio.media.filters import Stream, convolve, high_pass, low_pass, response
from filmstudio.media.limiter import apply_reduction, reduction
from filmstudio.media.loudness import (
    BLOCK,
    PEAK_BLOCK,
    RATE,
    SILENCE,
    Samples,
    energies,
    integrated,
    loudness,
)
from filmstudio.tape import give_back, pieces

LOW_CUT_HZ = 80.0
"""Under every voice: rumble and plosives, nothing of speech."""


def low_cut(samples: Samples) -> Samples:
    """Mono speech (n,) without what lies under 80 Hz (second-order Butterworth)."""
    return Stream(response((high_pass(LOW_CUT_HZ, RATE),)))(samples)


def spoken_loudness(samples: Samples) -> float:
    """LUFS of a piece of sound, long or short, without its pauses.

    Pieces under 0.4 s have no gating block of BS.1770, so blocks of 10 ms within 20 dB of the
    loudest count instead.
    """
    energy = energies(samples)
    if len(energy) >= 60:
        measured = integrated(energy)
        if measured > SILENCE:
            return measured
    loudest = float(energy.max(initial=0.0))
    if loudest <= 0:
        return SILENCE
    return loudness(float(energy[energy > loudest / 100].mean()))


def compress(samples: Samples, threshold: float, ratio: float) -> Samples:
    """Mono sound with what is over `threshold` LUFS turned down to 1/`ratio` of its excess.

    The level is that of 10 ms blocks held 30 ms and smoothed over 50 ms, looking ahead.
    """
    level = 10 * np.log10(energies(samples) + 1e-12) - 0.691
    over = np.maximum(0.0, maximum_filter1d(level, 3) - threshold)
    cut = uniform_filter1d(over * (1 - 1 / ratio), 5, mode="nearest")
    return samples * line(10 ** (-cut / 20), len(samples))


def tame(samples: Samples, highest: float) -> Samples:
    """A copy of (channels, n) whose peaks are turned down to `highest` dBFS, looking ahead."""
    peaks = np.abs(samples).max(0)
    short = -len(peaks) % PEAK_BLOCK
    blocks = np.concatenate([peaks, np.zeros(short, np.float32)]).reshape(-1, PEAK_BLOCK).max(1)
    tamed = samples.copy()
    apply_reduction(tamed, reduction(blocks, 10 ** (highest / 20)))
    return tamed


def line(
    values: NDArray[np.floating], length: int, block: int = BLOCK, *, first: int = 0
) -> Samples:
    """Gains for the samples from `first` to `length`: straight lines between the middles of blocks."""
    middles = (np.arange(len(values)) + 0.5) * block
    return np.interp(np.arange(first, length), middles, values).astype(np.float32)


@lru_cache(maxsize=4)
def room(interior: bool) -> Samples:
    """A stereo impulse response (2, n) without its direct sound, of unit gain in the band of voices.

    Inside: early reflections of a furnished room and a tail that falls 60 dB in 0.35 s. Outside:
    a few soft echoes from the ground and from far walls. Noise shaped in this manner is the model
    of Moorer, "About this reverberation business", 1979.
    """
    rng = np.random.default_rng(20 if interior else 21)
    seconds, fall, gap = (0.35, 0.35, 0.004) if interior else (0.16, 0.18, 0.012)
    count = int(seconds * RATE)
    at = np.arange(count) / RATE
    tail = rng.standard_normal((2, count)) * 10 ** (-3 * at / fall)
    if not interior:
        # Outdoors sound returns from few surfaces: sparse echoes instead of a dense tail.
        tail *= rng.random((2, count)) < 0.004
    tail[:, : int(gap * RATE)] = 0
    low, high = 250.0, 5200.0
    band = response((high_pass(low, RATE), low_pass(high, RATE)))
    tail = np.stack([Stream(band)(channel) for channel in tail])
    # The energy lies in the passed band alone, where it would otherwise amplify.
    tail *= np.sqrt((high - low) / (RATE / 2) / (tail**2).sum(1, keepdims=True))
    return np.asarray(tail, np.float32)


def reverberate(samples: Samples, interior: bool) -> Samples:
    """What the room gives back of mono sound, stereo (2, n + tail), at the level of the sound."""
    echo = room(interior)
    return np.stack([convolve(samples, channel) for channel in echo])


def pan(samples: Samples, position: float) -> Samples:
    """Mono (n,) to stereo (2, n) with equal power: -1 left, 0 middle, 1 right."""
    angle = (min(1.0, max(-1.0, position)) + 1) * np.pi / 4
    return np.stack([samples * np.float32(np.cos(angle)), samples * np.float32(np.sin(angle))])


def stereo(samples: Samples) -> Samples:
    """Sound as (2, n): mono is put in the middle at equal power. Raises ValueError otherwise."""
    if samples.ndim == 1:
        return pan(samples, 0.0)
    if samples.ndim == 2 and samples.shape[0] == 2:
        return samples
    raise ValueError(f"sound of shape {samples.shape} is neither mono (n,) nor stereo (2, n)")


def lay(
    bus: Samples, sound: Samples, at: int, gain: float = 1.0, fade_in: int = 0, fade_out: int = 0
) -> None:
    """Adds stereo sound, `gain` times as loud, to a bus (2, n) from sample `at` on.

    Fades are of equal power, in samples, shortened to fit. What lies outside the bus is dropped.
    """
    length = sound.shape[1]
    first, last = min(fade_in, length), min(fade_out, length)
    rise = np.sin(np.linspace(0, np.pi / 2, first, dtype=np.float32))
    fall = np.cos(np.linspace(0, np.pi / 2, last, dtype=np.float32))
    for part in pieces(sound):
        piece = sound[:, part] * np.float32(gain)
        if part.start < first:
            risen = rise[part]
            piece[:, : len(risen)] *= risen
        if part.stop > length - last:
            begin = max(part.start, length - last)
            piece[:, begin - part.start :] *= fall[
                begin - length + last : part.stop - length + last
            ]
        add(bus, piece, at + part.start)
        give_back(bus)


def add(bus: Samples, sound: Samples, at: int) -> None:
    """Adds stereo sound to a bus (2, n) from sample `at` on; what lies outside the bus is dropped."""
    first, last = max(0, at), min(bus.shape[1], at + sound.shape[1])
    if first < last:
        bus[:, first:last] += sound[:, first - at : last - at]
