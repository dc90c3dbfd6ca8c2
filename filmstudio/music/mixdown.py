"""Mixdown of a cue: one room for all instruments, equaliser, level under speech, loudness, fades."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from filmstudio.music.spectrum import (
    RATE,
    Sound,
    bell,
    block_power,
    fast_length,
    high_pass,
    loudness,
    low_pass,
)
from filmstudio.tape import blank, give_back, pieces

TARGET_LUFS = -20.0
UNDER_SPEECH = 6.0
"""Decibels by which the cue is quieter, at least, while somebody speaks."""
DEEPEST = 9.0
"""Decibels beyond which the bed under speech is lifted again."""
CEILING = 10 ** (-1.5 / 20)
PRE = 8192
BLOCK = 30 * RATE


@lru_cache(maxsize=4)
def room(seconds: float, seed: int = 11) -> Sound:
    """A hall's impulse response (2, n): a few early reflections, then a noise tail.

    High frequencies die earlier, as air and walls make them: the tail of each octave
    band falls by 60 dB in `seconds`, times 1.1 at 250 Hz down to 0.35 at 8 kHz.
    """
    rng = np.random.default_rng(seed)
    count = round(seconds * RATE)
    time = np.arange(count, dtype=np.float32) / RATE
    noise = rng.standard_normal((2, count), dtype=np.float32)
    bins = np.fft.rfft(noise)
    hertz = np.fft.rfftfreq(count, 1 / RATE).astype(np.float32)
    tail = np.zeros((2, count), np.float32)
    edges = (80.0, 500.0, 2000.0, 5000.0, 12000.0)
    for low, high, factor in zip(edges, edges[1:], (1.1, 0.9, 0.6, 0.35), strict=False):
        band = np.fft.irfft(bins * high_pass(hertz, low) * low_pass(hertz, high), count)
        tail += band.astype(np.float32) * np.exp(-6.9 * time / (seconds * factor))
    tail *= 1 - np.exp(-time / 0.012)
    tail /= np.sqrt(np.sum(tail**2, axis=1, keepdims=True))
    tail[:, : round(0.008 * RATE)] = 0
    for index in range(9):
        at = round((0.009 + 0.0065 * index + 0.004 * rng.random()) * RATE)
        tail[index % 2, at] += 0.22 * 0.8**index
    return tail


def mix(
    stems: Sequence[Sound],
    samples: int,
    wet: float,
    tail: float,
    speech: Sequence[tuple[float, float]],
    fade_in: float,
    fade_out: float,
) -> Sound:
    """The finished cue (2, samples) from stereo stems, the first of which is used up.

    `wet` 0..1 is the level of the room, `tail` its reverberation time, `speech` spans in
    seconds, fades in seconds. The part without speech comes to -20 LUFS and nothing
    exceeds -1.5 dBFS.
    """
    dry = stems[0]
    for other in stems[1:]:
        for part in pieces(dry, other):
            dry[:, part] += other[:, part]
    cue = _level(_in_room(dry, wet, tail), speech)
    return fade(limit(cue, CEILING), fade_in, fade_out)


def _in_room(dry: Sound, wet: float, tail: float) -> Sound:
    """The dry sound equalised and in its room, block by block so that memory stays flat.

    The equaliser has zero phase, so each block is set `PRE` samples into its transform
    to leave room for what comes before it.
    """
    hall = room(tail)
    samples = dry.shape[1]
    block = min(samples, BLOCK)
    size = fast_length(block + hall.shape[1] + 2 * PRE)
    hertz = np.fft.rfftfreq(size, 1 / RATE).astype(np.float32)
    tone = high_pass(hertz, 38, 2) * bell(hertz, 2800, 0.9, -1.5) * bell(hertz, 320, 0.8, -1.0)
    response = ((1 - 0.4 * wet) + wet * np.fft.rfft(hall, size)) * tone
    out = blank(PRE + samples + size)
    frame = np.zeros((2, size), np.float32)
    for start in range(0, samples, block):
        part = dry[:, start : start + block]
        frame[:] = 0
        frame[:, PRE : PRE + part.shape[1]] = part
        out[:, start : start + size] += np.fft.irfft(np.fft.rfft(frame) * response, size)
        give_back(dry)
        give_back(out)
    return out[:, PRE : PRE + samples]


def _level(cue: Sound, speech: Sequence[tuple[float, float]]) -> Sound:
    power = block_power(cue)
    at = (np.arange(len(power)) + 0.5) * 0.1
    spoken = np.zeros(len(power), bool)
    for start, end in speech:
        spoken |= (at > start + 0.15) & (at < end - 0.05)
    free = power[~spoken] if (~spoken).any() else power
    open_lufs = loudness(free)
    if not np.isfinite(open_lufs):
        return cue
    if spoken.all():
        return _louder(cue, TARGET_LUFS - UNDER_SPEECH - open_lufs)
    if spoken.any():
        under = loudness(power[spoken])
        drop = open_lufs - under if np.isfinite(under) else UNDER_SPEECH
        # A bed that sinks too far is no longer heard as the same music: lift it by 5 dB at most.
        extra = max(UNDER_SPEECH - drop, 0.0) or max(DEEPEST - drop, -5.0) * (drop > DEEPEST)
        if extra:
            _dip(cue, speech, extra)
    return _louder(cue, TARGET_LUFS - open_lufs)


def _louder(cue: Sound, decibels: float) -> Sound:
    """The cue itself, louder."""
    for part in pieces(cue):
        cue[:, part] *= np.float32(10 ** (decibels / 20))
    return cue


def _dip(cue: Sound, speech: Sequence[tuple[float, float]], decibels: float) -> None:
    """Turns a cue down, in place, by `decibels` in the spans, with slopes of 0.35 and 0.6 s."""
    points: list[tuple[float, float]] = [(0.0, 0.0)]
    for start, end in speech:
        points += [(start - 0.2, 0.0), (start + 0.15, -decibels)]
        points += [(end - 0.1, -decibels), (end + 0.5, 0.0)]
    times = np.maximum.accumulate([time for time, _ in points])
    grid = np.arange(0, cue.shape[1] + 480, 480) / RATE
    curve = np.interp(grid, times, [level for _, level in points])
    for part in pieces(cue):
        at = np.arange(part.start, part.stop) / RATE
        cue[:, part] *= np.interp(at, grid, 10 ** (curve / 20)).astype(np.float32)


def limit(sound: Sound, ceiling: float) -> Sound:
    """Look-ahead limiter, in place: no sample above `ceiling`, gain moves over about 10 ms.

    The gain is held down for two blocks of 256 samples around each peak and smoothed
    over them, so it has arrived before the peak does.
    """
    block = 256
    found = []
    for part in pieces(sound):
        high = np.abs(sound[:, part]).max(axis=0)
        padded = np.pad(high, (0, -len(high) % block))
        found.append(padded.reshape(-1, block).max(axis=1))
    peaks = np.concatenate(found)
    blocks = len(peaks)
    if peaks.max() <= ceiling:
        return sound
    wanted = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    held = np.pad(wanted, 2, mode="edge")
    held = np.min([held[k : k + blocks + 2] for k in range(3)], axis=0)
    # Linear between block edges; each edge takes the smaller of its neighbours.
    edges = np.minimum(held[:-1], held[1:])
    corners = np.arange(len(edges)) * block
    for part in pieces(sound):
        sound[:, part] *= np.interp(np.arange(part.start, part.stop), corners, edges)
    return sound


def fade(sound: Sound, rise: float, fall: float) -> Sound:
    """`sound` itself with raised-cosine fades; the first and last sample are silent."""
    count = sound.shape[-1]
    up, down = (max(2, min(count // 2, round(t * RATE))) for t in (rise, fall))
    sound[..., :up] *= _ramp(up)
    sound[..., count - down :] *= _ramp(down)[::-1]
    return sound


def _ramp(count: int) -> NDArray[np.float32]:
    return (0.5 - 0.5 * np.cos(np.pi * np.arange(count) / count)).astype(np.float32)
