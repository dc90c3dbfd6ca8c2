"""The words of the pages: what a page says is written in English and looked up in its catalog."""

from __future__ import annotations

from filmstudio.words import (
    LANGUAGES,
    LOCALES,
    RIGHT_TO_LEFT,
    catalog,
    chosen,
    path_of,
    phrases,
    plural,
    said_in,
    translated,
)
from filmstudio.words import PAGES as DOMAIN

__all__ = [
    "DOMAIN",
    "LANGUAGES",
    "LOCALES",
    "RIGHT_TO_LEFT",
    "catalog",
    "chosen",
    "english",
    "path_of",
    "phrases",
    "plural",
    "said_in",
    "translated",
]


def english(text: str) -> str:
    """The text itself: marks one that is looked up elsewhere, so that catalogs have it."""
    return text
