"""Movement picture by picture: where nothing moves at all, and where a moving picture stutters."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from filmstudio.media.check.measurement import Measurement, measured, places
from filmstudio.media.check.package import Interval

_MOVING = 0.5
"""Mean difference of levels from picture to picture from which on the whole frame moves."""
_REPEATED = 0.06
"""A picture that differs by less than this part of what its neighbours do is a repetition."""
_BLOCK = 8
_ALIVE = 1.2
"""Levels by which the mean of some block of 8x8 pixels changes where anything moves.

Coding noise has no mean: measured on x264 at draft and final quality, a still picture stays under
this for 1.2 s and more at a stretch, while a chest that breathes by half a pixel passes it within
0.55 s. A difference over the whole frame cannot tell the two apart, because a face is a hundredth
of it.
"""


@dataclass(frozen=True)
class Watched:
    """`changes` are mean differences of luma to the picture before, at `times`; `still` are the
    stretches in which no block of the picture differs from the first."""

    changes: NDArray[np.float64]
    times: NDArray[np.float64]
    still: tuple[Interval, ...]


def watch(film: Path, end: float) -> Watched:
    """Looks at every picture of a film that ends at `end` seconds."""
    changes: list[float] = []
    times: list[float] = []
    still: list[Interval] = []
    before: NDArray[np.uint8] | None = None
    first: NDArray[np.float32] | None = None
    since = 0.0
    with av.open(str(film)) as source:
        stream = source.streams.video[0]
        stream.thread_type = "AUTO"
        for picture in source.decode(stream):
            plane: Any = picture.planes[0]
            rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
            luma = rows[: plane.height, : plane.width]
            now = float(picture.time or 0.0)
            sample = luma[::4, ::4].copy()
            if before is not None:
                changes.append(float(cv2.absdiff(sample, before).mean()))
                times.append(now)
            before = sample
            means = _means(luma)
            if first is None or float(np.abs(means - first).max()) > _ALIVE:
                if first is not None:
                    still.append((since, now))
                first, since = means, now
    still.append((since, end))
    return Watched(np.array(changes), np.array(times), tuple(still))


def _means(luma: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Means of blocks of 8x8 pixels; a part of a block at the right and bottom is left out."""
    height, width = luma.shape[0] // _BLOCK * _BLOCK, luma.shape[1] // _BLOCK * _BLOCK
    whole = np.ascontiguousarray(luma[:height, :width]).astype(np.float32)
    size = (width // _BLOCK, height // _BLOCK)
    return np.asarray(cv2.resize(whole, size, interpolation=cv2.INTER_AREA), np.float32)


def check(watched: Watched) -> list[Measurement]:
    """Counts single pictures that repeat the one before while those around them move."""
    changes = watched.changes
    bad: list[float] = []
    for index in range(2, len(changes) - 2):
        near = np.sort(changes[[index - 2, index - 1, index + 1, index + 2]])
        # A cut moves once, and a caption that gives way to the next one twice: only a movement
        # that goes on before and after makes a stutter.
        if near[1] > _MOVING and changes[index] < _REPEATED * near[1]:
            bad.append(float(watched.times[index]))
    return [measured("repeated pictures in movement", len(bad), "0", not bad, "", places(bad))]
