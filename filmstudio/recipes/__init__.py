"""What is made for each kind of production: tuples of stages."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import lru_cache

from filmstudio.engine.provider import Providers
from filmstudio.engine.stage import Recipe
from filmstudio.errors import BadInput
from filmstudio.settings import settings

Workshop = Callable[..., tuple[Recipe, Providers]]
"""Builds a recipe and its makers; given its owner's keys, theirs too."""
BUILT_IN = {"film": "filmstudio.recipes.film:film_workshop"}


def names() -> dict[str, str]:
    """Every kind of production that can be made here, with the function that builds it."""
    pairs = (one.partition("=") for one in settings().recipes.split(",") if one.strip())
    return BUILT_IN | {name.strip(): place.strip() for name, _, place in pairs}


@lru_cache(maxsize=32)
def workshop(name: str) -> Workshop:
    """The function that builds a recipe and its makers. Raises BadInput where there is none."""
    place = names().get(name)
    if place is None:
        raise BadInput(f"{name!r} cannot be made here. Choose {', '.join(names())}.")
    module, _, function = place.partition(":")
    made: Workshop = getattr(importlib.import_module(module), function)
    return made


@lru_cache(maxsize=32)
def recipe(name: str) -> Recipe:
    """A recipe without its makers. Raises as `workshop`."""
    return workshop(name)()[0]
