"""Cuts spoken lines into captions: when each appears, its rows, and where it breaks.

Every way to cut the film's words is weighed (dynamic programming over the places where a line
may break) and the cheapest is taken. Where rules conflict, as in very fast speech, they yield
from the last to the first:

1. every word, in order, at most two rows of the language's width, at most 7 s;
2. at least 2 frames between captions, start within 80 ms of the first word;
3. no caption over a shot change by less than half a second;
4. at least 0.83 s on screen (yet a flash of under half a second is worse than 3);
5. reading speed;
6. breaks at phrases.

`rules.violations` tells what yielded.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from filmstudio.film.time import FrameRate
from filmstudio.film.timeline import Caption, LineTime, Word
from filmstudio.media.captions import breaking
from filmstudio.media.captions.rules import Limits, limits, reading, width
from filmstudio.media.captions.timing import Timed, timed

# Prices. A break inside a phrase costs 40 to 200 (see `breaking`).
_CAPTION = 30.0
_CROSSING = 1000.0
_SHORT, _SHORTER = 300.0, 1800.0
_FAST, _FASTER = 200.0, 40.0
_UNREAD_SECOND = 150.0
_SNAPPED = 5.0
_IMPOSSIBLE = 5000.0
_PAUSE_SECOND = 60.0
_TWO_SPEAKERS = 60.0
_TORN = 80.0
_TWO_LINES = 45.0
_LINGER = 0.3
"""Seconds a caption stays after its last word where there is room."""
_DASH = "- "
_SLACK = 0.02
"""Seconds by which every rule is more than kept: ASS files count in hundredths of a second."""


@dataclass(frozen=True)
class _Clock:
    """The film's frames as captions need them."""

    rate: FrameRate
    cuts: tuple[int, ...]
    frames: int
    limit: Limits

    def start(self, seconds: float) -> int:
        """The frame nearest to a word's start, or the shot change within 80 ms of it."""
        frame = self.rate.frames(seconds)
        reach = self.limit.sync - _SLACK
        span = self.rate.frames_up(reach) + 1
        near = self.cuts_in(frame - span, frame + span)
        near = tuple(c for c in near if abs(self.rate.seconds(c) - seconds) <= reach)
        return min(near, key=lambda c: (abs(c - frame), c)) if near else frame

    def cuts_in(self, after: int, until: int) -> tuple[int, ...]:
        return self.cuts[bisect_right(self.cuts, after) : bisect_right(self.cuts, until)]


class _Speech:
    """All pieces of the film in order, with running sums so that any stretch is measured fast."""

    def __init__(self, said: Sequence[Timed], limit: Limits) -> None:
        self.said = said
        self.limit = limit
        self.blank = width(" ", limit)
        self.wide = [0.0]
        self.read = [0.0]
        self.voice = [0]
        for number, one in enumerate(said):
            space = self.blank if one.piece.space else 0.0
            self.wide.append(self.wide[-1] + width(one.piece.text, limit) + space)
            self.read.append(self.read[-1] + reading(one.piece.text, limit) + space)
            turn = number > 0 and one.speaker != said[number - 1].speaker
            self.voice.append(self.voice[-1] + turn)

    def width(self, first: int, past: int) -> float:
        """Of one row that holds these pieces."""
        tail = self.blank if self.said[past - 1].piece.space else 0.0
        return self.wide[past] - self.wide[first] - tail

    def reading(self, first: int, past: int, rows: _Rows) -> float:
        """Characters of a caption, its line break counted as a space."""
        tail = self.blank if self.said[past - 1].piece.space else 0.0
        amount = self.read[past] - self.read[first] - tail
        if rows.cut is not None and not self.said[rows.cut - 1].piece.space:
            amount += self.blank
        return amount + rows.dashes * reading(_DASH, self.limit)

    def text(self, first: int, past: int) -> str:
        return breaking.joined([one.piece for one in self.said[first:past]])

    def turns(self, first: int, past: int) -> int:
        """How often the speaker changes within the stretch."""
        return self.voice[past] - self.voice[first + 1]


@dataclass(frozen=True)
class _Rows:
    """Where a caption's second row starts, if it has one, and the price of that shape."""

    cut: int | None
    cost: float
    dashes: int = 0

    def texts(self, speech: _Speech, first: int, past: int) -> tuple[str, ...]:
        edges = [first, past] if self.cut is None else [first, self.cut, past]
        dash = _DASH if self.dashes else ""
        return tuple(dash + speech.text(a, b) for a, b in pairwise(edges))


def _rows(speech: _Speech, first: int, past: int) -> _Rows | None:
    """The best rows for a stretch of pieces; None if they do not fit two rows.

    Two speakers get a row each, with a dash (the custom of broadcasters and of Netflix).
    """
    turns = speech.turns(first, past)
    if turns > 1:
        return None
    if turns:
        return _two_voices(speech, first, past)
    most = speech.limit.row
    said = speech.said
    lines = said[past - 1].line - said[first].line
    if speech.width(first, past) <= most:
        return _Rows(None, lines * _TWO_LINES)
    best: _Rows | None = None
    for cut in range(first + 1, past):
        above = speech.width(first, cut)
        if above > most:
            break
        below = speech.width(cut, past)
        if below > most:
            continue
        tie = breaking.SENTENCE if said[cut - 1].last else said[cut - 1].piece.cost
        uneven = 30 * abs(above - below) / most + 12 * max(0.0, above - below) / most
        cost = 0.5 * (tie + uneven) + lines * _TWO_LINES
        if best is None or cost < best.cost:
            best = _Rows(cut, cost)
    return best


def _two_voices(speech: _Speech, first: int, past: int) -> _Rows | None:
    cut = next(k for k in range(first + 1, past) if speech.turns(first, k + 1))
    dash = width(_DASH, speech.limit)
    if max(speech.width(first, cut), speech.width(cut, past)) + dash > speech.limit.row:
        return None
    before = first > 0 and speech.said[first - 1].line == speech.said[first].line
    torn = before + (not speech.said[past - 1].last)
    return _Rows(cut, _TWO_SPEAKERS + torn * _TORN, dashes=2)


def _end(
    clock: _Clock, start: int, spoken: int, amount: float, following: int | None
) -> tuple[int, float]:
    """The best last frame (exclusive) for a caption and what its timing costs.

    `spoken` is the frame at which its last word ends, `amount` the characters to be read,
    `following` the frame at which the next caption starts.
    """
    limit, rate = clock.limit, clock.rate
    fps = float(rate)
    half = rate.frames_up(limit.cut + _SLACK)
    shortest = start + rate.frames_up(limit.shortest + _SLACK)
    readable = start + rate.frames_up(amount / limit.speed + _SLACK)
    bound = clock.frames if following is None else following - limit.gap
    latest = min(bound, start + int(limit.longest * fps + 1e-6))
    if latest <= start:
        return start + 1, _IMPOSSIBLE
    wish = max(spoken + rate.frames(_LINGER), shortest, readable)
    if following is not None and 0 < bound - wish < half:
        wish = bound
    wish = min(wish, latest)
    choices = {wish, latest, spoken, shortest, readable}
    for cut in clock.cuts_in(start, latest):
        choices |= {cut, cut + half}
    best: tuple[float, int] | None = None
    for end in sorted(choices):
        if not start < end <= latest:
            continue
        cost = 0.0
        snapped = False
        for cut in clock.cuts_in(start, end):
            if cut == end:
                snapped = abs(end - wish) < half
            elif cut - start < half or end - cut < half:
                cost += _CROSSING
        if end < shortest:
            cost += _SHORT + _SHORTER * (shortest - end) / (shortest - start)
        if end < readable:
            cost += _FAST + _FASTER * (amount / (end - start) * fps - limit.speed)
        if end < spoken:
            cost += _UNREAD_SECOND * (spoken - end) / fps
        cost += -_SNAPPED if snapped else 3 * abs(end - wish) / fps
        if best is None or cost < best[0] - 1e-9:
            best = (cost, end)
    assert best is not None
    return best[1], best[0]


def _cost(speech: _Speech, first: int, past: int, rows: _Rows) -> float:
    """What the words of a caption cost, apart from its time."""
    said = speech.said
    last = said[past - 1]
    tie = 0.0 if last.last else last.piece.cost
    lean = 10 * (speech.width(first, past) / speech.limit.row - 1.0) ** 2
    silent = sum(max(0.0, said[k + 1].start - said[k].end - 0.6) for k in range(first, past - 1))
    return _CAPTION + tie + rows.cost + lean + _PAUSE_SECOND * silent


def _cut(speech: _Speech, clock: _Clock) -> list[tuple[int, int]]:
    """The cheapest way to cut all pieces into captions, as (first, past the last)."""
    count = len(speech.said)
    room = clock.limit.rows * clock.limit.row
    starts = [clock.start(t.start) for t in speech.said]
    ends = [clock.rate.frames(t.end) for t in speech.said]
    best: list[tuple[float, int]] = [(float("inf"), 0)] * count + [(0.0, count)]
    for first in range(count - 1, -1, -1):
        spoken = 0
        for past in range(first + 1, count + 1):
            if speech.width(first, past) > room:
                break
            spoken = max(spoken, ends[past - 1])
            rows = _rows(speech, first, past)
            if rows is None:
                continue
            following = starts[past] if past < count else None
            amount = speech.reading(first, past, rows)
            _, late = _end(clock, starts[first], spoken, amount, following)
            total = _cost(speech, first, past, rows) + late + best[past][0]
            if total < best[first][0] - 1e-9:
                best[first] = (total, past)
    spans = []
    at = 0
    while at < count:
        spans.append((at, best[at][1]))
        at = best[at][1]
    return spans


def _words(lines: Sequence[LineTime], part: Sequence[Timed], after: Timed | None) -> list[Word]:
    """The spoken words of a caption, by the line they belong to and the time they start."""
    found: list[Word] = []
    for number, group in groupby(part, key=lambda t: t.line):
        own = list(group)
        head = own[0] is part[0]
        for word in lines[number].words:
            early = head and word.start < own[0].start - 1e-6
            late = after and after.line == number and word.start >= after.start - 1e-6
            if not early and not late:
                found.append(word)
    return found


def build(
    lines: Sequence[LineTime],
    *,
    language: str,
    rate: FrameRate,
    cuts: Sequence[float] = (),
    film_seconds: float,
) -> tuple[Caption, ...]:
    """Captions for spoken lines in the order of the film, all times on whole frames.

    `cuts` are the seconds at which shots change; `film_seconds` is the film's length, after
    which nothing is shown. The rules and their order are those of the module's text.
    """
    limit = limits(language)
    clock = _Clock(
        rate=rate,
        cuts=tuple(sorted({rate.frames(cut) for cut in cuts})),
        frames=max(1, rate.frames(film_seconds)),
        limit=limit,
    )
    said: list[Timed] = []
    for number, line in enumerate(lines):
        said += timed(number, line, language, limit)
    speech = _Speech(said, limit)
    spans = _cut(speech, clock)
    starts: list[int] = []
    for first, _ in spans:
        own = max(0, clock.start(said[first].start))
        starts.append(max(own, starts[-1] + limit.gap + 1) if starts else own)
    captions = []
    for number, (first, past) in enumerate(spans):
        part = said[first:past]
        rows = _rows(speech, first, past)
        assert rows is not None, "a stretch that was chosen fits"
        following = starts[number + 1] if number + 1 < len(spans) else None
        amount = speech.reading(first, past, rows)
        spoken = rate.frames(max(t.end for t in part))
        end, _ = _end(clock, starts[number], spoken, amount, following)
        speakers = {t.speaker for t in part}
        after = said[past] if past < len(said) else None
        captions.append(
            Caption(
                start=rate.seconds(starts[number]),
                end=rate.seconds(end),
                lines=rows.texts(speech, first, past),
                speaker=speakers.pop() if len(speakers) == 1 else "",
                words=tuple(_words(lines, part, after)),
            )
        )
    return tuple(captions)
