"""The table of languages."""

import pytest

from filmstudio.errors import BadInput
from filmstudio.speech.languages import LANGUAGES, available, find, served_by

NEEDED = [
    "en",
    "es",
    "fr",
    "de",
    "it",
    "pt",
    "hi",
    "ta",
    "te",
    "bn",
    "mr",
    "gu",
    "kn",
    "ml",
    "pa",
    "ja",
    "zh",
    "ko",
    "ar",
    "ru",
    "th",
    "id",
    "vi",
    "tr",
    "pl",
    "nl",
    "sv",
]


def test_the_needed_languages_are_there():
    assert set(NEEDED) <= set(LANGUAGES)
    assert all(language.name[0].isupper() for language in LANGUAGES.values())


@pytest.mark.parametrize(
    ("code", "found"),
    [("en-GB", "en"), ("pt_BR", "pt"), ("ZH-hans", "zh"), ("no", "nb"), (" hi ", "hi")],
)
def test_codes(code, found):
    assert find(code).code == found


@pytest.mark.parametrize("code", ["", "xx", "klingon", "😀"])
def test_unknown_codes(code):
    with pytest.raises(BadInput, match=r"English \(en\)") as caught:
        find(code)
    assert caught.value.code == "language_without_voice"


def test_order_of_engines():
    assert served_by(find("en")) == ["pico", "flite", "espeak"]
    assert served_by(find("ta")) == ["espeak"]


def test_what_this_machine_has():
    here = available()
    assert "espeak" in here["ta"]
    assert set(here) <= set(LANGUAGES)
