"""The cut: lays shots and lines out in time, from how long the voices really take.

Lengths come from the lines themselves, so that a change of one line moves the shots after it
and changes none of them. A target length is met by small fixed steps on single shots, taken
in an order that depends on nothing but the shots' ids, and the credits take up what is left:
most edits then change no shot but their own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from filmstudio.film.storyboard import NARRATOR, Line, Shot, Storyboard
from filmstudio.film.time import FrameRate
from filmstudio.film.timeline import (
    LineTime,
    MouthEvent,
    Phoneme,
    SceneTime,
    ShotTime,
    Spoken,
    Timeline,
    Word,
)

MIN_SHOT = 1.2
"""Nothing is shorter (director's handbook, Time)."""
HOLD_STEP = 0.5
"""Steps are coarse on purpose: an edit of some tenths of a second moves one of them at most."""
MAX_EXTRA = 1.5
MAX_EXTRA_WORDLESS = 2.5
CREDITS_RANGE = (2.0, 4.0)
MIN_LEAD, MIN_HOLD, MIN_PAUSE, MIN_WORDLESS = 0.15, 0.2, 0.2, 1.6
TOLERANCE = 0.5
"""Seconds by which the film may miss its target (quality bars, length)."""


@dataclass
class _Length:
    """A shot on the cutting table: its fixed speech and what may be stretched or squeezed."""

    shot: Shot
    speech: float
    pauses: list[float]
    lead: float
    hold: float
    extra: float = 0.0

    @property
    def seconds(self) -> float:
        return max(MIN_SHOT, self.lead + self.speech + sum(self.pauses) + self.hold + self.extra)

    def stretch(self) -> bool:
        """One step longer; False where the shot is as long as it may be."""
        if self.shot.size in ("title", "credits"):
            return False
        limit = MAX_EXTRA if self.shot.lines else MAX_EXTRA_WORDLESS
        if self.extra + HOLD_STEP > limit or self.seconds + HOLD_STEP > 12:
            return False
        self.extra += HOLD_STEP
        return True

    def squeeze(self) -> bool:
        """One step shorter: all pauses at their shortest at once, or half a second of a silent shot.

        False where nothing can go.
        """
        if self.shot.size in ("title", "credits"):
            return False
        before = self.seconds
        if self.shot.lines:
            self.lead = min(self.lead, MIN_LEAD)
            self.hold = min(self.hold, MIN_HOLD)
            self.pauses = [min(pause, MIN_PAUSE) for pause in self.pauses]
        elif self.hold > MIN_WORDLESS:
            self.hold = max(MIN_WORDLESS, self.hold - HOLD_STEP)
        return self.seconds < before - 0.04


def _order(shot_id: str) -> str:
    return hashlib.sha256(shot_id.encode()).hexdigest()


def _fit(lengths: list[_Length], rate: FrameRate, target: float) -> str:
    """Brings the sum of lengths to the target; returns a sentence where that cannot be done."""

    def total() -> float:
        return sum(rate.seconds(rate.frames_up(length.seconds)) for length in lengths)

    credits = next((one for one in lengths if one.shot.size == "credits"), None)
    low, high = CREDITS_RANGE
    if credits is not None:
        rest = total() - rate.seconds(rate.frames_up(credits.seconds))
    else:
        rest, low, high = total(), 0.0, 0.0
    steps = sorted(lengths, key=lambda one: _order(one.shot.id))
    moved = True
    while rest + high < target and moved:
        moved = False
        for one in steps:
            if rest + high >= target:
                break
            if one.stretch():
                rest = total() - (rate.seconds(rate.frames_up(credits.seconds)) if credits else 0)
                moved = True
    moved = True
    while rest + low > target and moved:
        moved = False
        for one in steps:
            if rest + low <= target:
                break
            if one.squeeze():
                rest = total() - (rate.seconds(rate.frames_up(credits.seconds)) if credits else 0)
                moved = True
    if credits is not None:
        credits.hold = min(high, max(low, target - rest))
        credits.lead = 0.0
    miss = total() - target
    if abs(miss) <= TOLERANCE:
        return ""
    if miss > 0:
        words = max(1, round(miss / 60 * 155))
        return (
            f"The script is too long for {target:g} s: with every pause at its shortest the film "
            f"lasts {target + miss:.1f} s. Cut about {words} words, or ask for "
            f"{target + miss:.0f} s."
        )
    return (
        f"The script is too short for {target:g} s: with every pause at its longest the film lasts "
        f"{target + miss:.1f} s. Add about {max(1, round(-miss / 60 * 155))} words, or ask for {target + miss:.0f} s."
    )


def reach(storyboard: Storyboard, seconds: Mapping[str, float]) -> tuple[float, float]:
    """The shortest and longest film that the cut can make, given about how long each line takes."""
    ends = []
    for change in (_Length.squeeze, _Length.stretch):
        lengths = _lengths(storyboard, seconds)
        for one in lengths:
            while change(one):
                pass
        ends.append(sum(one.seconds for one in lengths if one.shot.size != "credits"))
    low, high = CREDITS_RANGE if _has_credits(storyboard) else (0.0, 0.0)
    return ends[0] + low, ends[1] + high


def _has_credits(storyboard: Storyboard) -> bool:
    return any(shot.size == "credits" for _, shot in storyboard.shots())


def _lengths(storyboard: Storyboard, seconds: Mapping[str, float]) -> list[_Length]:
    """Every shot on the cutting table, with its speech in seconds by line id."""
    return [
        _Length(
            shot,
            sum(seconds[line.id] for line in shot.lines),
            [line.pause_after for line in shot.lines],
            shot.lead if shot.lines else 0.0,
            shot.hold,
        )
        for _, shot in storyboard.shots()
    ]


def lay_out(storyboard: Storyboard, spoken: Mapping[str, Spoken], rate: FrameRate) -> Timeline:
    """The timeline of a storyboard, given what the voices made of each line (by line id).

    Raises KeyError where a line has no recording.
    """
    lengths = _lengths(storyboard, {id: heard.seconds for id, heard in spoken.items()})
    warnings: list[str] = []
    if storyboard.target_seconds and lengths:
        sentence = _fit(lengths, rate, storyboard.target_seconds)
        if sentence:
            warnings.append(sentence)
    shots: list[ShotTime] = []
    lines: list[LineTime] = []
    scenes: list[SceneTime] = []
    at = 0
    table = iter(lengths)
    for scene in storyboard.scenes:
        scene_start = at
        for shot in scene.shots:
            length = next(table)
            frames = rate.frames_up(length.seconds)
            # A join must leave at least half of both shots to themselves.
            before = shots[-1].frames if shots else 0
            joined = rate.frames(shot.join.seconds) if shot.join.kind != "cut" and shots else 0
            joined = max(0, min(joined, frames // 2, before // 2))
            shots.append(
                ShotTime(
                    id=shot.id,
                    scene=scene.id,
                    start=at,
                    frames=frames,
                    join=shot.join,
                    join_frames=joined,
                )
            )
            clock = length.lead
            for line, pause in zip(shot.lines, length.pauses, strict=True):
                lines.append(_timed(line, shot.id, spoken[line.id], rate.seconds(at), clock))
                clock = round(clock + spoken[line.id].seconds + pause, 4)
            at += frames
        scenes.append(SceneTime(id=scene.id, start=scene_start, frames=at - scene_start))
    return Timeline(
        rate=rate,
        frames=at,
        seconds=rate.seconds(at),
        shots=tuple(shots),
        scenes=tuple(scenes),
        lines=tuple(lines),
        warnings=tuple(warnings),
    )


def mouth_events(heard: Spoken, offset: float) -> tuple[MouthEvent, ...]:
    """The mouth shapes of a recording that starts at `offset`; closed in pauses and at the end."""
    events: list[MouthEvent] = []
    end = 0.0
    for phoneme in heard.phonemes:
        if phoneme.start - end > 0.08:
            events.append(MouthEvent(time=round(offset + end, 4), viseme="sil"))
        events.append(MouthEvent(time=round(offset + phoneme.start, 4), viseme=phoneme.viseme))
        end = phoneme.end
    events.append(MouthEvent(time=round(offset + end, 4), viseme="sil"))
    return tuple(events)


def _timed(line: Line, shot: str, heard: Spoken, shot_start: float, offset: float) -> LineTime:
    start = shot_start + offset

    def moved(seconds: float) -> float:
        return round(start + seconds, 4)

    return LineTime(
        id=line.id,
        shot=shot,
        speaker=line.speaker,
        text=line.text,
        offset=offset,
        start=moved(0),
        end=moved(heard.seconds),
        words=tuple(Word(text=w.text, start=moved(w.start), end=moved(w.end)) for w in heard.words),
        phonemes=tuple(
            Phoneme(symbol=p.symbol, viseme=p.viseme, start=moved(p.start), end=moved(p.end))
            for p in heard.phonemes
        ),
        mouth=mouth_events(heard, start) if line.speaker != NARRATOR else (),
    )
