"""Things: fire, train, temple bells, door, footsteps, telephone, horn."""

from __future__ import annotations

import numpy as np

from filmstudio.music.instruments.additive import clock, harmonics, struck
from filmstudio.music.sounds.tools import RATE, Sound, drift, envelope, noise, put, times
from filmstudio.music.spectrum import bell, high_pass, low_pass, shape


def fire(count: int, rng: np.random.Generator) -> Sound:
    """A wood fire: the breath of the flames and crackles in bursts."""
    breath = noise(count, rng, lambda f: low_pass(f, 320) * high_pass(f, 50))
    hiss = noise(count, rng, lambda f: high_pass(f, 2500, 1) * low_pass(f, 9000, 1))
    out = 0.5 * breath * np.clip(1 + 0.2 * drift(count, rng, 2.0), 0.5, 2) + 0.05 * hiss
    for moment in times(rng, count / RATE, 5):
        for offset in np.cumsum(rng.exponential(0.03, int(rng.integers(1, 6)))):
            put(
                out,
                _crack(rng),
                round((moment + offset) * RATE),
                # Without a bound one crack in hundreds would be as loud as speech.
                min(float(rng.exponential(1.2)), 2.5),
                rng.uniform(-0.6, 0.6),
            )
    return out


def _crack(rng: np.random.Generator) -> Sound:
    count = round(rng.uniform(0.004, 0.018) * RATE)
    out = rng.standard_normal(count) * np.exp(-np.arange(count) / (count / 5))
    return np.diff(out, prepend=0.0).astype(np.float32)


def train(count: int, rng: np.random.Generator) -> Sound:
    """Inside a moving train: rumble, and wheels over the joints of the rails, two by two."""
    rumble = noise(count, rng, lambda f: low_pass(f, 160) * high_pass(f, 32))
    air = noise(count, rng, lambda f: bell(f, 500, 1.2, 0) * low_pass(f, 2500, 1))
    out = 0.8 * rumble * (1 + 0.12 * drift(count, rng, 1.0)) + 0.14 * air
    joints = max(1, round(count / RATE / 0.92))
    for index in range(joints):
        at = index * count / RATE / joints
        for offset, level in ((0.0, 0.9), (0.13, 0.7), (0.42, 0.55), (0.55, 0.45)):
            put(
                out,
                _clack(rng),
                round((at + offset) * RATE),
                5 * level,
                0.2 if offset < 0.3 else -0.2,
            )
    return out


def _clack(rng: np.random.Generator) -> Sound:
    time = clock(0.12)
    thud = struck(88, time, [(1, 1.0, 0.12), (2.3, 0.4, 0.06), (5.1, 0.15, 0.04)])
    click = rng.standard_normal(len(time)).astype(np.float32) * np.exp(-time / 0.004) * 0.14
    return envelope(thud + click.astype(np.float32), 0.001, 0.03)


def temple(count: int, rng: np.random.Generator) -> Sound:
    """A temple's court: far bells of different sizes, air, a few doves."""
    out = 0.035 * noise(count, rng, lambda f: low_pass(f, 400) * high_pass(f, 60))
    # Distance dulls the stroke and the upper partials.
    bells = [
        shape(envelope(bell_ring(rng, pitch), 0.015, 0.8), lambda f: low_pass(f, 1800, 1))
        for pitch in (392.0, 523.0, 698.0)
    ]
    for moment in times(rng, count / RATE, 0.16):
        which = int(rng.integers(3))
        pan, level = rng.uniform(-0.7, 0.7), rng.uniform(0.25, 0.7)
        put(out, bells[which], round(moment * RATE), level, pan)
        put(out, bells[which], round((moment + 0.17) * RATE), level * 0.3, -pan)
    return out


def bell_ring(rng: np.random.Generator, pitch: float = 523.0) -> Sound:
    """A bell, mono, 4 s: hum, prime, tierce, quint and nominal beating in pairs."""
    modes = []
    for ratio, loud, decay in ((0.5, 0.5, 4.0), (1.0, 0.8, 3.0), (1.2, 0.6, 2.4), (1.5, 0.35, 1.9),
                               (2.0, 0.9, 1.7), (2.62, 0.35, 1.0), (3.0, 0.3, 0.8), (4.1, 0.2, 0.5)):  # fmt: skip
        spread = 1 + rng.uniform(0.0004, 0.0016)
        modes += [(ratio, loud * 0.6, decay), (ratio * spread, loud * 0.4, decay * 0.9)]
    return envelope(struck(pitch, clock(4.0), modes) * np.float32(0.35), 0.001, 0.8)


def door(rng: np.random.Generator) -> Sound:
    """A door, mono, 1.1 s: the handle, a short creak, the slam of the panel and latch."""
    out = np.zeros((2, round(1.1 * RATE)), np.float32)
    latch = struck(1700, clock(0.06), [(1, 0.5, 0.05), (1.6, 0.4, 0.04), (2.9, 0.3, 0.03)])
    put(out, latch, 0, 0.3, 0)
    time = clock(0.36)
    rate = 70 + 60 * np.sin(np.pi * time / 0.36)
    saw = (np.cumsum(rate) / RATE) % 1 - 0.5
    creak = shape(
        saw.astype(np.float32), lambda f: bell(f, 1100, 0.4, 12) * high_pass(f, 500) * 0.25
    )
    put(out, envelope(creak, 0.08, 0.08), round(0.1 * RATE), 0.22, 0)
    body = struck(
        74, clock(0.4), [(1, 1.0, 0.35), (1.7, 0.7, 0.25), (2.6, 0.5, 0.16), (4.3, 0.3, 0.1)]
    )
    slap = rng.standard_normal(round(0.06 * RATE)).astype(np.float32)
    slap *= np.exp(-np.arange(len(slap)) / 420).astype(np.float32)
    put(out, body, round(0.5 * RATE), 0.8, 0)
    put(out, shape(slap, lambda f: low_pass(f, 2500, 1)), round(0.5 * RATE), 0.5, 0)
    put(out, latch, round(0.53 * RATE), 0.35, 0)
    return envelope(out[0], 0.001, 0.15)


def footsteps(rng: np.random.Generator) -> Sound:
    """Six steps on stone, mono, 3.4 s: heel and sole, left and right not quite alike."""
    out = np.zeros((2, round(3.4 * RATE)), np.float32)
    for index in range(6):
        at = 0.05 + 0.54 * index + rng.uniform(-0.015, 0.015)
        tilt = 1.0 if index % 2 else 0.92
        for offset, level, pitch in ((0.0, 1.0, 165.0), (0.075, 0.5, 240.0)):
            size = round(0.09 * RATE)
            time = np.arange(size) / RATE
            scuff = shape(rng.standard_normal(size).astype(np.float32),
                          lambda f: bell(f, 1500, 1.1, 0) * high_pass(f, 200))  # fmt: skip
            step = 0.5 * np.sin(2 * np.pi * pitch * tilt * time) * np.exp(-time / 0.018)
            step = step + 0.5 * scuff * np.exp(-time / 0.012)
            put(out, envelope(step.astype(np.float32), 0.001, 0.02), round((at + offset) * RATE),
                level * rng.uniform(0.8, 1.0), 0)  # fmt: skip
    return envelope(out[0], 0.001, 0.1)


def phone(rng: np.random.Generator) -> Sound:
    """A telephone rings twice, mono, 3 s: two small bells struck in turn 20 times a second."""
    out = np.zeros((2, round(3.0 * RATE)), np.float32)
    bells = [
        struck(p, clock(0.25), [(1, 0.6, 0.25), (2.7, 0.35, 0.15), (5.1, 0.2, 0.08)])
        for p in (1180, 1390)
    ]
    for ring in (0.0, 1.5):
        for index in range(18):
            put(out, bells[index % 2], round((ring + index / 20) * RATE), rng.uniform(0.3, 0.4), 0)
    return envelope(out[0], 0.002, 0.2)


def train_horn(rng: np.random.Generator) -> Sound:
    """A train's horn, mono, 2.4 s: five trumpets of a major sixth chord, a little out of tune."""
    time = clock(2.4)
    out = np.zeros_like(time)
    bend = 1 - 0.02 * np.exp(-time / 0.06)
    for pitch in (311.0, 370.0, 415.0, 494.0, 622.0):
        phase = np.cumsum(bend) * np.float32(2 * np.pi * pitch * rng.uniform(0.997, 1.003) / RATE)
        out += harmonics(phase.astype(np.float32), np.arange(1, 9, dtype=np.float32) ** -0.9)
    out = shape(out, lambda f: bell(f, 900, 1.5, 4) * low_pass(f, 3500, 1))
    return envelope(out / np.abs(out).max(), 0.05, 0.5)
