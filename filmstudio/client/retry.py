"""When a request is sent again, and after how long: pure rules."""

from __future__ import annotations

import random
import time
from email.utils import parsedate_to_datetime

FIRST = 0.5
"""Seconds before the first repetition; doubled each time."""
LONGEST = 20.0
"""A pause that grew by itself is not longer."""


def retry_after(text: str, now: float | None = None) -> float | None:
    """Seconds of a Retry-After header (RFC 9110, 10.2.3: a number or a date); None: it says none.

    >>> retry_after("12"), retry_after(""), retry_after("soon")
    (12.0, None, None)
    >>> retry_after("Thu, 01 Jan 1970 00:01:00 GMT", now=20.0)
    40.0
    """
    text = text.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text).timestamp()
    except (ValueError, OverflowError):
        return None
    return max(0.0, moment - (time.time() if now is None else now))


def pause(attempt: int, asked: float | None, chance: float | None = None) -> float:
    """Seconds to wait after the `attempt`-th failure, counted from 0.

    What the studio asked for is kept, and a little added, so that many callers do not all come
    back at once; without it, half of a doubling span is certain and the rest by chance.

    >>> pause(0, None, chance=1.0), pause(2, None, chance=0.0), pause(0, 8.0, chance=1.0)
    (0.5, 1.0, 9.0)
    """
    part = random.random() if chance is None else chance
    if asked is not None:
        return asked + part * min(1.0, 0.2 + asked / 4)
    span = min(LONGEST, FIRST * 2.0 ** min(attempt, 30))
    return span / 2 + part * span / 2


def is_passing(status: int, code: str, *, has_retry_after: bool, is_problem: bool) -> bool:
    """Whether an answer tells of a state that passes by itself.

    A 503 of the studio says by Retry-After that it passes (without it, something is not
    installed); one of a server in between, like 502 and 504 there, always does. `in_progress` is
    the answer to a repetition that came while the first request was still at work.
    """
    if status == 409:
        return code == "in_progress"
    if status in (502, 504):
        return not is_problem
    return status == 429 or (status == 503 and (has_retry_after or not is_problem))
