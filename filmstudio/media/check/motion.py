"""A check of movement: pictures that repeat while everything moves, which the eye sees as a stutter."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from filmstudio.media.check.measurement import Measurement, measured, places

_MOVING = 0.5
"""Mean difference of levels from picture to picture from which on the whole frame moves."""
_REPEATED = 0.06
"""A picture that differs by less than this part of what its neighbours do is a repetition."""


def differences(film: Path, step: int = 4) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean absolute differences of luma from each picture to the next, and the later one's time.

    Every `step`-th pixel in both directions is looked at.
    """
    result: list[float] = []
    times: list[float] = []
    before: NDArray[np.int16] | None = None
    with av.open(str(film)) as source:
        stream = source.streams.video[0]
        stream.thread_type = "AUTO"
        for picture in source.decode(stream):
            plane: Any = picture.planes[0]
            lines = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
            luma = lines[: plane.height : step, : plane.width : step].astype(np.int16)
            if before is not None:
                result.append(float(np.abs(luma - before).mean()))
                times.append(float(picture.time or 0.0))
            before = luma
    return np.array(result), np.array(times)


def check(film: Path) -> list[Measurement]:
    """Counts single pictures that repeat the one before while those around them move."""
    changes, times = differences(film)
    bad: list[float] = []
    for index in range(1, len(changes) - 1):
        around = min(changes[index - 1], changes[index + 1])
        # A cut moves once; only a movement that goes on on both sides makes a stutter.
        if around > _MOVING and changes[index] < _REPEATED * around:
            bad.append(float(times[index]))
    return [measured("repeated pictures in movement", len(bad), "0", not bad, "", places(bad))]
