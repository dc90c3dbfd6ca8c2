"""The film recipe: from a script, or an edited storyboard, to a finished film."""

from __future__ import annotations

from collections.abc import Sequence

from filmstudio.engine.provider import Providers
from filmstudio.engine.stage import Recipe
from filmstudio.providers.keys import OwnKey
from filmstudio.providers.own import providers_for
from filmstudio.stages.animate import Animate, Join
from filmstudio.stages.board import Board
from filmstudio.stages.caption import Caption
from filmstudio.stages.compose import Compose
from filmstudio.stages.deliver import Thumbnails
from filmstudio.stages.edit import Edit
from filmstudio.stages.illustrate import Illustrate
from filmstudio.stages.mix import MixDown
from filmstudio.stages.read import Read
from filmstudio.stages.score import Score
from filmstudio.stages.speak import Speak
from filmstudio.stages.write import Write

FILM = Recipe(
    name="film",
    given=("source", "order", "track", "earlier"),
    stages=(
        Read(),
        Write(),
        Board(),
        Illustrate(),
        Speak(),
        Edit(),
        Score(),
        MixDown(),
        Caption(),
        Animate(),
        Join(),
        Compose(),
        Thumbnails(),
    ),
    result="film",
)


def film_workshop(keys: Sequence[OwnKey] = ()) -> tuple[Recipe, Providers]:
    """The recipe and the makers that may serve it: what a worker process starts from.

    `keys` are the own keys of the film's owner; `functools.partial(film_workshop, keys)` carries
    them to worker processes.
    """
    return FILM, providers_for(keys)
