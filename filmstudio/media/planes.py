"""Pictures as video holds them: planes of luma and half-size chroma, BT.709, limited range."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from filmstudio.film.picture import Pixels

Plane = NDArray[np.uint8]

BLACK_LUMA = 16
GREY_CHROMA = 128

# ITU-R BT.709 luma weights, scaled to the limited range 16-235 / 16-240; columns are blue, green,
# red, alpha. The alpha column carries the offsets, so that premultiplied colours stay so.
_KR, _KB = 0.2126, 0.0722
_KG = 1 - _KR - _KB
_Y, _C = 219 / 255, 224 / 255
_TO_YUV = np.array(
    [
        [_KB * _Y, _KG * _Y, _KR * _Y, 16 / 255],
        [
            0.5 * _C,
            -_KG / (2 * (1 - _KB)) * _C,
            -_KR / (2 * (1 - _KB)) * _C,
            128 / 255,
        ],
        [
            -_KB / (2 * (1 - _KR)) * _C,
            -_KG / (2 * (1 - _KR)) * _C,
            0.5 * _C,
            128 / 255,
        ],
    ],
    np.float32,
)


@dataclass
class Frame:
    """One picture: y (h, w), u and v (h/2, w/2). Width and height are even."""

    y: Plane
    u: Plane
    v: Plane

    @classmethod
    def black(cls, width: int, height: int) -> Frame:
        return cls(
            np.full((height, width), BLACK_LUMA, np.uint8),
            np.full((height // 2, width // 2), GREY_CHROMA, np.uint8),
            np.full((height // 2, width // 2), GREY_CHROMA, np.uint8),
        )

    @property
    def width(self) -> int:
        return int(self.y.shape[1])

    @property
    def height(self) -> int:
        return int(self.y.shape[0])

    def copy(self) -> Frame:
        return Frame(self.y.copy(), self.u.copy(), self.v.copy())

    def take(self, other: Frame) -> None:
        """Copies another frame of the same size into this one."""
        np.copyto(self.y, other.y)
        np.copyto(self.u, other.u)
        np.copyto(self.v, other.v)


@dataclass(frozen=True)
class Patch:
    """A sprite in planes: premultiplied luma and chroma with what shows through (255 - alpha).

    `x`, `y` are even pixels of the frame it lies on; sizes are even.
    """

    luma: Plane
    u: Plane
    v: Plane
    inverse: Plane
    inverse_half: Plane
    x: int
    y: int

    @property
    def width(self) -> int:
        return int(self.luma.shape[1])

    @property
    def height(self) -> int:
        return int(self.luma.shape[0])


def from_bgra(pixels: Pixels) -> Frame:
    """An opaque BGRA picture (h, w, 4) with even sides as a frame."""
    luma, u, v, _ = _split(pixels)
    return Frame(luma, u, v)


def _split(pixels: Pixels) -> tuple[Plane, Plane, Plane, Plane]:
    """Luma (h, w) and u, v, alpha at half size of a premultiplied BGRA picture of even sides.

    Luma and chroma are computed apart, chroma from the halved picture: OpenCV's transform is
    five times slower for three outputs at once than for one and two.
    """
    half = cv2.resize(
        pixels, (pixels.shape[1] // 2, pixels.shape[0] // 2), interpolation=cv2.INTER_AREA
    )
    chroma = cv2.transform(half, _TO_YUV[1:])
    u, v = cv2.split(chroma)
    return cv2.transform(pixels, _TO_YUV[:1]), u, v, cv2.extractChannel(half, 3)


def to_bgr(frame: Frame) -> NDArray[np.uint8]:
    """A frame as BGR (h, w, 3): for stills and tests, not for the frame loop."""
    size = (frame.width, frame.height)
    yuv = np.dstack(
        [
            frame.y,
            cv2.resize(frame.u, size, interpolation=cv2.INTER_LINEAR),
            cv2.resize(frame.v, size, interpolation=cv2.INTER_LINEAR),
        ]
    ).astype(np.float32)
    inverse = np.linalg.inv(_TO_YUV[:, :3].astype(np.float64)).astype(np.float32)
    bgr = (yuv - np.array([16, 128, 128], np.float32)) @ inverse.T
    return np.clip(bgr + 0.5, 0, 255).astype(np.uint8)


def patch(pixels: Pixels, x: int, y: int) -> Patch:
    """A premultiplied BGRA sprite whose corner is at whole pixels (x, y) as a patch.

    Padded to even position and size, so that chroma stays where it belongs.
    """
    height, width = pixels.shape[:2]
    left, top = x & 1, y & 1
    right, bottom = (left + width) & 1, (top + height) & 1
    if left or top or right or bottom:
        pixels = cv2.copyMakeBorder(
            pixels, top, bottom, left, right, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0)
        )
    luma, u, v, alpha_half = _split(pixels)
    return Patch(
        luma,
        u,
        v,
        cv2.bitwise_not(cv2.extractChannel(pixels, 3)),
        cv2.bitwise_not(alpha_half),
        x - left,
        y - top,
    )


def _clip(start: int, length: int, limit: int) -> tuple[int, int, int]:
    """Where [start, start + length) lies within [0, limit): first, end and offset in the source."""
    first = max(0, start)
    end = min(limit, start + length)
    return first, end, first - start


def lay(frame: Frame, piece: Patch, opacity: float = 1.0) -> tuple[int, int, int, int] | None:
    """Lays a patch over a frame in place; returns the even rectangle (x0, y0, x1, y1) it touched."""
    x0, x1, sx = _clip(piece.x, piece.width, frame.width)
    y0, y1, sy = _clip(piece.y, piece.height, frame.height)
    if x0 >= x1 or y0 >= y1 or opacity <= 0:
        return None
    rows, columns = slice(sy, sy + y1 - y0), slice(sx, sx + x1 - x0)
    half_rows = slice(sy // 2, sy // 2 + (y1 - y0) // 2)
    half_columns = slice(sx // 2, sx // 2 + (x1 - x0) // 2)
    inverse = piece.inverse[rows, columns]
    inverse_half = piece.inverse_half[half_rows, half_columns]
    luma, u, v = (
        piece.luma[rows, columns],
        piece.u[half_rows, half_columns],
        piece.v[half_rows, half_columns],
    )
    if opacity < 1:
        luma, u, v = (cv2.convertScaleAbs(p, alpha=opacity) for p in (luma, u, v))
        inverse = cv2.bitwise_not(cv2.convertScaleAbs(cv2.bitwise_not(inverse), alpha=opacity))
        inverse_half = cv2.bitwise_not(
            cv2.convertScaleAbs(cv2.bitwise_not(inverse_half), alpha=opacity)
        )
    _over(frame.y[y0:y1, x0:x1], luma, inverse)
    half = (slice(y0 // 2, y1 // 2), slice(x0 // 2, x1 // 2))
    _over(frame.u[half], u, inverse_half)
    _over(frame.v[half], v, inverse_half)
    return x0, y0, x1, y1


def _over(under: Plane, over: Plane, inverse: Plane) -> None:
    """under = under * inverse / 255 + over, in place."""
    shown = cv2.multiply(under, inverse, scale=1 / 255)
    cv2.add(shown, over, dst=shown)
    under[...] = shown


def restore(frame: Frame, clean: Frame, box: tuple[int, int, int, int]) -> None:
    """Copies an even rectangle (x0, y0, x1, y1) of `clean` back into `frame`."""
    x0, y0, x1, y1 = box
    frame.y[y0:y1, x0:x1] = clean.y[y0:y1, x0:x1]
    half = (slice(y0 // 2, y1 // 2), slice(x0 // 2, x1 // 2))
    frame.u[half] = clean.u[half]
    frame.v[half] = clean.v[half]


def blend(a: Frame, b: Frame, part: float) -> Frame:
    """A dissolve: `part` 0 shows `a`, 1 shows `b`."""
    return Frame(
        cv2.addWeighted(a.y, 1 - part, b.y, part, 0),
        cv2.addWeighted(a.u, 1 - part, b.u, part, 0),
        cv2.addWeighted(a.v, 1 - part, b.v, part, 0),
    )


def dim(frame: Frame, level: float) -> Frame:
    """The frame faded towards black: `level` 1 unchanged, 0 black (luma 16, chroma 128)."""
    return Frame(
        cv2.convertScaleAbs(frame.y, alpha=level, beta=BLACK_LUMA * (1 - level)),
        cv2.convertScaleAbs(frame.u, alpha=level, beta=GREY_CHROMA * (1 - level)),
        cv2.convertScaleAbs(frame.v, alpha=level, beta=GREY_CHROMA * (1 - level)),
    )


def wipe(a: Frame, b: Frame, part: float) -> Frame:
    """A soft-edged wipe from left to right: `part` 0 shows `a`, 1 shows `b`."""
    width = a.width
    edge = width * 0.06
    at = np.arange(width, dtype=np.float32)
    mask = np.clip((part * (width + 2 * edge) - edge - at) / edge + 0.5, 0, 1)

    def mixed(first: Plane, second: Plane, weights: NDArray[np.float32]) -> Plane:
        rows = np.broadcast_to(weights, first.shape)
        return np.asarray(
            first + (second.astype(np.float32) - first) * rows + 0.5, np.float32
        ).astype(np.uint8)

    half = mask[::2]
    return Frame(mixed(a.y, b.y, mask), mixed(a.u, b.u, half), mixed(a.v, b.v, half))
