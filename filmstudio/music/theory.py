"""Scales, chords, voice leading, progressions by mood and cadences.

Pitches are MIDI numbers (60 is middle C, equal temperament, A4 = 440 Hz), pitch
classes 0..11 from C. Harmony follows common-practice rules as any harmony
textbook gives them: nearest-note voice leading, no parallel fifths or octaves
between outer voices where another voicing exists, cadences that end on the tonic.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from filmstudio.errors import BadInput

SCALES: dict[str, tuple[int, ...]] = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "mixolydian": (0, 2, 4, 5, 7, 9, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "harmonic-minor": (0, 2, 3, 5, 7, 8, 11),
    "phrygian": (0, 1, 3, 5, 7, 8, 10),
    "hijaz": (0, 1, 4, 5, 7, 8, 10),
    "pentatonic": (0, 2, 4, 7, 9),
    "minor-pentatonic": (0, 3, 5, 7, 10),
    "in-sen": (0, 1, 5, 7, 10),
}
"""Steps of each scale in semitones above its tonic."""

_MODES = {
    "neutral": "major",
    "peaceful": "major",
    "joyful": "major",
    "melancholy": "minor",
    "tense": "harmonic-minor",
    "eerie": "phrygian",
    "romantic": "major",
    "heroic": "mixolydian",
}

_TONICS = {
    "neutral": (0, 7, 2),
    "peaceful": (5, 3, 7),
    "joyful": (2, 7, 0),
    "melancholy": (9, 2, 4),
    "tense": (0, 2, 7),
    "eerie": (11, 4, 1),
    "romantic": (3, 8, 5),
    "heroic": (2, 0, 10),
}
"""Customary keys: flats for warmth, D and C for brass, sharps minor for unease."""

# Degrees of the scale, counted from 0, one chord a bar; a phrase is four bars.
_PHRASES: dict[str, tuple[tuple[int, ...], ...]] = {
    "neutral": ((0, 5, 3, 4), (0, 2, 3, 4), (5, 3, 0, 4)),
    "peaceful": ((0, 3, 0, 4), (0, 2, 3, 3), (5, 3, 0, 4)),
    "joyful": ((0, 3, 4, 0), (0, 4, 5, 3), (3, 4, 2, 5)),
    "melancholy": ((0, 5, 2, 6), (0, 3, 5, 4), (5, 6, 0, 0)),
    "tense": ((0, 0, 5, 4), (0, 3, 5, 4), (0, 5, 3, 4)),
    "eerie": ((0, 1, 0, 5), (0, 5, 1, 0), (3, 1, 0, 1)),
    "romantic": ((0, 2, 5, 1), (3, 4, 2, 5), (1, 4, 0, 5)),
    "heroic": ((0, 6, 3, 0), (5, 3, 6, 0), (0, 4, 3, 6)),
}

_CADENCES: dict[str, tuple[int, int]] = {
    "neutral": (3, 4),
    "peaceful": (1, 3),
    "joyful": (3, 4),
    "melancholy": (5, 4),
    "tense": (3, 4),
    "eerie": (5, 1),
    "romantic": (1, 4),
    "heroic": (3, 6),
}
"""The two chords before the tonic: authentic, plagal, Phrygian or modal (bVII) by mood."""

_LETTERS = {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11}
NAMES = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")


@dataclass(frozen=True)
class Key:
    """A tonic (pitch class) and a scale by name."""

    tonic: int
    scale: str

    @property
    def name(self) -> str:
        return f"{NAMES[self.tonic]} {self.scale}"

    @property
    def pitch_classes(self) -> frozenset[int]:
        """Pitch classes that belong to the key; minor keys own both seventh degrees."""
        steps = set(SCALES[self.scale])
        if self.scale in ("minor", "harmonic-minor"):
            steps |= {10, 11}
        return frozenset((self.tonic + step) % 12 for step in steps)

    def pitch(self, degree: int, octave_from: int) -> int:
        """MIDI pitch of a scale degree (0 = tonic, may be negative or above the octave).

        `octave_from` is the lowest pitch that degree 0 may have.
        """
        steps = SCALES[self.scale]
        base = octave_from + (self.tonic - octave_from) % 12
        octave, index = divmod(degree, len(steps))
        return base + 12 * octave + steps[index]

    def nearest(self, pitch: int, allowed: frozenset[int] | None = None) -> int:
        """The pitch nearest to `pitch` whose class is in `allowed` (default: the key)."""
        classes = allowed or self.pitch_classes
        for distance in range(12):
            for candidate in (pitch - distance, pitch + distance):
                if candidate % 12 in classes:
                    return candidate
        return pitch


@dataclass(frozen=True)
class Chord:
    """A root (pitch class) and the chord's pitch classes, root first."""

    root: int
    tones: tuple[int, ...]
    degree: int = 0

    @property
    def classes(self) -> frozenset[int]:
        return frozenset(self.tones)


def parse_key(text: str, mood: str, choice: int) -> Key:
    """The key named by `text`, for example "D", "F# minor" or "Bbm"; "" chooses by mood.

    `choice` picks among the customary tonics of the mood. Raises BadInput for a name
    that is no key.
    """
    scale = _MODES.get(mood, "major")
    if not text.strip():
        tonics = _TONICS.get(mood, (0, 7, 5))
        return Key(tonics[choice % len(tonics)], scale)
    match = re.fullmatch(r"\s*([A-Ga-g])\s*([#♯b♭]?)\s*([A-Za-z-]*)\s*", text)
    wanted = match.group(3) if match else ""
    word = {"": "", "m": "minor", "min": "minor", "M": "major", "maj": "major"}.get(
        wanted, wanted.lower()
    )
    if match is None or (word and word not in SCALES):
        raise BadInput(
            f'"{text}" is not a key: write a note and perhaps a scale, such as "D", "F# minor" '
            f"or one of {', '.join(SCALES)}.",
            code="unknown_key",
        )
    accidental = {"#": 1, "♯": 1, "b": -1, "♭": -1}.get(match.group(2), 0)
    return Key((_LETTERS[match.group(1).lower()] + accidental) % 12, word or scale)


def chord_on(key: Key, degree: int, size: int = 3) -> Chord:
    """Thirds stacked on a scale degree; 4 tones give the seventh chord, 5 the ninth.

    On the fifth degree of a minor key the leading note is raised, as cadences need it.
    Pentatonic scales borrow the thirds of the major or minor scale they are part of.
    """
    base = {"pentatonic": "major", "minor-pentatonic": "minor", "in-sen": "phrygian"}
    steps = SCALES[base.get(key.scale, key.scale)]
    tones = []
    for third in range(size):
        step = steps[(degree + 2 * third) % 7]
        if degree % 7 == 4 and key.scale in ("minor", "harmonic-minor") and step == 10:
            step = 11
        tones.append((key.tonic + step) % 12)
    return Chord(tones[0], tuple(tones), degree % 7)


def progression(mood: str, bars: int, choice: int, cadence: bool) -> list[int]:
    """Scale degrees, one a bar: phrases of four bars in the form A A B A, cadence at the end.

    With `cadence` the last two bars prepare the tonic, which the caller sounds after them.
    """
    phrases = _PHRASES.get(mood, _PHRASES["neutral"])
    a = phrases[choice % len(phrases)]
    b = phrases[(choice + 1) % len(phrases)]
    form = (a, a, b, a)
    degrees = [form[(bar // 4) % 4][bar % 4] for bar in range(bars)]
    if cadence and bars >= 2:
        degrees[-2:] = _CADENCES.get(mood, (3, 4))
    elif cadence and bars == 1:
        degrees[-1] = _CADENCES.get(mood, (3, 4))[1]
    return degrees


def voice(
    previous: tuple[int, ...], chord: Chord, voices: int, low: int, high: int
) -> tuple[int, ...]:
    """Pitches of a chord for `voices` parts within low..high, close to the previous voicing.

    Costs: semitones moved by each part, spread beyond a tenth between neighbours,
    parallel fifths and octaves of the outer parts, a missing third.
    """
    tones = list(chord.tones[:voices])
    doubles = itertools.cycle([chord.tones[0], *chord.tones[2:3]])
    while len(tones) < voices:
        tones.append(next(doubles))
    best: tuple[float, tuple[int, ...]] | None = None
    for order in sorted(set(itertools.permutations(tones))):
        for bottom in range(low, high + 1):
            if bottom % 12 != order[0]:
                continue
            pitches = [bottom]
            for tone in order[1:]:
                pitches.append(pitches[-1] + ((tone - pitches[-1]) % 12 or 12))
            if pitches[-1] > high:
                continue
            cost = _cost(previous, tuple(pitches), low, high)
            if best is None or cost < best[0]:
                best = (cost, tuple(pitches))
    if best is None:
        return tuple(sorted(low + (tone - low) % 12 for tone in tones))
    return best[1]


def _cost(previous: tuple[int, ...], pitches: tuple[int, ...], low: int, high: int) -> float:
    cost = 0.15 * abs(sum(pitches) / len(pitches) - (low + high) / 2)
    cost += sum(max(0, upper - lower - 9) for lower, upper in itertools.pairwise(pitches))
    cost += sum(
        4 for lower, upper in itertools.pairwise(pitches) if lower < 52 and upper - lower < 4
    )
    if len(previous) != len(pitches):
        return cost
    cost += sum(abs(a - b) for a, b in zip(previous, pitches, strict=True))
    before, after = previous[-1] - previous[0], pitches[-1] - pitches[0]
    moved = previous[0] != pitches[0]
    if moved and before % 12 == after % 12 and before % 12 in (0, 7):
        cost += 6
    return cost


def frequency(pitch: float) -> float:
    """Hertz of a MIDI pitch, equal temperament at A4 = 440 Hz."""
    return float(440.0 * 2.0 ** ((pitch - 69) / 12))
