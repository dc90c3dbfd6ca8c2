"""For servers that are told of events: whether a delivery is the studio's own, and new.

This module needs nothing but Python.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

HEADER = "X-FilmStudio-Signature"
TOLERANCE = 300.0
"""Seconds by which a delivery may be old, or the two clocks differ."""


class Forged(Exception):
    """A delivery that is not the studio's, was changed on its way, or is an old one sent again.
    Answer it with status 400 and do nothing."""


@dataclass(frozen=True)
class Event:
    """What happened. `id` is the same however often it is delivered: act on each id once."""

    id: str
    event: str
    created_at: datetime
    data: dict[str, Any]


def sign(body: bytes, secret: str, moment: int) -> str:
    """The hex signature of a body at a time in seconds since 1970: HMAC-SHA256 of `<t>.<body>`."""
    return hmac.new(secret.encode(), b"%d." % moment + body, hashlib.sha256).hexdigest()


def verify(
    body: bytes,
    header: str,
    secret: str | Iterable[str],
    tolerance: float = TOLERANCE,
    *,
    now: float | None = None,
) -> Event:
    """The event of a delivery. Raises Forged.

    `body` are the bytes as they came (not parsed and written anew), `header` is the value of
    X-FilmStudio-Signature, `secret` that of the webhook, or several while one replaces another.
    A delivery may be `tolerance` seconds old: within them, keep the event's `id` to know one that
    comes again.

    >>> body = b'{"id": "1", "event": "job.completed", "created_at": "2026-03-01T09:30:00Z"}'
    >>> header = f"t=1000,v1={sign(body, 'whsec_1', 1000)}"
    >>> verify(body, header, "whsec_1", now=1010).event
    'job.completed'
    >>> verify(body, header, "whsec_1", now=2000)
    Traceback (most recent call last):
    filmstudio.client.webhooks.Forged: This delivery is 1000 seconds old.
    """
    moment, told = _read(header)
    secrets = [secret] if isinstance(secret, str) else [*secret]
    if not secrets or not all(secrets):
        raise ValueError("A webhook's secret is not empty.")
    # Every pair is compared, each in constant time: how long it takes tells nothing.
    matches = [
        hmac.compare_digest(sign(body, one, moment).encode(), given.encode())
        for one in secrets
        for given in told
    ]
    if not any(matches):
        raise Forged("The signature is not of this body and secret.")
    age = (time.time() if now is None else now) - moment
    if abs(age) > tolerance:
        said = f"{age:.0f} seconds old" if age > 0 else f"{-age:.0f} seconds ahead of this clock"
        raise Forged(f"This delivery is {said}.")
    try:
        document = json.loads(body)
        return Event(
            id=str(document["id"]),
            event=str(document["event"]),
            created_at=datetime.fromisoformat(document["created_at"]),
            data=dict(document.get("data") or {}),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Forged("The body is not an event.") from error


def _read(header: str) -> tuple[int, list[str]]:
    pairs = [part.strip().partition("=") for part in header[:2000].split(",")]
    times = [value for name, _, value in pairs if name == "t"]
    told = [value for name, _, value in pairs if name == "v1"]
    if len(times) != 1 or not told:
        raise Forged(f"{HEADER} is missing or not of the form t=…,v1=….")
    moment = times[0]
    if not (moment.isascii() and moment.isdigit() and len(moment) <= 12):
        raise Forged(f"{HEADER} does not say when it was signed.")
    return int(moment), told
