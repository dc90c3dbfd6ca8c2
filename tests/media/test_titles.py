"""Title card, credits and watermark."""

from __future__ import annotations

import numpy as np
import pytest

from filmstudio.errors import BadInput
from filmstudio.film.picture import Sprite
from filmstudio.media import titles
from filmstudio.media.credits import credits_card

SIZES = [(1920, 1080), (640, 360), (1080, 1920), (1080, 1080), (1080, 1350)]
LONG = "Rain over the Boulevard of Broken Umbrellas and Other Stories of the Quiet City"
CREDITS = [
    "The End",
    "Written by: Maya Fernandes",
    "Voices: espeak-ng, SVOX Pico",
    "Music: composed by the studio from a soundfont with a very long name indeed",
]


def _ink(sprite: Sprite, least: int = 90) -> tuple[float, float, float, float]:
    rows, columns = np.nonzero(sprite.pixels[..., 3] >= least)
    return (
        sprite.x + columns.min(),
        sprite.y + rows.min(),
        sprite.x + columns.max() + 1,
        sprite.y + rows.max() + 1,
    )


def _inside(card: titles.TitleCard, width: int, height: int) -> None:
    for element in card.elements:
        left, top, right, bottom = _ink(element.sprite)
        assert left >= width * 0.05 - 1
        assert right <= width * 0.95 + 1
        assert top >= height * 0.05
        assert bottom <= height * 0.95


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("title", ["Sea", "The Last Lighthouse", LONG])
def test_titles_stay_within_the_safe_area(title: str, width: int, height: int) -> None:
    card = titles.title_card(
        title, "A story of the sea", width=width, height=height, seconds=4, language="en"
    )
    assert len(card.elements) == 3
    _inside(card, width, height)
    tops = [_ink(element.sprite)[1] for element in card.elements]
    assert tops == sorted(tops)
    assert _ink(card.elements[0].sprite)[3] <= tops[1]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_credits_stay_within_the_safe_area_and_apart(width: int, height: int) -> None:
    card = credits_card(CREDITS, width=width, height=height, seconds=4)
    _inside(card, width, height)
    boxes = [_ink(element.sprite) for element in card.elements]
    for number, one in enumerate(boxes):
        for two in boxes[number + 1 :]:
            apart = one[2] <= two[0] or two[2] <= one[0] or one[3] <= two[1] or two[3] <= one[1]
            assert apart


def test_many_credits_take_pages_in_turn() -> None:
    card = credits_card(
        [f"Role {n}: Name {n}" for n in range(20)], width=1280, height=720, seconds=9
    )
    assert len(card.elements) == 40
    shown = [sum(e.at(t)[0] > 0.9 for e in card.elements) for t in (1.5, 4.5, 7.5)]
    assert shown == [14, 14, 12]


@pytest.mark.parametrize("seconds", [1.0, 2.5, 4.0, 8.0])
def test_everything_comes_and_goes_within_the_card(seconds: float) -> None:
    card = titles.title_card("Sea", "A story", width=640, height=360, seconds=seconds)
    for element in card.elements:
        assert element.at(0.0)[0] == 0
        assert element.at(seconds)[0] == 0
        assert element.at(element.leave_at)[0] == 1
        assert element.at(element.leave_at)[1] == 0
        assert element.leave_at > element.enter_at + element.enter_seconds
    assert card.dark(seconds / 2) == pytest.approx(card.darken)
    assert card.dark(seconds) == 0


def test_words_read_on_a_white_plate() -> None:
    """Around the letters the darkened, shadowed picture keeps 4.5 to 1 against them."""
    card = titles.title_card("The Last Lighthouse", "", width=1920, height=1080, seconds=4)
    pixels = card.elements[0].sprite.pixels.astype(float)
    alpha = pixels[..., 3] / 255
    white = 255 * (1 - card.darken)
    shown = pixels[..., :3].mean(axis=2) + white * (1 - alpha)
    letters = pixels[..., 1] > 240
    near = np.zeros_like(letters)
    for shift in (-4, 4):
        near |= np.roll(letters, shift, axis=0) | np.roll(letters, shift, axis=1)
    ground = near & (pixels[..., 1] == 0)
    light = np.median(shown[ground]) / 255
    luminance = ((light + 0.055) / 1.055) ** 2.4
    assert 1.0 / (luminance + 0.05) >= 4.5


def test_styles_differ_and_an_unknown_one_is_said() -> None:
    one = titles.title_card("Sea", width=640, height=360, seconds=3, style="cinematic")
    two = titles.title_card("Sea", width=640, height=360, seconds=3, style="comic")
    assert one.elements[0].sprite.pixels.shape != two.elements[0].sprite.pixels.shape
    with pytest.raises(BadInput, match="cubist"):
        titles.title_card("Sea", width=640, height=360, seconds=3, style="cubist")  # type: ignore[arg-type]


def test_empty_cards_leave_the_picture_alone() -> None:
    for card in (
        titles.title_card("", "", width=640, height=360, seconds=3),
        credits_card(["", " "], width=640, height=360, seconds=3),
    ):
        assert card.elements == ()
        assert card.dark(1.5) == 0


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_watermark_is_faint_in_the_top_right_corner(width: int, height: int) -> None:
    mark = titles.watermark("AI Film Studio", width=width, height=height)
    left, top, right, bottom = _ink(mark, least=100)
    assert left > width * 0.5
    assert right <= width - min(width, height) * 0.05 + 1
    assert top >= min(width, height) * 0.04
    assert bottom < height * 0.12
    assert mark.pixels[..., 3].max() == pytest.approx(255 * 0.45, abs=1)
    assert (mark.pixels[..., :3].max(axis=2) <= mark.pixels[..., 3]).all()


def test_the_makers_line_below_the_names_is_smaller_than_they_are() -> None:
    lines = ["With: Meena, Kannan", "Made with AI Film Studio"]
    card = credits_card(lines, width=540, height=540, seconds=4)
    names, made = card.elements[-2].sprite, card.elements[-1].sprite
    assert made.y > names.y
    assert made.pixels.shape[0] < names.pixels.shape[0]


@pytest.mark.parametrize(
    "lines",
    [
        ["Voices: CMU Flite, SVOX Pico", "Made with AI Film Studio"],
        ["Story: Ann", "Voices: espeak-ng, SVOX Pico, CMU Flite", "Made with AI Film Studio"],
    ],
)
def test_credits_are_centred_as_a_group(lines: list[str]) -> None:
    card = credits_card(lines, width=1280, height=720, seconds=4)
    boxes = [_ink(element.sprite) for element in card.elements]
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    assert abs((left + right) / 2 - 640) < 8


def test_hairlines_of_titles_are_as_firm_as_a_film_needs() -> None:
    card = titles.title_card("F", width=960, height=540, seconds=4)
    solid = card.elements[0].sprite.pixels[..., :3].max(axis=2) / 255
    rows, columns = np.nonzero(solid > 0.2)
    arm = solid[:, int(np.quantile(columns, 0.75))]
    middle = arm[int(rows.min() * 0.7 + rows.max() * 0.3) : int(rows.max() * 0.9)]
    assert 1.2 < middle.sum() < 4
