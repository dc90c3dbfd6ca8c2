"""Fits a planned film to the length asked for, in small steps on single shots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from filmstudio.film.earlier import Earlier
from filmstudio.film.storyboard import Shot
from filmstudio.said import said
from filmstudio.writing.analysis.text import digest
from filmstudio.writing.planning.estimate import shot_seconds
from filmstudio.writing.planning.setup import Need

STEP = 0.2
"""Seconds of one step. Steps on single shots in a fixed order, not one factor over all shots: a
changed word moves the last steps only, and every other shot stays as it is."""
SHORTEST = 1.4
"""Time, 2: nothing under 1.2 s, with a little to spare for a voice faster than its estimate."""
TOLERANCE = 0.05
"""The part of the target that the plan may miss; the edit fits the voices' real lengths."""
WORDS_A_SECOND = 2.6

Rates = dict[str, float]


@dataclass(frozen=True)
class Planned:
    """A shot with what may be done to it."""

    shot: Shot
    scene: int
    need: Need
    purpose: str

    def but(self, shot: Shot) -> Planned:
        """The same with another shot."""
        return Planned(shot, self.scene, self.need, self.purpose)


def total(shots: Sequence[Planned], language: str) -> float:
    """Seconds of the film. Each line counts in half seconds, so that a changed word rarely matters."""
    return sum(_coarse(one.shot, language) for one in shots)


def _coarse(shot: Shot, language: str) -> float:
    if not shot.lines:
        return shot.hold
    fixed = shot.lead + shot.hold + sum(line.pause_after for line in shot.lines)
    return fixed + round((shot_seconds(shot, language) - fixed) * 2) / 2


def fit(
    shots: Sequence[Planned], target: float, language: str
) -> tuple[list[Planned], tuple[str, ...]]:
    """The shots fitted to `target` seconds, and a warning where they cannot be.

    Time, 3, in this order: pauses, holds, optional establishing and reaction shots, then the
    creator is told by how much the script is too long or too short. No word is cut.
    """
    kept = [one for one in shots if one.need != "if-there-is-room"]
    if target <= 0:
        return kept, ()
    length = total(kept, language)
    if length > target:
        return _shorten(kept, target, language)
    return _lengthen(list(shots), kept, target, language)


def as_before(shots: Sequence[Planned], earlier: Earlier) -> list[Planned]:
    """The shots that an earlier version of the film had, and those that are always needed, with
    the earlier timing wherever a shot still says the same."""
    known = earlier.by_id()
    kept: list[Planned] = []
    gone: Planned | None = None
    for one in shots:
        before = known.get(one.shot.id)
        if before is None and one.need != "always":
            gone = one if one.need == "if-it-fits" else gone
            continue
        if gone is not None:
            one, gone = _inherit_join(gone, one), None
        if before is not None and before.tells_the_same(one.shot):
            one = one.but(before.timed(one.shot))
        kept.append(one)
    return kept


def _shorten(
    kept: list[Planned], target: float, language: str
) -> tuple[list[Planned], tuple[str, ...]]:
    kept = _step(kept, target, language, _less_pause, -1)
    kept = _step(kept, target, language, _less_hold, -1)
    length = total(kept, language)
    for purpose in ("listen", "establish"):
        for one in _order([p for p in kept if p.need == "if-it-fits" and p.purpose == purpose]):
            if length <= target:
                break
            at = kept.index(one)
            if _may_go(kept, at):
                length -= _coarse(one.shot, language)
                kept[at + 1] = _inherit_join(one, kept[at + 1])
                del kept[at]
    over = total(kept, language) - target
    if over > target * TOLERANCE:
        length = round(target + over)
        words = max(5, 5 * round(over * WORDS_A_SECOND / 5))
        return kept, (
            said(
                "The script plays for about {length} s: it will not fit {target} s; cut about {n} "
                "words.",
                length=length,
                target=round(target),
                n=words,
            ),
        )
    return kept, ()


def _inherit_join(gone: Planned, after: Planned) -> Planned:
    """Time still passes where the shot that was dissolved to is left out: the next one takes its join."""
    join = gone.shot.join
    if join.kind == "cut" or after.shot.join.kind != "cut" or gone.scene != after.scene:
        return after
    lead = max(after.shot.lead, join.seconds + 0.1) if after.shot.lines else after.shot.lead
    return after.but(after.shot.model_copy(update={"join": join, "lead": round(lead, 2)}))


def _may_go(kept: Sequence[Planned], at: int) -> bool:
    """A shot may go where that leaves two different sizes next to each other and its scene a shot."""
    if at == 0 or at == len(kept) - 1:
        return False
    before, one, after = kept[at - 1], kept[at], kept[at + 1]
    return before.shot.size != after.shot.size and one.scene in (before.scene, after.scene)


def _lengthen(
    every: list[Planned], kept: list[Planned], target: float, language: str
) -> tuple[list[Planned], tuple[str, ...]]:
    spare = _order([one for one in every if one.need == "if-there-is-room"])
    kept = _step(kept, target, language, _more_pause, 1)
    kept = _step(kept, target, language, _more_hold, 1)
    ids = {one.shot.id for one in kept}
    for one in spare:
        if total(kept, language) + one.shot.hold > target:
            break
        ids.add(one.shot.id)
        present = {p.shot.id: p for p in kept}
        trial = [present.get(p.shot.id, p) for p in every if p.shot.id in ids]
        at = next(i for i, p in enumerate(trial) if p.shot.id == one.shot.id)
        neighbours = [trial[i].shot.size for i in (at - 1, at + 1) if 0 <= i < len(trial)]
        if one.shot.size in neighbours:
            ids.discard(one.shot.id)
            continue
        kept = trial
    kept = _step(kept, target, language, _more_hold, 1)
    kept = _step(kept, target, language, _much_more_hold, 1)
    under = target - total(kept, language)
    if under > target * TOLERANCE:
        words = max(5, 5 * round(under * WORDS_A_SECOND / 5))
        return kept, (
            said(
                "The script plays for about {length} s: it does not fill {target} s; write about "
                "{n} words more, or ask for a shorter film.",
                length=round(target - under),
                target=round(target),
                n=words,
            ),
        )
    return kept, ()


def _order(shots: Sequence[Planned]) -> list[Planned]:
    """The order in which shots are stepped: fixed by their ids, and spread over the film."""
    return sorted(shots, key=lambda one: (digest(one.shot.id, "fit"), one.shot.id))


def _step(
    kept: list[Planned],
    target: float,
    language: str,
    change: Callable[[Planned], Shot | None],
    direction: int,
) -> list[Planned]:
    """Apply a change to one shot after the other, again and again, until the target is reached.

    `direction` is 1 where the change makes a shot longer, -1 where shorter.
    """
    now = {one.shot.id: one for one in kept}
    length = total(kept, language)
    order = [one.shot.id for one in _order(kept)]
    moved = True
    while moved:
        moved = False
        for id in order:
            if (target - length) * direction < STEP / 2:
                return [now[one.shot.id] for one in kept]
            shot = change(now[id])
            if shot is None or shot_seconds(shot, language) < SHORTEST:
                continue
            length += _coarse(shot, language) - _coarse(now[id].shot, language)
            now[id] = now[id].but(shot)
            moved = True
    return [now[one.shot.id] for one in kept]


def _pause(shot: Shot, by: float, least: float, most: float) -> Shot | None:
    if not shot.lines:
        return None
    last = shot.lines[-1]
    pause = round(min(most, max(least, last.pause_after + by)), 2)
    if abs(pause - last.pause_after) < 0.04:
        return None
    line = last.model_copy(update={"pause_after": pause})
    return shot.model_copy(update={"lines": (*shot.lines[:-1], line)})


def _less_pause(one: Planned) -> Shot | None:
    return (
        _pause(one.shot, -0.1, 0.15, 5.0)
        if one.shot.lines and one.shot.lines[-1].pause_after > 0.15
        else None
    )


def _more_pause(one: Planned) -> Shot | None:
    shot = one.shot
    # A pause inside a sentence that was split stays short.
    if not shot.lines or shot.lines[-1].pause_after < 0.25 or shot.lines[-1].pause_after >= 0.6:
        return None
    return _pause(shot, 0.1, 0.15, 0.6)


def _hold(shot: Shot, by: float, least: float, most: float) -> Shot | None:
    hold = round(min(most, max(least, shot.hold + by)), 2)
    if abs(hold - shot.hold) < 0.04 or (by < 0) != (hold < shot.hold):
        return None
    return shot.model_copy(update={"hold": hold})


_LEAST_HOLD = {"title": 3.0, "credits": 2.4, "establish": 2.4, "show": 1.6, "listen": 1.4, "silence": 1.6,
               "insert": 1.4, "breathe": 2.0, "tell": 1.6, "speak": 1.6}  # fmt: skip
_MOST_HOLD = {"title": 4.0, "credits": 4.0, "establish": 4.0, "show": 4.0, "listen": 2.2, "silence": 2.6,
              "insert": 3.0, "breathe": 4.0, "tell": 4.0, "speak": 4.0}  # fmt: skip


def _less_hold(one: Planned) -> Shot | None:
    if one.shot.lines:
        # The film's last picture keeps its hold, the end of a scene half a second of it.
        if not 0.1 < one.shot.hold < 1.4:
            return None
        return _hold(one.shot, -STEP, min(one.shot.hold, 0.5), 12.0)
    return _hold(one.shot, -STEP, min(one.shot.hold, _LEAST_HOLD[one.purpose]), 12.0)


def _more_hold(one: Planned) -> Shot | None:
    if one.shot.lines:
        return _hold(one.shot, STEP, 0.0, max(one.shot.hold, 0.7))
    return _hold(one.shot, STEP, 0.0, max(one.shot.hold, _MOST_HOLD[one.purpose]))


def _much_more_hold(one: Planned) -> Shot | None:
    """Contemplative: mean shot length to 6-8 s, pictures without words up to 6."""
    if one.shot.lines:
        return _hold(one.shot, STEP, 0.0, max(one.shot.hold, 1.6))
    most = 6.0 if one.purpose in ("establish", "show", "breathe") else _MOST_HOLD[one.purpose] + 0.4
    return _hold(one.shot, STEP, 0.0, max(one.shot.hold, most))
