"""Light on drawn parts: roundness from the key, rim, ambient tint, shadows and ink outlines."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from filmstudio.drawing.styles import LOOKS
from filmstudio.film.picture import Light, Pixels, Sprite
from filmstudio.film.vocabulary import Style

GRADE = 0.75
"""How much of a style's grade people take on: skin goes grey or orange before a wall does."""


def graded(pixels: Pixels, style: Style) -> Pixels:
    """The pixels in the colours of a style, as the place around them has been graded."""
    grade = LOOKS[style].matrix()
    if grade is None:
        return pixels
    plain = np.eye(4, dtype=np.float32)
    out = cv2.transform(pixels, plain + np.float32(GRADE) * (grade - plain))
    alpha = pixels[..., 3]
    return cv2.min(out, cv2.merge([alpha, alpha, alpha, alpha]))


def tinted(pixels: Pixels, light: Light, style: Style) -> Pixels:
    """The pixels under the ambient light and the style's grade: in * multiply + add, premultiplied."""
    if light.multiply == (1.0, 1.0, 1.0) and light.add == (0.0, 0.0, 0.0):
        return graded(pixels, style)
    multiply = np.array([*light.multiply[::-1], 1.0], np.float32)
    add = np.array([*light.add[::-1], 0.0], np.float32) / 255.0
    alpha = pixels[..., 3:].astype(np.float32)
    out = pixels.astype(np.float32) * multiply + alpha * add
    out[..., :3] = np.clip(out[..., :3], 0, alpha)
    return graded((out + 0.5).astype(np.uint8), style)


Soft = tuple[float, float, float]
"""Centre and radius in pixels of where a part grows out of another one, without an edge of its own."""
Part = tuple[Sprite, Soft | None]


def _edge(sprite: Sprite, soft: Soft) -> NDArray[np.float32]:
    """0 at the centre of the soft place, 1 from its radius on; shape (height, width)."""
    height, width = sprite.pixels.shape[:2]
    xs = np.arange(width, dtype=np.float32)[None, :] + np.float32(sprite.x - soft[0])
    ys = np.arange(height, dtype=np.float32)[:, None] + np.float32(sprite.y - soft[1])
    part = np.clip(np.sqrt(xs * xs + ys * ys) / soft[2] * 1.7 - 1.0, 0, 1)
    return (part * part * (3 - 2 * part)).astype(np.float32)


def lit(
    sprite: Sprite, light: Light, scale: float, style: Style, *, round_by: float = 9.0
) -> Sprite:
    """The part with volume: brighter where its edge turns to the key, darker where it turns away.

    The outline's distance blur stands for the surface normal (the usual "bevel from alpha").
    `scale` is pixels a design unit, `round_by` the roundness in design units.
    """
    pixels = sprite.pixels
    height, width = pixels.shape[:2]
    facing = _facing(pixels, light, max(0.8, round_by * scale), style in FLAT)
    bright = np.minimum(np.clip(facing, 0, 1) * 0.95, 0.55)[..., None]
    dark = np.minimum(np.clip(-facing, 0, 1) * 1.35, 0.85)[..., None]
    key = np.array(light.key[::-1], np.float32) / 255
    multiply = np.array(light.multiply[::-1], np.float32)
    deep = 1 - dark * (1 - np.array((0.62, 0.38, 0.46), np.float32))
    # Mostly the surface's own colour made brighter: dark cloth and hair must not turn grey.
    gain = np.ones((*facing.shape, 4), np.float32)
    gain[..., :3] = (1 + 0.48 * key * bright) * deep * multiply
    glow = np.zeros((*facing.shape, 4), np.float32)
    glow[..., :3] = 0.17 * key * bright * deep * multiply
    glow[..., :3] += np.array(light.add[::-1], np.float32) / 255
    out = pixels.astype(np.float32)
    cover = out[..., 3].copy()
    out *= cv2.resize(gain, (width, height), interpolation=cv2.INTER_LINEAR)
    out += cv2.resize(glow, (width, height), interpolation=cv2.INTER_LINEAR) * cover[..., None]
    np.minimum(out, cover[..., None], out=out)
    return Sprite(graded((out + 0.5).astype(np.uint8), style), sprite.x, sprite.y)


FLAT: tuple[Style, ...] = ("anime", "comic", "paper-cut")
"""Styles with two flat tones instead of a gradient."""


def _facing(pixels: Pixels, light: Light, sigma: float, flat: bool) -> NDArray[np.float32]:
    """How far the rounded surface turns to the key (-1 to 1), at reduced size unless `flat`."""
    height, width = pixels.shape[:2]
    shrink = max(1, int(sigma / 4))
    pad = int(sigma * 2) // shrink + 2
    size = (max(2, round(width / shrink)), max(2, round(height / shrink)))
    alpha = np.ascontiguousarray(pixels[..., 3])
    small = cv2.resize(alpha, size, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    small = cv2.copyMakeBorder(small, pad, pad, pad, pad, cv2.BORDER_CONSTANT)
    small = cv2.GaussianBlur(small, (0, 0), sigma / shrink)
    dx = cv2.Sobel(small, cv2.CV_32F, 1, 0, ksize=3) * (sigma / shrink) / 8
    dy = cv2.Sobel(small, cv2.CV_32F, 0, 1, ksize=3) * (sigma / shrink) / 8
    length = math.hypot(*light.direction) or 1.0
    # The gradient of alpha points inwards, the normal outwards.
    facing = -(dx * (light.direction[0] / length) + dy * (light.direction[1] / length))
    facing = facing[pad:-pad, pad:-pad]
    if not flat:
        return facing.astype(np.float32)
    whole = cv2.resize(facing, (width, height), interpolation=cv2.INTER_LINEAR)
    return (np.clip((-0.09 - whole) / 0.03, 0, 1) * -0.3).astype(np.float32)


def finished(
    sprite: Sprite,
    light: Light,
    scale: float,
    style: Style,
    *,
    outline: NDArray[np.uint8] | None = None,
    open_air: NDArray[np.float32] | None = None,
) -> Sprite:
    """A whole part with its rim light, or with the ink line of the styles that have one.

    `outline` is the alpha of the whole that the part belongs to (same size), where the part
    is only a piece of it; `open_air` is 1 where nothing lies beneath and the rim may show.
    The inked sprite is larger by its line.
    """
    if style not in ("paper-cut", "comic"):
        _rim(sprite.pixels, light, scale, outline, open_air)
    if style in ("comic", "anime"):
        return inked(sprite, max(1.0, scale * (0.9 if style == "comic" else 0.55)))
    return sprite


def _rim(
    pixels: Pixels,
    light: Light,
    scale: float,
    outline: NDArray[np.uint8] | None,
    open_air: NDArray[np.float32] | None,
) -> None:
    """Add a thin bright edge across from the key, from the alpha minus itself shifted."""
    if light.rim_strength <= 0:
        return
    whole = np.ascontiguousarray(pixels[..., 3]) if outline is None else outline
    reach = max(1.2, 1.9 * scale)
    side = 1.0 if light.direction[0] >= 0 else -1.0
    # A rim comes from behind and above, on the side across from the key.
    shift = np.array([[1, 0, side * reach], [0, 1, reach * 0.55]], np.float32)
    moved = cv2.warpAffine(whole, shift, (whole.shape[1], whole.shape[0]))
    edge = cv2.GaussianBlur(cv2.subtract(whole, moved), (0, 0), max(0.6, 0.7 * scale))
    at = np.nonzero(np.minimum(edge, pixels[..., 3]))
    here = pixels[at].astype(np.float32)
    power = np.minimum(edge[at], here[:, 3]) / 255 * (light.rim_strength * 0.62)
    if open_air is not None:
        power = power * open_air[at]
    rim = np.array((*light.rim[::-1], 0.0), np.float32) / 255
    pixels[at] = (here + (here[:, 3:] - here) * power[:, None] * rim + 0.5).astype(np.uint8)


def open_air(sprite: Sprite, beneath: Sprite) -> NDArray[np.float32]:
    """1 where the sprite has nothing beneath it, 0 where it lies over the other one."""
    ground = np.zeros_like(sprite.pixels)
    over(ground, beneath.pixels, int(beneath.x - sprite.x), int(beneath.y - sprite.y))
    return (1 - ground[..., 3].astype(np.float32) / 255).astype(np.float32)


def inked(sprite: Sprite, width: float) -> Sprite:
    """The part with a dark outline of `width` pixels round it; the sprite grows to hold it."""
    reach = math.ceil(width)
    grown = cv2.copyMakeBorder(
        sprite.pixels, reach, reach, reach, reach, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0)
    )
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    line = cv2.dilate(np.ascontiguousarray(grown[..., 3]), kernel)
    ink = np.zeros_like(grown)
    for channel, value in enumerate((30, 20, 26)):
        ink[..., channel] = (line.astype(np.uint16) * value // 255).astype(np.uint8)
    ink[..., 3] = line
    over(ink, grown, 0, 0)
    return Sprite(ink, sprite.x - reach, sprite.y - reach)


def over(target: Pixels, pixels: Pixels, x: int, y: int) -> None:
    """Lay premultiplied pixels over the target in place, clipped to it."""
    height, width = pixels.shape[:2]
    left, top = max(0, x), max(0, y)
    right, bottom = min(target.shape[1], x + width), min(target.shape[0], y + height)
    if right <= left or bottom <= top:
        return
    source = pixels[top - y : bottom - y, left - x : right - x]
    region = target[top:bottom, left:right]
    clear = 255 - source[..., 3:].astype(np.uint16)
    behind = region.astype(np.uint16) * clear
    region[...] = source + ((behind + 127) // 255).astype(np.uint8)


def shadowed(
    target: Sprite,
    caster: Sprite,
    shift: tuple[float, float],
    blur: float,
    strength: float,
    soft: Soft | None = None,
) -> None:
    """Darken the target in place where the caster's soft shadow falls on it."""
    pad = math.ceil(blur * 2.5)
    shape = np.ascontiguousarray(caster.pixels[..., 3])
    if soft is not None:
        shape = (shape * _edge(caster, soft)).astype(np.uint8)
    alpha = cv2.copyMakeBorder(shape, pad, pad, pad, pad, cv2.BORDER_CONSTANT)
    alpha = cv2.GaussianBlur(alpha, (0, 0), max(0.6, blur))
    x = round(caster.x + shift[0] - target.x) - pad
    y = round(caster.y + shift[1] - target.y) - pad
    height, width = alpha.shape
    left, top = max(0, x), max(0, y)
    right = min(target.pixels.shape[1], x + width)
    bottom = min(target.pixels.shape[0], y + height)
    if right <= left or bottom <= top:
        return
    part = alpha[top - y : bottom - y, left - x : right - x].astype(np.float32)[..., None] / 255
    region = target.pixels[top:bottom, left:right]
    tone = np.array((0.52, 0.3, 0.38), np.float32)
    colour = region[..., :3].astype(np.float32) * (1 - part * strength * (1 - tone))
    region[..., :3] = (colour + 0.5).astype(np.uint8)


def merged(parts: Sequence[Part], scale: float) -> Sprite:
    """Parts laid over each other far to near into one sprite, each shading what is under it."""
    sprites = [sprite for sprite, _ in parts]
    left = math.floor(min(sprite.x for sprite in sprites))
    top = math.floor(min(sprite.y for sprite in sprites))
    right = math.ceil(max(sprite.x + sprite.pixels.shape[1] for sprite in sprites))
    bottom = math.ceil(max(sprite.y + sprite.pixels.shape[0] for sprite in sprites))
    whole = Sprite(np.zeros((bottom - top, right - left, 4), np.uint8), left, top)
    for number, (sprite, soft) in enumerate(parts):
        if number:
            shadowed(whole, sprite, (0.0, 1.6 * scale), 2.4 * scale, 0.55, soft)
        x, y = int(sprite.x) - left, int(sprite.y) - top
        pixels = sprite.pixels
        if soft is not None:
            # Where there is something beneath, the part grows out of it without a seam.
            height, width = pixels.shape[:2]
            beneath = whole.pixels[y : y + height, x : x + width, 3].astype(np.float32) / 255
            weight = 1 - (1 - _edge(sprite, soft)) * beneath
            pixels = (pixels * weight[..., None] + 0.5).astype(np.uint8)
        over(whole.pixels, pixels, x, y)
    return whole


def laid(parts: Sequence[Part], beneath: Sprite, scale: float) -> Sprite:
    """Parts as one sprite that is to be laid over `beneath`: seamless where they grow out of it,
    and carrying the shadow that they cast on it.
    """
    pad = math.ceil(8 * scale)
    left = math.floor(min(sprite.x for sprite, _ in parts)) - pad
    top = math.floor(min(sprite.y for sprite, _ in parts)) - pad
    right = math.ceil(max(sprite.x + sprite.pixels.shape[1] for sprite, _ in parts)) + pad
    bottom = math.ceil(max(sprite.y + sprite.pixels.shape[0] for sprite, _ in parts)) + pad
    out = Sprite(np.zeros((bottom - top, right - left, 4), np.uint8), left, top)
    ground = np.zeros_like(out.pixels)
    over(ground, beneath.pixels, int(beneath.x) - left, int(beneath.y) - top)
    solid = ground[..., 3].astype(np.float32) / 255
    for sprite, soft in parts:
        x, y = int(sprite.x) - left, int(sprite.y) - top
        height, width = sprite.pixels.shape[:2]
        pixels = sprite.pixels
        cast = np.zeros(solid.shape, np.float32)
        cast[y : y + height, x : x + width] = pixels[..., 3].astype(np.float32) / 255
        if soft is not None:
            edge = _edge(sprite, soft)
            cast[y : y + height, x : x + width] *= edge
            weight = 1 - (1 - edge) * solid[y : y + height, x : x + width]
            pixels = (pixels * weight[..., None] + 0.5).astype(np.uint8)
        cast = cv2.GaussianBlur(cast, (0, 0), max(0.6, 2.4 * scale))
        cast = np.roll(cast, round(1.6 * scale), axis=0) * solid * 0.34
        shade = np.zeros_like(out.pixels)
        shade[..., 3] = (cast * 255 + 0.5).astype(np.uint8)
        shade[..., 0] = (cast * 26).astype(np.uint8)
        shade[..., 2] = (cast * 20).astype(np.uint8)
        over(out.pixels, shade, 0, 0)
        over(out.pixels, pixels, x, y)
    return out
