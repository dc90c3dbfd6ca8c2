"""People dress for the weather, unless the script says what they wear."""

from __future__ import annotations

import pytest

from filmstudio.film.vocabulary import Weather
from filmstudio.writing.analysis.looks import look_of
from filmstudio.writing.analysis.people import Facts


def look(facts: Facts, weather: Weather, traditional: bool = False):  # type: ignore[no-untyped-def]
    return look_of(
        "maya",
        facts,
        age="adult",
        gender="female",
        culture="western",
        traditional=traditional,
        taken=[],
        weather=weather,
    )


@pytest.mark.parametrize("weather", ["rain", "storm", "snow"])
def test_a_coat_is_worn_in_bad_weather(weather: Weather) -> None:
    found = look(Facts(), weather)
    assert found.garment == "coat"
    assert ("scarf" in found.accessories) is (weather == "snow")


def test_the_script_s_own_dress_is_kept() -> None:
    assert look(Facts(garment="dress"), "snow").garment == "dress"


def test_in_clear_weather_people_wear_what_they_like() -> None:
    garments = {look_of(f"p{n}", Facts(), age="adult", gender="male", culture="western",
                        traditional=False, taken=[]).garment for n in range(12)}  # fmt: skip
    assert len(garments) > 2
