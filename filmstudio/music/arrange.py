"""Accompaniment that genres share: chords held, broken and comped, basses and drum patterns."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from filmstudio.music.form import Bar, Form
from filmstudio.music.score import Note
from filmstudio.music.theory import Chord, Key, chord_on, progression, voice

Pattern = Mapping[int, Sequence[tuple[float, int]]]
"""Drum key (General MIDI) to (beat in the bar, velocity) strokes."""


def harmony(form: Form, key: Key, rng: random.Random, size: int = 3) -> list[Chord]:
    """One chord for each bar of the form, then the closing tonic."""
    degrees = progression(
        form.request.mood, len(form.bars), rng.randrange(3), form.final < form.beats
    )
    chords = [chord_on(key, degree, size) for degree in degrees]
    return [*chords, chord_on(key, 0, min(size, 4) if size > 3 else 3)]


def voicings(chords: Sequence[Chord], voices: int, low: int, high: int) -> list[tuple[int, ...]]:
    """Pitches of each chord, led smoothly from one to the next within low..high."""
    out: list[tuple[int, ...]] = []
    previous: tuple[int, ...] = ()
    for chord in chords:
        previous = voice(previous, chord, voices, low, high)
        out.append(previous)
    return out


def held(form: Form, voiced: Sequence[tuple[int, ...]], velocity: int) -> tuple[Note, ...]:
    """Chords held through their bars; tones common to neighbours are tied over."""
    notes: list[Note] = []
    open_notes: dict[int, tuple[float, int]] = {}
    ends = _chord_spans(form)
    for (start, end), chord in zip(ends, voiced, strict=False):
        level = max(1, min(126, round(velocity * (0.7 + 0.4 * form.energy(start)))))
        for pitch in list(open_notes):
            if pitch not in chord:
                begun, loud = open_notes.pop(pitch)
                notes.append(Note(begun, start - begun + 0.1, pitch, loud))
        for pitch in chord:
            open_notes.setdefault(pitch, (start, level))
        last = end
    notes.extend(Note(begun, last - begun, p, loud) for p, (begun, loud) in open_notes.items())
    return tuple(sorted(notes, key=lambda n: (n.start, n.pitch)))


def _chord_spans(form: Form) -> list[tuple[float, float]]:
    spans = [(bar.start, bar.end) for bar in form.bars]
    if form.final < form.beats:
        spans.append((form.final, form.beats))
    else:
        spans[-1] = (spans[-1][0], form.beats)
    return spans


def broken(
    form: Form,
    voiced: Sequence[tuple[int, ...]],
    order: Sequence[int],
    step: float,
    velocity: int,
    ring: float = 2.0,
    quiet_below: float = 0.0,
) -> tuple[Note, ...]:
    """Chords broken into steps: `order` indexes the voicing, numbers past its end go up an octave.

    -1 is a rest. Bars with less energy than `quiet_below` keep only each first note.
    """
    notes: list[Note] = []
    for bar, chord in zip(form.bars, voiced, strict=False):
        count = round(bar.beats / step)
        level = velocity * (0.7 + 0.45 * bar.energy)
        for index in range(count):
            which = order[index % len(order)]
            if which < 0 or (bar.energy < quiet_below and index):
                continue
            octave, tone = divmod(which, len(chord))
            accent = 6 if index == 0 else (-5 if index % 2 else 0)
            at = bar.start + index * step
            length = min(step * ring, bar.end - at + 0.1)
            notes.append(
                Note(at, length, chord[tone] + 12 * octave, max(1, min(124, round(level + accent))))
            )
    return tuple(notes)


def roll(form: Form, chord: Sequence[int], velocity: int, spread: float = 0.09) -> tuple[Note, ...]:
    """The closing chord, its tones from low to high `spread` beats apart; empty without an ending."""
    if form.final >= form.beats:
        return ()
    return tuple(
        Note(form.final + index * spread, form.beats - form.final - index * spread, pitch, velocity)
        for index, pitch in enumerate(chord)
    )


def bass(
    form: Form,
    chords: Sequence[Chord],
    low: int,
    pattern: Sequence[tuple[float, float, int]],
    velocity: int,
) -> tuple[Note, ...]:
    """A bass line from (beat, length, semitones above the root) strokes; one long note at the end."""
    notes: list[Note] = []
    for bar, chord in zip(form.bars, chords, strict=False):
        root = low + (chord.root - low) % 12
        fifth = chord.tones[2] if len(chord.tones) > 2 else chord.root
        level = round(velocity * (0.75 + 0.35 * bar.energy))
        for at, length, step in pattern:
            if at >= bar.beats - 0.01:
                continue
            pitch = root + ((fifth - root) % 12 if step == 7 else step)
            notes.append(Note(bar.start + at, min(length, bar.beats - at), pitch, min(124, level)))
    if form.final < form.beats:
        tonic = chords[-1].root
        notes.append(
            Note(
                form.final, form.beats - form.final, low + (tonic - low) % 12, round(velocity * 0.9)
            )
        )
    return tuple(notes)


def drums(
    form: Form,
    pattern: Pattern,
    fill: Pattern | None,
    rng: random.Random,
    swing: float = 0.0,
    from_energy: float = 0.0,
) -> tuple[Note, ...]:
    """A drum pattern in every theme bar; `fill` replaces it in each fourth bar.

    Offbeats come `swing` beats late. The closing chord gets the pattern's first stroke.
    """
    notes: list[Note] = []
    theme = [bar for bar in form.bars if bar.section != "intro" and bar.energy >= from_energy]
    for place, bar in enumerate(theme):
        chosen = fill if fill and place % 4 == 3 else pattern
        for key in sorted(chosen):
            for at, velocity in chosen[key]:
                if at >= bar.beats - 0.01:
                    continue
                late = swing if abs(at % 1 - 0.5) < 0.01 else 0.0
                level = velocity * (0.72 + 0.4 * bar.energy) + rng.randint(-5, 5)
                notes.append(Note(bar.start + at + late, 0.2, key, max(1, min(126, round(level)))))
    if form.final < form.beats and theme:
        first = min(pattern)
        notes.append(Note(form.final, 0.5, first, 72))
    return tuple(sorted(notes, key=lambda n: (n.start, n.pitch)))


def shared(form: Form, tune: Sequence[Note]) -> tuple[tuple[Note, ...], tuple[Note, ...]]:
    """A melody given to two players: every second phrase of four bars is the second one's.

    The closing note stays with the first.
    """
    theme = [bar for bar in form.bars if bar.section != "intro"]
    answers = [(bar.start, bar.end) for place, bar in enumerate(theme) if place % 8 >= 4]
    second = {
        note
        for note in tune
        if any(start - 0.01 <= note.start < min(end, form.final) - 0.01 for start, end in answers)
    }
    return (
        tuple(note for note in tune if note not in second),
        tuple(note for note in tune if note in second),
    )


def hits(form: Form, keys: Sequence[tuple[int, int]]) -> tuple[Note, ...]:
    """Single strokes (pitch, velocity) at the swell and, three quarters as hard, at the closing chord."""
    times = [] if form.swell is None else [(_bar_near(form, form.swell).start, 1.0)]
    if form.final < form.beats:
        times.append((form.final, 0.75))
    return tuple(
        Note(at, min(2.0, form.beats - at), pitch, round(velocity * hard))
        for at, hard in times
        for pitch, velocity in keys
    )


def _bar_near(form: Form, beat: float) -> Bar:
    return min(form.bars, key=lambda bar: abs(bar.start - beat))
