"""The recipe of previews: a shot with its sound, pictures of shots, lines as they are heard."""

from __future__ import annotations

from collections.abc import Sequence

from filmstudio.engine.provider import Providers
from filmstudio.engine.stage import Recipe
from filmstudio.providers.keys import OwnKey
from filmstudio.providers.own import providers_for
from filmstudio.stages.animate import Join
from filmstudio.stages.caption import Caption
from filmstudio.stages.compose import Compose
from filmstudio.stages.edit import Edit
from filmstudio.stages.illustrate import Illustrate
from filmstudio.stages.mix import MixDown
from filmstudio.stages.rehearse import Picture, Rehearse, Sample
from filmstudio.stages.score import Score
from filmstudio.stages.speak import Speak

PREVIEW = Recipe(
    name="preview",
    given=("storyboard", "order", "track", "earlier"),
    stages=(
        Illustrate(),
        Picture(),
        Speak(),
        Sample(),
        Edit(),
        Score(),
        MixDown(),
        Caption(),
        Rehearse(),
        Join(),
        Compose(),
    ),
    result="film",
)
GOALS = {"shot": "film", "pictures": "picture", "voice": "sample"}
"""What is wanted of each kind of preview: a slot."""


def preview_workshop(keys: Sequence[OwnKey] = ()) -> tuple[Recipe, Providers]:
    """The recipe and the makers that may serve it; `keys` are those of who asks."""
    return PREVIEW, providers_for(keys)
