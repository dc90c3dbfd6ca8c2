"""Light falls from its side, tints everything, and keeps pixels premultiplied."""

from __future__ import annotations

import numpy as np
import pytest
import skia

from filmstudio.drawing.people.brush import Sheet
from filmstudio.drawing.people.light import finished, inked, lit, merged, over, tinted
from filmstudio.film.picture import Light, Sprite
from filmstudio.film.vocabulary import Style

GREY = (128.0, 128.0, 128.0)


def ball() -> Sprite:
    sheet = Sheet((-40, -40, 40, 40), 1.0)
    sheet.canvas.drawCircle(0, 0, 36, skia.Paint(Color=skia.Color(128, 128, 128), AntiAlias=True))
    return sheet.sprite()


def halves(sprite: Sprite) -> tuple[float, float]:
    middle = sprite.pixels.shape[1] // 2
    return float(sprite.pixels[:, :middle, :3].mean()), float(sprite.pixels[:, middle:, :3].mean())


@pytest.mark.parametrize("side", [-1.0, 1.0])
def test_the_side_that_faces_the_key_is_brighter(side: float) -> None:
    left, right = halves(lit(ball(), Light(direction=(side, 0.0)), 2.0, "cinematic"))
    assert (right - left) * side > 5


def test_the_ambient_tint_multiplies_and_adds() -> None:
    light = Light(multiply=(0.5, 1.0, 1.0), add=(0.0, 0.0, 20.0))
    blue, green, red, _ = tinted(ball().pixels, light, "cinematic")[40, 40]
    assert (int(red), int(green), int(blue)) == (64, 128, 148)


def test_the_rim_lies_on_the_other_side_and_stays_premultiplied() -> None:
    light = Light(direction=(-1.0, 0.0), rim_strength=1.0)
    plain, rimmed = ball(), finished(ball(), light, 2.0, "cinematic")
    left, right = (b - a for a, b in zip(halves(plain), halves(rimmed), strict=True))
    assert right > left + 1
    assert (rimmed.pixels[..., :3] <= rimmed.pixels[..., 3:]).all()


def test_ink_surrounds_the_part() -> None:
    plain = ball()
    drawn = inked(plain, 3.0)
    assert drawn.pixels.shape[0] == plain.pixels.shape[0] + 6
    assert (drawn.x, drawn.y) == (plain.x - 3, plain.y - 3)
    assert drawn.pixels[drawn.pixels.shape[0] // 2, 1, :3].max() < 40


def test_over_is_the_porter_duff_rule_and_clips() -> None:
    ground = np.full((4, 4, 4), 255, np.uint8)
    veil = np.zeros((4, 4, 4), np.uint8)
    veil[..., 3] = 128
    over(ground, veil, 2, 2)
    assert ground[0, 0].tolist() == [255, 255, 255, 255]
    assert ground[3, 3].tolist() == [127, 127, 127, 255]


def test_a_part_that_grows_out_of_another_has_no_seam() -> None:
    sheet = Sheet((-40, -40, 40, 40), 1.0)
    sheet.canvas.drawCircle(0, 0, 36, skia.Paint(Color=skia.Color(60, 60, 60), AntiAlias=True))
    seamless = merged([(ball(), None), (sheet.sprite(), (0.0, 0.0, 200.0))], 1.0)
    assert abs(int(seamless.pixels[36, 36, 0]) - 128) <= 2


@pytest.mark.parametrize("style", ["documentary", "watercolour", "anime", "comic"])
def test_people_take_on_the_grade_of_the_style(style: Style) -> None:
    red = Sprite(ball().pixels.copy())
    red.pixels[..., :2] //= 3
    plain, graded = (lit(red, Light(), 2.0, one).pixels for one in ("cinematic", style))
    spread = [float(np.ptp(pixels[38:42, 38:42, :3].mean((0, 1)))) for pixels in (plain, graded)]
    more = style in ("anime", "comic")
    assert (spread[1] > spread[0] * 1.1) if more else (spread[1] < spread[0] * 0.95)
    assert (graded[..., :3] <= graded[..., 3:]).all()
