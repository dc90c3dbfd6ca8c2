"""One-shot sounds: a door, a bell, steps, thunder and the like."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from filmstudio.errors import BadInput
from filmstudio.music.sounds import creatures, things, water, weather
from filmstudio.music.sounds.tools import Sound

_MAKERS: dict[str, Callable[[np.random.Generator], Sound]] = {
    "door": things.door,
    "bell": things.bell_ring,
    "footsteps": things.footsteps,
    "thunder": weather.thunder,
    "splash": water.splash,
    "phone": things.phone,
    "train-horn": things.train_horn,
    "bird-call": creatures.bird_call,
}
EFFECTS: tuple[str, ...] = tuple(_MAKERS)
"""Every one-shot sound there is."""


def effect(name: str, seed: int) -> NDArray[np.float32]:
    """The sound, mono float32 (n,) at 48 kHz, peak -6 dBFS, silent at both ends.

    Raises BadInput for a name there is not.
    """
    if name not in _MAKERS:
        raise BadInput(
            f'There is no sound effect "{name}"; choose from {", ".join(EFFECTS)}.',
            code="unknown_effect",
        )
    sound = _MAKERS[name](np.random.default_rng([seed, *name.encode()]))
    return (sound * np.float32(0.5 / (np.abs(sound).max() or 1.0))).astype(np.float32)
