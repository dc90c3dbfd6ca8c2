"""The examples are read as what they are, with the people and places they speak of."""

from __future__ import annotations

from pathlib import Path

import pytest

from filmstudio.film.screenplay import Dialogue, SceneHeading
from filmstudio.writing.readers import read_script

EXAMPLES = Path(__file__).parents[3] / "examples"


@pytest.mark.parametrize(
    ("name", "form", "title", "speakers", "headings"),
    [
        ("the_last_ferry.fountain", "fountain", "The Last Ferry", {"NORA", "ELIAS"},
         ["EXT. HARBOUR - DUSK", "INT. KITCHEN - NIGHT", "EXT. BEACH - DAWN"]),
        ("the_potters_bell.txt", "prose", "The Potter's Bell", {"Meena", "Kannan"}, []),
        ("night_bus.txt", "dialogue", "Night Bus", {"Maya", "Joe"},
         ["A bus stop on a city street, night, rain"]),
    ],
)  # fmt: skip
def test_example(name: str, form: str, title: str, speakers: set[str], headings: list[str]) -> None:
    play = read_script(EXAMPLES / name)
    assert (play.form, play.title, play.language, play.warnings) == (form, title, "en", ())
    assert {e.speaker for e in play.elements if isinstance(e, Dialogue)} == speakers
    assert [e.text for e in play.elements if isinstance(e, SceneHeading)] == headings
    assert 110 <= play.words <= 150
