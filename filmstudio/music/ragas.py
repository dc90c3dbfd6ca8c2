"""Ragas and talas: scales up and down, resting notes, phrases and the drum cycles they go over.

Scales, vadi and samvadi and the characteristic phrases are the ones that textbooks of
Hindustani and Carnatic music agree on. Notes are semitones above Sa: 0 S, 1 r, 2 R,
3 g, 4 G, 5 m, 6 M, 7 P, 8 d, 9 D, 10 n, 11 N, 12 the upper Sa; negative below Sa.
"""

from __future__ import annotations

from dataclasses import dataclass

SWARAS = ("S", "r", "R", "g", "G", "m", "M", "P", "d", "D", "n", "N")


@dataclass(frozen=True)
class Raga:
    """`vadi` and `samvadi` are the notes phrases rest on; `phrases` its typical turns.

    `drone` is the tanpura's first string in semitones above the Sa two octaves below:
    Pa (7), Ma (5) where the raga has no Pa, or Ni (11).
    """

    name: str
    aroha: tuple[int, ...]
    avaroha: tuple[int, ...]
    vadi: int
    samvadi: int
    phrases: tuple[tuple[int, ...], ...]
    drone: int = 7
    carnatic: bool = False

    @property
    def classes(self) -> frozenset[int]:
        """The pitch classes of the raga, Sa = 0."""
        return frozenset(note % 12 for note in (*self.aroha, *self.avaroha))


@dataclass(frozen=True)
class Tala:
    """A rhythmic cycle: its divisions in beats (matras) and the strokes (bols) of its theka."""

    name: str
    vibhags: tuple[int, ...]
    theka: tuple[str, ...]

    @property
    def beats(self) -> int:
        return sum(self.vibhags)


RAGAS: dict[str, Raga] = {
    raga.name: raga
    for raga in (
        Raga(
            "Yaman", (-1, 2, 4, 6, 9, 11, 12), (12, 11, 9, 7, 6, 4, 2, 0), 4, 11,
            ((-1, 2, 4), (4, 2, -1, 2, 0), (6, 9, 11, 12), (4, 6, 7), (7, 6, 4, 2, 4),
             (-1, 2, 4, 6, 4), (11, 9, 7, 6, 4), (4, 2, 0)), 7,
        ),
        Raga(
            "Bhairav", (0, 1, 4, 5, 7, 8, 11, 12), (12, 11, 8, 7, 5, 4, 1, 0), 8, 1,
            ((4, 5, 8, 7), (4, 5, 4, 1, 0), (0, 1, 4, 5), (8, 11, 12), (7, 8, 7, 5, 4),
             (8, 7, 5, 4, 1), (4, 1, 0)), 7,
        ),
        Raga(
            "Desh", (0, 2, 5, 7, 11, 12), (12, 10, 9, 7, 5, 4, 2, 4, -1, 0), 2, 7,
            ((2, 5, 7), (2, 5, 4, 2), (7, 11, 12), (10, 9, 7), (9, 5, 4, 2), (2, 4, -1, 0),
             (5, 7, 11, 12)), 7,
        ),
        Raga(
            "Bhupali", (0, 2, 4, 7, 9, 12), (12, 9, 7, 4, 2, 0), 4, 9,
            ((4, 2, 0), (0, -3, 0, 2, 4), (7, 4, 9, 7, 4), (4, 7, 9, 12), (4, 2, 7, 4),
             (12, 9, 7, 4), (2, 4, 2, 0)), 7,
        ),
        Raga(
            "Kafi", (0, 2, 3, 5, 7, 9, 10, 12), (12, 10, 9, 7, 5, 3, 2, 0), 7, 0,
            ((0, 0, 2, 2, 3, 3, 5, 5, 7), (5, 7, 9, 7), (7, 5, 3, 2), (2, 3, 5, 7),
             (10, 9, 7), (9, 10, 12), (3, 2, 0)), 7,
        ),
        Raga(
            "Mohanam", (0, 2, 4, 7, 9, 12), (12, 9, 7, 4, 2, 0), 4, 9,
            ((4, 4, 7, 9, 12), (4, 7, 9, 7), (9, 7, 4, 2), (7, 9, 12, 14, 12), (4, 2, 0),
             (2, 4, 7), (12, 9, 7, 4, 2)), 7, carnatic=True,
        ),
        Raga(
            "Hamsadhwani", (0, 2, 4, 7, 11, 12), (12, 11, 7, 4, 2, 0), 0, 7,
            ((4, 7, 11, 12), (7, 4, 2, 0), (11, 7, 4, 2), (0, 2, 4, 7), (12, 14, 12, 11, 7),
             (4, 2, 0)), 7, carnatic=True,
        ),
        Raga(
            "Malkauns", (0, 3, 5, 8, 10, 12), (12, 10, 8, 5, 3, 0), 5, 0,
            ((5, 3, 5, 3, 0), (-2, 0, 3, 5), (5, 8, 10, 12), (8, 5, 3), (10, 8, 5),
             (3, 5, 8, 5), (3, 0)), 5,
        ),
        Raga(
            "Bageshri", (0, 3, 5, 9, 10, 12), (12, 10, 9, 5, 7, 9, 3, 5, 3, 2, 0), 5, 0,
            ((5, 9, 10, 9), (5, 7, 9, 3), (3, 5, 3, 2, 0), (9, 10, 12), (-2, 0, 5),
             (10, 9, 5), (3, 2, 0)), 5,
        ),
    )
}  # fmt: skip

TALAS: dict[str, Tala] = {
    tala.name: tala
    for tala in (
        Tala("teental", (4, 4, 4, 4), (
            "dha", "dhin", "dhin", "dha", "dha", "dhin", "dhin", "dha",
            "dha", "tin", "tin", "ta", "ta", "dhin", "dhin", "dha")),
        Tala("keherwa", (4, 4), ("dha", "ge", "na", "ti", "na", "ke", "dhin", "na")),
        Tala("rupak", (3, 2, 2), ("tin", "tin", "na", "dhin", "na", "dhin", "na")),
        Tala("adi", (4, 2, 2), ("dha", "dhin", "ge", "tun", "na", "tin", "dha", "dhin")),
    )
}  # fmt: skip

_BY_MOOD = {
    "neutral": ("Yaman", "Bhupali", "Kafi"),
    "peaceful": ("Yaman", "Bhupali", "Desh"),
    "joyful": ("Desh", "Bhupali", "Kafi"),
    "melancholy": ("Bageshri", "Kafi", "Bhairav"),
    "tense": ("Malkauns", "Bhairav", "Malkauns"),
    "eerie": ("Malkauns", "Bhairav", "Malkauns"),
    "romantic": ("Desh", "Bageshri", "Yaman"),
    "heroic": ("Bhupali", "Malkauns", "Bhupali"),
}
_SOUTHERN = {
    "joyful": ("Hamsadhwani", "Mohanam"),
    "heroic": ("Hamsadhwani", "Mohanam"),
    "neutral": ("Mohanam", "Hamsadhwani"),
    "peaceful": ("Mohanam", "Mohanam"),
    "romantic": ("Mohanam", "Hamsadhwani"),
}


def choose(mood: str, culture: str, choice: int) -> Raga:
    """The raga for a mood; southern culture takes one of the Carnatic repertoire where it fits."""
    names: tuple[str, ...] = _BY_MOOD.get(mood, _BY_MOOD["neutral"])
    if culture == "south-indian":
        names = _SOUTHERN.get(mood, names)
    return RAGAS[names[choice % len(names)]]


def tala_for(raga: Raga, mood: str, seconds: float, choice: int) -> Tala:
    """The cycle a cue goes over: adi for Carnatic ragas, light cycles for short or lively cues."""
    if raga.carnatic:
        return TALAS["adi"]
    if mood in ("melancholy", "romantic") and choice % 2:
        return TALAS["rupak"]
    if mood == "joyful" or seconds < 10:
        return TALAS["keherwa"]
    return TALAS["teental"]
