"""Ambiences: what a place sounds like, as a stereo bed that repeats without a seam."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from filmstudio.errors import BadInput
from filmstudio.film.storyboard import Setting
from filmstudio.music.effects import effect
from filmstudio.music.mixdown import limit
from filmstudio.music.sounds import creatures, things, town, water, weather
from filmstudio.music.sounds.tools import Sound
from filmstudio.music.spectrum import RATE, block_power, loudness
from filmstudio.tape import blank, give_back

__all__ = ["KINDS", "ambience", "effect", "for_setting"]

TARGET_LUFS = -32.0
LOOP_SECONDS = 24.0
"""Longer ambiences are made as loops of at most this length."""

Maker = Callable[[int, np.random.Generator], Sound]
_MAKERS: dict[str, tuple[Maker, float]] = {
    "rain": (weather.rain, 0.0),
    "storm": (weather.storm, 2.0),
    "wind": (weather.wind, -2.0),
    "snow": (weather.snow, -6.0),
    "sea": (water.sea, 0.0),
    "river": (water.river, -1.0),
    "birds": (creatures.birds, -5.0),
    "crickets": (creatures.crickets, -5.0),
    "night": (creatures.night, -5.0),
    "city": (town.city, -2.0),
    "traffic": (town.traffic, -1.0),
    "crowd": (town.crowd, -2.0),
    "market": (town.market, -1.0),
    "cafe": (town.cafe, -3.0),
    "room": (town.room, -8.0),
    "fire": (things.fire, -3.0),
    "train": (things.train, 0.0),
    "temple": (things.temple, -5.0),
}
KINDS: tuple[str, ...] = tuple(_MAKERS)
"""Every kind of ambience there is."""


def ambience(kinds: Sequence[str], seconds: float, seed: int) -> NDArray[np.float32]:
    """The kinds together, float32 (2, round(seconds * 48000)), at about -32 LUFS.

    Kinds differ in level as they do in the world; quiet ones alone (a room, snow) stay
    below -32 LUFS. It has no fades and its end continues into its start, so it can be
    repeated and is faded by whoever joins it. No kinds give silence. Raises BadInput for
    a kind there is not or a length outside 0 to 2 hours.
    """
    unknown = [kind for kind in kinds if kind not in _MAKERS]
    if unknown:
        raise BadInput(
            f'There is no ambience "{unknown[0]}"; choose from {", ".join(KINDS)}.',
            code="unknown_ambience",
        )
    if not 0 < seconds <= 7200:
        raise BadInput(
            "An ambience lasts more than 0 seconds and at most two hours.", code="bad_length"
        )
    count = round(seconds * RATE)
    chosen = list(dict.fromkeys(kinds))
    if not chosen or count == 0:
        return np.zeros((2, count), np.float32)
    rounds = max(1, int(np.ceil(seconds / LOOP_SECONDS)))
    size = max(round(0.5 * RATE), -(-count // rounds))
    out = np.zeros((2, size), np.float32)
    loudest = max(_MAKERS[kind][1] for kind in chosen)
    for kind in chosen:
        maker, level = _MAKERS[kind]
        rng = np.random.default_rng([seed, *kind.encode()])
        sound = maker(size, rng)
        heard = loudness(block_power(sound))
        if np.isfinite(heard):
            out += sound * np.float32(10 ** ((TARGET_LUFS + level - heard) / 20))
    together = loudness(block_power(out))
    if np.isfinite(together) and loudest > -5.5:
        out *= np.float32(10 ** ((TARGET_LUFS - together) / 20))
    out = limit(out, 0.4)
    if rounds == 1:
        return out[:, :count]
    bed = blank(count)
    for start in range(0, count, size):
        bed[:, start : start + size] = out[:, : count - start]
        give_back(bed)
    return bed


_BY_PLACE: dict[str, tuple[str, ...]] = {
    "beach": ("sea",),
    "sea": ("sea", "wind"),
    "harbour": ("sea",),
    "riverside": ("river",),
    "city-street": ("city",),
    "road": ("traffic",),
    "station": ("crowd", "city"),
    "market": ("market",),
    "rooftop": ("city",),
    "temple": ("temple",),
    "temple-hall": ("room", "temple"),
    "train": ("train",),
    "cafe": ("cafe",),
    "desert": ("wind",),
    "mountains": ("wind",),
}
_GREEN = ("forest", "field", "garden", "village", "riverside", "mountains", "temple", "hut")
_INSIDE = ("living-room", "bedroom", "kitchen", "cafe", "office", "classroom", "library", "hut",
           "palace-hall", "studio", "temple-hall", "train")  # fmt: skip


def for_setting(setting: Setting) -> tuple[str, ...]:
    """The kinds that a scene's place, time and weather sound of, in order of importance.

    Birds sing by clear day where it is green, crickets by warm night; indoors there is
    room tone, and only rain and storm are heard from outside.
    """
    inside = setting.interior or setting.place in _INSIDE
    kinds = list(_BY_PLACE.get(setting.place, ("room",) if inside else ()))
    wet = {"rain": "rain", "storm": "storm"}.get(setting.weather)
    if wet:
        kinds.append(wet)
    if "fire" in setting.props or "campfire" in setting.props or "fireplace" in setting.props:
        kinds.append("fire")
    if inside:
        return tuple(dict.fromkeys(kinds))
    if setting.weather == "snow":
        kinds.append("snow")
    elif setting.weather == "wind" and "wind" not in kinds:
        kinds.append("wind")
    calm = setting.weather in ("clear", "cloudy", "fog", "wind")
    if calm and setting.place in _GREEN:
        dark = setting.time in ("dusk", "night")
        kinds.append(("crickets" if setting.time == "dusk" else "night") if dark else "birds")
    if not kinds:
        kinds.append("night" if setting.time == "night" else "wind")
    return tuple(dict.fromkeys(kinds))
