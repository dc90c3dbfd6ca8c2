"""How people look and what colour things have, as the text says it."""

from __future__ import annotations

import pytest

from filmstudio.film.screenplay import Action, Dialogue, Screenplay
from filmstudio.film.storyboard import Look
from filmstudio.writing.analysis import analyse
from filmstudio.writing.analysis.appearance import colour_at, looks_in
from filmstudio.writing.analysis.lexicon import lexicon
from filmstudio.writing.analysis.verbs import things_found

RED_HAIR = lexicon("dress", "en")["hair_colours"]["red"]
WHITE_HAIR = lexicon("dress", "en")["hair_colours"]["white"]


def look(text: str, speaker: str, language: str = "en") -> Look:
    story = analyse(
        Screenplay(
            form="prose",
            elements=(Action(text=text), Dialogue(speaker=speaker, text="Well.")),
            language=language,
        )
    )
    return next(member for member in story.cast if member.name == speaker).look


def test_hair_and_coat_of_a_girl_who_is_named_later() -> None:
    story = analyse(
        Screenplay(
            form="prose",
            elements=(
                Action(text="A red-haired girl in a grey coat came to the inn."),
                Dialogue(speaker="The Girl", text="My name is Isla."),
            ),
        )
    )
    assert [member.name for member in story.cast] == ["Isla"]
    isla = story.cast[0].look
    assert (isla.hair_colour, isla.garment) == (RED_HAIR, "coat")
    assert isla.colour == lexicon("dress", "en")["colours"]["grey"]


@pytest.mark.parametrize(
    ("before", "after", "field", "value"),
    [
        ("a man ", " with a long white beard, opened the door", "beard", "long"),
        ("a man ", " with a long white beard, opened the door", "hair_colour", WHITE_HAIR),
        ("a thin young ", " with a black moustache", "beard", "moustache"),
        ("", " (50s), her boss, bald, moustache, navy suit, drops a folder", "garment", "suit"),
        ("", " (50s), her boss, bald, moustache, navy suit, drops a folder", "hair", "bald"),
        ("a ", " with glasses, reading", "glasses", True),
        ("", ", an intern with curly red hair and headphones, spins", "hair", "curly"),
        ("a tall ", " in a blue scarf looked up", "accessories", ("scarf",)),
        ("", " takes the coat from the chair", "garment", ""),
        ("", ", pink hair, a silver ring in her nose", "hair_colour", "#d27a9c"),
        ("", " without a beard", "beard", "none"),
    ],
)
def test_what_is_said_of_looks(before: str, after: str, field: str, value: object) -> None:
    assert getattr(looks_in(before, after, "en"), field) == value


def test_the_next_sentence_goes_on_about_the_same_person() -> None:
    woman = look(
        "A woman in a white dress stood on the path. Her grey hair was long and loose.", "Woman"
    )
    assert woman.hair_style == "long"
    assert woman.hair_colour == lexicon("dress", "en")["hair_colours"]["grey"]


def test_looks_belong_to_whom_they_stand_beside() -> None:
    tom = look("Tom helps an old man in a grey coat. The man thanks him.", "Tom")
    assert tom.colour != lexicon("dress", "en")["colours"]["grey"]


def test_a_beard_tells_a_man_where_the_name_does_not() -> None:
    story = analyse(
        Screenplay(
            form="prose",
            elements=(
                Action(text="Quillon, with a black moustache, sat down."),
                Dialogue(speaker="Quillon", text="Well."),
            ),
        )
    )
    assert story.cast[0].gender == "male"
    assert story.cast[0].look.beard == "moustache"


@pytest.mark.parametrize(
    ("text", "language", "speaker", "field", "value"),
    [
        ("Un garçon aux cheveux roux arriva.", "fr", "Garçon", "hair_colour", "#a3452a"),
        ("Eine Frau mit Brille trug einen grauen Mantel.", "de", "Frau", "glasses", True),
        ("Una niña de pelo rojo llegó.", "es", "Niña", "hair_colour", "#a3452a"),
        ("सुशीला सफ़ेद साड़ी में खड़ी है।", "hi", "सुशीला", "garment", "sari"),
    ],
)
def test_looks_in_other_languages(
    text: str, language: str, speaker: str, field: str, value: object
) -> None:
    assert getattr(look(text, speaker, language), field) == value


@pytest.mark.parametrize(
    ("text", "language", "thing", "colour"),
    [
        ("She carried a broken yellow umbrella.", "en", "umbrella", "#d3a92c"),
        ("The umbrella was yellow.", "en", "umbrella", "#d3a92c"),
        ("A man in a red coat with an umbrella.", "en", "umbrella", ""),
        ("A red coat and an umbrella.", "en", "umbrella", ""),
        ("J'ai apporté ton parapluie rouge.", "fr", "umbrella", "#a83232"),
        ("Lucía llevaba un paraguas amarillo.", "es", "umbrella", "#d3a92c"),
        ("Jonas hielt einen gelben Regenschirm.", "de", "umbrella", "#d3a92c"),
        ("उसके हाथ में एक पीला लिफ़ाफ़ा है।", "hi", "letter", "#d3a92c"),
    ],
)
def test_the_colour_of_a_thing(text: str, language: str, thing: str, colour: str) -> None:
    hit = next(hit for hit in things_found(text, language) if hit.value == thing)
    assert colour_at(text, hit, language) == colour
