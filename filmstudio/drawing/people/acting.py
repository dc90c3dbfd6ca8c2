"""Performance: what a person does at each moment of a shot, as a pure function of time."""

from __future__ import annotations

import bisect
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from filmstudio.drawing.people.mouth import MOUTHS, blend, quantised
from filmstudio.film.picture import Acting, Mouth
from filmstudio.film.timeline import MouthEvent
from filmstudio.film.vocabulary import Emotion

SMOOTH = 0.045
"""Seconds before and after an event over which one mouth shape melts into the next."""
LIVELY: dict[Emotion, float] = {
    "excited": 1.5, "happy": 1.2, "amused": 1.1, "urgent": 1.3, "angry": 1.15, "surprised": 1.1,
    "sad": 0.5, "tired": 0.45, "tender": 0.7, "thoughtful": 0.65, "afraid": 0.8,
}  # fmt: skip
"""How much a person moves, 1 for neutral."""
SMILES: dict[Emotion, float] = {
    "sad": 0.0,
    "angry": -0.05,
    "afraid": 0.0,
    "urgent": 0.05,
    "tired": 0.05,
}
GESTURES: dict[Emotion, tuple[str, ...]] = {
    "tender": ("hand-to-chest", "open-hand"), "sad": ("hand-to-chest",), "urgent": ("point", "open-hand"),
    "angry": ("point", "open-hand"), "thoughtful": ("open-hand", "shrug"), "excited": ("open-hand", "wave", "open-hand"),
}  # fmt: skip
_EASE_GAZE = 0.05


@dataclass(frozen=True)
class _Beat:
    """Something that happens from `start` for `length` seconds."""

    start: float
    length: float
    what: str = ""
    amount: float = 1.0


def _smooth(x: float) -> float:
    x = max(0.0, min(1.0, x))
    return x * x * (3 - 2 * x)


def _bump(t: float, beat: _Beat) -> float:
    """A soft rise and fall over a beat: 0 outside it, 1 at its middle."""
    part = (t - beat.start) / beat.length
    return math.sin(math.pi * part) ** 2 if 0 < part < 1 else 0.0


class Performance:
    """One person's acting in one shot.

    All times are seconds of the shot. `mouth` are the person's own lip events, `speaking`
    when they speak, `stressed` the times of the words they stress, `partner` where the other
    person is (-1 left to 1 right, 0 nobody), `seconds` the length of the shot. The same
    arguments give the same acting in any process and in any order of calls.
    """

    def __init__(
        self,
        *,
        seed: int,
        emotion: Emotion = "neutral",
        mouth: Sequence[MouthEvent] = (),
        speaking: Sequence[tuple[float, float]] = (),
        stressed: Sequence[float] = (),
        partner: float = 0.0,
        seconds: float = 4.0,
    ) -> None:
        self.emotion: Emotion = emotion
        self.partner = partner
        self.seconds = seconds
        self._mouth = sorted(mouth, key=lambda event: event.time)
        self._times = [event.time for event in self._mouth]
        self._speaking = sorted(speaking)
        self._lively = LIVELY.get(emotion, 1.0)
        rng = random.Random(f"acting|{seed}|{emotion}")
        self._phases = [rng.uniform(0, math.tau) for _ in range(6)]
        self._blinks = self._plan_blinks(rng)
        self._gazes = self._plan_gaze(rng)
        self._stresses = [
            _Beat(time - 0.12, rng.uniform(0.42, 0.6), amount=rng.uniform(0.55, 1.0))
            for time in sorted(stressed)
        ]
        self._gestures = self._plan_gestures(rng, sorted(stressed))
        self._replies = self._plan_replies(rng)

    def _plan_blinks(self, rng: random.Random) -> list[_Beat]:
        blinks, t = list[_Beat](), rng.uniform(0.5, 2.6)
        while t < self.seconds + 1:
            blinks.append(_Beat(t, rng.uniform(0.155, 0.195)))
            t += rng.uniform(2.1, 5.4)
        return blinks

    def _plan_gaze(self, rng: random.Random) -> list[tuple[float, float, float]]:
        """Fixations: start, x and y. Speakers look away to think, listeners hold the look."""
        home = max(-0.8, min(0.8, self.partner * 0.55))
        fixations, t = [(-1.0, home, 0.0)], rng.uniform(0.5, 1.2)
        away = False
        while t < self.seconds + 1:
            speaking = self.speaks(t)
            if not away and rng.random() < (0.3 if speaking else 0.14):
                down = self.emotion in ("sad", "tired", "tender") or rng.random() < 0.4
                side = -1.0 if home > 0 else 1.0 if home < 0 else rng.choice((-1.0, 1.0))
                up = 0.45 if down else -0.3
                fixations.append((t, side * rng.uniform(0.1, 0.4), up))
                t += rng.uniform(0.5, 1.0)
                away = True
            else:
                fixations.append((t, home + rng.uniform(-0.1, 0.1), rng.uniform(-0.06, 0.08)))
                t += rng.uniform(0.7, 1.9)
                away = False
        return fixations

    def _plan_gestures(self, rng: random.Random, stressed: Sequence[float]) -> list[_Beat]:
        kinds = GESTURES.get(self.emotion, ("open-hand", "open-hand", "hand-to-chest", "shrug"))
        gestures, free = list[_Beat](), 0.0
        for time in stressed:
            start = time - 0.38
            if start < free or not self.speaks(time) or rng.random() > 0.5 * self._lively:
                continue
            length = rng.uniform(1.5, 2.1)
            if start + length > self.seconds + 0.3:
                continue
            gestures.append(_Beat(max(0.0, start), length, rng.choice(kinds)))
            free = start + length + rng.uniform(0.9, 2.2)
        return gestures

    def _plan_replies(self, rng: random.Random) -> list[_Beat]:
        """A listener's small nods and smiles."""
        replies, t = list[_Beat](), rng.uniform(0.8, 1.8)
        while t < self.seconds:
            if not self.speaks(t) and not self.speaks(t + 0.6):
                replies.append(
                    _Beat(t, rng.uniform(0.7, 1.0), rng.choice(("nod", "nod", "smile", "brow")))
                )
            t += rng.uniform(1.8, 3.4)
        return replies

    def speaks(self, t: float) -> bool:
        """Whether the person is speaking at `t`."""
        return any(start <= t <= end for start, end in self._speaking)

    def shape(self, t: float) -> Mouth:
        """The mouth at `t`: each event's shape is reached at its own time and held until the next nears.

        Shapes cross-fade in the 45 ms before an event, and no fade is longer than the event before
        it, so that short consonants are seen too (co-articulation, after Cohen and Massaro 1993).
        """
        if not self._mouth:
            return MOUTHS["sil"]
        index = bisect.bisect_right(self._times, t) - 1
        current = MOUTHS[self._mouth[index].viseme] if index >= 0 else MOUTHS["sil"]
        if index + 1 >= len(self._mouth):
            return quantised(current)
        upcoming = self._mouth[index + 1]
        begun = self._times[index] if index >= 0 else upcoming.time - 2 * SMOOTH
        fade = min(SMOOTH, max(1e-3, (upcoming.time - begun) * 0.6))
        part = _smooth((t - (upcoming.time - fade)) / fade)
        # Vowels colour the consonants that come before them.
        mouth = blend([(1 - part, current), (part, MOUTHS[upcoming.viseme])])
        closed = "PP" in (self._mouth[index].viseme if index >= 0 else "", upcoming.viseme)
        if closed and mouth.open < 0.08:
            mouth = Mouth(0.0, mouth.width, mouth.round, 0.0, 0.0)
        return quantised(mouth)

    def _blink(self, t: float) -> float:
        for beat in self._blinks:
            part = (t - beat.start) / beat.length
            if 0 <= part <= 1:
                # Lids shut faster than they open.
                return _smooth(part / 0.36) if part < 0.36 else 1 - _smooth((part - 0.5) / 0.5)
        return 0.0

    def _gaze(self, t: float) -> tuple[float, float]:
        index = bisect.bisect_right([start for start, _, _ in self._gazes], t) - 1
        index = max(0, index)
        start, x, y = self._gazes[index]
        if index == 0:
            return x, y
        _, px, py = self._gazes[index - 1]
        part = _smooth((t - start) / _EASE_GAZE)
        return px + (x - px) * part, py + (y - py) * part

    def at(self, t: float) -> Acting:
        """The acting at `t` seconds of the shot."""
        a, b, c, d, e, f = self._phases
        speaking = max(
            (
                _smooth(min(t - start, end - t) / 0.25)
                for start, end in self._speaking
                if start <= t <= end
            ),
            default=0.0,
        )
        move = self._lively * (0.55 + 0.45 * speaking)
        stress = max((_bump(t, beat) * beat.amount for beat in self._stresses), default=0.0)
        sway_x = 0.6 * math.sin(math.tau * t / 5.3 + a) + 0.4 * math.sin(math.tau * t / 2.9 + b)
        sway_y = 0.6 * math.sin(math.tau * t / 4.7 + c) + 0.4 * math.sin(math.tau * t / 2.3 + d)
        tilt = move * (0.22 * sway_x + 0.1 * speaking * math.sin(math.tau * t / 1.3 + e))
        nod = move * 0.16 * sway_y + 0.5 * stress * self._lively
        brow = 0.55 * stress + 0.06 * math.sin(math.tau * t / 6.1 + f)
        smile = SMILES.get(self.emotion, 0.3)
        for beat in self._replies:
            amount = _bump(t, beat)
            if beat.what == "nod":
                nod += 0.6 * amount * abs(math.sin(math.pi * 2 * (t - beat.start) / beat.length))
            elif beat.what == "smile":
                smile += 0.25 * amount if self.emotion not in ("sad", "angry", "afraid") else 0.0
            else:
                brow += 0.35 * amount
        gesture, phase = "", 0.0
        for beat in self._gestures:
            if beat.start <= t <= beat.start + beat.length:
                gesture, phase = beat.what, (t - beat.start) / beat.length
        x, y = self._gaze(t)
        turn = 0.12 * sway_x * move + 0.25 * (x - 0.0)
        return Acting(
            mouth=self.shape(t),
            blink=self._blink(t),
            gaze=(x, y),
            tilt=max(-1.0, min(1.0, tilt)),
            nod=max(-1.0, min(1.0, nod)),
            brow=max(-1.0, min(1.0, brow)),
            smile=max(-1.0, min(1.0, smile)),
            breath=(t / 3.9 + a / math.tau) % 1.0,
            gesture=gesture,
            phase=phase,
            extras={"turn": max(-1.0, min(1.0, turn)), "time": t},
        )
