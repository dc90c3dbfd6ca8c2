"""Orchestral: strings led in four parts, harp figures, horn or violin melody, timpani at the turn."""

from __future__ import annotations

import random

from filmstudio.music import arrange
from filmstudio.music.form import Form, ScoreRequest
from filmstudio.music.genres import Style, by_mood
from filmstudio.music.melody import Line, humanise, melody
from filmstudio.music.score import Note, Piece, Track
from filmstudio.music.theory import parse_key

_ANSWERS = {"horn": "clarinet", "violin": "flute"}
"""Who answers a lead; everybody else is answered by the violin."""
_HITS = {"heroic": 96, "tense": 92, "joyful": 82}
_LEADS = {
    "heroic": ("horn", 53, 74),
    "joyful": ("flute", 70, 89),
    "melancholy": ("oboe", 64, 83),
    "romantic": ("violin", 64, 86),
    "tense": ("clarinet", 57, 77),
    "eerie": ("oboe", 62, 81),
    "peaceful": ("clarinet", 62, 81),
    "neutral": ("oboe", 64, 83),
}


def _meter(request: ScoreRequest) -> int:
    return 3 if request.mood in ("romantic", "peaceful") and request.seed % 2 else 4


def _write(form: Form, rng: random.Random) -> Piece:
    mood = form.request.mood
    key = parse_key(form.request.key, mood, form.request.seed)
    chords = arrange.harmony(form, key, rng)
    voiced = arrange.voicings(chords, 4, 48, 76)
    name, low, high = _LEADS.get(mood, _LEADS["neutral"])
    tune = melody(form, key, chords, Line(low, high, 78), rng)
    question, answer = arrange.shared(form, tune)
    counter = melody(form, key, chords, Line(48, 67, 56, legato=1.0), rng, "sparse")
    order = (0, 1, 2, 3, 4, 3, 2, 1) if form.meter == 4 else (0, 1, 2, 4, 2, 1)
    figure = arrange.broken(form, voiced, order, 0.5, 56, 3.0, quiet_below=0.3)
    figure += arrange.roll(form, voiced[-1], 62)
    strong = [bar for bar in form.bars if bar.energy > 0.62]
    doubled = tuple(
        Note(n.start, n.length, n.pitch + 12, max(1, n.velocity - 8))
        for n in tune
        if any(bar.start <= n.start < bar.end for bar in strong) and n.pitch + 12 <= 91
    )
    bass_line = arrange.bass(form, chords, 31, ((0.0, float(form.meter), 0),), 62)
    drum = 36 + (key.tonic - 36) % 12
    rolls = _roll_into(form, drum)
    tracks = (
        Track("strings", arrange.held(form, voiced, 62), "bed", 0.0, 0.0, form.dynamics(0.45, 1.0)),
        Track("contrabass", bass_line, "bass", -2.0, 0.25, form.dynamics(0.5, 0.95)),
        Track("cello", humanise(counter, rng, 0.02, 4), "lead", -5.0, 0.2),
        Track("harp", humanise(figure, rng, 0.015, 5), "figure", 0.0, -0.35),
        Track(name, humanise(question, rng, 0.03, 5), "lead", 0.0, -0.15 if low < 60 else 0.1),
        Track(_ANSWERS.get(name, "violin"), humanise(answer, rng, 0.03, 5), "lead", 0.0, 0.3),
        Track("violin", humanise(doubled, rng, 0.03, 4), "lead", -4.0, -0.3),
        Track(
            "timpani",
            rolls + arrange.hits(form, ((drum, _HITS.get(mood, 56)),)),
            "pulse",
            -3.0,
            0.1,
        ),
    )
    title = f"Orchestral, {key.name}, {round(form.bpm)} bpm"
    return Piece(
        form.bpm, form.request.seconds, tracks, title, key.pitch_classes, key.tonic, form.meter
    )


def _roll_into(form: Form, pitch: int) -> tuple[Note, ...]:
    """A timpani roll that grows through the two beats before the swell."""
    if form.swell is None or form.swell < 2.5:
        return ()
    target = min(form.bars, key=lambda bar: abs(bar.start - (form.swell or 0.0))).start
    if target < 2:
        return ()
    return tuple(Note(target - 2 + step / 8, 0.12, pitch, 26 + 3 * step) for step in range(16))


STYLE = Style(by_mood(84, heroic=96, joyful=108, melancholy=66, peaceful=70, tense=92, romantic=78),
              _meter, _write, room=0.34, tail=2.2)  # fmt: skip
