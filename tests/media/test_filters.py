"""Tests of filters against those of scipy, which take their time to load."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import signal

from filmstudio.media import filters, loudness

RATE = 48_000


def noise(samples: int, seed: int = 1) -> filters.Samples:
    return (np.random.default_rng(seed).standard_normal(samples) * 0.1).astype(np.float32)


def as_rows(*sections: filters.Section) -> np.ndarray:
    return np.array([[*one[:3], 1.0, *one[3:]] for one in sections])


@pytest.mark.parametrize("hertz", [40.0, 80.0, 1000.0, 5200.0, 20_000.0])
@pytest.mark.parametrize("kind", ["highpass", "lowpass"])
def test_sections_are_those_of_butterworth(kind, hertz):
    make = filters.high_pass if kind == "highpass" else filters.low_pass
    theirs = signal.butter(2, hertz, kind, fs=RATE, output="sos")
    assert as_rows(make(hertz, RATE)) == pytest.approx(theirs, abs=1e-9)


@pytest.mark.parametrize("pieces", [[1], [200_000], [1, 0, 99_999, 5, 70_000], [4095, 4096, 4097]])
def test_a_stream_is_the_recursive_filter_however_it_is_cut(pieces):
    sound = noise(sum(pieces))
    theirs = signal.sosfilt(as_rows(*loudness._K), sound)
    stream = filters.Stream(filters.response(loudness._K))
    cuts = np.split(sound, np.cumsum(pieces)[:-1])
    ours = np.concatenate([stream(cut) for cut in cuts])
    assert ours.dtype == np.float32
    assert np.abs(ours - theirs).max() < 1e-6


def test_silence_stays_silence():
    stream = filters.Stream(filters.response(loudness._K))
    assert not stream(np.zeros(100_000, np.float32)).any()


@pytest.mark.parametrize(("samples", "taps"), [(1, 1), (100, 7), (50_000, 17_000), (3, 30_000)])
def test_a_convolution_is_whole(samples, taps):
    sound, echo = noise(samples), noise(taps, seed=2)
    ours = filters.convolve(sound, echo)
    assert ours.shape == (samples + taps - 1,)
    assert np.abs(ours - signal.fftconvolve(sound, echo)).max() < 1e-5


@pytest.mark.parametrize("times", [2, 3, 4])
def test_oversampling_is_that_of_upfirdn(times):
    kernel = filters.interpolator(times, 12, 6.0)
    theirs = signal.firwin(times * 12 - 1, 1 / times, window=("kaiser", 6.0)) * times
    assert kernel == pytest.approx(theirs, abs=1e-6)
    sound = np.stack([noise(500), noise(500, seed=3)])
    fine = signal.upfirdn(kernel, sound, up=times, axis=1)
    first = (len(kernel) - 1) // 2
    ours = filters.oversampled(sound, kernel, times)
    assert ours.shape == (2, 500 * times)
    assert np.abs(ours - fine[:, first : first + 500 * times]).max() < 1e-6


def test_a_peak_between_samples_is_found():
    at = np.arange(4800)
    tone = np.sin(2 * np.pi * at / 4 + np.pi / 4).astype(np.float32)[None]  # 3 dB under its peak
    fine = filters.oversampled(tone, loudness._KERNEL, 4)
    assert np.abs(tone).max() == pytest.approx(0.707, abs=0.001)
    assert np.abs(fine[:, 200:-200]).max() == pytest.approx(1.0, abs=0.01)
