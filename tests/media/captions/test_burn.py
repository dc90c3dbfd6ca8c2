"""Captions drawn into the safe area, readable on any picture."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filmstudio.errors import Missing
from filmstudio.film.storyboard import CaptionStyle
from filmstudio.film.timeline import Caption
from filmstudio.media import fonts
from filmstudio.media.captions import burn

FULL = Caption(
    start=0,
    end=3,
    lines=("of France would never come back to Rome,", "to New York, or without his best hat, ok?"),
)
SIZES = [
    (1920, 1080),
    (1280, 720),
    (640, 360),
    (3840, 2160),
    (1080, 1920),
    (1080, 1080),
    (1080, 1350),
]


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("position", ["bottom", "top"])
def test_captions_lie_in_the_safe_area(width: int, height: int, position: str) -> None:
    style = CaptionStyle.model_validate({"position": position})
    drawn = burn.caption_sprite(FULL, style, width=width, height=height)
    rows, columns = np.nonzero(drawn.pixels[..., 3] > 8)
    left, right = drawn.x + columns.min(), drawn.x + columns.max() + 1
    top, bottom = drawn.y + rows.min(), drawn.y + rows.max() + 1
    assert left >= width * 0.05 - 1
    assert right <= width * 0.95 + 1
    assert abs((left + right) / 2 - width / 2) <= 1.5
    if position == "bottom":
        assert bottom <= height * 0.95
        assert top >= height * (0.8 if width > height else 0.74)
    else:
        assert top >= height * 0.05
        assert bottom <= height * 0.26


def test_upright_frames_take_larger_letters_and_more_rows() -> None:
    wide = burn.caption_sprite(FULL, CaptionStyle(), width=1080, height=608)
    upright = burn.caption_sprite(FULL, CaptionStyle(), width=1080, height=1920)
    assert upright.pixels.shape[0] > 1.8 * wide.pixels.shape[0]


def test_pixels_are_premultiplied_and_repeatable() -> None:
    one = burn.caption_sprite(FULL, CaptionStyle(), width=1280, height=720)
    two = burn.caption_sprite(FULL, CaptionStyle(), width=1280, height=720)
    assert one.pixels.tobytes() == two.pixels.tobytes()
    assert (one.pixels[..., :3].max(axis=2) <= one.pixels[..., 3]).all()
    assert one.x == int(one.x)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 0xFFFFFF), st.floats(0.01, 1))
def test_letters_on_their_plate_have_contrast_on_any_picture(colour: int, opacity: float) -> None:
    style = CaptionStyle(colour=f"#{colour:06x}", background=opacity)
    look = burn.plate(style)
    assert look.opacity >= opacity
    backgrounds = np.linspace(0, 1, 16)
    plate_value = 0.0 if look.colour == "#000000" else 1.0
    shown = backgrounds * (1 - look.opacity) + plate_value * look.opacity
    light = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in shown]
    letters = burn.luminance(style.colour)
    ratios = [(max(letters, b) + 0.05) / (min(letters, b) + 0.05) for b in light]
    assert min(ratios) >= 4.5


def test_known_contrasts() -> None:
    """The figures of WCAG 2.2: black on white 21, #767676 on white 4.54."""
    assert burn.contrast(burn.luminance("#000000"), burn.luminance("#ffffff")) == pytest.approx(21)
    grey = burn.contrast(burn.luminance("#767676"), 1.0)
    assert grey == pytest.approx(4.54, abs=0.01)


def test_without_a_plate_letters_are_outlined() -> None:
    drawn = burn.caption_sprite(FULL, CaptionStyle(background=0), width=1280, height=720)
    alpha = drawn.pixels[..., 3]
    assert (alpha == 0).mean() > 0.3, "there is no plate"
    white = (drawn.pixels[..., 0] > 240) & (alpha > 240)
    dark = (drawn.pixels[..., 0] < 40) & (alpha > 180)
    assert dark.sum() > 0.5 * white.sum()


def test_a_caption_of_emoji_only_draws_nothing() -> None:
    drawn = burn.caption_sprite(
        Caption(start=0, end=1, lines=("😀",)), CaptionStyle(), width=640, height=360
    )
    assert not drawn.pixels.any()


def test_a_missing_font_is_said_not_boxed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(fonts, "folders", lambda: (tmp_path,))
    with pytest.raises(Missing, match="Tamil"):
        burn.caption_sprite(
            Caption(start=0, end=1, lines=("தமிழ்",)), CaptionStyle(), width=640, height=360
        )
