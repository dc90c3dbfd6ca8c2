"""Bases of what the API is given and shows."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

from filmstudio.said import said


def has_nul(value: Any) -> bool:
    """Whether a JSON document has the character U+0000 anywhere, however deep it is nested."""
    left = [value]
    while left:
        one = left.pop()
        if isinstance(one, str) and "\x00" in one:
            return True
        if isinstance(one, dict):
            left += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            left += one
    return False


class Given(BaseModel):
    """Something that a caller sends: unknown fields are refused, so nothing is set by accident."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _no_nul(cls, data: Any) -> Any:
        # Postgres keeps every character but this one.
        if has_nul(data):
            raise ValueError(said("Text may not hold the character U+0000."))
        return data


class Shown(BaseModel):
    """Something that the API answers; made from rows by their attributes."""

    model_config = ConfigDict(from_attributes=True)
