"""Weather: rain and its drops, storm, thunder, wind, snow."""

from __future__ import annotations

import numpy as np

from filmstudio.music.sounds.tools import RATE, Sound, drift, envelope, noise, put, times
from filmstudio.music.spectrum import bell, high_pass, low_pass


def rain(count: int, rng: np.random.Generator) -> Sound:
    """Steady rain: a dense hiss, the patter of a middle distance and near drops on leaves."""
    far = noise(count, rng, lambda f: high_pass(f, 700, 1) * low_pass(f, 7500, 1))
    low = noise(count, rng, lambda f: bell(f, 420, 1.0, 0) * high_pass(f, 120) * low_pass(f, 900))
    out = 0.6 * far * (1 + 0.08 * drift(count, rng, 0.4)) + 0.16 * low
    out += 0.5 * _patter(count, rng, 260)
    for moment in times(rng, count / RATE, 9):
        put(out, _drop(rng), round(moment * RATE), rng.uniform(0.3, 1.6), rng.uniform(-0.9, 0.9))
    return out


def _patter(count: int, rng: np.random.Generator, rate: float) -> Sound:
    """Many small impacts: an impulse train through the spectrum of a splash on stone."""
    impulses = np.zeros((2, count), np.float32)
    number = max(1, round(rate * count / RATE))
    for side in range(2):
        np.add.at(impulses[side], rng.integers(0, count, number), rng.exponential(1.0, number))
    bins = np.fft.rfft(impulses)
    hertz = np.fft.rfftfreq(count, 1 / RATE).astype(np.float32)
    splash = rng.standard_normal(480) * np.exp(-np.arange(480) / 70)
    response = np.fft.rfft(splash, count) * bell(hertz, 3000, 1.2, 6) * high_pass(hertz, 900)
    out = np.fft.irfft(bins * response, count).astype(np.float32)
    return out / (np.sqrt(np.mean(out**2)) or np.float32(1.0))


def _drop(rng: np.random.Generator) -> Sound:
    """A near drop: a tick, then the bubble's tone rising as it closes (Minnaert resonance)."""
    count = round(rng.uniform(0.02, 0.05) * RATE)
    time = np.arange(count) / RATE
    pitch = rng.uniform(900, 3200)
    phase = 2 * np.pi * pitch * (time + 2.5 * time**2)
    out = np.sin(phase) * np.exp(-time / (0.16 * count / RATE))
    out[:60] += rng.standard_normal(60) * 0.6 * np.exp(-np.arange(60) / 12)
    return out.astype(np.float32)


def storm(count: int, rng: np.random.Generator) -> Sound:
    """Heavy rain in gusts, wind below it, thunder near and far."""
    out = 0.9 * rain(count, rng) * (1 + 0.18 * drift(count, rng, 0.5)) + 0.7 * wind(count, rng)
    moments = times(rng, count / RATE, 0.06)
    for index, moment in enumerate(moments):
        put(
            out,
            thunder(rng),
            round(moment * RATE),
            9.0 if index == 0 else 5.0,
            rng.uniform(-0.6, 0.6),
        )
    return out


def thunder(rng: np.random.Generator) -> Sound:
    """Thunder, mono, about 5 s: a crack from several branches, then the roll of its echoes."""
    count = round(rng.uniform(4.5, 6.0) * RATE)
    time = np.arange(count) / RATE
    roll = noise(count, rng, lambda f: low_pass(f, 110) * high_pass(f, 24), 0)[0]
    body = noise(count, rng, lambda f: low_pass(f, 420) * high_pass(f, 40), 0)[0]
    crack = noise(count, rng, lambda f: high_pass(f, 500, 1) * low_pass(f, 5000, 1), 0)[0]
    shape = np.zeros(count)
    for _ in range(7):
        at = rng.uniform(0.05, 2.8)
        shape += rng.uniform(0.3, 1.0) * np.exp(-np.abs(time - at) / rng.uniform(0.12, 0.5))
    sharp = sum(
        rng.uniform(0.4, 1.0) * np.where(time > at, np.exp(-(time - at) / 0.06), 0)
        for at in sorted(rng.uniform(0.02, 0.45, 4))
    )
    fading = np.exp(-time / 1.7)
    out = (0.9 * roll * (0.5 + shape) + 0.6 * body * shape) * fading + 0.35 * crack * sharp
    out = envelope(out.astype(np.float32), 0.02, 1.5)
    return out / (np.abs(out).max() or np.float32(1.0))


def wind(count: int, rng: np.random.Generator) -> Sound:
    """Wind: gusts that brighten as they rise, and a faint whistle that wanders."""
    gust = np.clip(0.55 + 0.3 * drift(count, rng, 0.25) + 0.08 * drift(count, rng, 1.2), 0.3, 1.6)
    dark = noise(count, rng, lambda f: low_pass(f, 260) * high_pass(f, 45))
    open_ = noise(
        count, rng, lambda f: bell(f, 620, 0.9, 0) * low_pass(f, 1400) * high_pass(f, 180)
    )
    out = 0.55 * dark * gust + 0.75 * open_ * gust**2
    out += 0.10 * noise(count, rng, lambda f: np.exp(-(((f - 830) / 40) ** 2))) * gust**3
    return out


def snow(count: int, rng: np.random.Generator) -> Sound:
    """A snowy day: soft wind without whistle, the top muffled by the snow."""
    gust = np.clip(0.7 + 0.2 * drift(count, rng, 0.15), 0.2, 1.4)
    soft = noise(count, rng, lambda f: low_pass(f, 340) * high_pass(f, 60))
    flakes = noise(count, rng, lambda f: bell(f, 4200, 0.8, 0) * high_pass(f, 1500))
    return soft * gust + 0.05 * flakes
