"""Thumbnails: 1280x720 JPEG pictures under 2 MB, with a title laid over where one is given."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

from filmstudio.errors import BadInput
from filmstudio.files import whole_file
from filmstudio.film.picture import Sprite

WIDTH, HEIGHT = 1280, 720
LIMIT_BYTES = 2_000_000
_QUALITIES = (93, 90, 86, 82, 76, 68, 58, 45, 30)

BGR = NDArray[np.uint8]


@lru_cache(maxsize=1)
def _srgb() -> bytes:
    """An sRGB profile without its date, so that equal pictures give equal files."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    # Bytes 24 to 35 of an ICC header are the date and time of its making (ICC.1, 7.2).
    profile[24:36] = bytes(12)
    return bytes(profile)


def frame(picture: BGR) -> BGR:
    """A BGR picture (h, w, 3) as 1280x720: filled where it is about as wide, else on its own blur.

    A film of 9:16 or 1:1 stands whole in the middle instead of losing a head.
    """
    height, width = picture.shape[:2]
    cover = max(WIDTH / width, HEIGHT / height)
    filled = _middle(_resized(picture, cover))
    if 1.4 <= width / height <= 2.2:
        return filled
    small = cv2.resize(filled, (WIDTH // 8, HEIGHT // 8), interpolation=cv2.INTER_AREA)
    behind = cv2.resize(cv2.GaussianBlur(small, (0, 0), 5), (WIDTH, HEIGHT))
    behind = cv2.convertScaleAbs(behind, alpha=0.55)
    whole = _resized(picture, min(WIDTH / width, HEIGHT / height))[:HEIGHT, :WIDTH]
    top, left = (HEIGHT - whole.shape[0]) // 2, (WIDTH - whole.shape[1]) // 2
    behind[top : top + whole.shape[0], left : left + whole.shape[1]] = whole
    return np.asarray(behind, np.uint8)


def _resized(picture: BGR, scale: float) -> BGR:
    size = (
        max(1, round(picture.shape[1] * scale)),
        max(1, round(picture.shape[0] * scale)),
    )
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, size, interpolation=how), np.uint8)


def _middle(picture: BGR) -> BGR:
    top, left = (picture.shape[0] - HEIGHT) // 2, (picture.shape[1] - WIDTH) // 2
    return np.ascontiguousarray(picture[top : top + HEIGHT, left : left + WIDTH])


def lay(picture: BGR, sprite: Sprite) -> None:
    """Lays a premultiplied BGRA sprite over a BGR picture, in place; what hangs over is cut."""
    left, top = round(sprite.x), round(sprite.y)
    height, width = sprite.pixels.shape[:2]
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(picture.shape[1], left + width), min(picture.shape[0], top + height)
    if x0 >= x1 or y0 >= y1:
        return
    piece = sprite.pixels[y0 - top : y1 - top, x0 - left : x1 - left].astype(np.float32)
    under = picture[y0:y1, x0:x1].astype(np.float32)
    mixed = under * (1 - piece[..., 3:] / 255) + piece[..., :3]
    picture[y0:y1, x0:x1] = np.clip(mixed + 0.5, 0, 255).astype(np.uint8)


def write(picture: BGR, out: Path, title: Sprite | None = None, limit: int = LIMIT_BYTES) -> Path:
    """Writes a thumbnail under `limit` bytes from a BGR picture (h, w, 3) uint8.

    `title` is a premultiplied BGRA sprite whose x, y are pixels of the 1280x720 picture. Quality
    falls only as far as the limit asks. Raises BadInput for another kind of picture or a limit
    that cannot be met, NoSpace on a full disk.
    """
    if picture.ndim != 3 or picture.shape[2] != 3 or picture.dtype != np.uint8:
        raise BadInput("A thumbnail is made from a colour picture of 8 bits a channel.")
    image = frame(picture)
    if title is not None:
        image = image.copy()
        lay(image, title)
    rgb = Image.fromarray(np.ascontiguousarray(image[..., ::-1]))
    for quality in _QUALITIES:
        made = io.BytesIO()
        rgb.save(
            made,
            "JPEG",
            quality=quality,
            subsampling=0 if quality > 80 else 2,
            icc_profile=_srgb(),
        )
        if made.tell() < limit:
            with whole_file(out) as part:
                part.write_bytes(made.getvalue())
            return out
    raise BadInput(f"The thumbnail cannot be made smaller than {limit} bytes.")


def options(
    pictures: Sequence[BGR], folder: Path, titles: Sequence[Sprite | None] = ()
) -> tuple[Path, ...]:
    """Writes several thumbnails to choose from: `thumbnail-1.jpg` and so on in `folder`."""
    laid = [*titles, *[None] * (len(pictures) - len(titles))]
    return tuple(
        write(picture, folder / f"thumbnail-{number}.jpg", laid[number - 1])
        for number, picture in enumerate(pictures, 1)
    )
