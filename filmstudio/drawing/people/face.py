"""A living head: patches of eyes and mouth kept by their pose, laid into the head and moved as one."""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np

from filmstudio.drawing.people.brush import Box, Sheet
from filmstudio.drawing.people.expressions import EXPRESSIONS
from filmstudio.drawing.people.features import View, draw_eyes
from filmstudio.drawing.people.headparts import back_of_head, head_layers
from filmstudio.drawing.people.kept import Kept
from filmstudio.drawing.people.light import over, tinted
from filmstudio.drawing.people.lips import draw_mouth
from filmstudio.drawing.people.looks import Appearance
from filmstudio.drawing.people.mouth import quantised
from filmstudio.film.picture import Acting, Light, Mouth, Pixels, Sprite
from filmstudio.film.vocabulary import Emotion, Style

Key = tuple[float, ...]
_KEEP = 24 << 20
"""Bytes of eye patches, and of mouth patches, that are kept."""
PIVOT = 6.0
"""The joint of head and neck, in design units below the chin."""
TILT, NOD, TURN = 5.5, 2.4, 1.8
"""Largest head tilt in degrees, and nod and turn in design units."""


def _step(value: float, size: float) -> float:
    return round(round(value / size) * size, 4)


def motion(
    acting: Acting, scale: float, tilt: float = 0.0, droop: float = 0.0
) -> tuple[float, float, float]:
    """Angle in radians and shift in pixels of a head in this moment, to a fine fixed grid."""
    nod = acting.nod + droop * 0.55
    if acting.gesture == "nod":
        nod += math.sin(2 * math.tau * acting.phase) * math.sin(math.pi * acting.phase)
    turn = max(-1.0, min(1.0, acting.extras.get("turn", 0.0)))
    lift = 0.5 * math.sin(math.tau * acting.breath)
    return (
        math.radians(_step(max(-1.2, min(1.2, acting.tilt)) * TILT + tilt, 0.04)),
        _step((turn * TURN) * scale, 0.05),
        _step((max(-1.5, min(1.5, nod)) * NOD - lift) * scale, 0.05),
    )


class BackOfHead:
    """A head seen from behind, moving as `Head` does."""

    def __init__(
        self, look: Appearance, facing: float, scale: float, light: Light, style: Style
    ) -> None:
        self.scale = scale
        self._still = back_of_head(look, View(facing), scale, light, style)
        self._moved: tuple[Key, Sprite] | None = None

    def still(self, at: tuple[float, float], tilt: float = 0.0) -> Sprite:
        """The head at rest, to cast its shadow."""
        return self._at((*motion(Acting(), self.scale, tilt), *at))

    def sprites(
        self, acting: Acting, at: tuple[float, float], tilt: float = 0.0
    ) -> tuple[None, Sprite]:
        """The head for a chin at `at` in pixels; nothing hangs behind a body that is behind."""
        place: Key = (*motion(acting, self.scale, tilt), *at)
        if self._moved is None or self._moved[0] != place:
            self._moved = (place, self._at(place))
        return None, self._moved[1]

    def _at(self, place: Key) -> Sprite:
        angle, dx, dy, x, y = place
        head = self._still
        corner = int(head.x), int(head.y)
        return turned(head.pixels, *corner, angle, (dx + x, dy + y), PIVOT * self.scale)

    def reach(self) -> Box:
        """Pixels that the head covers in any acting, for a chin at the origin."""
        return _padded([self._still], self.scale)


def _padded(sprites: list[Sprite], scale: float) -> Box:
    """The box round sprites with room for the largest movement of a head."""
    left, top = min(sprite.x for sprite in sprites), min(sprite.y for sprite in sprites)
    right = max(sprite.x + sprite.pixels.shape[1] for sprite in sprites)
    bottom = max(sprite.y + sprite.pixels.shape[0] for sprite in sprites)
    far = max(abs(left), abs(right), abs(top), abs(bottom)) + PIVOT * scale
    pad = far * math.sin(math.radians(TILT * 1.2 + 6)) + (NOD * 2.6 + TURN) * scale + 6
    return left - pad, top - pad, right + pad, bottom + pad


class Head:
    """One head in one shot. Origin at the chin; `scale` is pixels a design unit."""

    def __init__(
        self,
        look: Appearance,
        facing: float,
        scale: float,
        light: Light,
        style: Style,
        emotion: Emotion,
    ) -> None:
        self.look, self.scale, self.light, self.style = look, scale, light, style
        self.view = View(facing)
        self.mood = EXPRESSIONS[emotion]
        layers = head_layers(look, self.view, self.mood, scale, light, style)
        self._skin, self._front, left, top = _cropped(layers.skin, layers.front)
        self._left, self._top = left, top
        self.behind = layers.behind
        face = look.face
        x = self.view.x(0.0, 4.0)
        self._mouth_box = self._pixel_box(
            (x - face.half_width * 1.15, face.nose_y + 2, x + face.half_width * 1.15, 10.0)
        )
        w = face.half_width + 4
        self._eye_box = self._pixel_box((-w, face.eye_y - 26, w, face.eye_y + 14))
        self._mouths: Kept[Pixels] = Kept(_KEEP)
        self._eyes: Kept[Pixels] = Kept(_KEEP)
        self._base = self._skin.copy()
        over(self._base, self._front, 0, 0)
        self._whole = self._base.copy()
        self._shown: tuple[Key, Key] | None = None
        self._moved: dict[str, tuple[Key, Sprite]] = {}

    def _pixel_box(self, box: Box) -> tuple[int, int, int, int]:
        height, width = self._skin.shape[:2]
        return (
            max(0, math.floor(box[0] * self.scale) - self._left), max(0, math.floor(box[1] * self.scale) - self._top),
            min(width, math.ceil(box[2] * self.scale) - self._left), min(height, math.ceil(box[3] * self.scale) - self._top),
        )  # fmt: skip

    def _patch(
        self, box: tuple[int, int, int, int], skin: Pixels, draw: Callable[[Sheet], None]
    ) -> Pixels:
        left, top, right, bottom = box
        sheet = Sheet(
            ((left + self._left) / self.scale, (top + self._top) / self.scale, (right + self._left) / self.scale, (bottom + self._top) / self.scale),
            self.scale,
        )  # fmt: skip
        draw(sheet)
        patch = skin.copy()
        over(
            patch,
            tinted(sheet.pixels, self.light, self.style),
            sheet.x - self._left - left,
            sheet.y - self._top - top,
        )
        over(patch, self._front[top:bottom, left:right], 0, 0)
        return patch

    def _mouth_patch(self, mouth: Mouth, smile: float) -> Pixels:
        left, top, right, bottom = self._mouth_box
        skin = self._skin[top:bottom, left:right]
        drop = 4.6 * mouth.open * self.scale
        if drop > 0.2:
            skin = self._jaw(skin, drop)

        def draw(sheet: Sheet) -> None:
            draw_mouth(sheet.canvas, self.look, self.view, self.mood, mouth, smile)

        return self._patch(self._mouth_box, skin, draw)

    def _jaw(self, skin: Pixels, drop: float) -> Pixels:
        """The lower face with its chin lowered by `drop` pixels, the cheeks following less and less."""
        height, width = skin.shape[:2]
        left, top = self._mouth_box[0] + self._left, self._mouth_box[1] + self._top
        rows = np.arange(height, dtype=np.float32)
        start, full = (self.look.face.mouth_y - 6) * self.scale - top, -2.0 * self.scale - top
        down = np.clip((rows - start) / max(1.0, full - start), 0, 1)
        across = (np.arange(width, dtype=np.float32) + left) / self.scale - self.view.turn * 6
        near = np.clip((self.look.face.half_width * 1.08 - np.abs(across)) / 10.0, 0, 1)
        shift = drop * (down * down * (3 - 2 * down))[:, None] * near[None, :]
        ys = rows[:, None] - shift
        xs = np.repeat(np.arange(width, dtype=np.float32)[None, :], height, axis=0)
        moved = cv2.remap(
            skin,
            xs,
            ys.astype(np.float32),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=(0, 0, 0, 0),
        )
        return moved.astype(np.uint8)

    def _eye_patch(
        self, blink: float, gaze: tuple[float, float], brow: float, smile: float
    ) -> Pixels:
        left, top, right, bottom = self._eye_box

        def draw(sheet: Sheet) -> None:
            draw_eyes(
                sheet.canvas, self.look, self.view, self.mood,
                blink=blink, gaze=gaze, brow=brow, smile=smile, lamp=self.light.direction,
            )  # fmt: skip

        return self._patch(self._eye_box, self._skin[top:bottom, left:right], draw)

    def _compose(self, acting: Acting) -> tuple[Key, Key]:
        """Bring the still head up to date; returns the keys of what it shows."""
        smile = _step(max(-1.0, min(1.0, acting.smile + self.mood.smile)), 0.2)
        mouth = acting.mouth
        if self.mood.part and mouth == Mouth():
            # A mouth at rest stands open in surprise or delight; spoken shapes are left as they are.
            mouth = Mouth(self.mood.part, 0.1, 0.0, 0.8 if self.mood.smile > 0.3 else 0.3, 0.0)
        mouth = quantised(mouth)
        mouth_key: Key = (mouth.open, mouth.width, mouth.round, mouth.teeth, mouth.tongue, smile)
        blink = _step(max(0.0, min(1.0, acting.blink)), 0.2)
        gaze = (
            (_step(acting.gaze[0], 0.125), _step(acting.gaze[1], 0.2))
            if blink < 0.9
            else (0.0, 0.0)
        )
        brow = _step(acting.brow, 0.2)
        eye_key: Key = (blink, *gaze, brow, max(0.2, _step(smile, 0.4)))
        shown = self._shown
        if shown is None or shown[0] != mouth_key:
            left, top, right, bottom = self._mouth_box
            self._whole[top:bottom, left:right] = self._mouths.get(
                mouth_key, lambda: self._mouth_patch(mouth, smile)
            )
        if shown is None or shown[1] != eye_key:
            left, top, right, bottom = self._eye_box
            self._whole[top:bottom, left:right] = self._eyes.get(
                eye_key, lambda: self._eye_patch(blink, gaze, brow, max(0.2, _step(smile, 0.4)))
            )
        self._shown = (mouth_key, eye_key)
        return self._shown

    def sprites(
        self, acting: Acting, at: tuple[float, float], tilt: float = 0.0
    ) -> tuple[Sprite | None, Sprite]:
        """What hangs behind the body (if anything) and the head, for a chin at `at` in pixels."""
        keys = self._compose(acting)
        angle, dx, dy = motion(acting, self.scale, tilt, self.mood.droop)
        place: Key = (angle, dx, dy, *at)
        head = self._move("head", self._whole, self._left, self._top, place, (*keys[0], *keys[1]))
        if self.behind is None:
            return None, head
        behind = self.behind
        # Loose hair follows in coarser steps: it is large, and its edge is soft.
        slow: Key = (_step(angle, 0.002), _step(dx, 0.3), _step(dy, 0.3), *at)
        return self._move("behind", behind.pixels, int(behind.x), int(behind.y), slow, ()), head

    def still(self, at: tuple[float, float], tilt: float = 0.0) -> Sprite:
        """The head at rest without eyes and mouth, to cast its shadow."""
        angle, dx, dy = motion(Acting(), self.scale, tilt, self.mood.droop)
        shift = (dx + at[0], dy + at[1])
        return turned(self._base, self._left, self._top, angle, shift, PIVOT * self.scale)

    def _move(
        self, name: str, pixels: Pixels, left: int, top: int, place: Key, shown: Key
    ) -> Sprite:
        key = (*place, *shown)
        kept = self._moved.get(name)
        if kept is not None and kept[0] == key:
            return kept[1]
        angle, dx, dy, x, y = place
        sprite = turned(pixels, left, top, angle, (dx + x, dy + y), PIVOT * self.scale)
        self._moved[name] = (key, sprite)
        return sprite

    def reach(self) -> Box:
        """Pixels that the head covers in any acting, for a chin at the origin."""
        head = Sprite(self._skin, self._left, self._top)
        return _padded([head] if self.behind is None else [head, self.behind], self.scale)


def turned(
    pixels: Pixels,
    left: int,
    top: int,
    angle: float,
    shift: tuple[float, float],
    pivot: float,
) -> Sprite:
    """Pixels whose corner is at (left, top), turned about (0, pivot) and shifted, on whole pixels.

    Resampling carries the fractions, so slow movement is smooth to a fraction of a pixel.
    """
    height, width = pixels.shape[:2]
    cos, sin = math.cos(angle), math.sin(angle)
    corners = [(x, y - pivot) for x in (left, left + width) for y in (top, top + height)]
    xs = [cos * x - sin * y + shift[0] for x, y in corners]
    ys = [sin * x + cos * y + pivot + shift[1] for x, y in corners]
    x0, y0 = math.floor(min(xs)) - 1, math.floor(min(ys)) - 1
    size = (math.ceil(max(xs)) + 1 - x0, math.ceil(max(ys)) + 1 - y0)
    move = np.array(
        [
            [cos, -sin, shift[0] - x0 + cos * left - sin * (top - pivot)],
            [sin, cos, shift[1] - y0 + pivot + sin * left + cos * (top - pivot)],
        ]
    )
    out = cv2.warpAffine(
        pixels,
        move,
        size,
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=(0, 0, 0, 0),
    )
    return Sprite(out.astype(np.uint8, copy=False), x0, y0)


def _cropped(skin: Sprite, front: Sprite) -> tuple[Pixels, Pixels, int, int]:
    """Both layers cut to what can be seen of either, with room for a dropping jaw."""
    alpha = np.maximum(skin.pixels[..., 3], front.pixels[..., 3])
    x, y, w, h = cv2.boundingRect(alpha)
    drop = max(4, round(alpha.shape[0] * 0.03))
    bottom = min(alpha.shape[0], y + h + drop)
    rows, columns = slice(y, bottom), slice(x, x + w)
    return (
        np.ascontiguousarray(skin.pixels[rows, columns]), np.ascontiguousarray(front.pixels[rows, columns]),
        int(skin.x) + x, int(skin.y) + y,
    )  # fmt: skip
