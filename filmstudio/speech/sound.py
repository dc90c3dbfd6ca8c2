"""Making a voice sound good: 48 kHz, pauses, tone, level, trimmed and clean ends. Mono float samples."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import soxr
from numpy.typing import NDArray

from filmstudio.speech.alignment import Span, Warp
from filmstudio.speech.script import Pause

Samples = NDArray[np.float32]
SAMPLE_RATE = 48_000
LOUDNESS = -23.0
"""LUFS of a line in a normal voice (EBU R 128)."""
PEAK = 10 ** (-3 / 20)
PAUSES: dict[Pause, float] = {"comma": 0.17, "dash": 0.30, "stop": 0.40, "ellipsis": 0.60}
"""Seconds of silence after a mark, at the usual rate."""
_BLOCK = 240
"""Samples of 5 ms, the step of every level that is followed."""


def to_film_rate(samples: Samples, sample_rate: int, timbre: float) -> Samples:
    """Resample to 48 kHz; `timbre` plays it faster, so that formants and pitch rise with it."""
    if not len(samples):
        return samples
    made = soxr.resample(samples, sample_rate * timbre, SAMPLE_RATE, quality="HQ")
    return np.asarray(made, np.float32)


def levels(samples: Samples) -> NDArray[np.float64]:
    """Root mean square of each 5 ms."""
    count = max(1, -(-len(samples) // _BLOCK))
    padded = np.zeros(count * _BLOCK)
    padded[: len(samples)] = samples
    return np.sqrt((padded.reshape(count, _BLOCK) ** 2).mean(axis=1))


def trim(samples: Samples, within: Span | None = None) -> tuple[Samples, float]:
    """Without silence at the ends, and the seconds that were cut off its start.

    Silence is 38 dB under the loudest 5 ms, and whatever is outside `within` (seconds) by more
    than 40 ms; 10 ms are kept on each side for the fades.
    """
    level = levels(samples)
    heard = np.flatnonzero(level > max(level.max() * 10 ** (-38 / 20), 1e-5))
    if not len(heard):
        return samples[:0], 0.0
    start = max(0, (int(heard[0]) - 2) * _BLOCK)
    end = min(len(samples), (int(heard[-1]) + 3) * _BLOCK)
    if within is not None:
        start = max(start, round((within[0] - 0.04) * SAMPLE_RATE))
        end = max(start, min(end, round((within[1] + 0.04) * SAMPLE_RATE)))
    return samples[start:end], start / SAMPLE_RATE


def pace(
    samples: Samples, spans: Sequence[Span], pauses: Sequence[Pause], factor: float
) -> tuple[Samples, Warp]:
    """Give each pause between words its length; the warp carries old seconds to new ones."""
    level = levels(samples)
    quiet = level < level.max() * 0.015
    pieces: list[Samples] = []
    here, there = [0.0], [0.0]
    taken, shift = 0, 0.0
    for index, pause in enumerate(pauses[:-1]):
        if not pause:
            continue
        low = int((spans[index][1] - 0.08) * SAMPLE_RATE) // _BLOCK
        high = int((spans[index + 1][0] + 0.08) * SAMPLE_RATE) // _BLOCK + 1
        first, last = _longest_run(quiet, max(low, taken // _BLOCK + 1), high)
        start, end = first * _BLOCK, min(last * _BLOCK, len(samples))
        if first == last:
            start = end = min(round(spans[index][1] * SAMPLE_RATE), len(samples))
        if start <= taken:
            continue
        change = PAUSES[pause] * factor - (end - start) / SAMPLE_RATE
        middle = (start + end) // 2
        if change > 0.02:
            pieces += [
                _faded(samples[taken:middle]),
                np.zeros(round(change * SAMPLE_RATE), np.float32),
            ]
            cut = middle
        elif change < -0.03:
            half = min(round(-change * SAMPLE_RATE), end - start) // 2
            pieces.append(_faded(samples[taken : middle - half]))
            here.append((middle - half) / SAMPLE_RATE)
            there.append((middle - half) / SAMPLE_RATE + shift)
            change = -2 * half / SAMPLE_RATE
            cut = middle + half
        else:
            continue
        if change > 0:
            here.append(middle / SAMPLE_RATE + 0.0002)
            there.append(middle / SAMPLE_RATE + shift)
        shift += change
        here.append(cut / SAMPLE_RATE + (0.0008 if change > 0 else 0.0))
        there.append(cut / SAMPLE_RATE + shift)
        taken = cut
    pieces.append(samples[taken:] if not pieces else _faded(samples[taken:], end=False))
    whole = np.concatenate(pieces)
    here.append(max(len(samples) / SAMPLE_RATE, here[-1]))
    there.append(len(whole) / SAMPLE_RATE)
    return whole, Warp(here, there)


def _longest_run(quiet: NDArray[np.bool_], low: int, high: int) -> tuple[int, int]:
    """The longest quiet stretch of blocks in low..high; an empty one where there is none."""
    low, high = max(low, 0), min(high, len(quiet))
    best = (low, low)
    start = None
    for index in range(low, high + 1):
        if index < high and quiet[index]:
            start = index if start is None else start
        elif start is not None:
            if index - start > best[1] - best[0]:
                best = (start, index)
            start = None
    return best


def _faded(samples: Samples, *, start: bool = True, end: bool = True) -> Samples:
    """With 4 ms slopes, so that a cut makes no click."""
    made = samples.copy()
    width = min(192, len(made) // 2)
    if width:
        slope = (0.5 - 0.5 * np.cos(np.pi * (np.arange(width) + 0.5) / width)).astype(np.float32)
        if start:
            made[:width] *= slope
        if end:
            made[-width:] *= slope[::-1]
    return made


def tone(samples: Samples, *, low_cut: float, shelf: float, bright: float) -> Samples:
    """Cut rumble under `low_cut` Hz, and lift (dB) the air over 4 kHz and the voice over 2.5 kHz.

    Zero phase, by the magnitudes of a Butterworth high pass of order 4 and of smooth shelves.
    """
    size = 1 << (len(samples) + 4096 - 1).bit_length()
    frequency = np.fft.rfftfreq(size, 1 / SAMPLE_RATE)
    ratio = (np.maximum(frequency, 1e-3) / low_cut) ** 4
    decibels = shelf * _shelf(frequency, 4000) + bright * _shelf(frequency, 2500)
    response = ratio / np.sqrt(1 + ratio**2) * 10 ** (decibels / 20)
    made = np.fft.irfft(np.fft.rfft(samples, size) * response, size)[: len(samples)]
    return made.astype(np.float32)


def _shelf(frequency: NDArray[np.floating], corner: float) -> NDArray[np.floating]:
    ratio = (frequency / corner) ** 2
    return ratio / (1 + ratio)


def compress(samples: Samples) -> Samples:
    """Even out loud and soft syllables: 2:1 over 6 dB under the speech's own level.

    Attack 10 ms, release 120 ms.
    """
    level = 20 * np.log10(levels(samples) + 1e-7)
    speaking = level[level > level.max() - 30]
    threshold = float(speaking.mean()) - 6
    wanted = np.minimum(0.0, (threshold - level) * 0.5)
    gain = np.empty_like(wanted)
    now = 0.0
    attack, release = 1 - np.exp(-5 / 10), 1 - np.exp(-5 / 120)
    for index, aim in enumerate(wanted):
        now += (aim - now) * (attack if aim < now else release)
        gain[index] = now
    return (samples * _spread(10 ** (gain / 20), len(samples))).astype(np.float32)


def _spread(values: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """A value for each block as a value for each sample."""
    middles = (np.arange(len(values)) + 0.5) * _BLOCK
    return np.interp(np.arange(count), middles, values)


@lru_cache(maxsize=8)
def _k_weight(size: int) -> NDArray[np.float64]:
    """Power response of the K weighting of ITU-R BS.1770-5, table 1 and 2, at 48 kHz."""
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    shelf = (1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z**2) / (
        1 - 1.69065929318241 * z + 0.73248077421585 * z**2
    )
    high_pass = (1 - 2 * z + z**2) / (1 - 1.99004745483398 * z + 0.99007225036621 * z**2)
    return np.abs(shelf * high_pass)


def loudness(samples: Samples) -> float:
    """Integrated loudness in LUFS with the gates of ITU-R BS.1770-5; -inf for silence.

    A recording under 0.4 s counts as one block.
    """
    size = 1 << (len(samples) + SAMPLE_RATE // 4 - 1).bit_length()
    weighed = np.fft.irfft(np.fft.rfft(samples, size) * _k_weight(size), size)[: len(samples)]
    total = np.concatenate([[0.0], np.cumsum(weighed**2)])
    block = min(len(samples), round(0.4 * SAMPLE_RATE))
    if not block:
        return float("-inf")
    starts = np.arange(0, len(samples) - block + 1, max(1, block // 4))
    power = (total[starts + block] - total[starts]) / block
    loud = -0.691 + 10 * np.log10(power + 1e-12)
    power = power[loud > -70]
    if not len(power):
        return float("-inf")
    gate = -0.691 + 10 * np.log10(power.mean()) - 10
    kept = power[-0.691 + 10 * np.log10(power) > gate]
    return float(-0.691 + 10 * np.log10(kept.mean()))


def normalise(samples: Samples, target: float) -> Samples:
    """At `target` LUFS with peaks under -3 dBFS (a look-ahead limiter of 5 ms), ends faded."""
    made = samples
    for _ in range(2):
        measured = loudness(made)
        if not np.isfinite(measured):
            return made
        made = _limit((made * 10 ** ((target - measured) / 20)).astype(np.float32))
    return _faded(made)


def _limit(samples: Samples) -> Samples:
    step, reach = 48, 5
    count = -(-len(samples) // step)
    padded = np.zeros(count * step)
    padded[: len(samples)] = np.abs(samples)
    peak = padded.reshape(count, step).max(axis=1)
    if peak.max() <= PEAK:
        return samples
    need = np.pad(np.minimum(1.0, PEAK / np.maximum(peak, 1e-9)), 2 * reach, mode="edge")
    lowest = np.lib.stride_tricks.sliding_window_view(need, 2 * reach + 1).min(axis=1)
    eased = np.lib.stride_tricks.sliding_window_view(lowest, 2 * reach + 1).mean(axis=1)
    gain = np.interp(np.arange(len(samples)), (np.arange(count) + 0.5) * step, eased)
    return np.clip(samples * gain, -PEAK, PEAK).astype(np.float32)


def tremble(samples: Samples) -> Samples:
    """The slight tremor of an old voice: 5.2 Hz, 1.3 % in pitch and 0.8 dB in level."""
    if len(samples) < 2:
        return samples
    at = np.arange(len(samples)) / SAMPLE_RATE
    swing = np.sin(2 * np.pi * 5.2 * at + 0.6 * np.sin(2 * np.pi * 0.7 * at))
    depth = 0.013 / (2 * np.pi * 5.2)
    moved = np.interp(at + depth * swing, at, samples)
    return (moved * 10 ** (0.8 * swing / 20)).astype(np.float32)
