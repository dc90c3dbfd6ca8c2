"""Moves frames and patches by sub-pixel affine maps, plane by plane."""

from __future__ import annotations

import cv2
import numpy as np

from filmstudio.media.camera import Matrix, half
from filmstudio.media.planes import Frame, Patch, Plane


def warp_frame(frame: Frame, by: Matrix, out: Frame, rows: tuple[int, int] | None = None) -> None:
    """Fills `out` with `frame` seen through the map; edges are continued outwards.

    With `rows` (first, past the last, both even) only these rows of `out` are filled.
    """
    first, past = rows or (0, out.height)
    if first >= past:
        return
    if rows is not None:
        by = by.copy()
        by[1, 2] -= first
        out = Frame(out.y[first:past], out.u[first // 2 : past // 2], out.v[first // 2 : past // 2])

    def move(source: Plane, target: Plane, m: Matrix) -> None:
        cv2.warpAffine(
            source,
            m,
            (target.shape[1], target.shape[0]),
            dst=target,
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )

    move(frame.y, out.y, by)
    small = half(by)
    move(frame.u, out.u, small)
    move(frame.v, out.v, small)


def warp_patch(piece: Patch, by: Matrix, width: int, height: int) -> Patch | None:
    """The patch seen through the map, cropped to a frame of width x height; None if outside it."""
    corners = np.array(
        [
            [piece.x, piece.y, 1],
            [piece.x + piece.width, piece.y, 1],
            [piece.x, piece.y + piece.height, 1],
            [piece.x + piece.width, piece.y + piece.height, 1],
        ],
        np.float32,
    )
    moved = corners @ by.T
    x0 = max(0, int(np.floor(moved[:, 0].min()))) & ~1
    y0 = max(0, int(np.floor(moved[:, 1].min()))) & ~1
    x1 = min(width, (int(np.ceil(moved[:, 0].max())) + 2) & ~1)
    y1 = min(height, (int(np.ceil(moved[:, 1].max())) + 2) & ~1)
    if x0 >= x1 or y0 >= y1:
        return None
    local = by.copy()
    local[:, 2] += by[:, :2] @ np.array([piece.x, piece.y], np.float32)
    local[0, 2] -= x0
    local[1, 2] -= y0
    small = half(local)
    size = (x1 - x0, y1 - y0)
    size_half = (size[0] // 2, size[1] // 2)

    def move(plane: Plane, m: Matrix, to: tuple[int, int], outside: int) -> Plane:
        return cv2.warpAffine(  # type: ignore[return-value]
            plane,
            m,
            to,
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=outside,
        )

    return Patch(
        move(piece.luma, local, size, 0),
        move(piece.u, small, size_half, 0),
        move(piece.v, small, size_half, 0),
        move(piece.inverse, local, size, 255),
        move(piece.inverse_half, small, size_half, 255),
        x0,
        y0,
    )


def shear(piece: Patch, lean: float, *, foot: str, width: int, height: int) -> Patch | None:
    """The patch leaning sideways about its foot by `lean` pixels for each pixel of height."""
    base = piece.y + piece.height if foot == "bottom" else piece.y
    sign = -1.0 if foot == "bottom" else 1.0
    m = np.array([[1, sign * lean, -sign * lean * base], [0, 1, 0]], np.float32)
    return warp_patch(piece, m, width, height)
