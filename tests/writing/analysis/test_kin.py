"""Families in the cast: who is called by a word of kinship, and by whom."""

from __future__ import annotations

import pytest

from filmstudio.film.screenplay import Action, Dialogue, Element, SceneHeading, Screenplay
from filmstudio.writing.analysis import analyse
from filmstudio.writing.analysis.kin import called


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("Grandmother! The radio says so.", "en", "grandmother"),
        ("Is there tea, mum?", "en", "mum"),
        ("Come in, father.", "en", "father"),
        ("My grandmother was a baker.", "en", ""),
        ("Father says no.", "en", ""),
        ("¡Abuela! Ven.", "es", "abuela"),
        ("दादी, देखो!", "hi", "दादी"),
        ("அம்மா, வா.", "ta", "அம்மா"),
    ],
)
def test_calling_and_telling(text: str, language: str, word: str) -> None:
    assert called(text, language) == word


def skins(*elements: Element) -> dict[str, str]:
    story = analyse(Screenplay(form="fountain", elements=elements, language="en"))
    return {one.name: one.look.skin for one in story.cast}


def family(*names: str) -> list[Element]:
    people = [Action(text=" ".join(f"{name} sits down." for name in names))]
    return [SceneHeading(text="INT. KITCHEN - DAY"), *people]


def test_who_calls_somebody_grandmother_is_of_her_skin() -> None:
    for child in ("Tom", "Max", "Leo", "Sam"):
        found = skins(
            SceneHeading(text="INT. KITCHEN - DAY"),
            Action(text=f"EDITH (68) pours tea. {child.upper()} (12) draws."),
            Dialogue(speaker="EDITH", text="The tea is ready."),
            Dialogue(speaker=child.upper(), text="Grandmother! Look at the boat."),
        )
        assert found[child] == found["Edith"], child


def test_a_word_that_does_not_fit_makes_nobody_kin() -> None:
    before = skins(
        *family("Edith", "Tom"),
        Dialogue(speaker="EDITH", text="The tea is ready."),
        Dialogue(speaker="TOM", text="Thank you."),
    )
    after = skins(
        *family("Edith", "Tom"),
        Dialogue(speaker="EDITH", text="The tea is ready."),
        Dialogue(speaker="TOM", text="Thank you, father."),
    )
    assert after == before
