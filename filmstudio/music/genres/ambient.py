"""Ambient: slow pads over a drone, bell tones that answer each other, long silences between."""

from __future__ import annotations

import random

from filmstudio.music import arrange
from filmstudio.music.form import Form
from filmstudio.music.genres import Style, beats, by_mood
from filmstudio.music.melody import Line, humanise, melody
from filmstudio.music.score import Note, Piece, Track
from filmstudio.music.theory import chord_on, parse_key


def _write(form: Form, rng: random.Random) -> Piece:
    mood = form.request.mood
    key = parse_key(form.request.key, mood, form.request.seed)
    chords = arrange.harmony(form, key, rng)
    wide = [chord_on(key, chord.degree, 5) for chord in chords[:-1]] + [chord_on(key, 0, 3)]
    voiced = arrange.voicings(wide, 4, 50, 77)
    drone_root = 36 + (key.tonic - 36) % 12
    drone = (
        Note(0.0, form.beats, drone_root, 58),
        Note(0.0, form.beats, drone_root + 7, 46),
    )
    bright = "celesta" if mood in ("joyful", "peaceful") else "electric-piano"
    tune = melody(form, key, chords, Line(69, 88, 60, legato=1.6), rng, "sparse")
    answer = _echo(form, tune)
    figure = arrange.broken(
        form, voiced, (0, 2, 1, 3, -1, 2, 4, -1), 0.5, 44, 4.0, quiet_below=0.35
    )
    figure += arrange.roll(form, voiced[-1], 50, 0.25)
    tracks = (
        Track("pad", arrange.held(form, voiced, 64), "bed", -2.0, 0.0, form.dynamics(0.5, 1.0)),
        Track("bowed-pad", drone, "bed", 0.0, 0.0, form.dynamics(0.6, 0.9)),
        Track("slow-strings", arrange.held(form, [v[1:3] for v in voiced], 44), "bed", -2.0, 0.3),
        Track(bright, humanise(tune, rng, 0.04, 5), "lead", 3.0, -0.25),
        Track("vibraphone", humanise(answer, rng, 0.04, 4), "lead", 2.0, 0.4),
        Track("harp", humanise(figure, rng, 0.03, 5), "figure", -2.0, 0.1),
    )
    title = f"Ambient, {key.name}, {round(form.bpm)} bpm"
    return Piece(
        form.bpm, form.request.seconds, tracks, title, key.pitch_classes, key.tonic, form.meter
    )


def _echo(form: Form, tune: tuple[Note, ...]) -> tuple[Note, ...]:
    """Every long note again three beats later, an octave lower and softer, where nobody speaks."""
    return tuple(
        Note(
            n.start + 3,
            min(n.length, form.beats - n.start - 3),
            n.pitch - 12,
            round(n.velocity * 0.7),
        )
        for n in tune
        if n.length >= 1 and n.start + 3.5 < form.final and not form.spoken(n.start + 3)
    )


STYLE = Style(by_mood(66, joyful=76, tense=72, eerie=58, melancholy=60), beats(4), _write,
              room=0.45, tail=3.0)  # fmt: skip
