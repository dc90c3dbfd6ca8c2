"""Where lines may break."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filmstudio.media.captions import breaking


def _parts(text: str, language: str = "") -> list[str]:
    return [piece.text for piece in breaking.pieces(text, language)]


def test_spaced_writing_breaks_at_spaces_and_long_hyphens() -> None:
    assert _parts("The well-known king") == ["The", "well-", "known", "king"]
    assert _parts("A 3-4 win, e-mail") == ["A", "3-4", "win,", "e-mail"]


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("ภาพยนตร์เรื่องนี้สร้างขึ้น", "th", ["ภาพยนตร์", "เรื่อง", "นี้", "สร้าง", "ขึ้น"]),
        ("ชอบมากๆ", "th", ["ชอบ", "มากๆ"]),
        ("今天真好，走吧。", "zh", ["今", "天", "真", "好，", "走", "吧。"]),
        ("「東京タワー」へ行く。", "ja", ["「東京タワー」", "へ", "行く。"]),
        ("山のふもとの村に住む", "ja", ["山の", "ふもとの", "村に", "住む"]),
    ],
)
def test_writing_without_spaces(text: str, language: str, words: list[str]) -> None:
    parts = _parts(text, language)
    assert "".join(parts) == text
    assert not any(part[0] in "，。」ー、" for part in parts)
    assert not any(part[-1] in "「" for part in parts)
    if language != "ja":
        assert parts == words


def test_spoken_words_decide_where_they_spell_the_text() -> None:
    pieces = breaking.pieces("我们去公园吧。", "zh", ("我们", "去", "公园", "吧", "。"))
    assert [piece.text for piece in pieces] == ["我们", "去", "公园", "吧。"]
    assert len(breaking.pieces("我们去公园吧。", "zh", ("wo", "men"))) == 6


@pytest.mark.parametrize(
    ("text", "language", "good", "bad"),
    [
        ("He left the house and went home", "en", "house", "the"),
        ("She said, come in", "en", "said,", "come"),
        ("Il est dans la maison parce que", "fr", "maison", "la"),
        ("राम ने सीता को कहा", "hi", "ने", "सीता"),
        ("I met Mr. Smith. He ran", "en", "Smith.", "Mr."),
        ("we saw New York again", "en", "York", "New"),
    ],
)
def test_phrases_cost_less_than_torn_ones(text: str, language: str, good: str, bad: str) -> None:
    costs = {piece.text: piece.cost for piece in breaking.pieces(text, language)}
    assert costs[good] < costs[bad]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["en", "th", "zh", "ja", "hi", "ar", ""]))
def test_no_character_is_lost(text: str, language: str) -> None:
    pieces = breaking.pieces(text, language)
    assert breaking.joined(pieces) == " ".join(text.split())
    assert all(piece.text for piece in pieces)
