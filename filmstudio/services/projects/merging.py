"""JSON merge patches (RFC 7396), and what is wrong with a document in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from filmstudio.errors import BadInput
from filmstudio.faults import fault_of
from filmstudio.said import Said, said

MOST_FAULTS = 50


class Faulty(BadInput):
    """A document with faults: pairs of a field's path and a sentence."""

    def __init__(
        self, message: str, faults: Sequence[tuple[str, str]], code: str = "", **values: Any
    ) -> None:
        super().__init__(message, code=code or None, **values)
        self.faults = list(faults)[:MOST_FAULTS]


def merged(target: Any, patch: Any) -> Any:
    """The target with a merge patch on it: objects are merged, null removes, all else replaces.

    Raises BadInput for a patch that is nested without end.
    """
    try:
        return _merged(target, patch)
    except RecursionError as error:
        raise BadInput("The patch is nested too deeply.") from error


def _merged(target: Any, patch: Any) -> Any:
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = _merged(result.get(name), value)
    return result


def faults_of(error: ValidationError, place: str) -> Faulty:
    """What pydantic found wrong, as sentences by field."""
    faults = [
        (".".join([place, *map(str, one["loc"])]), fault_of(one))
        for one in error.errors(include_url=False)
    ]
    first = said("{field}: {fault}", field=faults[0][0], fault=faults[0][1])
    return Faulty(and_more(first, len(faults) - 1), faults)


def and_more(fault: Said, n: int) -> Said:
    """The first fault of a list, and how many there are besides."""
    return said("{fault} (and {n} more)", fault=fault, n=n) if n else fault
