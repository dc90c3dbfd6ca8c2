"""Words in every language: Babel catalogs by their English.

What is said to people is written in English where it is said, and looked up by it in
`locale/<language>/LC_MESSAGES/<domain>.po`. What a catalog lacks is said in English.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from filmstudio.said import PLACE, Said, filled

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

LOCALES = Path(__file__).parent / "locale"
PAGES = "pages"
"""What the pages of the web studio say."""
ERRORS = "errors"
"""What services refuse and warn of: `filmstudio.said`."""
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
"""Languages of the studio, each by its own name."""
RIGHT_TO_LEFT = frozenset({"ar"})
LONGEST = 2_000
"""Characters of a kept sentence that is looked for; longer ones are no sentences of ours."""
LEAST = 8
"""Characters that a template says itself, so that texts are taken for it whatever its values are;
for shorter ones, as `{minutes} min`, they have to be numbers."""
_NESTED = 4
_END = ". "
_MOST_ENDS = 6
"""Ends of sentences at which a text is tried to be taken apart."""
_WHOLE = re.compile(r"\d{1,3}(,\d{3})*|\d+")
_TENTHS = re.compile(r"\d{1,3}(,\d{3})*\.\d")


def path_of(lang: str, domain: str = PAGES) -> Path:
    """The catalog of a language."""
    return LOCALES / lang / "LC_MESSAGES" / f"{domain}.po"


@cache
def catalog(lang: str, domain: str = PAGES) -> Catalog:
    """The catalog of a language; an empty one where there is none."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    path = path_of(lang, domain)
    if not path.is_file():
        return Catalog(locale=lang)
    with path.open("rb") as stream:
        return read_po(stream, locale=lang)


@cache
def phrases(lang: str, domain: str = PAGES) -> dict[str, str]:
    """What is said in this language, by its English. Empty for English."""
    return {
        message.id: message.string
        for message in catalog(lang, domain)
        if isinstance(message.id, str)
        and message.id
        and isinstance(message.string, str)
        and message.string
        and not message.fuzzy
    }


def translated(lang: str, text: str, **values: object) -> str:
    """A text of the pages in a language; `{name}` in it is replaced by the value of that name."""
    return filled(phrases(lang).get(text, text), _texts(values))


def plural(lang: str, one: str, many: str, n: int, **values: object) -> str:
    """The form of a text that a number asks for: `plural(lang, "{n} shot", "{n} shots", 3)`."""
    return filled(_form_for(lang, PAGES, one, many, n), _texts({"n": n, **values}))


def _form_for(lang: str, domain: str, one: str, many: str, n: int) -> str:
    found = catalog(lang, domain)
    message = found.get(one)
    forms = message.string if message and not message.fuzzy else ()
    if isinstance(forms, tuple | list) and any(forms):
        index = _form(found, n)
        return str(forms[index] if index < len(forms) and forms[index] else forms[-1])
    return one if n == 1 else many


def _form(found: Catalog, n: int) -> int:
    """Which of a language's forms a number takes, by the formula of gettext in its catalog."""
    import gettext

    return gettext.c2py(found.plural_expr)(n)  # type: ignore[attr-defined,no-any-return]


def _texts(values: dict[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


def said_in(lang: str, text: str) -> str:
    """A sentence of a service in a language, with its values.

    A sentence that was kept or sent as a mere text is recognised by the templates of the catalog;
    what is none of ours, as a provider's own words, stays as it is.
    """
    if lang not in LANGUAGES or lang == "en":
        return str(text)
    if not isinstance(text, Said) or not (text.values or text in phrases(lang, ERRORS)):
        return _recognised(lang, text, _NESTED) or str(text)
    values = {name: _value(lang, value) for name, value in text.values.items()}
    return _put(lang, text.template, text.one, values, text.values.get("n"))


def _put(lang: str, template: str, one: str, values: dict[str, str], n: object) -> str:
    if one and isinstance(n, int):
        return filled(_form_for(lang, ERRORS, one, template, n), values)
    return filled(phrases(lang, ERRORS).get(template, template), values)


def _value(lang: str, value: object) -> str:
    """A value as a language writes it: numbers by its own marks, sentences in its words."""
    if isinstance(value, Said):
        return said_in(lang, value)
    if isinstance(value, list | tuple):
        mark = "、" if lang in ("ja", "zh") else "، " if lang == "ar" else ", "
        return mark.join(_value(lang, one) for one in value)
    if not isinstance(value, int | float):
        return str(value)
    from babel.numbers import format_decimal

    return format_decimal(value, format=None if isinstance(value, int) else "#,##0.0", locale=lang)


def _recognised(lang: str, text: str, depth: int, *, apart: bool = True) -> str:
    """A kept sentence in a language, or some of them where they may be taken `apart`; empty where
    no template of ours makes it."""
    if not depth or len(text) > LONGEST:
        return ""
    if whole := phrases(lang, ERRORS).get(text):
        return whole
    loose: tuple[_Shape, dict[str, str]] | None = None
    for shape in _shapes(lang):
        if (found := shape.values_of(text)) is None:
            continue
        if shape.weight < LEAST and None in map(_number, found.values()):
            continue
        if not any(_END in value for value in found.values()):
            return _put_kept(lang, shape, found, depth)
        loose = loose or (shape, found)
    some = _one_by_one(lang, text, depth) if apart else ""
    return some or (_put_kept(lang, *loose, depth) if loose else "")


def _put_kept(lang: str, shape: _Shape, found: dict[str, str], depth: int) -> str:
    values: dict[str, str] = {}
    for name, value in found.items():
        number = _number(value)
        said = _value(lang, number) if number is not None else _recognised(lang, value, depth - 1)
        values[name] = said or value
    return _put(lang, shape.template, shape.one, values, _number(found.get("n", "")))


def _one_by_one(lang: str, text: str, depth: int) -> str:
    """Sentences that stand behind each other, where every one of them is ours."""
    at = -1
    for _ in range(_MOST_ENDS):
        if (at := text.find(_END, at + 1)) < 0:
            break
        first = _recognised(lang, text[: at + 1], depth, apart=False)
        rest = _recognised(lang, text[at + len(_END) :], depth - 1) if first else ""
        if rest:
            return _put(lang, "{first} {second}", "", {"first": first, "second": rest}, None)
    return ""


def _number(text: str) -> int | float | None:
    if _WHOLE.fullmatch(text):
        return int(text.replace(",", ""))
    return float(text.replace(",", "")) if _TENTHS.fullmatch(text) else None


class _Shape:
    """A template with places, to be found in a text in one walk from left to right."""

    def __init__(self, template: str, one: str, form: str) -> None:
        self.template, self.one = template, one
        said = PLACE.split(form)[::2]
        self.first, self.between, self.last = said[0], said[1:-1], said[-1]
        self.names = PLACE.findall(form)
        self.weight = sum(map(len, said))
        self.has_words = any(letter.isalpha() for letter in "".join(said))

    def values_of(self, text: str) -> dict[str, str] | None:
        """The values that make the template this text; None where none do."""
        at, end = len(self.first), len(text) - len(self.last)
        if at >= end or not (text.startswith(self.first) and text.endswith(self.last)):
            return None
        found: list[str] = []
        for piece in self.between:
            there = text.find(piece, at + 1, end)
            if there < 0:
                return None
            found.append(text[at:there])
            at = there + len(piece)
        if at >= end:
            return None
        found.append(text[at:end])
        values = dict(zip(self.names, found, strict=True))
        again = all(values[name] == value for name, value in zip(self.names, found, strict=True))
        return values if again else None


@cache
def _shapes(lang: str) -> tuple[_Shape, ...]:
    """Shapes of all templates with places, those first that say most themselves."""
    made: list[_Shape] = []
    for message in catalog(lang, ERRORS):
        if isinstance(message.id, str):
            made.append(_Shape(message.id, "", message.id))
        else:
            one, many = message.id
            made += [_Shape(many, one, form) for form in (one, many)]
    tellable = (shape for shape in made if shape.names and shape.has_words)
    return tuple(sorted(tellable, key=lambda shape: -shape.weight))


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
