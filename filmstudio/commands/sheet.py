"""Contact sheets: a film at a glance."""

from __future__ import annotations

from pathlib import Path

import av
import cv2
import numpy as np

from filmstudio.errors import BadInput
from filmstudio.files import write_whole
from filmstudio.services.make import writable

WIDTH = 1600


def contact_sheet(
    film: Path, out: Path, *, every: float, columns: int, start: float = 0.0, end: float = 0.0
) -> None:
    """Writes one picture, 1600 pixels wide, with a frame every `every` seconds and its time."""
    if every <= 0:
        raise BadInput("--every: give a number of seconds above 0.")
    writable(out)
    try:
        container = av.open(str(film))
    except (av.error.FFmpegError, OSError) as error:
        raise BadInput(f"{film} cannot be opened as a film.") from error
    cells = []
    with container:
        if not container.streams.video:
            raise BadInput(f"{film} has no picture in it.")
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        wanted = start
        cell = WIDTH // columns
        for frame in container.decode(stream):
            seconds = float(frame.time or 0.0)
            if end and seconds > end:
                break
            if seconds + 1e-6 < wanted:
                continue
            wanted += every
            picture = frame.to_ndarray(format="bgr24")
            height = round(cell * picture.shape[0] / picture.shape[1])
            small = cv2.resize(picture, (cell, height), interpolation=cv2.INTER_AREA)
            text = f"{seconds:.1f}"
            for colour, thickness in (((0, 0, 0), 3), ((255, 255, 255), 1)):
                cv2.putText(small, text, (8, 18), cv2.FONT_HERSHEY_SIMPLEX, 0.5, colour, thickness)
            cells.append(small)
    if not cells:
        raise BadInput(f"{film} has no frame from {start:g} s on.")
    while len(cells) % columns:
        cells.append(np.zeros_like(cells[0]))
    rows = [np.hstack(cells[i : i + columns]) for i in range(0, len(cells), columns)]
    ending = out.suffix.lower() if out.suffix.lower() in (".png", ".jpg", ".webp") else ".jpg"
    ok, data = cv2.imencode(ending, np.vstack(rows))
    assert ok
    write_whole(out, data.tobytes())
