"""The compositor: makes the frames of one shot from its stage, its people and the words over it.

Three kinds of shot, by what they cost: a locked-off shot redraws only what changed; a moving
shot does so on a larger stage and looks at it through an affine map; a parallax shot looks at
what is far and what is near through different maps. All in video planes, end to end.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import cv2
import numpy as np

from filmstudio.film.picture import Glimmer, Pixels, Sprite, Sway
from filmstudio.film.storyboard import Camera
from filmstudio.media.camera import Matrix, ease, gaze, matrix
from filmstudio.media.motion import Box, Downpour, Drifter, Shimmer, Spared, Swayer
from filmstudio.media.planes import Frame, Patch, dim, lay, patch, restore
from filmstudio.media.staging import Stage
from filmstudio.media.warp import warp_frame, warp_patch

FAR_NEARNESS = 0.45
FRONT_NEARNESS = 1.35


DRAWINGS = 12
"""New drawings a second of what moves slowly: every second frame at 24, "on twos"."""


def frames_on_twos(rate: float) -> int:
    """For how many frames a slow drawing stays at `rate` frames a second."""
    return max(1, round(rate / DRAWINGS))


def on_twos(seconds: float, rate: float) -> float:
    """The moment whose drawing is still up at `seconds`."""
    step = frames_on_twos(rate)
    return math.floor(seconds * rate / step + 1e-6) * step / rate


class Actor(Protocol):
    """A person (or thing) that gives the sprites to draw at a moment, in stage pixels."""

    def sprites(self, seconds: float) -> Sequence[Sprite]:
        """The sprites at `seconds` of the shot, far to near."""
        ...


@dataclass(frozen=True)
class Overlay:
    """Words over the picture: a patch in frame pixels, from `start` to `end` (seconds of the shot).

    It fades in over `fade_in` and out over `fade_out` seconds and rises by `rise` pixels.
    """

    piece: Patch
    start: float = 0.0
    end: float = float("inf")
    fade_in: float = 0.0
    fade_out: float = 0.0
    rise: float = 0.0

    def opacity(self, seconds: float) -> float:
        if not self.start <= seconds < self.end:
            return 0.0
        level = 1.0
        if self.fade_in:
            level = min(level, (seconds - self.start) / self.fade_in)
        if self.fade_out:
            level = min(level, (self.end - seconds) / self.fade_out)
        return ease(level)


@dataclass(frozen=True)
class Fade:
    """Fades from and to black, in seconds of the shot; 0 where there is none."""

    at_start: float = 0.0
    at_end: float = 0.0


class PatchCache:
    """Sprites as patches; those that come again unchanged are not converted again."""

    def __init__(self, size: int = 48) -> None:
        self._kept: OrderedDict[tuple[int, int, int], tuple[Pixels, Patch]] = OrderedDict()
        self._size = size

    def patch(self, sprite: Sprite) -> Patch:
        # Positions are kept to an eighth of a pixel: finer steps cannot be seen.
        x8, y8 = round(sprite.x * 8), round(sprite.y * 8)
        x, y = x8 >> 3, y8 >> 3
        fraction = (x8 & 7, y8 & 7)
        key = (id(sprite.pixels), (fraction[0] << 1) | (x & 1), (fraction[1] << 1) | (y & 1))
        kept = self._kept.get(key)
        if kept is not None and kept[0] is sprite.pixels:
            self._kept.move_to_end(key)
            return replace(kept[1], x=x - (x & 1), y=y - (y & 1))
        pixels = sprite.pixels
        if fraction != (0, 0):
            m = np.array([[1, 0, fraction[0] / 8], [0, 1, fraction[1] / 8]], np.float32)
            size = (pixels.shape[1] + 1, pixels.shape[0] + 1)
            pixels = cv2.warpAffine(pixels, m, size, flags=cv2.INTER_LINEAR)
        made = patch(pixels, x, y)
        self._kept[key] = (sprite.pixels, made)
        if len(self._kept) > self._size:
            self._kept.popitem(last=False)
        return made


@dataclass
class Shot:
    """Everything that is seen in one shot. `clean` is the first picture's empty stage."""

    stage: Stage
    camera: Camera
    width: int
    height: int
    seconds: float
    actors: Sequence[Actor] = ()
    overlays: Sequence[Overlay] = ()
    watermark: Patch | None = None
    fade: Fade = Fade()
    dark: Callable[[float], float] | None = None
    """How dark the place gets under a title, 0 to 1, at a second of the shot."""
    rate: float = 24.0
    spared: Sequence[Spared] = ()
    """Where on the stage no rain or snow falls."""
    _ready: bool = field(default=False, repr=False)

    def _prepare(self) -> None:
        stage = self.stage
        self._moving = self.camera.move != "hold" and self.camera.amount > 0
        size = (self.stage.width, self.stage.height)
        if not self._moving and size != (self.width, self.height):
            raise ValueError("A locked-off shot needs a stage of the frame's size.")
        if not self._moving and self.watermark is not None:
            lay(stage.back, self.watermark)
        self._work = stage.back.copy()
        self._out = Frame.black(self.width, self.height)
        self._dirty: list[Box] = []
        self._patches = PatchCache()
        self._movers: list[Shimmer | Drifter | Swayer] = []
        for motion, hidden in stage.behind:
            if isinstance(motion, Glimmer):
                self._movers.append(Shimmer(motion, hidden))
            elif isinstance(motion, Sway):
                self._movers.append(Swayer(motion, hidden))
            else:
                self._movers.append(Drifter(motion, hidden, stage.width, stage.height))
        self._front_movers = [
            Swayer(m, None) if isinstance(m, Sway) else Drifter(m, None, stage.width, stage.height)
            for m in stage.before
        ]
        self._body: Frame | None = None
        if self._moving and stage.near is not None:
            self._split_near(stage.near)
        self._rain = [Downpour(f, self.width, self.height) for f in stage.falls]
        self._spared = list(self.spared)
        self._ready = True

    def _split_near(self, near: Patch) -> None:
        """Parts the ground into its ragged edge and its solid body, which needs no blending."""
        self._edge, self._solid = near, self.stage.height
        if near.x > 0 or near.width < self.stage.width:
            return
        if near.y + near.height < self.stage.height:
            return
        open_rows = np.flatnonzero(cv2.reduce(near.inverse, 1, cv2.REDUCE_MAX).ravel())
        solid = (int(open_rows[-1]) + 2) & ~1 if len(open_rows) else 0
        if near.height - solid < near.height // 8 + 8:
            return
        half = solid // 2
        self._solid = near.y + solid
        self._body = Frame(near.luma[solid:], near.u[half:], near.v[half:])
        kept = min(near.height, solid + 8)
        self._edge = replace(
            near,
            luma=near.luma[:kept],
            u=near.u[: kept // 2],
            v=near.v[: kept // 2],
            inverse=near.inverse[:kept],
            inverse_half=near.inverse_half[: kept // 2],
        )

    def frame(self, index: int) -> Frame:
        """The frame at `index` (may lie past the end: a dissolve shows the shot a little longer).

        The frame returned is valid until the next call.
        """
        if not self._ready:
            self._prepare()
        seconds = index / self.rate
        hold = index % frames_on_twos(self.rate) != 0
        if not self._moving:
            out = self._locked_off(seconds, hold)
        else:
            look = gaze(self.camera, seconds / max(self.seconds, 1e-6))
            stage = (self.stage.width, self.stage.height)
            size = (self.width, self.height)
            near = matrix(look, stage, size)
            if self._rain:
                self._spared = [one.moved(near) for one in self.spared]
            if self.stage.near is None:
                out = self._moving_shot(seconds, hold, near)
            else:
                out = self._parallax(
                    seconds,
                    hold,
                    near,
                    matrix(look, stage, size, FAR_NEARNESS),
                    matrix(look, stage, size, FRONT_NEARNESS),
                )
        return self._over(out, seconds)

    def _locked_off(self, seconds: float, hold: bool) -> Frame:
        work = self._work
        if self._rain:
            work.take(self.stage.back)
        else:
            for box in self._dirty:
                restore(work, self.stage.back, box)
        self._dirty = []
        if self.stage.near is not None:
            self._touch(lay(work, self.stage.near))
        self._draw_inside(work, seconds, hold)
        for piece in self.stage.front:
            self._touch(lay(work, piece))
        for mover in self._front_movers:
            self._touch(self._draw(mover, work, seconds, hold))
        return work

    def _moving_shot(self, seconds: float, hold: bool, near: Matrix) -> Frame:
        work = self._work
        for box in self._dirty:
            restore(work, self.stage.back, box)
        self._dirty = []
        self._draw_inside(work, seconds, hold)
        for piece in self.stage.front:
            self._touch(lay(work, piece))
        for mover in self._front_movers:
            self._touch(self._draw(mover, work, seconds, hold))
        warp_frame(work, near, self._out)
        return self._out

    def _parallax(
        self, seconds: float, hold: bool, near: Matrix, far: Matrix, front: Matrix
    ) -> Frame:
        work, out = self._work, self._out
        for box in self._dirty:
            restore(work, self.stage.back, box)
        self._dirty = []
        for mover in self._movers:
            self._touch(self._draw(mover, work, seconds, hold))
        if self._body is None:
            warp_frame(work, far, out)
        else:
            at = int(np.ceil(near[1, 1] * self._solid + near[1, 2])) + 2
            at = min(max(0, at + (at & 1)), self.height)
            warp_frame(work, far, out, (0, at))
            body = near.copy()
            body[:, 2] += near[:, 1] * self._solid
            warp_frame(self._body, body, out, (at, self.height))
        self._lay_warped(out, self._edge, near)
        for actor in self.actors:
            for sprite in actor.sprites(seconds):
                self._lay_warped(out, self._patches.patch(sprite), near)
        for piece in self.stage.front:
            self._lay_warped(out, piece, front)
        for mover in self._front_movers:
            self._draw(mover, out, seconds, hold)
        return out

    def _lay_warped(self, out: Frame, piece: Patch, by: Matrix) -> None:
        moved = warp_patch(piece, by, self.width, self.height)
        if moved is not None:
            lay(out, moved)

    def _draw_inside(self, work: Frame, seconds: float, hold: bool) -> None:
        for mover in self._movers:
            self._touch(self._draw(mover, work, seconds, hold))
        for actor in self.actors:
            for sprite in actor.sprites(seconds):
                self._touch(lay(work, self._patches.patch(sprite)))

    def _draw(
        self, mover: Shimmer | Drifter | Swayer, frame: Frame, seconds: float, hold: bool
    ) -> Box | None:
        if isinstance(mover, Shimmer):
            return mover.draw(frame, seconds)
        return mover.draw(frame, seconds, hold)

    def _touch(self, box: Box | None) -> None:
        if box is not None:
            self._dirty.append(box)

    def _over(self, out: Frame, seconds: float) -> Frame:
        """Weather before the lens, words, mark and fades."""
        for rain in self._rain:
            rain.draw(out, seconds, self._spared)
        locked = not self._moving
        if self.dark is not None:
            out = dim(out, 1 - self.dark(seconds))
            locked = False
        for overlay in self.overlays:
            level = overlay.opacity(seconds)
            if level <= 0:
                continue
            piece = overlay.piece
            if overlay.rise and level < 1 and seconds - overlay.start < overlay.fade_in:
                shift = round(overlay.rise * (1 - level) ** 2 / 2) * 2
                piece = replace(piece, y=piece.y + shift)
            box = lay(out, piece, level)
            if locked:
                self._touch(box)
        if self.watermark is not None and self._moving:
            lay(out, self.watermark)
        level = self._fade_level(seconds)
        return dim(out, level) if level < 1 else out

    def _fade_level(self, seconds: float) -> float:
        level = 1.0
        if self.fade.at_start:
            level = min(level, (seconds + 1 / self.rate) / self.fade.at_start)
        if self.fade.at_end:
            level = min(level, (self.seconds - seconds - 1 / self.rate) / self.fade.at_end)
        return max(0.0, level)
