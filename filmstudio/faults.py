"""What pydantic finds wrong with a document, as sentences that every language can say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from filmstudio.said import Said, said

_PLAIN = {
    "missing": said("Field required."),
    "extra_forbidden": said("Extra inputs are not permitted."),
    "string_type": said("Input should be a valid string."),
    "string_unicode": said("Input should be a valid string."),
    "int_type": said("Input should be a valid integer."),
    "int_parsing": said("Input should be a valid integer, unable to parse string as an integer."),
    "int_from_float": said("Input should be a valid integer, got a number with a fractional part."),
    "float_type": said("Input should be a valid number."),
    "float_parsing": said("Input should be a valid number, unable to parse string as a number."),
    "finite_number": said("Input should be a finite number."),
    "bool_type": said("Input should be a valid boolean."),
    "bool_parsing": said("Input should be a valid boolean, unable to interpret input."),
    "list_type": said("Input should be a valid list."),
    "tuple_type": said("Input should be a valid list."),
    "dict_type": said("Input should be a valid dictionary."),
    "model_type": said("Input should be a valid dictionary."),
    "model_attributes_type": said(
        "Input should be a valid dictionary or object to extract fields from."
    ),
    "uuid_type": said("Input should be a valid UUID."),
    "json_invalid": said("JSON decode error."),
}


def fault_of(found: Mapping[str, Any]) -> Said:
    """The sentence of one of `ValidationError.errors()`.

    What this table does not know is said as pydantic says it; a `ValueError` by its own sentence.
    """
    kind, about = str(found["type"]), dict(found.get("ctx") or {})
    if kind == "value_error" and isinstance(about.get("error"), ValueError):
        return said(_sentence(str(about["error"])))
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind == "string_too_short":
        return said(
            "String should have at least {n} characters.",
            one="String should have at least {n} character.",
            n=about["min_length"],
        )
    if kind == "string_too_long":
        return said(
            "String should have at most {n} characters.",
            one="String should have at most {n} character.",
            n=about["max_length"],
        )
    if kind == "too_short":
        return said(
            "There should be at least {n} items, not {actual}.",
            one="There should be at least {n} item, not {actual}.",
            n=about["min_length"],
            actual=about["actual_length"],
        )
    if kind == "too_long":
        return said(
            "There should be at most {n} items, not {actual}.",
            one="There should be at most {n} item, not {actual}.",
            n=about["max_length"],
            actual=about["actual_length"],
        )
    if kind == "string_pattern_mismatch":
        return said("String should match pattern '{pattern}'.", pattern=about["pattern"])
    if kind in ("literal_error", "enum"):
        return said("Input should be {expected}.", expected=about["expected"])
    if kind == "greater_than":
        return said("Input should be greater than {limit}.", limit=str(about["gt"]))
    if kind == "greater_than_equal":
        return said("Input should be greater than or equal to {limit}.", limit=str(about["ge"]))
    if kind == "less_than":
        return said("Input should be less than {limit}.", limit=str(about["lt"]))
    if kind == "less_than_equal":
        return said("Input should be less than or equal to {limit}.", limit=str(about["le"]))
    return said(_sentence(str(found["msg"])))


def _sentence(text: str) -> str:
    cut = text.removeprefix("Value error, ").rstrip(".")
    return cut[:1].upper() + cut[1:] + "."
