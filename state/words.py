"""The words of the pages in every language: Babel catalogs by their English.

What a page says is written in English where it is said, and looked up by it: `locale/<language>/
LC_MESSAGES/pages.po`. What a catalog lacks is shown in English.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import filmstudio

LOCALES = Path(filmstudio.__file__).parent / "locale"
DOMAIN = "pages"
LANGUAGES = {
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "de": "Deutsch",
    "pt": "Português",
    "it": "Italiano",
    "hi": "हिन्दी",
    "ta": "தமிழ்",
    "th": "ไทย",
    "ja": "日本語",
    "zh": "中文",
    "ar": "العربية",
}
"""Languages of the pages, each by its own name."""
RIGHT_TO_LEFT = frozenset({"ar"})


def path_of(lang: str) -> Path:
    """The catalog of a language."""
    return LOCALES / lang / "LC_MESSAGES" / f"{DOMAIN}.po"


@lru_cache(maxsize=len(LANGUAGES))
def catalog(lang: str) -> Catalog:
    """The catalog of a language; an empty one where there is none."""
    path = path_of(lang)
    if not path.is_file():
        return Catalog(locale=lang)
    with path.open("rb") as stream:
        return read_po(stream, locale=lang)


@lru_cache(maxsize=len(LANGUAGES))
def phrases(lang: str) -> dict[str, str]:
    """What pages say in this language, by its English. Empty for English."""
    return {
        message.id: message.string
        for message in catalog(lang)
        if isinstance(message.id, str)
        and message.id
        and isinstance(message.string, str)
        and message.string
        and not message.fuzzy
    }


def english(text: str) -> str:
    """The text itself: marks one that is looked up elsewhere, so that catalogs have it."""
    return text


def translated(lang: str, text: str, **values: object) -> str:
    """A text in a language; `{name}` in it is replaced by the value of that name."""
    return _filled(phrases(lang).get(text, text), values)


def plural(lang: str, one: str, many: str, n: int, **values: object) -> str:
    """The form of a text that a number asks for: `plural(lang, "{n} shot", "{n} shots", 3)`."""
    found = catalog(lang)
    message = found.get(one)
    forms = message.string if message and not message.fuzzy else ()
    if isinstance(forms, tuple | list) and any(forms):
        index = _form(found, n)
        text = forms[index] if index < len(forms) and forms[index] else forms[-1]
    else:
        text = one if n == 1 else many
    return _filled(text, {"n": n, **values})


def _form(found: Catalog, n: int) -> int:
    """Which of a language's forms a number takes, by the formula of gettext in its catalog."""
    import gettext

    return gettext.c2py(found.plural_expr)(n)  # type: ignore[attr-defined,no-any-return]


def _filled(text: str, values: dict[str, object]) -> str:
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


def chosen(cookie: str, account: str, accepted: str) -> str:
    """The language for somebody: what he chose here, what his account says, what his browser
    accepts (RFC 9110, 12.5.4), else English."""
    for wanted in (cookie, account):
        if (lang := wanted.partition("-")[0].lower()) in LANGUAGES:
            return lang
    ranked: list[tuple[float, int, str]] = []
    for place, part in enumerate(accepted[:500].split(",")):
        tag, _, quality = part.partition(";")
        lang = tag.strip().partition("-")[0].lower()
        try:
            weight = float(quality.partition("=")[2] or 1)
        except ValueError:
            continue
        if lang in LANGUAGES and weight > 0:
            ranked.append((-weight, place, lang))
    return min(ranked)[2] if ranked else "en"
