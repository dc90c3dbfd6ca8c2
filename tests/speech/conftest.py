"""Engines that tests of speech ask for."""

import pytest

from filmstudio.speech.engines import engines


@pytest.fixture(params=["espeak", "pico", "flite"])
def engine(request: pytest.FixtureRequest):
    found = engines()[request.param]
    here, why = found.is_available()
    if not here:
        pytest.skip(why)
    return found


@pytest.fixture
def espeak():
    found = engines()["espeak"]
    here, why = found.is_available()
    if not here:
        pytest.skip(why)
    return found
