"""Loudness and limiter agree with the standard, with pyloudnorm and with ffmpeg."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyloudnorm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from filmstudio.media.limiter import limit, reduction
from filmstudio.media.loudness import (
    PEAK_BLOCK,
    RATE,
    SILENCE,
    energies,
    integrated,
    loudness,
    true_peaks,
)
from tests.media import sounds


def sine(hertz: float, level: float, seconds: float = 5.0) -> np.ndarray:
    at = np.arange(round(seconds * RATE)) / RATE
    tone = (10 ** (level / 20) * np.sin(2 * np.pi * hertz * at)).astype(np.float32)
    return np.stack([tone, tone])


def test_the_reference_tone_of_the_standard() -> None:
    """EBU Tech 3341, case 1: 1 kHz in both channels at -23 dBFS is -23 LUFS."""
    assert integrated(energies(sine(1000, -23.0))) == pytest.approx(-23.0, abs=0.1)


def test_the_gate_leaves_quiet_parts_out() -> None:
    """EBU Tech 3341, case 3: -36, -23, -36 dBFS is -23 LUFS."""
    parts = [sine(1000, level, s) for level, s in ((-36.0, 10), (-23.0, 60), (-36.0, 10))]
    assert integrated(energies(np.concatenate(parts, 1))) == pytest.approx(-23.0, abs=0.1)


@pytest.mark.parametrize("seconds", [3.0, 17.3])
def test_it_agrees_with_pyloudnorm_and_ffmpeg(tmp_path: Path, seconds: float) -> None:
    for sound in (sounds.music(seconds), sounds.noise(seconds)):
        own = integrated(energies(sound))
        meter = pyloudnorm.Meter(RATE)
        assert own == pytest.approx(meter.integrated_loudness(sound.T.astype(float)), abs=0.1)
        assert own == pytest.approx(sounds.measured(sound, tmp_path)[0], abs=0.1)


def test_blocks_do_not_depend_on_chunks() -> None:
    long = sounds.noise(11.0)
    whole = energies(long)
    assert len(whole) == 1100
    assert np.allclose(energies(long[:, : 7 * RATE]), whole[:700])
    assert np.allclose(energies(long, 160).reshape(-1, 3).mean(1), whole)


def test_silence_has_a_number() -> None:
    assert integrated(energies(np.zeros((2, RATE), np.float32))) == SILENCE
    assert integrated(energies(np.zeros((2, 0), np.float32))) == SILENCE
    assert loudness(0.0) == SILENCE


def test_true_peaks_lie_between_samples() -> None:
    """EBU Tech 3341, case 17: a sine at a quarter of the rate, shifted, peaks 3 dB over its samples."""
    at = np.arange(RATE)
    tone = (0.5 * np.sin(np.pi / 2 * at + np.pi / 4)).astype(np.float32)
    assert np.abs(tone).max() == pytest.approx(0.3536, abs=0.001)
    found = true_peaks(np.stack([tone, tone]))[100:-100].max()
    assert 20 * np.log10(found / 0.5) == pytest.approx(0.0, abs=0.2)


@given(
    arrays(np.float32, st.integers(1, 400), elements=st.floats(0, 4, width=32, allow_nan=False)),
    st.floats(0.1, 1.0),
)
@settings(max_examples=200, deadline=None)
def test_no_peak_passes_the_ceiling(peaks: np.ndarray, ceiling: float) -> None:
    cut = reduction(peaks, ceiling)
    assert len(cut) == len(peaks)
    assert (cut >= 0).all()
    assert (peaks * 10 ** (-cut / 20) <= ceiling * (1 + 1e-5)).all()


def test_the_gain_falls_before_a_peak_and_recovers_after_it() -> None:
    peaks = np.zeros(2000)
    peaks[500] = 1.0
    cut = reduction(peaks, 0.5)
    assert cut[500] == pytest.approx(6.02, abs=0.01)
    assert cut[480] == 0.0
    assert 0 < cut[497] < cut[500]
    after = int(0.5 * RATE / PEAK_BLOCK)
    assert cut[500 + after] < 0.2
    assert (np.diff(cut[501:]) <= 1e-9).all()


@pytest.mark.parametrize("target", [-14.0, -16.0])
@pytest.mark.parametrize("name", ["music", "voice", "quiet", "loud", "sparse", "short", "noise"])
def test_the_target_is_met_under_the_ceiling(tmp_path: Path, name: str, target: float) -> None:
    mono = sounds.voice(8.0)
    sound = {
        "music": sounds.music(8.0),
        "voice": np.stack([mono, mono]),
        "quiet": sounds.music(8.0, level=0.001),
        "loud": sounds.music(8.0, level=3.0),
        "sparse": np.pad(np.stack([mono, mono])[:, :RATE], ((0, 0), (5 * RATE, 20 * RATE))),
        "short": sounds.music(0.7),
        "noise": sounds.noise(4.0),
    }[name]
    sound = np.ascontiguousarray(sound)
    done = limit(sound, target, -2.0)
    heard, peak = sounds.measured(sound, tmp_path)
    assert heard == pytest.approx(target, abs=0.4)
    assert done.loudness == pytest.approx(target, abs=0.3)
    assert peak <= -1.4
    assert done.peak <= -1.9


def test_what_cannot_be_reached_is_not_forced() -> None:
    clicks = np.zeros((2, 10 * RATE), np.float32)
    clicks[:, :: RATE // 2] = 1.0
    done = limit(clicks, -14.0, -2.0)
    assert done.reduction == pytest.approx(12.0, abs=0.01)
    assert done.loudness < -30
    assert done.peak <= -1.9


def test_silence_stays_silent() -> None:
    sound = np.zeros((2, 1000), np.float32)
    assert limit(sound, -14.0, -2.0).loudness == SILENCE
    assert not sound.any()
