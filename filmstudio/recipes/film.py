"""The film recipe: from a script, or an edited storyboard, to a finished film."""

from __future__ import annotations

from filmstudio.engine.provider import Providers
from filmstudio.engine.stage import Recipe
from filmstudio.providers.embedded import embedded
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


def film_workshop() -> tuple[Recipe, Providers]:
    """The recipe and the makers of this machine: what a worker process starts from."""
    return FILM, Providers(embedded())
