"""Ducking: how far music steps back under each stretch of speech, and when it comes back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d

from filmstudio.media import sound
from filmstudio.media.loudness import BLOCK, RATE, Samples, energies
from filmstudio.tape import pieces

SPEECH_OVER_MUSIC = 13.5
"""LU of speech over ducked music: the bar is 12, the rest is for other ways of measuring."""
LEAST_DEPTH = 6.0
"""Decibels of ducking even under music that is soft anyway: the ear wants to hear it step back."""
MOST_DEPTH = 30.0
_BEFORE = 0.35
"""Seconds before a word at which music begins to step back."""
_AFTER = 0.25
_RETURN = 0.9
"""Seconds over which music comes back."""
_GAP = 1.6
"""A pause shorter than this is not filled: music that swells for a second sounds like pumping."""
_SPEAKING = 20.0
"""Decibels under a line's loudest part down to which it counts as speech."""

Span = tuple[int, int]
"""First sample and the sample after the last one."""


def spans_of(voice: Samples, start: int, length: int) -> list[Span]:
    """Where a line (n,) that starts at sample `start` is really heard, cut at pauses over 0.5 s."""
    level = energies(voice)
    loudest = float(level.max(initial=0.0))
    if loudest <= 0:
        return []
    bridge = RATE // 2 // BLOCK
    active = level > loudest / 10 ** (_SPEAKING * 1.5 / 10)
    joined = maximum_filter1d(active, bridge + 1, mode="constant") & ~_far(active, bridge)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], joined.astype(np.int8), [0]])))
    spans = []
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        inside = np.flatnonzero(active[first:last])
        begin = max(0, start + (int(first) + int(inside[0])) * BLOCK)
        end = min(length, start + (int(first) + int(inside[-1]) + 1) * BLOCK)
        if begin < end:
            spans.append((begin, end))
    return spans


def _far(active: NDArray[np.bool_], bridge: int) -> NDArray[np.bool_]:
    """Blocks before the first and after the last active one."""
    at = np.flatnonzero(active)
    far = np.ones(len(active), bool)
    far[at[0] : at[-1] + 1] = False
    return far


def curve(spans: Sequence[Span], depths: NDArray[np.float64], blocks: int) -> NDArray[np.float64]:
    """Decibels of ducking at each block of 10 ms: full within spans, eased before and after.

    Pauses up to 1.6 s between spans stay at the lesser of the two depths.
    """
    result = np.zeros(blocks)
    before, after = round(_BEFORE * RATE / BLOCK), round(_AFTER * RATE / BLOCK)
    back = round(_RETURN * RATE / BLOCK)
    down = 0.5 - 0.5 * np.cos(np.linspace(0, np.pi, before + 2)[1:-1])
    up = 0.5 + 0.5 * np.cos(np.linspace(0, np.pi, back + 2)[1:-1])

    def raise_to(first: int, values: NDArray[np.float64]) -> None:
        begin, end = max(0, first), min(blocks, first + len(values))
        if begin < end:
            part = result[begin:end]
            np.maximum(part, values[begin - first : end - first], out=part)

    previous: tuple[int, float] | None = None
    for (first, last), depth in zip(spans, depths, strict=True):
        # One block more on either side, because gains are joined by lines between blocks.
        begin, end = first // BLOCK - 1, -(-last // BLOCK) + 1
        raise_to(begin - before, down * depth)
        raise_to(begin, np.full(end + after - begin, depth))
        raise_to(end + after, up * depth)
        if previous and 0 < begin - previous[0] < _GAP * RATE / BLOCK:
            raise_to(previous[0], np.full(begin - previous[0], min(depth, previous[1])))
        previous = (end, float(depth))
    return result


def speaking_energy(energy: NDArray[np.float64]) -> float:
    """Mean energy of the blocks in which there is speech: within 20 dB of the loudest."""
    return float(energy[energy > energy.max(initial=0.0) / 10 ** (_SPEAKING / 10)].mean())


def duck(music: Samples, dialogue: Samples, spans: Sequence[Span]) -> float:
    """Turns music down in place, under each span so far that speech is 13.5 LU over it.

    Both are (2, n). Returns the worst span's distance in LU as measured afterwards, infinity where
    no music meets speech.
    """
    speech, under = energies(dialogue), energies(music)
    if not spans or not under.any():
        return float("inf")
    depths = np.full(len(spans), LEAST_DEPTH)
    applied = curve(spans, depths, len(under))
    # Ramps of neighbours deepen a span's own ducking, so a second pass measures what is left over.
    for _ in range(3):
        margins = _margins(speech, under * 10 ** (-applied / 10), spans)
        short = SPEECH_OVER_MUSIC - margins
        if (short <= 0.05).all():
            break
        depths = np.clip(depths + np.maximum(0.0, short), LEAST_DEPTH, MOST_DEPTH)
        applied = curve(spans, depths, len(under))
    gains = 10 ** (-applied / 20)
    for part in pieces(music):
        music[:, part] *= sound.line(gains, part.stop, first=part.start)
    return float(_margins(speech, energies(music), spans).min())


def _margins(
    speech: NDArray[np.float64], music: NDArray[np.float64], spans: Sequence[Span]
) -> NDArray[np.float64]:
    """LU by which the speech of each span is over the music under it."""
    margins = np.full(len(spans), np.inf)
    for index, (first, last) in enumerate(spans):
        blocks = slice(first // BLOCK, -(-last // BLOCK))
        under = float(music[blocks].mean())
        if under > 0:
            margins[index] = 10 * np.log10(speaking_energy(speech[blocks]) / under)
    return margins
