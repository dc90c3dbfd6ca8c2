"""Levels, pauses and tone."""

import numpy as np
import pyloudnorm
import pytest

from filmstudio.speech import sound

RATE = sound.SAMPLE_RATE


def _syllables(seconds: float = 3.0) -> np.ndarray:
    at = np.arange(round(seconds * RATE)) / RATE
    wave = sum(np.sin(2 * np.pi * 130 * k * at) / k for k in range(1, 20))
    return (0.1 * wave * (0.55 + 0.45 * np.sin(2 * np.pi * 4 * at))).astype(np.float32)


def test_loudness_is_that_of_the_standard():
    for gain in (0.01, 0.1, 0.5):
        samples = gain * _syllables()
        expected = pyloudnorm.Meter(RATE).integrated_loudness(samples.astype(np.float64))
        assert sound.loudness(samples.astype(np.float32)) == pytest.approx(expected, abs=0.1)
    assert sound.loudness(np.zeros(RATE, np.float32)) == float("-inf")
    assert sound.loudness(np.zeros(0, np.float32)) == float("-inf")


def test_normalise_reaches_the_target_under_the_peak():
    spiky = _syllables()
    spiky[20_000:20_050] = 3.0
    made = sound.normalise(spiky, -23.0)
    assert sound.loudness(made) == pytest.approx(-23, abs=0.5)
    assert np.abs(made).max() <= sound.PEAK + 1e-6


def test_trim_tells_what_it_cut():
    quiet = np.zeros(RATE // 2, np.float32)
    made, cut = sound.trim(np.concatenate([quiet, _syllables(1.0), quiet]))
    assert cut == pytest.approx(0.49, abs=0.011)
    assert len(made) / RATE == pytest.approx(1.02, abs=0.03)
    assert len(sound.trim(quiet)[0]) == 0


def test_trim_keeps_within_the_known_sounds():
    made, cut = sound.trim(_syllables(2.0), (0.5, 1.5))
    assert cut == pytest.approx(0.46)
    assert len(made) / RATE == pytest.approx(1.08, abs=0.001)


@pytest.mark.parametrize(("native", "wanted"), [(0.0, 0.4), (0.1, 0.4), (0.9, 0.4)])
def test_pace_sets_the_pause_and_carries_times(native, wanted):
    silence = np.zeros(round(native * RATE), np.float32)
    samples = np.concatenate([_syllables(1.0), silence, _syllables(1.0)])
    spans = [(0.0, 1.0), (1.0 + native, 2.0 + native)]
    made, warp = sound.pace(samples, spans, ["stop", ""], 1.0)
    first, second = warp.spans(spans)
    assert second[0] - first[1] == pytest.approx(wanted, abs=0.03)
    assert len(made) / RATE == pytest.approx(2 + wanted, abs=0.03)
    assert second[1] == pytest.approx(len(made) / RATE, abs=0.01)
    assert np.abs(np.diff(made)).max() <= np.abs(np.diff(samples)).max() + 1e-3


def test_compress_evens_out():
    samples = _syllables(2.0)
    samples[RATE:] *= 0.25
    made = sound.compress(samples)

    def ratio(x: np.ndarray) -> float:
        return float(np.std(x[: RATE // 2]) / np.std(x[-RATE // 2 :]))

    assert ratio(made) < 0.75 * ratio(samples)


def test_tone_cuts_rumble_and_lifts_air():
    at = np.arange(RATE) / RATE
    rumble, air = np.sin(2 * np.pi * 30 * at), np.sin(2 * np.pi * 9000 * at)
    made = sound.tone((rumble + air).astype(np.float32), low_cut=75, shelf=3.0, bright=0.0)
    spectrum = np.abs(np.fft.rfft(made)) / (RATE / 2)
    assert spectrum[30] < 0.1
    assert 1.2 < spectrum[9000] < 1.45


def test_timbre_raises_what_is_heard_and_shortens():
    made = sound.to_film_rate(_syllables(1.0)[::3], 16_000, 1.2)
    assert len(made) / RATE == pytest.approx(1 / 1.2, abs=0.01)


def test_tremble_wavers_and_keeps_the_length():
    samples = _syllables(1.0)
    made = sound.tremble(samples)
    assert len(made) == len(samples)
    assert 0.005 < np.abs(made - samples).max() < 0.5
