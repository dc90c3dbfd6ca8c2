"""Small pictures for pages, in the formats that browsers take: AVIF, WebP and JPEG."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

WIDE, SMALL = 640, 320
"""Longest sides in pixels of the picture and of its thumbnail."""
QUALITY = {"avif": 55, "webp": 78, "jpg": 80}


def write_pictures(picture: NDArray[np.uint8], folder: Path) -> dict[str, list[int]]:
    """Writes `picture.jpg` and `small.avif`, `small.webp`, `small.jpg` from a BGR picture (h, w, 3)
    into a folder; returns their sizes as [width, height]."""
    image = Image.fromarray(np.ascontiguousarray(picture[..., ::-1]))
    large = _fitted(image, WIDE)
    large.save(folder / "picture.jpg", "JPEG", quality=88)
    small = _fitted(image, SMALL)
    small.save(folder / "small.avif", "AVIF", quality=QUALITY["avif"], speed=8, max_threads=1)
    small.save(folder / "small.webp", "WEBP", quality=QUALITY["webp"], method=4)
    small.save(folder / "small.jpg", "JPEG", quality=QUALITY["jpg"])
    return {"picture": [*large.size], "small": [*small.size]}


def _fitted(image: Image.Image, longest: int) -> Image.Image:
    scale = min(1.0, longest / max(image.size))
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.LANCZOS)
