"""What a forecast says of a draft's shots and lines: how long they are, and which are made again."""

from __future__ import annotations

from typing import TypedDict

from filmstudio.film.timeline import LineTime
from filmstudio.services.renders.forecast import Forecast

Spoken = tuple[float, float, list[list[int]]]
"""When a line is spoken: seconds from the start of its shot, how many, and begins and ends of its
words in thousandths of it."""
NOT_SPOKEN: Spoken = (0.0, 0.0, [])
"""Of a line that no forecast has heard of yet."""


class Reckoned(TypedDict):
    """By shot how many frames it has, by line when it is spoken; the shots that a render would make
    again, and the lines that it would speak again."""

    rate: float
    frames: dict[str, int]
    lines: dict[str, Spoken]
    again: list[str]
    said: list[str]


NOTHING = Reckoned(rate=24.0, frames={}, lines={}, again=[], said=[])
"""Before the first forecast."""


def reckoned_of(found: Forecast) -> Reckoned:
    """What the page keeps of a forecast."""
    timeline = found.timeline
    return Reckoned(
        rate=round(float(timeline.rate.num) / timeline.rate.den, 4),
        frames={shot.id: shot.frames for shot in timeline.shots},
        lines={line.id: _spoken(line) for line in timeline.lines},
        again=list(found.shots),
        said=list(found.lines),
    )


def lengths_of(reckoned: Reckoned) -> dict[str, float]:
    """Seconds by shot."""
    return {id: round(frames / reckoned["rate"], 3) for id, frames in reckoned["frames"].items()}


def _spoken(line: LineTime) -> Spoken:
    seconds = max(line.end - line.start, 0.001)

    def part(moment: float) -> int:
        return round((moment - line.start) / seconds * 1000)

    words = [[part(word.start), part(word.end)] for word in line.words]
    return round(line.offset, 3), round(seconds, 3), words
