"""Melodies: a motif stated, varied and answered in phrases of four bars, closed by a cadence."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from filmstudio.music.form import Bar, Form
from filmstudio.music.score import Note
from filmstudio.music.theory import Chord, Key

Cell = tuple[tuple[float, int | None], ...]
"""(length in beats, steps of the scale above the motif's first note or None for a rest)."""

CELLS: dict[int, dict[str, tuple[Cell, ...]]] = {
    4: {
        "lyrical": (
            ((1.5, 0), (0.5, 1), (1, 2), (1, 4)),
            ((1, 2), (1, 1), (1.5, 0), (0.5, -1)),
            ((2, 0), (1, 4), (1, 3)),
            ((1, 0), (0.5, 1), (0.5, 2), (2, 1)),
            ((0.5, 0), (0.5, 2), (1.5, 4), (0.5, 3), (1, 2)),
        ),
        "march": (
            ((1, 0), (0.75, 0), (0.25, 2), (2, 4)),
            ((1.5, 0), (0.5, 4), (1, 3), (1, 2)),
            ((0.5, 0), (0.5, 2), (1, 4), (1.5, 5), (0.5, 4)),
        ),
        "dance": (
            ((0.5, 0), (0.5, 2), (0.5, 1), (0.5, 2), (1, 4), (1, 2)),
            ((1, 4), (0.5, 3), (0.5, 2), (1, 1), (1, 2)),
            ((0.5, 0), (0.5, 0), (1, 2), (0.5, 3), (0.5, 2), (1, 1)),
        ),
        "sparse": (
            ((3, 0), (1, 2)),
            ((1, None), (2, 4), (1, 3)),
            ((2, 2), (2, 0)),
        ),
        "sigh": (
            ((0.5, None), (1.5, 1), (2, 0)),
            ((1, None), (1, 2), (2, 1)),
            ((3, 1), (1, 0)),
        ),
    },
    3: {
        "lyrical": (
            ((1, 0), (1, 2), (1, 4)),
            ((2, 4), (1, 3)),
            ((1.5, 0), (0.5, 1), (1, 2)),
        ),
        "dance": (
            ((1, 0), (0.5, 1), (0.5, 2), (1, 4)),
            ((0.5, 4), (0.5, 3), (1, 2), (1, 1)),
        ),
        "sparse": (((3, 0),), ((2, 2), (1, 1))),
        "march": (((1, 0), (1, 4), (1, 2)),),
        "sigh": (((1, None), (2, 1)), ((2, 1), (1, 0))),
    },
}

_CHARACTER = {
    "neutral": "lyrical",
    "peaceful": "lyrical",
    "joyful": "dance",
    "melancholy": "sigh",
    "tense": "sigh",
    "eerie": "sparse",
    "romantic": "lyrical",
    "heroic": "march",
}


@dataclass(frozen=True)
class Line:
    """How a melody is written: lowest and highest pitch, velocity, length of notes 0..1."""

    low: int
    high: int
    velocity: int = 74
    legato: float = 0.95
    swing: float = 0.0
    """Beats by which the second half of each beat comes late (0.16 is triplet swing)."""


def character(mood: str) -> str:
    """The kind of motif that suits a mood."""
    return _CHARACTER.get(mood, "lyrical")


def melody(
    form: Form,
    key: Key,
    chords: Sequence[Chord],
    line: Line,
    rng: random.Random,
    kind: str = "",
) -> tuple[Note, ...]:
    """A melody over the theme bars, one chord a bar, rests while somebody speaks.

    A phrase is motif, motif moved to the next chord, motif with its end turned round,
    then a long note: on the second or fifth degree (a question) or on the tonic (its
    answer). Strong beats take chord tones. Gaps between speeches that the phrase would
    leave empty are answered with the motif's head. An ending closes on the tonic.
    """
    cells = CELLS[form.meter if form.meter in CELLS else 4][kind or character(form.request.mood)]
    motif = cells[rng.randrange(len(cells))]
    other = cells[rng.randrange(len(cells))]
    home = key.nearest((line.low + line.high) // 2, frozenset((key.tonic,)))
    notes: list[Note] = []
    theme = [bar for bar in form.bars if bar.section != "intro"]
    for place, bar in enumerate(theme):
        cell = motif if (place // 4) % 4 != 2 else other
        closing = place + 1 == len(theme) and form.request.ending
        written = _bar(
            bar, place % 4, cell, key, chords[bar.index], home, line, rng, place // 4, closing
        )
        notes.extend(written)
    if form.request.ending and form.final < form.beats:
        tonic = _fit(key.nearest(notes[-1].pitch if notes else home, frozenset((key.tonic,))), line)
        notes.append(Note(form.final, form.beats - form.final, tonic, line.velocity))
    notes = _sing_in_gaps(form, notes, motif, key, chords, home, line)
    return tuple(_swung(note, line.swing) for note in notes)


def _bar(
    bar: Bar,
    place: int,
    cell: Cell,
    key: Key,
    chord: Chord,
    home: int,
    line: Line,
    rng: random.Random,
    phrase: int,
    closing: bool,
) -> list[Note]:
    velocity = round(line.velocity * (0.72 + 0.42 * bar.energy))
    if (place == 3 or closing) and bar.beats >= 2:
        degrees = (1, 4) if phrase % 2 == 0 or closing else (0,)
        wanted = key.pitch(degrees[rng.randrange(len(degrees))], home - 5)
        pitch = _fit(key.nearest(wanted, chord.classes), line)
        hold = bar.beats - 1.0 if bar.beats > 2 else bar.beats
        long = Note(bar.start, hold * line.legato, pitch, velocity)
        if bar.beats - hold < 1 or closing:
            return [long]
        step = key.nearest(pitch + (2 if rng.random() < 0.5 else -2))
        return [
            long,
            Note(
                bar.start + hold, (bar.beats - hold) * line.legato, _fit(step, line), velocity - 8
            ),
        ]
    turned = place == 2
    shift = {0: 0, 1: 0, 2: 2}.get(place, 0)
    base = key.nearest(home + shift, chord.classes)
    pivot = next((step for _, step in cell[: len(cell) // 2][::-1] if step is not None), 0)
    notes: list[Note] = []
    at = 0.0
    for index, (length, steps) in enumerate(cell):
        if at >= bar.beats - 1e-6:
            break
        length = min(length, bar.beats - at)
        if steps is not None:
            # The turned end mirrors the motif about the last note before it.
            late = turned and index >= len(cell) // 2
            pitch = _above(key, base, 2 * pivot - steps if late else steps)
            if at % 2 < 1e-6:
                pitch = key.nearest(pitch, chord.classes)
            loud = min(124, velocity + (6 if at == 0 else 0))
            notes.append(Note(bar.start + at, length * line.legato, pitch, loud))
        at += length
    return _in_range(notes, line)


def _in_range(notes: list[Note], line: Line) -> list[Note]:
    """The notes moved together by octaves into the line's range, so that their shape is kept."""
    if not notes:
        return notes
    top, bottom = max(n.pitch for n in notes), min(n.pitch for n in notes)
    shift = 0
    while top + shift > line.high:
        shift -= 12
    while bottom + shift < line.low and top + shift + 12 <= line.high:
        shift += 12
    return [replace(n, pitch=_fit(n.pitch + shift, line)) for n in notes]


def _above(key: Key, pitch: int, steps: int) -> int:
    """The pitch `steps` scale steps above (below where negative) a pitch of the key."""
    step = 1 if steps > 0 else -1
    for _ in range(abs(steps)):
        pitch += step
        while pitch % 12 not in key.pitch_classes:
            pitch += step
    return pitch


def _fit(pitch: int, line: Line) -> int:
    while pitch < line.low:
        pitch += 12
    while pitch > line.high:
        pitch -= 12
    return pitch


def _sing_in_gaps(
    form: Form,
    notes: list[Note],
    motif: Cell,
    key: Key,
    chords: Sequence[Chord],
    home: int,
    line: Line,
) -> list[Note]:
    if not form.speech:
        return notes
    out = [note for note in notes if not form.spoken(note.start)]
    for start, end in form.gaps:
        inside = [n for n in out if start <= n.start < end]
        first = min((n.start for n in inside), default=end)
        at = -(-start * 2 // 1) / 2 + (0.5 if start > 0 else 0.0)
        if start == 0 or first - at < 1.5 or end - at < 1.0:
            continue
        bar = next((b for b in form.bars if at < b.end), form.bars[-1])
        base = key.nearest(home, chords[bar.index].classes)
        for length, steps in motif:
            if at + 0.45 > min(first, end):
                break
            if steps is not None:
                length = min(length, end - at)
                pitch = _fit(_above(key, base, steps), line)
                out.append(Note(at, length * line.legato, pitch, line.velocity))
            at += length
    return sorted(out, key=lambda n: n.start)


def _swung(note: Note, swing: float) -> Note:
    if swing and abs(note.start % 1.0 - 0.5) < 0.01:
        return replace(note, start=note.start + swing, length=max(0.1, note.length - swing))
    return note


def humanise(
    notes: Sequence[Note], rng: random.Random, beats: float, touch: int
) -> tuple[Note, ...]:
    """Notes moved by up to `beats` (normal, clipped at two deviations) and `touch` in velocity."""
    out = []
    for note in notes:
        move = max(-2.0, min(2.0, rng.gauss(0.0, 1.0))) * beats / 2
        velocity = max(1, min(126, note.velocity + rng.randint(-touch, touch)))
        out.append(replace(note, start=max(0.0, note.start + move), velocity=velocity))
    return tuple(out)
