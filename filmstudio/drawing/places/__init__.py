"""Places: one module a place, named as the place is, whose `paint` draws it on an easel."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from filmstudio.drawing.easel import Easel
from filmstudio.errors import Missing


def painter(place: str) -> Callable[[Easel], None]:
    """The painter of a place of `vocabulary.PLACES`. Raises Missing where there is none."""
    module = f"{__name__}.{place.replace('-', '_')}"
    try:
        found: Callable[[Easel], None] = importlib.import_module(module).paint
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        raise Missing(f"The place “{place}” cannot be drawn yet.", code="no_place") from error
    return found
