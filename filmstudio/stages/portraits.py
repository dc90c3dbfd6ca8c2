"""Portraits of a cast as files, for lists that are shown before anything of the film is made."""

from __future__ import annotations

import cv2

from filmstudio.drawing.people import portrait
from filmstudio.film.storyboard import Character

GROUNDS = len(portrait.GROUNDS)
"""How many places in a cast look different by their ground."""
_QUALITY = 82


def portrait_of(who: Character, number: int) -> bytes:
    """How somebody looks in the film, as WebP of two or three kilobytes. `number` is their place in
    the cast."""
    ok, data = cv2.imencode(
        ".webp", portrait.portrait(who, number), [cv2.IMWRITE_WEBP_QUALITY, _QUALITY]
    )
    assert ok
    return data.tobytes()
