"""The written music: notes on tracks, thinned under speech, and the MIDI file of a piece."""

from __future__ import annotations

import io
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import mido

TICKS = 960
"""Ticks a quarter note in MIDI files."""
BEND_RANGE = 12
"""Semitones that a full pitch wheel bends, set by RPN 0 at the start of every channel."""

Role = Literal["bed", "bass", "figure", "lead", "pulse"]
"""What a track does under speech: beds stay, basses soften, figures and leads rest, pulses thin."""


@dataclass(frozen=True)
class Note:
    """Start and length in beats, MIDI pitch, velocity 1..127.

    `bend` holds (beats after the start, semitones) points of a glide, `bol` the stroke
    of an Indian drum.
    """

    start: float
    length: float
    pitch: int
    velocity: int
    bend: tuple[tuple[float, float], ...] = ()
    bol: str = ""

    @property
    def end(self) -> float:
        return self.start + self.length


@dataclass(frozen=True)
class Track:
    """One instrument's part: `level` in decibels, `pan` -1..1.

    `swell` holds (beat, 0..1) points of its expression, joined by straight lines.
    """

    instrument: str
    notes: tuple[Note, ...]
    role: Role
    level: float = 0.0
    pan: float = 0.0
    swell: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class Piece:
    """All tracks of a cue with its tempo; `seconds` is its exact length."""

    bpm: float
    seconds: float
    tracks: tuple[Track, ...]
    description: str
    pitch_classes: frozenset[int]
    tonic: int
    meter: int = 4

    def time(self, beat: float) -> float:
        """Seconds at which a beat falls."""
        return beat * 60.0 / self.bpm


def speak_over(track: Track, spans: Sequence[tuple[float, float]], lead_in: float) -> Track:
    """The track as it plays while somebody speaks in `spans` (beats).

    Leads and figures rest: a note that would sound on into speech is let go `lead_in`
    beats into it. Pulses keep one soft stroke a bar, basses and beds play softer.
    """
    if not spans:
        return track
    starts = [start for start, _ in spans]
    kept: list[Note] = []
    for note in track.notes:
        index = bisect_right(starts, note.start + 1e-6) - 1
        inside = index >= 0 and note.start < spans[index][1] - 1e-6
        if track.role in ("bed", "bass"):
            soft = 0.7 if track.role == "bed" else 0.6
            kept.append(
                replace(note, velocity=max(1, round(note.velocity * soft))) if inside else note
            )
            continue
        if inside:
            if track.role == "pulse" and abs(note.start % 4) < 0.1:
                kept.append(replace(note, velocity=max(1, round(note.velocity * 0.4))))
            continue
        following = starts[index + 1] if index + 1 < len(starts) else float("inf")
        length = min(note.length, following + lead_in - note.start)
        if length > 0.05:
            kept.append(replace(note, length=length))
    return replace(track, notes=tuple(kept))


def midi(piece: Piece, programs: Mapping[str, tuple[int, bool, float]]) -> bytes:
    """A standard MIDI file (type 1) of the tracks whose instruments `programs` names.

    `programs` maps an instrument to its General MIDI program, whether it is a drum kit,
    and the decibels that bring it to the common loudness. At most 15 melodic tracks are
    written.
    """
    file = mido.MidiFile(ticks_per_beat=TICKS)
    head = mido.MidiTrack()
    head.append(mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(piece.bpm)))
    file.tracks.append(head)
    channels = iter([c for c in range(16) if c != 9])
    for track in piece.tracks:
        if track.instrument not in programs:
            continue
        program, drums, trim = programs[track.instrument]
        channel = 9 if drums else next(channels)
        file.tracks.append(
            _midi_track(track, channel, program, trim, piece.seconds * piece.bpm / 60)
        )
    data = io.BytesIO()
    file.save(file=data)
    return data.getvalue()


def _midi_track(
    track: Track, channel: int, program: int, trim: float, beats: float
) -> mido.MidiTrack:
    out = mido.MidiTrack()
    events: list[tuple[int, int, mido.Message]] = []

    def put(beat: float, order: int, kind: str, **fields: int) -> None:
        tick = max(0, round(beat * TICKS))
        events.append((tick, order, mido.Message(kind, channel=channel, **fields)))

    put(0.0, 0, "program_change", program=program)
    # General MIDI volume is squared: 127 is full, and 12 dB are kept to turn up into.
    volume = 127 * min(1.0, 10 ** ((track.level + trim - 12.0) / 40))
    put(0.0, 0, "control_change", control=7, value=round(volume))
    put(0.0, 0, "control_change", control=10, value=round(64 + 63 * track.pan))
    for control, value in ((101, 0), (100, 0), (6, BEND_RANGE), (38, 0)):
        put(0.0, 0, "control_change", control=control, value=value)
    for beat, part in expression(track.swell, beats):
        put(beat, 0, "control_change", control=11, value=round(127 * part))
    for note in _apart(track.notes):
        put(note.start, 3, "note_on", note=note.pitch, velocity=note.velocity)
        put(note.end, 1, "note_off", note=note.pitch, velocity=0)
        for offset, semitones in note.bend:
            wheel = max(-8192, min(8191, round(8192 * semitones / BEND_RANGE)))
            put(note.start + offset, 2, "pitchwheel", pitch=wheel)
        if note.bend:
            put(note.end, 2, "pitchwheel", pitch=0)
    events.sort(key=lambda event: event[:2])
    last = 0
    for tick, _, message in events:
        out.append(message.copy(time=tick - last))
        last = tick
    return out


def _apart(notes: Iterable[Note]) -> list[Note]:
    """Notes of one pitch never overlap: the earlier one ends where the next begins."""
    by_pitch: dict[int, Note] = {}
    out: list[Note] = []
    for note in sorted(notes, key=lambda n: (n.start, n.pitch)):
        before = by_pitch.pop(note.pitch, None)
        if before is not None:
            out.append(
                replace(before, length=max(0.02, min(before.length, note.start - before.start)))
            )
        by_pitch[note.pitch] = note
    out.extend(by_pitch.values())
    return sorted(out, key=lambda n: (n.start, n.pitch))


def expression(swell: Sequence[tuple[float, float]], beats: float) -> list[tuple[float, float]]:
    """Points of a track's expression every quarter beat between its swell points."""
    if not swell:
        return [(0.0, 1.0)]
    points: list[tuple[float, float]] = [swell[0]]
    for (beat, value), (next_beat, next_value) in pairwise(swell):
        steps = max(1, round((next_beat - beat) * 4))
        for step in range(1, steps + 1):
            part = step / steps
            points.append((beat + part * (next_beat - beat), value + part * (next_value - value)))
    return [(beat, value) for beat, value in points if beat <= beats]
