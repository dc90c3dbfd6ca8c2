"""Tests of the words of the pages: which language somebody gets, and what catalogs have to say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from scripts import messages
from state import words
from state.words import LANGUAGES, chosen, path_of, plural, translated

TRANSLATED = [lang for lang in LANGUAGES if path_of(lang).is_file()]
"""Languages that have a catalog; one that is there is whole."""


@pytest.mark.parametrize(
    ("cookie", "account", "accepted", "lang"),
    [
        ("", "", "", "en"),
        ("de", "fr", "ja", "de"),
        ("", "pt-BR", "ja", "pt"),
        ("xx", "zz", "sv, th;q=0.3, it;q=0.8", "it"),
        ("", "", "ar-EG,ar;q=0.9,en;q=0.8", "ar"),
        ("", "", "de;q=0, fr;q=nonsense, zh-Hant", "zh"),
        ("", "", "," * 10_000, "en"),
    ],
)
def test_the_language_is_what_was_chosen_then_the_accounts_then_the_browsers(
    cookie: str, account: str, accepted: str, lang: str
):
    assert chosen(cookie, account, accepted) == lang


@pytest.fixture
def russian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A language with three forms of the plural."""
    catalog = Catalog(locale="ru")
    catalog.add("Saved.", "Сохранено.")
    catalog.add("Draw {what} again", "{what}: нарисовать снова")
    catalog.add(
        ("{n} shot", "{n} shots"),
        ("{n} кадр", "{n} кадра", "{n} кадров"),
    )
    place = tmp_path / "ru" / "LC_MESSAGES" / "pages.po"
    place.parent.mkdir(parents=True)
    with place.open("wb") as stream:
        messages.write_po(stream, catalog)
    monkeypatch.setattr(words, "LOCALES", tmp_path)
    words.catalog.cache_clear()
    words.phrases.cache_clear()
    yield
    words.catalog.cache_clear()
    words.phrases.cache_clear()


@pytest.mark.usefixtures("russian")
def test_words_are_looked_up_and_what_lacks_is_english():
    assert translated("ru", "Saved.") == "Сохранено."
    assert translated("ru", "Draw {what} again", what="2C {n}") == "2C {n}: нарисовать снова"
    assert translated("ru", "Not there {n}", n=3) == "Not there 3"
    assert translated("en", "Saved.") == "Saved."


@pytest.mark.usefixtures("russian")
@pytest.mark.parametrize(
    ("n", "said"),
    [(1, "1 кадр"), (2, "2 кадра"), (5, "5 кадров"), (21, "21 кадр"), (0, "0 кадров")],
)
def test_a_number_takes_the_form_its_language_gives_it(n: int, said: str):
    assert plural("ru", "{n} shot", "{n} shots", n) == said
    assert plural("en", "{n} shot", "{n} shots", n) == f"{n} shot{'' if n == 1 else 's'}"


def test_the_template_has_what_the_sources_say():
    assert messages.TEMPLATE.read_bytes() == messages.written(messages.extracted()), (
        "Run `make messages`."
    )


def test_catalogs_are_whole_and_keep_their_places():
    wanted = {message.id for message in messages.extracted() if message.id}
    lacking: dict[str, list[str]] = {}
    for lang in TRANSLATED:
        with path_of(lang).open("rb") as stream:
            catalog = read_po(stream, locale=lang)
        assert {message.id for message in catalog if message.id} == wanted, "Run `make messages`."
        lacking[lang] = list(messages.missing(catalog))
        for message in catalog:
            english = message.id if isinstance(message.id, str) else message.id[-1]
            forms = (message.string,) if isinstance(message.string, str) else message.string
            for form in forms:
                assert set(re.findall(r"\{\w+\}", form)) == set(re.findall(r"\{\w+\}", english))
    assert {lang: texts for lang, texts in lacking.items() if texts} == {}
