"""Where a sentence of prose goes, and when time jumps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmstudio.film.screenplay import Action, Screenplay
from filmstudio.film.vocabulary import PLACES
from filmstudio.writing.analysis import analyse
from filmstudio.writing.analysis.moves import arrives, overlooks, span_of, time_jump
from filmstudio.writing.analysis.surroundings import Place


def settings(text: str, language: str = "en") -> list[tuple[str, str]]:
    story = analyse(Screenplay(form="prose", elements=(Action(text=text),), language=language))
    return [(scene.setting.place, scene.setting.time) for scene in story.scenes]


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("One cold winter morning, Ada woke.", "en"),
        ("All day the oven smoked.", "en"),
        ("That same night the wolf came back.", "en"),
        ("They walked all night.", "en"),
        ("Le soir, tout le monde attendait.", "fr"),
        ("Toute la nuit, il neigea.", "fr"),
        ("Eines kalten Morgens ging er fort.", "de"),
        ("Toda la noche llovió.", "es"),
        ("शाम को सब लौट आए।", "hi"),
        ("மாலையில் எல்லோரும் வந்தார்கள்.", "ta"),
    ],
)
def test_a_sentence_that_begins_in_another_part_of_the_day_jumps(
    sentence: str, language: str
) -> None:
    assert time_jump(sentence, language)


@pytest.mark.parametrize(
    "sentence",
    [
        "She had waited all day.",
        "Ada said that one day she would leave.",
        "He liked the morning paper.",
        "One of the men laughed, and the morning was bright.",
    ],
)
def test_a_sentence_that_only_speaks_of_time_does_not_jump(sentence: str) -> None:
    assert not time_jump(sentence, "en")


def test_a_span_tells_the_part_of_the_day_that_passes() -> None:
    assert span_of("All day the oven smoked.", "en") == "day"
    assert span_of("They walked across the hills all night.", "en") == "night"
    assert span_of("She had walked all night.", "en") is None


@pytest.mark.parametrize(
    ("sentence", "opening", "place"),
    [
        ("By evening, the whole town had gathered before the temple.", True, "temple"),
        ("The children gathered at the well.", False, "village"),
        ("The market was full of people.", True, "market"),
        ("The market was full of people.", False, ""),
        ("Before the market opened, Ada slept.", False, ""),
        ("They walked across the dunes.", True, "desert"),
        ("At the swings, a boy waited.", False, "garden"),
    ],
)
def test_arrivals(sentence: str, opening: bool, place: str) -> None:
    found = arrives(sentence, "en", opening=opening, placed=True)
    assert (found.place if found else "") == place


def test_who_looks_out_on_water_is_beside_it_unless_indoors_or_there_already() -> None:
    sentence = "Ada looked at the lanterns on the water."
    outside = overlooks(sentence, "en", Place("temple", "temple", False))
    assert outside is not None
    assert outside.place == "riverside"
    assert overlooks(sentence, "en", Place("kitchen", "kitchen", True)) is None
    assert overlooks(sentence, "en", Place("harbour", "pier", False)) is None
    assert overlooks("Ada sang on the water.", "en", Place("temple", "temple", False)) is None


def test_a_place_is_left_when_time_jumps_to_another() -> None:
    assert settings(
        "At sunrise, in a village by a slow brown river, a weaver sat at his loom. He sang a song. "
        "All day the dye dried beside the river. "
        "By evening, the whole village had gathered before the temple to see the cloth. "
        "It was red as fire, and the weaver bowed to all of them in turn."
    ) == [("village", "dawn"), ("riverside", "day"), ("temple", "dusk")]


def test_it_was_already_dark_is_night() -> None:
    assert settings("It was already dark when the girl came to the inn. She knocked.") == [
        ("cafe", "night")
    ]


def test_inside_is_within_the_place_that_was_come_to() -> None:
    assert settings(
        "Tom walked along the road with his old dog and sang a long and merry song to the clouds. "
        "He came to a cottage. Inside, a candle burned beside an empty bed, and nobody was there."
    ) == [("road", "day"), ("hut", "day")]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "एक गाँव में मीरा रहती थी। वह फूल बेचती थी और गीत गाती थी। शाम को मीरा मंदिर पहुँची। उसने दीया जलाया और प्रार्थना की।",
            "hi",
            [("village", "day"), ("temple", "dusk")],
        ),
        (
            "காலையில் மீனா கிராமத்தில் நடந்தாள். அவள் பாட்டு பாடினாள். மாலையில் எல்லோரும் கோவிலில் கூடினார்கள். மீனா சிரித்தாள்.",
            "ta",
            [("village", "morning"), ("temple", "dusk")],
        ),
        (
            "À l'aube, dans un port, Yvonne réparait un filet avec soin. Le soir, toute la famille attendait sur la plage.",
            "fr",
            [("harbour", "dawn"), ("beach", "dusk")],
        ),
    ],
)
def test_scenes_of_other_languages(
    text: str, language: str, expected: list[tuple[str, str]]
) -> None:
    assert settings(text, language) == expected


@given(
    st.lists(
        st.sampled_from(
            [
                "All",
                "day",
                "one",
                "morning",
                "before",
                "the",
                "temple",
                "market",
                "looked",
                "on",
                "water",
                "inside",
                "cave",
                "all",
                "night",
                "village",
                ".",
                ",",
                "was",
                "she",
                "Tom",
                "came",
                "to",
                "river",
                "gathered",
                "path",
            ]
        ),
        max_size=30,
    )
)
def test_any_words_are_read(words: list[str]) -> None:
    text = "Tom slept. " + " ".join(words)
    assert all(place in PLACES for place, _ in settings(text))
