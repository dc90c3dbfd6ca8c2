"""A head as layers of pixels: skin, hair and what hangs behind, lit and ready for its moving parts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import skia

from filmstudio.drawing.people.brush import Box, Sheet, fill, shade
from filmstudio.drawing.people.expressions import Expression
from filmstudio.drawing.people.features import View
from filmstudio.drawing.people.hair import draw_front
from filmstudio.drawing.people.hair_behind import BEHIND, draw_behind, draw_from_behind
from filmstudio.drawing.people.head import draw_ears, draw_long_beard, draw_skull
from filmstudio.drawing.people.headwear import draw_face_wear, draw_glasses, draw_hats
from filmstudio.drawing.people.light import Part, finished, lit, merged, over, tinted
from filmstudio.drawing.people.looks import Appearance
from filmstudio.film.picture import Light, Pixels, Sprite
from filmstudio.film.vocabulary import Style

HEAD_BOX: Box = (-84.0, -152.0, 84.0, 70.0)
BEHIND_BOX: Box = (-92.0, -152.0, 92.0, 140.0)


@dataclass(frozen=True)
class HeadLayers:
    """Sprites in head pixels (origin at the chin). `skin` and `front` have the same size and place."""

    skin: Sprite
    front: Sprite
    behind: Sprite | None


def _placed(sprite: Sprite, like: Sprite) -> Sprite:
    """The sprite on a clear sheet of the size and place of another."""
    pixels: Pixels = like.pixels * 0
    over(pixels, sprite.pixels, int(sprite.x - like.x), int(sprite.y - like.y))
    return Sprite(pixels, like.x, like.y)


def head_layers(
    look: Appearance, view: View, mood: Expression, scale: float, light: Light, style: Style
) -> HeadLayers:
    """Paint a head from the front. `scale` is pixels a design unit."""
    lamp = light.direction
    frame = Sheet(HEAD_BOX, scale).sprite(crop=False)
    skin = Sheet(HEAD_BOX, scale)
    draw_ears(skin.canvas, look, view)
    face_path = draw_skull(skin.canvas, look, view, mood, lamp)
    shade_sheet = Sheet(HEAD_BOX, scale)
    hair_path = draw_front(shade_sheet.canvas, look, view)
    skin.canvas.save()
    skin.canvas.clipPath(face_path, skia.ClipOp.kIntersect, True)
    skin.canvas.translate(-lamp[0] * 1.5, 3.6)
    skin.canvas.drawPath(hair_path, fill(shade(look.skin, -0.5), 0.42, blur=2.0))
    skin.canvas.restore()
    draw_face_wear(skin.canvas, look, view)
    draw_long_beard(skin.canvas, look, view)
    hair = Sheet(HEAD_BOX, scale)
    draw_front(hair.canvas, look, view)
    parts: list[Part] = [(lit(hair.sprite(), light, scale, style, round_by=6.0), None)]
    worn = Sheet(HEAD_BOX, scale)
    draw_hats(worn.canvas, look, view)
    if worn.pixels.any():
        parts.append((lit(worn.sprite(), light, scale, style, round_by=6.0), None))
    if look.glasses:
        glasses = Sheet(HEAD_BOX, scale)
        draw_glasses(glasses.canvas, look, view)
        parts.insert(0, (Sprite(tinted(glasses.pixels, light, style), glasses.x, glasses.y), None))
    front = _placed(merged(parts, scale), frame)
    behind = None
    if look.hair_style in BEHIND:
        fall = Sheet(BEHIND_BOX, scale)
        draw_behind(fall.canvas, look, view)
        behind = finished(
            lit(fall.sprite(), light, scale, style, round_by=7.0), light, scale, style
        )
    face = _placed(lit(skin.sprite(), light, scale, style, round_by=10.0), frame)
    outline = np.maximum(face.pixels[..., 3], front.pixels[..., 3])
    layers = [finished(part, light, scale, style, outline=outline) for part in (face, front)]
    return HeadLayers(_placed(layers[0], frame), _placed(layers[1], frame), behind)


def back_of_head(look: Appearance, view: View, scale: float, light: Light, style: Style) -> Sprite:
    """The head as seen over the shoulder from behind."""
    skin = Sheet(HEAD_BOX, scale)
    draw_ears(skin.canvas, look, View(-view.turn * 0.4))
    parts: list[Part] = [(lit(skin.sprite(), light, scale, style), None)]
    hair = Sheet(HEAD_BOX, scale)
    draw_from_behind(hair.canvas, look, view)
    parts.append((lit(hair.sprite(), light, scale, style), None))
    worn = Sheet(HEAD_BOX, scale)
    draw_hats(worn.canvas, look, view, behind=True)
    if worn.pixels.any():
        parts.append((lit(worn.sprite(), light, scale, style), None))
    return finished(merged(parts, scale), light, scale, style)
