"""Electronic: pulsing bass, filtered arpeggio in sixteenths, four on the floor, a hook on top."""

from __future__ import annotations

import random

from filmstudio.music import arrange
from filmstudio.music.form import Form
from filmstudio.music.genres import Style, beats, by_mood
from filmstudio.music.melody import Line, melody
from filmstudio.music.score import Piece, Track
from filmstudio.music.theory import parse_key

_FLOOR = {
    36: ((0.0, 104), (1.0, 100), (2.0, 104), (3.0, 100)),
    39: ((1.0, 78), (3.0, 80)),
    42: ((0.5, 70), (1.5, 70), (2.5, 70), (3.25, 48), (3.5, 66)),
    46: ((3.75, 52),),
}
_FILL = {
    36: ((0.0, 104), (1.0, 100), (2.0, 104)),
    39: ((1.0, 78), (3.0, 70), (3.25, 74), (3.5, 80), (3.75, 88)),
    42: ((0.5, 70), (1.5, 70), (2.5, 70)),
}
_CALM = {36: ((0.0, 84), (2.5, 66)), 39: ((2.0, 56),), 42: tuple((k / 2, 42) for k in range(8))}


def _write(form: Form, rng: random.Random) -> Piece:
    mood = form.request.mood
    key = parse_key(form.request.key, mood, form.request.seed)
    chords = arrange.harmony(form, key, rng)
    voiced = arrange.voicings(chords, 4, 52, 74)
    lively = mood in ("joyful", "heroic", "neutral", "tense")
    order = (0, 2, 3, 4, 2, 3, 4, 6) if rng.random() < 0.5 else (0, 3, 1, 4, 2, 5, 3, 6)
    arp = arrange.broken(form, voiced, order, 0.25, 56, 0.9)
    pulse = tuple((k / 2, 0.4, 0 if k % 4 != 3 else 7) for k in range(8))
    slow = ((0.0, 1.5, 0), (1.5, 1.0, 0), (3.0, 0.9, 7))
    line = arrange.bass(form, chords, 33, pulse if lively else slow, 84)
    hook = melody(form, key, chords, Line(66, 84, 70, legato=0.7), rng, "dance")
    strokes = arrange.drums(form, _FLOOR if lively else _CALM, _FILL if lively else None, rng,
                            from_energy=0.25)  # fmt: skip
    tracks = (
        Track("pad", arrange.held(form, voiced, 62), "bed", -1.0, 0.0, form.dynamics(0.45, 1.0)),
        Track("synth-bass", line, "bass", -2.0),
        Track("synth-lead", arp, "figure", 1.0, -0.3, form.dynamics(0.4, 1.0)),
        Track("electric-piano", hook, "lead", 3.0, 0.25),
        Track("machine", strokes, "pulse", -3.0),
    )
    title = f"Electronic, {key.name}, {round(form.bpm)} bpm"
    return Piece(
        form.bpm, form.request.seconds, tracks, title, key.pitch_classes, key.tonic, form.meter
    )


STYLE = Style(by_mood(112, joyful=122, heroic=126, tense=118, melancholy=88, peaceful=92, eerie=84,
                      romantic=96), beats(4), _write, room=0.14, tail=1.4)  # fmt: skip
