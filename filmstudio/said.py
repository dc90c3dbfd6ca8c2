"""Sentences for people: in English, with what they were made of, so that any language can say them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

PLACE = re.compile(r"\{(\w+)\}")
"""Where a value stands in a sentence."""


class Said(str):
    """An English sentence that knows the template and the values it was made of.

    It is a text like any other, and is kept and sent as one; `filmstudio.words` says it in the
    language of who reads it. `one` is the template where the value `n` is 1.
    """

    template: str
    one: str
    values: dict[str, Any]


def said(template: str, *, one: str = "", **values: object) -> Said:
    """A sentence with its values: `said("A film may have {n} shots.", n=1_000)`.

    Values are names (`str`), numbers (a `float` is shown with one decimal), other sentences, or a
    list of any of them. `one` is the sentence where `n` is 1. Without values, braces are braces.
    """
    form = one if one and values.get("n") == 1 else template
    kept = {name: _plain(value) for name, value in values.items()}
    made = Said(filled(form, {name: _english(value) for name, value in kept.items()}))
    made.template, made.one, made.values = template, one, kept
    return made


def filled(template: str, values: Mapping[str, str]) -> str:
    """A template with its values in their places; a place without a value stays."""
    if not values:
        return template
    return PLACE.sub(lambda place: values.get(place[1], place[0]), template)


def _plain(value: object) -> object:
    """A value that can be kept and sent: paths, ids and exceptions as their texts."""
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if isinstance(value, str | int | float) else str(value)


def _english(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(_english, value))
    if isinstance(value, float):
        return f"{value:,.1f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
