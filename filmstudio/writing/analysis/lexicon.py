"""Finds words of a lexicon in a text. Lexicons are JSON files in writing/data, one a language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

from filmstudio.writing.analysis.text import tokens

T = TypeVar("T")


@lru_cache(maxsize=64)
def data(name: str) -> Any:
    """The data file of this name, without `.json`. Raises FileNotFoundError where there is none."""
    path = files("filmstudio.writing") / "data" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=128)
def lexicon(name: str, language: str) -> dict[str, Any]:
    """The lexicon of a language with English underneath: scripts mix in English headings.

    A language without a file of its own has the English one.
    """
    english: dict[str, Any] = data(f"{name}.en")
    if language == "en" or not has(name, language):
        return english
    return _over(english, data(f"{name}.{language}"))


def has(name: str, language: str) -> bool:
    """Whether there is a lexicon file of this language."""
    return (files("filmstudio.writing") / "data" / f"{name}.{language}.json").is_file()


def _over(base: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in more.items():
        old = merged.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            merged[key] = _over(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            merged[key] = [*old, *(item for item in value if item not in old)]
        else:
            merged[key] = value
    return merged


@dataclass(frozen=True)
class Hit(Generic[T]):
    """A phrase that was found: its value, its words, and where it lies (characters and words)."""

    value: T
    phrase: str
    start: int
    end: int
    first: int
    last: int


class Phrases(Generic[T]):
    """Phrases with values. The longest phrase wins, whole words only, in any case.

    A phrase that ends in "!" or "?" is found only before that mark.
    """

    def __init__(self, table: Mapping[str, T]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, str, T]]] = {}
        for phrase, value in table.items():
            tail = phrase[-1] if phrase[-1] in "!?" else ""
            parts = tuple(token.text for token in tokens(phrase))
            if parts:
                self._by_first.setdefault(parts[0], []).append((parts, tail, phrase, value))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: (-len(entry[0]), -len(entry[1]), entry[2]))

    def find(self, text: str) -> list[Hit[T]]:
        """The phrases of a text from left to right, none over another."""
        found: list[Hit[T]] = []
        line = tokens(text)
        at = 0
        while at < len(line):
            hit = self._at(text, line, at)
            if hit is None:
                at += 1
                continue
            found.append(hit)
            at = hit.last + 1
        return found

    def first(self, text: str) -> Hit[T] | None:
        """The leftmost phrase of a text."""
        hits = self.find(text)
        return hits[0] if hits else None

    def _at(self, text: str, line: tuple[Any, ...], at: int) -> Hit[T] | None:
        for parts, tail, phrase, value in self._by_first.get(line[at].text, ()):
            last = at + len(parts) - 1
            if last >= len(line) or any(line[at + i].text != part for i, part in enumerate(parts)):
                continue
            if tail and not text[line[last].end :].lstrip("\"”’'»").startswith(tail):
                continue
            return Hit(value, phrase, line[at].start, line[last].end, at, last)
        return None


def inverted(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """From `value: [phrases]` to `phrase: value`; the first group keeps a phrase that two have."""
    table: dict[str, str] = {}
    for value, phrases in groups.items():
        for phrase in phrases:
            table.setdefault(phrase, value)
    return table


@lru_cache(maxsize=64)
def phrases(name: str, language: str, key: str) -> Phrases[str]:
    """The phrases under `key` of a lexicon: a list (value is the phrase) or groups of lists."""
    entry = lexicon(name, language)[key]
    if isinstance(entry, list):
        return Phrases({phrase: phrase for phrase in entry})
    if all(isinstance(value, str) for value in entry.values()):
        return Phrases(entry)
    return Phrases(inverted(entry))


@lru_cache(maxsize=64)
def wordset(name: str, language: str, key: str) -> frozenset[str]:
    """The list under `key` of a lexicon as a set."""
    return frozenset(lexicon(name, language)[key])
