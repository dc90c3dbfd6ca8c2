"""A look is decided once and for all by who the character is."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filmstudio.drawing.people.brush import luma, rgb
from filmstudio.drawing.people.looks import appearance
from filmstudio.film.storyboard import Character, Look
from filmstudio.film.vocabulary import GARMENTS, HAIR_STYLES, AgeGroup, Culture, Gender

CULTURES = get_args(Culture)
AGES = get_args(AgeGroup)
GENDERS = get_args(Gender)


@given(
    st.text("abcdefgh0123", min_size=1, max_size=12),
    st.sampled_from(CULTURES),
    st.sampled_from(AGES),
    st.sampled_from(GENDERS),
)
@settings(max_examples=60, deadline=None)
def test_open_fields_are_filled_the_same_way_each_time(
    name: str, culture: Culture, age: AgeGroup, gender: Gender
) -> None:
    person = Character(id=name, name=name, culture=culture, age=age, gender=gender)
    look = appearance(person)
    assert look == appearance(person)
    assert look.garment in GARMENTS
    assert look.hair_style in HAIR_STYLES
    assert not look.warnings
    assert luma(look.skin) > 40


def test_what_the_storyboard_says_is_followed() -> None:
    look = appearance(
        Character(
            id="a",
            name="A",
            look=Look(
                skin="#c98d62",
                hair_colour="auburn",
                hair_style="braid",
                eyes="#4d7f9e",
                garment="sari",
                colour="red",
                second_colour="#e8bd56",
                beard="long",
                glasses=True,
                accessories=("bindi", "garland"),
            ),
        )
    )
    assert look.skin == rgb("#c98d62")
    assert look.second == rgb("#e8bd56")
    assert (look.hair_style, look.garment, look.beard) == ("braid", "sari", "long")
    assert look.glasses
    assert look.accessories == {"bindi", "garland"}
    assert not look.warnings


@pytest.mark.parametrize(
    ("look", "drawn"),
    [
        (Look(garment="silk kimono"), "kimono"),
        (Look(garment="hooodie"), "hoodie"),
        (Look(hair_style="pony tail"), "ponytail"),
    ],
)
def test_an_unknown_word_becomes_its_nearest_and_is_reported(look: Look, drawn: str) -> None:
    made = appearance(Character(id="x", name="Xenia", look=look))
    assert drawn in (made.garment, made.hair_style)
    assert len(made.warnings) == 1
    assert "Xenia" in made.warnings[0]
    assert drawn in made.warnings[0]


def test_an_unknown_colour_is_reported() -> None:
    made = appearance(Character(id="x", name="Xenia", look=Look(colour="blurple-ish")))
    assert "blurple-ish" in made.warnings[0]


def test_elders_are_grey_and_children_have_larger_eyes() -> None:
    def person(age: AgeGroup) -> Character:
        return Character(id="p", name="P", age=age, culture="japanese")

    assert luma(appearance(person("elder")).hair) > luma(appearance(person("adult")).hair) + 60
    child, adult = appearance(person("child")).face, appearance(person("adult")).face
    assert child.eye_size > adult.eye_size
    assert child.eye_y > adult.eye_y


def test_two_people_have_two_faces() -> None:
    faces = {appearance(Character(id=f"p{i}", name="P")).face for i in range(12)}
    assert len(faces) == 12


def test_faces_of_a_cast_differ_at_rest() -> None:
    faces = [appearance(Character(id=f"p{n}", name="P", culture="western")).face for n in range(40)]
    widths = [face.mouth_width / face.half_width for face in faces]
    rests = [face.rest for face in faces]
    assert max(widths) > 1.25 * min(widths)
    assert max(rests) - min(rests) > 0.3
    assert 3 <= sum(face.freckles > 0 for face in faces) <= 24
    assert faces[0] == appearance(Character(id="p0", name="P", culture="western")).face
