"""The embedded voice engines, one class each behind the protocol of `base`."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filmstudio.speech.engines.base import Engine


@lru_cache(maxsize=1)
def engines() -> dict[str, Engine]:
    """Every engine by name, installed or not."""
    from filmstudio.speech.engines.espeak import Espeak
    from filmstudio.speech.engines.flite import Flite
    from filmstudio.speech.engines.pico import Pico

    every: tuple[Engine, ...] = (Pico(), Flite(), Espeak())
    return {engine.name: engine for engine in every}


def installed() -> dict[str, Engine]:
    """The engines that can speak on this machine, by name, best first."""
    return {name: engine for name, engine in engines().items() if engine.is_available()[0]}
