"""Recordings small enough to be heard in a browser at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from filmstudio.files import whole_file
from filmstudio.media.encode import BIT_EXACT

RATE = 48_000
BIT_RATE = 96_000
_FRAME = 1024


def write_m4a(samples: NDArray[np.float32], path: Path) -> None:
    """Writes mono samples at 48 kHz, shape (n,), as AAC in MP4. Equal samples, equal bytes.

    Raises NoSpace on a full disk.
    """
    with (
        whole_file(path) as part,
        av.open(str(part), "w", format="mp4", container_options={"fflags": "+bitexact"}) as out,
    ):
        stream: Any = out.add_stream("aac", rate=RATE, layout="mono")
        stream.bit_rate = BIT_RATE
        stream.codec_context.flags |= BIT_EXACT
        for start in range(0, len(samples), _FRAME):
            block = np.ascontiguousarray(samples[None, start : start + _FRAME], np.float32)
            frame = av.AudioFrame.from_ndarray(block, format="fltp", layout="mono")
            frame.sample_rate, frame.pts = RATE, start
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
