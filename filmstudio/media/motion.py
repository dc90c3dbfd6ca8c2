"""The small motions of nature in planes: shimmer, rain and snow, drifting and swaying things.

What drifts and sways is drawn anew on every second frame only, as animators do ("on twos"):
`hold` says that the last drawing stays.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from filmstudio.film.picture import Drift, Fall, Glimmer, Sway
from filmstudio.media.camera import Matrix
from filmstudio.media.planes import Frame, Patch, Plane, lay, patch
from filmstudio.media.warp import shear, warp_patch

Box = tuple[int, int, int, int]


def _even_box(x0: int, y0: int, x1: int, y1: int, frame: Frame) -> Box | None:
    box = (
        max(0, x0) & ~1,
        max(0, y0) & ~1,
        min(frame.width, (x1 + 1) & ~1),
        min(frame.height, (y1 + 1) & ~1),
    )
    return box if box[0] < box[2] and box[1] < box[3] else None


class Shimmer:
    """A Glimmer on a stage: textures cross-faded and added to the luma."""

    def __init__(self, source: Glimmer, hidden: Plane | None) -> None:
        self.x, self.y, self.period = source.x, source.y, max(0.2, source.period)
        self.textures = [np.ascontiguousarray(t) for t in source.luma]
        if hidden is not None:
            height, width = self.textures[0].shape
            covered = _window(hidden, self.x, self.y, width, height)
            shown = cv2.bitwise_not(covered)
            self.textures = [cv2.multiply(t, shown, scale=1 / 255) for t in self.textures]

    def draw(self, frame: Frame, seconds: float) -> Box | None:
        count = len(self.textures)
        height, width = self.textures[0].shape
        box = _even_box(self.x, self.y, self.x + width, self.y + height, frame)
        if box is None:
            return None
        x0, y0 = max(0, self.x), max(0, self.y)
        x1, y1 = min(frame.width, self.x + width), min(frame.height, self.y + height)
        rows = slice(y0 - self.y, y1 - self.y)
        columns = slice(x0 - self.x, x1 - self.x)
        at = seconds / self.period * count
        first = int(at) % count
        part = 0.5 - 0.5 * math.cos(math.pi * (at - int(at)))
        light = cv2.addWeighted(
            self.textures[first][rows, columns],
            1 - part,
            self.textures[(first + 1) % count][rows, columns],
            part,
            0,
        )
        target = frame.y[y0:y1, x0:x1]
        target[...] = cv2.min(cv2.add(target, light), 235)  # type: ignore[call-overload]
        return box


class Downpour:
    """A Fall over a frame: a tile scrolled without seams, blended towards white."""

    def __init__(self, source: Fall, width: int, height: int) -> None:
        tile = source.luma
        repeat = (math.ceil(height / tile.shape[0]) + 1, math.ceil(width / tile.shape[1]) + 1)
        self.sheet = np.tile(tile, repeat)
        self.tile = tile.shape
        self._white = np.full((height, width), 235, np.uint8)
        self._room = np.empty_like(self._white)
        self.velocity = source.velocity

    def draw(self, frame: Frame, seconds: float, spared: Sequence[Spared] = ()) -> None:
        """Draws what falls at a moment, but not where it is `spared`."""
        height, width = self.tile
        x = round(-self.velocity[0] * seconds) % width
        y = round(-self.velocity[1] * seconds) % height
        kept = [one.taken(frame) for one in spared]
        drops = self.sheet[y : y + frame.height, x : x + frame.width]
        # Towards white by the tile's value: y + (235 - y) * d / 255, in two saturating steps.
        cv2.subtract(self._white, frame.y, dst=self._room)
        cv2.multiply(self._room, drops, dst=self._room, scale=1 / 255)
        cv2.add(frame.y, self._room, dst=frame.y)
        for one, before in zip(spared, kept, strict=True):
            one.put_back(frame, before)


@dataclass(frozen=True)
class Spared:
    """An oval of the frame (pixels) through which no rain or snow falls: a face seen close, or what
    is under an umbrella. Its edge is soft."""

    x: float
    y: float
    rx: float
    ry: float

    def moved(self, by: Matrix) -> Spared:
        """Where it is after a camera's map."""
        x = float(by[0, 0] * self.x + by[0, 1] * self.y + by[0, 2])
        y = float(by[1, 0] * self.x + by[1, 1] * self.y + by[1, 2])
        return Spared(x, y, self.rx * float(by[0, 0]), self.ry * float(by[1, 1]))

    def _box(self, frame: Frame) -> tuple[slice, slice]:
        x0, x1 = max(0, round(self.x - self.rx)), min(frame.width, round(self.x + self.rx))
        y0, y1 = max(0, round(self.y - self.ry)), min(frame.height, round(self.y + self.ry))
        return slice(y0, max(y0, y1)), slice(x0, max(x0, x1))

    def taken(self, frame: Frame) -> Plane:
        """The luma there, before it falls."""
        return frame.y[self._box(frame)].copy()

    def put_back(self, frame: Frame, before: Plane) -> None:
        """Lays the luma from before over what has fallen."""
        if not before.size:
            return
        rows, columns = self._box(frame)
        down = (np.arange(rows.start, rows.stop, dtype=np.float32)[:, None] - self.y) / self.ry
        across = (np.arange(columns.start, columns.stop, dtype=np.float32) - self.x) / self.rx
        far = down * down + across * across
        dry = np.clip((1.0 - far) * 640, 0, 255).astype(np.uint8)
        target = frame.y[rows, columns]
        rest = cv2.multiply(cv2.subtract(target, before), cv2.bitwise_not(dry), scale=1 / 255)
        # What falls only brightens: what it added is let through outside the oval.
        target[...] = cv2.add(before, rest)


def _window(plane: Plane, x: int, y: int, width: int, height: int) -> Plane:
    """The part of a plane under a rectangle, zero outside it."""
    out = np.zeros((height, width), np.uint8)
    x0, y0 = max(0, x), max(0, y)
    x1, y1 = min(plane.shape[1], x + width), min(plane.shape[0], y + height)
    if x0 < x1 and y0 < y1:
        out[y0 - y : y1 - y, x0 - x : x1 - x] = plane[y0:y1, x0:x1]
    return out


def hide(piece: Patch, hidden: Plane | None) -> Patch:
    """The patch without what nearer layers cover (`hidden`: their alpha on the stage)."""
    if hidden is None:
        return piece
    covered = _window(hidden, piece.x, piece.y, piece.width, piece.height)
    if not covered.any():
        return piece
    shown = cv2.bitwise_not(covered)
    small = cv2.resize(shown, (piece.u.shape[1], piece.u.shape[0]), interpolation=cv2.INTER_AREA)

    def keep(plane: Plane, part: Plane) -> Plane:
        return cv2.multiply(plane, part, scale=1 / 255)  # type: ignore[return-value]

    return replace(
        piece,
        luma=keep(piece.luma, shown),
        u=keep(piece.u, small),
        v=keep(piece.v, small),
        inverse=cv2.bitwise_not(keep(cv2.bitwise_not(piece.inverse), shown)),
        inverse_half=cv2.bitwise_not(keep(cv2.bitwise_not(piece.inverse_half), small)),
    )


class Drifter:
    """A Drift on a stage: crosses it, bobs, and comes in again on the other side."""

    def __init__(self, source: Drift, hidden: Plane | None, width: int, height: int) -> None:
        self.piece = patch(source.sprite.pixels, 0, 0)
        self.source, self.hidden = source, hidden
        self.width, self.height = width, height
        self._last: Patch | None = None
        self._drawn = False

    def draw(self, frame: Frame, seconds: float, hold: bool) -> Box | None:
        if not self._drawn or not hold:
            self._last = self._at(frame, seconds)
            self._drawn = True
        return lay(frame, self._last) if self._last else None

    def _at(self, frame: Frame, seconds: float) -> Patch | None:
        s = self.source
        span_x = self.width + self.piece.width
        x = s.sprite.x + s.velocity[0] * seconds
        if s.velocity[0]:
            x = (x + self.piece.width) % span_x - self.piece.width
        y = s.sprite.y + s.velocity[1] * seconds
        if s.velocity[1]:
            span_y = self.height + self.piece.height
            y = (y + self.piece.height) % span_y - self.piece.height
        if s.bob:
            y += s.bob * math.sin(2 * math.pi * seconds / s.bob_period)
        m = np.array([[1, 0, x], [0, 1, y]], np.float32)
        moved = warp_patch(self.piece, m, frame.width, frame.height)
        return hide(moved, self.hidden) if moved else None


class Swayer:
    """A Sway on a stage: leans to and fro."""

    def __init__(self, source: Sway, hidden: Plane | None) -> None:
        sprite = source.sprite
        self.piece = patch(sprite.pixels, round(sprite.x), round(sprite.y))
        self.source, self.hidden = source, hidden
        self._last: tuple[float, Patch | None] | None = None

    def draw(self, frame: Frame, seconds: float, hold: bool) -> Box | None:
        s = self.source
        if self._last is None or not hold:
            angle = 2 * math.pi * (seconds / s.period + s.phase)
            lean = s.lean * (0.7 * math.sin(angle) + 0.3 * math.sin(2.3 * angle + 1.0))
            moved = shear(self.piece, lean, foot=s.foot, width=frame.width, height=frame.height)
            self._last = (lean, hide(moved, self.hidden) if moved else None)
        leaning = self._last[1]
        return lay(frame, leaning) if leaning else None
