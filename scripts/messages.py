"""Catalogs of the pages' words: `python scripts/messages.py [language ...]`.

Writes `filmstudio/locale/pages.pot` from what the sources say, and brings the catalogs there are up to
it; a language that is named and has none yet gets one. Says what each of them lacks.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from babel.messages.catalog import Catalog  # noqa: E402
from babel.messages.extract import extract_from_dir  # noqa: E402
from babel.messages.pofile import read_po, write_po  # noqa: E402

from state.words import DOMAIN, LANGUAGES, LOCALES, path_of  # noqa: E402

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


def extracted() -> Catalog:
    """What the sources say, in English."""
    catalog = Catalog(project="AI Film Studio", version="", fuzzy=False)
    for folder in FOLDERS:
        found = extract_from_dir(
            ROOT / folder, [("**.py", "python")], keywords=KEYWORDS, comment_tags=[COMMENT]
        )
        for name, line, message, comments, _context in found:
            catalog.add(message, None, [(f"{folder}/{name}", line)], auto_comments=comments)
    return catalog


def missing(catalog: Catalog) -> Iterator[str]:
    """What a catalog has no words for."""
    for message in catalog:
        if message.id and (message.fuzzy or not all(_forms(message.string))):
            yield message.id if isinstance(message.id, str) else message.id[0]


def _forms(said: str | tuple[str, ...]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else said


def written(catalog: Catalog) -> bytes:
    """A catalog as a file that changes only where its words do: without dates and line numbers."""
    stream = io.BytesIO()
    write_po(stream, catalog, omit_header=True, include_lineno=False, sort_output=True, width=98)
    return stream.getvalue()


def main() -> None:
    """Brings everything up to date."""
    template = extracted()
    LOCALES.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(written(template))
    for lang in LANGUAGES:
        path = path_of(lang)
        if lang == "en" or not (path.is_file() or lang in sys.argv[1:]):
            continue
        catalog = Catalog(locale=lang)
        if path.is_file():
            catalog = read_po(io.BytesIO(path.read_bytes()), locale=lang)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(catalog))
        print(f"{lang}: {len(list(missing(catalog)))} of {len(template)} missing")
    print(f"{len(template)} texts in {TEMPLATE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
