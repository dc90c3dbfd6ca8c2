"""Town: city, traffic, crowd, market, cafe and the tone of a quiet room."""

from __future__ import annotations

import numpy as np

from filmstudio.music.instruments.additive import clock, harmonics, struck
from filmstudio.music.sounds.tools import RATE, Sound, drift, envelope, noise, put, times
from filmstudio.music.spectrum import bell, high_pass, low_pass, shape


def room(count: int, rng: np.random.Generator) -> Sound:
    """A quiet room: air from a distance and a trace of mains hum."""
    return noise(
        count, rng, lambda f: low_pass(f, 220) * high_pass(f, 40) + 0.03 * low_pass(f, 5000, 1)
    )


def traffic(count: int, rng: np.random.Generator) -> Sound:
    """A road: cars pass from side to side over a distant stream."""
    out = 0.4 * noise(count, rng, lambda f: low_pass(f, 300) * high_pass(f, 45))
    for moment in times(rng, count / RATE, 0.33):
        _pass(out, rng, moment)
    return out


def _pass(out: Sound, rng: np.random.Generator, moment: float) -> None:
    """One car: tyres and engine, louder, brighter and across the picture as it comes by."""
    count = min(out.shape[1], round(rng.uniform(4.0, 6.5) * RATE))
    away = np.linspace(-1, 1, count, dtype=np.float32) * np.float32(rng.uniform(5, 8))
    near = 1 / (1 + away**2)
    tyres = noise(
        count, rng, lambda f: bell(f, 850, 1.0, 0) * high_pass(f, 250) * low_pass(f, 4000, 1), 0
    )[0]
    engine = noise(
        count, rng, lambda f: bell(f, 130, 0.5, 0) * low_pass(f, 300) * high_pass(f, 60), 0
    )[0]
    sound = envelope((0.75 * tyres * near**1.3 + 0.5 * engine * near).astype(np.float32), 0.8, 0.8)
    pan = np.clip(away / 4, -1, 1) * (1 if rng.random() < 0.5 else -1)
    level = np.float32(rng.uniform(1.2, 3.2))
    at = round(moment * RATE)
    for side, gain in ((0, np.cos(np.pi / 4 * (1 + pan))), (1, np.sin(np.pi / 4 * (1 + pan)))):
        _put_row(out[side], (sound * gain * level).astype(np.float32), at)


def _put_row(row: Sound, sound: Sound, at: int) -> None:
    """Adds a mono sound to one channel, wrapping past its end."""
    count = len(row)
    at %= count
    first = min(len(sound), count - at)
    row[at : at + first] += sound[:first]
    row[: len(sound) - first] += sound[first:]


def city(count: int, rng: np.random.Generator) -> Sound:
    """A city: the hum of many streets, some cars near by, a horn now and then."""
    hum = noise(
        count, rng, lambda f: low_pass(f, 170) * high_pass(f, 38) + 0.06 * low_pass(f, 2200, 1)
    )
    out = 0.75 * hum * (1 + 0.08 * drift(count, rng, 0.3)) + 0.45 * traffic(count, rng)
    for moment in times(rng, count / RATE, 0.05):
        put(
            out,
            0.5 * _car_horn(rng),
            round(moment * RATE),
            rng.uniform(0.05, 0.16),
            rng.uniform(-0.8, 0.8),
        )
    return out


def _car_horn(rng: np.random.Generator) -> Sound:
    time = clock(rng.uniform(0.18, 0.5))
    low = rng.uniform(340, 430)
    numbers = np.arange(1, 8, dtype=np.float32) ** -0.8
    tone = harmonics(np.float32(2 * np.pi * low) * time, numbers)
    tone += harmonics(np.float32(2 * np.pi * low * 1.26) * time, numbers)
    return shape(envelope(tone, 0.02, 0.06), lambda f: low_pass(f, 1800, 1))


def _babble(count: int, rng: np.random.Generator, voices: int) -> Sound:
    """Voices without words, looping: pulses at a speaker's pitch, vowels that change by syllable.

    Made at 16 kHz, since speech from across a room has no more, and brought up to 48 kHz.
    """
    small = -(-count // 3)
    time = np.arange(small, dtype=np.float32) / 16_000
    hertz = np.fft.rfftfreq(small, 1 / 16_000).astype(np.float32)
    sides = np.zeros((2, small), np.float32)
    vowels = ((700, 1150, 2500), (420, 1900, 2550), (480, 850, 2400))
    for _ in range(voices):
        pitch = rng.uniform(95, 225)
        melody = 1 + 0.09 * drift(small * 3, rng, 1.2)[::3][:small]
        phase = np.cumsum(pitch * melody) * (2 * np.pi / 16_000)
        pulse = np.maximum(0, np.sin(phase)) ** 9 - 0.15 + 0.05 * rng.standard_normal(small)
        bins = np.fft.rfft(pulse.astype(np.float32))
        tempo = rng.uniform(3.4, 4.8)
        talk = np.clip(drift(small * 3, rng, 0.35)[::3][:small] + 0.4, 0, 1)
        beat = 0.5 + 0.5 * np.sin(
            2 * np.pi * tempo * time + 3 * drift(small * 3, rng, 0.8)[::3][:small]
        )
        pan, level = rng.uniform(0.15, 0.85), rng.uniform(0.35, 1.0)
        voice = np.zeros(small, np.float32)
        for index, formants in enumerate(vowels):
            filter_ = 0.35 * np.exp(-(((hertz - 190) / 110) ** 2)) + sum(
                np.exp(-(((hertz - f) / (90 + 0.08 * f)) ** 2)) * g
                for f, g in zip(formants, (1, 0.75, 0.4), strict=True)
            )
            weight = np.clip(
                np.sin(2 * np.pi * (tempo / 2.7) * time + 2.1 * index + phase[0]), 0, 1
            )
            voice += np.fft.irfft(bins * filter_, small).astype(np.float32) * weight
        voice *= (talk * beat**1.5 * level).astype(np.float32)
        sides += (
            np.array([[np.cos(pan * np.pi / 2)], [np.sin(pan * np.pi / 2)]], np.float32) * voice
        )
    bins = np.fft.rfft(sides)
    out = np.zeros((2, small * 3 // 2 + 1), np.complex64)
    out[:, : bins.shape[1]] = bins
    wide = np.fft.irfft(out, small * 3)[:, :count].astype(np.float32)
    return wide / (np.sqrt(np.mean(wide**2)) or np.float32(1.0))


def crowd(count: int, rng: np.random.Generator) -> Sound:
    """People talking all around, near and far."""
    far = noise(
        count, rng, lambda f: bell(f, 480, 1.0, 0) * high_pass(f, 150) * low_pass(f, 2500, 1)
    )
    murmur = np.clip(1 + 0.15 * drift(count, rng, 2.5), 0.4, 2)
    return 0.7 * _babble(count, rng, 8) + 0.28 * far * murmur


def market(count: int, rng: np.random.Generator) -> Sound:
    """A market: a crowd, crates, coins, a bicycle bell."""
    out = 0.8 * crowd(count, rng)
    for moment in times(rng, count / RATE, 0.8):
        put(out, _clatter(rng), round(moment * RATE), rng.uniform(0.1, 0.5), rng.uniform(-0.9, 0.9))
    for moment in times(rng, count / RATE, 0.07):
        ring = struck(2300, clock(0.7), [(1, 0.5, 0.6), (2.3, 0.3, 0.35), (3.4, 0.2, 0.25)])
        pan = rng.uniform(-0.8, 0.8)
        put(out, ring, round(moment * RATE), 0.12, pan)
        put(out, ring, round((moment + 0.16) * RATE), 0.12, pan)
    return out


def cafe(count: int, rng: np.random.Generator) -> Sound:
    """A cafe: talk at the tables, cups and spoons, the hiss of the machine."""
    out = 0.5 * _babble(count, rng, 6) + 0.3 * room(count, rng)
    for moment in times(rng, count / RATE, 0.7):
        put(out, _cup(rng), round(moment * RATE), rng.uniform(0.3, 1.2), rng.uniform(-0.9, 0.9))
    for moment in times(rng, count / RATE, 0.03):
        size = round(rng.uniform(1.2, 2.4) * RATE)
        steam = noise(size, rng, lambda f: bell(f, 4200, 0.9, 0) * high_pass(f, 1500), 0)[0]
        put(out, envelope(steam, 0.3, 0.5), round(moment * RATE), 0.1, 0.5)
    return out


def _cup(rng: np.random.Generator) -> Sound:
    pitch = rng.uniform(1900, 4200)
    modes = [(1.0, 1.0, 0.16), (1.73, 0.6, 0.12), (2.61, 0.4, 0.08), (3.3, 0.2, 0.06)]
    tap = struck(pitch, clock(0.2), modes)
    return envelope(tap, 0.0008, 0.04)


def _clatter(rng: np.random.Generator) -> Sound:
    pitch = rng.uniform(300, 1200)
    modes = [(float(m), 0.5, 0.09) for m in 1 + 4 * rng.random(5)]
    return envelope(struck(pitch, clock(0.12), modes), 0.001, 0.03)
