"""Long lines split: nothing lost, no word broken, lists found."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from filmstudio.writing.analysis.text import tidy
from filmstudio.writing.planning.split import list_items, split_line


@given(st.text(max_size=300), st.floats(2, 10))
def test_split_lines_lose_nothing_and_break_no_word(text: str, ideal: float) -> None:
    lines = split_line(tidy(text), lambda piece: len(piece) / 14, ideal)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_long_line_without_stops_is_broken_between_words() -> None:
    words = " ".join(f"word{n}" for n in range(120))
    lines = split_line(words, lambda piece: len(piece) / 14, 6.0)
    assert len(lines) > 5
    assert all(len(line) / 14 <= 14 for line in lines)
    assert " ".join(lines) == words


def test_one_endless_word_stays_whole() -> None:
    assert split_line("a" * 5000, lambda piece: len(piece) / 14, 6.0) == ["a" * 5000]


def test_lists_are_found() -> None:
    known = {"lamp", "rope", "knife"}
    things = lambda text: [w for w in known if w in text]  # noqa: E731
    assert list_items("He packed a lamp, a rope, and a knife.", "en", things) == [
        "He packed a lamp,",
        "a rope,",
        "and a knife.",
    ]
    assert list_items("He packed a lamp, and left.", "en", things) == []
