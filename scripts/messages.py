"""Catalogs of words: `python scripts/messages.py [language ... | all]`.

Writes what is said in English into `filmstudio/locale/pages.pot` (the web studio) and `letters.pot`
(e-mails) and `errors.pot` (what services refuse and warn of), and says how much each language has. Catalogs of the languages that are named are
brought up to it: new texts stand in them without words, texts that nothing says any more are gone.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from babel.messages.catalog import Catalog, Message  # noqa: E402
from babel.messages.extract import extract_from_dir  # noqa: E402
from babel.messages.pofile import read_po, write_po  # noqa: E402

from filmstudio.services import letters  # noqa: E402
from filmstudio.words import ERRORS, LANGUAGES, LOCALES, path_of  # noqa: E402
from filmstudio.words import PAGES as DOMAIN  # noqa: E402
from scripts import sentences  # noqa: E402

FOLDERS = ("pages", "components", "state")
KEYWORDS = {
    "t": (1,),
    "Page": (2,),
    "translated": (2,),
    "plural": (2, 3),
    "_say": (1,),
    "english": (1,),
    "_toast": (1,),
}
"""Functions whose arguments are words: `plural(lang, "{n} shot", "{n} shots", n)`."""
COMMENT = "Translators:"
TEMPLATE = LOCALES / f"{DOMAIN}.pot"
DOMAINS = (DOMAIN, letters.DOMAIN, ERRORS)
OTHERS = tuple(lang for lang in LANGUAGES if lang != "en")
"""Every language but the one that is translated from."""
PLACE = re.compile(r"\{\w+\}|%\(\w+\)s")
"""What is replaced by a value: `{n}` in pages, `%(title)s` in letters."""


@cache
def extracted(domain: str = DOMAIN) -> Catalog:
    """What the sources say, in English."""
    catalog = Catalog(project="AI Film Studio", version="", fuzzy=False)
    if domain == letters.DOMAIN:
        found = extract_from_dir(
            letters.FOLDER,
            [("**.txt", "jinja2"), ("**.html", "jinja2")],
            options_map={"**": {"newstyle_gettext": "true"}},
        )
        for name, line, message, comments, _context in found:
            catalog.add(message, None, [(f"letters/{name}", line)], auto_comments=comments)
        return catalog
    if domain == ERRORS:
        for one in sentences.found():
            if one.template:
                message = (one.one, one.template) if one.one else one.template
                catalog.add(message, None, [one.place])
        return catalog
    for folder in FOLDERS:
        found = extract_from_dir(
            ROOT / folder, [("**.py", "python")], keywords=KEYWORDS, comment_tags=[COMMENT]
        )
        for name, line, message, comments, _context in found:
            catalog.add(message, None, [(f"{folder}/{name}", line)], auto_comments=comments)
    return catalog


def read(lang: str, domain: str = DOMAIN) -> Catalog:
    """The catalog of a language; an empty one where there is none."""
    path = path_of(lang).with_name(f"{domain}.po")
    if not path.is_file():
        return Catalog(locale=lang)
    return read_po(io.BytesIO(path.read_bytes()), locale=lang)


def missing(catalog: Catalog, template: Catalog) -> Iterator[str]:
    """What the template says and a catalog has no words for."""
    for wanted in template:
        if wanted.id:
            message = catalog.get(_first(wanted))
            if message is None or message.fuzzy or not any(_forms(message)):
                yield _first(wanted)


def broken(catalog: Catalog) -> Iterator[str]:
    """Sentences about translations that cannot be shown: with places that are not those of the
    English, or with another number of plural forms than their language has.

    A form for one number alone (Arabic has one for 2) may say it in a word in place of `{n}`.
    """
    import gettext

    form = gettext.c2py(catalog.plural_expr)  # type: ignore[attr-defined]
    numbers = [form(n) for n in range(1000)]
    for message in catalog:
        forms = _forms(message)
        if not message.id or not any(forms):
            continue
        first = _first(message)
        if message.pluralizable and (len(forms) != catalog.num_plurals or not all(forms)):
            yield f"{first!r}: {len(forms)} forms, {catalog.num_plurals} are needed"
            continue
        english = first if isinstance(message.id, str) else message.id[-1]
        places = sorted(PLACE.findall(english))
        for index, said in enumerate(forms):
            alone = message.pluralizable and numbers.count(index) == 1
            free = {"{n}"} if alone else set()
            if not set(places) - free <= set(PLACE.findall(said)) <= set(places):
                yield f"{first!r}: {said!r} lacks or adds one of {places}"


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _forms(message: Message) -> tuple[str, ...]:
    said = message.string
    return (said,) if isinstance(said, str) else tuple(said)


def written(catalog: Catalog) -> bytes:
    """A catalog as a file that changes only where its words do: without dates and line numbers."""
    stream = io.BytesIO()
    write_po(stream, catalog, omit_header=True, include_lineno=False, sort_output=True, width=98)
    return stream.getvalue()


def bring(lang: str, domain: str, template: Catalog) -> None:
    """Brings the catalog of a language up to the template."""
    catalog = read(lang, domain)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    path = path_of(lang).with_name(f"{domain}.po")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written(catalog))


def main() -> None:
    """Writes the templates, brings up what is named, and says what every language has."""
    named = OTHERS if "all" in sys.argv[1:] else tuple(sys.argv[1:])
    if unknown := set(named) - set(OTHERS):
        sys.exit(
            f"The studio does not speak {', '.join(sorted(unknown))}: see filmstudio/words.py."
        )
    LOCALES.mkdir(exist_ok=True)
    templates = {domain: extracted(domain) for domain in DOMAINS}
    for domain, template in templates.items():
        (LOCALES / f"{domain}.pot").write_bytes(written(template))
        for lang in named:
            bring(lang, domain, template)
    print("language", *(f"{domain:>12}" for domain in DOMAINS), f"{'broken':>8}")
    for lang in OTHERS:
        catalogs = {domain: read(lang, domain) for domain in DOMAINS}
        have = [
            f"{len(template) - len(list(missing(catalogs[domain], template)))}/{len(template)}"
            for domain, template in templates.items()
        ]
        wrong = sum(len(list(broken(catalog))) for catalog in catalogs.values())
        print(f"{lang:8}", *(f"{share:>12}" for share in have), f"{wrong:>8}")


if __name__ == "__main__":
    main()
