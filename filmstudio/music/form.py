"""The plan of a cue: exact tempo, bars with their sections and energy, speech and gaps in beats."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

Section = Literal["intro", "theme", "swell", "ending"]

MERGE_GAP = 1.3
"""Pauses between speeches shorter than this many seconds are too short to answer in."""


@dataclass(frozen=True)
class ScoreRequest:
    """What a scene asks of its composer. Times are seconds from the start of the cue.

    `genre` is one of `vocabulary.GENRES`; `tempo` 0 means the genre's own. `speech`
    holds spans in which somebody speaks: the music thins to its bed there and answers
    in the gaps. `opening` enters under the title, `ending` cadences on the last image
    and rings out inside the length, `swell` is the time of the one swell. `key` ("D",
    "F# minor") and `culture` (a `vocabulary.Culture`) may be left empty.
    """

    genre: str
    mood: str = "neutral"
    seconds: float = 20.0
    tempo: float = 0.0
    intensity: float = 0.5
    seed: int = 1
    speech: tuple[tuple[float, float], ...] = ()
    opening: bool = False
    ending: bool = False
    swell: float | None = None
    key: str = ""
    culture: str = ""


@dataclass(frozen=True)
class Bar:
    """A bar: where it starts and how long it is (beats), what it is for, how full it sounds 0..1."""

    start: float
    beats: float
    section: Section
    energy: float
    index: int

    @property
    def end(self) -> float:
        return self.start + self.beats


@dataclass(frozen=True)
class Form:
    """A cue's plan. `beats` is the whole length, `final` the beat of the closing chord.

    Without an ending `final` equals `beats`. `speech` and `gaps` are spans in beats that
    together cover the cue.
    """

    request: ScoreRequest
    bpm: float
    meter: int
    beats: float
    final: float
    bars: tuple[Bar, ...]
    speech: tuple[tuple[float, float], ...]
    gaps: tuple[tuple[float, float], ...]
    swell: float | None

    def energy(self, beat: float) -> float:
        """Energy 0..1 of the bar that holds this beat."""
        for bar in self.bars:
            if beat < bar.end:
                return bar.energy
        return self.bars[-1].energy

    def spoken(self, beat: float) -> bool:
        """Whether somebody speaks at this beat."""
        return any(start <= beat < end for start, end in self.speech)

    def dynamics(self, quiet: float = 0.5, loud: float = 1.0) -> tuple[tuple[float, float], ...]:
        """Expression points (beat, value) that follow the energy, for a track's `swell`."""
        first = (
            quiet * 0.85 if self.request.opening else quiet + (loud - quiet) * self.bars[0].energy
        )
        points = [(0.0, first)]
        for bar in self.bars:
            middle = bar.start + bar.beats / 2
            points.append((middle, quiet + (loud - quiet) * bar.energy))
        last = points[-1][1]
        if self.final < self.beats:
            points += [(self.final, last), (self.beats, last * 0.45)]
        else:
            points.append((self.beats, last))
        return tuple(points)


def merge(spans: tuple[tuple[float, float], ...], seconds: float) -> list[tuple[float, float]]:
    """Spans in order, inside 0..seconds, joined where the pause between is under MERGE_GAP."""
    out: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        low, high = max(0.0, start), min(seconds, end)
        if high <= low:
            continue
        if out and low - out[-1][1] < MERGE_GAP:
            out[-1] = (out[-1][0], max(out[-1][1], high))
        else:
            out.append((low, high))
    return out


def plan(request: ScoreRequest, bpm: float, meter: int) -> Form:
    """The form of a cue at about `bpm` with `meter` beats a bar.

    The tempo is bent until the bars fill the length (or end at the closing chord):
    up to 5 % for whole bars, else a shorter first bar takes up the rest as a lead-in.
    """
    seconds = request.seconds
    wanted = request.tempo or bpm
    ring = min(4.0, max(0.35 * seconds, 0.4) if seconds < 6 else 1.2 + 0.09 * seconds)
    body = seconds - ring if request.ending else seconds
    beats = max(1.0, body * wanted / 60)
    whole = max(1, round(beats / meter))
    tolerance = 0.02 if request.tempo else 0.05
    if abs(whole * meter / beats - 1) <= tolerance:
        lengths = [float(meter)] * whole
    else:
        full, rest = divmod(max(1, round(beats)), meter)
        lengths = [float(rest)] * bool(rest) + [float(meter)] * full
    final = sum(lengths)
    exact = final * 60 / body
    total = seconds * exact / 60
    to_beats = exact / 60
    speech = tuple((a * to_beats, b * to_beats) for a, b in merge(request.speech, seconds))
    swell = None if request.swell is None else min(max(request.swell, 0.0), seconds) * to_beats
    return Form(
        request=request,
        bpm=exact,
        meter=meter,
        beats=total,
        final=final if request.ending else total,
        bars=_bars(request, lengths, swell, meter),
        speech=speech,
        gaps=_gaps(speech, total),
        swell=swell,
    )


def _bars(
    request: ScoreRequest, lengths: list[float], swell: float | None, meter: int
) -> tuple[Bar, ...]:
    bars: list[Bar] = []
    start = 0.0
    intro = (2 if len(lengths) >= 8 else 1) if request.opening and len(lengths) >= 3 else 0
    if lengths[0] < meter and len(lengths) > 1:
        intro = max(intro, 1)
    starts = list(accumulate(lengths, initial=0.0))[:-1]
    peak = 0 if swell is None else starts.index(min(starts, key=lambda at: abs(at - swell)))
    for index, length in enumerate(lengths):
        arc = 0.38 + 0.3 * math.sin(math.pi * min(1.0, (index + 1) / (len(lengths) + 0.5)))
        energy = arc + 0.5 * (request.intensity - 0.5)
        section: Section = "theme"
        if index < intro:
            section, energy = "intro", energy * 0.85
        if swell is not None:
            # It rises over two bars and falls within one.
            away = (index - peak) / (1.2 if index < peak else 0.9)
            energy += 0.45 * math.exp(-away * away)
            if index == peak:
                section = "swell"
        if request.ending and section == "theme" and index == len(lengths) - 1 and index > 1:
            section = "ending"
        bars.append(Bar(start, length, section, min(1.0, max(0.08, energy)), index))
        start += length
    return tuple(bars)


def _gaps(speech: tuple[tuple[float, float], ...], beats: float) -> tuple[tuple[float, float], ...]:
    gaps: list[tuple[float, float]] = []
    at = 0.0
    for start, end in speech:
        if start - at > 0.01:
            gaps.append((at, start))
        at = end
    if beats - at > 0.01:
        gaps.append((at, beats))
    return tuple(gaps)
