"""Bases of what the API is given and shows."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator


def _has_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\x00" in value
    if isinstance(value, dict):
        return any(_has_nul(key) or _has_nul(one) for key, one in value.items())
    return isinstance(value, list) and any(map(_has_nul, value))


class Given(BaseModel):
    """Something that a caller sends: unknown fields are refused, so nothing is set by accident."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _no_nul(cls, data: Any) -> Any:
        # Postgres keeps every character but this one.
        if _has_nul(data):
            raise ValueError("Text may not hold the character U+0000.")
        return data


class Shown(BaseModel):
    """Something that the API answers; made from rows by their attributes."""

    model_config = ConfigDict(from_attributes=True)
