"""Progress events of a render, numbered, for whoever watches: command line, pages, streams."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["started", "cached", "progress", "done", "failed", "retry", "warning", "finished"]


@dataclass(frozen=True)
class Event:
    """One thing that happened. `number` counts from 1 without gaps within a render.

    `part` is how far the whole render is (0-1, by cost), `left` the seconds to go (None where
    not known yet), `unit_part` how far the named unit is.
    """

    number: int
    kind: Kind
    stage: str = ""
    unit: str = ""
    note: str = ""
    part: float = 0.0
    unit_part: float = 0.0
    left: float | None = None
