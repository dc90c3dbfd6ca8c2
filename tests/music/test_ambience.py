"""Ambiences and effects: level, seams, character, choice by setting."""

from __future__ import annotations

import hashlib

import numpy as np
import pyloudnorm
import pytest

from filmstudio.errors import BadInput
from filmstudio.film.storyboard import Setting
from filmstudio.film.vocabulary import PLACES
from filmstudio.music.ambience import KINDS, ambience, for_setting
from filmstudio.music.effects import EFFECTS, effect

RATE = 48_000


def _share(sound: np.ndarray, low: float, high: float) -> float:
    """The part of the power between two frequencies."""
    power = np.abs(np.fft.rfft(sound.mean(axis=0))) ** 2
    hertz = np.fft.rfftfreq(sound.shape[1], 1 / RATE)
    return float(power[(hertz >= low) & (hertz < high)].sum() / power.sum())


@pytest.mark.parametrize("kind", KINDS)
def test_an_ambience_has_its_level_and_no_seam(kind: str) -> None:
    sound = ambience([kind], 10.0, 4)
    assert sound.shape == (2, 480_000)
    assert sound.dtype == np.float32
    assert np.isfinite(sound).all()
    assert np.abs(sound).max() <= 0.401
    loudness = pyloudnorm.Meter(RATE).integrated_loudness(sound.T.astype(np.float64))
    assert -41 < loudness < -30.5
    # The step from the last sample to the first is one of the steps within.
    step = np.abs(sound[:, 0] - sound[:, -1]).max()
    assert step <= np.abs(np.diff(sound)).max()
    assert np.corrcoef(sound)[0, 1] < 0.97


def test_kinds_sound_of_what_they_are() -> None:
    seconds = 8.0
    assert _share(ambience(["rain"], seconds, 1), 1000, 10_000) > 0.5
    assert _share(ambience(["crickets"], seconds, 1), 3500, 6000) > 0.7
    assert _share(ambience(["wind"], seconds, 1), 30, 1600) > 0.85
    assert _share(ambience(["train"], seconds, 1), 30, 400) > 0.8


def test_surf_comes_in_waves() -> None:
    sound = ambience(["sea"], 24.0, 2).mean(axis=0)
    level = np.sqrt(np.mean(sound.reshape(-1, RATE // 2) ** 2, axis=1))
    assert level.max() > 2.5 * level.min()


def test_the_same_seed_sounds_the_same_and_another_differs() -> None:
    first, again, other = (ambience(["rain", "birds"], 4.0, seed) for seed in (1, 1, 2))
    assert hashlib.sha256(first.tobytes()).digest() == hashlib.sha256(again.tobytes()).digest()
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("seconds", [0.2, 1.0, 30.7, 61.3])
def test_ambience_length_is_exact(seconds: float) -> None:
    assert ambience(["room", "rain"], seconds, 1).shape == (2, round(seconds * RATE))


def test_no_kinds_are_silence_and_unknown_ones_refused() -> None:
    assert not ambience([], 1.0, 1).any()
    with pytest.raises(BadInput, match="rain, storm"):
        ambience(["volcano"], 1.0, 1)


@pytest.mark.parametrize("name", EFFECTS)
def test_effects_start_and_end_in_silence(name: str) -> None:
    sound = effect(name, 5)
    assert sound.ndim == 1
    assert 0.2 * RATE < len(sound) < 8 * RATE
    assert np.abs(sound).max() == pytest.approx(0.5, abs=1e-3)
    assert abs(sound[0]) < 0.02
    assert abs(sound[-1]) < 0.01
    assert np.array_equal(sound, effect(name, 5))


def test_unknown_effects_are_refused() -> None:
    with pytest.raises(BadInput, match="footsteps"):
        effect("kazoo", 1)


def test_settings_choose_their_sounds() -> None:
    assert for_setting(Setting(place="beach")) == ("sea",)
    assert for_setting(Setting(place="forest", time="night")) == ("night",)
    assert for_setting(Setting(place="forest", weather="rain")) == ("rain",)
    assert for_setting(Setting(place="city-street", weather="storm")) == ("city", "storm")
    assert for_setting(Setting(place="kitchen", interior=True)) == ("room",)
    assert "birds" in for_setting(Setting(place="garden", time="morning"))


@pytest.mark.parametrize("place", [*PLACES, "a place nobody drew"])
def test_every_setting_sounds_of_something_known(place: str) -> None:
    for weather in ("clear", "rain", "storm", "snow", "fog", "wind"):
        for time in ("day", "dusk", "night"):
            kinds = for_setting(Setting(place=place, weather=weather, time=time))  # type: ignore[arg-type]
            assert kinds
            assert set(kinds) <= set(KINDS)
