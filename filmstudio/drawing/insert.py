"""Inserts: one thing seen close, in the light of its scene."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from importlib.resources import files

import cv2
import numpy as np
import resvg_py
from numpy.typing import NDArray

from filmstudio.drawing.alone import GLOWING, alone
from filmstudio.drawing.colour import shade
from filmstudio.drawing.light import scheme
from filmstudio.drawing.paint import paint
from filmstudio.drawing.people.brush import rgb
from filmstudio.drawing.people.things.catalogue import THINGS, form_in
from filmstudio.errors import Broken
from filmstudio.film.picture import (
    RGB,
    Drift,
    Fall,
    Glimmer,
    Layer,
    Light,
    Motion,
    Pixels,
    Plate,
    Sprite,
    Sway,
)
from filmstudio.film.storyboard import Setting
from filmstudio.film.vocabulary import Style
from filmstudio.said import said

IN_THE_PLACE = frozenset({"bench", "cloud", "door", "moon", "star", "sun", "tree", "window"})
"""What the place itself shows: a cutaway to it says more than a thing in the void."""
ANIMALS = frozenset({"bird", "cat", "cow", "dog", "elephant", "goat", "horse"})
"""Not drawn yet in a manner that would stand beside our people."""
ALOFT = frozenset({"kite", "rocket"})
STANDING = frozenset(
    {
        "bed", "bicycle", "boat", "broom", "car", "chair", "ladder", "piano", "robot", "tent",
        "train",
    }
)  # fmt: skip
LEANING = frozenset({"key", "pen", "feather", "flute", "letter", "paper", "map", "photograph"})
MOTES = 9


def props() -> list[str]:
    """The things that can be drawn."""
    apart = {
        entry.name[:-4]
        for entry in (files("filmstudio.drawing") / "props").iterdir()
        if entry.name.endswith(".svg")
    }
    held = {name for name, one in THINGS.items() if one.close}
    return sorted(apart | held | set(_AS_HELD))


@lru_cache(maxsize=16)
def thing(prop: str, pixels: int, colour: str = "") -> Pixels:
    """A thing as premultiplied BGRA, `pixels` at its longer side, cropped to what it shows.

    What hands hold looks as it does in them. `colour` is `#rrggbb`, or "" for its own. Raises
    Broken where its drawing is damaged, KeyError where there is none.
    """
    held = THINGS.get(_AS_HELD.get(prop, prop))
    if held is not None and held.close:
        return _as_held(_AS_HELD.get(prop, prop), pixels, colour)
    source = files("filmstudio.drawing") / "props" / f"{prop}.svg"
    if not source.is_file():
        raise KeyError(prop)
    data = resvg_py.svg_to_bytes(
        svg_string=source.read_text(encoding="utf-8"), width=pixels, height=pixels
    )
    drawn = cv2.imdecode(np.frombuffer(bytes(data), np.uint8), cv2.IMREAD_UNCHANGED)
    if drawn is None or drawn.ndim != 3 or drawn.shape[2] != 4:
        raise Broken(f"The drawing of {prop!r} is damaged: install the studio again.")
    if colour:
        drawn[..., :3] = recoloured(drawn, colour)
    alpha = drawn[..., 3:].astype(np.uint16)
    drawn[..., :3] = (drawn[..., :3] * alpha // 255).astype(np.uint8)
    left, top, width, height = cv2.boundingRect(drawn[..., 3])
    return np.ascontiguousarray(drawn[top : top + height, left : left + width])


_AS_HELD = {
    "coffee": "cup",
    "rice": "bowl",
    "backpack": "bag",
    "gift": "box",
}


def _as_held(name: str, pixels: int, colour: str) -> Pixels:
    """The drawing of a thing in hands, large."""
    # Its box is roomy: a small drawing tells what it fills.
    small = alone(name, 1.0, colour).pixels
    return alone(name, pixels / max(small.shape[:2]), colour).pixels


def recoloured(pixels: Pixels, colour: str) -> NDArray[np.uint8]:
    """The BGR of straight BGRA `pixels` with its dominant hue turned to `colour` (`#rrggbb`).

    Light and shade stay: what has that hue keeps its place between the darkest and the lightest,
    what is grey or of another hue stays as it is.
    """
    lab = cv2.cvtColor(pixels[..., :3].astype(np.float32) / 255, cv2.COLOR_BGR2Lab)
    chroma = np.hypot(lab[..., 1], lab[..., 2])
    hue = np.arctan2(lab[..., 2], lab[..., 1])
    shown = pixels[..., 3] > 128
    weight = np.where(shown & (chroma > 12), chroma, 0.0)
    target = np.array([[rgb(colour)[::-1]]], np.float32) / 255
    goal = cv2.cvtColor(target, cv2.COLOR_BGR2Lab)[0, 0]
    if not weight.any():
        part = shown.astype(np.float32)
        middle = float(lab[shown, 0].mean()) if shown.any() else 50.0
    else:
        bins, edges = np.histogram(hue, bins=36, range=(-np.pi, np.pi), weights=weight)
        spread = bins + np.roll(bins, 1) + np.roll(bins, -1)
        main = (edges[int(spread.argmax())] + edges[int(spread.argmax()) + 1]) / 2
        apart = np.abs((hue - main + np.pi) % (2 * np.pi) - np.pi)
        part = np.clip((0.9 - apart) / 0.3, 0, 1) * np.clip(chroma / 24, 0, 1)
        middle = float(np.average(lab[..., 0], weights=part * shown + 1e-6))
    light = np.clip(goal[0] + (lab[..., 0] - middle) * 0.9, 4, 98)
    # Light and dark tones hold less colour than the middle ones.
    hold = 1 - 0.5 * np.abs(light - goal[0]) / 60
    new = np.dstack([light, goal[1] * hold, goal[2] * hold]).astype(np.float32)
    mixed = lab + (new - lab) * part[..., None].astype(np.float32)
    return np.clip(cv2.cvtColor(mixed, cv2.COLOR_Lab2BGR) * 255, 0, 255).astype(np.uint8)


def paint_insert(
    prop: str,
    setting: Setting,
    *,
    style: Style = "cinematic",
    width: int,
    height: int,
    seed: int,
    colour: str = "",
) -> Plate:
    """The plate of a close view of `prop` in a setting; same size and rules as `paint`.

    `colour` is what the script calls it, as `#rrggbb`, or "".
    A thing that cannot be drawn is left out: then the place itself is shown, with a warning.
    """
    place = paint(setting, style=style, width=width, height=height, seed=seed)
    if prop in IN_THE_PLACE:
        return place
    if prop in ANIMALS:
        sentence = said("Animals are not drawn yet: the place is shown for '{prop}'.", prop=prop)
        return replace(place, warnings=(*place.warnings, sentence))
    prop = _of_the_place(prop, setting)
    rng = np.random.default_rng([seed, *prop.encode()])
    try:
        size = round(min(width, height) * (0.66 if prop in STANDING else 0.56))
        pixels = thing(prop, size, colour).copy()
    except KeyError:
        sentence = said(
            "Nothing is drawn for the thing '{prop}' yet: the place is shown instead.", prop=prop
        )
        return replace(place, warnings=(*place.warnings, sentence))
    light = place.light
    back = _background(place, prop)
    if prop in LEANING:
        pixels = _turned(pixels, float(rng.uniform(-14, -6)))
    x = round(place.width * (0.5 + rng.uniform(-0.05, 0.05)) - pixels.shape[1] / 2)
    ground = round(place.height * (0.80 if prop in STANDING else 0.765))
    y = ground - pixels.shape[0]
    if prop in ALOFT:
        y = round(place.height * 0.46 - pixels.shape[0] / 2)
    else:
        if prop not in STANDING:
            _tabletop(back, setting, ground)
        _contact_shadow(back, pixels, x, ground, light)
    _model(pixels, light)
    motions: list[Motion] = [m for m in place.motions if isinstance(m, Fall)]
    if prop in GLOWING:
        at_x, at_y, glow = GLOWING[prop]
        centre = (x + at_x * pixels.shape[1], y + at_y * pixels.shape[0])
        _glow(back, (centre[0], centre[1]), place.height * 0.55, glow, 0.75)
        _glow(pixels, (centre[0] - x, centre[1] - y), pixels.shape[1] * 0.5, glow, 0.8)
        pixels[..., :3] = cv2.min(
            np.ascontiguousarray(pixels[..., :3]), cv2.merge([cv2.extractChannel(pixels, 3)] * 3)
        )
        motions.append(_flicker(centre, place.height * 0.22, rng))
    motions += _motes(place, light, rng)
    return Plate(
        place.width,
        place.height,
        (Layer(back, 0.0, name="behind"), Layer(pixels, 0.4, x, y, prop)),
        light,
        (),
        place.horizon,
        place.overscan,
        tuple(motions),
        warnings=place.warnings,
    )


def _of_the_place(prop: str, setting: Setting) -> str:
    """The form that a thing has where the story happens."""
    asian = setting.culture in ("east-asian", "japanese", "chinese", "thai")
    if prop == "lantern" and not asian:
        return "storm-lantern"
    return form_in(prop, setting.culture)


def _background(place: Plate, prop: str) -> Pixels:
    """The place out of focus: flattened, drawn nearer, blurred."""
    small = (place.width // 4, place.height // 4)
    canvas = np.zeros((place.height, place.width, 4), np.uint8)
    parts = [(layer.depth, layer.x, layer.y, layer.pixels) for layer in place.layers]
    parts += [
        (
            motion.depth,
            max(0, round(motion.sprite.x)),
            max(0, round(motion.sprite.y)),
            motion.sprite.pixels,
        )
        for motion in place.motions
        if isinstance(motion, Sway)
    ]
    for _, x, y, pixels in sorted(parts, key=lambda part: part[0]):
        high, wide = pixels.shape[:2]
        target = canvas[y : y + high, x : x + wide]
        source = np.ascontiguousarray(pixels[: target.shape[0], : target.shape[1]])
        rest = cv2.bitwise_not(cv2.extractChannel(source, 3))
        target[...] = cv2.add(cv2.multiply(target, cv2.merge([rest] * 4), scale=1 / 255), source)
    zoom = 1.0 if prop in ALOFT | STANDING else 1.7
    inner = (round(place.width / zoom), round(place.height / zoom))
    left = (place.width - inner[0]) // 2
    top = min(place.height - inner[1], round(place.height * 0.46 - inner[1] / 2))
    top = max(0, top)
    part = canvas[top : top + inner[1], left : left + inner[0]]
    soft = cv2.resize(part, small, interpolation=cv2.INTER_AREA)
    sigma = place.height * (0.006 if prop in ALOFT | STANDING else 0.022) / 4
    soft = cv2.GaussianBlur(soft, (0, 0), max(0.8, sigma))
    wide = cv2.resize(soft, (place.width, place.height), interpolation=cv2.INTER_CUBIC)
    grain = np.random.default_rng(11).integers(-2, 3, (place.height, place.width, 1), np.int16)
    wide[..., :3] = np.clip(wide[..., :3].astype(np.int16) + grain, 0, 255).astype(np.uint8)
    wide[..., 3] = 255
    return wide


def _tabletop(back: Pixels, setting: Setting, ground: int) -> None:
    """The surface that the thing stands on: wood indoors, stone outdoors, lit from behind."""
    light = scheme(setting)
    albedo: RGB = (150, 98, 60) if setting.interior else (128, 118, 106)
    near, far = shade(light.lit(albedo, 0.7), -0.35), light.lit(albedo, 0.9)
    height, width = back.shape[:2]
    edge = ground - round(height * 0.075)
    depth = height - edge
    t = np.linspace(0, 1, depth, dtype=np.float32)[:, None, None]
    colours = np.array(far[::-1], np.float32) * (1 - t) + np.array(near[::-1], np.float32) * t
    # Streaks run along the surface, finer towards its far edge.
    rng = np.random.default_rng(23)
    rows = rng.normal(0, 1, (max(8, depth // 3), max(4, width // 160))).astype(np.float32)
    grain = cv2.resize(rows, (width, depth), interpolation=cv2.INTER_CUBIC)[..., None]
    surface = colours * (1 + 0.05 * grain) + rng.normal(0, 1.2, (depth, width, 1))
    xs = np.linspace(-1, 1, width, dtype=np.float32)[None, :, None]
    surface = surface * (1.08 - 0.3 * xs * xs)
    blend = np.clip(np.linspace(0, 14, depth, dtype=np.float32), 0, 1)[:, None, None]
    under = back[edge:, :, :3].astype(np.float32)
    # The surface mirrors a little of what is behind it.
    mirror = back[max(0, edge - depth) : edge][::-1][:depth, :, :3].astype(np.float32)
    if mirror.shape[0] == depth:
        surface = surface * 0.84 + mirror * 0.16
    mixed = under * (1 - blend) + surface * blend
    back[edge:, :, :3] = np.clip(mixed, 0, 255).astype(np.uint8)


def _contact_shadow(back: Pixels, pixels: Pixels, x: int, ground: int, light: Light) -> None:
    """A dark soft pool where the thing touches, and a longer one away from the light."""
    height, width = back.shape[:2]
    wide = pixels.shape[1]
    mask = np.zeros((height // 4, width // 4), np.uint8)
    lean = -light.direction[0] * wide * 0.35
    for shift, across, down, value in ((lean, 0.62, 0.10, 95), (0.0, 0.42, 0.05, 165)):
        centre = (round((x + wide / 2 + shift) / 4), round((ground - wide * 0.02) / 4))
        axes = (max(2, round(wide * across / 4)), max(1, round(wide * down / 4)))
        cv2.ellipse(mask, centre, axes, 0, 0, 360, value, -1)
    mask = cv2.GaussianBlur(mask, (0, 0), max(1.0, wide * 0.012))
    dark = cv2.resize(cv2.bitwise_not(mask), (width, height), interpolation=cv2.INTER_LINEAR)
    keep = np.full_like(dark, 255)
    back[...] = cv2.multiply(back, cv2.merge([dark, dark, dark, keep]), scale=1 / 255)


def _turned(pixels: Pixels, degrees: float) -> Pixels:
    height, width = pixels.shape[:2]
    side = int(np.hypot(height, width)) + 4
    m = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    m[:, 2] += (side / 2 - width / 2, side / 2 - height / 2)
    turned = cv2.warpAffine(pixels, m, (side, side), flags=cv2.INTER_LINEAR)
    left, top, wide, high = cv2.boundingRect(turned[..., 3])
    return np.ascontiguousarray(turned[top : top + high, left : left + wide])


def _model(pixels: Pixels, light: Light) -> None:
    """Lights the thing: ambient tint, form from the key side to the other, a rim of light."""
    height, width = pixels.shape[:2]
    alpha = cv2.extractChannel(pixels, 3)
    solid = alpha.astype(np.float32)[..., None] / 255
    # A form shadow that follows the silhouette: the blurred shape, seen from the light.
    depth = cv2.GaussianBlur(alpha, (0, 0), width * 0.09).astype(np.float32) / 255
    gx = cv2.Sobel(depth, cv2.CV_32F, 1, 0, ksize=5)
    gy = cv2.Sobel(depth, cv2.CV_32F, 0, 1, ksize=5)
    scale = max(1e-6, float(np.abs(gx).max()))
    form = -(gx * light.direction[0] + gy * light.direction[1]) / scale
    factor = (1.0 - 0.34 * np.clip(-form, -0.35, 1))[..., None]
    tint = np.array(light.multiply[::-1], np.float32)
    add = np.array(light.add[::-1], np.float32)
    colour = pixels[..., :3].astype(np.float32) * tint * factor + add * solid
    shift = max(2.0, width * 0.012)
    m = np.array(
        [[1, 0, -light.direction[0] * shift], [0, 1, -light.direction[1] * shift]], np.float32
    )
    moved = cv2.warpAffine(alpha, m, (width, height))
    rim = cv2.GaussianBlur(cv2.subtract(alpha, moved), (0, 0), shift * 0.5).astype(np.float32)
    rim = (np.minimum(rim, alpha) / 255 * light.rim_strength * 0.8)[..., None]
    colour += (np.array(light.rim[::-1], np.float32) * solid - colour) * rim
    pixels[..., :3] = np.clip(colour, 0, 255 * solid).astype(np.uint8)


def _disc(radius: float, power: float = 2.0) -> NDArray[np.float32]:
    side = max(4, round(radius * 2))
    y, x = np.mgrid[-1 : 1 : side * 1j, -1 : 1 : side * 1j].astype(np.float32)
    return np.clip(1 - np.sqrt(x * x + y * y), 0, 1) ** power


def _glow(
    back: Pixels, centre: tuple[float, float], radius: float, colour: RGB, strength: float
) -> None:
    disc = _disc(radius, 2.4)[..., None] * np.array(colour[::-1], np.float32) * strength
    x, y = round(centre[0] - disc.shape[1] / 2), round(centre[1] - disc.shape[0] / 2)
    x0, y0 = max(0, x), max(0, y)
    x1 = min(back.shape[1], x + disc.shape[1])
    y1 = min(back.shape[0], y + disc.shape[0])
    part = disc[y0 - y : y1 - y, x0 - x : x1 - x].astype(np.uint8)
    back[y0:y1, x0:x1, :3] = cv2.add(back[y0:y1, x0:x1, :3], part)


def _flicker(centre: tuple[float, float], radius: float, rng: np.random.Generator) -> Glimmer:
    """A flame's light: the same disc in slightly different strengths and sizes."""
    side = round(radius * 2)
    frames = []
    for _ in range(6):
        disc = _disc(radius * float(rng.uniform(0.86, 1.0)), 2.0) * float(rng.uniform(26, 44))
        pad = (side - disc.shape[0]) // 2
        frame = np.zeros((side, side), np.uint8)
        frame[pad : pad + disc.shape[0], pad : pad + disc.shape[1]] = disc.astype(np.uint8)
        frames.append(frame)
    x, y = round(centre[0] - side / 2), round(centre[1] - side / 2)
    return Glimmer(np.stack(frames), x, y, 1.1, 0.3)


def _motes(place: Plate, light: Light, rng: np.random.Generator) -> list[Motion]:
    """Dust in the light: soft specks that rise slowly."""
    found: list[Motion] = []
    for _ in range(MOTES):
        radius = float(rng.uniform(0.004, 0.010)) * place.height
        disc = _disc(radius, 1.4)[..., None] * float(rng.uniform(0.10, 0.28))
        pixels = np.concatenate([disc * np.array(light.key[::-1], np.float32), disc * 255], axis=2)
        sprite = Sprite(
            pixels.astype(np.uint8),
            float(rng.uniform(0.1, 0.9)) * place.width,
            float(rng.uniform(0.1, 0.8)) * place.height,
        )
        speed = place.height * 0.012
        velocity = (float(rng.uniform(-1, 1)) * speed, -float(rng.uniform(0.3, 1)) * speed)
        found.append(Drift(sprite, velocity, bob=speed, bob_period=5.0, depth=0.42))
    return found
