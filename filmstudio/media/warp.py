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
        if _slid(source, target, m):
            return
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


def _is_slide(m: Matrix) -> bool:
    return bool(m[0, 0] == 1 and m[1, 1] == 1 and m[0, 1] == 0 and m[1, 0] == 0)


def _between(before: Plane, after: Plane, part: float) -> Plane:
    """Linear interpolation of two planes; a whole pixel needs none."""
    if part < 1 / 256:
        return before
    return cv2.addWeighted(before, 1 - part, after, part, 0)  # type: ignore[no-any-return]


def _slid(source: Plane, target: Plane, m: Matrix) -> bool:
    """Fills `target` where the map is a mere slide within `source`; False where it is not.

    Two shifted copies blended are the same bilinear interpolation as a warp's, at a tenth of
    its cost.
    """
    if not _is_slide(m):
        return False
    height, width = target.shape
    left, top = -float(m[0, 2]), -float(m[1, 2])
    x, y = int(np.floor(left)), int(np.floor(top))
    part_x, part_y = left - x, top - y
    more_x, more_y = int(part_x >= 1 / 256), int(part_y >= 1 / 256)
    if x < 0 or y < 0 or x + width + more_x > source.shape[1]:
        return False
    if y + height + more_y > source.shape[0]:
        return False
    rows = source[y : y + height + more_y]
    across = _between(rows[:, x : x + width], rows[:, x + more_x : x + more_x + width], part_x)
    np.copyto(target, _between(across[:height], across[more_y : more_y + height], part_y))
    return True


def _slide_patch(piece: Patch, by: Matrix, width: int, height: int) -> Patch | None:
    """`warp_patch` for a mere slide: whole pixels by position, fractions by blending."""
    left, top = piece.x + float(by[0, 2]), piece.y + float(by[1, 2])
    x, y = int(np.floor(left / 2)) * 2, int(np.floor(top / 2)) * 2
    if x >= width or y >= height or x + piece.width + 2 <= 0 or y + piece.height + 2 <= 0:
        return None
    dx, dy = left - x, top - y

    def move(plane: Plane, right: float, down: float, room: int, outside: int) -> Plane:
        i, j = int(right), int(down)
        wide = cv2.copyMakeBorder(plane, room, room, room, room, cv2.BORDER_CONSTANT, value=outside)
        h, w = plane.shape[0] + room, plane.shape[1] + room
        # Content moves by (right, down): pixel u shows the source at u - right.
        a = wide[:, room - i : room - i + w]
        b = wide[:, room - i - 1 : room - i - 1 + w]
        across = _between(a, b, right - i)
        first = across[room - j : room - j + h]
        second = across[room - j - 1 : room - j - 1 + h]
        return np.ascontiguousarray(_between(first, second, down - j))

    return Patch(
        move(piece.luma, dx, dy, 2, 0),
        move(piece.u, dx / 2, dy / 2, 1, 0),
        move(piece.v, dx / 2, dy / 2, 1, 0),
        move(piece.inverse, dx, dy, 2, 255),
        move(piece.inverse_half, dx / 2, dy / 2, 1, 255),
        x,
        y,
    )


def warp_patch(piece: Patch, by: Matrix, width: int, height: int) -> Patch | None:
    """The patch seen through the map, cropped to a frame of width x height; None if outside it."""
    if _is_slide(by):
        return _slide_patch(piece, by, width, height)
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
