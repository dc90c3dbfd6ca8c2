"""Portraits of a cast as files, for lists that are shown before anything of the film is made."""

from __future__ import annotations

import cv2

from filmstudio.drawing.people.portrait import portrait
from filmstudio.film.storyboard import Character

_QUALITY = 82


def portrait_of(who: Character, number: int) -> bytes:
    """How somebody looks in the film, as WebP of two or three kilobytes. `number` is their place in
    the cast."""
    ok, data = cv2.imencode(".webp", portrait(who, number), [cv2.IMWRITE_WEBP_QUALITY, _QUALITY])
    assert ok
    return data.tobytes()
