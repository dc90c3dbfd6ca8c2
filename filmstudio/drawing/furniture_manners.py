"""Manners of furnishing: the walls, floors, windows, cloth and metal of each culture's rooms."""

from __future__ import annotations

from dataclasses import dataclass

from filmstudio.drawing.colour import rgb
from filmstudio.film.picture import RGB
from filmstudio.film.vocabulary import Culture


@dataclass(frozen=True)
class Manner:
    """What a room is made of. Kinds name what `furniture_walls` and `furniture_windows` draw."""

    wall: RGB
    dado: str
    """The lower wall: panel, tiles, zellige, paint, slats, band or plain."""
    dado_colour: RGB
    wood: RGB
    floor: str
    """planks, tiles, checks, oxide, mats, terracotta or earth."""
    floor_colour: RGB
    window: str
    """sash, bars, jali, shoji, lattice, arch or shutters."""
    cloth: tuple[RGB, RGB, RGB]
    metal: RGB
    lamp: str
    """shade, brass, paper, lantern, pierced or basket."""
    outlook: str
    """What is seen outside: garden, palms, city, hills or court."""


def _manner(
    wall: str, dado: str, dado_colour: str, wood: str, floor: str, floor_colour: str, window: str,
    cloth: tuple[str, str, str], metal: str, lamp: str, outlook: str,
) -> Manner:  # fmt: skip
    a, b, c = (rgb(t) for t in cloth)
    return Manner(
        rgb(wall), dado, rgb(dado_colour), rgb(wood), floor, rgb(floor_colour), window, (a, b, c),
        rgb(metal), lamp, outlook,
    )  # fmt: skip


BRASS = "c8952f"
_MANNERS: dict[Culture, Manner] = {
    "western": _manner(
        "8fa79a", "panel", "ece4d4", "8a5a36", "planks", "a8784c", "sash",
        ("c8553d", "e2c9a0", "40606e"), "b8bcc2", "shade", "garden",
    ),
    "latin-american": _manner(
        "e39a5c", "tiles", "3f8f9a", "7a4526", "terracotta", "c0704a", "shutters",
        ("d8433c", "f2b83a", "2f8f86"), "b87a42", "shade", "palms",
    ),
    "north-indian": _manner(
        "e6b878", "paint", "b8573a", "7c4a2a", "checks", "d9c7a8", "jali",
        ("c2334d", "f0a830", "3a6a9a"), BRASS, "brass", "court",
    ),
    "south-indian": _manner(
        "7fb5a4", "band", "b5482f", "6a3a22", "oxide", "9c4330", "bars",
        ("a3263f", "f3c74a", "2f7a56"), BRASS, "brass", "palms",
    ),
    "east-asian": _manner(
        "d6cab0", "slats", "9a7650", "8a6038", "planks", "b58b58", "lattice",
        ("b8453a", "dcc9a0", "4f6f62"), "8a8f94", "paper", "garden",
    ),
    "japanese": _manner(
        "d9cba4", "plain", "b59a6a", "6e4a30", "mats", "b9b276", "shoji",
        ("5b4a78", "d8b98a", "8a3a3a"), "6a6660", "paper", "garden",
    ),
    "chinese": _manner(
        "d9b98c", "slats", "8f2f24", "7c2a1e", "tiles", "a89a86", "lattice",
        ("b3202a", "e3b04a", "2f6a5a"), "c09a44", "lantern", "garden",
    ),
    "thai": _manner(
        "b9854e", "slats", "8a5a30", "7a4726", "planks", "9a6236", "shutters",
        ("c2562f", "e6b84c", "5a7a4a"), "c8a24a", "basket", "palms",
    ),
    "middle-eastern": _manner(
        "e8d2a8", "zellige", "2f7fa0", "7a4e2c", "tiles", "cfae84", "arch",
        ("a3283a", "d9a441", "1f6a7a"), "c08a3a", "pierced", "hills",
    ),
    "african": _manner(
        "d08a4c", "paint", "8a3f2a", "5e3a22", "terracotta", "b5643e", "shutters",
        ("d9622b", "f0bd3c", "2d6a4c"), "a8743a", "basket", "palms",
    ),
}  # fmt: skip


def manner(culture: Culture) -> Manner:
    """How rooms of this culture are furnished."""
    return _MANNERS[culture]


INDIAN: tuple[Culture, ...] = ("north-indian", "south-indian")
EAST: tuple[Culture, ...] = ("east-asian", "japanese", "chinese")
