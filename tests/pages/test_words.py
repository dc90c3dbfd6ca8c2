"""Tests of the words of the pages: which language somebody gets, and what catalogs have to say."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from filmstudio import words
from scripts import messages
from state.words import chosen, plural, translated


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


@pytest.mark.parametrize("domain", messages.DOMAINS)
def test_the_template_has_what_the_sources_say(domain: str):
    template = words.LOCALES / f"{domain}.pot"
    assert template.read_bytes() == messages.written(messages.extracted(domain)), (
        "Run `make messages`."
    )


@pytest.mark.parametrize("lang", messages.OTHERS)
def test_catalogs_have_the_words_and_keep_their_places(lang: str):
    for domain in messages.DOMAINS:
        catalog = messages.read(lang, domain)
        assert list(messages.broken(catalog)) == []
        assert list(messages.missing(catalog, messages.extracted(domain))) == []


def _catalog(lang: str, english: str | tuple[str, str], said: str | tuple[str, ...]) -> Catalog:
    catalog = Catalog(locale=lang)
    catalog.add(english, said)
    return catalog


SHOTS = ("{n} shot", "{n} shots")


@pytest.mark.parametrize(
    ("lang", "english", "said", "whole"),
    [
        ("de", "Draw {what} again", "{what} neu zeichnen", True),
        ("de", "Draw {what} again", "Neu zeichnen", False),
        ("de", "Draw {what} again", "{was} neu zeichnen", False),
        ("de", "“%(title)s” is ready", "„%(title)s“ ist fertig", True),
        ("de", "“%(title)s” is ready", "„%(titel)s“ ist fertig", False),
        ("de", SHOTS, ("{n} Einstellung", "{n} Einstellungen"), True),
        ("de", SHOTS, ("eine Einstellung", "{n} Einstellungen"), True),
        ("fr", SHOTS, ("un plan", "{n} plans"), False),  # its first form says 0 too
        ("ja", SHOTS, ("{n} ショット",), True),
        ("ar", SHOTS, ("لا لقطات", "لقطة", "لقطتان", "{n} لقطات", "{n} لقطة", "{n} لقطة"), True),
        ("ar", SHOTS, ("لا لقطات", "لقطة", "لقطتان", "لقطات", "{n} لقطة", "{n} لقطة"), False),
        ("ar", SHOTS, ("{n} لقطة", "{n} لقطات"), False),
    ],
)
def test_a_translation_is_broken_where_it_loses_a_place_or_a_form(
    lang: str, english: str | tuple[str, str], said: str | tuple[str, ...], whole: bool
):
    assert (list(messages.broken(_catalog(lang, english, said))) == []) is whole


def test_what_has_no_words_yet_is_told():
    template = _catalog("de", "Saved.", "")
    assert list(messages.missing(_catalog("de", "Saved.", "Gespeichert."), template)) == []
    assert list(messages.missing(_catalog("de", "Saved.", ""), template)) == ["Saved."]
    assert list(messages.missing(Catalog(locale="de"), template)) == ["Saved."]
