"""Turns a painted plate into the stage of one shot: framed, softened behind close faces, in planes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from filmstudio.film.picture import Drift, Fall, Glimmer, Layer, Motion, Pixels, Plate, Sprite, Sway
from filmstudio.media.planes import Frame, Patch, Plane, from_bgra, patch


@dataclass(frozen=True)
class Framing:
    """What of a plate a shot sees: the middle (x, y) in parts of the visible frame, the zoom, blur.

    `blur` is the softness of the place behind the people in parts of the frame's height.
    """

    x: float = 0.5
    y: float = 0.5
    zoom: float = 1.0
    blur: float = 0.0
    mirrored: bool = False


@dataclass
class Stage:
    """A shot's place in stage pixels, ready for people: what is behind them and what in front.

    `near` is set where the camera's travel shows depth: then `back` holds only what is far,
    and `near` the ground that the people stand on.
    """

    width: int
    height: int
    back: Frame
    near: Patch | None
    front: list[Patch]
    behind: list[tuple[Glimmer | Drift | Sway, Plane | None]]
    before: list[Sway | Drift]
    falls: list[Fall]
    scale: float
    origin: tuple[float, float]

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Stage pixels of a point given in plate pixels."""
        return x * self.scale + self.origin[0], y * self.scale + self.origin[1]


PARALLAX_FAR = 0.30
"""Layers less near than this move apart from the ground when the camera travels."""


def build(plate: Plate, framing: Framing, width: int, height: int, *, parallax: bool) -> Stage:
    """The stage of `width` x `height` pixels (even) for a plate and a framing."""
    if framing.mirrored:
        plate = _mirror(plate)
    scale = framing.zoom
    visible_w = plate.width / plate.overscan
    visible_h = plate.height / plate.overscan
    centre_x = (plate.width - visible_w) / 2 + framing.x * visible_w
    centre_y = (plate.height - visible_h) / 2 + framing.y * visible_h
    half_w, half_h = width / 2 / scale, height / 2 / scale
    centre_x = _within(centre_x, half_w, plate.width)
    centre_y = _within(centre_y, half_h, plate.height)
    origin = (
        float(round(width / 2 - scale * centre_x)),
        float(round(height / 2 - scale * centre_y)),
    )
    soft = framing.blur > 0
    behind_layers = [layer for layer in plate.layers if layer.depth <= plate.people_depth]
    front_layers = [layer for layer in plate.layers if layer.depth > plate.people_depth]

    far = [layer for layer in behind_layers if layer.depth < PARALLAX_FAR]
    near_layers = [layer for layer in behind_layers if layer.depth >= PARALLAX_FAR]
    split = parallax and bool(far) and bool(near_layers) and not soft
    moving = [m for m in plate.motions if not isinstance(m, Fall)]
    still = []
    if soft:
        # Out of focus nothing small moves visibly: what sways stands still, water still glints.
        still = [m for m in moving if isinstance(m, Sway | Drift) and m.depth <= plate.people_depth]
    canvas = _flatten(far if split else behind_layers, width, height, scale, origin, still)
    near = None
    if split:
        near = _as_patch(_flatten(near_layers, width, height, scale, origin))
    if soft:
        canvas = _blur(canvas, framing.blur * height)
        moving = [m for m in moving if isinstance(m, Glimmer) and m.depth <= plate.people_depth]
        front_layers = []
    behind: list[tuple[Glimmer | Drift | Sway, Plane | None]] = []
    before: list[Sway | Drift] = []
    for motion in sorted(moving, key=lambda m: m.depth):
        placed = _scaled(motion, scale, origin, framing.blur * height)
        if isinstance(placed, Glimmer) or placed.depth <= plate.people_depth:
            covering = [layer for layer in behind_layers if layer.depth > motion.depth]
            if split:
                covering = [layer for layer in covering if layer.depth < PARALLAX_FAR]
            hidden = _coverage(covering, width, height, scale, origin) if covering else None
            behind.append((placed, hidden))
        else:
            before.append(placed)
    front = [
        piece
        for layer in front_layers
        if (piece := _as_patch(_flatten([layer], width, height, scale, origin))) is not None
    ]
    return Stage(
        width,
        height,
        from_bgra(canvas),
        near,
        front,
        behind,
        before,
        [_scaled_fall(m, scale) for m in plate.motions if isinstance(m, Fall)],
        scale,
        origin,
    )


def _within(centre: float, half: float, size: float) -> float:
    """The centre moved so that [centre - half, centre + half] lies inside [0, size]."""
    return size / 2 if half * 2 >= size else min(max(centre, half), size - half)


def _mirror(plate: Plate) -> Plate:
    def flip_layer(layer: Layer) -> Layer:
        x = plate.width - layer.x - layer.pixels.shape[1]
        return replace(layer, pixels=np.ascontiguousarray(layer.pixels[:, ::-1]), x=x)

    def flip_sprite(sprite: Sprite) -> Sprite:
        x = plate.width - sprite.x - sprite.pixels.shape[1]
        return Sprite(np.ascontiguousarray(sprite.pixels[:, ::-1]), x, sprite.y)

    def flip_motion(motion: Motion) -> Motion:
        match motion:
            case Glimmer():
                x = plate.width - motion.x - motion.luma.shape[2]
                return replace(motion, luma=np.ascontiguousarray(motion.luma[:, :, ::-1]), x=x)
            case Drift():
                return replace(
                    motion,
                    sprite=flip_sprite(motion.sprite),
                    velocity=(-motion.velocity[0], motion.velocity[1]),
                )
            case Sway():
                return replace(motion, sprite=flip_sprite(motion.sprite))
            case Fall():
                return motion

    light = plate.light
    return replace(
        plate,
        layers=tuple(flip_layer(layer) for layer in plate.layers),
        motions=tuple(flip_motion(motion) for motion in plate.motions),
        marks=tuple(replace(mark, x=plate.width - mark.x) for mark in plate.marks),
        light=replace(light, direction=(-light.direction[0], light.direction[1])),
    )


def _flatten(
    layers: list[Layer],
    width: int,
    height: int,
    scale: float,
    origin: tuple[float, float],
    still: Sequence[Sway | Drift] = (),
) -> Pixels:
    """The layers on one canvas; each thing of `still` lies under the layers nearer than itself."""
    canvas = np.zeros((height, width, 4), np.uint8)
    waiting = sorted(still, key=lambda motion: motion.depth)
    for layer in layers:
        while waiting and waiting[0].depth < layer.depth:
            _stamp(canvas, waiting.pop(0).sprite, scale, origin)
        _stamp(canvas, Sprite(layer.pixels, layer.x, layer.y), scale, origin)
    for motion in waiting:
        _stamp(canvas, motion.sprite, scale, origin)
    return canvas


def _stamp(canvas: Pixels, sprite: Sprite, scale: float, origin: tuple[float, float]) -> None:
    """Lays a sprite given in plate pixels over a stage canvas, in place."""
    height, width = canvas.shape[:2]
    x = sprite.x * scale + origin[0]
    y = sprite.y * scale + origin[1]
    pixels = sprite.pixels
    if scale != 1 or x != int(x) or y != int(y):
        x0, y0 = max(0, int(np.floor(x))), max(0, int(np.floor(y)))
        x1 = min(width, int(np.ceil(x + pixels.shape[1] * scale)) + 1)
        y1 = min(height, int(np.ceil(y + pixels.shape[0] * scale)) + 1)
        if x0 >= x1 or y0 >= y1:
            return
        m = np.array(
            [[scale, 0, x - x0 + (scale - 1) / 2], [0, scale, y - y0 + (scale - 1) / 2]], np.float32
        )
        opaque = canvas.size and not canvas[0, 0, 3] and sprite.pixels[..., 3].min() == 255
        pixels = cv2.warpAffine(
            pixels,
            m,
            (x1 - x0, y1 - y0),
            flags=cv2.INTER_CUBIC if scale > 1.2 else cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE if opaque else cv2.BORDER_CONSTANT,
        )
        if scale > 1.2:
            # Cubic resampling overshoots: a premultiplied colour must not exceed its alpha.
            alpha = cv2.extractChannel(pixels, 3)
            pixels = cv2.min(pixels, cv2.merge([alpha] * 4))
    else:
        x0, y0 = max(0, int(x)), max(0, int(y))
        x1 = min(width, int(x) + pixels.shape[1])
        y1 = min(height, int(y) + pixels.shape[0])
        if x0 >= x1 or y0 >= y1:
            return
        pixels = pixels[y0 - int(y) : y1 - int(y), x0 - int(x) : x1 - int(x)]
    target = canvas[y0:y1, x0:x1]
    inverse = cv2.bitwise_not(cv2.extractChannel(pixels, 3))
    shown = cv2.multiply(target, cv2.merge([inverse] * 4), scale=1 / 255)
    target[...] = cv2.add(shown, pixels)


def _blur(canvas: Pixels, sigma: float) -> Pixels:
    """A Gaussian blur made cheap by working on a quarter of the size."""
    height, width = canvas.shape[:2]
    if sigma < 4:
        return cv2.GaussianBlur(canvas, (0, 0), sigma)  # type: ignore[no-any-return]
    small = cv2.resize(canvas, (width // 4, height // 4), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigma / 4)
    soft = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
    # A little grain hides the banding that a blurred gradient would show in eight bits.
    grain = np.random.default_rng(7).integers(-2, 3, (height, width, 1), dtype=np.int16)
    soft[..., :3] = np.clip(soft[..., :3].astype(np.int16) + grain, 0, 255).astype(np.uint8)
    return soft  # type: ignore[no-any-return]


def _as_patch(canvas: Pixels) -> Patch | None:
    """The part of a canvas that is not empty, as a patch; None where all is empty."""
    alpha = cv2.extractChannel(canvas, 3)
    rows = np.flatnonzero(cv2.reduce(alpha, 1, cv2.REDUCE_MAX).ravel())
    columns = np.flatnonzero(cv2.reduce(alpha, 0, cv2.REDUCE_MAX).ravel())
    if not len(rows) or not len(columns):
        return None
    y0, y1, x0, x1 = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
    return patch(np.ascontiguousarray(canvas[y0:y1, x0:x1]), x0, y0)


def _coverage(
    layers: list[Layer], width: int, height: int, scale: float, origin: tuple[float, float]
) -> Plane:
    return np.ascontiguousarray(_flatten(layers, width, height, scale, origin)[..., 3])


def _scaled(
    motion: Glimmer | Drift | Sway, scale: float, origin: tuple[float, float], blur: float
) -> Glimmer | Drift | Sway:
    """A motion given in plate pixels, in stage pixels."""

    def sprite(of: Sprite) -> Sprite:
        pixels = of.pixels
        if scale != 1:
            size = (
                max(1, round(pixels.shape[1] * scale)),
                max(1, round(pixels.shape[0] * scale)),
            )
            pixels = cv2.resize(pixels, size, interpolation=cv2.INTER_LINEAR)
        return Sprite(pixels, of.x * scale + origin[0], of.y * scale + origin[1])

    match motion:
        case Glimmer():
            luma = motion.luma
            if scale != 1 or blur:
                size = (
                    max(2, round(luma.shape[2] * scale)),
                    max(2, round(luma.shape[1] * scale)),
                )
                scaled = [cv2.resize(t, size, interpolation=cv2.INTER_LINEAR) for t in luma]
                if blur:
                    scaled = [cv2.GaussianBlur(t, (0, 0), max(0.6, blur)) for t in scaled]
                luma = np.stack(scaled)
            return replace(
                motion,
                luma=luma,
                x=round(motion.x * scale + origin[0]),
                y=round(motion.y * scale + origin[1]),
            )
        case Drift():
            return replace(
                motion,
                sprite=sprite(motion.sprite),
                velocity=(motion.velocity[0] * scale, motion.velocity[1] * scale),
                bob=motion.bob * scale,
            )
        case Sway():
            return replace(motion, sprite=sprite(motion.sprite))


def _scaled_fall(fall: Fall, scale: float) -> Fall:
    """Rain seen closer falls a little larger and faster, and thinner, so that faces read."""
    if scale <= 1.05:
        return fall
    by = 1 + (scale - 1) * 0.4
    height, width = fall.luma.shape
    size = (round(width * by), round(height * by))
    luma = cv2.resize(fall.luma, size, interpolation=cv2.INTER_LINEAR)
    return Fall(
        cv2.convertScaleAbs(luma, alpha=max(0.4, 1 - (scale - 1) * 0.75)),
        (fall.velocity[0] * by, fall.velocity[1] * by),
    )
