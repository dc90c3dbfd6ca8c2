"""Sums of partials: the core of the synthesised winds, keys and bells."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RATE = 48_000


def clock(seconds: float) -> NDArray[np.float32]:
    """Sample times of `seconds` at 48 kHz."""
    return np.arange(max(2, round(seconds * RATE)), dtype=np.float32) / np.float32(RATE)


def ramped(sound: NDArray[np.float32], rise: float, fall: float) -> NDArray[np.float32]:
    """`sound` with a linear attack and a squared release, seconds; changed in place."""
    count = len(sound)
    up, down = (max(1, min(count // 2, round(t * RATE))) for t in (rise, fall))
    sound[:up] *= np.linspace(0, 1, up, dtype=np.float32)
    sound[-down:] *= np.linspace(1, 0, down, dtype=np.float32) ** 2
    return sound


def harmonics(phase: NDArray[np.float32], amplitudes: NDArray[np.float32]) -> NDArray[np.float32]:
    """Sum of amplitudes[k] * sin((k + 1) * phase), by Chebyshev's recurrence: one sine in all."""
    first = np.sin(phase, dtype=np.float32)
    turn = 2 * np.cos(phase, dtype=np.float32)
    before, now = np.zeros_like(first), first
    out = amplitudes[0] * first
    for amplitude in amplitudes[1:]:
        before, now = now, turn * now - before
        out += amplitude * now
    return out


def struck(
    hertz: float, time: NDArray[np.float32], modes: list[tuple[float, float, float]]
) -> NDArray[np.float32]:
    """Decaying modes (multiple of `hertz`, amplitude, seconds to fall by 60 dB), none above 20 kHz."""
    out = np.zeros_like(time)
    for multiple, amplitude, decay in modes:
        if hertz * multiple > 20_000:
            continue
        span = time[: max(2, round(min(len(time) / RATE, decay * 1.1) * RATE))]
        angle = np.float32(2 * np.pi * hertz * multiple) * span
        out[: len(span)] += np.float32(amplitude) * np.exp(-6.9 / decay * span) * np.sin(angle)
    return out
