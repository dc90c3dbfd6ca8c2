"""Text: shaped, wrapped, ordered and drawn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont, features

from filmstudio.errors import BadInput
from filmstudio.media import fonts
from filmstudio.media.text import Shadow, draw_on, layout

SHAPED = [
    "क्षत्रिय श्रीकृष्ण",
    "கொண்டிருந்தாள்",
    "శ్రీకృష్ణుడు",
    "শ্রীকৃষ্ণ",
    "શ્રીકૃષ્ણ",
    "ಶ್ರೀಕೃಷ್ಣ",
    "ശ്രീകൃഷ്ണൻ",
    "ਸ੍ਰੀ ਕ੍ਰਿਸ਼ਨ",
    "العربية قال",
    "שלום עולם",
    "น้ำใสผู้หญิง",
    "AVATAR fi Te",
]


@pytest.mark.skipif(not features.check("raqm"), reason="Pillow without raqm")
@pytest.mark.parametrize("text", SHAPED)
def test_shaping_agrees_with_an_independent_shaper(text: str) -> None:
    """HarfBuzz through Pillow's raqm gives the same advance: conjuncts and joins are formed."""
    if fonts.missing(text):
        pytest.skip("this machine lacks the font")
    (run,) = fonts.runs(text)
    size = 200
    other = ImageFont.truetype(str(run.face.path), size, layout_engine=ImageFont.Layout.RAQM)
    assert layout(text, size=size).width == pytest.approx(other.getlength(text), rel=0.01)


def test_conjuncts_are_narrower_than_their_letters() -> None:
    if fonts.missing("क्ष"):
        pytest.skip("this machine lacks the font")
    assert layout("क्ष", size=100).width < layout("क", size=100).width + layout("ष", size=100).width


def test_right_to_left_lines_start_at_the_right() -> None:
    """The full stop of an Arabic sentence stands at its left end."""
    if fonts.missing("قال"):
        pytest.skip("this machine lacks the font")

    def ink(text: str) -> np.ndarray:
        block = layout(text, size=80)
        return block.render().pixels[..., 3].any(axis=0)

    plain, stopped = ink("قال أحمد"), ink("قال أحمد.")
    from_right = [np.argmax(row[::-1]) for row in (plain, stopped)]
    assert stopped.sum() > plain.sum()
    assert abs(int(from_right[0]) - int(from_right[1])) <= 2


def test_render_is_premultiplied_and_the_same_each_time() -> None:
    block = layout("Film", size=60, colour="#ff8000", shadows=(Shadow(),))
    one, two = block.render(), block.render()
    assert np.array_equal(one.pixels, two.pixels)
    alpha = one.pixels[..., 3]
    assert (one.pixels[..., :3] <= alpha[..., None]).all()
    solid = one.pixels[alpha == 255]
    assert [0, 128, 255] in solid[:, :3].tolist()
    assert one.x == one.y < 0
    edge = np.concatenate([alpha[0], alpha[-1], alpha[:, 0], alpha[:, -1]])
    assert edge.max() <= 2, "nothing is cut off at the sprite's edge"


def test_wrapping_keeps_the_words_and_the_width() -> None:
    text = "Rain over the Boulevard of Broken Umbrellas and other stories of the sea"
    block = layout(text, size=40, max_width=420, language="en")
    assert " ".join(line.text for line in block.lines) == text
    assert block.width <= 420
    assert all(line.width <= 420 for line in block.lines)
    assert not any(line.text.endswith((" the", " of")) for line in block.lines)


def test_alignment_places_the_lines() -> None:
    left = layout("a\nlonger line", size=30, align="left").lines[0].x
    centre = layout("a\nlonger line", size=30, align="centre").lines[0].x
    right = layout("a\nlonger line", size=30, align="right").lines[0].x
    assert left == 0
    assert right == pytest.approx(2 * centre)


def test_letter_spacing_widens_latin_and_leaves_joined_scripts() -> None:
    assert layout("abcd", size=30, letter_spacing=5).width == pytest.approx(
        layout("abcd", size=30).width + 15, abs=1
    )
    if not fonts.missing("العربية"):
        spaced = layout("العربية", size=30, letter_spacing=5).width
        assert spaced == pytest.approx(layout("العربية", size=30).width, abs=0.01)


def test_thai_is_wrapped_between_words() -> None:
    text = "ภาพยนตร์เรื่องนี้สร้างขึ้นในกรุงเทพมหานคร"
    if fonts.missing(text):
        pytest.skip("this machine lacks the font")
    rows = [line.text for line in layout(text, size=40, max_width=330, language="th").lines]
    assert "".join(rows) == text
    assert len(rows) > 1
    assert not any(row.startswith(("ร์", "ล", "ห")) for row in rows[1:])


def test_unusable_colour_and_size_are_said() -> None:
    with pytest.raises(BadInput, match="red"):
        layout("a", size=20, colour="red")
    with pytest.raises(BadInput, match="0"):
        layout("a", size=0)


@pytest.mark.parametrize("text", ["", "   ", "😀😀", "\n"])
def test_nothing_to_draw_is_an_empty_sprite(text: str) -> None:
    block = layout(text, size=30, shadows=(Shadow(),))
    assert block.width == 0
    assert not block.render().pixels.any()


def test_drawing_off_the_canvas_is_cut() -> None:
    canvas = np.zeros((20, 30, 4), np.uint8)
    draw_on(canvas, layout("Wide words", size=40), -50, -10)
    assert canvas.any()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(max_codepoint=0x24F), max_size=80), st.integers(20, 400))
def test_any_latin_text_is_laid_out_without_loss(text: str, width: int) -> None:
    if fonts.missing(text):
        return
    block = layout(text, size=18, max_width=width)
    kept = "".join("".join(line.text.split()) for line in block.lines)
    assert kept == "".join(fonts.drawable(text).split())


def test_rows_are_even_rather_than_a_word_over_a_full_row() -> None:
    room = layout("the bronze bell has cracked.", size=25).width * 1.1
    rows = [
        line.text
        for line in layout(
            "Thatha, the bronze bell has cracked.", size=25, max_width=room, language="en"
        ).lines
    ]
    assert len(rows) == 2
    assert rows[0] != "Thatha,"
