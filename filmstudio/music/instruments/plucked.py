"""Plucked strings after Karplus and Strong: guitar, harp, koto, and the core for sitar and tanpura."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from filmstudio.music.instruments.additive import ramped

RATE = 48_000
_COLOURS = {
    # seconds to fall by 60 dB at middle C, brightness of the string, place of the pluck
    "nylon": (3.2, 0.30, 0.23),
    "harp": (4.0, 0.22, 0.42),
    "steel": (4.5, 0.60, 0.13),
}


def tone(hertz: float, seconds: float, velocity: float, colour: str) -> NDArray[np.float32]:
    """A plucked note, mono at 48 kHz, with 0.25 s of damped ring after `seconds`."""
    decay, bright, place = _COLOURS.get(colour, _COLOURS["nylon"])
    decay *= (262.0 / hertz) ** 0.5
    ring = min(seconds + 0.25, decay * 1.2, 5.0)
    out = string(hertz, ring, decay, bright * (0.6 + 0.6 * velocity), place, 0.0, 3)
    return ramped(out.copy(), 0.0015, 0.2)


@lru_cache(maxsize=192)
def string(
    hertz: float,
    seconds: float,
    decay: float,
    bright: float,
    place: float,
    jivari: float,
    seed: int,
) -> NDArray[np.float32]:
    """A string plucked at `place` (part of its length), peak about 1, tuned to within a cent.

    Karplus and Strong (1983) with a delay made fractional by third-order Lagrange
    interpolation, as Jaffe and Smith (1983) tune it. `decay` is the time to fall by
    60 dB, `bright` 0..1 how slowly the high partials die. `jivari` 0..1 lets the string
    touch a flat bridge: the part of each swing that meets the bridge is bent back, which
    feeds energy from the low partials into the high ones as long as the string sounds.
    """
    period = RATE / hertz
    whole = int(period) - 1
    part = period - whole
    lagrange = np.array([
        -(part - 1) * (part - 2) * (part - 3) / 6,
        part * (part - 2) * (part - 3) / 2,
        -part * (part - 1) * (part - 3) / 2,
        part * (part - 1) * (part - 2) / 6,
    ])  # fmt: skip
    loss = 0.25 * (1 - min(0.98, bright)) ** 1.6
    loop = np.convolve(lagrange, [loss, 1 - 2 * loss, loss]) * 10 ** (-3 * period / RATE / decay)
    count = round(seconds * RATE)
    block = max(8, whole - 3)
    history = whole + len(loop) + 4
    line = np.zeros(count + history + block)
    start = history
    size = round(period)
    line[start : start + size] = _excitation(size, place, bright, seed)
    at = start + size
    end = count + history
    # The three-tap loss is symmetric: its middle tap carries the delay of the line.
    base = whole - 1
    threshold = 0.33
    level, fall = 1.0, 10 ** (-3 * block / RATE / decay)
    while at < end:
        low, high = at - base - len(loop) + 1, at - base + block
        fresh = np.convolve(line[low:high], loop, "valid")[:block]
        if jivari:
            limit = threshold * level
            over = fresh - limit
            fresh = np.where(over > 0, limit + over * (1 - 0.5 * jivari), fresh)
            fresh -= 0.02 * fresh.mean()
            level *= fall
        line[at : at + block] = fresh
        at += block
    out = line[history:end]
    out = out - out.mean()
    out *= 1 / (np.abs(out).max() or 1.0)
    return out.astype(np.float32)


def _excitation(size: int, place: float, bright: float, seed: int) -> NDArray[np.float64]:
    """One period of the plucked shape: a triangle bent at `place` with a little of the finger's noise."""
    rng = np.random.default_rng(seed)
    peak = max(2, round(place * size))
    up = np.linspace(0, 1, peak, endpoint=False)
    shape = np.concatenate([up, np.linspace(1, 0, size - peak)])
    velocity = np.diff(shape, append=shape[0]) * size * 0.25
    noise = rng.standard_normal(size)
    mixed = shape - shape.mean() + (0.25 + 0.5 * bright) * 0.3 * velocity + 0.12 * bright * noise
    return mixed - mixed.mean()
