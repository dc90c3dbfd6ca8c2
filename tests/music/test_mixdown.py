"""Loudness, limiter, fades and the room."""

from __future__ import annotations

import numpy as np
import pyloudnorm
import pytest

from filmstudio.music import mixdown, spectrum


def test_loudness_agrees_with_an_independent_meter() -> None:
    rng = np.random.default_rng(3)
    sound = (0.1 * rng.standard_normal((2, 480_000))).astype(np.float32)
    sound *= np.linspace(0.2, 1, 480_000, dtype=np.float32)
    expected = pyloudnorm.Meter(48_000).integrated_loudness(sound.T.astype(np.float64))
    assert spectrum.loudness(spectrum.block_power(sound)) == pytest.approx(expected, abs=0.15)


def test_silence_has_no_loudness() -> None:
    assert spectrum.loudness(spectrum.block_power(np.zeros((2, 48_000), np.float32))) == -np.inf


def test_the_limiter_holds_its_ceiling_and_leaves_quiet_sound_alone() -> None:
    rng = np.random.default_rng(5)
    sound = (0.12 * rng.standard_normal((2, 100_000))).astype(np.float32)
    sound[:, 50_000:50_020] *= 12
    before = sound.copy()
    out = mixdown.limit(sound, 0.8)
    assert np.abs(out).max() <= 0.8 + 1e-6
    assert np.array_equal(out[:, :40_000], before[:, :40_000])
    quiet = 0.1 * sound
    assert mixdown.limit(quiet, 0.8) is quiet


def test_the_room_decays_and_is_not_mono() -> None:
    hall = mixdown.room(2.0)
    early, late = (np.sum(hall[:, a:b] ** 2) for a, b in ((2400, 12_000), (72_000, 81_600)))
    assert 10 * np.log10(early / late) > 35
    assert abs(np.corrcoef(hall)[0, 1]) < 0.3


def test_blocks_join_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(7)
    dry = (0.1 * rng.standard_normal((2, 200_000))).astype(np.float32)
    whole = mixdown._in_room(dry, 0.3, 1.0)
    monkeypatch.setattr(mixdown, "BLOCK", 60_000)
    assert np.abs(mixdown._in_room(dry, 0.3, 1.0) - whole).max() < 2e-3


def test_fades_start_and_end_in_silence() -> None:
    out = mixdown.fade(np.ones((2, 4800), np.float32), 0.01, 0.02)
    assert out[0, 0] == 0
    assert out[0, -1] == 0
    assert out[0, 2400] == 1


@pytest.mark.parametrize("size", [1, 97, 4801, 1_000_003])
def test_fast_lengths_have_small_factors(size: int) -> None:
    length = spectrum.fast_length(size)
    assert length >= size
    assert length % 2 == 0
    rest = length
    for factor in (2, 3, 5):
        while rest % factor == 0:
            rest //= factor
    assert rest == 1
