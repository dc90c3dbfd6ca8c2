"""Tabla: the right drum (dayan) and the left (bayan) by modal synthesis, one stroke (bol) at a time."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

RATE = 48_000

# The paste on the skin makes the right drum's modes nearly harmonic (Raman 1934):
# (multiple of the fundamental, amplitude, seconds to fall by 60 dB) for each stroke.
_DAYAN: dict[str, tuple[tuple[float, float, float], ...]] = {
    "na": ((1.0, 0.10, 0.12), (2.0, 1.0, 0.62), (3.0, 0.75, 0.42), (4.02, 0.42, 0.26),
           (5.05, 0.22, 0.18), (6.1, 0.12, 0.12)),
    "tin": ((1.0, 0.45, 0.60), (2.0, 0.9, 0.75), (3.01, 0.28, 0.36), (4.03, 0.10, 0.2)),
    "tun": ((0.985, 1.0, 1.05), (2.0, 0.22, 0.45), (3.0, 0.08, 0.25)),
    "te": ((1.02, 0.18, 0.07), (2.2, 0.4, 0.06), (3.6, 0.5, 0.05), (5.9, 0.35, 0.04),
           (8.3, 0.25, 0.03)),
}  # fmt: skip
_BAYAN: tuple[tuple[float, float, float], ...] = (
    (1.0, 1.0, 0.85), (1.52, 0.28, 0.4), (2.0, 0.18, 0.35), (2.6, 0.1, 0.2), (3.3, 0.06, 0.14),
)  # fmt: skip
PARTS: dict[str, tuple[str, ...]] = {
    "dha": ("na", "ge"),
    "dhin": ("tin", "ge"),
    "ta": ("na",),
    "na": ("na",),
    "tin": ("tin",),
    "tun": ("tun",),
    "te": ("te",),
    "ti": ("te",),
    "ge": ("ge",),
    "ke": ("ka",),
    "ka": ("ka",),
}
"""The strokes that each bol is made of."""


def stroke(bol: str, sa: float, velocity: float, seed: int = 0) -> NDArray[np.float32]:
    """One bol, mono at 48 kHz, for a drum tuned to `sa` hertz (brought to 230..460 Hz).

    `velocity` 0..1 sets loudness, brightness and how far the left hand's palm bends the
    bass stroke upward.
    """
    while sa < 230:
        sa *= 2
    while sa >= 460:
        sa /= 2
    parts = [_part(part, round(sa, 3), round(velocity * 6) / 6, seed % 4) for part in PARTS[bol]]
    out = np.zeros(max(len(part) for part in parts), np.float32)
    for part in parts:
        out[: len(part)] += part
    return out * np.float32(velocity**1.3)


@lru_cache(maxsize=256)
def _part(part: str, sa: float, velocity: float, variant: int) -> NDArray[np.float32]:
    rng = np.random.default_rng([variant, len(part), round(sa), ord(part[0]), ord(part[-1])])
    # The ear takes the second mode of the rim stroke for the drum's note, so the
    # fundamental lies an octave under Sa.
    if part in _DAYAN:
        modes, base, glide = _DAYAN[part], sa if part == "tun" else sa / 2, 0.0
    elif part == "ge":
        modes, base, glide = _BAYAN, 82.0, 0.18 + 0.30 * velocity
    else:
        modes, base, glide = ((1.0, 0.5, 0.06), (1.9, 0.5, 0.05), (3.1, 0.4, 0.04)), 150.0, 0.0
    length = max(decay for _, _, decay in modes) * 1.15
    time = np.arange(round(length * RATE), dtype=np.float64) / RATE
    # The palm slides in after the stroke and tightens the skin.
    rise = glide * (1 - np.exp(-np.maximum(0.0, time - 0.03) / 0.11))
    drop = 0.05 * velocity * np.exp(-time / 0.02)
    phase = 2 * np.pi * np.cumsum(base * (1 + rise + drop)) / RATE
    out = np.zeros(len(time))
    for multiple, amplitude, decay in modes:
        bright = amplitude * (0.55 + 0.45 * velocity) ** max(0.0, multiple - 2)
        out += bright * np.exp(-6.9 * time / decay) * np.sin(multiple * phase + rng.uniform(0, 0.4))
    # The attack is band-limited noise, higher for the sharper strokes.
    dull = {"ge": 0.35, "tun": 0.3, "tin": 0.4, "na": 0.7, "te": 1.0, "ka": 1.1}[part]
    noise = rng.standard_normal(round(0.03 * RATE))
    width = 3 if part in ("na", "te") else 9 if part in ("tin", "tun") else 16
    noise = np.convolve(noise, np.hanning(width + 2)[1:-1] / np.sqrt(width), "same")
    click = np.arange(len(noise)) / RATE
    out[: len(noise)] += dull * 0.5 * (0.4 + 0.6 * velocity) * noise * np.exp(-click / 0.0035)
    out *= np.minimum(1.0, time / 0.0006)
    out[-480:] *= np.linspace(1, 0, 480)
    weight = {"ge": 0.8, "tun": 0.55, "tin": 0.5, "na": 0.5, "te": 0.55, "ka": 0.6}[part]
    return (out * weight).astype(np.float32)
