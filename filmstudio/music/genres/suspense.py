"""Suspense: a low drone, tremolo seconds, a ticking ostinato, a rising line, one hit at the turn."""

from __future__ import annotations

import random

from filmstudio.music import arrange
from filmstudio.music.form import Form
from filmstudio.music.genres import Style, beats, by_mood
from filmstudio.music.melody import Line, humanise, melody
from filmstudio.music.score import Note, Piece, Track
from filmstudio.music.theory import Key, parse_key

_TICK = {
    4: (0, -1, 0, 1, 0, -1, 0, 2),
}


def _write(form: Form, rng: random.Random) -> Piece:
    request = form.request
    key = parse_key(request.key, "tense" if request.mood != "eerie" else "eerie", request.seed)
    if key.scale not in ("harmonic-minor", "phrygian", "minor", "hijaz"):
        key = Key(key.tonic, "harmonic-minor")
    mood = "eerie" if request.mood in ("eerie", "peaceful") else "tense"
    degrees_form = arrange.harmony(form, key, rng)
    voiced = arrange.voicings(degrees_form, 3, 50, 70)
    root = 28 + (key.tonic - 28) % 12
    drone = (
        Note(0.0, form.beats, root, 70),
        Note(0.0, form.beats, root + 12, 54),
        Note(0.0, form.beats, root + 19, 40),
    )
    shiver = arrange.held(form, [v[1:] for v in voiced], 50)
    ticks = arrange.broken(form, [(v[0] + 12, v[1] + 12, v[2] + 12) for v in voiced], _TICK[4], 0.5,
                           54, 0.6, quiet_below=0.3)  # fmt: skip
    tune = melody(form, key, degrees_form, Line(57, 75, 66, legato=1.0), rng,
                  "sigh" if mood == "tense" else "sparse")  # fmt: skip
    drum = 36 + (key.tonic - 36) % 12
    heart = tuple(
        Note(bar.start + at, 0.5, drum, round(level * (0.6 + 0.5 * bar.energy)))
        for bar in form.bars
        if bar.section != "intro"
        for at, level in ((0.0, 74), (0.5, 54))
        if at < bar.beats
    )
    bell = tuple(
        Note(bar.start + 2, 2.0, key.nearest(84, frozenset((key.tonic, (key.tonic + 8) % 12))), 44)
        for bar in form.bars
        if bar.index % 2 == 1 and bar.beats >= 4
    )
    lead = "clarinet" if mood == "tense" else "choir"
    tracks = (
        Track("contrabass", drone[:2], "bed", -3.0, 0.0, form.dynamics(0.6, 1.0)),
        Track("bowed-pad", drone[1:], "bed", 2.0, 0.0, form.dynamics(0.5, 0.9)),
        Track("tremolo", shiver, "figure", 3.0, 0.2, form.dynamics(0.35, 1.0)),
        Track("piano", humanise(ticks, rng, 0.012, 5), "figure", 3.0, -0.3),
        Track(lead, humanise(tune, rng, 0.03, 5), "lead", -1.0, 0.15),
        Track("celesta", humanise(bell, rng, 0.03, 4), "lead", 2.0, 0.45),
        Track(
            "taiko",
            humanise(heart + arrange.hits(form, ((drum, 108),)), rng, 0.01, 4),
            "pulse",
            -1.0,
        ),
    )
    title = f"Suspense, {key.name}, {round(form.bpm)} bpm"
    return Piece(form.bpm, request.seconds, tracks, title, key.pitch_classes, key.tonic, form.meter)


STYLE = Style(by_mood(88, eerie=66, tense=96, melancholy=72, heroic=108), beats(4), _write,
              room=0.34, tail=2.4)  # fmt: skip
