"""Lo-fi: electric piano sevenths, a soft late backbeat, round bass and a small tune to itself."""

from __future__ import annotations

import random

from filmstudio.music import arrange
from filmstudio.music.form import Form
from filmstudio.music.genres import Style, beats, by_mood
from filmstudio.music.melody import Line, humanise, melody
from filmstudio.music.score import Note, Piece, Track
from filmstudio.music.theory import Chord, parse_key

SWING = 0.11
_BEAT = {
    36: ((0.0, 82), (2.5, 70), (1.75, 42)),
    37: ((1.02, 62), (3.02, 66)),
    42: ((0.0, 34), (0.5, 44), (1.0, 32), (1.5, 44), (2.0, 34), (2.5, 44), (3.0, 32), (3.5, 46)),
}
_TURN = {
    36: ((0.0, 82), (1.5, 58), (2.5, 72)),
    37: ((1.02, 62), (3.02, 66), (3.75, 36)),
    42: ((0.5, 44), (1.0, 32), (1.5, 44), (2.5, 44), (3.5, 46)),
}


def _write(form: Form, rng: random.Random) -> Piece:
    mood = form.request.mood
    key = parse_key(form.request.key, mood, form.request.seed)
    chords = arrange.harmony(form, key, rng, size=4)
    voiced = arrange.voicings([Chord(c.root, c.tones, c.degree) for c in chords], 4, 50, 72)
    keys: list[Note] = []
    for bar in form.bars:
        velocity = round(50 + 20 * bar.energy)
        for at, length in ((0.0, 1.9), (2.5, 1.3)):
            if at < bar.beats:
                keys += [
                    Note(
                        bar.start + at + 0.03 * i,
                        min(length, bar.beats - at),
                        p,
                        velocity - 4 * bool(at),
                    )
                    for i, p in enumerate(voiced[bar.index])
                ]
    keys += arrange.roll(form, voiced[-1], 56, 0.14)
    tune = melody(form, key, chords, Line(67, 84, 62, legato=0.9, swing=SWING), rng, "lyrical")
    low = arrange.bass(form, chords, 31, ((0.0, 1.7, 0), (2.5, 1.2, 0), (3.75, 0.25, 7)), 76)
    strokes = arrange.drums(form, _BEAT, _TURN, rng, SWING, from_energy=0.25)
    tracks = (
        Track("electric-piano", humanise(keys, rng, 0.025, 5), "figure", 2.0, -0.15),
        Track("pad", arrange.held(form, [v[:3] for v in voiced], 46), "bed", 3.0, 0.0,
              form.dynamics(0.6, 0.9)),
        Track("electric-bass", humanise(low, rng, 0.02, 4), "bass", 2.0),
        Track("guitar", humanise(tune, rng, 0.03, 6), "lead", 4.0, 0.3),
        Track("kit", humanise(strokes, rng, 0.015, 4), "pulse", 4.0),
    )  # fmt: skip
    title = f"Lo-fi, {key.name}, {round(form.bpm)} bpm"
    return Piece(
        form.bpm, form.request.seconds, tracks, title, key.pitch_classes, key.tonic, form.meter
    )


STYLE = Style(
    by_mood(78, joyful=86, melancholy=70, tense=84), beats(4), _write, room=0.16, tail=0.9
)
