"""Folk: a plucked string, a singing wind, a small drum; scales and instruments of the culture."""

from __future__ import annotations

import random
from dataclasses import dataclass

from filmstudio.music import arrange
from filmstudio.music.form import Form, ScoreRequest
from filmstudio.music.genres import Style, by_mood
from filmstudio.music.melody import Line, humanise, melody
from filmstudio.music.score import Piece, Track
from filmstudio.music.theory import Key, chord_on, parse_key, progression


@dataclass(frozen=True)
class _Land:
    """Instruments and scales (bright, dark) of a culture's folk music."""

    plucked: str
    lead: str
    bright: str
    dark: str
    second: str = "violin"


_WESTERN = _Land("guitar", "flute", "major", "dorian", "violin")
_LANDS = {
    "east-asian": _Land("koto", "bansuri", "pentatonic", "minor-pentatonic", "harp"),
    "chinese": _Land("koto", "bansuri", "pentatonic", "minor-pentatonic", "violin"),
    "japanese": _Land("koto", "bansuri", "pentatonic", "in-sen", "harp"),
    "thai": _Land("santoor", "flute", "pentatonic", "minor-pentatonic", "kalimba"),
    "middle-eastern": _Land("guitar", "clarinet", "hijaz", "hijaz", "violin"),
    "african": _Land("kalimba", "flute", "pentatonic", "mixolydian", "guitar"),
    "latin-american": _Land("guitar", "accordion", "major", "minor", "flute"),
    "north-indian": _Land("santoor", "bansuri", "mixolydian", "dorian", "harmonium"),
    "south-indian": _Land("santoor", "violin", "major", "phrygian", "bansuri"),
}
_DARK = ("melancholy", "tense", "eerie")
_SHAKER = {
    4: {
        36: ((0.0, 62), (2.0, 52)),
        70: (
            (0.0, 30),
            (0.5, 42),
            (1.0, 30),
            (1.5, 44),
            (2.0, 30),
            (2.5, 42),
            (3.0, 30),
            (3.5, 44),
        ),
        37: ((1.0, 46), (3.0, 50)),
    },
    3: {36: ((0.0, 62),), 70: ((0.0, 34), (1.0, 44), (2.0, 44)), 37: ((2.0, 38),)},
}


def _meter(request: ScoreRequest) -> int:
    waltz = request.mood in ("joyful", "peaceful", "romantic") and request.culture in (
        "",
        "western",
    )
    return 3 if waltz and request.seed % 3 == 0 else 4


def _write(form: Form, rng: random.Random) -> Piece:
    request = form.request
    land = _LANDS.get(request.culture, _WESTERN)
    key = parse_key(request.key, request.mood, request.seed)
    if not request.key.strip() or " " not in request.key.strip():
        key = Key(key.tonic, land.dark if request.mood in _DARK else land.bright)
    degrees = progression(request.mood, len(form.bars), rng.randrange(3), form.final < form.beats)
    chords = [chord_on(key, degree) for degree in degrees] + [chord_on(key, 0)]
    voiced = arrange.voicings(chords, 4, 48, 69)
    order = (0, 2, 1, 3, 2, 1, 3, 2) if form.meter == 4 else (0, 1, 2, 3, 2, 1)
    figure = arrange.broken(form, voiced, order, 0.5, 62, 2.5)
    figure += arrange.roll(form, voiced[-1], 66)
    tune = melody(form, key, chords, Line(67, 86, 80, legato=0.9), rng)
    question, answer = arrange.shared(form, tune)
    second = melody(form, key, chords, Line(60, 76, 58), rng, "sparse")
    pattern = ((0.0, 1.9, 0), (2.0, 1.0, 7)) if form.meter == 4 else ((0.0, 2.5, 0),)
    strokes = arrange.drums(form, _SHAKER[form.meter], None, rng, from_energy=0.3)
    tracks = (
        Track("strings", arrange.held(form, [v[:2] for v in voiced], 42), "bed", 7.0, 0.0,
              form.dynamics(0.5, 0.9)),
        Track(land.plucked, humanise(figure, rng, 0.018, 6), "figure", 0.0, -0.25),
        Track(land.lead, humanise(question, rng, 0.03, 5), "lead", 0.0, 0.15),
        Track(land.second, humanise(answer, rng, 0.03, 5), "lead", 0.0, -0.2),
        Track(land.second, humanise(second, rng, 0.03, 4), "lead", -3.0, 0.4),
        Track("upright-bass", humanise(arrange.bass(form, chords, 33, pattern, 66), rng, 0.015, 4),
              "bass", 1.0),
        Track("kit", humanise(strokes, rng, 0.015, 3), "pulse", 0.0, 0.1),
    )  # fmt: skip
    classes = key.pitch_classes | {tone for chord in chords for tone in chord.tones}
    title = f"Folk, {key.name}, {round(form.bpm)} bpm"
    return Piece(
        form.bpm, request.seconds, tracks, title, frozenset(classes), key.tonic, form.meter
    )


STYLE = Style(by_mood(96, joyful=116, melancholy=72, peaceful=80, heroic=108, tense=100, eerie=70),
              _meter, _write, room=0.2, tail=1.3)  # fmt: skip
