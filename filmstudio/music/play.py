"""Plays tracks with the studio's own instruments: notes become sound without any soundfont."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from filmstudio.music.instruments import TABLE
from filmstudio.music.instruments.tabla import stroke
from filmstudio.music.score import Note, Piece, Track, expression
from filmstudio.music.spectrum import RATE, Sound
from filmstudio.music.theory import frequency
from filmstudio.tape import blank, give_back, pieces

_STROKES = ("kit", "brushes", "machine", "timpani")


def play(piece: Piece, tracks: Sequence[Track], samples: int, seed: int) -> Sound:
    """The tracks as float32 (2, samples), dry, cut at the length."""
    out = blank(samples)
    sa = frequency(60 + piece.tonic)
    for track in tracks:
        mono = _track(piece, track, samples, sa, seed)
        grid = np.arange(0, samples + 960, 960)
        curve = np.ones(len(grid))
        if track.swell:
            beats = piece.seconds * piece.bpm / 60
            points = expression(track.swell, beats)
            times = [piece.time(beat) * RATE for beat, _ in points]
            curve = np.interp(grid, times, [value**2 for _, value in points])
        gain = 10 ** ((track.level + TABLE[track.instrument].own) / 20)
        angle = np.pi / 4 * (1 + track.pan)
        for part in pieces(out, mono):
            heard = mono[part]
            if track.swell:
                at = np.arange(part.start, part.stop)
                heard = heard * np.interp(at, grid, curve).astype(np.float32)
            out[0, part] += heard * np.float32(gain * np.cos(angle) * 1.414)
            out[1, part] += heard * np.float32(gain * np.sin(angle) * 1.414)
    return out


def _track(piece: Piece, track: Track, samples: int, sa: float, seed: int) -> NDArray[np.float32]:
    mono = blank(samples, 1)[0]
    item = TABLE[track.instrument]
    module = importlib.import_module(f"filmstudio.music.instruments.{item.module}")
    for index, note in enumerate(track.notes):
        at = round(piece.time(note.start) * RATE)
        if at >= samples:
            continue
        loud = note.velocity / 127
        if note.bol:
            sound = stroke(note.bol, sa, loud, seed + index)
        elif item.colour in _STROKES:
            sound = module.stroke(note.pitch, loud, item.colour) * np.float32(loud**1.5)
        else:
            seconds = round(piece.time(note.length) * 8 + 0.5) / 8
            # Two shades of brightness are enough, and let equal notes be made once.
            shade = 0.45 if loud < 0.55 else 0.75
            sound = module.tone(frequency(note.pitch), seconds, shade, item.colour)
            sound = _bent(sound, note, piece) * np.float32(loud**1.5)
        end = min(samples, at + len(sound))
        mono[at:end] += sound[: end - at]
        if index % 64 == 63:
            give_back(mono)
    return mono


def _bent(sound: NDArray[np.float32], note: Note, piece: Piece) -> NDArray[np.float32]:
    """The sound gliding through the note's bend: read faster where it is bent up."""
    if not note.bend:
        return sound
    times = np.arange(len(sound)) / RATE
    points = [piece.time(offset) for offset, _ in note.bend]
    ratio = 2.0 ** (np.interp(times, points, [step for _, step in note.bend]) / 12)
    places = np.concatenate([[0.0], np.cumsum(ratio)[:-1]])
    return np.interp(places, np.arange(len(sound)), sound, right=0.0).astype(np.float32)
