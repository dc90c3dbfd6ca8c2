"""The makers of a render: those that the creator's own keys open, and the embedded ones."""

from __future__ import annotations

from collections.abc import Iterable

from filmstudio.engine.provider import Provider, Providers
from filmstudio.providers.embedded import embedded
from filmstudio.providers.keys import OwnKey


def vendors(keys: Iterable[OwnKey]) -> list[Provider]:
    """A maker for everything that these keys are good for."""
    from filmstudio.providers.elevenlabs import ElevenLabs
    from filmstudio.providers.openai_text import ModelModerator, ModelTranslator, ModelWriter

    found: list[Provider] = []
    for key in keys:
        makes = key.about.makes
        if "text" in makes:
            found += [ModelWriter(key), ModelTranslator(key), ModelModerator(key)]
        if "voice" in makes:
            found.append(ElevenLabs(key))
    return found


def providers_for(keys: Iterable[OwnKey] = ()) -> Providers:
    """The makers that a render of these keys' owner may use, theirs first.

    Keys are given by whoever runs the render, in memory alone: they are part of no artifact's
    key, event, log or row.
    """
    keys = tuple(keys)
    own = vendors(keys) if keys else []
    return Providers([*own, *embedded()])
