"""Peaks as they are delivered: a coder gives back a sound whose peaks are not those it was given."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from filmstudio.media.concat import AUDIO_BIT_RATE
from filmstudio.media.encode import BIT_EXACT
from filmstudio.media.limiter import apply_reduction, reduction
from filmstudio.media.loudness import RATE, Samples, true_peaks
from filmstudio.tape import blank, pieces

DELIVERED_DBTP = -1.2
"""What peaks of the film's AAC are held under: 0.2 dB less than may be delivered, since the film's own
coding begins from 24 bits and ends with its last frame."""
_ROUNDS = 8
_MORE_DB = 0.25
"""What is turned down more with every round: a coder that decides anew raises other peaks."""
_FRAME = 1024


def hold(sound: Samples, ceiling: float = DELIVERED_DBTP) -> bool:
    """Turns `sound` (2, n) float32 at 48 kHz down, in place, where its AAC passes `ceiling` dBTP; True
    where it did.

    How much higher peaks come back depends on the sound: mostly less than 0.8 dB, 1.4 dB have been
    seen. So it is coded, read back and measured, and turned down around the peaks that are too high,
    until none is or for eight rounds (clipped noise without a pause needs more).
    """
    top = 10 ** (ceiling / 20)
    for turned in range(_ROUNDS):
        peaks = true_peaks(_coded(sound), top / 2)
        over = peaks > top
        if not over.any():
            return turned > 0
        more = 10 ** (_MORE_DB * (turned + 1) / 20)
        apply_reduction(sound, reduction(np.where(over, peaks * more, 0.0), top))
    return True


def _coded(sound: Samples) -> Samples:
    """What is heard of the film's AAC of `sound`: of the same length, sample for sample in its place."""
    heard = blank(sound.shape[1])
    decoder: Any = av.CodecContext.create("aac", "r")
    for packet, extradata in _packets(sound):
        if decoder.extradata is None:
            decoder.extradata = extradata
        for frame in decoder.decode(packet):
            _lay(heard, frame)
    for frame in decoder.decode(None):
        _lay(heard, frame)
    return heard


def _lay(heard: Samples, frame: Any) -> None:
    """Puts a decoded frame where it belongs; what the coder begins with lies before the sound."""
    samples: NDArray[np.float32] = frame.to_ndarray()
    first = int(frame.pts)
    start, end = max(0, first), min(heard.shape[1], first + samples.shape[1])
    if end > start:
        heard[:, start:end] = samples[:, start - first : end - first]


def _packets(sound: Samples) -> Iterator[tuple[Any, bytes]]:
    """The AAC of a sound, packet by packet, with what a decoder needs to begin."""
    encoder: Any = av.CodecContext.create("aac", "w")
    encoder.sample_rate, encoder.layout, encoder.format = RATE, "stereo", "fltp"
    encoder.flags |= BIT_EXACT
    encoder.bit_rate, encoder.time_base = AUDIO_BIT_RATE, Fraction(1, RATE)
    for part in pieces(sound, size=64 * _FRAME):
        for start in range(part.start, part.stop, _FRAME):
            piece = np.ascontiguousarray(
                sound[:, start : min(start + _FRAME, part.stop)], np.float32
            )
            frame = av.AudioFrame.from_ndarray(piece, format="fltp", layout="stereo")
            frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
            for packet in encoder.encode(frame):
                yield packet, bytes(encoder.extradata)
    for packet in encoder.encode(None):
        yield packet, bytes(encoder.extradata)
