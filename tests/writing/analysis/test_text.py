"""Texts taken apart: nothing lost, sentences where a reader hears them, digests that stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmstudio.writing.analysis.lexicon import Phrases, data, lexicon
from filmstudio.writing.analysis.text import clauses, digest, join, sentences, slug, tidy


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dr. Rao came. He left.", 2),
        ("J. R. Smith came. He left!", 2),
        ("“Stop!” she said. He stopped.", 2),
        ("वह आया। वह गया।", 2),
        ("他来了。他走了！", 2),
        ("Wait... what? No!", 3),
    ],
)
def test_sentences(text: str, count: int) -> None:
    found = sentences(text, frozenset({"dr"}))
    assert len(found) == count
    assert join(found) == text


@given(st.text(max_size=200))
def test_sentences_and_clauses_lose_nothing(text: str) -> None:
    solid = "".join(text.split())
    assert "".join("".join(sentences(text)).split()) == solid
    assert "".join("".join(clauses(tidy(text))).split()) == solid


def test_slugs_and_digests_are_stable() -> None:
    assert slug("Señora Núñez (V.O.)") == "senora-nunez-v-o"
    assert slug("मीरा") == "मीरा"
    assert digest("anna", "hair") == digest("anna", "hair")
    assert digest("ab", "c") != digest("a", "bc")


def test_the_longest_phrase_wins_and_marks_count() -> None:
    phrases = Phrases({"night": "a", "good night": "b", "run!": "c"})
    assert [hit.value for hit in phrases.find("Good night, Night. Run. Run!")] == ["b", "a", "c"]


def test_lexicons_of_other_languages_lie_over_english() -> None:
    spanish = lexicon("places", "es")["words"]
    assert spanish["playa"] == "beach"
    assert spanish["kitchen"] == "|kitchen"
    assert lexicon("places", "xx") == data("places.en")
