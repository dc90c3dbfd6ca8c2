"""Jazz trio with a horn: walking bass, rootless piano voicings, brushes, a theme with blue turns."""

from __future__ import annotations

import random
from collections.abc import Sequence

from filmstudio.music import arrange
from filmstudio.music.form import Form
from filmstudio.music.genres import Style, beats, by_mood
from filmstudio.music.melody import Line, humanise, melody
from filmstudio.music.score import Note, Piece, Track
from filmstudio.music.theory import Chord, Key, chord_on, parse_key

SWING = 0.16
_TURNS = {
    "bright": ((0, 5, 1, 4), (2, 5, 1, 4), (3, 6, 2, 5)),
    "dark": ((0, 5, 1, 4), (3, 6, 2, 5), (0, 3, 1, 4)),
}
_COMPS = ((0.0, 1.5), (0.5, 2.5), (1.0, 3.5), (0.5, 3.0))
_BRUSHES = {
    51: ((0.0, 52), (1.0, 68), (1.5, 46), (2.0, 54), (3.0, 70), (3.5, 48)),
    44: ((1.0, 58), (3.0, 58)),
    38: ((3.5, 30),),
}
_FILL = {
    51: ((0.0, 54), (1.0, 66), (1.5, 46)),
    38: ((2.0, 48), (2.5, 42), (3.0, 58), (3.5, 52)),
    36: ((0.0, 50),),
}


def _write(form: Form, rng: random.Random) -> Piece:
    mood = form.request.mood
    key = parse_key(form.request.key, mood, form.request.seed)
    if not form.request.key and key.scale in ("harmonic-minor", "phrygian", "minor"):
        key = Key(key.tonic, "dorian" if mood != "tense" else "minor")
    turns = _TURNS["dark" if key.scale in ("minor", "dorian", "harmonic-minor") else "bright"]
    first, second = turns[rng.randrange(3)], turns[rng.randrange(3)]
    degrees = [((first, first, second, first)[i // 4 % 4])[i % 4] for i in range(len(form.bars))]
    if form.final < form.beats and len(degrees) >= 2:
        degrees[-2:] = [1, 4]
    chords = [chord_on(key, degree, 4) for degree in degrees] + [chord_on(key, 0, 5)]
    upper = [Chord(c.tones[1], (*c.tones[1:4], (c.root + 2) % 12), c.degree) for c in chords]
    allowed = key.pitch_classes
    upper = [Chord(c.root, tuple(t for t in c.tones if t in allowed), c.degree) for c in upper]
    voiced = arrange.voicings(upper, 3, 53, 72)
    lead = "saxophone" if mood in ("romantic", "joyful", "neutral") else "muted-trumpet"
    tune = melody(form, key, chords, Line(58, 77, 82, legato=0.85, swing=SWING), rng, "dance")
    tracks = (
        Track("upright-bass", humanise(_walk(form, key, chords, rng), rng, 0.02, 5), "bass", 0.0),
        Track("piano", humanise(_comp(form, voiced, rng), rng, 0.02, 6), "figure", 0.0, -0.3),
        Track("vibraphone", arrange.held(form, voiced, 56), "bed", 4.0, 0.35),
        Track(lead, humanise(tune, rng, 0.03, 6), "lead", 0.0, 0.12),
        Track("brushes", humanise(arrange.drums(form, _BRUSHES, _FILL, rng, SWING), rng, 0.012, 3),
              "pulse", 0.0, 0.2),
    )  # fmt: skip
    title = f"Jazz, {key.name}, {round(form.bpm)} bpm"
    return Piece(
        form.bpm, form.request.seconds, tracks, title, key.pitch_classes, key.tonic, form.meter
    )


def _walk(form: Form, key: Key, chords: Sequence[Chord], rng: random.Random) -> tuple[Note, ...]:
    """A walking bass: root, two tones of chord or scale, then a half step into the next root."""
    notes: list[Note] = []
    place = 40
    for bar in form.bars:
        chord, following = chords[bar.index], chords[bar.index + 1]
        root = key.nearest(place, frozenset((chord.root,)))
        root = root + 12 if root < 31 else root - 12 if root > 47 else root
        target = key.nearest(root, frozenset((following.root,)))
        third = root + (chord.tones[1] - root) % 12
        fifth = root + (chord.tones[2] - root) % 12
        approach = target + (1 if target <= fifth else -1)
        steps = [root, third if rng.random() < 0.6 else key.nearest(root + 2), fifth, approach]
        level = round(74 + 22 * bar.energy)
        for index in range(int(bar.beats)):
            pitch = steps[index % 4] if bar.beats == 4 else steps[0]
            notes.append(Note(bar.start + index, 0.92, pitch, level - (0 if index % 2 == 0 else 4)))
        place = approach
    if form.final < form.beats:
        notes.append(Note(form.final, form.beats - form.final, 36 + (key.tonic - 36) % 12, 80))
    return tuple(notes)


def _comp(form: Form, voiced: Sequence[tuple[int, ...]], rng: random.Random) -> tuple[Note, ...]:
    notes: list[Note] = []
    for bar in form.bars:
        for at in _COMPS[rng.randrange(len(_COMPS))]:
            if at >= bar.beats:
                continue
            late = SWING if at % 1 == 0.5 else 0.0
            velocity = round(46 + 26 * bar.energy)
            notes += [Note(bar.start + at + late, 0.55, p, velocity) for p in voiced[bar.index]]
    return (*notes, *arrange.roll(form, voiced[-1], 56, 0.12))


STYLE = Style(by_mood(116, joyful=138, melancholy=76, romantic=84, peaceful=92, tense=126, eerie=88),
              beats(4), _write, room=0.16, tail=1.0)  # fmt: skip
