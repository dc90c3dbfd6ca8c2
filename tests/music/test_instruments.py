"""Our own instruments: pitch, decay, strokes."""

from __future__ import annotations

import numpy as np
import pytest

from filmstudio.music import play, soundfont
from filmstudio.music.instruments import (
    TABLE,
    bass,
    bell,
    drums,
    flute,
    piano,
    plucked,
    sitar,
    strings,
    tabla,
    tanpura,
)
from filmstudio.music.score import Note, Piece, Track, midi


def _pitch(sound: np.ndarray, near: float) -> float:
    """Frequency of the partial nearest `near` by a parabola through the peak of a long transform."""
    window = sound * np.hanning(len(sound))
    power = np.log(np.abs(np.fft.rfft(window, 1 << 20)) + 1e-12)
    low, high = (round(near * f * (1 << 20) / 48_000) for f in (0.97, 1.03))
    at = low + int(np.argmax(power[low:high]))
    a, b, c = power[at - 1 : at + 2]
    return float((at + 0.5 * (a - c) / (a - 2 * b + c)) * 48_000 / (1 << 20))


def _cents(sound: np.ndarray, hertz: float) -> float:
    return 1200 * float(np.log2(_pitch(sound, hertz) / hertz))


@pytest.mark.parametrize("hertz", [65.41, 98.0, 138.59, 196.0])
def test_the_tanpura_is_in_tune(hertz: float) -> None:
    assert abs(_cents(tanpura.tone(hertz, 4.0, 0.7), hertz)) < 5


def test_the_tanpura_buzzes_after_it_is_plucked() -> None:
    sound = tanpura.tone(138.59, 4.0, 0.7)

    def high(start: float) -> float:
        part = sound[round(start * 48_000) :][:9600]
        power = np.abs(np.fft.rfft(part * np.hanning(9600))) ** 2
        hertz = np.fft.rfftfreq(9600, 1 / 48_000)
        return float(power[(hertz > 1200) & (hertz < 5000)].sum() / power.sum())

    assert high(0.3) > 0.01
    assert high(0.3) > 3 * high(2.8)


@pytest.mark.parametrize(
    "sound",
    [plucked.tone(220, 2, 0.8, "nylon"), plucked.tone(220, 2, 0.8, "harp"), sitar.tone(220, 2, 0.8),
     flute.tone(220, 2, 0.8, "clarinet"), bell.tone(220, 2, 0.8, "vibraphone"),
     piano.tone(220, 2, 0.8, "grand"), bass.tone(220, 2, 0.8, "upright")],
)  # fmt: skip
def test_stand_ins_are_in_tune_and_end_silent(sound: np.ndarray) -> None:
    assert abs(_cents(sound, 220)) < 6
    assert sound.dtype == np.float32
    assert abs(sound[0]) < 1e-3
    assert abs(sound[-1]) < 1e-3


def test_strings_swell_in() -> None:
    sound = strings.tone(330, 1.5, 0.7, "ensemble")
    assert np.abs(sound[:2400]).max() < 0.4 * np.abs(sound[24_000:48_000]).max()


@pytest.mark.parametrize("bol", sorted(tabla.PARTS))
def test_bols_are_struck_and_die(bol: str) -> None:
    sound = tabla.stroke(bol, 277.2, 0.8)
    energy = np.cumsum(sound.astype(np.float64) ** 2)
    assert np.searchsorted(energy, 0.5 * energy[-1]) < 0.25 * 48_000
    assert abs(sound[-1]) < 1e-3


def _peak_near(sound: np.ndarray, low: float, high: float) -> float:
    power = np.abs(np.fft.rfft(sound, 1 << 17))
    hertz = np.fft.rfftfreq(1 << 17, 1 / 48_000)
    inside = (hertz > low) & (hertz < high)
    return float(hertz[inside][np.argmax(power[inside])])


def test_the_rim_stroke_sounds_sa_and_ge_glides_up() -> None:
    assert _peak_near(tabla.stroke("na", 277.2, 0.8), 100, 2000) == pytest.approx(277.2, rel=0.02)
    sound = tabla.stroke("ge", 277.2, 0.9)
    early = _peak_near(sound[: 48 * 50], 50, 250)
    late = _peak_near(sound[48 * 250 : 48 * 500], 50, 250)
    assert late > early * 1.12


def test_ka_is_dry() -> None:
    assert len(tabla.stroke("ka", 277.2, 0.8)) < 0.1 * 48_000


def test_a_kick_is_low_and_a_hat_high() -> None:
    assert _peak_near(drums.stroke(36, 0.8, "kit"), 20, 20_000) < 150
    assert _peak_near(drums.stroke(42, 0.8, "kit"), 20, 20_000) > 5000


@pytest.mark.parametrize("name", sorted(TABLE))
def test_every_instrument_plays_without_a_soundfont(name: str) -> None:
    note = Note(0.0, 1.0, 36 if TABLE[name].kit else 60, 80, bol="dha" if name == "tabla" else "")
    track = Track(name, (note,), "lead")
    piece = Piece(60, 2.0, (track,), "", frozenset(range(12)), 0)
    sound = play.play(piece, [track], 96_000, 1)
    assert 1e-3 < np.abs(sound).max() < 1.5


@pytest.mark.skipif(bool(soundfont.missing()), reason="needs FluidSynth and a soundfont")
def test_sampled_notes_are_in_tune_and_at_the_common_loudness() -> None:
    track = Track("flute", (Note(0.5, 2.0, 69, 80),), "lead")
    piece = Piece(60, 3.0, (track,), "", frozenset(range(12)), 0)
    sound = soundfont.play(midi(piece, {"flute": (73, False, -3.5)}), 144_000)
    assert sound.shape == (2, 144_000)
    assert abs(_cents(sound[0, 36_000:108_000], 440)) < 15
    assert np.abs(sound[:, :20_000]).max() < 1e-3


def test_a_bend_glides_into_the_note() -> None:
    note = Note(0.0, 2.0, 57, 80, bend=((0.0, -2.0), (0.5, -2.0), (0.6, 0.0)))
    track = Track("guitar", (note,), "lead")
    piece = Piece(60, 2.5, (track,), "", frozenset(range(12)), 0)
    sound = play.play(piece, [track], 120_000, 1)[0]
    assert _pitch(sound[4800:22_000], 196) == pytest.approx(196, rel=0.01)
    assert _pitch(sound[33_600:81_600], 220) == pytest.approx(220, rel=0.005)
