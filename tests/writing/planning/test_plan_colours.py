"""The colours of things, from the script into the shots."""

from __future__ import annotations

from filmstudio.film.screenplay import Action, Dialogue, Screenplay
from filmstudio.film.storyboard import Storyboard
from filmstudio.writing.analysis import analyse
from filmstudio.writing.planning import plan

YELLOW = "#d3a92c"


def board(*told: str) -> Storyboard:
    elements = (*(Action(text=text) for text in told), Dialogue(speaker="Isla", text="Good night."))
    return plan(analyse(Screenplay(form="prose", elements=elements)))


def test_a_thing_keeps_the_colour_it_was_given() -> None:
    made = board(
        "Isla came to the market. Isla carried a broken yellow umbrella.",
        "The next morning, Isla held the umbrella over the child.",
    )
    held = [
        subject.colour
        for _, shot in made.shots()
        for subject in shot.subjects
        if subject.holds == "umbrella"
    ]
    assert held
    assert set(held) == {YELLOW}
    assert YELLOW in [shot.colour for _, shot in made.shots() if shot.prop == "umbrella"]


def test_a_thing_without_a_colour_has_none() -> None:
    made = board("Isla came to the market in a red coat. Isla carried an umbrella.")
    assert {shot.colour for _, shot in made.shots()} == {""}
