"""Creatures: birds by day, crickets and an owl by night."""

from __future__ import annotations

import numpy as np

from filmstudio.music.sounds.tools import RATE, Sound, chirp, drift, envelope, noise, put, times
from filmstudio.music.spectrum import high_pass, low_pass


def birds(count: int, rng: np.random.Generator) -> Sound:
    """A morning of songbirds: four singers, each with its own repeated song, over still air."""
    out = 0.035 * noise(count, rng, lambda f: low_pass(f, 500) * high_pass(f, 90))
    places = rng.permutation([-0.85, -0.35, 0.4, 0.8])
    for singer in range(4):
        songs = [_song(rng, singer) for _ in range(2)]
        # The dove is heard from far off; the others come nearer.
        pan, distance = places[singer], rng.uniform(0.15, 0.7) if singer < 3 else 0.13
        at = rng.uniform(0, 3)
        while at < count / RATE:
            song = songs[int(rng.integers(2))]
            put(out, song, round(at * RATE), distance * rng.uniform(0.6, 1.0), pan)
            put(out, song, round((at + 0.09) * RATE), distance * 0.12, -pan)
            at += len(song) / RATE + rng.uniform(1.2, 5.5)
    return out


def bird_call(rng: np.random.Generator) -> Sound:
    """One bird's song, mono, 0.5 to 1.5 s."""
    return _song(rng, int(rng.integers(4)))


def _song(rng: np.random.Generator, kind: int) -> Sound:
    base = rng.uniform(2300, 4200)
    if kind == 0:  # two or three falling whistles
        parts = [chirp(rng.uniform(0.14, 0.26), [base * 1.3, base * 1.2, base]) for _ in range(3)]
        pauses = [0.09] * 3
    elif kind == 1:  # a trill
        parts = [
            chirp(0.045, [base, base * 1.35, base * 0.95]) for _ in range(int(rng.integers(7, 14)))
        ]
        pauses = [0.03] * len(parts)
    elif kind == 2:  # a warble of different syllables
        parts = [
            chirp(rng.uniform(0.05, 0.16), [base * f for f in rng.uniform(0.7, 1.4, 4)])
            for _ in range(int(rng.integers(4, 8)))
        ]
        pauses = list(rng.uniform(0.03, 0.1, len(parts)))
    else:  # a low cooing phrase
        low = rng.uniform(480, 640)
        parts = [chirp(0.32, [low, low * 1.08, low]), chirp(0.22, [low * 1.12, low * 1.2, low * 1.1]),
                 chirp(0.4, [low, low * 1.04, low * 0.94])]  # fmt: skip
        pauses = [0.12, 0.1, 0.0]
    rows: list[Sound] = []
    for part, pause in zip(parts, pauses, strict=False):
        rows += [part, np.zeros(round(pause * RATE), np.float32)]
    return np.concatenate(rows)


def crickets(count: int, rng: np.random.Generator) -> Sound:
    """Field crickets: chirps of three to five pulses near 4.5 kHz, and a far unbroken chorus."""
    out = 0.02 * noise(count, rng, lambda f: low_pass(f, 300) * high_pass(f, 60))
    chorus = noise(count, rng, lambda f: np.exp(-(((f - 5300) / 260) ** 2)))
    out += 0.05 * chorus * (1 + 0.2 * drift(count, rng, 3.0))
    for pan in (-0.85, -0.3, 0.45, 0.9):
        pitch = rng.uniform(3900, 4900)
        pulse = chirp(0.019, [pitch * 0.99, pitch, pitch * 0.995])
        pulses = int(rng.integers(3, 6))
        call = np.zeros(round(0.034 * RATE) * pulses + len(pulse), np.float32)
        for index in range(pulses):
            at = round(0.034 * RATE) * index
            call[at : at + len(pulse)] += pulse * (0.6 + 0.4 * index / pulses)
        period, level = rng.uniform(0.42, 0.8), rng.uniform(0.08, 0.4)
        at_time = rng.uniform(0, period)
        while at_time < count / RATE:
            if rng.random() > 0.06:
                put(out, call, round(at_time * RATE), level, pan)
            else:
                at_time += rng.uniform(0.5, 2.0)
            at_time += period * rng.uniform(0.97, 1.03)
    return out


def night(count: int, rng: np.random.Generator) -> Sound:
    """Open night: crickets far away, air, an owl now and then."""
    out = 0.5 * crickets(count, rng)
    out += 0.12 * noise(count, rng, lambda f: low_pass(f, 350) * high_pass(f, 50))
    for moment in times(rng, count / RATE, 0.04):
        call = np.concatenate([owl_note(rng, 0.35), np.zeros(9600, np.float32), owl_note(rng, 0.7)])
        pan = rng.uniform(-0.7, 0.7)
        put(out, call, round(moment * RATE), 0.16, pan)
        put(out, call, round((moment + 0.21) * RATE), 0.05, -pan)
    return out


def owl_note(rng: np.random.Generator, seconds: float) -> Sound:
    """One hoot, mono: a hollow tone near 380 Hz that sags."""
    pitch = 380 * rng.uniform(0.97, 1.03)
    tone = chirp(seconds, [pitch * 0.97, pitch, pitch, pitch * 0.95])
    return envelope(
        tone + 0.12 * chirp(seconds, [pitch * 1.94, pitch * 2, pitch * 1.9]), 0.06, 0.15
    )
