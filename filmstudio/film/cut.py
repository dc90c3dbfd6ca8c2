"""The cut: lays shots and lines out in time, from how long the voices really take.

Lengths come from the lines themselves, so that a change of one line moves the shots after it
and changes none of them. A target length is met by small fixed steps on single shots, taken
in an order that depends on nothing but the shots' ids, and the credits take up what is left.
An edit starts from the cut that the film had before: its other shots keep their lengths.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from filmstudio.film.earlier import Earlier, EarlierShot
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
from filmstudio.said import said

MIN_SHOT = 1.2
"""Nothing is shorter (director's handbook, Time)."""
HOLD_STEP = 0.5
"""Steps are coarse on purpose: so that few shots are touched."""
MAX_EXTRA = 1.5
MAX_EXTRA_WORDLESS = 2.5
CREDITS_RANGE = (2.0, 4.0)
MIN_LEAD, MIN_HOLD, MIN_PAUSE, MIN_WORDLESS = 0.15, 0.2, 0.2, 1.6
TOLERANCE = 0.5
"""Seconds by which the film may miss its target (quality bars, length)."""


@dataclass
class _Length:
    """A shot on the cutting table: its fixed speech and by how many steps it is stretched or squeezed."""

    shot: Shot
    speech: float
    steps: int = 0

    @property
    def lead(self) -> float:
        """Seconds before the first word."""
        if not self.shot.lines:
            return 0.0
        return min(self.shot.lead, MIN_LEAD) if self.steps < 0 else self.shot.lead

    @property
    def pauses(self) -> list[float]:
        """Seconds after each line."""
        pauses = [line.pause_after for line in self.shot.lines]
        return [min(pause, MIN_PAUSE) for pause in pauses] if self.steps < 0 else pauses

    @property
    def hold(self) -> float:
        """Seconds after the last pause; all of a shot without lines."""
        if self.steps >= 0:
            return self.shot.hold + self.steps * HOLD_STEP
        if self.shot.lines:
            return min(self.shot.hold, MIN_HOLD)
        return max(min(self.shot.hold, MIN_WORDLESS), self.shot.hold + self.steps * HOLD_STEP)

    @property
    def seconds(self) -> float:
        return max(MIN_SHOT, self.lead + self.speech + sum(self.pauses) + self.hold)

    def stretch(self) -> bool:
        """One step longer; False where the shot is as long as it may be."""
        if self.shot.size in ("title", "credits"):
            return False
        if self.steps >= 0:
            limit = MAX_EXTRA if self.shot.lines else MAX_EXTRA_WORDLESS
            if (self.steps + 1) * HOLD_STEP > limit or self.seconds + HOLD_STEP > 12:
                return False
        self.steps += 1
        return True

    def squeeze(self) -> bool:
        """One step shorter: all pauses at their shortest at once, or half a second of a silent shot.

        False where nothing can go.
        """
        if self.shot.size in ("title", "credits") or (self.shot.lines and self.steps < 0):
            return False
        before = self.seconds
        self.steps -= 1
        if self.seconds < before - 0.04:
            return True
        self.steps += 1
        return False

    def go(self, steps: int) -> None:
        """As many steps as `steps`, or as many as may be."""
        while self.steps < steps and self.stretch():
            pass
        while self.steps > steps and self.squeeze():
            pass


def _order(shot_id: str) -> str:
    return hashlib.sha256(shot_id.encode()).hexdigest()


@dataclass
class _Table:
    """All shots of a film on the cutting table. `low` and `high` are what the credits may take."""

    lengths: list[_Length]
    rate: FrameRate
    target: float

    def __post_init__(self) -> None:
        self.credits = next((one for one in self.lengths if one.shot.size == "credits"), None)
        self.low, self.high = CREDITS_RANGE if self.credits else (0.0, 0.0)

    def _frames(self, one: _Length) -> float:
        return self.rate.seconds(self.rate.frames_up(one.seconds))

    def room(self) -> float:
        """Seconds that are left of the target for the credits."""
        return self.target - sum(
            self._frames(one) for one in self.lengths if one is not self.credits
        )

    def step(self, shots: list[_Length], low: float, high: float) -> None:
        """Steps on single shots, one after the other, until the room for credits is in a range."""
        for wanting, change in (
            (lambda: self.room() > high, _Length.stretch),
            (lambda: self.room() < low, _Length.squeeze),
        ):
            moved = True
            while moved and wanting():
                moved = False
                for one in shots:
                    if not wanting():
                        break
                    moved |= change(one)

    def again(self, earlier: Mapping[str, EarlierShot]) -> None:
        """The cut of an earlier version with as few changes of its own shots as there can be.

        What the credits cannot take up, the shots that are made again anyway do; then half a
        second more or less of the film; then the last picture's hold; then other shots.
        """
        changed = []
        for one in self.lengths:
            before = earlier.get(one.shot.id)
            if before is None or not before.is_timed_like(one.shot, one.speech):
                changed.append(one)
            if before is not None:
                one.go(before.steps)
        last = [one for one in self.lengths if one.shot.size not in ("title", "credits")][-1:]
        slack = TOLERANCE - 0.05
        self.step(changed, self.low, self.high)
        self.step(last, self.low - slack, self.high + slack)
        if not self.low - slack <= self.room() <= self.high + slack:
            self.step(self.in_order(), self.low, self.high)

    def anew(self) -> None:
        """A first cut: the credits come as near to the middle of their range as steps can bring
        them, so that a later edit may make the rest of the film longer or shorter."""
        middle = (self.low + self.high) / 2
        self.step(self.in_order(), middle - HOLD_STEP / 2, middle + HOLD_STEP / 2)

    def in_order(self) -> list[_Length]:
        """The shots in the order in which they are stepped: fixed by their ids."""
        return sorted(self.lengths, key=lambda one: _order(one.shot.id))

    def close(self) -> str:
        """Gives the credits what is left; returns a sentence where the target is missed."""
        if self.credits is not None:
            hold = min(self.high, max(self.low, self.room()))
            self.credits.shot = self.credits.shot.model_copy(update={"hold": hold})
        miss = sum(self._frames(one) for one in self.lengths) - self.target
        target = self.target
        if abs(miss) <= TOLERANCE:
            return ""
        if miss > 0:
            words = max(1, round(miss / 60 * 155))
            return said(
                "The script is too long for {target} s: with every pause at its shortest the "
                "film lasts {lasts} s. Cut about {n} words, or ask for {seconds} s.",
                target=f"{target:g}",
                lasts=float(target + miss),
                n=words,
                seconds=round(target + miss),
            )
        return said(
            "The script is too short for {target} s: with every pause at its longest the film "
            "lasts {lasts} s. Add about {n} words, or ask for {seconds} s.",
            target=f"{target:g}",
            lasts=float(target + miss),
            n=max(1, round(-miss / 60 * 155)),
            seconds=round(target + miss),
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
        _Length(shot, sum(seconds[line.id] for line in shot.lines))
        for _, shot in storyboard.shots()
    ]


def lay_out(
    storyboard: Storyboard,
    spoken: Mapping[str, Spoken],
    rate: FrameRate,
    earlier: Earlier | None = None,
) -> Timeline:
    """The timeline of a storyboard, given what the voices made of each line (by line id).

    With an `earlier` version of the film that was made for the same length, its shots keep
    theirs wherever the length can be met so. Raises KeyError where a line has no recording.
    """
    lengths = _lengths(storyboard, {id: heard.seconds for id, heard in spoken.items()})
    warnings: list[str] = []
    if storyboard.target_seconds and lengths:
        table = _Table(lengths, rate, storyboard.target_seconds)
        if earlier and earlier.shots and earlier.target == storyboard.target_seconds:
            table.again(earlier.by_id())
        else:
            table.anew()
        sentence = table.close()
        if sentence:
            warnings.append(sentence)
    shots: list[ShotTime] = []
    lines: list[LineTime] = []
    scenes: list[SceneTime] = []
    at = 0
    cut = iter(lengths)
    for scene in storyboard.scenes:
        scene_start = at
        for shot in scene.shots:
            length = next(cut)
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
                    steps=length.steps,
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
