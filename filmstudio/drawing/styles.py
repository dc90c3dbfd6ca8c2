"""Styles: the finishing look of each, as colour matrix, softness, edges, paper and grain."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from filmstudio.drawing.noise import fractal
from filmstudio.film.picture import RGB, Pixels
from filmstudio.film.vocabulary import Style


@dataclass(frozen=True)
class Look:
    """A finishing look. Amounts are 1 for "as the scene's light says", sizes in units."""

    saturation: float = 1.0
    contrast: float = 1.0
    lift: float = 0.0
    """Added to black, 0-255."""
    warm: RGB = (1.0, 1.0, 1.0)
    bloom: float = 1.0
    vignette: float = 1.0
    grain: float = 1.1
    soften: float = 0.0
    ink: float = 0.0
    levels: int = 0
    paper: float = 0.0
    bleed: float = 0.0
    halftone: float = 0.0
    shadow: float = 0.0
    """How far a cut-out layer's shadow falls."""

    def matrix(self) -> NDArray[np.float32] | None:
        """The grade as a 4x4 matrix on premultiplied BGRA; its last column is the lift."""
        plain = (self.saturation, self.contrast, self.lift) == (1, 1, 0)
        if plain and self.warm == (1.0, 1.0, 1.0):
            return None
        weights = np.asarray([0.0722, 0.7152, 0.2126])
        grade = self.saturation * np.eye(3) + (1 - self.saturation) * weights[None, :]
        grade = grade * self.contrast * np.asarray(self.warm[::-1])[:, None]
        out = np.eye(4, dtype=np.float32)
        out[:3, :3] = grade
        out[:3, 3] = (127.5 * (1 - self.contrast) + self.lift) / 255
        return out


LOOKS: dict[Style, Look] = {
    "cinematic": Look(),
    "anime": Look(saturation=1.3, contrast=1.1, lift=10, bloom=1.1, vignette=0.3, levels=22),
    "documentary": Look(saturation=0.74, contrast=0.95, lift=7, bloom=0.3, vignette=0.6, grain=3.2),
    "photorealistic": Look(saturation=0.84, contrast=1.07, bloom=0.8, grain=2.2, soften=1.5),
    "watercolour": Look(
        saturation=0.8, contrast=0.84, lift=26, bloom=0.2, vignette=0.0, paper=1.0, bleed=1.0
    ),
    "comic": Look(
        saturation=1.3, contrast=1.2, bloom=0.2, vignette=0.2, ink=1.0, levels=9, halftone=1.0
    ),
    "paper-cut": Look(
        saturation=1.06, bloom=0.15, vignette=0.4, levels=6, paper=0.7, shadow=9.0, soften=1.6
    ),
}


def restyle(pixels: Pixels, look: Look, scale: float, *, opaque: bool) -> Pixels:
    """What a look does to shapes, before its grade: softness, bleeding, levels, ink, paper."""
    if look.soften:
        pixels = cv2.GaussianBlur(pixels, (0, 0), max(0.4, look.soften * scale))
    if look.bleed:
        pixels = _bleed(pixels, scale)
    edges = _edges(pixels, scale) if look.ink else None
    if look.levels:
        pixels = _posterise(pixels, look.levels)
    if look.halftone:
        _halftone(pixels, scale)
    if edges is not None:
        keep = cv2.bitwise_not(edges)
        cv2.multiply(
            pixels,
            cv2.merge([keep, keep, keep, np.full_like(keep, 255)]),
            dst=pixels,
            scale=1 / 255,
        )
    if look.paper:
        _paper(pixels, look.paper, scale)
    if look.shadow and not opaque:
        pixels = _cut_out(pixels, look.shadow * scale)
    if opaque:
        pixels[..., 3] = 255
    return pixels


def _posterise(pixels: Pixels, levels: int) -> Pixels:
    """Flat steps of brightness with short ramps between, so that they read as cels, not banding.

    Steps are of luma and keep the hue: steps of each channel would give rainbows.
    """
    x = np.arange(256) / 255 * levels
    whole, part = np.floor(x), x - np.floor(x)
    ramp = np.clip((part - 0.5) / 0.3 + 0.5, 0, 1)
    wanted = np.clip((whole + ramp) / levels * 255, 0, 255)
    gain = np.clip(wanted / np.maximum(1, np.arange(256)), 0.25, 2.0).astype(np.float32)
    factor = cv2.LUT(cv2.cvtColor(pixels, cv2.COLOR_BGRA2GRAY), gain)
    one = np.ones_like(factor)
    out = cv2.multiply(pixels, cv2.merge([factor, factor, factor, one]), dtype=cv2.CV_8U)
    alpha = pixels[..., 3]
    return cv2.min(out, cv2.merge([alpha, alpha, alpha, alpha]))


def _edges(pixels: Pixels, scale: float) -> NDArray[np.uint8]:
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGRA2GRAY)
    soft = cv2.GaussianBlur(grey, (0, 0), max(0.7, 1.2 * scale))
    size = 2 * max(1, round(1.3 * scale)) + 1
    box = np.ones((size, size), np.uint8)
    inner = cv2.morphologyEx(soft, cv2.MORPH_GRADIENT, box)
    outer = cv2.morphologyEx(pixels[..., 3], cv2.MORPH_GRADIENT, box)
    line = cv2.add(cv2.subtract(inner, 20), cv2.multiply(outer, 0.08))
    return cv2.multiply(line, 6.0)


def _halftone(pixels: Pixels, scale: float) -> None:
    """Dots in the darks on a grid turned by 45 degrees, as cheap print has them."""
    height, width = pixels.shape[:2]
    step = max(4.0, 8.5 * scale)
    ys, xs = np.mgrid[0:height:2, 0:width:2].astype(np.float32)
    dots = np.cos((xs + ys) * np.float32(np.pi / step)) * np.cos(
        (xs - ys) * np.float32(np.pi / step)
    )
    screen = cv2.resize(((dots * 0.5 + 0.5) * 120).astype(np.uint8), (width, height))
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGRA2GRAY)
    dark = cv2.subtract(screen, grey)
    factor = cv2.subtract(np.full_like(dark, 255), cv2.multiply(dark, 1.4))
    factor = cv2.max(factor, np.full_like(dark, 150))
    cv2.multiply(
        pixels, cv2.merge([factor] * 3 + [np.full_like(dark, 255)]), dst=pixels, scale=1 / 255
    )


def _bleed(pixels: Pixels, scale: float) -> Pixels:
    """Wash: edges wander with the paper, inner detail melts, pigment gathers at the border."""
    height, width = pixels.shape[:2]
    rng = np.random.default_rng(77)
    h, w = max(8, height // 8), max(8, width // 8)
    cells = (max(2.0, height / scale / 28), max(2.0, width / scale / 28))
    span = 6.0 * scale
    shift = [
        cv2.resize(
            (fractal(h, w, rng, cells=cells, octaves=3) - 0.5) * np.float32(span), (width, height)
        )
        for _ in range(2)
    ]
    shift[0] += np.arange(width, dtype=np.float32)[None, :]
    shift[1] += np.arange(height, dtype=np.float32)[:, None]
    soft = cv2.medianBlur(pixels, 2 * max(1, round(2 * scale)) + 1)
    out = cv2.remap(soft, shift[0], shift[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    grey = cv2.cvtColor(out, cv2.COLOR_BGRA2GRAY)
    pool = cv2.subtract(cv2.GaussianBlur(grey, (0, 0), max(1.0, 3.5 * scale)), grey)
    keep = cv2.bitwise_not(cv2.multiply(pool, 1.6))
    return cv2.multiply(out, cv2.merge([keep, keep, keep, np.full_like(keep, 255)]), scale=1 / 255)


def _paper(pixels: Pixels, amount: float, scale: float) -> None:
    rng = np.random.default_rng(78)
    fibre = rng.normal(0, 1, (384, 448)).astype(np.float32)
    wrapped = cv2.copyMakeBorder(fibre, 8, 8, 8, 8, cv2.BORDER_WRAP)
    relief = cv2.GaussianBlur(wrapped, (0, 0), max(0.6, 1.5 * scale))[8:-8, 8:-8]
    relief = relief - np.roll(relief, (1, 1), (0, 1))
    tile = np.clip(240 + relief / relief.std() * 4.2 * amount, 0, 255).astype(np.uint8)
    height, width = pixels.shape[:2]
    grey = np.tile(tile, (-(-height // 384), -(-width // 448)))[:height, :width]
    grey = np.ascontiguousarray(grey)
    cv2.multiply(
        pixels, cv2.merge([grey, grey, grey, np.full_like(grey, 255)]), dst=pixels, scale=1 / 255
    )


def _cut_out(pixels: Pixels, reach: float) -> Pixels:
    """A sheet of card: its own soft shadow within its box."""
    alpha = pixels[..., 3]
    shift = np.asarray([[1, 0, reach / 2], [0, 1, reach / 2]], np.float32)
    moved = cv2.warpAffine(alpha, shift, (alpha.shape[1], alpha.shape[0]))
    shadow = cv2.multiply(cv2.GaussianBlur(moved, (0, 0), max(0.8, reach * 0.7)), 0.55)
    behind = cv2.multiply(shadow, cv2.bitwise_not(alpha), scale=1 / 255)
    out = pixels.copy()
    out[..., 3] = cv2.add(alpha, behind)
    return out
