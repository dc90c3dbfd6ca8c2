"""Faces: symmetry from the front, shut eyes and lips, a jaw that drops."""

from __future__ import annotations

import numpy as np
import pytest
import skia

from filmstudio.drawing.people.brush import Sheet
from filmstudio.drawing.people.expressions import EXPRESSIONS
from filmstudio.drawing.people.face import Head
from filmstudio.drawing.people.features import View, eye_shape
from filmstudio.drawing.people.lips import mouth_curve
from filmstudio.drawing.people.looks import appearance
from filmstudio.drawing.people.mouth import MOUTHS
from filmstudio.film.picture import Acting, Light
from filmstudio.film.storyboard import Character, Look

LOOK = appearance(Character(id="maya", name="Maya", gender="female", look=Look(hair_style="bald")))
NEUTRAL = EXPRESSIONS["neutral"]


@pytest.mark.parametrize("blink", [0.0, 0.4, 1.0])
def test_eyes_mirror_each_other_from_the_front(blink: float) -> None:
    left = eye_shape(LOOK, View(0.0), -1, blink, NEUTRAL, 0.3)
    right = eye_shape(LOOK, View(0.0), 1, blink, NEUTRAL, 0.3)
    assert left.inner == pytest.approx((-right.inner[0], right.inner[1]))
    assert left.outer == pytest.approx((-right.outer[0], right.outer[1]))
    assert left.upper == right.upper


def test_the_far_eye_is_narrower_than_the_near_one() -> None:
    near = eye_shape(LOOK, View(0.9), -1, 0.0, NEUTRAL, 0.3)
    far = eye_shape(LOOK, View(0.9), 1, 0.0, NEUTRAL, 0.3)
    assert far.half_width < near.half_width


def white_of_eyes(head: Head, acting: Acting) -> int:
    _, sprite = head.sprites(acting, (0.0, 0.0))
    pixels = sprite.pixels.astype(int)
    rows = slice(int(sprite.pixels.shape[0] * 0.3), int(sprite.pixels.shape[0] * 0.75))
    bright = (pixels[rows, :, :3].min(axis=2) > 225) & (pixels[rows, :, 3] > 250)
    return int(bright.sum())


def test_a_blink_hides_the_eyes() -> None:
    head = Head(LOOK, 0.0, 2.0, Light(), "cinematic", "neutral")
    assert white_of_eyes(head, Acting()) > 60
    assert white_of_eyes(head, Acting(blink=1.0)) < 6


def test_shut_lips_meet_and_open_ones_part() -> None:
    upper, lower = mouth_curve(LOOK, View(0.0), NEUTRAL, MOUTHS["PP"], 0.3)
    assert upper == lower
    upper, lower = mouth_curve(LOOK, View(0.0), NEUTRAL, MOUTHS["aa"], 0.3)
    assert lower[2][1] - upper[2][1] > 8


def test_a_smile_lifts_the_corners() -> None:
    smiling, _ = mouth_curve(LOOK, View(0.0), NEUTRAL, MOUTHS["sil"], 0.8)
    sad, _ = mouth_curve(LOOK, View(0.0), NEUTRAL, MOUTHS["sil"], -0.8)
    assert smiling[0][1] < smiling[2][1]
    assert sad[0][1] > sad[2][1]


def dark_red(head: Head, acting: Acting) -> int:
    """Pixels of the inside of the mouth."""
    _, sprite = head.sprites(acting, (0.0, 0.0))
    blue, green, red, alpha = (sprite.pixels[..., k].astype(int) for k in range(4))
    inside = (alpha > 250) & (red < 110) & (red > green + 35) & (red > blue + 25)
    return int(inside.sum())


def test_bilabials_show_no_inside_of_the_mouth_in_any_emotion() -> None:
    for emotion in ("neutral", "surprised", "excited"):
        head = Head(LOOK, 0.0, 2.0, Light(), "cinematic", emotion)
        open_mouth = dark_red(head, Acting(mouth=MOUTHS["aa"]))
        shut = dark_red(head, Acting(mouth=MOUTHS["PP"]))
        assert open_mouth > 5 * max(1, shut)


def test_the_chin_drops_with_the_jaw() -> None:
    head = Head(LOOK, 0.0, 3.0, Light(), "cinematic", "neutral")

    def chin(acting: Acting) -> int:
        _, sprite = head.sprites(acting, (0.0, 0.0))
        middle = sprite.pixels[:, round(-sprite.x), 3]
        return int(np.nonzero(middle > 128)[0].max()) + int(sprite.y)

    assert chin(Acting(mouth=MOUTHS["aa"])) >= chin(Acting()) + 5


def test_the_head_moves_by_fractions_of_a_pixel() -> None:
    head = Head(LOOK, 0.0, 2.0, Light(), "cinematic", "neutral")
    centres = []
    for k in range(9):
        _, sprite = head.sprites(Acting(extras={"turn": k / 40}), (0.0, 0.0))
        alpha = sprite.pixels[..., 3].astype(float)
        centres.append(
            float((alpha.sum(axis=0) * np.arange(alpha.shape[1])).sum() / alpha.sum() + sprite.x)
        )
    steps = np.diff(centres)
    assert (steps > 0).all()
    assert steps.max() < 0.2


def test_a_sheet_crops_to_what_was_drawn() -> None:
    sheet = Sheet((-50, -50, 50, 50), 2.0)
    sheet.canvas.drawRect(skia.Rect.MakeLTRB(10, 20, 20, 25), skia.Paint(Color=skia.ColorRED))
    sprite = sheet.sprite()
    assert (sprite.x, sprite.y) == (20, 40)
    assert sprite.pixels.shape == (10, 20, 4)
    assert sprite.pixels[5, 5].tolist() == [0, 0, 255, 255]
