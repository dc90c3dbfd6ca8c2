"""Checks of speech: its distance from the music under it, and mouths against speech sounds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from filmstudio.film.timeline import LineTime, Timeline
from filmstudio.media.check.measurement import Measurement, measured, places, unknown
from filmstudio.media.check.package import Package

OVER_MUSIC = 12.0
LIPS = 0.0334
"""Seconds: one frame of video at 30 a second, the bar for voices whose timing is known."""
_BLOCK = 0.05
_NO_SOUND = 1e-10
"""Power at which a stem counts as silent (-100 dB)."""


def check(package: Package) -> list[Measurement]:
    """The lines on speech over music and on lip-sync."""
    if package.timeline is None:
        return [unknown("speech over music", "12 at least", "no timeline was given")]
    return [_over_music(package, package.timeline), *_lips(package.timeline)]


def _weighted(path: Path, start: float, end: float) -> NDArray[np.float64]:
    """K-weighted power in blocks of 50 ms of a part of a stereo file."""
    from pyloudnorm import IIRfilter  # brings scipy's signal processing: a second and a half

    with soundfile.SoundFile(str(path)) as source:
        rate = source.samplerate
        first = max(0, min(source.frames, round(start * rate)))
        # The filter settles on a second of what comes before.
        before = min(first, rate // 2)
        source.seek(first - before)
        sound = source.read(max(0, round(end * rate) - first) + before, always_2d=True)
    for kind, gain, quality, corner in (
        ("high_shelf", 4.0, 2**-0.5, 1500.0),
        ("high_pass", 0.0, 0.5, 38.0),
    ):
        weighting = IIRfilter(gain, quality, corner, rate, kind)
        sound = np.stack([weighting.apply_filter(channel) for channel in sound.T], 1)
    power = (sound[before:] ** 2).sum(1)
    size = round(_BLOCK * rate)
    whole = len(power) // size * size
    return np.asarray(power[:whole].reshape(-1, size).mean(1), np.float64)


def _over_music(package: Package, timeline: Timeline) -> Measurement:
    """The worst line: its speaking blocks against the music in the same blocks."""
    name, bar = "speech over music", "12 at least"
    dialogue, music = package.stem("dialogue"), package.stem("music")
    if not timeline.lines:
        return unknown(name, bar, "nobody speaks")
    if dialogue is None or music is None:
        missing = "dialogue" if dialogue is None else "music"
        return Measurement(name, "-", bar, False, "LU", f"stems/{missing}.wav is not there")
    margins: list[tuple[float, float]] = []
    silent: list[float] = []
    for line in timeline.lines:
        speech = _weighted(dialogue, line.start, line.end)
        under = _weighted(music, line.start, line.end)
        count = min(len(speech), len(under))
        if not count:
            continue
        speech, under = speech[:count], under[:count]
        if speech.max() < _NO_SOUND:
            silent.append(line.start)
            continue
        speaking = speech > speech.max() / 100
        level = float(under[speaking].mean())
        if level > _NO_SOUND:
            margins.append((10 * float(np.log10(speech[speaking].mean() / level)), line.start))
    if silent:
        return measured(name, 0.0, bar, False, "LU", f"lines without a voice {places(silent)}")
    if not margins:
        return Measurement(name, "no music", bar, True, "LU", "no music sounds under speech")
    low = [at for margin, at in margins if margin < OVER_MUSIC]
    return measured(name, round(min(margins)[0], 1), bar, not low, "LU", places(low))


def _lips(timeline: Timeline) -> list[Measurement]:
    """Mouth events against sounds, both ways: no sound unseen and no shape without a sound."""
    shown = "33 at most"
    name, back = "mouth behind or ahead of sounds", "mouth shapes without a sound"
    lines = [line for line in timeline.lines if line.mouth]
    if not lines:
        note = "no mouth is seen speaking" if timeline.lines else "nobody speaks"
        return [unknown(name, shown, note), unknown(back, "0", note)]
    worst, late, unseen, stray, counted = 0.0, [], 0, [], 0
    frame = 1 / float(timeline.rate)
    for line in lines:
        for sound, apart in _sounds(line, frame):
            counted += 1
            if apart is None:
                unseen += 1
                continue
            worst = max(worst, apart)
            if apart > LIPS:
                late.append(sound)
        stray += _stray(line)
    note = places(late)
    if unseen:
        note = (note + "; " if note else "") + f"{unseen} of {counted} sounds are not shown"
    ok = not late and unseen <= 0.02 * counted
    return [
        measured(name, round(worst * 1000, 1), shown, ok, "ms", note),
        measured(back, len(stray), "0", not stray, "", places(stray)),
    ]


def _sounds(line: LineTime, frame: float) -> list[tuple[float, float | None]]:
    """Each sound of a line with the distance of its mouth event, None where it is never shown.

    Sounds shorter than a frame, and those whose shape the mouth already has, need no event.
    """
    found: list[tuple[float, float | None]] = []
    events = sorted(line.mouth, key=lambda event: event.time)
    for phoneme in line.phonemes:
        if phoneme.end - phoneme.start < frame:
            continue
        near = [
            abs(event.time - phoneme.start)
            for event in events
            if event.viseme == phoneme.viseme and abs(event.time - phoneme.start) < 0.25
        ]
        before = [event for event in events if event.time <= phoneme.start + LIPS]
        if before and before[-1].viseme == phoneme.viseme:
            # The shape is there in time; only if it came with this sound can it be early.
            apart = min((each for each in near if each <= LIPS), default=0.0)
            found.append((phoneme.start, apart))
        else:
            found.append((phoneme.start, min(near) if near else None))
    return found


def _stray(line: LineTime) -> list[float]:
    """Times of mouth events that no sound's start, or for a closed mouth no sound's end, explains."""
    stray = []
    for event in line.mouth:
        edges = [each.start for each in line.phonemes if each.viseme == event.viseme]
        if event.viseme == "sil":
            edges += [line.start, line.end, *(each.end for each in line.phonemes)]
        if not any(abs(event.time - edge) <= LIPS for edge in edges):
            stray.append(event.time)
    return stray
