"""Notes, thinning and MIDI."""

from __future__ import annotations

import io

import mido
import pytest

from filmstudio.music.score import Note, Piece, Track, expression, midi, speak_over


def test_midi_keeps_beats_pitches_and_bends() -> None:
    notes = (Note(1.0, 1.0, 60, 90), Note(2.0, 0.5, 64, 70, bend=((0.0, -2.0), (0.3, 0.0))))
    piece = Piece(120, 4.0, (Track("piano", notes, "lead"),), "", frozenset(), 0)
    file = mido.MidiFile(file=io.BytesIO(midi(piece, {"piano": (5, False, 0.0)})))
    now, heard, wheel, programs = 0.0, [], [], []
    for message in file:
        now += message.time
        if message.type == "note_on":
            heard.append((round(now, 3), message.note, message.velocity))
        elif message.type == "pitchwheel":
            wheel.append(message.pitch)
        elif message.type == "program_change":
            programs.append(message.program)
    assert heard == [(0.5, 60, 90), (1.0, 64, 70)]
    assert wheel == [round(-8192 / 6), 0, 0]
    assert programs == [5]


def test_equal_pitches_never_overlap_in_midi() -> None:
    notes = (Note(0.0, 4.0, 60, 90), Note(1.0, 1.0, 60, 90))
    piece = Piece(60, 4.0, (Track("piano", notes, "lead"),), "", frozenset(), 0)
    file = mido.MidiFile(file=io.BytesIO(midi(piece, {"piano": (0, False, 0.0)})))
    kinds = [m.type for m in file if m.type in ("note_on", "note_off")]
    assert kinds == ["note_on", "note_off", "note_on", "note_off"]


def test_drums_go_to_channel_ten() -> None:
    piece = Piece(60, 4.0, (Track("kit", (Note(0, 1, 36, 90),), "pulse"),), "", frozenset(), 0)
    file = mido.MidiFile(file=io.BytesIO(midi(piece, {"kit": (0, True, 0.0)})))
    assert {m.channel for m in file if m.type == "note_on"} == {9}


@pytest.mark.parametrize(("role", "kept"), [("lead", 2), ("figure", 2), ("bed", 4), ("bass", 4)])
def test_what_each_role_does_under_speech(role: str, kept: int) -> None:
    track = Track("piano", tuple(Note(k, 3.0, 60 + k, 80) for k in range(0, 8, 2)), role)  # type: ignore[arg-type]
    thinned = speak_over(track, [(1.5, 5.0)], 0.25)
    assert len(thinned.notes) == kept
    if role == "lead":
        assert thinned.notes[0].end == pytest.approx(1.75)
    if role == "bed":
        assert thinned.notes[1].velocity < 80


def test_expression_joins_its_points() -> None:
    points = expression(((0.0, 0.0), (2.0, 1.0)), 2.0)
    assert points[0] == (0.0, 0.0)
    assert points[-1] == (2.0, 1.0)
    assert [value for _, value in points] == sorted(value for _, value in points)
