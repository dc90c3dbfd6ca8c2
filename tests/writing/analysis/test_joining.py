"""One person under two names, and animals in the cast."""

from __future__ import annotations

import pytest

from filmstudio.film.screenplay import Action, Dialogue, Element, Screenplay
from filmstudio.film.story import Story
from filmstudio.writing.analysis import analyse


def prose(*parts: str | tuple[str, str], language: str = "en") -> Story:
    elements: list[Element] = [
        Action(text=part) if isinstance(part, str) else Dialogue(speaker=part[0], text=part[1])
        for part in parts
    ]
    return analyse(Screenplay(form="prose", elements=tuple(elements), language=language))


def names(story: Story) -> list[str]:
    return [member.name for member in story.cast]


@pytest.mark.parametrize(
    "words", ["They call me Mrs. Grey.", "My name is Mrs. Grey.", "I am Mrs. Grey."]
)
def test_who_says_their_name_has_it(words: str) -> None:
    story = prose(
        "An old woman in the corner laughed.",
        ("Old Woman", words),
        "Mrs. Grey rose.",
        ("Mrs. Grey", "Come."),
    )
    assert names(story) == ["Mrs. Grey"]
    assert (story.cast[0].age, story.cast[0].gender) == ("elder", "female")


def test_a_name_with_a_word_of_age_before_it_is_the_same_name() -> None:
    story = prose(
        "OLD JOAQUIM, 75, white beard, bends over a lamp.",
        ("JOAQUIM", "We are closed."),
        "Old Joaquim sighs.",
    )
    assert names(story) == ["Old Joaquim"]
    assert (story.cast[0].age, story.cast[0].gender) == ("elder", "male")
    assert story.cast[0].look.beard != "none"
    two = prose(("FISHERMAN", "Who is it?"), ("OLD FISHERMAN", "It is I."))
    assert names(two) == ["Fisherman", "Old Fisherman"]


def test_i_am_sorry_is_no_name() -> None:
    story = prose("A man sat there.", ("Man", "I am Late. I am Hungry."))
    assert names(story) == ["Man"]


def test_who_is_answered_by_name_has_it() -> None:
    story = prose(
        "Un garçon arriva.",
        ("Garçon", "Grand-mère !"),
        ("Yvonne", "Il rentrera, Yann."),
        "Yann tenait une lampe.",
        ("Yann", "Bien."),
        language="fr",
    )
    assert names(story) == ["Yann", "Yvonne"]
    assert story.cast[0].age == "child"


def test_an_answer_that_names_a_third_person_joins_nobody() -> None:
    story = prose(
        "A woman and Tom sat there. Anna stood by.",
        ("Anna", "Well?"),
        ("Woman", "Who is there?"),
        ("Tom", "Come in, Anna."),
    )
    assert sorted(names(story)) == ["Anna", "Tom", "Woman"]


def test_who_comes_in_and_speaks_under_a_new_name_is_one() -> None:
    story = prose("A boy came through the gate.", ("Jonas", "Is it from Papa?"), ("Greta", "Yes."))
    assert names(story) == ["Jonas", "Greta"]
    assert story.cast[0].age == "child"


def test_a_name_that_was_read_before_is_not_who_comes_in() -> None:
    story = prose(
        "Jonas sat at the table. A boy with glasses came through the gate.",
        ("Jonas", "Who are you?"),
        ("Boy", "Nobody."),
    )
    assert sorted(names(story)) == ["Boy", "Jonas"]


def test_two_women_of_whom_one_is_old_are_two() -> None:
    story = prose(
        "A tall woman in a blue scarf looked up. An old woman laughed.",
        ("Old Woman", "Nobody crosses the moor."),
    )
    assert sorted(member.id for member in story.cast) == ["old-woman", "woman"]


def test_a_silent_animal_is_nobody_in_the_cast() -> None:
    story = prose(
        "Tom walked with his dog Rosie. Rosie barked and ran after a bird.", ("Tom", "Come!")
    )
    assert names(story) == ["Tom"]
    assert any("Rosie, the dog, never speaks" in warning for warning in story.warnings)


@pytest.mark.parametrize(
    ("told", "speaker", "note"),
    [
        ("A fox sat on the stones.", "Fox", "Fox is an animal"),
        ("Pip was a little mouse.", "Pip", "Pip is a mouse"),
    ],
)
def test_a_talking_animal_is_played_with_a_note(told: str, speaker: str, note: str) -> None:
    story = prose(told, (speaker, "Good evening."))
    assert names(story) == [speaker]
    assert any(note in warning for warning in story.warnings)


@pytest.mark.parametrize(
    ("text", "language", "speaker", "age"),
    [
        ("एक गाँव में रामदीन नाम का एक बूढ़ा कुम्हार रहता था।", "hi", "रामदीन", "elder"),
        ("मीरा दस साल की थी।", "hi", "मीरा", "child"),
        ("கண்ணன் என்ற வயதான குயவர் நடந்தார்.", "ta", "கண்ணன்", "elder"),
        ("Un viejo pescador llamado Tomás dormía.", "es", "Tomás", "elder"),
        ("Eine alte Frau namens Greta schlief.", "de", "Greta", "elder"),
        ("Ada was ten years old.", "en", "Ada", "child"),
        ("Ada, a sixteen-year-old, ran.", "en", "Ada", "teen"),
    ],
)
def test_ages(text: str, language: str, speaker: str, age: str) -> None:
    assert prose(text, (speaker, "!"), language=language).cast[0].age == age


def test_a_voice_is_whose_who_is_seen_next() -> None:
    story = prose(
        "Lena climbed the tower. A man in a black hat stood under the arch.",
        ("Voice", "Looking for something?"),
        "The man in the black hat had followed her.",
        ("Lena", "Who are you?"),
        ("Man", "I am Viktor."),
        "Viktor took off his hat.",
    )
    assert sorted(names(story)) == ["Lena", "Viktor"]


def test_what_somebody_is_brings_in_nobody_and_tells_their_looks() -> None:
    story = prose(
        "Mr. Havel swept the step. He was a small man with round spectacles.",
        ("Mr. Havel", "Well."),
    )
    assert names(story) == ["Mr. Havel"]
    assert story.cast[0].look.glasses


def test_who_is_named_by_a_pronoun_beside_them_does_not_act() -> None:
    story = prose(
        "A tall woman in a blue scarf looked up. Beside her sat a boy with glasses, reading a book."
    )
    assert story.scenes[0].beats[1].subjects[0] == "boy"  # type: ignore[union-attr]
