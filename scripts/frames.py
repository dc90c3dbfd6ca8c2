"""Frames of a film as pictures for the first pages: `python scripts/frames.py FILM NAME=SECONDS ...`.

Writes `assets/frames/NAME.DIGEST.avif`; NAME may say its width: `hero:960=12.5`. The films are made by
the studio itself from `examples/`, without captions.
"""

from __future__ import annotations

import hashlib
import io
import sys
from pathlib import Path

import av
from PIL import Image

FOLDER = Path(__file__).resolve().parent.parent / "assets" / "frames"
WIDTH = 480
QUALITY = 48


def frame_at(film: Path, seconds: float) -> Image.Image:
    """The first frame that begins no earlier than that."""
    with av.open(str(film)) as container:
        stream = container.streams.video[0]
        container.seek(int(seconds * 1_000_000), backward=True)
        for frame in container.decode(stream):
            if frame.time is not None and frame.time >= seconds:
                return frame.to_image()
    raise SystemExit(f"{film} is shorter than {seconds} s.")


def keep(picture: Image.Image, name: str, width: int) -> Path:
    """Writes a picture of that width, in place of one by the same name."""
    height = round(picture.height * width / picture.width)
    stream = io.BytesIO()
    picture.resize((width, height), Image.Resampling.LANCZOS).save(
        stream, "AVIF", quality=QUALITY, speed=4
    )
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob(f"{name}.*.avif"):
        old.unlink()
    digest = hashlib.sha256(stream.getvalue()).hexdigest()[:8]
    path = FOLDER / f"{name}.{digest}.avif"
    path.write_bytes(stream.getvalue())
    return path


def main() -> None:
    """Writes what is asked for."""
    film = Path(sys.argv[1])
    for wish in sys.argv[2:]:
        name, _, at = wish.partition("=")
        name, _, width = name.partition(":")
        path = keep(frame_at(film, float(at)), name, int(width or WIDTH))
        print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
